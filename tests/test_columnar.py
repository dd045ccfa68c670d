"""A typed frame is held against the model as a CSV file is.

``parse`` on the text of the same rows is the second implementation: it goes cell by cell, and gives the same rows,
issues and keys. Other expected values are written by hand.
"""

import datetime as dt
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import Ecosystem, cells, columnar
from ecograph.columnar import frame_of, parquet, parse_frame, parse_parquet
from ecograph.errors import Issue
from ecograph.parse import LINE, Parsed, RawRow, RawTable, parse
from ecograph.schema import FORMS, TABLE, TABLES, Column, Kind, Table

FILE = "prices.parquet"
PRICES = TABLE["prices"]
GOOD: dict[str, object] = {"year": 2020, "country": "DK", "price_index": 101.5, "source_id": "s"}


def by_cells(table: Table, frame: pl.DataFrame) -> Parsed:
    """Return what ``parse`` makes of the text of these rows, with the number of the row as its line."""
    rows = (RawRow(line, tuple(map(cells.text, row))) for line, row in enumerate(frame.rows(), 1))
    return parse(RawTable(table.name, FILE, tuple(frame.columns), tuple(rows)), table)


def agree(table: Table, frame: pl.DataFrame) -> None:
    found, expected = parse_frame(table, FILE, frame), by_cells(table, frame)
    assert sorted(found.issues) == sorted(expected.issues)
    assert found.frame.equals(expected.frame)
    assert found.frame.schema == expected.frame.schema
    assert (found.keys, found.height) == (expected.keys, expected.height)


def prices(*rows: Mapping[str, object], **types: pl.DataType) -> Parsed:
    return parse_frame(PRICES, FILE, pl.DataFrame(rows, {**PRICES.frame.schema, **types}))


# the same as cell by cell


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_good_frames_are_taken_as_they_are(data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]) -> None:
    eco = data.draw(ecosystems)
    for name, frame in eco.frames().items():
        assert parse_frame(TABLE[name], FILE, frame).issues == ()
        assert parse_frame(TABLE[name], FILE, frame).frame.drop(LINE).equals(frame)
        agree(TABLE[name], frame)


TEXTS = st.sampled_from(
    [
        *(
            "",
            " ",
            "a ",
            "\N{NO-BREAK SPACE}a",
            "a\x1f",
            "\x85a",
            "a\nb",
            "a\x07",
            "\ufeffa",
            "a\uffff",
            "\x7f",
            "a\tb",
        ),
        *(
            "٢٠١٥",
            "2015-02-29",
            "2015-2",
            "0000",
            "0001-01-01",
            "2016-02-29",
            "2016-13",
            "9999-12-31",
            "20161",
            "2016-02-01T",
        ),
        *(
            "DK",
            "dk",
            "UK",
            "DKK",
            "da",
            "no",
            "DK03",
            "DK0321",
            "alpha",
            "Alpha",
            "-a",
            "a|b",
            "12 34",
            "0",
            "1;2",
            "01",
        ),
        *(
            "https://é.dk/٣",
            "https://e.dk",
            "ftp://x",
            "https://a b",
            "company",
            "compny",
            "x" * 99,
            "a\u180e",
            "\u200ba",
        ),
    ]
) | st.text(max_size=6)
NUMBERS = st.sampled_from(
    [*(0.0, -0.0, 0.1, 1 / 3, 250000.5, 1e14, 1e15, 123456789012345.0, 0.1 + 0.2, 1e-5, 5e-324, 1e300, -2.5, 9.99),
    *(float("nan"), float("inf"), float("-inf"), 1234567890123456.0, 1e13 + 0.25, 99999999999.99)]
) | st.floats()  # fmt: skip
WHOLE = st.sampled_from([0, 1, -1, 1899, 1900, 2100, 2101, 10**15 - 1, 10**15, 2**63 - 1]) | st.integers(
    -(2**63), 2**63 - 1
)
IDS = st.lists(st.sampled_from(["a", "b.c", "A", "-", "æ", " a"]), max_size=3)
VALUES = {pl.String(): TEXTS, pl.Float64(): NUMBERS, pl.Int64(): WHOLE, pl.List(pl.String): IDS}


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_frames_of_anything_give_the_issues_of_their_text(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(TABLES))
    height = data.draw(st.integers(0, 4))
    schema = table.frame.schema
    columns = {
        name: data.draw(st.lists(st.none() | VALUES[kind], min_size=height, max_size=height), label=name)
        for name, kind in schema.items()
    }
    agree(table, pl.DataFrame(columns, schema))


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_kind_of_cell_gives_the_issue_of_its_text(kind: Kind, data: st.DataObject) -> None:
    column = Column("x", kind, "", choices=("company", "cluster") if kind is Kind.CHOICE else ())
    needed = Column("y", kind, "", required=True, choices=column.choices)
    table = Table("prices", "", ("key",), (column, needed, Column("key", Kind.TEXT, "", required=True)))
    made = st.lists(st.none() | VALUES[table.frame.schema["x"]], min_size=6, max_size=6)
    keys = st.lists(st.none() | TEXTS, min_size=6, max_size=6)
    columns = {"x": data.draw(made), "y": data.draw(made), "key": data.draw(keys)}
    agree(table, pl.DataFrame(columns, table.frame.schema))


