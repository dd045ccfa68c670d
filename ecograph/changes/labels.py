"""Rows and cells in words: what a row is about by the names of the things it names, not by their ids."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Final

import polars as pl

from ecograph import cells
from ecograph.ecosystem import Ecosystem
from ecograph.identity.rewriting import key_text
from ecograph.language import Words, country, listed, number
from ecograph.language.changes import NOT_GIVEN, ROWS
from ecograph.language.regions import REGIONS
from ecograph.language.tables import COLUMNS
from ecograph.language.values import VALUES
from ecograph.provenance import describe
from ecograph.schema import TABLE, TABLES, Column, Kind

EVIDENCE: Final = "evidence"

Row = Mapping[str, Any]
Key = tuple[str, str]
"""The table and the key of a row."""


class Labels:
    """What the rows of one state are called in one language.

    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": each, "name": each.upper(), "kind": "cluster"} for each in "ab"],
    ...     memberships=[{"org_id": "a", "cluster_id": "b", "role": "member"}],
    ... )
    >>> labels = Labels(eco, "da")
    >>> labels.of([("memberships", "a|b|1")]), labels.cell("memberships", "org_id", "a")
    ({('memberships', 'a|b|1'): 'A i B (medlem)'}, 'A')
    """

    def __init__(self, ecosystem: Ecosystem, language: str) -> None:
        self.ecosystem, self.language = ecosystem, language
        self._sources: dict[str, str] = {}

    def of(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Return what rows are called, by their table and key; a row that is not there keeps its key for a name."""
        wanted: dict[str, list[str]] = {}
        for table, key in keys:
            wanted.setdefault(table, []).append(key)
        found = {(table, key): key for table, own in wanted.items() for key in own}
        for table in wanted.keys() & TABLE.keys():
            if table == EVIDENCE:
                found |= self._evidence(wanted[table])
            else:
                for key, row in self._rows(table, wanted[table]):
                    found[table, key] = _NAMED[table](self, row)
        return found

    def cell(self, table: str, column: str, text: str | None) -> str:
        """Return the text of a cell in words: names instead of ids, words for closed lists, numbers as written."""
        if text is None:
            return NOT_GIVEN.in_(self.language)
        kind = TABLE[table][column]
        if kind.references:
            ids = text.split("|") if kind.kind is Kind.IDS else [text]
            return listed([self._named(kind, each) for each in ids], self.language)
        match kind.kind:
            case Kind.CHOICE:
                return self.choice(table, column, text)
            case Kind.NUMBER | Kind.INTEGER:
                return exactly(float(text), self.language)
            case Kind.COUNTRY:
                return country(text, self.language)
            case Kind.REGION:
                return REGIONS.get(text, text)
            case Kind.LANGUAGE:
                return _word(VALUES["languages"], text, self.language)
            case _:
                return text

    def choice(self, table: str, column: str, code: str | None) -> str:
        """Return the word for a value of a closed list; the value itself where it is none of them."""
        return _word(_LISTS[TABLE[table][column].choices], code, self.language) if code else self.said(NOT_GIVEN)

    def source(self, source_id: str | None) -> str:
        """Return a source in words; "" for none, its id where it is not there."""
        if source_id is None:
            return ""
        if source_id not in self._sources:
            is_there = source_id in self._source_ids
            self._sources[source_id] = describe(self.ecosystem, source_id) if is_there else source_id
        return self._sources[source_id]

    def said(self, words: Words, **values: str) -> str:
        """Return a text in the language, filled in."""
        return words.in_(self.language).format(**values)

    def name(self, row_id: str) -> str:
        """Return the name of an organisation or project; its id where it has none."""
        return self.subjects.get(row_id, row_id)

    @cached_property
    def subjects(self) -> dict[str, str]:
        """The names of organisations and titles of projects by their ids."""
        named = (
            self.ecosystem.projects.select("project_id", "title"),
            self.ecosystem.organisations.select("org_id", "name"),
        )
        return {row_id: name for frame in named for row_id, name in frame.iter_rows() if name}

    def framework(self, row_id: str) -> str:
        """Return the label of a list of themes; its id where it is not there."""
        return self._frameworks.get(row_id, row_id)

    def theme(self, row_id: str) -> str:
        """Return the label of a theme; its id where it is not there."""
        return self._themes.get(row_id, row_id)

    @cached_property
    def _frameworks(self) -> dict[str, str]:
        return self._labelled("frameworks", "framework_id")

    @cached_property
    def _themes(self) -> dict[str, str]:
        return self._labelled("themes", "theme_id")

    @cached_property
    def _source_ids(self) -> frozenset[str]:
        return frozenset(self.ecosystem.sources["source_id"])

    def _labelled(self, table: str, key: str) -> dict[str, str]:
        label = pl.coalesce(f"label_{self.language}", "label_en").alias("label")
        return dict(self.ecosystem[table].select(key, label).drop_nulls().iter_rows())

    def _named(self, column: Column, row_id: str) -> str:
        """Return the name of a row that a column names; its id where it is not there, or has no name."""
        match column.references:
            case ("themes",):
                return self.theme(row_id)
            case ("frameworks",):
                return self.framework(row_id)
            case ("sources",):
                return self.source(row_id)
            case _:
                return self.name(row_id)

    def _rows(self, table: str, keys: Iterable[str]) -> Iterable[tuple[str, Row]]:
        wanted = pl.DataFrame({" key": pl.Series(sorted(set(keys)), dtype=pl.String)})
        frame = self.ecosystem[table].with_columns(key_text(TABLE[table]).alias(" key"))
        return ((row.pop(" key"), row) for row in frame.join(wanted, on=" key", how="semi").iter_rows(named=True))

    def _evidence(self, keys: Iterable[str]) -> dict[Key, str]:
        """Return what rows of evidence are called: the row they are about, and the column."""
        rows = dict(self._rows(EVIDENCE, keys))
        about = self.of({(row["table"], row["key"]) for row in rows.values() if row["table"] != EVIDENCE})
        found = {}
        for key, row in rows.items():
            what = about.get((row["table"], row["key"]), str(row["key"]))
            words = COLUMNS.get(row["field"] or "")
            found[EVIDENCE, key] = self.said(ROWS[EVIDENCE], what=what, field=self.said(words)) if words else what
        return found


