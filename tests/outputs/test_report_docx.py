"""The report as a Word document: what Word needs to number, list, repeat and read aloud is there, and nothing else.

The library that wrote the package reads it back; what it has no words for is looked up in the XML by the names of
the standard (ECMA-376). ``test_report_office`` has LibreOffice read it too.
"""

import io
import re
import zipfile

import docx as library
import pytest
from documents import document, drawing, hostile_document
from docx.document import Document as Book
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as Line
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.picture import png
from ecograph.language import LANGUAGES
from ecograph.outputs.report.docx import docx
from ecograph.outputs.report.docx_columns import MARK, PAGE, SIZES, Shown, laid_out
from ecograph.report.document import Block, Column, Document, Note, Paragraph, Said, Section, Source, Table, mark

A = mark(["flows/a"])


def opened(report: Document) -> Book:
    return library.Document(io.BytesIO(docx(report)))


def report_of(*blocks: Block, notes: tuple[Note, ...] = (), sources: tuple[Source, ...] = ()) -> Document:
    return Document("T", "S", "en", (Section("s", "S", blocks),), notes, sources)


def styled(book: Book, *styles: str) -> list[str]:
    """Return the texts of all paragraphs in these styles, those in the table of contents too."""
    lines = (Line(each, book._body) for each in book.element.body.iter(qn("w:p")))
    return [line.text for line in lines if line.style is not None and line.style.style_id in styles]


def fields(root: BaseOxmlElement) -> list[str]:
    """Return the instructions of all fields."""
    return [(each.text or "").strip() for each in root.iter(qn("w:instrText"))]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def book() -> Book:
    return opened(document("da"))


@pytest.fixture(scope="module")
def hostile() -> bytes:
    return docx(hostile_document())


def test_headings_have_the_styles_of_headings(book: Book) -> None:
    assert styled(book, "Title") == ["Økosystemet for sundhed: overlap og huller"]
    assert styled(book, "Subtitle") == ["pr. 1. januar 2024"]
    highest = ["Overblik", "Klynger", "Finansiering", "Metode og definitioner", "Kilder", "Hvor tallene kommer fra"]
    assert styled(book, "Heading1") == highest
    assert styled(book, "Heading2") == ["Welfare Tech og dens medlemmer"]
    assert styled(book, "Heading3") == ["Medlemmer efter år"]
    levels = [book.styles[name].element.find(f".//{qn('w:outlineLvl')}") for name in ("Heading 1", "Heading 2")]
    assert [level.get(qn("w:val")) for level in levels if level is not None] == ["0", "1"]


def test_the_contents_are_written_out_and_lead_to_the_headings_without_a_question(book: Book) -> None:
    assert styled(book, "TOCHeading") == ["Indhold"]
    assert [line.strip() for line in styled(book, "TOC1")] == styled(book, "Heading1")
    assert [line.strip() for line in styled(book, "TOC2")] == styled(book, "Heading2")
    assert [each for each in fields(book.element) if each.startswith("TOC")] == ['TOC \\o "1-2" \\h \\z']
    pages = [each.split()[1] for each in fields(book.element) if each.startswith("PAGEREF")]
    assert len(pages) == 7
    assert set(pages) <= bookmarks(book.element)
    xml = book.element.xml + book.settings.element.xml
    assert "updateFields" not in xml
    assert "w:dirty" not in xml


def bookmarks(root: BaseOxmlElement) -> set[str]:
    return {str(each.get(qn("w:name"))) for each in root.iter(qn("w:bookmarkStart"))}


@pytest.mark.parametrize(
    ("language", "captions", "counted"),
    [
        (
            "da",
            ["Tabel 1. Klyngernes medlemmer", "Figur 1. Medlemmer efter år", "Tabel 2. Medlemmer efter år"],
            ["SEQ Tabel \\* ARABIC", "SEQ Figur \\* ARABIC", "SEQ Tabel \\* ARABIC"],
        ),
        (
            "nb",
            ["Tabell 1. Medlemmene i klyngene", "Figur 1. Medlemmer etter år", "Tabell 2. Medlemmer etter år"],
            ["SEQ Tabell \\* ARABIC", "SEQ Figur \\* ARABIC", "SEQ Tabell \\* ARABIC"],
        ),
        (
            "en",
            ["Table 1. Members of the clusters", "Figure 1. Members by year", "Table 2. Members by year"],
            ["SEQ Table \\* ARABIC", "SEQ Figure \\* ARABIC", "SEQ Table \\* ARABIC"],
        ),
    ],
)
def test_captions_are_numbered_by_word(language: str, captions: list[str], counted: list[str]) -> None:
    book = opened(document(language))
    assert styled(book, "Caption", "FigureCaption") == captions
    assert [each for each in fields(book.element) if each.startswith("SEQ")] == counted
    based_on = book.styles["Figure caption"].base_style
    assert based_on.name == "Caption"


