"""Who lies between others: betweenness of whole networks, exact or from pivots with a stated error.

The searches of Brandes (2001, J. Math. Sociology 25:163-177) run for a block of nodes at once: a level of all of
them is one product of a sparse matrix with a dense block, forward for the numbers of shortest paths and backward
for the dependencies. Nodes that can lie on no path between others are taken out before (Baglioni et al. 2012,
ASONAM: nodes of one tie; Sariyuce et al. 2017, ACM TKDD 11:31: nodes of one clique), which changes no number.
Numbers of paths are floats: beyond 1e308 paths between two nodes they overflow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csgraph

from ecograph.algorithms.matrix import Labels, Matrix, Vector, simple, unweighted
from ecograph.algorithms.pivots import bound, drawn
from ecograph.algorithms.shortest_paths import weighted_dependencies

BLOCK = 64
"""How many searches run at once: enough to pay for cutting the matrix, few enough to stay near the cache."""


@dataclass(frozen=True)
class Betweenness:
    """The betweenness of each node.

    Args:
        paths: The sum over pairs of other nodes of the share of their shortest paths through the node.
        error: How far the true sum may lie from ``paths``, at 95 % for each node; 0 where it is exact.
        pivots: How many nodes were searched from.
    """

    paths: Vector
    error: Vector
    pivots: int


@dataclass(frozen=True)
class Reduced:
    """A graph without the nodes that can lie between no others.

    Args:
        graph: The ties of the nodes that are left.
        nodes: Which nodes of the whole graph they are.
        source: For each node of the whole graph, the node left that sees the others as it does.
        size: How many nodes of the whole graph each stands for.
        hung: How many nodes without another tie hang on each.
        inner: Which may lie between others.
    """

    graph: Matrix
    nodes: Labels
    source: Labels
    size: Vector
    hung: Vector
    inner: npt.NDArray[np.bool_]


def betweenness(
    graph: Matrix, *, pivots: int | None = None, seed: int = 0, fringe: Labels | None = None
) -> Betweenness:
    """Return the betweenness by steps on an undirected graph, whatever its ties weigh; each pair counts once.

    Args:
        graph: The graph, of one mode or of two (``matrix.two_mode``).
        pivots: How many nodes to search from; all, and thus exactly, if None or as many as there are.
        seed: Draws the pivots.
        fringe: What ``fringe`` returns, on a projection; it saves time and changes no value.

    >>> from scipy import sparse
    >>> betweenness(sparse.csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])).paths.tolist()
    [0.0, 1.0, 0.0]
    """
    reduced = _without_fringe(unweighted(graph), fringe)
    return _summed(graph, reduced, _dependencies, drawn(graph.shape[0], pivots, seed))


def weighted_betweenness(
    graph: Matrix, *, pivots: int | None = None, seed: int = 0, fringe: Labels | None = None
) -> Betweenness:
    """Return the betweenness on an undirected graph where a tie of strength w has the length 1/w.

    The arguments are those of ``betweenness``. Strengths are positive. ``shortest_paths`` says how paths of equal
    length are recognised.

    >>> from scipy import sparse
    >>> triangle = sparse.csr_array([[0, 3, 1], [3, 0, 3], [1, 3, 0]])
    >>> weighted_betweenness(triangle).paths.tolist()  # 1/3 + 1/3 is shorter than 1
    [0.0, 1.0, 0.0]
    """
    reduced = _without_fringe(simple(graph), fringe)
    return _summed(graph, reduced, weighted_dependencies, drawn(graph.shape[0], pivots, seed))


def fringe(incidence: Matrix) -> Labels:
    """Return the column of each row of an incidence that has only one, else -1.

    All ties of such a row on the projection are to the members of that column, who are tied to one another at
    least as strongly. So it lies on no shortest path between others, and sees them as the column's other such
    rows do.

    >>> from scipy import sparse
    >>> fringe(sparse.csr_array([[1, 0], [1, 1], [0, 0]])).tolist()
    [0, -1, -1]
    """
    found = np.full(incidence.shape[0], -1, dtype=np.int64)
    only = np.flatnonzero(np.diff(incidence.indptr) == 1)
    found[only] = incidence.indices[incidence.indptr[only]]
    return found


def _without_fringe(graph: Matrix, cliques: Labels | None) -> Reduced:
    """Return a graph with one node for each fringe of a clique or, without cliques, without the nodes of one tie."""
    everyone = np.arange(graph.shape[0])
    degree = np.diff(graph.indptr)
    source, hung = everyone.copy(), np.zeros(len(everyone))
    if cliques is not None:
        apart = np.flatnonzero(cliques >= 0)
        _, first, which = np.unique(cliques[apart], return_index=True, return_inverse=True)
        source[apart] = apart[first][which]
    else:
        # of two nodes tied to each other alone, neither is needed: each would hang on the other
        leaves = np.flatnonzero(degree == 1)
        source[leaves] = graph.indices[graph.indptr[leaves]]
        hung += np.bincount(source[leaves], minlength=len(everyone))
    kept = (source == everyone) & (degree > 0)
    nodes = np.flatnonzero(kept)
    place = np.cumsum(kept) - 1
    left = graph[nodes][:, nodes]
    size = np.bincount(source, minlength=len(everyone))[nodes] - hung[nodes]
    # a node on which all others of its component hang is in no pivot's number either: see _summed
    inner = (np.diff(left.indptr) > 0) & (np.diff(left.indptr) + hung[nodes] > 1)
    if cliques is not None:
        inner &= cliques[nodes] < 0
    return Reduced(left, nodes, np.where(kept[source], place[source], -1), size, hung[nodes], inner)


Kernel = Callable[[Matrix, Vector, Vector], Callable[[Labels], Vector]]


def _summed(graph: Matrix, reduced: Reduced, kernel: Kernel, chosen: Labels) -> Betweenness:
    """Return the betweenness from the dependencies of the chosen pivots on each node."""
    n_nodes, n_left = graph.shape[0], len(reduced.nodes)
    total, squares = np.zeros(n_left), np.zeros(n_left)
    seen = reduced.source[chosen]
    sources, times = np.unique(seen[seen >= 0], return_counts=True)
    dependencies = kernel(reduced.graph, reduced.size, reduced.hung)
    for part in _blocks(len(sources)):
        found = dependencies(sources[part])
        total += (found * times[part]).sum(axis=1)  # not a product: its threads would add in another order
        squares += (found**2 * times[part]).sum(axis=1)
    scale, half = n_nodes / max(1, len(chosen)), 0.5  # a pair is searched from both of its ends
    others = _component_sizes(reduced) - 2
    paths, error = np.zeros(n_nodes), np.zeros(n_nodes)
    # what hangs on a node reaches all others through it alone: known, and in no pivot's number
    paths[reduced.nodes] = half * (scale * total + reduced.hung * others)
    greatest = np.where(reduced.inner, others, 0)
    spread = bound(total, squares, greatest, pivots=len(chosen), n_nodes=n_nodes)
    error[reduced.nodes] = half * n_nodes * spread
    return Betweenness(paths, error, len(chosen))


def _blocks(number: int) -> Iterator[slice]:
    return (slice(start, start + BLOCK) for start in range(0, number, BLOCK))


def _component_sizes(reduced: Reduced) -> Vector:
    """Return how many nodes of the whole graph are in the component of each node left."""
    if len(reduced.nodes) == 0:  # scipy refuses a graph without nodes
        return np.zeros(0)
    parts = csgraph.connected_components(reduced.graph, directed=False)[1]
    return np.asarray(np.bincount(parts, weights=reduced.size + reduced.hung)[parts], dtype=np.float64)


def _dependencies(graph: Matrix, size: Vector, hung: Vector) -> Callable[[Labels], Vector]:
    """Return the function that gives the dependencies of some sources by steps: nodes x sources."""

    def found(sources: Labels) -> Vector:
        levels = _levels(graph, sources)
        dependency = np.zeros((graph.shape[0], len(sources)))
        behind: Vector | None = None
        while len(levels) > 1:
            rows, paths, ties = levels.pop()
            at = paths > 0
            own = hung[rows, None] * at if behind is None else at * hung[rows, None] + behind * paths
            dependency[rows] += own
            share = (size[rows, None] + own) / np.where(at, paths, np.inf)
            behind = ties.T @ share
        return dependency

    return found


def _levels(graph: Matrix, sources: Labels) -> list[tuple[Labels, Vector, Matrix]]:
    """Return for each number of steps the nodes first reached by then, their paths and their ties to those before.

    The paths are rows x sources, 0 where a node is reached in another number of steps.
    """
    rows, which = np.unique(sources, return_inverse=True)
    paths = np.zeros((len(rows), len(sources)))
    paths[which, np.arange(len(sources))] = 1
    seen = np.zeros((graph.shape[0], len(sources)), dtype=np.bool_)
    seen[rows] = paths > 0
    missing = np.ones(graph.shape[0], dtype=np.bool_)
    levels = [(rows, paths, graph)]
    while len(rows):
        front = np.zeros(graph.shape[0])
        front[rows] = 1
        near = np.flatnonzero((graph @ front > 0) & missing)
        ties = graph[near][:, rows]
        paths = ties @ paths
        paths[seen[near]] = 0
        fresh = np.flatnonzero(paths.any(axis=1))
        rows, paths, ties = near[fresh], paths[fresh], ties[fresh]
        seen[rows] |= paths > 0
        missing[rows] = ~seen[rows].all(axis=1)
        levels.append((rows, paths, ties))
    levels.pop()
    return levels
