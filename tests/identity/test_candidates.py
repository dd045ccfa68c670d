"""Which bodies are compared, scored and joined. The bodies are made up; what is expected follows by hand."""

import itertools
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.identity import candidates as module
from ecograph.identity.candidates import BODIES, LIMIT, candidates
from ecograph.identity.likeness import likeness
from ecograph.identity.pairing import CONTRADICTORY, GROUPS, IMPLIED, THRESHOLD
from ecograph.identity.translations import INSTITUTIONS
from ecograph.schema.vocabulary import ORGANISATION_KIND


def body(org_id: str, name: str, **more: object) -> dict[str, object]:
    """Return a body of the import that its id begins with; an id without a dot is curated."""
    part = org_id.partition(".")[0] if "." in org_id else ""
    known: dict[str, object] = {"country": "DK", "region": None, "kind": "other", "extent": "single"}
    return {
        "org_id": org_id,
        "is_curated": not part,
        "part": part,
        "name": name,
        "names": [name],
        "numbers": [],
        **known,
        **more,
    }


def found(*bodies: dict[str, object]) -> list[tuple[str, str, float, str, bool]]:
    return candidates(pl.DataFrame(bodies, schema=BODIES)).rows()


def joins(*bodies: dict[str, object]) -> set[tuple[str, str]]:
    return {(left, right) for left, right, _, _, automatic in found(*bodies) if automatic}


def test_equal_names_of_two_lists_join() -> None:
    rows = found(body("a.1", "KOBENHAVNS UNIVERSITET"), body("b.1", "Københavns Universitet"))
    assert rows == [("a.1", "b.1", 1.0, "same name 'KOBENHAVNS UNIVERSITET' / 'Københavns Universitet'", True)]


def test_the_left_id_is_the_smaller_one_and_the_texts_stand_in_its_order() -> None:
    rows = found(body("uio", "University of Nova", country="NO"), body("rcn.1", "UNIVERSITETET I NOVA", country="NO"))
    assert rows == [("rcn.1", "uio", 1.0, "same name 'UNIVERSITETET I NOVA' / 'University of Nova'", True)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"country": "DK"}, {"country": "DE"}),
        ({"extent": "collective"}, {}),
    ],
)
def test_what_contradicts_is_no_candidate(left: dict[str, object], right: dict[str, object]) -> None:
    assert found(body("a.1", "Nova Vestby", **left), body("b.1", "Nova Vestby", **right)) == []


@pytest.mark.parametrize(
    ("left", "right"), [("company", "municipality"), ("university", "company"), ("cluster", "hospital")]
)
def test_kinds_that_exclude_each_other_are_for_a_person_under_one_name_alone(left: str, right: str) -> None:
    ((*_, score, why, automatic),) = found(
        body("a.1", "Nova Vestby", kind=left), body("b.1", "Nova Vestby", kind=right)
    )
    assert (score, automatic) == (0.95, False)
    assert why.endswith("; of different kinds")
    assert found(body("a.1", "Nova Vestby", kind=left), body("b.1", "Nova Vestbyen", kind=right)) == []


@pytest.mark.parametrize(
    ("left", "right", "says"),
    [
        ({"kind": "company"}, {"kind": "cluster"}, "; of different kinds"),
        ({"country": None}, {}, ""),
        ({"country": "EU"}, {}, ""),
        ({"numbers": ["cvr-1"]}, {"numbers": ["cvr-2"]}, "; with different numbers of one register"),
    ],
)
def test_what_is_doubtful_is_left_to_a_person(left: dict[str, object], right: dict[str, object], says: str) -> None:
    rows = found(body("a.1", "Nova Vestby", **left), body("b.1", "Nova Vestby", **right))
    assert [row[4] for row in rows] == [False]
    assert rows[0][3].endswith(says)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"kind": "company"}, {"kind": "institute"}),
        ({"region": "DK01"}, {"region": "DK012"}),
        ({"region": "DK0"}, {"region": "DK042"}),
        ({"numbers": ["cvr-1", "pic-7"]}, {"numbers": ["cvr-1", "cvr-2"]}),
        ({"numbers": ["pic-7"]}, {"numbers": ["pic-8", "orgnr-9"]}),
        ({"numbers": None}, {"names": None}),
    ],
)
def test_what_does_not_speak_against_it_joins(left: dict[str, object], right: dict[str, object]) -> None:
    assert joins(body("a.1", "Nova Vestby", **left), body("b.1", "Nova Vestby", **right)) == {("a.1", "b.1")}


