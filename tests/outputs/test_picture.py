"""The picture of the map: one page with everything on it, the same bytes each time, whatever the names are."""

import dataclasses
import re
import struct
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import polars as pl
import pytest
from mapped import HOSTILE, hostile, small

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.language.map import MAP
from ecograph.network import Network
from ecograph.outputs.map.drawn import Drawn, MapView
from ecograph.outputs.map.looks import COLOURS
from ecograph.outputs.map.picture import FORMS, HEIGHT, WIDTH, picture
from ecograph.outputs.map.picture_labels import Wanted, place_labels
from ecograph.outputs.map.picture_marks import INK, LINES, RULE, SOFT, Camera, discs
from ecograph.outputs.map.picture_scene import Category, core_number, scene_of
from ecograph.outputs.map.picture_text import Style, drawable, fitted, width, wrapped
from ecograph.scenario import Scenario

pytestmark = pytest.mark.slow  # each draws a page

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(eco: Ecosystem, **view: object) -> Drawn:
    return Drawn.of(Network.of(eco), MapView(**view))  # type: ignore[arg-type]


def svg(eco: Ecosystem, **view: object) -> str:
    return picture(drawn(eco, **view), "svg").decode()


def told(text: str) -> list[str]:
    """Return the texts of an SVG: matplotlib names each in a comment above its outlines."""
    return [each.strip() for each in re.findall(r"<!--(.*?)-->", text, flags=re.DOTALL)]


def outlines(text: str, fill: str) -> int:
    """Return how many outlines of a colour an SVG has."""
    paths = [path for path in ET.fromstring(text).iter(f"{SVG}path") if f"fill: {fill}" in path.get("style", "")]  # noqa: S314 - ours
    return sum(path.get("d", "").count("M") for path in paths)


def strokes(text: str, colour: str) -> int:
    paths = [path for path in ET.fromstring(text).iter(f"{SVG}path") if f"stroke: {colour}" in path.get("style", "")]  # noqa: S314 - ours
    return sum(path.get("d", "").count("M") for path in paths)


def companies(n: int, **rows: Any) -> Ecosystem:  # noqa: ANN401 - rows of any table
    made = [{"org_id": f"o{i:04}", "name": f"Company {i}", "kind": "company", "helix": "industry"} for i in range(n)]
    return Ecosystem.of("Companies", organisations=made, **rows)


# what a page holds


def test_a_picture_has_the_same_bytes_each_time_whatever_the_user_set_and_leaves_that_as_it_was() -> None:
    one = drawn(small())
    first = {form: picture(one, form) for form in FORMS}
    with mpl.rc_context({"font.size": 30, "savefig.dpi": 10, "svg.fonttype": "none", "text.usetex": False}):
        before = dict(mpl.rcParams)
        again = {form: picture(drawn(small()), form) for form in FORMS}
        assert dict(mpl.rcParams) == before
    assert again == first
    assert not any(re.search(rb"CreationDate|<dc:date>", each) for each in first.values())


def test_a_png_is_an_a4_page_at_300_dots_an_inch_a_pdf_has_one_page_with_its_fonts() -> None:
    png, pdf = picture(drawn(small()), "png"), picture(drawn(small()), "pdf")
    # 297 x 210 mm at 300 / 25.4 dots a millimetre are 3507.9 x 2480.3
    assert struct.unpack(">II", png[16:24]) == (3507, 2480)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert b"/FontFile2" in pdf


