"""A table of coloured cells: what is covered, where the gaps are, and where nobody knows."""

import math
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from ecograph.charts.colours import FAINT, GAP, INK, SHADES, SOFT, WHITE
from ecograph.charts.drawing import Box, Drawing, Label, Shape
from ecograph.charts.lettering import LEADING, clean, fitted, lines_of, middle, text_width, wrapped
from ecograph.charts.page import HEIGHT, NOTE, TEXT, WIDTH

State = Literal["covered", "gap", "not known"]

ANGLE: Final = 60.0
"""How far the heads of narrow columns are turned, in degrees."""

_NAMES, _HEADS = 185.0, 110.0
"""The room for the names of rows, and for the turned heads of columns, at most."""

_PITCH, _NARROWEST, _ROW, _LOWEST = 64.0, 10.0, 22.0, 12.0
_LEGEND, _BELOW = 16.0, 74.0
"""The height of a line of the legend, and the room kept below the cells."""
_SWATCH: Final = 14.0
_INSET: Final = 1.0
_LONGEST: Final = 100
"""No name and no text of a cell needs more signs than these to fill its room."""
_SMALL: Final = 6.0
"""The size of the text of a cell that is too narrow for the usual one."""


class HeatCell(NamedTuple):
    """A cell.

    Args:
        value: What its shade shows, at least 0; None where it has none.
        text: What stands in it; left out where the cell is too narrow for it.
        state: Whether it is covered, a gap, or not known.
    """

    value: float | None
    text: str
    state: State


class _Grid(NamedTuple):
    """Where the first cell lies, how large cells are, and whether the heads of columns are turned."""

    left: float
    top: float
    pitch: float
    row: float
    turned: bool


def heat_map(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[HeatCell]], *, legend: Mapping[State, str]
) -> Drawing:
    """Return a heat map.

    Args:
        rows: The names of the rows.
        columns: The names of the columns.
        cells: The cells, row by row.
        legend: What each state that occurs means, in the order in which it is to be explained.

    Returns:
        A covered cell is filled, the darker the greater its value; a gap is white in a frame; what is not known is
        hatched. Where there are more rows or columns than the page has room for, a sign says how many are left out.
    """
    rows, columns = ([clean(name[:_LONGEST]) for name in names] for names in (rows, columns))
    n_columns = min(len(columns), math.floor((WIDTH - _NAMES - _HEADS / 2 - 8) / _NARROWEST))
    grid = _grid(rows, columns[:n_columns])
    n_rows = min(len(rows), math.floor((HEIGHT - grid.top - _BELOW) / _LOWEST))
    greatest = max((cell.value or 0 for line in cells for cell in line), default=0) or 1
    shapes: list[Shape] = [*_heads(columns[:n_columns], grid), *_names(rows[:n_rows], grid)]
    for place, line in enumerate(cells[:n_rows]):
        for column, cell in enumerate(line[:n_columns]):
            x, y = grid.left + grid.pitch * column, grid.top + grid.row * place
            shapes += _cell(Box(x, y, grid.pitch, grid.row), cell, greatest)
    bottom = grid.top + grid.row * n_rows
    left_out = _left_out(len(rows) - n_rows, len(columns) - n_columns)
    if left_out:
        shapes.append(Label(0, bottom + 12, left_out, NOTE, fill=SOFT))
        bottom += 14
    explained, height = _legend(legend, grid.left, bottom + 10)
    return Drawing(WIDTH, bottom + 10 + height, (*shapes, *explained))


def _left_out(n_rows: int, n_columns: int) -> str:
    """Return how many rows and columns are left out, as signs that need no language.

    >>> _left_out(3, 0), _left_out(0, 12), _left_out(0, 0)
    ('+3 ↓', '+12 →', '')
    """
    return " ".join(f"+{n} {sign}" for n, sign in ((n_rows, "↓"), (n_columns, "→")) if n)


