"""Key players: what is connected when each row leaves, and the set whose removal fragments most.

Second implementation: networkx components for each single removal and, for sets, all of them by brute force.
Classic: Krackhardt's kite (1990), in which Heather alone joins two of the ten to the others.
"""

from itertools import combinations

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse

from ecograph.algorithms import key_players as algorithm
from ecograph.algorithms.key_players import fragmentation, key_players, pairs_without_each, part_sizes
from ecograph.algorithms.matrix import Matrix

Dense = npt.NDArray[np.float64]

incidences = st.tuples(st.integers(0, 8), st.integers(0, 8)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=st.sampled_from([0.0] * 4 + [1.0, 2.0]))
)


def parts(dense: Dense, gone: set[int]) -> list[int]:
    """Return how many rows each part has without some rows, as networkx finds the parts."""
    graph = nx.Graph()
    graph.add_nodes_from(i for i in range(dense.shape[0]) if i not in gone)
    graph.add_edges_from((int(i), f"p{j}") for i, j in np.argwhere(dense) if i not in gone)
    return [sum(isinstance(node, int) for node in part) for part in nx.connected_components(graph)]


def pairs(dense: Dense, gone: set[int]) -> int:
    return sum(size * (size - 1) for size in parts(dense, gone))


@given(incidences, st.sets(st.integers(0, 7), max_size=3))
@settings(max_examples=50, deadline=None)
def test_each_removal_agrees_with_networkx(dense: Dense, gone: set[int]) -> None:
    n = dense.shape[0]
    gone = {row for row in gone if row < n}
    found = pairs_without_each(sparse.csr_array(dense), np.array(sorted(gone), dtype=np.int64))
    assert found.tolist() == [pairs(dense, gone | {row}) for row in range(n)]
    assert sorted(part_sizes(sparse.csr_array(dense))) == sorted(parts(dense, set()))


@given(incidences, st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_the_exact_set_is_the_best_of_all(dense: Dense, k: int) -> None:
    matrix = sparse.csr_array(dense)
    found = key_players(matrix, k)
    n = dense.shape[0]
    size = min(k, n)
    assert found.exact
    assert len(set(found.rows.tolist())) == size
    assert found.pairs.tolist() == [pairs(dense, set(found.rows[: i + 1].tolist())) for i in range(size)]
    if size:
        assert found.pairs[-1] == min(pairs(dense, set(chosen)) for chosen in combinations(range(n), size))
    assert (matrix.toarray() == dense).all()


@given(incidences)
@settings(max_examples=40, deadline=None)
def test_the_greedy_choice_is_the_best_next_row_each_time(dense: Dense) -> None:
    n = dense.shape[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(algorithm, "EXACT", 0)
        found = key_players(sparse.csr_array(dense), 3)
    assert not found.exact
    gone: set[int] = set()
    for row, left in zip(found.rows.tolist(), found.pairs.tolist(), strict=True):
        each = {other: pairs(dense, gone | {other}) for other in range(n) if other not in gone}
        assert left == each[row] == min(each.values())
        gone.add(row)


def test_of_equal_rows_the_greedy_choice_is_the_one_in_most_columns_then_the_first() -> None:
    # by hand: three rows in one column, so each removal leaves 2 pairs; the last two are also in a column of their own
    dense = np.array([[1.0, 0, 0], [1, 1, 0], [1, 0, 1]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(algorithm, "EXACT", 0)
        assert key_players(sparse.csr_array(dense), 3).rows.tolist() == [1, 2, 0]


def by_ties(graph: nx.Graph) -> Matrix:
    """Return a graph as an incidence in which each tie is a column."""
    return sparse.csr_array(nx.incidence_matrix(graph, nodelist=sorted(graph)))


def test_heather_is_the_key_player_of_the_kite() -> None:
    kite = by_ties(nx.krackhardt_kite_graph())
    found = key_players(kite, 1)
    # Krackhardt 1990: Heather (7) joins Ike and Jane to the rest; by hand, 7 x 6 + 2 x 1 of 9 x 8 pairs are left
    assert (found.rows.tolist(), found.pairs.tolist()) == ([7], [44])
    assert fragmentation(int(found.pairs[0]), 9) == pytest.approx(1 - 44 / 72, abs=1e-12)


def test_the_best_pair_need_not_hold_the_best_single() -> None:
    # by hand: in a chain of seven the middle one alone leaves 3 + 3, and with any other at best 3 + 1 + 1: 6 pairs; the
    # third and the fifth leave 2 + 1 + 2: 4 pairs. The greedy choice misses that
    chain = by_ties(nx.path_graph(7))
    assert key_players(chain, 1).rows.tolist() == [3]
    exact = key_players(chain, 2)
    assert (sorted(exact.rows.tolist()), exact.pairs[-1]) == ([2, 4], 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(algorithm, "EXACT", 0)
        assert key_players(chain, 2).pairs[-1] == 6


def test_of_equal_sets_the_one_that_splits_most_at_once_is_shown() -> None:
    # by hand: in a chain of six, {1, 3}, {1, 4} and {2, 4} all leave 2 pairs; 2 or 3 alone leave 2 + 6, 1 or 4 alone
    # 12. So 2, then 4
    found = key_players(by_ties(nx.path_graph(6)), 2)
    assert (found.rows.tolist(), found.pairs.tolist()) == ([2, 4], [8, 2])


def test_fragmentation_of_three_and_two_is_as_published() -> None:
    # Borgatti 2006: 1 - (3 x 2 + 2 x 1) / (5 x 4)
    assert fragmentation(8, 5) == 0.6
    assert np.isnan(fragmentation(0, 1))
