"""Issues and errors say what a user needs, on one line each, sorted."""

import pytest

from ecograph.errors import CODES, DataError, Issue


def test_an_issue_is_printed_as_file_line_column_code_message() -> None:
    assert str(Issue("flows.csv", 7, "currency", "choice", "found x")) == "flows.csv:7:currency: choice: found x"


def test_nothing_in_an_issue_can_break_its_line_or_move_the_cursor() -> None:
    issue = Issue("a\nb.csv", 1, "col\r\x1b[2J", "column", "å er Nordic, \N{RIGHT-TO-LEFT OVERRIDE} is not shown")
    assert str(issue) == "a\\nb.csv:1:col\\r\\x1b[2J: column: å er Nordic, \\u202e is not shown"


def test_issues_sort_by_file_then_line_as_a_number_then_column() -> None:
    issues = [Issue("b", 1, "-", "x", ""), Issue("a", 10, "a", "x", ""), Issue("a", 9, "b", "x", "")]
    assert [(issue.file, issue.line) for issue in DataError(issues).issues] == [("a", 9), ("a", 10), ("b", 1)]


@pytest.mark.parametrize(("count", "tail"), [(10, "9: x: "), (11, "... and 1 more: run `ecograph check` for all")])
def test_an_error_shows_ten_issues_and_says_how_many_more_there_are(count: int, tail: str) -> None:
    text = str(DataError(Issue("a", 0, str(n), "x", "") for n in range(count)))
    assert text.startswith(f"{count} fault(s) in the data:\na:0:0: x: ")
    assert text.rstrip("\n").endswith(tail)
    assert text.count("\na:0:") == 10


def test_every_code_has_its_meaning() -> None:
    assert all(code == code.lower() and meaning and meaning[0].islower() for code, meaning in CODES.items())
    assert list(CODES) == sorted(CODES)
