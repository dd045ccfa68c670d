"""Who pays how much in which year: intervals in Danish and Norwegian kroner and in euro."""

import math

import polars as pl

from ecograph import dates, money
from ecograph.ecosystem import Ecosystem
from ecograph.language import Words
from ecograph.metrics.metric import REASON, ROWS, Metric, reference
from ecograph.network import Network

CURRENCIES = {"DKK": "DK", "NOK": "NO", "EUR": "EU"}
"""The currencies of the table, each with the country whose price index goes with it."""

BOUNDS = tuple(f"{bound}_{currency.lower()}" for currency in CURRENCIES for bound in ("low", "high"))
"""The columns of the intervals."""

DAYS_OF_YEAR = 365.25

KINDS = ("grant", "co-finance", "fee", "budget")
"""Kinds of flow that are funding; procurement and savings are not."""


def funding(network: Network, *, vagueness: float = money.VAGUENESS, prices_of: int | None = None) -> pl.DataFrame:
    """Return what each payer pays by year, level and currency, as intervals.

    A flow that restates another is left out. Of a flow and its parts, the parts are counted where they add
    up to the whole, otherwise the whole. A joint amount is one row for each payer, from 0 to the amount,
    and stands apart (``is_joint``): such rows must not be added. A total over several years stands in its
    first year (``has_totals``); a yearly amount stands in as many years from the first as its period is
    long, rounded, or in the first alone if the end is not known. Levels (call, budget, proposal, grant,
    paid) are never added to each other, since a budget pays for the grants that follow from it.

    Conversion uses the average rate of the year. Without a year or a rate, an amount in another currency is
    null, and so is every sum it belongs to; ``reason`` says so. An open upper bound is infinite.

    With ``prices_of`` the amounts are in prices of that year: kroner by the index of Denmark and of Norway, euro
    by that of the European Union. Where an index is not known, an amount is null, and so is its sum.

    Args:
        network: The network.
        vagueness: The share by which a vague amount may be off.
        prices_of: The year in whose prices the amounts are said; as they were paid when None.

    Returns:
        ``payer`` (null where it is not known), ``name``, ``year`` (null where it is not known), ``level``,
        ``is_joint``, ``n_flows``, ``n_unknown`` (flows without a stated amount), ``has_totals``, then
        ``low_X`` and ``high_X`` for dkk, nok and eur, ``reason``, ``rows``; sorted by payer, year, level.

    By hand: nearly 100 DKK in 2020 at 7.5 DKK for a euro is 90 to 100 DKK, 12 to 13.33 EUR.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> flow = {"flow_id": "f", "payers": ["a"], "amount": 100.0, "qualifier": "nearly", "currency": "DKK"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "a", "name": "A", "kind": "fund"}],
    ...     flows=[{**flow, "from": "2020-05", "kind": "grant", "level": "grant"}],
    ...     rates=[{"year": 2020, "currency": c, "rate_per_eur": r} for c, r in (("DKK", 7.5), ("EUR", 1.0))],
    ... )
    >>> funding(Network.of(eco)).select("payer", "year", "low_dkk", "high_eur").rows()
    [('a', 2020, 90.0, 13.333333333333334)]
    """
    eco = network.ecosystem
    by_year = _by_year(counted(eco.flows)).explode("payers", empty_as_null=True)
    converted = by_year.with_columns(
        bound
        for currency in CURRENCIES
        for bound in _bounds(by_year, eco, currency=currency, vagueness=vagueness, prices_of=prices_of)
    )
    names = pl.concat(
        [eco.organisations.select(payer="org_id", name="name"), eco.projects.select(payer="project_id", name="title")]
    )
    known = pl.col("amount").is_not_null()
    table = converted.group_by(payer="payers", year="year", level="level", is_joint="is_joint").agg(
        *[_sum(bound) for bound in BOUNDS],
        n_flows=pl.len().cast(pl.Int64),
        n_unknown=(~known).sum().cast(pl.Int64),
        has_totals=pl.col("is_total").any(),
        rows=reference("flows").sort(),
        reason=_reason(known, prices_of),
    )
    order = ["payer", "year", "level", "is_joint"]
    return (
        table.join(names, on="payer", how="left")
        .sort(order, nulls_last=True)
        .select(
            *("payer", "name", "year", "level", "is_joint", "n_flows", "n_unknown", "has_totals"),
            *BOUNDS,
            REASON,
            ROWS,
        )
    )


