"""Core numbers on the projection; second implementation: networkx. Classic: the karate club of Zachary 1977."""

from itertools import combinations

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.coreness import coreness
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


def test_the_main_core_of_the_karate_club_is_of_ten_with_four_partners() -> None:
    found = coreness(network_of(*letters(nx.karate_club_graph())))["coreness"]
    assert (found.max(), (found == 4).sum()) == (4, 10)


@given(networks())
@settings(max_examples=40, deadline=None)
def test_coreness_agrees_with_networkx(drawn: tuple[str, Partners]) -> None:
    graph = projected(*drawn)
    found = coreness(network_of(*drawn))
    assert values(found, "coreness") == nx.core_number(graph)
    assert values(found, "n") == dict(graph.degree)
    assert found["reason"].null_count() == found.height


def test_one_consortium_is_a_core_by_itself() -> None:
    # by hand: five partners of one project work with four others each
    assert values(coreness(network_of("abcdef", {"p": "abcde"})), "coreness") == pytest.approx(
        {**dict.fromkeys("abcde", 4), "f": 0}
    )
