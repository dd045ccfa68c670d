"""What two clusters share.

Worked examples of the catalogue: O01 (Jaccard 1912), O02 (Szymkiewicz 1934, Simpson 1943), O03 (Dice 1945) and O04
(Ochiai 1957). Second implementation: Python sets on random data, in all seven dimensions.
"""

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from overlapping import ecosystems, organisation, takes_part, with_members

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics.holdings import DIMENSIONS, NOT_SHARED_WORK
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network


def test_jaccard_and_overlap_coefficient_of_the_catalogue() -> None:
    # O01 and O02: {1, 2, 3, 4} and {3, 4, 5} share 2 of 5, and 2 of the 3 of the smaller
    found = pairwise_overlap(with_members(left="1234", right="345")).filter(dimension="members").row(0, named=True)
    assert (found["n_left"], found["n_right"], found["n_shared"], found["n_union"]) == (4, 3, 2, 5)
    assert (found["n_only_left"], found["n_only_right"]) == (2, 1)
    assert (found["jaccard"], found["overlap_coefficient"]) == (pytest.approx(0.4), pytest.approx(2 / 3))
    # O03 and O04 of the same sets; 1 - 5/7 of what both have is double
    assert (found["dice"], found["ochiai"]) == (pytest.approx(4 / 7), pytest.approx(0.577350, abs=1e-6))
    assert found["redundancy"] == pytest.approx(2 / 7)
    assert found["shared"] == ["3", "4"]
    assert (found["left_name"], found["right_name"]) == ("the left", "the right")


def test_a_subset_has_the_overlap_coefficient_one() -> None:
    # O02: {1, 2} in {0 .. 9} gives 1, with a Jaccard of 0.2
    found = pairwise_overlap(with_members(left="12", right="0123456789")).filter(dimension="members").row(0, named=True)
    assert (found["jaccard"], found["overlap_coefficient"]) == (pytest.approx(0.2), 1)


def test_shares_are_undefined_where_they_would_divide_by_nothing() -> None:
    found = pairwise_overlap(with_members(a="", b="", c="1")).filter(dimension="members")
    columns = ("left", "right", "jaccard", "overlap_coefficient", "reason")
    assert found.select(columns).rows() == [
        ("a", "b", None, None, "neither has any"),
        ("a", "c", 0.0, None, "one of them has none"),
        ("b", "c", 0.0, None, "one of them has none"),
    ]


@pytest.fixture
def two() -> Ecosystem:
    """Two clusters that work on p together with the partner x, and meet at m; y is in the work of b alone."""
    return Ecosystem.of(
        organisations=[
            organisation("a", "cluster"),
            organisation("b", "cluster"),
            organisation("x"),
            organisation("y"),
            organisation("fund", "fund"),
            organisation("them", extent="collective"),
        ],
        projects=[
            {"project_id": "p", "title": "p", "kind": "project", "purpose": "merger"},
            {"project_id": "q", "title": "q", "kind": "network"},
            {"project_id": "m", "title": "m", "kind": "meeting"},
        ],
        participations=[
            takes_part("a", "p"),
            takes_part("a", "p", "lead"),
            takes_part("b", "p"),
            takes_part("x", "p"),
            takes_part("them", "p"),
            takes_part("b", "q"),
            takes_part("x", "q"),
            takes_part("y", "q"),
            takes_part("a", "m"),
            takes_part("b", "m"),
            takes_part("y", "m"),
        ],
        memberships=[
            {"org_id": "them", "cluster_id": "a", "role": "member"},
            {"org_id": "them", "cluster_id": "b", "role": "member"},
        ],
        flows=[
            {"flow_id": "f", "payers": ["fund", "x"], "recipients": ["p"], "kind": "grant", "level": "grant"},
            {"flow_id": "g", "payers": ["y"], "recipients": ["b"], "kind": "fee", "level": "paid"},
            {"flow_id": "h", "payers": ["a"], "recipients": ["p"], "kind": "co-finance", "level": "grant"},
            {"flow_id": "i", "payers": ["y"], "recipients": ["m"], "kind": "grant", "level": "grant"},
            {"flow_id": "j", "payers": None, "recipients": ["p"], "kind": "grant", "level": "grant"},
        ],
    )


