"""The interval of a vague amount and its value in another currency.

Expected bounds are the rule of the design written out by hand: exact [x, x], about [x(1-b), x(1+b)],
nearly [x(1-b), x], at_most [0, x], more_than [x, x(1+b)], at_least [x, open).
"""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import money
from ecograph.schema.vocabulary import QUALIFIER

BY_HAND = {
    "exact": (200.0, 200.0),
    "about": (150.0, 250.0),
    "nearly": (150.0, 200.0),
    "at_most": (0.0, 200.0),
    "more_than": (200.0, 250.0),
    "at_least": (200.0, math.inf),
}
"""The interval of 200 with a vagueness of a quarter."""


def interval(amount: float | None, qualifier: str | None, vagueness: float = 0.25) -> tuple[float | None, float | None]:
    frame = pl.DataFrame(
        {"amount": [amount], "qualifier": [qualifier]}, schema={"amount": pl.Float64, "qualifier": pl.String}
    )
    low, high = frame.select(
        low=money.low("amount", "qualifier", vagueness), high=money.high("amount", "qualifier", vagueness)
    ).row(0)
    return low, high


def test_the_rule_knows_every_qualifier_of_the_vocabulary() -> None:
    assert set(BY_HAND) == set(QUALIFIER)


@pytest.mark.parametrize("qualifier", QUALIFIER)
def test_an_amount_has_the_interval_of_its_qualifier(qualifier: str) -> None:
    assert interval(200.0, qualifier) == BY_HAND[qualifier]


@pytest.mark.parametrize("qualifier", [*QUALIFIER, None])
def test_no_amount_has_no_interval(qualifier: str | None) -> None:
    assert interval(None, qualifier) == (None, None)


def test_an_amount_without_a_qualifier_is_taken_as_it_is() -> None:
    assert interval(200.0, None) == (200.0, 200.0)


def test_vagueness_is_a_tenth_unless_said_otherwise() -> None:
    frame = pl.DataFrame({"amount": [1000.0], "qualifier": ["about"]})
    found = frame.select(low=money.low("amount", "qualifier"), high=money.high("amount", "qualifier")).row(0)
    assert found == pytest.approx((900.0, 1100.0))  # by hand


@given(
    amount=st.floats(0, 1e12),
    qualifier=st.sampled_from(QUALIFIER),
    vagueness=st.floats(0, 1),
)
@settings(deadline=None)
def test_the_lower_bound_is_never_above_the_stated_amount_or_the_upper_bound_below_it(
    amount: float, qualifier: str, vagueness: float
) -> None:
    low, high = interval(amount, qualifier, vagueness)
    assert low is not None
    assert high is not None
    assert 0 <= low <= amount <= high


RATES = pl.DataFrame(
    {"year": [2020, 2020, 2021, 2021], "currency": ["DKK", "NOK", "DKK", "SEK"], "rate_per_eur": [7.5, 10.0, 7.4, 10.1]}
)


def test_a_factor_is_the_ratio_of_two_rates_of_the_same_year() -> None:
    found = money.factors(RATES, "NOK").sort("year", "currency").rows()
    # by hand: one DKK of 2020 is 10 / 7.5 NOK; 2021 has no rate of the krone of Norway
    assert found == [(2020, "DKK", pytest.approx(4 / 3)), (2020, "EUR", 10.0), (2020, "NOK", 1.0)]


def test_one_euro_is_one_euro_without_a_row_of_its_own() -> None:
    found = money.factors(RATES, "EUR").filter(year=2020).sort("currency").rows()
    assert found == [(2020, "DKK", pytest.approx(1 / 7.5)), (2020, "EUR", 1.0), (2020, "NOK", 0.1)]  # by hand


def test_a_row_of_the_euro_gives_no_second_factor() -> None:
    stated = pl.DataFrame({"year": [2020], "currency": ["EUR"], "rate_per_eur": [1.0]})
    both = pl.concat([RATES, stated])
    assert (
        money.factors(both, "DKK").sort("year", "currency").equals(money.factors(RATES, "DKK").sort("year", "currency"))
    )


def test_without_rates_there_are_no_factors() -> None:
    assert money.factors(RATES.clear(), "EUR").is_empty()
