"""The market of the funding of clusters, its HHI and what a merger adds, against the catalogue and random truths."""

import math

import numpy as np
import polars as pl
import pytest
from ecosystems import Tables, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import Ecosystem
from ecograph.algorithms.inequality import hhi
from ecograph.analyses.merge import merge
from ecograph.analyses.merge.funding import delta_bounds, funding, hhi_of, market, of_market
from ecograph.analyses.merge.merger import merger
from ecograph.network import Network

Row = dict[str, object]

GRANT: Row = {"qualifier": "exact", "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}


def clusters(names: str, *flows: Row, **rows: list[Row]) -> Network:
    """Return clusters of one letter and the flows to them."""
    return Network.of(
        Ecosystem.of(
            "",
            organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in names],
            flows=[GRANT | {"flow_id": f"f{i}"} | flow for i, flow in enumerate(flows)],
            **rows,
        )
    )


def to(cluster: str, amount: float | None, **more: object) -> Row:
    stated = {} if amount is not None else {"qualifier": None, "currency": None}
    return {"recipients": cluster.split("+"), "amount": amount, **stated, **more}


def test_the_worked_example_of_the_catalogue() -> None:
    """O09: of 30, 30, 20 and 20 the two of 20 merge: HHI 2600 before, delta 2 * 20 * 20 = 800."""
    network = clusters("abcd", to("a", 30.0), to("b", 30.0), to("c", 20.0), to("d", 20.0))
    answer = merge(network, ["c", "d"], name="N", alone=True)
    row = answer["hhi"].row(0, named=True)
    assert [row[name] for name in ("before_low", "before_high")] == pytest.approx([2600, 2600])
    assert [row[name] for name in ("after_low", "after_high")] == pytest.approx([3400, 3400])
    assert [row[name] for name in ("delta_low", "delta_high")] == pytest.approx([800, 800])
    assert (row["n_clusters"], row["n_merging"], row["reason"]) == (4, 2, None)
    assert row["rows"] == [f"flows/f{i}" for i in range(4)]
    axes = answer["axes"].filter(pl.col("axis").str.starts_with("hhi"))
    assert axes["difference"].to_list() == pytest.approx([800, 800])
    assert any("(HHI) by 800 points out of 10,000" in words.en for words in answer.said)


def test_vague_amounts_give_bounds_and_no_single_difference() -> None:
    network = clusters("abc", to("a", 30.0, qualifier="about"), to("b", 30.0), to("c", 20.0))
    answer = merge(network, ["a", "b"], name="N", alone=True)
    axes = answer["axes"].filter(pl.col("axis") == "hhi_low").row(0, named=True)
    assert axes["difference"] is None
    assert axes["reason"].startswith("the amounts are vague or joint")
    row = answer["hhi"].row(0, named=True)
    # by hand: a has 27 to 33 of 77 to 83; the rise is least with 27, 2 * 27 * 30 / 77^2, and greatest with 33
    assert row["delta_low"] <= 10000 * 2 * 27 * 30 / 77**2 < 10000 * 2 * 33 * 30 / 83**2 <= row["delta_high"]


def test_money_to_a_project_of_both_is_anyones_before_and_theirs_after() -> None:
    network = clusters(
        "abc",
        to("p", 50.0),
        to("c", 50.0),
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "ab"],
    )
    table = market(network, [])
    assert table.select("cluster", "low", "high").rows() == [("a", 0, 50), ("b", 0, 50), ("c", 50, 50)]
    row = hhi_of(merger(network, ["a", "b"], name="N")).row(0, named=True)
    # shared evenly: 25, 25 and 50 of 100, 3750; after it is 50 and 50, whoever had it before
    assert row["before_low"] <= 3750 <= row["before_high"]
    assert (row["after_low"], row["after_high"]) == (5000, 5000)
    assert row["delta_low"] <= 1250 <= row["delta_high"] <= 5000 - row["before_low"]


def test_shares_of_the_market_have_bounds_too() -> None:
    """By hand: a has 10 to 20, b 10: a has 10/20 to 20/30, b 10/30 to 10/20."""
    network = clusters("ab", to("a", 10.0), to("a+b", 10.0), to("b", 10.0, **{"from": "2021"}))
    table = market(network, [])
    assert table.select("low", "high").rows() == [(10, 20), (10, 20)]
    assert table["share_low"].to_list() == pytest.approx([1 / 3, 1 / 3])
    assert table["share_high"].to_list() == pytest.approx([2 / 3, 2 / 3])


def test_a_payment_that_is_part_of_a_grant_is_not_counted_beside_it() -> None:
    network = clusters(
        "ab",
        to("a", 30.0, flow_id="g"),
        to("a", 10.0, level="paid", part_of="g"),
        to("b", 20.0, level="paid"),
        to("b", 99.0, level="budget"),
    )
    assert market(network, [])["low"].to_list() == [30, 20]


def test_what_is_not_known_is_null_with_its_reason() -> None:
    network = clusters("abcd", to("a", None), to("b", 10.0), to("d", 5.0), to("d", None))
    table = market(network, [])
    assert table.select("cluster", "low", "n_flows", "n_unknown", "reason").rows() == [
        ("a", None, 1, 1, "no amount in euro is known"),
        ("b", 10.0, 1, 0, None),
        ("c", None, 0, 0, "no grant or payment to it is in the data"),
        ("d", 5.0, 2, 1, None),
    ]
    row = hhi_of(merger(network, ["a", "b"], name="N")).row(0, named=True)
    assert row["before_low"] == pytest.approx(10000 * (10**2 + 5**2) / 15**2)
    assert (row["after_low"], row["delta_high"]) == (None, None)
    assert row["reason"] == "an amount is known for fewer than two of the merging bodies"
    said = merge(network, ["a", "b"], name="N", alone=True).said
    assert any("known for 1 of the 2. No amount is known for 1 grant or payment" in words.en for words in said)


