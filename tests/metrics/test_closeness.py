"""Two-mode closeness as a table. Its distances are held against networkx in tests/algorithms/test_distances.py.

Published values: Borgatti and Halgin 2011 on the Southern women of Davis, Gardner and Gardner 1941. Second
implementation: ``networkx.algorithms.bipartite`` on each connected part.
"""

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import of_partners

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.closeness import CLOSENESS, closeness
from ecograph.network import Network


def values(table: pl.DataFrame) -> dict[str, float | None]:
    return dict(table.select("id", "closeness").iter_rows())


@st.composite
def partners(draw: st.DrawFn) -> tuple[dict[str, str], str]:
    """Draw the partners of up to seven projects, and who may be in none."""
    names = draw(st.integers(0, 7))
    teams = [draw(st.sets(st.sampled_from("abcdefgh"), max_size=4)) for _ in range(names)]
    return {f"p{i}": "".join(sorted(team)) for i, team in enumerate(teams)}, draw(st.sampled_from(["", "a", "yz"]))


def as_networkx(network: Network) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from([*network.organisations, *network.projects])
    at = network.participation.tocoo()
    graph.add_edges_from((network.organisations[i], network.projects[j]) for i, j in zip(*at.coords, strict=True))
    return graph


def test_closeness_of_the_southern_women_is_as_published() -> None:
    davis = nx.davis_southern_women_graph()
    found = closeness(
        Network.of(
            Ecosystem.of(
                organisations=[{"org_id": i, "name": i, "kind": "other"} for i in davis.graph["top"]],
                projects=[{"project_id": i, "title": i, "kind": "meeting"} for i in davis.graph["bottom"]],
                participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in davis.edges],
            )
        )
    )
    # Borgatti and Halgin 2011, Analyzing affiliation networks, table of centralities
    assert values(found)["Evelyn Jefferson"] == pytest.approx(0.800, abs=5e-4)
    assert values(found)["E8"] == pytest.approx(0.846, abs=5e-4)
    assert values(found) == pytest.approx(nx.bipartite.closeness_centrality(davis, davis.graph["top"]), abs=1e-9)


@given(partners())
@settings(max_examples=40, deadline=None)
def test_closeness_agrees_with_networkx_on_each_connected_part(drawn: tuple[dict[str, str], str]) -> None:
    network = of_partners(*drawn)
    graph = as_networkx(network)
    expected: dict[str, float | None] = {}
    for part in nx.connected_components(graph):
        inside = nx.bipartite.closeness_centrality(graph.subgraph(part), part & set(network.organisations))
        scale = (len(part) - 1) / max(1, len(graph) - 1)
        expected |= {node: value * scale if len(part) > 1 else None for node, value in inside.items()}
    found = closeness(network)
    assert values(found) == pytest.approx(expected, abs=1e-9)
    alone = {node for node, value in expected.items() if value is None}
    assert set(found.filter(pl.col("reason") == "it has no ties")["id"]) == alone
    assert set(found.filter(pl.col("reason").is_not_null())["id"]) == alone


def test_a_small_part_on_its_own_does_not_look_central() -> None:
    # networkx compares distances inside a part with the size of both modes of the whole: a with its one project comes
    # out at (2 + 2 * 5) / 1 * 1/7 = 12/7, above 1 and above all others. By hand ours is 1 * 1/7
    network = of_partners({"p": "a", "q": "bcdef"})
    assert nx.bipartite.closeness_centrality(as_networkx(network), network.organisations)["a"] == pytest.approx(12 / 7)
    assert values(closeness(network))["a"] == pytest.approx(1 / 7)
    # q is 1 from each of five organisations, which is the least possible, and b 1 from q and 2 from four: 1 * 5/7
    assert values(closeness(network))["q"] == values(closeness(network))["b"] == pytest.approx(5 / 7)


def test_an_isolate_has_no_closeness_and_says_why() -> None:
    found = closeness(of_partners({"p": ""}, "a"))
    assert found.rows() == [
        ("organisation", "a", "the a", None, 0, "it has no ties", []),
        ("project", "p", "p", None, 0, "it has no ties", []),
    ]


def test_no_node_gives_an_empty_table_with_the_same_columns() -> None:
    empty = closeness(of_partners({}))
    assert empty.is_empty()
    assert empty.schema == closeness(of_partners({"p": "ab"})).schema
    assert CLOSENESS.compute is closeness
