"""What a reader chooses on the map: views, the legend that filters, lists, years, mergers, and parts of a large map.

The numbers are counted by hand in ``chosen``: 6 organisations and 4 projects; 6 participations, 2 memberships, 1 tie
and 2 flows with one payer and one recipient each.
"""

from typing import TYPE_CHECKING

import pytest
from chromium import Opened, Opening
from hostile import HOSTILE

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import MapView
from ecograph.scenario import Scenario

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NAMELESS = """() => [...document.querySelectorAll(".side input, .side select, .side button, .side summary")].filter(
  (each) => each.getClientRects().length && !(each.ariaLabel || "").trim() && !(each.textContent || "").trim() &&
    ![...(each.labels || [])].some((label) => label.textContent.trim())).map((each) => each.outerHTML)"""
"""The controls of the left side without a name."""

SMALL_TARGETS = """() => [...document.querySelectorAll(".side input, .side select, .side button, .side summary")]
  .filter((each) => each.getClientRects().length && each.type !== "range").filter((each) => {
    const { width, height } = (each.closest("label") || each).getBoundingClientRect();
    return width < 24 || height < 24;
  }).map((each) => each.outerHTML)"""
"""The controls that are smaller than 24 by 24 points with their label."""


def organisations() -> list[dict[str, str]]:
    rows = [
        ("nht", "Norway Health Tech", "cluster", "intermediary", "NO"),
        ("wt", "Welfare Tech", "cluster", "intermediary", "DK"),
        ("au", "Århus Universitet", "university", "academia", "DK"),
        ("firm", "Firm", "company", "industry", "NO"),
        ("erdf", "ERDF", "fund", "government", "EU"),
    ]
    single = [dict(zip(("org_id", "name", "kind", "helix", "country"), row, strict=True)) for row in rows]
    return [*single, {"org_id": "firms", "name": "five firms", "kind": "company", "extent": "collective"}]


def chosen() -> Ecosystem:
    projects = [("p1", "2019", "2021"), ("p2", "2022-05", "2023"), ("p3", None, None), ("p4", "2020", None)]
    takes_part = ["nht p1", "wt p1", "nht p2", "wt p2", "au p3", "firm p4"]
    grant = {"kind": "grant", "level": "grant", "currency": "EUR"}
    return Ecosystem.of(
        "Choices",
        organisations=organisations(),
        projects=[
            {"project_id": p, "title": p.upper(), "kind": "project", "start": start, "end": end}
            for p, start, end in projects
        ],
        participations=[
            {"org_id": pair.split()[0], "project_id": pair.split()[1], "role": "partner"} for pair in takes_part
        ],
        memberships=[{"org_id": org, "cluster_id": c, "role": "member"} for org, c in (("au", "wt"), ("firm", "nht"))],
        ties=[{"tie_id": "t", "subject": "firms", "kind": "asks", "object": "au"}],
        flows=[
            {"flow_id": "f", "payers": ["erdf"], "recipients": ["p1"], "amount": 1e5, "qualifier": "exact", **grant},
            {"flow_id": "g", "payers": ["erdf"], "recipients": ["firm"], "amount": 5e6, "qualifier": "about", **grant},
        ],
        frameworks=[{"framework_id": "w"}],
        themes=[
            {"theme_id": "ageing", "framework_id": "w", "label_en": "Ageing", "label_da": "Aldring"},
            {"theme_id": "data", "framework_id": "w", "label_en": "Data"},
        ],
        tags=[{"subject": "p1", "theme_id": "ageing"}, {"subject": "au", "theme_id": "data"}],
    )


@pytest.fixture
def opened(open_map: Opening) -> Opened:
    return open_map(chosen(), view=MapView(scenarios=(Scenario("One Nordic cluster", ("nht", "wt")),)))


def box(code: str) -> str:
    return f"[data-filter='{code}']"


def said(page: "Page", code: str) -> str:
    """Return the name of an entry of the legend: what it is, and how many of it are on the map."""
    return page.get_attribute(box(code), "aria-label") or ""


def drawn(opened: Opened) -> tuple[int, int]:
    return opened.count("nodes"), opened.count("lines")