def test_another_legal_form_is_left_to_a_person() -> None:
    (row,) = found(body("a.1", "Nova Vestby AS"), body("b.1", "Nova Vestby ApS"))
    assert row[2:] == (0.9, "same name 'Nova Vestby AS' / 'Nova Vestby ApS'; with another legal form", False)
    assert joins(body("a.1", "Nova Vestby A/S"), body("b.1", "NOVA VESTBY AS")) == {("a.1", "b.1")}


def test_another_region_lowers_the_score() -> None:
    (row,) = found(body("a.1", "Nova Vestby", region="DK011"), body("b.1", "Nova Vestby", region="DK042"))
    assert row[2:] == (0.97, "same name 'Nova Vestby'; in different regions", False)


def test_a_foundation_does_not_join_a_bare_name_and_an_association_does() -> None:
    (row,) = found(body("a.1", "Fonden Nova"), body("b.1", "Nova Vestby"), body("c.1", "Fonden Nova Vestby"))
    words = "same name 'Nova Vestby' / 'Fonden Nova Vestby'; one of them a foundation"
    assert row == ("b.1", "c.1", 0.95, words, False)
    assert joins(body("a.1", "Nova Vestby STI", country="NO"), body("b.1", "Nova Vestby", country="NO")) == set()
    assert joins(body("a.1", "Foreningen Nova Vestby"), body("b.1", "Nova Vestby")) == {("a.1", "b.1")}
    assert joins(body("a.1", "Fonden Nova Vestby"), body("b.1", "Fonden NOVA VESTBY")) == {("a.1", "b.1")}


def test_a_further_name_has_a_legal_form_of_its_own() -> None:
    fund = body("a.1", "Altibo", names=["Fonden Nova Vestby"])
    assert joins(fund, body("b.1", "Nova Vestby")) == set()
    assert joins(fund, body("b.1", "Fonden NOVA VESTBY")) == {("a.1", "b.1")}
    first = body("a.1", "Altibo AS", names=["Nova Vestby ApS"], numbers=["ror-1"])
    second = body("a.2", "Lyserud AS", names=["Nova Vestby ApS"], numbers=["ror-2"])
    assert joins(first, body("b.1", "Nova Vestby ApS")) == {("a.1", "b.1")}
    assert joins(first, second, body("b.1", "Nova Vestby ApS")) == set()


def test_a_kind_in_the_name_outweighs_that_of_the_publisher() -> None:
    left = body("a.1", "Nova universitetssykehus", country="NO", kind="university")
    assert joins(left, body("b.1", "Nova University Hospital", country="NO", kind="hospital")) == {("a.1", "b.1")}


def test_a_publisher_who_numbers_two_bodies_keeps_them_apart_and_its_name_from_joining_others() -> None:
    first = body("a.1", "Nova Vestby", numbers=["cvr-1"])
    second = body("a.2", "NOVA VESTBY", numbers=["cvr-2"])
    other = body("b.1", "Nova Vestby")
    assert joins(first, other) == {("a.1", "b.1")}
    assert joins(first, second, other) == set()
    assert len(found(first, second, other)) == 3


def test_a_publisher_without_numbers_may_spell_one_body_twice() -> None:
    assert joins(body("a.1", "Nova Vestby"), body("a.2", "NOVA VESTBY,")) == {("a.1", "a.2")}


def test_a_name_is_ambiguous_only_within_its_legal_form() -> None:
    company = body("a.1", "Nova Vestby AS", numbers=["orgnr-1"], country="NO")
    foundation = body("a.2", "Stiftelsen Nova Vestby", numbers=["orgnr-2"], country="NO")
    assert joins(company, foundation, body("b.1", "NOVA VESTBY AS", country="NO")) == {("a.1", "b.1")}
    assert joins(company, foundation, body("b.1", "NOVA VESTBY", country="NO")) == set()
    bare = body("a.3", "Nova Vestby", numbers=["orgnr-3"], country="NO")
    assert joins(company, bare, body("b.1", "NOVA VESTBY AS", country="NO")) == set()


