"""CSV files are decoded and split, nothing more; a row keeps the line it begins on. Lines counted by hand."""

import codecs
import csv
import hashlib
from pathlib import Path

import pytest

from ecograph import EcographError, load, read
from ecograph.manifest import Manifest
from ecograph.parse import RawRow
from ecograph.sources import folder
from ecograph.sources.folder import decoded, read_table

HEADER = b"year,country\n"


def lines(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    table = read_table("prices", "prices.csv", content)
    assert table.issues == ()
    return [(row.line, row.cells) for row in table.rows]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a,b\nc,d\n", [(2, ("a", "b")), (3, ("c", "d"))]),
        (b"a,b\nc,d", [(2, ("a", "b")), (3, ("c", "d"))]),
        (b"a,b\r\nc,d\r\n", [(2, ("a", "b")), (3, ("c", "d"))]),
        (b'"a\nb\nc",d\ne,f\n', [(2, ("a\nb\nc", "d")), (5, ("e", "f"))]),
        (b'"a\r\nb",d\r\ne,f', [(2, ("a\nb", "d")), (4, ("e", "f"))]),
        (b'\n\na,b\n\n\n"c\n\nd",e\n,\nf,g\n', [(4, ("a", "b")), (7, ("c\n\nd", "e")), (11, ("f", "g"))]),
        ('"a\u2028b",c\x0cd\nf,g'.encode(), [(2, ("a\u2028b", "c\x0cd")), (3, ("f", "g"))]),
        (b'"a ""b"", c",d', [(2, ('a "b", c', "d"))]),
        (b"a\xc3\xa6,\xf0\x9f\x98\x80", [(2, ("aæ", "😀"))]),
        (b'a"b,c', [(2, ('a"b', "c"))]),
        (b" a , b", [(2, (" a ", " b"))]),
        (b"a\x00,b", [(2, ("a\x00", "b"))]),
        (b"", []),
    ],
)
def test_rows_are_split_and_keep_their_lines(content: bytes, rows: list[tuple[int, tuple[str, ...]]]) -> None:
    assert lines(HEADER + content) == rows


def test_the_line_of_a_fault_is_its_own_below_quoted_line_breaks(small: dict[str, bytes], small_folder: Path) -> None:
    # uni begins on line 7 and has a line break in its name, so users stands on line 9
    rows = small["organisations.csv"].replace(b"\nusers,", b"\n\n\nUsers,").replace(b'uni,"', b'Uni,"')
    (small_folder / "organisations.csv").write_bytes(rows)
    found = [
        (i.line, i.column) for i in read(small_folder).issues if i.file == "organisations.csv" and i.code == "type"
    ]
    assert found == [(7, "org_id"), (11, "org_id")]


def test_a_header_below_empty_lines_is_the_header() -> None:
    table = read_table("prices", "prices.csv", b"\n,\nyear,country\n2015,DK\n")
    assert (table.header, table.header_line, table.rows) == (("year", "country"), 3, (RawRow(4, ("2015", "DK")),))


@pytest.mark.parametrize("content", [b"", b"\n\n", codecs.BOM_UTF8, b",,\n"])
def test_a_file_without_any_cell_has_no_header(content: bytes) -> None:
    table = read_table("prices", "prices.csv", content)
    assert (table.header, table.rows, table.issues) == ((), (), ())


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_utf8_is_read_with_or_without_bom(bom: bytes, small: dict[str, bytes], small_folder: Path) -> None:
    for name, content in small.items():
        (small_folder / name).write_bytes(bom + content)
    reading = read(small_folder)
    assert reading.issues == ()
    assert reading.manifest.title == "Small"
    assert "Universitetet\ni Århus" in reading.frames["organisations"]["name"].to_list()


@pytest.mark.parametrize(
    ("encoding", "bom", "said"),
    [
        ("latin-1", b"", "Latin-1 (ISO 8859-1) or another encoding"),
        ("cp1252", b"", "Windows-1252 or another encoding"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32"),
    ],
)
def test_another_encoding_is_named(encoding: str, bom: bytes, said: str) -> None:
    text = "title,publisher\nSjælland,– Ærø\n" if encoding == "cp1252" else "title,publisher\nSjælland,Ærø\n"
    assert decoded(bom + text.encode(encoding), "x.csv")[0] == ""
    [issue] = decoded(bom + text.encode(encoding), "x.csv")[1]
    assert issue.message == f"found {said}, expected UTF-8; save the file as CSV UTF-8"
    assert (issue.line, issue.column, issue.code) == (1 if bom else 2, "-", "encoding")


@pytest.mark.parametrize(("content", "line"), [(b"a\n\xe6", 2), (codecs.BOM_UTF8 + b"a\n\xe6", 2), (b"\xe6\n", 1)])
def test_the_line_of_a_byte_that_is_not_utf8_is_right(content: bytes, line: int) -> None:
    assert [issue.line for issue in decoded(content, "x.csv")[1]] == [line]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'a,"b', 2),
        (b'a,b\nc,"d\ne,f\n', 3),
        (b'a,b\nc,"d"e,f\n', 3),
        (b'"a\nb",c\nd,"e" f\n', 4),
        (b"a,b\rc,d\n", 2),
    ],
    ids=["end", "open", "after", "below", "old Mac"],
)
def test_quotes_that_do_not_match_are_one_issue_where_the_row_begins(content: bytes, line: int) -> None:
    table = read_table("prices", "prices.csv", HEADER + content)
    assert [(i.file, i.line, i.column, i.code) for i in table.issues] == [("prices.csv", line, "-", "format")]
    assert (table.header, table.rows) == ((), ())


