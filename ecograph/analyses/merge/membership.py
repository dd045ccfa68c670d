"""Whom the merged body would have as members and partners: known twice, only through one of them, or leaving."""

from collections.abc import Collection, Sequence

import polars as pl

from ecograph.analyses.answer import Result
from ecograph.analyses.known import place_called
from ecograph.analyses.merge.labels import STATUS, organisations
from ecograph.analyses.merge.merger import Merger
from ecograph.analyses.merge.reasons import REASONS
from ecograph.language import Words
from ecograph.language.values import VALUES
from ecograph.metrics.holdings import each_holdings
from ecograph.metrics.metric import REASON
from ecograph.metrics.reported_members import NOT_REPORTED, latest
from ecograph.metrics.reported_members import reported as all_reported
from ecograph.network import Network
from ecograph.rows import ROWS

HELD_AS = {"members": "member", "partners": "partner"}
"""The dimensions of what a cluster holds that are organisations around it, with the word for one of them."""


def members_of(network: Network, clusters: Sequence[str], *, leaves: Collection[str] = ()) -> pl.DataFrame:
    """Return the organisations around some clusters, with the clusters they are known in.

    A member belongs to a cluster; a partner takes part in one of its projects, meetings left out
    (``metrics.holdings``). An organisation may be both, in a row each. The clusters themselves are not among them.

    Args:
        network: The network.
        clusters: The ids of the clusters.
        leaves: The ids of the organisations whose memberships end.

    Returns:
        ``held_as`` (member or partner), ``organisation``, ``name``, ``kind``, ``helix``, ``region`` (null where not
        known), ``n_clusters`` (1 or more), ``through`` (the clusters it is known in, sorted), ``status`` (doubled:
        known in two or more; only through one; leaves: a member that does not follow), ``reason`` (always null: the
        columns of the organisation have none), ``rows`` (memberships or participations). By ``held_as``,
        those in most clusters first, then by id.

    By hand: x is a member of a and of b, y of b alone.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abxy"],
    ...     memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in ("xa", "xb", "yb")],
    ... )
    >>> members_of(Network.of(eco), ["a", "b"]).select("organisation", "n_clusters", "status").rows()
    [('x', 2, 'doubled'), ('y', 1, 'only through one')]
    """
    held = each_holdings(network, clusters).filter(
        pl.col("dimension").is_in(list(HELD_AS)) & ~pl.col("item").is_in(list(clusters))
    )
    held_as = pl.col("dimension").cast(pl.String).replace(HELD_AS)
    found = held.group_by(held_as=held_as, organisation="item").agg(
        pl.col("set").n_unique().cast(pl.Int64).alias("n_clusters"),
        pl.col("set").unique().sort().alias("through"),
        pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort(),
    )
    bodies = network.ecosystem.organisations.select("name", "kind", "helix", "region", organisation="org_id")
    goes = pl.col("organisation").is_in(sorted(leaves)) & (pl.col("held_as") == "member")
    return (
        found.join(bodies, on="organisation", how="left")
        .with_columns(
            pl.lit(None, pl.String).alias(REASON),
            status=pl.when(goes)
            .then(pl.lit("leaves"))
            .when(pl.col("n_clusters") > 1)
            .then(pl.lit("doubled"))
            .otherwise(pl.lit("only through one")),
        )
        .sort(["held_as", "n_clusters", "organisation"], descending=[False, True, False])
        .select(
            *("held_as", "organisation", "name", "kind", "helix", "region"),
            *("n_clusters", "through", "status", REASON, ROWS),
        )
    )


def members(merger: Merger) -> Result:
    """Return ``members_of`` the bodies of a merger as a table of its answer."""
    table = members_of(merger.before, merger.clusters, leaves=merger.leaves)
    shown = ("held_as", "name", "kind", "region", "n_clusters", "through", "status")
    named = organisations(merger.before.ecosystem, merger.clusters)
    regions = {region: place_called("region", region) for region in table["region"].drop_nulls().unique().sort()}
    words = named | regions | STATUS | VALUES["organisation_kind"]
    return Result("members", MEMBERS, MEMBERS_MEANING, ("held_as", "organisation"), table, shown, words)


