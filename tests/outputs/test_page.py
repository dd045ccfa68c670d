"""The page of results: safe, whole, self-contained, in three languages.

It is read back with the parser of the standard library.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.finding import Finding
from ecograph.language import LANGUAGES, Words
from ecograph.outputs.page import Column, Section, render_page

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>\"&{{ 7*7 }}"

Frame = dict[str, list[Any]]


@dataclass
class Page(HTMLParser):
    """What a browser would see: the elements with their attributes, and the text."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:  # noqa: D105 - a parser and a dataclass both want to begin
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" in self.inside:
            return
        self.texts.append(data)
        if "td" in self.inside:
            self.cells[-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def same(text: str) -> Words:
    return Words(en=text, da=text, nb=text)


def section(frame: Frame, *columns: Column, schema: dict[str, Any] | None = None) -> Section:
    height = len(next(iter(frame.values())))
    table = pl.DataFrame(
        {"rows": [["organisations/a"]] * height, **frame},
        schema={"rows": pl.List(pl.String), **(schema or dict.fromkeys(frame, pl.Float64))},
    )
    return Section("the-section", same("a title"), same("a text"), table, columns)


@pytest.fixture
def ecosystem() -> Ecosystem:
    return Ecosystem.of(
        "a dataset",
        sources=[
            {
                "source_id": "s1",
                "title": "First",
                "publisher": "Someone",
                "published": "2020",
                "url": "https://example.org/?a=1&b",
            },
            {"source_id": "s2", "url": "http://example.org"},
        ],
        organisations=[
            {"org_id": "a", "name": "A", "kind": "company", "source_id": "s1", "locator": "3;5"},
            {"org_id": "b", "name": "B", "kind": "company", "source_id": "s2"},
            {"org_id": "them", "name": "them", "kind": "other", "extent": "collective"},
        ],
        projects=[{"project_id": "p", "title": "p", "kind": "project"}],
    )


def rendered(
    ecosystem: Ecosystem, *sections: Section, findings: tuple[Finding, ...] = (), language: str = "en"
) -> Page:
    return read(render_page(ecosystem, findings, sections, language=language))


NUMBER = Column("x", same("x"), 1)


def cell(value: float | None, column: Column, *, language: str = "en", **more: object) -> str:
    """Return what the page shows in the one cell of a table."""
    frame: Frame = {"x": [value], **{name: [other] for name, other in more.items()}}
    schema = {"x": pl.Float64, **{name: pl.String if name == "reason" else pl.Float64 for name in more}}
    page = rendered(
        Ecosystem.of(organisations=[{"org_id": "a", "name": "a", "kind": "company"}]),
        section(frame, column, schema=schema),
        language=language,
    )
    assert len(page.cells) == 1
    return page.cells[0]


@pytest.mark.parametrize(("language", "expected"), [("en", "1,234.5"), ("da", "1.234,5"), ("nb", "1\u00a0234,5")])
def test_a_number_is_written_as_the_language_writes_it(language: str, expected: str) -> None:
    assert cell(1234.5, NUMBER, language=language) == expected


INTERVAL = Column("x", same("x"), 1, 1e6, upper="high")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (9e6, 10e6, "9.0–10.0"),
        (10e6, 10e6, "10.0"),
        (10.01e6, 10.02e6, "10.0"),  # the interval is narrower than what is shown
        (0.0, 10e6, "0.0–10.0"),
        (10e6, float("inf"), "at least 10.0"),
    ],
)
def test_an_interval_shows_both_bounds_unless_they_look_the_same(low: float, high: float, expected: str) -> None:
    assert cell(low, INTERVAL, high=high) == expected


def test_an_open_interval_in_danish_and_norwegian() -> None:
    assert cell(1e6, INTERVAL, high=float("inf"), language="da") == "mindst 1,0"
    assert cell(1e6, INTERVAL, high=float("inf"), language="nb") == "minst 1,0"


