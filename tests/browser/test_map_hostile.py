"""Hostile data is text everywhere: in the map, its lists, its tables and what is taken away. None of it runs."""

import csv
import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from chromium import Opened, Opening
from hostile import HOSTILE, hostile, rows_nothing_checked, scenario

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AUDIT = """() => {
  const bad = [];
  const never = "IMG IFRAME OBJECT EMBED FORM BASE LINK FOREIGNOBJECT AUDIO VIDEO".split(" ");
  const known = /^(https?:\\/\\/|#|blob:)/;
  if (typeof window.probe !== "undefined") bad.push("the probe was set");
  for (const each of document.querySelectorAll("*")) {
    if (never.includes(each.tagName.toUpperCase())) bad.push(`element ${each.tagName}`);
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on")) bad.push(`attribute ${name}`);
      if (["href", "src", "xlink:href"].includes(name) && !known.test(value)) bad.push(`${name} ${value}`);
    }
  }
  if (document.querySelectorAll("script").length !== window.scripts) bad.push("a new script");
  return bad;
}"""
"""What stands in the page that no part of ecograph puts there."""

FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.,\u00a0]+$)")
"""How a cell begins that a spreadsheet would work out; a negative number is none."""

SVG_ELEMENTS = {"svg", "title", "desc", "g", "path", "rect", "circle", "text", "tspan", "style", "defs", "clipPath"}


def hostile_map(
    open_map: Opening, made: Callable[[], Ecosystem] = hostile, language: str = "en", renderer: str = "canvas"
) -> Opened:
    """Return an opened map of hostile data with everything unfolded."""
    view = MapView(language=language, renderer=renderer, scenarios=(scenario(),))
    opened = open_map(made(), view=view, viewport={"width": 1000, "height": 700}, accept_downloads=True)
    opened.page.evaluate("window.scripts = document.querySelectorAll('script').length")
    opened.page.evaluate("for (const each of document.querySelectorAll('section details')) each.open = true")
    return opened


def audited(opened: Opened) -> list[str]:
    """Return what is wrong with the page as it is now."""
    found: list[str] = opened.page.evaluate(AUDIT)
    return found + opened.faults


def hovered(opened: Opened) -> str:
    """Move over the whole map, and return what was told of what lies there."""
    page = opened.page
    box = page.locator("#map").bounding_box()
    assert box is not None
    told = []
    for i in range(12):
        for j in range(7):
            page.mouse.move(box["x"] + box["width"] * (i + 0.5) / 12, box["y"] + box["height"] * (j + 0.5) / 7)
            told.append(page.inner_text("#tip") if page.is_visible("#tip") else "")
    return "".join(told)


def rows_opened(page: "Page") -> list[str]:
    """Choose every node of the table, and return the headings of the panel."""
    page.click("#show-table")
    found = []
    for i in range(page.locator("#table .go").count()):
        page.locator("#table .go").nth(i).click()
        found.append(page.inner_text("#panel h2"))
    page.click("#show-map")
    return found


def taken(page: "Page", what: str) -> bytes:
    """Return the file that a button of the menu gives."""
    page.evaluate("document.querySelector('#take details').open = true")
    with page.expect_download() as download:
        page.click(f"#take [data-take={what}]")
    return download.value.path().read_bytes()


def test_the_audit_finds_what_is_planted(open_map: Opening) -> None:
    opened = hostile_map(open_map)
    assert audited(opened) == []
    for plant in ("document.body.append(new Image())", "document.querySelector('.skip').href = 'javascript:1'"):
        opened.page.evaluate(plant)
    opened.page.evaluate("window.probe = 1")
    assert audited(opened) == ["the probe was set", "href javascript:1", "element IMG"]


@pytest.mark.parametrize(
    ("made", "language", "renderer"),
    [(hostile, "en", "canvas"), (hostile, "nb", "vis"), (rows_nothing_checked, "da", "canvas")],
    ids=["canvas", "vis", "not even closed lists"],
)
def test_nothing_runs_wherever_it_is_shown(
    open_map: Opening, made: Callable[[], Ecosystem], language: str, renderer: str
) -> None:
    opened = hostile_map(open_map, made, language, renderer)
    page = opened.page
    assert any(text[:20] in hovered(opened) for text in HOSTILE)
    for state in ("colour=cluster", "colour=country", "colour=community", "view=one", "view=money", "part=communities"):
        page.evaluate("state => { location.hash = state; }", state)
        page.wait_for_timeout(100)
        assert audited(opened) == [], state
    page.evaluate("location.hash = ''")
    assert len(rows_opened(page)) >= 2 * len(HOSTILE)
    assert audited(opened) == []
    for text in HOSTILE:
        page.fill("#search", text[:60])
        assert audited(opened) == []
    for code in ("da", "nb", "en"):
        page.click(f"[data-speak={code}]")
        assert audited(opened) == [], code
    assert page.evaluate("document.documentElement.scrollWidth") == 1000


@pytest.mark.parametrize("language", ["en", "da", "nb"])
def test_no_table_that_is_taken_away_holds_a_formula(open_map: Opening, language: str) -> None:
    page = hostile_map(open_map, language=language).page
    mark = "," if language == "en" else ";"
    for what, rows in (("nodes", 2 * len(HOSTILE)), ("lines", 140)):
        text = taken(page, what).decode("utf-8-sig")
        header, *cells = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        # by hand: 20 bodies and 20 projects; 20 participations, memberships and ties, and 4 lines for each of 20 flows
        assert (len(cells), {len(row) for row in cells}) == (rows, {len(header)})
        assert [cell for row in [header, *cells] for cell in row if FORMULA.match(cell)] == []


def test_pictures_and_graphs_that_are_taken_away_hold_hostile_data_as_text(open_map: Opening) -> None:
    opened = hostile_map(open_map)
    picture = ET.fromstring(taken(opened.page, "svg"))  # noqa: S314 - written by the page just now
    found = [(each.tag.rpartition("}")[2], name) for each in picture.iter() for name in [*each.attrib, ""]]
    assert {tag for tag, _ in found} <= SVG_ELEMENTS
    assert not [name for _, name in found if name.startswith("on") or name.endswith("href")]
    assert HOSTILE[0] in "".join(picture.itertext())
    graph = ET.fromstring(taken(opened.page, "graph"))  # noqa: S314 - the same
    texts = {each.text for each in graph.iter()}
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[7]} <= texts
    assert taken(opened.page, "png").startswith(b"\x89PNG")
    assert audited(opened) == []
