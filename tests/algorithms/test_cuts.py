"""Articulation points and bridges; second implementation: networkx, and taking out each node and tie by force.

Classics: the karate club (Zachary 1977), and the Florentine families of Padgett and Ansell 1993.
"""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import as_networkx, graphs
from scipy import sparse

from ecograph.algorithms.cuts import bridges, departures
from ecograph.algorithms.matrix import Matrix, Vector


@st.composite
def weighed(draw: st.DrawFn) -> tuple[Matrix, Vector]:
    graph = draw(graphs())
    n = graph.shape[0]
    return graph, np.array(draw(st.lists(st.sampled_from([0.0, 1.0, 2.0]), min_size=n, max_size=n)), dtype=np.float64)


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_articulation_points_and_bridges_agree_with_networkx(graph: Matrix) -> None:
    before = graph.toarray()
    plain = as_networkx(graph)
    assert set(np.flatnonzero(departures(graph).n_parts > 1).tolist()) == set(nx.articulation_points(plain))
    found = bridges(graph)
    ends = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert ends == sorted(tuple(sorted(pair)) for pair in nx.bridges(plain))
    assert (graph.toarray() == before).all()


@given(weighed())
@settings(max_examples=50, deadline=None)
def test_what_is_cut_off_agrees_with_taking_out_each_node(drawn: tuple[Matrix, Vector]) -> None:
    graph, weight = drawn
    plain = as_networkx(graph)
    found = departures(graph, weight)
    for node in plain:
        component = nx.node_connected_component(plain, node)
        parts = nx.connected_components(plain.subgraph(component - {node}))
        sizes = [size for size in (sum(weight[i] for i in part) for part in parts) if size > 0]
        assert found.n_parts[node] == len(sizes)
        assert found.cut_off[node] == sum(sizes) - max(sizes, default=0)
        assert found.pairs[node] == sum(size * (size - 1) for size in sizes)
        assert found.component[node] == sum(weight[i] for i in component)


@given(weighed())
@settings(max_examples=50, deadline=None)
def test_what_is_cut_off_agrees_with_taking_out_each_bridge(drawn: tuple[Matrix, Vector]) -> None:
    graph, weight = drawn
    found = bridges(graph, weight)
    for left, right, cut_off, component in zip(
        found.left.tolist(), found.right.tolist(), found.cut_off, found.component, strict=True
    ):
        plain = as_networkx(graph)
        plain.remove_edge(left, right)
        sides = [sum(weight[i] for i in nx.node_connected_component(plain, end)) for end in (left, right)]
        assert (cut_off, component) == (min(sides), sum(sides))


def test_the_medici_hold_three_families() -> None:
    plain = nx.florentine_families_graph()
    names = list(plain)
    found = departures(nx.to_scipy_sparse_array(plain, nodelist=names))
    points = {names[i]: int(found.cut_off[i]) for i in np.flatnonzero(found.n_parts > 1)}
    # by hand on the published graph: Acciaiuoli, and Salviati with Pazzi, hang on the Medici; Ginori on Albizzi,
    # Lamberteschi on Guadagni, Pazzi on Salviati
    assert points == {"Medici": 3, "Albizzi": 1, "Guadagni": 1, "Salviati": 1}


def test_the_karate_club_has_one_articulation_point_and_one_bridge() -> None:
    karate = nx.to_scipy_sparse_array(nx.karate_club_graph())
    found = bridges(karate)
    assert np.flatnonzero(departures(karate).n_parts > 1).tolist() == [0]
    assert (found.left.tolist(), found.right.tolist(), found.cut_off.tolist()) == ([0], [11], [1.0])


def test_a_long_chain_needs_no_recursion() -> None:
    chain = nx.to_scipy_sparse_array(nx.path_graph(3001))
    assert departures(chain).cut_off[1500] == 1500
    assert bridges(chain).cut_off.max() == 1500


def test_no_node_cuts_nothing_off() -> None:
    nothing = sparse.csr_array((0, 0))
    assert departures(nothing).n_parts.tolist() == []
    assert bridges(nothing).left.tolist() == []
