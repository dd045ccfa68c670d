"""Gould-Fernandez brokerage.

Second implementation: every path of three nodes, looked at one by one; and for the expected counts, every way to deal
the groups of the other nodes. Known answers: the example of four nodes with directed ties, and the university of the
catalogue of measures. R's ``sna::brokerage`` names the roles w_I, w_O, b_OI, b_IO, b_O.
"""

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms.brokerage import ROLES, brokerage
from ecograph.algorithms.matrix import Matrix

Graph = tuple[np.ndarray, list[int]]


@st.composite
def grouped(draw: st.DrawFn, most: int = 8) -> Graph:
    """Draw a directed graph with self-loops, isolates and weights, and a group for each node, -1 where unknown."""
    n = draw(st.integers(0, most))
    cells = st.sampled_from([0.0, 0.0, 1.0, 0.5])
    matrix = np.array(draw(st.lists(cells, min_size=n * n, max_size=n * n))).reshape(n, n)
    if draw(st.booleans()):
        matrix = np.maximum(matrix, matrix.T)
    return matrix, draw(st.lists(st.sampled_from([-1, 0, 0, 1, 3]), min_size=n, max_size=n))


def plain(matrix: np.ndarray, group: list[int]) -> list[list[int]]:
    """Return the open paths through each node by role, one by one."""
    nodes = [i for i, each in enumerate(group) if each >= 0]
    counts = [[0] * 5 for _ in group]
    for a, v, b in permutations(nodes, 3):
        if matrix[a, v] and matrix[v, b] and not matrix[a, b]:
            counts[v][role(group[a], group[v], group[b])] += 1
    return counts


def role(a: int, v: int, b: int) -> int:
    if a == v == b:
        return 0
    if a == b:
        return 1
    if v == b:
        return 2
    return 3 if v == a else 4


def test_the_directed_example_of_four_nodes_has_its_known_roles() -> None:
    ties = Matrix([[0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 0, 1], [1, 0, 0, 0]])
    found = brokerage(ties, np.array([1, 1, 2, 2])).counts
    roles = [{name: n for name, n in zip(ROLES, row, strict=True) if n} for row in found.tolist()]
    assert roles == [
        {"gatekeeper": 1, "consultant": 1},
        {"representative": 1},
        {"gatekeeper": 1},
        {"consultant": 1, "representative": 1},
    ]


def test_the_university_of_the_catalogue_has_its_known_roles() -> None:
    nodes = ["v", "u1", "u2", "i1", "g1", "i2"]
    graph = nx.Graph([("v", "u1"), ("v", "u2"), ("v", "i1"), ("v", "g1"), ("i1", "i2")])
    ties = sparse.csr_array(nx.to_scipy_sparse_array(graph, nodelist=nodes))
    found = brokerage(ties, np.array([0, 0, 0, 1, 2, 1]))
    assert dict(zip(ROLES, found.counts[0].tolist(), strict=True)) == {
        "coordinator": 2,
        "consultant": 0,
        "gatekeeper": 4,
        "representative": 4,
        "liaison": 2,
    }
    assert found.counts[3].tolist() == [0, 0, 1, 1, 0]
    # by hand: 12 paths, and of the 20 pairs of others 2 are both universities, 2 both companies, 6 lead in, 6 out
    assert found.expected[0] == pytest.approx([12 * pairs / 20 for pairs in (2, 2, 6, 6, 4)])


@given(grouped())
@example((np.zeros((0, 0)), []))
@example((np.ones((1, 1)), [0]))
@example((np.ones((3, 3)) - np.eye(3), [-1, -1, -1]))
@settings(max_examples=50, deadline=None)
def test_counts_agree_with_looking_at_every_path(drawn: Graph) -> None:
    matrix, group = drawn
    stored = sparse.csr_array(matrix)
    found = brokerage(stored, np.array(group, dtype=np.int64))
    assert found.counts.tolist() == plain(matrix, group)
    assert found.known.tolist() == [each >= 0 for each in group]
    assert (stored.toarray() == matrix).all()


@given(grouped(most=6))
@settings(max_examples=30, deadline=None)
def test_expected_counts_are_the_mean_over_all_ways_to_deal_the_groups_of_the_others(drawn: Graph) -> None:
    matrix, group = drawn
    found = brokerage(sparse.csr_array(matrix), np.array(group, dtype=np.int64)).expected
    nodes = [i for i, each in enumerate(group) if each >= 0]
    for v, own in enumerate(group):
        others = [i for i in nodes if i != v]
        dealt = [
            plain(
                matrix, [own if i == v else dict(zip(others, deal, strict=True)).get(i, -1) for i in range(len(group))]
            )
            for deal in permutations([group[i] for i in others])
        ]
        expected = np.mean([counts[v] for counts in dealt], axis=0) if own >= 0 else np.zeros(5)
        assert found[v] == pytest.approx(expected, abs=1e-9)


def test_many_groups_and_a_larger_graph_agree_with_looking_at_every_path() -> None:
    graph = nx.gnp_random_graph(40, 0.25, seed=4, directed=True)
    matrix = nx.to_numpy_array(graph)
    group = [int(i) for i in np.random.default_rng(5).integers(-1, 12, 40)]
    assert brokerage(sparse.csr_array(matrix), np.array(group)).counts.tolist() == plain(matrix, group)
