"""The page of the map is one safe file, in three languages."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from importlib import resources

import pytest
from mapped import HOSTILE, Page, column, hostile, payload, small

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.language.map import MAP
from ecograph.language.map.picture import PICTURE
from ecograph.language.regions import REGIONS
from ecograph.network import Network
from ecograph.outputs.map import Drawn, MapView, map_page, render_map
from ecograph.outputs.map.looks import COLOURS, PALETTE, SHAPES
from ecograph.schema import vocabulary


def test_page_has_the_same_bytes_each_time() -> None:
    assert render_map(small(), "da") == render_map(small(), "da")


@pytest.mark.slow
def test_page_has_the_same_bytes_whatever_the_order_of_sets() -> None:
    script = "import ecograph, sys; sys.stdout.write(ecograph.render_map(ecograph.load(), 'nb'))"
    pages = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_in_the_language_and_has_all_three(language: str) -> None:
    html = render_map(small(), language)
    page = Page(html)
    assert html.startswith("<!doctype html>")
    assert page.all("html")[0][0]["lang"] == language
    assert page.all("title")[0][1] == "Små klynger"
    assert any(text == MAP["fit"].in_(language) for _, text in page.all("button"))
    found = payload(html)
    assert set(found["text"]) - {"keys"} == set(found["values"]) == set(LANGUAGES)
    assert dict(zip(found["text"]["keys"], found["text"]["nb"], strict=True)) == {
        key: text.nb for key, text in MAP.items()
    }
    assert found["values"]["da"]["qualifier"]["nearly"] == "knap"
    assert found["regions"] == REGIONS


def test_page_without_a_title_has_one() -> None:
    assert Page(render_map(Ecosystem.of(), "nb")).all("title")[0][1] == "Kart"


def test_unknown_language() -> None:
    with pytest.raises(EcographError, match="language: found 'sv', expected one of da, nb, en"):
        render_map(small(), "sv")


@pytest.mark.parametrize("eco", [small(), hostile()], ids=["small", "hostile"])
def test_page_loads_nothing(eco: Ecosystem) -> None:
    page = Page(render_map(eco))
    names = {tag for tag, _, _ in page.elements}
    assert not names & {"link", "img", "iframe", "object", "embed", "base", "form", "video", "audio"}
    for _, attributes, _ in page.elements:
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    [(_, style)] = page.all("style")
    assert "url(" not in style
    assert "@import" not in style


def test_only_the_named_scripts_and_style_may_run() -> None:
    page = Page(map_page(Drawn.of(Network.of(hostile()), MapView(renderer="vis"))))
    scripts = page.all("script")
    assert len(scripts) == 3
    data, library, own = scripts
    assert data[0] == {"type": "application/json", "id": "data"}
    assert "@license" in library[1]
    assert "sourceMappingURL" not in library[1]

    def named(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    policy = page.all("meta")[1][0]["content"]
    assert policy == (
        f"default-src 'none'; script-src {named(library[1])} {named(own[1])}; "
        f"style-src {named(page.all('style')[0][1])}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    assert not any("\r" in text for _, text in (*scripts, *page.all("style")))


def test_hostile_text_is_data_and_nothing_else() -> None:
    html = render_map(hostile())
    page = Page(html)
    assert column(payload(html)["tables"]["organisations"]["columns"]["name"]) == HOSTILE
    assert page.all("h1")[0][1] == page.all("title")[0][1] == HOSTILE[1]
    assert "49" not in page.all("h1")[0][1]
    assert html.count("</script") == 2
    assert re.search(r"<img|<!--", html) is None


def test_own_script_never_reads_text_as_markup() -> None:
    own = Page(render_map(small())).all("script")[1][1]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert word not in own
    assert '"use strict"' in own


def test_a_number_that_is_none_is_refused() -> None:
    figures = [{"figure_id": "k", "what": "members", "value": float("nan"), "unit": "members"}]
    with pytest.raises(ValueError, match="JSON"):
        render_map(Ecosystem.of(figures=figures))


@pytest.mark.parametrize("key", MAP)
def test_no_text_is_empty_and_all_fill_the_same_places(key: str) -> None:
    assert all(MAP[key])
    assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in MAP[key]}) == 1


def test_no_text_is_unused() -> None:
    own = "".join(
        Page(map_page(Drawn.of(Network.of(small()), MapView(renderer=renderer)))).all("script")[-1][1]
        for renderer in ("canvas", "vis")
    )
    template = resources.files("ecograph.outputs").joinpath("templates", "map.html.j2").read_text(encoding="utf-8")
    keys = {*re.findall(r'"(\w+)"', own), *re.findall(r"(\w+): (?:\(row\)|flow)", own)}
    keys |= {*re.findall(r'data-(?:text|label|hint)="(\w+)"', template), "no_script", *PICTURE}
    starts = tuple(re.findall(r"`(\w+_)\$\{", own))
    ends = tuple(re.findall(r"\}(_\w+)`", own))
    assert starts
    assert ends
    assert {key for key in MAP if key not in keys and not key.startswith(starts) and not key.endswith(ends)} == set()


def test_every_helix_has_a_colour_and_every_kind_a_shape() -> None:
    assert set(COLOURS) == {*vocabulary.HELIX, "unknown", "project"}
    assert all(f"shape_{group}" in MAP for group in SHAPES)


def test_lines_stand_out_from_white() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    # WCAG 2.1, 1.4.11: 3 to 1
    assert all(1.05 / (luminance(paint.line) + 0.05) >= 3 for paint in (COLOURS | PALETTE).values())


def test_a_page_drawn_by_our_own_engine_holds_no_library() -> None:
    html = render_map(small())
    assert "vis-network" not in Page(html).all("script")[1][1]
    assert len(html) < len(map_page(Drawn.of(Network.of(small()), MapView(renderer="vis")))) - 400_000
