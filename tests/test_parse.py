"""Raw text becomes typed rows: what each kind of cell takes and refuses, and what is said of the rest."""

import string
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import cells
from ecograph.errors import Issue
from ecograph.parse import LINE, SHOWN, Parsed, RawRow, RawTable, nearest, parse
from ecograph.schema import FORMS, TABLE, Kind

COLUMN = {
    # a column of each kind, not required where there is one
    Kind.TEXT: ("sources", "title"),
    Kind.KEY: ("organisations", "parent_id"),
    Kind.IDS: ("flows", "payers"),
    Kind.CHOICE: ("organisations", "helix"),
    Kind.INTEGER: ("organisations", "n"),
    Kind.NUMBER: ("flows", "amount"),
    Kind.DATE: ("sources", "published"),
    Kind.YEAR: ("rates", "year"),
    Kind.COUNTRY: ("organisations", "country"),
    Kind.CURRENCY: ("flows", "currency"),
    Kind.LANGUAGE: ("names", "language"),
    Kind.REGION: ("organisations", "region"),
    Kind.REGISTRY: ("identifiers", "value"),
    Kind.LINES: ("organisations", "locator"),
    Kind.URL: ("sources", "url"),
}


def one_cell(kind: Kind, text: str) -> tuple[object, list[Issue]]:
    """Return the value of a cell of that kind and the issues in its column."""
    table, name = COLUMN[kind]
    names = TABLE[table].names
    row = RawRow(2, tuple(text if column == name else "" for column in names))
    parsed = parse(RawTable(table, "file.csv", names, (row,)))
    assert parsed.frame.schema == {**TABLE[table].frame.schema, LINE: pl.Int64()}
    return parsed.frame[name].to_list()[0], [issue for issue in parsed.issues if issue.column == name]


def test_there_is_an_example_of_each_kind() -> None:
    assert set(COLUMN) == set(Kind)
    assert all(TABLE[table][name].kind is kind for kind, (table, name) in COLUMN.items())


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "Ærø,\n\"Å\" 'x' 👩\N{ZERO WIDTH JOINER}⚕️ ٣", "Ærø,\n\"Å\" 'x' 👩\N{ZERO WIDTH JOINER}⚕️ ٣"),
        (Kind.KEY, "b2.x-y", "b2.x-y"),
        (Kind.IDS, "a", ["a"]),
        (Kind.IDS, "b|a", ["b", "a"]),
        (Kind.CHOICE, "civil_society", "civil_society"),
        (Kind.INTEGER, "0", 0),
        (Kind.INTEGER, "999999999999999", 999999999999999),
        (Kind.NUMBER, "19300000", 19300000.0),
        (Kind.NUMBER, "-0.25", -0.25),
        (Kind.NUMBER, "1.50", 1.5),
        (Kind.NUMBER, "123456789012345000", 123456789012345000.0),
        (Kind.NUMBER, "0.0000001", 1e-07),
        (Kind.NUMBER, "1" + "0" * 59, 1e59),
        (Kind.DATE, "2016", "2016"),
        (Kind.DATE, "2016-02", "2016-02"),
        (Kind.DATE, "2016-02-29", "2016-02-29"),
        (Kind.YEAR, "1900", 1900),
        (Kind.YEAR, "2100", 2100),
        (Kind.COUNTRY, "EU", "EU"),
        (Kind.CURRENCY, "NOK", "NOK"),
        (Kind.LANGUAGE, "nn", "nn"),
        (Kind.REGION, "DK", "DK"),
        (Kind.REGION, "NO0A1", "NO0A1"),
        (Kind.REGISTRY, "035b05819", "035b05819"),
        (Kind.LINES, "22;52", "22;52"),
        (Kind.URL, "https://da.wikipedia.org/wiki/Ærø?a=b#c", "https://da.wikipedia.org/wiki/Ærø?a=b#c"),
    ],
)
def test_a_good_cell_becomes_its_value(kind: Kind, text: str, value: object) -> None:
    assert one_cell(kind, text) == (value, [])


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in {Kind.YEAR, Kind.REGISTRY}])
def test_an_empty_cell_that_need_not_be_filled_is_null(kind: Kind) -> None:
    assert one_cell(kind, "") == (None, [])


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (Kind.KEY, "A", "type"),
        (Kind.KEY, "-a", "type"),
        (Kind.KEY, "å", "type"),
        (Kind.KEY, "a b", "type"),
        (Kind.KEY, "a\n", "blank"),
        (Kind.IDS, "a||b", "type"),
        (Kind.IDS, "a| b", "type"),
        (Kind.IDS, "a|b|a", "duplicate"),
        (Kind.CHOICE, "Industry", "choice"),
        (Kind.INTEGER, "01", "type"),
        (Kind.INTEGER, "-1", "type"),
        (Kind.INTEGER, "1.0", "type"),
        (Kind.INTEGER, "1000000000000000", "type"),
        (Kind.INTEGER, "\uff11\uff12", "digits"),
        (Kind.NUMBER, "1e5", "type"),
        (Kind.NUMBER, "nan", "type"),
        (Kind.NUMBER, "inf", "type"),
        (Kind.NUMBER, "1_000", "type"),
        (Kind.NUMBER, ".5", "type"),
        (Kind.NUMBER, "5.", "type"),
        (Kind.NUMBER, "+5", "type"),
        (Kind.NUMBER, "1,5", "type"),
        (Kind.NUMBER, "1 000", "type"),
        (Kind.NUMBER, "0.1234567890123456", "type"),
        (Kind.NUMBER, "1" + "0" * 60, "type"),
        (Kind.NUMBER, "0." + "0" * 400 + "1", "type"),
        (Kind.DATE, "2016-2", "type"),
        (Kind.DATE, "2015-02-29", "type"),
        (Kind.DATE, "2016-02-01T00:00:00", "type"),
        (Kind.DATE, "0000", "type"),
        (Kind.YEAR, "1899", "type"),
        (Kind.YEAR, "2101", "type"),
        (Kind.YEAR, "", "missing"),
        (Kind.COUNTRY, "dk", "country"),
        (Kind.COUNTRY, "UK", "country"),
        (Kind.CURRENCY, "kr", "currency"),
        (Kind.LANGUAGE, "no", "choice"),
        (Kind.REGION, "DK0300", "type"),
        (Kind.REGISTRY, "12 34", "type"),
        (Kind.REGISTRY, "\uff11\uff12", "digits"),
        (Kind.LINES, "0", "type"),
        (Kind.LINES, "1-2", "type"),
        (Kind.URL, "ftp://x", "type"),
        (Kind.URL, "https://", "type"),
        (Kind.URL, "https://a b", "type"),
        (Kind.TEXT, "a\tb", "characters"),
        (Kind.TEXT, "a\rb", "characters"),
        (Kind.TEXT, "a\x00", "characters"),
        (Kind.TEXT, "a\ufffe", "characters"),
        (Kind.TEXT, "a\ud800", "characters"),
        (Kind.TEXT, " a", "blank"),
        (Kind.TEXT, "a\N{NO-BREAK SPACE}", "blank"),
        (Kind.TEXT, "\n", "blank"),
    ],
)
def test_a_bad_cell_is_null_and_one_issue(kind: Kind, text: str, code: str) -> None:
    value, issues = one_cell(kind, text)
    assert value is None
    assert [(issue.file, issue.line, issue.code) for issue in issues] == [("file.csv", 2, code)]


