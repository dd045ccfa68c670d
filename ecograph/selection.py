"""Which part of a published list is wanted: a list of all of Europe becomes the projects that a dataset is about.

Conditions are on projects: programme, theme, topic, words, date and the countries of the partners. What remains is
closed: the participations, grants, themes and organisations of those projects, and no row that points to nothing.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import polars as pl

from ecograph import dates
from ecograph.closure import closed
from ecograph.errors import EcographError
from ecograph.parse import nearest
from ecograph.readers.cordis_themes import TOPICS
from ecograph.schema import TABLES
from ecograph.schema.vocabulary import COUNTRIES

Frames = Mapping[str, pl.DataFrame]

_LISTS = ("countries", "programmes", "themes", "topics", "texts")
_SUBJECTS = ("programmes", "themes", "topics", "texts")
_FLAGS = ("either", "consortia")
_KEYS = (*_LISTS, "from", "to", *_FLAGS)
_PLACE = ("source_id", "locator")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conditions that a project has to meet: in each kind that is given, one of those given.

    Args:
        countries: Two capital letters each: at least one partner is of one of these.
        programmes: The project is in one of these programmes or in a part of one, such as HORIZON.2.1.
        themes: The project has one of these themes: a label, or a path of labels such as ``/natural sciences/physical
            sciences``, which names the themes below it too.
        topics: The code of a call topic of the project begins with one of these.
        texts: The title or acronym has one of these words, or words in a row.
        since: The first day, as YYYY, YYYY-MM or YYYY-MM-DD: the project ends on that day or later.
        until: The last day: the project begins on that day or earlier.
        either: Whether it is enough to meet one kind of programmes, themes, topics and texts; else each is to be met.
        consortia: Whether all partners of these projects are wanted, and not only those of ``countries``.
    """

    countries: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    either: bool = False
    consortia: bool = False

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Self:
        """Return the conditions that a section of a TOML file gives.

        Args:
            given: ``countries``, ``programmes``, ``themes``, ``topics``, ``texts`` (lists of texts), ``from``, ``to``
                (dates), ``either`` and ``consortia`` (true or false); each may lack.

        Raises:
            EcographError: A key is unknown, a value is not of its form, or whole consortia are wanted of no country.

        >>> wanted = Wanted.of({"countries": ["DK", "NO"], "from": "2021", "consortia": True})
        >>> wanted.countries, wanted.since, wanted.consortia
        (('DK', 'NO'), '2021', True)
        """
        for key in given:
            if key not in _KEYS:
                cure = nearest(key, _KEYS) or "remove it"
                raise EcographError(
                    f"filter: found the unknown key {key!r}, expected one of {', '.join(_KEYS)}; {cure}"
                )
        lists = {key: _texts(key, given.get(key, [])) for key in _LISTS}
        for country in lists["countries"]:
            if country not in COUNTRIES:
                cure = nearest(country.upper(), tuple(sorted(COUNTRIES))) or "look it up"
                raise EcographError(f"filter: found the country {country!r}, expected two capital letters; {cure}")
        since, until = (_day(key, given.get(key, "")) for key in ("from", "to"))
        if since and until and dates.bounds(since)[0] > dates.bounds(until)[1]:
            raise EcographError(f"filter: found from {since} after to {until}, expected it before; exchange them")
        either, consortia = (_flag(key, given.get(key, False)) for key in _FLAGS)
        if consortia and not lists["countries"]:
            raise EcographError("filter: found consortia without countries, expected both; name the countries")
        return cls(**lists, since=since, until=until, either=either, consortia=consortia)


def _texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) and text.strip() for text in value):
        raise EcographError(f'filter: found {key} = {value!r}, expected a list of texts such as ["DK"]; correct it')
    return tuple(text.strip() for text in value)


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise EcographError(f"filter: found {key} = {value!r}, expected true or false; correct it")
    return value


def _day(key: str, value: object) -> str:
    text = value.isoformat() if type(value) is dt.date else value
    try:
        if text == "" or (isinstance(text, str) and dates.bounds(text)):
            return text
    except ValueError:
        text = None
    raise EcographError(f"filter: found {key} = {value!r}, expected YYYY, YYYY-MM or YYYY-MM-DD in quotes; correct it")