def _grid(rows: Sequence[str], columns: Sequence[str]) -> _Grid:
    lines_of_names = [line for name in rows for line in wrapped(name, TEXT, _NAMES, lines=2)]
    left = min(_NAMES, max((text_width(line, TEXT) for line in lines_of_names), default=0) + 0.1) + 8
    level = min(_PITCH, (WIDTH - left) / max(1, len(columns)))
    words = [word for name in columns for word in name.split()]
    turned = any(text_width(word, NOTE) > level - 4 for word in words)
    if turned:
        longest = min(_HEADS, max(text_width(name, NOTE) for name in columns))
        rad = math.radians(ANGLE)
        room = WIDTH - left - longest * math.cos(rad) - 4
        top, pitch = longest * math.sin(rad) + 12, min(_PITCH / 2, room / len(columns))
    else:
        lines = max((len(wrapped(name, NOTE, level - 4, lines=3)) for name in columns), default=0)
        top, pitch = lines * NOTE * LEADING + 8, level
    height = (HEIGHT - top - _BELOW) / max(1, len(rows))
    return _Grid(left, top, pitch, max(_LOWEST, min(_ROW, height)), turned)


def _heads(columns: Sequence[str], grid: _Grid) -> list[Label]:
    found: list[Label] = []
    for place, name in enumerate(columns):
        centre = grid.left + grid.pitch * (place + 0.5)
        if grid.turned:
            found.append(Label(centre + 3, grid.top - 5, fitted(name, NOTE, _HEADS), NOTE, turned=ANGLE))
        else:
            texts = wrapped(name, NOTE, grid.pitch - 4, lines=3)
            raised = (len(texts) - 1) * NOTE * LEADING / 2
            found += lines_of(texts, Label(centre, grid.top - 5 - raised, "", NOTE, "middle"))
    return found


def _names(rows: Sequence[str], grid: _Grid) -> list[Label]:
    found: list[Label] = []
    for place, name in enumerate(rows):
        texts = wrapped(name, TEXT, grid.left - 8, lines=2 if grid.row >= _ROW else 1)
        found += lines_of(texts, Label(0, middle(grid.top + grid.row * (place + 0.5), TEXT), "", TEXT))
    return found


def _cell(place: Box, cell: HeatCell, greatest: float) -> list[Shape]:
    """Return a cell: its ground and its text."""
    shade = SHADES[min(len(SHADES) - 1, math.floor(len(SHADES) * (cell.value or 0) / greatest))]
    ground, ink = _ground(place, cell.state, shade)
    text, room = clean(cell.text), place.width - 2 * _INSET - 0.5
    size = next((size for size in (NOTE, _SMALL) if text_width(text[:_LONGEST], size) <= room), 0)
    if not size or cell.state == "not known":
        return [ground]
    centre = place.x + place.width / 2
    return [ground, Label(centre, middle(place.y + place.height / 2, size), text, size, "middle", fill=ink)]


def _ground(place: Box, state: State, shade: tuple[str, str]) -> tuple[Box, str]:
    """Return the ground of a cell of a state, and the colour of the text on it."""
    x, y = place.x + _INSET, place.y + _INSET
    width, height = place.width - 2 * _INSET, place.height - 2 * _INSET
    match state:
        case "covered":
            return Box(x, y, width, height, shade[0]), shade[1]
        case "gap":
            return Box(x, y, width, height, WHITE, GAP), GAP
        case _:
            return Box(x, y, width, height, WHITE, FAINT, hatched=True), INK


def _legend(legend: Mapping[State, str], left: float, top: float) -> tuple[list[Shape], float]:
    """Return the explanation of the states, in as many lines as it needs, and its height."""
    x, y = left, top
    found: list[Shape] = []
    for state, words in legend.items():
        text = fitted(words, NOTE, WIDTH - left - _SWATCH - 4)
        width = _SWATCH + 4 + text_width(text, NOTE)
        if x + width > WIDTH and x > left:
            x, y = left, y + _LEGEND
        ground, _ = _ground(Box(x, y, _SWATCH, _SWATCH - 2), state, SHADES[2])
        found += [ground, Label(x + _SWATCH + 4, middle(y + _SWATCH / 2 - 1, NOTE), text, NOTE, fill=SOFT)]
        x += width + 16
    return found, (y + _LEGEND - top if legend else 0)