def test_a_field_begins_turns_and_ends(book: Book) -> None:
    for root in (book.element, book.sections[0].footer._element):
        kinds = [each.get(qn("w:fldCharType")) for each in root.iter(qn("w:fldChar"))]
        depth = 0
        for kind in kinds:
            depth += {"begin": 1, "separate": 0, "end": -1}[str(kind)]
            assert depth >= 0
        assert depth == 0
        assert kinds.count("begin") == kinds.count("separate") == len(fields(root)) > 0


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "da",
            [
                ["Klynge", "Medlemmer", "Kendt andel, procent", "Finansiering, mio. DKK"],
                ["Welfare Tech", "mindst 280", "27,3", "90,0–100,0"],
                ["Norway Health Tech", "1.204", "–", "12,3"],
                ["Norwegian Smart Care Cluster", "210–240", "100,0", "-2,5"],
                ["Medicon Valley Alliance", "–", "0,0", "0,0"],
            ],
        ),
        (
            "en",
            [
                ["Cluster", "Members", "Share known, per cent", "Funding, DKK million"],
                ["Welfare Tech", "at least 280", "27.3", "90.0–100.0"],
                ["Norway Health Tech", "1,204", "–", "12.3"],
                ["Norwegian Smart Care Cluster", "210–240", "100.0", "-2.5"],
                ["Medicon Valley Alliance", "–", "0.0", "0.0"],
            ],
        ),
    ],
)
def test_a_table_is_a_table_with_numbers_as_the_language_writes_them(language: str, rows: list[list[str]]) -> None:
    table = opened(document(language)).tables[0]
    assert [[cell.text for cell in row.cells[:4]] for row in table.rows] == rows
    assert table.rows[0].cells[-1].text == {"da": "Mærke", "en": "Mark"}[language]
    styles = [cell.paragraphs[0].style.style_id for cell in table.rows[1].cells if cell.paragraphs[0].style]
    assert [style[:-1] for style in styles] == ["TableText", *["TableNumber"] * 4, "TableMark"]


def test_numbers_and_their_heads_stand_to_the_right(book: Book) -> None:
    for name in ("Table number 9", "Table head number 9", "Table mark 9"):
        assert book.styles[name].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_the_head_of_a_table_repeats_and_rows_stay_whole(book: Book) -> None:
    for table in book.tables:
        rows = list(table._tbl.iter(qn("w:tr")))
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert [row.find(f".//{qn('w:cantSplit')}") is not None for row in rows] == [True] * len(rows)


@pytest.mark.parametrize(("n_rows", "n_words", "n_kept"), [(5, 1, 5), (40, 1, 3), (40, 200, 1)])
def test_a_short_table_is_held_on_one_page_and_of_a_long_one_the_head_with_its_first_rows(
    n_rows: int, n_words: int, n_kept: int
) -> None:
    rows = (("word " * n_words,),) * n_rows
    table = opened(report_of(Table("t", "T", (Column("A"),), rows, ("",) * n_rows))).tables[0]
    assert sum(row.find(f".//{qn('w:keepNext')}") is not None for row in table._tbl.iter(qn("w:tr"))) == n_kept


def test_a_row_that_is_taller_than_a_page_may_break_and_a_head_like_that_does_not_repeat() -> None:
    text = "word " * 3_000
    table = opened(report_of(Table("t", "T", (Column(text),), ((text,),), ("",)))).tables[0]
    assert list(table._tbl.iter(qn("w:cantSplit"), qn("w:tblHeader"))) == []


def test_what_a_table_leaves_out_and_its_note_stand_below_it(book: Book) -> None:
    said = "12 yderligere rækker vises ikke. Et interval siger, hvad der ligger mellem to grænser."
    assert styled(book, "Below")[0] == said


def test_what_is_not_a_number_has_a_dash() -> None:
    table = opened(report_of(Table("t", "T", (Column("A"),), ((float("nan"),), (2019,)), ("", "")))).tables[0]
    assert [cell.text for cell in table.columns[0].cells] == ["A", "–", "2,019"]