def selected(tables: Frames, wanted: Wanted) -> dict[str, pl.DataFrame]:
    """Return the rows of the tables that belong to the wanted projects; all rows without a condition.

    A project whose dates are not known is kept when a date is wanted: nothing says that it lies outside. With
    countries, and unless whole consortia are wanted, only the partners of those countries stay, with what they
    get; the grant to the project itself and its payer stay too. An organisation goes when it stood in the tables
    only as a partner, payer or recipient of what goes; one that is a member of a cluster, or that never was in a
    project or flow, stays, with countries only if it is of one. A theme goes when only projects that go had it.

    Args:
        tables: Tables of the data model by name, with all columns of the schema; one that lacks is empty.
        wanted: The conditions.

    >>> from ecograph.ecosystem import Ecosystem
    >>> tables = Ecosystem.of(projects=[{"project_id": "a", "title": "Heart valves", "kind": "project"}]).frames()
    >>> [selected(tables, Wanted(texts=(word,)))["projects"].height for word in ("heart", "art")]
    [1, 0]
    """
    if not any((*(getattr(wanted, key) for key in _LISTS), wanted.since, wanted.until)):
        return dict(tables)
    frames = {table.name: tables.get(table.name, table.frame) for table in TABLES}
    projects = _projects(frames, wanted)
    participations = frames["participations"].join(projects, on="project_id", how="semi", maintain_order="left")
    if wanted.countries and not wanted.consortia:
        local = _local(frames, wanted)
        participations = participations.join(local, on="org_id", how="semi", maintain_order="left")
    flows = _flows(frames, projects, participations)
    kept = frames | {"projects": projects, "participations": participations, "flows": flows}
    kept["organisations"] = _organisations(frames, kept, wanted)
    subjects = pl.concat([kept["organisations"]["org_id"], projects["project_id"]])
    kept["tags"] = frames["tags"].filter(pl.col("subject").is_in(subjects.implode()))
    before, after = (
        _upwards(frames["themes"], "theme_id", tags["theme_id"]) for tags in (frames["tags"], kept["tags"])
    )
    kept["themes"] = frames["themes"].filter(~pl.col("theme_id").is_in(sorted(before - after)))
    whole = closed(kept)
    return {name: whole[name] for name in tables}


def _local(frames: Frames, wanted: Wanted) -> pl.DataFrame:
    return frames["organisations"].filter(pl.col("country").is_in(wanted.countries))


def _projects(frames: Frames, wanted: Wanted) -> pl.DataFrame:
    """Return the projects that meet the conditions."""
    projects = frames["projects"].filter(_in_time(wanted))
    themes = (_themes(frames["themes"], wanted.themes), _topics(frames["themes"], wanted.topics))
    tagged = (frames["tags"].filter(pl.col("theme_id").is_in(found))["subject"] for found in themes)
    met = (_in_programmes(projects, wanted.programmes), *tagged, _with_words(projects, wanted.texts))
    given = (getattr(wanted, key) for key in _SUBJECTS)
    asked = [pl.col("project_id").is_in(ids.implode()) for ids, values in zip(met, given, strict=True) if values]
    if asked:
        projects = projects.filter(pl.any_horizontal(asked) if wanted.either else pl.all_horizontal(asked))
    if wanted.countries:
        partners = frames["participations"].join(_local(frames, wanted), on="org_id", how="semi")
        projects = projects.join(partners, on="project_id", how="semi", maintain_order="left")
    return projects


def _in_time(wanted: Wanted) -> pl.Expr:
    """Return whether the period of a project touches the wanted one."""
    within = pl.lit(value=True)
    if wanted.since:
        within = within & (dates.latest("end") >= dates.bounds(wanted.since)[0]).fill_null(value=True)
    if wanted.until:
        within = within & (dates.earliest("start") <= dates.bounds(wanted.until)[1]).fill_null(value=True)
    return within


def _in_programmes(projects: pl.DataFrame, programmes: Iterable[str]) -> pl.Series:
    """Return the ids of the projects in these programmes; a point at the end of a code does not matter."""
    code = pl.col("programme")
    codes = projects.select("project_id", code.str.split(";").alias("programme")).explode("programme")
    codes = codes.with_columns(code.str.strip_chars().str.strip_chars_end(".").str.to_lowercase())
    names = [name.rstrip(".").lower() for name in programmes]
    found = [(code == name) | code.str.starts_with(f"{name}.") for name in names]
    return codes.filter(pl.any_horizontal(pl.lit(value=False), *found))["project_id"]


def _with_words(projects: pl.DataFrame, texts: Iterable[str]) -> pl.Series:
    """Return the ids of the projects whose title or acronym has one of these words, or words in a row."""
    said = "|".join(pl.escape_regex(text) for text in texts)
    has = pl.col("title", "acronym").str.contains(rf"(?i)(^|\W)({said})(\W|$)").fill_null(value=False)
    return projects.filter(pl.any_horizontal(has))["project_id"]