def reported(network: Network, clusters: Sequence[str]) -> pl.DataFrame:
    """Return how many members each cluster has by its last report, beside how many are known by name.

    The last report is that of ``metrics.reported_members.latest``.

    Returns:
        ``cluster``, ``name``, ``n_known`` (organisations known as members), ``reported`` (as stated), ``qualifier``
        (how vague), ``as_of``, ``reason`` (why ``reported`` is null), ``rows``; by cluster.
    """
    figures = latest(all_reported(network)).select("qualifier", "cluster", as_of="date", reported="value", figure=ROWS)
    held = each_holdings(network, clusters).filter(pl.col("dimension") == "members")
    known = held.group_by(cluster="set").agg(
        pl.len().cast(pl.Int64).alias("n_known"), pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False)
    )
    names = network.ecosystem.organisations.select("name", cluster="org_id")
    missing = pl.when(pl.col("reported").is_null()).then(pl.lit(NOT_REPORTED))
    rows = pl.col(ROWS).fill_null([]).list.concat(pl.concat_list("figure").list.drop_nulls())
    return (
        pl.DataFrame({"cluster": sorted(clusters)}, schema={"cluster": pl.String})
        .join(names, on="cluster", how="left")
        .join(known, on="cluster", how="left")
        .join(figures, on="cluster", how="left")
        .with_columns(pl.col("n_known").fill_null(0), missing.alias(REASON), rows.list.unique().list.sort().alias(ROWS))
        .sort("cluster")
        .select("cluster", "name", "n_known", "reported", "qualifier", "as_of", REASON, ROWS)
    )


def sizes(merger: Merger) -> Result:
    """Return the ``reported`` numbers of members of the bodies of a merger as a table of its answer."""
    table = reported(merger.before, merger.clusters)
    shown = ("name", "n_known", "reported", "qualifier", "as_of", REASON)
    return Result("sizes", SIZES, SIZES_MEANING, ("cluster",), table, shown, VALUES["qualifier"] | REASONS)


MEMBERS = Words(
    en="members and partners of the merging bodies",
    da="medlemmer af og partnere til dem, der fusionerer",
    nb="medlemmer av og partnere til dem som slås sammen",
)

MEMBERS_MEANING = Words(
    en="Doubled: known in two or more of the bodies. Only through one: the merged body has it thanks to that one "
    "alone. Leaves: its membership ends. Only organisations known by name are listed, not all there are.",
    da="Hos flere: kendt hos to eller flere. Kun gennem én: den fusionerede har den kun i kraft af den ene. Følger "
    "ikke med: medlemskabet ophører. Kun organisationer, der er kendt ved navn, står her – ikke alle, der findes.",
    nb="Hos flere: kjent hos to eller flere. Bare gjennom én: den sammenslåtte har den bare i kraft av den ene. Følger "
    "ikke med: medlemskapet opphører. Bare organisasjoner som er kjent ved navn, står her – ikke alle som finnes.",
)

SIZES = Words(en="members known and reported", da="kendte og oplyste medlemmer", nb="kjente og oppgitte medlemmer")

SIZES_MEANING = Words(
    en="How many members are known by name, and how many each body last reported. Whether those that are missing are "
    "members of several, this data cannot tell.",
    da="Hvor mange medlemmer der er kendt ved navn, og hvor mange hver enkelt senest har oplyst. Om de manglende er "
    "medlemmer flere steder, kan data ikke vise.",
    nb="Hvor mange medlemmer som er kjent ved navn, og hvor mange hver enkelt sist oppga. Om de som mangler, er "
    "medlemmer flere steder, kan dataene ikke vise.",
)
