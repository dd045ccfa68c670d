"""Reading a dataset from one XLSX workbook: a sheet per table, and a sheet ``dataset`` with its title.

The row of a sheet is the line of an issue. A number or date that the workbook holds as such becomes the
text that a CSV file would have; a formula is an issue, since its value is not a fact that stands there.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from ecograph.errors import EcographError, Issue
from ecograph.manifest import Manifest
from ecograph.parse import RawRow, RawTable, nearest
from ecograph.schema import TABLE
from ecograph.sources.raw import RawDataset, sha256

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

DATASET_SHEET = "dataset"
LISTS_SHEET = "lists"
UNPACKED_LIMIT = 500_000_000
"""Bytes that a workbook may unpack to; a larger one is refused unread."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,  # a part that the workbook names is not in it
    ValueError,  # a number, reference or encoding inside it is none
    TypeError,  # an attribute that must be there is not
    AttributeError,
    IndexError,
    EOFError,
    OverflowError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # it is encrypted
)
"""What openpyxl and the layers below it raise on a damaged workbook."""


def read(path: Path) -> RawDataset:
    """Return the dataset in a workbook as text.

    Raises:
        EcographError: The file is not a workbook, is damaged, or unpacks to more than ``UNPACKED_LIMIT``.
    """
    content = path.read_bytes()
    try:
        sheets = list(_sheets(content))
    except _BROKEN as error:
        raise EcographError(f"{path}: found no readable workbook ({error}), expected XLSX; save it again") from error
    tables, issues = [], []
    manifest = Manifest(file=f"{path.name}#{DATASET_SHEET}")
    for name, rows, formulas in sheets:
        file = f"{path.name}#{name}"
        if name == DATASET_SHEET:
            said = {row.cells[0]: row.cells[1] for row in rows if len(row.cells) > 1}
            manifest = Manifest(title=said.get("title", ""), licence=said.get("licence", ""), file=file)
        elif name in TABLE:
            tables.append(_table(name, file, rows, formulas))
        elif name != LISTS_SHEET:
            cure = nearest(name, tuple(TABLE)) or "remove or rename it"
            message = f"found a sheet that is no table, expected one of {', '.join(TABLE)}; {cure}"
            issues.append(Issue(file, 0, "-", "table", message))
    return RawDataset(tuple(tables), manifest, tuple(issues), {path.name: sha256(content)})


def _sheets(content: bytes) -> Iterator[tuple[str, list[RawRow], list[tuple[int, int]]]]:
    """Yield each sheet: its name, its rows, and the row and place of each formula in it."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
            raise ValueError(f"it unpacks to more than {UNPACKED_LIMIT:,} bytes")
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        for name in book.sheetnames:
            yield name, *_cells(book[name])
    finally:
        book.close()


def _cells(sheet: "ReadOnlyWorksheet") -> tuple[list[RawRow], list[tuple[int, int]]]:
    rows, formulas = [], []
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        formulas += [(line, place) for place, cell in enumerate(cells) if cell.data_type == "f"]
        texts = [_text(cell.value) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append(RawRow(line, tuple(texts)))
    return rows, formulas


def _text(value: object) -> str:
    """Return the text that a CSV file would have for a cell.

    >>> _text(12.0), _text(0.25), _text(datetime(2020, 1, 2)), _text(None)
    ('12', '0.25', '2020-01-02', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return f"{value:.0f}"
        case float():
            text = repr(value)
            return text if "e" not in text else f"{value:f}".rstrip("0")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value).replace("\r\n", "\n")


def _table(name: str, file: str, rows: list[RawRow], formulas: list[tuple[int, int]]) -> RawTable:
    header = rows[0].cells if rows and rows[0].line == 1 else ()
    width = len(header)
    filled = [RawRow(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows[1:]]
    issues = tuple(_formula(file, line, header[place] if place < width else "-") for line, place in formulas)
    return RawTable(name, file, header, tuple(filled), issues)


def _formula(file: str, line: int, column: str) -> Issue:
    message = "found a formula, expected its value; copy the cell and paste it as a value"
    return Issue(file, line, column, "formula", message)
