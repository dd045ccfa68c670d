"""The change report in Chromium with the network blocked: axe-core finds nothing, the browser says nothing."""

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import states
from hostile import HOSTILE, hostile

from ecograph.changes.changes import Changes, changes
from ecograph.ecosystem import Ecosystem
from ecograph.outputs.changes import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

AXE = "() => axe.run(document, {resultTypes: ['violations']})"


@pytest.fixture(scope="module")
def found() -> Changes:
    """Return the changes between the two states written by hand."""
    return changes(states.before(), states.after(), figures=states.figures(), crossed=states.crossed())


def opened(browser: "Browser", file: Path, **screen: Any) -> "tuple[Page, list[str]]":  # noqa: ANN401 - playwright's
    """Return the opened page, and the list in which its faults are noted."""
    page, faults = browser.new_page(**screen), []

    def guard(route: "Route") -> None:
        if route.request.url.partition("#")[0] == file.as_uri():
            route.continue_()
        else:
            faults.append(f"request {route.request.url}")
            route.abort()

    page.route("**/*", guard)
    page.on("console", lambda message: faults.append(f"console {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error {error}"))
    page.goto(file.as_uri())
    return page, faults


def problems(page: "Page") -> list[str]:
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    return [
        f"{each['impact']} {each['id']}: {each['nodes'][0]['html'][:200]}" for each in page.evaluate(AXE)["violations"]
    ]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("da", "dark"), ("nb", "light")])
def test_axe_finds_nothing_and_nothing_is_asked_for(
    browser: "Browser", found: Changes, tmp_path: Path, language: str, scheme: str
) -> None:
    file = tmp_path / "changes.html"
    file.write_text(html(found, language, title="Clusters", before="2023", after="2024"), encoding="utf-8")
    page, faults = opened(browser, file, color_scheme=scheme)
    assert faults == []
    assert problems(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#summary"
    page.evaluate("document.querySelector('h2').removeAttribute('id'); document.querySelector('html').lang = ''")
    assert any(each.startswith("serious html-has-lang") for each in problems(page))  # a planted fault is found
    page.close()


def test_hostile_texts_do_nothing_and_fit_on_a_phone(browser: "Browser", tmp_path: Path) -> None:
    file = tmp_path / "changes.html"
    found = changes(Ecosystem.of(), hostile())
    file.write_text(html(found, "en", title=HOSTILE[1], before=HOSTILE[0], after=HOSTILE[4]), encoding="utf-8")
    page, faults = opened(browser, file, viewport={"width": 390, "height": 844})
    assert faults == []
    assert page.evaluate("typeof window.probe") == "undefined"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert problems(page) == []
    page.close()
