"""What a query gave, as a table for a terminal, as JSON, CSV and a typed table."""

import csv
import datetime as dt
import io
import json
import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.cells import visible
from ecograph.cypher.rows import Rows
from ecograph.errors import EcographError
from ecograph.language import number
from ecograph.outputs import drawing
from ecograph.outputs.rows import aligned, as_csv, as_json, frame, visible_json

VALUES: dict[str, object] = {
    "text": 'Århus, "x"\n=1+1',
    "none": None,
    "yes": True,
    "n": 12345,
    "share": 0.25,
    "infinite": -math.inf,
    "nan": math.nan,
    "day": dt.date(2020, 1, 31),
    "time": dt.datetime(2020, 1, 31, 12, 0, tzinfo=dt.UTC),
    "bytes": b"\x01\xff",
    "texts": ["a, b", None],
    "lists": [[1, 2], [dt.date(2020, 1, 31)]],
    "map": {"a": [math.inf], "b": {"c": None}},
}
EVERY = Rows(tuple(VALUES), [tuple(VALUES.values())])

FORMS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.dates() | st.binary(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=6,
)


def test_a_terminal_shows_every_value_on_one_line() -> None:
    # By hand
    table = aligned(Rows(("x",), [(value,) for value in VALUES.values()]))
    assert table.splitlines()[1:] == [
        '  Århus, "x" =1+1',
        "  -",
        "  yes",
        "  12,345",
        "  0.2500",
        "  -Infinity",
        "  NaN",
        "  2020-01-31",
        "  2020-01-31T12:00:00+00:00",
        "  01ff",
        "  a, b, -",
        '  [1, 2], ["2020-01-31"]',
        '  {"a": ["Infinity"], "b": {"c": null}}',
    ]


def test_a_sign_that_a_terminal_would_act_on_is_shown_as_its_code() -> None:
    hostile = "\x1b[2J\N{RIGHT-TO-LEFT OVERRIDE}\x9b31m\x00"
    rows = Rows((hostile,), [(hostile,), ([hostile, [hostile]],), ({hostile: hostile},)])
    for text in (aligned(rows), as_json(rows), visible(as_csv(rows))):
        assert text.replace("\n", "").isprintable()
    assert r"\x1b[2J\u202e\x9b31m\x00" in aligned(rows)
    (first, *_) = json.loads(as_json(rows))
    assert first == {hostile: hostile}


def test_columns_that_look_the_same_stay_apart() -> None:
    assert aligned(Rows(("a b", "a  b"), [(1, 2)])) == "  a b  a b\n    1    2\n"


def test_a_column_of_numbers_stands_right_and_one_with_another_value_left() -> None:
    assert aligned(Rows(("n", "m", "b", "z"), [(1, 1, True, 5), (None, "x", False, 10)])).splitlines() == [
        "  n  m  b     z",
        "  1  1  yes   5",
        "  -  x  no   10",
    ]


def test_rows_without_columns_are_no_table() -> None:
    assert aligned(Rows((), [])) == ""
    assert (as_json(Rows((), [])), as_csv(Rows(("a",), []))) == ("[]", "a\n")


def test_json_is_exact_and_says_what_it_has_no_word_for_as_a_text() -> None:
    # By hand
    (found,) = json.loads(as_json(EVERY), parse_constant=pytest.fail)
    assert found == {
        "text": 'Århus, "x"\n=1+1',
        "none": None,
        "yes": True,
        "n": 12345,
        "share": 0.25,
        "infinite": "-Infinity",
        "nan": "NaN",
        "day": "2020-01-31",
        "time": "2020-01-31T12:00:00+00:00",
        "bytes": "01ff",
        "texts": ["a, b", None],
        "lists": [[1, 2], ["2020-01-31"]],
        "map": {"a": ["Infinity"], "b": {"c": None}},
    }


def test_csv_is_exact_and_starts_no_formula() -> None:
    # By hand; lists and maps read back as JSON
    (found,) = csv.DictReader(io.StringIO(as_csv(EVERY)))
    assert found | {"texts": "", "lists": "", "map": ""} == {
        "text": 'Århus, "x"\n=1+1',
        "none": "",
        "yes": "true",
        "n": "12345",
        "share": "0.25",
        "infinite": "'-Infinity",
        "nan": "NaN",
        "day": "2020-01-31",
        "time": "2020-01-31T12:00:00+00:00",
        "bytes": "01ff",
        "texts": "",
        "lists": "",
        "map": "",
    }
    assert json.loads(found["lists"]) == [[1, 2], ["2020-01-31"]]
    assert as_csv(Rows(("=a",), [("=1+1",), ("-x",), (-1,)])) == "'=a\n'=1+1\n'-x\n-1\n"


