"""The table of two-mode clustering; the numbers themselves are held to account in tests/algorithms.

Second implementation: ``networkx.bipartite.latapy_clustering`` on the example of the catalogue; by hand otherwise.
"""

import networkx as nx
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.two_mode_clustering import two_mode_clustering
from ecograph.network import Network


def network_of(projects: dict[str, str], organisations: str) -> Network:
    """Return a network of organisations and projects with one letter each."""
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


def test_a_ring_of_three_projects_is_closed() -> None:
    # by hand: a and b share p, b and c q, c and a r; around a, b - p - a - r - c, and b and c share q
    found = two_mode_clustering(network_of({"p": "ab", "q": "bc", "r": "ca"}, "abc"))
    assert found.select("id", "opsahl", "latapy", "four_paths", "n").rows() == [
        (org, 1.0, pytest.approx(1 / 3), 2, 2) for org in "abc"
    ]


def test_the_overlap_of_the_catalogue_agrees_with_networkx() -> None:
    found = two_mode_clustering(network_of({"p": "abc", "q": "ab"}, "abc"))
    graph = nx.Graph([("p", "a"), ("p", "b"), ("p", "c"), ("q", "a"), ("q", "b")])
    expected = nx.bipartite.latapy_clustering(graph, nodes="abc")
    assert dict(found.select("id", "latapy").iter_rows()) == pytest.approx(expected, abs=1e-12)
    assert expected["a"] == 0.75


def test_what_is_not_defined_says_why() -> None:
    found = two_mode_clustering(network_of({"p": "ab", "q": "c"}, "abcd"))
    assert dict(found.select("id", "reason").iter_rows()) == {
        "a": "no two partners that it meets in different projects",
        "b": "no two partners that it meets in different projects",
        "c": "it has no partner",
        "d": "it has no partner",
    }
    assert found["opsahl"].null_count() == 4
    assert found["latapy"].null_count() == 2
    assert two_mode_clustering(network_of({}, "")).is_empty()
