"""The network map: the pyvis network holds what the tables say, and the page is one safe file."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.language.map import MAP, REGIONS
from ecograph.outputs.map import COLOURS, SHAPES, render_map, to_pyvis
from ecograph.schema import vocabulary

HOSTILE = [
    "<img src=x onerror=probe=1>",
    "</script><script>probe=1</script>",
    "<!--<script>",
    "{{ 7*7 }}{% raw %}",
    "\"'`><b>",
    "a\u2028b\u2029c",
    "\u202egnp.exe",
    "javascript:probe=1",
    "x" * 10_000,
]


def small() -> Ecosystem:
    """Two clusters, a shared university, money of every sort, and a body without ties."""
    return Ecosystem.of(
        "Små klynger",
        organisations=[
            {"org_id": "wt", "name": "Welfare Tech", "kind": "cluster", "helix": "intermediary", "country": "DK"},
            {"org_id": "nht", "name": "Norway Health Tech", "kind": "cluster", "helix": "intermediary"},
            {"org_id": "au", "name": "Aarhus Universitet", "kind": "university", "helix": "academia", "region": "DK04"},
            {"org_id": "erdf", "name": "ERDF", "kind": "fund", "helix": "government"},
            {"org_id": "firms", "name": "five firms", "kind": "company", "extent": "collective", "n": 5},
            {"org_id": "lone", "name": "Alone", "kind": "media"},
        ],
        names=[{"org_id": "nht", "name": "Oslo Medtech", "kind": "former"}],
        projects=[{"project_id": "p1", "title": "Project one", "kind": "project", "start": "2019"}],
        participations=[
            {"org_id": "wt", "project_id": "p1", "role": "lead"},
            {"org_id": "nht", "project_id": "p1", "role": "partner"},
        ],
        memberships=[
            {"org_id": "au", "cluster_id": "wt", "role": "member"},
            {"org_id": "au", "cluster_id": "nht", "role": "member"},
            {"org_id": "firms", "cluster_id": "wt", "role": "member"},
        ],
        ties=[
            {"tie_id": "t1", "subject": "wt", "kind": "cooperates_with", "object": "nht"},
            {"tie_id": "t2", "subject": "nht", "kind": "asks", "object": "wt"},
        ],
        flows=[
            {
                "flow_id": "exact",
                "payers": ["erdf"],
                "recipients": ["p1"],
                "amount": 1.5e6,
                "qualifier": "exact",
                "currency": "DKK",
                "kind": "grant",
                "level": "grant",
            },
            {
                "flow_id": "joint",
                "payers": ["erdf", "au"],
                "recipients": ["wt"],
                "amount": 9e6,
                "qualifier": "nearly",
                "currency": "DKK",
                "kind": "grant",
                "level": "grant",
            },
            {"flow_id": "many", "payers": ["erdf"], "recipients": ["nht", "wt"], "kind": "grant", "level": "call"},
            {"flow_id": "nobody", "payers": [], "recipients": ["wt"], "kind": "grant", "level": "call"},
            {"flow_id": "unsaid", "payers": ["erdf"], "recipients": None, "kind": "grant", "level": "call"},
        ],
    )


def hostile() -> Ecosystem:
    """Every text that reaches the page is hostile."""
    ids = [f"o{i}" for i in range(len(HOSTILE))]
    facts: dict[str, Any] = {"locator": HOSTILE[0]}
    return Ecosystem.of(
        HOSTILE[1],
        sources=[{"source_id": "bad", "title": HOSTILE[0], "publisher": HOSTILE[1], "url": HOSTILE[7]}],
        organisations=[
            {"org_id": i, "name": text, "kind": "cluster", "country": HOSTILE[4], "region": text, "source_id": "bad"}
            for i, text in zip(ids, HOSTILE, strict=True)
        ],
        names=[{"org_id": "o0", "name": text, "kind": "alias"} for text in HOSTILE],
        identifiers=[{"org_id": "o0", "scheme": "cvr", "value": text} for text in HOSTILE],
        projects=[{"project_id": HOSTILE[1], "title": HOSTILE[0], "kind": "project", "programme": HOSTILE[1]}],
        participations=[{"org_id": i, "project_id": HOSTILE[1], "role": "partner", **facts} for i in ids],
        flows=[{"flow_id": "f", "payers": ids, "recipients": [HOSTILE[1]], "amount": 1.0, "qualifier": "about",
                "currency": HOSTILE[0], "kind": "grant", "level": "grant", "about": HOSTILE[1]}],
        figures=[{"figure_id": "k", "subject": "o0", "what": HOSTILE[0], "value": 1.0, "unit": HOSTILE[1]}],
        events=[{"event_id": "e", "subject": "o0", "date": HOSTILE[0], "what": "held", "detail": HOSTILE[1]}],
        evidence=[
            {"table": "organisations", "key": "o0", "source_id": "bad", "stance": "differs", "stated": HOSTILE[0]},
        ],
    )  # fmt: skip


class Page(HTMLParser):
    """The elements of a page, each with its attributes and the text in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))
        self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.elements if name == tag]


