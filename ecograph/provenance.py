"""Every row of the dataset about one organisation, project, figure or other thing, with its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from ecograph import cells
from ecograph.ecosystem import Ecosystem
from ecograph.lookup import find
from ecograph.rows import ROWS, reference
from ecograph.schema import TABLE, TABLES, Kind, Table


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the dataset and where it comes from.

    Args:
        table: The table.
        key: Its key, parts joined by |.
        values: Its values as text, by column, without the empty ones and without those on its source.
        certainty: How sure it is; empty where the table does not say.
        status: Whether it is actual, planned, proposed or a goal; empty where the table does not say.
        source_id: The source that states it.
        source: The source in words: title or address, publisher, date.
        url: The address of the source; empty where it has none.
        locator: The lines in the source; empty where the page is the whole place.
    """

    table: str
    key: str
    values: dict[str, str]
    certainty: str
    status: str
    source_id: str
    source: str
    url: str
    locator: str


def explain(ecosystem: Ecosystem, subject: str) -> list[Fact]:
    """Return every row about a subject: its own, those that name it, and the evidence on all of these.

    Args:
        ecosystem: The tables.
        subject: An organisation, project, figure, goal, flow, theme, framework or source, by id or name.

    Returns:
        The rows in the order of the tables.

    Raises:
        EcographError: Nothing has that name.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "mtic", "name": "MTIC", "kind": "cluster"}])
    >>> [(fact.table, fact.key, fact.source) for fact in explain(eco, "mtic")]
    [('organisations', 'mtic', 'rows given in code')]
    """
    table, subject_id = find(ecosystem, subject)
    facts = [fact for each in TABLES if each.name != "evidence" for fact in _about(ecosystem, each, table, subject_id)]
    keys = {(fact.table, fact.key) for fact in facts}
    about = [
        (row["table"], row["key"]) in keys or (table == "sources" and row["source_id"] == subject_id)
        for row in ecosystem.evidence.iter_rows(named=True)
    ]
    evidence = ecosystem.evidence.filter(pl.Series(about, dtype=pl.Boolean))
    return facts + [_fact(ecosystem, TABLE["evidence"], row) for row in evidence.iter_rows(named=True)]


def stated(ecosystem: Ecosystem, rows: Iterable[str]) -> list[Fact]:
    """Return rows of the dataset that are named as ``table/key``, such as those behind a number.

    Args:
        ecosystem: The tables.
        rows: The names of the rows; one that is not there is left out.

    Returns:
        The rows in the order of the tables, each once.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "mtic", "name": "MTIC", "kind": "cluster"}])
    >>> [(fact.key, fact.source) for fact in stated(eco, ["organisations/mtic", "flows/none"])]
    [('mtic', 'rows given in code')]
    """
    wanted = pl.Series(sorted(set(rows)), dtype=pl.String)
    return [
        _fact(ecosystem, table, row)
        for table in TABLES
        if "source_id" in table
        for row in ecosystem[table.name].filter(reference(table.name).is_in(wanted.implode())).iter_rows(named=True)
    ]


def places(ecosystem: Ecosystem) -> dict[str, tuple[str, str]]:
    """Return the source of every row and its lines in it, by ``table/key``; a source is its own.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "a", "name": "A", "kind": "cluster", "locator": "3;5"}])
    >>> places(eco)["organisations/a"]
    ('given', '3, 5')
    """
    found: dict[str, tuple[str, str]] = {}
    for name, table in TABLE.items():
        locator = pl.col("locator").fill_null("").str.replace_all(";", ", ") if "locator" in table else pl.lit("")
        rows = ecosystem[name].select(reference(name), "source_id", locator=locator)
        found |= {row: (source, lines) for row, source, lines in rows.select(ROWS, "source_id", "locator").iter_rows()}
    return found


def _about(ecosystem: Ecosystem, table: Table, subject_table: str, subject: str) -> Iterator[Fact]:
    names = [column for column in table.references() if subject_table in column.references]
    conditions = [
        pl.col(c.name).list.contains(subject) if c.kind is Kind.IDS else pl.col(c.name) == subject for c in names
    ]
    if table.name == subject_table:
        conditions.append(pl.col(table.key[0]) == subject)
    if conditions:
        for row in ecosystem[table.name].filter(pl.any_horizontal(conditions)).iter_rows(named=True):
            yield _fact(ecosystem, table, row)


_ON_SOURCE = ("source_id", "locator", "certainty", "status")


def _fact(ecosystem: Ecosystem, table: Table, row: dict[str, object]) -> Fact:
    texts = {name: cells.text(value) for name, value in row.items()}
    source_id = texts["source_id"]
    return Fact(
        table=table.name,
        key="|".join(texts[name] for name in table.key),
        values={name: text for name, text in texts.items() if text and name not in _ON_SOURCE},
        certainty=texts.get("certainty", ""),
        status=texts.get("status", ""),
        source_id=source_id,
        source=describe(ecosystem, source_id),
        url=_source(ecosystem, source_id)["url"],
        locator=texts.get("locator", ""),
    )


def describe(ecosystem: Ecosystem, source_id: str) -> str:
    """Return a source in words: its title or else its address, its publisher, its date."""
    source = _source(ecosystem, source_id)
    title = source["title"] or source["url"] or source_id
    return ", ".join(part for part in (title, source["publisher"], source["published"]) if part)


def _source(ecosystem: Ecosystem, source_id: str) -> dict[str, str]:
    row = ecosystem.sources.row(by_predicate=pl.col("source_id") == source_id, named=True)
    return {name: cells.text(value) for name, value in row.items()}
