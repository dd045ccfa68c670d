"""A table of the report as a table of Word that can be edited: its head repeats, its rows stay whole."""

from collections.abc import Sequence
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from ecograph.language.document import DOCUMENT
from ecograph.outputs.report.docx_columns import MARK, PAGE, columns_of, laid_out
from ecograph.outputs.report.docx_elements import element, marked, paragraph, text
from ecograph.outputs.report.office import plain
from ecograph.report.document import Table

STYLE: Final = "ReportTable"
"""The style of the tables."""

_TOGETHER: Final = 16
"""How many lines a table may have to be held on one page."""

_FIRST: Final = 3
"""How many first rows of a longer table are held together with its head."""

_LONG_HEAD: Final = 200
"""How many signs a label may have to be repeated on each page."""

_TALL: Final = 20
"""How many lines a row may have to be held on one page."""


def style_of(name: str, size: float) -> str:
    """Return the id of a style of cells for a size of letters.

    >>> style_of("TableText", 9.0), style_of("TableText", 6.5)
    ('TableText9', 'TableText65')
    """
    return f"{name}{size:g}".replace(".", "")


def drawn(table: Table, language: str, noted: frozenset[str]) -> BaseOxmlElement:
    """Return a table as an element of Word.

    Args:
        table: The table; it has at least one row and one column.
        language: da, nb or en.
        noted: The marks that have a note to lead to.
    """
    columns = columns_of(table, language)
    is_marked = any(table.marks)
    layout = laid_out(columns, PAGE - MARK * is_marked)
    widths = (*layout.widths, MARK) if is_marked else layout.widths
    kinds = ["Number" if column.is_number else "Text" for column in columns]
    head = [(column.head, f"TableHead{kind}") for column, kind in zip(columns, kinds, strict=True)]
    if is_marked:
        head.append((DOCUMENT["mark"].in_(language), "TableHeadMark"))
    rows = [_head(head, widths, layout.size)]
    for place, (mark, lines) in enumerate(zip(table.marks, layout.lines, strict=True)):
        cells = [
            _cell([text(column.cells[place])], style_of(f"Table{kind}", layout.size), width)
            for column, kind, width in zip(columns, kinds, widths, strict=False)
        ]
        if is_marked:
            style = style_of("TableMark", layout.size)
            cells.append(_cell(marked(mark, noted=mark in noted), style, MARK))
        rows.append(_row(cells, is_whole=lines <= _TALL))
    _keep_together(rows, layout.lines)
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", _properties(table, sum(widths)), grid, *rows)


def _properties(table: Table, width: int) -> BaseOxmlElement:
    return element(
        "tblPr",
        element("tblStyle", val=STYLE),
        element("tblW", w=width, type="dxa"),
        element("tblLayout", type="autofit"),
        element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        element("tblCaption", val=plain(table.caption)),
    )


def _head(labels: Sequence[tuple[str, str]], widths: Sequence[int], size: float) -> BaseOxmlElement:
    cells = [
        _cell([text(label)], style_of(style, size), width) for (label, style), width in zip(labels, widths, strict=True)
    ]
    is_short = max(len(label) for label, _ in labels) < _LONG_HEAD
    return _row(cells, is_whole=is_short, repeats=is_short)


def _row(cells: Sequence[BaseOxmlElement], *, is_whole: bool, repeats: bool = False) -> BaseOxmlElement:
    properties = element("trPr")
    if is_whole:
        properties.append(element("cantSplit"))
    if repeats:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def _cell(held: Sequence[BaseOxmlElement], style: str, width: int) -> BaseOxmlElement:
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa")), paragraph(style, held))


def _keep_together(rows: Sequence[BaseOxmlElement], lines: Sequence[int]) -> None:
    """Hold a short table on one page, and of a long one the head with its first rows, unless these are tall."""
    first = _FIRST if sum(lines[:_FIRST]) <= _TOGETHER else 1
    for row in rows[:-1] if sum(lines) <= _TOGETHER else rows[:first]:
        for properties in row.iter(f"{{{row.nsmap['w']}}}pPr"):
            properties.insert(1, element("keepNext"))
