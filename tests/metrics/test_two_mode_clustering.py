"""The table of two-mode clustering; the numbers themselves are held to account in tests/algorithms.

Second implementation: ``networkx.bipartite.latapy_clustering`` on the example of the catalogue; by hand otherwise.
"""

import networkx as nx
import numpy as np
import pytest
from networks import network_of

from ecograph.algorithms.bipartite_clustering import FourPaths, four_paths
from ecograph.algorithms.matrix import Matrix
from ecograph.metrics import two_mode_clustering as module
from ecograph.metrics.density import density
from ecograph.metrics.two_mode_clustering import two_mode_clustering


def test_a_ring_of_three_projects_is_closed() -> None:
    # by hand: a and b share p, b and c q, c and a r; around a, b - p - a - r - c, and b and c share q
    found = two_mode_clustering(network_of("abc", {"p": "ab", "q": "bc", "r": "ca"}))
    assert found.select("id", "opsahl", "latapy", "four_paths", "n").rows() == [
        (org, 1.0, pytest.approx(1 / 3), 2, 2) for org in "abc"
    ]


def test_the_southern_women_are_as_published() -> None:
    graph = nx.davis_southern_women_graph()
    letter = dict(zip(graph.graph["top"], map(chr, range(ord("a"), ord("a") + 18)), strict=True))
    projects = {event: "".join(letter[woman] for woman in graph[event]) for event in graph.graph["bottom"]}
    found = two_mode_clustering(network_of("".join(letter.values()), projects))
    # 0.7719 in the documentation of tnet (Opsahl 2009-2013): the local shares, each counted as often as it has paths
    overall = np.average(found["opsahl"], weights=found["four_paths"])
    assert overall == pytest.approx(0.7719, abs=5e-5)


def test_the_overlap_of_the_catalogue_agrees_with_networkx() -> None:
    found = two_mode_clustering(network_of("abc", {"p": "abc", "q": "ab"}))
    graph = nx.Graph([("p", "a"), ("p", "b"), ("p", "c"), ("q", "a"), ("q", "b")])
    expected = nx.bipartite.latapy_clustering(graph, nodes="abc")
    assert dict(found.select("id", "latapy").iter_rows()) == pytest.approx(expected, abs=1e-12)
    assert expected["a"] == 0.75


def test_what_is_not_defined_says_why() -> None:
    found = two_mode_clustering(network_of("abcd", {"p": "ab", "q": "c"}))
    assert dict(found.select("id", "reason").iter_rows()) == {
        "a": "no two partners that it meets in different projects",
        "b": "no two partners that it meets in different projects",
        "c": "it has no partner",
        "d": "it has no partner",
    }
    assert found["opsahl"].null_count() == 4
    assert found["latapy"].null_count() == 2
    assert two_mode_clustering(network_of("", {})).is_empty()


def test_the_four_paths_are_counted_once_for_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counting(incidence: Matrix) -> FourPaths:
        calls.append(incidence.shape)
        return four_paths(incidence)

    monkeypatch.setattr(module, "four_paths", counting)
    one, other = network_of("ab", {"p": "ab"}), network_of("ab", {"p": "ab", "q": "b"})
    for network in (one, other):
        for measure in (density, two_mode_clustering, density):
            measure(network)
    assert calls == [(2, 1), (2, 2)]
