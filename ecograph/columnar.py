"""Tables as Parquet: written for imports and snapshots, and held against the model by columns instead of by cells.

A table of a hundred thousand rows is too large to be looked at cell by cell. Here an expression picks, column by
column, the few cells that may not fit, and only these go through ``parse.typed``: so the rules and the words are
those of a CSV file. The line of a row is its number, 1 for the first.
"""

import io

import polars as pl

from ecograph import cells
from ecograph.errors import Issue
from ecograph.parse import (
    EXACT_DIGITS,
    LINE,
    LISTS,
    PATTERNS,
    Parsed,
    UnfitError,
    column_faults,
    form,
    no_rows,
    typed,
    unfit_type,
)
from ecograph.schema import Column, Kind, Table, dtype

MOST_ROWS = 10_000_000
"""The number of rows up to which a table is read: a small file can say that it has a billion equal ones."""

_MARK = b"PAR1"
_ROWS_OF_A_GROUP = 65_536
_CENTS = 1e13
_BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""The signs that ``str.strip`` takes off."""


def parquet(frame: pl.DataFrame) -> bytes:
    """Return a table as Parquet: the same rows give the same bytes.

    >>> parquet(pl.DataFrame({"n": [1]}))[:4]
    b'PAR1'
    """
    buffer = io.BytesIO()
    whole = frame.rechunk()
    whole.write_parquet(
        buffer, compression="zstd", compression_level=3, statistics=True, row_group_size=_ROWS_OF_A_GROUP
    )
    return buffer.getvalue()


def frame_of(content: bytes) -> pl.DataFrame:
    """Return the rows of a Parquet file.

    Damage inside a file can make polars end the whole process: a file whose SHA-256 nobody knows is first read in
    a process of its own (``sources.parquet``).

    Raises:
        ValueError: It cannot be read; the message says why, to end a sentence.
    """
    if not content.startswith(_MARK):
        raise ValueError("it does not begin as Parquet does")
    if len(content) < 3 * len(_MARK) or not content.endswith(_MARK):
        raise ValueError("its end is missing")
    try:
        n = pl.scan_parquet(io.BytesIO(content)).select(pl.len()).collect().item()
        if n > MOST_ROWS:
            raise ValueError(f"it says that it has {n} rows, more than {MOST_ROWS}")
        return pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OverflowError, UnicodeDecodeError) as error:
        raise ValueError("it is damaged") from error


def parse_parquet(table: Table, file: str, content: bytes) -> Parsed:
    """Return the typed rows of a Parquet file and its issues; one that cannot be read has one issue and no row."""
    try:
        frame = frame_of(content)
    except ValueError as error:
        return unreadable(table, file, str(error))
    return parse_frame(table, file, frame)


def unreadable(table: Table, file: str, why: str) -> Parsed:
    """Return the table of a Parquet file that cannot be read: no rows, and the issue that says why."""
    message = f"found a Parquet file that cannot be read ({why}), expected a whole one; import or build it again"
    return Parsed(table, file, no_rows(table), (Issue(file, 0, "-", "format", message),), None, None)


def parse_frame(table: Table, file: str, frame: pl.DataFrame) -> Parsed:
    """Return the rows of a typed frame that has the columns of a table, and its issues.

    A column may be of any type that becomes that of the model without loss: smaller numbers, categories, days for
    dates. A column that is unknown, missing or of another type leaves no rows, as a wrong header does. A cell that
    does not fit is null and an issue; an empty text or list is null.

    Args:
        table: The declaration.
        file: The file as messages name it.
        frame: The rows; their columns may stand in any order.

    >>> from ecograph.schema import TABLE
    >>> row = {"year": 2020, "country": "dk", "price_index": 1.5, "source_id": "s"}
    >>> found = parse_frame(TABLE["prices"], "prices.parquet", pl.DataFrame([row]))
    >>> found.frame.row(0), found.issues[0].code
    ((2020, None, 1.5, 's', 1), 'country')
    """
    faults = [Issue(file, 0, column, "column", said) for column, said in column_faults(table, frame.columns)]
    made = {c.name: _converted(c, frame[c.name]) for c in table.columns if c.name in frame.columns}
    faults += [_wrong_type(file, table[name], frame[name].dtype) for name, found in made.items() if found is None]
    fitting = pl.DataFrame([series for series in made.values() if series is not None])
    keys = _keys(table, fitting)
    if faults:
        return Parsed(table, file, no_rows(table), tuple(faults), keys, frame.height)
    rows, issues = _checked(table, file, fitting.with_columns(pl.int_range(1, pl.len() + 1).alias(LINE)))
    return Parsed(table, file, rows, issues, keys, frame.height)


def _wrong_type(file: str, column: Column, found: pl.DataType) -> Issue:
    name = found.base_type().__name__
    message = f"found values of type {name}, expected {form(column)}; write the column as {dtype(column.kind)}"
    return Issue(file, 0, column.name, "type", message)


def _converted(column: Column, given: pl.Series) -> pl.Series | None:
    """Return values as the type of their column, with null for nothing; None when that would lose something."""
    target, found = dtype(column.kind), given.dtype
    if found == pl.Null():
        return given.cast(target)
    if target.is_numeric():
        return _number(given, target) if found.is_numeric() else None
    if isinstance(target, pl.List):
        if not isinstance(found, pl.List) or not _is_text(found.inner):
            return None
        ids = given.cast(target)
        return ids.set(ids.list.len() == 0, None)
    if column.kind is Kind.DATE and found == pl.Date():
        return given.dt.to_string("%Y-%m-%d")
    if not _is_text(found):
        return None
    text = given.cast(pl.String)
    return text.set(text == "", None)


def _is_text(found: object) -> bool:
    return isinstance(found, pl.String | pl.Categorical | pl.Enum | pl.Null)


def _number(given: pl.Series, target: pl.DataType) -> pl.Series | None:
    """Return numbers as another type, None when one of them would not be the same number in it."""
    made = given.cast(target, strict=False)
    if not made.cast(given.dtype, strict=False).eq_missing(given).all():
        return None
    return made.set(made == 0, 0)  # no negative zero


def _keys(table: Table, frame: pl.DataFrame) -> frozenset[tuple[str, ...]] | None:
    if not set(table.key) <= set(frame.columns):
        return None
    text = (pl.col(name).cast(pl.String).fill_null("").str.strip_chars(_BLANKS) for name in table.key)
    return frozenset(frame.select(text).rows())


def _checked(table: Table, file: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Issue, ...]]:
    """Return the rows with null for each cell that does not fit, and the issues of these cells."""
    issues: list[Issue] = []
    doubtful = rows.select(_doubtful(column).any().alias(column.name) for column in table.columns)
    for column in table.columns:
        if not doubtful[column.name].item():
            continue
        wrong = []
        for value, line in rows.filter(_doubtful(column)).select(column.name, LINE).iter_rows():
            try:
                _check(column, value)
            except UnfitError as error:
                issues.append(Issue(file, line, column.name, error.code, error.said))
                wrong.append(line)
        gone = pl.col(LINE).is_in(pl.Series(wrong, dtype=pl.Int64).implode())
        rows = rows.with_columns(pl.when(~gone).then(column.name).alias(column.name))
    return rows.select(*table.names, LINE), tuple(issues)


def _check(column: Column, value: object) -> None:
    """Raise ``UnfitError`` when a cell does not fit its column, or its text would read back as something else."""
    text = cells.text(value)
    if typed(column, text) != value:
        raise unfit_type(column, text)


def _doubtful(column: Column) -> pl.Expr:
    """Return whether a value may not fit its column: true for all that do not, and for few others."""
    value = pl.col(column.name)
    doubt = _misfit(column, value).fill_null(value=False)
    return doubt | value.is_null() if column.required else doubt


def _misfit(column: Column, value: pl.Expr) -> pl.Expr:
    match column.kind:
        case Kind.TEXT:
            return value.str.contains(r"[\p{Cc}\x{FFFE}\x{FFFF}]|^\s|\s$")
        case Kind.INTEGER:
            return (value < 0) | (value > int("9" * EXACT_DIGITS))
        case Kind.YEAR:
            return (value < 1900) | (value > 2100)  # noqa: PLR2004 - as in parse
        case Kind.NUMBER:  # a hundredth of a whole number of at most 15 digits has at most 15 digits
            return ~((value.abs() < _CENTS) & ((value * 100).round() / 100 == value))
        case Kind.IDS:
            fit = value.list.eval(pl.element().str.contains(_whole(Kind.KEY)).fill_null(value=False)).list.all()
            return ~fit | (value.list.n_unique() < value.list.len())
        case Kind.DATE:
            padded = value + pl.lit("-01-01").str.slice(value.str.len_chars() - 4)
            day = padded.str.to_date("%Y-%m-%d", strict=False).is_not_null() & ~value.str.starts_with("0000")
            return ~(value.str.contains(r"^[0-9]{4}(-[0-9]{2}){0,2}$") & day)
        case Kind.CHOICE:
            return ~value.is_in(column.choices)
        case Kind.COUNTRY | Kind.CURRENCY | Kind.LANGUAGE:
            return ~value.is_in(sorted(LISTS[column.kind]))
        case Kind.URL:  # a digit of another script is an issue, which only parse can tell
            return ~value.str.contains(_whole(column.kind)) | value.str.contains(r"[^\x00-\x7f]")
        case _:
            return ~value.str.contains(_whole(column.kind))


def _whole(kind: Kind) -> str:
    return f"^(?:{PATTERNS[kind].pattern})$"
