"""Who pays how much in which year.

Expected sums are computed by hand at round rates (7.5 DKK and 10 NOK for a euro), and by a slow second implementation
in plain Python that follows the definition flow by flow.
"""

import math
from collections import defaultdict
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.amounts import KINDS
from ecograph.metrics.funding import counted, funding
from ecograph.network import Network
from ecograph.schema.vocabulary import FLOW_KIND, LEVEL, QUALIFIER

Row = dict[str, Any]

RATES: list[Row] = [
    {"year": year, "currency": currency, "rate_per_eur": rate}
    for year in (2019, 2020, 2021)
    for currency, rate in (("DKK", 7.5), ("NOK", 10.0), ("EUR", 1.0))
]


def flow(flow_id: str = "f", **more: object) -> Row:
    """Return an exact grant of 750 DKK from a in 2020, but for what is said otherwise; None empties a column."""
    row: Row = {
        "flow_id": flow_id,
        "payers": ["a"],
        "recipients": ["b"],
        "amount": 750.0,
        "qualifier": "exact",
        "currency": "DKK",
        "from": "2020",
        "basis": "total",
        "kind": "grant",
        "level": "grant",
    }
    return row | {name.rstrip("_"): value for name, value in more.items()}


def ecosystem_of(flows: list[Row], rates: list[Row] | None = None) -> Ecosystem:
    return Ecosystem.of(
        organisations=[{"org_id": org, "name": f"the {org}", "kind": "fund"} for org in "abc"],
        projects=[{"project_id": "p", "title": "the p", "kind": "programme"}],
        flows=flows,
        rates=RATES if rates is None else rates,
    )


def table_of(*flows: Row, vagueness: float = 0.1) -> pl.DataFrame:
    return funding(Network.of(ecosystem_of(list(flows))), vagueness=vagueness)


def only(*flows: Row, vagueness: float = 0.1) -> Row:
    """Return the one row that these flows give."""
    table = table_of(*flows, vagueness=vagueness)
    assert table.height == 1
    return table.row(0, named=True)


def bounds(row: Row) -> dict[str, tuple[float | None, float | None]]:
    return {currency: (row[f"low_{currency}"], row[f"high_{currency}"]) for currency in ("dkk", "nok", "eur")}


def dkk(table: pl.DataFrame) -> list[tuple[object, ...]]:
    return table.select("payer", "year", "low_dkk", "high_dkk").rows()


# -- one flow


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        ("exact", 750, 750),
        ("about", 675, 825),
        ("nearly", 675, 750),
        ("at_most", 0, 750),
        ("more_than", 750, 825),
        ("at_least", 750, math.inf),
    ],
)
def test_a_vague_amount_is_an_interval_in_three_currencies(qualifier: str, low: float, high: float) -> None:
    row = only(flow(qualifier=qualifier))
    # by hand: 7.5 DKK are 10 NOK and 1 EUR
    expected = {"dkk": (low, high), "nok": (low / 7.5 * 10, high / 7.5 * 10), "eur": (low / 7.5, high / 7.5)}
    for currency, found in bounds(row).items():
        assert found == pytest.approx(expected[currency]), currency
    assert (row["payer"], row["name"], row["year"], row["level"]) == ("a", "the a", 2020, "grant")
    assert (row["n_flows"], row["n_unknown"], row["is_joint"], row["has_totals"]) == (1, 0, False, False)
    assert (row["reason"], row["rows"]) == (None, ["flows/f"])


def test_vagueness_is_the_users_choice() -> None:
    row = only(flow(qualifier="about"), vagueness=0.5)
    assert bounds(row)["dkk"] == pytest.approx((375, 1125))  # by hand


@pytest.mark.parametrize(
    ("currency", "expected"),
    [
        ("DKK", {"dkk": 30, "nok": 40, "eur": 4}),
        ("NOK", {"dkk": 22.5, "nok": 30, "eur": 3}),
        ("EUR", {"dkk": 225, "nok": 300, "eur": 30}),
    ],
)
def test_thirty_of_each_currency(currency: str, expected: dict[str, float]) -> None:
    found = bounds(only(flow(amount=30.0, currency=currency)))
    for target, value in expected.items():
        assert found[target] == pytest.approx((value, value)), target  # by hand


