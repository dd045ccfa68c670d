"""What each merging cluster brings along: shared out exactly, so that the order of the merger does not matter."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from ecograph.algorithms.shapley import shapley, union_sizes
from ecograph.analyses.answer import Result
from ecograph.analyses.merge.coverage import covered
from ecograph.analyses.merge.labels import CONTRIBUTED
from ecograph.analyses.merge.membership import members_of
from ecograph.analyses.merge.merger import merger
from ecograph.analyses.merge.reasons import NOT_ANY, REASONS
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS

MOST = 16
"""The greatest number of clusters: with 16 there are 65,536 coalitions."""

CELL = ("theme_id", "region", "helix")

DIGITS = 9
"""Decimals of a contribution, so that two that are the same do not differ by their last digit."""

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "axis": pl.String,
    "cluster": pl.String,
    "name": pl.String,
    "value": pl.Float64,
    "share": pl.Float64,
    "alone": pl.Int64,
    "only": pl.Int64,
    "total": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}


def contributions(
    network: Network, clusters: Sequence[str], *, framework: str | None = None, name: str | None = None
) -> Result:
    """Return what each cluster contributes to what all of them cover and reach together.

    Two axes: ``coverage``, the cells of theme, region and helix (``covered``), and ``reach``, the organisations known
    as members or partners (``members_of``). A contribution is the exact Shapley value (Shapley 1953): the mean, over
    all orders in which the clusters could join, of what a cluster adds to those before it. Contributions sum to the
    total; a thing that k clusters hold counts 1/k for each of them.

    Args:
        network: The network.
        clusters: Two to ``MOST`` clusters, each by its id or a name.
        framework: Only themes of this framework; of all when None.
        name: What they would become. An organisation of that name or id is left out first, as in ``merge``.

    Returns:
        ``axis``, ``cluster``, ``name``, ``value`` (the contribution, from ``only``/1 to ``alone``), ``share`` (of the
        total, 0..1), ``alone`` (what it covers or reaches by itself), ``only`` (what none of the others does),
        ``total`` (of all together), ``reason`` (why the share is null), ``rows`` (what its own part rests on); by
        axis, then the greatest value first, then by id.

    Raises:
        EcographError: Too many clusters, or what ``merger`` and ``covered`` refuse.

    By hand: x is a member of a and of b, y of b alone. a contributes half of x, b the other half and y.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abxy"],
    ...     memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in ("xa", "xb", "yb")],
    ... )
    >>> found = contributions(Network.of(eco), ["a", "b"]).table.filter(axis="reach")
    >>> found.select("cluster", "value", "alone", "only", "total").rows()
    [('b', 1.5, 2, 1, 2), ('a', 0.5, 1, 0, 2)]
    """
    if len(clusters) > MOST:
        raise EcographError(f"found {len(clusters)} clusters, expected at most {MOST}: leave some out")
    found = merger(network, clusters, name=" + ".join(clusters) if name is None else name)
    merging, before = found.clusters, found.before
    cells = covered(before, merging, framework).select("cluster", pl.concat_list(*CELL).alias("thing"), ROWS)
    around = members_of(before, merging).explode("through", keep_nulls=False, empty_as_null=False)
    reach = around.select(cluster="through", thing=pl.concat_list("organisation"), rows=ROWS)
    bodies = before.ecosystem.organisations.select("name", cluster="org_id")
    parts = [_shared_out(held, merging, axis) for axis, held in (("coverage", cells), ("reach", reach))]
    table = (
        pl.concat(parts)
        .join(bodies, on="cluster", how="left")
        .sort(["axis", "value", "cluster"], descending=[False, True, False])
        .select(pl.col(column).cast(kind) for column, kind in SCHEMA.items())
    )
    shown, words = ("axis", "name", "value", "share", "alone", "only", "total", REASON), CONTRIBUTED | REASONS
    return Result("contributions", CONTRIBUTIONS, CONTRIBUTIONS_MEANING, ("axis", "cluster"), table, shown, words)


def _shared_out(held: pl.DataFrame, clusters: Sequence[str], axis: str) -> pl.DataFrame:
    """Return one axis of the table.

    Args:
        held: ``cluster``, ``thing`` and ``rows``.
        clusters: All clusters.
        axis: The name of the axis.
    """
    n = len(clusters)
    bits = {cluster: 1 << place for place, cluster in enumerate(clusters)}
    pairs = (
        held.select("cluster", "thing")
        .unique()
        .with_columns(bit=pl.col("cluster").replace_strict(bits, return_dtype=pl.Int64))
    )
    holders = pairs.group_by("thing").agg(pl.col("bit").sum())["bit"].to_numpy()
    together = union_sizes(holders, n)
    total = int(together[-1])
    value = shapley(together).round(DIGITS)
    rows = held.group_by("cluster").agg(pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort())
    own = np.array([1 << place for place in range(n)], dtype=np.int64)
    return (
        pl.DataFrame(
            {
                "cluster": clusters,
                "axis": [axis] * n,
                "value": value,
                "share": value / total if total else [None] * n,
                "alone": together[own],
                "only": total - together[own ^ (2**n - 1)],
                "total": [total] * n,
                REASON: [None if total else NOT_ANY] * n,
            },
            schema_overrides={"share": pl.Float64, REASON: pl.String},
        )
        .join(rows, on="cluster", how="left")
        .with_columns(pl.col(ROWS).fill_null([]))
    )


CONTRIBUTIONS = Words(
    en="what each cluster contributes",
    da="hvad hver klynge bidrager med",
    nb="hva hver klynge bidrar med",
)

CONTRIBUTIONS_MEANING = Words(
    en="Coverage counts themes by region and sphere, reach counts known members and partners. The value is the mean of "
    "what a cluster adds, over every order in which the clusters could join; the values sum to the total. Only what is "
    "known counts: a cluster about which little is written contributes little here.",
    da="Dækning tæller temaer efter region og sektor, rækkevidde kendte medlemmer og partnere. Værdien er "
    "gennemsnittet af det, en klynge tilføjer, over alle rækkefølger klyngerne kunne gå sammen i; lagt sammen giver "
    "værdierne totalen. Kun det kendte tæller: En klynge, der er skrevet lidt om, bidrager her med lidt.",
    nb="Dekning teller temaer etter region og sektor, rekkevidde kjente medlemmer og partnere. Verdien er "
    "gjennomsnittet av det en klynge tilfører, over alle rekkefølger klyngene kunne gå sammen i; lagt sammen gir "
    "verdiene totalen. Bare det kjente teller: En klynge det er skrevet lite om, bidrar her med lite.",
)
