"""Closeness on the projection as a table. Its distances are held against networkx in tests/algorithms.

Published values: the kite of Krackhardt 1990. Second implementation: networkx on the projection.
"""

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import of_partners

from ecograph.metrics.projected_closeness import projected_closeness


def values(table: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(table.select("id", column).iter_rows())


def test_closeness_on_the_kite_is_as_published() -> None:
    kite = nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate("abcdefghij")))
    found = projected_closeness(of_partners({f"{i}{j}": i + j for i, j in kite.edges}))
    # Krackhardt 1990: f and g, Fernando and Garth, are the closest, 9/14
    assert found["id"].to_list()[:2] == ["f", "g"]
    assert values(found, "closeness")["f"] == pytest.approx(9 / 14)
    assert values(found, "harmonic") == pytest.approx({k: v / 9 for k, v in nx.harmonic_centrality(kite).items()})


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=4), max_size=7), st.sampled_from(["", "a", "yz"]))
@settings(max_examples=40, deadline=None)
def test_both_agree_with_networkx(teams: list[set[str]], alone: str) -> None:
    network = of_partners({f"p{i}": "".join(sorted(team)) for i, team in enumerate(teams)}, alone)
    graph = nx.empty_graph(network.organisations)
    at = network.projection().tocoo()
    graph.add_edges_from((network.organisations[i], network.organisations[j]) for i, j in zip(*at.coords, strict=True))
    found = projected_closeness(network)
    close = nx.closeness_centrality(graph, wf_improved=True)
    assert values(found, "closeness") == pytest.approx({k: v or None for k, v in close.items()}, abs=1e-9)
    harmonic = nx.harmonic_centrality(graph)
    others = len(graph) - 1
    expected = {k: v / others if others else None for k, v in harmonic.items()}
    assert values(found, "harmonic") == pytest.approx(expected, abs=1e-9)
    assert dict(found.select("id", "n").iter_rows()) == {
        k: len(nx.node_connected_component(graph, k)) - 1 for k in graph
    }


def test_who_shares_no_project_has_no_closeness_but_a_harmonic_one_of_0() -> None:
    found = projected_closeness(of_partners({"p": "ab", "q": "c"}))
    reason = "it shares no project with another organisation"
    assert found.row(2) == ("c", "the c", None, 0.0, 0, reason, ["participations/c|q|partner|1"])
    assert found["reason"].to_list() == [None, None, reason]


def test_the_only_organisation_has_neither() -> None:
    found = projected_closeness(of_partners({"p": "a"}))
    assert found.row(0)[2:6] == (None, None, 0, "it is the only organisation")


def test_no_organisation_gives_an_empty_table_with_the_same_columns() -> None:
    empty = projected_closeness(of_partners({"p": ""}))
    assert empty.is_empty()
    assert empty.schema == projected_closeness(of_partners({"p": "ab"})).schema
