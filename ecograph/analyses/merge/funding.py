"""What a merger changes in the funding of clusters: how concentrated it is, and who funds two of the bodies."""

import math
from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np
import polars as pl

from ecograph import money
from ecograph.algorithms.inequality import PERCENT, Interval, hhi_bounds
from ecograph.algorithms.matrix import Vector
from ecograph.analyses.answer import Result
from ecograph.analyses.merge.labels import MARKET, STATUS, organisations
from ecograph.analyses.merge.merger import Merger
from ecograph.analyses.merge.reasons import FEW, NO_FLOW, REASONS
from ecograph.closure import closed
from ecograph.ecosystem import Ecosystem
from ecograph.language import Words
from ecograph.metrics.concentration import NO_AMOUNT, NOTHING, OPEN, added, parties
from ecograph.metrics.holdings import LEVELS, each_holdings
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference


def market(network: Network, bodies: Collection[str], *, vagueness: float = money.VAGUENESS) -> pl.DataFrame:
    """Return what each cluster receives of the grants and payments to clusters, in euro, as intervals.

    The market is all grants and payments, in euro over all years, to organisations of the kind cluster, to the
    bodies named, and to the projects in which these may be paid. Money to several is 0 to the whole for each, since
    nobody says how it is split (``metrics.concentration``). A payment that is part of a grant is that grant's money
    and is not counted beside it. Funding that is only called for, budgeted or proposed is nobody's yet. Shares are
    of the known amounts alone.

    Args:
        network: The network.
        bodies: Organisations that are in the market although they are no cluster.
        vagueness: The share by which a vague amount may be off.

    Returns:
        ``cluster``, ``name``, ``low``, ``high`` (euro; null where no amount is known, infinite where it has no upper
        bound), ``share_low``, ``share_high`` (of the whole market, 0 to 1), ``n_flows``, ``n_unknown`` (flows whose
        amount is not known), ``reason``, ``rows`` (the flows to it); by cluster.

    By hand: of 100 euro, a receives 75 and b 25.

    >>> from ecograph.ecosystem import Ecosystem
    >>> flow = {"qualifier": "exact", "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "ab"],
    ...     flows=[
    ...         {**flow, "flow_id": "f", "recipients": ["a"], "amount": 75.0},
    ...         {**flow, "flow_id": "g", "recipients": ["b"], "amount": 25.0},
    ...     ],
    ... )
    >>> market(Network.of(eco), []).select("cluster", "low", "share_high").rows()
    [('a', 75.0, 0.75), ('b', 25.0, 0.25)]
    """
    inside = (pl.col("kind") == "cluster") | pl.col("org_id").is_in(sorted(bodies))
    eco = network.ecosystem
    known = eco.organisations.filter(inside.fill_null(value=False) & pl.col("org_id").is_in(network.organisations))
    grants = eco.flows.filter(pl.col("level") == "grant")["flow_id"]
    again = eco.flows.filter((pl.col("level") == "paid") & pl.col("part_of").is_in(grants.implode()))["flow_id"]
    shares = parties(network, vagueness=vagueness, ways=("recipient",)).filter(
        pl.col("level").is_in(LEVELS)
        & pl.col("party").is_in(known["org_id"].implode())
        & ~pl.col("flow_id").is_in(again.implode())
    )
    sums = added(shares)
    flows = shares.group_by("party").agg(
        pl.col("flow_id").n_unique().cast(pl.Int64).alias("n_flows"),
        pl.col("flow_id").filter(pl.col("low").is_null()).n_unique().cast(pl.Int64).alias("n_unknown"),
        pl.col(ROWS).unique().sort(),
    )
    low, high = sums["low"].to_numpy(), sums["high"].to_numpy()
    least, most = _shares(low, high)
    measured = sums.with_columns(
        share_low=pl.Series(least, dtype=pl.Float64).fill_nan(None),
        share_high=pl.Series(most, dtype=pl.Float64).fill_nan(None),
    )
    why = (
        pl.when(pl.col("n_flows").is_null())
        .then(pl.lit(NO_FLOW))
        .when(pl.col("low").is_null())
        .then(pl.lit(NO_AMOUNT))
        .when(pl.col("share_low").is_null())
        .then(pl.lit(NOTHING))
    )
    return (
        known.select("name", cluster="org_id")
        .join(measured, left_on="cluster", right_on="party", how="left")
        .join(flows, left_on="cluster", right_on="party", how="left")
        .with_columns(why.alias(REASON), pl.col("n_flows", "n_unknown").fill_null(0), pl.col(ROWS).fill_null([]))
        .sort("cluster")
        .select("cluster", "name", "low", "high", "share_low", "share_high", "n_flows", "n_unknown", REASON, ROWS)
    )


