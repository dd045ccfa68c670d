"""The table of small-world figures; distances and the null model are held against networkx in tests/algorithms."""

from typing import Any

import networkx as nx
import numpy as np
import pytest

from ecograph.algorithms.small_world import null_model
from ecograph.ecosystem import Ecosystem
from ecograph.metrics import small_world as module
from ecograph.metrics.small_world import small_world
from ecograph.network import Network


def network_of(organisations: list[str], projects: dict[str, list[str]]) -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in organisations],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
            participations=[
                {"org_id": org, "project_id": name, "role": "partner"}
                for name, orgs in projects.items()
                for org in orgs
            ],
        )
    )


@pytest.fixture(scope="module")
def davis() -> Network:
    graph = nx.davis_southern_women_graph()
    return network_of(graph.graph["top"], {event: sorted(graph[event]) for event in graph.graph["bottom"]})


def row_of(network: Network, **options: int) -> dict[str, Any]:
    return small_world(network, **options).row(0, named=True)


def test_the_southern_women_against_random_meetings(davis: Network) -> None:
    found = row_of(davis, samples=5, seed=3)
    graph = nx.bipartite.projected_graph(nx.davis_southern_women_graph(), davis.organisations)
    clustering, distance = nx.average_clustering(graph), nx.average_shortest_path_length(graph)
    null = null_model(davis.participation, samples=5, seed=3)
    assert found["clustering"] == pytest.approx(clustering, abs=1e-9)
    assert found["mean_distance"] == pytest.approx(distance, abs=1e-9)
    sigma = clustering / null.clustering.mean() / (distance / null.distance.mean())
    assert found["sigma"] == pytest.approx(sigma, abs=1e-9)
    degree = 2 * graph.number_of_edges() / 18
    ring = 3 * (degree - 2) / (4 * (degree - 1))
    assert found["omega"] == pytest.approx(null.distance.mean() / distance - clustering / ring, abs=1e-9)
    # 139 of 153 pairs met, and meetings of such sizes bring nearly as many together whoever comes
    assert 0.9 < found["sigma"] < 1.1
    assert (found["n_samples"], found["n_connected"], found["n"], found["distance_error"]) == (5, 18, 18, 0.0)


def test_the_seed_decides_the_random_networks(davis: Network) -> None:
    assert row_of(davis, samples=2, seed=1) == row_of(davis, samples=2, seed=1)
    assert (
        row_of(davis, samples=2, seed=1)["random_clustering"] != row_of(davis, samples=2, seed=2)["random_clustering"]
    )


def test_a_large_network_is_compared_with_few_random_ones(davis: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 88)  # the women have 89 participations
    assert row_of(davis)["n_samples"] == 3
    assert row_of(davis, samples=2)["n_samples"] == 2
    monkeypatch.setattr(module, "LARGE", 89)
    assert row_of(davis, samples=4)["n_samples"] == 4


def test_figures_without_a_tie_are_null_with_their_reasons() -> None:
    found = row_of(network_of(["a", "b"], {"p": ["a"]}))
    assert [found[name] for name in ("sigma", "omega", "mean_distance", "random_distance")] == [None] * 4
    assert (found["clustering"], found["random_clustering"]) == (0.0, 0.0)
    assert found["reason"] == (
        "no two organisations share a project, or random networks have no closed triangle; two partners or fewer on "
        "average: a ring of so few has no triangle to compare with; no two organisations share a project"
    )


def test_a_random_network_may_fall_apart_where_the_real_one_does_not() -> None:
    assert module._mean(np.array([2.0, np.nan, 3.0])) == 2.5
    assert np.isnan(module._mean(np.array([np.nan])))


def test_no_organisation_gives_no_row() -> None:
    assert small_world(network_of([], {})).is_empty()
    assert row_of(network_of(["a"], {}), samples=0)["random_clustering"] is None
