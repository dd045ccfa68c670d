"""Core numbers; second implementation: ``networkx.core_number``. Classic: the karate club of Zachary 1977."""

import networkx as nx
from hypothesis import given, settings
from networks import as_networkx, graphs
from scipy import sparse

from ecograph.algorithms.cores import coreness
from ecograph.algorithms.matrix import Matrix


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_core_numbers_agree_with_networkx(graph: Matrix) -> None:
    before = graph.toarray()
    assert dict(enumerate(coreness(graph).tolist())) == nx.core_number(as_networkx(graph))
    assert (graph.toarray() == before).all()


def test_the_main_core_of_the_karate_club_is_of_ten_with_four_partners() -> None:
    found = coreness(nx.to_scipy_sparse_array(nx.karate_club_graph()))
    assert (found.max(), (found == 4).sum()) == (4, 10)


def test_a_larger_graph_of_many_shells_agrees_with_networkx() -> None:
    plain = nx.barabasi_albert_graph(300, 6, seed=3)
    plain.add_edges_from(nx.complete_graph(range(280, 310)).edges)
    found = coreness(nx.to_scipy_sparse_array(plain, nodelist=range(310)))
    assert dict(enumerate(found.tolist())) == nx.core_number(plain)


def test_no_node_has_no_core() -> None:
    assert coreness(sparse.csr_array((0, 0))).tolist() == []
    assert coreness(sparse.csr_array((2, 2))).tolist() == [0, 0]
