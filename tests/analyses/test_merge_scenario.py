"""A merger as a whole: the networks before and after, the promises of its tables, and what it says.

Expected values are worked out by hand from the rows given in a test, or taken from the files of the bundled dataset.
"""

from collections.abc import Collection

import polars as pl
import pytest

import ecograph
from ecograph import EcographError, Ecosystem
from ecograph.analyses.answer import Answer
from ecograph.analyses.merge import merge
from ecograph.analyses.merge.axis import AXES
from ecograph.analyses.merge.merger import following, merger
from ecograph.analyses.merge.search import AXES as SEARCHED
from ecograph.language import LANGUAGES
from ecograph.network import Network
from ecograph.rows import ROWS, reference
from ecograph.schema import TABLES

pytestmark = pytest.mark.slow  # whole mergers on the bundled data

DANISH = ("welfare-tech", "mtic", "chc", "lsi")

TEXTS = ("name", "title", "label", "framework", "kind", "helix", "region", "qualifier", "as_of")
"""Columns that describe something and may be unknown; ``reason`` speaks of the values."""


@pytest.fixture(scope="module")
def nordic() -> Network:
    return Network.of(ecograph.load())


@pytest.fixture(scope="module")
def danish(nordic: Network) -> Answer:
    return merge(nordic, DANISH, name="dlsc", alone=True)


@pytest.fixture(scope="module")
def empty() -> Answer:
    return merge(Network.of(bodies("ab")), ["a", "b"], name="AB", alone=True)


def bodies(clusters: str, others: str = "", **rows: list[dict[str, object]]) -> Ecosystem:
    """Return clusters and companies of one letter, with further rows."""
    kinds = [(org, "cluster") for org in clusters] + [(org, "company") for org in others]
    organisations: list[dict[str, object]] = [{"org_id": org, "name": org.upper(), "kind": kind} for org, kind in kinds]
    return Ecosystem.of("", organisations=organisations + rows.pop("organisations", []), **rows)


def axis(answer: Answer, name: str) -> tuple[object, ...]:
    return answer["axes"].filter(pl.col("axis") == name).select("before", "after", "difference").row(0)


# the two networks


def test_the_bodies_become_one_and_all_else_stays() -> None:
    eco = bodies(
        "abc",
        "xy",
        memberships=[{"org_id": "x", "cluster_id": cluster, "role": "member"} for cluster in "ab"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "abcy"],
    )
    found = merger(Network.of(eco), ["b", "a"], name="North")
    assert (found.clusters, found.into, found.name, found.outcome) == (("a", "b"), "a+b", "North", None)
    assert found.before.organisations == ("a", "b", "c", "x", "y")
    assert found.after.organisations == ("a+b", "c", "x", "y")
    assert found.after.ecosystem.memberships.select("org_id", "cluster_id").rows() == [("x", "a+b")]
    assert found.following is found.before


def test_an_organisation_of_that_name_stands_for_the_outcome_and_is_not_counted_twice() -> None:
    eco = bodies("abm", "x", memberships=[{"org_id": "x", "cluster_id": cluster, "role": "member"} for cluster in "am"])
    for name in ("m", "M"):
        found = merger(Network.of(eco), ["a", "b"], name=name)
        assert (found.outcome, found.into, found.name) == ("m", "m", "M")
        assert "m" not in found.before.organisations
        assert found.after.organisations == ("m", "x")
        assert found.after.ecosystem.memberships.height == 1


def test_one_of_the_bodies_may_take_in_the_others() -> None:
    found = merger(Network.of(bodies("ab")), ["a", "b"], name="B")
    assert (found.outcome, found.into, found.after.organisations) == (None, "b", ("b",))
    assert found.before.organisations == ("a", "b")


def test_who_leaves_ends_its_memberships_in_the_merging_bodies_alone() -> None:
    rows: list[dict[str, object]] = [
        {"org_id": org, "cluster_id": cluster, "role": "member"} for org, cluster in ("xa", "xb", "xc", "ya")
    ]
    network = Network.of(bodies("abc", "xy", memberships=rows))
    found = merger(network, ["a", "b"], name="N", leaves=["X"])
    assert found.leaves == ("x",)
    assert found.following.ecosystem.memberships.select("org_id", "cluster_id").rows() == [("x", "c"), ("y", "a")]
    assert found.after.ecosystem.memberships.select("org_id", "cluster_id").rows() == [("x", "c"), ("y", "a+b")]
    assert following(network, ["a"], []) is network


