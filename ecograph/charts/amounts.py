"""Intervals as they are drawn: solid up to what is certain, hatched up to what is possible, with a mark where open."""

import math
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from ecograph.charts.colours import INK, MARK, SOFT, WHITE
from ecograph.charts.drawing import Box, Dot, Label, Line, Shape
from ecograph.charts.lettering import fitted, middle, text_width
from ecograph.charts.page import NOTE
from ecograph.charts.words import LEAST, MOST, OPEN

Solid = Literal["area", "line"]

OPEN_RADIUS: Final = 2.4
"""The radius of the mark of an open bound."""


class Amount(NamedTuple):
    """An interval as it is drawn.

    Args:
        low: Its lower bound.
        drawn: How far it is drawn: the upper bound, or the lower where it is open.
        is_open: Whether its upper bound is not known.
    """

    low: float
    drawn: float
    is_open: bool

    @property
    def high(self) -> float:
        """The upper bound; infinite where it is open."""
        return math.inf if self.is_open else self.drawn


def amount(low: float, high: float) -> Amount:
    """Return an interval as it is drawn.

    >>> amount(1, 2), amount(1, float("inf"))
    (Amount(low=1, drawn=2, is_open=False), Amount(low=1, drawn=1, is_open=True))
    """
    is_open = math.isinf(high)
    return Amount(low, low if is_open else high, is_open)


def total(amounts: Sequence[Amount]) -> Amount:
    """Return the sum of intervals; it is open where one of them is.

    >>> total([amount(1, 2), amount(3, float("inf"))])
    Amount(low=4.0, drawn=5.0, is_open=True)
    """
    low, drawn = math.fsum(each.low for each in amounts), math.fsum(each.drawn for each in amounts)
    return Amount(low, drawn, any(each.is_open for each in amounts))


def open_mark(x: float, y: float) -> Dot:
    """Return the mark that says that an upper bound is not known."""
    return Dot(x, y, OPEN_RADIUS, WHITE, INK)


def explained(amounts: Sequence[Amount], at: tuple[float, float], solid: Solid, language: str) -> list[Shape]:
    """Return what the marks mean, in one line from a place; nothing where every amount is exact.

    Args:
        amounts: What is drawn.
        at: The left end of the line, and the height of its middle.
        solid: Whether what is solid is an area or a line.
        language: da, nb or en.
    """
    x, y = at
    found: list[Shape] = []
    if any(each.low != each.drawn for each in amounts):
        sign = Box(x, y - 4, 16, 8, MARK) if solid == "area" else Line(((x, y), (x + 16, y)), MARK, 1.75)
        x = _entry(found, sign, LEAST.in_(language), (x + 20, y))
        x = _entry(found, Box(x, y - 4, 16, 8, WHITE, MARK, hatched=True), MOST.in_(language), (x + 20, y))
    if any(each.is_open for each in amounts):
        _entry(found, open_mark(x + OPEN_RADIUS + 1, y), OPEN.in_(language), (x + 10, y))
    return found


def _entry(found: list[Shape], mark: Shape, words: str, at: tuple[float, float]) -> float:
    """Add a mark and its words to what was found; return where the next may begin."""
    text = fitted(words, NOTE, 200)
    found += [mark, Label(at[0], middle(at[1], NOTE), text, NOTE, fill=SOFT)]
    return at[0] + text_width(text, NOTE) + 14
