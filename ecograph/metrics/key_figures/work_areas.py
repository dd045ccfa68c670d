"""How many of the work areas, and of the themes of any other list, somebody works with."""

import polars as pl

from ecograph.language import Words
from ecograph.metrics.holdings import NOT_SHARED_WORK
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.tally import shaped, undefined
from ecograph.network import Network
from ecograph.rows import ROWS, reference

KIND = "work_areas"
"""The kind of the lists that the whole is about."""

NO_AREAS = "no work areas are listed"


def work_areas(network: Network, _: Asked) -> pl.DataFrame:
    """Return the share of the work areas that an organisation or project is tagged with, in 0..1; and of any list.

    Subjects are organisations of the network and projects, meetings left out. A tag counts for its own theme, not for a
    wider one. Where the owner of a list says that it has more themes than the data list, the others may be covered too.

    Returns:
        The columns of ``FIGURES`` other than ``figure``. The whole is all lists of the kind ``work_areas``, the parts
        are all lists of any kind. ``n`` is the number of themes that are listed, coverage their share of those there
        are. Null where no work areas are listed.

    By hand: one of two listed themes is covered; the owner says there are four, so it is one to three of four.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "a", "name": "A", "kind": "company"}],
    ...     frameworks=[{"framework_id": "f", "kind": "work_areas", "label_en": "F", "stated_size": 4}],
    ...     themes=[{"theme_id": t, "framework_id": "f", "label_en": t} for t in "st"],
    ...     tags=[{"subject": "a", "theme_id": "s", "basis": "stated"}],
    ... )
    >>> work_areas(Network.of(eco), Asked(date(2024, 1, 1))).select("low", "high", "n", "coverage").row(0)
    (0.25, 0.75, 2, 0.5)
    """
    found = lists(network)
    areas = found.filter(kind=KIND)
    parts = shaped(_shares(found), unit="share", breakdown="framework")
    if not areas["n"].sum():
        return pl.concat([undefined(NO_AREAS, unit="share"), parts])
    whole = areas.select(
        pl.col("n", "n_covered", "n_all").sum(),
        rows=pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort().implode(),
    )
    return pl.concat([shaped(_shares(whole), unit="share"), parts])


def lists(network: Network) -> pl.DataFrame:
    """Return each list with themes.

    Returns:
        ``item`` (the framework), ``kind``, ``n`` (themes listed), ``n_covered`` (of them), ``n_all`` (themes there are,
        as its owner says, or as many as are listed), ``rows`` (the themes and the tags).
    """
    eco = network.ecosystem
    meetings = eco.projects.filter(pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"]
    subjects = sorted({*network.organisations, *network.projects} - set(meetings))
    tags = eco.tags.filter(pl.col("subject").is_in(subjects)).select("theme_id", tag=reference("tags"))
    tags = tags.group_by("theme_id").agg("tag")
    themes = eco.themes.select("theme_id", "framework_id", reference("themes")).join(tags, on="theme_id", how="left")
    counts = themes.group_by("framework_id").agg(
        n=pl.len().cast(pl.Int64),
        n_covered=pl.col("tag").is_not_null().sum().cast(pl.Int64),
        rows=pl.concat([pl.col(ROWS), pl.col("tag").explode(keep_nulls=False, empty_as_null=False)]).sort(),
    )
    named = eco.frameworks.select("framework_id", "kind", "stated_size")
    return named.join(counts, on="framework_id").select(
        "kind", "n", "n_covered", ROWS, item="framework_id", n_all=pl.max_horizontal("n", "stated_size")
    )


def _shares(found: pl.DataFrame) -> pl.DataFrame:
    """Return the share of the themes that is covered, of those there are: the ones not listed may be or not."""
    n, n_all = pl.col("n"), pl.col("n_all")
    return found.with_columns(
        low=pl.col("n_covered") / n_all, high=(pl.col("n_covered") + n_all - n) / n_all, coverage=n / n_all
    )


WORK_AREAS = KeyFigure(
    name="work_areas_covered",
    version=1,
    label=Words("work areas covered", "dækkede arbejdsområder", "dekkede arbeidsområder"),
    sentence=Words(
        en="What share of the work areas at least one organisation or project works with, and of the themes of each "
        "list.",
        da="Hvor stor en andel af arbejdsområderne mindst én organisation eller ét projekt arbejder med, og af "
        "temaerne på hver liste.",
        nb="Hvor stor andel av arbeidsområdene minst én organisasjon eller ett prosjekt arbeider med, og av temaene på "
        "hver liste.",
    ),
    definition="Themes with a tag / themes, over the lists of the kind work_areas; by list, over any. Themes that the "
    "owner of a list counts and the data do not list make it an interval.",
    unit="share",
    breakdowns=("framework",),
    source="definition of this project",
    compute=work_areas,
)
