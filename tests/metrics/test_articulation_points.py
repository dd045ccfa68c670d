"""Articulation points of the two-mode graph; second implementation: networkx on the projection, and removal by force.

Classic: the Florentine families of Padgett and Ansell 1993.
"""

import networkx as nx
import pytest
from hypothesis import given, settings
from networks import Partners, letters, network_of, networks, projected, values

from ecograph.metrics.articulation_points import articulation_points


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
