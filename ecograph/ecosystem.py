"""The tables of a dataset together, validated and frozen, and the slices that give a smaller Ecosystem.

A slice never leaves a row that points to nothing: ``closed`` drops the rows that a slice has orphaned.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Self

import polars as pl

from ecograph import dates
from ecograph.closure import closed, named
from ecograph.errors import EcographError
from ecograph.schema import SUBJECTS, TABLE, TABLES, Column, Kind, Table
from ecograph.schema.vocabulary import COUNTRIES, PURPOSE

REFERENCE_TABLES = ("sources", "rates", "prices")
"""Tables of reference data, which no slice makes smaller."""

PAST = ("projects", "participations", "flows", "figures")
"""Tables whose rows stay true when they have ended: what was done and paid, and what was reported of a time."""


@dataclass(frozen=True, eq=False, repr=False)
class Ecosystem:
    """The tables of one dataset: one polars frame for each table of ``ecograph.schema.TABLES``.

    An Ecosystem is made by ``ecograph.load`` (from files) or ``Ecosystem.of`` (from rows); its frames have
    the columns and types of the schema and are sorted by key. It is never changed: slices return another.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "mtic", "name": "MTIC", "kind": "cluster"}])
    >>> eco
    Ecosystem(sources=1, organisations=1)
    """

    title: str
    sources: pl.DataFrame
    evidence: pl.DataFrame
    organisations: pl.DataFrame
    names: pl.DataFrame
    identifiers: pl.DataFrame
    records: pl.DataFrame
    projects: pl.DataFrame
    memberships: pl.DataFrame
    participations: pl.DataFrame
    flows: pl.DataFrame
    ties: pl.DataFrame
    events: pl.DataFrame
    frameworks: pl.DataFrame
    themes: pl.DataFrame
    tags: pl.DataFrame
    figures: pl.DataFrame
    goals: pl.DataFrame
    rates: pl.DataFrame
    prices: pl.DataFrame

    @classmethod
    def of(cls, title: str = "", **rows: Iterable[Mapping[str, object]]) -> Self:
        """Return an Ecosystem of rows given by table name; a column that a row lacks is null.

        ``extent`` is single, ``seq`` 1, ``certainty`` certain, ``status`` actual and the source ``given``
        (rows given in code) where a row says nothing.

        Raises:
            TypeError: A table or column is not in the schema.
        """
        defaults = {"extent": "single", "seq": 1, "certainty": "certain", "status": "actual", "source_id": "given"}
        frames = {table.name: table.frame for table in TABLES}
        given_source = [{"source_id": "given", "title": "rows given in code"}]
        rows = rows | {"sources": [*given_source, *rows.get("sources", ())]}
        for name, given in rows.items():
            if name not in TABLE:
                raise TypeError(f"no table {name!r}")
            table = TABLE[name]
            filled = [{k: v for k, v in defaults.items() if k in table} | dict(row) for row in given]
            unknown = {column for row in filled for column in row} - set(table.names)
            if unknown:
                raise TypeError(f"no column {sorted(unknown)} in {name}")
            frames[name] = pl.DataFrame(filled, schema=table.frame.schema) if filled else table.frame
        return cls.from_frames(title, frames)

    @classmethod
    def from_frames(cls, title: str, frames: Mapping[str, pl.DataFrame]) -> Self:
        """Return an Ecosystem of frames that have the columns of the schema; each is sorted by its key."""
        return cls(title, **{table.name: frames[table.name].sort(table.key) for table in TABLES})

    def __repr__(self) -> str:
        """Return the number of rows of each table that has any."""
        counts = ((table.name, self[table.name].height) for table in TABLES)
        return f"Ecosystem({', '.join(f'{name}={n}' for name, n in counts if n)})"

    def __getitem__(self, table: str) -> pl.DataFrame:
        """Return the frame of a table by its name; ``KeyError`` when there is no such table."""
        if table not in TABLE:
            raise KeyError(table)
        frame: pl.DataFrame = getattr(self, table)
        return frame

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return the frames by table name, in the order of the schema."""
        return {table.name: self[table.name] for table in TABLES}

    def as_of(self, day: dt.date) -> Self:
        """Return what is not known to be invalid on a day.

        A row is left out when it surely begins after the day, surely ends before it, or was only observed
        after it. A row without dates stays: nothing says that it is not valid. So do organisations and
        projects without dates; when a body was founded or merged is told by its events and ties.
        """
        return self._where(lambda table: _valid_on(table, day))

    def told_on(self, day: dt.date) -> Self:
        """Return what could be told on a day: what is not known to be invalid then, and what has ended before.

        As ``as_of``, but projects, participations, flows of money and reported figures that ended before the day stay,
        so that those ended by then and the money of all years can be counted. Memberships, ties and names that ended
        do not, since they are no longer so.

        >>> eco = Ecosystem.of(projects=[{"project_id": "p", "title": "P", "kind": "project", "end": "2012"}])
        >>> eco.as_of(dt.date(2020, 1, 1)), eco.told_on(dt.date(2020, 1, 1))
        (Ecosystem(sources=1), Ecosystem(sources=1, projects=1))
        """
        return self._where(lambda table: _valid_on(table, day, ended=table.name in PAST))

    def known_before(self, day: dt.date) -> Self:
        """Return the rows whose source was surely published before a day.

        A source without a date of publication is not known to be older, so its rows are left out.
        """
        known = self.sources.filter(dates.latest("published") < day)["source_id"]
        return self._where(lambda table: pl.col("source_id").is_in(known.implode()) if "source_id" in table else None)

    def without_purpose(self, *purposes: str) -> Self:
        """Return the Ecosystem without the projects of these purposes, such as ``merger``.

        What depended on such a project goes with it: participations, tags, ties, figures, and money paid to it.

        Raises:
            EcographError: A purpose is none of those that a project can have.
        """
        unknown = sorted(set(purposes) - set(PURPOSE))
        if unknown:
            raise EcographError(f"no purpose {', '.join(unknown)}: choose from {', '.join(PURPOSE)}")
        if not purposes:
            return self
        keep = ~pl.col("purpose").is_in(purposes).fill_null(value=False)
        return self._where(lambda table: keep if table.name == "projects" else None)

    def without_weak(self) -> Self:
        """Return the Ecosystem without the facts whose certainty is weak."""
        return self._where(lambda table: pl.col("certainty") != "weak" if "certainty" in table else None)

    def without_planned(self) -> Self:
        """Return the Ecosystem without what is planned, proposed or only a goal.

        The goals themselves stay, other than those of a body that is itself only planned.
        """
        actual = pl.col("status") == "actual"
        return self._where(lambda table: actual if "status" in table and table.name != "goals" else None)

    def said_by(self, *sources: str) -> Self:
        """Return what these sources alone state, each named by its id or, for an import, by its name.

        Organisations and projects are those that a remaining fact names, or that the sources list themselves;
        they keep what all sources together say of them: name, country, kind.

        Raises:
            EcographError: There is no such source.

        >>> eco = Ecosystem.of(
        ...     sources=[{"source_id": "list.rows"}],
        ...     organisations=[{"org_id": "a", "name": "A", "kind": "company", "source_id": "list.rows"}],
        ...     names=[{"org_id": "a", "name": "The A", "kind": "alias"}],
        ... )
        >>> eco.said_by("list")
        Ecosystem(sources=2, organisations=1)
        """
        known = self.sources["source_id"]
        chosen = {s for s in known if s in sources or s.split(".")[0] in sources}
        unknown = [name for name in sources if not any(name in {s, s.split(".")[0]} for s in known)]
        if unknown:
            raise EcographError(f"no source {', '.join(unknown)}: name sources by their id, or an import by its name")
        stated = pl.col("source_id").is_in(sorted(chosen))
        frames = {t.name: self[t.name].filter(stated) if "source_id" in t else self[t.name] for t in TABLES}
        frames |= {name: self[name] for name in REFERENCE_TABLES}
        mentioned = named(frames)
        for name in SUBJECTS:
            whole, key = self[name], TABLE[name].key[0]
            frames[name] = whole.filter(stated | pl.col(key).is_in(mentioned.implode()))
        return self.from_frames(self.title, closed(frames))

    def country(self, code: str) -> Self:
        """Return the organisations of a country and what is known among them.

        The projects they take part in stay, and so do bodies elsewhere that pay or are paid in a flow with
        them, so that no amount loses its payer.

        Raises:
            EcographError: The code is not that of a country.
        """
        if code not in COUNTRIES:
            raise EcographError(f"no country {code!r}: write two capital letters (ISO 3166), such as DK, or EU")
        orgs = set(self.organisations.filter(pl.col("country") == code)["org_id"])
        return self._induced(orgs, self._projects_of(orgs))

    def clusters(self, ids: Iterable[str]) -> Self:
        """Return these clusters, their members, their projects and all who take part in those.

        Raises:
            EcographError: No cluster is named, or an id is not an organisation.
        """
        chosen = set(ids)
        if not chosen:
            raise EcographError("no cluster is named: name at least one by its id")
        unknown = sorted(chosen - set(self.organisations["org_id"]))
        if unknown:
            raise EcographError(f"no organisation {', '.join(unknown)}: name clusters by their id")
        members = self.memberships.filter(pl.col("cluster_id").is_in(sorted(chosen)))["org_id"]
        projects = self._projects_of(chosen)
        partners = self.participations.filter(pl.col("project_id").is_in(sorted(projects)))["org_id"]
        return self._induced(chosen | set(members) | set(partners), projects)

    def merged(self, ids: Iterable[str], into: str, name: str) -> Self:
        """Return the Ecosystem with several organisations as one.

        Every row of theirs becomes a row of ``into``; rows that then have the same key are kept once, the first
        of them, and memberships, ties and flows among the merged are dropped. Their names become former names.
        When ``into`` is one of the merged, it stays what it is, other than its name and a parent among the
        merged; a new organisation has the country, helix, region and parent that all the merged share, and the
        kind and source of the first of them, and its status is proposed: no source states it.

        Raises:
            EcographError: An id is not an organisation, or ``into`` is the id of another organisation or of
                a project.
        """
        merged = sorted(set(ids))
        known = set(self.organisations["org_id"])
        unknown = [org for org in merged if org not in known]
        if not merged or unknown:
            raise EcographError(f"no organisation {', '.join(unknown) or '(none named)'}: name them by their id")
        if into not in merged and into in known | set(self.projects["project_id"]):
            raise EcographError(f"{into} is something else already: choose an id of its own for the merged one")
        new = dict.fromkeys(merged, into)
        rest = self.organisations.filter(~pl.col("org_id").is_in(merged))
        own = {"organisations", "names", "evidence"}
        frames = {t.name: _renamed(t, self[t.name], new) for t in TABLES if t.name not in own}
        organisations = pl.concat([rest, self._merged_row(merged, into, name)])
        frames["organisations"] = _renamed(TABLE["organisations"], organisations, new)
        frames["names"] = self._merged_names(merged, into, name)
        frames["memberships"] = frames["memberships"].filter(pl.col("org_id") != pl.col("cluster_id"))
        frames["ties"] = frames["ties"].filter(pl.col("subject") != pl.col("object"))
        frames["evidence"] = _renamed_evidence(self.evidence, new)
        frames["flows"] = frames["flows"].filter(~(_only("payers", into) & _only("recipients", into)))
        return self.from_frames(self.title, closed(frames))

    def without_organisations(self, *ids: str) -> Self:
        """Return the Ecosystem without some organisations and all that points to them.

        Memberships, participations, ties, events, tags, figures, goals and names of theirs go with them, and so does
        a flow that names one of them beside others: its amount is not split. What only mentions them, such as the
        parent of another organisation, becomes null. Projects stay, also those that nobody is left in.

        Raises:
            EcographError: An id is not an organisation.

        >>> eco = Ecosystem.of(
        ...     organisations=[{"org_id": org, "name": org} for org in "ab"],
        ...     memberships=[{"org_id": "a", "cluster_id": "b"}],
        ... )
        >>> eco.without_organisations("b")
        Ecosystem(sources=1, organisations=1)
        """
        unknown = sorted(set(ids) - set(self.organisations["org_id"]))
        if unknown:
            raise EcographError(f"no organisation {', '.join(unknown)}: name those to leave out by their id")
        rest = self.organisations.filter(~pl.col("org_id").is_in(ids))
        return self.from_frames(self.title, closed(self.frames() | {"organisations": rest}))

    def _merged_row(self, merged: list[str], into: str, name: str) -> pl.DataFrame:
        """Return the one row of the merged organisations."""
        old = self.organisations.filter(pl.col("org_id").is_in(merged))
        first = old.filter(pl.col("org_id") == into) if into in merged else old.head(1)
        shared = [] if into in merged else ["country", "helix", "region", "parent_id"]
        said = {column: old[column][0] if old[column].n_unique() == 1 else None for column in shared}
        supposed = {} if into in merged else {"status": "proposed"}
        values = {"org_id": into, "name": name} | said | supposed
        if first["parent_id"][0] in merged:
            values["parent_id"] = None
        return first.with_columns(pl.lit(value, pl.String).alias(column) for column, value in values.items())

    def _merged_names(self, merged: list[str], into: str, name: str) -> pl.DataFrame:
        """Return all further names; the names of the merged, other than those of ``into``, are former ones."""
        former = pl.lit("former")
        gone = pl.col("org_id").is_in([org for org in merged if org != into])
        named = self.names.with_columns(kind=pl.when(gone).then(former).otherwise("kind"))
        old = self.organisations.filter(pl.col("org_id").is_in(merged) & (pl.col("name") != name))
        own = old.select("org_id", "name", "source_id", "locator", "certainty", "status", kind=former)
        rows = pl.concat([named, pl.concat([TABLE["names"].frame, own], how="diagonal")])
        return _renamed(TABLE["names"], rows, dict.fromkeys(merged, into))

    def _projects_of(self, orgs: set[str]) -> set[str]:
        return set(self.participations.filter(pl.col("org_id").is_in(sorted(orgs)))["project_id"])

    def _induced(self, orgs: set[str], projects: set[str]) -> Self:
        """Return the facts among these organisations and projects, with the other ends of their flows.

        Figures and goals of nobody in particular are not among them.
        """
        inside = sorted(orgs | projects)
        money = self.flows.filter(_any_in("payers", inside) | _any_in("recipients", inside))
        ends = set(money["payers"].explode()) | set(money["recipients"].explode())
        keep_orgs = orgs | (ends & set(self.organisations["org_id"]))
        keep_projects = projects | (ends & set(self.projects["project_id"]))
        frames = self.frames() | {
            "flows": money,
            "figures": self.figures.drop_nulls("subject"),
            "goals": self.goals.drop_nulls("owner"),
            "organisations": self.organisations.filter(pl.col("org_id").is_in(sorted(keep_orgs))),
            "projects": self.projects.filter(pl.col("project_id").is_in(sorted(keep_projects))),
        }
        return self.from_frames(self.title, closed(frames))

    def _where(self, condition: Callable[[Table], pl.Expr | None]) -> Self:
        """Return the rows of each table that meet its condition, closed under references."""
        frames = self.frames()
        for table in TABLES:
            keep = condition(table) if table.name not in REFERENCE_TABLES else None
            if keep is not None:
                frames[table.name] = frames[table.name].filter(keep)
        return self.from_frames(self.title, closed(frames))