def test_an_entry_of_the_legend_hides_shows_and_counts(opened: Opened) -> None:
    page = opened.page
    assert drawn(opened) == (10, 11)
    assert said(page, "helix:academia") == "academia: 1 of 1 shown"
    page.uncheck(box("helix:academia"))
    # without the university: its participation, its membership and its tie
    assert drawn(opened) == (9, 8)
    assert said(page, "helix:academia") == "academia: 0 of 1 shown"
    assert said(page, "line:participation") == "takes part in a project: 5 of 6 shown"
    assert page.inner_text(f".entry:has({box('line:tie')}) .count") == "0 / 1"
    page.check(box("helix:academia"))
    assert drawn(opened) == (10, 11)


@pytest.mark.parametrize(
    ("entry", "nodes", "lines"),
    [
        ("group:project", 6, 4),
        ("group:cluster", 8, 5),
        ("hollow:hollow", 9, 10),
        ("line:participation", 10, 5),
        ("line:flow", 10, 9),
        ("helix:unknown", 9, 10),
    ],
)
def test_each_part_of_the_legend_hides_its_own(opened: Opened, entry: str, nodes: int, lines: int) -> None:
    opened.page.uncheck(box(entry))
    assert drawn(opened) == (nodes, lines)


def test_one_entry_alone_by_button_and_all_again(opened: Opened) -> None:
    page = opened.page
    only = page.locator(box("helix:industry only"))
    assert only.get_attribute("aria-label") == "Show only: industry"
    only.focus()
    page.keyboard.press("Enter")
    # the firm and the four projects, which are of no sphere
    assert drawn(opened) == (5, 1)
    assert only.get_attribute("aria-label") == "Show all: industry"
    page.keyboard.press("Enter")
    assert drawn(opened) == (10, 11)
    assert page.evaluate("document.activeElement.dataset.filter") == "helix:industry only"


def test_a_double_click_shows_one_entry_alone(opened: Opened) -> None:
    opened.page.dblclick(f".entry:has({box('group:cluster')}) .name")
    assert drawn(opened) == (2, 0)


def test_the_colour_is_chosen_and_its_legend_follows(opened: Opened) -> None:
    page = opened.page
    page.focus("#colours")
    page.select_option("#colours", "country")
    assert page.evaluate("document.activeElement.id") == "colours"
    names = page.locator("#filters fieldset").first.locator(".name").all_inner_texts()
    # two each of Denmark and Norway, then the Union; last the projects and the firms, whose country is not known
    assert names == ["Denmark", "Norway", "European Union", "not known"]
    page.uncheck(box("country:NO"))
    # without the cluster and the firm: three participations, a membership and a flow
    assert drawn(opened) == (8, 6)
    assert "colour=country" in page.url
    page.select_option("#colours", "helix")
    # what was hidden by country stays hidden, and says so
    assert page.locator(".chips").inner_text().startswith("without Norway")
    page.click(".chips button")
    assert drawn(opened) == (10, 11)


def test_what_has_no_colour_of_its_own_is_one_entry(open_map: Opening) -> None:
    codes = ("DK", "NO", "SE", "FI", "IS", "DE", "NL", "FR", "BE")
    sizes = range(len(codes) + 1, 1, -1)  # ten bodies in the first country, two in the last
    eco = Ecosystem.of(
        organisations=[
            {"org_id": f"{code}{i}", "name": f"{code} {i}", "kind": "company", "country": code}
            for code, size in zip(codes, sizes, strict=True)
            for i in range(size)
        ]
    )
    opened = open_map(eco, view=MapView(colour="country"))
    # seven colours, and the smaller two together: 3 + 2 bodies
    assert opened.page.locator("#filters fieldset").first.locator(".entry").count() == 8
    assert said(opened.page, "country:others") == "smaller ones: 5 of 5 shown"
    opened.page.uncheck(box("country:others"))
    assert opened.count("nodes") == 10 + 9 + 8 + 7 + 6 + 5 + 4
    opened.page.click(box("country:others only"), force=True)
    assert opened.count("nodes") == 5


