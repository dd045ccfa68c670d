"""The shortest paths of a weighted graph, where a strong tie is short and equally short paths count as equal.

A tie of strength w has the length 1/w. Added up in floating point, equally long paths come out in different last
digits, and ties between them are lost: 1/3 + 1/3 + 1/3 is 1, but 1/5 + 1/5 + 1/5 is not 3/5. So where all
strengths are whole numbers, the lengths are lcm/w, whole numbers too, and every sum of them is exact as long as
the longest path stays below 2**53. Elsewhere, as with the fractions of Newman's weights, paths count as equal
that differ by no more than a 1e-12th: the rounding errors of a path of a thousand ties stay below that, and two
paths whose true lengths are that close would be told apart by nobody.
"""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.matrix import Labels, Matrix, Vector

TOLERANCE = 1e-12
"""How much longer, as a share, a path may come out that counts as equal, where lengths are fractions."""

EXACT = 2**53
"""Below this, a float holds every whole number."""

LANDMARKS = 8
"""From how many nodes shortcuts are looked for, that make ties needless."""


def lengths(strengths: Vector, n_nodes: int) -> tuple[Vector, float]:
    """Return the length of each tie of a graph of so many nodes, and the tolerance for equal paths.

    >>> lengths(np.array([2.0, 3.0]), 3)
    (array([3., 2.]), 0.0)
    >>> lengths(np.array([0.5, 3.0]), 3)[1]
    1e-12
    """
    distinct = np.unique(strengths)
    if (distinct == np.floor(distinct)).all() and (distinct < EXACT).all():
        common = math.lcm(*(int(strength) for strength in distinct))
        if common * max(1, n_nodes - 1) < EXACT:
            return common / strengths, 0.0
    return 1 / strengths, TOLERANCE


def weighted_dependencies(graph: Matrix, size: Vector, hung: Vector) -> Callable[[Labels], Vector]:
    """Return the function that gives, for some sources, how much each node lies on their shortest paths.

    Args:
        graph: The strengths of the ties, without self-loops.
        size: How many targets each node stands for.
        hung: How many targets hang on each node that are reached through it alone.

    What the function returns is nodes x sources: the sum over targets of the share of the shortest paths from the
    source that pass through the node.
    """
    upper = sparse.triu(graph, 1).tocoo()
    start, end = (np.asarray(at, dtype=np.int64) for at in upper.coords)
    length, tolerance = lengths(upper.data, int(size.sum() + hung.sum()))
    kept = _needed(graph, start, end, length)
    start, end, length = start[kept], end[kept], length[kept]
    ways = _ways(start, end, length, graph.shape[0])

    def found(sources: Labels) -> Vector:
        dependency = np.empty((graph.shape[0], len(sources)))
        for at, distance in enumerate(csgraph.dijkstra(ways, directed=True, indices=sources)):
            one, other = distance[start], distance[end]
            near, far = np.minimum(one, other), np.maximum(one, other)
            tight = np.flatnonzero((near + length <= far * (1 + tolerance)) & (near < far))
            forward = one[tight] < other[tight]
            before = np.where(forward, start[tight], end[tight])
            after = np.where(forward, end[tight], start[tight])
            dependency[:, at] = _dependency(before, after, sources[at], size, hung * np.isfinite(distance))
        return dependency

    return found


def _dependency(before: Labels, after: Labels, source: int, size: Vector, hung: Vector) -> Vector:
    """Return the dependency of one source on each node, given the ties of its shortest paths.

    The numbers of paths of j ties are the j-th product of the ties with the source; as no path returns, the
    products end, and their sum counts all paths. The dependencies are such a sum from the far end.
    """
    n_nodes = len(size)
    paths = np.zeros(n_nodes)
    paths[source] = 1
    step = paths
    while (step := _sums(after, step[before], n_nodes)).any():
        paths = paths + step
    share = paths[before] / paths[after]
    own, step = hung.copy(), size + hung
    while (step := _sums(before, share * step[after], n_nodes)).any():
        own = own + step
    own[source] = 0
    return own


def _sums(at: Labels, weights: Vector, n_nodes: int) -> Vector:
    """Return the sum of the weights at each node."""
    return np.bincount(at, weights, n_nodes).astype(np.float64, copy=False)


def _ways(start: Labels, end: Labels, length: Vector, n_nodes: int) -> Matrix:
    """Return the lengths of ties in both directions."""
    cells = (np.concatenate([length, length]), (np.concatenate([start, end]), np.concatenate([end, start])))
    return sparse.csr_array(cells, shape=(n_nodes, n_nodes))


def _needed(graph: Matrix, start: Labels, end: Labels, length: Vector) -> npt.NDArray[np.bool_]:
    """Return which ties can be on a shortest path, as far as shortcuts through the strongest nodes tell.

    A tie that is longer than another way between its ends is on none. On a projection most ties between members of
    large projects are: two who meet there alone are nearer to each other through somebody whom both know better.
    """
    needed = np.ones(len(length), dtype=np.bool_)
    if len(length) == 0:  # scipy refuses a graph without nodes
        return needed
    landmarks = np.argsort(-np.asarray(graph.sum(axis=1)), kind="stable")[:LANDMARKS]
    for distance in csgraph.dijkstra(_ways(start, end, length, graph.shape[0]), directed=True, indices=landmarks):
        # by a clear margin, so that it is left out here only where no tolerance could count it as equal
        needed &= distance[start] + distance[end] >= length * (1 - 1e-9)
    return needed
