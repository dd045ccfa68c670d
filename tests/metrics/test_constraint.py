"""The table of constraint. Its numbers are held against networkx in tests/algorithms/test_structural_holes.py.

Published values: Borgatti 1997 on Burt's graph of seven nodes, each tie a project of its own.
"""

import networkx as nx
import polars as pl
import pytest
from networks import network_of, values

from ecograph.metrics.constraint import CONSTRAINT, constraint

BORGATTI = ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")


def test_burts_graph_of_seven_organisations_is_as_published() -> None:
    found = constraint(network_of("ABCDEFG", {pair: pair for pair in BORGATTI}))
    assert values(found, "constraint")["G"] == pytest.approx(0.400, abs=5e-4)
    assert values(found, "constraint")["A"] == pytest.approx(0.595, abs=5e-4)
    assert values(found, "constraint")["C"] == pytest.approx(1)
    assert found.row(0, named=True)["id"] == "G"  # least constrained first
    assert dict(found.select("id", "n").iter_rows())["G"] == 6


def test_the_weighting_decides_how_strong_a_tie_is() -> None:
    # by hand for a: with b and c in p, and with d in q. Newman: 1/2, 1/2, 1 of 2; count: 1, 1, 1 of 3
    network = network_of("abcd", {"p": "abc", "q": "ad"})
    newman = values(constraint(network), "constraint")["a"]
    assert newman == pytest.approx(2 * (1 / 4 + 1 / 4 * 1 / 2) ** 2 + (1 / 2) ** 2)
    counted = values(constraint(network, weighting="count"), "constraint")["a"]
    assert counted == pytest.approx(2 * (1 / 3 + 1 / 3 * 1 / 2) ** 2 + (1 / 3) ** 2)
    graph = nx.Graph([("a", "b"), ("a", "c"), ("b", "c"), ("a", "d")])
    assert counted == pytest.approx(nx.constraint(graph)["a"])


def test_an_organisation_without_partners_has_no_constraint() -> None:
    found = constraint(network_of("abcd", {"p": "ab", "q": "c"})).filter(pl.col("constraint").is_null())
    assert found.select("id", "n", "reason", "rows").rows() == [
        ("c", 0, "it has no partner", ["participations/c|q|partner|1"]),
        ("d", 0, "it has no partner", []),
    ]


def test_the_entry_names_its_option() -> None:
    assert CONSTRAINT.options == ("weighting",)
