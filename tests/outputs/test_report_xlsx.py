"""The report as a workbook: numbers that a sheet can add up, units in the head, texts that nothing runs.

openpyxl reads what XlsxWriter wrote, so it is the second implementation.
"""

import io
import zipfile

import openpyxl
import pytest
from documents import document, hostile_document, long_document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from ecograph.language import LANGUAGES
from ecograph.outputs.report.xlsx import xlsx
from ecograph.outputs.report.xlsx_sheets import FIRST_ROW, LONGEST_TEXT, names_of
from ecograph.report.document import Column, Document, Interval, Note, Section, Source, Table

HEAD = FIRST_ROW - 1


def opened(report: Document) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx(report)))


def values(sheet: Worksheet, line: int) -> list[object]:
    return [cell.value for cell in sheet[line]]


def report_of(*tables: Table, sources: tuple[Source, ...] = ()) -> Document:
    return Document("T", "S", "en", (Section("s", "S", tables),), (), sources)


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return opened(document("da"))


@pytest.fixture(scope="module")
def hostile() -> openpyxl.Workbook:
    return opened(hostile_document())


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("da", ["Indhold", "members", "by-year-table", "Definitioner", "Mærker", "Kilder"]),
        ("nb", ["Innhold", "members", "by-year-table", "Definisjoner", "Merker", "Kilder"]),
        ("en", ["Contents", "members", "by-year-table", "Definitions", "Marks", "Sources"]),
    ],
)
def test_each_table_has_a_sheet_between_the_index_and_the_definitions_marks_and_sources(
    language: str, names: list[str]
) -> None:
    assert opened(document(language)).sheetnames == names


def test_the_index_names_leads_to_and_counts_every_table(book: openpyxl.Workbook) -> None:
    index = book["Indhold"]
    assert values(index, 1)[0] == "Økosystemet for sundhed: overlap og huller"
    assert values(index, 2)[0] == "pr. 1. januar 2024"
    assert values(index, HEAD) == ["Ark", "Hvad det viser", "Rækker", "Bemærkning"]
    note = "12 yderligere rækker vises ikke. Et interval siger, hvad der ligger mellem to grænser."
    assert values(index, FIRST_ROW) == ["members", "Klyngernes medlemmer", 4, note]
    links = [index.cell(line, 1).hyperlink.location for line in range(FIRST_ROW, FIRST_ROW + 5)]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_numbers_are_numbers_in_the_unit_of_their_head(book: openpyxl.Workbook) -> None:
    # 90 to 100 million kroner are stated in kroner; a share stays a share, since the sheet shows it in per cent
    sheet = book["members"]
    assert values(sheet, HEAD) == [
        "Klynge",
        "Medlemmer, mindst",
        "Medlemmer, højst",
        "Kendt andel, procent",
        "Finansiering, mio. DKK, mindst",
        "Finansiering, mio. DKK, højst",
        "Koncentration, indeks fra 0 til 1",
        "Mærke",
    ]
    assert values(sheet, FIRST_ROW)[:-1] == ["Welfare Tech", 280, None, 0.273, 90, 100, 0.125]
    assert values(sheet, FIRST_ROW + 1)[:-1] == ["Norway Health Tech", 1204, 1204, None, 12.3, 12.3, None]
    assert values(sheet, FIRST_ROW + 2)[:-1] == ["Norwegian Smart Care Cluster", 210, 240, 1, -2.5, -2.5, 1]
    assert values(sheet, FIRST_ROW + 3)[:-1] == ["Medicon Valley Alliance", None, None, 0, 0, 0, 0.5]
    assert [cell.number_format for cell in sheet[FIRST_ROW]][1:-1] == [
        *("#,##0", "#,##0", "0.0%", "#,##0.0", "#,##0.0", "#,##0.000")
    ]


def test_a_table_has_its_title_above_and_what_to_know_below(book: openpyxl.Workbook) -> None:
    sheet = book["members"]
    assert values(sheet, 1)[0] == "Klyngernes medlemmer"
    assert (sheet["A2"].value, sheet["A2"].hyperlink.location) == ("Indhold", "'Indhold'!A1")
    assert values(sheet, FIRST_ROW + 5)[0] == "12 yderligere rækker vises ikke."
    assert values(sheet, FIRST_ROW + 6)[0] == "Et interval siger, hvad der ligger mellem to grænser."


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_mark_leads_to_its_first_row_on_the_sheet_of_marks(language: str) -> None:
    report = document(language)
    book = opened(report)
    n_followed = 0
    for name in book.sheetnames[1:3]:
        sheet = book[name]
        for line in range(FIRST_ROW, sheet.max_row + 1):
            cell = sheet.cell(line, len(values(sheet, HEAD)))
            if cell.hyperlink is None:
                continue
            place, _, target = cell.hyperlink.location.partition("!")
            assert book[place.strip("'")][target].value == cell.value
            assert book[place.strip("'")].cell(int(target[1:]) - 1, 1).value != cell.value
            n_followed += 1
    assert n_followed == 5  # three rows of one table and two of the other have a mark


def test_the_sheet_of_marks_names_rows_by_source(book: openpyxl.Workbook) -> None:
    sheet = book["Mærker"]
    assert values(sheet, HEAD) == ["Mærke", "Rækker", "Kilde", "Rækker fra denne kilde", "De første rækker"]
    rows = [values(sheet, line)[1:] for line in range(FIRST_ROW, FIRST_ROW + 4)]
    assert rows == [
        [2, "cordis", 1, "projects/p"],
        [2, "letter", 1, "organisations/a"],
        [3, "members", 3, "memberships/welfare-tech|a (2), memberships/welfare-tech|b (3-4) og 1 til"],
        [1, "cordis", 1, "flows/eu-951956"],
    ]


