"""Who is tied to those who are well tied themselves: eigenvector centrality, PageRank, and hubs and authorities.

Each is the leading vector of a matrix. Where a graph leaves it open which one that is, the choice is stated here and
does not depend on the order of the nodes or on the digits of a solver.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.linalg import eigh_tridiagonal
from scipy.sparse import csgraph

from ecograph.algorithms.matrix import Labels, Matrix, Vector, simple

DENSE = 200
"""Up to so many nodes, all eigenvectors are computed: it is as fast, and exact where two eigenvalues are close."""

EQUAL = 1e-10
"""Eigenvalues that differ by less, relatively, are taken for equal."""

BASIS = 20
"""So many vectors are held at a time above that."""

RESTARTS = 100
"""After so many rounds the solver gives up. All of Horizon Europe takes one; a long chain would take minutes."""

EXACT = 1e-14
"""The residual at which a vector is taken for an eigenvector, relative to the eigenvalue."""

DECIMALS = 12
"""So many decimals of these numbers are shown: further ones hang on the solver, and would break ties at random."""

DAMPING = 0.85
"""The probability with which PageRank follows a tie, as Page and others 1999 set it."""


@dataclass(frozen=True, eq=False)
class Hits:
    """How good a hub and how good an authority each node is; each sums to 1, and is nan where there is no tie."""

    hub: Vector
    authority: Vector


def eigenvector(graph: Matrix) -> Vector:
    """Return the eigenvector of the largest eigenvalue of an undirected graph, on its largest component.

    x = A x / lambda, positive, with the sum of squares 1 (Bonacich 1972, Journal of Mathematical Sociology 2:113-120).
    Weights count, self-loops do not. Components cannot be compared with each other, so it is nan for each node
    outside the one with the most nodes; everywhere where several have the most, where no node has a neighbour, and
    where the solver does not converge (long chains of thousands of nodes).

    By hand: a star with 4 leaves has 1/sqrt(2) in the centre, and each leaf half of it.

    >>> star = sparse.csr_array([[0, 1, 1, 1, 1], *([1, 0, 0, 0, 0],) * 4])
    >>> eigenvector(star).round(4).tolist()
    [0.7071, 0.3536, 0.3536, 0.3536, 0.3536]
    """
    plain = simple(graph)
    n = plain.shape[0]
    found = np.full(n, np.nan)
    inside = largest_component(plain)
    if len(inside) <= 1:
        return found
    part = sparse.csr_array(plain[inside][:, inside])
    leading = _leading(lambda: part, lambda x: part @ x, len(inside))
    # the Perron vector is positive; what is far away may come out as -1e-18. No value is above 1/sqrt(2)
    found[inside] = np.abs(leading) / np.linalg.norm(leading)
    return found


def largest_component(graph: Matrix) -> Labels:
    """Return the nodes of the component with the most nodes; none where several have the most.

    >>> largest_component(sparse.csr_array([[0, 0, 1], [0, 0, 0], [1, 0, 0]])).tolist()
    [0, 2]
    """
    sizes = np.bincount(label := csgraph.connected_components(graph, directed=False)[1])
    largest = np.flatnonzero(sizes == sizes.max(initial=0))
    return np.flatnonzero(label == largest[0]) if len(largest) == 1 else np.empty(0, dtype=np.int64)


def pagerank(graph: Matrix, damping: float = DAMPING) -> Vector:
    """Return the PageRank of each node of a directed graph: the share of time a walk spends at it.

    The walk follows a tie with probability ``damping``, the stronger the likelier, and else starts anew at any node;
    from a node without ties going out it starts anew always (Page, Brin, Motwani & Winograd 1999, The PageRank
    citation ranking, Stanford). The shares sum to 1. Weights count, self-loops do not.

    By hand: of two nodes with a tie from the first to the second, with d = 0.85, the first has 1 / (2 + d).

    >>> pagerank(sparse.csr_array([[0, 1], [0, 0]])).round(6).tolist()
    [0.350877, 0.649123]
    """
    plain = simple(graph)
    n = plain.shape[0]
    out = np.asarray(plain.sum(axis=1), dtype=np.float64).reshape(n)
    ends = out == 0
    steps = plain.T.tocsr() @ sparse.diags_array(np.divide(damping, out, out=np.zeros(n), where=~ends))
    rank = np.full(n, 1 / max(n, 1))
    # each round leaves at most ``damping`` of the error, whatever the graph: after so many it is below 1e-14
    for _ in range(math.ceil(math.log(1e-14) / math.log(damping))):
        anew = 1 - damping + damping * rank[ends].sum()
        rank = steps @ rank + anew / max(n, 1)
    return rank


def hits(graph: Matrix) -> Hits:
    """Return the hubs and authorities of a directed graph: good hubs point to good authorities, and these to them.

    They are the leading singular vectors, each summing to 1 (Kleinberg 1999, Journal of the ACM 46:604-632), and nan
    where there is no tie or the solver does not converge. Where several parts of the graph share the leading singular
    value, these vectors are not unique; then it is what Kleinberg's iteration from equal hubs converges to. Weights
    count, self-loops do not.

    By hand: when a points to c, and b to c and d, the squared singular value s has s**2 - 3 s + 1 = 0, so 2.618;
    the hubs are in the ratio 1 : s - 1, and the authorities in the ratio s : s - 1.

    >>> found = hits(sparse.csr_array([[0, 0, 1, 0], [0, 0, 1, 1], [0, 0, 0, 0], [0, 0, 0, 0]]))
    >>> found.hub.round(4).tolist(), found.authority.round(4).tolist()
    ([0.382, 0.618, 0.0, 0.0], [0.0, 0.0, 0.618, 0.382])
    """
    plain = simple(graph)
    n = plain.shape[0]
    hub = np.zeros(n)
    points = np.flatnonzero(np.diff(plain.indptr))
    out = sparse.csr_array(plain[points])
    back = sparse.csr_array(out.T)
    if len(points):
        leading = _leading(lambda: out @ back, lambda x: out @ (back @ x), len(points))
        hub[points] = _apart(out, back, leading)
    authority = plain.T @ hub
    with np.errstate(invalid="ignore"):  # 0/0 where there is no tie
        return Hits(hub / hub.sum(), authority / authority.sum())


def _leading(matrix: Callable[[], Matrix], times: Callable[[Vector], Vector], n: int) -> Vector:
    """Return the part of the vector of ones that lies in the leading eigenspace of a symmetric matrix.

    Args:
        matrix: The matrix; it is made only where it is small.
        times: Its product with a vector.
        n: Its number of rows.

    Returns:
        The part for each node, nan where the solver does not converge.
    """
    ones = np.ones(n)
    if n <= DENSE:
        values, vectors = np.linalg.eigh(matrix().toarray())
        space = vectors[:, values >= values[-1] - EQUAL * abs(values[-1])]
        return np.asarray(space @ (space.T @ ones))
    vector = _lanczos(times, ones / np.sqrt(n))
    return np.asarray(vector * (vector @ ones))


def _lanczos(times: Callable[[Vector], Vector], start: Vector) -> Vector:
    """Return the eigenvector of the largest eigenvalue of a symmetric matrix, with length 1, nan if it is not found.

    Lanczos's iteration, started anew from the best vector each ``BASIS`` steps (Golub & Van Loan 2013, Matrix
    Computations, chapter 10). Other than ARPACK, it adds no random vector when the start spans a small space, so it
    stays in the space that powers of the matrix make of the start, and gives the same each time.
    """
    vector = start
    for _ in range(RESTARTS):
        basis = np.empty((min(BASIS, len(start)), len(start)))
        middle, side = [], []
        for step in range(len(basis)):
            basis[step] = vector
            image = np.asarray(times(vector))
            middle.append(float(image @ vector))
            for _ in range(2):  # once is not enough for the last digits
                image = image - basis[: step + 1].T @ (basis[: step + 1] @ image)
            rest = float(np.linalg.norm(image))
            side.append(rest)
            if rest <= EXACT * max(middle):
                break
            vector = image / rest
        values, vectors = eigh_tridiagonal(middle, side[:-1])
        vector = basis[: len(middle)].T @ vectors[:, -1]
        vector /= np.linalg.norm(vector)
        if side[-1] * abs(vectors[-1, -1]) <= EXACT * values[-1]:
            return np.asarray(vector)
    return np.full(len(start), np.nan)


def _apart(out: Matrix, back: Matrix, leading: Vector) -> Vector:
    """Return a leading vector in which each part of the graph stands as its own iteration leaves it.

    Two hubs are in one part when chains of common targets join them. Within a part the leading vector is unique up to
    its length. How much of each part a solver returns hangs on its last digits where several parts share the leading
    value; and of all other parts, it leaves something of the size of the last digits. Both are set right here.
    """
    n = len(leading)
    both = sparse.block_array([[None, out], [back, None]])
    part = csgraph.connected_components(both, directed=False)[1][:n]

    def summed(each: Vector) -> Vector:
        sums = np.bincount(part, weights=each).astype(np.float64)
        return np.asarray(sums[part])

    each = np.abs(leading)
    square = summed(each**2)
    is_there = square > 0
    quotient = np.divide(summed(each * (out @ (back @ each))), square, out=np.zeros(n), where=is_there)
    is_leading = is_there & (quotient >= quotient.max() * (1 - EQUAL))
    return np.divide(each * summed(each), square, out=np.zeros(n), where=is_leading)