def test_euro_need_no_rate_of_their_own() -> None:
    without = [rate for rate in RATES if rate["currency"] != "EUR"]
    table = funding(Network.of(ecosystem_of([flow()], without)))
    assert bounds(table.row(0, named=True))["eur"] == pytest.approx((100, 100))
    assert table["reason"].to_list() == [None]


def test_a_flow_without_an_amount_is_counted_and_has_no_sum() -> None:
    row = only(flow(amount=None, qualifier=None, currency=None))
    assert (row["n_flows"], row["n_unknown"], row["reason"]) == (1, 1, "no amount is stated")
    assert set(bounds(row).values()) == {(None, None)}


def test_without_a_year_only_the_own_currency_is_known() -> None:
    row = only(flow(from_=None))
    assert row["year"] is None
    assert bounds(row) == {"dkk": (750, 750), "nok": (None, None), "eur": (None, None)}
    assert row["reason"] == "without a year there is no rate to convert by"


def test_without_a_rate_only_the_own_currency_is_known() -> None:
    row = only(flow(from_="1999"))
    assert bounds(row) == {"dkk": (750, 750), "nok": (None, None), "eur": (None, None)}
    assert row["reason"] == "no rate is known for the year"


def test_a_currency_without_a_rate_has_no_value_in_any_other() -> None:
    row = only(flow(currency="SEK"))
    assert set(bounds(row).values()) == {(None, None)}
    assert (row["reason"], row["n_unknown"]) == ("no rate is known for the year", 0)


@pytest.mark.parametrize("payers", [None, []])
def test_an_unknown_payer_is_a_row_without_a_name(payers: list[str] | None) -> None:
    row = only(flow(payers=payers))
    assert (row["payer"], row["name"], row["is_joint"], row["n_flows"]) == (None, None, False, 1)
    assert bounds(row)["dkk"] == (750, 750)


def test_a_programme_can_pay() -> None:
    assert only(flow(payers=["p"]))["name"] == "the p"


@pytest.mark.parametrize("kind", FLOW_KIND)
def test_procurement_and_savings_are_no_funding(kind: str) -> None:
    assert table_of(flow(kind=kind)).height == (kind not in {"procurement", "saving"})


def test_no_flow_gives_an_empty_table() -> None:
    assert table_of().is_empty()
    assert table_of().columns == table_of(flow()).columns


# -- several payers


def test_a_joint_amount_is_from_nothing_to_all_of_it_for_each_payer() -> None:
    found = table_of(flow(payers=["a", "b"], qualifier="more_than"))
    assert dkk(found) == [("a", 2020, 0, pytest.approx(825)), ("b", 2020, 0, pytest.approx(825))]
    assert found["is_joint"].to_list() == [True, True]


def test_a_joint_amount_stands_apart_from_the_payers_own() -> None:
    found = table_of(flow("own"), flow("joint", payers=["b", "a"]))
    assert found.select("payer", "is_joint", "low_dkk", "high_dkk").rows() == [
        ("a", False, 750, 750),
        ("a", True, 0, 750),
        ("b", True, 0, 750),
    ]


def test_a_joint_amount_that_is_not_known_stays_unknown() -> None:
    found = table_of(flow(payers=["a", "b"], amount=None, qualifier=None, currency=None))
    assert dkk(found) == [("a", 2020, None, None), ("b", 2020, None, None)]


# -- several years


@pytest.mark.parametrize("basis", ["total", None])
def test_a_total_over_several_years_stands_in_its_first_year_marked(basis: str | None) -> None:
    row = only(flow(from_="2019-11", to="2021", basis=basis))
    assert (row["year"], row["has_totals"], bounds(row)["dkk"]) == (2019, True, (750, 750))


def test_a_total_within_one_year_is_not_marked() -> None:
    assert only(flow(from_="2020-01", to="2020-12"))["has_totals"] is False


def test_a_yearly_amount_stands_in_each_year_of_its_period() -> None:
    found = table_of(flow(from_="2019", to="2021", basis="yearly"))
    assert dkk(found) == [("a", year, 750, 750) for year in (2019, 2020, 2021)]
    assert not found["has_totals"].any()


