"""Records of the Danish register CVR; the fixture is written by hand in the layout of its answers."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.readers import cvr
from ecograph.readers.reader import File, Harvest
from ecograph.schema import TABLE

ANSWER = File("answer.json", (Path(__file__).parent / "cvr" / "answer.json").read_bytes())


def read(*bodies: dict[str, object]) -> Harvest:
    """Read bodies of which each stands on a line of its own, the first on line 1."""
    content = "\n".join(json.dumps({"Vrvirksomhed": body}) for body in bodies)
    return cvr.read("cvr", [File("a.jsonl", content.encode())], {})


def body(number: int = 11000274, form: int | None = 60, name: str = "Eksempel", **fields: object) -> dict[str, object]:
    meta = {"nyesteNavn": {"navn": name}, "nyesteVirksomhedsform": {"virksomhedsformkode": form}}
    return {"cvrNummer": number, "virksomhedMetadata": meta, **fields}


def named(name: str, start: str | None, end: str | None) -> dict[str, object]:
    return {"navn": name, "periode": {"gyldigFra": start, "gyldigTil": end}}


def codes(harvest: Harvest) -> list[tuple[int, str, str]]:
    return [(issue.line, issue.column, issue.code) for issue in harvest.issues]


def test_an_answer_gives_organisations_names_numbers_and_events() -> None:
    harvest = cvr.read("cvr", [ANSWER], {})
    columns = ["org_id", "name", "country", "region", "kind", "helix", "locator"]
    assert harvest.tables["organisations"].select(columns).rows() == [
        ("cvr.11000274", "Eksempel Medico A/S", "DK", "DK031", "company", "industry", "4")
    ]
    assert harvest.tables["names"].select("name", "kind", "from", "to").rows() == [
        ("Eksempel Holding ApS", "former", "2001-02-03", "2005-01-01"),
        ("Eksempel Prøver A/S", "alias", "2010-01-01", None),
    ]
    assert harvest.tables["identifiers"].select("scheme", "value").rows() == [("cvr", "11000274")]
    assert harvest.tables["events"].select("event_id", "date").rows() == [("cvr.11000274.founded", "2001-02-03")]
    assert all(frame.columns == list(TABLE[name].names) for name, frame in harvest.tables.items())
    assert harvest.issues == ()


def test_persons_and_sole_traders_are_dropped_and_counted() -> None:
    harvest = cvr.read("cvr", [ANSWER], {})
    assert sorted((item.column, item.n) for item in harvest.dropped) == [
        ("deltagerRelation", 2),
        ("elektroniskPost", 1),
        ("virksomhedsform", 1),
    ]
    assert "Ingen" not in str([frame.rows() for frame in harvest.tables.values()])


@pytest.mark.parametrize("wrap", ["_source", "hit", "bare"])
def test_a_body_is_read_however_it_is_wrapped(wrap: str) -> None:
    inside = {"Vrvirksomhed": body()}
    wrapped: object = {"bare": body(), "_source": inside, "hit": {"_id": "1", "_source": inside}}[wrap]
    harvest = cvr.read("cvr", [File("a.json", json.dumps(wrapped).encode())], {})
    assert harvest.tables["organisations"]["org_id"].to_list() == ["cvr.11000274"]
    assert harvest.issues == ()


def test_without_metadata_the_latest_name_form_and_address_hold() -> None:
    address = {"kommune": {"kommuneKode": 751}, "periode": {"gyldigFra": "2003-01-01", "gyldigTil": None}}
    old = {"kommune": {"kommuneKode": 101}, "periode": {"gyldigFra": "2001-01-01", "gyldigTil": "2002-12-31"}}
    forms: list[dict[str, object]] = [
        {"virksomhedsformkode": 80, "periode": {"gyldigFra": "2001-01-01", "gyldigTil": "2002-12-31"}},
        {"virksomhedsformkode": 250, "periode": {"gyldigFra": "2003-01-01"}},
    ]
    harvest = read(
        {
            "cvrNummer": 11000274,
            "navne": [named("Ny", "2003-01-01", None), named("Gammel", "2001-01-01", "2002-12-31")],
            "virksomhedsform": forms,
            "beliggenhedsadresse": [address, old],
        }
    )
    columns = ["name", "kind", "country", "region"]
    assert harvest.tables["organisations"].select(columns).rows() == [("Ny", "municipality", "DK", "DK042")]


def test_a_body_whose_periods_have_all_ended_is_dissolved() -> None:
    lives = [{"periode": {"gyldigFra": "1990-01-01", "gyldigTil": end}} for end in ("1995-01-01", "2001-05-06")]
    events = read(body(livsforloeb=lives)).tables["events"].select("date", "what").rows()
    assert events == [("2001-05-06", "dissolved"), ("1990-01-01", "founded")]
    again = [*lives, {"periode": {"gyldigFra": "2002-01-01", "gyldigTil": None}}]
    assert read(body(livsforloeb=again)).tables["events"]["what"].to_list() == ["founded"]


def test_a_name_that_came_back_has_its_whole_period_once() -> None:
    before = [named("Før", "2004-01-01", "2005-01-01"), named("Før", "2001-01-01", "2002-01-01")]
    harvest = read(body(navne=[*before, named("Eksempel", "2006-01-01", None), {}], binavne=[named("Før", None, None)]))
    assert harvest.tables["names"].select("name", "kind", "from", "to").rows() == [("Før", "former", None, None)]
    harvest = read(body(navne=before))
    assert harvest.tables["names"].select("from", "to").rows() == [("2001-01-01", "2005-01-01")]


def test_names_of_the_time_as_a_sole_trader_are_dropped() -> None:
    forms = [{"virksomhedsformkode": 10, "periode": {"gyldigTil": "2002-12-31"}}]
    harvest = read(body(virksomhedsform=forms, navne=[named("v/ Ingen", "2001-01-01", "2002-12-31")]))
    assert "names" not in harvest.tables
    assert [(item.column, item.n) for item in harvest.dropped] == [("navne", 1)]


@pytest.mark.parametrize(("form", "column"), [(15, "virksomhedsform"), (990, "navne"), (None, "navne")])
def test_small_businesses_of_a_person_and_marked_names_of_unknown_form_are_dropped(
    form: int | None, column: str
) -> None:
    harvest = read(body(form=form, name="Eksempel v/ Ingen"), body(form=form, name="Eksempel v/ Ingen"))
    assert [(item.column, item.n) for item in harvest.dropped] == [(column, 2)]
    assert (list(harvest.tables), harvest.issues) == (["sources"], ())


def test_files_of_one_name_have_sources_of_their_own_and_a_body_is_read_once() -> None:
    content = json.dumps(body()).encode()
    harvest = cvr.read("cvr", [File(f"{n}/a.json", content) for n in range(2)], {})
    assert harvest.tables["sources"]["source_id"].to_list() == ["cvr.a", "cvr.a-2"]
    assert (harvest.tables["organisations"].height, harvest.issues) == (1, ())


@pytest.mark.parametrize(
    ("form", "name", "kind", "helix"),
    [
        (245, "Region Prøve", "region", "government"),
        (230, "Prøve Universitet", "university", "academia"),
        (230, "Prøvemyndigheden", "agency", "government"),
        (110, "Prøve Cluster", "cluster", "intermediary"),
        (110, "Prøve", "association", None),
        (90, "Prøve", "fund", None),
        (80, "Prøve Hospital ApS", "company", "industry"),
    ],
)
def test_kind_and_helix_come_from_the_form_and_the_name(form: int, name: str, kind: str, helix: str | None) -> None:
    row = read(body(form=form, name=name)).tables["organisations"].select("kind", "helix").row(0)
    assert row == (kind, helix)


@pytest.mark.parametrize(
    ("address", "country", "region"),
    [
        ({"landekode": "SE", "kommune": {"kommuneKode": 101}}, "SE", None),
        ({"landekode": "DK", "postnummer": 9990}, "DK", "DK05"),
        ({"landekode": "DK"}, "DK", None),
    ],
)
def test_a_seat_is_as_fine_as_it_is_known(address: dict[str, object], country: str, region: str | None) -> None:
    harvest = read(body(beliggenhedsadresse=[address]))
    assert harvest.tables["organisations"].select("country", "region").row(0) == (country, region)
    assert harvest.issues == ()


@pytest.mark.parametrize(
    ("fields", "column", "code"),
    [
        ({"farve": "rød"}, "farve", "column"),
        ({"navne": [{"farve": "rød"}]}, "navne.farve", "column"),
        ({"cvrNummer": 11000275}, "cvrNummer", "check-digit"),
        ({"cvrNummer": "x"}, "cvrNummer", "check-digit"),
        ({"cvrNummer": None}, "cvrNummer", "missing"),
        ({"virksomhedMetadata": None}, "navne", "missing"),
        ({"virksomhedMetadata": {"nyesteNavn": {"navn": "A"}}}, "virksomhedsform", "choice"),
        (
            {"virksomhedsform": [{"virksomhedsformkode": 999}], "virksomhedMetadata": {"nyesteNavn": {"navn": "A"}}},
            "virksomhedsform",
            "choice",
        ),
        ({"beliggenhedsadresse": [{"landekode": "Danmark"}]}, "beliggenhedsadresse", "country"),
        ({"beliggenhedsadresse": [{"kommune": {"kommuneKode": 9}}]}, "beliggenhedsadresse", "choice"),
        ({"livsforloeb": [{"periode": {"gyldigFra": "i går"}}]}, "periode.gyldigFra", "type"),
        ({"navne": [named("B\u0007", None, None)]}, "navn", "characters"),
    ],
)
def test_what_is_not_understood_is_an_issue_on_its_line(fields: dict[str, object], column: str, code: str) -> None:
    assert (2, column, code) in codes(read(body(11000959), {**body(), **fields}))


def test_a_body_that_stands_twice_is_read_once_and_both_lines_are_named() -> None:
    harvest = read(body(), body())
    assert harvest.tables["organisations"].height == 1
    assert codes(harvest) == [(2, "-", "duplicate")]
    assert "line 1" in harvest.issues[0].message


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_no_damage_to_the_bytes_makes_the_reader_raise(data: st.DataObject) -> None:
    content = bytearray(ANSWER.content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    cvr.read("cvr", [File("a.json", bytes(content[:end])), ANSWER], {})


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["navn", "periode", "gyldigFra", "kommune"]), inner)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(sorted({path.split(".")[0] for path in cvr.LAYOUT.known})), _VALUES))
def test_no_value_in_a_field_makes_the_reader_raise(fields: dict[str, object]) -> None:
    read({**body(), **fields}, fields)
