"""What the map tells in Chromium: search, details, sums, sources, sentences to copy, ways between two, tables."""

from typing import Any

import pytest
from chromium import Opened, Opening

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import MapView
from ecograph.scenario import Scenario

pytestmark = pytest.mark.browser

FOUND = {
    "oslo med": "Norway Health Tech",
    "aarhus": "Århus Universitet",
    "NHT": "Norway Health Tech",
    "ÅRHUS univ": "Århus Universitet",
    "naeringsraadet": "Næringsrådet i Tromsø",
    "lodz": "Łódź",
    "tromsoe": "Næringsrådet i Tromsø",
    "qux": "Quick exercises",
    "tromso": "Næringsrådet i Tromsø",
    "31119103": "Århus Universitet",
}
"""What is searched for, and whose page opens: by former name, abbreviation, spelling, short name, registry number.

No two that open the same page stand together, so that one that finds nothing is seen.
"""


def searched() -> Ecosystem:
    names = {"nht": "Norway Health Tech", "au": "Århus Universitet", "naer": "Næringsrådet i Tromsø", "lodz": "Łódź"}
    return Ecosystem.of(
        organisations=[{"org_id": org, "name": name, "kind": "association"} for org, name in names.items()],
        names=[
            {"org_id": "nht", "name": "Oslo Medtech", "kind": "former"},
            {"org_id": "nht", "name": "NHT", "kind": "abbreviation"},
        ],
        identifiers=[{"org_id": "au", "scheme": "cvr", "value": "31119103"}],
        projects=[{"project_id": "q", "title": "Quick exercises", "acronym": "QUX", "kind": "project"}],
        participations=[{"org_id": "au", "project_id": "q", "role": "partner"}],
    )


