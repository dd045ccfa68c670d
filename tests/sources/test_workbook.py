"""Workbooks: what Excel makes of a cell, what is no value, what is no workbook; and datasets there and back."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart
from openpyxl.worksheet.formula import ArrayFormula

from ecograph import EcographError, Ecosystem, load, read
from ecograph.errors import Issue
from ecograph.outputs.template import empty_dataset
from ecograph.outputs.workbook import dataset_workbook
from ecograph.schema import TABLE
from ecograph.sources import workbook

pytestmark = pytest.mark.slow  # workbooks are written and read

Change = Callable[[openpyxl.Workbook], object]


@pytest.fixture(scope="module")
def book() -> bytes:
    """Return the small dataset as a workbook."""
    return dataset_workbook(load(Path(__file__).parents[1] / "small"))


@pytest.fixture(scope="module")
def empty() -> bytes:
    return empty_dataset()["template.xlsx"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "b.xlsx"


def changed(content: bytes, change: Change) -> bytes:
    opened = openpyxl.load_workbook(io.BytesIO(content))
    change(opened)
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def places(issues: tuple[Issue, ...]) -> list[tuple[str, int, str, str]]:
    return [(issue.file, issue.line, issue.column, issue.code) for issue in issues]


# there and back


def test_a_workbook_reads_back_as_the_same_dataset(book: bytes, path: Path) -> None:
    path.write_bytes(book)
    reading = read(path)
    small = load(Path(__file__).parents[1] / "small")
    assert reading.issues == ()
    assert reading.manifest.title == "Small"
    assert list(reading.hashes) == ["b.xlsx"]
    assert all(frame.equals(small[name]) for name, frame in reading.ecosystem().frames().items())


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_any_good_dataset_reads_back_from_a_workbook(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem], tmp_path_factory: pytest.TempPathFactory
) -> None:
    eco = data.draw(ecosystems)
    there = tmp_path_factory.getbasetemp() / "any.xlsx"
    there.write_bytes(dataset_workbook(eco))
    back = load(there)
    assert back.title == eco.title
    for name, frame in back.frames().items():
        assert frame.equals(eco[name]), name


def test_a_template_filled_in_by_hand_is_read(empty: bytes, path: Path) -> None:
    def fill(opened: openpyxl.Workbook) -> None:
        opened["dataset"]["B1"] = "Mine"
        opened["dataset"]["B2"] = "CC0-1.0"
        opened["sources"].append(["doc", "A report"])
        org = [
            "a",
            "Ærø A/S",
            "DK",
            "industry",
            "company",
            None,
            None,
            "single",
            None,
            "doc",
            None,
            "certain",
            "actual",
        ]
        opened["organisations"].append(org)
        opened["rates"].append([2020, "DKK", 7.4542, "doc"])

    path.write_bytes(changed(empty, fill))
    reading = read(path)
    assert reading.issues == ()
    assert (reading.manifest.title, reading.manifest.licence) == ("Mine", "CC0-1.0")
    assert reading.ecosystem().organisations.select("org_id", "name", "n").rows() == [("a", "Ærø A/S", None)]
    assert reading.ecosystem().rates.rows() == [(2020, "DKK", 7.4542, "doc")]


def test_an_empty_template_is_clean(empty: bytes, path: Path) -> None:
    path.write_bytes(empty)
    reading = read(path)
    assert reading.issues == ()
    assert all(frame.height == 0 for frame in reading.frames.values())


# what a cell holds


@pytest.mark.parametrize(
    ("table", "cell", "value", "expected"),
    [
        # what a person types, what Excel makes of it, and what a CSV file would have
        ("prices", "C2", 100, 100.0),
        ("prices", "C2", 99.9, 99.9),
        ("prices", "C2", 0.1 + 0.2 - 0.3 + 1e-07, None),
        ("prices", "C2", "100", 100.0),
        ("prices", "A2", 2015.0, 2015),
        ("events", "C2", dt.date(2001, 2, 3), "2001-02-03"),
        ("events", "C2", dt.datetime(2001, 2, 3, tzinfo=None), "2001-02-03"),  # noqa: DTZ001 - Excel has no time zones
        ("events", "C2", 2001, "2001"),
        ("events", "E2", True, "TRUE"),
        ("events", "E2", dt.time(12, 30), "12:30:00"),
        ("events", "E2", "one\r\ntwo", "one\ntwo"),
        ("flows", "D2", 1e15, 1e15),
    ],
)
def test_a_cell_is_read_as_the_text_a_csv_file_would_have(  # noqa: PLR0913, PLR0917 - one row of a table
    table: str, cell: str, value: object, expected: object, book: bytes, path: Path
) -> None:
    path.write_bytes(changed(book, lambda opened: opened[table].__setitem__(cell, value)))
    reading = read(path)
    if expected is None:
        assert places(reading.issues) == [(f"b.xlsx#{table}", 2, TABLE[table].columns[2].name, "type")]
    else:
        assert reading.issues == ()
        assert expected in reading.frames[table].row(0)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("=1+1", "formula"),
        (ArrayFormula("D2:D2", "=SUM(1,2)"), "formula"),
        (dt.datetime(2001, 2, 3, 4, 5), "type"),  # noqa: DTZ001 - Excel has no time zones
        (True, "type"),
        ("1 000", "type"),
        (" ", "blank"),
        ("#N/A", "type"),
    ],
)
def test_a_cell_that_is_no_number_is_one_issue_on_its_row(value: object, code: str, book: bytes, path: Path) -> None:
    path.write_bytes(changed(book, lambda opened: opened["flows"].__setitem__("D2", value)))
    assert places(read(path).issues) == [("b.xlsx#flows", 2, "amount", code)]


def test_an_error_value_is_no_text_either(book: bytes, path: Path) -> None:
    def fail(opened: openpyxl.Workbook) -> None:
        opened["flows"]["L3"] = "#REF!"  # openpyxl writes it as an error value, as Excel does

    path.write_bytes(changed(book, fail))
    [issue] = read(path).issues
    assert places((issue,)) == [("b.xlsx#flows", 3, "about", "type")]
    assert issue.message == "found an error value such as #N/A, expected a value; retype it"


def test_a_formula_beyond_the_header_is_one_issue(book: bytes, path: Path) -> None:
    path.write_bytes(changed(book, lambda opened: opened["rates"].__setitem__("F3", "=C3*2")))
    assert places(read(path).issues) == [("b.xlsx#rates", 3, "-", "formula")]


def test_a_value_beyond_the_header_is_one_issue(book: bytes, path: Path) -> None:
    path.write_bytes(changed(book, lambda opened: opened["rates"].__setitem__("E3", "note")))
    assert places(read(path).issues) == [("b.xlsx#rates", 3, "-", "format")]


def test_formulas_and_text_that_looks_like_one_are_told_apart(book: bytes, path: Path) -> None:
    def write(opened: openpyxl.Workbook) -> None:
        opened["flows"]["L2"] = "=x"
        opened["flows"]["L2"].data_type = "s"

    path.write_bytes(changed(book, write))
    assert load(path).flows["about"].to_list() == ["=x", "a part"]


# rows and sheets


def test_empty_rows_are_no_rows_and_the_row_of_an_issue_is_that_of_the_sheet(book: bytes, path: Path) -> None:
    def move(opened: openpyxl.Workbook) -> None:
        opened["rates"].insert_rows(3, 2)
        opened["rates"]["C5"] = "x"

    path.write_bytes(changed(book, move))
    assert places(read(path).issues) == [("b.xlsx#rates", 5, "rate_per_eur", "type")]


def test_a_sheet_whose_header_is_not_in_the_first_row_is_not_read(book: bytes, path: Path) -> None:
    path.write_bytes(changed(book, lambda opened: opened["prices"].insert_rows(1)))
    assert places(read(path).issues) == [("b.xlsx#prices", 1, "-", "column")]
    # also with a formula in it, which is an issue of its own
    book = changed(book, lambda opened: opened["prices"].__setitem__("C2", "=1"))
    path.write_bytes(changed(book, lambda opened: opened["prices"].insert_rows(1)))
    found = places(read(path).issues)
    assert found == [("b.xlsx#prices", 1, "-", "column"), ("b.xlsx#prices", 3, "-", "formula")]


@pytest.mark.parametrize(
    ("change", "file", "cure"),
    [
        (lambda b: b.create_sheet("Flow"), "b.xlsx#Flow", "did you mean 'flows'?"),
        (lambda b: b.create_sheet("Notes 1"), "b.xlsx#Notes 1", "remove or rename it"),
        (lambda b: b.create_chartsheet("Chart").add_chart(BarChart()), "b.xlsx#Chart", "remove or rename it"),
    ],
    ids=["near", "far", "chart"],
)
def test_a_sheet_that_is_no_table_is_an_issue(change: Change, file: str, cure: str, book: bytes, path: Path) -> None:
    path.write_bytes(changed(book, change))
    [issue] = read(path).issues
    assert places((issue,)) == [(file, 0, "-", "table")]
    assert issue.message.endswith(cure)


def test_a_table_without_a_sheet_is_empty_and_named_as_the_sheet_it_should_be(book: bytes, path: Path) -> None:
    path.write_bytes(changed(book, lambda opened: opened.remove(opened["themes"])))
    found = read(path).issues
    assert {(issue.file, issue.code) for issue in found} == {
        ("b.xlsx#goals", "reference"),
        ("b.xlsx#tags", "reference"),
    }
    assert "expected the id of a row in b.xlsx#themes" in found[0].message


def test_a_workbook_without_a_sheet_on_itself_has_no_title(book: bytes, path: Path) -> None:
    path.write_bytes(changed(book, lambda opened: opened.remove(opened["dataset"])))
    assert load(path).title == ""


def test_the_sheet_on_the_dataset_takes_values_of_its_two_keys_only(book: bytes, path: Path) -> None:
    def write(opened: openpyxl.Workbook) -> None:
        opened["dataset"]["B1"] = "=A1"
        opened["dataset"]["A3"] = "Titel"

    path.write_bytes(changed(book, write))
    found = read(path).issues
    assert places(found) == [("b.xlsx#dataset", 1, "-", "formula"), ("b.xlsx#dataset", 3, "-", "manifest")]
    assert found[1].message == "found the unknown key 'Titel', expected one of title, licence; remove the row"


# damage


def parts(content: bytes, **new: str) -> bytes:
    """Return a workbook with the XML of some parts replaced, each named by the last word of its path."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as made:
        for name in old.namelist():
            last = name.rpartition("/")[2].removesuffix(".xml")
            made.writestr(name, new.get(last, old.read(name).decode()))
    return buffer.getvalue()


