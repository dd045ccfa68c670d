"""Records of JSON, each with its line."""

import gzip
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.readers.reader import File
from ecograph.readers.records import records


def test_records_have_the_line_on_which_they_begin() -> None:
    found, issues = records(File("a.json", b'[\n\n{"a": 1,\n "b": 2}, {"a": 3}\n,\n{"a": 4}]'))
    assert [record.line for record in found] == [3, 4, 6]
    assert issues == ()


def test_what_stands_beside_the_records_is_an_envelope() -> None:
    found, _ = records(File("a.json", b'{"took": 1, "hits": {"total": 2, "hits": [{"a": 1}]}}'), "hits.hits")
    assert [(dict(record.fields), record.is_envelope) for record in found] == [
        ({"a": 1}, False),
        ({"took": 1, "hits": {"total": 2}}, True),
    ]


def test_a_broken_list_gives_no_record_and_the_line_of_the_break() -> None:
    found, issues = records(File("a.json", b'[\n{"a": 1},\n{"a": '))
    assert found == []
    assert [(issue.line, issue.code) for issue in issues] == [(3, "format")]


def test_of_json_lines_the_whole_ones_are_read() -> None:
    found, issues = records(File("a.jsonl", b'{"a": 1}\n{"a": \n{"a": 3}\n'))
    assert [record.line for record in found] == [1, 3]
    assert [(issue.line, issue.code) for issue in issues] == [(2, "format")]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "empty"),
        (b" \n ", 1, "empty"),
        (b"[1, null, {}]", 1, "found '1', expected a record in braces"),
        (b'{"a": NaN}', 1, "NaN"),
        (b'{"a" 1}', 1, "Expecting"),
        (b'{"a": {\n"b" 1}}', 2, "Expecting"),
        (b"{1: 1}", 1, "Expecting"),
        (b'[{"a": 1} {"a": 2}]', 1, "Expecting ',' or ']'"),
        (b'{"items": 3}', 1, "found '3'"),
        (b"[" + b"[" * 100_000, 1, "broken JSON"),
        (b"\x1f\x8bnot gzip", 1, "gzip"),
    ],
)
def test_what_is_no_record_is_an_issue_with_its_line(content: bytes, line: int, said: str) -> None:
    _, issues = records(File("a.json", content), "items")
    assert any(issue.line == line and said in issue.message for issue in issues), issues


def test_another_encoding_is_an_issue() -> None:
    found, issues = records(File("a.json", '{"a": "ø"}'.encode("cp1252")))
    assert (found, [issue.code for issue in issues]) == ([], ["encoding"])


def test_a_packed_file_is_an_issue_since_it_comes_here_unpacked() -> None:
    found, issues = records(File("a.json.gz", gzip.compress(b'{"a": 1}')))
    assert (found, [issue.code for issue in issues]) == ([], ["format"])
    assert "unpack it" in issues[0].message


@pytest.mark.parametrize(
    ("content", "line", "fields"),
    [
        (b'[\n{"a": 1, "a": 2}]', 2, [{"a": 1}]),
        (b'[\n{"b": {"a": 1, "a": 2, "a": 3}}]', 2, [{"b": {"a": 1}}]),
        (b'{"items": [{"b": 1}],\n"a": 1, "a": [2]}', 2, [{"b": 1}, {"a": 1}]),
        (b'{"items": [{"b": 1}],\n"items": [{"a": 2}]}', 2, [{"b": 1}, {}]),
        (b'{"b": 1}\n{"a": 1, "a": 2}', 2, [{"b": 1}, {"a": 1}]),
    ],
)
def test_a_name_that_stands_twice_is_one_issue_and_the_first_is_kept(
    content: bytes, line: int, fields: list[dict[str, object]]
) -> None:
    found, issues = records(File("a.json", content), "items")
    assert [dict(record.fields) for record in found] == fields
    assert [(issue.line, issue.code) for issue in issues] == [(line, "format")]
    assert "twice in a record" in issues[0].message


def test_a_whole_number_of_thousands_of_digits_is_an_issue_and_null() -> None:
    found, issues = records(File("a.json", b'[{"b": 1},\n{"a": -' + b"9" * 5000 + b', "b": 2}]'))
    assert [dict(record.fields) for record in found] == [{"b": 1}, {"a": None, "b": 2}]
    assert [(issue.line, issue.code) for issue in issues] == [(2, "format")]
    assert "found a whole number of 5,001 signs" in issues[0].message


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=60))
def test_no_bytes_make_records_raise(content: bytes) -> None:
    for file in (content, b"\x1f\x8b" + content, zlib.compress(content)):
        records(File("a.json", file), "items")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=3), max_size=3), max_size=4))
def test_records_that_are_written_are_read(values: list[dict[str, object]]) -> None:
    found, issues = records(File("a.json", json.dumps(values, indent=1).encode()))
    assert [dict(record.fields) for record in found] == values
    assert issues == ()
