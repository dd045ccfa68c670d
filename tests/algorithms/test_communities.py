"""Modularity, Leiden and consensus.

Second implementation: ``networkx.community.modularity``, the best of all divisions of a small graph, and plain loops
over the runs. Published values: the karate club of Zachary 1977 (Newman & Girvan 2004; Brandes et al. 2008).
"""

from collections.abc import Iterator
from itertools import combinations
from types import ModuleType
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms import communities
from ecograph.algorithms.accelerators import networkit
from ecograph.algorithms.communities import agreement, consensus, leiden, modularity, numbered, stability
from ecograph.algorithms.matrix import Labels, Matrix, unweighted

FOUR = ((0, 1, 2, 3, 7, 11, 12, 13, 17, 19, 21), (4, 5, 6, 10, 16), (23, 24, 25, 27, 28, 31))
"""The best division of the karate club, without its fourth community."""


def karate() -> Matrix:
    return sparse.csr_array(nx.to_scipy_sparse_array(nx.karate_club_graph(), weight=None, dtype=float))


def scattered() -> Matrix:
    """Return a random graph with weights: no division of it is much better than another."""
    upper = sparse.triu(sparse.random_array((300, 300), density=0.03, rng=np.random.default_rng(4)), k=1)
    return sparse.csr_array(upper + upper.T)


def cliques(*sizes: int) -> Matrix:
    """Return cliques that are not tied to one another."""
    return sparse.csr_array(sparse.block_diag([np.ones((size, size)) - np.eye(size) for size in sizes]))


@st.composite
def graphs(draw: st.DrawFn, most: int = 8) -> Matrix:
    """Draw a graph of 0 to 8 nodes with weights, isolates, self-loops and parts that are not joined."""
    n = draw(st.integers(0, most))
    pairs = [(i, j) for i in range(n) for j in range(i, n)]
    ties = draw(st.dictionaries(st.sampled_from(pairs), st.sampled_from([0.25, 0.5, 1.0, 3.0]))) if pairs else {}
    dense = np.zeros((n, n))
    for (i, j), weight in ties.items():
        dense[i, j] = dense[j, i] = weight
    return sparse.csr_array(dense)


def as_networkx(graph: Matrix) -> nx.Graph:
    plain = graph.toarray().copy()
    np.fill_diagonal(plain, 0)
    return nx.from_numpy_array(plain)


def sets(labels: Labels) -> list[set[int]]:
    return [set(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)]


def divisions(n: int) -> Iterator[list[int]]:
    """Yield every division of n nodes."""
    if n == 0:
        yield []
        return
    for rest in divisions(n - 1):
        for label in range(max(rest, default=-1) + 2):
            yield [*rest, label]


def test_modularity_of_the_karate_club_is_as_published() -> None:
    real = np.array([club == "Officer" for _, club in nx.karate_club_graph().nodes("club")], dtype=np.int64)
    assert modularity(karate(), real) == pytest.approx(0.358235, abs=1e-6)  # O13; Newman & Girvan 2004
    best = np.full(34, 3)
    for label, members in enumerate(FOUR):
        best[list(members)] = label
    assert modularity(karate(), best) == pytest.approx(0.419790, abs=1e-6)  # O13; Brandes et al. 2008


@given(graphs(), st.data())
@settings(max_examples=50, deadline=None)
def test_modularity_agrees_with_networkx(graph: Matrix, data: st.DataObject) -> None:
    n = graph.shape[0]
    labels = np.array(data.draw(st.lists(st.integers(-1, 2), min_size=n, max_size=n)), dtype=np.int64)
    own = np.where(labels < 0, 10 + np.arange(n), labels)  # without a label, each is alone
    plain = as_networkx(graph)
    found = modularity(graph, labels)
    if plain.number_of_edges() == 0:  # networkx divides by zero
        assert np.isnan(found)
    else:
        assert found == pytest.approx(nx.community.modularity(plain, sets(own)), abs=1e-9)


def test_leiden_finds_the_best_division_of_the_karate_club() -> None:
    runs = leiden(karate(), range(20))
    assert runs is not None
    assert max(modularity(karate(), run) for run in runs) == pytest.approx(0.419790, abs=1e-6)


