"""What a reader takes away from the map: pictures, tables, the graph, the link and the page on paper.

The numbers are counted by hand in ``clusters``: 6 organisations and 2 projects; 3 participations, 1 membership, 2 ties,
and 3 lines of money from 2 flows.
"""

import csv
import io
import re
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from chromium import Opened, Opening
from PIL import Image

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
PAPER = (3508, 2480)
"""A4 lying at 300 dots an inch: 297 mm / 25.4 * 300 and 210 mm / 25.4 * 300."""

WHITE = (255, 255, 255)


def clusters() -> Ecosystem:
    organisations = [
        {"org_id": "nht", "name": "Norway Health Tech", "kind": "cluster", "helix": "intermediary", "country": "NO"},
        {"org_id": "wt", "name": "Welfare Tech", "kind": "cluster", "helix": "intermediary", "country": "DK"},
        {"org_id": "au", "name": 'Århus; "Universitet", nu', "kind": "university", "helix": "academia"},
        {"org_id": "erdf", "name": "ERDF", "kind": "fund", "helix": "government", "country": "EU"},
        {"org_id": "-5", "name": "=1+1", "kind": "company", "source_id": "s"},
        {"org_id": "lone", "name": "Alone", "kind": "media", "extent": "collective"},
    ]
    grant = {"kind": "grant", "level": "grant", "currency": "EUR", "qualifier": "exact"}
    return Ecosystem.of(
        "Health & care <clusters>",
        sources=[
            {"source_id": "s", "title": "A page", "url": "https://example.org/a", "retrieved": "2025-01-01"},
            {"source_id": "t", "title": "Older", "published": "2019"},
        ],
        organisations=organisations,
        projects=[
            {"project_id": "p", "title": "Project one", "kind": "project", "start": "2019", "end": "2021-04"},
            {"project_id": "q", "title": "Project two", "kind": "project"},
        ],
        participations=[
            {"org_id": "nht", "project_id": "p", "role": "lead", "source_id": "s", "locator": "7"},
            {"org_id": "wt", "project_id": "p", "role": "partner", "share_amount": 1234.5, "share_qualifier": "exact",
             "share_currency": "DKK"},
            {"org_id": "-5", "project_id": "q", "role": "partner"},
        ],
        memberships=[{"org_id": "au", "cluster_id": "wt", "role": "member"}],
        ties=[{"tie_id": f"t{i}", "subject": "nht", "kind": "asks", "object": "wt"} for i in range(2)],
        flows=[
            {"flow_id": "f", "payers": ["erdf", "au"], "recipients": ["p"], "amount": 9e6, **grant},
            {"flow_id": "g", "payers": ["erdf"], "recipients": ["q"], "amount": 2e6, **grant, "qualifier": "at_least"},
        ],
    )  # fmt: skip


def opened(open_map: Opening, state: str = "", **how: object) -> Opened:
    """Return the opened map of the clusters with its menu open."""
    found = open_map(clusters(), hash_=state, **how)
    found.page.click("#take summary")
    return found


def taken(page: "Page", what: str) -> tuple[str, bytes]:
    """Return the name and the content of the file that a button of the menu gives."""
    with page.expect_download() as download:
        page.click(f"#take [data-take={what}]")
    return download.value.suggested_filename, download.value.path().read_bytes()


def table(page: "Page", what: str, mark: str = ",") -> list[dict[str, str]]:
    """Return a table that is taken away as its rows."""
    content = taken(page, what)[1]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=mark))


def texts(svg: bytes) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - just written


def colours(picture: Image.Image) -> dict[object, int]:
    """Return how many dots of each colour a picture has."""
    return {colour: n for n, colour in picture.convert("RGB").getcolors(1 << 24) or []}


def graph(page: "Page") -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(taken(page, "graph")[1]))


