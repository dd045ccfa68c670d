"""What the data does not know, by how much of an answer rests on it.

By hand: one small ecosystem for each kind of gap. The bundled dataset: numbers counted in its files.
"""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import keeps_promises

import ecograph
from ecograph.analyses.gaps.unknowns import unknowns
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network

Row = dict[str, object]
Rows = list[Row]

NUMBERS = ("subject", "n_known", "n_missing_low", "n_missing_high", "weight", "effect")
VALUES = ("n_missing_high", "share_missing", "effect")


def gaps(answer: str, **tables: Rows) -> pl.DataFrame:
    """Return the gaps of one answer, of an ecosystem of these tables."""
    eco = Ecosystem.of("", **tables)
    result = unknowns(Network.of(eco))
    keeps_promises(result, eco, VALUES)
    return result.table.filter(answer=answer)


def organisation(org: str, **more: object) -> Row:
    return {"org_id": org, "name": f"the {org}", "kind": "company"} | more


def project(name: str, **more: object) -> Row:
    return {"project_id": name, "title": f"project {name}", "kind": "project"} | more


def members(cluster: str, value: float, qualifier: str = "exact") -> Row:
    stated: Row = {"figure_id": cluster, "subject": cluster, "what": "members", "unit": "members", "as_of": "2024"}
    return stated | {"value": value, "qualifier": qualifier}


def test_members_that_are_reported_and_not_known_are_missing() -> None:
    clusters = [organisation(c, kind="cluster") for c in "PQRST"]
    found = gaps(
        "overlap of members",
        organisations=[*clusters, *(organisation(m) for m in "ab")],
        memberships=[{"org_id": m, "cluster_id": c, "role": "member"} for m, c in ("aP", "bP", "aS", "aT")],
        figures=[members("P", 10, "about"), members("Q", 5, "at_least"), members("S", 1), members("T", 3, "at_most")],
    )
    # by hand: of 9 to 11 members of P two are known; each of five clusters weighs a fifth; S is complete
    assert found.select(NUMBERS).rows() == [
        ("Q", 0, 5, None, 0.2, 0.2),
        ("R", 0, 1, 1, 0.2, 0.2),
        ("P", 2, 7, 9, 0.2, pytest.approx(7 / 9 / 5)),
        ("T", 1, 0, 2, 0.2, 0),
    ]
    assert found["what"].to_list() == ["members", "number of members", "members", "members"]
    assert found["reason"].to_list() == ["no upper bound is reported", None, None, None]
    assert found["cure_en"].to_list()[:2] == [
        "ask the Q for its list of members",
        "ask the R how many members it has, and for the list of them",
    ]
    assert found["answer_missing"].to_list() == [pytest.approx(0.4 + 7 / 45)] * 4
    assert found["rows"].to_list()[2] == ["figures/P", "memberships/a|P|1", "memberships/b|P|1"]


def test_a_cluster_that_may_have_nobody_has_no_share() -> None:
    found = gaps(
        "overlap of members", organisations=[organisation("P", kind="cluster")], figures=[members("P", 3, "at_most")]
    )
    assert found.select("share_missing", "effect", "reason").rows() == [
        (None, None, "nothing is known to be missing, and nothing is known")
    ]


def test_a_cluster_that_merged_is_asked_under_its_new_name() -> None:
    found = gaps(
        "overlap of members",
        organisations=[organisation(c, kind="cluster") for c in "PZ"],
        ties=[{"tie_id": "t", "subject": "P", "kind": "merged_into", "object": "Z"}],
    )
    assert found["cure_en"].to_list()[0] == "ask the P (now the Z) how many members it has, and for the list of them"


