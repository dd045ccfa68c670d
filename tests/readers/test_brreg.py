"""Units of the Norwegian business register; the fixture is written by hand in its layout, with made-up bodies."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.readers import brreg
from ecograph.readers.reader import File, Harvest
from ecograph.schema import TABLE
from ecograph.sources import archive

UNITS = File("units.json", (Path(__file__).parent / "brreg" / "units.json").read_bytes())


def read(*units: dict[str, object]) -> Harvest:
    """Read units of which each stands on a line of its own, the first on line 2."""
    content = "[\n" + ",\n".join(json.dumps(unit) for unit in units) + "\n]"
    return brreg.read("brreg", [File("a.json", content.encode())], {})


def unit(number: str = "811000000", form: str = "AS", **fields: object) -> dict[str, object]:
    return {"organisasjonsnummer": number, "navn": "Eksempel", "organisasjonsform": {"kode": form}, **fields}


def codes(harvest: Harvest) -> list[tuple[int, str, str]]:
    return [(issue.line, issue.column, issue.code) for issue in harvest.issues]


def test_units_become_organisations_with_their_line() -> None:
    columns = ["org_id", "kind", "helix", "country", "region", "parent_id", "locator"]
    assert brreg.read("brreg", [UNITS], {}).tables["organisations"].select(columns).rows() == [
        ("brreg.811000000", "company", "industry", "NO", "NO0A2", None, "2"),
        ("brreg.811013730", "hospital", "government", "NO", "NO081", None, "3"),
        ("brreg.811129062", "company", "industry", "NO", "NO0A2", "brreg.811000000", "7"),
        ("brreg.811130435", "fund", None, "NO", None, None, "8"),
    ]


def test_numbers_former_names_events_and_employees_are_kept() -> None:
    tables = brreg.read("brreg", [UNITS], {}).tables
    assert tables["identifiers"].select("scheme", "value").row(0) == ("orgnr", "811000000")
    assert tables["names"].select("name", "kind", "from", "to").rows() == [
        ("EKSEMPEL INVEST AS", "former", "2010-01-02", "2014-05-06")
    ]
    assert tables["events"].select("event_id", "date", "what").rows() == [
        ("brreg.811000000.founded", "2010-01-02", "founded"),
        ("brreg.811129062.dissolved", "2021-03-04", "dissolved"),
        ("brreg.811130435.dissolved", "2020-12-31", "dissolved"),
    ]
    columns = ["figure_id", "subject", "what", "value", "unit", "as_of"]
    assert tables["figures"].select(columns).rows() == [
        ("brreg.811000000.employees", "brreg.811000000", "employees", 12.0, "persons", None)
    ]
    assert all(frame.columns == list(TABLE[name].names) for name, frame in tables.items())


def test_sole_traders_their_subunits_and_ways_to_reach_people_are_dropped_and_counted() -> None:
    harvest = brreg.read("brreg", [UNITS], {})
    assert harvest.issues == ()
    assert sorted((item.column, item.n) for item in harvest.dropped) == [
        ("mobil", 1),
        ("organisasjonsform.kode", 2),
        ("telefon", 1),
    ]
    assert "KARI" not in str([frame.rows() for frame in harvest.tables.values()])


def test_a_list_of_roles_is_refused_and_counted() -> None:
    roles = {"rollegrupper": [{"roller": [{"person": {"navn": {}}}, {"person": {}}]}, {"roller": []}], "_links": {}}
    harvest = brreg.read("brreg", [File("roles.json", json.dumps(roles).encode())], {})
    assert codes(harvest) == [(1, "rollegrupper", "format")]
    assert [(item.column, item.n) for item in harvest.dropped] == [("rollegrupper", 2)]
    assert list(harvest.tables) == ["sources"]


@pytest.mark.parametrize("kind", ["enheter", "underenheter"])
def test_a_page_of_a_search_is_read(kind: str) -> None:
    page = {"_embedded": {kind: [unit()]}, "_links": {}, "page": {"size": 1}}
    harvest = brreg.read("brreg", [File("a.json", json.dumps(page, indent=1).encode())], {})
    assert harvest.tables["organisations"].select("org_id", "locator").rows() == [("brreg.811000000", "4")]
    assert harvest.issues == ()


def test_a_search_that_found_nothing_is_no_fault() -> None:
    harvest = brreg.read("brreg", [File("a.json", b'{"_links": {}, "page": {"totalElements": 0}}')], {})
    assert (list(harvest.tables), harvest.issues) == (["sources"], ())


def test_a_packed_list_gives_what_the_list_gives() -> None:
    packed = brreg.read("brreg", archive.files("units.json.gz", gzip.compress(UNITS.content)), {})
    plain = brreg.read("brreg", [UNITS], {})
    assert packed.tables["organisations"].equals(plain.tables["organisations"])


def test_a_unit_may_stand_in_another_file_than_its_subunit() -> None:
    files = [unit("811013730", "BEDR", overordnetEnhet="811000000"), unit("811000000", "KOMM")]
    given_files = [File(f"{n}.json", json.dumps(each).encode()) for n, each in enumerate(files)]
    rows = brreg.read("brreg", given_files, {}).tables["organisations"].select("org_id", "kind", "parent_id").rows()
    assert rows == [
        ("brreg.811013730", "municipality", "brreg.811000000"),
        ("brreg.811000000", "municipality", None),
    ]


def test_subunits_whose_unit_is_elsewhere_are_one_issue() -> None:
    numbers = ("811013730", "811075515")
    harvest = read(*(unit(number, "BEDR", overordnetEnhet=f"81100000{n}") for n, number in enumerate(numbers)))
    assert codes(harvest) == [(2, "overordnetEnhet", "reference")]
    assert "in 2 rows" in harvest.issues[0].message


def test_a_unit_that_is_not_read_is_nobody_s_parent() -> None:
    nameless: dict[str, object] = {"organisasjonsnummer": "811000000", "organisasjonsform": {"kode": "AS"}}
    harvest = read(nameless, unit("811013730", "BEDR", overordnetEnhet="811000000"))
    assert harvest.tables["organisations"]["parent_id"].to_list() == [None]
    assert codes(harvest) == [(2, "navn", "missing")]


@pytest.mark.parametrize(
    ("form", "name", "sector", "kind", "helix"),
    [
        ("KOMM", "EKSEMPEL KOMMUNE", "6500", "municipality", "government"),
        ("FYLK", "EKSEMPEL FYLKESKOMMUNE", "6500", "region", "government"),
        ("ORGL", "UNIVERSITETET I EKSEMPEL", "6100", "university", "academia"),
        ("ORGL", "EKSEMPELTILSYNET", "6100", "agency", "government"),
        ("STI", "EKSEMPEL", "7000", "fund", "civil_society"),
        ("FLI", "EKSEMPEL", "2100", "association", None),
        ("ANNA", "EKSEMPEL", "6100", "other", "government"),
    ],
)
def test_kind_and_helix_come_from_form_name_and_sector(
    form: str, name: str, sector: str, kind: str, helix: str | None
) -> None:
    harvest = read({**unit(form=form), "navn": name, "institusjonellSektorkode": {"kode": sector}})
    assert harvest.tables["organisations"].select("kind", "helix").row(0) == (kind, helix)
    assert harvest.issues == ()


def test_the_branch_of_a_foreign_body_stands_where_the_branch_is() -> None:
    address = {"landkode": "SE", "kommunenummer": "9999"}
    harvest = read(
        unit("811000000", "NUF", forretningsadresse={"landkode": "NO", "kommunenummer": "0301"}),
        unit("811013730", "NUF", forretningsadresse=address),
        unit("811075515", "UTLA"),
        unit("811079634", "NUF"),
    )
    assert harvest.tables["organisations"].select("country", "region").rows() == [
        ("NO", "NO081"),
        ("SE", None),
        (None, None),
        ("NO", None),
    ]
    assert harvest.issues == ()


def test_a_former_name_that_came_back_has_its_whole_period() -> None:
    periods = [("2001-01-01", "2002-01-01"), ("2004-01-01", "2005-01-01")]
    before = [{"navn": "Før", "fraDato": start, "tilDato": end} for start, end in reversed(periods)]
    open_end = [{"navn": "Åpen", "fraDato": "2001-01-01"}, {"navn": "Åpen", "tilDato": "2005-01-01"}]
    others = [{"navn": "Eksempel"}, {"fraDato": "2001-01-01"}]
    harvest = read(unit(historiskeNavn=[*before, *open_end, *others]))
    assert harvest.tables["names"].select("name", "from", "to").rows() == [
        ("Før", "2001-01-01", "2005-01-01"),
        ("Åpen", None, None),
    ]


@pytest.mark.parametrize(
    ("fields", "column", "code"),
    [
        ({"farge": "rød"}, "farge", "column"),
        ({"organisasjonsform": {"kode": "AS", "farge": "rød"}}, "organisasjonsform.farge", "column"),
        ({"organisasjonsform": "AS"}, "organisasjonsform", "column"),
        ({"organisasjonsform": {"kode": "XYZ"}}, "organisasjonsform.kode", "choice"),
        ({"organisasjonsform": None}, "organisasjonsform.kode", "choice"),
        ({"institusjonellSektorkode": {"kode": "1"}}, "institusjonellSektorkode.kode", "choice"),
        ({"organisasjonsnummer": "811000001"}, "organisasjonsnummer", "check-digit"),
        ({"organisasjonsnummer": "NO 811"}, "organisasjonsnummer", "check-digit"),
        ({"organisasjonsnummer": None}, "organisasjonsnummer", "missing"),
        ({"navn": "  "}, "navn", "missing"),
        ({"navn": ["a"]}, "navn", "type"),
        ({"stiftelsesdato": "2010-02-30"}, "stiftelsesdato", "type"),
        ({"slettedato": "20. mai"}, "slettedato", "type"),
        ({"antallAnsatte": "12"}, "antallAnsatte", "type"),
        ({"antallAnsatte": True}, "antallAnsatte", "type"),
        ({"antallAnsatte": -1}, "antallAnsatte", "type"),
        ({"forretningsadresse": {"landkode": "Norge"}}, "forretningsadresse.landkode", "country"),
        (
            {"forretningsadresse": {"landkode": "NO", "kommunenummer": "9999"}},
            "forretningsadresse.kommunenummer",
            "choice",
        ),
    ],
)
def test_what_is_not_understood_is_an_issue_on_its_line(fields: dict[str, object], column: str, code: str) -> None:
    assert (3, column, code) in codes(read(unit("811013730"), {**unit(), **fields}))


def test_a_unit_that_stands_twice_is_read_once_and_both_lines_are_named() -> None:
    harvest = read(unit(), unit())
    assert harvest.tables["organisations"].height == 1
    assert codes(harvest) == [(3, "-", "duplicate")]
    assert "line 2" in harvest.issues[0].message


@pytest.mark.parametrize(
    "fields",
    [
        {"navn": ["KARI EKS"]},
        {"navn": "KARI\u0007EKS"},
        {"organisasjonsnummer": 811000001.5},
        {"organisasjonsnummer": "KARI"},
        {"navn": "KARI", "organisasjonsnummer": None},
        {"forretningsadresse": {"landkode": "KARI"}},
    ],
)
@pytest.mark.parametrize("form", ["ENK", " enk "])
def test_nothing_of_a_sole_trader_is_quoted(fields: dict[str, object], form: str) -> None:
    harvest = read({**unit(form=form), **fields}, {**unit(form=form), **fields})
    assert harvest.issues == ()
    assert [(item.column, item.n) for item in harvest.dropped] == [("organisasjonsform.kode", 2)]
    assert list(harvest.tables) == ["sources"]


@pytest.mark.parametrize("fields", [{"overordnetEnhet": "811075515"}, {"organisasjonsform": {"kode": "NEW"}}])
def test_a_unit_of_open_form_whose_name_marks_a_sole_trader_is_dropped(fields: dict[str, object]) -> None:
    harvest = read({**unit(form="BEDR"), "navn": "EKS V/ KARI", **fields})
    assert [(item.column, item.n) for item in harvest.dropped] == [("navn", 1)]
    assert (list(harvest.tables), harvest.issues) == (["sources"], ())


def test_a_unit_of_two_files_is_read_once_and_is_an_issue_when_they_differ() -> None:
    def both(second: dict[str, object]) -> Harvest:
        files = [File(f"{n}/a.json", json.dumps(each).encode()) for n, each in enumerate((unit(), second))]
        return brreg.read("brreg", files, {})

    assert both(unit()).issues == ()
    harvest = both({**unit(), "navn": "Andre"})
    assert harvest.tables["organisations"].select("name", "source_id").rows() == [("Eksempel", "brreg.a")]
    assert harvest.tables["sources"]["source_id"].to_list() == ["brreg.a", "brreg.a-2"]
    assert codes(harvest) == [(1, "-", "duplicate")]
    assert "otherwise on line 1 of 0/a.json" in harvest.issues[0].message


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_no_damage_to_the_bytes_makes_the_reader_raise(data: st.DataObject) -> None:
    content = bytearray(UNITS.content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    brreg.read("brreg", [File("a.json", bytes(content[:end])), UNITS], {})


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["kode", "landkode"]), inner),
    max_leaves=5,
)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(sorted(brreg.UNIT.known)).map(lambda path: path.split(".")[0]), _VALUES))
def test_no_value_in_a_field_makes_the_reader_raise(fields: dict[str, object]) -> None:
    read({**unit(), **fields}, fields)
