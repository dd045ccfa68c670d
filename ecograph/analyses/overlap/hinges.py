"""Which single project or source an overlap hinges on, found without computing it anew for each of them.

Whatever a set has, it has on one or more grounds, and each ground rests on a project, on sources, or on both. An item
is lost when a project or source is taken away on which every ground of one side rests.
"""

import polars as pl

from ecograph.metrics.amounts import KINDS
from ecograph.metrics.holdings import LEVELS, NOT_SHARED_WORK, Sets
from ecograph.network import Network

Grounds = pl.DataFrame
"""``set``, ``dimension``, ``item``, ``project`` (null where none is needed) and ``sources``; a row for each ground."""

PROJECT, SOURCE = "project", "source"

_COLUMNS = ("set", "dimension", "item", "project", "sources")


def grounds(network: Network, sets: Sets) -> Grounds:
    """Return on what each set has each of its items, in the dimensions of ``holdings``.

    Taken away are statements: who belongs, takes part, pays and is tagged. The organisations and projects themselves
    stay, so that the seat of an organisation of the set rests on nothing. A project that any set names is not taken
    away, since it is what is compared.

    Args:
        network: The network.
        sets: For each set its organisations and projects.

    Returns:
        A row for each ground; the items are exactly those of ``holdings``.
    """
    pairs = [(name, own) for name, ids in sets.items() for own in sorted(set(ids))]
    inside = pl.DataFrame(pairs, schema={"set": pl.String, "id": pl.String}, orient="row")
    eco = network.ecosystem
    nodes = pl.Series(network.organisations, dtype=pl.String).implode()
    work = eco.projects.filter(~pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"].implode()
    taking_part = eco.participations.filter(pl.col("project_id").is_in(work) & pl.col("org_id").is_in(nodes)).select(
        "org_id", project="project_id", source="source_id"
    )
    nothing = pl.lit(None, pl.String)
    named = inside.join(eco.projects.select(id="project_id"), on="id").select(
        "set", subject="id", project=nothing, own=nothing
    )
    through = inside.join(taking_part, left_on="id", right_on="org_id").select(
        "set", "project", subject="project", own="source"
    )
    projects = pl.concat([named, through.select("set", "subject", "project", "own")])
    others = taking_part.select(subject="project", item="org_id", source="source")
    partners = _outside(projects.join(others, on="subject"), inside)
    belonging = eco.memberships.filter(pl.col("org_id").is_in(nodes)).select(
        id="cluster_id", item="org_id", source="source_id"
    )
    members = inside.join(belonging, on="id").select("set", "item", "source", project=nothing, own=nothing)
    itself = inside.select("set", subject="id", project=nothing, own=nothing)
    subjects = pl.concat([itself, projects]).unique()
    received = subjects.join(_received(network), on="subject")
    known = pl.Series([*network.organisations, *network.projects], dtype=pl.String).implode()
    tags = eco.tags.select("subject", item="theme_id", source="source_id")
    found = {
        "members": _outside(members, inside),
        "projects": projects.select("set", "project", "own", item="subject", source=nothing),
        "partners": partners,
        "funders": _outside(received.filter(pl.col("item").is_in(known)), inside),
        "themes": subjects.join(tags, on="subject"),
        "regions": _regions(network, inside, pl.concat([_stated(members), _stated(partners)])),
        "money": _outside(received.filter(~pl.col("is_again")), inside).with_columns(item="flow_id"),
    }
    return (
        pl.concat(
            _stated(frame).select("set", "item", "project", dimension=pl.lit(dimension), sources=_sources())
            for dimension, frame in found.items()
        )
        .select(_COLUMNS)
        .with_columns(project=pl.when(~pl.col("project").is_in(inside["id"].implode())).then("project"))
    )


def lost(stated: Grounds, shared: pl.DataFrame) -> pl.DataFrame:
    """Return how much of what pairs share is lost without each project or source that something of it rests on.

    Args:
        stated: The grounds.
        shared: ``left``, ``right``, ``dimension`` and ``item``: what each pair shares.

    Returns:
        ``left``, ``right``, ``dimension``, ``kind`` (project or source), ``id``, ``n_lost``.
    """
    n_grounds = stated.group_by("set", "dimension", "item").agg(n=pl.len())
    numbered = stated.with_row_index("at")
    on_project = numbered.drop_nulls("project").select(
        "at", "set", "dimension", "item", kind=pl.lit(PROJECT), id="project"
    )
    on_source = (
        numbered.select("at", "set", "dimension", "item", "sources", kind=pl.lit(SOURCE))
        .explode("sources", empty_as_null=False, keep_nulls=False)
        .rename({"sources": "id"})
        .select(on_project.columns)
    )
    key = ["set", "dimension", "item"]
    essential = (
        pl.concat([on_project, on_source])
        .group_by(*key, "kind", "id")
        .agg(n_on=pl.col("at").n_unique())
        .join(n_grounds, on=key)
        .filter(pl.col("n_on") == pl.col("n"))
        .select(*key, "kind", "id")
    )
    sides = [
        shared.join(essential.rename({"set": side}), on=[side, "dimension", "item"]).select(
            "left", "right", "dimension", "item", "kind", "id"
        )
        for side in ("left", "right")
    ]
    order = ["left", "right", "dimension", "kind", "id"]
    return pl.concat(sides).unique().group_by(order).agg(n_lost=pl.len().cast(pl.Int64)).sort(order)


def _stated(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select("set", "item", "project", "own", "source")


def _sources() -> pl.Expr:
    return pl.concat_list("own", "source").list.drop_nulls().list.unique().list.sort()


def _outside(held: pl.DataFrame, inside: pl.DataFrame) -> pl.DataFrame:
    return held.join(inside.rename({"id": "item"}), on=("set", "item"), how="anti")


def _received(network: Network) -> pl.DataFrame:
    """Return ``subject`` (who is paid), ``item`` (one payer, or null), ``flow_id``, ``is_again`` and ``source``."""
    is_funding = pl.col("kind").is_in(KINDS) & pl.col("level").is_in(LEVELS)
    return (
        network.ecosystem.flows.filter(is_funding)
        .select(
            "flow_id",
            item="payers",
            subject="recipients",
            source="source_id",
            is_again=pl.col("restates").is_not_null(),
        )
        .explode("item", empty_as_null=True)
        .explode("subject", empty_as_null=True)
        .drop_nulls("subject")
    )


def _regions(network: Network, inside: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    nothing = pl.lit(None, pl.String)
    own = inside.select("set", item="id", project=nothing, own=nothing, source=nothing)
    seats = network.ecosystem.organisations.drop_nulls("region").select("region", item="org_id")
    return pl.concat([own, others]).join(seats, on="item").with_columns(item="region")