def test_two_curated_bodies_never_join() -> None:
    rows = found(body("one", "Nova Vestby"), body("two", "NOVA VESTBY"))
    assert [(row[2], row[4]) for row in rows] == [(1.0, False)]
    assert found(body("one", "Nova Vestbyen"), body("two", "Nova Vestby")) == []


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("MTIC", "MTIC", False),
        ("MTIC A/S", "MTIC AS", True),
        ("MTIC A/S", "MTIC", False),
        ("Danmarks Tekniske Universitet", "Technical University of Denmark", True),
        ("Dansk Sundhedsinnovation", "Danish Health Innovation", False),
        ("Innovation Danmark", "INNOVATION DANMARK", True),
        ("Kræftforeningen", "KRAEFTFORENINGEN", True),
        ("Kræftforeningen", "Cancer Association", False),
        ("Nord universitet", "NORD UNIVERSITET", True),
        ("Universitetet", "UNIVERSITETET", False),
        ("Sundhedscenteret", "SUNDHEDSCENTERET", False),
    ],
)
def test_a_name_has_to_tell_who_is_named(left: str, right: str, *, joined: bool) -> None:
    rows = found(body("a.1", left), body("b.1", right))
    assert [row[4] for row in rows] == [joined]


@pytest.mark.parametrize(
    ("country", "left", "right", "joined"),
    [
        ("US", "Nova University", "University of Nova", False),
        ("US", "Nova University, Inc.", "NOVA UNIVERSITY", True),
        ("IT", "Fondazione Politecnico Nova", "Politecnico Nova", False),
        ("NL", "Stichting Nova Vestby", "Nova Vestby", False),
        ("NL", "Nova Vestby BV", "NOVA VESTBY", True),
    ],
)
def test_elsewhere_names_join_only_as_they_stand(country: str, left: str, right: str, *, joined: bool) -> None:
    rows = found(body("a.1", left, country=country), body("b.1", right, country=country))
    assert [row[4] for row in rows] == [joined]


def test_an_abbreviation_makes_a_candidate_and_never_a_join() -> None:
    long = body("a.1", "Medtech Innovation Consortium (MTIC)")
    assert found(long, body("b.1", "MTIC")) == [
        (
            "a.1",
            "b.1",
            0.89,
            "one is abbreviated as the other is named 'Medtech Innovation Consortium (MTIC)' / 'MTIC'",
            False,
        )
    ]
    listed = body("a.1", "Medtech Innovation Consortium", names=["MTIC", "Medtech Innovation Consortium"])
    assert [row[2:] for row in found(listed, body("b.1", "MTIC"))] == [
        (0.89, "one is abbreviated as the other is named 'MTIC'", False)
    ]
    both = [row[2:4] for row in found(listed, body("b.1", "Medtech Innovation Consorts", names=["MTIC"]))]
    assert both == [(0.8271, "same abbreviation 'MTIC'")]
    assert found(listed, body("b.1", "Maritimt Testcenter i Centrum", names=["MTIC"])) == []
    assert found(listed, body("b.1", "MTID")) == []


def test_a_former_name_and_words_in_brackets_make_candidates() -> None:
    former = body("a.1", "Celsio Oslo AS (tidl. Varme Oslo AS)")
    assert [row[2:] for row in found(former, body("b.1", "Varme Oslo AS"))] == [
        (0.92, "former name 'Celsio Oslo AS (tidl. Varme Oslo AS)' / 'Varme Oslo AS'", False)
    ]
    part = body("a.1", "Nova Vestby (Klinik for Biokemi)")
    assert [(row[2], row[4]) for row in found(part, body("b.1", "Nova Vestby"))] == [(0.95, False)]


def test_the_further_names_of_a_participant_do_not_join() -> None:
    """In Horizon Europe a firm gives the name of its group, and a person that of an employer, as the short name."""
    typed = body("a.1", "Altibo AS", names=["Lyserud Energi"], numbers=["pic-1"])
    listed = body("a.1", "Altibo AS", names=["Lyserud Energi"], numbers=["ror-1"])
    other = body("b.1", "Lyserud Energi")
    assert [(row[2:]) for row in found(typed, other)] == [(0.98, "same further name 'Lyserud Energi'", False)]
    assert joins(listed, other) == {("a.1", "b.1")}
    assert joins({**typed, "is_curated": True, "part": ""}, other) == {("a.1", "b.1")}
    assert joins(listed, body("b.1", "Nova", names=["Lyserud Energi"])) == set()


def test_similar_names_are_candidates_from_the_threshold_on() -> None:
    rows = found(body("a.1", "Nova Vestbjerg Vest"), body("b.1", "Nova Vestbjærg Vest"))
    assert [(row[3].startswith("similar names"), row[4]) for row in rows] == [(True, False)]
    assert all(THRESHOLD <= row[2] < 1 for row in rows)
    assert found(body("a.1", "Aarhus Universitet"), body("b.1", "Aarhus Universitetshospital")) == []


