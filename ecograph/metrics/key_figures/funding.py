"""How much funding there is, by payer, programme and year, in kroner and euro, as paid and in prices of one year.

What is granted is the figure. A call, a budget or a payment is the same money on another level, so levels stand beside
each other and are never added.
"""

from functools import partial

import polars as pl

from ecograph import money
from ecograph.language import Words
from ecograph.metrics.amounts import CURRENCIES, by_year
from ecograph.metrics.funding import counted
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.tally import shaped, undefined
from ecograph.network import Network
from ecograph.rows import ROWS, reference

LEVEL = "grant"
"""The level of the figures."""

BREAKDOWNS = ("payer", "programme", "year", "level")

NO_FLOW = "no grant is known"
NO_AMOUNT = "no amount is stated"
NO_INDEX = "the price index of the year of the prices is not known"
NOT_CONVERTED = "no stated amount can be converted"


def funding(network: Network, asked: Asked, *, currency: str, is_real: bool = False) -> pl.DataFrame:
    """Return how much is granted, and by payer, programme, year and level, as an interval in a currency.

    Counted are the flows that ``metrics.funding`` counts, none twice, each once however many pay it. A flow without a
    stated amount, or with a year that cannot be converted or deflated, is in no sum and lowers the coverage; but each
    year of it that can be is in the sum of that year. An amount of several payers, or for projects of several
    programmes, is from 0 to the whole for each: such parts must not be added. A total over several years stands in its
    first, a yearly amount in each of its years. The whole and all parts but those by level are of the level ``grant``;
    no level is added to another.

    Args:
        network: The network.
        asked: The vagueness of amounts and, for real ones, the year of the prices.
        currency: DKK, NOK or EUR.
        is_real: Whether in prices of that year, by the index of Denmark, Norway or the European Union.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in the currency; ``n`` the flows in the sum; coverage the
        share of flows with a known amount. Null where there are none.

    By hand: about 100 DKK is 90 to 110; the second flow states no amount.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> flow = {"kind": "grant", "level": "grant", "currency": "DKK", "qualifier": "about", "from": "2020"}
    >>> eco = Ecosystem.of(flows=[{**flow, "flow_id": "f", "amount": 100.0}, {**flow, "flow_id": "g"}])
    >>> found = funding(Network.of(eco), Asked(date(2024, 1, 1)), currency="DKK")
    >>> found.select("low", "high", "n", "coverage").row(0)
    (90.0, 110.00000000000001, 1, 0.5)
    """
    prices_of = asked.prices_of if is_real else None
    if prices_of is not None and not _has_index(network, CURRENCIES[currency], prices_of):
        return undefined(NO_INDEX, unit=currency, of=counted(network.ecosystem.flows).filter(level=LEVEL).height)
    every = network.once(amounts, currency, asked.vagueness, prices_of)
    granted = every.filter(level=LEVEL)
    parts = {
        "payer": _shared(granted, payers(network)),
        "programme": _shared(granted, programmes(network)),
        "year": granted.with_columns(item=pl.col("year").cast(pl.String), low="year_low", high="year_high"),
        "level": every.with_columns(item="level"),
    }
    whole = (
        _summed(granted.with_columns(item=pl.lit("")), currency, "")
        if granted.height
        else undefined(NO_FLOW, unit=currency)
    )
    return pl.concat([whole, *(_summed(rows, currency, name) for name, rows in parts.items())])


def _has_index(network: Network, country: str, year: int) -> bool:
    return network.ecosystem.prices.filter(country=country, year=year).height > 0


def amounts(network: Network, currency: str, vagueness: float, prices_of: int | None) -> pl.DataFrame:
    """Return the flows that count, a row for each year in which they stand, with their interval in a currency.

    Returns:
        ``flow_id``, ``level``, ``year``, ``is_stated``, ``rows`` (of the flow), ``low``, ``high`` (both null unless
        each year of the flow can be converted and deflated), ``year_low``, ``year_high`` (null unless this one can);
        sorted by flow and year.
    """
    eco = network.ecosystem
    found = money.converted(by_year(counted(eco.flows)), eco.rates, to=currency, vagueness=vagueness)
    if prices_of is not None:
        found = money.real(found, eco.prices, country=CURRENCIES[currency], base_year=prices_of)
    whole = pl.col("low").is_not_null().all().over("flow_id")
    return found.sort("flow_id", "year", nulls_last=True).select(
        "flow_id",
        "level",
        "year",
        is_stated=pl.col("amount").is_not_null(),
        rows=reference("flows"),
        low=pl.when(whole).then("low"),
        high=pl.when(whole).then("high"),
        year_low="low",
        year_high="high",
    )


