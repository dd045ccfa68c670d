"""Texts that would run, break out or mislead where a page took data for code, and an ecosystem full of them.

Each table has a row for each text, with that text in every column that holds one. Numbers, days and closed lists are
good, since nothing else is read from a dataset; ``rows_nothing_checked`` fills the closed lists too.
"""

from ecograph.ecosystem import Ecosystem
from ecograph.scenario import Scenario
from ecograph.schema import SUBJECTS, TABLES, Column, Kind, Table

HOSTILE = [
    "<img src=x onerror=window.probe=1>",
    "</script><script>window.probe=1</script>",
    "<!--<script>",
    "{{ 7*7 }}{% raw %}",
    "\"'`><svg onload=window.probe=1>",
    "a\u2028b\u2029c",
    "\u202egnp.exe",
    "javascript:window.probe=1",
    "=cmd|'/C calc'!A1",
    "+1+1",
    "-1+1",
    "@x",
    "\tx\rx\nx",
    "a\0b\x0bc",
    "__proto__",
    "constructor",
    "]]><script>window.probe=1</script>",
    "&lt;b&gt;&#x6a;",
    "${window.probe=1}$\\frac{a}{b}$",
    "x" * 10_000,
]
"""What to put where a name is expected; ``window.probe`` is there once any of it has run."""

GIVEN = {Kind.INTEGER: 1, Kind.NUMBER: 1.5, Kind.YEAR: 2020, Kind.DATE: "2020-05", Kind.COUNTRY: "DK"}
GIVEN |= {Kind.CURRENCY: "EUR", Kind.LANGUAGE: "da"}
"""What good cells hold that hold no text."""

PROJECT = "project "
"""What the id of a project begins with, since no organisation and project have the same."""


def hostile() -> Ecosystem:
    """Return an ecosystem with hostile texts in all its ids, names, titles, themes, sources, places and addresses."""
    return Ecosystem.of(HOSTILE[1], **_tables(closed=False))


def rows_nothing_checked() -> Ecosystem:
    """Return the same with hostile texts in closed lists, countries, currencies and regions too."""
    return Ecosystem.of(HOSTILE[0], **_tables(closed=True))


def scenario() -> Scenario:
    """Return a merger of two of its organisations under a hostile name."""
    return Scenario(HOSTILE[0], (HOSTILE[0], HOSTILE[1]))


def _tables(*, closed: bool) -> dict[str, list[dict[str, object]]]:
    return {table.name: [_row(table, i, closed=closed) for i in range(len(HOSTILE))] for table in TABLES}


def _row(table: Table, i: int, *, closed: bool) -> dict[str, object]:
    row = {column.name: _cell(table, column, i, closed=closed) for column in table.columns}
    if table.name == "organisations":  # companies, clusters and, at the end, collectives
        row |= {} if closed else {"kind": "cluster" if i % 4 == 0 else "company"}
        row |= {"parent_id": None, "extent": "collective" if i % 7 == 6 else "single"}
    if table.name == "flows":
        row |= {"part_of": None, "restates": None, "qualifier": "about", "level": "grant"}
    if table.name == "rates":
        row |= {"year": 2020 + i}
    return row | {name: None for name in ("parent_id",) if name in row}


def _cell(table: Table, column: Column, i: int, *, closed: bool) -> object:
    text = HOSTILE[i]
    if column.references == SUBJECTS:
        found = HOSTILE[(i + 1) % len(HOSTILE)] if column.name in {"object", "payers"} else text
        return [found, PROJECT + text] if column.kind == Kind.IDS else found
    if table.name == "projects" and column.name == "project_id":
        return PROJECT + text
    if column.references == ("projects",):
        return PROJECT + HOSTILE[i // 4 * 4]
    if column.name == "cluster_id":
        return HOSTILE[i // 4 * 4]
    if column.kind == Kind.CHOICE and not (closed and column.name in {"kind", "role", "scheme", "helix", "what"}):
        return column.choices[0]
    if closed and column.kind in {Kind.COUNTRY, Kind.CURRENCY, Kind.LANGUAGE}:
        return text
    return GIVEN.get(column.kind, text)