@given(graphs(6))
@settings(max_examples=25, deadline=None)
def test_no_run_is_better_than_the_best_of_all_divisions_or_worse_than_each_alone(graph: Matrix) -> None:
    runs = leiden(graph, range(10))
    assert runs is not None
    plain = as_networkx(graph)
    if plain.number_of_edges():
        of_all = [nx.community.modularity(plain, sets(np.array(division))) for division in divisions(graph.shape[0])]
        alone = nx.community.modularity(plain, [{node} for node in plain])
        assert all(alone - 1e-9 <= modularity(graph, run) <= max(of_all) + 1e-9 for run in runs)
    else:
        assert (runs == np.arange(graph.shape[0])).all()


def test_nearly_every_small_graph_is_divided_best() -> None:
    # nearly: Leiden looks from node to node, and on the first graph no seed finds the best division
    stubborn = np.zeros((6, 6))
    for i, j in ((0, 1), (0, 2), (0, 3), (0, 4), (0, 4), (0, 5), (1, 2), (1, 3), (1, 5), (2, 3), (2, 3)):
        stubborn[i, j] += 1
    rng = np.random.default_rng(1)
    random = [np.triu((rng.random((6, 6)) < 0.5) * rng.choice([0.5, 1.0, 3.0], (6, 6)), 1) for _ in range(20)]
    missed = []
    for number, upper in enumerate([stubborn, *random]):
        graph = sparse.csr_array(upper + upper.T)
        runs = leiden(graph, range(10))
        assert runs is not None
        best = max(modularity(graph, np.array(division)) for division in divisions(6))
        missed += [number] if max(modularity(graph, run) for run in runs) < best - 1e-9 else []
    assert missed == [0]


@given(graphs())
@settings(max_examples=25, deadline=None)
def test_each_community_hangs_together_and_counts_from_its_first_node(graph: Matrix) -> None:
    runs = leiden(graph, range(3))
    assert runs is not None
    plain = as_networkx(graph)
    for run in runs:
        assert all(nx.is_connected(plain.subgraph(members)) for members in sets(run))
        assert [min(members) for members in sets(run)] == sorted(min(members) for members in sets(run))


def test_a_community_in_pieces_is_split() -> None:
    assert communities._pieces(cliques(3, 2), np.zeros(5, dtype=np.int64)).tolist() == [0, 0, 0, 1, 1]


class Watched:
    """networkit, with the arrays and the number of threads that it is given."""

    def __init__(self, engine: ModuleType) -> None:
        self.engine, self.kinds, self.threads = engine, set[Any](), set[int]()

    def GraphFromCoo(self, cells: Any, **options: Any) -> Any:  # noqa: N802, ANN401 - as networkit has it
        self.kinds |= {ends.dtype for ends in cells[1]}
        self.threads.add(self.engine.getMaxNumberOfThreads())
        return self.engine.GraphFromCoo(cells, **options)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Return whatever else networkit has."""
        return getattr(self.engine, name)


def test_networkit_gets_int64_and_one_thread_whatever_the_matrix_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap 4: networkit reads int32 ends of ties as int64, and several threads give another answer each time."""
    engine = networkit()
    assert engine is not None
    graph = karate()
    graph.indices, graph.indptr = graph.indices.astype(np.int32), graph.indptr.astype(np.int32)
    watched = Watched(engine)
    engine.setNumberOfThreads(2)  # what somebody else may have left
    monkeypatch.setattr(communities, "networkit", lambda: networkit() and watched)
    found = consensus(graph, runs=3)
    assert watched.kinds == {np.dtype(np.int64)}
    assert watched.threads == {1}
    assert found is not None


def test_networkit_refuses_or_misreads_int32() -> None:
    # why the ends are made int64: three ties as int32 are twelve bytes, which are no whole number of int64
    engine = networkit()
    assert engine is not None
    ends = np.array([0, 1, 2], dtype=np.int32)
    with pytest.raises((TypeError, ValueError)):
        engine.GraphFromCoo((np.ones(3), (ends, ends + 1)), n=4, weighted=True)


def test_twenty_runs_say_the_same_twice() -> None:
    graph = scattered()
    once, again = leiden(graph, range(20)), leiden(graph, range(20))
    assert once is not None
    assert again is not None
    assert once.tobytes() == again.tobytes()
    assert len({run.tobytes() for run in once}) > 1  # so the seed matters, and the sameness is no accident
    first, second = consensus(graph), consensus(graph)
    assert first is not None
    assert second is not None
    assert (first.labels.tobytes(), first.stability.tobytes()) == (second.labels.tobytes(), second.stability.tobytes())