def counted(flows: pl.DataFrame) -> pl.DataFrame:
    """Return the flows that are funding, none of them counted twice.

    Left out are procurement and savings, flows that restate another, and either the parts of a flow or, where
    the parts add up to at least the whole in its own currency, the whole. This holds through parts of parts,
    and a part of a restatement is a part of what it restates. A flow and its part stand side by side where
    nothing is counted twice: on different levels, which are never added, or where the whole has no amount.
    """
    restated = dict(flows.drop_nulls("restates").select("flow_id", "restates").iter_rows())
    flows = flows.filter(pl.col("kind").is_in(KINDS) & pl.col("restates").is_null())
    wholes = flows.drop_nulls("amount").select("level", whole="flow_id", most=_total(), unit="currency")
    parts = flows.with_columns(whole=pl.col("part_of").replace(restated)).join(
        wholes, on=("whole", "level"), maintain_order="left"
    )
    covering = parts.group_by("whole").agg(
        covers=(_total().sum() >= pl.col("most").first())
        & (pl.col("currency") == pl.col("unit")).all()
        & pl.col("amount").is_not_null().all()
    )
    covered = set(covering.filter(pl.col("covers"))["whole"])
    whole_of = dict(parts.select("flow_id", "whole").iter_rows())
    inside = {part for part, whole in whole_of.items() if whole not in covered}
    while more := {part for part, whole in whole_of.items() if whole in inside} - inside:
        inside |= more
    return flows.filter(~pl.col("flow_id").is_in(sorted(covered | inside)))


def _total() -> pl.Expr:
    """Return the amount over the whole period: a yearly one times its years."""
    return pl.when(_is_yearly()).then(pl.col("amount") * _n_years()).otherwise(pl.col("amount"))


def _is_yearly() -> pl.Expr:
    return (pl.col("basis") == "yearly").fill_null(value=False)


def _n_years() -> pl.Expr:
    """Return the length of the period in years, rounded, 1 where it is less or not known.

    From November 2019 to 2024 is 5 years, although it touches 6.
    """
    days = (dates.latest("to") - dates.earliest("from")).dt.total_days() + 1
    return pl.max_horizontal((days / DAYS_OF_YEAR).round(), 1).cast(pl.Int64)


def _by_year(flows: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each flow and year in which it stands."""
    first, last = dates.year("from"), dates.year("to")
    n_years = pl.when(_is_yearly()).then(_n_years()).otherwise(1)
    return flows.with_columns(
        year=pl.int_ranges(first, first + n_years),
        is_total=(~_is_yearly() & (last > first)).fill_null(value=False),
        is_joint=(pl.col("payers").list.len() > 1).fill_null(value=False),
    ).explode("year", empty_as_null=True)


def _bounds(
    flows: pl.DataFrame, eco: Ecosystem, *, currency: str, vagueness: float, prices_of: int | None
) -> tuple[pl.Series, pl.Series]:
    """Return the lower and the upper bound of each flow in a currency; a payer of a joint amount may pay nothing."""
    found = money.converted(flows, eco.rates, to=currency, vagueness=vagueness)
    if prices_of is not None:
        found = money.real(found, eco.prices, country=CURRENCIES[currency], base_year=prices_of)
    low = found.select(pl.when("is_joint").then(pl.col("low") * 0).otherwise(pl.col("low")))
    return low.to_series().alias(f"low_{currency.lower()}"), found["high"].alias(f"high_{currency.lower()}")


def _sum(bound: str) -> pl.Expr:
    """Return the sum of a bound: null when no amount is known or one cannot be converted."""
    known = pl.col("amount").is_not_null()
    impossible = (known & pl.col(bound).is_null()).any() | ~known.any()
    return pl.when(~impossible).then(pl.col(bound).sum()).alias(bound)


def _reason(known: pl.Expr, prices_of: int | None) -> pl.Expr:
    missing = pl.any_horizontal(known & pl.col(bound).is_null() for bound in BOUNDS).any()
    no_rate = "no rate" if prices_of is None else "no rate or no price index"
    return (
        pl.when(~known.any())
        .then(pl.lit("no amount is stated"))
        .when(missing & pl.col("year").first().is_null())
        .then(pl.lit("without a year there is no rate to convert by"))
        .when(missing)
        .then(pl.lit(f"{no_rate} is known for the year"))
    )


FUNDING = Metric(
    name="funding",
    title=Words(
        en="funding by payer and year", da="finansiering pr. bidragyder og år", nb="finansiering per bidragsyter og år"
    ),
    sentence=Words(
        en="Who pays, how much and when; vague amounts are intervals and joint amounts are not split.",
        da="Hvem der betaler, hvor meget og hvornår; omtrentlige beløb er intervaller, og samlede beløb fra flere "
        "deles ikke op.",
        nb="Hvem som betaler, hvor mye og når; omtrentlige beløp er intervaller, og samlede beløp fra flere deles "
        "ikke opp.",
    ),
    unit="DKK, NOK and EUR",
    keys=("payer", "year", "level", "is_joint"),
    values=dict.fromkeys(BOUNDS, (0, math.inf)),
    source="definition of this project",
    compute=funding,
)
