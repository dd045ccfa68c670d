"""Records of the Research Organization Registry in both schemas; the fixture is written by hand in their layouts."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.readers import ror
from ecograph.readers.reader import File, Harvest
from ecograph.schema import TABLE

RECORDS = File("records.jsonl", (Path(__file__).parent / "ror" / "records.jsonl").read_bytes())


def read(*records: dict[str, object]) -> Harvest:
    return ror.read("ror", [File("a.jsonl", "\n".join(json.dumps(record) for record in records).encode())], {})


def v2(number: str = "0exampa56", **fields: object) -> dict[str, object]:
    names = [{"value": "Example", "types": ["ror_display"], "lang": None}]
    return {"id": f"https://ror.org/{number}", "names": names, "types": ["company"], "status": "active", **fields}


def codes(harvest: Harvest) -> list[tuple[int, str, str]]:
    return [(issue.line, issue.column, issue.code) for issue in harvest.issues]


def test_both_schemas_give_organisations() -> None:
    columns = ["org_id", "name", "country", "region", "kind", "helix", "parent_id", "locator"]
    assert ror.read("ror", [RECORDS], {}).tables["organisations"].select(columns).rows() == [
        ("ror.0exampa56", "Example University", "NO", "NO0A2", "university", "academia", None, "1"),
        ("ror.0exampb53", "Example Hospital (Denmark)", "DK", "DK011", "hospital", "government", "ror.0exampa56", "2"),
        ("ror.0exampc50", "Example College", "NO", None, "university", "academia", None, "4"),
    ]


def test_names_have_their_kind_and_language() -> None:
    columns = ["org_id", "name", "language", "kind"]
    assert ror.read("ror", [RECORDS], {}).tables["names"].select(columns).rows() == [
        ("ror.0exampa56", "EU", None, "abbreviation"),
        ("ror.0exampa56", "Universitetet i Eksempel", "nb", "official"),
        ("ror.0exampb53", "EH", None, "alias"),
        ("ror.0exampb53", "EXH", None, "abbreviation"),
        ("ror.0exampb53", "Eksempel Hospital", "da", "official"),
    ]


def test_numbers_and_the_source_are_kept() -> None:
    tables = ror.read("ror", [RECORDS], {}).tables
    assert tables["identifiers"].select("scheme", "value", "org_id").row(0) == ("ror", "0exampa56", "ror.0exampa56")
    assert tables["sources"]["source_id"].to_list() == ["ror.records"]
    assert all(frame.columns == list(TABLE[name].names) for name, frame in tables.items())


def test_founded_and_inactive_bodies_have_events() -> None:
    assert ror.read("ror", [RECORDS], {}).tables["events"].select("event_id", "date", "what").rows() == [
        ("ror.0exampa56.founded", "1811", "founded"),
        ("ror.0exampc50.dissolved", None, "dissolved"),
    ]


def test_a_succession_that_both_records_state_is_one_tie() -> None:
    assert ror.read("ror", [RECORDS], {}).tables["ties"].select("subject", "kind", "object").rows() == [
        ("ror.0exampa56", "succeeds", "ror.0exampc50")
    ]


def test_withdrawn_records_and_relations_that_lead_out_are_counted() -> None:
    assert codes(ror.read("ror", [RECORDS], {})) == [(4, "relationships", "reference"), (5, "status", "choice")]


def test_a_body_with_two_parents_has_ties_instead() -> None:
    children = [{"type": "child", "id": "https://ror.org/0exampc50"}]
    harvest = read(v2("0exampa56", relationships=children), v2("0exampb53", relationships=children), v2("0exampc50"))
    assert harvest.tables["organisations"]["parent_id"].null_count() == 3
    assert harvest.tables["ties"].select("subject", "kind", "object").rows() == [
        ("ror.0exampc50", "part_of", "ror.0exampa56"),
        ("ror.0exampc50", "part_of", "ror.0exampb53"),
    ]


def test_a_record_that_is_not_read_is_nobody_s_parent_or_predecessor() -> None:
    relations = [{"type": kind, "id": "https://ror.org/0exampb53"} for kind in ("parent", "predecessor")]
    harvest = read(v2(relationships=relations), v2("0exampb53", names=[]))
    assert harvest.tables["organisations"]["parent_id"].to_list() == [None]
    assert harvest.tables["ties"].height == 0
    assert codes(harvest) == [(2, "names", "missing")]


def test_a_list_and_an_answer_of_the_api_give_the_same() -> None:
    record = v2()
    files = [json.dumps([record]), json.dumps({"number_of_results": 1, "items": [record], "meta": {}, "time_taken": 1})]
    one, other = (ror.read("ror", [File("a.json", content.encode())], {}) for content in files)
    assert one.tables["organisations"].equals(other.tables["organisations"])
    assert (one.issues, other.issues) == ((), ())


def test_a_place_in_denmark_leads_to_its_region() -> None:
    place = {"geonames_details": {"country_code": "DK", "country_subdivision_code": "83"}}
    assert read(v2(locations=[place])).tables["organisations"]["region"].to_list() == ["DK03"]


def test_a_place_abroad_has_no_region() -> None:
    place = {"geonames_details": {"country_code": "SE", "country_subdivision_code": "83"}}
    assert read(v2(locations=[place])).tables["organisations"].select("country", "region").row(0) == ("SE", None)
    assert read(v2(locations=[])).tables["organisations"].select("country", "region").row(0) == (None, None)


def test_places_in_two_parts_of_a_country_have_no_region() -> None:
    places = [{"geonames_details": {"country_code": "DK", "country_subdivision_code": part}} for part in ("83", "84")]
    assert read(v2(locations=places)).tables["organisations"].select("country", "region").row(0) == ("DK", None)


@pytest.mark.parametrize(
    ("fields", "column", "code"),
    [
        ({"colour": "red"}, "colour", "column"),
        ({"names": [{"value": "A", "types": ["ror_display", "x"], "lang": None}]}, "names.types", "choice"),
        ({"types": ["robot"]}, "types", "choice"),
        ({"types": None}, "types", ""),
        ({"status": "asleep"}, "status", "choice"),
        ({"status": None}, "status", "choice"),
        ({"status": True}, "status", "type"),
        ({"established": "1999"}, "established", "type"),
        ({"established": 19990}, "established", "type"),
        ({"id": "https://ror.org/0exampa57"}, "id", "check-digit"),
        ({"id": 3}, "id", "check-digit"),
        ({"names": [{"value": "A", "types": ["label"]}]}, "names", "missing"),
        ({"names": [{"value": "A", "types": None}]}, "names", "missing"),
        ({"names": [3]}, "names", "column"),
        ({"names": [{"value": "A\u0007\ud800", "types": ["ror_display"]}]}, "value", "characters"),
        ({"locations": [{"geonames_details": {"country_code": "XX"}}]}, "locations", "country"),
        (
            {"locations": [{"geonames_details": {"country_code": code}} for code in ("DK", "NO")]},
            "locations",
            "country",
        ),
        ({"relationships": [{"type": "parent", "id": "https://ror.org/0exampf41"}]}, "relationships", "reference"),
    ],
)
def test_what_is_not_understood_is_an_issue_on_its_line(fields: dict[str, object], column: str, code: str) -> None:
    found = codes(read(v2("0exampb53"), {**v2(), **fields}))
    assert not code or (2, column, code) in found, found
    assert code or not found


def test_a_record_that_stands_twice_is_read_once_and_both_lines_are_named() -> None:
    harvest = read(v2(), v2())
    assert harvest.tables["organisations"].height == 1
    assert codes(harvest) == [(2, "-", "duplicate")]
    assert "line 1" in harvest.issues[0].message


def test_two_files_may_hold_the_same_record() -> None:
    files = [File(name, json.dumps(v2()).encode()) for name in ("a.json", "b.json")]
    harvest = ror.read("ror", files, {})
    assert (harvest.tables["organisations"].height, harvest.tables["sources"].height, harvest.issues) == (1, 2, ())


def test_addresses_for_mail_are_counted_and_dropped() -> None:
    record: dict[str, object] = {"name": "A", "email_address": "nobody@example.org", "country": {"country_code": "SE"}}
    harvest = read({**record, "id": "https://ror.org/0exampa56", "types": [], "status": "active"})
    assert [(item.column, item.n) for item in harvest.dropped] == [("email_address", 1)]
    assert harvest.tables["organisations"].select("country", "kind").row(0) == ("SE", "other")


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_no_damage_to_the_bytes_makes_the_reader_raise(data: st.DataObject) -> None:
    content = bytearray(RECORDS.content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    ror.read("ror", [File("a.jsonl", bytes(content[:end])), RECORDS], {})


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=5,
)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(["id", "names", "name", "types", "locations", "labels"]), _VALUES))
def test_no_value_in_a_field_makes_the_reader_raise(fields: dict[str, object]) -> None:
    read({**v2(), **fields}, fields)
