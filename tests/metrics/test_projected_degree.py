"""Degree on the projection; second implementation: networkx. Published: Krackhardt's kite (Krackhardt 1990)."""

from itertools import combinations

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.projected_degree import projected_degree
from ecograph.network import Network

Partners = dict[str, str]


def network_of(organisations: str, projects: Partners) -> Network:
    """Return a network of organisations of one letter, and of projects with their partners."""
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": f"the {org}", "kind": "company"} for org in organisations],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
            participations=[
                {"org_id": org, "project_id": name, "role": "partner"}
                for name, partners in projects.items()
                for org in partners
            ],
        )
    )


@st.composite
def networks(draw: st.DrawFn) -> tuple[str, Partners]:
    organisations = "abcdefghij"[: draw(st.integers(0, 10))]
    partners = st.sets(st.sampled_from(organisations), max_size=4) if organisations else st.just(set[str]())
    drawn = draw(st.lists(partners, max_size=9))
    return organisations, {f"p{i}": "".join(sorted(found)) for i, found in enumerate(drawn)}


def projected(organisations: str, projects: Partners) -> nx.Graph:
    """Return the projection as networkx makes it, with Newman weights and, as count, numbers of projects."""
    graph = nx.Graph()
    graph.add_nodes_from(organisations)
    for partners in projects.values():
        for left, right in combinations(partners, 2):
            before = graph.get_edge_data(left, right, {"weight": 0, "count": 0})
            weight = before["weight"] + 1 / (len(partners) - 1)
            graph.add_edge(left, right, weight=weight, count=before["count"] + 1)
    return graph


def values(table: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(table.select("id", column).iter_rows())


def letters(graph: nx.Graph) -> tuple[str, Partners]:
    """Return a graph as a network in which each tie is a project of two; its nodes in order are a, b, c and on."""
    names = dict(zip(graph, map(chr, range(ord("a"), ord("a") + len(graph))), strict=True))
    return "".join(names.values()), {f"p{i}": names[a] + names[b] for i, (a, b) in enumerate(graph.edges)}


def test_diane_in_the_kite_works_with_six_of_nine() -> None:
    found = projected_degree(network_of(*letters(nx.krackhardt_kite_graph()))).row(0, named=True)
    # metric catalogue, C01; by hand: her six ties are projects of two, so her strength is 6
    assert (found["id"], found["degree"], found["n_partners"], found["strength"]) == ("d", 6 / 9, 6, 6.0)
    assert found["n"] == 9


@given(networks())
@settings(max_examples=40, deadline=None)
def test_degree_and_strength_agree_with_networkx(drawn: tuple[str, Partners]) -> None:
    graph = projected(*drawn)
    network = network_of(*drawn)
    found = projected_degree(network)
    assert values(found, "n_partners") == dict(graph.degree)
    assert values(found, "strength") == pytest.approx(dict(graph.degree(weight="weight")), abs=1e-9)
    counted = projected_degree(network, weighting="count")
    assert values(counted, "strength") == dict(graph.degree(weight="count"))
    assert values(counted, "degree") == values(found, "degree")
    if len(graph) > 1:
        assert values(found, "degree") == pytest.approx(nx.degree_centrality(graph), abs=1e-9)


def test_strength_by_newman_is_the_number_of_shared_projects_without_a_last_digit() -> None:
    # by hand: in seven projects of four, each tie weighs 7 times a third, and each organisation has three
    projects = {f"p{i}": "abcd" for i in range(7)} | {"alone": "a"}
    assert set(projected_degree(network_of("abcd", projects))["strength"]) == {7.0}


def test_one_organisation_has_no_degree() -> None:
    found = projected_degree(network_of("a", {"p": "a"}))
    reason = "there is no other organisation"
    assert found.row(0) == ("a", "the a", None, 0, 0.0, 0, reason, ["participations/a|p|partner|1"])


def test_no_organisation_gives_an_empty_table() -> None:
    assert projected_degree(network_of("", {"p": ""})).is_empty()
