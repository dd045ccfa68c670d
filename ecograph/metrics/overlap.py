"""What two clusters share: members, projects, project partners and funders, pair by pair."""

import polars as pl

from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.amounts import KINDS
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS, reference

DIMENSIONS = ("members", "projects", "partners", "funders")

LEVELS = ("grant", "paid")
"""How far money must have come for its payer to be a funder; a call or a budget is not yet anyone's."""

NOT_SHARED_WORK = ("meeting",)
"""Kinds of project that clusters attend rather than work on; they are left out of every overlap."""

Sets = pl.DataFrame
"""``cluster``, ``dimension``, ``item``, ``rows``: what each cluster holds, and the rows that say so."""


def overlap(network: Network, clusters: list[str] | None = None) -> pl.DataFrame:
    """Return what each pair of clusters shares, by dimension.

    members: organisations known to belong to the cluster. projects: projects it takes part in, meetings left
    out. partners: the other organisations in those projects, the two clusters themselves left out. funders:
    payers of grants and payments to the cluster or to one of those projects.

    The overlap rests on what is known: a cluster with few known members shares few. Take
    ``ecosystem.without_purpose("merger")`` first to leave out the projects made for a merger.

    Args:
        network: The network.
        clusters: The ids of two or more clusters; all organisations of the kind cluster when None.

    Returns:
        ``left``, ``left_name``, ``right``, ``right_name``, ``dimension``, ``n_left``, ``n_right``, ``n_shared``,
        ``n_union``, ``jaccard``
        (shared / union, 0..1), ``overlap_coefficient`` (shared / the smaller, Szymkiewicz-Simpson, 0..1),
        ``reason``, ``shared`` (ids), ``rows``. Both shares are null where a set they divide by is empty.

    Raises:
        EcographError: Fewer than two clusters, one named twice, or one that the network does not have.

    By hand: a in p and q, b in q and r: 1 shared of 3, Jaccard 1/3, overlap coefficient 1/2.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "aq", "bq", "br")
    ...     ],
    ... )
    >>> found = overlap(Network.of(eco), ["a", "b"]).filter(dimension="projects")
    >>> found.select("n_shared", "n_union", "jaccard", "overlap_coefficient").rows()
    [(1, 3, 0.3333333333333333, 0.5)]
    """
    chosen = _chosen(network, clusters)
    sets = _holdings(network, chosen)
    pairs = (
        pl.DataFrame({"left": chosen}, schema={"left": pl.String})
        .join(pl.DataFrame({"right": chosen}, schema={"right": pl.String}), how="cross", maintain_order="left_right")
        .filter(pl.col("left") < pl.col("right"))
        .join(pl.DataFrame({"dimension": DIMENSIONS}), how="cross", maintain_order="left_right")
    )
    both = sets.join(sets, on=("dimension", "item"), suffix="_right").filter(
        pl.col("cluster") < pl.col("cluster_right")
    )
    shared = (
        both.group_by(left="cluster", right="cluster_right", dimension="dimension")
        .agg(
            shared=pl.col("item").sort(),
            rows=pl.concat_list(ROWS, f"{ROWS}_right").explode(keep_nulls=False, empty_as_null=False),
        )
        .with_columns(pl.col(ROWS).list.unique().list.sort())
    )
    table = pairs.join(shared, on=("left", "right", "dimension"), how="left", maintain_order="left")
    table = table.with_columns(pl.col("shared").fill_null([]), pl.col(ROWS).fill_null([]))
    return _shares(_named(_sized(table, sets), network))


def _chosen(network: Network, clusters: list[str] | None) -> list[str]:
    bodies = network.ecosystem.organisations
    if clusters is None:
        inside = bodies.filter((pl.col("kind") == "cluster") & pl.col("org_id").is_in(network.organisations))
        return sorted(inside["org_id"])
    unknown = [cluster for cluster in clusters if cluster not in network.organisations]
    if unknown:
        raise EcographError(f"no organisation {', '.join(unknown)} in the network: name clusters by their id")
    if len(clusters) < 2 or len(set(clusters)) < len(clusters):  # noqa: PLR2004 - an overlap is of two
        raise EcographError(f"found the clusters {', '.join(clusters) or '(none)'}, expected two or more, each once")
    return sorted(clusters)