def test_a_project_of_two_bodies_ties_the_merged_one_once_and_not_as_often_as_contraction_does() -> None:
    """Both share p with x and y. Contracted, the ties to x are 1/3 + 1/3; merged, p has three partners: 1/2."""
    eco = bodies(
        "ab",
        "xy",
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "abxy"],
    )
    found = merger(Network.of(eco), ["a", "b"], name="N")
    contracted = found.before.projection()[[0, 1]].sum(axis=0)
    assert contracted[2] == pytest.approx(2 / 3)
    assert found.after.projection()[0, 1] == pytest.approx(1 / 2)
    assert found.after.projection("count")[0, 1] == 1


@pytest.mark.parametrize(
    ("clusters", "name", "leaves", "said"),
    [
        ([], "N", [], r"one cluster or none to merge \(none\), expected two or more"),
        (["a"], "N", [], r"one cluster or none to merge \(a\)"),
        (["a", "b", "A"], "N", [], "a is named twice"),
        (["a", "nobody"], "N", [], "nothing named 'nobody'"),
        (["a", "p"], "N", [], "found 'p' among the projects, expected an organisation"),
        (["a", "g"], "N", [], "'g' is a collective"),
        (["a", "b"], "N", ["b"], "b merges and cannot leave"),
        (["a", "b"], "c", ["c"], "c merges and cannot leave"),
        (["a", "b"], "N", ["nobody"], "nothing named 'nobody'"),
        (["a", "b"], "P", [], "'P' is the project p: choose a name of its own"),
        (["a", "b"], " ", [], "the merged body has no name"),
        (["a", "b"], "Same", [], "'Same' is the name of s, t"),
    ],
)
def test_a_merger_that_cannot_be_says_what_to_do(
    clusters: list[str], name: str, leaves: Collection[str], said: str
) -> None:
    eco = bodies(
        "abc",
        organisations=[
            {"org_id": "g", "name": "G", "extent": "collective"},
            {"org_id": "s", "name": "Same"},
            {"org_id": "t", "name": "Same"},
        ],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    )
    with pytest.raises(EcographError, match=said):
        merge(Network.of(eco), clusters, name=name, leaves=leaves)


def test_a_framework_that_there_is_not_is_refused_with_those_there_are() -> None:
    eco = bodies("ab", frameworks=[{"framework_id": "areas"}])
    with pytest.raises(EcographError, match="no framework 'themes': there are areas"):
        merge(Network.of(eco), ["a", "b"], name="N", framework="themes")


# the promises of the tables


@pytest.mark.parametrize("which", ["danish", "empty"])
def test_every_table_keeps_its_promises(which: str, nordic: Network, request: pytest.FixtureRequest) -> None:
    answer: Answer = request.getfixturevalue(which)
    eco = nordic.ecosystem
    known = {row for table in TABLES for row in eco[table.name].select(reference(table.name)).to_series()}
    for result in answer.results:
        table = result.table
        assert not table.select(result.keys).is_duplicated().any(), result.name
        assert not any(table[key].has_nulls() for key in result.keys), result.name
        assert not any(table[name].is_nan().any() for name, kind in table.schema.items() if kind == pl.Float64)
        values = table.drop(*TEXTS, "reason", strict=False)
        has_null = values.select(pl.any_horizontal(pl.all().is_null())).to_series()
        assert (table["reason"].is_not_null() == has_null).all(), result.name
        for rows in table[ROWS]:
            assert rows.to_list() == sorted(set(rows)), result.name
            assert which == "empty" or set(rows) <= known, result.name


def test_an_empty_answer_has_the_same_columns_as_a_full_one(danish: Answer, empty: Answer) -> None:
    assert empty.tables == danish.tables
    for name in danish.tables:
        assert empty[name].schema == danish[name].schema, name


def test_the_order_of_the_clusters_and_of_the_tables_does_not_matter(nordic: Network, danish: Answer) -> None:
    upside_down = {name: frame.reverse() for name, frame in nordic.ecosystem.frames().items()}
    network = Network.of(Ecosystem.from_frames("", upside_down))
    again = merge(network, ["lsi", "chc", "mtic", "welfare-tech"], name="dlsc", alone=True)
    assert again.said == danish.said
    for name in danish.tables:
        assert again[name].equals(danish[name]), name


def test_every_merger_of_the_same_clusters_is_beside_it_unless_it_stands_alone(nordic: Network) -> None:
    answer = merge(nordic, ["norway-health-tech", "nscc"], name="nht-nscc")
    assert answer.tables[-3:] == ("combinations", "partitions", "contributions")
    together = answer["combinations"].row(0, named=True)
    assert together["brokerage_retained"] == pytest.approx(answer["retained"]["retained"][0])  # found in another way
    assert together["n_cut_off"] == axis(answer, "cut_off")[1]
    assert together["n_parallel"] == axis(answer, "parallel_projects")[0]
    many = Network.of(bodies("abcdefghi"))
    too_many = merge(many, list("abcdefghi"), name="N")
    assert "partitions" not in too_many.tables  # 2^9 of them are not tried
    assert "were not compared: there are 9 clusters, and every combination can be tried for at most 8." in (
        too_many.said[-1].en
    )
    assert not any("not compared" in words.en for words in answer.said)