def test_every_node_and_every_line_is_drawn_once() -> None:
    text = svg(small())
    # by hand: 2 clusters of the sphere intermediary, and the entry of the legend
    assert outlines(text, COLOURS["intermediary"].fill) == 2 + 1
    # 2 participations, 3 memberships, 2 ties, 5 arrows, and each in the legend
    counts = {kind: strokes(text, colour) for kind, (colour, _, _) in LINES.items()}
    assert counts == {"participation": 3, "membership": 4, "tie": 3, "flow": 6}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_of_the_language(language: str) -> None:
    text = svg(small(), language=language, as_of="2024-06")
    said = " ".join(told(text))
    for key in ("form", "shape_cluster", "hollow", "line_membership", "line_flow", "caption"):
        assert MAP[key].in_(language).split(",")[0].split()[0] in said, key
    assert "Welfare Tech" in said
    assert {"en": "Jun 2024", "da": "jun. 2024", "nb": "juni 2024"}[language] in said
    assert re.search(r'<svg role="img" aria-labelledby="title about"', text)
    (about,) = re.findall(r'<desc id="about">(.*?)</desc>', text)
    assert about.startswith(MAP["counts"].in_(language).partition("{")[0])


def test_what_is_unknown_is_said() -> None:
    said = " ".join(told(svg(small())))
    # by hand: erdf and au and more have two lines; five firms 1, Alone 0; two flows have an unknown end
    assert "Thin data: 2 of 7 nodes" in said
    assert "Not drawn: 2 flows" in said
    assert "newest source" not in said


def test_the_newest_source_is_told_as_precisely_as_it_is_known() -> None:
    sources = [{"source_id": "a", "published": "2023"}, {"source_id": "b", "retrieved": "2022-05-01"}]
    assert any("newest source 2023" in each for each in told(svg(Ecosystem.of("T", sources=sources))))


def test_the_colours_are_those_of_the_page() -> None:
    css = (ROOT / "ecograph/outputs/templates/map/base.css").read_text(encoding="utf-8").partition("@media")[0]
    names = dict(re.findall(r"--([a-z]+): ?(#[0-9a-f]{6})", css))
    assert {kind: colour for kind, (colour, _, _) in LINES.items()} == {kind: names[kind] for kind in LINES}
    assert (names["ink"], names["soft"], names["rule"]) == (INK, SOFT, RULE)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(EcographError, match="expected one of png, svg, pdf"):
        picture(drawn(small()), "gif")


# names


def test_hostile_names_stay_text_in_every_format() -> None:
    text = svg(hostile())
    root = ET.fromstring(text)  # noqa: S314 - ours
    assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {
        *("svg", "title", "desc", "metadata", "RDF", "Work", "type", "description", "format", "language"),
        *("creator", "Agent", "defs", "style", "g", "path", "use"),
    }
    assert not [name for each in root.iter() for name in each.attrib if name.lower().startswith("on")]
    assert not [
        value for each in root.iter() for name, value in each.attrib.items() if "href" in name and value[0] != "#"
    ]
    assert root.findtext(f"{SVG}title") == HOSTILE[1]
    assert "<!DOCTYPE" not in text
    for form in ("png", "pdf"):
        assert picture(drawn(hostile()), form)


def test_a_name_is_never_read_as_mathematics_and_a_missing_sign_is_shown_as_one() -> None:
    names = ["$\\frac{1}$", "$unclosed^", "日本語", "👩\u200d⚕️ Klinik", "a\\b_c", "", "two\nlines"]
    made = [{"org_id": f"o{i}", "name": name or None, "kind": "company"} for i, name in enumerate(names)]
    said = told(svg(Ecosystem.of("$x$", organisations=made)))
    assert "$\\frac{1}$" in said
    assert "\ufffd\ufffd\ufffd" in said
    assert "two lines" in said
    assert said[0] == "$x$"


def test_a_text_is_cut_or_wrapped_where_there_is_no_room() -> None:
    style = Style(12)
    assert fitted("MTIC", style, 100) == "MTIC"
    for text in ("x" * 10_000, "Danish Life Science Cluster"):
        cut = fitted(text, style, 80)
        assert cut.endswith("…")
        assert width(cut, style) <= 80
    lines = wrapped("foundation, association or other", style, 120)
    assert " ".join(lines) == "foundation, association or other"
    assert max(width(line, style) for line in lines) <= 120
    assert drawable("Ærø") == "Ærø"


# what is shown


