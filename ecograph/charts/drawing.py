"""A chart as shapes on a page: what every chart returns, and what SVG and pictures are made of.

Coordinates are in points from the upper left corner. Colours are ``#rrggbb``; "" is none. Nothing here knows a format.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``hatched`` draws lines over it, so that it differs from its neighbours without colour.

    The lines have the colour of ``stroke``, or that of the ink where it has none.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    stroke: str
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle; without ``fill`` it is hollow."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A band from a segment on the left to one on the right, bent as a Bézier curve, as in a Sankey diagram.

    ``straight`` draws it with straight edges, ``stroke`` a thin outline, ``hatched`` lines over it in the colour of
    ``fill``.
    """

    left: float
    left_top: float
    left_bottom: float
    right: float
    right_top: float
    right_bottom: float
    fill: str
    opacity: float = 1
    stroke: str = ""
    hatched: bool = False
    straight: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text with its baseline at ``y``; ``turned`` is its angle in degrees, counter-clockwise."""

    x: float
    y: float
    text: str
    size: float = 9
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    fill: str = "#1a1a1a"
    turned: float = 0


Shape = Box | Line | Dot | Band | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as shapes, drawn in their order.

    Args:
        width: Its width in points.
        height: Its height in points.
        shapes: What is drawn.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