HELICES = "expected one of industry, academia, government, civil_society, intermediary, none"


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (Kind.CHOICE, "goverment", f"found 'goverment', {HELICES}; did you mean 'government'?"),
        (Kind.CHOICE, "xxxxxxxx", f"found 'xxxxxxxx', {HELICES}"),
        (Kind.COUNTRY, "dk", f"found 'dk', expected {FORMS[Kind.COUNTRY]}; did you mean 'DK'?"),
        (Kind.TEXT, "a\x1b[31m", "found a control character in 'a\\x1b[31m', expected plain text; remove it"),
        (Kind.TEXT, " a", "found a blank before or after 'a', expected none; remove it"),
        (Kind.INTEGER, "1\u0663", "found the digit '\u0663' in '1\u0663', expected the digits 0-9; retype it"),
        (Kind.INTEGER, "7" * 99, f"found '{'7' * (SHOWN - 3)}...', expected a whole number, such as 12"),
        (Kind.YEAR, "3000", "found '3000', expected a year from 1900 to 2100"),
    ],
)
def test_an_issue_says_what_was_found_what_was_expected_and_what_to_do(kind: Kind, text: str, said: str) -> None:
    assert [issue.message for issue in one_cell(kind, text)[1]] == [said]


def table(header: tuple[str, ...], *rows: tuple[str, ...], issues: tuple[Issue, ...] = ()) -> Parsed:
    raws = tuple(RawRow(line, row) for line, row in enumerate(rows, start=2))
    return parse(RawTable("prices", "prices.csv", header, raws, issues))


PRICES = ("year", "country", "price_index", "source_id")
YEAR_AND = "expected one of year, country, price_index, source_id"
NO_SUCH = "found no such column, expected it in the header; add it, with a value in each row"


