"""The interval of a vague amount, its value in another currency, and in prices of one year.

Expected bounds are the rule of the design written out by hand: exact [x, x], about [x(1-b), x(1+b)],
nearly [x(1-b), x], at_most [0, x], more_than [x, x(1+b)], at_least [x, open). Values at the bundled rates and
prices are worked out by hand from the rows of the tables that stand beside them.
"""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from ecograph import bundled, money
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


# -- in another currency


DATASET = bundled.dataset("nordic_health")
BUNDLED_RATES = pl.read_csv(DATASET / "rates.csv", schema_overrides={"rate_per_eur": pl.Float64})
BUNDLED_PRICES = pl.read_csv(DATASET / "prices.csv", schema_overrides={"price_index": pl.Float64})


def amounts(*rows: tuple[float | None, str | None, str | None, int | None]) -> pl.DataFrame:
    columns = {"amount": pl.Float64, "qualifier": pl.String, "currency": pl.String, "year": pl.Int64}
    return pl.DataFrame(rows, schema=columns, orient="row")


def in_currency(frame: pl.DataFrame, to: str, rates: pl.DataFrame = RATES) -> list[tuple[object, ...]]:
    return money.converted(frame, rates, to=to).select("low", "high", "reason").rows()


def test_an_amount_is_converted_at_the_bundled_rate_of_its_year() -> None:
    frame = amounts(
        (1000.0, "exact", "NOK", 2020),  # 10.7228 NOK and 7.4542 DKK for a euro
        (1000.0, "exact", "NOK", 2024),  # 11.629 NOK and 7.4589 DKK
        (1000.0, "exact", "EUR", 1999),  # 7.4355 DKK
        (1000.0, "about", "USD", 2015),  # 1.1095 USD and 7.4587 DKK; 900 to 1100
        (1000.0, "exact", "GBP", 2015),  # 0.7258 GBP
        (1000.0, "exact", "SEK", 2015),  # 9.3535 SEK
    )
    found = money.converted(frame, BUNDLED_RATES, to="DKK")
    by_hand = [695.173, 641.405, 7435.5, 6050.320, 10276.52, 797.424]
    assert found["low"].to_list() == pytest.approx(by_hand, rel=1e-6)
    assert found["high"][3] == pytest.approx(7394.836, rel=1e-6)
    assert found["reason"].null_count() == frame.height
    assert found.select(frame.columns).equals(frame)


@pytest.mark.parametrize("qualifier", QUALIFIER)
def test_an_interval_is_converted_bound_by_bound(qualifier: str) -> None:
    frame = amounts((200.0, qualifier, "DKK", 2020))
    low, high = BY_HAND[qualifier]
    found = money.converted(frame, RATES, to="NOK", vagueness=0.25)
    assert (found["low"][0], found["high"][0]) == pytest.approx((low / 7.5 * 10, high / 7.5 * 10))


def test_an_amount_in_the_currency_itself_needs_no_rate_and_no_year() -> None:
    frame = amounts((5.0, "exact", "DKK", None), (5.0, "exact", "DKK", 1900), (5.0, "exact", "ISK", 1900))
    assert in_currency(frame, "DKK")[:2] == [(5.0, 5.0, None)] * 2
    assert in_currency(frame, "ISK")[2] == (5.0, 5.0, None)


def test_what_cannot_be_converted_is_null_with_its_reason() -> None:
    frame = amounts(
        (None, None, None, 2020),
        (None, "exact", "NOK", None),
        (5.0, "exact", None, 2020),
        (5.0, "at_least", "NOK", None),
        (5.0, "exact", "NOK", 2021),  # the rate of NOK is missing
        (5.0, "exact", "SEK", 2021),
        (5.0, "exact", "EUR", 2022),
        (5.0, "exact", "SEK", 2020),
    )
    assert in_currency(frame, "DKK") == [
        (None, None, "no amount is stated"),
        (None, None, "no amount is stated"),
        (None, None, "no currency is stated"),
        (None, None, "without a year there is no rate to convert by"),
        (None, None, "no rate for NOK in 2021"),
        (pytest.approx(5 / 10.1 * 7.4), pytest.approx(5 / 10.1 * 7.4), None),
        (None, None, "no rate for EUR in 2022"),
        (None, None, "no rate for SEK in 2020"),
    ]
    assert in_currency(frame, "NOK")[5] == (None, None, "no rate for NOK in 2021")  # that of SEK is known


def test_the_bundled_rates_end_and_say_so() -> None:
    frame = amounts((5.0, "exact", "NOK", 1998), (5.0, "exact", "NOK", 2026))
    reasons = money.converted(frame, BUNDLED_RATES, to="EUR")["reason"].to_list()
    assert reasons == ["no rate for NOK in 1998", "no rate for NOK in 2026"]


def test_an_unknown_currency_to_convert_to_is_named_in_the_reason() -> None:
    assert in_currency(amounts((5.0, "exact", "NOK", 2020)), "JPY") == [(None, None, "no rate for JPY in 2020")]


def test_years_of_another_width_and_columns_of_the_same_names_are_taken() -> None:
    frame = amounts((750.0, "exact", "DKK", 2020)).with_columns(
        pl.col("year").cast(pl.Int32), low=pl.lit(1.0), reason=pl.lit("old")
    )
    found = money.converted(frame, RATES, to="EUR")
    assert found.columns == [*frame.columns, "high"]
    assert found.select("low", "high", "reason").rows() == [(100.0, 100.0, None)]


def test_no_amounts_and_no_rates_give_what_they_can() -> None:
    assert money.converted(amounts(), RATES, to="EUR").columns[-3:] == ["low", "high", "reason"]
    assert in_currency(amounts((5.0, "exact", "NOK", 2020)), "EUR", RATES.clear()) == [
        (None, None, "no rate for NOK in 2020")
    ]


