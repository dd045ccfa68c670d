"""The map as a picture on one A4 page, made without a browser: PNG for print, SVG and PDF as vectors.

It shows what the page shows when it opens, with the same colours, shapes, lines and names, its legend, and what the
data is. The same map gives the same bytes: no clock, and no setting of the user's matplotlib counts.
"""

import io
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from ecograph.errors import EcographError
from ecograph.language import number
from ecograph.language.map import MAP
from ecograph.outputs.map.drawn import NEIGHBOURS, Drawn
from ecograph.outputs.map.picture_labels import Wanted, place_labels
from ecograph.outputs.map.picture_legend import Legend
from ecograph.outputs.map.picture_marks import (
    PIXEL,
    RULE,
    SOFT,
    Camera,
    Look,
    Sheet,
    discs,
    draw,
    draw_lines,
    draw_nodes,
)
from ecograph.outputs.map.picture_scene import Scene, clip, one_line, scene_of
from ecograph.outputs.map.picture_text import Style, fitted, width, wrapped, write
from ecograph.version import VERSION

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMS: Final = ("png", "svg", "pdf")
"""The formats of a picture."""

DPI: Final = 300
PAPER: Final = (841.89, 595.28)
"""A4 lying, in points."""

WIDTH, HEIGHT = PAPER[0] / PIXEL, PAPER[1] / PIXEL
MARGIN: Final = 44.0
LEGEND: Final = 262.0
TOP, BOTTOM = 104.0, 92.0
"""The page in pixels: its size, the room around the map, and the width of the legend."""

_LARGEST: Final = 3.2
_PLAIN, _BOLD = 12.0, 13.0
_NAMES: Final = 400
_NAME: Final = 34
_SURE: Final = 12
_FEW, _EVERY = 20, 150
_THIN: Final = 2
"""The largest scale; the sizes of names; how many are tried, how long one is, and how many may hide nodes; up to how
many nodes all are named, and all with a line; the number of lines below which a node is thinly known."""

_SETTINGS: Final = {
    "lines.scale_dashes": False,
    "path.simplify": False,
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "svg.fonttype": "path",
    "svg.hashsalt": "ecograph",
    "text.parse_math": False,
}


def picture(drawn: Drawn, form: str) -> bytes:
    """Return the map as a picture on one A4 page.

    Args:
        drawn: The map.
        form: ``png`` (300 dots an inch), ``svg`` (text as outlines, so that it looks the same everywhere, with a title
            and a description for screen readers) or ``pdf`` (fonts embedded).

    Raises:
        EcographError: There is no such format.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of("Two", organisations=[{"org_id": org, "name": org} for org in "ab"])
    >>> picture(Drawn.of(Network.of(eco)), "pdf")[:5]
    b'%PDF-'
    """
    if form not in FORMS:
        raise EcographError(f"form: found {form!r}, expected one of {', '.join(FORMS)}")
    import matplotlib as mpl

    settings: dict[Any, Any] = {key: value for key, value in mpl.rcParamsDefault.items() if key != "backend"}
    with mpl.rc_context(settings | _SETTINGS):
        return _saved(_figure(drawn, scene_of(drawn)), drawn, form)


def _figure(drawn: Drawn, scene: Scene) -> "Figure":
    """Return the page, drawn."""
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure(figsize=(PAPER[0] / 72, PAPER[1] / 72), dpi=DPI, facecolor="white")
    pixels = Affine2D().scale(PIXEL / 72, -PIXEL / 72).translate(0, PAPER[1] / 72)
    sheet = Sheet(figure, pixels + figure.dpi_scale_trans)
    _head(sheet, drawn)
    if scene.nodes.height:
        camera = _camera(scene.nodes)
        places = discs(scene.nodes, camera)
        draw_lines(sheet, scene, places, camera)
        draw_nodes(sheet, scene.nodes, places)
        _names(sheet, scene, places, drawn.view.language)
        left = WIDTH - MARGIN - LEGEND
        Legend(sheet, drawn, left=left, top=TOP - 20, width=LEGEND).fill(scene)
    _foot(sheet, drawn, scene)
    return figure


