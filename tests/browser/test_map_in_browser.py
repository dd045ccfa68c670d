"""The map in Chromium, opened from disk with every request blocked: it draws, answers, and runs no data.

Chromium is the one that ECOGRAPH_CHROMIUM names, else /usr/bin/chromium, else one on the path.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map import render_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
HOSTILE = [
    "<img src=x onerror=window.probe=1>",
    "</script><script>window.probe=1</script>",
    "<!--<script>",
    "{{ 7*7 }}",
    "\"'`><svg onload=window.probe=1>",
    "a\u2028b\u2029c",
    "\u202egnp.exe",
    "javascript:window.probe=1",
    "x" * 10_000,
]


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    given = os.environ.get("ECOGRAPH_CHROMIUM")
    if given:
        return given if Path(given).is_file() else None
    if Path("/usr/bin/chromium").is_file():
        return "/usr/bin/chromium"
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Opened:
    """A page of a map, and everything it did that it should not."""

    page: "Page"
    faults: list[str] = field(default_factory=list)

    def count(self, what: str) -> int:
        """Return the number of nodes or edges that vis-network draws."""
        return int(self.page.get_attribute("#map", f"data-{what}") or -1)

    def choose(self, query: str) -> None:
        """Search, and take the first suggestion."""
        self.page.fill("#search", query)
        self.page.keyboard.press("Enter")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium found: set ECOGRAPH_CHROMIUM to its path")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def open_map(browser: "Browser", file: Path, eco: Ecosystem, **screen: Any) -> Opened:  # noqa: ANN401 - playwright's
    """Return the opened map of an ecosystem, with every request but the one for the file itself blocked."""
    file.write_text(render_map(eco, "en"), encoding="utf-8", newline="\n")
    page = browser.new_page(**screen)
    opened = Opened(page)

    def guard(route: "Route") -> None:
        if route.request.url == file.as_uri():
            route.continue_()
        else:
            opened.faults.append(f"request {route.request.url}")
            route.abort()

    page.route("**/*", guard)
    page.on("console", lambda message: opened.faults.append(f"console {message.text}"))
    page.on("pageerror", lambda error: opened.faults.append(f"error {error}"))
    page.on("dialog", lambda dialog: opened.faults.append(f"dialog {dialog.message}"))
    page.goto(file.as_uri())
    page.wait_for_selector("#map[data-ready]")
    return opened


def clusters() -> Ecosystem:
    organisations = [
        {"org_id": "nht", "name": "Norway Health Tech", "kind": "cluster", "helix": "intermediary", "country": "NO"},
        {"org_id": "wt", "name": "Welfare Tech", "kind": "cluster", "helix": "intermediary", "country": "DK"},
        {"org_id": "au", "name": "Århus Universitet", "kind": "university", "helix": "academia", "region": "DK04"},
        {"org_id": "naer", "name": "Næringsrådet i Tromsø", "kind": "association", "helix": "industry"},
        {"org_id": "erdf", "name": "ERDF", "kind": "fund", "helix": "government"},
        {"org_id": "firms", "name": "five firms", "kind": "company", "helix": "industry", "extent": "collective"},
        {"org_id": "lone", "name": "Alone", "kind": "media"},
    ]
    flow = {"qualifier": "nearly", "currency": "DKK", "kind": "grant", "level": "grant", "source_id": "s"}
    return Ecosystem.of(
        "Health clusters",
        sources=[{"source_id": "s", "title": "A page", "publisher": "A ministry", "url": "https://example.org/a"}],
        organisations=organisations,
        names=[{"org_id": "nht", "name": "Oslo Medtech", "kind": "former"}],
        projects=[{"project_id": "p", "title": "Project one", "kind": "project", "start": "2019", "end": "2021-04"}],
        participations=[
            {"org_id": org, "project_id": "p", "role": "partner", "source_id": "s", "locator": "22;52"}
            for org in ("nht", "wt")
        ],
        memberships=[{"org_id": org, "cluster_id": "wt", "role": "member"} for org in ("au", "firms")],
        ties=[{"tie_id": f"t{i}", "subject": "naer", "kind": "asks", "object": "nht"} for i in range(3)],
        flows=[{"flow_id": "f", "payers": ["au", "erdf"], "recipients": ["p"], "amount": 14e6, **flow}],
        figures=[{"figure_id": "k", "subject": "wt", "what": "members", "value": 1234.5, "unit": "members"}],
    )


@pytest.fixture
def opened(browser: "Browser", tmp_path: Path) -> Iterator[Opened]:
    opened = open_map(browser, tmp_path / "map.html", clusters(), viewport={"width": 1400, "height": 900})
    yield opened
    assert opened.faults == []
    opened.page.close()


def test_draws_what_the_tables_hold(opened: Opened) -> None:
    # by hand: 6 single organisations, 1 collective and 1 project; 2 participations, 2 memberships, 3 ties, 2 payers
    # of one flow
    assert (opened.count("nodes"), opened.count("edges")) == (8, 9)
    assert opened.page.inner_text("#counts") == (
        "Organisations: 6 · Collective or unnamed (hollow): 1 · Projects: 1 · Connections: 9"
    )
    assert opened.page.inner_text("#shown") == "Shown: 8 of 8 nodes, 9 of 9 connections"
    # something is on the canvas: it is not of one colour
    assert opened.page.evaluate(
        "() => new Set(new Uint32Array(document.querySelector('canvas').getContext('2d')"
        ".getImageData(0, 0, 700, 600).data.buffer)).size"
    ) > 20  # fmt: skip


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("oslo med", "Norway Health Tech"),
        ("aarhus", "Århus Universitet"),
        ("ÅRHUS univ", "Århus Universitet"),
        ("naeringsraadet", "Næringsrådet i Tromsø"),
        ("tromsoe", "Næringsrådet i Tromsø"),
        ("tromso", "Næringsrådet i Tromsø"),
        ("project", "Project one"),
    ],
)
def test_search_finds(opened: Opened, query: str, name: str) -> None:
    opened.choose(query)
    assert opened.page.inner_text("#panel h2") == name


def test_search_says_by_which_name(opened: Opened) -> None:
    opened.page.fill("#search", "medtech")
    assert opened.page.inner_text("#suggestions li") == "Norway Health Tech\nOslo Medtech – former name"
    opened.page.fill("#search", "nobody")
    assert opened.page.is_hidden("#suggestions")
    assert opened.page.inner_text("#live") == "Nothing found"


def test_details_have_facts_money_and_sources(opened: Opened) -> None:
    opened.choose("project one")
    text = opened.page.inner_text("#panel")
    assert "Participants (2)" in text
    assert "Welfare Tech – partner · 2019 – Apr 2021" in text
    assert "nearly 14,000,000 DKK joint amount" in text
    assert "Source: A page, A ministry, line 22;52 – open" in text
    assert opened.page.get_attribute("#panel a", "href") == "https://example.org/a"
    assert opened.page.get_attribute("#panel a", "rel") == "noopener noreferrer"


def test_keyboard_walks_opens_and_closes(opened: Opened) -> None:
    page = opened.page
    page.focus("#map")
    for key in ("n", "ArrowLeft", "ArrowDown", "+", "-", "0", "p", "n", "Enter"):
        page.keyboard.press(key)
    # the best connected, by hand: Welfare Tech is tied to three others, Norway Health Tech to two
    assert page.inner_text("#panel h2") == "Welfare Tech"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "How to read the map"
    assert page.evaluate("document.activeElement.id") == "map"


def test_first_tab_skips_to_the_search(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "search"


def test_a_click_opens_a_node_and_its_neighbour(opened: Opened) -> None:
    opened.choose("welfare")
    opened.page.click("#panel .go >> text=Project one")
    assert opened.page.inner_text("#panel h2") == "Project one"
    opened.page.click("#panel .close")
    assert opened.page.inner_text("#panel h2") == "How to read the map"


def test_a_click_on_a_line_opens_its_fact(browser: "Browser", tmp_path: Path) -> None:
    rows = [{"org_id": org, "name": org.upper(), "kind": "company"} for org in "ab"]
    ties = [{"tie_id": "t", "subject": "a", "kind": "asks", "object": "b"}]
    opened = open_map(browser, tmp_path / "map.html", Ecosystem.of(organisations=rows, ties=ties))
    box = opened.page.locator("#map").bounding_box()
    assert box is not None
    # two nodes lie beside each other in the middle; the view stands a little to the right, for labels
    opened.page.mouse.click(box["x"] + box["width"] / 2 - 36, box["y"] + box["height"] / 2)
    assert opened.page.inner_text("#panel p") == "A → B"
    assert "A asks B" in opened.page.inner_text("#panel li")
    opened.page.mouse.click(box["x"] + 20, box["y"] + 20)
    assert opened.page.inner_text("#panel h2") == "How to read the map"
    assert opened.faults == []
    opened.page.close()


def test_legend_filters(opened: Opened) -> None:
    page = opened.page
    page.uncheck("[data-filter='colour:academia']")
    assert (opened.count("nodes"), opened.count("edges")) == (7, 7)
    page.uncheck("[data-filter='line:tie']")
    assert (opened.count("nodes"), opened.count("edges")) == (7, 4)
    page.uncheck("[data-filter='shape:project']")
    assert (opened.count("nodes"), opened.count("edges")) == (6, 1)
    page.uncheck("[data-filter='hollow:hollow']")
    assert (opened.count("nodes"), opened.count("edges")) == (5, 0)
    page.click("#reset")
    assert (opened.count("nodes"), opened.count("edges")) == (8, 9)


def test_what_is_searched_for_is_shown_again(opened: Opened) -> None:
    opened.page.uncheck("[data-filter='colour:academia']")
    opened.choose("aarhus")
    assert opened.count("nodes") == 8


def test_table_has_the_nodes_sorts_and_follows_the_filter(opened: Opened) -> None:
    page = opened.page
    page.focus("#show-table")
    page.keyboard.press("Enter")
    assert page.locator("#table tbody tr").count() == 8
    assert page.inner_text("#table tbody tr:first-child td:last-child") == "4"
    page.click("th[data-key=name] button")
    assert page.get_attribute("th[data-key=name]", "aria-sort") == "ascending"
    assert page.inner_text("#table tbody tr:first-child td") == "Alone"
    page.click("th[data-key=name] button")
    assert page.inner_text("#table tbody tr:first-child td") == "Welfare Tech"
    page.uncheck("[data-filter='shape:cluster']")
    assert page.locator("#table tbody tr").count() == 6
    page.click("#table .go >> text=ERDF")
    assert page.inner_text("#panel h2") == "ERDF"
    page.click("#show-map")
    assert page.is_visible("#map canvas")


def test_language_switches_in_the_page(opened: Opened) -> None:
    page = opened.page
    opened.choose("welfare")
    assert "members: 1,234.5 members" in page.inner_text("#panel")
    page.click("[data-language=da]")
    assert page.get_attribute("html", "lang") == "da"
    assert page.inner_text("#shown").startswith("Vist: 8 af 8 knuder")
    assert "members: 1.234,5 members" in page.inner_text("#panel")
    assert page.get_attribute("#search", "placeholder") == "Navn eller forkortelse"
    page.click("[data-language=nb]")
    assert "members: 1\u00a0234,5 members" in page.inner_text("#panel")
    assert page.get_attribute("[data-language=nb]", "aria-pressed") == "true"


def test_dark_and_print(opened: Opened) -> None:
    colours = "getComputedStyle(document.body).backgroundColor"
    opened.page.emulate_media(color_scheme="dark")
    assert opened.page.evaluate(colours) == "rgb(18, 23, 29)"
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.evaluate(colours) == "rgb(255, 255, 255)"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.evaluate(colours) == "rgb(18, 23, 29)"


def test_on_a_phone(browser: "Browser", tmp_path: Path) -> None:
    opened = open_map(browser, tmp_path / "map.html", clusters(), viewport={"width": 400, "height": 800})
    wide = "document.documentElement.scrollWidth"
    assert opened.page.evaluate(wide) == 400
    opened.choose("welfare")
    assert opened.page.is_visible("#panel h2")
    assert opened.page.evaluate(wide) == 400
    opened.page.keyboard.press("Escape")
    opened.page.click("#show-table")
    assert opened.page.evaluate(wide) == 400
    assert opened.faults == []
    opened.page.close()


def test_hostile_data_is_text_everywhere(browser: "Browser", tmp_path: Path) -> None:
    ids = [f"o{i}" for i in range(len(HOSTILE))]
    bad = {"source_id": "bad", "locator": HOSTILE[0]}
    eco = Ecosystem.of(
        HOSTILE[1],
        sources=[{"source_id": "bad", "title": HOSTILE[0], "publisher": HOSTILE[1], "url": HOSTILE[7]}],
        organisations=[
            {"org_id": i, "name": text, "kind": "cluster", "country": HOSTILE[4], "region": text, **bad}
            for i, text in zip(ids, HOSTILE, strict=True)
        ],
        names=[{"org_id": "o0", "name": text, "kind": "alias", **bad} for text in HOSTILE],
        projects=[{"project_id": HOSTILE[1], "title": HOSTILE[0], "kind": "project", "programme": HOSTILE[1]}],
        participations=[{"org_id": i, "project_id": HOSTILE[1], "role": "partner", **bad} for i in ids],
        flows=[{"flow_id": "f", "payers": ids, "recipients": [HOSTILE[1]], "amount": 1.0, "qualifier": "about",
                "currency": HOSTILE[0], "kind": "grant", "level": "grant", "about": HOSTILE[1]}],
        figures=[{"figure_id": "k", "subject": "o0", "what": HOSTILE[0], "value": 1.0, "unit": HOSTILE[1]}],
        events=[{"event_id": "e", "subject": "o0", "date": HOSTILE[0], "what": "held", "detail": HOSTILE[1]}],
    )  # fmt: skip
    opened = open_map(browser, tmp_path / "map.html", eco, viewport={"width": 1000, "height": 700})
    page = opened.page
    assert page.inner_text("h1") == HOSTILE[1]
    page.click("#show-table")
    for i in range(len(HOSTILE) + 1):
        page.locator("#table .go").nth(i).click()
        assert page.locator("#panel a").count() == 0
        assert page.locator("#panel img, #panel script, #panel svg").count() == 0
    assert page.locator("#table .go", has_text="gnp.exe").inner_text() == "\ufffdgnp.exe"
    page.click("#show-map")
    page.fill("#search", "img")
    assert HOSTILE[0] in page.inner_text("#suggestions")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == HOSTILE[0]
    page.click("[data-language=da]")
    for x in range(300, 900, 60):
        page.mouse.move(x, 350)
        page.wait_for_timeout(20)
    assert page.evaluate("document.documentElement.scrollWidth") == 1000
    assert page.evaluate("typeof window.probe") == "undefined"
    assert opened.faults == []
    page.close()


@pytest.mark.parametrize(("orgs", "nodes"), [(0, 0), (1, 1)])
def test_nothing_and_one_node(browser: "Browser", tmp_path: Path, orgs: int, nodes: int) -> None:
    rows = [{"org_id": "a", "name": "A", "kind": "region"}][:orgs]
    opened = open_map(browser, tmp_path / "map.html", Ecosystem.of(organisations=rows))
    assert (opened.count("nodes"), opened.count("edges")) == (nodes, 0)
    opened.page.click("#show-table")
    assert opened.page.locator("#table tbody tr").count() == nodes
    assert opened.faults == []
    opened.page.close()


def test_every_parallel_tie_is_drawn(browser: "Browser", tmp_path: Path) -> None:
    ties = [{"tie_id": f"t{i:03}", "subject": "a", "kind": "asks", "object": "b"} for i in range(500)]
    ties += [{"tie_id": "own", "subject": "a", "kind": "asks", "object": "a"}]
    rows = [{"org_id": org, "name": "Twin", "kind": "company"} for org in "ab"]
    opened = open_map(browser, tmp_path / "map.html", Ecosystem.of(organisations=rows, ties=ties))
    assert (opened.count("nodes"), opened.count("edges")) == (2, 501)
    opened.page.focus("#map")
    opened.page.keyboard.press("n")
    opened.page.keyboard.press("Enter")
    assert "Other ties (501)" in opened.page.inner_text("#panel")
    assert opened.faults == []
    opened.page.close()


@pytest.mark.slow
def test_three_thousand_nodes_stand_still_within_seconds(browser: "Browser", tmp_path: Path) -> None:
    orgs = [
        {"org_id": f"o{i:04}", "name": f"Body {i}", "kind": "cluster" if i < 10 else "company"} for i in range(3000)
    ]
    ties = [
        {"tie_id": f"t{i:05}", "subject": f"o{i % 3000:04}", "kind": "asks", "object": f"o{i * 7919 % 3000:04}"}
        for i in range(8000)
    ]
    opened = open_map(browser, tmp_path / "map.html", Ecosystem.of(organisations=orgs, ties=ties))
    assert (opened.count("nodes"), opened.count("edges")) == (3000, 8000)
    assert opened.page.evaluate("performance.now()") < 15_000
    assert opened.faults == []
    opened.page.close()