def _themes(themes: pl.DataFrame, wanted: tuple[str, ...]) -> list[str]:
    """Return the ids of the themes that are meant, and those below them."""
    rows = {row["theme_id"]: row for row in themes.iter_rows(named=True)}
    words = {text.casefold() for text in wanted if not text.startswith("/")}
    paths = tuple(text.casefold().rstrip("/") + "/" for text in wanted if text.startswith("/"))

    def meant(theme: str) -> bool:
        line = [rows[each] for each in reversed(_line(theme, rows))]
        labels = {row[f"label_{language}"] for row in line for language in ("en", "da", "nb")} - {None}
        path = "".join(f"/{row['label_en']}" for row in line).casefold() + "/"
        return bool(words & {label.casefold() for label in labels}) or path.startswith(paths)

    return [theme for theme in rows if meant(theme)]


def _line(theme: str | None, rows: Mapping[str, Mapping[str, str | None]]) -> list[str]:
    """Return a theme and the wider ones, from the narrowest; a theme that contains itself ends the line."""
    line, wider = list[str](), theme
    while wider is not None and wider in rows and wider not in line:
        line.append(wider)
        wider = rows[wider]["parent_id"]
    return line


def _topics(themes: pl.DataFrame, wanted: Iterable[str]) -> list[str]:
    """Return the ids of the call topics whose code begins as wanted."""
    code = pl.col("label_en").str.to_lowercase()
    begins = pl.any_horizontal(pl.lit(value=False), *(code.str.starts_with(text.lower()) for text in wanted))
    return themes.filter((pl.col("framework_id") == TOPICS) & begins)["theme_id"].to_list()


def _flows(frames: Frames, projects: pl.DataFrame, participations: pl.DataFrame) -> pl.DataFrame:
    """Return the flows of the wanted projects and partners.

    A flow that a source states on the line of a participation goes with that participation, a flow to or from a
    project with the project, and a part of a flow with the whole. Any other stays while one of its recipients does.
    """
    flows = frames["flows"]
    gone = _gone(frames["projects"], projects, "project_id")
    left = _gone(frames["participations"], participations, "org_id")
    stated = flows.join(frames["participations"].select(_PLACE).unique(), on=_PLACE, how="semi")
    lost = stated.join(participations.select(_PLACE).unique(), on=_PLACE, how="anti")["flow_id"].to_list()
    ends = flows.select("flow_id", end=pl.concat_list(pl.col("payers", "recipients").fill_null([]))).explode("end")
    lost += ends.filter(pl.col("end").is_in(gone.implode()))["flow_id"].to_list()
    receives = flows.select("flow_id", end=pl.col("recipients")).explode("end").drop_nulls()
    others = receives.join(stated, on="flow_id", how="anti")
    others = others.with_columns(pl.col("end").is_in(left.implode()))
    alone = others.group_by("flow_id").agg(pl.col("end").all()).filter("end")
    return _wholes(flows.filter(~pl.col("flow_id").is_in([*lost, *alone["flow_id"]])), flows)


def _gone(before: pl.DataFrame, after: pl.DataFrame, column: str) -> pl.Series:
    return before.join(after, on=column, how="anti")[column].unique().sort()


def _wholes(kept: pl.DataFrame, flows: pl.DataFrame) -> pl.DataFrame:
    """Return the flows without the parts of those that are gone."""
    while True:
        gone = _gone(flows, kept, "flow_id")
        fewer = kept.filter(~pl.col("part_of").is_in(gone.implode()).fill_null(value=False))
        if fewer.height == kept.height:
            return kept
        kept = fewer


def _organisations(before: Frames, after: Frames, wanted: Wanted) -> pl.DataFrame:
    """Return the organisations other than those that only stood in what is gone, or that are of no wanted country."""
    known = after["organisations"]
    columns = ("cluster_id",) if wanted.countries else ("org_id", "cluster_id")
    members = (after["memberships"][column].rename("org_id") for column in columns)
    needed = _upwards(known, "org_id", pl.concat([_acting(after), *members]))
    gone = set(_acting(before))
    if wanted.countries:
        gone |= set(known.join(_local(after, wanted), on="org_id", how="anti")["org_id"])
    return known.filter(~pl.col("org_id").is_in(sorted(gone - needed)))


def _acting(frames: Frames) -> pl.Series:
    """Return the ids of those who take part in a project, pay or receive."""
    ends = (frames["flows"][column].explode().drop_nulls().rename("org_id") for column in ("payers", "recipients"))
    return pl.concat([frames["participations"]["org_id"], *ends]).unique().sort()


def _upwards(frame: pl.DataFrame, key: str, ids: pl.Series) -> set[str]:
    """Return the ids and those of the rows that contain them, by ``parent_id``."""
    parents = dict(frame.drop_nulls("parent_id").select(key, "parent_id").iter_rows())
    found, new = set[str](), set(ids)
    while new:
        found |= new
        new = {parents[each] for each in new if each in parents} - found
    return found
