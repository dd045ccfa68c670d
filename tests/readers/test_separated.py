"""Splitting published files: cells against Python's csv module as a second implementation, lines counted by hand."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecograph.readers.reader import File
from ecograph.readers.separated import Split, split

CELLS = st.text(alphabet='ab;"\n\t æ', max_size=6)


def of(text: str | bytes) -> Split:
    return split(File("a.csv", text.encode() if isinstance(text, str) else text))


def said(found: Split) -> list[tuple[int, str]]:
    return [(issue.line, issue.code) for issue in found.issues]


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_csv_writes_is_read_back(rows: list[tuple[str, str, str]], quoting: int, newline: str) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([("a", "b", "c"), *rows])
    found = of(written.getvalue())
    assert found.issues == ()
    assert [row[:-1] for row in found.frame.rows()] == [
        tuple(cell.replace("\t", " ").strip() or None for cell in row) for row in rows
    ]


@given(st.binary(max_size=60))
def test_no_bytes_make_it_fail(content: bytes) -> None:
    found = split(File("a.csv", content))
    assert found.frame.columns[-1] == "line"


@given(st.text(alphabet='a;"\n ', max_size=30))
def test_no_quotes_make_it_fail(text: str) -> None:
    found = of("a;b\n" + text)
    assert found.header in {("a", "b"), ()}
    assert found.frame["line"].is_sorted()


@pytest.mark.parametrize(
    ("text", "rows", "issues"),
    [
        ("a;b\n1;2\n\n3;4\n", [("1", "2", 2), ("3", "4", 4)], []),
        ('a;b\n"1\n1";2\n3\n', [("1\n1", "2", 2)], [(4, "format")]),
        ('a;b\n1;5" pipe\n3;4', [("1", '5" pipe', 2), ("3", "4", 3)], [(2, "characters")]),
        ('a;b\n"1;"2"\n"3";"4"\n', [("3", "4", 3)], [(2, "format")]),
        ('a;b\n"1\n2" ; "3"\n4;"5"x\n6;7', [("1\n2", "3", 2), ("6", "7", 5)], [(4, "format")]),
        ('a;b\n1;2\n"3;4\n', [], [(3, "format")]),
        ("", [], [(1, "format")]),
        ("\n \n", [], [(1, "format")]),
        ("a;a\n1;2\n", [], [(1, "column")]),
        ("a;\n1;2\n", [], [(1, "column")]),
        ("\ufeffa;b\r1;2\r", [("1", "2", 2)], []),
        ("a;b\n1;x\x1ay\n", [("1", "x\ufffdy", 2)], [(2, "characters")]),
    ],
)
def test_rows_have_their_line_and_faults_theirs(
    text: str, rows: list[tuple[object, ...]], issues: list[tuple[int, str]]
) -> None:
    found = of(text)
    assert (found.frame.rows(), said(found)) == (rows, issues)


def test_a_file_in_windows_1252_is_read_and_a_byte_without_a_letter_counted() -> None:
    found = of("a\nK\xf8ge \x80\n\x81\n".encode("latin-1"))
    assert found.frame["a"].to_list() == ["Køge €", "\ufffd"]
    assert said(found) == [(3, "characters")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_one_issue_with_its_cure_and_nothing_is_read(encoding: str) -> None:
    found = of("a;b\nKøge;1\n".encode(encoding))
    assert [str(issue) for issue in found.issues] == [
        "a.csv:1:-: encoding: found UTF-16, expected UTF-8; save it as UTF-8"
    ]
    assert (found.header, found.frame.height) == ((), 0)


def test_a_nul_among_letters_is_a_lost_letter_and_not_utf_16() -> None:
    assert said(of("a;b\n1;K\0ge\n")) == [(2, "characters")]


def test_a_damaged_byte_in_utf_8_does_not_spoil_the_other_letters() -> None:
    found = of("a\nKøge\nÅrhus ".encode() + b"\xe6\n")
    assert found.frame["a"].to_list() == ["Køge", "Århus \ufffd"]
    assert said(found) == [(3, "encoding")]


def test_the_number_of_lost_rows_is_that_of_the_issues() -> None:
    assert of("a;b\n1\n2;3\n4;5;6\n").n_lost == 2
