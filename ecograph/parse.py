"""From raw text rows to typed rows: every cell is either understood or an issue; nothing is repaired.

A cell with an issue is null in the typed frame, so that the rest of its row is checked too; whoever takes
the rows leaves out the lines that have an issue. A table with a wrong header has no typed rows at all.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from ecograph import dates
from ecograph.errors import Issue
from ecograph.schema import FORMS, TABLE, Column, Kind, Table
from ecograph.schema.vocabulary import COUNTRIES, CURRENCIES, LANGUAGES

LINE = "line"
"""The column of a parsed frame that holds the line of each row."""

EXACT_DIGITS = 15
"""The number of digits that a float64 holds without rounding."""

LONGEST_NUMBER = 60
"""The number of signs up to which a number is read; a far longer one would become 0 or infinite."""

SHOWN = 60
"""The number of signs of a cell that a message shows."""

Value = str | int | float | list[str]
"""What a cell can become."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as text, with the line it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as text: what a reader returns.

    Args:
        name: The name of the table in the schema.
        file: The file as messages name it.
        header: The names of the columns as written; empty when the file has no header.
        rows: The rows below it.
        issues: What the reader could not read; the rows on those lines are not used.
        header_line: The line of the header.
        parsed: The typed rows, when the file held typed ones (Parquet): then there are no text rows, and the header
            and the issues are those of ``parsed``.
    """

    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]
    issues: tuple[Issue, ...] = ()
    header_line: int = 1
    parsed: "Parsed | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Parsed:
    """One table as typed rows.

    Args:
        table: Its declaration.
        file: The file as messages name it.
        frame: The rows with the columns of the schema and ``line``; a cell with an issue is null.
        issues: The issues of the cells and of the header.
        keys: The keys of all rows, good or not and without blanks around them, so that one fault is not
            reported twice; None when the header does not allow them to be known.
        height: The number of all rows, good or not; None when the file could not be split into rows.
    """

    table: Table
    file: str
    frame: pl.DataFrame
    issues: tuple[Issue, ...]
    keys: frozenset[tuple[str, ...]] | None
    height: int | None


class UnfitError(Exception):
    """A cell that does not fit its column: the code and what to say."""

    def __init__(self, code: str, said: str) -> None:
        self.code = code
        self.said = said


def parse(raw: RawTable, table: Table | None = None) -> Parsed:
    """Return the typed rows of a table and its issues; the table is that of the schema with its name if not given."""
    if raw.parsed is not None:
        return raw.parsed
    table = table or TABLE[raw.name]
    wrong_header = list(_header_issues(table, raw))
    issues = [*raw.issues, *wrong_header]
    height = len(raw.rows) if raw.header else None
    if wrong_header or not raw.header:
        return Parsed(table, raw.file, no_rows(table), tuple(issues), _keys(table, raw), height)
    unread = {(issue.line, issue.column) for issue in raw.issues}
    place = {name: index for index, name in enumerate(raw.header)}
    read: list[list[Value | None]] = []
    for row in raw.rows:
        if len(row.cells) != len(raw.header):
            if (row.line, "-") not in unread:
                issues.append(_uneven(raw, row))
            continue
        values: list[Value | None] = []
        for column in table.columns:
            try:
                values.append(typed(column, row.cells[place[column.name]]))
            except UnfitError as unfit:
                values.append(None)
                if (row.line, column.name) not in unread:
                    issues.append(Issue(raw.file, row.line, column.name, unfit.code, unfit.said))
        read.append([*values, row.line])
    schema = {**table.frame.schema, LINE: pl.Int64()}
    frame = pl.DataFrame(read, schema=schema, orient="row") if read else pl.DataFrame(schema=schema)
    return Parsed(table, raw.file, frame, tuple(issues), _keys(table, raw), height)


def no_rows(table: Table) -> pl.DataFrame:
    """Return the frame of a table of which no row is read: its columns and ``line``."""
    return table.frame.with_columns(pl.lit(0, pl.Int64).alias(LINE))


def _uneven(raw: RawTable, row: RawRow) -> Issue:
    message = f"found {len(row.cells)} cells, expected {len(raw.header)} as in the header; " + (
        "empty the cells beside the table" if "#" in raw.file else 'put cells that hold a comma in quotes ("...")'
    )
    return Issue(raw.file, row.line, "-", "format", message)


def _header_issues(table: Table, raw: RawTable) -> Iterator[Issue]:
    def issue(column: str, message: str) -> Issue:
        return Issue(raw.file, raw.header_line, column, "column", message)

    if not raw.header and (raw.rows or not raw.issues):
        yield issue("-", f"found no header, expected {', '.join(table.names)}; write it as the first line")
        return
    for sign, called in ((";", ";"), ("\t", "a tab")):
        if len(raw.header) == 1 and sign in raw.header[0]:
            yield issue("-", f"found {called} between the columns, expected a comma; save the file as CSV with commas")
            return
    yield from (issue(column, message) for column, message in column_faults(table, raw.header))


def column_faults(table: Table, header: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the columns of a header that are unknown, there twice or missing, each with what to say of it."""
    for name in sorted(set(header)):
        called = name or "(empty)"
        if name not in table:
            cure = nearest(name, table.names) or "remove the column"
            yield called, f"found the unknown column {name!r}, expected one of {', '.join(table.names)}; {cure}"
        elif header.count(name) > 1:
            yield called, f"found the column {header.count(name)} times, expected it once; remove the others"
    for name in table.names:
        if header and name not in header:
            yield name, f"found no such column, expected it in the header; add it, {_cells(table[name])}"


def _cells(column: Column) -> str:
    return "with a value in each row" if column.required else "its cells may be empty"


