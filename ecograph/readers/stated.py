"""Dates and amounts as lists state them, read once for every list, so that each writes them its own way only in data.

Nothing is guessed: a value of another form is an issue with its line, and the cell is null.
"""

import polars as pl

from ecograph.errors import Issue
from ecograph.parse import LINE
from ecograph.readers.reader import unknown

DAY = r"^[0-9]{2}\.[0-9]{2}\.(19|20)[0-9]{2}( [0-9]{2}:[0-9]{2})?$"
"""A day as Danish and Norwegian lists write it, with or without a time."""

COMMA = r"^[0-9]{1,12}(,[0-9]{1,2})?$"
"""An amount with a decimal comma and no thousands mark, such as 32467,02."""

POINTS = r"^[0-9]{1,3}(\.[0-9]{3}){0,4}$"
"""A whole amount with points between the thousands, such as 15.414.794."""

FLOAT = r"^[0-9]{1,12}(\.[0-9]{1,12})?$"
"""An amount as a program wrote it, with a decimal point and perhaps with noise, such as 626199.99999984."""


def day(column: str) -> pl.Expr:
    """Return a day written dd.mm.yyyy as YYYY-MM-DD; null where it is none.

    >>> pl.DataFrame({"d": ["01.06.2020 00:00", "31.02.2020", "2020"]}).select(day("d"))["d"].to_list()
    ['2020-06-01', None, None]
    """
    text = pl.col(column)
    written = pl.when(text.str.contains(DAY)).then(text.str.slice(0, 10))
    return written.str.to_date("%d.%m.%Y", strict=False).dt.to_string("%Y-%m-%d").alias(column)


def year(column: str) -> pl.Expr:
    """Return a year written with four digits, from 1900 to 2099; null where it is none."""
    text = pl.col(column)
    return pl.when(text.str.contains("^(19|20)[0-9]{2}$")).then(text).alias(column)


def amount(column: str, form: str) -> pl.Expr:
    """Return an amount as a number, rounded to the hundredth; null where it does not have the form.

    A hundredth is the smallest coin of every currency here, so that rounding takes away only what a program added.

    Args:
        column: The column.
        form: ``COMMA``, ``POINTS`` or ``FLOAT``.

    >>> pl.DataFrame({"a": ["626199.99999984", "1,5"]}).select(amount("a", FLOAT))["a"].to_list()
    [626200.0, None]
    >>> pl.DataFrame({"a": ["15.414.794", "15.41"]}).select(amount("a", POINTS))["a"].to_list()
    [15414794.0, None]
    """
    written = pl.col(column)
    plain = written.str.replace_all(".", "", literal=True) if form == POINTS else written
    point = pl.when(written.str.contains(form)).then(plain).str.replace(",", ".", literal=True)
    return point.cast(pl.Float64).round(2).alias(column)


def read(file: str, frame: pl.DataFrame, values: list[pl.Expr], expected: str) -> tuple[pl.DataFrame, list[Issue]]:
    """Return a frame with some columns read, and an issue for each distinct value that could not be read.

    Args:
        file: The file as messages name it.
        frame: The rows as text, with ``line``.
        values: What each column becomes, each expression under the name of its column.
        expected: What was expected, and what is done instead.
    """
    after = frame.with_columns(values)
    issues: list[Issue] = []
    for value in values:
        name = value.meta.output_name()
        met = frame.filter(pl.col(name).is_not_null() & after[name].is_null()).select(name, LINE)
        issues += unknown(file, name, met, code="type", expected=expected)
    return after, issues


def in_order(file: str, frame: pl.DataFrame, start: str, end: str) -> tuple[pl.DataFrame, list[Issue]]:
    """Return a frame in which no end lies before its start, and an issue for each that did; such an end is null."""
    wrong = pl.col(end) < pl.col(start)
    issues = [
        Issue(file, line, end, "order", f"found the end {last} before the start {first}, expected it on or after; "
              "the end is not read: ask the publisher")
        for first, last, line in frame.filter(wrong).select(start, end, LINE).iter_rows()
    ]  # fmt: skip
    return frame.with_columns(pl.when(~wrong.fill_null(value=False)).then(pl.col(end)).alias(end)), issues