def test_the_png_is_an_a4_page_for_print(open_map: Opening) -> None:
    page = opened(open_map, color_scheme="dark").page
    name, content = taken(page, "png")
    assert name == "ecograph-map-2025-01-01.png"
    picture = Image.open(io.BytesIO(content))
    assert picture.size == PAPER
    assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]
    picture.verify()  # the check sums of all its parts
    pixels = Image.open(io.BytesIO(content))
    parts = {"title": (100, 60, 1200, 160), "map": (100, 300, 2400, 2000), "legend": (2740, 220, 3400, 1500)}
    parts |= {"foot": (100, 2300, 3400, 2480)}
    for part, box in parts.items():
        found = colours(pixels.crop(box))
        # light, though the screen is dark: white is the commonest colour of each part, but something is drawn on it
        assert max(found, key=found.__getitem__) == WHITE, part
        assert len(found) > 8, part
    assert page.inner_text("#live") == "Saved: ecograph-map-2025-01-01.png"


def test_the_svg_has_title_legend_caption_and_what_the_data_is(open_map: Opening) -> None:
    name, content = taken(opened(open_map).page, "svg")
    assert name == "ecograph-map-2025-01-01.svg"
    svg = ET.fromstring(content)  # noqa: S314 - written by the page just now
    assert (svg.get("width"), svg.get("height"), svg.get("role")) == ("297mm", "210mm", "img")
    assert svg.findtext(f"{SVG}title") == "Health & care <clusters>"
    assert "Thin data" in str(svg.findtext(f"{SVG}desc"))
    assert {each.tag.removeprefix(SVG) for each in svg.iter()} == {"svg", "title", "desc", "rect", "path", "text"}
    said = texts(content)
    for text in (
        "Health & care <clusters>",
        "Organisations: 5 · Collective or unnamed (hollow): 1 · Projects: 2 · Connections: 9",
        "Colour: Sphere",
        "intermediary",
        "Shape: kind",
        "cluster",
        "project",
        "Line: connection",
        "belongs to a cluster",
        "amount vague or not stated",
        "Welfare Tech",
        "=1+1",
        "Health & care <clusters> · newest source 1 Jan 2025 · ecograph 0.1.0",
    ):
        assert text in said, text
    # what does not occur is not explained
    assert not {"public authority", "civil society", "shared projects"} & set(said)
    assert any(text.startswith("Placed by shared projects") for text in said)


def test_both_engines_give_the_same_picture(open_map: Opening) -> None:
    drawn = [taken(opened(open_map, view=MapView(renderer=each)).page, "svg")[1] for each in ("canvas", "vis")]
    assert drawn[0] == drawn[1]


def test_the_picture_shows_what_is_on_the_screen(open_map: Opening) -> None:
    page = opened(open_map, "#focus=lone").page
    assert "Norway Health Tech" not in texts(taken(page, "svg")[1])  # what is not chosen lies under a veil
    page.keyboard.press("Escape")
    page.click("#panel .close")
    page.click("#fit")
    page.wait_for_timeout(500)  # the longest glide, and the rest after it
    page.click("#take summary")
    whole = texts(taken(page, "svg")[1])
    assert {"Norway Health Tech", "Alone"} <= set(whole)
    for _ in range(4):
        page.click("#zoom-in")
    page.wait_for_timeout(500)
    page.click("#take summary")
    part = texts(taken(page, "svg")[1])
    assert not {"Norway Health Tech", "Alone"} <= set(part)
    assert "Colour: Sphere" in part
    dots = Image.open(io.BytesIO(taken(page, "png")[1]))
    assert len(colours(dots.crop((200, 300, 2600, 2000)))) > 8
    # nothing reaches out of its room: to the right, and above
    for box in ((2645, 300, 2735, 2000), (300, 210, 2600, 255)):
        assert set(colours(dots.crop(box))) == {WHITE}


def test_the_table_of_nodes_opens_in_a_spreadsheet(open_map: Opening) -> None:
    page = opened(open_map).page
    rows = {row["Id"]: row for row in table(page, "nodes")}
    assert len(rows) == 8
    university = rows["au"]
    assert university["Name"] == 'Århus; "Universitet", nu'
    assert (university["Kind"], university["Sphere"], university["Belongs to"]) == (
        "university",
        "academia",
        "Welfare Tech",
    )
    assert rows["-5"]["Name"] == "'=1+1"  # no formula; the id is a number and stays one
    assert (rows["-5"]["Source"], rows["-5"]["Link to the source"]) == ("A page", "https://example.org/a")
    assert (rows["p"]["Kind"], rows["p"]["Start"], rows["p"]["End"], rows["p"]["Connections"]) == (
        "project", "2019", "2021-04", "4",
    )  # fmt: skip
    assert rows["lone"]["Connections"] == "0"


