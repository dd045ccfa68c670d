"""Values by year as lines, with a band where a year is known only as an interval."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ecograph.charts.amounts import Amount, amount, explained, open_mark
from ecograph.charts.colours import RULE, SOFT, WHITE, of_series
from ecograph.charts.drawing import Band, Box, Dot, Drawing, Label, Line, Shape
from ecograph.charts.lettering import LEADING, fitted, lines_of, middle, text_width, wrapped
from ecograph.charts.page import NOTE, TEXT, WIDTH, nothing
from ecograph.charts.ticks import ticks
from ecograph.language import number
from ecograph.language.units import UNITS

SERIES: Final = 6
"""How many series are shown, the first: each has a sign of its own."""

_TOP, _PLOT = 22.0, 190.0
_NAMES: Final = 112.0
"""The room for the names of series, at the right, where there are several."""

_PALE: Final = 0.18
_YEARS, _LEGEND = 18.0, 20.0
_SIZE, _CORE = 2.6, 1.3


class Series(NamedTuple):
    """A name and its points: the year, and the bounds of the value, the upper infinite where it is open."""

    label: str
    points: Sequence[tuple[int, float, float]]


class _Plot(NamedTuple):
    """What takes years and values to the page."""

    left: float
    right: float
    years: tuple[int, int]
    values: tuple[float, float]

    def x(self, year: int) -> float:
        first, last = self.years
        share = (year - first) / (last - first) if last > first else 0.5
        return self.left + 6 + share * (self.right - self.left - 12)

    def y(self, value: float) -> float:
        low, high = self.values
        return _TOP + _PLOT * (1 - (value - low) / (high - low))


class _Run(NamedTuple):
    """A series as it is drawn: its place and colour, and the amount of each year in order."""

    label: str
    place: int
    fill: str
    points: dict[int, Amount]


def time_series(series: Sequence[Series], *, unit: str, language: str) -> Drawing:
    """Return values by year.

    Args:
        series: The series; the first six that have points are shown.
        unit: The unit of the values, a name of ``ecograph.language.units.UNITS``.
        language: da, nb or en; numbers are written as in it.

    Returns:
        An axis of years and one of values that holds zero. Each series is a line along its lower bounds and a hatched
        band up to its upper ones, both interrupted where a year is missing. A year whose upper bound is open has a
        mark, and no band.
    """
    known = [each for each in series if each.points][:SERIES]
    if not known:
        return nothing(language)
    runs = [
        _Run(each.label, place, of_series(place), {year: amount(low, high) for year, low, high in sorted(each.points)})
        for place, each in enumerate(known)
    ]
    every = [each for run in runs for each in run.points.values()]
    plot, axes = _axes(runs, every, (unit, language))
    shapes: list[Shape] = [*axes]
    for run in runs:
        shapes += _course(run, plot)
    if len(runs) > 1:
        shapes += _names(runs, plot)
    bottom = _TOP + _PLOT + _YEARS
    key = explained(every, (plot.left, bottom + 8), "line", language)
    return Drawing(WIDTH, bottom + (_LEGEND if key else 2), (*shapes, *key))


def _axes(runs: Sequence[_Run], every: Sequence[Amount], written: tuple[str, str]) -> tuple[_Plot, list[Shape]]:
    """Return what takes values to the page, and the axes with their round numbers in a unit and a language."""
    unit, language = UNITS[written[0]], written[1]
    low, high = min(each.low for each in every), max(each.drawn for each in every)
    found = ticks(low / unit.divisor, high / unit.divisor, whole=unit.counted is not None)
    numbers = [fitted(number(value, language, found.decimals), NOTE, 80) for value in found.values]
    left = max(text_width(text, NOTE) for text in numbers) + 8
    right = WIDTH - (_NAMES + 14 if len(runs) > 1 else 4)
    years = [year for run in runs for year in run.points]
    plot = _Plot(
        left,
        right,
        (min(years), max(years)),
        (found.values[0] * unit.divisor, found.values[-1] * unit.divisor),
    )
    shapes: list[Shape] = [Label(0, 9, fitted(unit.label.in_(language), NOTE, 200), NOTE, fill=SOFT)]
    for value, text in zip(found.values, numbers, strict=True):
        y = plot.y(value * unit.divisor)
        shapes.append(Line(((left, y), (right, y)), SOFT if value == 0 else RULE, 0.75 if value == 0 else 0.5))
        shapes.append(Label(left - 5, middle(y, NOTE), text, NOTE, "end", fill=SOFT))
    return plot, shapes + _year_labels(plot)


def _year_labels(plot: _Plot) -> list[Shape]:
    """Return the years below the axis, as many as have room, at even distances."""
    first, last = plot.years
    room = text_width("0000", NOTE) + 8
    span = (plot.right - plot.left - 12) / max(1, last - first)
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100) if span * n >= room), max(1, last - first))
    named = [year for year in range(first, last + 1) if year % step == 0]
    return [Label(plot.x(year), _TOP + _PLOT + 13, str(year), NOTE, "middle", fill=SOFT) for year in named]


def _course(run: _Run, plot: _Plot) -> list[Shape]:
    """Return the bands, the lines and the marks of a series."""
    bands: list[Shape] = []
    lines: list[Shape] = []
    for (year, one), (later, two) in pairwise(run.points.items()):
        if later != year + 1:
            continue
        x, next_x = plot.x(year), plot.x(later)
        if one.low != one.drawn or two.low != two.drawn:
            ends = (plot.y(one.drawn), plot.y(one.low), next_x, plot.y(two.drawn), plot.y(two.low))
            bands.append(Band(x, *ends, run.fill, _PALE, hatched=True, straight=True))
            bands.append(Line(((x, plot.y(one.drawn)), (next_x, plot.y(two.drawn))), run.fill, 0.75))
        lines.append(Line(((x, plot.y(one.low)), (next_x, plot.y(two.low))), run.fill, 1.75, dashed=_dashed(run)))
    marks = [shape for year, each in run.points.items() for shape in _mark(run, plot, year, each)]
    return [*bands, *lines, *marks]


def _dashed(run: _Run) -> bool:
    """Return whether the line of a series is dashed: every other one, so that neighbours differ without colour."""
    return run.place % 2 == 1


def _mark(run: _Run, plot: _Plot, year: int, each: Amount) -> list[Shape]:
    """Return the mark of a year, and a bar up to its upper bound where no band reaches it."""
    x, y = plot.x(year), plot.y(each.low)
    found: list[Shape] = []
    top = plot.y(each.drawn)
    if y - top > _SIZE and not {year - 1, year + 1} & set(run.points):
        found.append(Box(x - _SIZE, top, 2 * _SIZE, y - top, WHITE, run.fill, hatched=True))
    found += _sign(run, x, y)
    if each.is_open:
        found.append(open_mark(x, max(_TOP, y - 7)))
    return found


def _sign(run: _Run, x: float, y: float) -> list[Shape]:
    """Return the sign of a series: a dot or a square, full, hollow or with a core, so that none needs its colour."""
    pair, is_square = divmod(run.place, 2)
    inside = WHITE if pair else run.fill
    if is_square:
        square = Box(x - _SIZE, y - _SIZE, 2 * _SIZE, 2 * _SIZE, inside, run.fill)
        core = Box(x - _CORE, y - _CORE, 2 * _CORE, 2 * _CORE, run.fill)
        return [square, core] if pair > 1 else [square]
    dot = Dot(x, y, _SIZE, inside, run.fill)
    return [dot, Dot(x, y, _CORE, run.fill)] if pair > 1 else [dot]


def _names(runs: Sequence[_Run], plot: _Plot) -> list[Shape]:
    """Return the name of each series beside its last point, moved apart where they are close."""
    ordered = sorted(runs, key=lambda run: (plot.y(run.points[max(run.points)].low), run.place))
    texts = [wrapped(run.label, TEXT, _NAMES - 12) for run in ordered]
    heights = [max(1, len(lines)) * TEXT * LEADING for lines in texts]
    wanted = [plot.y(run.points[max(run.points)].low) for run in ordered]
    found: list[Shape] = []
    for run, lines, centre in zip(ordered, texts, _apart(wanted, heights), strict=True):
        x, last = plot.right + 14, max(run.points)
        if last == plot.years[1]:
            ends = ((plot.x(last) + 4, plot.y(run.points[last].low)), (x - 2, centre))
            found.append(Line(ends, RULE, 0.5))
        found += _sign(run, x + 3, centre)
        found += lines_of(lines, Label(x + 11, middle(centre, TEXT), "", TEXT))
    return found


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Return the middles of texts, in order from the top, near where they are wanted and with no overlap.

    >>> _apart([50.0, 50.0], [10.0, 10.0])
    [50.0, 60.0]
    >>> _apart([205.0, 208.0], [10.0, 10.0])
    [197.0, 207.0]
    """
    found: list[float] = []
    end = 0.0
    for centre, height in zip(wanted, heights, strict=True):
        found.append(max(centre, end + height / 2))
        end = found[-1] + height / 2
    end = _TOP + _PLOT
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], end - heights[place] / 2)
        end = found[place] - heights[place] / 2
    return found
