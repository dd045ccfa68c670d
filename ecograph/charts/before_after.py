"""Before and after as dumbbells: a hollow dot, a line with an arrow, a full dot, and the numbers beside them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ecograph.charts.colours import INK, MARK, RULE, SOFT, STRIPE, WHITE
from ecograph.charts.drawing import Box, Dot, Drawing, Label, Line, Shape
from ecograph.charts.lettering import fitted, lines_of, middle, text_width, wrapped
from ecograph.charts.page import NOTE, TEXT, WIDTH, nothing
from ecograph.charts.words import CHANGE
from ecograph.language import number
from ecograph.language.units import UNITS, shown

ROWS: Final = 24
"""How many rows are shown, the first."""

_NAMES, _TRACK = 168.0, (176.0, 322.0)
"""The room for names, and the ends of the tracks on which the dots lie."""

_COLUMNS: Final = (378.0, 438.0, 498.0)
"""The right ends of the columns of numbers."""

_HEAD, _ROW = 18.0, 27.0
_HOLLOW, _FULL, _ARROW = 4.2, 3.2, 4.0
_LARGE: Final = 100
"""From here on a plain number needs no decimals."""


class Change(NamedTuple):
    """A value before and after.

    Args:
        label: What it is.
        before: Its value before; None where it is not known.
        after: Its value after; None where it is not known.
        unit: A name of ``ecograph.language.units.UNITS``, or what stands below the label of a plain number.
    """

    label: str
    before: float | None
    after: float | None
    unit: str = ""


def before_after(rows: Sequence[Change], *, language: str, before: str, after: str) -> Drawing:
    """Return values before and after, each row with a scale of its own that begins at zero.

    Args:
        rows: The values; the first 24 are shown.
        language: da, nb or en; numbers are written as in it.
        before: The head of what was before.
        after: The head of what is after.

    Returns:
        On each track a hollow dot before, a full one after, and between them an arrow where there is room; a small
        line is zero. Distances from zero are proportional to the values. Beside it stand the numbers and their
        difference with its sign.
    """
    if not rows:
        return nothing(language)
    shapes: list[Shape] = []
    for place, row in enumerate(rows[:ROWS]):
        top = _HEAD + _ROW * place
        if place % 2 == 0:
            shapes.append(Box(0, top, WIDTH, _ROW, STRIPE))
        shapes += [*_name(row, top, language), *_dumbbell(row, top + _ROW / 2), *_numbers(row, top, language)]
    heads = (before, after, CHANGE.in_(language))
    return Drawing(WIDTH, _HEAD + _ROW * min(len(rows), ROWS) + 2, (*_heads(heads), *shapes))


def _heads(heads: tuple[str, str, str]) -> list[Shape]:
    """Return the heads of the columns; the first two have the dot that stands for them."""
    found: list[Shape] = []
    dots = (Dot(0, 0, _HOLLOW, WHITE, MARK), Dot(0, 0, _FULL, MARK), None)
    for right, text, dot in zip(_COLUMNS, heads, dots, strict=True):
        said = fitted(text, NOTE, 46 if dot else 54)
        found.append(Label(right, 11, said, NOTE, "end", fill=SOFT))
        if dot:
            found.append(Dot(right - text_width(said, NOTE) - 7, 8.3, dot.radius, dot.fill, dot.stroke))
    return found


def _name(row: Change, top: float, language: str) -> list[Shape]:
    """Return the name of a row, with its unit below where it has one."""
    centre = top + _ROW / 2
    unit = UNITS[row.unit].label.in_(language) if row.unit in UNITS else row.unit
    if not unit:
        return [*lines_of(wrapped(row.label, TEXT, _NAMES), Label(4, middle(centre, TEXT), "", TEXT))]
    return [
        Label(4, centre - 1.5, fitted(row.label, TEXT, _NAMES), TEXT),
        Label(4, centre + 8.5, fitted(unit, NOTE, _NAMES), NOTE, fill=SOFT),
    ]


def _dumbbell(row: Change, y: float) -> list[Shape]:
    """Return the track of a row with its zero, its dots and its arrow."""
    known = [value for value in (row.before, row.after) if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    left, right = _TRACK[0] + _HOLLOW + 1, _TRACK[1] - _HOLLOW - 1

    def at(value: float) -> float:
        return left + (right - left) * ((value - low) / (high - low) if high > low else 0.0)

    found: list[Shape] = [
        Line(((left, y), (right, y)), RULE, 0.75),
        Line(((at(0), y - 5), (at(0), y + 5)), SOFT, 0.75),
    ]
    if row.before is not None and row.after is not None:
        found += _arrow(at(row.before), at(row.after), y)
    if row.before is not None:
        found.append(Dot(at(row.before), y, _HOLLOW, WHITE, MARK))
    if row.after is not None:
        found.append(Dot(at(row.after), y, _FULL, MARK))
    return found


def _arrow(start: float, end: float, y: float) -> list[Shape]:
    """Return the line from one dot to the other, with a tip in its middle where that does not touch the dots."""
    found: list[Shape] = [Line(((start, y), (end, y)), MARK, 2)] if start != end else []
    if abs(end - start) > _HOLLOW + _FULL + _ARROW + 2:
        way = 1 if end > start else -1
        tip = (start + way * _HOLLOW + end - way * _FULL) / 2 + way * _ARROW / 2
        back = tip - way * _ARROW
        found.append(Line(((back, y - _ARROW), (tip, y), (back, y + _ARROW)), MARK, 2))
    return found


def _numbers(row: Change, top: float, language: str) -> list[Shape]:
    """Return the values of a row and their difference; a dash where one is not known."""
    y = middle(top + _ROW / 2, TEXT)
    texts = (_value(row, row.before, language), _value(row, row.after, language), _difference(row, language))
    return [
        Label(right, y, fitted(text, TEXT, 56, bold=place == 1), TEXT, "end", bold=place == 1, fill=INK)
        for place, (right, text) in enumerate(zip(_COLUMNS, texts, strict=True))
    ]


def _value(row: Change, value: float | None, language: str) -> str:
    """Return a value of a row; small plain numbers have two decimals where one of the row is not whole."""
    if value is None:
        return "–"
    if row.unit in UNITS:
        return shown(value, value, row.unit, language, bare=True)
    known = [each for each in (row.before, row.after) if each is not None]
    plain = all(each == round(each) for each in known) or max(map(abs, known)) >= _LARGE
    return number(value, language, 0 if plain else 2)


def _difference(row: Change, language: str) -> str:
    """Return the difference with its sign.

    >>> _difference(Change("", 210, 180), "en"), _difference(Change("", 0.25, 0.5, "share"), "da")
    ('-30', '+25,0')
    """
    if row.before is None or row.after is None:
        return "–"
    change = row.after - row.before
    size = _value(row, abs(change), language)
    if size == _value(row, 0.0, language):
        return size
    return f"+{size}" if change > 0 else _value(row, change, language)
