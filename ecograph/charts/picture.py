"""A drawing as a PNG, for documents that hold no SVG: the same shapes, drawn by matplotlib."""

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from ecograph.charts import hatching
from ecograph.charts.colours import INK, WHITE
from ecograph.charts.drawing import Band, Box, Dot, Drawing, Label, Line, Shape
from ecograph.charts.hatching import Point, Segment
from ecograph.charts.lettering import clean

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

_MISSING: Final = "\ufffd"
_INCH: Final = 72
_THIN: Final = 0.75
"""The width of the outline of a box, a dot or a band."""
_ALIGN: Final[dict[str, Literal["left", "center", "right"]]] = {"start": "left", "middle": "center", "end": "right"}
_DASH: Final = (0, (3, 2))


def png(drawing: Drawing, dpi: float = 200) -> bytes:
    """Return a drawing as a PNG on white: the same bytes for the same drawing, since it holds no date and no version.

    Args:
        drawing: The drawing.
        dpi: How many pixels an inch has; the picture says so, so that a document shows it at its true size.

    Returns:
        The bytes of the file.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure(drawing, dpi))
    file = io.BytesIO()
    canvas.print_figure(file, dpi=dpi, format="png", metadata={"Software": None})
    return file.getvalue()


def figure(drawing: Drawing, dpi: float = 200) -> "Figure":
    """Return a drawing as a figure of matplotlib, with one artist for a shape and one more for its hatching."""
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    made = Figure(figsize=(drawing.width / _INCH, drawing.height / _INCH), dpi=dpi, facecolor=WHITE)
    place = Affine2D().scale(dpi / _INCH, -dpi / _INCH).translate(0, drawing.height * dpi / _INCH)
    for artist in (artist for shape in drawing.shapes for artist in _drawn(shape)):
        artist.set_transform(place)
        made.add_artist(artist)
    return made


def _drawn(shape: Shape) -> tuple["Artist", ...]:
    from matplotlib.patches import Circle, Rectangle

    match shape:
        case Box():
            box = _painted(Rectangle((shape.x, shape.y), shape.width, shape.height), shape.fill, shape.stroke)
            return (box, _hatched(hatching.of_box(shape), shape.stroke)) if shape.hatched else (box,)
        case Line():
            return (_course(shape.points, shape.stroke, shape.width, dashed=shape.dashed),)
        case Dot():
            stroke = shape.stroke or ("" if shape.fill else INK)
            return (_painted(Circle((shape.x, shape.y), shape.radius), shape.fill, stroke),)
        case Band():
            band = _band(shape)
            return (band, _hatched(hatching.of_band(shape), shape.fill)) if shape.hatched else (band,)
        case _:
            return (_text(shape),)


def _course(points: tuple[Point, ...], stroke: str, width: float, *, dashed: bool) -> "Artist":
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    dash = _DASH if dashed else "solid"
    return PathPatch(Path(points), fill=False, edgecolor=stroke, linewidth=width, linestyle=dash, joinstyle="round")


def _band(band: Band) -> "Artist":
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    upper, lower = hatching.edges(band)
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    outline = Path([*upper, *lower[::-1], upper[0]], codes)
    return _painted(PathPatch(outline), band.fill, band.stroke, opacity=band.opacity)


def _hatched(segments: tuple[Segment, ...], stroke: str) -> "Artist":
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    points = [point for segment in segments for point in segment]
    lines = Path(points, [Path.MOVETO, Path.LINETO] * len(segments))
    return PathPatch(lines, fill=False, edgecolor=stroke or INK, linewidth=hatching.WIDTH, capstyle="butt")


def _painted(patch: "Patch", fill: str, stroke: str, *, opacity: float = 1) -> "Patch":
    """Return a patch as it is filled and framed."""
    patch.set_facecolor((fill, opacity) if fill else "none")
    patch.set_edgecolor(stroke or "none")
    patch.set_linewidth(_THIN if stroke else 0)
    return patch


def _text(label: Label) -> "Artist":
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    known = _signs(bold=label.bold)
    said = "".join(sign if ord(sign) in known else _MISSING for sign in clean(label.text))
    return Text(
        label.x,
        label.y,
        said,
        fontproperties=FontProperties(fname=_file(bold=label.bold), size=label.size),
        color=label.fill,
        horizontalalignment=_ALIGN[label.anchor],
        verticalalignment="baseline",
        rotation=label.turned,
        rotation_mode="anchor",
        parse_math=False,
    )


@lru_cache(maxsize=2)
def _file(*, bold: bool) -> str:
    """Return the file of the font that comes with matplotlib."""
    import matplotlib as mpl

    return f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"


@lru_cache(maxsize=2)
def _signs(*, bold: bool) -> frozenset[int]:
    """Return the signs that the font has."""
    from matplotlib.font_manager import get_font

    return frozenset(get_font(_file(bold=bold)).get_charmap())
