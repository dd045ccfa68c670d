"""Whether communities follow known groups, from tables to tables.

Expected values by hand; the second implementation of index and variation is in ``tests/algorithms/test_agreement.py``,
and modularity is compared with networkx.
"""

import networkx as nx
import pytest

from ecograph.algorithms import communities as algorithm
from ecograph.algorithms.accelerators import MISSING
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.communities import communities
from ecograph.metrics.community_agreement import community_agreement
from ecograph.network import Network


def network_of(countries: dict[str, str | None], pairs: list[tuple[str, str]], **more: list[dict[str, str]]) -> Network:
    return Network.of(
        Ecosystem.of(
            "",
            organisations=[
                {"org_id": org, "name": org, "kind": "company", "country": country}
                for org, country in countries.items()
            ],
            projects=[{"project_id": p, "title": p, "kind": "project"} for p in sorted({p for _, p in pairs})],
            participations=[{"org_id": org, "project_id": p, "role": "partner"} for org, p in pairs],
            **more,
        )
    )


TWO_PAIRS = [("a", "p"), ("b", "p"), ("c", "q"), ("d", "q")]


def test_the_published_example_over_two_pairs() -> None:
    # scikit-learn's documented example: communities 0, 0, 1, 1 and countries 0, 0, 1, 2
    found = community_agreement(network_of({"a": "DK", "b": "DK", "c": "NO", "d": "SE"}, TWO_PAIRS))
    row = found.filter(attribute="country").row(0, named=True)
    assert row["adjusted_rand"] == pytest.approx(0.571429, abs=1e-6)
    assert row["variation_of_information"] == pytest.approx(0.5)
    # by hand: of two ties, one is inside a country: 1/2 - (1/2)^2 - (1/4)^2 - (1/4)^2
    assert row["modularity"] == pytest.approx(1 / 8)
    assert row["modularity_of_communities"] == pytest.approx(1 / 2)
    assert (row["n_groups"], row["n_communities"], row["n"], row["reason"]) == (3, 2, 4, None)
    assert row["rows"] == ["organisations/a", "organisations/b", "organisations/c", "organisations/d"]


def test_there_is_a_row_for_each_attribute_with_only_those_that_are_known() -> None:
    members = [{"org_id": org, "cluster_id": cluster, "role": "member"} for org, cluster in ("ac", "bc", "bd")]
    found = community_agreement(
        network_of({"a": "DK", "b": None, "c": "NO", "d": "NO", "e": "NO"}, TWO_PAIRS, memberships=members)
    )
    assert found["attribute"].to_list() == ["cluster", "country", "helix", "kind", "region"]
    # b has no country and two clusters; e shares no project; nobody has a helix or region; all are companies
    assert dict(found.select("attribute", "n").iter_rows()) == {
        "cluster": 3,
        "country": 3,
        "helix": 0,
        "kind": 4,
        "region": 0,
    }
    assert found.filter(attribute="cluster")["rows"].item().to_list() == [f"organisations/{org}" for org in "acd"]


def test_an_undefined_value_says_why() -> None:
    found = community_agreement(network_of(dict.fromkeys("ab", "DK"), TWO_PAIRS[:2]))
    reasons = dict(found.select("attribute", "reason").iter_rows())
    assert reasons["country"] == "groups and communities both put all together or all apart"
    assert reasons["helix"] == "fewer than two organisations with a community have a known group"
    apart = community_agreement(network_of({"a": "DK", "b": None, "c": "DK", "d": None}, TWO_PAIRS))
    row = apart.filter(attribute="country").row(0, named=True)
    assert (row["adjusted_rand"], row["modularity"]) == (0, None)
    assert row["reason"] == "no tie joins the organisations with a known group"
    both = community_agreement(network_of({"a": "DK", "b": None, "c": "NO", "d": None}, TWO_PAIRS))
    assert both.filter(attribute="country")["reason"].item() == (
        "groups and communities both put all together or all apart; no tie joins the organisations with a known group"
    )


def test_without_networkit_each_row_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(algorithm, "networkit", lambda: None)
    found = community_agreement(network_of(dict.fromkeys("abcd", "DK"), TWO_PAIRS))
    assert set(found["reason"]) == {MISSING}
    assert found["adjusted_rand"].null_count() == found["modularity"].null_count() == 5
    assert found.filter(attribute="country")["n"].item() == 4
    assert set(found["n_communities"]) == {0}


def test_no_organisation_gives_an_empty_table() -> None:
    empty = community_agreement(network_of({}, []))
    assert empty.is_empty()
    assert empty.schema == community_agreement(network_of({"a": None}, [])).schema


def test_the_modularities_are_those_of_networkx() -> None:
    graph = nx.davis_southern_women_graph()
    half = {woman: "DK" if i % 2 else "NO" for i, woman in enumerate(graph.graph["top"])}
    network = network_of(dict(half), sorted(graph.edges))
    row = community_agreement(network).filter(attribute="country").row(0, named=True)
    ties = nx.bipartite.collaboration_weighted_projected_graph(graph, graph.graph["top"])
    by_country = [{woman for woman in half if half[woman] == country} for country in ("DK", "NO")]
    own = communities(network)
    found = [set(own.filter(community=number)["id"]) for number in own["community"].unique()]
    assert row["modularity"] == pytest.approx(nx.community.modularity(ties, by_country), abs=1e-9)
    assert row["modularity_of_communities"] == pytest.approx(nx.community.modularity(ties, found), abs=1e-9)