def test_the_blanks_that_are_left_out_of_keys_are_those_of_python() -> None:
    assert set(columnar._BLANKS) == {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}


# cells


def test_a_cell_that_does_not_fit_is_null_and_has_the_words_of_a_csv_file() -> None:
    found = prices(GOOD, GOOD | {"year": 1899, "source_id": None}, GOOD | {"country": "dk"})
    assert found.frame.rows() == [
        (2020, "DK", 101.5, "s", 1),
        (None, "DK", 101.5, None, 2),
        (2020, None, 101.5, "s", 3),
    ]
    assert [str(issue) for issue in found.issues] == [
        f"{FILE}:2:year: type: found '1899', expected a year from 1900 to 2100",
        f"{FILE}:3:country: country: found 'dk', expected {FORMS[Kind.COUNTRY]}; did you mean 'DK'?",
        f"{FILE}:2:source_id: source: found no source, expected the source_id of the page or document that states it",
    ]
    assert found.keys == frozenset({("2020", "DK"), ("1899", "DK"), ("2020", "dk")})
    assert found.height == 3


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 0.1 + 0.2])
def test_a_number_that_is_none_or_longer_than_it_is_exact_is_an_issue(number: float) -> None:
    assert [(issue.column, issue.code) for issue in prices(GOOD | {"price_index": number}).issues] == [
        ("price_index", "type")
    ]


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [("title", "a\ufffe", "characters"), ("title", "a\uffff", "characters"), ("url", "https://e.dk/٣", "digits")],
)
def test_a_sign_that_is_seldom_wrong_is_an_issue_too(column: str, text: str, code: str) -> None:
    frame = pl.DataFrame([{"source_id": "s", column: text}], TABLE["sources"].frame.schema)
    assert [(i.column, i.code) for i in parse_frame(TABLE["sources"], FILE, frame).issues] == [(column, code)]


def test_a_number_is_never_a_negative_zero() -> None:
    found = prices(GOOD | {"price_index": -0.0})
    assert found.issues == ()
    assert str(found.frame["price_index"][0]) == "0.0"


@pytest.mark.parametrize("ids", [["a|b"], ["a", None], [None], [""], ["a", "a"], ["A"]])
def test_ids_that_a_cell_could_not_hold_are_an_issue(ids: list[str | None]) -> None:
    """Joined by |, the first would read back as two ids."""
    flows = TABLE["flows"]
    frame = pl.DataFrame([{"flow_id": "f", "payers": ids}], {"flow_id": pl.String, "payers": pl.List(pl.String)})
    whole = pl.concat([flows.frame, frame], how="diagonal")
    found = parse_frame(flows, FILE, whole)
    assert [i.code for i in found.issues if i.column == "payers"] == ["duplicate" if ids == ["a", "a"] else "type"]
    assert found.frame["payers"].to_list() == [None]


