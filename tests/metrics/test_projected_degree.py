"""Degree on the projection; second implementation: networkx. Published: Krackhardt's kite (Krackhardt 1990)."""

import networkx as nx
import pytest
from hypothesis import given, settings
from networks import Partners, letters, network_of, networks, projected, values

from ecograph.metrics.projected_degree import projected_degree


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