def test_a_period_across_the_turn_of_the_year_has_as_many_years_as_it_is_long() -> None:
    two = table_of(flow(from_="2019-06", to="2021-05-31", basis="yearly"))  # by hand: two years to the day
    assert dkk(two) == [("a", year, 750, 750) for year in (2019, 2020)]
    five = table_of(flow(from_="2019-11", to="2024", basis="yearly"))  # by hand: five years and two months
    assert [row[1] for row in dkk(five)] == [2019, 2020, 2021, 2022, 2023]


def test_a_yearly_amount_without_an_end_stands_in_its_first_year() -> None:
    assert dkk(table_of(flow(from_="2019", basis="yearly"))) == [("a", 2019, 750, 750)]


def test_a_yearly_amount_without_a_beginning_has_no_year() -> None:
    assert dkk(table_of(flow(from_=None, to="2021", basis="yearly"))) == [("a", None, 750, 750)]


def test_flows_of_a_year_are_added_and_those_of_another_are_not() -> None:
    found = table_of(flow("f"), flow("g", amount=250.0, qualifier="at_most"), flow("h", from_="2021", amount=1.0))
    assert dkk(found) == [("a", 2020, 750, 1000), ("a", 2021, 1, 1)]
    assert found["rows"].to_list() == [["flows/f", "flows/g"], ["flows/h"]]


def test_levels_are_never_added() -> None:
    found = table_of(*(flow(level, level=level) for level in LEVEL))
    assert found["level"].to_list() == sorted(LEVEL)
    assert found["n_flows"].to_list() == [1] * len(LEVEL)


def test_an_unknown_amount_beside_a_known_one_is_counted_apart() -> None:
    row = only(flow("f"), flow("g", amount=None, qualifier=None, currency=None))
    assert (row["n_flows"], row["n_unknown"], bounds(row)["dkk"]) == (2, 1, (750, 750))


def test_one_amount_that_cannot_be_converted_leaves_the_sum_unknown() -> None:
    row = only(flow("f"), flow("g", currency="SEK"))
    assert set(bounds(row).values()) == {(None, None)}
    assert row["reason"] == "no rate is known for the year"


# -- in prices of one year


def priced(*flows: Row, prices_of: int | None) -> pl.DataFrame:
    """Return the table in prices of a year; the index of Norway is known for 2020 alone, and none for EUR."""
    eco = Ecosystem.of(
        organisations=[{"org_id": "a", "name": "the a", "kind": "fund"}],
        flows=list(flows),
        rates=RATES,
        prices=[
            {"year": year, "country": country, "price_index": index}
            for year, country, index in ((2019, "DK", 80), (2020, "DK", 100), (2021, "DK", 125), (2020, "NO", 100))
        ],
    )
    return funding(Network.of(eco), prices_of=prices_of)


def test_amounts_are_said_in_prices_of_the_year_that_is_asked_for() -> None:
    flows = [flow(str(year), from_=str(year), recipients=None, qualifier="about") for year in (2019, 2020, 2021)]
    found = priced(*flows, prices_of=2020)
    # by hand: 675 to 825 kroner, times 100 / 80, 1 and 100 / 125
    assert dkk(found) == [
        ("a", 2019, pytest.approx(843.75), pytest.approx(1031.25)),
        ("a", 2020, pytest.approx(675), pytest.approx(825)),
        ("a", 2021, pytest.approx(540), pytest.approx(660)),
    ]


def test_without_an_index_a_sum_is_null_with_its_reason() -> None:
    rows = priced(
        flow("f", recipients=None), flow("g", recipients=None, from_="2021"), flow("h", recipients=None, from_=None),
        prices_of=2020,
    ).rows(named=True)  # fmt: skip
    expected = {
        2020: {"dkk": (750, 750), "nok": (1000, 1000), "eur": (None, None)},
        2021: {"dkk": (600, 600), "nok": (None, None), "eur": (None, None)},
        None: {"dkk": (None, None), "nok": (None, None), "eur": (None, None)},
    }
    assert {row["year"]: bounds(row) for row in rows} == expected
    assert [row["reason"] for row in rows] == [
        "no rate or no price index is known for the year",
        "no rate or no price index is known for the year",
        "without a year there is no rate to convert by",
    ]