def test_parallel_lines_bend_as_on_the_page() -> None:
    ties = [
        {"tie_id": f"t{i}", "subject": a, "kind": "asks", "object": b}
        for i, (a, b) in enumerate([("o0000", "o0001"), ("o0001", "o0000"), ("o0000", "o0001"), ("o0000", "o0002")])
    ]
    found = scene_of(drawn(companies(3, ties=ties))).lines["bend"].to_list()
    # turned where a line runs the other way
    assert found == pytest.approx([-0.24, 0.0, 0.24, 0.0])  # by hand: 0.12 for each line but one, to either side


def test_seven_categories_have_a_colour_and_the_others_share_one() -> None:
    made = [
        {"org_id": f"{land}{i}", "name": land, "kind": "company", "country": land}
        for size, land in enumerate(["DK", "NO", "SE", "FI", "IS", "DE", "NL", "FR", "ES"])
        for i in range(10 - size)
    ] + [{"org_id": "nowhere", "name": "Nowhere", "kind": "company"}]
    found = scene_of(drawn(Ecosystem.of("T", organisations=made), colour="country")).categories
    assert found[0] == Category("c0", "Denmark", 10)
    assert [each.colour for each in found] == [*(f"c{i}" for i in range(7)), "rest", "rest"]
    assert found[7:] == (Category("rest", "the other 2", 3 + 2), Category("rest", "not known", 1))


def test_clusters_and_communities_are_named() -> None:
    clusters = {each.label: each.total for each in scene_of(drawn(small(), colour="cluster")).categories}
    # by hand, as in the tests of Drawn: wt and firms; nht; au and p1 of both; erdf and lone of none
    assert clusters == {"Welfare Tech": 2, "Norway Health Tech": 1, "several clusters": 2, "no cluster known": 2}
    pytest.importorskip("networkit")
    communities = scene_of(drawn(small(), colour="community")).categories
    assert communities[0].label == "around Welfare Tech"
    assert communities[-1].label == "no community"


def test_above_the_limit_the_core_and_the_clusters_are_shown_and_that_is_said() -> None:
    roles = [{"org_id": f"o{i:04}", "project_id": p, "role": "partner"} for i in range(4) for p in ("p", "q")]
    roles += [{"org_id": "o0005", "project_id": "p", "role": "partner"}]
    projects = [{"project_id": p, "title": p, "kind": "project"} for p in ("p", "q")]
    eco = companies(9, projects=projects, participations=roles)
    one = drawn(eco, max_nodes=8)
    # by hand: o0000 to o0003 have both projects, and these have all four of them: a 2-core of 6; o0005 is of the 1-core
    assert core_number(one) == 1
    assert scene_of(one).nodes.height == 7
    assert core_number(drawn(eco, max_nodes=6)) == 2
    assert core_number(drawn(eco, max_nodes=2)) == 2
    assert "core: 6 of 11 nodes, each tied to at least 2" in scene_of(drawn(eco, max_nodes=6)).note
    assert "The core: 6 of 11" in " ".join(told(picture(drawn(eco, max_nodes=6), "svg").decode()))
    assert scene_of(drawn(eco)).note == ""
    cluster = eco.organisations.with_columns(
        kind=pl.when(pl.col("org_id") == "o0008").then(pl.lit("cluster")).otherwise("kind")
    )
    kept = scene_of(drawn(Ecosystem.from_frames("T", eco.frames() | {"organisations": cluster}), max_nodes=6)).nodes
    assert "Company 8" in kept["label"].to_list()


def test_a_merger_is_shown_as_it_would_be() -> None:
    merger = Scenario("Both", ("nht", "wt", "gone"))
    found = scene_of(drawn(small(), scenarios=(merger,), scenario="Both"))
    label = found.nodes["label"].to_list()
    assert sorted(label) == ["Aarhus Universitet", "Alone", "Both", "ERDF", "Project one", "five firms"]
    ends = sorted((label[a], label[b], kind) for a, b, kind in found.lines.select("a", "b", "kind").iter_rows())
    # by hand: the ties between the two are gone, and what both have with another is one line
    assert ends == [
        ("Aarhus Universitet", "Both", "flow"),
        ("Aarhus Universitet", "Both", "membership"),
        ("Both", "Project one", "participation"),
        ("ERDF", "Both", "flow"),
        ("ERDF", "Project one", "flow"),
        ("five firms", "Both", "membership"),
    ]
    assert found.note == "As it would be: Norway Health Tech and Welfare Tech as one."
    alone = Scenario("One", ("wt", "gone"))
    assert scene_of(drawn(small(), scenarios=(alone,), scenario="One")).nodes.height == 7


