"""The report in a browser: silent, offline, for everyone, on every width, and on paper."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from documents import document, hostile_document, long_document

from ecograph.language import LANGUAGES
from ecograph.outputs.report.html import html
from ecograph.report.document import Document, Section, marks_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed: apt install poppler-utils"
)
AXE = "axe.run(document, {resultTypes: ['violations']})"
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}

Opening = Callable[..., "Page"]


@pytest.fixture
def open_report(browser: "Browser", tmp_path: Path) -> Iterator[Opening]:
    """Return a function that opens a report with every request blocked; at the end nothing may have been said."""
    faults: list[str] = []
    opened: list[Page] = []

    def opening(given: Document, viewport: Any = DESK) -> "Page":  # noqa: ANN401 - playwright's
        file = tmp_path / f"report-{len(opened)}.html"
        file.write_text(html(given), encoding="utf-8", newline="\n")
        page = browser.new_page(viewport=viewport)

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
        opened.append(page)
        return page

    yield opening
    for page in opened:
        page.close()
    assert faults == []


def problems(page: "Page") -> list[str]:
    """Return what axe-core finds, each with its impact and the first element it is about."""
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(AXE)
    return [f"{each['impact']} {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


def sideways(page: "Page") -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def unfolded(page: "Page") -> "Page":
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    return page


def printed(page: "Page") -> list[str]:
    """Return the text of each page as printed, without telling the browser a size."""
    made = page.pdf(prefer_css_page_size=True)
    facts = subprocess.run(["pdfinfo", "-"], input=made, capture_output=True, check=True).stdout.decode()
    assert re.search(r"Page size: +59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)", facts)
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True)
    return found.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_at_any_width(open_report: Opening, language: str) -> None:
    for viewport in (DESK, PHONE):
        assert problems(unfolded(open_report(document(language), viewport))) == []


def test_axe_finds_nothing_where_parts_have_the_same_title(open_report: Opening) -> None:
    parts = tuple(Section(f"part-{i}", "Before", document().sections[i].blocks) for i in range(3))
    given = replace(document(), sections=(Section("merger", "Mergers", (), parts),))
    assert problems(open_report(given)) == []


def test_axe_finds_a_fault_that_is_planted(open_report: Opening) -> None:
    page = open_report(document())
    page.evaluate("document.querySelector('.mark').style.color = '#ccc'")
    assert [each.split(":")[0] for each in problems(page)] == ["serious color-contrast"]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_does_not_scroll_sideways_whatever_it_holds(open_report: Opening, viewport: dict[str, int]) -> None:
    for given in (document("nb"), hostile_document()):
        page = unfolded(open_report(given, viewport))
        assert sideways(page) == viewport["width"]
        assert page.evaluate("typeof window.probe") == "undefined"


def test_a_table_that_is_too_wide_scrolls_in_its_own_box(open_report: Opening) -> None:
    page = open_report(document(), PHONE)
    wide = "[...document.querySelectorAll('.scroll')].map((each) => each.scrollWidth > each.clientWidth)"
    assert page.evaluate(wide)[0] is True


def test_the_keyboard_skips_to_the_report_and_follows_a_mark_and_back(open_report: Opening) -> None:
    page = open_report(document())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "mark"  # the first link of the report, not the contents
    mark = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#note-{mark}"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#use-{mark}"


def test_a_mark_in_a_folded_table_unfolds_it(open_report: Opening) -> None:
    page = open_report(document())
    page.evaluate("document.querySelector('details .mark').id = 'planted'")
    page.evaluate("location.hash = '#planted'")
    page.wait_for_selector("details[open]")


@poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_prints_a4_with_page_numbers_and_unfolded_tables(open_report: Opening, language: str) -> None:
    text = printed(open_report(document(language)))
    of = {"en": "Page {} of {}", "da": "Side {} af {}", "nb": "Side {} av {}"}[language]
    assert len(text) > 1
    for i, each in enumerate(text):
        assert of.format(i + 1, len(text)) in each
        assert document(language).title in each
    assert re.search(r"2019 +110", "".join(text))  # the table of the chart, which is folded on the screen
    assert "https://cordis.europa.eu/" in "".join(text)


@poppler
def test_the_head_of_a_long_table_is_printed_on_each_of_its_pages(open_report: Opening) -> None:
    given = replace(long_document(1, 200), notes=())
    text = printed(open_report(given))
    with_rows = [each for each in text if re.search(r"^ *Organisation \d", each, re.MULTILINE)]
    assert len(with_rows) >= 3
    assert all(re.search("Cluster +.*Members", each) for each in with_rows)
    assert re.findall(r"\bk[0-9a-f]{7}\b", "".join(text)) == list(marks_of(given.sections))  # one in each of 200 rows