def test_an_empty_text_or_list_is_null() -> None:
    names = TABLE["flows"].frame.schema
    frame = pl.DataFrame([{"flow_id": "f", "payers": [], "about": ""}], names)
    found = parse_frame(TABLE["flows"], FILE, frame)
    assert found.frame.select("payers", "about").row(0) == (None, None)
    assert {issue.column for issue in found.issues}.isdisjoint({"payers", "about"})


# columns


def test_a_wrong_column_leaves_no_rows_and_is_said_without_a_line() -> None:
    frame = pl.DataFrame([GOOD]).rename({"country": "county"})
    found = parse_frame(PRICES, FILE, frame)
    assert [(i.line, i.column, i.code) for i in found.issues] == [(0, "county", "column"), (0, "country", "column")]
    assert found.issues[0].message.endswith("did you mean 'country'?")
    assert (found.frame.height, found.keys, found.height) == (0, None, 1)
    assert found.frame.schema == {**PRICES.frame.schema, LINE: pl.Int64()}


def test_columns_may_stand_in_any_order() -> None:
    found = parse_frame(PRICES, FILE, pl.DataFrame([GOOD]).select("source_id", "price_index", "country", "year"))
    assert found.issues == ()
    assert found.frame.rows() == [(2020, "DK", 101.5, "s", 1)]


@pytest.mark.parametrize(
    ("column", "kind", "value"),
    [
        *(("year", kind, 2020) for kind in (pl.Int16(), pl.UInt64(), pl.Float64(), pl.Decimal(10, 2), pl.Int128())),
        ("price_index", pl.Float32(), 101.5),
        ("price_index", pl.Decimal(10, 2), Decimal("101.50")),
        ("country", pl.Categorical(), "DK"),
        ("country", pl.Enum(["DK", "NO"]), "DK"),
    ],
)
def test_a_type_that_loses_nothing_is_taken(column: str, kind: pl.DataType, value: object) -> None:
    found = prices(GOOD | {column: value}, **{column: kind})
    assert found.issues == ()
    assert found.frame.rows() == [(2020, "DK", 101.5, "s", 1)]


def test_days_for_dates_categories_for_ids_and_columns_of_nothing_are_taken() -> None:
    schema = TABLE["flows"].frame.schema | {"from": pl.Date(), "payers": pl.List(pl.Categorical()), "about": pl.Null()}
    row = {"flow_id": "f", "kind": "grant", "level": "grant", "source_id": "s", "certainty": "certain"}
    given = {**row, "status": "actual", "from": dt.date(2020, 2, 29), "payers": ["a", "b"]}
    found = parse_frame(TABLE["flows"], FILE, pl.DataFrame([given], schema))
    assert found.issues == ()
    assert found.frame.select("from", "payers", "about").row(0) == ("2020-02-29", ["a", "b"], None)
    assert found.frame.schema == {**TABLE["flows"].frame.schema, LINE: pl.Int64()}


@pytest.mark.parametrize(
    ("column", "kind", "value", "said"),
    [
        ("year", pl.Float64(), 2020.5, "Float64"),
        ("year", pl.Float64(), float("nan"), "Float64"),
        ("year", pl.UInt64(), 2**63, "UInt64"),
        ("year", pl.String(), "2020", "String"),
        ("year", pl.Boolean(), True, "Boolean"),
        ("price_index", pl.Int64(), 2**53 + 1, "Int64"),
        ("price_index", pl.Decimal(20, 2), Decimal("123456789012345678.91"), "Decimal"),
        ("country", pl.Binary(), b"DK", "Binary"),
        ("country", pl.Date(), dt.date(2020, 1, 1), "Date"),
        ("country", pl.List(pl.String), ["DK"], "List"),
    ],
)
def test_another_type_is_one_issue_of_the_column(column: str, kind: pl.DataType, value: object, said: str) -> None:
    found = prices(GOOD | {column: value}, **{column: kind})
    expected = PRICES.frame.schema[column]
    form = FORMS[PRICES[column].kind]
    message = f"found values of type {said}, expected {form}; write the column as {expected}"
    assert found.issues == (Issue(FILE, 0, column, "type", message),)
    assert (found.frame.height, found.height) == (0, 1)
    assert (found.keys is None) == (column != "price_index")


