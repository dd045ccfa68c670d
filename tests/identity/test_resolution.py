"""Resolving whole ecosystems: each rule of joining, each issue, and what must hold for any tables.

Expected values are worked out by hand on ecosystems of two to five bodies; all bodies and numbers are made up,
the numbers with right check digits.
"""

from random import Random

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ecograph import Ecosystem
from ecograph.identity.candidates import candidates
from ecograph.identity.judgements import JUDGEMENTS
from ecograph.identity.resolution import Resolution, apart, resolve
from ecograph.schema import TABLE, TABLES, Kind

CVR, CVR_2, CVR_3 = "13585628", "31734436", "32700020"
ORGNR, ORGNR_2 = "988077917", "919303808"
PIC, PIC_2 = "999997930", "123456789"
LEI = "213800KUD8LAJWSQ9D15"

Row = dict[str, object]
Said = tuple[str, str, str]


def org(org_id: str, name: str = "", **more: object) -> Row:
    """Return an organisation; the source of an import has its name and ``.list``."""
    part, dot, _ = org_id.partition(".")
    source = f"{part}.list" if dot else "own"
    return {"org_id": org_id, "name": name or org_id, "kind": "other", "source_id": source} | more


def number(org_id: str, scheme: str, value: str, **more: object) -> Row:
    part, dot, _ = org_id.partition(".")
    return {"org_id": org_id, "scheme": scheme, "value": value, "source_id": f"{part}.list" if dot else "own"} | more


def project(project_id: str, **more: object) -> Row:
    return {"project_id": project_id, "title": "A trial", "kind": "project"} | more


def part_in(org_id: str, project_id: str = "p", **more: object) -> Row:
    return {"org_id": org_id, "project_id": project_id, "role": "partner", "source_id": "own"} | more


def tables(**rows: list[Row]) -> dict[str, pl.DataFrame]:
    return Ecosystem.of("", **rows).frames()


def said(*judged: Said) -> pl.DataFrame:
    """Return judgements, from line 2 on, as the file has them."""
    rows = [
        {
            "left": a,
            "right": b,
            "verdict": verdict,
            "decided_by": "NN",
            "why": "its web page",
            "date": "2024-05-01",
            "line": n,
        }
        for n, (a, verdict, b) in enumerate(judged, 2)
    ]
    return pl.DataFrame(rows, schema={**JUDGEMENTS.frame.schema, "line": pl.Int64})


PROPOSED = {"left": pl.String, "right": pl.String, "score": pl.Float64, "why": pl.String, "automatic": pl.Boolean}