@pytest.mark.parametrize(("language", "expected"), [("en", "not known"), ("da", "ukendt"), ("nb", "ukjent")])
def test_a_null_number_is_not_known(language: str, expected: str) -> None:
    assert cell(None, NUMBER, language=language) == expected
    assert cell(None, NUMBER, language=language, reason=None) == expected


def test_a_null_number_with_a_reason_is_undefined() -> None:
    assert cell(None, NUMBER, reason="the other mode is empty") == "–"
    assert cell(None, INTERVAL, reason="no amount is stated", high=None) == "–"


def test_texts_are_shown_as_they_are_or_in_words_and_without_a_link(ecosystem: Ecosystem) -> None:
    frame: Frame = {"name": ["A", None], "yes": [True, False], "x": [1.0, 2.0]}
    schema = {"name": pl.String, "yes": pl.Boolean, "x": pl.Float64}
    said = Column("yes", same("yes"), show=lambda value, language: f"{value} in {language}")
    page = rendered(ecosystem, section(frame, Column("name", same("name")), said, NUMBER, schema=schema), language="da")
    assert page.cells == ["A", "True in da", "1,0", "ukendt", "False in da", "2,0"]
    assert page.values("href").count("#n1") == 2  # the two numbers


def test_headers_and_titles_begin_with_a_capital(ecosystem: Ecosystem) -> None:
    page = rendered(ecosystem, section({"x": [1.0]}, Column("x", same("share of all"), 1)))
    assert "Share of all" in page.texts
    assert "A title" in page.texts


def test_a_number_leads_to_its_rows_by_source(ecosystem: Ecosystem) -> None:
    finding = Finding("f", same("A finding."), ("organisations/b", "organisations/a", "projects/p"))
    page = rendered(ecosystem, section({"x": [1.0]}, NUMBER), findings=(finding,))
    assert "A finding. [source 1]" in page.text
    notes = page.text[
        page.text.index("prints them in full.") : page.text.index("Sources", page.text.index("prints them"))
    ]
    # by hand: the finding is note 1, with its sources in order; the row of the section is note 2
    assert notes == (
        "prints them in full. rows given in code : projects/p First, Someone, 2020 : organisations/a (line 3, 5) "
        "http://example.org : organisations/b First, Someone, 2020 : organisations/a (line 3, 5) "
    )


def test_the_same_rows_share_a_note_and_no_rows_have_none(ecosystem: Ecosystem) -> None:
    grounds = [Finding("f", same("One."), ("organisations/a",)), Finding("g", same("Two."), ())]
    page = rendered(ecosystem, section({"x": [1.0, 2.0]}, NUMBER), findings=tuple(grounds))
    assert [target for target in page.values("id") if target.startswith("n")] == ["notes", "n1"]
    assert page.values("href").count("#n1") == 3
    assert "Two. [source" not in page.text


def hostile() -> tuple[Ecosystem, Finding, Section]:
    """Return data in which every text tries to become markup."""
    ecosystem = Ecosystem.of(
        HOSTILE,
        sources=[
            {"source_id": HOSTILE, "title": HOSTILE, "publisher": HOSTILE, "published": HOSTILE},
            {"source_id": "script", "title": "script", "url": "javascript:alert(1)"},
            {"source_id": "quote", "title": "quote", "url": 'https://example.org/" onclick="alert(1)'},
        ],
        organisations=[
            {"org_id": HOSTILE, "name": HOSTILE, "kind": "company", "source_id": HOSTILE, "locator": HOSTILE},
        ],
    )
    frame = pl.DataFrame({"x": [1.0], "name": [HOSTILE], "rows": [[f"organisations/{HOSTILE}"]]})
    columns = (Column("x", same(HOSTILE), 1), Column("name", same(HOSTILE)))
    return (
        ecosystem,
        Finding("f", same(HOSTILE), (f"organisations/{HOSTILE}",)),
        Section(HOSTILE, same(HOSTILE), same(HOSTILE), frame, columns),
    )


