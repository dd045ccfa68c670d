"""What a merger does to the network: bridge building, bridges and what a failure cuts off, held against networkx."""

from itertools import combinations

import networkx as nx
import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from networks import Partners, network_of, networks, of_partners
from scipy import sparse

from ecograph.algorithms import cuts
from ecograph.algorithms.matrix import two_mode
from ecograph.analyses.merge.bridges import bridges, bridges_of, n_bridges
from ecograph.analyses.merge.brokerage import brokerage, brokerage_of, retained, retained_of
from ecograph.analyses.merge.merger import Merger, merger
from ecograph.analyses.merge.resilience import cut_off, failing, resilience, resilience_of, without_lead
from ecograph.ecosystem import Ecosystem
from ecograph.network import Network

pytestmark = pytest.mark.slow  # whole mergers on the bundled data


def graph_of(organisations: str, projects: Partners, merged: str = "") -> nx.Graph:
    """Return the two-mode graph, the merged organisations as one node M; project ids are upper case."""
    graph = nx.Graph()
    graph.add_nodes_from(f"o{'M' if org in merged else org}" for org in organisations)
    for project, partners in projects.items():
        graph.add_node(f"p{project}")
        graph.add_edges_from((f"o{'M' if org in merged else org}", f"p{project}") for org in partners)
    return graph


def projection(graph: nx.Graph) -> nx.Graph:
    found = nx.Graph()
    found.add_nodes_from(node for node in graph if node.startswith("o"))
    for node in graph:
        if node.startswith("p"):
            found.add_edges_from(combinations(sorted(graph[node]), 2))
    return found


def two_bodies(drawn: tuple[str, Partners]) -> tuple[str, Partners, Merger]:
    """Return what was drawn, with a and b at least, and their merger."""
    organisations = "".join(sorted({*drawn[0], "a", "b"}))
    return organisations, drawn[1], merger(network_of(organisations, drawn[1]), ["a", "b"], name="M")


@pytest.mark.parametrize(
    ("projects", "efficiency"),
    [
        ({"p": "abcd"}, 1.0),  # a complete graph of four
        ({"p": "ab", "q": "ac", "r": "ad", "s": "ae"}, 0.7),  # a star
        ({"p": "ab", "q": "bc", "r": "cd"}, 13 / 18),  # a path
    ],
)
def test_the_efficiencies_of_the_catalogue_are_what_a_failure_is_measured_by(
    projects: Partners, efficiency: float
) -> None:
    """O10: the mean of 1/d over all pairs."""
    assert failing(of_partners(projects), ["a"])["efficiency"] == pytest.approx(efficiency)


# bridge building


def test_the_chain_of_the_catalogue_keeps_half_of_its_brokerage() -> None:
    """O12: a - c1 - b - c2 - d - c3 - e: betweenness 5 and 9, merged 7. Here c1 is p, c2 q, c3 r."""
    ties = {f"t{i}": pair for i, pair in enumerate(("ap", "pb", "bq", "qd", "dr", "re"))}
    found = merger(of_partners(ties), ["p", "q"], name="M")
    table = brokerage_of(found).filter(pl.col("graph") == "projection")
    assert table.select("when", "body", "paths", "error", "n").rows() == [
        ("before", "p", 5.0, 0.0, 8 - 1),
        ("before", "q", 9.0, 0.0, 7),
        ("after", "p+q", 7.0, 0.0, 6),
    ]
    row = retained_of(found).row(1, named=True)
    assert (row["before"], row["after"], row["retained"], row["lost"]) == (14, 7, 0.5, 7)
    assert row["rows"] == sorted(
        f"participations/{org}|{t}|partner|1" for t, pair in ties.items() for org in pair if org in "pq"
    )
    assert (brokerage(found).keys, retained(found).keys) == (("graph", "when", "body"), ("graph",))


