"""Sheets as data, and how they are written into a workbook: no merged cell, no formula, the head frozen.

A sheet has its title in the first row and its head in the third, so that every link knows where the rows begin.
"""

import io
import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from ecograph.cells import FORMULA_SIGNS
from ecograph.charts.lettering import text_width
from ecograph.language.document import DOCUMENT
from ecograph.outputs.report.texts import shortened

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FIRST_ROW: Final = 4
"""The number of the first row below the head, as a sheet counts them."""

LONGEST_TEXT: Final = 32_767
"""The longest text that a cell can hold."""

_LONGEST_NAME: Final = 31
_LONGEST_TITLE: Final = 255
_WIDEST: Final = 60
_NARROWEST: Final = 9
_FILTER: Final = 3
"""The room that the button of the filter takes in the head."""

_LINE: Final = 110
_LINE_HEIGHT: Final = 13.5
_TALLEST: Final = 409.0
_AROUND: Final = 2
_DIGIT: Final = 0.68
"""The width of a digit in the font whose widths are known, a little more since others have narrower letters."""

_BROKEN: Final = 1.15
"""How much longer a text is when it is broken into lines at its spaces."""

_A4: Final = 9
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9æøåÆØÅ_ .-]+")
_TITLE: Final = "#12344D"
_GREY: Final = "#566573"
_LINK: Final = "#0B5380"
_LIGHT: Final = "#DBE2E8"


class Link(NamedTuple):
    """A text that leads to a row of a sheet, or, where the row is 0, to an address."""

    text: str
    target: str
    row: int = 0


Value = str | float | Link | None
"""What a cell holds; None for nothing."""


class Head(NamedTuple):
    """The head of a column: its label, and the format of its numbers; "" for a column of texts."""

    label: str
    form: str = ""


class Sheet(NamedTuple):
    """A sheet with one table.

    Args:
        name: Its name on the tab.
        title: What it shows.
        second: What stands below the title: a text, or the way back.
        heads: The heads of its columns.
        rows: Its rows.
        below: Sentences below the table.
        remark: What the index says of it.
    """

    name: str
    title: str
    second: "str | Link"
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    below: tuple[str, ...] = ()
    remark: str = ""


def names_of(wanted: Iterable[str]) -> list[str]:
    """Return a name for each sheet that a workbook accepts: at most 31 signs, none of them special, no two the same.

    >>> names_of(["members", "Members", "a/b:c", "x" * 40, ""])
    ['members', 'Members-2', 'a-b-c', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '-']
    """
    found: list[str] = []
    taken = {"history"}  # kept by Excel for itself
    for name in wanted:
        stem = shortest = _NOT_IN_NAMES.sub("-", name)[:_LONGEST_NAME].strip() or "-"
        n = 1
        while shortest.casefold() in taken:
            n += 1
            shortest = f"{stem[: _LONGEST_NAME - len(str(n)) - 1]}-{n}"
        taken.add(shortest.casefold())
        found.append(shortest)
    return found


