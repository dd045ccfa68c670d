"""The page on the graph model says what the engine answers, and its drawing shows all that the schema has."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from typing import NamedTuple

import pytest

from ecograph import EcographError, load
from ecograph.outputs import graph_drawing
from ecograph.outputs.graph_drawing import FRAMES, LINES, NODES, WIDTH, drawing, ways
from ecograph.outputs.graph_model import EXAMPLES, Example, page
from ecograph.property_graph import END, START, property_graph
from ecograph.schema import TABLES
from ecograph.schema.graph import DATASET, KIND_LABELS, LABELS, RELATIONSHIPS, RENAMED, TYPES

SVG = "{http://www.w3.org/2000/svg}"


class Box(NamedTuple):
    """Where something of a drawing stands."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


SIZES = {"label": (16, 0.66), "type": (12, 0.70), "note": (13, 0.60)}
"""The size of each class of text, and the width of a sign in sizes: as wide as Chromium measured with DejaVu Sans, the
widest of the fonts."""


def texts(svg: str) -> list[Box]:
    """Return where the texts of a drawing stand, for the widest font."""
    found = []
    for each in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own
        size, wide = SIZES[each.attrib["class"]]
        width = size * wide * len(each.text or "")
        x, y = float(each.attrib["x"]), float(each.attrib["y"])
        left = x - {"start": 0, "middle": width / 2, "end": width}[each.get("text-anchor", "start")]
        found.append(Box(each.text or "", left, y - size * 0.95, left + width, y + size * 0.25))
    return found


def nodes(svg: str) -> list[Box]:
    """Return where the boxes of a drawing stand."""
    found = []
    for each in ET.fromstring(svg).iter(f"{SVG}rect"):  # noqa: S314 - our own
        if each.attrib["class"] not in {"paper", "frame"}:
            x, y, width, height = (float(each.attrib[name]) for name in ("x", "y", "width", "height"))
            found.append(Box("", x, y, x + width, y + height))
    return found


def faults(svg: str) -> list[tuple[str, str]]:
    """Return the texts that stand on another text, on the edge of a box, or outside."""
    written = texts(svg)
    found = [(one.text, other.text) for one, other in combinations(written, 2) if one.meets(other)]
    found += [(each.text, "a box") for each in written for box in nodes(svg) if each.meets(box) and not box.holds(each)]
    return found + [(each.text, "the edge") for each in written if each.left < 0 or each.right > WIDTH]


# the drawing


def test_every_label_and_every_relationship_is_drawn_and_nothing_else() -> None:
    assert set(NODES) == set(LABELS) - set(KIND_LABELS.values())
    assert set(LINES) == set(ways())
    assert {kind for kind, _, _ in ways()} == set(TYPES)
    assert {place for _, *ends in ways() for place in ends} <= set(NODES) | set(FRAMES)
    written = sorted(each.text for each in texts(drawing()))
    assert written == sorted([*NODES, *FRAMES, *(kind for kind, _, _ in ways())])


def test_a_relationship_without_a_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    rest = {way: line for way, line in LINES.items() if way[0] != "SERVES"}
    monkeypatch.setattr(graph_drawing, "LINES", rest)
    with pytest.raises(KeyError, match="SERVES"):
        drawing()


def test_no_text_of_the_drawing_stands_on_another_or_on_the_edge_of_a_box() -> None:
    assert faults(drawing()) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('x="490" y="316"', 'x="430" y="316"'), ("Organisation", "a box")),
        (('x="808" y="283"', 'x="805" y="453"'), ("HAS_THEME", "SET_UP_BY")),
        (('x="968" y="380"', 'x="1068" y="380"'), ("IN_FRAMEWORK", "the edge")),
    ],
)
def test_a_text_in_a_wrong_place_is_found(change: tuple[str, str], fault: tuple[str, str]) -> None:
    moved = drawing().replace(*change)
    assert faults(moved) == [fault]


def test_the_drawing_takes_nothing_from_elsewhere_and_knows_dark_pages() -> None:
    svg = drawing()
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert "@media (prefers-color-scheme:dark)" in svg
    assert svg == drawing()


# the page


def section(name: str) -> str:
    """Return a section of the page, without those below it."""
    return re.split(r"^##+ ", page().partition(f"# {name}\n")[2], flags=re.MULTILINE)[0]


def rows(name: str) -> list[list[str]]:
    """Return the rows of the table of a section, without its head."""
    lines = [line for line in section(name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def named(text: str) -> list[str]:
    return re.findall(r"`([^`]*)`", text)


def test_every_label_is_on_the_page_with_its_key() -> None:
    graph = property_graph(load())
    keys = {each.label: each.key for each in graph.nodes}
    assert {named(row[0])[0]: named(row[2])[0] for row in rows("Labels")} == keys
    assert set(named(section("Labels"))) >= set(KIND_LABELS.values())


def test_every_relationship_of_a_graph_is_on_the_page() -> None:
    said = [(named(row[0])[0], named(row[1]), named(row[2])) for row in rows("Relationships")]
    stated = [each for each in RELATIONSHIPS if each.kind != "STATED_BY"]
    assert len(said) == len(stated) + 2
    for each in property_graph(load()).relationships:
        labels = {(start, end) for kind, starts, ends in said if kind == each.kind for start in starts for end in ends}
        if each.kind == "STATED_BY":
            assert each.start[0] not in {"Source", DATASET}
        elif each.kind == "ABOUT":
            assert each.end[0] != DATASET
        else:
            assert (each.start[0], each.end[0]) in labels


def test_every_property_of_a_graph_is_on_the_page_with_its_meaning() -> None:
    graph = property_graph(load())
    tables = {table.label or table.name: table for table in TABLES}
    held = {each.label: set(each.table.columns) for each in graph.nodes[1:]}
    for each in graph.relationships:
        table = each.table["row"][0].partition("/")[0]
        if table in tables:
            held.setdefault(table, set()).update(set(each.table.columns) - {START, END})
    assert len(held) == len(tables)
    for name, properties in held.items():
        said = {named(row[0])[0]: row[1] for row in rows(name)}
        assert set(said) == properties, name
        assert all(len(about) > 3 for about in said.values())


def test_the_names_that_differ_are_listed() -> None:
    said = {named(row[0])[0]: named(row[1])[0] for row in rows("Names that are not those of the column")}
    assert said == RENAMED


@pytest.mark.parametrize("example", EXAMPLES, ids=["where", "who"])
def test_the_engine_answers_what_the_page_shows(example: Example) -> None:
    pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")
    from ecograph.stores import embedded

    graph = embedded.filled(property_graph(load()))
    found = embedded.read(graph, example.statement, example.parameters, timeout=60, limit=None)
    assert (found.columns, tuple(found.rows)) == (example.columns, example.rows)
    assert f"```cypher\n{example.statement}\n```" in page()


def test_the_embedded_engine_is_not_asked_what_the_page_says_it_misreads() -> None:
    pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")
    from ecograph.stores import embedded

    graph = embedded.filled(property_graph(load()))

    def counted(statement: str) -> object:
        return embedded.read(graph, f"{statement} RETURN count(s) AS n", {}, timeout=60, limit=None).rows[0][0]

    pattern = "MATCH ()-[part:PARTICIPATES_IN]->() MATCH (s:Source"
    with pytest.raises(EcographError, match="found a property of the relationship part in the map of a pattern"):
        counted(f"{pattern} {{source_id: part.source_id}})")
    assert counted(f"{pattern}) WHERE s.source_id = part.source_id") == load().participations.height
