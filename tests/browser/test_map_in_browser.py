"""The page of the map in Chromium: it draws what the tables hold, and its languages, themes and address work."""

import pytest
from chromium import Opened, Opening

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import MapView
from ecograph.scenario import Scenario

pytestmark = pytest.mark.browser


def clusters() -> Ecosystem:
    organisations = [
        {"org_id": "nht", "name": "Norway Health Tech", "kind": "cluster", "helix": "intermediary", "country": "NO"},
        {"org_id": "wt", "name": "Welfare Tech", "kind": "cluster", "helix": "intermediary", "country": "DK"},
        {"org_id": "au", "name": "Århus Universitet", "kind": "university", "helix": "academia", "region": "DK04"},
        {"org_id": "naer", "name": "Næringsrådet i Tromsø", "kind": "association", "helix": "industry"},
        {"org_id": "erdf", "name": "ERDF", "kind": "fund", "helix": "government"},
        {"org_id": "firms", "name": "five firms", "kind": "company", "helix": "industry", "extent": "collective"},
        {"org_id": "lone", "name": "Alone", "kind": "media"},
    ]
    flow = {"qualifier": "nearly", "currency": "DKK", "kind": "grant", "level": "grant", "source_id": "s"}
    return Ecosystem.of(
        "Health clusters",
        sources=[{"source_id": "s", "title": "A page", "publisher": "A ministry", "url": "https://example.org/a"}],
        organisations=organisations,
        names=[{"org_id": "nht", "name": "Oslo Medtech", "kind": "former"}],
        projects=[{"project_id": "p", "title": "Project one", "kind": "project", "start": "2019", "end": "2021-04"}],
        participations=[
            {"org_id": org, "project_id": "p", "role": "partner", "source_id": "s", "locator": "22;52"}
            for org in ("nht", "wt")
        ],
        memberships=[{"org_id": org, "cluster_id": "wt", "role": "member"} for org in ("au", "firms")],
        ties=[{"tie_id": f"t{i}", "subject": "naer", "kind": "asks", "object": "nht"} for i in range(3)],
        flows=[{"flow_id": "f", "payers": ["au", "erdf"], "recipients": ["p"], "amount": 14e6, **flow}],
        figures=[{"figure_id": "k", "subject": "wt", "what": "members", "value": 1234.5, "unit": "members"}],
    )


@pytest.fixture
def opened(open_map: Opening) -> Opened:
    """Return the opened map of the clusters."""
    return open_map(clusters())


def test_draws_what_the_tables_hold(opened: Opened) -> None:
    # by hand: 6 single organisations, 1 collective and 1 project; 2 participations, 2 memberships, 3 ties, 2 payers
    # of one flow
    assert (opened.count("nodes"), opened.count("lines")) == (8, 9)
    assert opened.page.inner_text("#counts") == (
        "Organisations: 6 · Collective or unnamed (hollow): 1 · Projects: 1 · Connections: 9"
    )
    assert opened.page.inner_text("#shown") == "Shown: 8 of 8 nodes, 9 of 9 connections"
    assert len(opened.pixels()) > 20


