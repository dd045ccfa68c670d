"""The marks of a picture of the map: lines, arrows and nodes as ``paint.js`` draws them, on a page of matplotlib.

Lengths are those of the page on a screen; ``PIXEL`` says how long one is on paper. Marks that look alike are drawn as
few long paths, so that twenty thousand nodes take seconds and a file of vectors stays small.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from ecograph.outputs.map.looks import COLOURS, PALETTE, SHAPES
from ecograph.outputs.map.picture_scene import Scene

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.path import Path
    from matplotlib.transforms import Transform

Floats = npt.NDArray[np.float64]

PIXEL: Final = 0.6
"""The length of a pixel of the page in points of the paper."""

INK, SOFT, RULE, GROUND, RING = "#16202b", "#4a5663", "#c5ccd4", "#ffffff", "#111111"
LINES: Final = {
    "participation": ("#a7b0ba", 0.8, 1.0),
    "membership": ("#b8578d", 0.7, 1.8),
    "tie": ("#5b6673", 0.9, 1.2),
    "flow": ("#1f3d2e", 0.75, 1.3),
}
"""The colour, opacity and width of the lines of each kind, as in ``base.css``, ``paint.js`` and ``scene.js``."""

PAINTS: Final = COLOURS | PALETTE

_TIE_DASH, _VAGUE_DASH = (6.0, 5.0), (7.0, 3.0, 1.5, 3.0)
_STROKE, _TOGETHER = 24, 250
_LOOK: Final = ("vague", "n", "faded")
_FADED, _CROWDED, _FAINTEST = 0.25, 0.5, 0.006
_PLAIN: Final = 0.12
"""How much fainter lines are that hide all others, and from when on; how faint a line may be; and how faint lines are
on which arrows and dashes tell nothing any more."""
_ENDLESS: Final = 1e9
_SMALLEST, _CLUSTER = 1.4, 5.0
_BOX: Final = 1.8
_RIMLESS: Final = 2.2
_ARC: Final = 0.5522847498307936
"""How far the control points of a quarter of a circle lie from its ends, for the radius 1."""


class Sheet(NamedTuple):
    """A page to draw on: its figure, and what takes pixels from its upper left corner to it."""

    figure: "Figure"
    place: "Transform"


class Camera(NamedTuple):
    """Where the map lies on the page: page = map * scale + (x, y); and the room it has."""

    scale: float
    x: float
    y: float
    width: float
    height: float


class Look(NamedTuple):
    """How a path is drawn: the colours of its area and its line, the width of the line and its opacity."""

    fill: str
    line: str
    width: float
    alpha: float = 1.0
    dash: tuple[float, ...] = ()


def discs(nodes: pl.DataFrame, camera: Camera) -> Floats:
    """Return x, y and radius of each node on the page: less than in proportion once the map is near.

    Clusters are never too small to be found, as on the page.
    """
    growth = camera.scale**0.45 if camera.scale > 1 else camera.scale
    x = nodes["x"].to_numpy() * camera.scale + camera.x
    y = nodes["y"].to_numpy() * camera.scale + camera.y
    least = np.where((nodes["group"] == "cluster").to_numpy(), _CLUSTER, _SMALLEST)
    return np.column_stack((x, y, np.maximum(least, nodes["radius"].to_numpy() * growth)))


def draw_lines(sheet: Sheet, scene: Scene, places: Floats, camera: Camera) -> None:
    """Draw the lines of a scene, kind by kind, and their arrows."""
    ends = scene.lines.select("a", "b").to_numpy()
    faint = _strength(places[ends[:, 0], :2], places[ends[:, 1], :2], camera)
    scale = max(0.45, min(1.0, faint * 1.6)) * min(1.5, max(1.0, camera.scale))
    plain = faint <= _PLAIN
    for kind, (colour, alpha, width) in LINES.items():
        of_kind = scene.lines.filter(kind=kind)
        for vague, n, faded in of_kind.select(_LOOK).unique().sort(_LOOK).iter_rows():
            wide = width * scale * (1 + math.log2(n) / 2)
            seen = max(_FAINTEST, alpha * faint * (_FADED if faded and faint < _CROWDED else 1.0))
            group = of_kind.filter(vague=vague, n=n, faded=faded)
            paths, arrows = _courses(group, places, wide, with_arrows=kind == "flow" and not plain)
            dash = () if plain else _TIE_DASH if kind == "tie" else _VAGUE_DASH if vague else ()
            draw(sheet, _joined(paths, _STROKE), Look("none", colour, wide, seen, dash))
            draw(sheet, _joined(arrows, _STROKE), Look(colour, "none", 0.0, min(1.0, 1.3 * seen)))


def draw_nodes(sheet: Sheet, nodes: pl.DataFrame, places: Floats) -> None:
    """Draw the nodes: projects below, clusters on top, a ring around what is chosen."""
    layers = (
        pl.col("group") == "project",
        ~pl.col("group").is_in(["project", "cluster"]),
        pl.col("group") == "cluster",
    )
    looks = nodes.select("group", "colour", "hollow", row=pl.int_range(pl.len()))
    for layer in layers:
        alike = looks.filter(layer).group_by("group", "colour", "hollow", maintain_order=True).agg("row")
        for group, colour, hollow, rows in alike.iter_rows():
            own = places[rows]
            for start in range(0, len(own), _TOGETHER):
                part = own[start : start + _TOGETHER]
                symbols(sheet, part, group, colour, hollow=hollow)
    x, y, r = places[nodes["chosen"].to_numpy()].T
    ring = np.column_stack((x, y, r + 5))
    draw(sheet, _joined(_outlines(ring, "dot"), _TOGETHER), Look("none", RING, 2.5))


def symbols(sheet: Sheet, places: Floats, group: str, colour: str, *, hollow: bool) -> None:
    """Draw the symbols of some nodes of one group and colour, given by x, y and radius."""
    paint, largest = PAINTS[colour], float(places[:, 2].max())
    if hollow:
        look = Look(GROUND, paint.line, min(2.5, largest / 2.5))
    elif largest < _RIMLESS:
        look = Look(paint.fill, "none", 0.0)
    else:
        rim = 1.6 if group == "cluster" else 0.6 if largest < 5 else 1.0  # noqa: PLR2004 - small nodes, thin rims
        look = Look(paint.fill, GROUND, rim)
    draw(sheet, _joined(_outlines(places, SHAPES[group]), len(places)), look)


def short(points: Floats) -> Floats:
    """Return points so that a file of vectors has two decimals of each."""
    return np.asarray(np.round(points * PIXEL, 2) / PIXEL)


def draw(sheet: Sheet, paths: "Iterable[Path]", look: Look) -> None:
    """Draw paths of one look."""
    from matplotlib.patches import PathPatch

    dash = (0, tuple(each * PIXEL for each in look.dash)) if look.dash else "solid"
    for path in paths:
        drawn = PathPatch(
            path,
            facecolor=look.fill,
            edgecolor=look.line,
            linewidth=look.width * PIXEL,
            linestyle=dash,
            alpha=look.alpha,
            transform=sheet.place,
            capstyle="butt",
            joinstyle="round",
            snap=False,
        )
        sheet.figure.add_artist(drawn)


def _strength(starts: Floats, ends: Floats, camera: Camera) -> float:
    """Return how strong lines are drawn: fainter, the more ink they would spill; on paper all of them are in sight."""
    ink = float(np.linalg.norm(ends - starts, axis=1).sum())
    cover = ink / (camera.width * camera.height)
    return float(min(1.0, 0.3 / max(cover, 1e-9) ** 0.62))


def _courses(
    lines: pl.DataFrame, places: Floats, width: float, *, with_arrows: bool
) -> "tuple[Iterator[Path], Iterator[Path]]":
    """Return the paths of lines and of their arrows."""
    a, b, bend = (lines[name].to_numpy() for name in ("a", "b", "bend"))
    start, end = places[a, :2], places[b, :2]
    own = a == b
    middle = (start + end) / 2 + bend[:, None] * np.column_stack((end[:, 1] - start[:, 1], start[:, 0] - end[:, 0]))
    arrows = np.empty((0, 3, 2))
    if with_arrows:
        radius = np.where(own, _ENDLESS, places[b, 2])
        end, arrows = _pointed(np.where(bend[:, None] != 0, middle, start), end, radius, width)
    loops = np.column_stack((start, places[a, 2] * 0.7 + 4 + 4 * np.abs(bend)))[own]
    loops[:, :2] += loops[:, 2:] * (1, -1)
    straight, bent = ~own & (bend == 0), ~own & (bend != 0)
    return (
        _chain(
            _many(np.stack((start, end), axis=1)[straight], (1, 2)),
            _many(np.stack((start, middle, end), axis=1)[bent], (1, 3, 3)),
            _outlines(loops, "dot"),
        ),
        _many(np.concatenate((arrows, arrows[:, :1]), axis=1), (1, 2, 2, 79)),
    )


def _pointed(before: Floats, end: Floats, radius: Floats, width: float) -> tuple[Floats, Floats]:
    """Return where lines with an arrow end, and the corners of those arrows for which there is room."""
    way = end - before
    far = np.linalg.norm(way, axis=1)
    size = 4.5 + 1.7 * width
    room = far >= radius + 1.5 + 1.4 * size
    way = way / np.maximum(far, 1e-9)[:, None]
    tip = end - way * (radius + 1.5)[:, None]
    foot = tip - way * size
    across = np.column_stack((-way[:, 1], way[:, 0])) * 0.45 * size
    corners = np.stack((tip, foot + across, foot - across), axis=1)
    return np.where(room[:, None], foot, end), corners[room]


def _outlines(places: Floats, shape: str) -> "Iterator[Path]":
    """Return the outlines of symbols of one shape; very small ones are boxes."""
    small = places[:, 2] < _BOX
    for part, corners, codes in (
        (places[small], _corners("box"), (1, 2, 2, 2, 79)),
        (places[~small], _corners(shape), (1, *(4,) * 12, 79) if shape == "dot" else None),
    ):
        chosen = codes or (1, *(2,) * (len(corners) - 2), 79)
        yield from _many(part[:, None, :2] + part[:, None, 2:] * corners[None], chosen)


def _corners(shape: str) -> Floats:
    """Return the outline of a shape for the radius 1, with its first point again: all cover about as much as a disc."""
    if shape == "box":
        return np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)], dtype=np.float64)
    if shape == "dot":
        k = _ARC
        quarter = np.array([(1, 0), (1, k), (k, 1), (0, 1)])
        turn = np.array([(0, 1), (-1, 0)])
        points = [quarter[0]]
        for _ in range(4):
            points += list(quarter[1:])
            quarter = quarter @ turn
        return np.array([*points, points[0]])
    n, first, size = {
        "square": (4, 0.25, 1.25),
        "diamond": (4, 0.0, 1.25),
        "triangle": (3, -0.5, 1.4),
        "triangleDown": (3, 0.5, 1.4),
        "hexagon": (6, 0.0, 1.1),
    }[shape]
    angle = 2 * np.pi * np.arange(n + 1) / n + first * np.pi
    return size * np.column_stack((np.cos(angle), np.sin(angle)))


def _many(points: Floats, codes: Sequence[int]) -> "Iterator[Path]":
    """Return the paths whose points stand in the rows, all with the same codes."""
    from matplotlib.path import Path

    for start in range(0, len(points), _STROKE):
        part = points[start : start + _STROKE]
        yield Path(short(part.reshape(-1, 2)), np.tile(np.array(codes, dtype=np.uint8), len(part)))


def _chain(*parts: "Iterator[Path]") -> "Iterator[Path]":
    for part in parts:
        yield from part


def _joined(paths: "Iterator[Path]", together: int) -> "Iterator[Path]":
    """Return the same outlines as fewer paths."""
    from matplotlib.path import Path

    every = list(paths)
    step = max(1, together // _STROKE)
    for start in range(0, len(every), step):
        yield Path.make_compound_path(*every[start : start + step])
