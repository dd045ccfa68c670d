"""Scores of pairs that are not yet tied.

Worked example of the catalogue: G04 (the values that networkx documents). Second implementations: networkx for one
mode, a walk over all paths in plain Python for two.
"""

import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import as_networkx, graphs
from scipy import sparse

from ecograph.algorithms import row_products
from ecograph.algorithms.link_prediction import between, jaccard, one_mode, preferential_attachment, score, two_mode
from ecograph.algorithms.matrix import Matrix

COMPLETE = sparse.csr_array(nx.to_numpy_array(nx.complete_graph(5)))
ZERO, ONE = np.array([0]), np.array([1])


def every_pair(n: int) -> tuple[np.ndarray, np.ndarray]:
    left, right = np.triu_indices(n, 1)
    return left.astype(np.int64), right.astype(np.int64)


def test_the_pair_of_a_complete_graph_of_five_scores_as_networkx_documents() -> None:
    # G04: the examples in the documentation of networkx.algorithms.link_prediction
    paths = one_mode(COMPLETE)
    assert score(paths["common_neighbours"], ZERO, ONE)[0] == 3
    assert score(paths["adamic_adar"], ZERO, ONE)[0] == pytest.approx(2.164043, abs=1e-6)
    assert score(paths["resource_allocation"], ZERO, ONE)[0] == 0.75
    assert jaccard(COMPLETE, ZERO, ONE)[0] == 0.6
    assert preferential_attachment(COMPLETE, ZERO, ONE)[0] == 16


def indices_of(graph: nx.Graph, index: Callable[..., object], pairs: list[tuple[int, int]]) -> list[float]:
    return [value for _, _, value in index(graph, pairs)]  # type: ignore[attr-defined]


@settings(deadline=None, max_examples=40)
@given(graphs())
def test_one_mode_scores_are_those_of_networkx(graph: Matrix) -> None:
    plain = as_networkx(graph)
    left, right = every_pair(graph.shape[0])
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    paths = one_mode(graph)
    common = [len(list(nx.common_neighbors(plain, *pair))) for pair in pairs]
    assert score(paths["common_neighbours"], left, right) == pytest.approx(common)
    aa = indices_of(plain, nx.adamic_adar_index, pairs)
    assert score(paths["adamic_adar"], left, right) == pytest.approx(aa)
    ra = indices_of(plain, nx.resource_allocation_index, pairs)
    assert score(paths["resource_allocation"], left, right) == pytest.approx(ra)
    popular = indices_of(plain, nx.preferential_attachment, pairs)
    assert preferential_attachment(graph, left, right) == pytest.approx(popular)
    # networkx gives 0 where neither has a neighbour; here that is not defined
    alike = indices_of(plain, nx.jaccard_coefficient, pairs)
    lonely = [not plain[a] and not plain[b] for a, b in pairs]
    found = jaccard(graph, left, right)
    assert np.isnan(found).tolist() == lonely
    assert np.nan_to_num(found) == pytest.approx(alike)


@st.composite
def incidences(draw: st.DrawFn) -> Matrix:
    """Draw a two-mode graph of up to 8 rows and 6 columns; also of none."""
    shape = (draw(st.integers(0, 8)), draw(st.integers(0, 6)))
    cells = draw(st.lists(st.booleans(), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    return sparse.csr_array(np.array(cells, dtype=np.float64).reshape(shape))


def walked(dense: np.ndarray, a: int, b: int, weigh: Callable[[float], float]) -> float:
    """Return the sum over all paths a - p - c - q - b, one by one."""
    rows, columns = dense.shape
    total = 0.0
    for p in range(columns):
        for c in set(range(rows)) - {a, b}:
            for q in range(columns):
                if dense[a, p] and dense[c, p] and dense[c, q] and dense[b, q]:
                    total += weigh(dense[:, p].sum()) * weigh(dense[c].sum()) * weigh(dense[:, q].sum())
    return total


@settings(deadline=None, max_examples=40)
@given(incidences())
def test_two_mode_scores_are_the_sums_over_all_paths(incidence: Matrix) -> None:
    dense = incidence.toarray()
    left, right = every_pair(dense.shape[0])
    shared = (dense @ dense.T)[left, right] if left.size else np.array([])
    left, right = left[shared == 0], right[shared == 0]
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    paths = two_mode(incidence)
    by_log = [walked(dense, a, b, lambda k: 1 / math.log(k)) for a, b in pairs]
    assert score(paths["two_mode_adamic_adar"], left, right) == pytest.approx(by_log)
    by_number = [walked(dense, a, b, lambda k: 1 / k) for a, b in pairs]
    assert score(paths["two_mode_resource_allocation"], left, right) == pytest.approx(by_number)


def test_a_small_project_with_a_partner_of_few_projects_counts_most() -> None:
    # By hand: a-c-b over two projects of two, 1/8; a-d-e over two projects of three, 1/3 * 1/2 * 1/3 = 1/18
    #                      p1 p2 q1 q2
    incidence = sparse.csr_array(
        np.array(
            [
                [1, 0, 1, 0],  # a
                [0, 1, 0, 0],  # b
                [1, 1, 0, 0],  # c
                [0, 0, 1, 1],  # d
                [0, 0, 0, 1],  # e
                [0, 0, 1, 0],
                [0, 0, 0, 1],
            ],
            dtype=np.float64,
        )
    )
    found = score(two_mode(incidence)["two_mode_resource_allocation"], np.array([0, 0]), np.array([1, 4]))
    assert found == pytest.approx([1 / 8, 1 / 18])


@settings(deadline=None, max_examples=25)
@given(graphs())
def test_one_with_all_blocks_and_single_pairs_score_the_same(graph: Matrix) -> None:
    paths = one_mode(graph)["adamic_adar"]
    left, right = every_pair(graph.shape[0])
    at_once = score(paths, left, right)
    one_by_one = [score(paths, left[[k]], right[[k]])[0] for k in range(left.size)]
    assert at_once == pytest.approx(one_by_one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_products, "CELLS", 3)
        assert score(paths, left, right).tolist() == at_once.tolist()


def test_what_lies_between_adds_up_to_the_score_and_comes_largest_first() -> None:
    graph = sparse.csr_array(nx.to_numpy_array(nx.karate_club_graph(), weight=None))
    paths = one_mode(graph)["resource_allocation"]
    nodes, parts = between(paths, 0, 33)
    club = nx.karate_club_graph()
    assert set(nodes.tolist()) == set(nx.common_neighbors(club, 0, 33))
    assert parts.sum() == pytest.approx(score(paths, np.array([0]), np.array([33]))[0])
    assert parts.tolist() == sorted(parts, reverse=True)
    ties = [(part, node) for part, node in zip(-parts, nodes, strict=True)]
    assert ties == sorted(ties)


def test_the_matrices_that_are_given_are_left_as_they_were() -> None:
    incidence = sparse.csr_array(np.array([[2.0, 0.0], [3.0, 4.0]]))
    two_mode(incidence)
    assert incidence.toarray().tolist() == [[2.0, 0.0], [3.0, 4.0]]


def test_weights_of_an_incidence_do_not_count() -> None:
    plain = sparse.csr_array(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))
    found = two_mode(sparse.csr_array(plain * 7))["two_mode_resource_allocation"]
    assert score(found, ZERO, ONE).tolist() == [0.125]
