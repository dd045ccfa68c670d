"""The report as HTML: whole, safe, self-contained, in three languages. It is read back with the standard library."""

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

import pytest
from documents import (
    ALTERNATIVE,
    FIRST,
    LISTED,
    OPEN,
    document,
    hostile_document,
    long_document,
)
from hostile import HOSTILE

from ecograph.language import LANGUAGES
from ecograph.language.document import COUNTED, DOCUMENT
from ecograph.outputs.report.html import anchor, html, page
from ecograph.outputs.report.texts import visible
from ecograph.report.document import (
    Column,
    Document,
    Interval,
    Note,
    Paragraph,
    Said,
    Section,
    Source,
    Table,
    mark,
)

VOID = {"meta", "wbr"}
SVG = {"svg", "title", "desc", "rect", "polyline", "line", "circle", "path", "text", "tspan", "g"}
KNOWN = SVG | {
    *("html", "head", "meta", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "p", "nav", "ol", "ul", "li"),
    *("main", "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "b", "wbr", "code"),
    *("figure", "figcaption", "details", "summary", "dl", "dt", "dd"),
}
"""The elements of a page; none of them loads or runs anything."""


@dataclass
class Read(HTMLParser):
    """What a browser would see: elements with their attributes, cells, and all text outside the style."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    text: str = ""
    style: str = ""
    rows: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:  # noqa: D105 - a parser and a dataclass both want to begin
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "style" in self.inside:
            self.style += data
            return
        self.text += data
        if {"th", "td"} & set(self.inside):
            self.rows[-1][-1] += data

    def all(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


def read(text: str) -> Read:
    found = Read()
    found.feed(text)
    found.close()
    return found


def of(*blocks: Any, **changes: Any) -> Document:  # noqa: ANN401 - blocks, and fields of a document
    """Return a document of one section with these blocks."""
    return replace(Document("T", "s", "en", (Section("one", "One", blocks),), (), ()), **changes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_everything_in_its_language(language: str) -> None:
    given = document(language)
    found = read(html(given))
    assert found.elements[0] == ("html", {"lang": language})
    for name in ("contents", "skip", "notes", "sources", "mark", "first_use"):
        assert DOCUMENT[name].in_(language) in found.text, name
    assert FIRST.in_(language) in found.text
    assert found.text.count(ALTERNATIVE.in_(language)) == 1
    headings = [
        (tag, attributes["id"]) for tag, attributes in found.elements if re.fullmatch("h[1-4]", tag) and attributes
    ]
    # by hand: the sections of the document in their order, three levels deep, between contents, sources and notes
    assert headings == [
        ("h2", "contents"),
        ("h2", "section-overview"),
        ("h2", "section-clusters"),
        ("h3", "section-clusters-welfare-tech"),
        ("h4", "section-clusters-by-year"),
        ("h2", "section-funding"),
        ("h2", "section-method"),
        ("h2", "sources"),
        ("h2", "notes"),
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", [["Welfare Tech", "at least 280", "27.3", "90.0–100.0", "0.125"], ["Norway Health Tech", "1,204"]]),
        ("da", [["Welfare Tech", "mindst 280", "27,3", "90,0–100,0", "0,125"], ["Norway Health Tech", "1.204"]]),
        ("nb", [["Welfare Tech", "minst 280", "27,3", "90,0–100,0", "0,125"], ["Norway Health Tech", "1\xa0204"]]),
    ],
)
def test_numbers_and_intervals_are_written_as_the_language_does(language: str, expected: list[list[str]]) -> None:
    rows = read(html(document(language))).rows
    # by hand from ``documents.members``: per cent and millions, one decimal; an index has three
    assert rows[1] == [*expected[0], mark(LISTED)]
    assert rows[2][:2] == expected[1]


def test_what_is_not_known_is_a_dash_that_is_also_said() -> None:
    rows = read(html(document())).rows
    assert rows[2][2] == "–not known"
    nan = Table("t", "c", (Column("a", "share"),), ((float("nan"),),), ("",))
    assert read(html(of(nan))).rows[1] == ["–not known"]


def test_a_number_without_a_unit_is_shown_with_the_decimals_that_it_needs() -> None:
    cells = (("a", 1200), ("b", 0.5), ("c", Interval(1, 2)), ("d", Interval(3, OPEN)), ("e", Interval(2.5, 2.5)))
    table = Table("t", "c", (Column("what"), Column("n")), cells, ("",) * 5)
    found = read(html(of(table)))
    assert [row[1] for row in found.rows[1:]] == ["1,200", "0.50", "1–2", "at least 3", "2.50"]
    assert [each for tag, each in found.elements if tag == "th"][:2] == [
        {"scope": "col"},
        {"scope": "col", "class": "n"},
    ]


def test_tables_and_figures_are_numbered_in_reading_order_and_rows_have_their_names() -> None:
    found = read(html(document()))
    assert re.findall(r"(?:Table|Figure) \d\.", found.text) == ["Table 1.", "Figure 1.", "Table 2."]
    assert [each.get("scope") for tag, each in found.elements if tag == "th"].count("row") == 4 + 3  # its rows
    assert "12 further rows are not shown. An interval says" in found.text


def test_a_table_without_rows_says_that_nothing_is_known() -> None:
    found = read(html(of(Table("t", "c", (Column("a"),), (), ()))))
    assert found.rows == [["Nothing is known."]]


def test_each_mark_leads_to_its_note_and_the_note_back_to_its_first_use() -> None:
    text = html(document())
    found = read(text)
    ids = found.all("id")
    assert len(ids) == len(set(ids))
    inner = [each[1:] for each in found.all("href") if each.startswith("#")]
    assert set(inner) <= set(ids)
    for note in document().notes:
        assert {f"note-{note.mark}", f"use-{note.mark}"} <= set(ids) & set(inner)
        assert text.index(f'id="use-{note.mark}"') == text.index(f'href="#note-{note.mark}"') - len(
            f'id="use-{note.mark}" '
        )


def test_a_mark_without_a_note_is_shown_but_leads_nowhere() -> None:
    found = read(html(of(Paragraph((Said("A.", "k0000001"),)))))
    assert "A.\xa0k0000001" in found.text
    assert [each for each in found.all("href") if "k0000001" in each] == []


def test_a_note_without_use_or_with_an_unknown_source_is_still_there() -> None:
    note = Note("k0000002", 30, (("gone", 30, ("flows/a", "flows/b")),))
    found = read(html(of(notes=(note,))))
    assert "gone (30)." in found.text
    assert "gone: flows/a, flows/b and 28 more" in found.text
    assert "use-k0000002" not in "".join(found.all("href"))


def test_a_short_note_shows_its_rows_openly_and_paper_leaves_out_those_of_a_long_one() -> None:
    long = Note("k0000002", 30, (("cordis", 30, ("flows/a",)),))
    given = replace(document(), notes=(*document().notes, long))
    screen, paper = read(page(given, "screen")), read(page(given, "paper"))
    for found in (screen, paper):
        assert "members: memberships/welfare-tech|a (2), memberships/welfare-tech|b (3-4) and 1 more." in found.text
        assert "cordis (30)." in found.text
    # on paper the sources of the long note are no links: of the two media, only the screen has one more
    assert screen.all("href").count("#source-cordis") == paper.all("href").count("#source-cordis") + 1
    assert "flows/a and 29 more" in screen.text
    assert "flows/a" not in paper.text


def test_sources_are_listed_below_the_section_of_that_name_or_in_one_of_their_own() -> None:
    own = html(document())
    assert own.index('<h2 id="sources">') < own.index('<ul class="sources">') < own.index('<h2 id="notes">')
    given = replace(document(), sections=(*document().sections, Section("sources", "All sources", ())))
    found = html(given)
    assert '<h2 id="sources">' not in found
    assert found.index('<h2 id="section-sources">') < found.index('<ul class="sources">')
    assert found.count('<ul class="sources">') == 1
    assert '<ul class="sources">' not in html(replace(given, sources=()))


def test_a_source_is_a_link_only_when_its_address_is_one_of_the_web() -> None:
    addresses = [
        "https://a.org/x?y=1&z=2",
        "http://b.org",
        "javascript:x",
        "data:text/html,x",
        "//c.org",
        "",
        "https://",
    ]
    addresses += ["https://d.org/ x", 'https://e.org/"x', "https://f.org/\u202ex", "HTTPS://g.org"]
    given = of(sources=tuple(Source(f"s{i}", "words", url, "") for i, url in enumerate(addresses)))
    found = read(html(given))
    outer = [each for _, each in found.elements if not (each.get("href") or "#").startswith("#")]
    assert [each["href"] for each in outer] == addresses[:2]
    assert {each["rel"] for each in outer} == {"noreferrer"}
    assert found.text.count("Licence not known.") == len(addresses)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("medium", ["screen", "paper"])
def test_hostile_texts_stay_texts(language: str, medium: Any) -> None:  # noqa: ANN401 - a medium
    text = page(hostile_document(language), medium)
    found = read(text)
    assert {tag for tag, _ in found.elements} <= KNOWN
    assert [
        name for _, each in found.elements for name in each if name.startswith("on") or name in {"src", "style"}
    ] == []
    assert all(re.match(r"#|https://example\.org/", each) for each in found.all("href"))
    for each in HOSTILE:
        assert visible(each) in found.text.replace("\xa0", " ")
    assert re.search("[\x00-\x08\x0b-\x1f\u2028-\u202e]", text) is None
    ids = found.all("id")
    assert len(ids) == len(set(ids))
    # none is swallowed and none escaped twice: each stands as often as every other, the title twice more
    assert found.text.count(HOSTILE[1]) == found.text.count(HOSTILE[17]) + 2 > 30


def test_the_policy_lets_in_nothing_but_the_style_of_the_page() -> None:
    for given in (document(), hostile_document()):
        found = read(html(given))
        digest = base64.b64encode(hashlib.sha256(found.style.encode()).digest()).decode()
        assert found.all("content")[1] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        assert re.findall(r"url\(|@import|</|<!--", found.style) == []


def test_the_title_of_a_page_of_paper_is_a_string_that_nothing_ends() -> None:
    found = read(html(of(title='"} * { display: none } </style>' + "y" * 100)))
    content = re.findall(r'@top-left \{ content: "([^"]*)" \}', found.style)
    told = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), content[0])
    assert told == '"} * { display: none } </style>' + "y" * (89 - 31) + "…"  # 90 signs in all


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", '"Page " counter(page) " of " counter(pages) ""'),
        ("da", '"Side " counter(page) " af " counter(pages) ""'),
        ("nb", '"Side " counter(page) " av " counter(pages) ""'),
    ],
)
def test_pages_are_counted_in_the_language(language: str, counted: str) -> None:
    assert f"@bottom-right {{ content: {counted} }}" in read(html(document(language))).style


def test_the_same_document_gives_the_same_text() -> None:
    assert html(document()) == html(document())
    assert html(document("da")) != html(document("nb"))


def test_a_long_document_has_every_row() -> None:
    found = read(html(long_document(3, 20)))
    assert len(found.rows) == 3 * 21
    assert len(found.all("href")) == 1 + 5 + 60 + 120 + 2  # skip, contents, marks, notes there and back, sources


def test_wide_tables_are_set_smaller_on_paper() -> None:
    def classes(n: int) -> list[str]:
        given = Table("t", "c", tuple(Column(str(i)) for i in range(n)), (("x",) * n,), ("",))
        return [each.get("class") or "" for tag, each in read(html(of(given))).elements if tag == "table"]

    assert (classes(6), classes(7), classes(10)) == ([""], ["wide"], ["widest"])


def test_no_two_names_have_the_same_anchor() -> None:
    names = ["a b", "a_b", "a_20_b", "A b", "a-b", "å", "", "a.b"]
    assert len({anchor("table", name) for name in names}) == len(names)


def test_all_words_of_a_document_are_in_all_languages_and_fill_in_the_same() -> None:
    for words in DOCUMENT.values():
        assert {frozenset(re.findall(r"\{\w+\}", each)) for each in words} == {
            frozenset(re.findall(r"\{\w+\}", words.en))
        }
        assert all(words)
    assert COUNTED["not_shown"].of(1)("da") == "1 yderligere række vises ikke."
