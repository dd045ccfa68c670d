"""How the map is drawn and moved in Chromium, by both engines: labels, hands, keys, and the picture as vectors.

What a page keeps to itself is read by a page whose script ends with one line more, and whose policy lets it run.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from chromium import Opened, opened_at

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map import render_map
from ecograph.outputs.map.drawn import MapView
from ecograph.scenario import Scenario
from ecograph.sources import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

INSIDE = """
  window.inside = { engine, view, change, emphasis, shortAmount, nodes, svgSurface, paintPicture, placeLabels,
    measureIn, radiusOf, across, down, frameOf, courseOf, along, get scene() { return scene; },
    name: (one) => one.node.id, node: (id) => scene.nodes.find((one) => one.node.id === id) };
"""

Looking = Callable[..., "Page"]


@pytest.fixture
def look_inside(browser: "Browser", tmp_path: Path) -> Iterator[Looking]:
    """Return a function that opens a map whose script can be asked; at the end it may have reported no fault."""
    opened: list[Opened] = []

    def looking(
        ecosystem: Ecosystem,
        renderer: str = "canvas",
        scenarios: tuple[Scenario, ...] = (),
        **screen: Any,  # noqa: ANN401 - playwright's
    ) -> "Page":
        first = scenarios[0].name if scenarios else None
        html = render_map(ecosystem, view=MapView(renderer=renderer, scenarios=scenarios, scenario=first))
        head, end, tail = html.rpartition("})();\n")
        html = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", head + INSIDE + end + tail)
        file = tmp_path / f"inside-{len(opened)}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        page = browser.new_page(**{"viewport": {"width": 1200, "height": 800}, **screen})
        opened.append(opened_at(page, file))
        return page

    yield looking
    for each in opened:
        each.page.close()
    assert [fault for each in opened for fault in each.faults] == []


def star() -> Ecosystem:
    """Return a hub of three firms, one of which has a tie of its own; three ties between two; one that is alone."""
    names = {"hub": "The hub", "a": "Firm A", "b": "Firm B", "c": "Firm C", "d": "Firm D", "alone": "Alone"}
    ties = [("a", "hub"), ("b", "hub"), ("c", "hub"), ("c", "d"), ("c", "d"), ("d", "c")]
    return Ecosystem.of(
        "A star",
        organisations=[{"org_id": org, "name": name, "kind": "company"} for org, name in names.items()],
        ties=[{"tie_id": f"t{i}", "subject": a, "kind": "asks", "object": b} for i, (a, b) in enumerate(ties)],
    )


def crowd() -> Ecosystem:
    """Return 60 projects of 20 partners each: 1,260 nodes and 1,200 lines, more than are drawn for each frame."""
    return Ecosystem.of(
        "A crowd",
        organisations=[{"org_id": f"o{i}", "name": f"Partner {i}", "kind": "company"} for i in range(1200)],
        projects=[{"project_id": f"p{i}", "title": f"Project {i}", "kind": "project"} for i in range(60)],
        participations=[{"org_id": f"o{i}", "project_id": f"p{i % 60}", "role": "partner"} for i in range(1140)]
        + [{"org_id": f"o{i}", "project_id": f"p{(i + 1) % 60}", "role": "partner"} for i in range(60)],
    )


def place(page: "Page", node: str) -> tuple[float, float]:
    """Return where a node lies on the screen."""
    at = page.evaluate("(id) => { const one = inside.node(id); return inside.engine.toScreen(one.x, one.y); }", node)
    box = page.locator("#map").bounding_box()
    assert box is not None
    return box["x"] + at["x"], box["y"] + at["y"]


LABELS = """(factor) => {
  const { engine, scene, placeLabels, measureIn, radiusOf, across, down } = inside;
  const camera = { ...engine.camera() };
  camera.scale *= factor;
  const measure = measureIn(document.createElement("canvas").getContext("2d"));
  const placed = placeLabels(scene, camera, measure);
  const boxes = placed.map(({ text, x, y, bold, small }) =>
    ({ text, left: x, right: x + measure(text, bold, small), top: y - 6, bottom: y + 6 }));
  const symbols = scene.nodes.filter((one) => one.bold).map((one) => ({ text: `symbol of ${one.label}`,
    x: across(camera, one.x), y: down(camera, one.y), r: radiusOf(one, camera) * 0.7 }))
    .map(({ text, x, y, r }) => ({ text, left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const faults = [];
  boxes.forEach((a, i) =>
    [...boxes.slice(i + 1), ...symbols].forEach((b) => meets(a, b) && faults.push([a.text, b.text])));
  return { names: placed.filter((one) => one.node).map((one) => inside.name(one.node)), faults };
}"""


def test_no_label_lies_on_another_or_on_a_cluster_and_zooming_shows_more(look_inside: Looking) -> None:
    page = look_inside(load(None))
    page.wait_for_timeout(300)
    start = page.evaluate(LABELS, 1)
    near = page.evaluate(LABELS, 3)
    assert (start["faults"], near["faults"]) == ([], [])
    assert len(start["names"]) >= 15
    inside = page.evaluate(
        """() => { const { x, y, scale, width, height } = inside.engine.camera();
          return inside.scene.nodes.filter((one) => Math.abs(one.x - x) < width / 6 / scale - 20 / scale &&
            Math.abs(one.y - y) < height / 6 / scale - 20 / scale).map(inside.name); }"""
    )
    share = {
        name: len(set(found) & set(inside)) for name, found in (("start", start["names"]), ("near", near["names"]))
    }
    assert share["near"] > share["start"]


@pytest.mark.parametrize("renderer", ["canvas", "vis"])
def test_hands_point_choose_and_drag(look_inside: Looking, renderer: str) -> None:
    page = look_inside(star(), renderer, reduced_motion="reduce")
    page.mouse.move(*place(page, "hub"))
    page.wait_for_selector("#tip:not([hidden])")
    assert page.inner_text("#tip").split("\n")[0].startswith("The hub")
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()

    before = {node: place(page, node) for node in ("hub", "a", "b", "c", "d", "alone")}
    page.mouse.down()
    page.mouse.move(before["hub"][0] + 20, before["hub"][1] + 12)
    page.mouse.move(before["hub"][0] + 50, before["hub"][1] + 30, steps=4)
    page.mouse.up()
    after = {node: place(page, node) for node in before}
    # a and b hang on the hub alone; c has d besides
    for node, (x, y) in before.items():
        dx, dy = (50, 30) if node in ("hub", "a", "b") else (0, 0)
        assert after[node] == pytest.approx((x + dx, y + dy), abs=1)
    assert page.evaluate("inside.view.node") is None

    page.mouse.click(*place(page, "hub"))
    assert page.evaluate("inside.nodes[inside.view.node].id") == "hub"
    middle = [
        page.evaluate(
            """(i) => { const { scene, engine, courseOf, along, name } = inside;
              const line = scene.lines.filter((one) => name(one.a) + name(one.b) in { cd: 1, dc: 1 })[i];
              const box = document.getElementById("map").getBoundingClientRect();
              const [x, y] = along(courseOf(line, engine.camera()), 0.5);
              return [box.left + x, box.top + y, line.edges[0]]; }""",
            i,
        )
        for i in range(3)
    ]
    for x, y, edge in middle:
        page.mouse.click(x, y)
        assert page.evaluate("inside.view.edge") == edge
    page.mouse.click(place(page, "alone")[0] + 60, place(page, "alone")[1] + 25)
    assert page.evaluate("[inside.view.node, inside.view.edge]") == [None, None]


def test_the_wheel_zooms_at_the_pointer_and_two_fingers_pinch(look_inside: Looking) -> None:
    page = look_inside(star(), has_touch=True)
    x, y = place(page, "c")
    scale = page.evaluate("inside.engine.camera().scale")
    page.mouse.move(x, y)
    page.mouse.wheel(0, -200)
    page.wait_for_function("(scale) => inside.engine.camera().scale > 1.3 * scale", arg=scale)
    assert place(page, "c") == pytest.approx((x, y), abs=1)  # a pointer has whole pixels
    scale = page.evaluate("inside.engine.camera().scale")
    session = page.context.new_cdp_session(page)

    def touch(kind: str, half: float) -> None:
        points = [{"x": x - half, "y": y, "id": 0}, {"x": x + half, "y": y, "id": 1}] if half else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for half in (30, 25, 20):
        touch("touchMove", half)
    touch("touchEnd", 0)
    # fingers at half the distance: half the scale, around the middle between them
    assert page.evaluate("inside.engine.camera().scale") == pytest.approx(scale / 2, rel=0.05)
    assert place(page, "c") == pytest.approx((x, y), abs=1.5)
    assert page.evaluate("inside.view.node") is None


def test_the_picture_is_moved_as_it_is_and_drawn_sharply_at_rest(look_inside: Looking) -> None:
    page = look_inside(crowd(), reduced_motion="reduce")
    layer = "document.querySelector('#map canvas').style.transform"
    page.wait_for_timeout(300)
    moving = page.evaluate(
        f"""async () => {{
          inside.engine.moveTo({{ scale: inside.engine.camera().scale * 2 }});
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          return {layer};
        }}"""
    )
    assert "scale(2)" in moving
    page.wait_for_function(f"{layer} === ''")
    assert page.evaluate("inside.engine.drawn()") == {"nodes": 1260, "lines": 1200}


def test_motion_is_short_and_absent_where_it_is_not_wanted(look_inside: Looking) -> None:
    zoomed = """async (ms) => { const before = inside.engine.toScreen(1000, 0).x - inside.engine.toScreen(0, 0).x;
      document.getElementById("zoom-in").click(); await new Promise((done) => setTimeout(done, ms));
      return (inside.engine.toScreen(1000, 0).x - inside.engine.toScreen(0, 0).x) / before; }"""
    assert look_inside(star(), reduced_motion="reduce").evaluate(zoomed, 0) == pytest.approx(1.4)
    moving = look_inside(star(), reduced_motion="no-preference")
    assert moving.evaluate(zoomed, 0) < 1.4
    moving.wait_for_timeout(500)
    assert moving.evaluate(zoomed, 500) == pytest.approx(1.4)


def test_keys_go_along_ties_step_move_zoom_and_open(look_inside: Looking) -> None:
    page = look_inside(star(), reduced_motion="reduce")
    page.focus("#map")
    page.keyboard.press("n")
    # by hand: the hub and c have three and two neighbours, the others one or none
    assert page.evaluate("inside.name(inside.view.cursor)") == "hub"
    assert page.inner_text("#live").startswith("The hub, company")
    page.keyboard.press("n")
    assert page.evaluate("inside.name(inside.view.cursor)") == "c"
    page.keyboard.press("p")
    assert page.evaluate("inside.name(inside.view.cursor)") == "hub"

    (hx, hy), (cx, cy) = place(page, "hub"), place(page, "c")
    keys = ("ArrowRight", "ArrowLeft") if abs(cx - hx) > abs(cy - hy) else ("ArrowDown", "ArrowUp")
    there, back = keys if max(cx - hx, cy - hy, key=abs) > 0 else keys[::-1]
    page.evaluate(
        """() => { const { x, y } = inside.node("hub");
          for (const id of ["a", "b"]) Object.assign(inside.node(id), { x, y }); }"""
    )
    page.keyboard.press(there)
    assert page.evaluate("inside.name(inside.view.cursor)") == "c"
    page.keyboard.press(back)
    assert page.evaluate("inside.name(inside.view.cursor)") == "hub"
    page.keyboard.press("Enter")
    assert page.evaluate("inside.nodes[inside.view.node].id") == "hub"
    page.keyboard.press("Escape")
    assert page.evaluate("inside.view.node") is None

    page.focus("#map")
    page.keyboard.press("0")
    x, y = place(page, "hub")
    page.keyboard.press("Shift+ArrowRight")
    assert place(page, "hub") == pytest.approx((x - 70, y), abs=0.5)
    scale = page.evaluate("inside.engine.camera().scale")
    page.keyboard.press("+")
    assert page.evaluate("inside.engine.camera().scale") == pytest.approx(1.3 * scale)
    page.keyboard.press("0")
    assert place(page, "hub") == pytest.approx((x, y), abs=0.5)


SVG = """() => {
  const surface = inside.svgSurface(1000, 700), size = { width: 1000, height: 700 };
  inside.paintPicture(surface, inside.scene, { ...inside.frameOf(inside.scene.nodes, size), ...size });
  return surface.text();
}"""


def test_the_picture_as_vectors_is_xml_that_holds_text_as_text(look_inside: Looking) -> None:
    hostile = ["<script>probe=1</script>", "]]>&\"'", "a\0b\x0bc", "x\u2028y"]
    eco = Ecosystem.of(
        organisations=[{"org_id": f"o{i}", "name": name, "kind": "company"} for i, name in enumerate(hostile)],
        ties=[{"tie_id": f"t{i}", "subject": "o0", "kind": "asks", "object": f"o{i}"} for i in (1, 2, 3)],
    )
    text = look_inside(eco).evaluate(SVG)
    tree = ET.fromstring(text)  # noqa: S314 - our own
    kinds = {element.tag.partition("}")[2] for element in tree.iter()}
    assert kinds == {"svg", "rect", "path", "text"}
    assert {element.text for element in tree.iter() if element.tag.endswith("text")} == {
        "<script>probe=1</script>",
        "]]>&\"'",
        "a\ufffdb\ufffdc",
        "x\u2028y",
    }
    names = {name for element in tree.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name in ("style", "id")}
    # by hand: four discs, drawn as two arcs each, in one path of their own; three lines, dashed, in one stroke
    discs = [each.get("d") or "" for each in tree.iter() if each.get("stroke") is None and each.get("d")]
    assert [path.count("A") for path in discs] == [8]
    dashed = [each.get("d") or "" for each in tree.iter() if each.get("stroke-dasharray")]
    assert [path.count("L") for path in dashed] == [3]
    assert not re.search(r"\d\.\d{3}|NaN|undefined|Infinity", text)


def test_an_arrow_to_what_is_merged_is_as_wide_as_all_its_flows_and_counts_a_joint_one_once(
    look_inside: Looking,
) -> None:
    base = {
        "payers": ["fund"],
        "amount": 1e5,
        "qualifier": "exact",
        "currency": "EUR",
        "kind": "grant",
        "level": "grant",
    }
    paid = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in ("fund", "x", "y")],
        flows=[
            {"flow_id": "one", "recipients": ["x"], **base},
            {"flow_id": "both", "recipients": ["x", "y"], **base, "amount": 9e5},
        ],
    )
    page = look_inside(paid, scenarios=(Scenario("XY", ("x", "y")),))
    page.evaluate("inside.change({ mode: 'money', after: true })")
    # 1e5 and once 9e5 are a million: a width of 1 + 1.4 * (6 - 4)
    [[width, text]] = page.evaluate("inside.scene.lines.map((line) => [line.width, inside.shortAmount(line)])")
    assert (width, text) == (pytest.approx(3.8), "1m EUR")


def test_nothing_fades_when_the_line_that_is_chosen_is_filtered_away(look_inside: Looking) -> None:
    page = look_inside(star())
    page.evaluate("inside.change({ edge: 0 })")
    assert page.evaluate("inside.emphasis().lines.size") == 1
    page.evaluate("inside.change({ off: { ...inside.view.off, line: new Set(['tie']) } })")
    assert page.evaluate("inside.emphasis()") is None