def payload(html: str) -> dict[str, Any]:
    [text] = [text for attributes, text in Page(html).all("script") if attributes.get("id") == "data"]
    found: dict[str, Any] = json.loads(text)
    return found


def column(coded: Any) -> list[Any]:  # noqa: ANN401 - it is JSON
    if isinstance(coded, list):
        return coded
    return [None if place is None else coded["texts"][place] for place in coded["places"]]


def test_nodes_are_the_organisations_and_projects() -> None:
    eco = small()
    network = to_pyvis(eco)
    ids = [*eco.organisations["org_id"], *eco.projects["project_id"]]
    assert network.get_nodes() == ids
    assert network.num_nodes() == len(ids)
    assert [node["label"] for node in network.nodes] == [*eco.organisations["name"], *eco.projects["title"]]


def test_edges_are_the_rows_of_the_fact_tables() -> None:
    network = to_pyvis(small())
    counted = [edge["kind"] for edge in network.edges]
    # by hand: 2 participations, 3 memberships, 2 ties; flows: 1 + 2 payers x 1 + 1 x 2 recipients + 0 + 0
    assert [counted.count(kind) for kind in ("participation", "membership", "tie", "flow")] == [2, 3, 2, 5]
    assert network.num_edges() == 12


def test_places_are_fixed_and_physics_is_off() -> None:
    network = to_pyvis(small())
    assert all(node["fixed"] and not node["physics"] for node in network.nodes)
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in network.nodes)
    assert network.options.physics.enabled is False


def test_shape_colour_and_hollow() -> None:
    nodes = {node["id"]: node for node in to_pyvis(small()).nodes}
    assert [nodes[node]["shape"] for node in ("wt", "au", "erdf", "firms", "p1")] == [
        "hexagon",
        "triangle",
        "triangleDown",
        "dot",
        "square",
    ]
    assert nodes["au"]["color"]["background"] == COLOURS["academia"].fill
    assert nodes["firms"]["color"] == {"background": "#ffffff", "border": COLOURS["unknown"].line}
    assert [node["id"] for node in nodes.values() if node["hollow"]] == ["firms"]


def test_every_helix_has_a_colour_and_every_kind_a_shape() -> None:
    assert set(COLOURS) == {*vocabulary.HELIX, "unknown", "project"}
    assert all(f"shape_{group}" in MAP for group in SHAPES)


def test_lines_stand_out_from_white() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    # WCAG 2.1, 1.4.11: 3 to 1
    assert all(1.05 / (luminance(paint.line) + 0.05) >= 3 for paint in COLOURS.values())


def test_a_flow_says_its_amount_and_that_it_is_joint() -> None:
    flows = [edge for edge in to_pyvis(small()).edges if edge["kind"] == "flow"]
    assert [(edge["from"], edge["to"], edge["label"], bool(edge["dashes"])) for edge in flows] == [
        ("erdf", "p1", "1,500,000 DKK", False),
        ("erdf", "wt", "nearly 9,000,000 DKK (joint amount)", True),
        ("au", "wt", "nearly 9,000,000 DKK (joint amount)", True),
        ("erdf", "nht", "amount not stated (one amount for several recipients)", True),
        ("erdf", "wt", "amount not stated (one amount for several recipients)", True),
    ]
    assert all(edge["arrows"] == "to" for edge in flows)


def test_ties_are_dashed() -> None:
    assert {edge["kind"]: bool(edge["dashes"]) for edge in to_pyvis(small()).edges if edge["kind"] != "flow"} == {
        "participation": False,
        "membership": False,
        "tie": True,
    }


def test_parallel_edges_bend_to_different_sides() -> None:
    one, other = (edge for edge in to_pyvis(small()).edges if edge["kind"] == "tie")
    # they run in opposite directions, so that the same turn is on the other side
    assert one["smooth"]["type"] == other["smooth"]["type"]
    assert one["bend"] == other["bend"] != 0