def test_the_table_of_connections_has_the_fact_of_each(open_map: Opening) -> None:
    rows = {(row["From: id"], row["To: id"], row["Row"]): row for row in table(opened(open_map).page, "lines")}
    assert len(rows) == 9
    lead = rows["nht", "p", "participations/nht|p|lead|1"]
    assert (lead["Role or kind"], lead["Start"], lead["End"]) == ("lead partner", "2019", "2021-04")
    assert lead["Source"] == "A page, line 7"
    joint = rows["au", "p", "flows/f"]
    assert (joint["Amount"], joint["Exactness"], joint["Currency"]) == ("9000000", "exactly", "EUR")
    assert joint["Note"] == "joint amount"
    least = rows["erdf", "q", "flows/g"]
    assert (least["EUR, at least"], least["EUR, at most"], least["Note"]) == ("2000000", "", "")
    assert {key for key in rows if key[0] == "nht" and key[1] == "wt"} == {
        ("nht", "wt", "ties/t0"),
        ("nht", "wt", "ties/t1"),
    }


def test_danish_and_norwegian_tables_have_semicolons_and_decimal_commas(open_map: Opening) -> None:
    page = open_map(clusters(), language="da").page
    for language, heading in (("da", "Beløb"), ("nb", "Beløp")):
        page.click(f"[data-speak={language}]")
        page.click("#take summary")
        [share] = [row for row in table(page, "lines", ";") if row["Fra: id"] == "wt" and row["Til: id"] == "p"]
        assert (share[heading], share["Valuta"]) == ("1234,5", "DKK")


def test_the_graph_opens_in_another_program(open_map: Opening) -> None:
    page = opened(open_map).page
    name, content = taken(page, "graph")
    assert name == "ecograph-map-2025-01-01.graphml"
    root = ET.fromstring(content)  # noqa: S314 - written by the page just now
    declared = {(each.get("id"), each.get("for")) for each in root.iter(f"{GRAPHML}key")}
    used = {(cell.get("key"), what) for what in ("node", "edge") for each in root.iter(GRAPHML + what) for cell in each}
    assert used <= declared
    ids = [str(each.get("id")) for what in ("node", "edge") for each in root.iter(GRAPHML + what)]
    assert len(set(ids)) == len(ids) == 17
    assert all(re.fullmatch(r"[A-Za-z]\w*", each) for each in ids)  # the schema wants names without blanks
    found = graph(page)
    assert (found.is_directed(), found.is_multigraph(), len(found), found.size()) == (True, True, 8, 9)
    by_id = {node["id"]: number for number, node in found.nodes(data=True)}
    assert found.nodes[by_id["-5"]]["label"] == "=1+1"
    assert found.nodes[by_id["nht"]]["country"] == "NO"
    ties = found.get_edge_data(by_id["nht"], by_id["wt"])
    assert [each["role"] for each in ties.values()] == ["asks", "asks"]
    [paid] = found.get_edge_data(by_id["erdf"], by_id["q"]).values()
    assert (paid["amount"], paid["eur_low"], paid["row"]) == (2e6, 2e6, "flows/g")
    assert "eur_high" not in paid


def test_files_hold_what_is_shown_and_nothing_else(open_map: Opening) -> None:
    page = opened(open_map, "#view=one").page
    # by hand: Norway Health Tech and Welfare Tech share a project; 2 ties and 1 membership stay
    found = graph(page)
    assert (len(found), sorted(edge["kind"] for _, _, edge in found.edges(data=True))) == (
        6,
        ["membership", "shared", "tie", "tie"],
    )
    [shared] = [row for row in table(page, "lines") if row["Connection"] == "shared projects"]
    assert (shared["Number"], shared["Projects of both"], shared["Row"]) == ("1", "Project one", "")
    page.evaluate("location.hash = 'view=money'")
    page.wait_for_selector("#map[data-lines='3']")
    assert {row["Id"] for row in table(page, "nodes")} == {"erdf", "au", "p", "q"}
    assert "An arrow: from payer to recipient." in texts(taken(page, "svg")[1])
    page.evaluate("location.hash = 'view=one&filter=line:tie,line:membership'")
    page.wait_for_selector("#map[data-lines='1']")
    assert not graph(page).is_directed()


