"""The table of critical organisations; sets are held against brute force in tests/algorithms.

Classic: Krackhardt's kite (1990), in which Heather joins two to the others.
"""

import networkx as nx
import pytest
from networks import by_ties

from ecograph.metrics.critical_organisations import critical_organisations


def test_heather_is_the_critical_one_of_the_kite() -> None:
    found = critical_organisations(by_ties(nx.krackhardt_kite_graph()), k=1).row(0, named=True)
    # by hand: without her 7 and 2 are left, 44 of 72 ordered pairs; before, all 90 of 90 were connected
    assert (found["id"], found["n"], found["method"]) == ("o007", 9, "exact")  # Heather
    assert found["fragmentation"] == pytest.approx(1 - 44 / 72, abs=1e-12)
    assert found["gain"] == found["fragmentation"]
    assert found["rows"] == [f"participations/o007|p{k}|partner|1" for k in (14, 15, 16)]


def test_gains_add_up() -> None:
    found = critical_organisations(by_ties(nx.karate_club_graph()))
    assert found["method"].to_list() == ["greedy"] * 5
    assert found["rank"].to_list() == [1, 2, 3, 4, 5]
    # the club is connected at first, and its instructor, number 0, alone joins the five of his own group
    assert found["id"][0] == "o000"
    assert found["gain"].cum_sum().to_list() == pytest.approx(found["fragmentation"].to_list(), abs=1e-12)
    assert found["fragmentation"].is_sorted()


def test_nothing_is_said_of_fewer_than_two_that_remain() -> None:
    found = critical_organisations(by_ties(nx.path_graph(3)))
    assert found.select("rank", "id", "fragmentation", "gain", "n", "reason").rows() == [
        (1, "o001", 1.0, 1.0, 2, None),
        (2, "o000", None, None, 1, "fewer than two organisations remain"),
        (3, "o002", None, None, 0, "fewer than two organisations remain"),
    ]


def test_no_organisation_gives_no_row() -> None:
    assert critical_organisations(by_ties(nx.empty_graph(0))).is_empty()