def test_hostile_texts_are_escaped_everywhere() -> None:
    ecosystem, finding, section_ = hostile()
    page = rendered(ecosystem, section_, findings=(finding,))
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "h2",
        "p",
        "nav",
        "ul",
        "li",
        "ol",
    }
    allowed |= {"main", "section", "div", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert {tag for tag, _ in page.elements} <= allowed
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert page.text.count("{{ 7*7 }}") >= 8  # neither run as a template
    assert "49" not in page.text
    assert HOSTILE in page.cells


def test_only_web_addresses_become_links() -> None:
    ecosystem, finding, section_ = hostile()
    page = rendered(ecosystem, section_, findings=(finding,))
    outside = [href for href in page.values("href") if not href.startswith("#")]
    assert outside == ["map.html", 'https://example.org/" onclick="alert(1)']
    assert "script : script" in page.text  # its source is still named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_in_each_language(ecosystem: Ecosystem, language: str) -> None:
    finding = Finding("f", same("A finding."), ("organisations/a", "organisations/b"))
    page = rendered(ecosystem, section({"x": [1.0]}, NUMBER), findings=(finding,), language=language)
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    targets = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert targets <= set(ids)
    # every table, note and source is led to
    assert {"findings", "the-section", "notes", "sources", "n1", "n2", "s-s1", "s-s2"} <= targets
    assert set(page.values("aria-labelledby")) <= set(ids)
    assert page.elements[0] == ("html", {"lang": language})
    assert "{" not in page.text
    assert "None" not in page.text


def test_the_page_loads_nothing(ecosystem: Ecosystem) -> None:
    html = render_page(ecosystem, (), (), language="en")
    page = read(html)
    assert not page.values("src")
    assert not [tag for tag, _ in page.elements if tag in {"script", "link", "img", "iframe", "object", "embed"}]
    assert "url(" not in html
    assert "@import" not in html
    policy = next(
        attributes["content"] or ""
        for _, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "script-src" not in policy


@pytest.mark.parametrize(
    ("language", "said", "nothing"),
    [
        ("en", "The data say too little for a finding.", "Nothing is known."),
        ("da", "Data siger for lidt til et fund.", "Intet er kendt."),
        ("nb", "Dataene sier for lite til et funn.", "Ingenting er kjent."),
    ],
)
def test_a_page_of_nothing_says_so(language: str, said: str, nothing: str) -> None:
    page = rendered(Ecosystem.of(), section({"x": []}, NUMBER), language=language)
    assert said in page.text
    assert nothing in page.text
    assert "table" not in {tag for tag, _ in page.elements}
    assert page.texts.count("ecograph") == 2  # the title of a dataset that has none, above and in the tab


def test_the_page_says_how_thin_the_data_are(ecosystem: Ecosystem) -> None:
    # by hand: a and b are single, them is not; s1, s2 and the rows given in code are sources
    expected = Words(
        en="The dataset holds 2 organisations, 1 project, 0 participations and 0 flows of money from 3 sources. "
        "1 collective or unnamed body is not counted.",
        da="Datasættet rummer 2 organisationer, 1 projekt, 0 deltagelser og 0 pengestrømme fra 3 kilder. "
        "1 samlebetegnelse eller unavngiven tælles ikke med.",
        nb="Datasettet inneholder 2 organisasjoner, 1 prosjekt, 0 deltakelser og 0 pengestrømmer fra 3 kilder. "
        "1 samlebetegnelse eller organisasjon uten navn telles ikke med.",
    )
    for language in LANGUAGES:
        assert expected.in_(language) in rendered(ecosystem, language=language).text


def test_an_unknown_language_is_refused(ecosystem: Ecosystem) -> None:
    with pytest.raises(ValueError, match="unknown language 'sv'"):
        render_page(ecosystem, (), (), language="sv")
