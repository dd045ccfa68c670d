"""Degree and betweenness on the two-mode graph.

Second implementation: ``networkx.algorithms.bipartite``. Published values: Borgatti and Halgin 2011 on the Southern
women of Davis, Gardner and Gardner 1941.
"""

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.betweenness import betweenness
from ecograph.metrics.degree import degree
from ecograph.network import Network

Pairs = set[tuple[str, str]]


def network_of(organisations: list[str], projects: list[str], pairs: Pairs) -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": f"the {org}", "kind": "company"} for org in organisations],
            projects=[{"project_id": name, "title": f"the {name}", "kind": "project"} for name in projects],
            participations=[{"org_id": org, "project_id": name, "role": "partner"} for org, name in sorted(pairs)],
        )
    )


def values(table: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(table.select("id", column).iter_rows())


@pytest.fixture(scope="module")
def davis() -> Network:
    graph = nx.davis_southern_women_graph()
    return network_of(graph.graph["top"], graph.graph["bottom"], {(woman, event) for woman, event in graph.edges})


def test_degree_of_the_southern_women_is_as_published(davis: Network) -> None:
    found = degree(davis).filter(id="Evelyn Jefferson").row(0, named=True)
    # Faust 1997: Evelyn was at 8 of 14 events
    assert (found["mode"], found["n_ties"], found["degree"]) == ("organisation", 8, pytest.approx(8 / 14))
    # by hand: 14 women were at E8, more than at any other event, so it is first
    assert degree(davis).filter(mode="project").row(0)[:5] == ("project", "E8", "the E8", 14, pytest.approx(14 / 18))


def test_betweenness_of_the_southern_women_is_as_published(davis: Network) -> None:
    found = values(betweenness(davis), "betweenness")
    # Borgatti and Halgin 2011, Analyzing affiliation networks, table of centralities
    assert found["Evelyn Jefferson"] == pytest.approx(0.0966, abs=6e-4)
    assert found["E8"] == pytest.approx(0.2438, abs=6e-4)


@st.composite
def two_mode(draw: st.DrawFn) -> tuple[list[str], list[str], Pairs]:
    organisations = [f"o{i}" for i in range(draw(st.integers(0, 9)))]
    projects = [f"p{i}" for i in range(draw(st.integers(0, 7)))]
    possible = [(org, name) for org in organisations for name in projects]
    return organisations, projects, draw(st.sets(st.sampled_from(possible))) if possible else set()


def as_networkx(organisations: list[str], projects: list[str], pairs: Pairs) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from([*organisations, *projects])
    graph.add_edges_from(pairs)
    return graph


@given(two_mode())
@settings(max_examples=60, deadline=None)
def test_degree_agrees_with_networkx(drawn: tuple[list[str], list[str], Pairs]) -> None:
    organisations, projects, _ = drawn
    found = degree(network_of(*drawn))
    graph = as_networkx(*drawn)
    assert values(found, "n_ties") == dict(graph.degree)
    if organisations and projects:
        expected = nx.bipartite.degree_centrality(graph, organisations)
        assert values(found, "degree") == pytest.approx(expected, abs=1e-9)
    else:  # networkx divides by zero or takes every node for one mode
        assert found["degree"].null_count() == found.height
        assert set(found["reason"]) <= {"the other mode is empty"}


@given(two_mode())
@settings(max_examples=60, deadline=None)
def test_betweenness_agrees_with_networkx(drawn: tuple[list[str], list[str], Pairs]) -> None:
    organisations, projects, _ = drawn
    found = betweenness(network_of(*drawn))
    graph = as_networkx(*drawn)
    assert values(found, "paths") == pytest.approx(nx.betweenness_centrality(graph, normalized=False), abs=1e-9)
    # by hand: a mode is without a value when it is empty or the other has fewer than two nodes to lie between
    alone = {
        mode
        for mode, own, other in (("organisation", organisations, projects), ("project", projects, organisations))
        if len(other) < 2 or not own
    } & set(found["mode"])
    assert set(found.filter(pl.col("betweenness").is_null())["mode"]) == alone
    assert set(found.filter(pl.col("reason").is_not_null())["mode"]) == alone
    if organisations and projects and not alone:  # networkx divides by zero otherwise
        expected = nx.bipartite.betweenness_centrality(graph, organisations)
        assert values(found, "betweenness") == pytest.approx(expected, abs=1e-9)


def test_one_node_has_no_betweenness_and_no_degree() -> None:
    alone = network_of(["a"], [], set())
    assert degree(alone).row(0) == ("organisation", "a", "the a", 0, None, 0, "the other mode is empty", [])
    expected: tuple[object, ...] = (
        "organisation",
        "a",
        "the a",
        0.0,
        None,
        None,
        1,
        1,
        "too few nodes for one to lie between others",
        [],
    )
    assert betweenness(alone).row(0) == expected


def test_no_node_gives_an_empty_table() -> None:
    nothing = network_of([], [], set())
    assert degree(nothing).is_empty()
    assert betweenness(nothing).is_empty()


def test_a_star_reaches_the_greatest_betweenness() -> None:
    # by hand: a is in all three projects, b, c, d in one each. Every path between two of the six others passes a,
    # except those from an organisation to its own project: 15 - 3 = 12, of the greatest (9 * 4 + 3 * 2 * -2) / 2 = 12
    star = network_of(["a", "b", "c", "d"], ["p", "q", "r"], {(o, p) for o, p in zip("aaabcd", "pqrpqr", strict=True)})
    top = betweenness(star).filter(mode="organisation").row(0, named=True)
    assert (top["id"], top["paths"], top["betweenness"]) == ("a", 12.0, 1.0)


def test_equal_values_stand_in_the_order_of_ids() -> None:
    found = degree(network_of(["b", "a", "c"], ["q", "p"], {("b", "p"), ("a", "p")}))
    assert found["id"].to_list() == ["p", "a", "b", "c", "q"]  # 2/3; 1/2, 1/2; 0, 0


def test_rows_are_the_participations_of_the_node() -> None:
    ecosystem = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "ab"]
        + [{"org_id": "them", "name": "them", "kind": "other", "extent": "collective"}],
        projects=[{"project_id": "p", "title": "p", "kind": "project"}],
        participations=[
            {"org_id": "a", "project_id": "p", "role": "partner"},
            {"org_id": "a", "project_id": "p", "role": "lead"},
            {"org_id": "them", "project_id": "p", "role": "lead"},
        ],
    )
    for table in (degree(Network.of(ecosystem)), betweenness(Network.of(ecosystem))):
        rows = dict(table.select("id", "rows").iter_rows())
        both = ["participations/a|p|lead|1", "participations/a|p|partner|1"]
        assert rows == {"a": both, "p": both, "b": []}  # what is not counted is not shown as a ground either


def test_betweenness_of_a_large_network_has_the_same_digits_every_time() -> None:
    # several threads add shares in any order: above 50 nodes the last digits then differ from run to run
    organisations, projects = [f"o{i:03}" for i in range(260)], [f"p{i:03}" for i in range(140)]
    pairs = {
        (org, projects[(7919 * i * i + 104729 * j) % 139]) for i, org in enumerate(organisations) for j in range(5)
    }
    large = network_of(organisations, projects, pairs)
    first = betweenness(large)
    assert all(betweenness(large).equals(first) for _ in range(6))
