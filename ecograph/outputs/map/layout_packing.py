"""How the parts of a map that nothing connects stand side by side, and where the nodes without a tie stand."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ecograph.outputs.map.layout_islands import ASPECT

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEW = 24
"""Parts that stand wherever there is room; of more, the tiny ones stand in rows below."""
_WIDER = (1.0, 1.15, 1.3, 1.5, 1.75, 2.1)


class Box(NamedTuple):
    """What the nodes of a part take up, with their radii."""

    left: float
    top: float
    width: float
    height: float


def box_of(points: Floats, size: Floats) -> Box:
    """Return the smallest box around nodes.

    >>> box_of(np.array([[0.0, 0.0], [10.0, 5.0]]), np.array([1.0, 2.0]))
    Box(left=-1.0, top=-1.0, width=13.0, height=8.0)
    """
    low = (points - size[:, None]).min(axis=0)
    high = (points + size[:, None]).max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))


def packed(boxes: list[Box], tiny: int, *, below: float, margin: float) -> tuple[list[Floats], float]:
    """Return how each part moves so that they stand side by side, and the lower end of all.

    Several widths are tried; that which comes nearest to the aspect of a screen is kept.

    Args:
        boxes: Of the parts, largest first.
        tiny: How many of them, the last ones, may stand in rows below.
        below: The height that is needed below the parts.
        margin: The free space between two parts.
    """
    if not boxes:
        return [], 0.0
    free = len(boxes) if len(boxes) <= FEW else max(1, len(boxes) - tiny)
    least = float(np.sqrt(ASPECT * sum((box.width + margin) * (box.height + margin) for box in boxes[free:])))
    square = float(np.sqrt(ASPECT * sum((box.width + margin) * (box.height + margin) for box in boxes[:free])))
    widths = [max(boxes[0].width, square), *(boxes[0].width * wider for wider in _WIDER)]
    tries = [_in_rows(_shelved(boxes[:free], width, margin), boxes[free:], least, margin) for width in widths]
    places, _, bottom = min(tries, key=lambda found: abs(float(np.log(found.width / (found.height + below) / ASPECT))))
    return [np.array([x - box.left, y - box.top]) for (x, y), box in zip(places, boxes, strict=True)], bottom


class _Shelf(NamedTuple):
    """The places of boxes, and the width and height used."""

    places: list[tuple[float, float]]
    width: float
    height: float


def _shelved(boxes: list[Box], width: float, margin: float) -> _Shelf:
    """Return the places of boxes in rows of at most a width; below each other where the row has room."""
    x = y = top = column = bottom = right = 0.0
    places: list[tuple[float, float]] = []
    for _, _, wide, high in boxes:
        if places and (y + high > bottom or wide > column):
            x, y, column = x + column + margin, top, wide
            if x + wide > width:
                x, y, top = 0.0, bottom + margin, bottom + margin
        column = max(column, wide)
        places.append((x, y))
        y, bottom, right = y + high + margin, max(bottom, y + high), max(right, x + wide)
    return _Shelf(places, right, bottom)


def _in_rows(shelf: _Shelf, boxes: list[Box], least: float, margin: float) -> _Shelf:
    """Return a shelf with more boxes in rows below, as wide as what stands there, or as the least width."""
    places, right, bottom = list(shelf.places), max(shelf.width, least), shelf.height
    x, y = 0.0, bottom + margin
    for _, _, wide, high in boxes:
        if x and x + wide > right:
            x, y = 0.0, bottom + margin
        places.append((x, y))
        x, bottom = x + wide + margin, max(bottom, y + high)
    return _Shelf(places, right if boxes else shelf.width, bottom)


def block_height(size: Floats, width: float, gap: float) -> float:
    """Return about how high the block of nodes without a tie is below a map of the given width."""
    if not len(size):
        return 0.0
    pitch = 2 * float(size.max()) + gap
    return float(5 * gap + pitch * (1.5 + np.ceil(len(size) / max(1.0, width / pitch))))


def block(left: float, right: float, bottom: float, *, size: Floats, gap: float) -> tuple[Floats, tuple[int, int]]:
    """Return where the nodes without a tie stand, in rows below the rest, and the left end and top of the block.

    Args:
        left: End of the rest.
        right: End of the rest.
        bottom: End of the rest.
        size: The radius of each node.
        gap: The free space between two nodes.
    """
    pitch = 2 * float(size.max()) + gap
    columns = max(int((right - left) / pitch), int(np.ceil(np.sqrt(4 * len(size)))))
    top = bottom + 5 * gap
    place = np.arange(len(size))
    points = np.column_stack((left + (place % columns) * pitch, top + (1.5 + place // columns) * pitch))
    return points, (int(left), int(top))
