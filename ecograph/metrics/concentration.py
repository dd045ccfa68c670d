"""Whether the money is on few hands: concentration by payer, recipient, region and theme, as intervals."""

import math
from collections.abc import Sequence

import polars as pl

from ecograph import money
from ecograph.algorithms.inequality import PERCENT, gini_bounds, hhi_bounds, top_share_bounds
from ecograph.language import Words
from ecograph.metrics.amounts import by_year
from ecograph.metrics.funding import counted
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.received import UNPAID
from ecograph.network import Network
from ecograph.rows import ROWS, reference

BY = ("payer", "recipient", "region", "theme")
"""Who or what the money is added up by; region and theme are those of the recipient."""

NO_AMOUNT = "no amount in euro is known"
NOTHING = "all amounts are zero"
OPEN = "an amount has no upper bound"

VALUES = tuple(f"{name}_{end}" for name in ("hhi", "equivalent", "gini", "top_share") for end in ("low", "high"))

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "by": pl.String,
    "level": pl.String,
    **dict.fromkeys(VALUES, pl.Float64),
    "top": pl.String,
    "n": pl.Int64,
    "n_flows": pl.Int64,
    "n_unknown": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}


def concentration(network: Network, *, vagueness: float = money.VAGUENESS) -> pl.DataFrame:
    """Return how concentrated the funding is by payer, recipient, region and theme, as intervals, in euro.

    Parties are the payers; or the recipients, that is organisations, and the partners of a project that is
    named as recipient; or the regions of the recipients; or the themes of the project or organisation that is
    named. Over the parties with a known amount: the HHI, the sum of the squared shares in percent, 10000/n to
    10000 (Hirschman 1964, Am. Econ. Rev. 54:761-762); the equivalent number 10000/HHI, of equal parties that would
    give this HHI; the Gini coefficient, 0 to 1 - 1/n (Gini 1912); and the share of the largest.

    Vague amounts are intervals, and so are the values. A flow that goes to several parties is 0 to the whole for
    each, since nobody says how it is split; that the parts add up to the whole is not used. The lower bounds of
    HHI and Gini are the least that these intervals allow. Their upper bounds are the greatest where few intervals
    have a width or none lies inside another; otherwise the truth may be lower, never higher. A flow to parties of
    which one is not known, such as a partner without a region, is 0 to the whole for those that are.

    Counted are the flows that ``funding`` counts, none twice; levels (call, budget, grant ...) are never added.
    Flows without a party, an amount, or a rate for each of their years are left out, and ``n_unknown`` says how
    many. A collective that pays, such as "the five regions", is one payer beside its members, since the flow names it.
    The thresholds of competition law are not made for this.

    Args:
        network: The network.
        vagueness: The share by which a vague amount may be off.

    Returns:
        ``by``, ``level``, ``hhi_low``, ``hhi_high``, ``equivalent_low``, ``equivalent_high``, ``gini_low``,
        ``gini_high``, ``top_share_low``, ``top_share_high``, ``top`` (the party with the greatest middle of its
        interval, the first by id of equal ones), ``n`` (parties with a known amount), ``n_flows``,
        ``n_unknown``, ``reason``, ``rows`` (all these flows); by ``by``, then level.

    By hand: of 100 euro, a pays 75 and b 25: HHI 75 * 75 + 25 * 25 = 6250, 1.6 equal payers, Gini 0.25.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> flow = {"qualifier": "exact", "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "fund"} for org in "abc"],
    ...     flows=[
    ...         {**flow, "flow_id": "f", "payers": ["a"], "recipients": ["c"], "amount": 75.0},
    ...         {**flow, "flow_id": "g", "payers": ["b"], "recipients": ["c"], "amount": 25.0},
    ...     ],
    ... )
    >>> row = concentration(Network.of(eco)).row(0, named=True)
    >>> row["by"], row["hhi_low"], row["hhi_high"], row["equivalent_low"], row["gini_low"], row["top_share_low"]
    ('payer', 6250.0, 6250.0, 1.6, 0.25, 0.75)
    """
    shares = parties(network, vagueness=vagueness)
    if shares.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    groups = shares.sort("by", "level").group_by("by", "level", maintain_order=True)
    return pl.DataFrame([_row(str(by), str(level), own) for (by, level), own in groups], schema=SCHEMA)