def test_the_view_of_partners_and_of_money(opened: Opened) -> None:
    page = opened.page
    page.check("[name=mode][value=one]", force=True)
    # six organisations; the two clusters share two projects: one line; two memberships, a tie, one flow between bodies
    assert drawn(opened) == (6, 5)
    assert said(page, "line:participation") == "shared projects: 1 of 1 shown"
    assert page.locator(box("group:project")).count() == 0
    assert page.locator(".widths").inner_text() == "2"
    page.check("[name=mode][value=money]", force=True)
    # the fund, the project and the firm that it pays
    assert drawn(opened) == (3, 2)
    assert page.locator("#filters .key").all_inner_texts() == ["amount vague or not stated", "€100k"]
    assert said(page, "line:flow") == "money, from payer to recipient: 2 of 2 shown"
    page.keyboard.press("ArrowLeft")
    assert page.is_checked("[name=mode][value=one]")


@pytest.mark.parametrize(
    ("facet", "code", "nodes", "lines"),
    [
        # the cluster, its member, and its two projects
        ("clusters", "Welfare Tech", 4, 3),
        # the project of the theme, and who takes part in it
        ("themes", "Ageing", 3, 2),
        # the fund, whom it pays, and who takes part in what it pays
        ("funders", "ERDF", 5, 5),
        # the bodies of the country, and their projects
        ("countries", "Norway", 5, 4),
    ],
)
def test_a_list_shows_only_what_is_chosen(opened: Opened, facet: str, code: str, nodes: int, lines: int) -> None:
    page = opened.page
    page.click(f"[data-facet={facet}] summary")
    page.locator(f"[data-facet={facet}] .entry", has_text=code).locator("input").check()
    assert drawn(opened) == (nodes, lines)
    assert page.locator(f"[data-facet={facet}] summary .state").inner_text() == "chosen: 1"
    assert page.locator(".chips").inner_text().startswith(f"only {code}")
    assert f"{facet}=" in page.url
    page.click("#reset")
    assert drawn(opened) == (10, 11)
    assert page.is_hidden("#force")


@pytest.mark.parametrize(("address", "lines"), [("view=one&least=2", 1), ("view=one&least=2&themes=ageing", 0)])
def test_partners_share_the_projects_that_pass_the_filter(open_map: Opening, address: str, lines: int) -> None:
    # by hand: the two clusters share p1 and p2, and only p1 is of the theme
    assert open_map(chosen(), hash_=f"#{address}").count("lines") == lines


def test_of_three_thousand_themes_eight_are_listed_and_all_are_found(open_map: Opening) -> None:
    orgs = [{"org_id": f"o{i}", "name": f"Body {i}", "kind": "company"} for i in range(3000)]
    eco = Ecosystem.of(
        organisations=orgs,
        frameworks=[{"framework_id": "w"}],
        themes=[{"theme_id": f"t{i:04}", "framework_id": "w", "label_en": f"Emne på {i}"} for i in range(3000)],
        tags=[{"subject": f"o{i}", "theme_id": f"t{i:04}"} for i in range(3000)]
        + [{"subject": "o0", "theme_id": "t2999"}],
    )
    opened = open_map(eco)
    page = opened.page
    page.click("[data-facet=themes] summary")
    entries = page.locator("[data-facet=themes] .entry")
    entries.first.wait_for()  # a browser tells of an opened list a moment later
    assert entries.count() == 8
    assert entries.first.inner_text().split("\n") == ["Emne på 2999", "2"]  # the largest first
    assert page.locator("[data-facet=themes] [role=status]").inner_text().startswith("Not listed: 2,992.")
    page.fill(box("find themes"), "paa 1234")
    assert entries.all_inner_texts() == ["Emne på 1234\n1"]
    entries.locator("input").check()
    assert opened.count("nodes") == 1
    page.fill(box("find themes"), "nothing like it")
    # what is chosen stays in the list, so that it can be taken back
    assert entries.all_inner_texts() == ["Emne på 1234\n1"]
    assert page.locator("[data-facet=themes] [role=status]").inner_text() == "Nothing in the list fits."


