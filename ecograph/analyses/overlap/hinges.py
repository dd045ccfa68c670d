"""Which single project or source an overlap hinges on, found without computing it anew for each of them.

Whatever a set has, it has on one or more grounds, and each ground rests on a project, on sources, or on both. An item
is lost when a project or source is taken away on which every ground of one side rests.
"""

import polars as pl

from ecograph.metrics.holdings import Grounds

PROJECT, SOURCE = "project", "source"


def lost(stated: Grounds, shared: pl.DataFrame) -> pl.DataFrame:
    """Return how much of what pairs share is lost without each project or source that something of it rests on.

    Args:
        stated: What ``metrics.holdings.grounds`` returns.
        shared: ``left``, ``right``, ``dimension`` and ``item``: what each pair shares.

    Returns:
        ``left``, ``right``, ``dimension``, ``kind`` (project or source), ``id``, ``n_lost``.
    """
    n_grounds = stated.group_by("set", "dimension", "item").agg(n=pl.len())
    numbered = stated.with_row_index("at")
    on_project = numbered.drop_nulls("project").select(
        "at", "set", "dimension", "item", kind=pl.lit(PROJECT), id="project"
    )
    on_source = pl.concat(
        numbered.drop_nulls(column).select("at", "set", "dimension", "item", kind=pl.lit(SOURCE), id=column)
        for column in ("own_source", "source")
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