ROWS = st.lists(
    st.tuples(
        st.none() | st.floats(0, 1e12),
        st.sampled_from(QUALIFIER),
        st.sampled_from(["DKK", "NOK", "EUR", "SEK", None]),
        st.sampled_from([2019, 2020, 2021, None]),
    ),
    max_size=8,
)


@given(ROWS, st.sampled_from(["DKK", "NOK", "EUR", "SEK"]))
@settings(deadline=None)
def test_a_row_is_converted_as_by_factors_and_has_either_a_value_or_a_reason(
    rows: list[tuple[float | None, str | None, str | None, int | None]], to: str
) -> None:
    found = money.converted(amounts(*rows), RATES, to=to)
    factors = {(year, currency): factor for year, currency, factor in money.factors(RATES, to).iter_rows()}
    for row, made in zip(rows, found.iter_rows(named=True), strict=True):
        amount, qualifier, currency, year = row
        factor = 1.0 if currency == to else factors.get((year, currency))
        bounds = interval(amount, qualifier, money.VAGUENESS)
        expected = [None if bound is None or factor is None else bound * factor for bound in bounds]
        assert [made["low"], made["high"]] == expected
        assert (made["low"] is None) == (made["reason"] is not None)
        assert not any(isinstance(bound, float) and math.isnan(bound) for bound in expected)


@given(ROWS)
@settings(deadline=None)
def test_the_order_of_the_tables_does_not_matter(
    rows: list[tuple[float | None, str | None, str | None, int | None]],
) -> None:
    frame = amounts(*rows)
    turned = money.converted(frame.reverse(), RATES.reverse(), to="DKK").reverse()
    assert_frame_equal(turned, money.converted(frame, RATES, to="DKK"), check_exact=True)


# -- in prices of one year

PRICES = pl.DataFrame(
    {"year": [2010, 2020, 2021, 2020], "country": ["DK", "DK", "DK", "NO"], "price_index": [80.0, 100.0, 102.0, 50.0]}
)


def stated(*rows: tuple[float | None, float | None, int | None, str | None]) -> pl.DataFrame:
    columns = {"low": pl.Float64, "high": pl.Float64, "year": pl.Int64, "reason": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def in_prices(frame: pl.DataFrame, country: str = "DK", base_year: int = 2020) -> list[tuple[object, ...]]:
    return money.real(frame, PRICES, country=country, base_year=base_year).select("low", "high", "reason").rows()


def test_an_amount_is_said_in_the_bundled_prices_of_another_year() -> None:
    frame = stated((1000.0, 2000.0, 2000, None), (1000.0, math.inf, 2024, None), (1000.0, 1000.0, 2015, None))
    danish = money.real(frame, BUNDLED_PRICES, country="DK", base_year=2020)
    # by hand: index of Denmark 76.2425 in 2000, 118.8167 in 2024, 100 in 2015, 103.4333 in 2020
    assert danish["low"].to_list() == pytest.approx([1356.636, 870.5283, 1034.333], rel=1e-6)
    assert danish["high"].to_list() == pytest.approx([2713.273, math.inf, 1034.333], rel=1e-6)
    # of Norway 75.45 in 2000 and 112.1833 in 2020; of the Union 73.9561 and 104.9427
    norwegian = money.real(frame, BUNDLED_PRICES, country="NO", base_year=2020)
    union = money.real(frame, BUNDLED_PRICES, country="EU", base_year=2020)
    assert norwegian["low"][0] == pytest.approx(1486.856, rel=1e-6)
    assert union["low"][0] == pytest.approx(1418.986, rel=1e-6)
    assert union["reason"].to_list() == [None, "no price index for EU in 2024", None]


def test_an_amount_of_the_base_year_stays_as_it_is() -> None:
    assert in_prices(stated((3.3, 4.4, 2020, None))) == [(3.3, 4.4, None)]


def test_what_has_no_index_is_null_with_its_reason_and_an_earlier_reason_stays() -> None:
    frame = stated(
        (5.0, 5.0, 2010, None),
        (5.0, 5.0, 1990, None),
        (5.0, 5.0, None, None),
        (None, None, 2010, "no rate for SEK in 2010"),
        (None, None, None, "no amount is stated"),
    )
    assert in_prices(frame) == [
        (6.25, 6.25, None),  # by hand: 5 * 100 / 80
        (None, None, "no price index for DK in 1990"),
        (None, None, "without a year there is no price index"),
        (None, None, "no rate for SEK in 2010"),
        (None, None, "no amount is stated"),
    ]


def test_a_base_year_or_country_without_an_index_leaves_nothing() -> None:
    frame = stated((5.0, 5.0, 2020, None), (5.0, 5.0, 1990, None))
    assert in_prices(frame, base_year=2030) == [(None, None, "no price index for DK in 2030")] * 2
    assert in_prices(frame, "SE") == [(None, None, "no price index for SE in 2020")] * 2
    assert in_prices(frame, "NO") == [(5.0, 5.0, None), (None, None, "no price index for NO in 1990")]


def test_prices_follow_conversion() -> None:
    frame = amounts((10.0, "nearly", "EUR", 2021), (10.0, "exact", "SEK", 2020)).with_columns(
        pl.col("year").cast(pl.Int32)
    )
    found = money.real(money.converted(frame, RATES, to="DKK"), PRICES, country="DK", base_year=2020)
    # by hand: 9 to 10 EUR at 7.4 are 66.6 to 74 DKK of 2021, times 100 / 102
    assert found.select("low", "high", "reason").rows() == [
        (pytest.approx(65.29411764), pytest.approx(72.54901960), None),
        (None, None, "no rate for SEK in 2020"),
    ]
    assert found.schema["year"] == pl.Int32
