"""Betweenness: exact, by strength and from pivots.

Published values: the kite of Krackhardt 1990, the Florentine families of Padgett and Ansell 1993, the karate club of
Zachary 1977; the two-mode values of the Southern women are in tests/metrics/test_two_mode.py. Second implementations:
networkx, and for weighted ties sums over pairs in fractions, written here.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations, product
from math import lcm
from unittest import mock

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms import betweenness as module
from ecograph.algorithms.betweenness import Betweenness, betweenness, fringe, weighted_betweenness
from ecograph.algorithms.matrix import Labels, Matrix, two_mode
from ecograph.algorithms.pivots import bound, drawn

Ties = dict[tuple[int, int], Fraction]
Numbers = Mapping[tuple[int, int], Fraction | float]


def matrix_of(graph: nx.Graph, weight: str | None = None) -> Matrix:
    if len(graph) == 0:  # networkx refuses it
        return sparse.csr_array((0, 0))
    return sparse.csr_array(nx.to_scipy_sparse_array(graph, weight=weight, dtype=float))


def graph_of(n: int, ties: Numbers, attribute: str = "weight") -> nx.Graph:
    graph = nx.empty_graph(n)
    graph.add_edges_from((i, j, {attribute: weight}) for (i, j), weight in ties.items())
    return graph


def by_networkx(graph: nx.Graph, weight: str | None = None) -> list[float]:
    found = nx.betweenness_centrality(graph, normalized=False, weight=weight)
    return [found[node] for node in sorted(graph)]


def in_fractions(n: int, ties: Ties) -> list[float]:
    """Return the betweenness with lengths 1 / strength from its definition, without rounding: all pairs, all nodes."""
    nodes, far = range(n), Fraction(10**6)
    length = dict.fromkeys(product(nodes, nodes), far)
    length |= {ends: 1 / strength for (i, j), strength in ties.items() for ends in ((i, j), (j, i))}
    distance = length | {(i, i): Fraction(0) for i in nodes}
    for k, i, j in product(nodes, nodes, nodes):
        distance[i, j] = min(distance[i, j], distance[i, k] + distance[k, j])
    paths = {(i, j): int(i == j) for i, j in product(nodes, nodes)}
    for s, t in sorted(distance, key=lambda ends: distance[ends]):
        before = (v for v in set(nodes) - {t} if distance[s, v] + length[v, t] == distance[s, t] < far)
        paths[s, t] += sum(paths[s, v] for v in before)
    found = [Fraction(0)] * n
    for s, t in combinations(nodes, 2):
        for v in set(nodes) - {s, t}:
            if distance[s, v] + distance[v, t] == distance[s, t] < far:
                found[v] += Fraction(paths[s, v] * paths[v, t], paths[s, t])
    return [float(value) for value in found]


STRENGTHS = [Fraction(w) for w in (1, 2, 3, 4, 5, 6, 10, 20)]
FRACTIONS = [Fraction(w) / 7 for w in (4, 5, 10, 20)] + [Fraction(w) / 3 for w in (1, 5, 10, 20)]


@st.composite
def weighted(draw: st.DrawFn, strengths: list[Fraction]) -> tuple[int, Ties]:
    """Draw ties with strengths, among them self-loops, on up to nine nodes; any number of parts, isolates."""
    n = draw(st.integers(0, 9))
    pairs = [(i, j) for i in range(n) for j in range(i, n)]
    return n, draw(st.dictionaries(st.sampled_from(pairs), st.sampled_from(strengths), max_size=20)) if pairs else {}


@st.composite
def incidences(draw: st.DrawFn) -> Matrix:
    rows, columns = draw(st.integers(0, 10)), draw(st.integers(0, 6))
    possible = [(i, j) for i in range(rows) for j in range(columns)]
    cells = sorted(draw(st.sets(st.sampled_from(possible)))) if possible else []
    places = ([i for i, _ in cells], [j for _, j in cells])
    return sparse.csr_array((np.ones(len(cells)), places), shape=(rows, columns))


def newman(incidence: Matrix) -> tuple[Matrix, Ties]:
    """Return the projection with Newman's weights, and its ties in fractions."""
    ties: Ties = {}
    for column in incidence.toarray().T:
        members = np.flatnonzero(column).tolist()
        for pair in combinations(members, 2):
            ties[pair] = ties.get(pair, Fraction(0)) + Fraction(1, len(members) - 1)
    return matrix_of(graph_of(incidence.shape[0], ties), "weight"), ties


