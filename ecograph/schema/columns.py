"""What a column and a table of the data model are: the words the declaration in ``tables`` is written in.

A column has a *kind*, which says what text may stand in its cells and which polars type it becomes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl


class Kind(StrEnum):
    """The kinds of column."""

    TEXT = "text"
    KEY = "id"
    IDS = "ids"
    CHOICE = "choice"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    YEAR = "year"
    COUNTRY = "country"
    CURRENCY = "currency"
    LANGUAGE = "language"
    REGION = "region"
    REGISTRY = "registry number"
    LINES = "lines"
    URL = "url"


FORMS: dict[Kind, str] = {
    Kind.TEXT: "any text",
    Kind.KEY: "an id: small letters, digits, dots and hyphens, such as welfare-tech",
    Kind.IDS: "ids with a | between them, such as kmd|cowi",
    Kind.CHOICE: "one of a closed list",
    Kind.INTEGER: "a whole number, such as 12",
    Kind.NUMBER: "a number with a point as decimal mark and no thousands mark, such as 19300000 or 0.25",
    Kind.DATE: "a date as precise as it is known: YYYY, YYYY-MM or YYYY-MM-DD",
    Kind.YEAR: "a year, such as 2020",
    Kind.COUNTRY: "a country as two capital letters (ISO 3166), or EU",
    Kind.CURRENCY: "a currency as three capital letters (ISO 4217)",
    Kind.LANGUAGE: "a language as two small letters (ISO 639)",
    Kind.REGION: "a NUTS code, such as DK03",
    Kind.REGISTRY: "a registry number: letters and digits, without blanks or prefix",
    Kind.LINES: "lines of a document: a number, or several with ; between them, such as 22 or 22;52",
    Kind.URL: "an address that begins with http:// or https://",
}
"""What may stand in a cell of each kind, in words for people."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Args:
        name: Its name in files, code and the graph.
        kind: What may stand in it.
        about: One sentence that says what it means.
        required: Whether every row has a value.
        choices: The closed list of a ``CHOICE`` column.
        references: The tables whose rows the value (or each of the ids) names.
    """

    name: str
    kind: Kind
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Two date columns of which the second must not lie before the first."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Amount:
    """The columns that together are a stated amount: a number, how vague it is, and its currency or unit."""

    value: str
    qualifier: str
    unit: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the data model.

    Args:
        name: Its name; the file is ``name.csv``, the sheet ``name``.
        about: One sentence that says what a row is.
        key: The columns that together name a row.
        columns: All columns, in the order in which they are written.
        spans: Pairs of dates that must be in order.
        amounts: Groups of columns that are an amount.
        label: The label of its rows in the graph database; empty when rows are not nodes.
    """

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    spans: tuple[Span, ...] = ()
    amounts: tuple[Amount, ...] = ()
    label: str = ""
    _by_name: dict[str, Column] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the columns by name."""
        self._by_name.update((column.name, column) for column in self.columns)

    def __getitem__(self, name: str) -> Column:
        """Return the column of that name; ``KeyError`` when there is none."""
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        """Return whether the table has a column of that name."""
        return name in self._by_name

    @property
    def frame(self) -> pl.DataFrame:
        """An empty frame with the columns of the table and their types."""
        return pl.DataFrame(schema={column.name: dtype(column.kind) for column in self.columns})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def references(self) -> Iterator[Column]:
        """Yield the columns that name rows of other tables."""
        return (column for column in self.columns if column.references)


def dtype(kind: Kind) -> pl.DataType:
    """Return the polars type of a column of that kind."""
    match kind:
        case Kind.INTEGER | Kind.YEAR:
            return pl.Int64()
        case Kind.NUMBER:
            return pl.Float64()
        case Kind.IDS:
            return pl.List(pl.String)
        case _:
            return pl.String()