def test_columns_may_stand_in_any_order() -> None:
    parsed = table(("source_id", "price_index", "country", "year"), ("s", "100", "DK", "2015"))
    assert parsed.issues == ()
    assert parsed.frame.rows() == [(2015, "DK", 100.0, "s", 2)]
    assert parsed.keys == frozenset({("2015", "DK")})


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ((), [("-", f"found no header, {YEAR_AND}; write it as the first line".replace("one of ", ""))]),
        (("year;country",), [("-", "found ; between the columns, expected a comma; save the file as CSV with commas")]),
        (
            ("year\tprice",),
            [("-", "found a tab between the columns, expected a comma; save the file as CSV with commas")],
        ),
        ((*PRICES, "indeks"), [("indeks", f"found the unknown column 'indeks', {YEAR_AND}; remove the column")]),
        ((*PRICES, ""), [("(empty)", f"found the unknown column '', {YEAR_AND}; remove the column")]),
        ((*PRICES, "year"), [("year", "found the column 2 times, expected it once; remove the others")]),
        (PRICES[1:], [("year", NO_SUCH)]),
        (
            ("year", "county", "price_index", "source_id"),
            [
                ("county", f"found the unknown column 'county', {YEAR_AND}; did you mean 'country'?"),
                ("country", NO_SUCH),
            ],
        ),
    ],
)
def test_a_wrong_header_is_said_once_and_the_rows_are_left_alone(
    header: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    parsed = table(header, ("nonsense",))
    assert [(i.column, i.message) for i in parsed.issues] == found
    assert {(i.file, i.line, i.code) for i in parsed.issues} == {("prices.csv", 1, "column")}
    assert parsed.frame.height == 0
    assert parsed.frame.schema == {**TABLE["prices"].frame.schema, LINE: pl.Int64()}


def test_the_line_of_a_header_below_empty_lines_is_its_own() -> None:
    parsed = parse(RawTable("prices", "prices.csv", ("year",), (), (), header_line=4))
    assert {issue.line for issue in parsed.issues} == {4}


def test_keys_are_those_of_all_rows_without_blanks_and_unknown_without_their_columns() -> None:
    good, bad, short = ("2015", "DK", "100", "s"), ("20x5", " NO", "?", "s"), ("2016",)
    assert table(PRICES, good, bad, short).keys == frozenset({("2015", "DK"), ("20x5", "NO")})
    assert table(PRICES[1:]).keys is None
    assert table((), issues=(Issue("prices.csv", 1, "-", "encoding", ""),)).keys is None


def test_height_counts_all_rows_and_is_unknown_without_a_header() -> None:
    assert table(PRICES, ("2015", "DK", "100", "s"), ("1",)).height == 2
    assert table((*PRICES, "x"), ("2015", "DK", "100", "s", "")).height == 1
    assert table(()).height is None


def test_a_row_with_another_number_of_cells_than_the_header_is_an_issue() -> None:
    parsed = table(PRICES, ("2015", "DK", "100", "s", "x"), ("2015", "DK"), ("2016", "DK", "101", "s"))
    assert [(i.line, i.column, i.code) for i in parsed.issues] == [(2, "-", "format"), (3, "-", "format")]
    assert parsed.frame[LINE].to_list() == [4]


def test_what_the_reader_found_is_kept_and_not_said_again() -> None:
    formula = Issue("prices.csv", 2, "price_index", "formula", "found a formula")
    beyond = Issue("prices.csv", 3, "-", "formula", "found a formula")
    rows = (("2015", "DK", "=1+1", "s"), ("2016", "DK", "=1+1", "s", "=2"), ("2017", "DK", "=1+1", "s"))
    parsed = table(PRICES, *rows, issues=(formula, beyond))
    assert parsed.issues[:2] == (formula, beyond)
    assert [(i.line, i.column, i.code) for i in parsed.issues[2:]] == [(4, "price_index", "type")]


def test_a_reader_that_read_nothing_is_not_told_that_the_header_is_missing() -> None:
    unread = Issue("prices.csv", 3, "-", "encoding", "found Latin-1")
    assert table((), issues=(unread,)).issues == (unread,)
    # a sheet without a header in which there is a formula has rows, and no header
    assert [i.code for i in table((), ("x",), issues=(unread,)).issues] == ["encoding", "column"]


def test_nearest_says_nothing_when_nothing_is_near() -> None:
    assert nearest("zzz", ("company", "cluster")) == ""


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
@settings(max_examples=100)
def test_a_number_is_kept_to_its_last_digit(number: Decimal) -> None:
    """The decimal arithmetic of Python is the second implementation."""
    text = f"{number:f}"
    value, issues = one_cell(Kind.NUMBER, text.replace("-0.0000", "0.0000"))
    assert issues == []
    assert isinstance(value, float)
    assert Decimal(cells.text(value)) == number


@given(st.text(string.printable + "ÆØÅ٣\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}", max_size=8), st.sampled_from(Kind))
@settings(max_examples=300)
def test_a_cell_is_either_a_value_that_is_written_as_it_was_or_an_issue(text: str, kind: Kind) -> None:
    value, issues = one_cell(kind, text)
    assert (value is None) == bool(issues) or not text
    if value is not None and kind is not Kind.NUMBER:
        assert cells.text(value) == text


@pytest.mark.parametrize(("file", "cure"), [("prices.csv", "in quotes"), ("book.xlsx#prices", "beside the table")])
def test_a_row_of_another_width_has_the_cure_of_its_kind_of_file(file: str, cure: str) -> None:
    parsed = parse(RawTable("prices", file, PRICES, (RawRow(2, ("2020", "DK", "1", "s", "x")),)))
    assert [issue.code for issue in parsed.issues] == ["format"]
    assert cure in parsed.issues[0].message
