"""The Lorenz curve of the funding: what share of the money the smallest parties have together."""

import numpy as np
import polars as pl

from ecograph import money
from ecograph.algorithms.inequality import lorenz_bounds
from ecograph.language import Words
from ecograph.metrics.concentration import NO_AMOUNT, NOTHING, OPEN, added, parties
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "by": pl.String,
    "level": pl.String,
    "rank": pl.Int64,
    "party": pl.String,
    "low_eur": pl.Float64,
    "high_eur": pl.Float64,
    "share_of_parties": pl.Float64,
    "share_of_money_low": pl.Float64,
    "share_of_money_high": pl.Float64,
    "n": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}


def lorenz(network: Network, *, vagueness: float = money.VAGUENESS) -> pl.DataFrame:
    """Return the points of the Lorenz curves of the funding by payer, recipient, region and theme, in euro.

    The parties and flows are those of ``concentration``, smallest party first. At the k-th of n parties,
    ``share_of_parties`` is k/n, and ``share_of_money_low`` and ``share_of_money_high`` enclose what the k
    smallest have together, as a share of all (Lorenz 1905, Publ. Am. Stat. Assoc. 9:209-219), all in 0..1. With
    equal parties both are k/n.

    Where amounts are intervals, the order of the parties is not certain: they stand in the order of the middle
    of their interval, while the bounds hold for the k smallest, whichever they are. The upper bound is the
    greatest possible; the lower is the least where no interval lies inside another, and otherwise never too
    high. Parties without a known amount come last, without values.

    Args:
        network: The network.
        vagueness: The share by which a vague amount may be off.

    Returns:
        ``by``, ``level``, ``rank`` (from 1), ``party``, ``low_eur``, ``high_eur`` (what
        it pays or may receive), ``share_of_parties``, ``share_of_money_low``, ``share_of_money_high``, ``n``
        (parties with a known amount), ``reason``, ``rows`` (the flows of the party); by ``by``, level, rank.

    By hand: b pays 25 and a 75 euro: half of the payers pay a quarter.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> flow = {"qualifier": "exact", "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "fund"} for org in "ab"],
    ...     flows=[
    ...         {**flow, "flow_id": "f", "payers": ["a"], "amount": 75.0},
    ...         {**flow, "flow_id": "g", "payers": ["b"], "amount": 25.0},
    ...     ],
    ... )
    >>> lorenz(Network.of(eco)).select("party", "share_of_parties", "share_of_money_low", "share_of_money_high").rows()
    [('b', 0.5, 0.25, 0.25), ('a', 1.0, 1.0, 1.0)]
    """
    shares = parties(network, vagueness=vagueness).drop_nulls("party")
    if shares.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    groups = shares.group_by("by", "level", maintain_order=True)
    return pl.concat(_curve(str(by), str(level), own) for (by, level), own in groups)


def _curve(by: str, level: str, shares: pl.DataFrame) -> pl.DataFrame:
    """Return the points of one curve."""
    sums = added(shares)
    order = sums.sort(pl.col("low") + pl.col("high"), "party")
    n = order.height
    low, high = lorenz_bounds(order["low"].to_numpy(), order["high"].to_numpy())
    points = order.with_columns(
        at=np.arange(1, n + 1),
        share_of_parties=np.arange(1, n + 1) / max(n, 1),
        share_of_money_low=pl.Series(low, dtype=pl.Float64).fill_nan(None),
        share_of_money_high=pl.Series(high, dtype=pl.Float64).fill_nan(None),
    )
    flows = shares.group_by("party").agg(pl.col(ROWS).unique().sort())
    found = flows.join(points, on="party", how="left").sort("at", "party", nulls_last=True)
    reason = (
        pl.when(pl.col("at").is_null())
        .then(pl.lit(NO_AMOUNT))
        .when(pl.col("share_of_money_high").is_null())
        .then(pl.lit(NOTHING))
        .when(pl.col("share_of_money_low").is_null())
        .then(pl.lit(OPEN))
    )
    return found.select(
        pl.lit(by).alias("by"),
        pl.lit(level).alias("level"),
        pl.int_range(1, pl.len() + 1).alias("rank"),
        "party",
        *(pl.col("low").alias("low_eur"), pl.col("high").alias("high_eur")),
        *("share_of_parties", "share_of_money_low", "share_of_money_high"),
        pl.lit(n, pl.Int64).alias("n"),
        reason.alias(REASON),
        ROWS,
    )


LORENZ = Metric(
    name="lorenz",
    title=Words(
        en="how the funding is spread (Lorenz curve)",
        da="fordeling af finansieringen (Lorenz-kurve)",
        nb="fordeling av finansieringen (Lorenz-kurve)",
    ),
    sentence=Words(
        en="How evenly the money is spread: how much of it the smaller half, or any other share, of the payers, "
        "recipients, regions or themes account for.",
        da="Hvor jævnt pengene er fordelt: hvor stor en del den mindste halvdel – eller en anden andel – af "
        "bidragydere, modtagere, regioner eller temaer tegner sig for.",
        nb="Hvor jevnt pengene er fordelt: hvor stor del den minste halvparten – eller en annen andel – av "
        "bidragsytere, mottakere, regioner eller temaer står for.",
    ),
    definition="For each k, the share of the money that the k smallest parties have together, as bounds over all "
    "amounts that are possible.",
    formula="L(k/n) = sum of the k smallest x / sum of all x",
    unit="share of the parties, and of the money",
    graph="tables",
    keys=("by", "level", "rank"),
    values=dict.fromkeys(("share_of_parties", "share_of_money_low", "share_of_money_high"), (0, 1)),
    n="n",
    undefined="The amount of the party is not known, all amounts are zero, or an amount has no upper bound.",
    source="Lorenz 1905, Publ. Am. Stat. Assoc. 9:209-219",
    compute=lorenz,
)