def flows() -> Rows:
    """Return five flows that count (two without amount, one without recipient), and two that do not."""
    stated: Row = {"kind": "grant", "level": "grant", "payers": ["f"], "currency": "DKK", "qualifier": "exact"}
    unstated: Row = {"amount": None, "currency": None, "qualifier": None}
    return [
        stated | {"flow_id": "1", "recipients": ["a"], "amount": 1.0},
        stated | unstated | {"flow_id": "2", "recipients": ["a"]},
        stated | unstated | {"flow_id": "3", "recipients": ["p", "a"], "payers": None},
        stated | {"flow_id": "4", "recipients": ["b"], "amount": 1.0},
        stated | {"flow_id": "5", "recipients": None, "amount": 1.0},
        stated | unstated | {"flow_id": "6", "recipients": ["b"], "kind": "saving"},
        stated | unstated | {"flow_id": "7", "recipients": ["b"], "restates": "4"},
    ]


def test_amounts_are_missing_by_recipient_payer_and_programme() -> None:
    tables: dict[str, Rows] = {
        "organisations": [organisation(o) for o in "abf"],
        "projects": [project("p", programme="Interreg")],
        "flows": flows(),
    }
    # by hand: a is named in 1, 2, 3; p in 3; b in 4; nobody in 5: six in all
    recipients = gaps("funding by recipient", **tables)
    assert recipients.select(NUMBERS).rows() == [
        ("a", 1, 2, 2, 0.5, pytest.approx(2 / 6)),
        ("p", 0, 1, 1, pytest.approx(1 / 6), pytest.approx(1 / 6)),
        ("flows", 5, 1, 1, 1, pytest.approx(1 / 6)),
    ]
    assert recipients["subject_name"].to_list() == ["the a", "project p", "all flows"]
    assert recipients["rows"].to_list() == [["flows/2", "flows/3"], ["flows/3"], ["flows/5"]]
    # f pays four of five, one of them without an amount; nobody is named for 3
    assert gaps("funding by payer", **tables).select(NUMBERS).rows() == [
        ("f", 3, 1, 1, 0.8, pytest.approx(0.2)),
        ("flows", 4, 1, 1, 1, pytest.approx(0.2)),
    ]
    assert gaps("funding by programme", **tables).select("subject", "effect", "cure_en").rows() == [
        ("Interreg", 1, "look up the grants in the accounts of Interreg")
    ]


def test_places_are_missing_by_the_projects_that_organisations_take_part_in() -> None:
    found = gaps(
        "coverage by region",
        organisations=[
            organisation("a", region="DK01"),
            organisation("b"),
            organisation("c"),
            organisation("d"),
            organisation("them", extent="collective", n=5),
        ],
        projects=[project(p) for p in "pqr"],
        participations=[
            {"org_id": o, "project_id": p, "role": role}
            for o, p, role in (
                ("a", "p", "partner"),
                ("b", "p", "partner"),
                ("c", "p", "partner"),
                ("c", "q", "partner"),
                ("c", "q", "lead"),
                ("them", "q", "partner"),
            )
        ],
    )
    row = found.row(0, named=True)
    # by hand: a, b, c, c (once for q); the collective is no node; d is in nothing, so its region changes nothing
    assert (row["n_known"], row["n_missing_low"], row["effect"]) == (1, 3, 0.75)
    assert (row["subjects"], row["n_subjects"]) == (["the c", "the b", "the d"], 3)
    assert row["rows"] == ["organisations/b", "organisations/c", "organisations/d"]
    assert row["is_several"]


def test_projects_lack_themes_dates_and_money() -> None:
    tables: dict[str, Rows] = {
        "frameworks": [{"framework_id": "w", "kind": "topics", "label_en": "W"}],
        "themes": [{"theme_id": "t", "framework_id": "w", "label_en": "T"}],
        "organisations": [organisation("f")],
        "projects": [
            project("p", start="2020", budget_amount=1.0, budget_qualifier="exact", budget_currency="DKK"),
            project("q"),
            project("r"),
            project("m", kind="meeting"),
        ],
        "tags": [{"subject": "p", "theme_id": "t", "basis": "stated"}],
        "flows": [
            {
                "flow_id": "1",
                "payers": ["f"],
                "recipients": ["q"],
                "kind": "grant",
                "level": "grant",
                "amount": 5.0,
                "qualifier": "exact",
                "currency": "DKK",
            },
            {"flow_id": "2", "payers": ["f"], "recipients": ["r"], "kind": "grant", "level": "grant"},
        ],
    }
    for answer, lacking in (("coverage by theme", "qr"), ("development over time", "qr"), ("size of projects", "r")):
        row = gaps(answer, **tables).row(0, named=True)
        assert (row["n_known"], row["n_missing_low"]) == (3 - len(lacking), len(lacking))
        assert row["subjects"] == [f"project {p}" for p in lacking]