def test_an_empty_table_says_that_nothing_is_known() -> None:
    book = opened(report_of(Table("t", "Nothing", (Column("A"),), (), ())))
    assert styled(book, "Caption") == ["Table 1. Nothing"]
    assert styled(book, "Below") == ["Nothing is known."]
    assert book.tables == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_in_a_sentence_or_a_row_leads_to_its_note(language: str) -> None:
    report = document(language)
    root = opened(report).element
    links = [each for each in root.iter(qn("w:hyperlink")) if str(each.get(qn("w:anchor"))).startswith("note_")]
    led = [("".join(text.text or "" for text in each.iter(qn("w:t"))), each.get(qn("w:anchor"))) for each in links]
    assert len(led) == 8  # three in sentences, three in the rows of one table and two in those of the other
    assert {place for _, place in led} == {f"note_{note.mark}" for note in report.notes}
    assert [name for name, place in led if place != f"note_{name}"] == []
    assert {str(place) for _, place in led} <= bookmarks(root)


def test_a_mark_without_a_note_is_shown_and_leads_nowhere() -> None:
    book = opened(report_of(Paragraph((Said("One.", A), Said("Two.")))))
    assert styled(book, "Normal") == [f"One.\xa0{A} Two."]
    assert [each for each in book.element.iter(qn("w:hyperlink")) if "note" in str(each.get(qn("w:anchor")))] == []


def test_a_short_note_names_its_rows_by_source_and_a_long_one_only_counts_them() -> None:
    rows = ("flows/a", "flows/b", "flows/c")
    short = Note(A, 4, (("cordis", 3, rows[:2]), ("letter", 1, rows[2:])))
    long = Note("k0000002", 1204, (("cordis", 1203, rows), ("letter", 1, rows[:1])))
    shown = styled(opened(report_of(Paragraph((Said("One.", A),)), notes=(short, long))), "Note")
    assert shown == [
        f"{A} 4 rows · cordis (3 rows): flows/a, flows/b and 1 more · letter (1 row): flows/c",
        "k0000002 1,204 rows · cordis (1,203 rows) · letter (1 row)",
    ]


def test_contents_that_would_not_fit_on_the_first_page_list_only_the_highest_headings() -> None:
    def headed(n: int) -> Book:
        below = tuple(Section(f"b{i}", f"Below {i}", ()) for i in range(n))
        return opened(Document("T", "S", "en", (Section("s", "Above", (), below),), (), ()))

    fits, too_long = headed(39), headed(40)  # with the one above 40 and 41 headings
    assert (styled(fits, "TOC1"), len(styled(fits, "TOC2"))) == (["Above\t"], 39)
    assert (styled(too_long, "TOC1"), styled(too_long, "TOC2")) == (["Above\t"], [])
    assert [each for each in fields(too_long.element) if each.startswith("TOC")] == ['TOC \\o "1-1" \\h \\z']


def test_a_chart_is_a_picture_with_a_text_alternative_and_its_numbers_below(book: Book) -> None:
    [shape] = book.inline_shapes
    about = shape._inline.docPr
    alternative = "Kurvediagram: antallet af medlemmer stiger fra 110 i 2019 til 280 i 2023."
    assert (about.get("descr"), about.get("name")) == (alternative, "Figur 1")
    assert [cell.text for cell in book.tables[1].columns[0].cells] == ["År", "2019", "2021", "2023"]
    assert round(shape.width.pt, 1) == 481.9  # the width of the text; the drawing is 500 wide
    [picture] = [content for name, content in parts(docx(document("da"))).items() if name.endswith(".png")]
    assert picture == png(drawing())


def test_terms_have_their_meaning_below(book: Book) -> None:
    assert styled(book, "Term") == ["Interval"]
    assert styled(book, "Explanation")[0].startswith("Værdien ligger mellem de to grænser")


def test_only_https_addresses_of_sources_are_links(book: Book) -> None:
    outside = [each.target_ref for each in book.part.rels.values() if each.is_external]
    assert outside == ["https://cordis.europa.eu/"]
    assert styled(book, "Source") == [
        "cordis: CORDIS: projects of Horizon Europe, European Union, 2024-01 · Licens: CC BY.",
        "letter: Letter from the secretariat, 2023 · Licensen er ukendt.",
        "members: List of members, Welfare Tech, 2023 · Licens: CC0.",
    ]


def test_sources_stand_in_the_section_of_that_name_where_there_is_one() -> None:
    source = Source("s", "S", "", "")
    sections = (Section("sources", "Where from", ()), Section("last", "Last", ()))
    book = opened(Document("T", "S", "en", sections, (), (source,)))
    assert styled(book, "Heading1", "Source") == ["Where from", "s: S · Licence not known.", "Last"]


def test_a_document_with_nothing_in_it_has_a_title_and_no_contents() -> None:
    book = opened(Document("T", "S", "en", (), (), ()))
    assert [line.text for line in book.paragraphs] == ["T", "S"]
    assert styled(book, "TOCHeading") == []


