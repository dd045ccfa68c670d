"""Distances: against plain searches of one node at a time, networkx, and published figures.

Published values: Freeman's closeness on the kite of Krackhardt 1990, the mean distance of Zachary's karate club, the
two-mode closeness of the Southern women of Davis (Borgatti and Halgin 2011). Second implementation: networkx.
"""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms import distances as module
from ecograph.algorithms.distances import (
    Distances,
    distances,
    projected_distances,
    projected_totals,
    two_mode_distances,
)
from ecograph.algorithms.matrix import Matrix, two_mode


def matrix_of(graph: nx.Graph) -> Matrix:
    return sparse.csr_array(nx.to_scipy_sparse_array(graph, weight=None, dtype=float))


def as_networkx(matrix: Matrix) -> nx.Graph:
    """Return the pattern of a square matrix without its self-loops."""
    graph = nx.empty_graph(matrix.shape[0])
    at = matrix.tocoo()
    graph.add_edges_from((i, j) for i, j, w in zip(*at.coords, at.data, strict=True) if i != j and w)
    return graph


def searched(graph: nx.Graph, sources: list[int], targets: list[int]) -> Distances:
    """Return the distances from sources to targets by a search of networkx from each."""
    found = [nx.single_source_shortest_path_length(graph, source) for source in sources]
    to = [[row[t] for t in targets if row.get(t)] for row in found]
    return Distances(
        np.array([float(sum(row)) for row in to]),
        np.array([sum(1 / d for d in row) for row in to]),
        np.array([len(row) for row in to]),
    )


def assert_same(found: Distances, expected: Distances) -> None:
    assert found.total.tolist() == expected.total.tolist()
    assert found.reached.tolist() == expected.reached.tolist()
    assert found.inverse == pytest.approx(expected.inverse, abs=1e-9)


@st.composite
def graphs(draw: st.DrawFn) -> Matrix:
    """Draw a symmetric graph with weights, isolates, self-loops and stored zeros, of any number of parts."""
    n = draw(st.integers(0, 12))
    ends = st.integers(0, max(0, n - 1))
    edges = (
        draw(st.dictionaries(st.tuples(ends, ends), st.sampled_from([0.0, 0.5, 1.0, 7.0]), max_size=18)) if n else {}
    )
    half = {(i, j): weight for (i, j), weight in edges.items() if i <= j}
    whole = {**half, **{(j, i): weight for (i, j), weight in half.items()}}
    cells = (list(whole.values()), ([i for i, _ in whole], [j for _, j in whole]))
    return sparse.csr_array(cells, shape=(n, n), dtype=float)


@st.composite
def incidences(draw: st.DrawFn) -> Matrix:
    rows, columns = draw(st.integers(0, 9)), draw(st.integers(0, 7))
    possible = [(i, j) for i in range(rows) for j in range(columns)]
    cells = sorted(draw(st.sets(st.sampled_from(possible)))) if possible else []
    places = ([i for i, _ in cells], [j for _, j in cells])
    return sparse.csr_array((np.ones(len(cells)), places), shape=(rows, columns))


def test_closeness_on_the_kite_is_as_published() -> None:
    found = distances(matrix_of(nx.krackhardt_kite_graph()))
    fernando, garth = 5, 6  # Krackhardt 1990: the closest two, 9/14
    assert 9 / found.total[fernando] == pytest.approx(0.642857, abs=1e-6)
    assert found.total.argmin() in {fernando, garth}
    assert found.total[fernando] == found.total[garth] == 14


def test_the_mean_distance_of_the_karate_club_is_as_published() -> None:
    found = distances(matrix_of(nx.karate_club_graph()))
    assert found.total.sum() / found.reached.sum() == pytest.approx(2.40820, abs=1e-5)


def test_two_mode_closeness_of_the_southern_women_is_as_published() -> None:
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], graph.graph["bottom"]
    own, other = two_mode_distances(nx.bipartite.biadjacency_matrix(graph, women, events, format="csr"))
    total = own.total + other.total
    # Borgatti and Halgin 2011: (n of the other mode + 2 (n of the own - 1)) / sum of distances
    assert (14 + 2 * 17) / total[women.index("Evelyn Jefferson")] == pytest.approx(0.800, abs=5e-4)
    assert (18 + 2 * 13) / total[18 + events.index("E8")] == pytest.approx(0.846, abs=5e-4)


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_distances_agree_with_a_search_from_each_node(graph: Matrix) -> None:
    before = graph.toarray()
    everyone = list(range(graph.shape[0]))
    assert_same(distances(graph), searched(as_networkx(graph), everyone, everyone))
    assert (graph.toarray() == before).all()