def test_without_a_year_of_prices_amounts_stay_as_they_were_paid() -> None:
    assert dkk(priced(flow(recipients=None, from_="2019"), prices_of=None)) == [("a", 2019, 750, 750)]


# -- nothing twice


def ids(*flows: Row) -> list[str]:
    return counted(ecosystem_of(list(flows)).flows)["flow_id"].to_list()


def test_a_restatement_is_left_out() -> None:
    assert ids(flow("f"), flow("again", restates="f", currency="EUR", amount=100.0)) == ["f"]


def test_parts_stand_for_the_whole_where_they_add_up() -> None:
    parts = [flow("f1", part_of="f", amount=500.0), flow("f2", part_of="f", amount=250.0)]
    assert ids(flow("f"), *parts) == ["f1", "f2"]
    assert ids(flow("f"), *parts[:1]) == ["f"]


def test_a_whole_with_more_in_its_parts_than_in_itself_is_left_out() -> None:
    assert ids(flow("f"), flow("f1", part_of="f", amount=751.0)) == ["f1"]


@pytest.mark.parametrize(
    "part",
    [
        {"currency": "NOK"},
        {"amount": None, "qualifier": None, "currency": None},
        {"kind": "saving"},
        {"restates": "other"},
    ],
)
def test_parts_that_cannot_be_added_leave_the_whole(part: Row) -> None:
    others = [flow("f1", part_of="f", amount=750.0), flow("other")]
    assert ids(flow("f"), *others, flow("f2", part_of="f", **part)) in (["f", "other"], ["f1", "other"])
    assert ids(flow("f"), flow("other"), flow("f2", part_of="f", **part)) == ["f", "other"]


def test_one_part_in_another_currency_leaves_the_whole() -> None:
    assert ids(flow("f"), flow("f1", part_of="f"), flow("f2", part_of="f", currency="NOK")) == ["f"]


def test_yearly_parts_add_up_over_their_years() -> None:
    # by hand: 250 a year for three years are the 750 of the whole, for two years they are not
    whole = flow("f", from_="2019", to="2021")
    assert ids(whole, flow("f1", part_of="f", amount=250.0, basis="yearly", from_="2019", to="2021")) == ["f1"]
    assert ids(whole, flow("f1", part_of="f", amount=250.0, basis="yearly", from_="2019", to="2020")) == ["f"]


def test_a_total_part_of_a_yearly_whole_is_compared_with_all_its_years() -> None:
    whole = flow("f", basis="yearly", from_="2020", to="2021")  # by hand: 1500
    assert ids(whole, flow("f1", part_of="f", amount=1499.0)) == ["f"]
    assert ids(whole, flow("f1", part_of="f", amount=1500.0)) == ["f1"]


def test_parts_of_parts_are_not_added_to_the_whole() -> None:
    # by hand: the part of 100 is itself split, but does not make up the whole: only the whole counts
    parts = [flow("f1", part_of="f", amount=100.0), flow("f11", part_of="f1", amount=100.0)]
    assert ids(flow("f"), *parts) == ["f"]
    # where every level adds up, only the smallest parts count
    full = [flow("f1", part_of="f"), flow("f11", part_of="f1", amount=400.0), flow("f12", part_of="f1", amount=350.0)]
    assert ids(flow("f"), *full) == ["f11", "f12"]
    # where only the upper level does, its parts count
    assert ids(flow("f"), *full[:2]) == ["f1"]


def test_a_part_of_a_restatement_is_a_part_of_what_it_restates() -> None:
    again = flow("again", restates="f")
    assert ids(flow("f"), again, flow("f1", part_of="again", amount=100.0)) == ["f"]
    assert ids(flow("f"), again, flow("f1", part_of="again", amount=500.0), flow("f2", part_of="f", amount=250.0)) == [
        "f1",
        "f2",
    ]