def by_dimension(table: pl.DataFrame, *columns: str) -> dict[str, tuple[object, ...]]:
    return {row[0]: row[1:] for row in table.select("dimension", *columns).iter_rows()}


def test_two_clusters_by_hand(two: Ecosystem) -> None:
    found = by_dimension(pairwise_overlap(Network.of(two)), "n_left", "n_right", "shared")
    assert list(found) == list(DIMENSIONS)
    assert found["members"] == (0, 0, [])  # a collective body is no member that is counted
    assert found["projects"] == (1, 2, ["p"])  # the meeting is left out
    assert found["partners"] == (1, 2, ["x"])  # x, and x and y: without the two themselves
    # fund and x; fund, x, y and a. A cluster that pays for its own project is no funder of its own
    assert found["funders"] == (2, 4, ["fund", "x"])


def test_rows_say_what_is_shared_and_nothing_else(two: Ecosystem) -> None:
    rows = by_dimension(pairwise_overlap(Network.of(two)), "rows")
    assert rows["projects"] == (
        ["participations/a|p|lead|1", "participations/a|p|partner|1", "participations/b|p|partner|1"],
    )
    assert rows["partners"] == (["participations/x|p|partner|1", "participations/x|q|partner|1"],)
    assert rows["funders"] == (["flows/f"],)
    assert rows["members"] == ([],)


def test_without_the_projects_of_a_merger_nothing_is_left(two: Ecosystem) -> None:
    found = pairwise_overlap(Network.of(two.without_purpose("merger")))
    assert found["n_shared"].to_list() == [0] * len(DIMENSIONS)
    assert by_dimension(found, "n_left", "n_right")["projects"] == (0, 1)


def test_a_pair_is_named_once_in_the_order_of_ids() -> None:
    network = with_members(c="1", a="1", b="1")
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    expected = [(left, right, dimension) for left, right in pairs for dimension in DIMENSIONS]
    assert pairwise_overlap(network).select("left", "right", "dimension").rows() == expected
    assert pairwise_overlap(network, ["c", "a", "b"]).equals(pairwise_overlap(network))


def test_organisations_that_are_no_clusters_can_be_compared_when_named(two: Ecosystem) -> None:
    found = pairwise_overlap(Network.of(two), ["y", "x"]).filter(dimension="projects").row(0, named=True)
    assert (found["left"], found["right"], found["shared"]) == ("x", "y", ["q"])


def test_a_single_cluster_has_no_overlap_with_itself() -> None:
    assert pairwise_overlap(with_members(a="12")).is_empty()


@pytest.mark.parametrize(
    ("clusters", "message"),
    [
        (["a"], "found a, expected two or more, each once"),
        ([], "found no sets, expected two or more, each once"),
        (["a", "b", "a"], "found a, b, a, expected two or more, each once"),
        (["a", "nobody"], "no organisation or project nobody in the network: name them by their id"),
        (["a", "them"], "no organisation or project them in the network"),  # collective, so not a node
        ("ab", r"found the text ab, expected a list of ids, such as \['ab', ...\]"),
    ],
)
def test_what_cannot_be_compared_is_refused(two: Ecosystem, clusters: list[str], message: str) -> None:
    with pytest.raises(EcographError, match=message):
        pairwise_overlap(Network.of(two), clusters)


def test_named_sets_of_several_are_compared_as_wholes(two: Ecosystem) -> None:
    # by hand: a and x are in p and q; y is in q; the partners of each are those outside it: b and y, b and x
    network = Network.of(two)
    found = pairwise_overlap(network, {"theirs": ["y"], "ours": ["x", "a"]})
    assert found.select("left", "left_name", "right", "right_name").unique().rows() == [
        ("ours", "ours", "theirs", "theirs")
    ]
    assert by_dimension(found, "n_left", "n_right", "shared")["projects"] == (2, 1, ["q"])
    # y is in the other set, and so are x and a
    assert by_dimension(found, "n_left", "n_right", "shared")["partners"] == (1, 1, ["b"])


