"""What an overlap hinges on. Second implementation: leaving out each project and each source, and computing anew."""

import polars as pl
import pytest
from hypothesis import given, settings
from overlapping import ecosystems, organisation, takes_part

import ecograph
from ecograph.analyses.overlap.hinges import PROJECT, SOURCE, lost
from ecograph.analyses.overlap.sensitivity import (
    GONE,
    NOTHING_LEFT,
    ONE_PROJECT,
    ONE_SOURCE,
    ONLY_CERTAIN,
    RESTRICTIONS,
    WITHOUT_MERGER,
    WITHOUT_PLANNED,
    WITHOUT_WEAK,
    WORST,
    certain,
    sensitivity,
)
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.holdings import Sets, compared, each, grounds, holdings
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network

pytestmark = pytest.mark.slow  # many networks, each with every project and source left out

KEY = ["left", "right", "dimension"]

SETS: tuple[Sets, ...] = (each("abcd"), {"s": ["a", "p"], "t": ["b", "q"]})


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


def without(ecosystem: Ecosystem, kind: str, gone: str) -> Ecosystem:
    """Return an ecosystem without the ties of one project, or the statements of one source; its bodies stay."""
    frames = ecosystem.frames()
    if kind == PROJECT:
        frames["participations"] = frames["participations"].filter(pl.col("project_id") != gone)
    else:
        for name in ("participations", "memberships", "flows", "tags"):
            frames[name] = frames[name].filter(pl.col("source_id") != gone)
    return Ecosystem.from_frames("", frames)


@given(ecosystems())
@settings(max_examples=15, deadline=None)
def test_the_grounds_are_those_of_what_the_sets_hold(ecosystem: Ecosystem) -> None:
    network = Network.of(ecosystem)
    for sets in SETS:
        held = set(holdings(network, sets).select("set", "dimension", "item").iter_rows())
        assert set(grounds(network, sets).select("set", "dimension", "item").iter_rows()) == held


@given(ecosystems())
@settings(max_examples=4, deadline=None)
def test_what_is_lost_agrees_with_leaving_out_each_project_and_source(ecosystem: Ecosystem) -> None:
    network = Network.of(ecosystem)
    for sets in SETS:
        before = pairwise_overlap(network, sets)
        shared = before.select(*KEY, item="shared").explode("item", empty_as_null=False, keep_nulls=False)
        found = {row[:-1]: row[-1] for row in lost(grounds(network, sets), shared).iter_rows()}
        named = {own for ids in sets.values() for own in ids}
        for kind, gone in [
            *((PROJECT, p) for p in "pqrst" if p not in named),
            *((SOURCE, s) for s in ("s1", "s2", "s3")),
        ]:
            after = pairwise_overlap(Network.of(without(ecosystem, kind, gone)), sets)
            for was, now in zip(before.iter_rows(named=True), after.iter_rows(named=True), strict=True):
                key = (was["left"], was["right"], was["dimension"], kind, gone)
                assert found.get(key, 0) == was["n_shared"] - now["n_shared"], key


@pytest.fixture
def two() -> Ecosystem:
    """A and b share p (for a merger), q (weak) and r (planned), and x is their partner in q and r."""
    return Ecosystem.of(
        sources=[{"source_id": name, "title": name} for name in ("s1", "s2", "sa", "sb", "sx")],
        organisations=[organisation("a", "cluster"), organisation("b", "cluster"), organisation("x")],
        projects=[
            {"project_id": "p", "title": "p", "kind": "project", "purpose": "merger"},
            {"project_id": "q", "title": "q", "kind": "project", "purpose": "research"},
            {"project_id": "r", "title": "r", "kind": "project"},
        ],
        participations=[
            *({**takes_part(org, "p"), "source_id": "s1"} for org in "ab"),
            *({**takes_part(org, "q"), "source_id": "s2", "certainty": "weak"} for org in "abx"),
            *({**takes_part(org, "r"), "source_id": f"s{org}", "status": "planned"} for org in "abx"),
        ],
    )


