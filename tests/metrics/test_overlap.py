"""What two clusters share.

Worked examples of the catalogue: O01 (Jaccard 1912) and O02 (Szymkiewicz 1934, Simpson 1943). Second implementation:
Python sets on random data, in all four dimensions.
"""

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics.overlap import DIMENSIONS, NOT_SHARED_WORK, overlap
from ecograph.network import Network

Row = dict[str, object]


def organisation(org: str, kind: str = "company", **more: object) -> Row:
    return {"org_id": org, "name": f"the {org}", "kind": kind, **more}


def takes_part(org: str, project: str, role: str = "partner") -> Row:
    return {"org_id": org, "project_id": project, "role": role}


def with_members(**members: str) -> Network:
    """Return a network of clusters with members of one letter or digit each."""
    everybody = sorted(set("".join(members.values())))
    return Network.of(
        Ecosystem.of(
            organisations=[organisation(c, "cluster") for c in members] + [organisation(m) for m in everybody],
            memberships=[{"org_id": m, "cluster_id": c, "role": "member"} for c, ms in members.items() for m in ms],
        )
    )


def test_jaccard_and_overlap_coefficient_of_the_catalogue() -> None:
    # O01 and O02: {1, 2, 3, 4} and {3, 4, 5} share 2 of 5, and 2 of the 3 of the smaller
    found = overlap(with_members(left="1234", right="345")).filter(dimension="members").row(0, named=True)
    assert (found["n_left"], found["n_right"], found["n_shared"], found["n_union"]) == (4, 3, 2, 5)
    assert (found["jaccard"], found["overlap_coefficient"]) == (pytest.approx(0.4), pytest.approx(2 / 3))
    assert found["shared"] == ["3", "4"]
    assert (found["left_name"], found["right_name"]) == ("the left", "the right")


def test_a_subset_has_the_overlap_coefficient_one() -> None:
    # O02: {1, 2} in {0 .. 9} gives 1, with a Jaccard of 0.2
    found = overlap(with_members(left="12", right="0123456789")).filter(dimension="members").row(0, named=True)
    assert (found["jaccard"], found["overlap_coefficient"]) == (pytest.approx(0.2), 1)


def test_shares_are_undefined_where_they_would_divide_by_nothing() -> None:
    found = overlap(with_members(a="", b="", c="1")).filter(dimension="members")
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
    found = by_dimension(overlap(Network.of(two)), "n_left", "n_right", "shared")
    assert list(found) == list(DIMENSIONS)
    assert found["members"] == (0, 0, [])  # a collective body is no member that is counted
    assert found["projects"] == (1, 2, ["p"])  # the meeting is left out
    assert found["partners"] == (1, 2, ["x"])  # x, and x and y: without the two themselves
    # fund and x; fund, x, y and a. A cluster that pays for its own project is no funder of its own
    assert found["funders"] == (2, 4, ["fund", "x"])


def test_rows_say_what_is_shared_and_nothing_else(two: Ecosystem) -> None:
    rows = by_dimension(overlap(Network.of(two)), "rows")
    assert rows["projects"] == (
        ["participations/a|p|lead|1", "participations/a|p|partner|1", "participations/b|p|partner|1"],
    )
    assert rows["partners"] == (["participations/x|p|partner|1", "participations/x|q|partner|1"],)
    assert rows["funders"] == (["flows/f"],)
    assert rows["members"] == ([],)


def test_without_the_projects_of_a_merger_nothing_is_left(two: Ecosystem) -> None:
    found = overlap(Network.of(two.without_purpose("merger")))
    assert found["n_shared"].to_list() == [0, 0, 0, 0]
    assert by_dimension(found, "n_left", "n_right")["projects"] == (0, 1)


def test_a_pair_is_named_once_in_the_order_of_ids() -> None:
    network = with_members(c="1", a="1", b="1")
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    expected = [(left, right, dimension) for left, right in pairs for dimension in DIMENSIONS]
    assert overlap(network).select("left", "right", "dimension").rows() == expected
    assert overlap(network, ["c", "a", "b"]).equals(overlap(network))


def test_organisations_that_are_no_clusters_can_be_compared_when_named(two: Ecosystem) -> None:
    found = overlap(Network.of(two), ["y", "x"]).filter(dimension="projects").row(0, named=True)
    assert (found["left"], found["right"], found["shared"]) == ("x", "y", ["q"])


def test_a_single_cluster_has_no_overlap_with_itself() -> None:
    assert overlap(with_members(a="12")).is_empty()


@pytest.mark.parametrize(
    ("clusters", "message"),
    [
        (["a"], "found the clusters a, expected two or more, each once"),
        ([], r"found the clusters \(none\), expected two or more, each once"),
        (["a", "b", "a"], "found the clusters a, b, a, expected two or more, each once"),
        (["a", "nobody", "p"], "no organisation nobody, p in the network: name clusters by their id"),
        (["a", "them"], "no organisation them in the network"),  # collective, so not a node
    ],
)
def test_what_cannot_be_compared_is_refused(two: Ecosystem, clusters: list[str], message: str) -> None:
    with pytest.raises(EcographError, match=message):
        overlap(Network.of(two), clusters)


@st.composite
def ecosystems(draw: st.DrawFn) -> Ecosystem:
    """Draw clusters a to d, organisations e to h, projects p to t of which t is a meeting, and all ties among them."""
    orgs, projects = "abcdefgh", "pqrst"

    def some(left: str, right: str) -> list[tuple[str, str]]:
        return draw(st.lists(st.tuples(st.sampled_from(left), st.sampled_from(right)), unique=True, max_size=16))

    subjects = st.lists(st.sampled_from(orgs + projects), unique=True, max_size=3)
    kinds, levels = st.sampled_from(["grant", "fee", "saving"]), st.sampled_from(["grant", "paid", "call"])
    ends = draw(st.lists(st.tuples(st.none() | subjects, st.none() | subjects, kinds, levels), max_size=6))
    return Ecosystem.of(
        organisations=[
            organisation(org, "cluster" if org < "e" else "company", extent="collective" if org == "h" else "single")
            for org in orgs
        ],
        projects=[{"project_id": p, "title": p, "kind": "meeting" if p == "t" else "project"} for p in projects],
        participations=[takes_part(*pair) for pair in some(orgs, projects)],
        memberships=[{"org_id": org, "cluster_id": cluster, "role": "member"} for org, cluster in some(orgs, "abcd")],
        flows=[
            {"flow_id": f"f{i}", "payers": payers, "recipients": recipients, "kind": kind, "level": level}
            for i, (payers, recipients, kind, level) in enumerate(ends)
        ],
    )


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
    paid = {
        payer
        for row in ecosystem.flows.to_dicts()
        for payer in row["payers"] or []
        if {cluster, *own} & set(row["recipients"] or [])
        and row["kind"] != "saving"
        and row["level"] != "call"
        and payer in single | set(ecosystem.projects["project_id"])
    }
    return {
        "members": {
            row["org_id"]
            for row in ecosystem.memberships.to_dicts()
            if row["cluster_id"] == cluster and row["org_id"] in single
        },
        "projects": own,
        "partners": {org for org, project in taking_part if project in own} - {cluster, other},
        "funders": paid - {cluster},
    }


@given(ecosystems())
@settings(max_examples=60, deadline=None)
def test_overlaps_agree_with_python_sets(ecosystem: Ecosystem) -> None:
    found = overlap(Network.of(ecosystem)).to_dicts()
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
        assert bool(row["rows"]) == bool(row["shared"])
