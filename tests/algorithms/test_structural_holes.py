"""Constraint and effective size.

Second implementations: ``networkx.constraint``; ``networkx.effective_size`` node by node, since its path for all nodes
at once is wrong with weights (a test shows it); and Burt's sums written out over dense matrices. Published values:
Borgatti 1997 on Burt's graph of seven nodes.
"""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms.matrix import Matrix, Vector
from ecograph.algorithms.structural_holes import constraint, effective_size

BORGATTI = nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])


def matrix_of(graph: nx.Graph) -> Matrix:
    return sparse.csr_array(nx.to_numpy_array(graph))


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    """Draw a weighted graph, often in several parts, with isolates and self-loops."""
    n = draw(st.integers(0, 9))
    graph = nx.empty_graph(n)
    if n:
        ends = st.integers(0, n - 1)
        weight = st.sampled_from([1.0, 1.0, 0.25, 3.0, 1 / 3, 1000.0])
        graph.add_weighted_edges_from(draw(st.lists(st.tuples(ends, ends, weight), max_size=20)))
    return graph


def without_loops(graph: nx.Graph) -> nx.Graph:
    plain = graph.copy()
    plain.remove_edges_from(list(nx.selfloop_edges(graph)))
    return plain


def by_hand(w: np.ndarray) -> tuple[list[float], list[float]]:
    """Return constraint and effective size as Burt writes them, term by term."""
    n = len(w)
    constraints, sizes = [], []
    for i in range(n):
        partners = [j for j in range(n) if j != i and w[i, j]]
        tied = [i, *partners] if partners else []
        p = {(a, b): w[a, b] / (w[a].sum() - w[a, a]) for a in tied for b in range(n) if a != b}
        through = [p[i, j] + sum(p[i, q] * p[q, j] for q in partners if q != j) for j in partners]
        greatest = [max(w[j, k] for k in range(n) if k != j) for j in partners]
        shared = [
            sum(p[i, q] * w[j, q] / m for q in partners if q != j) for j, m in zip(partners, greatest, strict=True)
        ]
        constraints.append(sum(share**2 for share in through) if partners else np.nan)
        sizes.append(sum(1 - share for share in shared) if partners else np.nan)
    return constraints, sizes


def test_burts_graph_of_seven_nodes_is_as_published() -> None:
    nodes = list(BORGATTI)
    constraints = dict(zip(nodes, constraint(matrix_of(BORGATTI)), strict=True))
    sizes = dict(zip(nodes, effective_size(matrix_of(BORGATTI)), strict=True))
    assert {name: round(constraints[name], 3) for name in "GAC"} == {"G": 0.400, "A": 0.595, "C": 1.0}
    assert {name: round(sizes[name], 4) for name in "GAC"} == {"G": 4.6667, "A": 2.5, "C": 1.0}


@pytest.mark.parametrize("n", [3, 4, 5, 30])
def test_a_clique_and_a_star_have_the_values_of_their_formulas(n: int) -> None:
    clique, star = matrix_of(nx.complete_graph(n)), matrix_of(nx.star_graph(n))
    assert constraint(clique) == pytest.approx((2 * n - 3) ** 2 / (n - 1) ** 3)
    assert effective_size(clique) == pytest.approx(1)
    assert constraint(star) == pytest.approx([1 / n] + [1] * n)
    assert effective_size(star) == pytest.approx([n] + [1] * n)


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_constraint_agrees_with_networkx(graph: nx.Graph) -> None:
    plain = without_loops(graph)
    expected = nx.constraint(plain, nodes=list(plain), weight="weight")  # its sparse path fails without nodes
    assert constraint(matrix_of(graph)) == pytest.approx([expected[i] for i in plain], abs=1e-9, nan_ok=True)
    unweighted = nx.constraint(plain, nodes=list(plain))
    ones = sparse.csr_array(matrix_of(graph).astype(bool).astype(float))
    assert constraint(ones) == pytest.approx([unweighted[i] for i in plain], abs=1e-9, nan_ok=True)


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_effective_size_agrees_with_networkx_node_by_node(graph: nx.Graph) -> None:
    plain = without_loops(graph)
    expected = nx.effective_size(plain, nodes=list(plain), weight="weight")
    assert effective_size(matrix_of(graph)) == pytest.approx([expected[i] for i in plain], abs=1e-9, nan_ok=True)
    borgatti = nx.effective_size(plain, nodes=list(plain))
    ones = sparse.csr_array(matrix_of(graph).astype(bool).astype(float))
    assert effective_size(ones) == pytest.approx([borgatti[i] for i in plain], abs=1e-9, nan_ok=True)