def payers(network: Network) -> pl.DataFrame:
    """Return ``flow_id`` and ``item``: the payers of each flow; null where none is known."""
    return network.ecosystem.flows.select("flow_id", item="payers").explode("item", empty_as_null=True).unique()


def programmes(network: Network) -> pl.DataFrame:
    """Return ``flow_id`` and ``item``: the programmes of the projects that receive each flow; null where none is known.

    Money to a programme itself is money of that programme. Of a flow to several projects, those without a programme
    stand beside the others as one that is not known.
    """
    ends = network.ecosystem.flows.select("flow_id", project_id="recipients").explode("project_id", empty_as_null=True)
    itself = pl.when(pl.col("kind") == "programme").then("title")
    named = network.ecosystem.projects.select("project_id", item=pl.coalesce("programme", itself))
    return ends.join(named, on="project_id", how="left").select("flow_id", "item").unique()


def _shared(flows: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """Return the flows with each of their parties as ``item``: the whole of one alone, 0 to the whole of several."""
    several = parties.with_columns(is_joint=pl.len().over("flow_id") > 1)
    joined = flows.join(several, on="flow_id", how="left")
    return joined.with_columns(low=pl.when("is_joint").then(pl.col("low") * 0).otherwise("low"))


def _summed(flows: pl.DataFrame, currency: str, breakdown: str) -> pl.DataFrame:
    """Return the sum of each item, over the flows in the order of their ids, so that it is the same each time."""
    known = pl.col("low").is_not_null()
    n_known = pl.col("flow_id").filter(known).n_unique()
    ordered = flows.sort("flow_id", "year", nulls_last=True)
    sums = ordered.group_by(pl.col("item").fill_null(""), maintain_order=True).agg(
        low=pl.when(known.any()).then(pl.col("low").sum()),
        high=pl.when(known.any()).then(pl.col("high").sum()),
        n=n_known,
        coverage=n_known / pl.col("flow_id").n_unique(),
        reason=pl.when(known.any())
        .then(None)
        .when(pl.col("is_stated").any())
        .then(pl.lit(NOT_CONVERTED))
        .otherwise(pl.lit(NO_AMOUNT)),
        rows=pl.col(ROWS).unique().sort(),
    )
    return shaped(sums, unit=currency, breakdown=breakdown)


def _figure(currency: str, *, is_real: bool) -> KeyFigure:
    name = f"{'real_' if is_real else ''}funding_{currency.lower()}"
    sentence = Words(
        en="How much is granted according to the data; vague amounts are intervals, and no money counts twice.",
        da="Hvor meget der er bevilget ifølge dataene; omtrentlige beløb er intervaller, og intet tælles to gange.",
        nb="Hvor mye som er bevilget ifølge dataene; omtrentlige beløp er intervaller, og ingenting telles to ganger.",
    )
    real_sentence = Words(
        en="How much is granted according to the data, in prices of one year, so that years can be compared.",
        da="Hvor meget der er bevilget ifølge dataene, i ét års priser, så år kan sammenlignes.",
        nb="Hvor mye som er bevilget ifølge dataene, i ett års priser, slik at år kan sammenlignes.",
    )
    real_label = Words(
        f"funding in {currency}, constant prices",
        f"finansiering i {currency}, faste priser",
        f"finansiering i {currency}, faste priser",
    )
    label = Words(f"funding in {currency}", f"finansiering i {currency}", f"finansiering i {currency}")
    prices = (
        f", in prices of the year asked for, by the consumer price index of {CURRENCIES[currency]}" if is_real else ""
    )
    return KeyFigure(
        name=name,
        version=1,
        label=real_label if is_real else label,
        sentence=real_sentence if is_real else sentence,
        definition=f"The amounts on the level grant, in {currency} at the average rate of their year{prices}. Parts of "
        "joint amounts are 0 to the whole for each payer and must not be added; neither must levels. A flow whose "
        "amount is not stated or cannot be converted lowers the coverage.",
        unit=currency,
        breakdowns=BREAKDOWNS,
        source="definition of this project",
        compute=partial(funding, currency=currency, is_real=is_real),
    )


FUNDING = tuple(_figure(currency, is_real=is_real) for is_real in (False, True) for currency in CURRENCIES)
"""Funding in each currency, as paid and in prices of one year."""
