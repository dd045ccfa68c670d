"""Whether the neighbours of a node know each other: triangles, clustering and transitivity.

The product of the whole matrix with itself does not fit into memory for a projection of large consortia. Here each
tie points from the node of lower degree to that of higher degree, so that no node has many ties going out, and the
products are made in blocks of rows (Latapy 2008, Theoretical Computer Science 407:458-473, for the order).
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix, Vector, unweighted

BLOCK = 4_000_000
"""Multiplications in one block: it then takes about 50 MB."""


def triangles(graph: Matrix) -> Vector:
    """Return the number of triangles that each node is part of. Weights and self-loops do not count.

    By hand: in a square with one diagonal, the two ends of the diagonal are in both triangles.

    >>> triangles(sparse.csr_array([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]])).tolist()
    [2.0, 1.0, 2.0, 1.0]
    """
    upward, place = _upward(unweighted(graph))
    downward = sparse.csr_array(upward.T)
    found = np.zeros(len(place))
    for low, high in _blocks(upward, upward):
        # from the lowest node of a triangle over the middle one to the highest
        closed = (upward[low:high] @ upward).multiply(upward[low:high])
        found[low:high] += closed.sum(axis=1)
        found += closed.sum(axis=0)
    for low, high in _blocks(downward, upward):
        # from the middle node down to the lowest one and up to the highest
        closed = (downward[low:high] @ upward).multiply(upward[low:high])
        found[low:high] += closed.sum(axis=1)
    of_each: Vector = found[place]
    return of_each


def clustering(graph: Matrix) -> Vector:
    """Return the share of the pairs of neighbours of each node that are tied to each other.

    It is 2 t / (k (k - 1)) with t triangles and k neighbours (Watts & Strogatz 1998, Nature 393:440-442), in 0..1,
    and nan for a node with fewer than two neighbours. Weights and self-loops do not count.

    By hand: in a square with one diagonal, an end of the diagonal has three neighbours and two of three pairs tied.

    >>> clustering(sparse.csr_array([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]])).round(3).tolist()
    [0.667, 1.0, 0.667, 1.0]
    """
    pairs = pairs_of_neighbours(graph)
    share = np.full(len(pairs), np.nan)
    np.divide(triangles(graph), pairs, out=share, where=pairs > 0)
    return share


def pairs_of_neighbours(graph: Matrix) -> Vector:
    """Return how many pairs the neighbours of each node make: k (k - 1) / 2.

    >>> pairs_of_neighbours(sparse.csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]])).tolist()
    [1.0, 0.0, 0.0]
    """
    degree = np.diff(unweighted(graph).indptr).astype(np.float64)
    return degree * (degree - 1) / 2


def transitivity(graph: Matrix) -> float:
    """Return the share of chains of two ties that are closed to a triangle; nan where there is no such chain.

    It is three times the number of triangles by the number of pairs of neighbours, in 0..1 (Wasserman & Faust 1994,
    Social Network Analysis, p. 243). Weights and self-loops do not count.

    By hand: a square with one diagonal has two triangles and 3 + 1 + 3 + 1 = 8 chains: 6/8.

    >>> transitivity(sparse.csr_array([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]]))
    0.75
    """
    pairs = float(pairs_of_neighbours(graph).sum())
    return float(triangles(graph).sum()) / pairs if pairs > 0 else float("nan")


def mean_clustering(graph: Matrix) -> float:
    """Return the mean of the clustering of all nodes, where one with fewer than two neighbours counts 0.

    So do networkx and the published figures of the karate club; nan where there is no node.

    By hand: a square with one diagonal has 2/3, 1, 2/3 and 1.

    >>> round(mean_clustering(sparse.csr_array([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]])), 3)
    0.833
    """
    each = clustering(graph)
    return float(np.nan_to_num(each).mean()) if len(each) else float("nan")


def _upward(plain: Matrix) -> tuple[Matrix, Labels]:
    """Return each tie once, from lower to higher degree, in the order of degrees; and the place of each node."""
    n = plain.shape[0]
    place = np.empty(n, dtype=np.int64)
    place[np.argsort(np.diff(plain.indptr), kind="stable")] = np.arange(n)
    at = plain.tocoo()
    start, end = place[at.coords[0]], place[at.coords[1]]
    up = start < end
    # 32 bits halve the memory of the products, and no two nodes have so many neighbours in common
    cells = (np.ones(np.count_nonzero(up), dtype=np.int32), (start[up], end[up]))
    return sparse.csr_array(cells, shape=(n, n)), place


def _blocks(left: Matrix, right: Matrix) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows of which the product with another matrix takes about ``BLOCK`` multiplications."""
    n = left.shape[0]
    row = np.repeat(np.arange(n), np.diff(left.indptr))
    work = np.cumsum(np.bincount(row, weights=np.diff(right.indptr)[left.indices], minlength=n))
    total = int(work[-1]) if n else 0
    ends = np.searchsorted(work, np.arange(BLOCK, total, BLOCK), side="right").tolist()
    bounds = sorted({0, *ends, n})
    yield from pairwise(bounds)