def parties(network: Network, *, vagueness: float, ways: Sequence[str] = BY) -> pl.DataFrame:
    """Return a row for each way of adding up (``by``), flow and party, with the interval of what it may have.

    ``low`` and ``high`` are in euro: of one party the whole, of several 0 to the whole; null where the amount is
    not known. A flow without a party has one row in which it is null.

    Args:
        network: The network.
        vagueness: The share by which a vague amount may be off.
        ways: The ways of adding up, of ``BY``.
    """
    flows = in_euro(network, vagueness=vagueness)
    found = []
    for by in ways:
        named = _named(network, flows, by).unique().sort("flow_id", "party", nulls_last=True)
        known = named.filter(pl.col("party").is_not_null() | (pl.col("party").len().over("flow_id") == 1))
        several = named.group_by("flow_id").agg(is_joint=pl.len() > 1)
        split = known.join(flows, on="flow_id").join(several, on="flow_id")
        low = pl.when("is_joint").then(pl.col("low") * 0).otherwise(pl.col("low"))
        found.append(split.select(pl.lit(by).alias("by"), "level", "flow_id", "party", low, "high", ROWS))
    return pl.concat(found).sort("by", "level", "flow_id", "party", nulls_last=True)


def added(shares: pl.DataFrame) -> pl.DataFrame:
    """Return ``party``, ``low``, ``high``: the sums of each party with a known amount, sorted by party.

    The sums run over the flows in the order of their ids, so that they are the same each time.
    """
    known = shares.drop_nulls(["party", "low"]).sort("party", "flow_id")
    return known.group_by("party", maintain_order=True).agg(pl.col("low").sum(), pl.col("high").sum())


def in_euro(network: Network, *, vagueness: float) -> pl.DataFrame:
    """Return the flows that count, with their interval in euro over all years; null unless each year has a rate.

    Args:
        network: The network.
        vagueness: The share by which a vague amount may be off.

    Returns:
        ``flow_id``, ``level``, ``payers``, ``recipients``, ``rows`` (the flow), ``low``, ``high``; sorted by flow.
    """
    eco = network.ecosystem
    yearly = money.converted(by_year(counted(eco.flows)), eco.rates, to="EUR", vagueness=vagueness)
    whole = pl.col("low").is_not_null().all()
    return (
        yearly.with_columns(reference("flows"))
        .sort("flow_id", "year", nulls_last=True)
        .group_by("flow_id", maintain_order=True)
        .agg(
            *[pl.col(name).first() for name in ("level", "payers", "recipients", ROWS)],
            low=pl.when(whole).then(pl.col("low").sum()),
            high=pl.when(whole).then(pl.col("high").sum()),
        )
    )