@given(networks())
@settings(max_examples=25, deadline=None)
def test_brokerage_before_and_after_is_that_of_networkx(drawn: tuple[str, Partners]) -> None:
    organisations, projects, found = two_bodies(drawn)
    before, after = graph_of(organisations, projects), graph_of(organisations, projects, "ab")
    expected = []
    for one, other in ((before, after), (projection(before), projection(after))):
        old, new = (nx.betweenness_centrality(graph, normalized=False) for graph in (one, other))
        expected += [old["oa"], old["ob"], new["oM"]]
    assert brokerage_of(found)["paths"].to_list() == pytest.approx(expected)
    for row, (a, b, m) in zip(retained_of(found).to_dicts(), (expected[:3], expected[3:]), strict=True):
        assert row["retained"] == (pytest.approx(m / (a + b)) if a + b > 0 else None)
        assert row["reason"] == (None if a + b > 0 else "none of them lies between others")


def test_bodies_that_were_apart_may_bridge_more_together() -> None:
    """By hand: a - x and b - y are two parts; merged, M lies between x and y, and nobody did before."""
    row = retained_of(merger(of_partners({"p": "ax", "q": "by"}), ["a", "b"], name="M")).row(1, named=True)
    assert (row["before"], row["after"], row["retained"]) == (0, 1, None)
    row = retained_of(merger(of_partners({"p": "ax", "q": "by", "r": "az"}), ["a", "b"], name="M")).row(1, named=True)
    assert (row["before"], row["after"], row["retained"]) == (1, 3, 3)


# bridges


@given(networks())
@settings(max_examples=25, deadline=None)
def test_bridges_before_and_after_are_those_of_networkx(drawn: tuple[str, Partners]) -> None:
    organisations, projects, found = two_bodies(drawn)

    def held(merged: str) -> dict[tuple[str, str], int]:
        graph = graph_of(organisations, projects, merged)
        sizes = {}
        for tie in list(nx.bridges(graph)):
            org, project = sorted(tie)
            without = graph.copy()
            without.remove_edge(*tie)
            sides = (nx.node_connected_component(without, end) for end in tie)
            n = min(sum(node.startswith("o") for node in side) for side in sides)
            if n:
                sizes[org[1:], project[1:]] = n
        return sizes

    before, after = held(""), held("ab")
    table = bridges_of(found)
    rows = {(row["organisation"], row["project"]): row for row in table.to_dicts()}
    for project, partners in projects.items():
        for org in partners:
            was = before.get((org, project), 0)
            now = after.get(("M" if org in "ab" else org, project), 0)
            if (org in "ab" and (was or now)) or bool(was) != bool(now):
                row = rows.pop((org, project))
                assert (row["n_cut_off_before"], row["n_cut_off_after"]) == (was, now)
                gone = was and org in "ab" and {"a", "b"} <= set(partners)
                kept = "stays" if now else "no longer a bridge"
                assert row["status"] == ("disappears" if gone else kept if was else "becomes a bridge")
    assert not rows
    assert n_bridges(table, found) == (
        sum(org in "ab" for org, _ in before),
        sum(org == "M" for org, _ in after),
    )


def test_what_becomes_of_bridges_by_hand() -> None:
    """The bodies a and b share p and q (with x): two ways between them become none, and x hangs on one tie."""
    table = bridges(merger(of_partners({"p": "ab", "q": "abx"}), ["a", "b"], name="M")).table
    assert table.select("organisation", "project", "n_cut_off_before", "n_cut_off_after", "status").rows() == [
        ("a", "q", 0, 1, "becomes a bridge"),
        ("b", "q", 0, 1, "becomes a bridge"),
    ]
    table = bridges_of(merger(of_partners({"p": "ax", "q": "bx"}), ["a", "b"], name="M"))
    assert set(table["status"]) == {"no longer a bridge"}
    assert table["n_cut_off_before"].to_list() == [1, 1, 1, 1]
    assert table["rows"].to_list()[0] == ["participations/a|p|partner|1"]


# what a failure cuts off


