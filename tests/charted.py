"""What holds of every drawing: nothing outside it, no two texts over each other, no number that is none."""

import math
from collections.abc import Iterator

from ecograph.charts import hatching
from ecograph.charts.drawing import Band, Box, Dot, Drawing, Label, Line, Shape
from ecograph.charts.lettering import corners

Point = tuple[float, float]

RIM = 0.5
"""How far half the width of a line may reach over the edge."""

TOUCH = 0.3
"""By how much two texts may touch."""


def reached(shape: Shape) -> tuple[Point, ...]:
    """Return points between which all of a shape lies."""
    match shape:
        case Box():
            return ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
        case Line():
            return shape.points
        case Dot():
            return (shape.x - shape.radius, shape.y - shape.radius), (shape.x + shape.radius, shape.y + shape.radius)
        case Band():
            return tuple(point for edge in hatching.edges(shape) for point in edge)
        case Label():
            return corners(shape)


def faults(drawing: Drawing) -> list[str]:
    """Return what is wrong with a drawing."""
    found = []
    for shape in drawing.shapes:
        points = reached(shape)
        if not all(math.isfinite(value) for point in points for value in point):
            found.append(f"{shape} has no place")
        elif not all(-RIM <= x <= drawing.width + RIM and -RIM <= y <= drawing.height + RIM for x, y in points):
            found.append(f"{shape} is not inside {drawing.width} x {drawing.height}")
        if isinstance(shape, Box) and (shape.width < 0 or shape.height < 0):
            found.append(f"{shape} has a negative length")
        if isinstance(shape, Label) and not shape.text:
            found.append(f"{shape} is empty")
    found += [f"{one.text!r} and {two.text!r} overlap" for one, two in overlapping(labels(drawing))]
    return found


def labels(drawing: Drawing) -> list[Label]:
    return [shape for shape in drawing.shapes if isinstance(shape, Label)]


def texts(drawing: Drawing) -> list[str]:
    return [label.text for label in labels(drawing)]


def boxes(drawing: Drawing, fill: str) -> list[Box]:
    return [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.fill == fill]


def bands(drawing: Drawing) -> list[Band]:
    return [shape for shape in drawing.shapes if isinstance(shape, Band)]


def overlapping(all_labels: list[Label]) -> Iterator[tuple[Label, Label]]:
    """Yield the pairs of texts that lie over each other, turned ones as they are turned."""
    grounds = sorted(((corners(label), label) for label in all_labels), key=lambda each: min(x for x, _ in each[0]))
    for place, (one, first) in enumerate(grounds):
        right = max(x for x, _ in one)
        for two, second in grounds[place + 1 :]:
            if min(x for x, _ in two) > right:
                break
            if _apart(one, two, (0, 1)):
                continue
            if not any(_apart(one, two, axis) for axis in (*_axes(one), *_axes(two))):
                yield first, second


def _axes(ground: tuple[Point, ...]) -> Iterator[Point]:
    for start, end in ((ground[0], ground[1]), (ground[1], ground[2])):
        length = math.dist(start, end) or 1.0
        yield (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _apart(one: tuple[Point, ...], two: tuple[Point, ...], axis: Point) -> bool:
    """Return whether two convex areas are apart along an axis."""
    first, second = ([x * axis[0] + y * axis[1] for x, y in ground] for ground in (one, two))
    return max(first) <= min(second) + TOUCH or max(second) <= min(first) + TOUCH
