"""Reading a dataset from one XLSX workbook: a sheet per table, and a sheet ``dataset`` with its title.

The row of a sheet is the line of an issue. A number or date that the workbook holds as such becomes the
text that a CSV file would have; a formula is an issue, since its value is not a fact that stands there.
"""

import io
import lzma
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from ecograph import cells
from ecograph.errors import EcographError, Issue
from ecograph.manifest import Manifest
from ecograph.parse import RawRow, RawTable, nearest
from ecograph.schema import TABLE
from ecograph.sources.raw import RawDataset, content, sha256

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

DATASET_SHEET = "dataset"
LISTS_SHEET = "lists"
UNPACKED_LIMIT = 500_000_000
"""Bytes that a workbook may unpack to; a larger one is refused unread."""

LAST_ROW = 1_048_576
"""The last row that a sheet can have; a row that says it comes after it is damage."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,  # it is another kind of document
    SyntaxError,  # what the XML parsers raise, that of lxml where it is installed too
    LookupError,  # a part that the workbook names is not in it, or an encoding is not known
    ValueError,  # a number, reference or encoding inside it is none
    TypeError,  # an attribute that must be there is not
    AttributeError,
    EOFError,
    OverflowError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # it is encrypted
)
"""What openpyxl and the layers below it raise on a damaged workbook."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet as text, with the place of each cell that is no value, by row and column from 0, and what to say."""

    name: str
    rows: list[RawRow]
    unusable: list[tuple[int, int, tuple[str, str]]]


def read(path: Path) -> RawDataset:
    """Return the dataset in a workbook as text.

    Raises:
        EcographError: The file is not a workbook, is damaged, or unpacks to more than ``UNPACKED_LIMIT``.
    """
    given = content(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl speaks of styles, notes and the like
            sheets = list(_sheets(given))
    except _BROKEN as error:
        raise EcographError(f"{path}: found no readable workbook ({error}), expected XLSX; save it again") from error
    tables, issues = [], []
    manifest = Manifest(file=f"{path.name}#{DATASET_SHEET}")
    for sheet in sheets:
        file = f"{path.name}#{sheet.name}"
        if sheet.name == DATASET_SHEET:
            manifest, found = _about(sheet, file)
            issues += found
        elif sheet.name in TABLE:
            tables.append(_table(sheet, file))
        elif sheet.name != LISTS_SHEET:
            cure = nearest(sheet.name, tuple(TABLE)) or "remove or rename it"
            message = f"found a sheet that is no table, expected one of {', '.join(TABLE)}; {cure}"
            issues.append(Issue(file, 0, "-", "table", message))
    return RawDataset(tuple(tables), manifest, tuple(issues), {path.name: sha256(given)})


def _sheets(given: bytes) -> Iterator[_Sheet]:
    from openpyxl import load_workbook
    from openpyxl.chartsheet import Chartsheet
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import TranslatorError

    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
            raise ValueError(f"it unpacks to more than {UNPACKED_LIMIT:,} bytes")
    book = load_workbook(io.BytesIO(given), read_only=True, data_only=False, keep_links=False)
    try:
        for name in book.sheetnames:
            sheet = book[name]
            yield _Sheet(name, [], []) if isinstance(sheet, Chartsheet) else _cells(sheet)
    except (TokenizerError, TranslatorError) as error:
        raise ValueError(str(error)) from error
    finally:
        book.close()


def _cells(sheet: "ReadOnlyWorksheet") -> _Sheet:
    result = _Sheet(sheet.title, [], [])
    sheet.reset_dimensions()  # the size that it says it has may be too small, which would hide rows, or far too large
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line > LAST_ROW:
            raise ValueError(f"a sheet has rows after {LAST_ROW:,}")
        result.unusable.extend(
            (line, place, _UNUSABLE[cell.data_type]) for place, cell in enumerate(row) if cell.data_type in _UNUSABLE
        )
        texts = [_text(cell.value) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            result.rows.append(RawRow(line, tuple(texts)))
    return result


_UNUSABLE = {
    "f": ("formula", "found a formula, expected its value; copy the cell and paste it as a value"),
    "e": ("type", "found an error value such as #N/A, expected a value; retype it"),
}
"""The types of cells that hold no value, with the code and the words of their issue."""


def _text(value: object) -> str:
    """Return the text that a CSV file would have for a cell.

    >>> _text(12.0), _text(0.25), _text(datetime(2020, 1, 2)), _text(None)
    ('12', '0.25', '2020-01-02', '')
    """
    match value:
        case bool():
            return str(value).upper()
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return cells.text(value).replace("\r\n", "\n")


def _about(sheet: _Sheet, file: str) -> tuple[Manifest, list[Issue]]:
    """Return what the sheet ``dataset`` says: a key and its value in each row."""
    known = ("title", "licence")
    issues = [Issue(file, line, "-", code, message) for line, _, (code, message) in sheet.unusable]
    for row in sheet.rows:
        if row.cells[0] not in known:
            message = f"found the unknown key {row.cells[0]!r}, expected one of {', '.join(known)}; remove the row"
            issues.append(Issue(file, row.line, "-", "manifest", message))
    said = {row.cells[0]: row.cells[1] for row in sheet.rows if len(row.cells) > 1}
    return Manifest(title=said.get("title", ""), licence=said.get("licence", ""), file=file), issues


def _table(sheet: _Sheet, file: str) -> RawTable:
    rows = sheet.rows
    header = rows[0].cells if rows and rows[0].line == 1 else ()
    width = len(header)
    filled = [RawRow(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows[1 if header else 0 :]]
    issues = tuple(
        Issue(file, line, header[place] if place < width else "-", code, message)
        for line, place, (code, message) in sheet.unusable
    )
    return RawTable(sheet.name, file, header, tuple(filled), issues)
