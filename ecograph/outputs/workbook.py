"""A dataset as one workbook that people can fill in: drop-downs for closed lists, headers that explain.

The template of ``ecograph new`` is the workbook of an empty dataset.
"""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ecograph import cells
from ecograph.errors import EcographError
from ecograph.schema import FORMS, TABLES, Column, Kind, Table
from ecograph.schema.vocabulary import COUNTRIES, CURRENCIES, LANGUAGES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from ecograph.ecosystem import Ecosystem

LAST_ROW = 10_000
"""The last row for which the template offers drop-downs."""

_LISTS = {Kind.COUNTRY: tuple(sorted(COUNTRIES)), Kind.CURRENCY: CURRENCIES, Kind.LANGUAGE: LANGUAGES}


def dataset_workbook(ecosystem: "Ecosystem") -> bytes:
    """Return an XLSX workbook with a sheet per table, which reads back as the same dataset.

    All cells are written as text or numbers, never as formulas. Headers carry a note that explains the
    column; columns with a closed list have a drop-down. The same ecosystem gives the same bytes.

    Raises:
        EcographError: A table has more rows, or a cell more signs, than a sheet can hold.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": ecosystem.title, "created": datetime(2000, 1, 1, tzinfo=UTC)})
    _about(book, ecosystem.title)
    sheets = {table.name: book.add_worksheet(table.name) for table in TABLES}
    lists = _lists(book)
    header = {
        True: book.add_format({"bold": True, "bottom": 1, "bg_color": "#DCE9F2"}),
        False: book.add_format({"bold": True, "bottom": 1}),
    }
    text = book.add_format({"num_format": "@"})
    for table in TABLES:
        sheet = sheets[table.name]
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, max(12, len(column.name) + 2), _format(column, text))
            sheet.write_string(0, place, column.name, header[column.required])
            sheet.write_comment(0, place, note(table, column), {"x_scale": 2, "y_scale": 1.5, "author": "ecograph"})
            if column.name in lists[table.name]:
                rule = {"validate": "list", "source": lists[table.name][column.name]}
                sheet.data_validation(1, place, LAST_ROW, place, rule)
        for line, row in enumerate(ecosystem[table.name].iter_rows(), start=1):
            for place, value in enumerate(row):
                if isinstance(value, int | float):
                    refused = sheet.write_number(line, place, value)
                else:
                    refused = sheet.write_string(line, place, cells.text(value))
                if refused:
                    raise EcographError(
                        f"{table.name}: found more than a sheet can hold at row {line + 1}, column "
                        f"{table.columns[place].name}; keep this dataset as CSV"
                    )
    book.close()
    return buffer.getvalue()


def note(table: Table, column: Column) -> str:
    """Return what the header cell of a column says: its meaning, its form, and whether it must be filled in.

    >>> from ecograph.schema import TABLE
    >>> print(note(TABLE["rates"], TABLE["rates"]["year"]))
    The year.
    Write a year, such as 2020.
    Required. Part of the key.
    """
    form = FORMS[column.kind] + (f": {', '.join(column.choices)}" if column.choices else "")
    needed = "Required." if column.required else "May be empty."
    key = " Part of the key." if column.name in table.key else ""
    points = f"\nNames a row of {' or '.join(column.references)}." if column.references else ""
    return f"{column.about}\nWrite {form}.{points}\n{needed}{key}"


def _format(column: Column, text: "Format") -> "Format | None":
    """Return the format of a column: text, so that a spreadsheet does not turn 2020-01 into a day."""
    return None if column.kind in {Kind.INTEGER, Kind.NUMBER, Kind.YEAR} else text


def _about(book: "Workbook", title: str) -> None:
    sheet = book.add_worksheet("dataset")
    for line, (key, value) in enumerate((("title", title), ("licence", ""))):
        sheet.write_string(line, 0, key)
        sheet.write_string(line, 1, value)


def _lists(book: "Workbook") -> dict[str, dict[str, str]]:
    """Write every closed list to a hidden sheet; return, by table and column, the range of its list."""
    from xlsxwriter.utility import xl_col_to_name

    sheet = book.add_worksheet("lists")
    sheet.hide()
    ranges: dict[tuple[str, ...], str] = {}
    result: dict[str, dict[str, str]] = {table.name: {} for table in TABLES}
    for table in TABLES:
        for column in table.columns:
            choices = column.choices or _LISTS.get(column.kind, ())
            if not choices:
                continue
            if choices not in ranges:
                place = len(ranges)
                sheet.write_column(0, place, choices)
                name = xl_col_to_name(place, col_abs=True)
                ranges[choices] = f"=lists!{name}$1:{name}${len(choices)}"
            result[table.name][column.name] = ranges[choices]
    return result
