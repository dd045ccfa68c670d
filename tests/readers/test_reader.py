"""What readers share: headers, unknown values, sources, personal columns, several harvests as one."""

import polars as pl

from ecograph.readers.cordis import CORDIS
from ecograph.readers.reader import Dropped, File, Harvest, Layout, dropped, joined, source, table, unknown
from ecograph.schema import TABLE

LAYOUT = Layout("a.csv", maps={"id": "x"}, ignores={"note": "free"}, personal={"mail": "an address"}, required=("id",))


def test_a_header_with_known_columns_has_no_issues() -> None:
    assert LAYOUT.faults("a.csv", ["mail", "id", "note"]) == ()


def test_an_unknown_column_and_a_missing_one_are_issues() -> None:
    first, second = LAYOUT.faults("b.csv", ["notes", "notes"], line=3)
    assert (first.line, first.column, first.code, "did you mean 'note'?" in first.message) == (
        3,
        "notes",
        "column",
        True,
    )
    assert (second.column, second.message[:20]) == ("id", "found no such column")


def test_a_column_like_none_is_said_not_to_be_read() -> None:
    assert LAYOUT.faults("b.csv", ["id", "zzzzz"])[0].message.endswith("; it is not read")


def test_a_table_gets_the_columns_and_types_of_the_model() -> None:
    found = table("organisations", pl.DataFrame({"org_id": ["a"], "more": [1]}))
    assert found.schema == TABLE["organisations"].frame.schema
    assert found["org_id"].to_list() == ["a"]


def test_unknown_values_are_counted_and_stand_on_their_first_line() -> None:
    met = pl.DataFrame({"kind": ["B", "A", "B", None], "line": [7, 5, 3, 9]})
    found = unknown("a.csv", "kind", met, code="choice", expected="expected C; it is left empty")
    assert [(issue.line, issue.message) for issue in found] == [
        (3, "found 'B' in 2 rows, expected C; it is left empty"),
        (5, "found 'A' in 1 row, expected C; it is left empty"),
        (9, "found '' in 1 row, expected C; it is left empty"),
    ]


def test_a_source_says_where_a_file_is_from_and_leaves_empty_what_nobody_knows() -> None:
    known = source(CORDIS, "eu.a", File("a.csv", b"", "https://example.org/a", "2026-01-31"), "A")
    assert (known["url"], known["retrieved"], known["publisher"]) == (
        *("https://example.org/a", "2026-01-31"),
        CORDIS.publisher,
    )
    assert source(CORDIS, "eu.a", File("a.csv", b""), "A")["url"] is None


def test_personal_cells_are_counted() -> None:
    frame = pl.DataFrame({"mail": ["a", None, "b"], "id": ["1", "2", "3"]})
    assert dropped("a.csv", frame, LAYOUT) == (Dropped("a.csv", "mail", "an address", 2),)
    assert dropped("a.csv", frame.drop("mail"), LAYOUT) == ()


def test_of_rows_with_one_key_in_two_harvests_the_first_stays() -> None:
    one = Harvest({"sources": table("sources", pl.DataFrame({"source_id": ["a"], "title": ["one"]}))})
    two = Harvest({"sources": table("sources", pl.DataFrame({"source_id": ["a", "b"], "title": ["two", "two"]}))})
    assert joined([one, two]).tables["sources"].select("source_id", "title").rows() == [("a", "one"), ("b", "two")]