@given(networks())
@settings(max_examples=25, deadline=None)
def test_what_is_cut_off_is_that_of_networkx_and_for_one_body_of_departures(drawn: tuple[str, Partners]) -> None:
    organisations, projects, found = two_bodies(drawn)
    graph, matrix = graph_of(organisations, projects), found.before.participation
    for removed in ((0,), (1,), (0, 1)):
        nodes = [f"o{organisations[i]}" for i in removed]
        rest = graph.copy()
        rest.remove_nodes_from(nodes)
        expected, n_parts = 0, 0
        for component in nx.connected_components(graph):
            if component & set(nodes):
                parts = [
                    sum(node.startswith("o") for node in part)
                    for part in nx.connected_components(rest.subgraph(component))
                ]
                expected += sum(parts) - max(parts, default=0)
                n_parts += sum(size > 0 for size in parts)
        assert cut_off(matrix, np.array(removed)) == (expected, n_parts)
    n_orgs, n_projects = matrix.shape
    alone = cuts.departures(two_mode(matrix), np.repeat([1.0, 0.0], [n_orgs, n_projects]))
    assert cut_off(matrix, np.array([0])) == (alone.cut_off[0], alone.n_parts[0])


def test_a_network_without_anything_loses_nothing() -> None:
    nothing = sparse.csr_array((0, 0), dtype=np.int64)
    assert cut_off(nothing, np.zeros(0, dtype=np.int64)) == (0, 0)


@given(networks())
@example(("abcd", {"p0": "ad", "p1": "bc"}))
@settings(max_examples=25, deadline=None)
def test_the_efficiency_left_is_that_of_networkx_and_all_at_once_lose_what_the_merged_one_does(
    drawn: tuple[str, Partners],
) -> None:
    organisations, projects, found = two_bodies(drawn)
    table = resilience_of(found)
    assert table.select("when", "fails").rows() == [
        ("before", "a"),
        ("before", "b"),
        ("before", "a+b"),
        ("after", "a+b"),
    ]
    lost = table.select("n_cut_off", "n_parts", "n_without_lead", "efficiency_left", "n", "rows").rows()
    assert lost[2][1:] == lost[3][1:]
    # By hand, p of a and d, q of b and c: apart, each part loses nobody but its own body; joined by the merger, the
    # two that are left are apart, so one of them is cut off.
    were_joined = nx.has_path(graph_of(organisations, projects), "oa", "ob")
    assert lost[2][0] == lost[3][0] if were_joined else lost[2][0] <= lost[3][0]
    for bodies, row in zip(("a", "b", "ab"), table.to_dicts(), strict=False):
        rest = projection(graph_of(organisations, projects))
        assert row["efficiency"] == pytest.approx(nx.global_efficiency(rest))
        rest.remove_nodes_from([f"o{org}" for org in bodies])
        if len(rest) > 1:
            assert row["efficiency_left"] == pytest.approx(nx.global_efficiency(rest))
            assert row["reason"] is None
        else:
            assert row["efficiency_left"] is None
            assert row["reason"] == "there are fewer than two organisations left"


def test_projects_lose_their_lead_when_all_who_lead_them_fail() -> None:
    roles = [("a", "p", "lead"), ("b", "p", "lead"), ("a", "q", "coordinator"), ("b", "r", "partner")]
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org.upper(), "kind": "cluster"} for org in "abx"],
        projects=[{"project_id": project, "title": project, "kind": "project"} for project in "pqr"],
        participations=[{"org_id": o, "project_id": p, "role": role} for o, p, role in roles],
    )
    network = Network.of(eco)
    assert [without_lead(network, bodies) for bodies in ("a", "b", "ab")] == [["q"], [], ["p", "q"]]
    assert failing(network, ["a", "b"])["n_without_lead"] == 2
    table = resilience(merger(network, ["a", "b"], name="M")).table
    assert table["name"].to_list() == ["A", "B", "A + B", "M"]
    assert table["n_without_lead"].to_list() == [1, 0, 2, 2]