def _camera(nodes: pl.DataFrame) -> Camera:
    """Return where the map lies: all of it, in the middle of its room."""
    x, y, r = (nodes[name].to_numpy() for name in ("x", "y", "radius"))
    left, right, top, bottom = (x - r).min(), (x + r).max(), (y - r).min(), (y + r).max()
    room = (WIDTH - 3 * MARGIN - LEGEND, HEIGHT - TOP - BOTTOM)
    scale = float(min(room[0] / max(right - left, 1.0), room[1] / max(bottom - top, 1.0), _LARGEST))
    middle = (MARGIN + room[0] / 2, TOP + room[1] / 2)
    return Camera(scale, middle[0] - scale * (left + right) / 2, middle[1] - scale * (top + bottom) / 2, *room)


def _names(sheet: Sheet, scene: Scene, places: np.ndarray, language: str) -> None:
    """Write the names that find room, and over the block of nodes without a line what it is."""
    loose = (scene.nodes["degree"] == 0).to_numpy()
    if loose.any() and scene.nodes.height > _FEW:
        x, y, r = places[loose].T
        text = MAP["loose"].in_(language).replace("{n}", number(int(loose.sum()), language))
        write(sheet, (float((x - r).min()), float((y - r).min()) - 9), text, Style(halo=True))
    placed = place_labels(
        _wanted(scene.nodes),
        places,
        lambda name: width(name.text, Style(name.size, name.bold)),
        solid=(scene.nodes["group"] == "cluster").to_numpy(),
        bounds=(MARGIN / 2, TOP - 30, WIDTH - 1.4 * MARGIN - LEGEND, HEIGHT - BOTTOM + 16),
    )
    for each in placed:
        write(sheet, (each.x, each.y + 0.36 * each.size), each.text, Style(each.size, each.bold, halo=True))


def _wanted(nodes: pl.DataFrame) -> list[Wanted]:
    """Return the names that ask for a place: first those that are sure of one, then by importance."""
    least = 0 if nodes.height <= _FEW else 1 if nodes.height <= _EVERY else _THIN
    bold = pl.col("chosen") | (pl.col("group") == "cluster")
    sure = bold | (pl.col("rank") < _SURE) | (pl.col("leads") & (nodes.height > _EVERY))
    named = nodes.select("label", "degree", "rank", place=pl.int_range(pl.len()), bold=bold, sure=sure)
    asked = named.filter((pl.col("degree") >= least) & (pl.col("label") != ""))
    ordered = asked.sort(pl.col("sure"), -pl.col("rank"), descending=True).head(_NAMES)
    return [
        Wanted(clip(label, _NAME), place, _BOLD if bold else _PLAIN, bold, sure)
        for label, place, bold, sure in ordered.select("label", "place", "bold", "sure").iter_rows()
    ]


def _head(sheet: Sheet, drawn: Drawn) -> None:
    """Write the title, and how much is on the map."""
    language, title = drawn.view.language, Style(24, bold=True)
    write(sheet, (MARGIN, 50), fitted(_title(drawn), title, WIDTH - 2 * MARGIN), title)
    write(sheet, (MARGIN, 74), _counts(drawn, language), Style(13, colour=SOFT))


def _title(drawn: Drawn) -> str:
    return one_line(drawn.ecosystem.title) or MAP["map"].in_(drawn.view.language)


def _counts(drawn: Drawn, language: str) -> str:
    projects = int((drawn.nodes["group"] == "project").sum())
    hollow = int(drawn.nodes["hollow"].sum())
    fill = {
        "organisations": drawn.nodes.height - projects - hollow,
        "others": hollow,
        "projects": projects,
        "edges": drawn.lines.height,
    }
    return _filled("counts", language, fill)


def _filled(key: str, language: str, fill: "dict[str, int]") -> str:
    text = MAP[key].in_(language)
    for name, value in fill.items():
        text = text.replace(f"{{{name}}}", number(value, language))
    return text


def _foot(sheet: Sheet, drawn: Drawn, scene: Scene) -> None:
    """Write what the places mean, how thin the data is, and which data it is."""
    from matplotlib.path import Path

    language, style = drawn.view.language, Style(12, colour=SOFT)
    corner = fitted(_corner(drawn), style, WIDTH / 2)
    places = [MAP["caption"].in_(language), _size(drawn)] if scene.nodes.height else []
    texts = [scene.note, *places, _thin(drawn), _half(drawn)]
    room = WIDTH - 2 * MARGIN
    lines = wrapped(" ".join(text for text in texts if text), style, room)
    top = HEIGHT - 26 - 16 * len(lines)
    rule = Path([(MARGIN, top - 18), (WIDTH - MARGIN, top - 18)])
    draw(sheet, [rule], Look("none", RULE, 1.0))
    for i, line in enumerate(lines):
        write(sheet, (MARGIN, top + 16 * i), line, style)
    write(sheet, (WIDTH - MARGIN, HEIGHT - 24), corner, style._replace(align="right"))


