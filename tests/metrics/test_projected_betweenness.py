"""Betweenness on the projection as a table. Its numbers are held against fractions in tests/algorithms.

Published values: the kite of Krackhardt 1990. Second implementation: networkx on the projection.
"""

from typing import TYPE_CHECKING

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import of_partners

from ecograph.metrics import projected_betweenness as module
from ecograph.metrics.projected_betweenness import projected_betweenness

if TYPE_CHECKING:
    from ecograph.network import Weighting


def values(table: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(table.select("id", column).iter_rows())


RING = {"p": "ab", "q": "bc", "r": "cd", "s": "de", "t": "ea", "u": "abd"}


def test_betweenness_on_the_kite_is_as_published() -> None:
    kite = nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate("abcdefghij")))
    found = projected_betweenness(of_partners({f"{i}{j}": i + j for i, j in kite.edges}))
    top = found.row(0, named=True)
    assert (top["id"], top["betweenness"]) == ("h", pytest.approx(14 / 36))  # Heather
    # each pair has one project of its own, so all ties are equally strong
    assert values(found, "weighted") == pytest.approx(values(found, "betweenness"))
    assert (top["error"], top["weighted_error"], top["pivots"], top["weighted_pivots"]) == (0, 0, 10, 10)


@given(
    st.lists(st.sets(st.sampled_from("abcdefgh"), max_size=4), max_size=7),
    st.sampled_from(["", "a", "yz"]),
)
@settings(max_examples=30, deadline=None)
def test_both_agree_with_networkx(teams: list[set[str]], alone: str) -> None:
    network = of_partners({f"p{i}": "".join(sorted(team)) for i, team in enumerate(teams)}, alone)
    weightings: dict[Weighting, int] = {"newman": 6, "count": 1}
    for weighting, whole in weightings.items():
        graph = nx.empty_graph(network.organisations)
        at = network.projection(weighting).tocoo()
        for i, j, strength in zip(*at.coords, at.data, strict=True):
            # strengths are sixths of whole numbers up to 42: the lcm of these makes whole distances for networkx
            length = 219060189739591200 // round(strength * whole)
            graph.add_edge(network.organisations[i], network.organisations[j], length=length)
        found = projected_betweenness(network, weighting=weighting)
        few = len(graph) < 3
        for column, length in (("betweenness", None), ("weighted", "length")):
            expected = nx.betweenness_centrality(graph, weight=length)
            assert values(found, column) == pytest.approx(
                {k: None if few else v for k, v in expected.items()}, abs=1e-9
            )


def test_the_weighting_decides_how_long_a_tie_is() -> None:
    # by hand: a and c share p with b, d and e; a, b share q, and b, c share r. Newman: a - b and b - c are 5/4 strong,
    # a - c 1/4: 4/5 + 4/5 < 4. Count: 2, 2 and 1, so 1/2 + 1/2 = 1, and b is on one of two paths
    network = of_partners({"p": "abcde", "q": "ab", "r": "bc"})
    newman = values(projected_betweenness(network), "weighted")
    count = values(projected_betweenness(network, weighting="count"), "weighted")
    assert newman["b"] == pytest.approx(1 / 6)
    assert count["b"] == pytest.approx(1 / 12)


def test_below_three_organisations_there_is_no_betweenness() -> None:
    reason = "there are fewer than three organisations"
    found = projected_betweenness(of_partners({"p": "ab"}))
    assert found.row(0) == ("a", "the a", None, None, None, None, 2, 2, 2, reason, ["participations/a|p|partner|1"])
    assert projected_betweenness(of_partners({}, "a"))["reason"].to_list() == [reason]


def test_fewer_pivots_give_an_error_and_the_seed_decides_which() -> None:
    found = projected_betweenness(of_partners(RING), pivots=2)
    assert set(found["pivots"]) == set(found["weighted_pivots"]) == {2}
    assert (found["error"] > 0).all()
    assert (found["weighted_error"] > 0).all()
    assert found.equals(projected_betweenness(of_partners(RING), pivots=2, seed=0))
    others = [projected_betweenness(of_partners(RING), pivots=2, seed=seed) for seed in range(1, 6)]
    for column in ("betweenness", "weighted"):
        assert any(values(other, column) != values(found, column) for other in others)
    assert all((other["betweenness"] <= 1).all() for other in others)


def test_a_large_network_is_sampled_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    many = of_partners({f"p{i}": chr(200 + i) + chr(201 + i) for i in range(150)})
    assert projected_betweenness(many)["pivots"].unique().to_list() == [151]
    monkeypatch.setattr(module, "WORK", 130 * 150)
    monkeypatch.setattr(module, "WEIGHTED_WORK", 110 * 150)
    found = projected_betweenness(many)
    assert found.select("pivots", "weighted_pivots").unique().rows() == [(130, 110)]


def test_no_organisation_gives_an_empty_table_with_the_same_columns() -> None:
    empty = projected_betweenness(of_partners({"p": ""}))
    assert empty.is_empty()
    assert empty.schema == projected_betweenness(of_partners(RING)).schema