def of_market(network: Network, bodies: Collection[str]) -> Network:
    """Return the network of the market alone: its flows, and who pays, is paid, or takes part in what is paid.

    The market of any merger of the bodies is the same there as in the whole network, and found much sooner.

    >>> flow = {"kind": "grant", "level": "grant"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abc"],
    ...     flows=[{**flow, "flow_id": f"to {org}", "payers": ["c"], "recipients": [org]} for org in "ab"],
    ... )
    >>> of_market(Network.of(eco), ["a"]).ecosystem
    Ecosystem(sources=1, organisations=2, flows=1)
    """
    eco = network.ecosystem
    rows = market(network, bodies)[ROWS].explode(keep_nulls=False, empty_as_null=False).unique()
    flows = _related(eco.flows, eco.flows.filter(reference("flows").is_in(rows.implode()))["flow_id"])
    ends = {*flows["payers"].explode(), *flows["recipients"].explode()} - {None}
    projects = eco.projects.filter(pl.col("project_id").is_in(sorted(ends)))
    inside = eco.participations.filter(pl.col("project_id").is_in(projects["project_id"].implode()))
    orgs = ends | set(inside["org_id"]) | set(bodies)
    frames = eco.frames() | {
        "flows": flows,
        "projects": projects,
        "participations": inside,
        "organisations": eco.organisations.filter(pl.col("org_id").is_in(sorted(orgs))),
    }
    return Network.of(Ecosystem.from_frames(eco.title, closed(frames)), extents=network.extents)


def _related(flows: pl.DataFrame, some: pl.Series) -> pl.DataFrame:
    """Return some flows with all that contain them, are part of them, or state them again, whose money is theirs."""
    links = pl.concat([flows.select("flow_id", other=column).drop_nulls() for column in ("part_of", "restates")])
    found = set(some)
    while True:
        near = links.filter(pl.col("flow_id").is_in(sorted(found)) | pl.col("other").is_in(sorted(found)))
        wider = found | set(near["flow_id"]) | set(near["other"])
        if wider == found:
            return flows.filter(pl.col("flow_id").is_in(sorted(found)))
        found = wider


def delta_bounds(low: Vector, high: Vector, merging: Sequence[int]) -> Interval:
    """Return bounds of how much the HHI rises when some of those with a share merge: 2 s_a s_b, summed over pairs.

    Both bounds are the truth where each amount is exact. Otherwise the truth may lie further inside: each share is
    taken at its own least and greatest, and the squares of m shares add up to at least a m-th of their sum squared.

    Args:
        low: The least amount of each.
        high: The greatest amount of each.
        merging: The positions of those that merge.

    Returns:
        In percent squared, 0 to 10000; nan where there is nothing to share.

    By hand: of 30, 30, 20 and 20, the last two merge: 2 * 20 * 20 = 800.

    >>> amounts = np.array([30.0, 30.0, 20.0, 20.0])
    >>> found = delta_bounds(amounts, amounts, [2, 3])
    >>> round(found.low, 9), round(found.high, 9)
    (800.0, 800.0)
    """
    least, most = _shares(low, high)
    together = low[merging].sum(), high[merging].sum()
    others = np.delete(low, merging).sum()
    joint = 1.0 if math.isinf(together[1]) else float(together[1] / (together[1] + others)) if together[1] else math.nan
    pairs = list(combinations(merging, 2))
    rise_low = sum(2 * float(least[i] * least[j]) for i, j in pairs)
    rise_high = sum(2 * float(most[i] * most[j]) for i, j in pairs)
    return Interval(PERCENT * rise_low, PERCENT * min(rise_high, (1 - 1 / len(merging)) * joint**2))