def _size(drawn: Drawn) -> str:
    """Return what the size of a symbol tells."""
    language, size = drawn.view.language, drawn.view.size
    titles = {each.metric.name: each.metric.title.in_(language) for each in drawn.measures}
    what = MAP["size_neighbours"].in_(language) if size == NEIGHBOURS else titles[size]
    return MAP["size_told"].in_(language).replace("{what}", what)


def _thin(drawn: Drawn) -> str:
    """Return how many nodes are thinly known, or that there is nothing."""
    language, n = drawn.view.language, drawn.nodes.height
    if not n:
        return MAP["empty"].in_(language)
    ends = np.concatenate([drawn.lines["a"].to_numpy(), drawn.lines.filter(pl.col("a") != pl.col("b"))["b"].to_numpy()])
    few = int((np.bincount(ends, minlength=n) < _THIN).sum())
    return _members(drawn) + _filled("thin", language, {"few": few, "all": n})


def _members(drawn: Drawn) -> str:
    """Return how many members are known of those reported, with a blank behind; empty where none are reported."""
    if drawn.members is None:
        return ""
    language, (known, low, high, clusters) = drawn.view.language, drawn.members
    least = number(low, language)
    most = "" if high is None else number(high, language)
    reported = f"≥ {least}" if high is None else least if low == high else f"{least}–{most}"
    text = MAP["known_members"].in_(language).replace("{reported}", reported)
    for name, value in (("known", known), ("n", clusters)):
        text = text.replace(f"{{{name}}}", number(value, language))
    return f"{text} "


def _half(drawn: Drawn) -> str:
    """Return how many flows have no line, since an end is not known."""
    known = pl.all_horizontal(pl.col(end).list.len().fill_null(0) > 0 for end in ("payers", "recipients"))
    half = drawn.ecosystem.flows.filter(~known).height
    return _filled("half_flows", drawn.view.language, {"n": half}) if half else ""


def _corner(drawn: Drawn) -> str:
    """Return which data it is: its title, the day it is of, and the version of ecograph."""
    language, as_of = drawn.view.language, drawn.view.as_of
    when = f"{MAP['as_of'].in_(language)} {_day(as_of, language)}" if as_of else ""
    if not when and drawn.newest:
        when = MAP["newest"].in_(language).replace("{date}", _day(drawn.newest, language))
    return " · ".join(part for part in (clip(_title(drawn), 60), when, f"ecograph {VERSION}") if part)


def _day(text: str, language: str) -> str:
    """Return a date as the language writes it, as precise as it is known."""
    from babel.dates import format_date

    from ecograph import dates

    forms = {4: "y", 7: "MMM y"}
    return str(format_date(dates.bounds(text)[0], forms.get(len(text), "medium"), language))


def _saved(figure: "Figure", drawn: Drawn, form: str) -> bytes:
    """Return a page as a file, without the time at which it was made."""
    language = drawn.view.language
    title, about = _title(drawn), f"{_counts(drawn, language)} {_thin(drawn)}"
    said: dict[str, dict[str, str | None]] = {
        "png": {"Title": title, "Description": about, "Software": f"ecograph {VERSION}"},
        "pdf": {
            "Title": title,
            "Subject": about,
            "Creator": f"ecograph {VERSION}",
            "Producer": None,
            "CreationDate": None,
        },
        "svg": {
            "Title": title,
            "Description": about,
            "Creator": f"ecograph {VERSION}",
            "Date": None,
            "Language": language,
        },
    }
    file = io.BytesIO()
    figure.savefig(file, format=form, dpi=DPI, metadata=said[form])
    return _described(file.getvalue().decode(), about).encode() if form == "svg" else file.getvalue()


def _described(svg: str, about: str) -> str:
    """Return an SVG with a description for screen readers, without a reference to a definition, its paths compact."""
    from markupsafe import escape

    head, rest = svg.split("</title>", 1)
    head = re.sub(r"<!DOCTYPE.*?>\n", "", head, count=1, flags=re.DOTALL)
    head = head.replace("<svg ", '<svg role="img" aria-labelledby="title about" ', 1).replace(
        "<title>", '<title id="title">'
    )
    rest = re.sub(r" ?\n([LQCMz]) ?", r"\1", rest)
    return f'{head}</title>\n <desc id="about">{escape(about)}</desc>{rest}'
