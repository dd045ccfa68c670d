"""The table of small-world figures; distances and the null model are held against networkx in tests/algorithms."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=5), max_size=6), st.sampled_from(["", "a", "yz"]))
@settings(max_examples=25, deadline=None)
def test_clustering_distance_and_degree_agree_with_networkx(teams: list[set[str]], alone: str) -> None:
    network = network_of(sorted({*alone}.union(*teams)), {f"p{i}": sorted(team) for i, team in enumerate(teams)})
    if not network.organisations:
        return
    found = row_of(network, samples=2)
    graph = nx.from_scipy_sparse_array(network.projection("count"))
    largest = graph.subgraph(max(nx.connected_components(graph), key=lambda part: (len(part), -min(part))))
    distance = nx.average_shortest_path_length(largest) if len(largest) > 1 else None
    assert found["clustering"] == pytest.approx(nx.average_clustering(graph), abs=1e-9)
    assert found["mean_distance"] == pytest.approx(distance, abs=1e-9)
    assert (found["n_connected"], found["n"]) == (len(largest), len(graph))
    degree = 2 * graph.number_of_edges() / len(graph)
    assert (found["omega"] is None) == (degree <= 2)
    assert (found["sigma"] is None) == (not found["random_clustering"])
    if degree > 2:
        ring = 3 * (degree - 2) / (4 * (degree - 1))
        expected = found["random_distance"] / distance - found["clustering"] / ring
        assert found["omega"] == pytest.approx(expected, abs=1e-9)


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


def test_no_organisation_gives_no_row() -> None:
    assert small_world(network_of([], {})).is_empty()


def test_no_random_network_to_compare_with_is_refused(davis: Network) -> None:
    with pytest.raises(ValueError, match="0 samples: at least 1 is needed"):
        small_world(davis, samples=0)
