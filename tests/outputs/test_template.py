"""The empty dataset: clean as it is, with drop-downs for closed lists and headers that explain their column.

openpyxl reads what XlsxWriter wrote, so it is the second implementation.
"""

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ecograph import EcographError, Ecosystem, load, read
from ecograph.outputs.template import empty_dataset
from ecograph.outputs.workbook import LAST_ROW, dataset_workbook
from ecograph.schema import FORMS, TABLE, TABLES, Column, Kind, Table
from ecograph.schema.vocabulary import COUNTRIES, CURRENCIES, LANGUAGES

COLUMNS = [(table, column) for table in TABLES for column in table.columns]


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(empty_dataset()["template.xlsx"]))


def header(book: openpyxl.Workbook, table: Table, column: Column) -> openpyxl.cell.cell.Cell:
    return book[table.name].cell(1, table.names.index(column.name) + 1)


def offered(book: openpyxl.Workbook, sheet: Worksheet, cell: str) -> list[str] | None:
    """Return what the drop-down of a cell offers."""
    for rule in sheet.data_validations.dataValidation:
        if cell in rule.sqref:
            assert rule.type == "list"
            name, _, place = rule.formula1.partition("!")
            return [each.value for (each,) in book[name][place.replace("$", "")]]
    return None


def test_an_empty_dataset_has_a_file_for_each_table_and_is_clean(tmp_path: Path) -> None:
    files = empty_dataset()
    assert set(files) == {"dataset.toml", "template.xlsx", *(f"{name}.csv" for name in TABLE)}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    for place in (tmp_path, tmp_path / "template.xlsx"):
        reading = read(place)
        assert reading.issues == ()
        assert reading.manifest.title == "My dataset"
        assert sum(frame.height for frame in reading.frames.values()) == 0


def test_the_hints_in_the_manifest_can_be_taken_as_they_stand(tmp_path: Path) -> None:
    for name, content in empty_dataset().items():
        (tmp_path / name).write_bytes(content)
    text = empty_dataset()["dataset.toml"].decode()
    for hint in ("organisations = [100, 300]", 'currencies = ["DKK", "NOK"]'):
        assert hint in text
    text = text.replace("[rows] #", "[rows]\norganisations = [0, 300] #").replace(
        "[rates] #", '[rates]\ncurrencies = ["DKK", "NOK"]\nfirst_year = 2010\nlast_year = 2025 #'
    )
    (tmp_path / "dataset.toml").write_text(text)
    assert [issue.code for issue in read(tmp_path).issues] == ["bounds", "bounds"]  # no rate of either currency yet


def test_a_csv_file_filled_in_by_hand_is_read(tmp_path: Path) -> None:
    for name, content in empty_dataset().items():
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "sources.csv").open("a") as file:
        file.write("doc,A report,,,,,\n")
    with (tmp_path / "organisations.csv").open("a", encoding="utf-8") as file:
        file.write("a,Ærø A/S,DK,industry,company,,,single,,doc,,certain,actual\n")
    assert load(tmp_path).organisations["name"].to_list() == ["Ærø A/S"]


def test_there_is_a_sheet_for_each_table_and_the_lists_are_hidden(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["dataset", *TABLE, "lists"]
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "hidden"] == ["lists"]
    assert [[cell.value for cell in row] for row in book["dataset"].iter_rows()] == [
        ["title", "My dataset"],
        ["licence", ""],
    ]


@pytest.mark.parametrize("name", TABLE)
def test_headers_are_the_columns_and_stay_in_sight(name: str, book: openpyxl.Workbook) -> None:
    assert [cell.value for cell in book[name][1]] == list(TABLE[name].names)
    assert book[name].max_row == 1
    assert book[name].freeze_panes == "A2"


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{t.name}.{c.name}" for t, c in COLUMNS])
def test_a_column_is_explained_marked_and_offers_its_closed_list(
    table: Table, column: Column, book: openpyxl.Workbook
) -> None:
    cell = header(book, table, column)
    note = cell.comment.text
    assert column.about in note
    assert FORMS[column.kind] in note
    assert all(choice in note for choice in column.choices)
    assert all(target in note for target in column.references)
    assert ("Required." in note) is column.required
    assert ("May be empty." in note) is not column.required
    assert ("Part of the key." in note) is (column.name in table.key)
    assert (cell.fill.fgColor.rgb == "FFDCE9F2") is column.required
    closed = {
        Kind.CHOICE: list(column.choices),
        Kind.COUNTRY: sorted(COUNTRIES),
        Kind.CURRENCY: list(CURRENCIES),
        Kind.LANGUAGE: list(LANGUAGES),
    }
    for row in (2, LAST_ROW + 1):
        assert offered(book, book[table.name], f"{cell.column_letter}{row}") == closed.get(column.kind)
    assert offered(book, book[table.name], f"{cell.column_letter}1") is None


def test_columns_of_text_are_text_so_that_a_month_is_not_made_a_day(book: openpyxl.Workbook) -> None:
    formats = {
        place: group.number_format
        for group in book["flows"].column_dimensions.values()
        for place in range(group.min, group.max + 1)
    }
    names = TABLE["flows"].names
    assert {names[place - 1] for place, form in formats.items() if form != "@"} == {"amount"}
    assert len(formats) == len(names)


def test_the_same_dataset_gives_the_same_bytes() -> None:
    small = Path(__file__).parents[1] / "small"
    assert dataset_workbook(load(small)) == dataset_workbook(load(small))
    assert empty_dataset() == empty_dataset()


def test_text_that_looks_like_something_else_stays_text() -> None:
    texts = ["=1+1", "+1", "@x", "0012", "1e5", "TRUE", "#N/A", "https://x.org", "{=A1}", " x"]
    eco = Ecosystem.of(organisations=[{"org_id": f"o{n}", "name": text} for n, text in enumerate(texts)])
    cells = openpyxl.load_workbook(io.BytesIO(dataset_workbook(eco)))["organisations"]["B"][1:]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in texts]


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut_off() -> None:
    def eco(size: int) -> Ecosystem:
        return Ecosystem.of(organisations=[{"org_id": "a", "name": "x" * size}])

    assert dataset_workbook(eco(32_767))
    with pytest.raises(
        EcographError, match=r"^organisations: found more than a sheet can hold at row 2, column name; "
    ):
        dataset_workbook(eco(32_768))


def test_more_rows_than_a_sheet_has_are_refused_and_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from xlsxwriter.worksheet import Worksheet as Written

    real = Written.write_number
    monkeypatch.setattr(Written, "write_number", lambda self, row, *rest: -1 if row == 2 else real(self, row, *rest))
    eco = Ecosystem.of(rates=[{"year": year, "currency": "DKK", "rate_per_eur": 7.5} for year in (2014, 2015)])
    with pytest.raises(EcographError, match="rates: found more than a sheet can hold at row 3, column year"):
        dataset_workbook(eco)
