"""What readers share: headers, unknown values, sources, personal columns, several harvests as one."""

import polars as pl

from ecograph.errors import Issue
from ecograph.readers.cordis import CORDIS
from ecograph.readers.reader import Dropped, File, Harvest, Layout, dropped, joined, source, table, unknown, whole
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
    assert (second.column, second.code, second.message[:20]) == ("id", "layout", "found no such column")


def test_a_mapped_column_that_is_missing_and_not_required_stays_empty() -> None:
    layout = Layout("a.csv", maps={"id": "x", "name": "organisations.name"}, required=("id",))
    assert [(issue.code, issue.message.split("; ")[1]) for issue in layout.faults("a.csv", ["id"])] == [
        ("column", "organisations.name stays empty")
    ]


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


def bodies(*rows: tuple[str, str | None, str, str | None]) -> Harvest:
    """Return a harvest of organisations: id, name, source and locator."""
    frame = pl.DataFrame(rows, schema=["org_id", "name", "source_id", "locator"], orient="row")
    return Harvest({"organisations": table("organisations", frame)})


def test_a_later_row_that_says_something_else_is_an_issue_where_it_stands() -> None:
    first = bodies(("x.1", "One", "x.a", "2"), ("x.2", "Two", "x.a", "3"), ("x.3", None, "x.a", "4"))
    later = bodies(("x.1", "One", "x.b", "7"), ("x.2", "Other", "x.b", "8"), ("x.3", "Three", "x.b", "9"))
    found = joined([first, later])
    assert found.tables["organisations"].equals(first.tables["organisations"])
    message = "found x.{} again with another name, expected it alike; the first is kept"
    assert found.issues == (
        Issue("x.b", 8, "-", "duplicate", message.format(2)),
        Issue("x.b", 9, "-", "duplicate", message.format(3)),
    )


def test_equal_rows_are_silently_one_whatever_their_place() -> None:
    rows = [("x.1", None, "x.a", "2"), ("x.1", None, "x.a", "3"), ("x.1", None, "x.b", "2")]
    assert joined([bodies(*rows)]).issues == ()
    assert joined([bodies(row) for row in rows]).tables["organisations"]["locator"].to_list() == ["2"]


def test_a_later_row_without_a_line_stands_at_its_table() -> None:
    places = [("x.a", "2"), ("x.b", None), ("x.b", "page 3")]
    found = joined([bodies(("x.1", f"Name {n}", *place)) for n, place in enumerate(places)])
    assert [(issue.file, issue.line) for issue in found.issues] == [("organisations", 0)] * 2


def test_a_source_that_stands_twice_with_other_words_is_an_issue() -> None:
    rows = [table("sources", pl.DataFrame({"source_id": ["a"], "title": [title]})) for title in ("one", "two")]
    assert [str(issue) for issue in joined(Harvest({"sources": frame}) for frame in rows).issues] == [
        "sources:0:-: duplicate: found a again with another title, expected it alike; the first is kept"
    ]


def test_rows_whose_lists_differ_are_issues_and_keys_of_several_parts_are_told() -> None:
    flows = [table("flows", pl.DataFrame({"flow_id": ["f"], "payers": [[payer]]})) for payer in ("a", "a", "b")]
    issues = joined(Harvest({"flows": frame}) for frame in flows).issues
    assert [issue.message[:31] for issue in issues] == ["found f again with another paye"]
    given = ({"year": [2020], "currency": ["DKK"], "rate_per_eur": [rate]} for rate in (7.4, 7.5))
    issues = joined(Harvest({"rates": table("rates", pl.DataFrame(row))}) for row in given).issues
    assert [issue.message[:26] for issue in issues] == ["found 2020|DKK again with "]


def test_parents_and_ties_to_bodies_that_were_not_read_are_left_out() -> None:
    frame = pl.DataFrame({"org_id": ["a", "b", "c"], "parent_id": ["b", "x", None]})
    ties = pl.DataFrame({"tie_id": ["1", "2"], "subject": ["a", "a"], "object": ["b", "x"]})
    tables = {"organisations": table("organisations", frame), "ties": table("ties", ties)}
    found = whole(Harvest(tables)).tables
    assert found["organisations"]["parent_id"].to_list() == ["b", None, None]
    assert found["ties"]["tie_id"].to_list() == ["1"]
    alone = whole(Harvest({"organisations": tables["organisations"]})).tables
    assert alone["organisations"].equals(found["organisations"])
    assert whole(Harvest({"ties": tables["ties"]})).tables["ties"].height == 2