def test_first_tab_skips_to_the_search(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "search"


def test_a_click_opens_a_node_and_its_neighbour(opened: Opened) -> None:
    opened.choose("welfare")
    opened.page.click("#panel .go >> text=Project one")
    assert opened.page.inner_text("#panel h2") == "Project one"
    opened.page.click("#panel .close")
    assert opened.page.inner_text("#panel h2") == "How to read the map"


def test_a_click_on_a_line_opens_its_fact(open_map: Opening) -> None:
    rows = [{"org_id": org, "name": org.upper(), "kind": "company"} for org in "ab"]
    ties = [{"tie_id": "t", "subject": "a", "kind": "asks", "object": "b"}]
    page = open_map(Ecosystem.of(organisations=rows, ties=ties)).page
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"], box["y"] + box["height"] / 2  # two nodes lie beside each other in the middle
    while "asks" not in page.inner_text("#tip"):
        assert x < box["x"] + box["width"]
        x += 5
        page.mouse.move(x, y)
    page.mouse.click(x, y)
    assert "A asks B" in page.inner_text("#panel")
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    assert page.inner_text("#panel h2") == "How to read the map"


def test_what_is_searched_for_is_shown_again(opened: Opened) -> None:
    opened.page.evaluate("location.hash = '#filter=helix:academia'")
    opened.page.wait_for_selector("#map[data-nodes='7']")
    opened.choose("aarhus")
    assert opened.count("nodes") == 8


def test_language_switches_in_the_page(opened: Opened) -> None:
    page = opened.page
    opened.choose("welfare")
    assert "members: 1,234.5 members" in page.inner_text("#panel")
    page.click("[data-speak=da]")
    assert page.get_attribute("html", "lang") == "da"
    assert page.inner_text("#shown").startswith("Vist: 8 af 8 knuder")
    assert "members: 1.234,5 members" in page.inner_text("#panel")
    assert page.get_attribute("#search", "placeholder") == "Navn eller forkortelse"
    page.click("[data-speak=nb]")
    assert "members: 1\u00a0234,5 members" in page.inner_text("#panel")
    assert page.get_attribute("[data-speak=nb]", "aria-pressed") == "true"


def test_dark_and_print(opened: Opened) -> None:
    colours = "getComputedStyle(document.body).backgroundColor"
    opened.page.emulate_media(color_scheme="dark")
    assert opened.page.evaluate(colours) == "rgb(18, 23, 29)"
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.evaluate(colours) == "rgb(255, 255, 255)"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.evaluate(colours) == "rgb(18, 23, 29)"


@pytest.mark.parametrize(
    ("hash_", "nodes", "lines"),
    [
        ("", 8, 9),
        ("#filter=helix:academia", 7, 7),  # by hand: without one body, its membership and its payment
        ("#filter=line:tie", 8, 6),
        ("#view=one", 7, 6),  # two clusters share a project; 2 memberships and 3 ties of organisations
        (
            "#view=nonsense&from=&least=-1&focus=nobody&lang=constructor&colour=constructor&filter=:,__proto__:x&part=__proto__",
            8,
            9,
        ),
    ],
)
def test_the_address_says_what_is_shown(open_map: Opening, hash_: str, nodes: int, lines: int) -> None:
    opened = open_map(clusters(), hash_=hash_)
    assert (opened.count("nodes"), opened.count("lines")) == (nodes, lines)


def test_the_address_of_a_view_opens_the_same_view(open_map: Opening) -> None:
    first = open_map(clusters())
    first.choose("welfare")
    first.page.uncheck("[data-filter='helix:academia']", force=True)
    second = open_map(clusters(), hash_=first.page.evaluate("location.hash"))
    assert second.page.inner_text("#panel h2") == "Welfare Tech"
    assert (second.count("nodes"), second.count("lines")) == (first.count("nodes"), first.count("lines")) == (7, 7)
    assert second.page.inner_text("#shown") == first.page.inner_text("#shown")


def test_an_address_that_is_typed_changes_language_view_and_what_is_open(open_map: Opening) -> None:
    opened = open_map(clusters())
    page = opened.page
    page.evaluate("location.hash = '#focus=wt&view=money&lang=nb'")
    page.wait_for_function("document.documentElement.lang === 'nb'")
    assert page.inner_text("#panel h2") == "Welfare Tech"
    # the two payers and the project
    assert opened.count("nodes") == 3
    page.evaluate("location.hash = ''")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert (opened.count("nodes"), page.locator("#panel.chosen").count()) == (8, 0)


def test_an_address_holds_ids_with_commas_and_percent_signs(open_map: Opening) -> None:
    ids = ("a,b", "100%", "%2C")
    odd = Ecosystem.of(
        organisations=[{"org_id": org, "name": f"Name {org}", "kind": "cluster"} for org in ids],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in ids],
    )
    first = open_map(odd, hash_="#colour=cluster")
    for org in ("a,b", "%2C"):
        first.page.uncheck(f"[data-filter='cluster:{org}']", force=True)
    second = open_map(odd, hash_=first.page.evaluate("location.hash"))
    assert (second.count("nodes"), second.count("lines")) == (first.count("nodes"), first.count("lines")) == (2, 1)


def test_what_the_file_begins_with_stays_closed_at_the_next_opening(open_map: Opening) -> None:
    view = MapView(focus="wt", scenario="Both", scenarios=(Scenario("Both", ("nht", "wt")),))
    first = open_map(clusters(), view=view)
    assert (first.page.inner_text("#panel h2"), first.count("nodes")) == ("Welfare Tech", 7)
    first.page.keyboard.press("Escape")
    first.page.click("#reset")
    second = open_map(clusters(), view=view, hash_=first.page.evaluate("location.hash"))
    assert (second.page.locator("#panel.chosen").count(), second.count("nodes")) == (0, 8)


def test_a_node_beyond_the_core_is_shown_with_what_is_around_it(open_map: Opening) -> None:
    opened = open_map(clusters(), view=MapView(max_nodes=4), hash_="#focus=firms")
    assert opened.page.inner_text("#panel h2") == "five firms"
    # two steps: the firms, their cluster, its project and its other member
    assert "Around five firms (steps: 2): 4 of 8 nodes." in opened.page.inner_text("#note")
