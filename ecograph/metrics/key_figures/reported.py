"""The figures that sources report themselves, beside the ones that are counted: turnover, export, members, jobs."""

import polars as pl

from ecograph import money
from ecograph.algorithms.partial_lists import whole_numbers
from ecograph.language import Words
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.tally import shaped
from ecograph.network import Network
from ecograph.rows import ROWS, reference
from ecograph.schema.vocabulary import CURRENCIES

COUNTS = {
    "members": "members",
    "companies": "companies",
    "businesses": "companies",
    "jobs": "jobs",
    "employees": "persons",
    "staff": "persons",
    "persons": "persons",
}
"""The units of the sources that count members, companies and jobs, with the units that show them."""

LEAST_MONEY = 100_000
"""The least money that is a figure of an ecosystem; less is a fee or a price of one thing."""


def reported(network: Network, asked: Asked) -> pl.DataFrame:
    """Return what sources report: how many figures of money, members, companies and jobs, and each with its value.

    A figure is taken when its unit is a currency or one of ``COUNTS``, it has a value, it is of the whole (no
    breakdown, no figure it is a part of), and it states what is, not what is planned or aimed at; money when it may be
    ``LEAST_MONEY`` or more. Counts are whole numbers. They speak of different things and times, so they are never
    added.

    Returns:
        The columns of ``FIGURES`` other than ``figure``: the whole in figures, each part in the unit of its source;
        coverage is the share of figures of such a unit, of the whole and of what is, that have a value. Never
        undefined.

    By hand: more than 500 is 500 to 550.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"figure_id": "f", "what": "companies", "unit": "companies", "value": 500.0, "qualifier": "more_than"}
    >>> found = reported(Network.of(Ecosystem.of(figures=[figure])), Asked(date(2024, 1, 1)))
    >>> found.select("item", "low", "high", "unit").rows()
    [('', 1.0, 1.0, 'figures'), ('f', 500.0, 550.0, 'companies')]
    """
    units = {currency: currency for currency in CURRENCIES} | COUNTS
    wanted = network.ecosystem.figures.filter(pl.col("unit").is_in(list(units)) & is_whole()).with_columns(
        reference("figures"),
        low=money.low("value", "qualifier", asked.vagueness),
        high=money.high("value", "qualifier", asked.vagueness),
        is_money=pl.col("unit").is_in(CURRENCIES),
    )
    whole_number = whole_numbers(wanted["low"].to_numpy(), wanted["high"].to_numpy())
    rounded = (pl.Series(name, getattr(whole_number, name), nan_to_null=True) for name in ("low", "high"))
    wanted = wanted.with_columns(
        pl.when("is_money").then(each.name).otherwise(each).alias(each.name) for each in rounded
    )
    large = wanted.filter(~pl.col("is_money") | (pl.col("high") >= LEAST_MONEY) | pl.col("high").is_null())
    valued = large.drop_nulls("low").sort("figure_id")
    parts = [
        shaped(
            own.select("low", "high", item="figure_id", n=pl.lit(1), coverage=pl.lit(1.0), rows=pl.concat_list(ROWS)),
            unit=units[str(unit)],
            breakdown="figure",
        )
        for (unit,), own in valued.group_by("unit", maintain_order=True)
    ]
    whole = valued.select(low=pl.len(), n=pl.len(), rows=pl.col(ROWS).sort().implode())
    share = valued.height / large.height if large.height else None
    whole = whole.with_columns(coverage=pl.lit(share, pl.Float64))
    return pl.concat([shaped(whole, unit="figures"), *parts])


def is_whole() -> pl.Expr:
    """Return whether a row of the table ``figures`` is of the whole, and states what is."""
    return pl.col("breakdown").is_null() & pl.col("parent_id").is_null() & (pl.col("status") == "actual")


REPORTED = KeyFigure(
    name="reported",
    version=1,
    label=Words("figures that sources report", "tal, som kilderne oplyser", "tall som kildene oppgir"),
    sentence=Words(
        en="What sources report themselves: value creation, turnover, export, members, companies and jobs, side by "
        "side.",
        da="Hvad kilderne selv oplyser: værdiskabelse, omsætning, eksport, medlemmer, virksomheder og job, side om "
        "side.",
        nb="Hva kildene selv oppgir: verdiskaping, omsetning, eksport, medlemmer, bedrifter og arbeidsplasser, side om "
        "side.",
    ),
    definition="The figures of sources in a currency (100,000 or more), in members, companies, jobs or persons that "
    "have a value, are of the whole and state what is. They are never added.",
    unit="figures",
    breakdowns=("figure",),
    source="the sources of the data",
    compute=reported,
)