def _valid_on(table: Table, day: dt.date, *, ended: bool = False) -> pl.Expr | None:
    """Return which rows are not known to be invalid on a day; ``ended`` counts as valid what has ended before."""
    valid = pl.lit(value=True)
    for span in table.spans:
        begun = (dates.earliest(span.start) <= day).fill_null(value=True)
        valid = valid & begun & (ended | (dates.latest(span.end) >= day).fill_null(value=True))
    if "as_of" in table:
        observed = (dates.earliest("as_of") <= day).fill_null(value=True)
        started = pl.col(table.spans[0].start).is_not_null() if table.spans else pl.lit(value=False)
        valid = valid & (observed | started)
    if table.name == "events":
        valid = valid & (dates.earliest("date") <= day).fill_null(value=True)
    return valid


def _any_in(column: str, ids: list[str]) -> pl.Expr:
    return pl.col(column).list.set_intersection(pl.lit(ids, dtype=pl.List(pl.String))).list.len().fill_null(0) > 0


def _only(column: str, org: str) -> pl.Expr:
    return ((pl.col(column).list.len() == 1) & pl.col(column).list.contains(org)).fill_null(value=False)


def _renamed(table: Table, frame: pl.DataFrame, new: Mapping[str, str]) -> pl.DataFrame:
    def value(column: Column) -> pl.Expr:
        if column.kind is Kind.IDS:
            return pl.col(column.name).list.eval(pl.element().replace(new)).list.unique().list.sort()
        return pl.col(column.name).replace(new)

    columns = [column for column in table.references() if set(column.references) & set(SUBJECTS)]
    return _unique(table, frame.with_columns(value(column) for column in columns))


def _renamed_evidence(evidence: pl.DataFrame, new: Mapping[str, str]) -> pl.DataFrame:
    keys = [_renamed_key(table, key, new) for table, key in evidence.select("table", "key").iter_rows()]
    return _unique(TABLE["evidence"], evidence.with_columns(pl.Series("key", keys, dtype=pl.String)))


def _renamed_key(table: str, key: str, new: Mapping[str, str]) -> str:
    """Return the key of a row with the new ids of the organisations in it."""
    named = [name == "org_id" or "organisations" in TABLE[table][name].references for name in TABLE[table].key]
    parts = key.split("|", maxsplit=len(named) - 1)
    return "|".join(new.get(part, part) if is_id else part for part, is_id in zip(parts, named, strict=False))


def _unique(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.unique(subset=table.key, keep="first", maintain_order=True)


assert [field.name for field in fields(Ecosystem)][1:] == [table.name for table in TABLES]  # noqa: S101 - one order