@pytest.mark.parametrize("kind", [pl.String(), pl.List(pl.Int64)])
def test_ids_are_a_list_of_texts(kind: pl.DataType) -> None:
    frame = TABLE["flows"].frame.with_columns(pl.lit(None, kind).alias("payers"))
    assert [i.column for i in parse_frame(TABLE["flows"], FILE, frame).issues] == ["payers"]


# files


def test_a_frame_comes_back_from_its_bytes() -> None:
    frame = pl.DataFrame([GOOD], PRICES.frame.schema)
    assert frame_of(parquet(frame)).equals(frame)
    assert parse_parquet(PRICES, FILE, parquet(frame)).frame.drop(LINE).equals(frame)


def test_the_bytes_do_not_depend_on_how_a_frame_was_put_together() -> None:
    rows = [GOOD | {"year": year, "source_id": f"s-{year % 7}"} for year in range(100_000)]
    whole = pl.DataFrame(rows, PRICES.frame.schema)
    parts = pl.concat([whole.slice(start, 999) for start in range(0, 100_000, 999)], rechunk=False)
    assert parquet(whole) == parquet(parts) == parquet(whole.sample(fraction=1, shuffle=True, seed=1).sort("year"))


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_the_number_of_threads() -> None:
    code = (
        "import hashlib, polars as pl; from ecograph.columnar import parquet; "
        "f = pl.DataFrame({'n': range(200000)}).with_columns(t=pl.format('t{}', pl.col('n') % 977)); "
        "print(hashlib.sha256(parquet(f)).hexdigest())"
    )
    made = {
        subprocess.check_output([sys.executable, "-c", code], env=os.environ | {"POLARS_MAX_THREADS": n}) for n in "14"
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it does not begin as Parquet does"),
        (b"year,country\n", "it does not begin as Parquet does"),
        (b"PAR1", "its end is missing"),
        (parquet(pl.DataFrame([GOOD]))[:-1], "its end is missing"),
        (b"PAR1" + 40 * b"x" + b"PAR1", "it is damaged"),
    ],
)
def test_what_is_no_whole_parquet_file_is_one_issue(content: bytes, why: str) -> None:
    found = parse_parquet(PRICES, FILE, content)
    message = f"found a Parquet file that cannot be read ({why}), expected a whole one; import or build it again"
    assert found.issues == (Issue(FILE, 0, "-", "format", message),)
    assert (found.frame.height, found.keys, found.height) == (0, None, None)


@given(st.integers(min_value=0))
@settings(max_examples=40, deadline=None)
def test_a_file_cut_anywhere_is_an_issue(place: int) -> None:
    content = parquet(pl.DataFrame([GOOD] * 50, PRICES.frame.schema))
    assert [i.code for i in parse_parquet(PRICES, FILE, content[: place % len(content)]).issues] == ["format"]


def test_a_small_file_of_far_too_many_rows_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "MOST_ROWS", 9)
    with pytest.raises(ValueError, match="it says that it has 10 rows, more than 9"):
        frame_of(parquet(pl.DataFrame([GOOD] * 10)))


def test_a_panic_of_polars_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(_: io.BytesIO) -> None:
        raise pl.exceptions.PanicException("unreachable")

    monkeypatch.setattr(pl, "read_parquet", panics)
    with pytest.raises(ValueError, match="it is damaged"):
        frame_of(parquet(pl.DataFrame([GOOD])))