def nearest(text: str, words: tuple[str, ...]) -> str:
    """Return the words of a closed list that a text may have meant, as a question, or an empty text.

    >>> nearest("compny", ("company", "cluster"))
    "did you mean 'company'?"
    """
    close = difflib.get_close_matches(text, words, n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def _keys(table: Table, raw: RawTable) -> frozenset[tuple[str, ...]] | None:
    if not set(table.key) <= set(raw.header):
        return None
    place = [raw.header.index(name) for name in table.key]
    return frozenset(tuple(row.cells[i].strip() for i in place) for row in raw.rows if len(row.cells) > max(place))


def typed(column: Column, text: str) -> Value | None:
    """Return the typed value of a cell, None for an empty one; raise ``UnfitError`` when it has none."""
    if not text:
        if not column.required:
            return None
        if column.name == "source_id":
            raise UnfitError("source", "found no source, expected the source_id of the page or document that states it")
        raise UnfitError("missing", f"found nothing, expected {form(column)}")
    _check_signs(column, text)
    match column.kind:
        case Kind.INTEGER | Kind.YEAR:
            return _integer(column, text)
        case Kind.NUMBER:
            return _number(column, text)
        case Kind.IDS:
            return _ids(column, text)
        case Kind.DATE:
            return _date(column, text)
        case Kind.CHOICE | Kind.COUNTRY | Kind.CURRENCY | Kind.LANGUAGE:
            return _listed(column, text)
        case _:
            return _matching(column, text)


PATTERNS = {
    Kind.KEY: re.compile(r"[a-z0-9][a-z0-9.-]*"),
    Kind.REGION: re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}"),
    Kind.REGISTRY: re.compile(r"[0-9A-Za-z]+"),
    Kind.LINES: re.compile(r"[1-9][0-9]*(;[1-9][0-9]*)*"),
    Kind.URL: re.compile(r"https?://[^\s<>\"]+"),
    Kind.TEXT: re.compile(r".*", re.DOTALL),
}
"""What the whole of a cell must match, for the kinds that are neither numbers, dates nor listed."""

_NO_SIGNS = "\ufffe\uffff"
"""Code points that are no sign, and that a workbook cannot hold."""

LISTS = {Kind.COUNTRY: COUNTRIES, Kind.CURRENCY: CURRENCIES, Kind.LANGUAGE: LANGUAGES}
"""The closed lists that belong to a kind and not to a column."""


def form(column: Column) -> str:
    """Return what may stand in a column, in words for people."""
    if column.kind is Kind.CHOICE:
        return f"one of {', '.join(column.choices)}"
    return FORMS[column.kind]


def shown(text: str) -> str:
    """Return a text as a message shows it: in quotes, shortened, and without signs that a terminal would act on."""
    short = text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."
    return ascii(short) if any(unicodedata.category(sign) in {"Cc", "Cs", "Cf"} for sign in short) else repr(short)


def unfit_type(column: Column, text: str) -> UnfitError:
    """Return the fault of a text that has the wrong form for its column."""
    return UnfitError("type", f"found {shown(text)}, expected {form(column)}")


def _check_signs(column: Column, text: str) -> None:
    if any((unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\n") or sign in _NO_SIGNS for sign in text):
        raise UnfitError("characters", f"found a control character in {shown(text)}, expected plain text; remove it")
    if text != text.strip():
        raise UnfitError("blank", f"found a blank before or after {shown(text.strip())}, expected none; remove it")
    strange = [sign for sign in text if unicodedata.category(sign) == "Nd" and not sign.isascii()]
    if strange and column.kind is not Kind.TEXT:
        raise UnfitError(
            "digits", f"found the digit {strange[0]!r} in {shown(text)}, expected the digits 0-9; retype it"
        )


def _integer(column: Column, text: str) -> int:
    if re.fullmatch(r"0|[1-9][0-9]{0,14}", text) is None:
        raise unfit_type(column, text)
    value = int(text)
    if column.kind is Kind.YEAR and not 1900 <= value <= 2100:  # noqa: PLR2004 - the years a dataset can speak of
        raise UnfitError("type", f"found {shown(text)}, expected a year from 1900 to 2100")
    return value


def _number(column: Column, text: str) -> float:
    if re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text) is None:
        raise unfit_type(column, text)
    digits = text.lstrip("-").replace(".", "").strip("0")
    if len(digits) > EXACT_DIGITS or len(text) > LONGEST_NUMBER:
        raise UnfitError("type", f"found {shown(text)}, expected at most {EXACT_DIGITS} digits that are not rounded")
    return float(text) + 0.0  # no negative zero


def _ids(column: Column, text: str) -> list[str]:
    ids = text.split("|")
    if any(PATTERNS[Kind.KEY].fullmatch(part) is None for part in ids):
        raise unfit_type(column, text)
    if len(set(ids)) < len(ids):
        raise UnfitError("duplicate", f"found an id twice in {shown(text)}, expected each once; remove the other")
    return ids


def _date(column: Column, text: str) -> str:
    try:
        dates.bounds(text)
    except ValueError as error:
        raise unfit_type(column, text) from error
    return text


def _listed(column: Column, text: str) -> str:
    allowed = column.choices if column.kind is Kind.CHOICE else tuple(sorted(LISTS[column.kind]))
    if text in allowed:
        return text
    cure = nearest(text, allowed) or nearest(text.upper(), allowed)
    code = column.kind.value if column.kind in {Kind.COUNTRY, Kind.CURRENCY} else "choice"
    said = f"found {shown(text)}, expected {form(column)}"
    raise UnfitError(code, f"{said}; {cure}" if cure else said)


def _matching(column: Column, text: str) -> str:
    if PATTERNS[column.kind].fullmatch(text) is None:
        raise unfit_type(column, text)
    return text