def test_five_hundred_parallel_ties_survive() -> None:
    ties = [{"tie_id": f"t{i:03}", "subject": "a", "kind": "asks", "object": "b"} for i in range(500)]
    orgs = [{"org_id": org, "name": org, "kind": "company"} for org in "ab"]
    edges = to_pyvis(Ecosystem.of(organisations=orgs, ties=ties)).edges
    assert len(edges) == len({edge["bend"] for edge in edges}) == 500
    assert all(abs(edge["bend"]) <= 0.6 for edge in edges)


def test_two_nodes_of_the_same_name() -> None:
    orgs = [{"org_id": org, "name": "Region", "kind": "region"} for org in "ab"]
    network = to_pyvis(Ecosystem.of(organisations=orgs))
    assert [node["label"] for node in network.nodes] == ["Region", "Region"]
    assert network.get_nodes() == ["a", "b"]


def test_a_tie_with_itself() -> None:
    orgs = [{"org_id": "a", "name": "A", "kind": "region"}]
    ties = [{"tie_id": "t", "subject": "a", "kind": "asks", "object": "a"}]
    assert len(to_pyvis(Ecosystem.of(organisations=orgs, ties=ties)).edges) == 1


@pytest.mark.parametrize("orgs", [[], [{"org_id": "a", "name": "A", "kind": "region"}]])
def test_nothing_and_one_node(orgs: list[dict[str, str]]) -> None:
    eco = Ecosystem.of(organisations=orgs)
    assert to_pyvis(eco).num_nodes() == len(orgs)
    found = payload(render_map(eco))
    assert column(found["nodes"]["id"]) == [org["org_id"] for org in orgs]
    assert found["edges"] == {}


def test_pyvis_own_page_runs_no_data() -> None:
    html = to_pyvis(hostile()).generate_html()
    assert "<img" not in html
    assert "</script><script>probe" not in html


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


def test_page_has_nodes_edges_and_rows() -> None:
    found = payload(render_map(small()))
    assert len(column(found["nodes"]["id"])) == 7
    assert len(column(found["edges"]["kind"])) == 12
    assert column(found["tables"]["names"]["name"]) == ["Oslo Medtech"]
    assert "goals" not in found["tables"]


def test_a_column_whose_only_text_is_none_stays() -> None:
    eco = Ecosystem.of(organisations=[{"org_id": "a", "name": "None", "kind": "region"}])
    assert column(payload(render_map(eco))["tables"]["organisations"]["name"]) == ["None"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_in_the_language_and_has_all_three(language: str) -> None:
    html = render_map(small(), language)
    page = Page(html)
    assert html.startswith("<!doctype html>")
    assert page.all("html")[0][0]["lang"] == language
    assert page.all("title")[0][1] == "Små klynger"
    assert any(text == MAP["reset"].in_(language) for _, text in page.all("button"))
    found = payload(html)
    assert set(found["text"]) == set(found["values"]) == set(LANGUAGES)
    assert found["values"]["da"]["qualifier"]["nearly"] == "knap"
    assert found["regions"] == REGIONS


def test_page_without_a_title_has_one() -> None:
    assert Page(render_map(Ecosystem.of(), "nb")).all("title")[0][1] == "Kart"


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match="unknown language"):
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
    page = Page(render_map(hostile()))
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
    assert column(payload(html)["nodes"]["label"])[: len(HOSTILE)] == HOSTILE
    assert page.all("h1")[0][1] == page.all("title")[0][1] == HOSTILE[1]
    assert "49" not in page.all("h1")[0][1]
    assert html.count("</script") == 3
    assert re.search(r"<img|<!--", html) is None


def test_own_script_never_reads_text_as_markup() -> None:
    own = Page(render_map(small())).all("script")[2][1]
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
    html = render_map(small())
    own = Page(html).all("script")[2][1]
    keys = {*re.findall(r'"(\w+)"', own), *re.findall(r"(\w+): (?:\(row\)|flow)", own)}
    keys |= {
        attributes.get(f"data-{use}") or "" for _, attributes, _ in Page(html).elements for use in ("text", "label")
    }
    made = {f"shape_{group}" for group in SHAPES} | {
        f"line_{kind}" for kind in ("participation", "membership", "tie", "flow")
    }
    assert set(MAP) - keys - made - {"no_script", "search_hint"} == set()
