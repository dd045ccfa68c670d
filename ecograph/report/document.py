"""A report as a tree of parts in one language: what its sections return, and what every format is written from.

Texts are ready to show, but not escaped: each format does that by its own rules. Numbers stay numbers, so that a
spreadsheet can compute with them. Every number has a mark, which names the rows of the dataset behind it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ecograph.charts.drawing import Drawing

MARK = "k"
"""The sign with which a mark begins."""

_DIGITS = 7


def mark(rows: Iterable[str]) -> str:
    """Return the mark of a number: a short name for the rows it rests on, the same in every language and format.

    Args:
        rows: The rows, each as ``table/key``; their order and repetition do not matter.

    Returns:
        ``k`` and seven hexadecimal digits of the SHA-256 of the sorted rows; "" where there are none.

    >>> mark(["flows/a", "flows/b"]) == mark(["flows/b", "flows/a", "flows/a"]), mark([])
    (True, '')
    """
    own = sorted(set(rows))
    return MARK + hashlib.sha256("\n".join(own).encode()).hexdigest()[:_DIGITS] if own else ""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or a few that belong together, with the mark of the numbers in it; "" where it has none."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with two bounds; ``high`` is infinite where it is open. An exact value is a plain number instead."""

    low: float
    high: float


Cell = str | int | float | Interval | None
"""What a cell holds: a text, a number, an interval, or None for what is not known or not defined."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        label: Its head, with the unit where it has one.
        unit: The unit of its numbers, a name of ``ecograph.language.units.UNITS``; "" for a column of texts. Cells
            hold the value itself (kroner, a share from 0 to 1); the format divides and rounds as the unit says.
    """

    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        name: Its name in files and links, in small letters and hyphens, unique in the document.
        caption: What it shows.
        columns: Its columns.
        rows: Its cells, row by row.
        marks: The mark of the numbers of each row; "" where a row has none.
        note: What to know when reading it; "" for nothing.
        n_more: How many further rows there are that are not shown.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marks: tuple[str, ...]
    note: str = ""
    n_more: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its text alternative and the table of its numbers.

    Args:
        name: Its name in files and links, unique in the document.
        caption: What it shows.
        alternative: What a reader who cannot see it should know: kind of chart and what stands out.
        drawing: The chart as shapes.
        table: The numbers that it draws.
    """

    name: str
    caption: str
    alternative: str
    drawing: Drawing
    table: Table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list of statements, each a point of its own."""

    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms with what they mean: ``(term, explanation)``."""

    items: tuple[tuple[str, str], ...]


Block = Paragraph | Points | Terms | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading; the parts below it are sections again, at most three levels deep.

    Args:
        name: Its name in links, in small letters and hyphens, unique in the document.
        title: Its heading.
        blocks: What it says.
        sections: The sections below it.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the dataset, as the last section lists it.

    Args:
        source_id: Its id.
        words: Title or address, publisher, date.
        url: Its address, https or http; "" where it has none.
        licence: Its licence; "" where it is not known.
    """

    source_id: str
    words: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True)
class Note:
    """What stands behind a mark.

    Args:
        mark: The mark.
        n_rows: How many rows it rests on.
        by_source: For each source, in the order of their ids: its id, how many of the rows it states, and the first of
            them, each as ``table/key (lines)``.
    """

    mark: str
    n_rows: int
    by_source: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report in one language.

    Args:
        title: Its title.
        subtitle: The state of the data, such as "as of 2024-01-01"; no clock.
        language: da, nb or en.
        sections: Its sections, in order.
        notes: What stands behind each mark that is used, in the order of first use.
        sources: The sources of the dataset, by id.
    """

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]


def blocks_of(sections: Sequence[Section]) -> tuple[Block, ...]:
    """Return all blocks of sections and those below them, in reading order."""
    return tuple(block for section in sections for block in (*section.blocks, *blocks_of(section.sections)))


def marks_of(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return every mark that is used, each once, in reading order."""
    found: dict[str, None] = {}
    for block in blocks_of(sections):
        found.update(dict.fromkeys(_marks(block)))
    return tuple(found)


def _marks(block: Block) -> tuple[str, ...]:
    match block:
        case Paragraph(said) | Points(said):
            every: Iterable[str] = (each.mark for each in said)
        case Table():
            every = block.marks
        case Chart():
            every = block.table.marks
        case _:  # terms hold no number of the data
            every = ()
    return tuple(each for each in every if each)


def tables_of(sections: Sequence[Section]) -> Mapping[str, Table]:
    """Return the tables, and those of the charts, by name, in reading order."""
    found = {}
    for block in blocks_of(sections):
        if isinstance(block, Table):
            found[block.name] = block
        elif isinstance(block, Chart):
            found[block.table.name] = block.table
    return found
