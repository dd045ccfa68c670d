"""The legend beside a picture of the map: what its colours, shapes and lines mean, of those that occur."""

from typing import Final

import numpy as np
import polars as pl

from ecograph.language import number
from ecograph.language.map import MAP
from ecograph.outputs.map.drawn import Drawn
from ecograph.outputs.map.looks import SHAPES
from ecograph.outputs.map.picture_marks import LINES, SOFT, Look, Sheet, draw, symbols
from ecograph.outputs.map.picture_scene import Scene
from ecograph.outputs.map.picture_text import Style, wrapped, write

_LINE: Final = 17.0
_HEAD, _ITEM, _COUNT = Style(13, bold=True), Style(12), Style(12, colour=SOFT, align="right")
_NOTE: Final = Style(11.5, colour=SOFT)
_SYMBOL, _TEXT = 18.0, 44.0
_BY: Final = {"helix": "helix", "cluster": "by_cluster", "country": "country", "community": "by_community"}


class Legend:
    """A column that is filled from above."""

    def __init__(self, sheet: Sheet, drawn: Drawn, *, left: float, top: float, width: float) -> None:
        self._sheet, self._drawn, self._left, self._width = sheet, drawn, left, width
        self._y = top
        self._language = drawn.view.language

    def fill(self, scene: Scene) -> None:
        """Draw the legend of a scene."""
        groups = _totals(scene.nodes, "group")
        self._heading(f"{self._said('colour_by')}: {self._said(_BY[self._drawn.view.colour]).lower()}")
        for each in scene.categories:
            self._symbol("project" if each.colour == "project" else "company", each.colour, hollow=False)
            self._entry(each.label, each.total)
        self._heading(self._said("form"))
        for group in SHAPES:
            if group in groups:
                self._symbol(group, "unknown", hollow=False)
                self._entry(self._said(f"shape_{group}"), groups[group])
        hollow = int(scene.nodes["hollow"].sum())
        if hollow:
            self._symbol("company", "unknown", hollow=True)
            self._entry(self._said("hollow"), hollow)
        self._lines(scene)

    def _lines(self, scene: Scene) -> None:
        totals = _totals(scene.lines, "kind")
        if totals:
            self._heading(self._said("stroke"))
        for kind in LINES:
            if kind in totals:
                self._stroke(kind)
                self._entry(self._said(f"line_{kind}"), totals[kind])
        if scene.lines["vague"].any():
            self._note(self._said("vague"))

    def _said(self, key: str) -> str:
        return MAP[key].in_(self._language)

    def _heading(self, text: str) -> None:
        self._y += _LINE * 0.7
        write(self._sheet, (self._left, self._y), text, _HEAD)
        self._y += _LINE * 1.15

    def _entry(self, text: str, total: int) -> None:
        count = number(total, self._language)
        write(self._sheet, (self._left + self._width, self._y), count, _COUNT)
        for line in wrapped(text, _ITEM, self._width - _TEXT - 48):
            write(self._sheet, (self._left + _TEXT, self._y), line, _ITEM)
            self._y += _LINE
        self._y += 1.5

    def _note(self, text: str) -> None:
        self._y += 3
        for line in wrapped(text, _NOTE, self._width):
            write(self._sheet, (self._left, self._y), line, _NOTE)
            self._y += _LINE * 0.92

    def _symbol(self, group: str, colour: str, *, hollow: bool) -> None:
        symbols(self._sheet, np.array([[self._left + _SYMBOL, self._y - 4.5, 6.0]]), group, colour, hollow=hollow)

    def _stroke(self, kind: str) -> None:
        from matplotlib.path import Path

        colour, _, width = LINES[kind]
        x, y = self._left + 4, self._y - 4.5
        dash = (6.0, 5.0) if kind == "tie" else ()
        draw(self._sheet, [Path([(x, y), (x + 28, y)])], Look("none", colour, width, 1.0, dash))
        if kind == "flow":
            head = [(x + 30, y), (x + 22, y - 3.6), (x + 22, y + 3.6), (x + 30, y)]
            draw(self._sheet, [Path(head, closed=True)], Look(colour, "none", 0.0))


def _totals(frame: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(frame.group_by(column).len().iter_rows())