def _named(network: Network, flows: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return ``flow_id`` and ``party``: whom a flow comes from or may reach; null stands for one not known."""
    if by == "payer":
        return flows.select("flow_id", party="payers").explode("party", empty_as_null=True)
    ends = flows.select("flow_id", end="recipients").explode("end", empty_as_null=True)
    if by == "theme":
        tags = network.ecosystem.tags.select(end="subject", party="theme_id")
        return ends.join(tags, on="end", how="left").select("flow_id", "party")
    reached = ends.join(reached_by(network), on="end", how="left").select("flow_id", "party")
    if by == "recipient":
        return reached
    regions = network.ecosystem.organisations.select(party="org_id", region="region")
    return reached.join(regions, on="party", how="left").select("flow_id", party="region")


def reached_by(network: Network) -> pl.DataFrame:
    """Return whom money to an end may reach: an organisation itself, a project its partners that may be paid.

    Returns:
        ``end`` (an organisation or project), ``party`` (null for a partner that is not in the network: the money may
        have gone there), ``part`` (the participation, null for an organisation itself).
    """
    own = pl.DataFrame({"end": network.organisations}, schema={"end": pl.String})
    paid = network.ecosystem.participations.filter(~pl.col("role").is_in(UNPAID))
    inside = pl.when(pl.col("org_id").is_in(network.organisations)).then("org_id")
    partners = paid.select(inside.alias("party"), reference("participations").alias("part"), end="project_id")
    return pl.concat(
        [own.with_columns(party="end", part=pl.lit(None, pl.String)), partners.select("end", "party", "part")]
    )


def _row(by: str, level: str, shares: pl.DataFrame) -> dict[str, object]:
    """Return the row of one way of adding up and one level."""
    sums = added(shares)
    low, high = sums["low"].to_numpy(), sums["high"].to_numpy()
    hhi, gini, top = hhi_bounds(low, high), gini_bounds(low, high), top_share_bounds(low, high)
    values = (hhi.low, hhi.high, PERCENT / hhi.high, PERCENT / hhi.low, gini.low, gini.high, top.low, top.high)
    unknown = pl.col("party").is_null() | pl.col("low").is_null()
    middle = sums.sort(pl.col("low") + pl.col("high"), "party", descending=[True, False])
    return {
        "by": by,
        "level": level,
        **{name: None if math.isnan(value) else value for name, value in zip(VALUES, values, strict=True)},
        "top": next(iter(middle["party"]), None),
        "n": sums.height,
        "n_flows": shares["flow_id"].n_unique(),
        "n_unknown": shares.filter(unknown)["flow_id"].n_unique(),
        REASON: why_null(sums),
        ROWS: shares[ROWS].unique().sort().to_list(),
    }


def why_null(sums: pl.DataFrame) -> str | None:
    """Return why a share of these sums is not known, None where each is."""
    if sums.is_empty():
        return NO_AMOUNT
    if not (sums["high"] > 0).any():
        return NOTHING
    return OPEN if sums["high"].is_infinite().any() else None


CONCENTRATION = Metric(
    name="concentration",
    title=Words(
        en="concentration of the funding", da="koncentration af finansieringen", nb="konsentrasjon av finansieringen"
    ),
    sentence=Words(
        en="Whether the money comes from few, goes to few, or goes to few regions and themes; vague and joint "
        "amounts make the answer an interval.",
        da="Om pengene kommer fra få, går til få eller går til få regioner og temaer; omtrentlige og samlede beløb "
        "gør svaret til et interval.",
        nb="Om pengene kommer fra få, går til få eller går til få regioner og temaer; omtrentlige og samlede beløp "
        "gjør svaret til et intervall.",
    ),
    definition="The Hirschman-Herfindahl index, its equivalent number, the Gini coefficient and the largest share "
    "of the amounts by payer, recipient, region or theme and level, as bounds over all amounts that are possible.",
    formula="HHI = sum s^2 (s in percent); equivalent = 10000 / HHI; G = sum (2i - n - 1) x_(i) / (n sum x)",
    unit="percent squared, parties, and shares",
    graph="tables",
    keys=("by", "level"),
    values={
        **dict.fromkeys(("hhi_low", "hhi_high"), (0, PERCENT)),
        **dict.fromkeys(("equivalent_low", "equivalent_high"), (1, math.inf)),
        **dict.fromkeys(("gini_low", "gini_high", "top_share_low", "top_share_high"), (0, 1)),
    },
    n="n",
    undefined="No amount in euro is known, all are zero, or, for one end, an amount has no upper bound.",
    source="Hirschman 1964, Am. Econ. Rev. 54:761-762; Gini 1912, Variabilità e mutabilità",
    compute=concentration,
)
