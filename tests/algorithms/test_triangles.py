"""Triangles and clustering. Classic: the karate club of Zachary 1977.

Second implementations: networkx, and dense matrices for weighted triangles.
"""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from networks import as_networkx, graphs
from scipy import sparse

from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.triangles import clustering, mean_clustering, transitivity, triangles, weighted_triangles


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


def test_a_larger_graph_of_hubs_agrees_with_networkx() -> None:
    plain = nx.powerlaw_cluster_graph(80, 5, 0.6, seed=1)
    assert dict(enumerate(triangles(nx.to_scipy_sparse_array(plain)).tolist())) == nx.triangles(plain)


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_weighted_triangles_agree_with_dense_matrices(graph: Matrix) -> None:
    dense = graph.toarray()
    found = weighted_triangles(graph)
    assert (graph.toarray() == dense).all()
    np.fill_diagonal(dense, 0)
    assert found.tolist() == pytest.approx(np.diag(dense @ (dense > 0) @ dense).tolist(), abs=1e-9)


def test_no_node_has_no_clustering() -> None:
    nothing = sparse.csr_array((0, 0))
    assert triangles(nothing).tolist() == weighted_triangles(nothing).tolist() == []
    assert clustering(nothing).tolist() == []
    assert math.isnan(mean_clustering(nothing))
    assert math.isnan(transitivity(nothing))


def test_one_node_has_no_triangle() -> None:
    assert triangles(sparse.csr_array(np.array([[5.0]]))).tolist() == [0]
    assert math.isnan(clustering(sparse.csr_array(np.array([[5.0]])))[0])