def test_what_is_folded_is_one_row_that_names_its_members(open_map: Opening) -> None:
    page = opened(open_map, "#part=communities").page
    rows = table(page, "nodes")
    folded = [row for row in rows if row["Stands for"]]
    assert folded
    assert sum(len(row["Stands for"].split(" | ")) for row in folded) + len(rows) - len(folded) == 8
    assert graph(page).size() == len(table(page, "lines"))


def test_the_link_opens_the_same_view(open_map: Opening) -> None:
    first = open_map(
        clusters(), hash_="#focus=wt&view=one&colour=country&filter=line:tie", permissions=["clipboard-read"]
    )
    page = first.page
    page.click("#take summary")
    page.click("#take [data-take=link]")
    page.wait_for_selector("#take .told:has-text('Copied')")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.partition("#")[0] == page.url.partition("#")[0]
    again = open_map(clusters(), hash_="#" + link.partition("#")[2])
    assert again.page.inner_text("#panel h2") == "Welfare Tech"
    assert (again.count("nodes"), again.count("lines")) == (first.count("nodes"), first.count("lines"))


def printed(page: "Page") -> tuple[int, list[Image.Image]]:
    """Return the number of pages on paper, and the pictures on them that have the size of a sheet."""
    pdf = page.pdf(prefer_css_page_size=True)
    size = rb"<<([^>]*/Subtype\s*/Image\s*/Width 3508\s*/Height 2480[^>]*)>>\s*stream\r?\n"
    starts = [found.end() for found in re.finditer(size, pdf)]
    assert b"/MediaBox [0 0 841.91998 594.95996]" in pdf  # A4 lying, in points
    dots = [zlib.decompressobj().decompress(pdf[at:]) for at in starts]
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), [Image.frombytes("RGB", PAPER, each) for each in dots]


def test_it_prints_on_one_light_a4_page_whatever_the_screen_is(open_map: Opening) -> None:
    page = open_map(clusters(), color_scheme="dark", viewport={"width": 390, "height": 844}).page
    pages, [picture] = printed(page)
    assert pages == 1
    found = colours(picture)
    assert max(found, key=found.__getitem__) == WHITE
    assert len(found) > 50
    assert page.is_hidden("#sheet")
    assert page.get_attribute("html", "class") == ""


def test_what_is_chosen_is_printed_on_a_page_of_its_own(open_map: Opening) -> None:
    pages, pictures = printed(open_map(clusters(), hash_="#focus=wt").page)
    assert (pages, len(pictures)) == (2, 1)


def test_the_table_is_printed_when_it_is_on_the_screen(open_map: Opening) -> None:
    page = open_map(clusters()).page
    page.click("#show-table")
    pages, pictures = printed(page)
    assert (pages, pictures) == (1, [])


def test_the_picture_can_be_pasted(open_map: Opening) -> None:
    page = opened(open_map, permissions=["clipboard-read", "clipboard-write"]).page
    page.click("#take [data-take=copy]")
    page.wait_for_selector("#take .told:has-text('The picture is copied.')")
    kinds = page.evaluate("navigator.clipboard.read().then((items) => items.flatMap((each) => each.types))")
    assert kinds == ["image/png"]


def test_the_button_prints(open_map: Opening) -> None:
    page = opened(open_map).page
    page.evaluate("window.print = () => { window.printed = 1; }")
    page.click("#take [data-take=print]")
    assert page.evaluate("window.printed") == 1


def test_the_menu_is_worked_by_keyboard_and_speaks_three_languages(open_map: Opening) -> None:
    page = open_map(clusters()).page
    page.focus("#take summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.take") == "png"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.is_hidden("#take .menu")
    page.click("#take summary")
    page.click("h1")
    assert page.is_hidden("#take .menu")
    for code, text in (("da", "Gem og del"), ("nb", "Lagre og del"), ("en", "Save and share")):
        page.click(f"[data-speak={code}]")
        assert page.inner_text("#take summary") == text


def test_a_file_that_the_browser_refuses_is_said_to_be_so(open_map: Opening) -> None:
    page = opened(open_map).page
    page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = (done) => done(null); }")
    page.click("#take [data-take=png]")
    page.wait_for_selector("#take .told:has-text('The browser did not')")
