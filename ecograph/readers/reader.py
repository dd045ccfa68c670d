"""What every reader of published files shares: what it is given, what it returns, and what it says of itself.

A reader is a pure function from the bytes of published files to tables of the data model. It keeps what it
maps, leaves out what it says it ignores, drops personal data, and reports everything else as an issue: an
unknown column or code is counted and shown, never silent.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ecograph.errors import Issue
from ecograph.parse import LINE, nearest, shown
from ecograph.schema import TABLE

_LINE = re.compile("[1-9][0-9]{0,8}")
_FIRST = " of the first"


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
        """Return the issues of a header: columns that are unknown or missing, and required ones that are."""
        found = [name for name in dict.fromkeys(header) if name not in self.known]
        unknown = (
            f"found the unknown column {shown(name)}, expected one of those in docs/sources.md; "
            f"{nearest(name, self.known) or 'it is not read'}"
            for name in found
        )
        issues = [Issue(file, line, name, "column", said) for name, said in zip(found, unknown, strict=True)]
        for name in self.maps:
            if name not in header and name not in self.required:
                said = f"found no such column, expected it in the header; {self.maps[name]} stays empty"
                issues.append(Issue(file, line, name, "column", said))
        for name in self.required:
            if name not in header:
                said = "found no such column, expected it in the header; the file is not read: is it the right one?"
                issues.append(Issue(file, line, name, "layout", said))
        return tuple(issues)


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


GRANT: dict[str, pl.Expr] = {
    "qualifier": pl.lit("exact"),
    "basis": pl.lit("total"),
    "kind": pl.lit("grant"),
    "level": pl.lit("grant"),
    "certainty": pl.lit("certain"),
    "status": pl.lit("actual"),
}
"""The columns of a flow that is a grant of a stated amount."""


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
    """Return several harvests as one: of the rows with one key, the first.

    A later row that says the same, if from another place, is left out. One that says something else is left out
    too, and is an issue: at its source and line where it has them, else at its table.
    """
    every = list(harvests)
    names = dict.fromkeys(name for each in every for name in each.tables)
    rows = {name: pl.concat([each.tables[name] for each in every if name in each.tables]) for name in names}
    tables = {name: frame.unique(TABLE[name].key, keep="first", maintain_order=True) for name, frame in rows.items()}
    issues = (
        *(issue for each in every for issue in each.issues),
        *(issue for name, frame in rows.items() for issue in _contradictions(name, frame)),
    )
    return Harvest(tables, issues, tuple(item for each in every for item in each.dropped))


def _contradictions(name: str, frame: pl.DataFrame) -> tuple[Issue, ...]:
    """Return an issue for each row of a table that differs from the first one with its key."""
    key = list(TABLE[name].key)
    place = ("source_id", "locator")
    others = [column for column in frame.columns if column not in (*key, *place)]
    first = frame.unique(key, keep="first", maintain_order=True)
    later = frame.filter(~pl.struct(key).is_first_distinct())
    pairs = later.join(first, on=key, how="left", nulls_equal=True, maintain_order="left", suffix=_FIRST)
    differs = (pl.when(pl.col(c).ne_missing(pl.col(c + _FIRST))).then(pl.lit(c)) for c in others)
    unlike = pl.concat_list(*differs, pl.lit(None, pl.String)).list.drop_nulls()
    where = (pl.col(c) if c in later.columns else pl.lit(None, pl.String).alias(c) for c in place)
    own = pl.concat_str(pl.col(key).cast(pl.String).fill_null(""), separator="|")
    found = pairs.select(own.alias("own"), *where, unlike=unlike)
    issues = []
    for row, source_id, locator, columns in found.filter(pl.col("unlike").list.len() > 0).iter_rows():
        said = f"found {row} again with another {' and '.join(columns)}, expected it alike; the first is kept"
        is_placed = source_id and locator and _LINE.fullmatch(locator)
        file, line = (source_id, int(locator)) if is_placed else (name, 0)
        issues.append(Issue(file, line, "-", "duplicate", said))
    return tuple(issues)


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
