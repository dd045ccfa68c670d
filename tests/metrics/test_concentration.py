"""Concentration and Lorenz curve of the funding, from tables to tables.

Published values: the examples of the US Merger Guidelines, as payers. The second implementation of the measures and
their bounds is in ``tests/algorithms/test_inequality.py``.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.concentration import NO_AMOUNT, NOTHING, OPEN, concentration
from ecograph.metrics.lorenz import lorenz
from ecograph.network import Network

Row = dict[str, Any]
EURO = {"qualifier": "exact", "currency": "EUR", "kind": "grant", "level": "grant"}


def network_of(flows: list[Row], **more: list[Row]) -> Network:
    tables: dict[str, list[Row]] = {
        "organisations": [
            {"org_id": org, "name": org, "kind": "fund", "region": region}
            for org, region in (("a", "DK01"), ("b", "DK02"), ("c", "DK01"), ("d", None))
        ]
        + [{"org_id": "us", "name": "us", "kind": "other", "extent": "collective"}],
        "projects": [{"project_id": p, "title": p, "kind": "project"} for p in "pq"],
        "frameworks": [{"framework_id": "f", "kind": "topics"}],
        "themes": [{"theme_id": theme, "framework_id": "f"} for theme in ("s", "t")],
        "flows": [{**EURO, "flow_id": f"f{i}", **flow} for i, flow in enumerate(flows)],
        **more,
    }
    return Network.of(Ecosystem.of("", **tables))


def row(network: Network, by: str, level: str = "grant") -> Row:
    return concentration(network).filter(by=by, level=level).row(0, named=True)


def curve(network: Network, by: str) -> list[tuple[Any, ...]]:
    found = lorenz(network).filter(by=by)
    return found.select("party", "share_of_parties", "share_of_money_low", "share_of_money_high", "reason").rows()


def joined(*pairs: str, role: str = "partner") -> list[Row]:
    return [{"org_id": pair[0], "project_id": pair[1], "role": role} for pair in pairs]


def test_four_payers_are_as_published() -> None:
    found = row(
        network_of([{"payers": [org], "amount": x} for org, x in (("a", 40), ("b", 30), ("c", 20), ("d", 10))]),
        "payer",
    )
    assert (found["hhi_low"], found["hhi_high"]) == (pytest.approx(3000), pytest.approx(3000))
    assert found["equivalent_low"] == found["equivalent_high"] == pytest.approx(3.3333, abs=1e-4)
    assert found["gini_low"] == pytest.approx(0.25)
    assert (found["top"], found["top_share_low"], found["n"], found["reason"]) == ("a", pytest.approx(0.4), 4, None)
    assert found["rows"] == ["flows/f0", "flows/f1", "flows/f2", "flows/f3"]


def test_a_joint_amount_is_anything_from_nothing_to_the_whole_for_each() -> None:
    network = network_of([{"payers": ["a"], "amount": 100}, {"payers": ["b", "c"], "amount": 100}])
    found = row(network, "payer")
    # by hand: at best a third each; at worst a alone, and both others have nothing
    assert (found["hhi_low"], found["hhi_high"]) == (pytest.approx(10000 / 3), pytest.approx(10000))
    assert (found["equivalent_low"], found["equivalent_high"]) == (pytest.approx(1), pytest.approx(3))
    assert (found["top_share_low"], found["top_share_high"]) == (pytest.approx(1 / 3), pytest.approx(1))
    assert curve(network, "payer")[-1] == ("a", 1.0, 1.0, 1.0, None)


def test_vague_amounts_widen_the_interval_as_much_as_is_said() -> None:
    flows = [{"payers": ["a"], "amount": 100, "qualifier": "about"}, {"payers": ["b"], "amount": 100}]
    narrow, wide = (concentration(network_of(flows), vagueness=x).filter(by="payer") for x in (0.1, 0.5))
    # by hand: b is the largest when a has least
    assert narrow["top_share_high"].item() == pytest.approx(100 / 190)
    assert wide["top_share_high"].item() == pytest.approx(100 / 150)
    assert narrow["hhi_low"].item() == wide["hhi_low"].item() == pytest.approx(5000)
    assert lorenz(network_of(flows), vagueness=0.5).filter(by="payer", party="a")["high_eur"].item() == 150


def test_money_to_a_project_reaches_those_partners_that_may_be_paid() -> None:
    network = network_of(
        [{"recipients": ["p"], "amount": 60}, {"recipients": ["q"], "amount": 40}],
        participations=[*joined("ap", "bp", "bq"), *joined("cp", role="financier")],
    )
    found = lorenz(network).filter(by="recipient").select("party", "low_eur", "high_eur").rows()
    # by hand: of 60 each of a and b may have all or nothing; the 40 are b's alone; c is not paid
    assert found == [("a", 0.0, 60.0), ("b", 40.0, 100.0)]


def test_a_recipient_outside_the_network_makes_the_rest_uncertain() -> None:
    network = network_of([{"recipients": ["a", "us"], "amount": 60}, {"recipients": ["us"], "amount": 10}])
    found = row(network, "recipient")
    assert (found["n"], found["n_flows"], found["n_unknown"]) == (1, 2, 1)
    assert lorenz(network).filter(by="recipient").select("low_eur", "high_eur").rows() == [(0.0, 60.0)]


def test_money_within_one_region_is_certain_although_it_is_joint() -> None:
    network = network_of(
        [
            {"recipients": ["a", "c"], "amount": 60},
            {"recipients": ["b", "c"], "amount": 40},
            {"recipients": ["d"], "amount": 5},
        ]
    )
    found = lorenz(network).filter(by="region").select("party", "low_eur", "high_eur").rows()
    assert found == [("DK02", 0.0, 40.0), ("DK01", 60.0, 100.0)]
    assert row(network, "region")["n_unknown"] == 1  # d has no region


def test_money_goes_to_the_themes_of_the_project_or_organisation_that_is_named() -> None:
    network = network_of(
        [{"recipients": ["p"], "amount": 60}, {"recipients": ["a"], "amount": 40}, {"recipients": ["b"], "amount": 5}],
        tags=[{"subject": x, "theme_id": t, "basis": "stated"} for x, t in (("p", "s"), ("p", "t"), ("a", "t"))],
        participations=joined("ap"),
    )
    found = lorenz(network).filter(by="theme").select("party", "low_eur", "high_eur").rows()
    assert found == [("s", 0.0, 60.0), ("t", 40.0, 100.0)]
    assert row(network, "theme")["n_unknown"] == 1


def test_a_flow_that_cannot_be_converted_is_counted_as_unknown() -> None:
    krone = {"currency": "DKK", "payers": ["a"], "amount": 75.0}
    network = network_of(
        [
            {**krone, "from": "2020"},
            krone,  # without a year
            {**krone, "from": "2020", "to": "2021", "basis": "yearly"},  # without a rate for 2021
            {**EURO, "payers": ["b"], "amount": 10.0, "from": "2020", "to": "2021", "basis": "yearly"},
            {"payers": ["c"], "amount": None, "qualifier": None, "currency": None},
        ],
        rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}],
    )
    found = row(network, "payer")
    assert (found["n"], found["n_flows"], found["n_unknown"]) == (2, 5, 3)
    assert found["hhi_low"] == pytest.approx(10000 * (1 / 9 + 4 / 9))  # by hand: 10 euro of a, twice 10 of b
    assert curve(network, "payer")[-1] == ("c", None, None, None, NO_AMOUNT)


def test_levels_stand_apart_and_restatements_are_left_out() -> None:
    network = network_of(
        [
            {"payers": ["a"], "amount": 60},
            {"payers": ["b"], "amount": 60, "level": "budget"},
            {"payers": ["b"], "amount": 60, "restates": "f0"},
            {"payers": ["b"], "amount": 60, "kind": "procurement"},
        ]
    )
    found = concentration(network).filter(by="payer").select("level", "top", "n", "n_flows").rows()
    assert found == [("budget", "b", 1, 1), ("grant", "a", 1, 1)]


def test_an_undefined_value_says_why() -> None:
    nothing = row(network_of([{"payers": ["a"], "amount": 0.0}]), "payer")
    assert (nothing["hhi_low"], nothing["n"], nothing["reason"]) == (None, 1, NOTHING)
    unknown = row(network_of([{"recipients": ["a"], "amount": 5.0}]), "payer")
    assert (unknown["hhi_low"], unknown["n"], unknown["n_unknown"], unknown["reason"]) == (None, 0, 1, NO_AMOUNT)
    network = network_of([{"payers": ["a"], "amount": 5.0, "qualifier": "at_least"}, {"payers": ["b"], "amount": 9.0}])
    opened = row(network, "payer")
    assert (opened["hhi_low"], opened["hhi_high"], opened["reason"]) == (pytest.approx(5000), None, OPEN)
    assert (opened["equivalent_low"], opened["equivalent_high"]) == (None, pytest.approx(2))
    assert curve(network, "payer") == [("b", 0.5, None, 0.5, OPEN), ("a", 1.0, 1.0, 1.0, None)]
    assert curve(network_of([{"payers": ["a"], "amount": 0.0}]), "payer") == [("a", 1.0, None, None, NOTHING)]


def test_without_flows_there_is_nothing_to_show() -> None:
    network = network_of([])
    full = network_of([{"payers": ["a"], "recipients": ["b"], "amount": 5}])
    for measure in (concentration, lorenz):
        assert measure(network).is_empty()
        assert measure(network).schema == measure(full).schema


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 9)), min_size=1, max_size=8))
@settings(max_examples=12, deadline=None)
def test_the_table_is_what_sums_in_a_dictionary_give(paid: list[tuple[str, int]]) -> None:
    network = network_of([{"payers": [org], "amount": float(x)} for org, x in paid])
    sums = dict.fromkeys((org for org, _ in paid), 0)
    for org, x in paid:
        sums[org] += x
    total = sum(sums.values())
    found = row(network, "payer")
    assert found["hhi_high"] == pytest.approx(sum((100 * x / total) ** 2 for x in sums.values()), abs=1e-9)
    expected, running = [], 0
    for org in sorted(sums, key=lambda org: (sums[org], org)):
        running += sums[org]
        expected.append((org, pytest.approx(running / total, abs=1e-9)))
    assert [(party, low) for party, _, low, _, _ in curve(network, "payer")] == expected
    assert [(party, high) for party, _, _, high, _ in curve(network, "payer")] == expected