def hhi_of(merger: Merger, *, vagueness: float = money.VAGUENESS) -> pl.DataFrame:
    """Return how concentrated the funding of clusters is before and after a merger, as bounds.

    The HHI is the sum of the squared shares in percent, 10000/n to 10000 (Hirschman 1964, Am. Econ. Rev. 54:761-762),
    over the market of ``market``; the merger adds 2 s_a s_b for each pair of merging bodies. Where money goes to
    several, two of them merging, ``after`` is less vague than before, and differs from before by less than the
    bounds of the delta allow. The thresholds of competition law are not made for this market, and none is applied.

    Returns:
        One row: ``market`` (clusters), ``n_clusters`` (with a known amount), ``n_merging`` (those of them that merge),
        ``before_low``, ``before_high``, ``after_low``, ``after_high``, ``delta_low``, ``delta_high``, ``reason``,
        ``rows`` (all flows of the market). All null where no amount is known; those of after and delta also where
        an amount is known for fewer than two of the merging bodies, since they would then seem to change nothing;
        ``before_high`` and ``after_high`` where an amount has no upper bound.
    """
    before = merger.before.once(market, merger.clusters, vagueness=vagueness)
    after = market(merger.after, [merger.into], vagueness=vagueness)
    known = before.drop_nulls("share_low")
    inside = [i for i, cluster in enumerate(known["cluster"]) if cluster in merger.clusters]
    values = dict.fromkeys(HHI_VALUES, math.nan)
    nothing = NOTHING if (before[REASON] == NOTHING).any() else NO_AMOUNT
    reason = nothing if known.is_empty() else None if len(inside) > 1 else FEW
    now = _hhi(known)
    values |= {"before_low": now.low, "before_high": now.high}
    if reason is None:
        then = _hhi(after.drop_nulls("share_low"))
        delta = delta_bounds(known["low"].to_numpy(), known["high"].to_numpy(), inside)
        # the difference of the bounds is a bound too, and the nearer one where money to several becomes money to one
        most = float(np.fmin(delta.high, then.high - now.low))
        least = min(float(np.fmax(delta.low, then.low - now.high)), most)
        values |= {"after_low": then.low, "after_high": then.high, "delta_low": least, "delta_high": most}
        reason = OPEN if any(math.isnan(value) for value in values.values()) else None
    row = {
        "market": "clusters",
        "n_clusters": known.height,
        "n_merging": len(inside),
        **{name: None if math.isnan(value) else value for name, value in values.items()},
        REASON: reason,
        ROWS: sorted(set(before[ROWS].explode(keep_nulls=False, empty_as_null=False))),
    }
    return pl.DataFrame([row], schema=HHI_SCHEMA)


