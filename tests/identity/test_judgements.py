"""The file of judgements: what is read, what is refused, and that a written line reads back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecograph.errors import EcographError
from ecograph.identity.judgements import JUDGEMENTS, VERDICTS, Judgement, judgements, line_of
from ecograph.parse import RawRow, RawTable

GOOD = ("mtic", "cvr-31734436", "same", "NN, the secretariat", 'its page says "MTIC"', "2024-05-01")


def raw(*rows: tuple[str, ...], header: tuple[str, ...] = JUDGEMENTS.names) -> RawTable:
    return RawTable("judgements", "judgements.csv", header, tuple(RawRow(n, row) for n, row in enumerate(rows, 2)))


def test_a_good_line_is_read_with_its_line() -> None:
    frame, issues = judgements(raw(GOOD))
    assert frame.rows() == [(*GOOD, 2)]
    assert issues == ()


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("left", "", "missing"),
        ("right", "CVR 31734436", "type"),
        ("verdict", "yes", "choice"),
        ("decided_by", "", "missing"),
        ("why", "", "missing"),
        ("date", "1/5/2024", "type"),
    ],
)
def test_a_line_with_a_fault_is_an_issue_and_is_left_out(column: str, value: str, code: str) -> None:
    bad = tuple(value if name == column else cell for name, cell in zip(JUDGEMENTS.names, GOOD, strict=True))
    frame, issues = judgements(raw(GOOD, bad))
    assert frame["line"].to_list() == [2]
    assert [(issue.file, issue.line, issue.column, issue.code) for issue in issues] == [
        ("judgements.csv", 3, column, code)
    ]


def test_a_wrong_header_gives_no_judgement() -> None:
    frame, issues = judgements(raw(GOOD, header=("left", "right", "verdict", "who", "why", "date")))
    assert frame.is_empty()
    assert {issue.column for issue in issues} == {"who", "decided_by"}


def test_a_pair_may_stand_again() -> None:
    frame, issues = judgements(raw(GOOD, (*GOOD[:3], "MM", "a letter", "2025")))
    assert (frame.height, issues) == (2, ())


@pytest.mark.parametrize("value", ["=1+1", "+45 7020", "-", "@sum", "\ttab", "\N{FULLWIDTH EQUALS SIGN}1"])
def test_a_text_that_a_spreadsheet_could_run_is_refused(value: str) -> None:
    with pytest.raises(EcographError, match=r"why: found .* expected plain text; begin it with a letter"):
        line_of(Judgement("mtic", "lsi", "same", "NN", value, "2024"))


@pytest.mark.parametrize("value", ["two\nlines", "two\rlines", "two\N{LINE SEPARATOR}lines", "two\x0blines"])
def test_a_text_of_two_lines_is_refused(value: str) -> None:
    with pytest.raises(EcographError, match="decided_by: found a line break"):
        line_of(Judgement("mtic", "lsi", "same", value, "its page", "2024"))


@pytest.mark.parametrize(
    ("judgement", "found"),
    [
        (Judgement("MTIC", "lsi", "same", "NN", "its page", "2024"), "left: found 'MTIC', expected an id"),
        (Judgement("mtic", "lsi", "yes", "NN", "its page", "2024"), "verdict: found 'yes', expected one of same"),
        (Judgement("mtic", "lsi", "same", "NN", "", "2024"), "why: found nothing"),
        (Judgement("mtic", "lsi", "same", "NN", "its page", "now"), "date: found 'now'"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(judgement: Judgement, found: str) -> None:
    with pytest.raises(EcographError, match=found):
        line_of(judgement)


TEXTS = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=' ,"'), min_size=1, max_size=20)
IDS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,8}", fullmatch=True)


@given(st.builds(Judgement, IDS, IDS, st.sampled_from(VERDICTS), TEXTS, TEXTS, st.just("2024-05-01")))
def test_a_line_that_is_written_reads_back_the_same(judgement: Judgement) -> None:
    try:
        line = line_of(judgement)
    except EcographError:
        return
    (row,) = csv.reader(io.StringIO(line, newline=""))
    frame, issues = judgements(raw(tuple(row)))
    assert issues == ()
    assert Judgement(*frame.select(JUDGEMENTS.names).row(0)) == judgement
