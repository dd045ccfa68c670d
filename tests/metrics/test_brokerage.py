"""The table of brokerage roles.

Its counts are held against looking at every path in tests/algorithms/test_brokerage_counts.py.

Known answer: the university of the catalogue of measures.
"""

import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.brokerage import BROKERAGE, brokerage
from ecograph.network import Network

Row = dict[str, object]


def network_of(organisations: list[Row], pairs: list[tuple[str, str]], memberships: list[tuple[str, str]]) -> Network:
    """Return a network in which each pair of organisations shares a project of its own."""
    return Network.of(
        Ecosystem.of(
            organisations=[{"name": row["org_id"], "kind": "company"} | row for row in organisations],
            projects=[{"project_id": "".join(pair), "title": "".join(pair), "kind": "project"} for pair in pairs],
            participations=[
                {"org_id": org, "project_id": "".join(pair), "role": "partner"} for pair in pairs for org in pair
            ],
            memberships=[{"org_id": org, "cluster_id": cluster, "role": "member"} for org, cluster in memberships],
        )
    )


@pytest.fixture
def university() -> Network:
    helix = {"v": "academia", "s": "academia", "t": "academia", "i": "industry", "j": "industry", "g": "government"}
    organisations: list[Row] = [{"org_id": org, "helix": each} for org, each in helix.items()]
    organisations += [{"org_id": "x"}, {"org_id": "y", "helix": "industry"}]
    pairs = [("v", "s"), ("v", "t"), ("v", "i"), ("v", "g"), ("i", "j"), ("v", "x")]
    return network_of(organisations, pairs, [])


def counts(table: pl.DataFrame, org: str, column: str = "n_paths") -> dict[str, float | None]:
    return dict(table.filter(id=org).select("role", column).iter_rows())


def test_the_university_of_the_catalogue_has_its_known_roles(university: Network) -> None:
    found = brokerage(university)
    expected = {"coordinator": 2, "gatekeeper": 4, "representative": 4, "liaison": 2, "consultant": 0}
    assert counts(found, "v") == expected
    assert found.filter(id="v")["n"].to_list() == [12] * 5
    # by hand: 7 known, 3 of them universities. Of 30 pairs of others 2 are in them, 8 lead in, 8 out, 6 are companies
    chances = {"coordinator": 2, "gatekeeper": 8, "representative": 8, "consultant": 6, "liaison": 6}
    assert counts(found, "v", "expected") == pytest.approx({role: 12 * n / 30 for role, n in chances.items()})
    ratios = {role: expected[role] / (12 * n / 30) for role, n in chances.items()}
    assert counts(found, "v", "ratio") == pytest.approx(ratios)
    assert found.select("id", "role").rows()[:3] == [("v", "gatekeeper"), ("v", "representative"), ("v", "coordinator")]


def test_an_organisation_of_no_known_group_takes_no_part_and_says_so(university: Network) -> None:
    found = brokerage(university).filter(id="x")
    assert (
        found.select("n_paths", "expected", "ratio", "n", "reason").rows()
        == [(None, None, None, 0, "its helix is not known")] * 5
    )
    assert found["rows"].to_list() == [["participations/x|vx|partner|1"]] * 5
    assert brokerage(university)["id"].to_list()[-5:] == ["x"] * 5  # nulls last


def test_where_nothing_is_expected_there_is_no_ratio(university: Network) -> None:
    found = brokerage(university)
    assert (
        found.filter(id="y").select("n_paths", "expected", "ratio", "reason").rows()
        == [(0, 0.0, None, "no two of its partners are without a project in common")] * 5
    )
    ends: list[Row] = [{"org_id": "g", "helix": "government"}, {"org_id": "a", "helix": "industry"}, {"org_id": "b"}]
    alone = network_of(ends, [("g", "a"), ("g", "b")], [])
    # by kind all are companies: only a coordinator is possible
    roles = brokerage(alone, group="kind").filter(id="g").select("role", "n_paths", "ratio", "reason").rows()
    assert roles[0] == ("coordinator", 2, 1.0, None)
    assert {row[1:] for row in roles[1:]} == {(0, None, "the groups leave no such path to expect")}


def test_groups_may_be_clusters() -> None:
    kinds = {"c": "cluster", "d": "cluster", "a": "company", "b": "company", "m": "company"}
    organisations: list[Row] = [{"org_id": org, "kind": kind} for org, kind in kinds.items()]
    pairs = [("m", "a"), ("m", "b"), ("c", "m")]
    network = network_of(organisations, pairs, [("a", "c"), ("b", "d"), ("m", "c"), ("c", "d")])
    found = brokerage(network, group="cluster")
    # m and a are in c, and c itself; b in d: a - m - c inside, b to a or c through m into its group, and back
    assert counts(found, "m") == {
        "coordinator": 2,
        "gatekeeper": 2,
        "representative": 2,
        "consultant": 0,
        "liaison": 0,
    }
    both = network_of(organisations, pairs, [("a", "c"), ("a", "d")])
    assert set(brokerage(both, group="cluster").filter(id="a")["reason"]) == {"it belongs to no cluster, or to several"}


def test_the_entry_names_its_option() -> None:
    assert BROKERAGE.options == ("group",)