@given(graphs())
@example(nx.empty_graph(0))
@example(nx.Graph([(0, 0)]))
@settings(max_examples=50, deadline=None)
def test_both_agree_with_burts_sums_and_keep_their_bounds(graph: nx.Graph) -> None:
    matrix = matrix_of(graph)
    before = matrix.toarray()
    expected = by_hand(before)
    found = constraint(matrix), effective_size(matrix)
    assert found[0] == pytest.approx(expected[0], abs=1e-9, nan_ok=True)
    assert found[1] == pytest.approx(expected[1], abs=1e-9, nan_ok=True)
    known = ~np.isnan(found[0])
    assert ((found[0][known] > 0) & (found[0][known] <= 2)).all()
    assert (found[1][known] >= 1).all()
    assert (found[1][known] <= (before > 0).sum(axis=1)[known]).all()
    assert (matrix.toarray() == before).all()


def test_networkx_is_wrong_on_the_weighted_effective_size_of_all_nodes() -> None:
    # a - b of weight 2, a - c of 1, b - c of 4. By hand for a: p_ab = 2/3, p_ac = 1/3, m_bc = 4/4, m_cb = 4/4:
    # (1 - 1/3 * 1) + (1 - 2/3 * 1) = 1. For b: p_ba = 1/3, p_bc = 2/3, m_ac = 1/2, m_ca = 1/4: 2 - 1/3 - 1/12 = 19/12.
    # For c: p_ca = 1/5, p_cb = 4/5, m_ab = 2/2, m_ba = 2/4: 2 - 4/5 - 1/10 = 11/10.
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 2.0), ("a", "c", 1.0), ("b", "c", 4.0)])
    assert effective_size(matrix_of(graph)) == pytest.approx([1, 19 / 12, 11 / 10])
    assert list(nx.effective_size(graph, list(graph), weight="weight").values()) == pytest.approx([1, 19 / 12, 11 / 10])
    at_once = list(nx.effective_size(graph, weight="weight").values())
    assert at_once != pytest.approx([1, 19 / 12, 11 / 10], abs=0.05)  # it divides by the greatest weight of q, not of j


def test_two_weak_ties_to_strongly_tied_partners_come_near_the_greatest_constraint() -> None:
    weak = sparse.csr_array(np.array([[0, 1, 1], [1, 0, 1e9], [1, 1e9, 0]]))
    assert constraint(weak)[0] == pytest.approx(2, abs=1e-6)
    assert constraint(weak)[0] <= 2


def test_rounding_passes_no_bound() -> None:
    clique = sparse.csr_array(np.full((7, 7), 0.1))
    assert effective_size(clique).min() >= 1  # 1 - 9e-16 as it is added up
    for seed in range(8):  # 2 + 4e-16 in most
        b, c = np.random.default_rng(seed).random(2)
        assert constraint(sparse.csr_array(np.array([[0, b, c], [b, 0, 1e18], [c, 1e18, 0]]))).max() <= 2


@pytest.mark.parametrize("measure", [constraint, effective_size])
def test_no_node_gives_nothing_and_one_node_has_no_value(measure: Callable[[Matrix], Vector]) -> None:
    assert measure(sparse.csr_array((0, 0))).tolist() == []
    assert np.isnan(measure(sparse.csr_array(np.array([[5.0]])))).tolist() == [True]