def test_the_years_are_set_by_keyboard_and_what_has_no_date_stays(opened: Opened) -> None:
    page = opened.page
    assert "Projects without a date: 1." in page.inner_text("#time")
    page.focus(".slider .last_year")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#map[data-nodes='9']")  # to 2021: without the project that starts in 2022
    assert page.inner_text("#time summary .state") == "2019–2021"
    assert "to=2021" in page.url
    page.focus(".slider .first_year")
    page.keyboard.press("End")  # it goes no further than the other
    page.wait_for_function("document.querySelector('.slider .last_year').value === '2023'")
    page.wait_for_selector("#map[data-nodes='9']")
    # 2023: without the project that ended in 2021; the one without an end counts as open
    assert page.inner_text("#time summary .state") == "2023"
    page.click(box("every_year"))
    assert drawn(opened) == (10, 11)


def test_playing_moves_the_years_and_stops_at_the_end(opened: Opened) -> None:
    page = opened.page
    page.clock.install()
    page.click("#play")
    years = [page.inner_text("#time summary .state")]
    assert page.inner_text("#play").endswith("Pause")
    for _ in range(4):
        page.clock.run_for(1000)
        years.append(page.inner_text("#time summary .state"))
    assert years == [*(f"{year}–{year + 1}" for year in range(2019, 2023)), "2022–2023"]
    assert page.inner_text("#play").endswith("Play")
    page.click("#play")
    assert page.inner_text("#time summary .state") == "2019–2020"
    page.click("#play")
    page.clock.run_for(5000)
    assert page.inner_text("#time summary .state") == "2019–2020"


def test_who_wants_less_motion_moves_the_years_by_hand(open_map: Opening) -> None:
    page = open_map(chosen(), reduced_motion="reduce").page
    page.clock.install()
    assert page.inner_text("#play").endswith("One year on")
    page.click("#play")
    page.click("#play")
    page.clock.run_for(5000)
    assert page.inner_text("#time summary .state") == "2020–2021"


def test_how_many_projects_two_must_share(opened: Opened) -> None:
    page = opened.page
    page.get_by_label("One more").click()
    # the two clusters and the two projects they share
    assert drawn(opened) == (4, 4)
    page.fill("#least", "3")
    page.keyboard.press("Tab")
    assert opened.count("nodes") == 0
    page.fill("#least", "-7")
    page.keyboard.press("Tab")
    assert page.input_value("#least") == "1"
    assert drawn(opened) == (10, 11)


def test_a_merger_before_and_after(opened: Opened) -> None:
    page = opened.page
    page.select_option("#scenario", label="One Nordic cluster")
    # two clusters are one, and its two lines to a project are one
    assert drawn(opened) == (9, 9)
    assert "As it would be: Norway Health Tech, Welfare Tech as one." in page.inner_text("#merger")
    page.check("[name=after][value=before]", force=True)
    assert drawn(opened) == (10, 11)
    page.select_option("#scenario", label="none")
    assert page.locator("[name=after]").count() == 0
    page.select_option("#scenario", label="One Nordic cluster")
    page.click("#reset")
    assert drawn(opened) == (10, 11)
    assert page.url.partition("#")[2] == ""


def test_a_part_of_a_map_that_is_too_large(open_map: Opening) -> None:
    # by hand: the 2-core is two clusters, their two projects, the fund and the firm; below six communities would come
    opened = open_map(chosen(), view=MapView(max_nodes=6))
    page = opened.page
    assert "More than 6 are not drawn at once" in page.inner_text("#note")
    assert page.is_checked("[name=part][value=core]")
    assert page.is_disabled("[name=part][value=near]")
    page.check("[name=part][value=all]")
    assert drawn(opened) == (10, 11)
    opened.choose("erdf")
    page.check("[name=part][value=near]")
    # within two steps of the fund: the project and the firm it pays; the clusters, and the project of the firm
    assert opened.count("nodes") == 6
    page.select_option("#hops", "1")
    assert opened.count("nodes") == 3
    opened.choose("firm")
    page.click(box("move"))
    # the firm: the fund, its cluster, its project
    assert opened.count("nodes") == 4


