"""Text on a picture of the map: always as text, never as mathematics, in the fonts that come with matplotlib.

A sign that the fonts do not have is shown as one that is missing, so that a name in another script draws as well.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from ecograph.outputs.map.picture_marks import GROUND, INK, PIXEL, Look, Sheet, draw, short

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

MISSING: Final = "\ufffd"
_HALO, _ROUGH = 3.6, 0.3
"""The width of a halo, and how far its course may be from that of the text, in pixels."""


class Style(NamedTuple):
    """How a text is written: its size in pixels, whether it is bold, its colour, where its place lies, its halo."""

    size: float = 12.0
    bold: bool = False
    colour: str = INK
    align: str = "left"
    halo: bool = False


@lru_cache(maxsize=2)
def _file(*, bold: bool) -> str:
    """Return the file of a font."""
    import matplotlib as mpl

    return f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"


@lru_cache(maxsize=2)
def _signs(*, bold: bool) -> frozenset[int]:
    """Return the signs that a font has."""
    from matplotlib.font_manager import get_font

    return frozenset(get_font(_file(bold=bold)).get_charmap())


def _font(style: Style) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_file(bold=style.bold), size=style.size * PIXEL)


def drawable(text: str, style: Style = Style()) -> str:  # noqa: B008 - it never changes
    r"""Return a text in which each sign that the font lacks is one that says so.

    >>> drawable("Århus 日本"), drawable("$x$")
    ('Århus \ufffd\ufffd', '$x$')
    """
    known = _signs(bold=style.bold)
    return "".join(sign if ord(sign) in known else MISSING for sign in text)


def width(text: str, style: Style) -> float:
    """Return the width of a text in pixels."""
    from matplotlib.textpath import text_to_path

    found, _, _ = text_to_path.get_text_width_height_descent(drawable(text, style), _font(style), ismath=False)
    return float(found) / PIXEL


def fitted(text: str, style: Style, room: float) -> str:
    """Return as much of a text as there is room for, with a sign where it is cut."""
    if width(text[:400], style) <= room and len(text) <= 400:  # noqa: PLR2004 - no line holds more
        return text
    low, high = 0, min(len(text), 400)
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if width(f"{text[:half].rstrip()}…", style) <= room else (low, half - 1)
    return f"{text[:low].rstrip()}…"


def wrapped(text: str, style: Style, room: float) -> list[str]:
    """Return a text as lines for which there is room."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, style) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [fitted(line, style, room) for line in lines]


def write(sheet: Sheet, at: tuple[float, float], text: str, style: Style = Style()) -> None:  # noqa: B008 - as above
    """Write a line of text with the middle of its height at a place of the page."""
    said = drawable(text, style)
    if style.halo and said.strip():
        _halo(sheet, at, said, style)
    sheet.figure.text(
        *at,
        said,
        transform=sheet.place,
        fontproperties=_font(style),
        color=style.colour,
        horizontalalignment=style.align,
        verticalalignment="baseline",
        parse_math=False,
    )


def _halo(sheet: Sheet, at: tuple[float, float], text: str, style: Style) -> None:
    """Draw the outline of a text in the colour of the ground."""
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    outline = TextPath((0, 0), text, size=style.size, prop=_font(style))
    outline.simplify_threshold = _ROUGH
    plain = outline.cleaned(simplify=True, curves=False)
    points, codes = np.asarray(plain.vertices, dtype=np.float64), np.asarray(plain.codes)
    kept = codes != Path.STOP
    draw(sheet, [Path(short(points[kept] * (1, -1) + at), codes[kept])], Look(GROUND, GROUND, _HALO))
