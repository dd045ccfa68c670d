"""The page of results: findings and tables, each number with a link to the rows and sources it rests on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from ecograph.ecosystem import Ecosystem
from ecograph.finding import Finding
from ecograph.language import Words, capital, number
from ecograph.language.page import COUNTED, PAGE
from ecograph.metrics.metric import REASON
from ecograph.provenance import describe, places
from ecograph.rows import ROWS


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table on the page.

    Args:
        name: The column of the frame.
        label: What its header says.
        decimals: The decimals of its numbers; -1 for a column of texts, which carry no link.
        divisor: What its numbers are divided by, such as a million.
        show: What a text is in words, from the value and the language; the text itself when None.
        upper: For an interval, the column that holds the upper bound; ``name`` is then the lower.
    """

    name: str
    label: Words
    decimals: int = -1
    divisor: float = 1
    show: Callable[[Any, str], str] | None = None
    upper: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the page, with its title and what it tells."""

    name: str
    title: Words
    text: Words
    frame: pl.DataFrame
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Note:
    """Where a number comes from: its sources, each with the rows that it states."""

    label: str
    sources: list[tuple[str, str, list[str]]]


class _Notes:
    """The notes of a page in the order in which they are first used; the same rows give the same note."""

    def __init__(self, ecosystem: Ecosystem, language: str) -> None:
        self.language = language
        self.notes: list[_Note] = []
        self._place: dict[tuple[str, ...], int] = {}
        self._facts = places(ecosystem)
        self._titles = {s: describe(ecosystem, s) for s in ecosystem.sources["source_id"]}

    def number(self, rows: Sequence[str]) -> int:
        """Return the number of the note for these rows; 0 where there are none."""
        key = tuple(rows)
        if not key:
            return 0
        if key not in self._place:
            by_source: dict[str, list[str]] = {}
            for row in key:
                source, lines = self._facts[row]
                shown = row + (f" ({PAGE['lines'].in_(self.language)} {lines})" if lines else "")
                by_source.setdefault(source, []).append(shown)
            sources = [(source, self._titles[source], found) for source, found in sorted(by_source.items())]
            self._place[key] = len(self.notes) + 1
            self.notes.append(_Note(str(len(self.notes) + 1), sources))
        return self._place[key]


def render_page(
    ecosystem: Ecosystem, findings: Sequence[Finding], sections: Sequence[Section], *, language: str
) -> str:
    """Return the page of results as one HTML document that loads nothing.

    Args:
        ecosystem: The tables, for the sources.
        findings: What to say first.
        sections: The tables to show.
        language: da, nb or en.
    """
    notes = _Notes(ecosystem, language)
    shown_findings = [(finding.text.in_(language), notes.number(finding.rows)) for finding in findings]
    shown_sections = [_shown(section, notes, language) for section in sections]
    environment = Environment(
        loader=PackageLoader("ecograph.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2").render(
        title=ecosystem.title or "ecograph",
        language=language,
        words={name: words.in_(language) for name, words in PAGE.items()},
        findings=shown_findings,
        sections=shown_sections,
        notes=notes.notes,
        sources=_sources(ecosystem),
        thin=_thin(ecosystem, language),
    )


def _thin(ecosystem: Ecosystem, language: str) -> str:
    """Return how much the data are: what is counted, and what is not."""
    extent = ecosystem.organisations["extent"]
    single = int((extent == "single").sum())
    return (
        PAGE["thin"]
        .in_(language)
        .format(
            organisations=COUNTED["organisations"].of(single)(language),
            others=COUNTED["others"].of(extent.len() - single)(language),
            **{name: COUNTED[name].of(ecosystem[name].height)(language) for name in _COUNTED_TABLES},
        )
    )


_COUNTED_TABLES = ("projects", "participations", "flows", "sources")


def _sources(ecosystem: Ecosystem) -> list[dict[str, str]]:
    is_link = pl.col("url").str.contains(r"^https?://")
    columns = ecosystem.sources.with_columns(url=pl.when(is_link).then("url")).with_columns(pl.all().fill_null(""))
    return [row | {"words": describe(ecosystem, row["source_id"])} for row in columns.iter_rows(named=True)]


def _shown(section: Section, notes: _Notes, language: str) -> dict[str, Any]:
    rows = []
    for row in section.frame.iter_rows(named=True):
        note = notes.number(row[ROWS])
        rows.append([(_cell(column, row, language), note if column.decimals >= 0 else 0) for column in section.columns])
    return {
        "name": section.name,
        "title": capital(section.title.in_(language)),
        "text": section.text.in_(language),
        "headers": [(capital(column.label.in_(language)), column.decimals >= 0) for column in section.columns],
        "rows": rows,
    }


def _cell(column: Column, row: Mapping[str, Any], language: str) -> str:
    """Return what a cell shows: a text, a number, an interval, or that it is not known."""
    value = row[column.name]
    if column.decimals < 0:
        if value is None:
            return PAGE["not_known"].in_(language)
        return column.show(value, language) if column.show else str(value)
    if value is None:
        return PAGE["undefined"].in_(language) if row.get(REASON) else PAGE["not_known"].in_(language)
    low = number(value / column.divisor, language, column.decimals)
    if not column.upper:
        return low
    if row[column.upper] == float("inf"):
        return PAGE["at_least"].in_(language).format(low=low)
    high = number(row[column.upper] / column.divisor, language, column.decimals)
    return low if low == high else f"{low}–{high}"
