"""Tables as CSV, exact for datasets and safe to open in a spreadsheet for results, and as Parquet."""

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ecograph.cells import FORMULA_SIGNS, text

if TYPE_CHECKING:
    import polars as pl


def dataset_csv(frame: "pl.DataFrame") -> bytes:
    """Return a table of a dataset as UTF-8 CSV that reads back as the same table."""
    return _csv(frame.columns, ([text(value) for value in row] for row in frame.iter_rows()))


def result_csv(frame: "pl.DataFrame") -> bytes:
    """Return a table of results as UTF-8 CSV in which no text can start a formula.

    A text that begins with one of ``FORMULA_SIGNS`` is given an apostrophe, also in the header, and a carriage
    return becomes a line break, since the csv module does not quote it; numbers are left as they are.
    """
    return rows_csv(frame.columns, frame.iter_rows())


def rows_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows of results as ``result_csv`` does, without a table."""
    return _csv(map(_harmless, columns), ([_harmless(value) for value in row] for row in rows))


def parquet(frame: "pl.DataFrame") -> bytes:
    """Return a table as Parquet with the types of its columns."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, statistics=False)
    return buffer.getvalue()


def _harmless(value: object) -> str:
    shown = text(value)
    is_text = isinstance(value, str | list)
    guard = "'" if is_text and shown.startswith(FORMULA_SIGNS) else ""
    return guard + shown.replace("\r\n", "\n").replace("\r", "\n")


def _csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue().encode()