def test_themes_that_nobody_is_tagged_with_are_missing_unless_one_below_them_is() -> None:
    parents = {"t": None, "u": "t", "v": "u", "x": None, "y": "x"}
    themes: Rows = [
        {"theme_id": t, "framework_id": "w", "parent_id": parent, "label_en": t} for t, parent in parents.items()
    ]
    themes += [{"theme_id": t, "framework_id": "z", "label_en": t} for t in ("1", "2", "3")]
    found = gaps(
        "coverage of a framework",
        frameworks=[
            {"framework_id": "w", "kind": "topics", "label_en": "W", "label_da": "V"},
            {"framework_id": "z", "kind": "topics", "label_en": "Z"},
        ],
        themes=themes,
        organisations=[organisation("a")],
        tags=[{"subject": "a", "theme_id": t, "basis": "stated"} for t in ("v", "u", "x")],
    )
    # by hand: v and with it u and t, and x are tagged; y is not, nor any of the three of Z
    assert found.select(NUMBERS).rows() == [
        ("z", 0, 3, 3, 0.375, 0.375),
        ("w", 4, 1, 1, 0.625, 0.125),
    ]
    assert found["subjects"].to_list() == [["1", "2", "3"], ["y"]]
    assert found.select("cure_en", "cure_da").row(1) == (
        "find out whether anybody works on these themes of “W”",
        "find ud af, om nogen arbejder med disse temaer i »V«",
    )
    assert found["cure_nb"][0] == "finn ut om noen arbeider med disse temaene i «Z»"


def test_figures_without_value_and_goals_without_figure_are_missing() -> None:
    figure: Row = {"what": "jobs", "unit": "jobs"}
    goal: Row = {"kind": "action", "what": "more jobs"}
    tables: dict[str, Rows] = {
        "organisations": [organisation("a")],
        "projects": [project("p")],
        "figures": [
            figure | {"figure_id": "f", "value": 1.0, "qualifier": "exact"},
            figure | {"figure_id": "lost", "what": "lost jobs"},
        ],
        "goals": [
            goal | {"goal_id": "1", "owner": "a", "figure_id": "f"},
            goal | {"goal_id": "2", "owner": "a", "figure_id": "lost"},
            goal | {"goal_id": "3", "owner": "p"},
            goal | {"goal_id": "4"},
        ],
    }
    assert gaps("key figures", **tables).select("subjects", "effect", "rows").rows() == [
        (["lost jobs"], 0.5, ["figures/lost"])
    ]
    assert gaps("goals", **tables).select("subject", "subject_name", "effect").rows() == [
        ("a", "the a", 0.25),
        ("goals", "whoever set them", 0.25),
        ("p", "project p", 0.25),
    ]


def test_sources_without_a_date_weigh_as_many_facts_as_rest_on_them() -> None:
    row = gaps(
        "what was known when",
        sources=[
            {"source_id": "s", "published": "2020"},
            {"source_id": "t", "title": "the t"},
            {"source_id": "u"},
            {"source_id": "bank"},
        ],
        organisations=[organisation("a", source_id="s"), organisation("b", source_id="t")],
        projects=[project("p", source_id="t"), project("q", source_id="u")],
        rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5, "source_id": "bank"}],
    ).row(0, named=True)
    # by hand: one fact on s, two on t, one on u; a rate is no fact of the ecosystem
    assert (row["n_known"], row["n_missing_low"], row["effect"]) == (1, 3, 0.75)
    assert row["subjects"] == ["the t", "u"]


