"""Maps at the edges: nothing, one node, no name, one name twice, nobody tied, too many ties, more nodes than fit.

Each is readable: the page makes no fault, the drawing holds what the tables hold, and the picture is not of one colour.
"""

import pytest
from chromium import Opened, Opening

from benchmarks import maps
from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import MapView
from ecograph.sources import load

pytestmark = pytest.mark.browser

Row = dict[str, object]


def companies(*ids: str, name: str | None = None) -> list[Row]:
    return [{"org_id": org, "name": org.upper() if name is None else name, "kind": "company"} for org in ids]


def lines_of(eco: Ecosystem) -> int:
    """Count the lines by hand: a row is one, a flow one for each payer and recipient."""
    flows = eco.flows.select("payers", "recipients").iter_rows()
    pairs = sum(len(payers or ()) * len(recipients or ()) for payers, recipients in flows)
    return eco.participations.height + eco.memberships.height + eco.ties.height + pairs


def is_readable(opened: Opened, nodes: int, lines: int) -> bool:
    """Return whether so much is drawn, on a ground that takes most of the picture but not all of it."""
    assert (opened.count("nodes"), opened.count("lines")) == (nodes, lines)
    commonest, *others = opened.pixels()
    return len(others) > 5 and sum(others) > 100 and commonest > sum(others)


def table_rows(opened: Opened) -> int:
    opened.page.click("#show-table")
    return opened.page.locator("#table tbody tr").count()


def test_an_empty_map_says_that_it_is_empty(open_map: Opening) -> None:
    opened = open_map(Ecosystem.of())
    assert (opened.count("nodes"), opened.count("lines")) == (0, 0)
    assert opened.page.inner_text("#shown").startswith("Shown: 0 of 0 nodes")
    assert table_rows(opened) == 0


@pytest.mark.parametrize("renderer", ["canvas", "vis"])
def test_one_node_is_drawn_and_can_be_opened(open_map: Opening, renderer: str) -> None:
    opened = open_map(Ecosystem.of(organisations=companies("a")), view=MapView(renderer=renderer))
    assert is_readable(opened, 1, 0)
    opened.page.focus("#map")
    opened.page.keyboard.press("n")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == "A"
    assert table_rows(opened) == 1


@pytest.mark.parametrize("name", ["", " "])
def test_a_node_without_a_name_has_a_dash_for_one(open_map: Opening, name: str) -> None:
    opened = open_map(Ecosystem.of(organisations=companies("a", name=name) + companies("b")))
    assert is_readable(opened, 2, 0)
    opened.page.click("#show-table")
    opened.page.click("#table .go >> text=—")
    assert opened.page.inner_text("#panel h2") == "—"


def test_two_nodes_of_one_name_stay_two(open_map: Opening) -> None:
    ties: list[Row] = [{"tie_id": "t", "subject": "a", "kind": "asks", "object": "b"}]
    opened = open_map(Ecosystem.of(organisations=companies("a", "b", name="Twin"), ties=ties))
    assert is_readable(opened, 2, 1)
    opened.page.fill("#search", "twin")
    assert opened.page.locator("#suggestions [role=option]").count() == 2
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == "Twin"
    assert "focus=" in opened.page.evaluate("location.hash")


def test_an_isolate_is_drawn_below_the_others(open_map: Opening) -> None:
    ties: list[Row] = [{"tie_id": "t", "subject": "a", "kind": "asks", "object": "b"}]
    opened = open_map(Ecosystem.of(organisations=companies("a", "b", "lone"), ties=ties))
    assert is_readable(opened, 3, 1)
    opened.choose("lone")
    assert opened.page.inner_text("#panel h2") == "LONE"


@pytest.mark.parametrize("renderer", ["canvas", "vis"])
def test_every_parallel_tie_is_drawn(open_map: Opening, renderer: str) -> None:
    ties: list[Row] = [{"tie_id": f"t{i:03}", "subject": "a", "kind": "asks", "object": "b"} for i in range(500)]
    ties += [{"tie_id": "own", "subject": "a", "kind": "asks", "object": "a"}]
    opened = open_map(Ecosystem.of(organisations=companies("a", "b"), ties=ties), view=MapView(renderer=renderer))
    assert is_readable(opened, 2, 501)
    opened.choose("A")
    assert "Other ties (501)" in opened.page.inner_text("#panel")


def test_a_project_of_199_partners_lists_them_all(open_map: Opening) -> None:
    partners = [f"o{i:03}" for i in range(199)]
    opened = open_map(
        Ecosystem.of(
            organisations=companies(*partners),
            projects=[{"project_id": "p", "title": "Everybody", "kind": "project"}],
            participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in partners],
        )
    )
    assert is_readable(opened, 200, 199)
    opened.choose("Everybody")
    assert "Participants (199)" in opened.page.inner_text("#panel")


@pytest.mark.parametrize("renderer", ["canvas", "vis"])
def test_the_bundled_dataset_is_drawn_whole(open_map: Opening, renderer: str) -> None:
    eco = load(None)
    opened = open_map(eco, view=MapView(renderer=renderer))
    assert is_readable(opened, eco.organisations.height + eco.projects.height, lines_of(eco))


@pytest.mark.parametrize("renderer", ["canvas", "vis"])
def test_above_the_limit_a_part_is_shown_with_its_reason_and_all_on_request(open_map: Opening, renderer: str) -> None:
    opened = open_map(maps.clusters(300, 762), view=MapView(max_nodes=150, renderer=renderer))
    assert 0 < opened.count("nodes") <= 150
    assert "150" in opened.page.inner_text("#note")
    opened.page.check("#parts [value=communities]", force=True)
    assert 0 < opened.count("nodes") <= 150
    opened.page.check("#parts [value=all]", force=True)
    assert is_readable(opened, 300, 762)


@pytest.mark.slow
def test_more_than_5_000_nodes_begin_with_their_core_and_open_on_request(open_map: Opening) -> None:
    opened = open_map(maps.clusters(5200, 14_000))
    assert 0 < opened.count("nodes") <= 5000
    opened.page.evaluate("location.hash = '#part=all'")
    opened.page.wait_for_selector("#map[data-nodes='5200'][data-lines='14000']")


def test_a_picture_of_one_colour_is_not_readable(open_map: Opening) -> None:
    opened = open_map(Ecosystem.of(organisations=companies("a")))
    opened.page.evaluate("for (const each of document.querySelectorAll('#map canvas')) each.width += 0")  # wipes it
    assert not is_readable(opened, 1, 0)
