"""The map for everyone: axe-core finds nothing, the keyboard reaches everything, nothing is cut off when enlarged."""

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from chromium import Opened, Opening

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import MapView
from ecograph.sources import load

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
AXE = "sized => axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: sized}}})"

CONTROLS = """() => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true });
  const all = [...document.querySelectorAll("a[href],button,input,select,summary,[tabindex='0']")];
  const usable = all.filter((each) => shown(each) && !each.disabled && each.tabIndex >= 0);
  return [...new Set(usable.map((each) => (each.type === "radio" ? `radio ${each.name}` : all.indexOf(each))))].length;
}"""
"""How many controls can be used now; radio buttons of one name are one."""

REACHED = """() => {
  const all = [...document.querySelectorAll("a[href],button,input,select,summary,[tabindex='0']")];
  const each = document.activeElement;
  return each === document.body ? null : each.type === "radio" ? `radio ${each.name}` : all.indexOf(each);
}"""

AROUND = """() => {
  const control = document.activeElement.closest("label") || document.activeElement;
  const { x, y, width, height } = control.getBoundingClientRect();
  return { x: Math.max(0, x - 6), y: Math.max(0, y - 6), width: width + 12, height: height + 12 };
}"""
"""The control that has the focus, with what is drawn around it."""

CUT = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const style = getComputedStyle(each);
  if (!each.getClientRects().length || each.closest(".unseen, #map, svg, select")) return false;
  if (["visible", "auto", "scroll"].includes(style.overflowX)) return false;
  return each.scrollWidth > each.clientWidth + 1 && each.textContent.trim();
}).map((each) => each.outerHTML.slice(0, 120))"""
"""What has text beyond its edge that nobody can scroll to."""


@pytest.fixture
def small_map(small_folder: Path) -> Ecosystem:
    """Return an ecosystem with at least one row in each table."""
    return load(small_folder)


def problems(opened: Opened, *, sized: bool = True) -> list[str]:
    """Return what axe-core finds, each with its impact and the first element it is about.

    Args:
        opened: The page.
        sized: Whether controls are to be large enough; not while a list lies over some of them.
    """
    page = opened.page
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(AXE, sized)
    return [f"{each['impact']} {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


def test_axe_finds_a_fault_that_is_planted(open_map: Opening, small_map: Ecosystem) -> None:
    opened = open_map(small_map)
    opened.page.evaluate("document.querySelector('#fit').textContent = ''")
    assert any(problem.startswith("critical button-name") for problem in problems(opened))


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("da", "dark"), ("nb", "light")])
def test_axe_finds_nothing_whatever_is_open(
    open_map: Opening, small_map: Ecosystem, language: str, scheme: str
) -> None:
    opened = open_map(small_map, language=language, color_scheme=scheme)
    page = opened.page
    assert problems(opened) == [], "map"
    page.fill("#search", "a")
    assert problems(opened, sized=False) == [], "suggestions"
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h3")
    assert problems(opened) == [], "details"
    page.click("#show-table")
    assert problems(opened) == [], "table"


@pytest.mark.parametrize("mode", ["one", "money"])
def test_axe_finds_nothing_in_the_other_views(open_map: Opening, small_map: Ecosystem, mode: str) -> None:
    opened = open_map(small_map, hash_=f"#view={mode}")
    assert problems(opened) == []
    opened.page.click("#show-table")
    assert problems(opened) == []


def test_axe_finds_nothing_with_everything_unfolded(open_map: Opening) -> None:
    eco = load(None)
    opened = open_map(eco, view=MapView(max_nodes=100))
    opened.page.evaluate("for (const each of document.querySelectorAll('section details')) each.open = true")
    assert problems(opened) == [], "all filters"
    opened.page.evaluate("document.querySelector('#take details').open = true")
    assert problems(opened, sized=False) == [], "what can be taken away"


def test_axe_finds_nothing_on_a_phone(open_map: Opening, small_map: Ecosystem) -> None:
    opened = open_map(small_map, viewport=PHONE, has_touch=True, is_mobile=True)
    assert problems(opened) == []
    opened.choose("a")
    assert problems(opened) == []


def tabbed(page: "Page") -> list[object]:
    """Return the controls that Tab reaches, from where it is now round to the same place."""
    reached: list[object] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        now = page.evaluate(REACHED)
        if reached and now == reached[0]:
            break
        reached += [now] if now is not None else []
    return reached


def test_tab_reaches_every_control(open_map: Opening, small_map: Ecosystem) -> None:
    opened = open_map(small_map)
    assert len(set(tabbed(opened.page))) == opened.page.evaluate(CONTROLS)
    opened.choose("a")
    opened.page.click("#show-table")
    assert len(set(tabbed(opened.page))) == opened.page.evaluate(CONTROLS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_every_control(open_map: Opening, small_map: Ecosystem, scheme: str) -> None:
    opened = open_map(small_map, color_scheme=scheme, reduced_motion="reduce")
    page = opened.page
    unseen = []
    for _ in range(len(tabbed(page))):
        page.keyboard.press("Tab")
        if page.evaluate(REACHED) is None:  # between the end of the page and its start
            page.keyboard.press("Tab")
        box = page.evaluate(AROUND)
        focused = page.screenshot(clip=box)
        page.evaluate("window.was = document.activeElement, window.was.blur()")
        blurred = page.screenshot(clip=box)
        page.evaluate("window.was.focus({preventScroll: true})")
        if focused == blurred:
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 100)"))
    assert unseen == []


def test_a_whole_visit_without_a_mouse(open_map: Opening, small_map: Ecosystem) -> None:
    page = open_map(small_map).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("alpha")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    name = page.inner_text("#panel h2")
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") != name
    page.focus("#map")
    page.keyboard.press("n")
    first = page.inner_text("#live")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert first
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "map"


@pytest.mark.parametrize(
    "viewport",
    [{"width": 640, "height": 512}, PHONE, {"width": 320, "height": 640}],
    ids=["twice as large", "phone", "four times as large"],
)
def test_nothing_is_cut_off_when_enlarged(open_map: Opening, small_map: Ecosystem, viewport: dict[str, int]) -> None:
    opened = open_map(small_map, viewport=viewport, device_scale_factor=2)
    page = opened.page
    page.evaluate("for (const each of document.querySelectorAll('section details')) each.open = true")
    for language in ("nb", "da", "en"):
        page.click(f"[data-speak={language}]")
        assert beyond(page) == (viewport["width"], []), language
    opened.choose("a")
    assert page.is_visible("#panel h2")
    assert beyond(page) == (viewport["width"], []), "details"
    page.keyboard.press("Escape")
    page.click("#show-table")
    assert beyond(page) == (viewport["width"], []), "table"
    page.click("#take summary")
    assert beyond(page) == (viewport["width"], []), "what can be taken away"


def beyond(page: "Page") -> tuple[int, list[str]]:
    """Return how wide the page is, and what has text beyond its edge."""
    return page.evaluate("document.documentElement.scrollWidth"), page.evaluate(CUT)
