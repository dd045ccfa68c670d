"""Records of JSON, each with its line."""

import gzip
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.readers import records as module
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
        (b'\n{"a": ' + b"9" * 5000 + b"}", 2, "broken JSON"),
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


def test_packed_records_are_read_in_all_their_parts() -> None:
    packed = gzip.compress(b'{"a": 1}\n') + gzip.compress(b'{"a": 2}\n')
    assert [record.line for record in records(File("a.json.gz", packed))[0]] == [1, 2]


def test_a_packed_file_that_breaks_off_is_an_issue() -> None:
    found, issues = records(File("a.json.gz", gzip.compress(b'{"a": 1}')[:-9]))
    assert (found, [issue.code for issue in issues]) == ([], ["format"])
    assert "breaks off" in issues[0].message


def test_a_packed_file_that_unpacks_to_too_much_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNPACKED_LIMIT", 1000)
    found, issues = records(File("a.json.gz", gzip.compress(b" " * 1001)))
    assert (found, [issue.code for issue in issues]) == ([], ["format"])
    assert "1,000" in issues[0].message


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