def test_betweenness_on_classic_graphs_is_as_published() -> None:
    kite = betweenness(matrix_of(nx.krackhardt_kite_graph())).paths
    assert kite[7] / 36 == pytest.approx(0.388889, abs=1e-6)  # Heather, who lies between most
    florentine = nx.florentine_families_graph()
    families = betweenness(matrix_of(florentine)).paths / (14 * 13 / 2)
    assert families[list(florentine).index("Medici")] == pytest.approx(0.521978, abs=1e-6)
    karate = betweenness(matrix_of(nx.karate_club_graph())).paths / (33 * 32 / 2)
    assert karate[0] == pytest.approx(0.437635, abs=1e-6)


@given(weighted(STRENGTHS))
@settings(max_examples=50, deadline=None)
def test_betweenness_agrees_with_networkx_whatever_the_ties_weigh(drawn: tuple[int, Ties]) -> None:
    graph = graph_of(*drawn)
    matrix = matrix_of(graph, "weight")
    before = matrix.copy()
    found = betweenness(matrix)
    assert found.paths.tolist() == pytest.approx(by_networkx(graph), abs=1e-9)
    assert (found.error.tolist(), found.pivots) == ([0.0] * drawn[0], drawn[0])
    assert (matrix.toarray() == before.toarray()).all()


