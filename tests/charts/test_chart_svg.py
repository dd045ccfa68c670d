"""A drawing as SVG is well-formed, tells a screen reader what it is, and needs nothing from elsewhere."""

import re
from xml.etree import ElementTree as ET  # the files are our own

import pytest
from charted import texts
from hostile import HOSTILE

from ecograph.charts.drawing import Band, Box, Dot, Drawing, Label, Line
from ecograph.charts.heat_map import HeatCell, heat_map
from ecograph.charts.lettering import clean
from ecograph.charts.picture import figure
from ecograph.charts.svg import svg
from ecograph.charts.upset import Combination, UpsetWords, upset

SPACE = "{http://www.w3.org/2000/svg}"

EVERY = Drawing(
    100,
    60,
    (
        Box(0, 0, 10, 10, "#0072b2"),
        Box(20, 0, 10, 10, "", "#1a1a1a", hatched=True),
        Box(40, 0, 10, 10, "#ffffff", hatched=True),
        Line(((0, 20), (10, 25), (20, 20)), "#1a1a1a", 2, dashed=True),
        Line(((0, 20), (10, 25)), "#1a1a1a"),
        Dot(30, 20, 3, "#0072b2"),
        Dot(40, 20, 3),
        Dot(50, 20, 3, "#ffffff", "#0072b2"),
        Band(0, 30, 40, 50, 32, 42, "#0072b2", 0.5, "#0072b2", hatched=True),
        Band(50, 30, 40, 100, 32, 42, "#0072b2", straight=True),
        Label(0, 50, "start"),
        Label(50, 50, "middle", 8, "middle", bold=True),
        Label(99, 50, "end", 8, "end", fill="#4a5663"),
        Label(5, 59, "turned", 8, turned=60),
    ),
)
"""One of each shape in each of its looks; three are hatched."""


def element(drawing: Drawing, title: str = "Title", description: str = "Description") -> ET.Element:
    text = svg(drawing, title=title, description=description, identity="chart")
    return ET.fromstring(text)  # noqa: S314 - it is our own


def written(root: ET.Element) -> list[ET.Element]:
    """Return the elements of the shapes, after the title and the description."""
    return list(root)[2:]


def test_it_is_a_picture_named_by_its_title_and_its_description() -> None:
    root = element(EVERY, "Overlap of clusters", "Four clusters share five partners.")
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "chart-title chart-description")
    title, description = list(root)[:2]
    assert (title.get("id"), title.text) == ("chart-title", "Overlap of clusters")
    assert (description.get("id"), description.text) == ("chart-description", "Four clusters share five partners.")


def test_its_size_is_in_points_and_its_view_is_the_drawing() -> None:
    root = element(EVERY)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("100pt", "60pt", "0 0 100 60")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    root = element(Drawing(100, 20, (Label(0, 10, text),)), text, text)
    assert [child.text for child in root] == [clean(text)] * 3
    assert {child.tag for child in root} == {f"{SPACE}title", f"{SPACE}desc", f"{SPACE}text"}


def test_an_identity_cannot_break_out_of_its_attribute() -> None:
    root = ET.fromstring(svg(EVERY, title="", description="", identity="\"><script>'"))  # noqa: S314
    assert root.get("id") == "\"><script>'"


def test_charts_of_hostile_names_are_well_formed() -> None:
    cells = [[HeatCell(1, text, "covered") for text in HOSTILE]] * len(HOSTILE)
    map_drawing = heat_map(HOSTILE, HOSTILE, cells, legend={"covered": HOSTILE[0]})
    plot = upset(
        [(text, 1) for text in HOSTILE], [Combination((0, 1), 1)], language="en", words=UpsetWords(*HOSTILE[:2])
    )
    for drawing in (map_drawing, plot):
        assert [child.text for child in element(drawing).iter(f"{SPACE}text")] == texts(drawing)


def test_it_has_no_script_no_style_and_no_address_but_that_of_its_format() -> None:
    text = svg(EVERY, title="", description="", identity="chart")
    assert re.findall(r"https?:[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|<style| style=| on[a-z]+=|href|url\(", text)


def test_each_shape_is_an_element_and_each_hatching_one_more() -> None:
    tags = [child.tag.removeprefix(SPACE) for child in written(element(EVERY))]
    assert tags == [
        *("rect", "rect", "path", "rect", "path"),
        *("polyline", "polyline", "circle", "circle", "circle"),
        *("path", "path", "path"),
        *("text", "text", "text", "text"),
    ]


def test_the_svg_and_the_picture_show_the_same_shapes() -> None:
    artists = figure(EVERY).get_children()[1:]  # the first is the ground
    kinds = {"Rectangle": "rect", "PathPatch": "path", "Circle": "circle", "Text": "text"}
    drawn = [kinds[type(artist).__name__] for artist in artists]
    tags = [child.tag.removeprefix(SPACE).replace("polyline", "path") for child in written(element(EVERY))]
    assert drawn == tags


def test_a_band_is_drawn_along_its_edges() -> None:
    band = written(element(Drawing(50, 50, (Band(0, 10, 20, 40, 30, 45, "#0072b2", 0.5),))))[0]
    assert band.get("d") == "M0,10C20,10 20,30 40,30L40,45C20,45 20,20 0,20Z"
    assert (band.get("fill-opacity"), band.get("stroke")) == ("0.5", None)


def test_a_text_is_turned_around_its_place_counter_clockwise() -> None:
    label = written(element(Drawing(50, 50, (Label(5, 40, "a", turned=60),))))[0]
    assert label.get("transform") == "rotate(-60 5 40)"


def test_the_same_drawing_gives_the_same_text() -> None:
    first, second = (svg(EVERY, title="a", description="b", identity="c") for _ in range(2))
    assert first == second
