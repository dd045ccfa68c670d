"""Articulation points of the two-mode graph; second implementation: networkx on the projection, and removal by force.

Classic: the Florentine families of Padgett and Ansell 1993.
"""

from itertools import combinations

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.articulation_points import articulation_points
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


def test_without_the_medici_three_families_are_cut_off() -> None:
    families = nx.florentine_families_graph()
    found = articulation_points(network_of(*letters(families))).row(0, named=True)
    assert (list(families)[ord(found["id"]) - ord("a")], found["n_cut_off"], found["n_parts"]) == ("Medici", 3, 3)
    assert found["n"] == 15


@given(networks())
@settings(max_examples=40, deadline=None)
def test_articulation_points_agree_with_networkx_and_with_taking_each_out(drawn: tuple[str, Partners]) -> None:
    graph = projected(*drawn)
    found = articulation_points(network_of(*drawn))
    # projects stay when an organisation leaves, so their other partners stay tied, as they do in the projection
    points = set(nx.articulation_points(graph))
    assert values(found, "is_articulation_point") == {node: int(node in points) for node in graph}
    for row in found.iter_rows(named=True):
        component = nx.node_connected_component(graph, row["id"])
        sizes = [len(part) for part in nx.connected_components(graph.subgraph(component - {row["id"]}))]
        assert (row["n_parts"], row["n"]) == (len(sizes), len(component))
        assert row["n_cut_off"] == sum(sizes) - max(sizes, default=0)


def test_a_project_that_is_left_alone_is_no_part() -> None:
    # on the two-mode graph as such, a would be an articulation point: its own project r is left behind
    found = articulation_points(network_of("ab", {"q": "ab", "r": "a"}))
    assert values(found, "n_parts") == pytest.approx({"a": 1, "b": 1})
    assert found["is_articulation_point"].to_list() == [0, 0]


def test_an_isolate_leaves_nothing() -> None:
    assert articulation_points(network_of("a", {})).row(0) == ("a", "the a", 0, 0, 0, 1, None, [])


def test_no_organisation_gives_an_empty_table() -> None:
    assert articulation_points(network_of("", {"p": ""})).is_empty()
