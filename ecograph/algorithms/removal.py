"""How long a network stays in one piece while its best connected nodes leave, one after the other.

The network is not searched again after each removal: removals are run backwards, as nodes that join, along the
ties of one spanning tree alone.
"""

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.matrix import Labels, Matrix, simple


def removal_order(graph: Matrix) -> Labels:
    """Return the nodes in the order in which an attack removes them: each time the one with most ties left.

    Equal nodes go in the order of their numbers. Weights and self-loops do not count.

    >>> removal_order(sparse.csr_array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]])).tolist()
    [1, 2, 0, 3]
    """
    plain = simple(graph)
    degree = np.diff(plain.indptr).astype(np.int64)
    order = []
    while len(degree) and degree[at := int(degree.argmax())] > 0:
        order.append(at)
        degree[plain.indices[plain.indptr[at] : plain.indptr[at + 1]]] -= 1
        degree[at] = -len(degree)  # and below: it never comes up again
    return np.concatenate([np.array(order, dtype=np.int64), np.flatnonzero(degree >= 0)])


def largest_parts(graph: Matrix, order: Labels) -> Labels:
    """Return the size of the largest part after 0, 1, ... and all nodes have been removed in an order.

    A tie disappears with the first of its ends. Of the ties, a spanning tree of those that last longest is enough.

    >>> star = sparse.csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]])
    >>> largest_parts(star, np.array([0, 1, 2])).tolist()
    [3, 1, 1, 0]
    """
    n = len(order)
    moment = _moments(order)
    i, j, gone = _ties(graph, moment)
    # scipy finds the least tree and takes 0 for no tie
    latest = sparse.csr_array(((n - gone).astype(np.float64), (i, j)), shape=(n, n))
    tree = csgraph.minimum_spanning_tree(latest).tocoo() if n else latest.tocoo()
    left, right = moment[tree.coords[0]], moment[tree.coords[1]]
    first, later = np.minimum(left, right), np.maximum(left, right)
    by_first = np.argsort(first, kind="stable")
    start = np.searchsorted(first[by_first], np.arange(n + 1)).tolist()
    others = later[by_first].tolist()
    found, root, size = [0], list(range(n)), [1] * n
    for node in range(n - 1, -1, -1):
        for other in others[start[node] : start[node + 1]]:
            top = other
            while root[top] != top:
                root[top] = top = root[root[top]]
            root[top] = node
            size[node] += size[top]
        found.append(max(found[-1], size[node]))
    return np.array(found[::-1], dtype=np.int64)


def ties_covered(graph: Matrix, order: Labels) -> Labels:
    """Return how many ties have at least one end among the first 0, 1, ... and all nodes of an order.

    >>> ties_covered(sparse.csr_array([[0, 1, 1], [1, 0, 0], [1, 0, 0]]), np.array([1, 0, 2])).tolist()
    [0, 1, 2, 2]
    """
    gone = _ties(graph, _moments(order))[2]
    return np.append(0, np.cumsum(np.bincount(gone, minlength=len(order)))).astype(np.int64)


def r_index(largest: Labels) -> float:
    """Return the mean share of nodes in the largest part over all removals, nan for no node (Schneider et al. 2011).

    By hand: of five nodes that all know one another, 4, 3, 2, 1 and 0 are left together: 10 of 25.

    >>> r_index(np.array([5, 4, 3, 2, 1, 0]))
    0.4
    """
    n = len(largest) - 1
    return float(largest[1:].sum()) / n**2 if n else float("nan")


def _moments(order: Labels) -> Labels:
    """Return when each node is removed."""
    moment = np.empty(len(order), dtype=np.int64)
    moment[order] = np.arange(len(order))
    return moment


def _ties(graph: Matrix, moment: Labels) -> tuple[Labels, Labels, Labels]:
    """Return both ends of each tie and when it disappears: with the first of them."""
    at = simple(graph).tocoo()
    once = at.coords[0] < at.coords[1]
    i, j = at.coords[0][once].astype(np.int64), at.coords[1][once].astype(np.int64)
    return i, j, np.minimum(moment[i], moment[j])
