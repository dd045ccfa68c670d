"""How wide the columns of a table are in Word: no word broken, long texts with most of the room.

Word and LibreOffice lay a table out differently where a file leaves it to them, so the widths are stated. They come
from the widths of letters: those of Arial are not known here, but those of DejaVu Sans, which is wider throughout.
"""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from ecograph.charts.lettering import text_width
from ecograph.outputs.report.office import plain, shown_cell
from ecograph.outputs.report.texts import is_of_numbers
from ecograph.report.document import Table

PAGE: Final = 9638
"""The width of the text on a page in twentieths of a point: A4 less two margins of 2 cm."""

MARK: Final = 900
"""The width of the column of marks, in the same unit."""

SIZES: Final = {9.0: 0.88, 8.0: 0.88, 7.0: 1.0, 6.5: 1.0}
"""The sizes of letters in points, and the share of the room that the longest words may take, so that long texts have
some; the first that fits is taken.
"""

_ARIAL: Final = 0.89
"""The width of a text in Arial, as a share of that in DejaVu Sans; rounded up."""

_PADDING: Final = 190
_LONGEST_WORD: Final = 2_600
_LONGEST_COLUMN: Final = 12_000
_LOOSE: Final = 1.2
"""How much wider than it needs a column may be."""


class Shown(NamedTuple):
    """A column as the texts that it shows."""

    head: str
    cells: tuple[str, ...]
    is_number: bool


class Layout(NamedTuple):
    """How a table is laid out.

    Args:
        size: The size of its letters in points.
        widths: The width of each column in twentieths of a point.
        lines: About how many lines each row has.
    """

    size: float
    widths: tuple[int, ...]
    lines: tuple[int, ...]


def columns_of(table: Table, language: str) -> tuple[Shown, ...]:
    """Return the columns of a table as the texts that they show in a language."""
    return tuple(
        Shown(
            plain(column.label),
            tuple(shown_cell(row[place], column.unit, language) for row in table.rows),
            is_of_numbers(table, place),
        )
        for place, column in enumerate(table.columns)
    )


def laid_out(columns: Sequence[Shown], room: int) -> Layout:
    """Return how columns are laid out in a room: the largest letters in which no word breaks, the rest shared.

    A table that needs less than the room is narrower than it; what does not fit in the smallest letters is broken.

    Args:
        columns: The columns.
        room: The room in twentieths of a point.
    """
    for size, filled in SIZES.items():
        least = [_least(column, size) for column in columns]
        if sum(least) <= room * filled:
            break
    most = [max(low, _most(column, size)) for low, column in zip(least, columns, strict=True)]
    wanted = sum(most) - sum(least)
    share = min(1.0, max(0.0, (room - sum(least)) / wanted)) if wanted else 0.0
    signs = [low + share * (high - low) for low, high in zip(least, most, strict=True)]
    scale = min(_LOOSE, room / sum(signs))
    widths = tuple(math.floor(each * scale) for each in signs)
    return Layout(
        size, widths, tuple(_lines(row, widths, size) for row in zip(*(c.cells for c in columns), strict=True))
    )


def _wide(text: str, size: float, *, bold: bool = False) -> float:
    return text_width(text, size, bold=bold) * 20 * _ARIAL


def _least(column: Shown, size: float) -> float:
    """Return the width at which no word of a column breaks."""
    cells = column.cells if column.is_number else [word for cell in column.cells for word in cell.split(" ")]
    words = [_wide(word, size, bold=True) for word in column.head.split(" ")]
    return min(max((*words, *(_wide(each, size) for each in cells))), _LONGEST_WORD) + _PADDING


def _most(column: Shown, size: float) -> float:
    """Return the width at which no cell breaks, and the head only into two lines."""
    cells = max((_wide(cell, size) for cell in column.cells), default=0.0)
    return min(max(cells, _wide(column.head, size, bold=True) / 2), _LONGEST_COLUMN) + _PADDING


def _lines(cells: Sequence[str], widths: Sequence[int], size: float) -> int:
    return max(
        math.ceil(_wide(cell, size) / (width - _PADDING)) or 1 for cell, width in zip(cells, widths, strict=True)
    )
