"""How many projects there are, and how many have started, are running and have ended by a day.

A date that is known to the year alone is an interval of days, so a count may be one too. A project of which nobody says
when it starts or ends is in no count and lowers the coverage: it is not one that never started.
"""

from datetime import date, timedelta
from functools import partial

import polars as pl

from ecograph import dates
from ecograph.language import Words
from ecograph.metrics.key_figures.day import last_day
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.tally import counted, without_end
from ecograph.network import Network
from ecograph.rows import reference

PARTS = ("project_kind", "purpose", "programme", "country")

BEGUN = ("ongoing", "completed", "terminated")
OVER = ("completed", "terminated")
NEVER = "rejected"
NOT_YET = ("announced", "applied")
"""What the stage of a project says, as its source saw it."""

UNSAID = "no project says when"

WHICH = ("started", "running", "ended")


def projects(network: Network, _: Asked) -> pl.DataFrame:
    """Return how many projects the data know, by kind, purpose, programme and country.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in projects. Never undefined.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(projects=[{"project_id": "p", "title": "P", "kind": "project", "start": "2020"}])
    >>> projects(Network.of(eco), Asked(date(2024, 1, 1))).select("breakdown", "item", "low").rows()[:2]
    [('', '', 1.0), ('project_kind', 'project', 1.0)]
    """
    things = _named(network).with_columns(low=pl.lit(1), high=pl.lit(1))
    return without_end(counted(things, unit="projects", by=PARTS))


def started(network: Network, asked: Asked) -> pl.DataFrame:
    """Return how many projects have started by the day, by the year of their start.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in projects; null where there are projects and none says
        when.

    By hand: 2020 is before 2024; of the year 2024, 1 January may be the start or not; p has no date.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> rows = [{"project_id": i, "title": i, "kind": "project"} for i in "nop"]
    >>> rows[0]["start"], rows[1]["start"] = "2020", "2024"
    >>> found = started(Network.of(Ecosystem.of(projects=rows)), Asked(date(2024, 1, 1)))
    >>> found.select("item", "low", "high", "coverage").row(0)
    ('', 1.0, 2.0, 0.6666666666666666)
    """
    return _counted(network, asked, "started", year="start")


def running(network: Network, asked: Asked) -> pl.DataFrame:
    """Return how many projects are running on the day: they have started, and not ended.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in projects; null where there are projects and none says
        when.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> row = {"project_id": "p", "title": "P", "kind": "project", "start": "2020", "end": "2023"}
    >>> network = Network.of(Ecosystem.of(projects=[row]))
    >>> [running(network, Asked(date(year, 6, 1)))["low"][0] for year in (2019, 2021, 2024)]
    [0.0, 1.0, 0.0]
    """
    return _counted(network, asked, "running")


def ended(network: Network, asked: Asked) -> pl.DataFrame:
    """Return how many projects have ended by the day, by the year of their end.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in projects; null where there are projects and none says
        when.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> row = {"project_id": "p", "title": "P", "kind": "project", "end": "2023-05"}
    >>> network = Network.of(Ecosystem.of(projects=[row]))
    >>> ended(network, Asked(date(2023, 5, 20))).select("low", "high").row(0)
    (0.0, 1.0)
    """
    return _counted(network, asked, "ended", year="end")


def undated(network: Network, _: Asked) -> pl.DataFrame:
    """Return how many projects have neither a date of start nor one of end.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in projects. Never undefined.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(projects=[{"project_id": "p", "title": "P", "kind": "project"}])
    >>> undated(Network.of(eco), Asked(date(2024, 1, 1))).select("low", "coverage").row(0)
    (1.0, 1.0)
    """
    is_dated = pl.col("start").is_not_null() | pl.col("end").is_not_null()
    things = _named(network).with_columns(low=pl.when(is_dated).then(0).otherwise(1))
    return counted(things.with_columns(high="low"), unit="projects")


def _named(network: Network) -> pl.DataFrame:
    return network.ecosystem.projects.with_columns(reference("projects"), project_kind="kind")


def _counted(network: Network, asked: Asked, which: str, *, year: str = "") -> pl.DataFrame:
    """Return how many projects have started, are running or have ended, by the year of a date of theirs."""
    found = network.once(timed, asked).with_columns(low=f"{which}_low", high=f"{which}_high")
    if not year:
        return counted(found, unit="projects", unsaid=UNSAID)
    things = found.with_columns(year=dates.year(year).cast(pl.String))
    return counted(things, unit="projects", by=("year",), unsaid=UNSAID)


def timed(network: Network, asked: Asked) -> pl.DataFrame:
    """Return the projects with whether each has started, is running and has ended by the day.

    Returns:
        The columns of the table, ``rows``, and ``X_low`` and ``X_high`` for started, running and ended: 1 and 1 where
        it surely has, 0 and 1 where it may have, 0 and 0 where it has not, null where nobody says.
    """
    begun = _by_stage(_by_date("start", last_day_counts=True, day=asked.day), BEGUN, "start")
    over = _by_stage(_by_date("end", last_day_counts=False, day=asked.day), OVER, "end")
    is_seen = asked.day >= last_day(network.ecosystem)
    told = _named(network).with_columns(is_seen=pl.lit(is_seen)).with_columns(*begun, *over)
    low, high = pl.col("start_low"), pl.col("start_high")
    is_over, may_be_over = pl.col("end_low"), pl.col("end_high")
    never = high == 0
    judged = told.with_columns(
        started_low=pl.when(is_over == 1).then(1).otherwise(low),
        started_high=pl.when(is_over == 1).then(1).otherwise(high),
        ended_low=pl.when(never).then(0).otherwise(is_over),
        ended_high=pl.when(never).then(0).otherwise(may_be_over),
        running_low=pl.when(never | (is_over == 1)).then(0).otherwise(low * (1 - may_be_over)),
        running_high=pl.when(never | (is_over == 1)).then(0).otherwise(high * (1 - is_over)),
    )
    return judged.with_columns(_settled(f"{name}_{bound}") for name in WHICH for bound in ("low", "high"))