def test_a_folder_gives_its_tables_what_it_says_of_itself_and_hashes(
    small: dict[str, bytes], small_folder: Path
) -> None:
    (small_folder / "notes.txt").write_text("not read")
    raw = folder.read(small_folder)
    assert {table.name for table in raw.tables} == {name.removesuffix(".csv") for name in small if name.endswith("csv")}
    assert raw.manifest.title == "Small"
    assert raw.hashes == {name: hashlib.sha256(content).hexdigest() for name, content in small.items()}
    assert raw.issues == ()


def test_a_table_without_a_file_is_empty(small_folder: Path) -> None:
    for name in ("dataset.toml", "evidence.csv", "tags.csv"):
        (small_folder / name).unlink()
    reading = read(small_folder)
    assert reading.issues == ()
    assert reading.manifest == Manifest()
    assert load(small_folder).tags.height == 0


def test_names_of_files_may_end_in_capitals(small_folder: Path) -> None:
    (small_folder / "tags.csv").rename(small_folder / "tags.CSV")
    (small_folder / "tags.CSV").write_bytes((small_folder / "tags.CSV").read_bytes().replace(b"stated", b"states"))
    assert [(i.file, i.code) for i in read(small_folder).issues] == [("tags.CSV", "choice")]


def test_a_second_file_of_a_table_is_an_issue(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # said to be there, since not every disk can hold two names that differ in capitals only
    paths = [*sorted(small_folder.iterdir()), small_folder / "tags.CSV"]
    monkeypatch.setattr(folder, "listed", lambda _: paths)
    [issue] = read(small_folder).issues
    assert str(issue).startswith("tags.CSV:0:-: table: found a second file of this table beside tags.csv, expected one")


@pytest.mark.parametrize(
    ("name", "cure"), [("organisation.csv", "did you mean 'organisations'?"), ("x.csv", "move it elsewhere")]
)
def test_a_csv_file_that_is_no_table_is_an_issue(name: str, cure: str, small_folder: Path) -> None:
    (small_folder / name).write_bytes(b"x")
    [issue] = read(small_folder).issues
    assert (issue.file, issue.line, issue.code) == (name, 0, "table")
    assert issue.message.endswith(cure)


def test_a_folder_without_tables_is_an_issue(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text('title = "T"')
    [issue] = read(tmp_path).issues
    assert (issue.file, issue.line, issue.code) == (tmp_path.name, 0, "table")
    assert "ecograph new" in issue.message


def test_a_manifest_in_another_encoding_is_an_issue(small_folder: Path) -> None:
    (small_folder / "dataset.toml").write_bytes('title = "Å"\n'.encode("latin-1"))
    [issue] = read(small_folder).issues
    assert (issue.file, issue.line, issue.code) == ("dataset.toml", 1, "encoding")


@pytest.mark.parametrize("name", ["tags.csv", "dataset.toml"])
def test_what_cannot_be_read_is_said_with_its_place(name: str, small_folder: Path) -> None:
    (small_folder / name).unlink()
    (small_folder / name).mkdir()
    with pytest.raises(EcographError, match=rf"{name}: found a folder, expected a file"):
        read(small_folder)


def test_a_folder_that_cannot_be_read_is_said_with_its_place(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(EcographError, match=r"small: could not be read \(Permission denied\)"):
        read(small_folder)


def test_a_file_with_the_line_ends_of_an_old_mac_is_read() -> None:
    found = read_table("rates", "rates.csv", b"year,currency,rate_per_eur,source_id\r2020,DKK,7.5,s\r")
    assert found.issues == ()
    assert [(row.line, row.cells) for row in found.rows] == [(2, ("2020", "DKK", "7.5", "s"))]


def test_a_cell_may_be_as_long_as_the_file_and_the_limit_of_the_csv_module_stays_what_it_was() -> None:
    usual = csv.field_size_limit()
    text = "x" * (usual + 10)
    found = read_table("sources", "sources.csv", f"source_id,title\na,{text}\n".encode())
    assert found.issues == ()
    assert found.rows[0].cells == ("a", text)
    assert csv.field_size_limit() == usual
