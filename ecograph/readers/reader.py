"""What every reader of published files shares: what it is given, what it returns, and what it says of itself.

A reader is a pure function from the bytes of published files to tables of the data model. It keeps what it
maps, leaves out what it says it ignores, drops personal data, and reports everything else as an issue: an
unknown column or code is counted and shown, never silent.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ecograph.errors import Issue
from ecograph.parse import LINE, nearest, shown
from ecograph.schema import TABLE


@dataclass(frozen=True, slots=True)
class File:
    """A published file.

    Args:
        name: Its name as messages name it, such as ``organization.csv``.
        content: Its bytes.
        url: Where it was fetched from; empty when that is not known.
        retrieved: The day on which it was fetched, YYYY-MM-DD; empty when that is not known.
    """

    name: str
    content: bytes = field(repr=False)
    url: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Personal data that was dropped on reading: so many cells or rows of a file, and what they held."""

    file: str
    column: str
    what: str
    n: int


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a reader made of some files.

    Args:
        tables: Tables of the data model by name, with all columns of the schema. A table that is not there is
            empty. ``locator`` is the line of the file.
        issues: What was met and not understood.
        dropped: The personal data that was dropped.
    """

    tables: Mapping[str, pl.DataFrame]
    issues: tuple[Issue, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one published file, or the fields of one published record.

    Args:
        file: What the file is called, such as ``organization.csv``.
        maps: What each column becomes, as ``table.column``.
        ignores: The columns that are left out on purpose, and why.
        personal: The columns that are dropped because they hold personal data, and what they hold.
        required: The columns without which nothing can be read.
    """

    file: str
    maps: Mapping[str, str]
    ignores: Mapping[str, str] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """The columns that the reader knows."""
        return (*self.maps, *self.ignores, *self.personal)

    def faults(self, file: str, header: Sequence[str], line: int = 1) -> tuple[Issue, ...]:
        """Return the issues of a header: unknown columns, and required ones that are missing."""
        found = [name for name in dict.fromkeys(header) if name not in self.known]
        unknown = (
            f"found the unknown column {shown(name)}, expected one of those in docs/sources.md; "
            f"{nearest(name, self.known) or 'it is not read'}"
            for name in found
        )
        issues = [Issue(file, line, name, "column", said) for name, said in zip(found, unknown, strict=True)]
        missing = [name for name in self.required if name not in header]
        said = "found no such column, expected it in the header; see whether this is the right file and reader"
        return (*issues, *(Issue(file, line, name, "column", said) for name in missing))


Read = Callable[[str, Sequence[File], Mapping[str, str]], Harvest]
"""From the name of the import (the prefix of its ids), its files and its options to tables."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of published files.

    Args:
        name: The word for it on the command line, such as ``cordis``.
        about: One sentence that says what it reads.
        publisher: Who publishes the files.
        licence: The licence of the files; empty where it is not known.
        layouts: The files it reads, with their columns.
        read: The function that reads them.
        options: The options that it takes, with what each means.
    """

    name: str
    about: str
    publisher: str
    licence: str
    layouts: tuple[Layout, ...]
    read: Read
    options: Mapping[str, str] = field(default_factory=dict)


def table(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with exactly the columns and types of a table; a column that it lacks is null."""
    empty = TABLE[name].frame
    return pl.concat([empty, frame.select(pl.col(c) for c in frame.columns if c in TABLE[name])], how="diagonal")


def unknown(file: str, column: str, met: pl.DataFrame, *, code: str, expected: str) -> tuple[Issue, ...]:
    """Return one issue for each distinct value that was not understood, with its first line and how often it stands.

    Args:
        file: The file as messages name it.
        column: The column of the file, and of ``met``.
        met: The rows with such a value: the column, as text, and ``line``.
        code: The code of the issues.
        expected: What was expected and what is done instead, to end the message with.
    """
    values = met.group_by(column).agg(n=pl.len(), first=pl.col(LINE).min()).sort("first", column)
    return tuple(
        Issue(file, first, column, code, f"found {shown(value or '')} in {n} row{'s' if n > 1 else ''}, {expected}")
        for value, n, first in values.select(column, "n", "first").iter_rows()
    )


def source(reader: Reader, name: str, file: File, title: str) -> dict[str, object]:
    """Return the row of ``sources`` for a file of an import."""
    return {
        "source_id": name,
        "title": title,
        "publisher": reader.publisher,
        "retrieved": file.retrieved or None,
        "url": file.url or None,
        "licence": reader.licence or None,
    }


def dropped(file: str, frame: pl.DataFrame, layout: Layout) -> tuple[Dropped, ...]:
    """Return how many cells with personal data a file has, by column."""
    counts = ((name, frame[name].drop_nulls().len()) for name in layout.personal if name in frame.columns)
    return tuple(Dropped(file, name, layout.personal[name], n) for name, n in counts if n)


def joined(harvests: Iterable[Harvest]) -> Harvest:
    """Return several harvests as one; a row whose key an earlier one has is left out."""
    every = list(harvests)
    names = dict.fromkeys(name for each in every for name in each.tables)
    tables = {
        name: pl.concat([each.tables[name] for each in every if name in each.tables]).unique(
            TABLE[name].key, keep="first", maintain_order=True
        )
        for name in names
    }
    issues = tuple(issue for each in every for issue in each.issues)
    return Harvest(tables, issues, tuple(item for each in every for item in each.dropped))


def whole(harvest: Harvest) -> Harvest:
    """Return a harvest in which no parent or tie leads to a body that was not read; why it was not, an issue says."""
    tables = dict(harvest.tables)
    if "organisations" in tables:
        bodies = tables["organisations"]
        read_ids = bodies["org_id"].implode()
        parent = pl.when(pl.col("parent_id").is_in(read_ids)).then("parent_id").alias("parent_id")
        tables["organisations"] = bodies.with_columns(parent)
        if "ties" in tables:
            tables["ties"] = tables["ties"].filter(pl.all_horizontal(pl.col("subject", "object").is_in(read_ids)))
    return Harvest(tables, harvest.issues, harvest.dropped)
