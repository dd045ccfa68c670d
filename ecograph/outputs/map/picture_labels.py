"""Where the names stand on a picture of the map: by importance, never on each other, hiding as few nodes as may be."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MOST_HIDDEN: Final = 1.0
"""How many nodes a name may hide; the most important may hide more."""

_GAP: Final = 2.2
_FULL: Final = 6.0
"""The radius from which on a node counts as one that is hidden; smaller ones count less."""


class Wanted(NamedTuple):
    """A name that asks for a place: its text, the number of its node, its size, whether it is bold, and sure of one."""

    text: str
    node: int
    size: float
    bold: bool
    sure: bool


class Placed(NamedTuple):
    """A name with its place: the left end and the middle of its line."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


def place_labels(
    wanted: Sequence[Wanted],
    discs: Floats,
    measure: Callable[[Wanted], float],
    *,
    solid: npt.NDArray[np.bool_],
    bounds: tuple[float, float, float, float],
) -> list[Placed]:
    """Return the names that find a place, each beside, below or above its node.

    Args:
        wanted: The names, the most important first.
        discs: x, y and radius of each node.
        measure: The width of a name.
        solid: Which nodes no name may cover.
        bounds: Left, top, right and bottom end of the map.

    >>> discs = np.array([[50.0, 50.0, 5.0], [50.0, 53.0, 5.0]])
    >>> names = [Wanted(text, node, 8, False, True) for node, text in enumerate(["one", "two"])]
    >>> found = place_labels(names, discs, lambda _: 20, solid=np.zeros(2, bool), bounds=(0, 0, 99, 99))
    >>> [round(each.x) for each in found]
    [57, 40]
    """
    near = np.column_stack((discs[:, :2] - discs[:, 2:], discs[:, :2] + discs[:, 2:]))
    weight = np.minimum(1.0, discs[:, 2] / _FULL)
    x, y, r = discs[solid].T
    taken = [np.array(box) for box in zip(x - 0.8 * r, y - 0.6 * r, x + 0.8 * r, y + 0.6 * r, strict=True)]
    placed = []
    for name in wanted:
        boxes = _places(discs[name.node], measure(name), name.size * 1.25)
        free = boxes[_inside(boxes, bounds) & ~_meeting(boxes, np.array(taken).reshape(-1, 4)).any(axis=1)]
        if not len(free):
            continue
        hidden = _meeting(free, near) @ weight
        best = int(np.argmin(hidden))
        if hidden[best] > MOST_HIDDEN and not name.sure:
            continue
        left, top, _, bottom = free[best]
        taken.append(free[best])
        placed.append(Placed(name.text, float(left), float(top + bottom) / 2, name.size, name.bold))
    return placed


def _places(disc: Floats, width: float, height: float) -> Floats:
    """Return the boxes around a node in which its name may stand, the best first."""
    x, y, r = disc
    left, middle, right = x - r - _GAP - width, x - width / 2, x + r + _GAP
    above, below = y - r - _GAP / 2 - height, y + r + _GAP / 2
    corners = (
        *((right, y - height / 2), (middle, below), (middle, above), (left, y - height / 2)),
        *((x, below), (x, above), (x - width, below), (x - width, above)),
    )
    return np.array([(a, b, a + width, b + height) for a, b in corners])


def _inside(boxes: Floats, bounds: tuple[float, float, float, float]) -> npt.NDArray[np.bool_]:
    left, top, right, bottom = bounds
    inside = (boxes[:, 0] >= left) & (boxes[:, 1] >= top) & (boxes[:, 2] <= right) & (boxes[:, 3] <= bottom)
    return np.asarray(inside)


def _meeting(boxes: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    """Return which boxes meet which others."""
    a, b = boxes[:, None, :], others[None, :, :]
    across = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
    return np.asarray(across & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3]))
