"""The rows of a list as people keep it, a CSV file or one sheet of a workbook, since a list has no layout of its own.

The lines are those of the file or sheet, so that who kept the list finds what an issue speaks of.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from operator import is_not
from typing import TYPE_CHECKING

import polars as pl

from ecograph import workbooks
from ecograph.errors import Issue
from ecograph.parse import LINE
from ecograph.readers.ledger import plain
from ecograph.readers.reader import File
from ecograph.readers.separated import Split, split
from ecograph.workbooks import UNUSABLE

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

UNPACKED_LIMIT = 200_000_000
"""Bytes that a workbook may unpack to; a larger one is not read."""


def rows(file: File, options: Mapping[str, str]) -> Split:
    """Return the rows of a list; its line numbers are those of the file or sheet.

    Args:
        file: A CSV file (with ``,``, ``;`` or a tab) or a workbook.
        options: ``header_row``, the row with the names of the columns, and ``sheet``, the sheet of a workbook.
    """
    header_row = int(options.get("header_row", "1"))
    if file.content.startswith(b"PK"):
        return _sheet(file, options.get("sheet"), header_row)
    strange = {b"\xd0\xcf\x11\xe0": "an old Excel file", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
    for sign, what in strange.items():
        if file.content.startswith(sign):
            return _nothing(file.name, "encoding", f"found {what}, expected CSV or XLSX; save it as XLSX or CSV UTF-8")
    lines = file.content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n", header_row - 1)
    if len(lines) < header_row:
        return _no_header(file.name, header_row)
    table_of_lines = lines[-1] if header_row == 1 else b"\n" * (header_row - 1) + lines[-1]
    header = re.sub(rb'"[^"]*"', b"", lines[-1].split(b"\n", 1)[0])
    separator = max(b";,\t", key=header.count)
    return split(File(file.name, table_of_lines), separator=chr(separator))


def _nothing(file: str, code: str, said: str) -> Split:
    return Split(pl.DataFrame(schema={LINE: pl.Int64()}), (), (Issue(file, 1, "-", code, said),))


def _no_header(file: str, header_row: int) -> Split:
    said = f"found no row {header_row}, expected the names of the columns there; mend the option header_row"
    return _nothing(file, "column", said)


def _sheet(file: File, called: str | None, header_row: int) -> Split:
    """Return the rows of a sheet as texts; a formula or an error value is an issue and null."""
    from openpyxl.chartsheet import Chartsheet

    try:
        with workbooks.opened(file.content, UNPACKED_LIMIT) as book:
            names_of_sheets = [name for name in book.sheetnames if not isinstance(book[name], Chartsheet)]
            if not names_of_sheets or (called or names_of_sheets[0]) not in names_of_sheets:
                said = f"found no sheet {called or 'with rows'}, expected one of {', '.join(names_of_sheets)}"
                return _nothing(file.name, "table", f"{said}; mend the option sheet")
            found = _table(file.name, book[called or names_of_sheets[0]], header_row)
            further = [] if called else [name for name in names_of_sheets[1:] if _has_rows(book[name])]
    except workbooks.UnreadableError as error:
        said = f"found no readable workbook ({error}), expected XLSX; save it again"
        return _nothing(file.name, "format", said)
    if not further:
        return found
    said = f"found rows on further sheets ({', '.join(further)}), expected one sheet; "
    issue = Issue(file.name, 1, "-", "table", f"{said}they are not read: name one with --option sheet=")
    return replace(found, issues=(*found.issues, issue))


def _has_rows(sheet: "ReadOnlyWorksheet") -> bool:
    return any(cell.value is not None for _, row in workbooks.rows(sheet) for cell in row)


def _table(file: str, sheet: "ReadOnlyWorksheet", header_row: int) -> Split:
    from openpyxl.cell.read_only import EMPTY_CELL

    header: list[str] = []
    cells_of_rows: list[list[object]] = []
    issues: list[Issue] = []
    n_beside, is_cell = 0, partial(is_not, EMPTY_CELL)  # of a thousand cells all but a few are the empty one
    for line, row in workbooks.rows(sheet):
        if line == header_row:
            header = [_text(cell.value) or "" for cell in row]
            while header and not header[-1]:
                header.pop()
        if line <= header_row:
            continue
        beside = filter(is_cell, row[len(header) :])
        n_beside += sum(cell.value is not None for cell in beside)
        named = row[: len(header)]
        texts = [None if cell.data_type in UNUSABLE else _text(cell.value) for cell in named]
        issues += (
            Issue(file, line, column, *UNUSABLE[cell.data_type])
            for column, cell in zip(header, named, strict=False)
            if cell.data_type in UNUSABLE
        )
        if any(texts):
            cells_of_rows.append([*texts, *[None] * (len(header) - len(texts)), line])
    if not header:
        return _no_header(file, header_row)
    if not all(header) or len(set(header)) < len(header):
        said = f"found the columns {', '.join(header)}, expected a name for each and each once; mend the header"
        return _nothing(file, "column", said)
    if n_beside:
        count = f"{n_beside} cell{'s' if n_beside > 1 else ''}"
        said = f"found {count} right of the last column that has a name, expected none; they are not read: name their "
        issues.append(Issue(file, header_row, "-", "column", f"{said}columns if they matter"))
    columns = {name: [row[place] for row in cells_of_rows] for place, name in enumerate([*header, LINE])}
    schema = {**dict.fromkeys(header, pl.String()), LINE: pl.Int64()}
    return Split(pl.DataFrame(columns, schema=schema), tuple(header), tuple(issues))


def _text(value: object) -> str | None:
    return plain(workbooks.text(value)).strip() or None
