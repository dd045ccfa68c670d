"""Whether the neighbours of a node know each other: triangles, clustering and transitivity.

All are added up from the closed triads, so nothing is kept for the many pairs of neighbours that are not tied.
"""

import numpy as np

from ecograph.algorithms.matrix import Matrix, Vector, simple, unweighted
from ecograph.algorithms.triads import ties, triads


def triangles(graph: Matrix) -> Vector:
    """Return the number of triangles that each node is part of. Weights and self-loops do not count.

    By hand: in a square with one diagonal, the two ends of the diagonal are in both triangles.

    >>> triangles(Matrix([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]])).tolist()
    [2.0, 1.0, 2.0, 1.0]
    """
    found = ties(unweighted(graph))
    n: Vector = np.zeros(found.n_nodes)
    for ab, ac, _ in triads(found):
        for corner in (found.low[ab], found.high[ab], found.high[ac]):
            n += np.bincount(corner, minlength=len(n))
    return n


def weighted_triangles(graph: Matrix) -> Vector:
    """Return for each node the sum of w(ij) w(ik) over the ordered pairs j, k of its neighbours that are tied.

    By hand: the first node has ties of 2 and 3 to two that are tied, in two orders: 2 x 2 x 3.

    >>> weighted_triangles(Matrix([[0.0, 2.0, 3.0], [2.0, 0.0, 1.0], [3.0, 1.0, 0.0]])).tolist()
    [12.0, 4.0, 6.0]
    """
    found = ties(simple(graph))
    total: Vector = np.zeros(found.n_nodes)
    for ab, ac, bc in triads(found):
        of_ab, of_ac, of_bc = found.values[ab], found.values[ac], found.values[bc]
        total += np.bincount(found.low[ab], of_ab * of_ac, len(total))
        total += np.bincount(found.high[ab], of_ab * of_bc, len(total))
        total += np.bincount(found.high[ac], of_ac * of_bc, len(total))
    return 2 * total


def clustering(graph: Matrix) -> Vector:
    """Return the share of the pairs of neighbours of each node that are tied to each other.

    It is 2 t / (k (k - 1)) with t triangles and k neighbours (Watts & Strogatz 1998, Nature 393:440-442), in 0..1,
    and nan for a node with fewer than two neighbours. Weights and self-loops do not count.

    By hand: in a square with one diagonal, an end of the diagonal has three neighbours and two of three pairs tied.

    >>> clustering(Matrix([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]])).round(3).tolist()
    [0.667, 1.0, 0.667, 1.0]
    """
    pairs = pairs_of_neighbours(graph)
    share = np.full(len(pairs), np.nan)
    np.divide(triangles(graph), pairs, out=share, where=pairs > 0)
    return share


def pairs_of_neighbours(graph: Matrix) -> Vector:
    """Return how many pairs the neighbours of each node make: k (k - 1) / 2.

    >>> pairs_of_neighbours(Matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]])).tolist()
    [1.0, 0.0, 0.0]
    """
    degree = np.diff(unweighted(graph).indptr).astype(np.float64)
    return degree * (degree - 1) / 2


def transitivity(graph: Matrix) -> float:
    """Return the share of chains of two ties that are closed to a triangle; nan where there is no such chain.

    It is three times the number of triangles by the number of pairs of neighbours, in 0..1 (Wasserman & Faust 1994,
    Social Network Analysis, p. 243). Weights and self-loops do not count.

    By hand: a square with one diagonal has two triangles and 3 + 1 + 3 + 1 = 8 chains: 6/8.

    >>> transitivity(Matrix([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]]))
    0.75
    """
    pairs = float(pairs_of_neighbours(graph).sum())
    return float(triangles(graph).sum()) / pairs if pairs > 0 else float("nan")


def mean_clustering(graph: Matrix) -> float:
    """Return the mean of the clustering of all nodes, where one with fewer than two neighbours counts 0.

    So do networkx and the published figures of the karate club; nan where there is no node.

    By hand: a square with one diagonal has 2/3, 1, 2/3 and 1.

    >>> round(mean_clustering(Matrix([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 1], [1, 0, 1, 0]])), 3)
    0.833
    """
    each = clustering(graph)
    return float(np.nan_to_num(each).mean()) if len(each) else float("nan")