def found_of(ecosystem: Ecosystem, dimension: str, sets: Sets | None = None) -> dict[str, dict[str, object]]:
    table = sensitivity(Network.of(ecosystem), sets or each("ab")).table.filter(dimension=dimension)
    return {row["restriction"]: row for row in table.to_dicts()}


def test_each_restriction_by_hand(two: Ecosystem) -> None:
    found = found_of(two, "projects")
    assert list(found) == list(RESTRICTIONS)
    assert {row["n_before"] for row in found.values()} == {3}
    left = {name: row["n_shared"] for name, row in found.items()}
    assert left == {
        WITHOUT_MERGER: 2,
        WITHOUT_WEAK: 2,
        WITHOUT_PLANNED: 2,
        ONLY_CERTAIN: 2,
        ONE_PROJECT: 2,
        ONE_SOURCE: 2,
    }
    assert {row["change"] for row in found.values()} == {-1}
    assert found[WITHOUT_MERGER]["jaccard"] == 1
    assert found[WITHOUT_MERGER]["rows"] == sorted(
        f"participations/{org}|{project}|partner|1" for org in "ab" for project in "qr"
    )
    assert (found[ONE_PROJECT]["costs_most"], found[ONE_PROJECT]["hinges"]) == (["p", "q", "r"], [])
    assert found[ONE_PROJECT]["reason"] == WORST


def test_a_partner_of_two_projects_hinges_on_neither(two: Ecosystem) -> None:
    found = found_of(two, "partners")
    assert (found[ONE_PROJECT]["n_shared"], found[ONE_PROJECT]["costs_most"]) == (1, [])
    assert found[ONE_SOURCE]["hinges"] == []
    # without r x is a partner in q alone, which one source states
    alone = found_of(without(two, PROJECT, "r"), "partners")
    assert (alone[ONE_PROJECT]["hinges"], alone[ONE_SOURCE]["hinges"]) == (["q"], ["s2"])
    assert alone[WITHOUT_WEAK]["n_shared"] == 0
    assert (alone[WITHOUT_WEAK]["jaccard"], alone[WITHOUT_WEAK]["reason"]) == (None, NOTHING_LEFT)


def test_a_set_that_is_gone_shares_nothing_more() -> None:
    eco = Ecosystem.of(
        organisations=[organisation("a", "cluster"), organisation("b", "cluster", certainty="likely")],
        projects=[{"project_id": "p", "title": "p", "kind": "project"}],
        participations=[takes_part(org, "p") for org in "ab"],
    )
    row = found_of(eco, "projects")[ONLY_CERTAIN]
    assert (row["n_shared"], row["change"], row["jaccard"], row["reason"]) == (0, -1, None, GONE)
    assert certain(eco).organisations["org_id"].to_list() == ["a"]
    assert certain(eco).participations["org_id"].to_list() == ["a"]


def test_pairs_that_share_nothing_are_left_out_and_the_columns_stay(two: Ecosystem) -> None:
    network = Network.of(two)
    nothing = [sensitivity(Network.of(Ecosystem.of()), {}), sensitivity(network, each("a"))]
    assert all(result.table.is_empty() for result in nothing)
    whole = sensitivity(network, each("ab"))
    assert [result.table.schema for result in nothing] == [whole.table.schema] * 2
    assert not whole.table.select(whole.keys).is_duplicated().any()


def test_without_the_projects_of_the_merger_the_danish_clusters_share_no_project(bundled: Network) -> None:
    table = sensitivity(bundled, compared(bundled, ["welfare-tech", "mtic", "chc", "lsi"])).table
    found = table.filter(dimension="projects", restriction=WITHOUT_MERGER)
    assert found.select("n_before", "n_shared", "change").rows() == [(4, 0, -4)] * 6