def sheet(content: bytes, name: str) -> tuple[str, str]:
    """Return the part and the XML of a sheet of a workbook."""
    number = openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames.index(name) + 1
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return f"sheet{number}", archive.read(f"xl/worksheets/sheet{number}.xml").decode()


@pytest.mark.parametrize("size", ["A1", "A1:XFD1048576"])
def test_a_wrong_size_in_a_sheet_neither_hides_rows_nor_makes_some(size: str, book: bytes, path: Path) -> None:
    part, xml = sheet(book, "flows")
    assert '<dimension ref="A1:R3"/>' in xml
    path.write_bytes(parts(book, **{part: xml.replace("A1:R3", size)}))
    assert load(path).flows.height == 2


def test_a_row_after_the_last_that_a_sheet_can_have_is_damage(book: bytes, path: Path) -> None:
    part, xml = sheet(book, "rates")
    path.write_bytes(parts(book, **{part: xml.replace('<row r="3"', '<row r="99999999999"')}))
    with pytest.raises(EcographError, match="a sheet has rows after 1,048,576"):
        read(path)


def test_a_workbook_that_unpacks_too_large_is_refused_unread(
    book: bytes, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(book)
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(workbook, "UNPACKED_LIMIT", size)
    assert read(path).issues == ()
    monkeypatch.setattr(workbook, "UNPACKED_LIMIT", size - 1)
    with pytest.raises(EcographError, match=f"it unpacks to more than {size - 1:,} bytes"):
        read(path)


def archive(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return buffer.getvalue()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "text": lambda _: b"org_id,name\n",
    "half a file": lambda book: book[: len(book) // 2],
    "another archive": lambda _: archive(readme="x"),
    "a text document": lambda book: parts(book, **{"[Content_Types]": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'}),
    "broken XML": lambda book: parts(book, workbook="<workbook"),
    "an unknown encoding": lambda book: parts(book, workbook='<?xml version="1.0" encoding="UTF-99"?><a/>'),
    "a string that is not there": lambda book: parts(book, sharedStrings='<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
    "a broken formula": lambda book: parts(book, **{
        sheet(book, "rates")[0]: sheet(book, "rates")[1].replace("<v>7.4548</v>", '<f t="shared" si="0">"x</f>')
    }),
    "a number that is none": lambda book: parts(book, **{
        sheet(book, "rates")[0]: sheet(book, "rates")[1].replace("<v>7.4548</v>", "<v>many</v>")
    }),
    "an encrypted archive": lambda book: re.sub(rb"(PK\x01\x02....)\x00", b"\\1\x01", book, flags=re.DOTALL),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_no_workbook_is_said_with_its_place(name: str, book: bytes, path: Path) -> None:
    damaged = DAMAGE[name](book)
    assert damaged != book
    path.write_bytes(damaged)
    with pytest.raises(
        EcographError, match=r"b\.xlsx: found no readable workbook \(.+\), expected XLSX; save it again"
    ):
        read(path)


def test_a_workbook_that_cannot_be_read_is_said_with_its_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"")

    def forbidden(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(EcographError, match=r"b\.xlsx: could not be read \(Permission denied\)"):
        read(path)


def test_what_openpyxl_says_of_styles_is_not_passed_on(book: bytes, path: Path) -> None:
    # a workbook without styles makes openpyxl warn, which is no concern of whoever fills in a dataset
    unstyled = parts(book, styles='<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>')
    with pytest.warns(UserWarning, match="no stylesheet"):
        openpyxl.load_workbook(io.BytesIO(unstyled), read_only=True)
    path.write_bytes(unstyled)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(path).issues == ()


def test_a_date_beyond_the_calendar_of_excel_is_an_issue(book: bytes, path: Path) -> None:
    def write(opened: openpyxl.Workbook) -> None:
        opened["events"]["C2"] = 99999999
        opened["events"]["C2"].number_format = "yyyy-mm-dd"

    path.write_bytes(changed(book, write))
    assert places(read(path).issues) == [("b.xlsx#events", 2, "date", "type")]