def workbook(sheets: Sequence[Sheet], *, title: str, language: str) -> bytes:
    """Return sheets as a workbook; the same sheets give the same bytes.

    Args:
        sheets: The sheets, in order, with names from ``names_of``.
        title: The title in its properties.
        language: The language of the page numbers in print.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": shortened(title, _LONGEST_TITLE), "created": datetime(2000, 1, 1, tzinfo=UTC)})
    writing = _Writing(book, DOCUMENT["page"].in_(language).format(page="&P", pages="&N"))
    for sheet in sheets:
        writing.write(sheet)
    book.close()
    return buffer.getvalue()


class _Writing:
    """A workbook while it is written: its formats, each made once."""

    def __init__(self, book: "Workbook", footer: str) -> None:
        self.book = book
        self.footer = f"&R&8{footer}"
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def form(self, **properties: object) -> "Format":
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": "Arial", "font_size": 10, **properties})
        return self.formats[key]

    def write(self, sheet: Sheet) -> None:
        own = self.book.add_worksheet(sheet.name)
        self._put(own, 0, 0, sheet.title, bold=True, font_size=14, font_color=_TITLE)
        self._put(own, 1, 0, sheet.second, font_color=_GREY)
        widths = [_width(head, [row[place] for row in sheet.rows]) for place, head in enumerate(sheet.heads)]
        self._heads(own, sheet.heads, widths)
        for line, row in enumerate(sheet.rows, start=FIRST_ROW - 1):
            own.set_row(line, _height(row, widths))
            for place, (value, head) in enumerate(zip(row, sheet.heads, strict=True)):
                is_text = not head.form or isinstance(value, str | Link)
                look = (
                    {"text_wrap": True, "align": "left", "indent": int(place > 0)}
                    if is_text
                    else {"num_format": head.form}
                )
                self._put(own, line, place, value, valign="top", bottom=1, bottom_color=_LIGHT, **look)
        line = FIRST_ROW + len(sheet.rows)
        for text in sheet.below:
            for part in textwrap.wrap(text, _LINE):
                self._put(own, line, 0, part, font_color=_GREY)
                line += 1
        self._set_up(own, sheet)

    def _heads(self, own: "Worksheet", heads: Sequence[Head], widths: Sequence[float]) -> None:
        own.set_row(FIRST_ROW - 2, _height([head.label for head in heads], [width - _FILTER for width in widths]))
        look = {"bold": True, "font_color": _TITLE, "bottom": 2, "bottom_color": _TITLE, "text_wrap": True}
        for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
            side = {"align": "right"} if head.form else {"align": "left", "indent": int(place > 0)}
            self._put(own, FIRST_ROW - 2, place, head.label, valign="bottom", **side, **look)
            own.set_column(place, place, width, self.form())

    def _put(self, own: "Worksheet", line: int, place: int, value: Value, **look: object) -> None:
        """Write a value; a text that some program might take for a formula is marked as a text once more."""
        match value:
            case None:
                own.write_blank(line, place, None, self.form(**look))
            case Link(text, target, row):
                shown = self.form(**{**look, "font_color": _LINK, "underline": 1})
                where = f"internal:'{target}'!A{row}" if row else target
                own.write_url(line, place, where, shown, shortened(text, LONGEST_TEXT))
            case str():
                shown = self.form(**look, quote_prefix=True) if value.startswith(FORMULA_SIGNS) else self.form(**look)
                own.write_string(line, place, shortened(value, LONGEST_TEXT), shown)
            case _:
                own.write_number(line, place, value, self.form(**look))

    def _set_up(self, own: "Worksheet", sheet: Sheet) -> None:
        """Freeze the head, offer filters, and set the page for print: A4, one page wide, the head on each."""
        own.freeze_panes(FIRST_ROW - 1, 0)
        if sheet.rows:
            own.autofilter(FIRST_ROW - 2, 0, FIRST_ROW - 2 + len(sheet.rows), len(sheet.heads) - 1)
        own.set_landscape()
        own.set_paper(_A4)
        own.fit_to_pages(1, 0)
        own.repeat_rows(FIRST_ROW - 2)
        own.set_footer(self.footer)


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Return the height of a row in points, so that the texts that are broken into lines are seen whole."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        text = value.text if isinstance(value, Link) else value
        if isinstance(text, str) and (signs := _signs(text)) > width:
            lines = max(lines, math.ceil(signs * _BROKEN / width))
    return min(_TALLEST, _LINE_HEIGHT * lines)


def _width(head: Head, values: Sequence[Value]) -> float:
    """Return the width of a column in signs."""
    decimals = len(head.form.partition(".")[2].rstrip("%"))
    longest = 0.0
    for value in values:
        match value:
            case None:
                continue
            case Link(text, _, _):
                shown = text
            case str():
                shown = value
            case _:
                shown = f"{value:,.{decimals}f}"
        longest = max(longest, _signs(shown))
    words = max(map(_signs, head.label.split(" ")))
    return max(
        _NARROWEST,
        min(words + _FILTER, _WIDEST),
        min(longest + _AROUND, _WIDEST),
        min(_signs(head.label) / 2 + _FILTER, _WIDEST),
    )


def _signs(text: str) -> float:
    """Return how wide a text is, in digits of the font of the workbook, by which a column is measured."""
    return text_width(text, 1) / _DIGIT
