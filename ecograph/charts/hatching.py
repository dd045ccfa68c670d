"""The lines of a hatching as plain geometry, so that every format draws the same ones and none needs patterns."""

import math
from typing import Final

from ecograph.charts.drawing import Band, Box

SPACING: Final = 4.0
"""The distance of two lines of a hatching along the x axis, in points."""

WIDTH: Final = 0.5
"""The width of a line of a hatching, in points."""

Point = tuple[float, float]
Segment = tuple[Point, Point]
Curve = tuple[Point, Point, Point, Point]


def of_box(box: Box) -> tuple[Segment, ...]:
    """Return the lines that rise from left to right over a box, each within it.

    >>> of_box(Box(0.0, 0.0, 4.0, 4.0))
    (((0.0, 2.0), (2.0, 0.0)), ((2.0, 4.0), (4.0, 2.0)))
    """
    right, bottom = box.x + box.width, box.y + box.height
    found = []
    for place in range(math.ceil((box.width + box.height) / SPACING)):
        total = box.x + box.y + SPACING * (place + 0.5)
        start, end = max(box.x, total - bottom), min(right, total - box.y)
        if start < end:
            found.append(((start, total - start), (end, total - end)))
    return tuple(found)


def edges(band: Band) -> tuple[Curve, Curve]:
    """Return the upper and the lower edge of a band as Bézier curves from left to right."""
    middle = (band.left + band.right) / 2
    first, second = (
        ((2 * band.left + band.right) / 3, (band.left + 2 * band.right) / 3) if band.straight else (middle, middle)
    )
    return tuple(  # type: ignore[return-value]  # there are two
        (
            (band.left, left),
            (first, (2 * left + right) / 3 if band.straight else left),
            (second, (left + 2 * right) / 3 if band.straight else right),
            (band.right, right),
        )
        for left, right in ((band.left_top, band.right_top), (band.left_bottom, band.right_bottom))
    )


def of_band(band: Band) -> tuple[Segment, ...]:
    """Return the lines over a band, each within it.

    Over a bent one they fall from left to right. Over a straight one they rise, in places that depend on the page
    alone, so that they go on from one band to the next.
    """
    if band.straight:
        return _of_straight(band)
    upper, lower = edges(band)
    n = max(2, round((band.right - band.left) / SPACING))
    return tuple((_at(upper, place / n), _at(lower, (place + 1) / n)) for place in range(n))


def _of_straight(band: Band) -> tuple[Segment, ...]:
    """Return the parts of the lines x + y = c, for even c, that lie in a band with straight edges."""
    width = band.right - band.left
    falls = ((band.left_top, band.right_top - band.left_top), (band.left_bottom, band.right_bottom - band.left_bottom))
    first = math.ceil((band.left + min(band.left_top, band.right_top)) / SPACING)
    last = math.floor((band.right + max(band.left_bottom, band.right_bottom)) / SPACING)
    found = []
    for place in range(first, last + 1):
        total = SPACING * place
        # at x = left + share * width the line is at total - x; it is below the upper edge and above the lower one
        start, end = 0.0, 1.0
        for sign, (height, fall) in zip((1, -1), falls, strict=True):
            constant, slope = sign * (total - band.left - height), sign * -(width + fall)
            start, end = _narrowed((start, end), constant, slope)
        if start < end:
            ends = (band.left + start * width, band.left + end * width)
            found.append(((ends[0], total - ends[0]), (ends[1], total - ends[1])))
    return tuple(found)


def _narrowed(span: tuple[float, float], constant: float, slope: float) -> tuple[float, float]:
    """Return the part of a span of shares in which ``constant + slope * share`` is not negative."""
    start, end = span
    if slope > 0:
        return max(start, -constant / slope), end
    if slope < 0:
        return start, min(end, -constant / slope)
    return (start, end) if constant >= 0 else (1.0, 0.0)


def _at(curve: Curve, share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, curve, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, curve, strict=True)),
    )