def test_definitions_and_sources_have_sheets(book: openpyxl.Workbook) -> None:
    assert values(book["Definitioner"], FIRST_ROW)[0] == "Interval"
    sources = book["Kilder"]
    assert values(sources, FIRST_ROW)[2:] == ["https://cordis.europa.eu/", "CC BY"]
    assert sources.cell(FIRST_ROW, 3).hyperlink.target == "https://cordis.europa.eu/"
    assert values(sources, FIRST_ROW + 1)[2:] == [None, None]
    assert values(sources, FIRST_ROW + 2)[2:] == ["http://example.org/members?a=1&b=2", "CC0"]
    assert sources.cell(FIRST_ROW + 2, 3).hyperlink is None


def test_the_head_is_frozen_filtered_and_printed_on_each_page(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == f"A{FIRST_ROW}"
        assert sheet.auto_filter.ref.startswith(f"A{HEAD}:")
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # to one page in width, which is what no number means
        assert sheet.oddFooter.right.text == "Side &P af &N"
        assert sheet.merged_cells.ranges == set()


def test_no_text_of_the_data_is_a_formula_or_leads_anywhere_but_https(hostile: openpyxl.Workbook) -> None:
    cells = [cell for sheet in hostile for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {cell.data_type for cell in texts} == {"s"}
    assert {cell.quotePrefix for cell in texts if cell.value.startswith(("=", "+", "-", "@"))} == {True}
    targets = [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert [target for target in targets if not target.startswith("https://example.org/")] == []
    assert len(cells) > 1000


def test_signs_that_no_one_would_see_are_shown_as_their_code(hostile: openpyxl.Workbook) -> None:
    shown = {cell.value for sheet in hostile for row in sheet.iter_rows() for cell in row}
    assert {"a\\x00b\\x0bc", "\\u202egnp.exe", "a\\u2028b\\u2029c", " x x x"} <= shown


def test_a_text_that_is_too_long_for_a_cell_is_cut_with_a_sign() -> None:
    text = "y" * 40_000
    table = Table("t", text, (Column(text),), ((text,),), ("",), note=text)
    sheet = opened(report_of(table, sources=(Source(text, text, f"https://{text}", text),)))["t"]
    for place in ("A1", f"A{HEAD}", f"A{FIRST_ROW}"):
        assert sheet[place].value == "y" * (LONGEST_TEXT - 1) + "…"


def test_the_same_document_gives_the_same_bytes_without_author_or_day() -> None:
    content = xlsx(document("nb"))
    assert content == xlsx(document("nb"))
    own = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert (own.title, own.creator, own.lastModifiedBy) == ("Økosystemet for helse: overlapp og hull", None, None)
    assert own.created.year == 2000
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
        assert [name for name in package.namelist() if "vba" in name.lower()] == []


def test_a_document_without_notes_sources_and_terms_has_an_index_and_its_tables() -> None:
    empty = Table("empty", "Nothing", (Column("Name"), Column("n", "members")), (), ())
    book = opened(report_of(empty))
    assert book.sheetnames == ["Contents", "empty"]
    assert values(book["empty"], HEAD) == ["Name", "n"]
    assert values(book["empty"], FIRST_ROW + 1)[0] == "Nothing is known."
    assert book["empty"].auto_filter.ref is None


def test_numbers_without_a_unit_stay_as_they_are_and_nan_is_empty() -> None:
    cells = ((2019,), (float("nan"),), (1.25,))
    book = opened(report_of(Table("t", "T", (Column("Year"),), cells, ("k0000000", "", ""))))
    assert [book["t"].cell(FIRST_ROW + place, 1).value for place in range(3)] == [2019, None, 1.25]
    assert book["t"].cell(FIRST_ROW, 1).number_format == "General"
    mark = book["t"].cell(FIRST_ROW, 2)  # it has no note to lead to
    assert (mark.value, mark.hyperlink) == ("k0000000", None)


def test_texts_beside_intervals_stand_in_the_lower_column() -> None:
    cells = ((Interval(1, 2),), ("not stated",), (None,))
    sheet = opened(report_of(Table("t", "T", (Column("n", "members"),), cells, ("", "", ""))))["t"]
    assert [values(sheet, FIRST_ROW + place) for place in range(3)] == [[1, 2], ["not stated", None], [None, None]]


def test_a_long_text_has_a_row_that_is_high_enough_and_a_column_that_is_not_too_wide() -> None:
    text = " ".join(["word"] * 60)  # 299 signs in a column of 60: at least five lines of 13.5 points
    sheet = opened(report_of(Table("t", "T", (Column("A"), Column("B")), (("a", text), ("b", "c")), ("", ""))))["t"]
    assert sheet.column_dimensions["B"].width == pytest.approx(60, abs=1)
    assert sheet.row_dimensions[FIRST_ROW].height >= 5 * 13.5
    assert sheet.row_dimensions[FIRST_ROW + 1].height == 13.5


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text(max_size=50) | st.sampled_from(["History", "a" * 31, "A" * 32, "a/b", "a:b", "'"]), max_size=12)
)
def test_every_sheet_has_a_name_that_excel_takes_and_no_other_has(wanted: list[str]) -> None:
    names = names_of(wanted)
    assert len(names) == len(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name.casefold() != "history"
        assert name == name.strip()


def test_thirty_tables_have_thirty_sheets() -> None:
    report = long_document(30, 2)
    report = Document(report.title, report.subtitle, "en", report.sections, (Note("k1", 1, ()), *report.notes), ())
    assert len(opened(report).sheetnames) == 32  # the index, the tables, the marks
