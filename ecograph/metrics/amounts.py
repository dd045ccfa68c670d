"""The amounts of flows by year and in each currency, as intervals: what all measures of money share."""

import polars as pl

from ecograph import dates, money
from ecograph.ecosystem import Ecosystem

CURRENCIES = {"DKK": "DK", "NOK": "NO", "EUR": "EU"}
"""The currencies of the table, each with the country whose price index goes with it."""

BOUNDS = tuple(f"{bound}_{currency.lower()}" for currency in CURRENCIES for bound in ("low", "high"))
"""The columns of the intervals."""

DAYS_OF_YEAR = 365.25

KINDS = ("grant", "co-finance", "fee", "budget")
"""Kinds of flow that are funding; procurement and savings are not."""


def total() -> pl.Expr:
    """Return the amount over the whole period: a yearly one times its years."""
    return pl.when(is_yearly()).then(pl.col("amount") * n_years()).otherwise(pl.col("amount"))


def is_yearly() -> pl.Expr:
    """Return whether the amount of a flow is paid each year."""
    return (pl.col("basis") == "yearly").fill_null(value=False)


def n_years() -> pl.Expr:
    """Return the length of the period in years, rounded, 1 where it is less or not known.

    From November 2019 to 2024 is 5 years, although it touches 6.
    """
    days = (dates.latest("to") - dates.earliest("from")).dt.total_days() + 1
    return pl.max_horizontal((days / DAYS_OF_YEAR).round(), 1).cast(pl.Int64)


def by_year(flows: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each flow and year in which it stands."""
    first, last = dates.year("from"), dates.year("to")
    years = pl.when(is_yearly()).then(n_years()).otherwise(1)
    return flows.with_columns(
        year=pl.int_ranges(first, first + years),
        is_total=(~is_yearly() & (last > first)).fill_null(value=False),
        is_joint=(pl.col("payers").list.len() > 1).fill_null(value=False),
    ).explode("year", empty_as_null=True)


def in_euro(eco: Ecosystem) -> pl.DataFrame:
    """Return what each flow comes to over its whole period in euro.

    Returns:
        ``flow_id``, ``eur_low``, ``eur_high`` (infinite where it is open); both null where the amount is not stated
        or a year of it cannot be converted.
    """
    yearly = money.converted(by_year(eco.flows), eco.rates, to="EUR")
    return yearly.group_by("flow_id", maintain_order=True).agg(
        pl.when(pl.col(bound).is_not_null().all()).then(pl.col(bound).sum()).alias(f"eur_{bound}")
        for bound in ("low", "high")
    )


def bounds(
    flows: pl.DataFrame, eco: Ecosystem, *, currency: str, vagueness: float, prices_of: int | None
) -> tuple[pl.Series, pl.Series]:
    """Return the lower and the upper bound of each flow in a currency; a payer of a joint amount may pay nothing."""
    found = money.converted(flows, eco.rates, to=currency, vagueness=vagueness)
    if prices_of is not None:
        found = money.real(found, eco.prices, country=CURRENCIES[currency], base_year=prices_of)
    low = found.select(pl.when("is_joint").then(pl.col("low") * 0).otherwise(pl.col("low")))
    return low.to_series().alias(f"low_{currency.lower()}"), found["high"].alias(f"high_{currency.lower()}")


def summed(bound: str) -> pl.Expr:
    """Return the sum of a bound: null when no amount is known or one cannot be converted."""
    known = pl.col("amount").is_not_null()
    impossible = (known & pl.col(bound).is_null()).any() | ~known.any()
    return pl.when(~impossible).then(pl.col(bound).sum()).alias(bound)


def why_null(known: pl.Expr, prices_of: int | None) -> pl.Expr:
    """Return why a sum of bounds is null, null where it is not.

    Args:
        known: Whether the amount of a flow is stated.
        prices_of: The year in whose prices the bounds are; None when they are not deflated.
    """
    unconverted = pl.any_horizontal(known & pl.col(bound).is_null() for bound in BOUNDS)
    no_rate = "no rate" if prices_of is None else "no rate or no price index"
    return (
        pl.when(~known.any())
        .then(pl.lit("no amount is stated"))
        .when((unconverted & pl.col("year").is_null()).any())
        .then(pl.lit("without a year there is no rate to convert by"))
        .when(unconverted.any())
        .then(pl.lit(f"{no_rate} is known for the year"))
    )
