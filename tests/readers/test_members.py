"""Member lists as people have them; the fixtures are written by hand with made-up bodies."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart

from ecograph import workbooks
from ecograph.errors import EcographError
from ecograph.readers import lists, members
from ecograph.readers.reader import File, Harvest
from ecograph.schema import TABLE

LIST = File("members.csv", (Path(__file__).parent / "members" / "members.csv").read_bytes())
OPTIONS = {
    "cluster": "welfare-tech",
    "name": "Navn",
    "number": "CVR-nr.",
    "country_column": "Land",
    "header_row": "3",
    "as_of": "2024",
}
PLAIN = {"cluster": "welfare-tech", "name": "Navn"}


def read(content: bytes, **options: str) -> Harvest:
    return members.read("wt", [File("a.csv", content)], {**PLAIN, **options})


def codes(harvest: Harvest) -> list[tuple[int, str, str]]:
    return [(issue.line, issue.column, issue.code) for issue in harvest.issues]


def workbook(*rows: list[object], sheet: str = "Medlemmer") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_list_gives_organisations_with_their_line() -> None:
    columns = ["org_id", "name", "country", "kind", "helix", "locator"]
    assert members.read("wt", [LIST], OPTIONS).tables["organisations"].select(columns).rows() == [
        ("wt.11000274", "Eksempel Medico A/S", "DK", "company", "industry", "4"),
        ("wt.811000000", "Universitetet i Eksempel", "NO", "university", "academia", "5"),
        ("wt.eksempel-fejl-aps", "Eksempel Fejl ApS", "DK", "company", "industry", "7"),
        ("wt.eksempel-sverige-ab", "Eksempel Sverige AB", None, "company", "industry", "11"),
        ("wt.foreningen-proeve", "Foreningen Prøve", None, "association", "civil_society", "6"),
    ]


def test_numbers_are_kept_without_their_dress() -> None:
    tables = members.read("wt", [LIST], OPTIONS).tables
    assert tables["identifiers"].select("scheme", "value", "org_id").rows() == [
        ("cvr", "11000274", "wt.11000274"),
        ("orgnr", "811000000", "wt.811000000"),
    ]


def test_every_member_belongs_to_the_cluster_which_is_not_itself_in_the_tables() -> None:
    tables = members.read("wt", [LIST], OPTIONS).tables
    assert tables["memberships"].select("cluster_id", "seq", "role", "as_of").unique().rows() == [
        ("welfare-tech", 1, "member", "2024")
    ]
    assert tables["memberships"].height == 5
    assert "welfare-tech" not in tables["organisations"]["org_id"]
    assert tables["sources"]["source_id"].to_list() == ["wt.members"]
    assert all(frame.columns == list(TABLE[name].names) for name, frame in tables.items())


def test_each_trap_is_an_issue_on_its_line() -> None:
    harvest = members.read("wt", [LIST], OPTIONS)
    assert codes(harvest) == [
        (3, "Bemærkning", "column"),
        (7, "CVR-nr.", "check-digit"),
        (8, "-", "duplicate"),
        (9, "Navn", "missing"),
        (11, "Land", "country"),
    ]
    assert "line 4" in harvest.issues[2].message
    assert [(item.column, item.n) for item in harvest.dropped] == [("E-mail", 1)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_list_is_read_however_it_was_saved(separator: str, encoding: str, newline: str) -> None:
    text = newline.join([f"Navn{separator}CVR", f"Prøve A/S{separator}11000274", ""])
    harvest = read(text.encode(encoding), number="CVR")
    assert harvest.tables["organisations"].select("org_id", "name", "country", "locator").rows() == [
        ("wt.11000274", "Prøve A/S", "DK", "2")
    ]
    assert harvest.issues == ()


def test_a_list_of_names_alone_may_hold_commas() -> None:
    assert read(b"Navn\nA, B og C\n").tables["organisations"]["name"].to_list() == ["A, B og C"]


def test_signs_in_quotes_do_not_tell_the_separator() -> None:
    harvest = read(b'"Navn";"Land, by, vej"\n"A";"x"\n', country="DK")
    assert harvest.tables["organisations"].select("name", "country").rows() == [("A", "DK")]


@pytest.mark.parametrize(
    ("given", "scheme", "value"),
    [
        ("DK-11000274", "cvr", "11000274"),
        ("dk 1100 0274", "cvr", "11000274"),
        ("CVR-nr. 11000274", "cvr", "11000274"),
        ("811 000 000", "orgnr", "811000000"),
        ("NO811000000MVA", "orgnr", "811000000"),
        ("Org.nr. 811000000", "orgnr", "811000000"),
    ],
)
def test_a_number_is_read_however_it_is_dressed(given: str, scheme: str, value: str) -> None:
    rows = read(f"Navn;Nr\nA;{given}\n".encode(), number="Nr").tables["identifiers"].select("scheme", "value").rows()
    assert rows == [(scheme, value)]


@pytest.mark.parametrize("given", ["1100027", "11000275", "556677-8899", "x", "١١٠٠٠٢٧٤"])
def test_a_number_with_a_fault_is_an_issue_and_not_kept(given: str) -> None:
    harvest = read(f"Navn;Nr\nA;{given}\n".encode(), number="Nr")
    assert codes(harvest) == [(2, "Nr", "check-digit")]
    assert "identifiers" not in harvest.tables
    assert harvest.tables["organisations"]["org_id"].to_list() == ["wt.a"]


def test_a_workbook_is_read_with_its_lines() -> None:
    content = workbook(
        ["Medlemmer"],
        ["Navn", "CVR", "Dato", " "],
        ["Prøve A/S", 11000274, datetime(2020, 1, 2), "beside"],  # noqa: DTZ001 - a workbook knows no zones
        [None, None, None],
        ["Andet", None, time(1, 2)],
        ["=1+1", 11000959, date(2020, 1, 2)],
    )
    harvest = read(content, number="CVR", header_row="2")
    assert harvest.tables["organisations"].select("org_id", "locator").rows() == [
        ("wt.11000274", "3"),
        ("wt.andet", "5"),
    ]
    assert codes(harvest) == [
        (2, "-", "column"),
        (2, "Dato", "column"),
        (6, "Navn", "formula"),
        (6, "Navn", "missing"),
    ]
    assert "found 1 cell right of the last column" in harvest.issues[0].message


def test_the_sheet_that_the_option_names_is_read() -> None:
    content = workbook(["Navn"], ["A"])
    assert read(content, sheet="Medlemmer").tables["organisations"].height == 1
    harvest = read(content, sheet="Andre")
    assert codes(harvest) == [(1, "-", "table")]
    assert "Medlemmer" in harvest.issues[0].message


def test_cells_far_right_of_the_header_are_one_issue_that_counts_them() -> None:
    book = openpyxl.Workbook()
    for line, name in enumerate(("Navn", "A", "B", "C"), start=1):
        book.active.cell(line, 1, name)
    book.active.cell(2, 16_384, "x")
    book.active.cell(3, 16_384, "=1+1")
    book.active.cell(4, 16_384).number_format = "0.00"  # dressed and empty
    content = io.BytesIO()
    book.save(content)
    harvest = read(content.getvalue())
    assert harvest.tables["organisations"]["name"].to_list() == ["A", "B", "C"]
    assert codes(harvest) == [(1, "-", "column")]
    assert "found 2 cells right" in harvest.issues[0].message


def test_further_sheets_with_rows_are_one_issue_unless_the_option_names_one() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(["Navn"], ["A"])))
    book.create_sheet("Andre").append(["Navn"])
    book.create_sheet("Tom")
    content = io.BytesIO()
    book.save(content)
    harvest = read(content.getvalue())
    assert codes(harvest) == [(1, "-", "table")]
    assert "further sheets (Andre), expected one sheet" in harvest.issues[0].message
    assert read(content.getvalue(), sheet="Medlemmer").issues == ()


def test_a_workbook_of_charts_alone_is_an_issue() -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_chartsheet("Graf").add_chart(BarChart())
    content = io.BytesIO()
    book.save(content)
    assert codes(read(content.getvalue())) == [(1, "-", "table")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [([["Navn", "Navn"], ["A", "B"]], "column"), ([["Navn", None, "C"], ["A"]], "column"), ([], "column")],
)
def test_a_header_that_does_not_name_each_column_once_is_an_issue(rows: list[list[object]], code: str) -> None:
    harvest = read(workbook(*rows))
    assert codes(harvest) == [(1, "-", code)]
    assert "organisations" not in harvest.tables


def test_a_workbook_that_unpacks_to_too_much_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "UNPACKED_LIMIT", 10)
    assert codes(read(workbook(["Navn"], ["A"]))) == [(1, "-", "format")]


def test_a_row_after_the_last_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LAST_ROW", 1)
    assert codes(read(workbook(["Navn"], ["A"]))) == [(1, "-", "format")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK nothing", "format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encoding"),
        ("Navn\nA\n".encode("utf-16"), "encoding"),
        ("Navn\nA\n".encode("utf-16-be").join([b"\xfe\xff", b""]), "encoding"),
        (b"", "format"),
    ],
)
def test_what_is_no_list_is_an_issue(content: bytes, code: str) -> None:
    assert codes(read(content)) == [(1, "-", code)]


def test_a_list_without_the_row_of_the_header_is_an_issue() -> None:
    assert codes(read(b"Navn\nA", header_row="9")) == [(1, "-", "column")]


def test_a_list_without_the_column_of_names_is_an_issue_and_gives_nothing() -> None:
    harvest = read(b"Name;CVR\nA;1\n")
    assert (1, "Navn", "layout") in codes(harvest)
    assert "organisations" not in harvest.tables


@pytest.mark.parametrize(
    "header",
    ["E-mail", "Kontaktperson", "Telefon", "tlf.", "Contact", "Mobilnr", "Direktør", "Daglig leder", "Adm. direktør"],
)
def test_columns_of_persons_are_dropped(header: str) -> None:
    harvest = read(f"Navn;{header}\nA;x\nB;\n".encode())
    assert [(item.column, item.n) for item in harvest.dropped] == [(header, 1)]
    assert harvest.issues == ()


def test_members_whose_name_marks_a_sole_trader_are_dropped_and_counted() -> None:
    harvest = read(b"Navn;CVR\nEks v/ Ingen;11000274\nEks A/S;11000959\n", number="CVR")
    assert [(item.column, item.what, item.n) for item in harvest.dropped] == [("Navn", "sole traders", 1)]
    assert {name: frame.height for name, frame in harvest.tables.items()} == {
        "organisations": 1,
        "identifiers": 1,
        "memberships": 1,
        "sources": 1,
    }


def test_a_member_is_a_sole_trader_when_one_row_with_its_number_says_so_and_nothing_of_it_is_quoted() -> None:
    text = "Navn;CVR;Land\nIngen Eks;11000274;Ruritania\nEks v/ Ingen;11000274;\nEks v/ Ingen;0102031234;\nEks A/S;;\n"
    harvest = read(text.encode(), number="CVR", country_column="Land", country="DK")
    assert [(item.column, item.n) for item in harvest.dropped] == [("Navn", 3)]
    assert harvest.tables["organisations"]["name"].to_list() == ["Eks A/S"]
    assert harvest.issues == ()


@pytest.mark.parametrize("given", ["010203-1234", "102031234", "10203-1234", "Ida Eks", "Ida Eksempel", "1102 0274 2"])
def test_a_number_that_may_be_that_of_a_person_is_not_quoted(given: str) -> None:
    harvest = read(f"Navn;Nr\nA;{given}\n".encode(), number="Nr")
    assert [(issue.line, issue.column, issue.code) for issue in harvest.issues] == [(2, "Nr", "check-digit")]
    assert given not in harvest.issues[0].message
    assert f"{len(given)} signs that are not shown" in harvest.issues[0].message


def test_a_cvr_number_with_a_fault_is_quoted() -> None:
    assert "'1100 0275'" in read(b"Navn;Nr\nA;1100 0275\n", number="Nr").issues[0].message


def test_a_member_of_two_files_is_read_once_and_is_an_issue_when_they_differ() -> None:
    def both(second: str) -> Harvest:
        texts = ("Navn;Nr\nA;11000274\n", second)
        files = [File(f"{n}/a.csv", text.encode()) for n, text in enumerate(texts)]
        return members.read("wt", files, {**PLAIN, "number": "Nr"})

    assert both("Navn;Nr\nB;\nA;11000274\n").issues == ()
    harvest = both("Navn;Nr\nB;11000274\n")
    assert harvest.tables["organisations"]["name"].to_list() == ["A"]
    assert harvest.tables["sources"]["source_id"].to_list() == ["wt.a", "wt.a-2"]
    assert codes(harvest) == [(2, "-", "duplicate")]


@pytest.mark.parametrize("header", ["Kontinent", "By", "Medlem siden"])
def test_other_columns_are_issues(header: str) -> None:
    harvest = read(f"Navn;{header}\nA;x\n".encode())
    assert (codes(harvest), harvest.dropped) == ([(1, header, "column")], ())


@pytest.mark.parametrize("content", [b"Navn;line\nA;x\n", workbook(["Navn", "line"], ["A", "x"])])
def test_a_column_with_the_name_under_which_rows_are_counted_is_an_issue(content: bytes) -> None:
    harvest = read(content)
    assert (1, "line", "column") in codes(harvest)
    assert "organisations" not in harvest.tables


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"name": "Navn"}, "option cluster"),
        ({"cluster": "a", "name": " "}, "option name"),
        ({**PLAIN, "nmae": "x"}, "did you mean 'name'"),
        ({**PLAIN, "zzz": "x"}, "remove it"),
        ({**PLAIN, "cluster": "Welfare Tech"}, "an org_id"),
        ({**PLAIN, "country": "Danmark"}, "a country"),
        ({**PLAIN, "role": "boss"}, "one of member"),
        ({**PLAIN, "header_row": "0"}, "a row"),
        ({**PLAIN, "as_of": "May"}, "a date"),
    ],
)
def test_options_that_are_not_understood_are_errors(options: dict[str, str], said: str) -> None:
    with pytest.raises(EcographError, match=said):
        members.read("wt", [LIST], options)


def test_every_option_is_told() -> None:
    assert set(OPTIONS) | {"country", "role", "sheet"} == set(members.OPTIONS)
    assert members.MEMBERS.options == members.OPTIONS


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_no_damage_to_a_csv_file_makes_the_reader_raise(data: st.DataObject) -> None:
    content = bytearray(LIST.content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    members.read("wt", [File("a.csv", bytes(content[:end]))], OPTIONS)


DAMAGED = workbook(["Navn", "CVR"], ["A", 11000274], ["B", "=A1"])


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_no_damage_to_a_workbook_makes_the_reader_raise(data: st.DataObject) -> None:
    content = bytearray(DAMAGED)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=3)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.just(len(content)) | st.integers(0, len(content)))
    read(bytes(content[:end]), number="CVR")
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(DAMAGED)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = bytearray(parts[part])
    for place in data.draw(st.lists(st.integers(0, len(sheet) - 1), min_size=1, max_size=3)):
        sheet[place] = data.draw(st.integers(0, 255))
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        for name, inner in parts.items():
            archive.writestr(name, bytes(sheet) if name == part else inner)
    read(damaged.getvalue(), number="CVR")