# the axes


def test_every_axis_has_a_row_with_its_unit_and_which_way_is_better(danish: Answer) -> None:
    table = danish["axes"]
    assert table["axis"].to_list() == list(AXES)
    assert set(table["better"]) == {"more", "less", "neither"}
    inside = table.drop_nulls(["difference"])
    assert (inside["after"] - inside["before"]).to_list() == inside["difference"].to_list()


def test_the_axes_of_two_clusters_by_hand() -> None:
    """Here x is a member of both, y of a; a leads p and b leads q, in both of which z takes part; x leaves."""
    eco = bodies(
        "ab",
        "xyz",
        memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in ("xa", "xb", "ya")],
        projects=[{"project_id": project, "title": project, "kind": "project"} for project in "pq"],
        participations=[
            {"org_id": o, "project_id": p, "role": "partner" if o == "z" else "lead"}
            for o, p in ("ap", "zp", "bq", "zq")
        ],
    )
    answer = merge(Network.of(eco), ["a", "b"], name="N", leaves=["x"], alone=True)
    assert axis(answer, "members") == (2, 1, -1)
    assert axis(answer, "members_doubled") == (1, 0, -1)
    assert axis(answer, "members_largest") == (2, 1, -1)
    assert axis(answer, "partners") == (1, 1, 0)
    assert axis(answer, "partners_doubled") == (1, 0, -1)
    assert axis(answer, "cells") == (0, 0, 0)
    assert axis(answer, "parallel_projects") == (1, 0, -1)
    assert axis(answer, "without_lead") == (1, 2, 1)
    # a - p - z - q - b: z alone lies between a and b; without a nobody is cut off
    assert axis(answer, "cut_off") == (0, 0, 0)
    assert axis(answer, "brokerage_projection") == (0, 0, 0)
    assert axis(answer, "hhi_low") == (None, None, None)
    assert axis(answer, "efficiency_left")[0] == pytest.approx(2 / 12)  # of b, x, y, z one pair of six is tied
    reasons = dict(answer["axes"].select("axis", "reason").iter_rows())
    assert reasons["hhi_low"] == "no amount in euro is known"
    assert reasons["members"] is None
    rows = dict(answer["axes"].select("axis", "rows").iter_rows())
    assert rows["members_doubled"] == ["memberships/x|a|1", "memberships/x|b|1", "memberships/y|a|1"]
    assert all(row.startswith("participations/") for row in rows["partners"])


def test_the_texts_of_closed_lists_have_words_in_each_language(nordic: Network) -> None:
    for result in merge(nordic, DANISH, name="dlsc").results:
        for column in {"axis", "unit", "better", "held_as", "status", "graph", "when", "market"} & {
            *result.table.columns
        }:
            assert set(result.table[column]) <= set(result.words), (result.name, column)
        reasons = {part for text in result.table["reason"].drop_nulls() for part in text.split("; ")}
        assert reasons <= set(result.words), result.name
        assert result.shown, result.name
        assert set(result.shown) <= set(result.table.columns)


def test_less_concentration_is_better_in_the_axes_and_in_the_comparison() -> None:
    assert AXES["hhi_high"].better == AXES["hhi_low"].better == "less"
    assert not SEARCHED["hhi_delta"]
    assert SEARCHED["brokerage_retained"]
    assert not SEARCHED["n_cut_off"]


# what it says


def test_every_sentence_is_there_in_three_languages_with_nothing_left_to_fill_in(danish: Answer, empty: Answer) -> None:
    for answer in (danish, empty):
        assert 4 <= len(answer.said) <= 10
        for words in answer.said:
            for language in LANGUAGES:
                text = words.in_(language)
                assert text.endswith(".")
                assert "{" not in text
                assert "  " not in text


def test_the_danish_merger_says_what_it_gains_doubles_and_hinges_on(danish: Answer) -> None:
    """Counted in the files: 4 members of mtic, 9 of chc besides Welfare Tech; see also the tables of the parts."""
    said = " ".join(words.en for words in danish.said)
    assert "stands for the outcome" in said
    assert "Known by name are 13 members and 25 project partners" in said
    assert "no members and 4 project partners" in said
    assert "without the projects that were made for a merger, two or more of them would share no organisations" in said
    assert "0 of 200 (Welfare Tech)" in said
    assert "Copenhagen Healthtech Cluster, Life Science Innovation North Denmark and MedTech" in said