def test_a_grant_out_of_a_budget_stands_beside_the_budget() -> None:
    # levels are never added, so nothing is counted twice, and each level is whole
    assert ids(flow("f", level="budget", kind="budget"), flow("f1", part_of="f", amount=100.0)) == ["f", "f1"]
    assert ids(flow("f", level="budget", kind="budget"), flow("f1", part_of="f")) == ["f", "f1"]


def test_a_whole_without_an_amount_does_not_hide_its_parts() -> None:
    whole = flow("f", amount=None, qualifier=None, currency=None)
    assert ids(whole, flow("f1", part_of="f", amount=100.0)) == ["f", "f1"]
    row = only(whole, flow("f1", part_of="f", amount=100.0))
    assert (row["n_flows"], row["n_unknown"], bounds(row)["dkk"]) == (2, 1, (100, 100))


def test_a_part_whose_whole_is_no_funding_counts() -> None:
    assert ids(flow("f", kind="procurement"), flow("f1", part_of="f")) == ["f1"]


# -- against a second implementation


def slow_counted(flows: list[Row]) -> list[Row]:
    """Return the flows that are counted, by walking down from every whole."""
    restated = {row["flow_id"]: row["restates"] for row in flows if row["restates"]}
    funded = [row for row in flows if row["kind"] in KINDS and not row["restates"]]
    by_id = {row["flow_id"]: row for row in funded}
    parts: dict[str, list[Row]] = defaultdict(list)
    tops = []
    for row in funded:
        whole = by_id.get(restated.get(row["part_of"], row["part_of"]))
        if whole and whole["amount"] is not None and whole["level"] == row["level"]:
            parts[whole["flow_id"]].append(row)
        else:
            tops.append(row)

    def standing(row: Row) -> list[Row]:
        own = parts[row["flow_id"]]
        is_split = (
            own
            and all(part["amount"] is not None and part["currency"] == row["currency"] for part in own)
            and sum(slow_total(part) for part in own) >= slow_total(row)
        )
        return [leaf for part in own for leaf in standing(part)] if is_split else [row]

    return [row for top in tops for row in standing(top)]


def slow_years(row: Row) -> list[int | None]:
    if not row["from"]:
        return [None]
    first = int(row["from"][:4])
    return list(range(first, first + (slow_length(row) if row["basis"] == "yearly" else 1)))


def slow_total(row: Row) -> float:
    return float(row["amount"] * (slow_length(row) if row["basis"] == "yearly" else 1))


def slow_length(row: Row) -> int:
    """Return the length of the period in whole years, at least one."""
    if not row["from"] or not row["to"]:
        return 1
    months = [int(text[5:7] or missing) for text, missing in ((row["from"], 1), (row["to"], 12))]
    n_months = (int(row["to"][:4]) - int(row["from"][:4])) * 12 + months[1] - months[0] + 1
    return max(1, round(n_months / 12))


def slow_interval(row: Row, vagueness: float) -> tuple[float, float]:
    x = row["amount"]
    match row["qualifier"]:
        case "about":
            low, high = x * (1 - vagueness), x * (1 + vagueness)
        case "nearly":
            low, high = x * (1 - vagueness), x
        case "at_most":
            low, high = 0, x
        case "more_than":
            low, high = x, x * (1 + vagueness)
        case "at_least":
            low, high = x, math.inf
        case _:
            low, high = x, x
    return (0 if len(row["payers"] or []) > 1 else low), high


def slow_factor(year: int | None, source: str, target: str) -> float | None:
    if source == target:
        return 1
    rate: dict[tuple[object, str], float] = {(row["year"], row["currency"]): row["rate_per_eur"] for row in RATES}
    if (year, source) in rate and (year, target) in rate:
        return rate[year, target] / rate[year, source]
    return None


