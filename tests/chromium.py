"""Maps opened in Chromium from disk with every request blocked, for the tests of the page and its pictures.

Chromium is the one that ECOGRAPH_CHROMIUM names, else /usr/bin/chromium, else one on the path. A conftest imports the
fixtures ``browser`` (one for each module, since a running one holds the event loop of its thread) and ``open_map``.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ecograph.ecosystem import Ecosystem

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]

ALL_PIXELS = """() => {
  const canvas = document.querySelector("#map canvas"), pen = document.createElement("canvas").getContext("2d");
  [pen.canvas.width, pen.canvas.height] = [canvas.width, canvas.height];
  for (const each of document.querySelectorAll("#map canvas")) pen.drawImage(each, 0, 0);
  const counts = new Map();
  for (const one of new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer))
    counts.set(one, (counts.get(one) || 0) + 1);
  return [...counts.values()];
}"""
"""The number of pixels of each colour on the map."""


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
        """Return the number of ``nodes`` or ``lines`` that the drawing holds."""
        return int(self.page.get_attribute("#map", f"data-{what}") or -1)

    def choose(self, query: str) -> None:
        """Search, and take the first suggestion."""
        self.page.fill("#search", query)
        self.page.keyboard.press("Enter")

    def pixels(self) -> list[int]:
        """Return how many pixels of the map have its commonest colour, the next, and so on."""
        return sorted(self.page.evaluate(ALL_PIXELS), reverse=True)


Opening = Callable[..., Opened]
"""What ``open_map`` gives: an ecosystem, its view and the screen to an opened page."""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Return a running Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium found: set ECOGRAPH_CHROMIUM to its path")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def opened_at(page: "Page", file: Path, hash_: str = "") -> Opened:
    """Return the page with a file opened in it, every request but the one for the file itself blocked and noted."""
    opened = Opened(page)
    own = file.as_uri()

    def guard(route: "Route") -> None:
        if route.request.url.partition("#")[0] == own:
            route.continue_()
        else:
            opened.faults.append(f"request {route.request.url}")
            route.abort()

    page.route("**/*", guard)
    page.on("console", lambda message: opened.faults.append(f"console {message.text}"))
    page.on("pageerror", lambda error: opened.faults.append(f"error {error}"))
    page.on("dialog", lambda dialog: opened.faults.append(f"dialog {dialog.message}"))
    page.goto(own + hash_)
    page.wait_for_selector("#map[data-ready]")
    return opened


@pytest.fixture
def open_map(browser: "Browser", tmp_path: Path) -> Iterator[Opening]:
    """Return a function that opens the map of an ecosystem; at the end no page may have done what it should not.

    It takes an ecosystem, then ``view`` (a MapView), ``language``, ``hash_`` (the address from its #) and what
    playwright takes for a page, such as ``viewport``.
    """
    pages: list[Opened] = []

    def opening(
        ecosystem: Ecosystem,
        *,
        view: Any = None,  # noqa: ANN401 - a MapView
        language: str = "en",
        hash_: str = "",
        **screen: Any,  # noqa: ANN401 - playwright's
    ) -> Opened:
        from ecograph.outputs.map import render_map  # here, so that no other test waits for it

        file = tmp_path / f"map-{len(pages)}.html"
        file.write_text(render_map(ecosystem, language, view), encoding="utf-8", newline="\n")
        page = browser.new_page(**{"viewport": {"width": 1400, "height": 900}, **screen})
        opened = opened_at(page, file, hash_)
        pages.append(opened)
        return opened

    yield opening
    faults = [fault for opened in pages for fault in opened.faults]
    for opened in pages:
        opened.page.close()
    assert faults == []
