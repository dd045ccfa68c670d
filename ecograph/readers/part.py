"""A published file on its way to tables: its columns are checked one by one, and what does not fit is an issue.

A check returns the part with the cells that fit typed, the others null, and the issues added. So a reader is a
list of checks, and no value that was not understood can slip into a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import polars as pl

from ecograph.errors import Issue
from ecograph.parse import EXACT_DIGITS, LINE, LONGEST_NUMBER
from ecograph.readers.reader import File, Layout, unknown
from ecograph.readers.separated import split

_NUMBER = r"^(0|[1-9][0-9]*)([.,][0-9]+)?$"
_THOUSANDS = r"^[1-9][0-9]{0,2}[.,][0-9]{3}$"
_DAY = r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Part:
    """A file that was split into columns of text.

    Args:
        file: The file as messages name it.
        source_id: The id of the file as a source.
        frame: Its rows: its columns, and ``line``.
        issues: What was met and not understood so far.
    """

    file: str
    source_id: str
    frame: pl.DataFrame
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of(cls, file: File, layout: Layout, source_id: str) -> Self:
        """Return a file as a part, without any row when it cannot be split or lacks a required column.

        Another column that it lacks is null.
        """
        found = split(file)
        issues = (*found.issues, *(layout.faults(file.name, found.header) if found.header else ()))
        if set(layout.required) <= set(found.header):
            lacking = [name for name in layout.maps if name not in found.header]
            frame = found.frame.with_columns(pl.lit(None, pl.String).alias(name) for name in lacking)
            return cls(file.name, source_id, frame, issues)
        columns = dict.fromkeys(layout.known, pl.String) | {LINE: pl.Int64}
        return cls(file.name, source_id, pl.DataFrame(schema=columns), issues)

    def with_columns(self, *columns: pl.Expr, **named: pl.Expr) -> Self:
        """Return the part with further or other columns."""
        return replace(self, frame=self.frame.with_columns(*columns, **named))

    def where(self, keep: pl.Expr) -> Self:
        """Return the part with the rows that meet a condition."""
        return replace(self, frame=self.frame.filter(keep))

    def and_issues(self, *issues: Issue) -> Self:
        """Return the part with further issues."""
        return replace(self, issues=(*self.issues, *issues))

    def noted(self, column: str, met: pl.Expr, *, code: str, expected: str) -> Self:
        """Return the part with an issue for each distinct value of a column in the rows that meet a condition."""
        rows = self.frame.filter(met).select(column, LINE)
        return self.and_issues(*unknown(self.file, column, rows, code=code, expected=expected))

    def filled(self, column: str, instead: str) -> Self:
        """Return the part with an issue when cells of a column that needs a value are blank; say what is done."""
        blank = self.frame.filter(pl.col(column).is_null())[LINE]
        if not blank.len():
            return self
        rows = f"{blank.len()} row{'s' if blank.len() > 1 else ''}"
        message = f"found nothing in {rows}, expected a value; {instead}"
        return self.and_issues(Issue(self.file, min(blank), column, "missing", message))

    def fitting(self, column: str, fits: pl.Expr, *, code: str, expected: str) -> Self:
        """Return the part with the cells of a column that do not fit null, and an issue for each distinct value."""
        unfit = pl.col(column).is_not_null() & ~fits.fill_null(value=False)
        noted = self.noted(column, unfit, code=code, expected=expected)
        return noted.with_columns(pl.when(fits).then(pl.col(column)).alias(column))

    def numbers(self, *columns: str) -> Self:
        """Return the part with columns as numbers.

        A number has a point or a comma before its decimals, either in each cell, and no thousands mark: 1.234 can be
        meant as both and is an issue, and so is a number with more digits than are kept without rounding.
        """
        part = self
        for column in columns:
            text = pl.col(column)
            digits = text.str.replace(r"[.,]", "").str.strip_chars("0").str.len_chars()
            fits = text.str.contains(_NUMBER) & ~text.str.contains(_THOUSANDS)
            fits = fits & (digits <= EXACT_DIGITS) & (text.str.len_chars() <= LONGEST_NUMBER)
            expected = (
                "expected a number with a point or a comma before its decimals and no thousands mark; it is left empty"
            )
            checked = part.fitting(column, fits, code="type", expected=expected)
            part = checked.with_columns(text.str.replace(",", ".", literal=True).cast(pl.Float64).alias(column))
        return part

    def days(self, first: str, last: str) -> Self:
        """Return the part with the days of a span checked; both are null where the last lies before the first."""
        part = self
        for column in (first, last):
            fits = (
                pl.col(column).str.contains(_DAY) & pl.col(column).str.to_date("%Y-%m-%d", strict=False).is_not_null()
            )
            part = part.fitting(column, fits, code="type", expected="expected a day as YYYY-MM-DD; it is left empty")
        turned = (pl.col(last) < pl.col(first)).fill_null(value=False)
        expected = f"expected no day before the {first}; both are left empty"
        part = part.noted(last, turned, code="order", expected=expected)
        return part.with_columns(*(pl.when(~turned).then(pl.col(column)).alias(column) for column in (first, last)))

    def words(self, column: str, meanings: Mapping[str, str], instead: str) -> Self:
        """Return the part with a column of codes as the words that they mean; say what is done with another code."""
        fits = pl.col(column).is_in(list(meanings))
        known = self.fitting(column, fits, code="choice", expected=f"expected one of {', '.join(meanings)}; {instead}")
        return known.with_columns(pl.col(column).replace(meanings))

    def facts(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return rows that stand in this file with its source, their line, certain and actual unless they say so."""
        given = {
            "source_id": pl.lit(self.source_id),
            "locator": pl.col(LINE).cast(pl.String),
            "certainty": pl.lit("certain"),
            "status": pl.lit("actual"),
        }
        return frame.with_columns(value.alias(name) for name, value in given.items() if name not in frame.columns)