def slow_funding(flows: list[Row], vagueness: float) -> dict[tuple[object, ...], Row]:
    groups: dict[tuple[object, ...], list[tuple[int | None, Row]]] = defaultdict(list)
    for row in slow_counted(flows):
        for year in slow_years(row):
            for payer in row["payers"] or [None]:
                groups[payer, year, row["level"], len(row["payers"] or []) > 1].append((year, row))
    result = {}
    for key, members in groups.items():
        known = [(year, row) for year, row in members if row["amount"] is not None]
        sums: Row = {}
        for currency in ("DKK", "NOK", "EUR"):
            factors = [slow_factor(year, row["currency"], currency) for year, row in known]
            intervals = [slow_interval(row, vagueness) for _, row in known]
            for place, bound in enumerate(("low", "high")):
                added = [
                    interval[place] * factor for interval, factor in zip(intervals, factors, strict=True) if factor
                ]
                is_defined = known and all(factor is not None for factor in factors)
                sums[f"{bound}_{currency.lower()}"] = math.fsum(added) if is_defined else None
        result[key] = sums | {"n_flows": len(members), "n_unknown": len(members) - len(known)}
    return result


@st.composite
def flow_lists(draw: st.DrawFn) -> list[Row]:
    """Draw up to nine flows, of which later ones may be parts or restatements of earlier ones."""
    rows: list[Row] = []
    for i in range(draw(st.integers(0, 9))):
        earlier = st.none() | st.sampled_from([row["flow_id"] for row in rows]) if rows else st.none()
        first = draw(st.sampled_from([None, "2019", "2020-05", "2021-12-31", "1999"]))
        last = draw(st.sampled_from([None, "2021-12-31", "2022"]))
        amount = draw(st.sampled_from([None, 0.0, 100.0, 250.0, 500.0, 750.0]))
        rows.append(
            flow(
                f"f{i}",
                payers=draw(st.none() | st.lists(st.sampled_from("abp"), unique=True, max_size=3)),
                amount=amount,
                qualifier=None if amount is None else draw(st.sampled_from(QUALIFIER)),
                currency=None if amount is None else draw(st.sampled_from(["DKK", "DKK", "NOK", "EUR", "SEK"])),
                from_=first,
                to=last,
                basis=draw(st.sampled_from([None, "total", "yearly"])),
                kind=draw(st.sampled_from(["grant", "grant", "fee", "procurement", "saving"])),
                level=draw(st.sampled_from(["grant", "grant", "budget"])),
                part_of=draw(earlier),
                restates=draw(st.none() | earlier) if draw(st.integers(0, 3)) == 0 else None,
            )
        )
    return rows


VALUES = [f"{bound}_{currency}" for currency in ("dkk", "nok", "eur") for bound in ("low", "high")]


@given(flow_lists(), st.sampled_from([0.0, 0.1, 0.5]))
@settings(max_examples=60, deadline=None)
def test_sums_agree_with_the_slow_way(flows: list[Row], vagueness: float) -> None:
    found = {
        (row["payer"], row["year"], row["level"], row["is_joint"]): row
        for row in table_of(*flows, vagueness=vagueness).to_dicts()
    }
    expected = slow_funding(flows, vagueness)
    assert set(found) == set(expected)
    for key, row in found.items():
        assert {name: row[name] for name in expected[key]} == pytest.approx(expected[key]), key
        missing = [name for name in VALUES if row[name] is None]
        assert bool(missing) == (row["reason"] is not None)


@given(flow_lists())
@settings(max_examples=40, deadline=None)
def test_the_lower_bound_is_never_above_the_upper(flows: list[Row]) -> None:
    table = table_of(*flows)
    for currency in ("dkk", "nok", "eur"):
        known = table.drop_nulls([f"low_{currency}", f"high_{currency}"])
        assert (known[f"low_{currency}"] <= known[f"high_{currency}"]).all()
        assert (known[f"low_{currency}"] >= 0).all()


@given(flow_lists())
@settings(max_examples=40, deadline=None)
def test_no_counted_flow_is_a_part_of_another_counted_one_of_its_level(flows: list[Row]) -> None:
    every = {row["flow_id"]: row for row in flows}
    kept = set(counted(ecosystem_of(flows).flows)["flow_id"])
    for flow_id in kept:
        part, whole = every[flow_id], every.get(every[flow_id]["part_of"])
        while whole and whole["amount"] is not None and whole["level"] == part["level"] and whole["kind"] in KINDS:
            assert whole["flow_id"] not in kept
            part, whole = whole, None if whole["restates"] else every.get(whole["part_of"])