def _by_date(column: str, *, last_day_counts: bool, day: date) -> tuple[pl.Expr, pl.Expr]:
    """Return whether a date surely, and whether it perhaps, lies on or before a day; null where there is none."""
    until = pl.lit(day if last_day_counts else day - timedelta(days=1) if day > date.min else day)
    sure, may = dates.latest(column) <= until, dates.earliest(column) <= until
    return sure.cast(pl.Int64), may.cast(pl.Int64)


def _by_stage(bounds: tuple[pl.Expr, pl.Expr], stages: tuple[str, ...], column: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the bounds of a date and, where there is none, what the stage says: for sure once its source spoke."""
    is_so = pl.col("stage").is_in(stages)
    sure = pl.coalesce(bounds[0], pl.when(is_so).then(pl.col("is_seen").cast(pl.Int64)))
    may = pl.coalesce(bounds[1], pl.when(is_so).then(1))
    return sure.alias(f"{column}_low"), may.alias(f"{column}_high")


def _settled(name: str) -> pl.Expr:
    """Return a bound as it is of a project that was rejected, which never runs, or only planned, which may not."""
    is_plan = (pl.col("status") != "actual") | pl.col("stage").is_in(NOT_YET).fill_null(value=False)
    is_never = pl.col("stage").eq_missing(pl.lit(NEVER))
    bound = pl.col(name)
    less = pl.when(is_plan & bound.is_not_null()).then(0).otherwise(bound) if name.endswith("_low") else bound
    return pl.when(is_never).then(0).otherwise(less).alias(name)


_figure = partial(KeyFigure, version=1, unit="projects", source="definition of this project")
"""What the entries below have in common."""

TIMED = (
    "Dates known to the month or year alone make it an interval; the stage stands in for a date that is not stated; "
    "what is announced, applied for, planned or proposed may have come about or not; what was rejected has not. "
    "Coverage is the share of projects of which the data say so."
)

PROJECTS = _figure(
    name="projects",
    label=Words("projects", "projekter", "prosjekter"),
    sentence=Words(
        en="How many projects the data know, programmes, networks and other joint undertakings included.",
        da="Hvor mange projekter dataene kender, herunder programmer, netværk og andre fælles foretagender.",
        nb="Hvor mange prosjekter dataene kjenner, medregnet programmer, nettverk og andre felles tiltak.",
    ),
    definition="All rows of the table projects.",
    breakdowns=PARTS,
    compute=projects,
)

STARTED = _figure(
    name="projects_started",
    label=Words("projects started", "påbegyndte projekter", "påbegynte prosjekter"),
    sentence=Words(
        en="How many of the projects have started by the chosen day, by the year of their start.",
        da="Hvor mange af projekterne der er startet senest den valgte dag, efter startår.",
        nb="Hvor mange av prosjektene som har startet senest den valgte dagen, etter startår.",
    ),
    definition=f"The projects that start on the day or before. {TIMED}",
    breakdowns=("year",),
    compute=started,
)

RUNNING = _figure(
    name="projects_running",
    label=Words("projects running", "igangværende projekter", "pågående prosjekter"),
    sentence=Words(
        en="How many of the projects are running on the chosen day.",
        da="Hvor mange af projekterne der er i gang på den valgte dag.",
        nb="Hvor mange av prosjektene som pågår på den valgte dagen.",
    ),
    definition=f"The projects that have started and not ended; the last day is a day of the project. {TIMED}",
    breakdowns=(),
    compute=running,
)

ENDED = _figure(
    name="projects_ended",
    label=Words("projects ended", "afsluttede projekter", "avsluttede prosjekter"),
    sentence=Words(
        en="How many of the projects have ended before the chosen day, by the year of their end.",
        da="Hvor mange af projekterne der er afsluttet før den valgte dag, efter slutår.",
        nb="Hvor mange av prosjektene som er avsluttet før den valgte dagen, etter sluttår.",
    ),
    definition=f"The projects whose last day lies before the day. {TIMED}",
    breakdowns=("year",),
    compute=ended,
)

UNDATED = _figure(
    name="projects_undated",
    label=Words("projects without dates", "projekter uden datoer", "prosjekter uten datoer"),
    sentence=Words(
        en="How many of the projects have neither a start nor an end in the data.",
        da="Hvor mange af projekterne der hverken har start eller slutning i dataene.",
        nb="Hvor mange av prosjektene som verken har start eller slutt i dataene.",
    ),
    definition="The projects without a date of start and of end.",
    breakdowns=(),
    compute=undated,
)