def test_a_merger_takes_in_its_outcome_and_has_the_colour_of_its_best_connected_cluster() -> None:
    made = [{"org_id": org, "name": org.upper(), "kind": "cluster"} for org in ("a", "b", "c", "new")]
    made += [{"org_id": f"m{i}", "name": f"M{i}", "kind": "company"} for i in range(4)]
    members = [{"org_id": f"m{i}", "cluster_id": cluster} for i, cluster in enumerate("abbc")]
    eco = Ecosystem.of("T", organisations=made, memberships=members)
    view = {"colour": "cluster", "scenarios": (Scenario("new", ("a", "b")),)}
    before = dict(scene_of(drawn(eco, **view)).nodes.select("label", "colour").iter_rows())
    found = scene_of(drawn(eco, scenario="new", **view))
    after = dict(found.nodes.select("label", "colour").iter_rows())
    # by hand, as `fillOf` in scene.js: b has most members, so what is of a has its colour too; c keeps its own
    assert sorted(after) == ["C", "M0", "M1", "M2", "M3", "new"]
    assert {after[each] for each in ("new", "M0", "M1", "M2")} == {before["B"]} != {before["A"]}
    assert after["C"] == after["M3"] == before["C"]
    assert found.note == "As it would be: A, B and NEW as one."


def test_long_and_many_names_leave_room_for_the_map() -> None:
    made = [{"org_id": f"c{i}", "name": f"{i} " + "word " * 2000, "kind": "cluster"} for i in range(9)]
    eco = Ecosystem.of("T", organisations=made)
    merger = Scenario("Both", tuple(each["org_id"] for each in made))
    found = scene_of(drawn(eco, colour="cluster", scenarios=(merger,)))
    assert max(len(each.label) for each in found.categories) == 80
    note = scene_of(drawn(eco, scenarios=(merger,), scenario="Both")).note
    # six names of 40 signs, what stands between them, and the words around them
    assert "and 3 more" in note
    assert len(note) < 6 * 42 + 60


def test_clusters_are_found_however_small_the_map_is() -> None:
    nodes = pl.DataFrame({"group": ["cluster", "company"], "radius": [10.0, 10.0], "x": [0, 1], "y": [0, 1]})
    # the radii of a cluster and of others of `radiusOf` in paint.js; 1.4, as paper shows less than a screen
    assert discs(nodes, Camera(0.01, 0, 0, 9, 9))[:, 2].tolist() == [5.0, 1.4]


def test_what_is_chosen_has_a_ring_and_its_name_first() -> None:
    found = scene_of(drawn(small(), focus="lone")).nodes
    assert found.sort("rank")["label"][0] == "Alone"
    ring = "stroke: #111111"
    assert ring in svg(small(), focus="lone")
    assert ring not in svg(small())


# strange maps


@pytest.mark.parametrize(
    ("qualifier", "said"),
    [
        ("about", "Members in the data of this map: 1 of 234–286 reported (clusters with a reported number: 1)."),
        ("exact", "Members in the data of this map: 1 of 260 reported (clusters with a reported number: 1)."),
        ("at_least", "Members in the data of this map: 1 of ≥ 260 reported (clusters with a reported number: 1)."),
    ],
)
def test_the_members_known_of_those_reported_stand_on_it(qualifier: str, said: str) -> None:
    figure = {"figure_id": "f", "subject": "c", "what": "members", "unit": "members"}
    eco = Ecosystem.of(
        organisations=[
            {"org_id": "c", "name": "C", "kind": "cluster"},
            {"org_id": "a", "name": "A", "kind": "company"},
        ],
        memberships=[{"org_id": "a", "cluster_id": "c", "role": "member"}],
        figures=[{**figure, "value": 260.0, "qualifier": qualifier}],
    )
    assert said in " ".join(told(svg(eco)))