def test_reported_members_keep_how_vague_they_are(nordic: Network) -> None:
    said = merge(nordic, ["norway-health-tech", "nscc"], name="N", alone=True).said[-1]
    assert "2 of about 260 (Norway Health Tech) and 2 of more than 280 (Norwegian Smart Care Cluster)" in said.en
    assert "2 af cirka 260" in said.da
    assert "reported none" not in said.en


def test_nothing_known_is_said_to_be_not_known(empty: Answer) -> None:
    said = " ".join(words.en for words in empty.said)
    assert "no members and no project partners" in said
    assert "nothing can be said of what they cover" in said
    assert "concentration of funding is not known: an amount with an upper bound is known for 0 of the 2" in said
    assert "None of them lies between others" in said
    assert "none of them has a reported number of members" in said
    assert "hinges" not in said


def test_a_body_that_is_no_cluster_is_said_to_be_none() -> None:
    eco = bodies("a", "x", organisations=[{"org_id": "y", "name": "Y"}])
    said = merge(Network.of(eco), ["a", "x", "y"], name="N", alone=True).said
    assert [words.en for words in said[1:3]] == [
        "X is no cluster in the data (company); it is treated as one.",
        "Y is no cluster in the data (its kind is not known); it is treated as one.",
    ]


def test_who_leaves_is_named_with_what_is_lost_or_that_nothing_is() -> None:
    rows: list[dict[str, object]] = [{"org_id": "x", "cluster_id": "a", "role": "member"}]
    network = Network.of(bodies("ab", "xy", memberships=rows))
    said = merge(network, ["a", "b"], name="N", leaves=["x", "y"], alone=True).said
    assert any(words.en.startswith("Without X and Y, 1 member and no combinations") for words in said)
    said = merge(network, ["a", "b"], name="N", leaves=["y"], alone=True).said
    assert any(words.en.startswith("No membership of Y in any of them is known") for words in said)


def test_the_comparison_with_other_mergers_says_that_it_does_not_know_who_leaves() -> None:
    network = Network.of(bodies("ab", "x", memberships=[{"org_id": "x", "cluster_id": "a", "role": "member"}]))
    assert merge(network, ["a", "b"], name="N", leaves=["x"]).said[-1].en.endswith("counts as if nobody left.")
    for answer in (
        merge(network, ["a", "b"], name="N"),
        merge(network, ["a", "b"], name="N", leaves=["x"], alone=True),
    ):
        assert not any("nobody left" in words.en for words in answer.said)


def test_what_the_bodies_became_is_named_where_it_is_not_the_outcome(nordic: Network, danish: Answer) -> None:
    """By hand: ties.csv says that mtic and welfare-tech merged into dlsc; dlsc takes part in projects of theirs."""
    answer = merge(nordic, ["welfare-tech", "mtic"], name="West", alone=True)
    assert "dlsc" in set(answer["members"]["organisation"])
    became = "In the data, MedTech Innovation Consortium and Welfare Tech became part of Danish Life Science Cluster,"
    assert answer.said[1].en.startswith(became)
    assert not any("became part of" in words.en for words in danish.said)
    tie = {"tie_id": "t", "subject": "a", "kind": "merged_into", "object": "b"}
    for status, n in (("actual", 1), ("planned", 0)):
        eco = bodies("abc", ties=[{**tie, "status": status}])
        said = merge(Network.of(eco), ["a", "c"], name="N", alone=True).said
        assert sum("became part of" in words.en for words in said) == n


def test_who_is_a_member_and_a_partner_is_one_organisation_in_what_the_answer_hinges_on() -> None:
    """By hand: x is a member of both and in a project of each; only the projects of the merger tie y to both."""
    projects: list[dict[str, object]] = [
        {"project_id": project, "title": project, "kind": "project", "purpose": purpose}
        for project, purpose in (("p", "research"), ("q", "research"), ("m", "merger"))
    ]
    eco = bodies(
        "ab",
        "xy",
        memberships=[{"org_id": "x", "cluster_id": cluster, "role": "member"} for cluster in "ab"],
        projects=projects,
        participations=[
            {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "xp", "bq", "xq", "am", "bm", "ym")
        ],
    )
    said = merge(Network.of(eco), ["a", "b"], name="N", alone=True).said
    (hinges,) = (words.en for words in said if "made for a merger" in words.en)
    assert "1 organisation, no combinations and no known funders" in hinges