@given(weighted(STRENGTHS))
@settings(max_examples=50, deadline=None)
def test_whole_strengths_agree_with_networkx_on_whole_distances_and_with_fractions(drawn: tuple[int, Ties]) -> None:
    n, ties = drawn
    matrix = matrix_of(graph_of(n, ties), "weight")
    before = matrix.copy()
    found = weighted_betweenness(matrix).paths.tolist()
    common = lcm(*(int(w) for w in ties.values()))
    distances = graph_of(n, {pair: common // int(w) for pair, w in ties.items()}, "distance")
    assert found == pytest.approx(by_networkx(distances, "distance"), abs=1e-9)
    assert found == pytest.approx(in_fractions(n, ties), abs=1e-9)
    assert (matrix.toarray() == before.toarray()).all()


@given(weighted(FRACTIONS))
@settings(max_examples=50, deadline=None)
def test_fractional_strengths_agree_with_fractions(drawn: tuple[int, Ties]) -> None:
    found = weighted_betweenness(matrix_of(graph_of(*drawn), "weight")).paths.tolist()
    assert found == pytest.approx(in_fractions(*drawn), abs=1e-9)


@given(incidences())
@settings(max_examples=40, deadline=None)
def test_the_fringe_of_a_projection_changes_no_value(incidence: Matrix) -> None:
    graph, ties = newman(incidence)
    n, ends = incidence.shape[0], fringe(incidence)
    by_steps, by_strength = betweenness(graph, fringe=ends), weighted_betweenness(graph, fringe=ends)
    assert by_steps.paths.tolist() == pytest.approx(by_networkx(graph_of(n, ties)), abs=1e-9)
    assert by_strength.paths.tolist() == pytest.approx(in_fractions(n, ties), abs=1e-9)


@pytest.mark.parametrize("measure", [betweenness, weighted_betweenness])
@given(incidence=incidences())
@settings(max_examples=25, deadline=None)
def test_each_node_in_turn_as_the_only_pivot_is_exact_on_average(
    measure: Callable[..., Betweenness], incidence: Matrix
) -> None:
    # what is taken out before must count as often as it would have been drawn
    for graph, ends in ((newman(incidence)[0], fringe(incidence)), (two_mode(incidence), None)):
        n, exact = graph.shape[0], measure(graph).paths
        found = np.zeros(n)
        for pivot in range(n):
            with mock.patch.object(module, "drawn", return_value=np.array([pivot])):
                found += measure(graph, pivots=1, fringe=ends).paths / n
        assert found.tolist() == pytest.approx(exact.tolist(), abs=1e-9)


@pytest.mark.parametrize("measure", [betweenness, weighted_betweenness])
@given(incidence=incidences(), pivots=st.integers(1, 15), seed=st.integers(0, 9))
@settings(max_examples=40, deadline=None)
def test_no_draw_of_few_pivots_misses_by_more_than_its_error(
    measure: Callable[..., Betweenness], incidence: Matrix, pivots: int, seed: int
) -> None:
    # below 24 pivots the error is what the others can make it, and holds not at 95 % but always
    for graph, ends in ((newman(incidence)[0], fringe(incidence)), (two_mode(incidence), None)):
        found = measure(graph, pivots=pivots, seed=seed, fringe=ends)
        assert (np.abs(found.paths - measure(graph).paths) <= found.error + 1e-9).all()


def test_distances_of_1_by_w_lose_paths_of_equal_length_and_whole_distances_do_not() -> None:
    # 0 - 1 - 2 - 5 and 0 - 3 - 4 ... : 1/10 + 1/10 + 1/10 = 1/4 + 1/20, but 0.1 + 0.1 + 0.1 > 0.25 + 0.05
    ties = {(0, 1): 10, (1, 2): 10, (2, 4): 10, (0, 3): 4, (3, 4): 20}
    exact = in_fractions(5, {pair: Fraction(w) for pair, w in ties.items()})
    rounded = by_networkx(graph_of(5, {pair: 1 / w for pair, w in ties.items()}, "distance"), "distance")
    assert rounded != pytest.approx(exact, abs=0.1)
    whole = matrix_of(graph_of(5, ties), "weight")
    assert weighted_betweenness(whole).paths.tolist() == pytest.approx(exact, abs=1e-12)
    # of a 3rd or a 9th of the strengths one path or the other comes out longer: there the tolerance finds both
    for part in (3, 7, 9):
        found = weighted_betweenness(sparse.csr_array(whole / part)).paths
        assert found.tolist() == pytest.approx(exact, abs=1e-12)


def test_searches_in_several_blocks_give_the_same_as_networkx() -> None:
    graph = nx.disjoint_union(nx.gnm_random_graph(160, 320, seed=5), nx.path_graph(40))
    assert betweenness(matrix_of(graph)).paths.tolist() == pytest.approx(by_networkx(graph), abs=1e-9)
    rng = np.random.default_rng(5)
    for _, _, tie in graph.edges(data=True):
        tie["weight"] = int(rng.integers(1, 7))
        tie["distance"] = 60 // tie["weight"]
    found = weighted_betweenness(matrix_of(graph, "weight")).paths.tolist()
    assert found == pytest.approx(by_networkx(graph, "distance"), abs=1e-9)


def windmills(n_triangles: int, n_others: int) -> nx.Graph:
    """Return triangles that share node 0, and apart from them a ring of as many ties as pairs of near neighbours."""
    triangles = nx.windmill_graph(n_triangles, 3)
    return nx.disjoint_union(triangles, nx.circulant_graph(n_others, [1, 2, 3]))


def test_as_many_pivots_as_nodes_are_exact_and_fewer_are_not() -> None:
    graph = matrix_of(nx.gnm_random_graph(60, 120, seed=2))
    exact = betweenness(graph)
    assert exact.pivots == 60
    assert not exact.error.any()
    assert betweenness(graph, pivots=60, seed=9).paths.tolist() == exact.paths.tolist()
    some = betweenness(graph, pivots=59)
    assert some.pivots == 59
    assert some.error.any()
    assert some.paths.tolist() != exact.paths.tolist()


def test_the_seed_decides_the_pivots() -> None:
    graph = matrix_of(nx.gnm_random_graph(60, 120, seed=2))
    for measure in (betweenness, weighted_betweenness):
        first = measure(graph, pivots=9, seed=1).paths.tolist()
        assert first == measure(graph, pivots=9, seed=1).paths.tolist()
        assert first != measure(graph, pivots=9, seed=2).paths.tolist()


@pytest.mark.parametrize("kind", ["random", "two-mode", "windmill"])
def test_sampled_values_hold_the_exact_ones_within_their_error(kind: str) -> None:
    graphs = {
        "random": matrix_of(nx.gnm_random_graph(400, 700, seed=4)),
        "two-mode": two_mode(sparse.csr_array(np.random.default_rng(8).random((250, 150)) < 0.012)),
        "windmill": matrix_of(windmills(100, 200)),
    }
    exact = betweenness(graphs[kind]).paths
    for seed in range(20):
        found = betweenness(graphs[kind], pivots=150, seed=seed)
        held = np.abs(found.paths - exact) <= found.error + 1e-9
        assert held.mean() >= 0.95


def found_from(graph: nx.Graph, pivots: Labels) -> npt.NDArray[np.float64]:
    """Return what lies on the paths from each pivot to all others, by networkx, which counts these paths half."""
    found = [nx.betweenness_centrality_subset(graph, [int(s)], list(graph)) for s in pivots]
    return np.array([[2 * row[node] for node in sorted(graph)] for row in found])


def bound_on(numbers: npt.NDArray[np.float64], n_nodes: int) -> npt.NDArray[np.float64]:
    """Return the bound in a connected graph, on the sum over the nodes, where it is below what is possible at all."""
    total, greatest = numbers.sum(axis=0), np.full(n_nodes, n_nodes - 2.0)
    error = bound(total, (numbers**2).sum(axis=0), greatest, pivots=len(numbers), n_nodes=n_nodes)
    assert (error < (1 - len(numbers) / n_nodes) * (greatest - total / len(numbers))).all()
    return n_nodes / 2 * error


def test_the_error_is_the_bound_on_the_spread_of_what_the_pivots_find() -> None:
    graph = nx.gnm_random_graph(200, 150, seed=6)
    nx.add_cycle(graph, range(200))  # connected, and no node of one tie
    numbers = found_from(graph, drawn(200, 130, 3))
    ours = betweenness(matrix_of(graph), pivots=130, seed=3)
    assert ours.error == pytest.approx(bound_on(numbers, 200))
    assert ours.paths == pytest.approx(200 / 2 * numbers.mean(axis=0))


def test_one_search_for_many_pivots_leaves_the_error_as_it_is() -> None:
    # 20 rows in a ring of columns, and 9 more in each column alone
    incidence = sparse.csr_array(np.vstack([np.eye(20) + np.roll(np.eye(20), 1, axis=1), *[np.eye(20)] * 9]))
    numbers = found_from(graph_of(200, newman(incidence)[1]), drawn(200, 130, 3))
    ours = betweenness(newman(incidence)[0], pivots=130, seed=3, fringe=fringe(incidence))
    assert ours.error[:20] == pytest.approx(bound_on(numbers, 200)[:20])
    assert not ours.error[20:].any()


def test_one_search_serves_all_that_are_in_one_project_alone() -> None:
    incidence = sparse.csr_array(np.array([[1.0, 0]] * 5 + [[1, 1], [0, 1]]))
    assert module._without_fringe(newman(incidence)[0], fringe(incidence)).nodes.tolist() == [0, 5, 6]


def test_weighted_samples_hold_the_exact_values_within_their_error() -> None:
    rng = np.random.default_rng(3)
    incidence = sparse.csr_array((rng.random((200, 120)) < 0.015) * 1.0)
    graph, _ = newman(incidence)
    exact = weighted_betweenness(graph).paths
    for ends in (None, fringe(incidence)):
        for seed in range(5):
            found = weighted_betweenness(graph, pivots=80, seed=seed, fringe=ends)
            assert (np.abs(found.paths - exact) <= found.error + 1e-9).mean() >= 0.95


def test_pivots_of_greatest_degree_fall_outside_the_error_that_drawn_ones_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    # by hand: node 0 is between the 300 * 299 / 2 * 4 pairs of nodes of different triangles, which have degree 2; the
    # 600 others have degree 6, and none of their paths meets it
    graph = matrix_of(windmills(300, 600))
    truth = 300 * 299 / 2 * 4
    fair = [betweenness(graph, pivots=300, seed=seed) for seed in range(5)]
    assert all(abs(found.paths[0] - truth) <= found.error[0] for found in fair)

    def of_greatest_degree(n_nodes: int, pivots: int, seed: int) -> Labels:
        return np.argsort(-np.diff(graph.indptr), kind="stable")[:pivots]

    monkeypatch.setattr(module, "drawn", of_greatest_degree)
    wrong = betweenness(graph, pivots=300)
    assert abs(wrong.paths[0] - truth) > max(found.error[0] for found in fair)


def test_a_sample_of_networkx_states_no_error_and_is_further_off_than_ours_says() -> None:
    graph = windmills(100, 200)
    truth = 100 * 99 / 2 * 4
    ours = betweenness(matrix_of(graph), pivots=380)
    theirs = [nx.betweenness_centrality(graph, k=8, seed=seed, normalized=False)[0] for seed in range(5)]
    assert abs(ours.paths[0] - truth) <= ours.error[0] < max(abs(value - truth) for value in theirs)


def test_who_cannot_lie_between_others_has_no_error() -> None:
    # a star, and two large projects in which 0, 1 and 4, 5 are in no other
    star = betweenness(matrix_of(nx.star_graph(9)), pivots=2)
    assert star.paths.tolist() == [36.0] + [0.0] * 9  # known without a search: 9 * 8 / 2
    assert star.error.tolist() == [0.0] * 10
    incidence = sparse.csr_array(np.array([[1.0, 0, 0], [1, 0, 0], [1, 1, 0], [1, 1, 1], [0, 0, 1], [0, 0, 1]]))
    found = betweenness(newman(incidence)[0], pivots=3, fringe=fringe(incidence))
    assert found.paths[[0, 1, 4, 5]].tolist() == [0.0] * 4
    assert (found.error > 0).tolist() == [False, False, True, True, False, False]


def test_one_node_and_no_node_lie_between_nobody() -> None:
    for measure in (betweenness, weighted_betweenness):
        assert measure(sparse.csr_array((0, 0))).paths.tolist() == []
        assert measure(sparse.csr_array(np.array([[2.0]]))).paths.tolist() == [0.0]
        assert measure(sparse.csr_array((5, 5)), pivots=2).error.tolist() == [0.0] * 5
