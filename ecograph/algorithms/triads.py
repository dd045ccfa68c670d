"""Every closed triad of a graph, some at a time: what clustering, constraint and brokerage are added up from.

The product of a matrix with itself visits each pair of partners of each hub: on the consortia of Horizon Europe
8e8 pairs. Ties that point from the end with fewer ties to the end with more leave 2.5e7 of them, since a hub has few
ties to greater hubs (Chiba & Nishizeki 1985, SIAM Journal on Computing 14:210-223).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ecograph.algorithms.matrix import Labels, Matrix, Vector

CELLS = 1 << 22
"""The greatest size of the table of ties that is held at once, 4 bytes each."""

PAIRS = 1 << 20
"""How many pairs of ties are looked up at once, about 40 bytes each; more only where one node alone has more."""


@dataclass(frozen=True, eq=False)
class Ties:
    """The ties of an undirected graph, each once, sorted by their ends in the order of nodes by number of ties.

    Args:
        n_nodes: The number of nodes.
        low: The node of each tie that has fewer ties; of two that have as many, the first.
        high: The other node of each tie.
        values: What the matrix holds for each tie in the row of ``low``.
        ranked: The matrix of the ties from ``low`` to ``high``, its nodes in their order.
    """

    n_nodes: int
    low: Labels
    high: Labels
    values: Vector
    ranked: Matrix


Triads = tuple[Labels, Labels, Labels]
"""Closed triads a, b, c as places in ``Ties``: of a - b, a - c and b - c; a is low in two of them, c high in two."""


def ties(graph: Matrix) -> Ties:
    """Return the ties of a graph without self-loops, in whose matrix (i, j) is stored where (j, i) is.

    >>> found = ties(Matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]]))
    >>> found.low.tolist(), found.high.tolist()
    ([1, 2], [0, 0])
    """
    order = np.argsort(np.diff(graph.indptr), kind="stable").astype(np.int64)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    at = graph.tocoo()
    low, high = rank[at.coords[0]], rank[at.coords[1]]
    up = low < high
    ranked = Matrix((at.data[up].astype(np.float64), (low[up], high[up])), shape=graph.shape)
    ends = np.repeat(order, np.diff(ranked.indptr)), order[ranked.indices]
    return Ties(len(order), *ends, ranked.data, ranked)


def triads(found: Ties) -> Iterator[Triads]:
    """Yield every closed triad once, in an order that the ties alone decide.

    >>> triangle = Matrix([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    >>> [[places.tolist() for places in block] for block in triads(ties(triangle))]
    [[[0], [1], [2]]]
    """
    starts, upper = found.ranked.indptr.astype(np.int64), found.ranked.indices.astype(np.int64)
    sizes = np.diff(starts)
    later = np.repeat(starts[1:], sizes) - np.arange(len(upper)) - 1  # the ties of a after a - b: each is an a - c
    below = np.argsort(upper, kind="stable").astype(np.int64)  # ties by b, where below_starts says from where
    n_below = np.bincount(upper, minlength=found.n_nodes)
    below_starts = np.cumsum(n_below) - n_below
    pairs = np.bincount(upper, weights=later.astype(np.float64), minlength=found.n_nodes).astype(np.int64)
    middles = np.flatnonzero((pairs > 0) & (sizes > 0))
    row = np.zeros(found.n_nodes, dtype=np.int64)
    most = min(max(CELLS // max(found.n_nodes, 1), 1), len(middles))
    table = np.full(most * found.n_nodes, -1, dtype=np.int32)
    for block in _blocks(pairs[middles], most):
        b = middles[block]
        row[b] = np.arange(len(b)) * found.n_nodes
        bc = _ranges(starts[b], sizes[b])
        cells = np.repeat(row[b], sizes[b]) + upper[bc]
        table[cells] = bc
        ab = below[_ranges(below_starts[b], n_below[b])]
        ac = _ranges(ab + 1, later[ab])
        closing = table[np.repeat(row[upper[ab]], later[ab]) + upper[ac]]
        table[cells] = -1  # to fill it anew for each block takes as long as all else
        closed = np.flatnonzero(closing >= 0)
        yield np.repeat(ab, later[ab])[closed], ac[closed], closing[closed].astype(np.int64)


def _blocks(pairs: Labels, most: int) -> Iterator[slice]:
    """Yield consecutive parts of the nodes that lie in the middle, each of at most so many nodes and pairs."""
    done = np.append(0, np.cumsum(pairs))
    start = 0
    while start < len(pairs):
        fitting = int(np.searchsorted(done, done[start] + PAIRS, side="right")) - 1
        stop = max(start + 1, min(fitting, start + most))
        yield slice(start, stop)
        start = stop


def _ranges(starts: Labels, sizes: Labels) -> Labels:
    """Return the numbers from each start on, as many as its size.

    >>> _ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
