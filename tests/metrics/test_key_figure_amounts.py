"""Key figures of money and of how the ecosystem is built, in the cases that the bundled data lack."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_figures import NO, interval, part, told

from ecograph.metrics.key_figures.public_share import Interval, bounds

# money


def grant(name: str, amount: float | None, **more: object) -> dict[str, object]:
    flow = {"flow_id": name, "kind": "grant", "level": "grant", "payers": ["a"], "from": "2020", **more}
    return flow | ({"amount": amount, "qualifier": "exact", "currency": "EUR"} | more if amount is not None else {})


RATES = [{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}, {"year": 2021, "currency": "DKK", "rate_per_eur": 7.0}]


def test_a_grant_that_two_pay_counts_once_in_the_whole_and_from_nothing_for_each() -> None:
    tables: dict[str, Any] = {"flows": [grant("f", 100.0, payers=["a", "b"]), grant("g", 10.0)]}
    assert interval("funding_eur", **tables) == (110, 110)
    assert part("funding_eur", "payer", "a", **tables)["low"] == 10
    assert part("funding_eur", "payer", "b", **tables)["high"] == 100
    assert part("funding_eur", "year", "2020", **tables)["n"] == 2


def test_levels_stand_beside_each_other_and_procurement_is_no_funding() -> None:
    flows = [grant("f", 100.0), grant("g", 5.0, level="call"), grant("h", 7.0, kind="procurement")]
    assert interval("funding_eur", flows=flows) == (100, 100)
    assert part("funding_eur", "level", "call", flows=flows)["high"] == 5
    alone = told("funding_eur", flows=flows[1:])
    assert (alone["low"], alone["reason"], alone["coverage"]) == (None, "no grant is known", None)


def test_a_flow_of_which_one_year_cannot_be_converted_is_in_no_sum_but_those_of_its_other_years() -> None:
    yearly = {"currency": "DKK", "basis": "yearly", "to": "2022"}
    flows = [grant("f", 75.0, **yearly), grant("g", 70.0, currency="DKK", **{"from": "2021"})]
    row = told("funding_eur", flows=flows, rates=RATES)
    assert (row["low"], row["n"], row["coverage"]) == (10, 1, 0.5)
    # but in those of its other years: 75 DKK at 7.5, and in 2021 75 and 70 at 7
    years = [part("funding_eur", "year", year, flows=flows, rates=RATES) for year in ("2020", "2021", "2022")]
    assert [row["low"] for row in years] == [10, pytest.approx(145 / 7), None]
    assert years[2]["reason"] == "no stated amount can be converted"
    assert told("funding_dkk", flows=flows, rates=RATES)["low"] == 75 * 3 + 70


def test_why_a_sum_is_not_known_is_said() -> None:
    assert told("funding_eur", flows=[grant("f", None)])["reason"] == "no amount is stated"
    assert told("funding_dkk", flows=[grant("f", 5.0)])["reason"] == "no stated amount can be converted"
    row = told("real_funding_eur", flows=[grant("f", 5.0)])
    assert row["reason"] == "the price index of the year of the prices is not known"
    assert row["coverage"] == 0


def test_real_funding_is_in_the_prices_of_the_year_that_is_asked_for() -> None:
    prices = [{"year": year, "country": "EU", "price_index": index} for year, index in ((2020, 80.0), (2023, 100.0))]
    assert interval("real_funding_eur", flows=[grant("f", 80.0)], prices=prices) == (100, 100)


def test_money_to_a_programme_itself_is_of_that_programme_and_to_two_of_either() -> None:
    projects = [
        {"project_id": "p", "title": "The programme", "kind": "programme"},
        {"project_id": "q", "title": "Q", "kind": "project", "programme": "Another"},
        {"project_id": "r", "title": "R", "kind": "project"},
    ]
    flows = [
        grant("f", 5.0, recipients=["p"]),
        grant("g", 7.0, recipients=["q", "p"]),
        grant("h", 1.0, recipients=["r"]),
    ]
    tables: dict[str, Any] = {"projects": projects, "flows": flows}
    found = [part("funding_eur", "programme", item, **tables) for item in ("The programme", "Another", "")]
    assert [(row["low"], row["high"]) for row in found] == [(5, 12), (0, 7), (1, 1)]


def test_the_public_share_is_not_known_without_amounts_or_spheres_and_not_defined_of_nothing() -> None:
    fund = {"org_id": "a", "name": "A", "kind": "fund"}
    assert told("public_share", organisations=[fund], flows=[grant("f", 5.0)])["reason"] == (
        "no grant has a known amount in euro and payers of a known sphere"
    )
    assert told("public_share", flows=[grant("f", 5.0, payers=None)])["coverage"] == 0
    public = [{**fund, "helix": "government"}]
    assert told("public_share", organisations=public, flows=[grant("f", 0.0)])["reason"] == "all amounts are zero"
    assert interval("public_share", organisations=public, flows=[grant("f", 5.0)]) == (1, 1)
    assert interval("public_share", organisations=public, flows=[grant("f", 5.0, qualifier="at_least")]) == (1, 1)
    private = [{**fund, "helix": "industry"}]
    assert interval("public_share", organisations=private, flows=[grant("f", 5.0)]) == (0, 0)
    # whether a payer is public is said by the row of the payer, so a change of that row is a reason why the share moved
    assert told("public_share", organisations=private, flows=[grant("f", 5.0)])["rows"] == [
        "flows/f",
        "organisations/a",
    ]
    assert told("public_share")["reason"] == "no grant is known"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=3),
    st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_no_world_that_the_intervals_allow_lies_outside_the_bounds_of_the_public_share(
    drawn: list[tuple[int, int]], place: list[float]
) -> None:
    # a world chooses an amount in each interval, and how much of the joint amount is public; the two that give the
    # bounds are among them: all joint money private or public, each amount at the end that helps
    public, other, joint = (Interval(min(pair), max(pair)) for pair in drawn)

    def share(at: list[float]) -> float | None:
        paid, rest, both = (i.low + t * (i.high - i.low) for i, t in zip((public, other, joint), at, strict=False))
        whole = paid + rest + both
        return (paid + at[3] * both) / whole if whole else None

    low, high = bounds(public, other, joint)
    found = share(place)
    assert found is None or low - 1e-12 <= found <= high + 1e-12
    for end, bound in ((share([0, 1, 1, 0]), low), (share([1, 0, 1, 1]), high)):
        assert end is None or end == pytest.approx(bound)


def test_the_concentration_is_not_defined_where_an_amount_is_open() -> None:
    row = told("payer_concentration", flows=[grant("f", 5.0, qualifier="at_least"), grant("g", 1.0, payers=["b"])])
    assert (row["low"], row["reason"]) == (None, "an amount has no upper bound")


# structure


def test_work_that_is_spread_evenly_is_not_concentrated_and_isolates_lower_the_coverage() -> None:
    tables: dict[str, Any] = {
        "organisations": [{"org_id": i, "name": i, "kind": "company"} for i in "abcd"],
        "projects": [{"project_id": "p", "title": "P", "kind": "project"}],
        "participations": [{"org_id": o, "project_id": "p", "role": "partner"} for o in "ab"],
    }
    assert interval("participation_concentration", **tables) == NO
    assert told("density", **tables)["low"] == pytest.approx(1 / 6)
    row = told("bridges", **tables)
    assert (row["low"], row["coverage"], len(row["rows"])) == (1, 0.5, 2)