def funders_of(network: Network, clusters: Sequence[str]) -> pl.DataFrame:
    """Return who funds some clusters or their projects by grants or payments, with the clusters each funds.

    Returns:
        ``funder``, ``name``, ``n_clusters``, ``clusters`` (sorted), ``status`` (doubled: funds two or more; only
        through one), ``reason`` (always null), ``rows`` (flows); those of most clusters first, then by
        id. The clusters themselves are none.
    """
    eco = network.ecosystem
    held = each_holdings(network, clusters).filter(
        (pl.col("dimension") == "funders") & ~pl.col("item").is_in(list(clusters))
    )
    names = pl.concat(
        [eco.organisations.select("name", funder="org_id"), eco.projects.select(name="title", funder="project_id")]
    )
    return (
        held.group_by(funder="item")
        .agg(
            pl.col("set").n_unique().cast(pl.Int64).alias("n_clusters"),
            pl.col("set").unique().sort().alias("clusters"),
            pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .join(names, on="funder", how="left")
        .with_columns(
            pl.lit(None, pl.String).alias(REASON),
            status=pl.when(pl.col("n_clusters") > 1).then(pl.lit("doubled")).otherwise(pl.lit("only through one")),
        )
        .sort(["n_clusters", "funder"], descending=[True, False])
        .select("funder", "name", "n_clusters", "clusters", "status", REASON, ROWS)
    )


def funding(merger: Merger) -> Result:
    """Return the ``market`` before a merger as a table of its answer, with ``is_merging``; those that merge first."""
    table = merger.before.once(market, merger.clusters, vagueness=money.VAGUENESS)
    is_merging = pl.col("cluster").is_in(merger.clusters)
    columns = table.columns
    table = table.with_columns(is_merging=is_merging).select(*columns[:2], "is_merging", *columns[2:])
    table = table.sort(["is_merging", "cluster"], descending=[True, False])
    shown = ("name", "is_merging", "low", "high", "share_low", "share_high", "n_flows", "n_unknown", REASON)
    return Result("funding", FUNDING, FUNDING_MEANING, ("cluster",), table, shown, REASONS)


def hhi(merger: Merger) -> Result:
    """Return ``hhi_of`` a merger as a table of its answer."""
    shown = ("n_clusters", "n_merging", *HHI_VALUES, REASON)
    return Result("hhi", HHI, HHI_MEANING, ("market",), hhi_of(merger), shown, MARKET | REASONS)


def funders(merger: Merger) -> Result:
    """Return ``funders_of`` the bodies of a merger as a table of its answer."""
    table, shown = funders_of(merger.before, merger.clusters), ("name", "n_clusters", "clusters", "status")
    words = organisations(merger.before.ecosystem, merger.clusters) | STATUS
    return Result("funders", FUNDERS, FUNDERS_MEANING, ("funder",), table, shown, words)


def _shares(low: Vector, high: Vector) -> tuple[Vector, Vector]:
    """Return the least and the greatest share of each; nan where there is nothing to share."""
    below = low + np.array([np.delete(high, i).sum() for i in range(len(high))])
    above = np.maximum(low.sum() - low, 0.0)
    least = np.divide(low, below, out=np.where(high > 0, 0.0, np.nan), where=below > 0)
    closed = np.where(np.isfinite(high), high, 1.0)
    share = np.divide(closed, closed + above, out=np.full(len(low), np.nan), where=closed + above > 0)
    return least, np.where(np.isfinite(high), share, 1.0)


def _hhi(table: pl.DataFrame) -> Interval:
    return hhi_bounds(table["low"].to_numpy(), table["high"].to_numpy())


HHI_VALUES = ("before_low", "before_high", "after_low", "after_high", "delta_low", "delta_high")

HHI_SCHEMA = {
    "market": pl.String(),
    "n_clusters": pl.Int64(),
    "n_merging": pl.Int64(),
    **dict.fromkeys(HHI_VALUES, pl.Float64()),
    REASON: pl.String(),
    ROWS: pl.List(pl.String),
}
"""The columns of ``hhi_of``."""

FUNDING = Words(
    en="known grants and payments to clusters",
    da="kendte tilskud og betalinger til klynger",
    nb="kjente tilskudd og betalinger til klynger",
)

FUNDING_MEANING = Words(
    en="In euro over all years, as intervals; money to several is nothing to the whole for each, and a project with "
    "one known partner gives it all. Shares are of what is known. A cluster without an amount may still have received "
    "money.",
    da="I euro over alle år, som intervaller; penge til flere tæller fra nul til hele beløbet for hver, og i et "
    "projekt med én kendt partner tæller alt for den. Andelene er af det, der kendes. En klynge uden beløb kan godt "
    "have fået penge.",
    nb="I euro over alle år, som intervaller; penger til flere teller fra null til hele beløpet for hver, og i et "
    "prosjekt med én kjent partner teller alt for den. Andelene er av det som er kjent. En klynge uten beløp kan godt "
    "ha fått penger.",
)

HHI = Words(
    en="concentration of the funding of clusters (HHI)",
    da="koncentration af klyngernes finansiering (HHI)",
    nb="konsentrasjon av klyngenes finansiering (HHI)",
)

HHI_MEANING = Words(
    en="The sum of the squared shares in percent, before and after, and how much the merger adds. A description, not a "
    "judgement: the thresholds of competition law are not made for public grants.",
    da="Summen af de kvadrerede andele i procent før og efter, og hvor meget fusionen lægger til. En beskrivelse, ikke "
    "en dom: Konkurrencerettens grænser er ikke lavet til offentlige tilskud.",
    nb="Summen av de kvadrerte andelene i prosent før og etter, og hvor mye sammenslåingen legger til. En beskrivelse, "
    "ikke en dom: Konkurranserettens grenser er ikke laget for offentlige tilskudd.",
)

FUNDERS = Words(
    en="funders of the merging bodies",
    da="finansieringskilder for dem, der fusionerer",
    nb="finansieringskilder for dem som slås sammen",
)

FUNDERS_MEANING = Words(
    en="Who gives grants or payments to the bodies or their projects. Doubled: to two or more of them.",
    da="Hvem der giver tilskud eller betalinger til dem eller deres projekter. Hos flere: til to eller flere.",
    nb="Hvem som gir tilskudd eller betalinger til dem eller prosjektene deres. Hos flere: til to eller flere.",
)
