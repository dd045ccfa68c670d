"""Global efficiency and mean distance as a table.

Published values: Latora and Marchiori 2001 define it so that a complete graph has 1; the mean distance of Zachary's
karate club 1977. Second implementation: networkx on the projection.
"""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import of_partners

from ecograph.algorithms.distances import Distances, projected_distances
from ecograph.algorithms.matrix import Matrix
from ecograph.metrics import projected_closeness as module
from ecograph.metrics.global_efficiency import global_efficiency
from ecograph.metrics.projected_closeness import projected_closeness


@pytest.mark.parametrize(
    ("projects", "efficiency", "distance"),
    [
        ({"p": "abcd"}, 1.0, 1.0),  # complete
        ({"p": "ab", "q": "ac", "r": "ad", "s": "ae"}, 0.7, 1.6),  # a star: 8 ordered pairs at 1, 12 at 2
        ({"p": "ab", "q": "bc", "r": "cd"}, 13 / 18, 5 / 3),  # a path
        ({"p": "ab", "q": "cd"}, 1 / 3, 1.0),  # 4 of 12 ordered pairs
    ],
)
def test_small_graphs_are_as_by_hand(projects: dict[str, str], efficiency: float, distance: float) -> None:
    found = global_efficiency(of_partners(projects)).row(0, named=True)
    assert found["global_efficiency"] == pytest.approx(efficiency)
    assert found["mean_distance"] == pytest.approx(distance)
    assert found["reason"] is None


def test_the_mean_distance_of_the_karate_club_is_as_published() -> None:
    club = nx.karate_club_graph()
    letters = dict(enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh"))
    found = global_efficiency(of_partners({f"{i}-{j}": letters[i] + letters[j] for i, j in club.edges}))
    assert found["mean_distance"].item() == pytest.approx(2.40820, abs=1e-5)
    assert found["global_efficiency"].item() == pytest.approx(nx.global_efficiency(club), abs=1e-9)
    assert found["n"].item() == 34


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=4), max_size=7), st.sampled_from(["", "a", "yz"]))
@settings(max_examples=40, deadline=None)
def test_efficiency_agrees_with_networkx(teams: list[set[str]], alone: str) -> None:
    network = of_partners({f"p{i}": "".join(sorted(team)) for i, team in enumerate(teams)}, alone)
    graph = nx.from_scipy_sparse_array(network.projection()) if network.organisations else nx.Graph()
    found = global_efficiency(network)
    assert found.height == (len(graph) > 0)
    if len(graph) > 1:
        assert found["global_efficiency"].item() == pytest.approx(nx.global_efficiency(graph), abs=1e-9)
        steps = [d for _, row in nx.shortest_path_length(graph) for d in row.values() if d]
        assert found["mean_distance"].item() == pytest.approx(sum(steps) / len(steps) if steps else None)


def test_distances_are_found_once_for_each_network(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(incidence: Matrix) -> Distances:
        asked.append(incidence.nnz)
        return projected_distances(incidence)

    monkeypatch.setattr(module, "projected_distances", counting)
    first, second = of_partners({"p": "ab"}), of_partners({"p": "abc"})
    for network in (first, second, first):
        global_efficiency(network)
        projected_closeness(network)
    assert asked == [2, 3]


def test_what_is_undefined_says_why() -> None:
    assert global_efficiency(of_partners({"p": "a"})).rows() == [
        ("projection", None, None, 1, "there are fewer than two organisations", ["participations/a|p|partner|1"])
    ]
    assert global_efficiency(of_partners({}, "ab")).rows() == [
        ("projection", 0.0, None, 2, "no two organisations share a project", [])
    ]


def test_no_organisation_gives_an_empty_table_with_the_same_columns() -> None:
    empty = global_efficiency(of_partners({"p": ""}))
    assert empty.is_empty()
    assert empty.schema == global_efficiency(of_partners({"p": "ab"})).schema