def test_sections_that_are_too_deep_have_the_lowest_heading() -> None:
    section = Section("d", "Four", ())
    for place, title in enumerate(("Three", "Two", "One")):
        section = Section(f"s-{place}", title, (), (section,))
    assert styled(opened(Document("T", "S", "en", (section,), (), ())), "Heading3") == ["Three", "Four"]


@pytest.mark.parametrize(
    ("language", "locale", "page"),
    [("da", "da-DK", "Side 1 af 1"), ("nb", "nb-NO", "Side 1 av 1"), ("en", "en-GB", "Page 1 of 1")],
)
def test_pages_are_numbered_and_the_spelling_checker_knows_the_language(language: str, locale: str, page: str) -> None:
    book = opened(document(language))
    [section] = book.sections
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == page
        assert fields(footer._element) == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == document(language).title
    assert [line.text for line in section.first_page_header.paragraphs] == [""]
    languages = [each.get(qn("w:val")) for each in book.styles.element.iter(qn("w:lang"))]
    assert languages == [locale]
    [size] = book.element.iter(qn("w:pgSz"))  # A4 is 11906 by 16838 twentieths of a point
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")


def test_every_style_that_is_used_is_defined(book: Book) -> None:
    defined = {style.style_id for style in book.styles}
    used = {each.get(qn("w:val")) for each in book.element.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
    assert used <= defined
    based = {each.get(qn("w:val")) for each in book.styles.element.iter(qn("w:basedOn"), qn("w:next"))}
    assert based <= defined


def test_the_same_document_gives_the_same_bytes_without_author_day_or_program() -> None:
    content = docx(document("nb"))
    assert content == docx(document("nb"))
    own = opened(document("nb")).core_properties
    assert (own.title, own.language) == ("Økosystemet for helse: overlapp og hull", "nb")
    assert (own.author, own.last_modified_by, own.comments, own.created, own.modified) == ("", "", "", None, None)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
    assert re.findall(rb"python-docx|Macintosh|thumbnail|vbaProject", b"".join(parts(content).values())) == []


def test_hostile_texts_are_text_and_lead_nowhere(hostile: bytes) -> None:
    book = library.Document(io.BytesIO(hostile))
    outside = [each.target_ref for each in book.part.rels.values() if each.is_external]
    assert [target for target in outside if not target.startswith("https://example.org/")] == []
    shown = styled(book, "Term")
    assert {"<img src=x onerror=window.probe=1>", "=cmd|'/C calc'!A1", "{{ 7*7 }}{% raw %}", " x x x"} <= set(shown)
    assert {"a\\x00b\\x0bc", "\\u202egnp.exe", "a\\u2028b\\u2029c", "x" * 10_000} <= set(shown)
    kinds = {field.split(" ")[0] for field in fields(book.element)}
    assert kinds == {"TOC", "PAGEREF", "SEQ"}
    assert len(book.core_properties.title) <= 255


def test_a_text_of_forty_thousand_signs_in_every_place_is_whole() -> None:
    text = "y" * 40_000
    table = Table("t", text, (Column(text),), ((text,),), ("",), note=text)
    book = opened(report_of(Paragraph((Said(text),)), table, sources=(Source(text, text, f"https://{text}", text),)))
    assert book.tables[0].rows[1].cells[0].text == text
    assert styled(book, "Normal")[0] == text


texts = st.text("abcdefghijklmnop æøå", max_size=80)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(texts, st.lists(texts, min_size=3, max_size=3), st.booleans()), min_size=1, max_size=14))
def test_columns_fit_the_page_and_are_all_seen(drawn: list[tuple[str, list[str], bool]]) -> None:
    columns = [Shown(head, tuple(cells), is_number) for head, cells, is_number in drawn]
    layout = laid_out(columns, PAGE - MARK)
    assert sum(layout.widths) <= PAGE - MARK
    assert min(layout.widths) > 0
    assert layout.size in SIZES
    assert len(layout.lines) == 3


def test_letters_are_smaller_where_words_would_break() -> None:
    # with its margins the word is 104 points wide in letters of 9 points, 94 in those of 8, 83 and 78; the page has 482
    # points, of which the two largest leave an eighth to long texts: 4 * 104 < 424 < 5 * 94, 5 * 83 < 482 < 6 * 83
    long = Shown("Samarbejdspartnere", ("1",), is_number=True)
    assert [laid_out([long] * n, PAGE).size for n in (1, 4, 5, 6, 8)] == [9.0, 9.0, 7.0, 6.5, 6.5]


def test_a_long_text_has_most_of_the_room() -> None:
    short = Shown("Country", ("Denmark",), is_number=False)
    long = Shown("Evidence", ("Both work with the university. " * 8,), is_number=False)
    few, many = laid_out([short, long], PAGE).widths
    assert many > 3 * few