def test_an_amount_without_an_upper_bound_leaves_the_upper_bounds_open() -> None:
    network = clusters("abc", to("a", 30.0, qualifier="at_least"), to("b", 30.0), to("c", 40.0))
    table = market(network, [])
    assert table["high"].to_list() == [math.inf, 30, 40]
    assert table["share_low"].to_list() == pytest.approx([30 / 100, 0, 0])
    assert table["share_high"].to_list() == pytest.approx([1, 30 / 100, 40 / 100])
    row = hhi_of(merger(network, ["a", "b"], name="N")).row(0, named=True)
    assert (row["before_high"], row["after_high"]) == (None, None)
    assert row["reason"] == "an amount has no upper bound"
    axes = merge(network, ["a", "b"], name="N", alone=True)["axes"]
    open_ = axes.filter(pl.col("axis").str.starts_with("hhi")).select("difference", "reason").rows()
    assert open_ == [
        (None, "the amounts are vague or joint: the bounds of the difference are in the table hhi"),
        (None, "an amount has no upper bound"),
    ]
    # whatever a has from 30 on: 30, 30, 40 give 1800; 70, 30, 40 give 2142.9; more gives less in the end
    assert row["delta_low"] <= 1800
    assert row["delta_high"] >= 10000 * 2 * 70 * 30 / 140**2


def test_only_zeros_are_no_market() -> None:
    network = clusters("ab", to("a", 0.0), to("b", 0.0))
    assert set(market(network, [])["reason"]) == {"all amounts are zero"}
    row = hhi_of(merger(network, ["a", "b"], name="N")).row(0, named=True)
    assert (row["before_low"], row["reason"]) == (None, "all amounts are zero")


def test_bodies_that_are_no_clusters_are_in_the_market_when_they_merge() -> None:
    network = clusters("ab", to("x", 5.0), to("y", 5.0))
    eco = network.ecosystem
    others = [{"org_id": org, "name": org, "kind": "company"} for org in "xy"]
    both = Network.of(
        Ecosystem.of(
            organisations=[*eco.organisations.to_dicts(), *others],
            flows=[GRANT | {"flow_id": org, "recipients": [org], "amount": 5.0} for org in "xy"],
        )
    )
    assert market(both, ["x"])["cluster"].to_list() == ["a", "b", "x"]
    assert funding(merger(both, ["a", "x"], name="N")).table.select("cluster", "is_merging").rows() == [
        ("a", True),
        ("x", True),
        ("b", False),
    ]


@st.composite
def boxes(draw: st.DrawFn) -> tuple[list[float], list[float], list[float], int]:
    """Draw amounts, bounds around them and how many of them merge."""
    n = draw(st.integers(2, 6))
    amount = st.floats(0.5, 100)
    least, more = (draw(st.lists(amount, min_size=n, max_size=n)) for _ in range(2))
    wide = draw(st.lists(st.booleans(), min_size=n, max_size=n))
    high = [low + add if is_wide else low for low, add, is_wide in zip(least, more, wide, strict=True)]
    share = draw(st.lists(st.floats(0, 1), min_size=n, max_size=n))
    truth = [low + (top - low) * part for low, top, part in zip(least, high, share, strict=True)]
    return least, high, truth, draw(st.integers(2, n))


@given(boxes())
@settings(max_examples=50, deadline=None)
def test_the_bounds_hold_the_rise_of_the_hhi_whatever_the_amounts_were(
    box: tuple[list[float], list[float], list[float], int],
) -> None:
    low, high, truth, n = box
    rise = hhi([sum(truth[:n]), *truth[n:]]) - hhi(truth)
    found = delta_bounds(np.array(low), np.array(high), range(n))
    assert found.low - 1e-6 <= rise <= found.high + 1e-6
    if low == high:
        assert found.low == pytest.approx(found.high)


@pytest.mark.slow
@given(tables())
@settings(max_examples=25, deadline=None)
def test_the_network_of_the_market_gives_the_market_of_every_merger(rows: Tables) -> None:
    network = Network.of(Ecosystem.of("", **rows))
    bodies = network.organisations[:3]
    if len(bodies) < 2:
        return
    alone = of_market(network, bodies)
    for some in (bodies, bodies[:2], bodies[1:]):
        if len(some) > 1:
            one, other = (hhi_of(merger(each, some, name="the merged")) for each in (network, alone))
            assert one.equals(other)


def test_a_part_and_a_restatement_are_in_the_network_of_the_market() -> None:
    whole = to("a", 10.0, flow_id="whole")
    part = to("a", 4.0, flow_id="part", part_of="whole", level="paid")
    again = to("x", 10.0, flow_id="again", restates="whole")
    other = to("x", 1.0, flow_id="other")
    network = clusters("a", whole, part, again, other)
    x = {"org_id": "x", "name": "x", "kind": "company"}
    network = Network.of(
        Ecosystem.of(
            organisations=[x, *network.ecosystem.organisations.to_dicts()], flows=network.ecosystem.flows.to_dicts()
        )
    )
    assert of_market(network, ["a"]).ecosystem.flows["flow_id"].to_list() == ["again", "part", "whole"]
