"""The table of core and periphery; fits are held against all cores in tests/algorithms."""

import networkx as nx
import pytest
from networks import by_ties

from ecograph.metrics.core_periphery import core_periphery


@pytest.mark.parametrize(("n", "method"), [(10, "exact"), (20, "best found")])
def test_the_ideal_pattern_fits_perfectly(n: int, method: str) -> None:
    # Borgatti & Everett 2000: a core of four, all of whose pairs are tied, and no tie between two others
    graph = nx.Graph((i, j) for i in range(4) for j in range(i + 1, n))
    row = core_periphery(by_ties(graph)).row(0, named=True)
    assert row["core"] == ["o000", "o001", "o002", "o003"]
    assert row["fit"] == pytest.approx(1.0, abs=1e-12)
    assert (row["core_size"], row["share_of_ties"], row["n"], row["method"]) == (4, 1.0, n, method)
    assert row["reason"] is None


@pytest.mark.parametrize("graph", [nx.empty_graph(3), nx.complete_graph(3), nx.empty_graph(1)])
def test_no_core_is_defined_where_all_or_no_pairs_share_a_project(graph: nx.Graph) -> None:
    row = core_periphery(by_ties(graph)).row(0, named=True)
    assert (row["fit"], row["core_size"], row["share_of_ties"], row["core"]) == (None, None, None, [])
    assert row["reason"] == "all pairs of organisations share a project, or none does"


def test_no_organisation_gives_no_row() -> None:
    assert core_periphery(by_ties(nx.empty_graph(0))).is_empty()