def nothing(bodies: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame(schema=PROPOSED)


def pairs(*proposed: tuple[str, str, float, bool]):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a stand-in
    """Return a stand-in for the comparison of names that proposes these pairs."""
    rows = [(left, right, score, "same name 'X'", automatic) for left, right, score, automatic in proposed]
    return lambda bodies: pl.DataFrame(rows, schema=PROPOSED, orient="row")


def same_names(bodies: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs that share a name, as a stand-in for the comparison of names."""
    each = bodies.select("org_id", "names").explode("names")
    both = each.join(each, on="names", suffix="_right").filter(pl.col("org_id") < pl.col("org_id_right"))
    return (
        both.select(left="org_id", right="org_id_right", why=pl.format("same name {}", "names"))
        .with_columns(score=pl.lit(0.9), automatic=pl.lit(value=True))
        .unique()
        .select(*PROPOSED)
    )


def resolved(
    given: dict[str, pl.DataFrame], *judged: Said, curated: set[str] | None = None, propose: object = nothing
) -> Resolution:
    own = {each for each in given["organisations"]["org_id"] if "." not in each} if curated is None else curated
    return resolve(given, said(*judged), curated=own, propose=propose)  # type: ignore[arg-type]


def who(result: Resolution) -> dict[str, str]:
    return dict(result.joins.select("own_id", "org_id").iter_rows())


def codes(result: Resolution) -> list[str]:
    return [issue.code for issue in result.issues]


# joining by number


@pytest.mark.parametrize(
    ("scheme", "value", "org_id"),
    [
        ("cvr", CVR, f"cvr-{CVR}"),
        ("orgnr", ORGNR, f"orgnr-{ORGNR}"),
        ("ror", "01aj84f44", "ror-01aj84f44"),
        ("lei", LEI, f"lei-{LEI.lower()}"),
        ("pic", PIC, f"pic-{PIC}"),
    ],
)
def test_the_same_number_joins_and_becomes_the_id(scheme: str, value: str, org_id: str) -> None:
    bodies = [org("a.1", "One"), org("b.1", "Two"), org("b.2", "Three")]
    result = resolved(tables(organisations=bodies, identifiers=[number(i, scheme, value) for i in ("a.1", "b.1")]))
    assert who(result) == {"a.1": org_id, "b.1": org_id, "b.2": "b.2"}
    assert result.joins.rows()[0] == ("a.1", org_id, scheme, f"same {scheme} {value.lower()}")
    assert result.joins.rows()[2] == ("b.2", "b.2", "own", "own")
    assert result.issues == ()
    assert result.tables["identifiers"]["org_id"].to_list() == [org_id]


def test_the_own_id_of_the_dataset_is_the_id_of_the_group() -> None:
    numbers = [number(each, "cvr", CVR) for each in ("mtic", "a.1", "b.1")]
    result = resolved(tables(organisations=[org("b.1"), org("mtic"), org("a.1")], identifiers=numbers))
    assert who(result) == {"a.1": "mtic", "b.1": "mtic", "mtic": "mtic"}
    assert result.joins.filter(own_id="mtic")["rule"].item() == "own"


def test_the_best_register_and_then_the_smallest_number_give_the_id() -> None:
    numbers = [number("a.1", "cvr", CVR_2), number("a.1", "cvr", CVR), number("a.1", "pic", PIC)]
    assert who(resolved(tables(organisations=[org("a.1")], identifiers=numbers))) == {"a.1": f"cvr-{CVR}"}
    numbers = [*numbers, number("a.1", "orgnr", ORGNR)]
    assert who(resolved(tables(organisations=[org("a.1")], identifiers=numbers))) == {"a.1": f"orgnr-{ORGNR}"}


def test_an_id_never_clashes_with_that_of_a_project_or_of_another_body() -> None:
    numbers = [number("a.1", "pic", PIC), number("a.2", "cvr", CVR)]
    bodies = [org("a.1"), org("a.2"), org(f"cvr-{CVR}", extent="collective")]
    given = tables(organisations=bodies, identifiers=numbers, projects=[project(f"pic-{PIC}")])
    assert who(resolved(given)) == {"a.1": "a.1", "a.2": "a.2", f"cvr-{CVR}": f"cvr-{CVR}"}


def test_an_id_never_clashes_with_a_curated_one_that_looks_like_a_number() -> None:
    given = tables(organisations=[org("a.1"), org(f"cvr-{CVR}")], identifiers=[number("a.1", "cvr", CVR)])
    assert who(resolved(given)) == {"a.1": "a.1", f"cvr-{CVR}": f"cvr-{CVR}"}


def test_a_chain_of_numbers_of_different_registers_joins_all() -> None:
    numbers = [
        number("a.1", "cvr", CVR),
        number("b.1", "cvr", CVR),
        number("b.1", "pic", PIC),
        number("c.1", "pic", PIC),
    ]
    result = resolved(tables(organisations=[org("a.1"), org("b.1"), org("c.1")], identifiers=numbers))
    assert set(who(result).values()) == {f"cvr-{CVR}"}
    assert result.joins["rule"].to_list() == ["cvr", "cvr", "pic"]


def test_two_numbers_of_one_register_on_a_joined_body_are_an_issue_with_both_places() -> None:
    numbers = [
        *(number("a.1", "cvr", CVR, locator="3"), number("a.2", "cvr", CVR, locator="9")),
        *(number("a.1", "pic", PIC, locator="3"), number("a.2", "pic", PIC_2, locator="9")),
    ]
    result = resolved(tables(organisations=[org("a.1", "One"), org("a.2", "Two")], identifiers=numbers))
    assert set(who(result).values()) == {f"cvr-{CVR}"}
    assert [str(issue) for issue in result.issues] == [
        (
            "a.list:3:-: identity: found 2 numbers of the register pic on one body: "
            f"pic-{PIC_2} on 'Two' (a.2) at a.list:9, pic-{PIC} on 'One' (a.1) at a.list:3, "
            "expected one; see which is right, or judge the two different if they are two bodies"
        )
    ]


def test_collective_and_unnamed_bodies_take_no_part() -> None:
    bodies = [org("a.1", extent="collective"), org("b.1", extent="unnamed"), org("c.1")]
    numbers = [number(each, "cvr", CVR) for each in ("a.1", "b.1", "c.1")]
    result = resolved(tables(organisations=bodies, identifiers=numbers), ("a.1", "same", "c.1"))
    assert who(result) == {"a.1": "a.1", "b.1": "b.1", "c.1": f"cvr-{CVR}"}
    assert [(issue.code, issue.line, issue.column) for issue in result.issues] == [("judgement", 2, "left")]


# what keeps bodies apart


def test_the_same_number_in_two_countries_joins_nothing_and_names_both_places() -> None:
    bodies = [org("a.1", "One", country="DK"), org("b.1", "Two", country="NO")]
    numbers = [number("a.1", "pic", PIC, locator="3"), number("b.1", "pic", PIC, locator="7;8")]
    result = resolved(tables(organisations=bodies, identifiers=numbers))
    assert who(result) == {"a.1": "a.1", "b.1": "b.1"}
    assert [str(issue) for issue in result.issues] == [
        (
            f"b.list:7:-: identity: found pic {PIC} on 'Two' (b.1) and at a.list:3 on 'One' (a.1), "
            "which are in different countries, expected one body or none in common; "
            "not joined: correct the source, or judge whether they are the same"
        )
    ]
    assert result.candidates.is_empty()


def test_a_body_of_the_union_is_in_no_other_country() -> None:
    bodies = [org("ec", country="EU"), org("a.1", country="BE")]
    result = resolved(tables(organisations=bodies, identifiers=[number(i, "pic", PIC) for i in ("ec", "a.1")]))
    assert set(who(result).values()) == {"ec"}


def test_kinds_that_exclude_each_other_are_left_to_a_person() -> None:
    bodies = [org("a.1", kind="company", country="DK"), org("b.1", kind="municipality", country="DK")]
    result = resolved(tables(organisations=bodies, identifiers=[number(i, "cvr", CVR) for i in ("a.1", "b.1")]))
    assert set(who(result)) == set(who(result).values())
    assert codes(result) == ["identity"]
    assert "which are of kinds that exclude each other" in result.issues[0].message
    why = f"same cvr {CVR}, which are of kinds that exclude each other"
    assert result.candidates.rows() == [("a.1", "a.1", "b.1", "b.1", "DK", 1.0, why)]


@pytest.mark.parametrize("kind", ["agency", "institute", "hospital", "fund", "cluster", "other"])
def test_a_coarse_kind_contradicts_none(kind: str) -> None:
    bodies = [org("a.1", kind="company"), org("b.1", kind=kind)]
    result = resolved(tables(organisations=bodies, identifiers=[number(i, "cvr", CVR) for i in ("a.1", "b.1")]))
    assert set(who(result).values()) == {f"cvr-{CVR}"}


def test_two_bodies_of_the_dataset_are_joined_by_a_judgement_alone() -> None:
    given = tables(organisations=[org("x"), org("y")], identifiers=[number(i, "cvr", CVR) for i in ("x", "y")])
    result = resolved(given)
    assert who(result) == {"x": "x", "y": "y"}
    assert "both of which the dataset itself has" in result.issues[0].message
    assert result.candidates.select("left", "right").rows() == [("x", "y")]
    judged = resolved(given, ("y", "same", "x"))
    assert who(judged) == {"x": "x", "y": "x"}
    assert (judged.issues, judged.candidates.height) == ((), 0)
    assert apart(judged.tables, "x")["own_id"].to_list() == ["y"]


def test_a_body_between_two_of_the_dataset_goes_to_the_stronger_number() -> None:
    bodies = [org("x"), org("y"), org("a.1")]
    numbers = [number(each, "lei", LEI) for each in ("a.1", "x")] + [number(i, "orgnr", ORGNR) for i in ("a.1", "y")]
    assert who(resolved(tables(organisations=bodies, identifiers=numbers))) == {"a.1": "y", "x": "x", "y": "y"}


def test_a_weaker_rule_does_not_join_what_a_state_numbers_apart() -> None:
    numbers = [number("a.1", "cvr", CVR), number("b.1", "cvr", CVR_2), *(number(i, "pic", PIC) for i in ("a.1", "b.1"))]
    bodies = [org("a.1", "One", locator="4"), org("b.1", "Two", locator="5")]
    result = resolved(tables(organisations=bodies, identifiers=numbers))
    assert who(result) == {"a.1": f"cvr-{CVR}", "b.1": f"cvr-{CVR_2}"}
    message = f"which a register of a state numbers differently (cvr-{CVR} and cvr-{CVR_2})"
    assert message in result.issues[0].message
    assert result.candidates["score"].to_list() == [1.0]
    named = resolved(tables(organisations=bodies, identifiers=numbers[:2]), propose=pairs(("a.1", "b.1", 0.99, True)))
    assert [(issue.file, issue.line) for issue in named.issues] == [("b.list", 5)]
    assert "found a name on 'Two' (b.1) and at a.list:4 on 'One' (a.1)" in named.issues[0].message
    assert named.candidates["score"].to_list() == [0.99]


def test_a_register_of_a_state_joins_what_another_state_numbers_apart() -> None:
    numbers = [
        *(number(i, "cvr", CVR) for i in ("a.1", "b.1")),
        number("a.1", "orgnr", ORGNR),
        number("b.1", "orgnr", ORGNR_2),
    ]
    result = resolved(tables(organisations=[org("a.1"), org("b.1")], identifiers=numbers))
    assert set(who(result).values()) == {f"orgnr-{ORGNR_2}"}
    assert codes(result) == ["identity"]


def test_a_number_kept_apart_is_the_id_of_neither() -> None:
    given = tables(organisations=[org("a.1"), org("b.1")], identifiers=[number(i, "cvr", CVR) for i in ("a.1", "b.1")])
    result = resolved(given, ("a.1", "different", "b.1"))
    assert who(result) == {"a.1": "a.1", "b.1": "b.1"}
    assert (result.issues, result.candidates.height) == ((), 0)


def test_a_group_that_learns_its_country_from_a_second_body_does_not_cross_the_border() -> None:
    bodies = [org("a.1"), org("b.1", country="DK"), org("c.1", country="NO")]
    result = resolved(tables(organisations=bodies, identifiers=[number(i, "pic", PIC) for i in ("a.1", "b.1", "c.1")]))
    assert who(result) == {"a.1": "a.1", "b.1": "a.1", "c.1": "c.1"}
    assert codes(result) == ["identity"]


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_what_is_judged_of_one_body_holds_for_its_whole_group(verdict: str) -> None:
    bodies = [org("x"), org("b.1"), org("b.2")]
    numbers = [*(number(i, "pic", PIC) for i in ("x", "b.1")), *(number(i, "cvr", CVR) for i in ("b.1", "b.2"))]
    result = resolved(tables(organisations=bodies, identifiers=numbers), ("x", verdict, "b.2"))
    assert who(result) == {"b.1": f"cvr-{CVR}", "b.2": f"cvr-{CVR}", "x": "x"}


def test_what_is_known_of_one_body_holds_for_its_whole_group() -> None:
    bodies = [org("a.1"), org("b.1", kind="company"), org("c.1", kind="municipality")]
    numbers = [*(number(i, "cvr", CVR) for i in ("a.1", "b.1")), *(number(i, "pic", PIC) for i in ("a.1", "c.1"))]
    result = resolved(tables(organisations=bodies, identifiers=numbers))
    assert who(result) == {"a.1": f"cvr-{CVR}", "b.1": f"cvr-{CVR}", "c.1": f"pic-{PIC}"}
    assert codes(result) == ["identity"]


def test_a_group_never_gets_a_second_body_of_the_dataset() -> None:
    bodies = [org("x"), org("y"), org("a.1"), org("a.2")]
    numbers = [
        *(number(i, "cvr", CVR) for i in ("a.1", "a.2")),
        *(number(i, "pic", PIC_2) for i in ("a.1", "x")),
        *(number(i, "pic", PIC) for i in ("a.2", "y")),
    ]
    result = resolved(tables(organisations=bodies, identifiers=numbers))
    assert who(result) == {"a.1": "x", "a.2": "x", "x": "x", "y": "y"}


# names


def test_a_nearly_certain_name_joins_and_the_record_is_likely() -> None:
    result = resolved(tables(organisations=[org("a.1"), org("b.1")]), propose=pairs(("a.1", "b.1", 0.99, True)))
    assert who(result) == {"a.1": "a.1", "b.1": "a.1"}
    assert result.tables["records"].select("source_org_id", "org_id", "rule", "certainty").rows() == [
        ("a.1", "a.1", "own", "certain"),
        ("b.1", "a.1", "same name 'X'", "likely"),
    ]
    assert result.candidates.is_empty()


def test_names_are_compared_after_numbers_have_joined() -> None:
    bodies = [
        org("a.1", "One", country="DK"),
        org("b.1", "Two", kind="company", region="DK03"),
        org("c.1", "Three", kind="fund"),
    ]
    numbers = [*(number(i, "cvr", CVR) for i in ("a.1", "b.1")), number("b.1", "pic", PIC)]
    seen = []

    def propose(bodies: pl.DataFrame) -> pl.DataFrame:
        seen.append(bodies)
        return nothing(bodies)

    resolved(tables(organisations=bodies, identifiers=numbers), propose=propose)
    assert seen[0].rows() == [
        ("a.1", False, "a", "One", ["One", "Two"], "DK", "DK03", "company", "single", [f"cvr-{CVR}", f"pic-{PIC}"]),
        ("c.1", False, "c", "Three", ["Three"], None, None, "fund", "single", []),
    ]


def test_other_pairs_are_left_for_a_person_with_canonical_ids_the_likeliest_first() -> None:
    bodies = [org("a.1", "One", country="DK"), org("b.1", "Two"), org("c.1", "Three")]
    given = tables(organisations=bodies, identifiers=[number("b.1", "cvr", CVR)])
    result = resolved(given, propose=pairs(("a.1", "b.1", 0.7, False), ("b.1", "c.1", 0.8, False)))
    assert result.candidates.rows() == [
        ("c.1", "Three", f"cvr-{CVR}", "Two", None, 0.8, "same name 'X'"),
        ("a.1", "One", f"cvr-{CVR}", "Two", "DK", 0.7, "same name 'X'"),
    ]


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_judged_pair_is_no_candidate(verdict: str) -> None:
    given = tables(organisations=[org("a.1"), org("b.1")])
    result = resolved(given, ("b.1", verdict, "a.1"), propose=pairs(("a.1", "b.1", 0.7, False)))
    assert result.candidates.is_empty()


def test_an_unsure_pair_is_not_joined_and_stays_a_candidate() -> None:
    given = tables(organisations=[org("a.1"), org("b.1")], identifiers=[number(i, "cvr", CVR) for i in ("a.1", "b.1")])
    words = "judged unsure on 2024-05-01 by NN: its web page"
    result = resolved(given, ("a.1", "unsure", "b.1"))
    assert who(result) == {"a.1": "a.1", "b.1": "b.1"}
    assert result.candidates.rows() == [("a.1", "a.1", "b.1", "b.1", None, None, words)]
    result = resolved(given, ("a.1", "unsure", "b.1"), propose=pairs(("a.1", "b.1", 0.9, True)))
    assert result.candidates.select("score", "why").rows() == [(0.9, f"same name 'X'; {words}")]
    assert result.issues == ()


def test_a_name_that_two_bodies_apart_have_joins_neither() -> None:
    bodies = [org("x"), org("y"), org("a.1")]
    proposed = pairs(("a.1", "x", 0.99, True), ("a.1", "y", 0.98, True))
    result = resolved(tables(organisations=bodies), propose=proposed)
    assert who(result) == {"a.1": "a.1", "x": "x", "y": "y"}
    assert result.candidates.select("right", "score").rows() == [("x", 0.99), ("y", 0.98)]
    judged = resolved(tables(organisations=bodies), ("a.1", "different", "y"), propose=proposed)
    assert who(judged) == {"a.1": "x", "x": "x", "y": "y"}


def test_a_name_joins_what_a_chain_of_names_can_join_without_contradiction() -> None:
    bodies = [org("a.1", country="DK"), org("b.1"), org("c.1"), org("d.1", country="NO")]
    proposed = pairs(("a.1", "b.1", 0.9, True), ("b.1", "c.1", 0.9, True), ("c.1", "d.1", 0.9, True))
    result = resolved(tables(organisations=bodies), propose=proposed)
    assert who(result) == {"a.1": "a.1", "b.1": "a.1", "c.1": "a.1", "d.1": "d.1"}
    assert result.candidates.select("left", "right").rows() == [("a.1", "d.1")]


def test_a_name_joins_no_two_regions_not_even_through_a_body_without_one() -> None:
    """Herøy kommune is a municipality of Møre og Romsdal and another one of Nordland."""
    bodies = [
        org(f"{part}.1", "Herøy kommune", country="NO", kind="municipality", region=region)
        for part, region in (("a", "NO0A3"), ("b", None), ("c", "NO071"))
    ]
    result = resolved(tables(organisations=bodies), propose=candidates)
    assert who(result) == {"a.1": "a.1", "b.1": "b.1", "c.1": "c.1"}
    assert result.candidates.select("left", "right", "score").rows() == [
        ("a.1", "b.1", 1.0),
        ("b.1", "c.1", 1.0),
        ("a.1", "c.1", 0.97),
    ]
    assert who(resolved(tables(organisations=bodies[:2]), propose=candidates)) == {"a.1": "a.1", "b.1": "a.1"}
    numbers = [number(each, "orgnr", ORGNR) for each in ("a.1", "c.1")]
    result = resolved(tables(organisations=bodies, identifiers=numbers), propose=candidates)
    assert set(who(result).values()) == {f"orgnr-{ORGNR}"}


def test_one_name_under_two_ids_of_a_list_stays_a_candidate_when_one_is_judged_to_be_an_agency() -> None:
    """The name says foundation, the dataset agency: two that joined before the judgement are proposed after it."""
    name = "Nova Vestby, fonden til markedsføring i Altibo"
    own = org("nova", "Nova Vestby", country="DK", kind="agency")
    listed = [org("a.1", name, country="DK"), org("a.nova-vestby", name, country="DK")]
    given = tables(organisations=[own, *listed], identifiers=[number("a.1", "cvr", CVR)])
    before = resolved(given, propose=candidates)
    assert len({who(before)[each] for each in ("a.1", "a.nova-vestby")}) == 1
    result = resolved(given, ("nova", "same", f"cvr-{CVR}"), propose=candidates)
    assert who(result) == {"a.1": "nova", "a.nova-vestby": "a.nova-vestby", "nova": "nova"}
    assert result.candidates.select("left", "right").rows() == [("a.nova-vestby", "nova")]


# judgements


def test_a_judgement_joins_across_everything_and_says_who_decided() -> None:
    bodies = [org("a.1", kind="company", country="DK"), org("b.1", kind="state", country="NO")]
    numbers = [number("a.1", "cvr", CVR), number("b.1", "cvr", CVR_2)]
    result = resolved(tables(organisations=bodies, identifiers=numbers), ("a.1", "same", f"cvr-{CVR_2}"))
    words = "judged the same on 2024-05-01 by NN: its web page"
    assert result.joins.rows() == [("a.1", f"cvr-{CVR}", "judged", words), ("b.1", f"cvr-{CVR}", "judged", words)]


def test_a_number_stands_for_every_body_that_has_it() -> None:
    bodies = [org("a.1", country="DK"), org("b.1", country="NO"), org("c.1")]
    numbers = [number(each, "pic", PIC) for each in ("a.1", "b.1")]
    result = resolved(tables(organisations=bodies, identifiers=numbers), (f"pic-{PIC}", "same", "c.1"))
    assert set(who(result).values()) == {f"pic-{PIC}"}
    apart_again = resolved(tables(organisations=bodies, identifiers=numbers), (f"pic-{PIC}", "different", "c.1"))
    assert who(apart_again)["c.1"] == "c.1"


def test_a_judgement_of_two_people_joins_once() -> None:
    given = tables(organisations=[org("a.1"), org("b.1")])
    result = resolved(given, ("a.1", "same", "b.1"), ("b.1", "same", "a.1"))
    assert who(result) == {"a.1": "a.1", "b.1": "a.1"}
    assert result.issues == ()


def test_a_name_that_records_give_to_two_bodies_names_neither() -> None:
    records: list[Row] = [
        {"source_id": source, "source_org_id": "old", "org_id": org_id, "rule": "by hand"}
        for source, org_id in (("s", "a.1"), ("t", "b.1"))
    ]
    bodies = [org("a.1"), org("b.1"), org("c.1")]
    assert codes(resolved(tables(organisations=bodies, records=records), ("old", "same", "c.1"))) == ["reference"]
    one = resolved(tables(organisations=bodies, records=records[:1]), ("old", "same", "c.1"))
    assert who(one) == {"a.1": "a.1", "b.1": "b.1", "c.1": "a.1"}


def test_judgements_on_projects_join_projects() -> None:
    given = tables(
        projects=[project("own-trial"), project("a.trial", locator="4", source_id="a.list"), project("b.trial")]
    )
    result = resolved(given, ("b.trial", "same", "a.trial"), curated=set())
    assert result.tables["projects"]["project_id"].to_list() == ["a.trial", "own-trial"]
    result = resolved(given, ("b.trial", "same", "a.trial"), ("own-trial", "same", "b.trial"), curated={"own-trial"})
    assert result.tables["projects"]["project_id"].to_list() == ["own-trial"]
    assert result.tables["evidence"].select("key", "field", "source_id", "locator", "stance", "stated").rows() == [
        ("own-trial", "project_id", "a.list", "4", "agrees", "a.trial"),
        ("own-trial", "project_id", "given", None, "agrees", "b.trial"),
    ]
    assert result.issues == ()


def test_unsure_projects_are_candidates() -> None:
    given = tables(projects=[project("a.trial", country="DK"), project("b.trial")])
    result = resolved(given, ("b.trial", "unsure", "a.trial"))
    assert result.candidates.select("left", "left_name", "right", "country").rows() == [
        ("a.trial", "A trial", "b.trial", "DK")
    ]


def test_taking_a_judgement_away_gives_what_was_there_before() -> None:
    given = tables(organisations=[org("a.1"), org("b.1"), org("c.1")], participations=[part_in("a.1"), part_in("b.1")])
    before, judged = resolved(given), resolved(given, ("a.1", "same", "b.1"))
    assert apart(judged.tables, "a.1").select("own_id", "source_id").rows() == [("a.1", "a.list"), ("b.1", "b.list")]
    assert apart(judged.tables, "c.1")["rule"].to_list() == ["own"]
    again = resolved(given)
    assert all(again.tables[name].equals(before.tables[name]) for name in TABLE)
    assert not judged.tables["organisations"].equals(before.tables["organisations"])


def test_a_judgement_takes_apart_what_a_number_joined() -> None:
    given = tables(organisations=[org("a.1"), org("b.1")], identifiers=[number(i, "cvr", CVR) for i in ("a.1", "b.1")])
    assert len(set(who(resolved(given)).values())) == 1
    assert len(set(who(resolved(given, ("a.1", "different", "b.1"))).values())) == 2


# what must hold for any tables


@st.composite
def cases(
    draw: st.DrawFn, ecosystems: st.SearchStrategy[Ecosystem]
) -> tuple[dict[str, pl.DataFrame], set[str], list[Said]]:
    """Return the tables of an ecosystem, which of its ids are the dataset's own, and some judgements."""
    eco = draw(ecosystems)
    ids = [*eco.organisations["org_id"], *eco.projects["project_id"]]
    numbers = [f"{scheme}-{value.lower()}" for scheme, value in eco.identifiers.select("scheme", "value").iter_rows()]
    curated = set(draw(st.lists(st.sampled_from(ids)))) if ids else set()
    sides = st.sampled_from(sorted({*ids, *numbers, "nobody"}))
    judged = draw(st.lists(st.tuples(sides, st.sampled_from(["same", "different", "unsure"]), sides), max_size=4))
    return eco.frames(), curated, judged


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(data=st.data(), seed=st.integers(0, 2**16))
def test_the_order_of_rows_changes_nothing(
    data: st.DataObject, seed: int, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    given_tables, curated, judged = data.draw(cases(ecosystems))
    mixed = {}
    for name, frame in given_tables.items():
        order = list(range(frame.height))
        Random(seed).shuffle(order)  # noqa: S311 - not a secret
        mixed[name] = frame[order]
    one = resolved(given_tables, *judged, curated=curated, propose=same_names)
    other = resolved(mixed, *judged, curated=curated, propose=lambda bodies: same_names(bodies).reverse())
    assert all(one.tables[name].equals(other.tables[name]) for name in TABLE)
    assert one.joins.equals(other.joins)
    assert one.candidates.equals(other.candidates)
    assert one.issues == other.issues


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_resolving_the_result_again_changes_nothing(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    given_tables, curated, judged = data.draw(cases(ecosystems))
    once = resolved(given_tables, *judged, curated=curated, propose=same_names)
    assume("judgement" not in codes(once))
    again = resolved(dict(once.tables), *judged, curated=curated, propose=same_names)
    for name in TABLE:
        assert again.tables[name].rows() == once.tables[name].rows(), name


def test_resolving_again_with_the_real_comparison_of_names_changes_nothing() -> None:
    """A body is joined by number, by name and by judgement, one stays apart by region, one by form, one unsure."""
    bodies = [
        org("nova", "Nova Vestby", country="DK", kind="cluster"),
        org("a.1", "NOVA VESTBY", country="DK", locator="4"),
        org("a.2", "Altibo A/S", country="DK", kind="company", region="DK011"),
        org("a.3", "Region Lyserud", country="DK", kind="region"),
        org("b.1", "Altibo", country="DK", region="DK042"),
        org("b.2", "Altibo Holding A/S", country="DK"),
        org("b.3", "Nova Vestby Cluster", country="DK"),
        org("c.1", "Fonden Altibo", country="DK"),
        org("c.2", "Lyserud Region", country="DK"),
        org("c.3", "LYSERUD REGION", country="DK", region="DK03"),
        org("c.4", "Nova Vestbyen", country="DK"),
    ]
    numbers = [
        *(number(each, "cvr", CVR) for each in ("a.2", "b.2")),
        *(number("b.2", "pic", PIC), number("c.1", "cvr", CVR_2), number("b.3", "pic", PIC_2)),
    ]
    judged = (("nova", "same", "b.3"), ("c.4", "unsure", "nova"), ("c.1", "different", "b.1"))
    given_tables = tables(
        organisations=bodies,
        identifiers=numbers,
        projects=[project("p")],
        participations=[part_in(each["org_id"]) for each in bodies],  # type: ignore[arg-type]
    )
    own = {"nova"}
    once = resolved(given_tables, *judged, curated=own, propose=candidates)
    into = {"nova": "nova", "a.1": "nova", "b.3": "nova", "a.2": f"cvr-{CVR}", "b.2": f"cvr-{CVR}"}
    into |= {"a.3": "a.3", "c.2": "a.3", "c.3": "a.3", "b.1": "b.1", "c.1": f"cvr-{CVR_2}", "c.4": "c.4"}
    assert who(once) == into
    again = resolved(dict(once.tables), *judged, curated=own, propose=candidates)
    for name in TABLE:
        assert again.tables[name].rows() == once.tables[name].rows(), name
    assert again.candidates.drop("why").rows() == once.candidates.drop("why").rows()
    assert again.joins.filter(pl.col("own_id") != pl.col("org_id")).is_empty()


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_fact_is_lost_and_every_reference_leads_somewhere(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    given_tables, curated, judged = data.draw(cases(ecosystems))
    result = resolved(given_tables, *judged, curated=curated, propose=same_names)
    left_out = "".join(issue.message for issue in result.issues if "left out" in issue.message)
    for name in ("sources", "participations", "events", "figures", "goals", "rates", "prices"):
        assert result.tables[name].height == given_tables[name].height
    for name in ("memberships", "ties", "flows"):
        assert result.tables[name].height <= given_tables[name].height
        assert (result.tables[name].height == given_tables[name].height) == (f"of {name} between" not in left_out)
    keys = {
        t.name: {"|".join(map(str, row)) for row in result.tables[t.name].select(t.key).iter_rows()} for t in TABLES
    }
    for table in TABLES:
        frame = result.tables[table.name]
        assert frame.schema == table.frame.schema
        assert frame.select(pl.struct(table.key).n_unique()).item() == frame.height
        for column in table.references():
            known = set().union(*(keys[name] for name in column.references))
            values = frame[column.name].explode() if column.kind is Kind.IDS else frame[column.name]
            assert set(values.drop_nulls()) <= known, (table.name, column.name)
    assert all(key in keys[name] for name, key in result.tables["evidence"].select("table", "key").iter_rows())
    assert set(result.joins["org_id"]) == set(result.tables["organisations"]["org_id"])
