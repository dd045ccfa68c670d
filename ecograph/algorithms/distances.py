"""How many steps lie between all nodes, without a search from each node in turn.

A search from one node uses a processor badly. Here 64 searches run in one machine word: bit s of the word of a
node says whether search s has reached it, and one step of all searches is a bitwise or over its neighbours
(multi-source search: Then et al. 2014, Proc. VLDB Endowment 8:449-460). A step of the projection of a two-mode
graph is two steps on the two-mode graph itself, so its distances need no projection, which has a tie for each
pair of partners. All numbers but the sum of inverse distances are whole and thus exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.matrix import Labels, Matrix, Vector, two_mode, unweighted

Words: TypeAlias = npt.NDArray[np.uint64]
Counts: TypeAlias = npt.NDArray[np.uint8]

MEMORY = 2**26
"""The bytes for what a block of searches has seen: 67 MB. A step takes up to about as much again."""

CHUNK = 2**18
"""How many words of neighbours are gathered at once: what a processor keeps in its cache."""


@dataclass(frozen=True)
class Distances:
    """The distances from each node to the other nodes that it reaches.

    Args:
        total: Their sum.
        inverse: The sum of 1 / distance.
        reached: Their number.
    """

    total: Vector
    inverse: Vector
    reached: Labels


def distances(graph: Matrix) -> Distances:
    """Return the distances in steps on an undirected graph, whatever its ties weigh.

    >>> path = distances(sparse.csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]]))
    >>> path.total.tolist(), path.inverse.tolist(), path.reached.tolist()
    ([3.0, 2.0, 3.0], [1.5, 2.0, 1.5], [2, 2, 2])
    """
    plain = unweighted(graph)
    return _searched((plain,), _parts(plain))[0]


def projected_distances(incidence: Matrix) -> Distances:
    """Return the distances between the rows of an incidence, where two are one step apart that share a column.

    >>> found = projected_distances(sparse.csr_array([[1, 0], [1, 1], [0, 1], [0, 0]]))
    >>> found.total.tolist(), found.reached.tolist()
    ([3.0, 2.0, 3.0, 0.0], [2, 2, 2, 0])
    """
    rows, columns = _both(incidence)
    found = _searched((rows, columns), _parts(two_mode(rows)))[0]
    return Distances(found.total / 2, found.inverse * 2, found.reached)


def projected_totals(incidence: Matrix, sources: Labels) -> Vector:
    """Return the sum of the projected distances from some rows to all that they reach, for each 64 of these rows.

    >>> projected_totals(sparse.csr_array([[1, 0], [1, 1], [0, 1], [0, 0]]), np.array([0, 1]))
    array([5.])
    """
    rows, columns = _both(incidence)
    parts, found = _parts(two_mode(rows)), []
    for block in _blocks(sources, len(parts)):
        total = np.zeros(-(-len(block) // 64))
        for step, _, fresh in _steps((rows, columns), block, parts):
            if step % 2 == 0:
                total += step / 2 * fresh.sum(axis=0, dtype=np.int64)
        found.append(total)
    return np.concatenate([np.zeros(0), *found])


def two_mode_distances(incidence: Matrix) -> tuple[Distances, Distances]:
    """Return the distances on an incidence as one graph, from each row and then each column, to two modes.

    The first are those to the nodes of a node's own mode, the second those to the nodes of the other mode.

    >>> own, other = two_mode_distances(sparse.csr_array([[1, 0], [1, 1]]))
    >>> own.total.tolist(), other.total.tolist()  # the path row 0 - column 0 - row 1 - column 1
    ([2.0, 2.0, 2.0, 2.0], [4.0, 2.0, 2.0, 4.0])
    """
    rows, columns = _both(incidence)
    parts, n_rows = _parts(two_mode(rows)), rows.shape[0]
    row_row, column_row = _searched((rows, columns), parts)
    column_column, row_column = _searched((columns, rows), np.roll(parts, -n_rows))
    return _joint(row_row, column_column), _joint(row_column, column_row)


def _joint(first: Distances, last: Distances) -> Distances:
    """Return the distances of the nodes of one mode and then of the other."""
    return Distances(
        np.concatenate([first.total, last.total]),
        np.concatenate([first.inverse, last.inverse]),
        np.concatenate([first.reached, last.reached]),
    )


def _both(incidence: Matrix) -> tuple[Matrix, Matrix]:
    """Return the pattern of an incidence by rows and by columns."""
    rows = sparse.csr_array(incidence, copy=True)
    rows.sum_duplicates()
    rows.eliminate_zeros()
    return rows, sparse.csr_array(rows.T)


def _parts(graph: Matrix) -> Labels:
    """Return the connected component of each node."""
    if graph.shape[0] == 0:  # scipy refuses a graph without nodes
        return np.zeros(0, dtype=np.int64)
    return csgraph.connected_components(graph, directed=False)[1].astype(np.int64)


def _searched(reach: tuple[Matrix, ...], parts: Labels) -> list[Distances]:
    """Return the distances of the nodes of each side to all nodes of the first side.

    Args:
        reach: The neighbours of each node: the graph, or both sides of a two-mode graph, which take turns.
        parts: The component of each node of the first side, then of the second.
    """
    n_sources = reach[0].shape[0]
    counted = [np.zeros((3, matrix.shape[0])) for matrix in reach]
    # searches of one component stand together, so that a word is full everywhere after few steps
    for sources in _blocks(np.argsort(parts[:n_sources], kind="stable"), len(parts)):
        for step, todo, fresh in _steps(reach, sources, parts):
            number = fresh.sum(axis=1, dtype=np.int64)
            counted[step % len(reach)][:, todo] += (number * step, number / step, number)
    return [Distances(total, inverse, reached.astype(np.int64)) for total, inverse, reached in counted]


def _blocks(sources: Labels, n_nodes: int) -> Iterator[Labels]:
    """Return as many sources at a time as fit the memory, whole words of them."""
    width = 64 * max(1, MEMORY // (8 * 2 * max(1, n_nodes)))
    return (sources[start : start + width] for start in range(0, len(sources), width))


def _steps(reach: tuple[Matrix, ...], sources: Labels, parts: Labels) -> Iterator[tuple[int, Labels, Counts]]:
    """Search from a block of nodes of the first side, and return what each step reaches.

    Returns:
        The number of the step; some nodes, of the first side after an even number of steps if there are two; and for
        each of these and each word of 64 searches, how many of the searches reach it in this step.
    """
    sides = [np.arange(matrix.shape[0]) + (matrix.shape[1] if i else 0) for i, matrix in enumerate(reach)]
    seen = [np.zeros((matrix.shape[0], -(-len(sources) // 64)), dtype=np.uint64) for matrix in reach]
    place = np.arange(len(sources))
    seen[0][sources, place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)
    # the searches that have not reached each node yet, but will: where there are none, nothing is left to do
    expected = np.bincount(parts[sources], minlength=len(parts))
    left = [expected[parts[side]] for side in sides]
    left[0][sources] -= 1
    active, step = np.unique(sources), 0
    while len(active):
        step += 1
        here, there = seen[(step - 1) % len(reach)], step % len(reach)
        near = np.zeros(len(here))
        near[active] = 1
        todo = np.flatnonzero((reach[there] @ near > 0) & (left[there] > 0))
        # what a neighbour saw before the last step has been passed on already, so all it has seen can be taken
        fresh = _joined(here, reach[there], todo) & ~seen[there][todo]
        reached = np.bitwise_count(fresh)
        yield step, todo, reached
        number = reached.sum(axis=1, dtype=np.int64)
        left[there][todo] -= number
        active = todo[number > 0]
        seen[there][active] |= fresh[number > 0]


def _joined(words: Words, reach: Matrix, rows: Labels) -> Words:
    """Return the bitwise or of the words of the neighbours of some rows, each of which has a neighbour."""
    found = np.empty((len(rows), words.shape[1]), dtype=np.uint64)
    per_row = max(1, CHUNK // (max(1, words.shape[1]) * max(1, reach.nnz // max(1, reach.shape[0]))))
    for start in range(0, len(rows), per_row):
        part = reach[rows[start : start + per_row]]
        found[start : start + per_row] = np.bitwise_or.reduceat(words[part.indices], part.indptr[:-1], axis=0)
    return found
