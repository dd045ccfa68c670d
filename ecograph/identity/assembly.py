"""The tables after joining, put together again: each thing once, each fact kept, no row pointing to nothing."""

from collections.abc import Mapping

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.bodies import line_of_row
from ecograph.identity.merging import acyclic, further_sources, gathered, merged
from ecograph.identity.restatements import contained, restated
from ecograph.identity.rewriting import BEFORE, COUNTED, ONCE, followed, key_text, numbered, once, plain
from ecograph.schema import TABLE, TABLES

ONE_ROW = ("organisations", "projects", "frameworks", "themes")
"""Tables whose rows of one key become one row."""


def assembled(
    tables: Mapping[str, pl.DataFrame], renamed: Mapping[str, pl.DataFrame], projects: Mapping[str, str]
) -> tuple[dict[str, pl.DataFrame], tuple[Issue, ...]]:
    """Return the tables of the schema, and what had to be left out.

    Args:
        tables: The tables before joining.
        renamed: The rows with their new ids, as ``rewriting.renamed`` gives them, the organisations in the order in
            which they speak for their group.
        projects: The canonical id of each project.
    """
    rows = dict(renamed)
    for name in COUNTED:
        rows[name] = numbered(TABLE[name], rows[name])
    before = {table.name: tables[table.name].select(key_text(table)).to_series() for table in TABLES}
    evidence = [followed(rows["evidence"].select(TABLE["evidence"].names), rows, before)]
    evidence.append(further_sources(TABLE["projects"], rows["projects"]))
    is_own_parent = pl.col("parent_id") == pl.col("org_id")
    rows["organisations"] = rows["organisations"].with_columns(
        parent_id=pl.when(~is_own_parent.fill_null(value=False)).then("parent_id")
    )
    rows["names"] = _named(rows)
    for name in ONE_ROW:
        rows[name], differing = merged(TABLE[name], rows[name])
        evidence.append(differing)
    for name in ONCE:
        rows[name] = once(TABLE[name], rows[name])
    rows["organisations"], issues = _without_circles(rows["organisations"])
    flows = _without_lost(rows["flows"])
    new = {old: now for old, now in projects.items() if old != now}
    known = rows["projects"]["project_id"]
    rows["flows"] = contained(restated(flows, known, new), known, new)
    rows["evidence"] = gathered(pl.concat(evidence))
    return {table.name: plain(table, rows[table.name]) for table in TABLES}, issues


def _named(rows: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the names, with those of the bodies that were joined into another as aliases of it."""
    bodies = rows["organisations"].with_columns(whole=pl.col("name").first().over("org_id"))
    others = bodies.filter(pl.col("name") != pl.col("whole")).with_columns(kind=pl.lit("alias"))
    kept = (name for name in others.columns if name in rows["names"].columns and name != BEFORE)
    return pl.concat([rows["names"], others.select(kept)], how="diagonal")


def _without_circles(organisations: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Issue, ...]]:
    """Return the organisations without parents that make one a part of itself, and an issue for each."""
    has_parent = organisations.filter(pl.col("parent_id").is_not_null())
    gone = sorted(acyclic(dict(has_parent.select("org_id", "parent_id").iter_rows())))
    is_gone = pl.col("org_id").is_in(gone)
    found = has_parent.filter(is_gone).select("source_id", line_of_row().alias("line"), "org_id", "parent_id")
    issues = tuple(
        Issue(
            source,
            line,
            "parent_id",
            "identity",
            f"found {org} above itself after joining, through {parent}, expected a chain that ends; "
            f"its parent is left out: correct it in one of the sources",
        )
        for source, line, org, parent in found.sort("org_id").iter_rows()
    )
    return organisations.with_columns(parent_id=pl.when(~is_gone).then("parent_id")), issues


def _without_lost(flows: pl.DataFrame) -> pl.DataFrame:
    """Return the flows without references to flows that were left out."""
    known = flows["flow_id"].implode()
    return flows.with_columns(
        pl.when(pl.col(name).is_in(known)).then(name).alias(name) for name in ("part_of", "restates")
    )
