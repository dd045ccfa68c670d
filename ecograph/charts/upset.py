"""An UpSet plot: how many each combination of sets has in common, where a Venn diagram could not be read any more.

After Lex, Gehlenborg, Strobelt, Vuillemot & Pfister, "UpSet: visualization of intersecting sets", IEEE Transactions on
Visualization and Computer Graphics 20 (2014).
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ecograph.charts.colours import FAINT, INK, MARK, RULE, SOFT, STRIPE
from ecograph.charts.drawing import Box, Dot, Drawing, Label, Line, Shape
from ecograph.charts.lettering import fitted, lines_of, middle, text_width, wrapped
from ecograph.charts.page import NOTE, TEXT, WIDTH, nothing
from ecograph.charts.words import more_combinations
from ecograph.language import number

SHOWN: Final = 25
"""How many combinations are shown, the largest."""

SETS: Final = 40
"""How many sets are shown, the first."""

_NAMES, _BARS, _SPACE = 160.0, 66.0, 14.0
"""The room for the names of sets at most, for the bars of their sizes, and between these and the combinations."""

_HEAD, _TALL, _NUMBER = 22.0, 110.0, 12.0
"""The room for the heads, for the bars of the combinations, and for the numbers above them."""

_PITCH, _ROW = 30.0, 24.0
_MEMBER, _OTHER = 4.2, 1.8
_LONGEST: Final = 50.0
"""The room for a number."""

_LOWEST_ROW: Final = 13.0
_SMALL: Final = 4.0


class Combination(NamedTuple):
    """What is in all of some sets and in no other: which sets, by their places from 0, and how many."""

    members: tuple[int, ...]
    n: int


class UpsetWords(NamedTuple):
    """What the bars show, ready to read.

    Args:
        sizes: The head of the bars of the sets, such as "Partners".
        combinations: The head of the bars of the combinations, such as "Partners in exactly these clusters".
    """

    sizes: str
    combinations: str


class _Grid(NamedTuple):
    """Where the parts lie: the bars of the sets, the first combination, the first set; and the distance of each."""

    bars: float
    left: float
    top: float
    pitch: float
    row: float


def upset(
    sets: Sequence[tuple[str, float]], combinations: Sequence[Combination], *, language: str, words: UpsetWords
) -> Drawing:
    """Return an UpSet plot.

    Args:
        sets: The name and the size of each set, in the order of the rows.
        combinations: What they have in common.
        language: da, nb or en; numbers are written as in it.
        words: The heads.

    Returns:
        A row for each of the first 40 sets and a column for each of the 25 largest combinations of these, with the bar
        of its size above; a sentence says how many more there are. Bars are proportional to the numbers beside them.
    """
    if not sets:
        return nothing(language)
    known = [each for each in combinations if max(each.members, default=0) < SETS]
    ordered = sorted(known, key=lambda each: (-each.n, len(each.members), sorted(each.members)))[:SHOWN]
    rows = sets[:SETS]
    grid = _grid(rows, len(ordered))
    bottom = grid.top + grid.row * len(rows)
    shapes: list[Shape] = [*_rows(rows, grid, language), *_columns(ordered, len(rows), grid, language)]
    shapes += [
        Label(grid.bars, grid.top - 8, fitted(words.sizes, NOTE, grid.left - grid.bars - 4), NOTE, fill=SOFT),
        Label(grid.left, 10, fitted(words.combinations, NOTE, WIDTH - grid.left), NOTE, fill=SOFT),
    ]
    if len(ordered) < len(combinations):
        said = more_combinations(len(combinations) - len(ordered), language)
        shapes.append(Label(grid.left, bottom + 14, fitted(said, NOTE, WIDTH - grid.left), NOTE, fill=SOFT))
        bottom += 20
    return Drawing(WIDTH, bottom + 2, tuple(shapes))


def _grid(rows: Sequence[tuple[str, float]], n_columns: int) -> _Grid:
    names = min(_NAMES, max(text_width(name[:100], TEXT) for name, _ in rows))
    bars = names + 10
    left = bars + _BARS + _SPACE + 20
    row = max(_LOWEST_ROW, min(_ROW, 480 / len(rows)))
    return _Grid(bars, left, _HEAD + _TALL, min(_PITCH, (WIDTH - left) / max(1, n_columns)), row)


def _rows(rows: Sequence[tuple[str, float]], grid: _Grid, language: str) -> list[Shape]:
    """Return the names of the sets, their sizes as bars and numbers, and a ground for every other row."""
    greatest = max(size for _, size in rows) or 1
    numbers = [fitted(number(size, language), NOTE, _LONGEST) for _, size in rows]
    room = _BARS + 20 - max(text_width(text, NOTE) for text in numbers) - 4
    found: list[Shape] = []
    for place, ((name, size), text) in enumerate(zip(rows, numbers, strict=True)):
        top = grid.top + grid.row * place
        if place % 2 == 0:
            found.append(Box(0, top, WIDTH, grid.row, STRIPE))
        length = room * size / greatest
        centre = top + grid.row / 2
        found += [
            *lines_of(
                wrapped(name, TEXT, grid.bars - 10, lines=2 if grid.row == _ROW else 1),
                Label(4, middle(centre, TEXT), "", TEXT),
            ),
            Box(grid.bars, top + grid.row * 0.25, length, grid.row * 0.5, SOFT),
            Label(grid.bars + length + 4, middle(centre, NOTE), text, NOTE),
        ]
    return found


def _columns(combinations: Sequence[Combination], n_rows: int, grid: _Grid, language: str) -> list[Shape]:
    """Return the bars of the combinations with their numbers, and below them which sets each is of."""
    greatest = max((each.n for each in combinations), default=0) or 1
    numbers = [fitted(number(each.n, language), NOTE, _LONGEST) for each in combinations]
    widest = max((text_width(text, NOTE) for text in numbers), default=0)
    turned = widest > grid.pitch - 1
    base = grid.top - _SMALL
    tall = _TALL - _SMALL - (widest + 4 if turned else _NUMBER)
    found: list[Shape] = [Line(((grid.left, base), (grid.left + grid.pitch * len(numbers), base)), RULE, 0.75)]
    for place, (each, text) in enumerate(zip(combinations, numbers, strict=True)):
        centre, height = grid.left + grid.pitch * (place + 0.5), tall * each.n / greatest
        broad = min(16.0, grid.pitch * 0.6)
        found.append(Box(centre - broad / 2, base - height, broad, height, MARK))
        if turned:
            found.append(Label(middle(centre, NOTE), base - height - 3, text, NOTE, turned=90))
        else:
            found.append(Label(centre, base - height - 3, text, NOTE, "middle"))
        found += _members(each, n_rows, grid, centre)
    return found


def _members(combination: Combination, n_rows: int, grid: _Grid, x: float) -> list[Shape]:
    """Return the dots of a combination: large and joined where a set is of it, small where it is not."""
    heights = [grid.top + grid.row * (place + 0.5) for place in range(n_rows)]
    inside = sorted(set(combination.members))
    radius = min(_MEMBER, grid.pitch * 0.4)
    small = min(_OTHER, radius / 2)
    found: list[Shape] = [Dot(x, y, small, FAINT) for place, y in enumerate(heights) if place not in inside]
    if len(inside) > 1:
        found.append(Line(((x, heights[inside[0]]), (x, heights[inside[-1]])), INK, 1.5))
    return found + [Dot(x, heights[place], radius, INK) for place in inside]