@settings(deadline=None, max_examples=200)
@given(st.lists(FORMS, min_size=1, max_size=4))
def test_any_value_can_be_told_in_every_form(values: list[object]) -> None:
    rows = Rows(("x",), [(value,) for value in values])
    assert len(aligned(rows).splitlines()) == 1 + len(values)
    assert aligned(rows).replace("\n", "").isprintable()
    assert len(json.loads(as_json(rows), parse_constant=pytest.fail)) == len(values)
    assert len(list(csv.reader(io.StringIO(as_csv(rows), newline="")))) >= 1
    assert frame(rows, {}).height == len(values)


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_json_with_escapes_means_the_same(text: str) -> None:
    said = visible_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(said) == text
    assert said.isprintable()


# typed tables


def test_the_header_gives_the_types_of_a_table() -> None:
    kinds = {
        "text": "a",
        "integer": 1,
        "number": 2,
        "boolean": True,
        "date": dt.date(2020, 1, 31),
        "texts": ["a", None],
        "integers": [1],
    }
    found = frame(Rows(tuple(kinds), [tuple(kinds.values()), (None,) * 7]), {kind: kind for kind in kinds})
    assert list(found.schema.values()) == [
        pl.String,
        pl.Int64,
        pl.Float64,
        pl.Boolean,
        pl.Date,
        pl.List(pl.String),
        pl.List(pl.Int64),
    ]
    assert found.row(0) == ("a", 1, 2.0, True, dt.date(2020, 1, 31), ["a", None], [1])
    assert found.row(1) == (None,) * 7


def test_an_empty_list_is_one_of_every_kind() -> None:
    assert frame(Rows(("n",), [([],)]), {"n": "integers"}).schema == {"n": pl.List(pl.Int64)}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 1),
        ("integer", "1"),
        ("integer", 1.5),
        ("date", "2020-01-31"),
        ("texts", "a"),
        ("number", "x"),
        ("text", {"a": 1}),
    ],
)
def test_a_value_that_is_not_what_the_header_says_is_refused(kind: str, value: object) -> None:
    with pytest.raises(EcographError, match=f"column n: found .*, expected {kind} as the header says"):
        frame(Rows(("n",), [(value,)]), {"n": kind})


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        ([None, None], pl.String, [None, None]),
        ([1, None], pl.Int64, [1, None]),
        ([1, 2.5], pl.Float64, [1.0, 2.5]),
        (["a", None], pl.String, ["a", None]),
        ([True], pl.Boolean, [True]),
        ([dt.date(2020, 1, 31)], pl.Date, [dt.date(2020, 1, 31)]),
        ([["a"], []], pl.List(pl.String), [["a"], []]),
        ([1, "a"], pl.String, ["1", "a"]),
        ([True, 1, None], pl.String, ["true", "1", None]),
        ([{"a": 1}, {"b": 2}], pl.String, ['{"a": 1}', '{"b": 2}']),
        ([[None], []], pl.List(pl.String), [[None], []]),
        ([[1, 2.5], None], pl.List(pl.Float64), [[1.0, 2.5], None]),
        ([["a", 1]], pl.String, ['["a", 1]']),
        ([["a"], "a"], pl.String, ['["a"]', "a"]),
        ([[["a"]]], pl.String, ['[["a"]]']),
        ([[1], ["a"]], pl.String, ["[1]", '["a"]']),
        ([["a"], [{"b": 1}]], pl.String, ['["a"]', '[{"b": 1}]']),
    ],
)
def test_without_a_header_the_values_give_the_type(values: list[object], dtype: pl.DataType, expected: object) -> None:
    found = frame(Rows(("x",), [(value,) for value in values]), {})["x"]
    assert found.dtype == dtype
    assert found.to_list() == expected


# drawing


@settings(deadline=None, max_examples=300)
@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15), st.sampled_from([0, 1, 4]))
def test_english_numbers_are_those_of_the_package_that_knows_all_languages(value: float, decimals: int) -> None:
    # The second implementation is Babel, which the drawing does without in English
    assert drawing._number(value, "en", decimals) == number(value, "en", decimals)
