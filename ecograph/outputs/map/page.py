"""The network map as one HTML file that needs nothing but a browser.

Text reaches the page as escaped JSON and is shown as text only; a Content-Security-Policy forbids every request and
every script but those whose hashes it names.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ecograph.language.map import MAP
from ecograph.network import Network
from ecograph.outputs.map.drawn import Drawn, MapView
from ecograph.outputs.map.looks import tokens
from ecograph.outputs.map.payload import payload, said
from ecograph.outputs.map.vis import library
from ecograph.version import VERSION

if TYPE_CHECKING:
    from ecograph.ecosystem import Ecosystem

SCRIPT: Final = (
    *("data", "words", "parts", "view", "categories", "filter", "pairs", "scene"),
    *("paint", "svg", "labels"),
    "engine",
    *(
        "legend",
        "facets",
        "timeline",
        "search",
        "facts",
        "details",
        "why",
        "table",
        "sheet",
        "files",
        "keyboard",
        "page",
    ),
)
"""The parts of the script of the page, each a file in ``templates/map``, in the order in which they run.

``engine`` stands for the one that draws: canvas or vis.
"""

STYLE: Final = ("base", "choosing", "details", "print")
"""The parts of the style sheet of the page."""


_TEXT: Final = re.compile(r"[\"'`/]")
_SIGNS: Final = re.compile(r"\s*([=(){}\[\],;:?&|<>*])\s*")


def render_map(ecosystem: Ecosystem, language: str = "en", view: MapView | None = None) -> str:
    """Return the map as one HTML document.

    It opens from disk without network access, in the given language, and can be switched to the others.
    The same ecosystem and view give the same text.

    Args:
        ecosystem: What to show.
        language: ``da``, ``nb`` or ``en``; that of the view where there is one.
        view: What it shows first.

    Raises:
        EcographError: The language or another choice is not one of those there are.
    """
    return map_page(Drawn.of(Network.of(ecosystem), view or MapView(language=language)))


def map_page(drawn: Drawn) -> str:
    """Return a map as one HTML document."""
    view = drawn.view
    text = said(MAP, view.language)
    scripts = [_script(_page_script(view.renderer))]
    if view.renderer == "vis":
        scripts.insert(0, _script(library()))
    parts = "".join(_template(f"map/{part}.css") for part in STYLE)
    style = Markup(tokens() + _compact_style(parts))  # noqa: S704 - ours, no data
    environment = Environment(loader=PackageLoader("ecograph.outputs"), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "allow_nan": False, "separators": (",", ":")}
    return environment.get_template("map.html.j2").render(
        language=view.language,
        languages={"da": "Dansk", "nb": "Norsk", "en": "English"},
        title=drawn.ecosystem.title or text["map"],
        text=text,
        payload=payload(drawn, VERSION),
        style=style,
        scripts=scripts,
        policy=_policy(scripts, style),
        renderer=view.renderer,
    )


def _template(name: str) -> str:
    return resources.files("ecograph.outputs").joinpath("templates", name).read_text(encoding="utf-8")


def _page_script(renderer: str) -> str:
    """Return the parts of our script, one after another, as one function that leaves nothing behind."""
    parts = "\n".join(_template(f"map/{renderer if part == 'engine' else part}.js") for part in SCRIPT)
    return f'(() => {{\n"use strict";\n{_compact(parts)}}})();\n'


def _compact(script: str) -> str:
    """Return a script without indentation, empty lines, lines of comment, and blanks between signs.

    Ours has no text over several lines, and blanks stay in a line with quotes, a slash or a backtick, so no text, no
    regular expression and no comment is touched.
    """
    without = re.sub(r"(?ms)^\s*/\*\*.*?\*/", "", script)
    lines = (line.strip() for line in without.splitlines())
    kept = (line for line in lines if line and not line.startswith("//"))
    return "".join((line if _TEXT.search(line) else _SIGNS.sub(r"\1", line)) + "\n" for line in kept)


def _compact_style(style: str) -> str:
    """Return a style sheet without comments, line breaks and blanks beside braces, commas and semicolons."""
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"(?s)/\*.*?\*/", "", style))


def _script(text: str) -> Markup:
    """Return a script of ours or of the library so that it cannot end or hide the element it stands in."""
    return Markup(re.sub(r"(?i)<(/script|!--)", r"<\\\1", text))  # noqa: S704 - no data in it


def _policy(scripts: list[Markup], style: Markup) -> str:
    """Return the Content-Security-Policy under which these scripts and this style run and nothing else does."""
    named = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {named}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
