"""Which projects of the merging bodies run beside each other, so that the merged body could bring them together.

This is a short list that can be read at a glance. The analysis ``parallels`` compares wording as well.
"""

from collections.abc import Sequence

import polars as pl

from ecograph import dates
from ecograph.analyses.answer import Result
from ecograph.analyses.known import theme_labels
from ecograph.analyses.merge.labels import organisations
from ecograph.analyses.merge.merger import Merger
from ecograph.analyses.merge.reasons import NO_DATES, REASONS
from ecograph.language import Words
from ecograph.metrics.holdings import each_holdings
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference
from ecograph.schema.vocabulary import MERGER

SIDES = ("left", "right")


def parallel_projects(network: Network, clusters: Sequence[str]) -> pl.DataFrame:
    """Return pairs of projects of different clusters that share a theme or a partner.

    A project is that of each of the clusters that takes part in it; the two of a pair have none of these in common.
    Meetings are left out. Partners are the other organisations, not the clusters.

    Returns:
        ``left``, ``left_title``, ``right``, ``right_title`` (left is first by id), ``left_clusters``,
        ``right_clusters``, ``shared_themes``, ``n_themes``, ``shared_partners``, ``n_partners`` (lists sorted, counts
        0 or more), ``days_together`` (how many days both may have run, 0 where they surely did not; null where a
        start or end is not known), ``is_merger`` (one was made for a merger), ``reason`` (why ``days_together`` is
        null), ``rows`` (the projects, participations of the clusters and shared partners, tags). Those that share both
        themes and partners first, then by the number of shared things, then by ids.

    By hand: a leads p and b leads q; x is in both.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org} for org in "abx"],
    ...     projects=[{"project_id": project, "title": project, "kind": "project"} for project in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bq", "xp", "xq")],
    ... )
    >>> parallel_projects(Network.of(eco), ["a", "b"]).select("left", "right", "shared_partners").rows()
    [('p', 'q', ['x'])]
    """
    eco = network.ecosystem
    held = each_holdings(network, clusters).filter(pl.col("dimension") == "projects").select("set", "item", ROWS)
    owners = held.group_by(project="item").agg(
        pl.col("set").sort().alias("clusters"), pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False)
    )
    inside = pl.col("org_id").is_in(network.organisations) & ~pl.col("org_id").is_in(list(clusters))
    others = eco.participations.filter(inside).select(
        project="project_id", shared="org_id", why=reference("participations")
    )
    tagged = eco.tags.select(project="subject", shared="theme_id", why=reference("tags"))
    partners = _shared(others.join(owners.select("project"), on="project"), "partners")
    themes = _shared(tagged.join(owners.select("project"), on="project"), "themes")
    pairs = partners.join(themes, on=SIDES, how="full", coalesce=True)
    for side in SIDES:
        owned = owners.rename({"project": side, "clusters": f"{side}_clusters", ROWS: f"{side}_rows"})
        pairs = pairs.join(owned, on=side).join(_described(network, side), on=side)
    lists = ("shared_themes", "shared_partners", "themes_rows", "partners_rows")
    apart = pl.col("left_clusters").list.set_intersection("right_clusters").list.len() == 0
    found = pairs.filter(apart).with_columns(pl.col(lists).fill_null([]))
    rows = pl.concat_list("left_rows", "right_rows", "themes_rows", "partners_rows", "left_project", "right_project")
    counted = found.with_columns(
        rows.list.unique().list.sort().alias(ROWS),
        pl.when(_together().is_null()).then(pl.lit(NO_DATES)).alias(REASON),
        n_themes=pl.col("shared_themes").list.len().cast(pl.Int64),
        n_partners=pl.col("shared_partners").list.len().cast(pl.Int64),
        days_together=_together(),
        is_merger=pl.col("left_is_merger") | pl.col("right_is_merger"),
    )
    both = (pl.col("n_themes") > 0) & (pl.col("n_partners") > 0)
    order = [both, pl.col("n_themes") + pl.col("n_partners"), pl.col("left"), pl.col("right")]
    return counted.sort(order, descending=[True, True, False, False]).select(*COLUMNS)


def projects(merger: Merger) -> Result:
    """Return the ``parallel_projects`` of the bodies of a merger as a table of its answer."""
    table = parallel_projects(merger.before, merger.clusters)
    shown = ("left_title", "right_title", "shared_themes", "shared_partners", "days_together", "is_merger", REASON)
    eco, partners = merger.before.ecosystem, table["shared_partners"].explode(keep_nulls=False, empty_as_null=False)
    words = theme_labels(eco) | organisations(eco, partners) | REASONS
    return Result("projects", PROJECTS, PROJECTS_MEANING, SIDES, table, shown, words)


def _shared(things: pl.DataFrame, what: str) -> pl.DataFrame:
    """Return the pairs of projects that share a thing, with the things and their rows."""
    own = things.group_by("project", "shared").agg(pl.col("why").sort())
    pairs = own.rename({"project": "left"}).join(own.rename({"project": "right", "why": "other"}), on="shared")
    return (
        pairs.filter(pl.col("left") < pl.col("right"))
        .with_columns(pl.concat_list("why", "other").alias("why"))
        .group_by(SIDES)
        .agg(
            pl.col("shared").sort().alias(f"shared_{what}"),
            pl.col("why").explode(keep_nulls=False, empty_as_null=False).alias(f"{what}_rows"),
        )
    )


def _described(network: Network, side: str) -> pl.DataFrame:
    """Return the title, the first and last possible day, and whether a merger was its purpose, of each project."""
    return network.ecosystem.projects.select(
        pl.col("project_id").alias(side),
        pl.col("title").alias(f"{side}_title"),
        dates.earliest("start").alias(f"{side}_first"),
        dates.latest("end").alias(f"{side}_last"),
        (pl.col("purpose") == MERGER).fill_null(value=False).alias(f"{side}_is_merger"),
        reference("projects").alias(f"{side}_project"),
    )


def _together() -> pl.Expr:
    """Return how many days both projects of a pair may have run; null where a start or an end is not known."""
    first, last = ("left_first", "right_first"), ("left_last", "right_last")
    begun = pl.when(pl.all_horizontal(pl.col(first).is_not_null())).then(pl.max_horizontal(first))
    ended = pl.when(pl.all_horizontal(pl.col(last).is_not_null())).then(pl.min_horizontal(last))
    return ((ended - begun).dt.total_days() + 1).clip(0).cast(pl.Int64)


COLUMNS = (
    *("left", "left_title", "right", "right_title", "left_clusters", "right_clusters", "shared_themes", "n_themes"),
    *("shared_partners", "n_partners", "days_together", "is_merger", REASON, ROWS),
)
"""The columns of ``parallel_projects``."""

PROJECTS = Words(
    en="parallel projects brought together",
    da="parallelle projekter, der samles",
    nb="parallelle prosjekter som samles",
)

PROJECTS_MEANING = Words(
    en="Projects of different merging bodies that share a theme or a partner: candidates to be joined or kept apart on "
    "purpose. Sharing a theme does not make two projects the same.",
    da="Projekter fra forskellige klynger i fusionen med et tema eller en partner til fælles: kandidater til at blive "
    "lagt sammen – eller holdt adskilt med vilje. Et fælles tema gør ikke to projekter ens.",
    nb="Prosjekter fra ulike klynger i sammenslåingen med et tema eller en partner felles: kandidater til å bli slått "
    "sammen – eller holdt atskilt med vilje. Et felles tema gjør ikke to prosjekter like.",
)
