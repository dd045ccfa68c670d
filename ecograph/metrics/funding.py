"""Who pays how much in which year: intervals in Danish and Norwegian kroner and in euro."""

import math

import polars as pl

from ecograph import money
from ecograph.language import Words
from ecograph.metrics.amounts import BOUNDS, CURRENCIES, KINDS, bounds, by_year, summed, total, why_null
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS, reference


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
    flows = by_year(counted(eco.flows)).explode("payers", empty_as_null=True)
    converted = flows.with_columns(
        bound
        for currency in CURRENCIES
        for bound in bounds(flows, eco, currency=currency, vagueness=vagueness, prices_of=prices_of)
    )
    names = pl.concat(
        [eco.organisations.select(payer="org_id", name="name"), eco.projects.select(payer="project_id", name="title")]
    )
    known = pl.col("amount").is_not_null()
    table = converted.group_by(payer="payers", year="year", level="level", is_joint="is_joint").agg(
        *[summed(bound) for bound in BOUNDS],
        n_flows=pl.len().cast(pl.Int64),
        n_unknown=(~known).sum().cast(pl.Int64),
        has_totals=pl.col("is_total").any(),
        rows=reference("flows").sort(),
        reason=why_null(known, prices_of),
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
    wholes = flows.drop_nulls("amount").select("level", whole="flow_id", most=total(), unit="currency")
    parts = flows.with_columns(whole=pl.col("part_of").replace(restated)).join(
        wholes, on=("whole", "level"), maintain_order="left"
    )
    covering = parts.group_by("whole").agg(
        covers=(total().sum() >= pl.col("most").first())
        & (pl.col("currency") == pl.col("unit")).all()
        & pl.col("amount").is_not_null().all()
    )
    covered = set(covering.filter(pl.col("covers"))["whole"])
    whole_of = dict(parts.select("flow_id", "whole").iter_rows())
    inside = {part for part, whole in whole_of.items() if whole not in covered}
    while more := {part for part, whole in whole_of.items() if whole in inside} - inside:
        inside |= more
    return flows.filter(~pl.col("flow_id").is_in(sorted(covered | inside)))


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
    definition="The amounts of the flows of each payer by year and level, as intervals.",
    formula="sum of [low, high] over the flows, none counted twice",
    unit="DKK, NOK and EUR",
    graph="tables",
    keys=("payer", "year", "level", "is_joint"),
    values=dict.fromkeys(BOUNDS, (0, math.inf)),
    n="n_flows",
    undefined="No amount is stated, or one cannot be converted.",
    source="definition of this project",
    compute=funding,
)