def exactly(value: float, language: str) -> str:
    """Return a number with all its decimals, as the language writes it.

    >>> exactly(19300000.0, "da"), exactly(0.25, "nb"), exactly(-3, "en")
    ('19.300.000', '0,25', '-3')
    """
    return number(value, language, len(cells.text(float(value)).partition(".")[2]))


def _word(words: Mapping[str, Words], code: str, language: str) -> str:
    return words[code].in_(language) if code in words else code


_WORDS = {tuple(words): words for words in VALUES.values()}
_LISTS: Final = {c.choices: _WORDS[c.choices] for t in TABLES for c in t.columns if c.kind is Kind.CHOICE}
"""The words of each closed list, by its values."""


def _project(labels: Labels, row: Row) -> str:
    if not row["acronym"]:
        return str(row["title"])
    return labels.said(ROWS["projects"], title=row["title"], acronym=row["acronym"])


def _flow(labels: Labels, row: Row) -> str:
    payers = _everybody(labels, row["payers"]) or labels.said(ROWS["no_payer"])
    recipients = _everybody(labels, row["recipients"]) or labels.said(ROWS["no_recipient"])
    level = labels.choice("flows", "level", row["level"])
    return labels.said(ROWS["flows"], payers=payers, recipients=recipients, amount=_amount(labels, row), level=level)


def _everybody(labels: Labels, ids: list[str] | None) -> str:
    """Return the names of organisations and projects as a list in words; "" for nobody."""
    return listed([labels.name(each) for each in ids], labels.language) if ids else ""


def _amount(labels: Labels, row: Row) -> str:
    if row["amount"] is None:
        return labels.said(ROWS["no_amount"])
    template = "amount" if row["qualifier"] in {None, "exact"} else "vague_amount"
    qualifier = labels.choice("flows", "qualifier", row["qualifier"])
    amount = exactly(row["amount"], labels.language)
    return labels.said(ROWS[template], amount=amount, unit=row["currency"] or "", qualifier=qualifier)


def _event(labels: Labels, row: Row) -> str:
    what = labels.choice("events", "what", row["what"])
    said = labels.said(ROWS["dated"], what=what, date=row["date"]) if row["date"] else what
    return labels.said(ROWS["events"], subject=labels.name(row["subject"]), what=said)


def _figure(labels: Labels, row: Row) -> str:
    what = labels.said(ROWS["part"], what=row["what"], part=row["breakdown"]) if row["breakdown"] else row["what"]
    return _of(labels, row["subject"], what)


def _of(labels: Labels, subject: str | None, what: str) -> str:
    """Return what is told of somebody, and of whom, where it is of somebody."""
    return labels.said(ROWS["about"], subject=labels.name(subject), what=what) if subject else str(what)


def _theme(labels: Labels, row: Row) -> str:
    framework = labels.framework(row["framework_id"])
    return labels.said(ROWS["themes"], theme=labels.theme(row["theme_id"]), framework=framework)


_NAMED: Final[Mapping[str, Callable[[Labels, Row], str]]] = {
    "sources": lambda labels, row: labels.source(row["source_id"]),
    "organisations": lambda _, row: str(row["name"]),
    "names": lambda labels, row: labels.said(ROWS["names"], name=row["name"], organisation=labels.name(row["org_id"])),
    "identifiers": lambda labels, row: labels.said(
        ROWS["identifiers"],
        organisation=labels.name(row["org_id"]),
        scheme=labels.choice("identifiers", "scheme", row["scheme"]),
        value=row["value"],
    ),
    "records": lambda labels, row: labels.said(
        ROWS["records"], name=row["source_org_id"], organisation=labels.name(row["org_id"])
    ),
    "projects": _project,
    "memberships": lambda labels, row: labels.said(
        ROWS["memberships"],
        organisation=labels.name(row["org_id"]),
        cluster=labels.name(row["cluster_id"]),
        role=labels.choice("memberships", "role", row["role"]),
    ),
    "participations": lambda labels, row: labels.said(
        ROWS["participations"],
        organisation=labels.name(row["org_id"]),
        project=labels.name(row["project_id"]),
        role=labels.choice("participations", "role", row["role"]),
    ),
    "flows": _flow,
    "ties": lambda labels, row: labels.said(
        ROWS["ties"],
        subject=labels.name(row["subject"]),
        kind=labels.choice("ties", "kind", row["kind"]),
        object=labels.name(row["object"]),
    ),
    "events": _event,
    "frameworks": lambda labels, row: labels.framework(row["framework_id"]),
    "themes": _theme,
    "tags": lambda labels, row: labels.said(
        ROWS["tags"], subject=labels.name(row["subject"]), theme=labels.theme(row["theme_id"])
    ),
    "figures": _figure,
    "goals": lambda labels, row: _of(labels, row["owner"], row["what"]),
    "rates": lambda labels, row: labels.said(ROWS["rates"], currency=row["currency"], year=str(row["year"])),
    "prices": lambda labels, row: labels.said(
        ROWS["prices"], country=country(row["country"], labels.language), year=str(row["year"])
    ),
}
"""What a row of each table is called, but for evidence, which is called by the row it is about."""
