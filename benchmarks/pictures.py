"""The pictures of the map in the documents: the bundled dataset at three sizes and in both themes.

Run as ``python -m benchmarks.pictures docs/pictures``; ``make pictures`` does.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from chromium import ARGUMENTS, chromium

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map import render_map
from ecograph.outputs.map.drawn import MapView
from ecograph.sources import load

DESKTOP, TABLET = {"width": 1400, "height": 900}, {"width": 1024, "height": 768}
PHONE = {"width": 390, "height": 844}


class Picture(NamedTuple):
    """One picture: the screen, the theme, and the address of the view from its #."""

    screen: Mapping[str, int]
    scheme: str
    hash: str = ""


PICTURES = {
    "map": Picture(DESKTOP, "light"),
    "map-dark": Picture(DESKTOP, "dark", "#focus=welfare-tech"),
    "map-tablet": Picture(TABLET, "light", "#view=money"),
    "map-tablet-dark": Picture(TABLET, "dark", "#view=one"),
    "map-phone": Picture(PHONE, "light"),
    "map-phone-dark": Picture(PHONE, "dark"),
    "map-table": Picture(DESKTOP, "light", "#table=1&focus=welfare-tech"),
}


def draw(ecosystem: Ecosystem, folder: Path, pictures: Mapping[str, Picture] = PICTURES) -> None:
    """Write the pictures of a map as PNG files."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as running:
        file = Path(name) / "map.html"
        file.write_text(render_map(ecosystem, "en", MapView()), encoding="utf-8", newline="\n")
        browser = running.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for title, picture in pictures.items():
            screen: dict[str, Any] = {"viewport": dict(picture.screen), "color_scheme": picture.scheme}
            page = browser.new_page(**screen)
            page.goto(file.as_uri() + picture.hash)
            page.wait_for_selector("[data-ready]", state="attached")
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{title}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    draw(load(None), Path(sys.argv[1]))