def _holdings(network: Network, clusters: list[str]) -> Sets:
    """Return ``cluster``, ``dimension``, ``item``, ``rows`` for what each cluster holds."""
    eco = network.ecosystem
    known = pl.Series(network.organisations, dtype=pl.String).implode()
    work = eco.projects.filter(~pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"].implode()
    taking_part = eco.participations.filter(pl.col("project_id").is_in(work) & pl.col("org_id").is_in(known)).select(
        "org_id", "project_id", reference("participations")
    )
    own = taking_part.filter(pl.col("org_id").is_in(clusters)).rename({"org_id": "cluster"})
    members = eco.memberships.filter(pl.col("cluster_id").is_in(clusters) & pl.col("org_id").is_in(known)).select(
        cluster="cluster_id", item="org_id", rows=reference("memberships")
    )
    partners = own.join(taking_part, on="project_id", suffix="_item").filter(pl.col("cluster") != pl.col("org_id"))
    sets = {
        "members": members,
        "projects": own.rename({"project_id": "item"}),
        "partners": partners.select("cluster", item="org_id", rows=f"{ROWS}_item"),
        "funders": _funders(network, own, clusters),
    }
    whole = pl.concat(
        found.select("cluster", pl.lit(dimension).alias("dimension"), "item", ROWS) for dimension, found in sets.items()
    )
    return whole.group_by("cluster", "dimension", "item").agg(ROWS)


def _funders(network: Network, own: pl.DataFrame, clusters: list[str]) -> pl.DataFrame:
    is_funding = pl.col("kind").is_in(KINDS) & pl.col("level").is_in(LEVELS)
    flows = network.ecosystem.flows.filter(is_funding).select("payers", "recipients", reference("flows"))
    known = [*network.organisations, *network.projects]
    paid = flows.explode("payers").explode("recipients").drop_nulls().filter(pl.col("payers").is_in(known))
    direct = pl.DataFrame(
        {"cluster": clusters, "recipients": clusters}, schema={"cluster": pl.String, "recipients": pl.String}
    )
    through = own.select("cluster", recipients="project_id")
    receiving = pl.concat([direct, through]).unique()
    found = receiving.join(paid, on="recipients").filter(pl.col("cluster") != pl.col("payers"))
    return found.select("cluster", item="payers", rows=ROWS)


def _sized(table: pl.DataFrame, sets: Sets) -> pl.DataFrame:
    """Return the pairs with the sizes of both sets, not counting the other cluster as a partner."""
    sizes = sets.group_by("cluster", "dimension").agg(n=pl.len().cast(pl.Int64))
    partners = sets.filter(dimension="partners").select("cluster", "item", "dimension", n_other=pl.lit(1, pl.Int64))
    for side, other in (("left", "right"), ("right", "left")):
        own = sizes.rename({"cluster": side})
        each_other = partners.rename({"cluster": side, "item": other})
        size = pl.col("n").fill_null(0) - pl.col("n_other").fill_null(0)
        table = (
            table.join(own, on=(side, "dimension"), how="left", maintain_order="left")
            .join(each_other, on=(side, other, "dimension"), how="left", maintain_order="left")
            .with_columns(size.alias(f"n_{side}"))
            .drop("n", "n_other")
        )
    return table


def _named(table: pl.DataFrame, network: Network) -> pl.DataFrame:
    for side in ("left", "right"):
        names = network.ecosystem.organisations.select(
            pl.col("org_id").alias(side), pl.col("name").alias(f"{side}_name")
        )
        table = table.join(names, on=side, how="left", maintain_order="left")
    return table


def _shares(table: pl.DataFrame) -> pl.DataFrame:
    smaller = pl.min_horizontal("n_left", "n_right")
    reason = (
        pl.when(pl.col("n_union") == 0)
        .then(pl.lit("neither has any"))
        .when(smaller == 0)
        .then(pl.lit("one of them has none"))
    )
    return (
        table.with_columns(n_shared=pl.col("shared").list.len().cast(pl.Int64))
        .with_columns(n_union=pl.col("n_left") + pl.col("n_right") - pl.col("n_shared"))
        .with_columns(
            jaccard=pl.when(pl.col("n_union") > 0).then(pl.col("n_shared") / pl.col("n_union")),
            overlap_coefficient=pl.when(smaller > 0).then(pl.col("n_shared") / smaller),
            reason=reason,
        )
        .select(
            *("left", "left_name", "right", "right_name", "dimension", "n_left", "n_right", "n_shared", "n_union"),
            *("jaccard", "overlap_coefficient", REASON, "shared", ROWS),
        )
    )


OVERLAP = Metric(
    name="overlap",
    title=Words(en="overlap", da="overlap", nb="overlapp"),
    sentence=Words(
        en="What two clusters have in common: members, projects, partners and funders.",
        da="Hvad to klynger har til fælles: medlemmer, projekter, samarbejdspartnere og finansieringskilder.",
        nb="Hva to klynger har til felles: medlemmer, prosjekter, samarbeidspartnere og finansieringskilder.",
    ),
    definition="The members, projects, partners and funders that two clusters both have.",
    formula="jaccard = shared / union; overlap_coefficient = shared / the smaller set",
    unit="share",
    graph="tables",
    keys=("left", "right", "dimension"),
    values={"jaccard": (0, 1), "overlap_coefficient": (0, 1)},
    n="n_union",
    undefined="A set to divide by is empty.",
    source="Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37:547-579; Szymkiewicz 1934; Simpson 1943",
    compute=overlap,
)
