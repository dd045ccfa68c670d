"""Reading a dataset from one XLSX workbook: a sheet per table, and a sheet ``dataset`` with its title.

The row of a sheet is the line of an issue. A number or date that the workbook holds as such becomes the
text that a CSV file would have; a formula is an issue, since its value is not a fact that stands there.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ecograph import workbooks
from ecograph.errors import EcographError, Issue
from ecograph.manifest import Manifest
from ecograph.parse import RawRow, RawTable, nearest
from ecograph.schema import TABLE
from ecograph.sources.raw import RawDataset, content, sha256
from ecograph.workbooks import UNUSABLE

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

DATASET_SHEET = "dataset"
LISTS_SHEET = "lists"
UNPACKED_LIMIT = 500_000_000
"""Bytes that a workbook may unpack to; a larger one is refused unread."""


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
        sheets = _sheets(given)
    except workbooks.UnreadableError as error:
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


def _sheets(given: bytes) -> list[_Sheet]:
    from openpyxl.chartsheet import Chartsheet

    with workbooks.opened(given, UNPACKED_LIMIT) as book:
        every = [(name, book[name]) for name in book.sheetnames]
        return [_Sheet(name, [], []) if isinstance(sheet, Chartsheet) else _cells(name, sheet) for name, sheet in every]


def _cells(name: str, sheet: "ReadOnlyWorksheet") -> _Sheet:
    result = _Sheet(name, [], [])
    for line, row in workbooks.rows(sheet):
        result.unusable.extend(
            (line, place, UNUSABLE[cell.data_type]) for place, cell in enumerate(row) if cell.data_type in UNUSABLE
        )
        texts = [workbooks.text(cell.value) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            result.rows.append(RawRow(line, tuple(texts)))
    return result


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