def test_nothing_one_node_and_two_of_one_name_are_readable() -> None:
    assert any(each.startswith("There is nothing to show") for each in told(svg(Ecosystem.of())))
    assert told(svg(Ecosystem.of()))[0] == "Map"
    assert "Company 0" in told(svg(companies(1)))
    twins = Ecosystem.of("T", organisations=[{"org_id": i, "name": "Twin", "kind": "company"} for i in "ab"])
    assert told(svg(twins)).count("Twin") == 2


def test_a_tie_with_oneself_and_500_parallel_ties_are_drawn() -> None:
    ties = [{"tie_id": f"t{i}", "subject": "o0000", "kind": "asks", "object": "o0001"} for i in range(500)]
    ties.append({"tie_id": "own", "subject": "o0001", "kind": "asks", "object": "o0001"})
    flow = {"flow_id": "f", "payers": ["o0001"], "recipients": ["o0001"], "kind": "grant", "level": "grant"}
    text = svg(companies(2, ties=ties, flows=[flow]))
    assert strokes(text, LINES["tie"][0]) == 501 + 1
    assert strokes(text, LINES["flow"][0]) == 1 + 1


def test_a_project_of_199_partners_and_a_block_without_ties_are_readable() -> None:
    roles = [{"org_id": f"o{i:04}", "project_id": "p", "role": "partner"} for i in range(199)]
    eco = companies(230, projects=[{"project_id": "p", "title": "Large", "kind": "project"}], participations=roles)
    said = told(svg(eco))
    assert "Large" in said
    assert "No known connection: 31" in said


def test_a_large_map_has_faint_lines_without_arrows_and_small_nodes_without_a_rim() -> None:
    # one joint amount of 100 payers for 100 recipients: 10,000 arrows, on a map as wide as one of 20,000 nodes
    ids = [f"o{i:04}" for i in range(200)]
    flow = {"flow_id": "f", "payers": ids[:100], "recipients": ids[100:], "kind": "grant", "level": "grant"}
    one = drawn(companies(200, flows=[flow]))
    wide = dataclasses.replace(one, nodes=one.nodes.with_columns(pl.col("x", "y") * 20))
    text = picture(wide, "svg").decode()
    assert outlines(text, LINES["flow"][0]) == 1  # the arrow of the legend
    faint = [float(each) for each in re.findall(r"opacity: ([\d.]+); stroke: #1f3d2e", text)]
    assert min(faint) < 0.2
    assert outlines(text, COLOURS["industry"].fill) == 200 + 1
    rims = [style for style in re.findall(r'style="([^"]*)"', text) if f"fill: {COLOURS['industry'].fill}" in style]
    assert [rim for rim in rims if "stroke" not in rim]


def test_names_never_lie_on_each_other_or_leave_the_map() -> None:
    chance = np.random.default_rng(1)
    discs = np.column_stack((chance.uniform(0, WIDTH, 400), chance.uniform(0, HEIGHT, 400), chance.uniform(2, 20, 400)))
    solid = np.arange(400) < 10
    wanted = [Wanted(f"name {i}", i, 12, bold=i < 10, sure=i < 20) for i in range(400)]
    placed = place_labels(wanted, discs, lambda _: 80.0, solid=solid, bounds=(0, 0, WIDTH, HEIGHT))
    assert len(placed) > 20
    boxes = [(each.x, each.y - 7.5, each.x + 80, each.y + 7.5) for each in placed]
    for a, b in combinations(boxes, 2):
        assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]
    assert all(a >= 0 and b >= 0 and c <= WIDTH and d <= HEIGHT for a, b, c, d in boxes)