def test_a_project_is_compared_by_itself_and_has_its_title(two: Ecosystem) -> None:
    found = pairwise_overlap(Network.of(two), ["q", "p"])
    assert by_dimension(found, "left_name", "n_left", "shared")["projects"] == ("p", 1, [])
    assert by_dimension(found, "n_left", "n_right", "shared")["partners"] == (3, 3, ["b", "x"])


@pytest.mark.parametrize(("sets", "message"), [({"s": [], "t": ["a"]}, "found nothing in the set s")])
def test_an_empty_set_is_refused(two: Ecosystem, sets: dict[str, list[str]], message: str) -> None:
    with pytest.raises(EcographError, match=message):
        pairwise_overlap(Network.of(two), sets)


def held(ecosystem: Ecosystem, cluster: str, other: str) -> dict[str, set[str]]:
    """Return what a cluster holds in each dimension, seen from a pair: the definition, with Python sets."""
    single = {row["org_id"] for row in ecosystem.organisations.to_dicts() if row["extent"] == "single"}
    work = {row["project_id"] for row in ecosystem.projects.to_dicts() if row["kind"] not in NOT_SHARED_WORK}
    taking_part = {
        (row["org_id"], row["project_id"])
        for row in ecosystem.participations.to_dicts()
        if row["org_id"] in single and row["project_id"] in work
    }
    own = {project for org, project in taking_part if org == cluster}
    received = [
        row
        for row in ecosystem.flows.to_dicts()
        if {cluster, *own} & set(row["recipients"] or []) and row["kind"] != "saving" and row["level"] != "call"
    ]
    payers = {payer for row in received for payer in row["payers"] or []}
    members = {
        row["org_id"]
        for row in ecosystem.memberships.to_dicts()
        if row["cluster_id"] == cluster and row["org_id"] in single - {cluster}
    }
    partners = {org for org, project in taking_part if project in own} - {cluster}
    seats = dict(ecosystem.organisations.select("org_id", "region").iter_rows())
    tags = ecosystem.tags.select("subject", "theme_id").rows()
    return {
        "members": members,
        "projects": own,
        "partners": partners - {other},
        "funders": (payers & (single | set(ecosystem.projects["project_id"]))) - {cluster},
        "themes": {theme for subject, theme in tags if subject in {cluster, *own}},
        "regions": {seats[org] for org in {cluster, *members, *partners}} - {None},
        "money": {
            row["flow_id"] for row in received if row["restates"] is None and set(row["payers"] or [None]) != {cluster}
        },
    }


@given(ecosystems())
@settings(max_examples=40, deadline=None)
def test_overlaps_agree_with_python_sets(ecosystem: Ecosystem) -> None:
    found = pairwise_overlap(Network.of(ecosystem)).to_dicts()
    assert [(row["left"], row["right"]) for row in found[:: len(DIMENSIONS)]] == list(combinations("abcd", 2))
    for row in found:
        left = held(ecosystem, row["left"], row["right"])[row["dimension"]]
        right = held(ecosystem, row["right"], row["left"])[row["dimension"]]
        assert (row["n_left"], row["n_right"]) == (len(left), len(right))
        assert row["shared"] == sorted(left & right)
        assert (row["n_shared"], row["n_union"]) == (len(left & right), len(left | right))
        assert row["jaccard"] == (len(left & right) / len(left | right) if left | right else None)
        smaller = min(len(left), len(right))
        assert row["overlap_coefficient"] == (len(left & right) / smaller if smaller else None)
        both = len(left) + len(right)
        assert row["dice"] == (2 * len(left & right) / both if both else None)
        assert row["ochiai"] == (
            pytest.approx(len(left & right) / (len(left) * len(right)) ** 0.5) if smaller else None
        )
        assert row["redundancy"] == (1 - len(left | right) / both if both else None)
        assert (row["n_only_left"], row["n_only_right"]) == (len(left - right), len(right - left))
        assert bool(row["rows"]) == bool(row["shared"])