def test_blanks_within_a_name_do_not_hide_it() -> None:
    assert [row[2] for row in found(body("a.1", "AkerBP Vest"), body("b.1", "Aker BP Vest"))] == [0.97]


def test_a_body_without_a_country_may_be_anywhere() -> None:
    rows = found(
        body("a.1", "Nova Vestby", country=None), body("b.1", "Nova Vestby", country="NO"), body("c.1", "Nova Vestby")
    )
    assert [(row[0], row[1], row[4]) for row in rows] == [("a.1", "b.1", False), ("a.1", "c.1", False)]


def test_a_word_that_many_share_finds_no_pairs() -> None:
    many = [body(f"a.{n}", f"Nova {'abcdefgh'[n // 8]}{'mnopqrst'[n % 8]}x") for n in range(LIMIT)]
    pair = [body("b.1", "Nova Vestbyen"), body("b.2", "Nova Vestbyer")]
    alone = {(row[0], row[1]) for row in found(*pair)}
    assert alone == {("b.1", "b.2")}
    assert not {row[0] for row in found(*many)} & {"b.1"}
    assert alone <= {(row[0], row[1]) for row in found(*many, *pair)}, "the beginning of the rare word finds them"


def test_no_bodies_have_no_candidates() -> None:
    nothing = candidates(pl.DataFrame(schema=BODIES))
    assert nothing.schema == module.SCHEMA
    assert nothing.height == 0
    assert found(body("a.1", "Nova")) == []


def test_the_likeness_of_names_is_cut_where_institution_or_number_differ() -> None:
    assert likeness("nova vestby", "novavestby") == 0.97
    assert likeness("lyon university", "lyon 2 university") < likeness("lyon university", "lyon b university")
    assert likeness("nova", "nova foundation") < likeness("nova", "nova holding")
    assert likeness("nova", "zzzz") < 0.2


def test_the_groups_cover_the_kinds_and_the_words_of_institutions() -> None:
    assert set(GROUPS) == set(ORGANISATION_KIND) - {"other", "institute"}
    assert set(IMPLIED) <= INSTITUTIONS
    assert {group for pair in CONTRADICTORY for group in pair} == set(GROUPS.values())
    assert all(len(pair) == 2 for pair in CONTRADICTORY)


NAMES = (
    "Nova Vestby",
    "NOVA VESTBY AS",
    "Nova Vestby ApS",
    "Novo Vestby",
    "Oslo universitet",
    "University of Oslo",
    "NVB",
)
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(("", "a", "b")),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), max_size=2),
        st.sampled_from(("DK", "NO", None)),
        st.sampled_from(("other", "company", "university")),
        st.lists(st.sampled_from(("cvr-1", "cvr-2", "pic-1", "pic-2")), max_size=2, unique=True),
    ),
    max_size=7,
)


@given(DRAWN, st.data())
@settings(deadline=None)
def test_the_order_of_the_rows_does_not_count(drawn: Sequence[tuple[str, ...]], data: st.DataObject) -> None:
    bodies = [
        body(
            f"{part}.{n}" if part else f"c{n}",
            name,
            names=list(names),
            country=country,
            kind=kind,
            numbers=list(numbers),
        )
        for n, (part, name, names, country, kind, numbers) in enumerate(drawn)
    ]
    shuffled = data.draw(st.permutations(bodies))
    rows = found(*bodies)
    assert found(*shuffled) == rows
    assert rows == sorted(rows, key=lambda row: (-row[2], row[0], row[1]))
    assert all(left < right for left, right, *_ in rows)
    assert len({(left, right) for left, right, *_ in rows}) == len(rows)
    by_id = {one["org_id"]: one for one in bodies}
    for left, right, score, _, automatic in rows:
        assert THRESHOLD <= score <= 1
        one, other = by_id[left], by_id[right]
        assert not (automatic and (one["is_curated"] and other["is_curated"]))
        assert not (automatic and one["country"] != other["country"])


@given(st.lists(st.text(max_size=20), max_size=6))
@settings(deadline=None)
def test_any_names_can_be_compared(names: list[str]) -> None:
    rows = found(*(body(f"p{n}.1", name) for n, name in enumerate(names)))
    ids = {frozenset((f"p{one}.1", f"p{two}.1")) for one, two in itertools.combinations(range(len(names)), 2)}
    assert {frozenset(row[:2]) for row in rows} <= ids