def test_the_consensus_of_cliques_is_the_cliques_largest_first() -> None:
    # by hand: an isolate, then cliques of 3, 4 and 4 that share nothing; all runs say so
    graph = sparse.csr_array(sparse.block_diag([np.zeros((1, 1)), cliques(3, 4, 4).toarray()]))
    found = consensus(graph, runs=5)
    assert found is not None
    assert found.labels.tolist() == [-1, 2, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1]
    assert np.isnan(found.stability[0])
    assert found.stability[1:].tolist() == [1.0] * 11
    assert found.agreed


def test_the_consensus_of_the_karate_club_is_near_the_best_division() -> None:
    found = consensus(karate())
    assert found is not None
    assert found.agreed
    assert modularity(karate(), found.labels) == pytest.approx(0.4198, abs=0.004)


def test_without_agreement_the_run_with_the_greatest_modularity_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "ROUNDS", 0)
    graph = scattered()
    runs = leiden(graph, range(20))
    found = consensus(graph)
    assert runs is not None
    assert found is not None
    assert not found.agreed
    best = max(modularity(graph, run) for run in runs)
    assert modularity(graph, found.labels) == pytest.approx(best, abs=1e-9)
    assert min(modularity(graph, run) for run in runs) < best - 1e-3


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_ties_nobody_has_a_community(n: int) -> None:
    found = consensus(sparse.csr_array((n, n)), runs=2)
    assert found is not None
    assert found.labels.tolist() == [-1] * n
    assert np.isnan(found.stability).all()
    assert np.isnan(modularity(sparse.csr_array((n, n)), np.zeros(n, dtype=np.int64)))


def test_without_networkit_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "networkit", lambda: None)
    assert leiden(karate(), [0]) is None
    assert consensus(karate()) is None


def test_without_a_run_there_is_nothing_to_agree_on() -> None:
    with pytest.raises(ValueError, match="0 runs: at least 1 is needed"):
        consensus(karate(), runs=0)


@given(graphs(), st.data())
@settings(max_examples=50, deadline=None)
def test_agreement_and_stability_are_what_loops_count(graph: Matrix, data: st.DataObject) -> None:
    n = graph.shape[0]
    n_runs = data.draw(st.integers(1, 5))
    run = st.lists(st.integers(0, 2), min_size=n, max_size=n)
    runs = np.array(data.draw(st.lists(run, min_size=n_runs, max_size=n_runs)), dtype=np.int64).reshape(n_runs, n)
    labels = np.array(data.draw(st.lists(st.integers(-1, 1), min_size=n, max_size=n)), dtype=np.int64)
    together = [[sum(run[i] == run[j] for run in runs.tolist()) for j in range(n)] for i in range(n)]
    ties = list(zip(*(ends.tolist() for ends in graph.tocoo().coords), strict=True))
    strongest = [max((together[i][j] for a, j in ties if a == i), default=0) for i in range(n)]
    kept = [
        together[i][j] / len(runs) if 2 * together[i][j] >= len(runs) or together[i][j] in (strongest[i], strongest[j])
        else 0
        for i, j in ties
    ]  # fmt: skip
    assert agreement(graph, runs).tolist() == pytest.approx(kept, abs=1e-9)
    expected = []
    for i in range(n):
        others = [j for j in range(n) if j != i and labels[j] == labels[i]]
        shares = [together[i][j] / len(runs) for j in others]
        expected.append(np.nan if labels[i] < 0 else sum(shares) / len(shares) if shares else 1.0)
    assert stability(labels, runs).tolist() == pytest.approx(expected, abs=1e-9, nan_ok=True)


@given(graphs(), st.data())
@settings(max_examples=25, deadline=None)
def test_cores_keep_the_number_of_ties_and_the_sum_of_their_shares(graph: Matrix, data: st.DataObject) -> None:
    ties = unweighted(graph)
    shares = np.array(data.draw(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=ties.nnz, max_size=ties.nnz)))
    cores, counts, weights = communities._cores(ties, shares)
    assert counts.sum() == (shares > 0).sum()
    assert weights.sum() == pytest.approx(shares.sum(), abs=1e-9)
    rows, columns = ties.tocoo().coords
    assert (cores[rows[shares == 1]] == cores[columns[shares == 1]]).all()


def test_communities_of_one_size_are_numbered_by_their_first_node() -> None:
    assert numbered(np.array([5, 5, 2, 2, 8, 8, 8])).tolist() == [1, 1, 2, 2, 0, 0, 0]


def test_the_graph_is_not_changed() -> None:
    graph = karate()
    before = graph.toarray().copy()
    consensus(graph, runs=2)
    assert (graph.toarray() == before).all()
    assert all(before[i, j] in (0, 1) for i, j in combinations(range(34), 2))
