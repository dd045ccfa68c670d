"""The table of constraint. Its numbers are held against networkx in tests/algorithms/test_structural_holes.py.

Published values: Borgatti 1997 on Burt's graph of seven nodes, each tie a project of its own.
"""

import networkx as nx
import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.constraint import CONSTRAINT, constraint
from ecograph.network import Network

BORGATTI = ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")


def network_of(projects: dict[str, str], alone: str = "") -> Network:
    """Return the network of organisations with names of one letter, by the partners of each project."""
    return Network.of(
        Ecosystem.of(
            organisations=[
                {"org_id": org, "name": org, "kind": "company"} for org in sorted({*"".join(projects.values()), *alone})
            ],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
            participations=[
                {"org_id": org, "project_id": name, "role": "partner"}
                for name, partners in projects.items()
                for org in partners
            ],
        )
    )


def values(table: pl.DataFrame) -> dict[str, float | None]:
    return dict(table.select("id", "constraint").iter_rows())


def test_burts_graph_of_seven_organisations_is_as_published() -> None:
    found = constraint(network_of({pair: pair for pair in BORGATTI}))
    assert values(found)["G"] == pytest.approx(0.400, abs=5e-4)
    assert values(found)["A"] == pytest.approx(0.595, abs=5e-4)
    assert values(found)["C"] == pytest.approx(1)
    assert found.row(0, named=True)["id"] == "G"  # least constrained first
    assert dict(found.select("id", "n").iter_rows())["G"] == 6


def test_the_weighting_decides_how_strong_a_tie_is() -> None:
    # by hand for a: with b and c in p, and with d in q. Newman: 1/2, 1/2, 1 of 2; count: 1, 1, 1 of 3
    network = network_of({"p": "abc", "q": "ad"})
    newman = values(constraint(network))["a"]
    assert newman == pytest.approx(2 * (1 / 4 + 1 / 4 * 1 / 2) ** 2 + (1 / 2) ** 2)
    counted = values(constraint(network, weighting="count"))["a"]
    assert counted == pytest.approx(2 * (1 / 3 + 1 / 3 * 1 / 2) ** 2 + (1 / 3) ** 2)
    graph = nx.Graph([("a", "b"), ("a", "c"), ("b", "c"), ("a", "d")])
    assert counted == pytest.approx(nx.constraint(graph)["a"])


def test_an_organisation_without_partners_has_no_constraint() -> None:
    found = constraint(network_of({"p": "ab", "q": "c"}, alone="d")).filter(pl.col("constraint").is_null())
    assert found.select("id", "n", "reason", "rows").rows() == [
        ("c", 0, "it has no partner", ["participations/c|q|partner|1"]),
        ("d", 0, "it has no partner", []),
    ]


def test_the_entry_names_its_option() -> None:
    assert CONSTRAINT.options == ("weighting",)
