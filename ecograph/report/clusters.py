"""The section on the clusters: who they are, and how much of each is known."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from ecograph.analyses.known import theme_labels
from ecograph.language import country, dated, values
from ecograph.language.report import CLUSTERS, HEADS, MEMBERS, PARTNERS, PROJECTS, QUOTED, THEMES
from ecograph.language.report import clusters as words
from ecograph.language.sentences import as_is, as_list, between, filled
from ecograph.report import analysed
from ecograph.report.document import Cell, Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import Listing, Row, Shown, all_rows, bounds, listed, paragraph, told
from ecograph.rows import ROWS, reference

COUNTED = ("members", "projects", "partners", "themes")
"""What is counted of each cluster."""

MOST_THEMES = 5
"""How many themes a sentence names."""


def called(list_name: str, column: str) -> Any:  # noqa: ANN401 - a cell, as ``Shown`` takes it
    """Return what shows a code of a closed list in words; None where it is not known."""

    def shown(row: Row, language: str) -> Cell:
        return None if row[column] is None else values.value(list_name, row[column], language)

    return shown


def land(row: Row, language: str) -> Cell:
    """Return the country of a row in words; None where it is not known."""
    return None if row["country"] is None else country(row["country"], language)


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what is known of all clusters, and in a part of its own of each that is compared."""
    table = overview(inputs)
    if table.is_empty():
        return Section("clusters", words.TITLE.in_(language), paragraph(Said(words.NO_CLUSTER.in_(language))))
    how_many = told(
        words.HOW_MANY, table["own"].to_list(), language=language, marks=marks, clusters=CLUSTERS.of(table.height)
    )
    listing = Listing("clusters-all", words.ALL, COLUMNS)
    own = [row for row in table.iter_rows(named=True) if row["set"] in inputs.clusters]
    parts = tuple(_cluster(inputs, row, place, language, marks) for place, row in enumerate(own, start=1))
    blocks = (*paragraph(how_many), *listed(listing, table, language=language, marks=marks))
    return Section("clusters", words.TITLE.in_(language), blocks, parts)


def overview(inputs: Inputs) -> pl.DataFrame:
    """Return a row for each cluster with what is known of it, most projects first.

    Returns:
        ``set``, ``name``, ``country``, ``own`` (its row in the dataset), the numbers of ``COUNTED``, ``reported_low``,
        ``reported_high``, ``date``, ``rows``.
    """
    ids = analysed.clusters_of(inputs)
    held = analysed.held(inputs, ids)
    counts = held.group_by("set", "dimension").agg(n=pl.len().cast(pl.Int64))
    rows = held.group_by("set").agg(held=pl.col(ROWS).explode(empty_as_null=True).drop_nulls())
    about = inputs.ecosystem.organisations.select(
        reference("organisations").alias("own"), "name", "country", set="org_id"
    )
    sizes = analysed.sizes(inputs).select("set", "reported_low", "reported_high", "date", size=ROWS)
    found = about.filter(pl.col("set").is_in(ids)).join(sizes, on="set").join(rows, on="set", how="left")
    for dimension in COUNTED:
        own = counts.filter(dimension=dimension).select("set", **{dimension: "n"})
        found = found.join(own, on="set", how="left").with_columns(pl.col(dimension).fill_null(0))
    every = pl.concat_list(pl.concat_list("own"), pl.col("held").fill_null([]), "size").list.unique().list.sort()
    return found.with_columns(every.alias(ROWS)).sort("projects", "name", descending=[True, False])


COLUMNS = (
    Shown(HEADS["cluster"], "name"),
    Shown(HEADS["country"], land),
    Shown(HEADS["members_known"], "members", "members"),
    Shown(HEADS["members_reported"], bounds("reported_low", "reported_high"), "members"),
    Shown(HEADS["reported_as_of"], "date"),
    Shown(HEADS["projects"], "projects", "projects"),
    Shown(HEADS["partners"], "partners", "organisations"),
    Shown(HEADS["themes"], "themes", "number"),
)


def _cluster(inputs: Inputs, row: dict[str, Any], place: int, language: str, marks: Marks) -> Section:
    """Return what is known of one cluster."""
    held = analysed.held(inputs, analysed.clusters_of(inputs)).filter(set=row["set"])
    name = as_is(row["name"])
    projects, members = _projects(inputs, held), _members(inputs, held)
    of_projects = Listing(f"cluster-{place}-projects", filled(words.PROJECTS_OF, name=name), PROJECT)
    of_members = Listing(f"cluster-{place}-members", filled(words.MEMBERS_OF, name=name), MEMBER)
    return Section(
        f"cluster-{place}",
        row["name"],
        (
            *paragraph(*_said(inputs, row, held, language, marks)),
            *listed(of_projects, projects, language=language, marks=marks),
            *listed(of_members, members, language=language, marks=marks),
        ),
    )


def _said(inputs: Inputs, row: dict[str, Any], held: pl.DataFrame, language: str, marks: Marks) -> Iterator[Said]:
    """Yield what is known of a cluster, what it reports, and what it works with most."""
    counts = {"members": MEMBERS, "projects": PROJECTS, "partners": PARTNERS, "themes": THEMES}
    fillings = {name: noun.of(row[name]) for name, noun in counts.items()}
    summed = [*all_rows(held.filter(pl.col("dimension").is_in(COUNTED))), row["own"]]
    yield told(words.SUMMARY, summed, language=language, marks=marks, name=as_is(row["name"]), **fillings)
    if row["reported_low"] is None:
        yield told(words.UNREPORTED, language=language, marks=marks)
    else:
        text = words.REPORTED if row["date"] else words.REPORTED_WITHOUT_DATE
        n = between(row["reported_low"], row["reported_high"])
        yield told(
            text,
            row["size"],
            language=language,
            marks=marks,
            n=n,
            date=as_is(dated(row["date"], language) if row["date"] else ""),
        )
    themes = held.filter(dimension="themes").with_columns(n=pl.col(ROWS).list.len())
    most = themes.sort("n", "item", descending=[True, False]).head(MOST_THEMES)
    if most.height:
        labels = theme_labels(inputs.ecosystem)
        named = sorted({QUOTED.in_(language).format(text=labels[theme].in_(language)) for theme in most["item"]})
        yield told(
            words.THEMES_OF,
            all_rows(most),
            language=language,
            marks=marks,
            themes=as_list(named),
        )


def _projects(inputs: Inputs, held: pl.DataFrame) -> pl.DataFrame:
    """Return the projects of a cluster, the latest first, then those without a start."""
    about = inputs.ecosystem.projects.select("title", "kind", "purpose", "start", "end", item="project_id")
    found = held.filter(dimension="projects").join(about, on="item")
    return found.sort("start", "title", descending=[True, False], nulls_last=True)


def _members(inputs: Inputs, held: pl.DataFrame) -> pl.DataFrame:
    """Return the members of a cluster that are known, by name."""
    about = inputs.ecosystem.organisations.select("name", "kind", "country", item="org_id")
    return held.filter(dimension="members").join(about, on="item").sort("name", "item")


PROJECT = (
    Shown(HEADS["project"], "title"),
    Shown(HEADS["kind"], called("project_kind", "kind")),
    Shown(HEADS["purpose"], called("purpose", "purpose")),
    Shown(HEADS["start"], "start"),
    Shown(HEADS["end"], "end"),
)
MEMBER = (
    Shown(HEADS["organisation"], "name"),
    Shown(HEADS["kind"], called("organisation_kind", "kind")),
    Shown(HEADS["country"], land),
)
