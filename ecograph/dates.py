"""Dates as precise as they are known: YYYY, YYYY-MM or YYYY-MM-DD, and the days they can stand for."""

import calendar
import re
from datetime import date

import polars as pl

FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day that a date can stand for.

    Args:
        text: YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: The text is not such a date, or there is no such day.

    >>> bounds("2014")
    (datetime.date(2014, 1, 1), datetime.date(2014, 12, 31))
    >>> bounds("2016-02")
    (datetime.date(2016, 2, 1), datetime.date(2016, 2, 29))
    """
    match = FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the form has a year
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def earliest(column: str) -> pl.Expr:
    """Return, as a date, the first day that each date of a column can stand for; null where there is none."""
    text = pl.col(column)
    return (text + pl.lit("-01-01").str.slice(text.str.len_chars() - 4)).str.to_date("%Y-%m-%d")


def latest(column: str) -> pl.Expr:
    """Return, as a date, the last day that each date of a column can stand for; null where there is none."""
    text = pl.col(column)
    size = text.str.len_chars()
    first = earliest(column)
    return (
        pl.when(size == len("YYYY"))
        .then(first.dt.offset_by("1y").dt.offset_by("-1d"))
        .when(size == len("YYYY-MM"))
        .then(first.dt.month_end())
        .otherwise(first)
    )


def year(column: str) -> pl.Expr:
    """Return the year of each date of a column; null where there is none."""
    return pl.col(column).str.slice(0, 4).cast(pl.Int32)
