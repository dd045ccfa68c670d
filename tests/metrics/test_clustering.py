"""Clustering on the projection; second implementation: networkx. Classic: the karate club of Zachary 1977."""

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from networks import Partners, letters, network_of, networks, projected, values

from ecograph.metrics.clustering import clustering


def test_the_mean_clustering_of_the_karate_club_is_as_published() -> None:
    found = clustering(network_of(*letters(nx.karate_club_graph())))
    # metric catalogue, C17: mean 0.570638, with 0 for the one member with a single tie; 45 triangles
    assert found["clustering"].fill_null(0.0).mean() == pytest.approx(0.570638, abs=5e-7)
    assert found["clustering"].null_count() == 1
    assert found["n_triangles"].sum() == 3 * 45


@given(networks())
@settings(max_examples=40, deadline=None)
def test_clustering_agrees_with_networkx(drawn: tuple[str, Partners]) -> None:
    graph = projected(*drawn)
    found = clustering(network_of(*drawn))
    assert values(found, "n_triangles") == nx.triangles(graph)
    assert values(found, "n") == {node: degree * (degree - 1) // 2 for node, degree in graph.degree}
    expected = {node: nx.clustering(graph, node) if degree > 1 else None for node, degree in graph.degree}
    for node, value in values(found, "clustering").items():
        assert value == (None if expected[node] is None else pytest.approx(expected[node], abs=1e-9))
    assert set(found.filter(pl.col("clustering").is_null())["reason"]) <= {"fewer than two partners"}


def test_partners_of_one_project_are_always_tied() -> None:
    # by hand: the projection closes each project, whoever its partners are
    assert values(clustering(network_of("abcd", {"p": "abcd"})), "clustering") == dict.fromkeys("abcd", 1.0)
