"""Triangles and clustering; second implementation: networkx. Classic: the karate club of Zachary 1977."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms import triangles as module
from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.triangles import clustering, mean_clustering, transitivity, triangles


@st.composite
def graphs(draw: st.DrawFn) -> Matrix:
    """Draw a weighted graph with self-loops, isolates and several components; also of one node and of none."""
    n = draw(st.integers(0, 12))
    dense = np.zeros((n, n))
    if n:
        node = st.integers(0, n - 1)
        for i, j, weight in draw(st.lists(st.tuples(node, node, st.sampled_from([0.25, 1.0, 3.0])), max_size=30)):
            dense[i, j] = dense[j, i] = weight
    return sparse.csr_array(dense)


def as_networkx(graph: Matrix) -> nx.Graph:
    plain = nx.from_numpy_array(graph.toarray())
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    return plain


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_triangles_and_clustering_agree_with_networkx(graph: Matrix) -> None:
    before = graph.toarray()
    plain = as_networkx(graph)
    assert dict(enumerate(triangles(graph).tolist())) == nx.triangles(plain)
    expected = {node: nx.clustering(plain, node) if plain.degree(node) > 1 else math.nan for node in plain}
    assert dict(enumerate(clustering(graph).tolist())) == pytest.approx(expected, abs=1e-9, nan_ok=True)
    if max((degree for _, degree in plain.degree), default=0) > 1:
        assert transitivity(graph) == pytest.approx(nx.transitivity(plain), abs=1e-9)
    else:  # networkx says 0, which is none of none
        assert math.isnan(transitivity(graph))
    if len(plain):
        assert mean_clustering(graph) == pytest.approx(nx.average_clustering(plain), abs=1e-9)
    assert (graph.toarray() == before).all()


def test_clustering_of_the_karate_club_is_as_published() -> None:
    karate = nx.to_scipy_sparse_array(nx.karate_club_graph())
    # metric catalogue, C17
    assert transitivity(karate) == pytest.approx(0.255682, abs=5e-7)
    assert mean_clustering(karate) == pytest.approx(0.570638, abs=5e-7)


@pytest.mark.parametrize("block", [1, 7, 100, 10**9])
def test_the_size_of_a_block_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK", block)
    plain = nx.powerlaw_cluster_graph(80, 5, 0.6, seed=1)
    graph = nx.to_scipy_sparse_array(plain)
    assert dict(enumerate(triangles(graph).tolist())) == nx.triangles(plain)


def test_no_node_has_no_clustering() -> None:
    nothing = sparse.csr_array((0, 0))
    assert triangles(nothing).tolist() == []
    assert clustering(nothing).tolist() == []
    assert math.isnan(mean_clustering(nothing))
    assert math.isnan(transitivity(nothing))


def test_one_node_has_no_triangle() -> None:
    assert triangles(sparse.csr_array(np.array([[5.0]]))).tolist() == [0]
    assert math.isnan(clustering(sparse.csr_array(np.array([[5.0]])))[0])
