"""How a section is written: sentences filled in with their mark, and tables of which every row has one."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import polars as pl

from ecograph.language import Words, capital
from ecograph.language.sentences import Said as Filling
from ecograph.language.sentences import filled
from ecograph.language.units import UNITS
from ecograph.money import OPEN
from ecograph.report.document import Block, Cell, Column, Interval, Paragraph, Points, Said, Table
from ecograph.report.marks import Marks
from ecograph.rows import ROWS

LONGEST = 15
"""How many rows a table shows; it says how many more there are."""

NAMED_IN_HEAD = ("DKK", "NOK", "EUR", "share")
"""The units that the head of a column names, since its numbers do not."""

Row = Mapping[str, Any]


class Shown(NamedTuple):
    """A column as it is shown.

    Args:
        label: Its head, without the unit.
        cell: The column of the frame, or what a row shows in a language.
        unit: The unit of its numbers; "" for texts.
    """

    label: Words
    cell: str | Callable[[Row, str], Cell]
    unit: str = ""


class Listing(NamedTuple):
    """A table as it is shown.

    Args:
        name: Its name in files and links.
        caption: What it shows.
        columns: Its columns.
        note: What to know when reading it; None for nothing.
        longest: How many rows it shows.
    """

    name: str
    caption: Words
    columns: tuple[Shown, ...]
    note: Words | None = None
    longest: int = LONGEST


def told(template: Words, rows: Iterable[str] = (), *, language: str, marks: Marks, **values: Filling) -> Said:
    """Return a sentence in a language with the mark of its rows.

    Args:
        template: The sentence in each language.
        rows: The rows behind its numbers.
        language: da, nb or en.
        marks: Where the mark is remembered.
        **values: What the template is filled with, as functions of the language.
    """
    return Said(filled(template, **values).in_(language), marks.of(rows))


def as_told(texts: Iterable[Words], rows: Iterable[str], *, language: str, marks: Marks) -> tuple[Said, ...]:
    """Return sentences that an analysis says, with the mark of the rows that its table rests on."""
    name = marks.of(rows)
    return tuple(Said(text.in_(language), name) for text in texts)


def listed(listing: Listing, frame: pl.DataFrame, *, language: str, marks: Marks) -> tuple[Block, ...]:
    """Return a frame as a table of which each row has its mark; nothing where it has no row.

    A row that rests on nothing, such as one that says 0, has the mark of the whole frame: that was looked through.

    Args:
        listing: What is shown.
        frame: The rows, with the column ``rows``.
        language: da, nb or en.
        marks: Where the marks are remembered.
    """
    return () if frame.is_empty() else (tabled(listing, frame, language=language, marks=marks),)


def tabled(listing: Listing, frame: pl.DataFrame, *, language: str, marks: Marks) -> Table:
    """Return a frame as a table; the arguments are those of ``listed``.

    One row more than the longest is shown too, since to say that it is left out takes a line as well.
    """
    longest = listing.longest + (frame.height == listing.longest + 1)
    shown = list(frame.head(longest).iter_rows(named=True))
    whole = all_rows(frame) if any(not row[ROWS] for row in shown) else []
    return Table(
        listing.name,
        capital(listing.caption.in_(language)),
        tuple(Column(_head(column, language), column.unit) for column in listing.columns),
        tuple(tuple(_cell(column, row, language) for column in listing.columns) for row in shown),
        tuple(marks.of(row[ROWS] or whole) for row in shown),
        "" if listing.note is None else listing.note.in_(language),
        frame.height - len(shown),
    )


def paragraph(*said: Said) -> tuple[Block, ...]:
    """Return sentences as a paragraph; nothing where there is none."""
    return (Paragraph(said),) if said else ()


def points(*said: Said) -> tuple[Block, ...]:
    """Return sentences as points of a list; nothing where there is none."""
    return (Points(said),) if said else ()


def interval(low: float | None, high: float | None) -> Cell:
    """Return two bounds as a cell: one number where they are equal, None where the lower is not known.

    >>> interval(2, 2), interval(2, None), interval(None, 3)
    (2, Interval(low=2, high=inf), None)
    """
    if low is None:
        return None
    return low if low == high else Interval(low, OPEN if high is None else high)


def bounds(low: str, high: str) -> Callable[[Row, str], Cell]:
    """Return what shows two columns as one interval."""
    return lambda row, _: interval(row[low], row[high])


def all_rows(frame: pl.DataFrame) -> list[str]:
    """Return the rows behind all rows of a frame, each once, sorted."""
    return frame[ROWS].explode(empty_as_null=True).drop_nulls().unique().sort().to_list()


def _head(column: Shown, language: str) -> str:
    label = capital(column.label.in_(language))
    return f"{label} ({UNITS[column.unit].label.in_(language)})" if column.unit in NAMED_IN_HEAD else label


def _cell(column: Shown, row: Row, language: str) -> Cell:
    if callable(column.cell):
        return column.cell(row, language)
    found: Cell = row[column.cell]
    return found
