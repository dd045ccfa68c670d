"""Whom a network can least do without: what falls apart when rows of a two-mode network leave.

What each single removal splits is known for all rows at once from the cuts of the two-mode network, which has far
fewer ties than its projection and falls into the same parts.
"""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.cuts import departures
from ecograph.algorithms.matrix import Labels, Matrix, two_mode

EXACT = 2000
"""How many sets of nodes are tried one by one; where there are more, one node after the other is chosen."""


@dataclass(frozen=True, eq=False)
class KeyPlayers:
    """The nodes whose removal leaves the fewest connected pairs.

    Args:
        rows: The nodes, the one that is removed first at the start.
        pairs: The ordered pairs still connected after the removal of the first, the first two, and so on.
        exact: Whether all sets of that size were tried.
    """

    rows: Labels
    pairs: Labels
    exact: bool


def connected_pairs(sizes: Labels) -> int:
    """Return the number of ordered pairs of nodes that are in one part.

    >>> connected_pairs(np.array([3, 2]))
    8
    """
    return int((sizes * (sizes - 1)).sum())


def fragmentation(pairs: int, n: int) -> float:
    """Return the share of pairs of n nodes that are not connected, nan where there is no pair (Borgatti 2006).

    >>> fragmentation(connected_pairs(np.array([3, 2])), 5)
    0.6
    """
    return 1 - pairs / (n * (n - 1)) if n > 1 else float("nan")


def part_sizes(incidence: Matrix) -> Labels:
    """Return how many rows each connected part of a two-mode network has, largest first.

    >>> part_sizes(sparse.csr_array([[1, 0], [0, 1], [0, 1]])).tolist()
    [2, 1]
    """
    if not incidence.shape[0]:  # scipy refuses a graph without nodes
        return np.zeros(0, dtype=np.int64)
    part = csgraph.connected_components(two_mode(incidence), directed=False)[1][: incidence.shape[0]]
    return -np.sort(-np.unique(part, return_counts=True)[1].astype(np.int64))


def pairs_without_each(incidence: Matrix, removed: Labels | None = None) -> Labels:
    """Return the ordered pairs of rows that stay connected when each row alone is removed, besides some others.

    For a row that is removed already, nothing changes.

    >>> pairs_without_each(sparse.csr_array([[1, 0], [1, 1], [0, 1]])).tolist()
    [2, 0, 2]
    """
    n_rows = incidence.shape[0]
    weight = np.repeat([1.0, 0.0], incidence.shape)
    weight[removed if removed is not None else []] = 0
    left = sparse.csr_array(sparse.diags_array(weight[:n_rows]) @ incidence)
    found = departures(two_mode(left), weight)
    before = found.component[:n_rows] - 1  # the others that each row is connected with
    there = weight[:n_rows] > 0
    lost = before * (before + 1) - found.pairs[:n_rows]
    after: Labels = (before[there].sum() - np.where(there, lost, 0)).astype(np.int64)
    return after


def key_players(incidence: Matrix, k: int) -> KeyPlayers:
    """Return the k rows whose removal leaves the fewest connected pairs of rows (KPP-NEG of Borgatti 2006).

    All sets are tried where there are few; otherwise one row after the other is taken, each time the one whose
    removal leaves the fewest pairs, then the one with most columns, then the first. An exact set is listed so
    that each of its rows, too, leaves as few pairs as the set allows.

    >>> key_players(sparse.csr_array([[1, 0], [1, 1], [0, 1]]), 1)
    KeyPlayers(rows=array([1]), pairs=array([0]), exact=True)
    """
    n = incidence.shape[0]
    k = min(k, n)
    if sum(comb(n, size) for size in range(k + 1)) <= EXACT:
        return _tried(incidence, k)
    degree = np.diff(incidence.indptr)
    rows: list[int] = []
    left = []
    for _ in range(k):
        pairs = pairs_without_each(incidence, np.array(rows, dtype=np.int64))
        open_to = np.setdiff1d(np.arange(n), rows)
        best = open_to[np.lexsort((open_to, -degree[open_to], pairs[open_to]))[0]]
        rows.append(int(best))
        left.append(int(pairs[best]))
    return KeyPlayers(np.array(rows, dtype=np.int64), np.array(left, dtype=np.int64), exact=False)


def _tried(incidence: Matrix, k: int) -> KeyPlayers:
    """Return the best set of k rows after trying all of them, in the best order."""
    left = {chosen: _left(incidence, chosen) for size in range(k + 1) for chosen in _sets(incidence.shape[0], size)}
    fewest = min(left[chosen] for chosen in _sets(incidence.shape[0], k))
    reach = [{chosen for chosen in _sets(incidence.shape[0], k) if left[chosen] == fewest}]
    for _ in range(k):  # the parts of the best sets, from which one of them can still be reached
        reach.append({chosen - {row} for chosen in reach[-1] for row in chosen})
    ways: dict[frozenset[int], tuple[int, ...]] = {frozenset(): ()}
    for within in reach[-2::-1]:
        longer: dict[frozenset[int], tuple[int, ...]] = {}
        for chosen in within:
            before = [ways[chosen - {row}] + (row,) for row in chosen if chosen - {row} in ways]
            if before:
                longer[chosen] = min(before)
        least = min(left[chosen] for chosen in longer)
        ways = {chosen: way for chosen, way in longer.items() if left[chosen] == least}
    rows = min(ways.values())
    pairs = [left[frozenset(rows[: size + 1])] for size in range(k)]
    return KeyPlayers(np.array(rows, dtype=np.int64), np.array(pairs, dtype=np.int64), exact=True)


def _sets(n: int, size: int) -> list[frozenset[int]]:
    return [frozenset(chosen) for chosen in combinations(range(n), size)]


def _left(incidence: Matrix, removed: frozenset[int]) -> int:
    """Return the ordered pairs of rows that stay connected without some rows."""
    kept = np.setdiff1d(np.arange(incidence.shape[0]), list(removed))
    return connected_pairs(part_sizes(incidence[kept]))