def test_a_search_that_finds_nothing_says_so_and_keys_do_no_harm(open_map: Opening) -> None:
    page = open_map(searched()).page
    page.fill("#search", "zzzz")
    assert page.inner_text("#suggestions") == "Nothing found"
    for key in ("ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    assert page.locator("#panel.chosen").count() == 0
    page.keyboard.press("Escape")
    assert not page.is_visible("#suggestions")


def funded() -> Ecosystem:
    """Return a fund that pays a clinic in every way: exactly, nearly, jointly, by budget, unstated, and a part."""
    base = {"payers": ["fund"], "recipients": ["a"], "currency": "EUR", "from": "2020", "kind": "grant"}
    grant = {**base, "level": "grant", "source_id": "s"}
    return Ecosystem.of(
        "Funded",
        sources=[{"source_id": "s", "title": "A page", "publisher": "A ministry", "url": "https://example.org/a"}],
        rates=[{"year": 2020, "currency": "EUR", "rate_per_eur": 1.0}],
        organisations=[
            {"org_id": "a", "name": "Ærø Klinik", "kind": "hospital", "helix": "government", "country": "DK"},
            {"org_id": "b", "name": "Beta", "kind": "cluster", "helix": "intermediary"},
            {"org_id": "c", "name": "Gamma", "kind": "company"},
            {"org_id": "d", "name": "Delta", "kind": "company"},
            {"org_id": "fund", "name": "Fund", "kind": "fund"},
        ],
        projects=[
            {"project_id": i, "title": t, "kind": "project", "start": "2019"} for i, t in (("p", "Pi"), ("q", "Qu"))
        ],
        participations=[
            {"org_id": org, "project_id": project, "role": role, "source_id": "s", "locator": "22;52"}
            for org, project, role in (
                *(("a", "p", "lead"), ("c", "p", "partner")),
                *(("a", "q", "partner"), ("b", "q", "partner"), ("c", "q", "partner")),
            )
        ],
        flows=[
            {**grant, "flow_id": "f1", "amount": 100.0, "qualifier": "exact"},
            {**grant, "flow_id": "f2", "amount": 1000.0, "qualifier": "nearly"},
            {**grant, "flow_id": "f3", "amount": 200.0, "qualifier": "about", "recipients": ["a", "c"]},
            {**base, "flow_id": "f4", "amount": 5000.0, "qualifier": "exact", "level": "budget"},
            {**grant, "flow_id": "f5"},
            {**grant, "flow_id": "f6", "amount": 50.0, "qualifier": "exact", "part_of": "f2"},
        ],
    )


def panel(opened: Opened) -> str:
    return opened.page.inner_text("#panel")


def ask_why(opened: Opened, first: str, other: str) -> str:
    """Return the answer to why two are connected."""
    opened.choose(first)
    opened.page.click(".why summary")
    opened.page.fill(".why input", other)
    opened.page.keyboard.press("Enter")
    return opened.page.inner_text(".why")


def test_search_finds_by_every_name_and_spelling_and_says_which(open_map: Opening) -> None:
    opened = open_map(searched())
    for query, name in FOUND.items():
        opened.choose(query)
        assert opened.page.inner_text("#panel h2") == name, query
    opened.page.fill("#search", "medtech")
    assert opened.page.inner_text("#suggestions li") == "Norway Health Tech\nOslo Medtech – former name"
    opened.page.fill("#search", "311")
    assert opened.page.inner_text("#suggestions li") == "Århus Universitet\nCVR number: 31119103"
    opened.page.fill("#search", "nobody")
    assert opened.page.inner_text("#suggestions") == "Nothing found"
    assert opened.page.inner_text("#live") == "Nothing found"


def test_suggestions_mark_what_the_filter_hides_and_answer_to_keys(open_map: Opening) -> None:
    opened = open_map(searched(), hash_="#filter=group:project")
    page = opened.page
    assert opened.count("nodes") == 4
    page.fill("#search", "qux")
    assert page.inner_text("#suggestions li").endswith("not on the map as it is now")
    page.keyboard.press("Enter")
    assert opened.count("nodes") == 5
    page.fill("#search", "qux")
    assert "not on the map" not in page.inner_text("#suggestions li")
    page.fill("#search", "o")
    assert page.get_attribute("#search", "aria-expanded") == "true"
    first = page.get_attribute("#search", "aria-activedescendant")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") not in (first, None)
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#search", "aria-activedescendant") == first
    page.keyboard.press("Escape")
    assert page.get_attribute("#search", "aria-expanded") == "false"
    assert page.is_hidden("#suggestions")


def test_details_tell_facts_with_sources_ranks_and_sums_of_money_as_intervals(open_map: Opening) -> None:
    opened = open_map(funded())
    opened.choose("klinik")
    # By hand, of the grants: f1 is 100, f2 900 to 1000, f3 for two 0 to 220; f6 is a part of f2. A budget is apart.
    text = panel(opened)
    assert "Money in (6)" in text
    assert "Sum of the known amounts (granted): 1,000 to 1,320 EUR" in text
    assert "Sum of the known amounts (budgeted): 5,000 EUR" in text
    assert "No amount in EUR is known for 1 of 5 flows. Amounts that stand twice are counted once." in text
    opened.choose("fund")
    # For the payer f3 is 180 to 220.
    assert "Sum of the known amounts (granted): 1,180 to 1,320 EUR" in panel(opened)
    opened.choose("beta")
    text = panel(opened)
    assert "Qu – partner · from 2019" in text
    assert "Source: A page, A ministry, line 22;52 – open" in text
    assert opened.page.get_attribute("#panel a", "href") == "https://example.org/a"
    assert opened.page.get_attribute("#panel a", "rel") == "noopener noreferrer"
    # Beta is in one project, the clinic and Gamma are in two.
    assert "rank 3 of 3 organisations" in text
    opened.page.click("#panel .go >> text=Qu")
    assert opened.page.inner_text("#panel h2") == "Qu"
    assert "Participants (3)" in panel(opened)


def test_a_long_list_shows_its_first_part_and_all_on_request(open_map: Opening) -> None:
    orgs = [{"org_id": f"o{i:03}", "name": f"Body {i:03}", "kind": "company"} for i in range(199)]
    parts = [{"org_id": org["org_id"], "project_id": "p", "role": "partner"} for org in orgs]
    project = [{"project_id": "p", "title": "Large", "kind": "project"}]
    opened = open_map(Ecosystem.of(organisations=orgs, projects=project, participations=parts))
    opened.choose("large")
    assert "Participants (199)" in panel(opened)
    assert opened.page.locator("#panel li .go").count() == 60
    opened.page.click("text=Show all 199")
    assert opened.page.locator("#panel li .go").count() == 199
    assert opened.page.evaluate("document.activeElement.innerText").startswith("Body 060")


SENTENCES = {
    "en": "Ærø Klinik takes part in Pi · lead partner · from 2019 (source: A page, A ministry, line 22;52, ",
    "da": "Ærø Klinik deltager i Pi · leadpartner · fra 2019 (kilde: A page, A ministry, linje 22;52, ",
    "nb": "Ærø Klinik deltar i Pi · ledende partner · fra 2019 (kilde: A page, A ministry, linje 22;52, ",
}


def test_a_fact_is_copied_as_a_sentence_with_its_source_in_the_language_of_the_page(open_map: Opening) -> None:
    opened = open_map(funded())
    page = opened.page
    opened.choose("pi")
    for language, sentence in SENTENCES.items():
        page.click(f"[data-speak={language}]")
        page.click("#panel li:has-text('Ærø') .copy")
        page.wait_for_selector(".copy.done")
        assert sentence in page.inner_text("#live")
        assert pasted(opened) == f"{sentence}https://example.org/a)"


def pasted(opened: Opened) -> str:
    opened.page.fill("#search", "")
    opened.page.keyboard.press("Control+v")
    return opened.page.input_value("#search")


def test_copying_works_where_the_browser_closes_its_clipboard(open_map: Opening) -> None:
    opened = open_map(funded())
    page = opened.page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    opened.choose("klinik")
    page.click("text=Copy a sentence")
    page.wait_for_selector(".copy.done")
    # By hand: two participations, and a line for each payer and recipient of six flows.
    told = "Ærø Klinik – hospital, government, Denmark. Known connections: 8 (source: rows given in code)"
    assert pasted(opened) == told
    page.evaluate("document.execCommand = () => false")
    page.click("text=Copy a sentence")
    page.wait_for_selector(".copy-box")
    assert page.input_value(".copy-box") == told
    assert page.inner_text("#live").startswith("The browser does not allow copying here.")


def test_why_two_are_connected_tells_the_shortest_ways_with_sources(open_map: Opening) -> None:
    opened = open_map(funded())
    page = opened.page
    text = ask_why(opened, "beta", "fund")
    # By hand: Beta - Qu - the clinic - Fund, and the same through Gamma.
    assert "Shortest ways: 2. Steps in each: 3." in text
    assert page.locator(".why .chain").all_inner_texts() == [
        "Beta → Qu → Ærø Klinik → Fund",
        "Beta → Qu → Gamma → Fund",
    ]
    assert "Beta takes part in Qu · partner · from 2019" in text
    assert "Money from Fund to Ærø Klinik, Gamma: about 200 EUR" in text
    assert "Further facts of this step: 3" in text  # six flows from the fund to the clinic
    assert "Source: A page, A ministry" in text
    page.click("[data-way='1']")
    assert page.get_attribute("[data-way='1']", "aria-pressed") == "true"
    page.click("text=Clear the answer")
    assert page.locator(".why .chain").count() == 0


def test_why_says_what_only_the_hidden_connects_and_what_nothing_does(open_map: Opening) -> None:
    opened = open_map(funded())
    page = opened.page
    assert "No chain of known facts connects them." in ask_why(opened, "beta", "delta")
    page.fill(".why input", "beta")
    page.keyboard.press("Enter")
    assert "Choose another organisation or project than this one." in page.inner_text(".why")
    page.fill(".why input", "fund")
    page.keyboard.press("Enter")
    assert "Nothing on the map as it is now" not in page.inner_text(".why")
    # without the projects Beta stands alone; the answer is found anew when the map changes
    page.evaluate("location.hash = 'focus=b&filter=group:project'")
    page.wait_for_function("document.querySelector('.why').innerText.includes('Nothing on the map as it is now')")
    assert page.locator(".why .chain").first.inner_text() == "Beta → Qu → Ærø Klinik → Fund"


def test_a_line_of_shared_projects_tells_them(open_map: Opening) -> None:
    opened = open_map(funded(), hash_="#view=one")
    page = opened.page
    page.click("#show-table")
    page.click("[data-table=lines]")
    row = page.locator("#table tbody tr", has_text="shared projects").filter(has_text="Gamma").filter(has_text="Ærø")
    assert "Number: 2" in row.inner_text()
    row.locator("button").first.click()
    text = panel(opened)
    assert "Projects of both (2)" in text
    assert "Gamma – partner · from 2019" in text
    assert "Source: A page, A ministry, line 22;52" in text


def test_what_merges_tells_its_members_and_opens(open_map: Opening) -> None:
    merger = Scenario("Both", ("a", "b"))
    opened = open_map(funded(), view=MapView(scenarios=(merger,), scenario="Both"))
    page = opened.page
    page.click("#show-table")
    page.click("#table .go >> text=Both")
    assert page.inner_text("#panel h2") == "Both"
    assert "Stands for (2)" in panel(opened)
    page.click("#panel .go >> text=Beta")
    assert page.inner_text("#panel h2") == "Beta"
    page.click("#table .go >> text=Both")
    page.click("text=Show its members on the map")
    assert opened.count("nodes") == 7
    assert page.evaluate("document.activeElement.id") == "table"


def rows(opened: Opened) -> int:
    return opened.page.locator("#table tbody tr").count()


def test_the_tables_have_what_the_map_has_sort_and_follow_the_filter(open_map: Opening) -> None:
    opened = open_map(funded())
    page = opened.page
    page.click("#show-table")
    assert (rows(opened), opened.count("nodes")) == (7, 7)
    # by hand: the clinic has two projects and six flows
    assert page.locator("#table tbody tr").first.locator("td").all_inner_texts() == [
        *("Ærø Klinik", "hospital", "government", "Denmark", "0", "2", "8")
    ]
    page.click("th[data-key=name] button")
    assert page.get_attribute("th[data-key=name]", "aria-sort") == "ascending"
    assert page.evaluate("document.activeElement.parentElement.dataset.key") == "name"
    assert page.inner_text("#table tbody tr:first-child td") == "Ærø Klinik"  # English has it at A
    page.keyboard.press("Enter")
    assert page.get_attribute("th[data-key=name]", "aria-sort") == "descending"
    page.click("[data-table=lines]")
    assert (rows(opened), opened.count("lines")) == (12, 12)
    page.click("th[data-key=column_amount] button")
    first = page.locator("#table tbody tr").first.locator("td").all_inner_texts()
    assert first[1:6] == ["Fund", "Ærø Klinik", "grant, budgeted", "5,000 EUR", "from 2020"]
    page.locator("#table tbody tr").first.locator("button").first.click()
    assert page.inner_text("#panel h2") == "money, from payer to recipient"
    page.evaluate("location.hash = 'table=1&filter=group:project'")
    page.wait_for_function("document.querySelector('#map').dataset.nodes === '5'")
    assert (rows(opened), opened.count("lines")) == (7, 7)
    page.click("[data-table=nodes]")
    assert rows(opened) == 5


def test_a_table_lists_500_rows_says_so_and_lists_more(open_map: Opening) -> None:
    ties: list[dict[str, Any]] = [
        {"tie_id": f"t{i:03}", "subject": "a", "kind": "asks", "object": "b"} for i in range(700)
    ]
    orgs = [{"org_id": org, "name": "Twin", "kind": "company"} for org in "ab"]
    opened = open_map(Ecosystem.of(organisations=orgs, ties=ties))
    opened.page.click("#show-table")
    opened.page.click("[data-table=lines]")
    assert rows(opened) == 500
    assert "Listed: 500 of 700" in opened.page.inner_text("#table")
    opened.page.click("text=List 200 more")
    assert rows(opened) == 700
    assert opened.page.inner_text("#live") == "Listed: 700 of 700"
    assert opened.page.evaluate("document.activeElement.closest('tr').rowIndex") == 501