@given(incidences())
@settings(max_examples=50, deadline=None)
def test_projected_distances_agree_with_a_search_on_the_projection(incidence: Matrix) -> None:
    before = incidence.toarray()
    everyone = list(range(incidence.shape[0]))
    projection = as_networkx(sparse.csr_array(incidence @ incidence.T))
    assert_same(projected_distances(incidence), searched(projection, everyone, everyone))
    assert (incidence.toarray() == before).all()


@given(incidences())
@settings(max_examples=50, deadline=None)
def test_two_mode_distances_agree_with_a_search_on_the_two_mode_graph(incidence: Matrix) -> None:
    n_rows, n_columns = incidence.shape
    rows, columns = list(range(n_rows)), list(range(n_rows, n_rows + n_columns))
    graph = as_networkx(two_mode(incidence))
    parts = [
        searched(graph, one, to) for one, to in ((rows, rows), (columns, columns), (rows, columns), (columns, rows))
    ]
    own, other = two_mode_distances(incidence)
    for found, first, last in ((own, parts[0], parts[1]), (other, parts[2], parts[3])):
        assert found.total.tolist() == [*first.total, *last.total]
        assert found.reached.tolist() == [*first.reached, *last.reached]
        assert found.inverse == pytest.approx([*first.inverse, *last.inverse], abs=1e-9)


def test_many_searches_in_blocks_and_chunks_give_the_same_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    # 300 nodes are 5 words: three blocks of 128 searches, and neighbours gathered row by row
    graph = nx.disjoint_union(nx.gnm_random_graph(250, 400, seed=3), nx.path_graph(50))
    everyone = list(range(300))
    expected = searched(graph, everyone, everyone)
    assert_same(distances(matrix_of(graph)), expected)
    monkeypatch.setattr(module, "MEMORY", 2 * 8 * 2 * 300)
    monkeypatch.setattr(module, "CHUNK", 1)
    assert_same(distances(matrix_of(graph)), expected)


@given(incidences(), st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_distances_from_some_rows_are_part_of_those_from_all(incidence: Matrix, n_sources: int) -> None:
    sources = list(range(incidence.shape[0]))[::-2][:n_sources]
    projection = as_networkx(sparse.csr_array(incidence @ incidence.T))
    expected = searched(projection, sources, list(projection)).total.sum()
    assert projected_totals(incidence, np.array(sources, dtype=np.int64)).sum() == expected


def test_distances_are_added_up_for_each_64_rows_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    incidence = sparse.csr_array(np.random.default_rng(4).random((300, 200)) < 0.01)
    sources = np.random.default_rng(4).permutation(300)[:200]
    projection = as_networkx(sparse.csr_array(incidence.astype(float) @ incidence.T))
    each = searched(projection, sources.tolist(), list(projection)).total
    expected = [each[start : start + 64].sum() for start in range(0, 200, 64)]
    assert projected_totals(incidence, sources).tolist() == expected
    monkeypatch.setattr(module, "MEMORY", 2 * 8 * 2 * 500)  # blocks of 128
    assert projected_totals(incidence, sources).tolist() == expected


def test_a_stored_zero_of_an_incidence_is_no_tie() -> None:
    incidence = sparse.csr_array(([1.0, 0.0], ([0, 1], [0, 0])), shape=(2, 1))
    assert projected_distances(incidence).reached.tolist() == [0, 0]
    assert projected_totals(incidence, np.array([0, 1])).tolist() == [0]
    assert incidence.nnz == 2


def test_rows_without_columns_reach_nothing() -> None:
    assert projected_distances(sparse.csr_array((2, 0))).total.tolist() == [0, 0]
    assert two_mode_distances(sparse.csr_array((0, 3)))[0].reached.tolist() == [0, 0, 0]