def test_the_neighbourhood_is_that_of_the_one_chosen_last_and_its_note_does_not_follow_the_filter(
    open_map: Opening,
) -> None:
    opened = open_map(chosen(), view=MapView(max_nodes=5))
    page = opened.page
    page.check("[name=part][value=all]", force=True)
    opened.choose("ERDF")
    opened.choose("five firms")
    page.check("[name=part][value=near]", force=True)
    # by hand: the firms, the university that they ask, its cluster and its project
    assert page.inner_text("#note") == "Around five firms (steps: 2): 4 of 10 nodes."
    assert opened.count("nodes") == 4
    page.uncheck(box("group:cluster"))
    assert page.inner_text("#note") == "Around five firms (steps: 2): 4 of 10 nodes."
    assert opened.count("nodes") == 3


def test_what_is_merged_closes_when_it_is_apart_again(opened: Opened) -> None:
    page = opened.page
    page.select_option("#scenario", label="One Nordic cluster")
    page.click("#show-table")
    page.click("#table .go >> text=One Nordic cluster")
    assert page.inner_text("#panel h2") == "One Nordic cluster"
    page.check("[name=after][value=before]", force=True)
    assert page.inner_text("#panel h2") == "How to read the map"


def test_every_control_has_a_name_and_is_large_enough(opened: Opened) -> None:
    page = opened.page
    for facet in ("clusters", "themes", "funders", "countries"):
        page.click(f"[data-facet={facet}] summary")
    page.select_option("#scenario", index=1)
    page.uncheck(box("line:tie"))
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_choices_speak_each_language_and_stay(opened: Opened) -> None:
    page = opened.page
    page.click("[data-facet=themes] summary")
    page.locator("[data-facet=themes] .entry", has_text="Ageing").locator("input").check()
    page.click("[data-speak=da]")
    assert page.is_checked(box(f"themes:{0}"))
    assert "Aldring" in page.inner_text("[data-facet=themes]")
    assert page.locator(".chips").inner_text().startswith("kun Aldring")
    assert "Vis kun" in page.inner_text("#facets")
    page.click("[data-speak=nb]")
    assert "Prosjektperiode" in page.inner_text("#time")
    assert opened.count("nodes") == 3


def test_the_legend_is_folded_on_a_phone(open_map: Opening) -> None:
    opened = open_map(chosen(), viewport={"width": 390, "height": 844}, has_touch=True)
    assert opened.page.is_hidden("#views")
    opened.page.tap("#legend > summary")
    assert opened.page.is_visible("#views")
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390


def test_hostile_names_in_the_lists_are_text(open_map: Opening) -> None:
    ids = [f"o{i}" for i in range(len(HOSTILE))]
    eco = Ecosystem.of(
        organisations=[
            {"org_id": org, "name": text, "kind": "cluster"} for org, text in zip(ids, HOSTILE, strict=True)
        ],
        frameworks=[{"framework_id": "w"}],
        themes=[{"theme_id": text, "framework_id": "w", "label_en": text} for text in HOSTILE],
        tags=[{"subject": "o0", "theme_id": text} for text in HOSTILE],
        ties=[{"tie_id": "t", "subject": ids[0], "kind": "asks", "object": ids[1]}],
    )
    page = open_map(eco, view=MapView(scenarios=(Scenario(HOSTILE[0], ("o0", "o1")),), colour="cluster")).page
    for facet in ("clusters", "themes"):
        page.click(f"[data-facet={facet}] summary")
    page.locator("[data-facet=themes] input[type=checkbox]").first.check()
    page.select_option("#scenario", index=1)
    assert page.locator(".side img, .side script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 1400
    assert page.evaluate("typeof window.probe") == "undefined"


def test_what_the_address_names_and_is_not_there_harms_nothing(open_map: Opening) -> None:
    opened = open_map(chosen(), hash_="#filter=helix:martian,line:rope&part=near&from=1&to=9000&clusters=nobody")
    assert opened.page.locator(".chips li").count() >= 2
    opened.page.click("#reset")
    assert opened.page.is_hidden("#force")