def test_no_more_subjects_are_named_than_asked_for() -> None:
    eco = Ecosystem.of(projects=[project(p) for p in "pqr"])
    row = unknowns(Network.of(eco), n_named=2).table.filter(answer="coverage by theme").row(0, named=True)
    assert (row["subjects"], row["n_subjects"], len(row["rows"])) == (["project p", "project q"], 3, 3)
    with pytest.raises(EcographError, match="expected 0 or more"):
        unknowns(Network.of(eco), n_named=-1)
    with pytest.raises(EcographError, match="expected a share of 0 or more"):
        unknowns(Network.of(eco), vagueness=-1)


def test_an_empty_ecosystem_lacks_nothing() -> None:
    nothing = unknowns(Network.of(Ecosystem.of()))
    assert nothing.table.is_empty()
    assert nothing.table.schema == unknowns(Network.of(Ecosystem.of(projects=[project("p")]))).table.schema


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


def test_the_bundled_gaps_keep_the_promises_and_their_order(bundled: Network) -> None:
    result = unknowns(bundled)
    keeps_promises(result, bundled.ecosystem, VALUES)
    effects = result.table["effect"].drop_nulls()
    assert effects.is_sorted(descending=True)
    assert effects.is_between(0, 1).all()
    turned = {name: frame.reverse() for name, frame in bundled.ecosystem.frames().items()}
    assert unknowns(Network.of(Ecosystem.from_frames("", turned))).table.equals(result.table)


def test_the_bundled_gaps_are_those_of_the_files(bundled: Network) -> None:
    table = unknowns(bundled).table
    largest = table.row(0, named=True)
    # goals.csv: 52 of the 62 goals are of the five regions, none has a figure
    assert (largest["answer"], largest["subject"], largest["n_missing_low"]) == ("goals", "de-fem-regioner", 52)
    assert largest["effect"] == pytest.approx(52 / 62)
    # sources.csv: 82 of 118 have no date, and on 75 of these a fact rests
    assert table.filter(what="dates of publication")["n_subjects"].to_list() == [75]
    # themes.csv and tags.csv: one of the ten work areas has no tag
    areas = table.filter(subject="work-areas").row(0, named=True)
    assert (areas["n_known"], areas["n_missing_low"]) == (9, 1)
    # flows.csv: three grants to Welfare Tech without an amount
    grants = table.filter(answer="funding by recipient", subject="welfare-tech").row(0, named=True)
    assert grants["rows"] == [
        "flows/erdf-welfare-tech",
        "flows/erhvervsfremmebestyrelsen-welfare-tech",
        "flows/ufm-welfare-tech",
    ]


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_the_effects_on_one_answer_add_up_to_no_more_than_the_answer(seed: int) -> None:
    rng = np.random.default_rng(seed)

    def some(values: list[object]) -> object:
        return values[int(rng.integers(len(values)))]

    eco = Ecosystem.of(
        organisations=[
            organisation(o, kind=some(["cluster", "company"]), region=some([None, "DK01"])) for o in "abcdef"
        ],
        projects=[project(p, programme=some([None, "X", "Y"])) for p in "pqr"],
        memberships=[{"org_id": o, "cluster_id": "a", "role": "member"} for o in "bcd" if rng.random() < 0.5],
        flows=[
            {"flow_id": str(i), "kind": "grant", "level": "grant", "amount": some([None, 1.0])}
            | {"payers": some([None, ["a"], ["b", "c"]]), "recipients": some([None, ["p"], ["q", "a"]])}
            for i in range(int(rng.integers(6)))
        ],
        figures=[members(o, float(rng.integers(5)), "about") for o in "abc" if rng.random() < 0.5],
        goals=[{"goal_id": str(i), "kind": "action", "what": "w", "owner": some([None, "a", "p"])} for i in range(3)],
    )
    result = unknowns(Network.of(eco))
    keeps_promises(result, eco, VALUES)
    assert (result.table.group_by("answer").agg(pl.col("effect").sum())["effect"] <= 1 + 1e-9).all()
    assert result.table["effect"].drop_nulls().is_between(0, 1).all()
