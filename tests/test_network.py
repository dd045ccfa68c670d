"""From tables to matrices, the projection, and the graph for exchange.

Second implementations: Python sets for the incidence matrices, ``networkx.bipartite`` for the projections.
"""

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms.matrix import Matrix
from ecograph.ecosystem import Ecosystem
from ecograph.network import Network, to_networkx

Row = dict[str, object]
Pairs = set[tuple[str, str]]

SETTINGS = settings(max_examples=50, deadline=None)


def organisation(org: str, **more: object) -> Row:
    return {"org_id": org, "name": org.upper(), "kind": "company", **more}


def project(name: str) -> Row:
    return {"project_id": name, "title": name.upper(), "kind": "project"}


def takes_part(org: str, name: str, role: str = "partner", seq: int = 1) -> Row:
    return {"org_id": org, "project_id": name, "role": role, "seq": seq}


def two_mode(organisations: str, projects: str, pairs: Pairs) -> Ecosystem:
    """Return an Ecosystem of organisations, projects and participations, all with names of one letter."""
    return Ecosystem.of(
        organisations=[organisation(org) for org in organisations],
        projects=[project(name) for name in projects],
        participations=[takes_part(*pair) for pair in sorted(pairs)],
    )


def pairs_of(matrix: Matrix, rows: tuple[str, ...], columns: tuple[str, ...]) -> dict[tuple[str, str], float]:
    coo = matrix.tocoo()
    return {
        (rows[i], columns[j]): float(value)
        for i, j, value in zip(coo.coords[0], coo.coords[1], coo.data, strict=True)
        if value
    }


@st.composite
def ecosystems(draw: st.DrawFn) -> tuple[Ecosystem, str, str, Pairs]:
    organisations = "abcdefgh"[: draw(st.integers(0, 8))]
    projects = "pqrstu"[: draw(st.integers(0, 6))]
    possible = [(org, name) for org in organisations for name in projects]
    pairs = draw(st.sets(st.sampled_from(possible))) if possible else set()
    return two_mode(organisations, projects, pairs), organisations, projects, pairs


@pytest.fixture
def small() -> Ecosystem:
    """Three organisations in two projects, with everything that must not become a tie of its own."""
    return Ecosystem.of(
        organisations=[
            organisation("c", kind="cluster"),
            organisation("b"),
            organisation("a"),
            organisation("alone"),
            organisation("host"),
            organisation("regions", extent="collective"),
            organisation("somebody", extent="unnamed"),
        ],
        projects=[project("q"), project("p"), project("empty")],
        participations=[
            takes_part("b", "p"),
            takes_part("a", "p"),
            takes_part("a", "p", "lead"),
            takes_part("a", "p", "lead", 2),
            takes_part("regions", "p"),
            takes_part("c", "q"),
        ],
        memberships=[
            {"org_id": "a", "cluster_id": "c", "role": "member"},
            {"org_id": "a", "cluster_id": "c", "role": "founder", "seq": 2},
            {"org_id": "b", "cluster_id": "host", "role": "member"},
            {"org_id": "regions", "cluster_id": "c", "role": "member"},
        ],
        flows=[
            {"flow_id": "f", "payers": ["a", "b"], "recipients": ["c", "p"], "kind": "grant", "level": "grant"},
            {"flow_id": "g", "payers": ["a"], "recipients": ["c"], "kind": "grant", "level": "grant"},
            {"flow_id": "h", "payers": ["a"], "recipients": None, "kind": "grant", "level": "grant"},
            {"flow_id": "i", "payers": [], "recipients": ["c"], "kind": "grant", "level": "grant"},
            {"flow_id": "j", "payers": ["regions"], "recipients": ["c"], "kind": "grant", "level": "grant"},
        ],
    )


def test_nodes_are_the_single_organisations_and_all_projects_sorted(small: Ecosystem) -> None:
    network = Network.of(small)
    assert network.organisations == ("a", "alone", "b", "c", "host")
    assert network.projects == ("empty", "p", "q")


def test_a_cluster_is_of_that_kind_or_has_members(small: Ecosystem) -> None:
    assert Network.of(small).clusters == ("c", "host")
    without_members = Ecosystem.of(organisations=[organisation("c", kind="cluster"), organisation("a")])
    assert Network.of(without_members).clusters == ("c",)


def test_a_pair_in_several_roles_is_one_tie(small: Ecosystem) -> None:
    network = Network.of(small)
    ties = pairs_of(network.participation, network.organisations, network.projects)
    assert ties == {("a", "p"): 1, ("b", "p"): 1, ("c", "q"): 1}


def test_a_membership_in_several_roles_is_one_tie(small: Ecosystem) -> None:
    network = Network.of(small)
    ties = pairs_of(network.membership, network.organisations, network.clusters)
    assert ties == {("a", "c"): 1, ("b", "host"): 1}


def test_funding_counts_the_flows_between_two_organisations(small: Ecosystem) -> None:
    network = Network.of(small)
    ties = pairs_of(network.funding, network.organisations, network.organisations)
    # by hand: a pays c in f and g, b in f; p is no organisation, h has no recipient, i no payer, j a collective one
    assert ties == {("a", "c"): 2, ("b", "c"): 1}


def test_collective_bodies_are_nodes_when_asked_for(small: Ecosystem) -> None:
    network = Network.of(small, extents=("single", "collective"))
    assert network.organisations == ("a", "alone", "b", "c", "host", "regions")
    ties = pairs_of(network.participation, network.organisations, network.projects)
    assert ("regions", "p") in ties
    assert ("regions", "c") in pairs_of(network.funding, network.organisations, network.organisations)


def turned(ecosystem: Ecosystem) -> Ecosystem:
    """Return the same Ecosystem, made of its rows from the last to the first."""
    rows = {name: frame.reverse().to_dicts() for name, frame in ecosystem.frames().items() if name != "sources"}
    return Ecosystem.of(ecosystem.title, **rows)


def test_the_order_of_the_rows_does_not_matter(small: Ecosystem) -> None:
    one, other = Network.of(small), Network.of(turned(small))
    assert (one.organisations, one.projects, one.clusters) == (other.organisations, other.projects, other.clusters)
    for matrix in ("participation", "membership", "funding"):
        assert (getattr(one, matrix) != getattr(other, matrix)).nnz == 0, matrix


def test_without_isolates_keeps_who_has_a_participation(small: Ecosystem) -> None:
    active = Network.of(small).without_isolates()
    assert active.organisations == ("a", "b", "c")
    assert active.projects == ("p", "q")
    assert pairs_of(active.participation, active.organisations, active.projects) == {
        ("a", "p"): 1,
        ("b", "p"): 1,
        ("c", "q"): 1,
    }
    # clusters stay the columns of the memberships, also when they take part in nothing themselves
    assert active.clusters == ("c", "host")
    assert pairs_of(active.membership, active.organisations, active.clusters) == {("a", "c"): 1, ("b", "host"): 1}
    assert pairs_of(active.funding, active.organisations, active.organisations) == {("a", "c"): 2, ("b", "c"): 1}


def test_a_network_of_nothing_has_no_nodes_and_no_isolates() -> None:
    network = Network.of(Ecosystem.of())
    assert repr(network) == "Network(organisations=0, projects=0, clusters=0, participations=0, memberships=0)"
    assert repr(network.without_isolates()) == repr(network)
    assert network.projection().shape == (0, 0)


@given(ecosystems())
@SETTINGS
def test_participation_is_the_set_of_pairs(drawn: tuple[Ecosystem, str, str, Pairs]) -> None:
    ecosystem, organisations, projects, pairs = drawn
    network = Network.of(ecosystem)
    assert set(pairs_of(network.participation, network.organisations, network.projects)) == pairs
    assert "".join(network.organisations) == organisations
    assert "".join(network.projects) == projects


def test_newman_weights_count_large_consortia_down() -> None:
    # Newman 2001: p1 = {a, b, c} and p2 = {a, b} give w_ab = 1/2 + 1 and w_ac = 1/2; q has one partner and gives none
    network = Network.of(
        two_mode("abcd", "pqr", {("a", "p"), ("b", "p"), ("c", "p"), ("a", "r"), ("b", "r"), ("d", "q")})
    )
    tied = pairs_of(network.projection(), network.organisations, network.organisations)
    expected = {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}
    assert tied == expected | {(right, left): weight for (left, right), weight in expected.items()}


def test_the_strength_of_an_organisation_is_the_number_of_its_shared_projects() -> None:
    # Newman 2001, the check of the catalogue: strength(a) = 2
    network = Network.of(two_mode("abc", "pr", {("a", "p"), ("b", "p"), ("c", "p"), ("a", "r"), ("b", "r")}))
    assert network.projection().sum(axis=1)[0] == pytest.approx(2)


@given(ecosystems(), st.booleans())
@SETTINGS
def test_projections_agree_with_networkx(drawn: tuple[Ecosystem, str, str, Pairs], newman: bool) -> None:
    ecosystem, organisations, projects, pairs = drawn
    graph = nx.Graph()
    graph.add_nodes_from(organisations)
    graph.add_nodes_from([*projects, "none"])  # networkx refuses a mode without a node
    graph.add_edges_from(pairs)
    project_ = nx.bipartite.collaboration_weighted_projected_graph if newman else nx.bipartite.weighted_projected_graph
    expected = project_(graph, list(organisations))
    network = Network.of(ecosystem)
    tied = pairs_of(network.projection("newman" if newman else "count"), network.organisations, network.organisations)
    assert set(tied) == {pair for a, b in expected.edges for pair in ((a, b), (b, a))}
    for (left, right), weight in tied.items():
        assert weight == pytest.approx(expected[left][right]["weight"], abs=1e-12)


@given(ecosystems())
@SETTINGS
def test_a_projection_is_symmetric_with_an_empty_diagonal(drawn: tuple[Ecosystem, str, str, Pairs]) -> None:
    projection = Network.of(drawn[0]).projection()
    assert np.abs((projection - projection.T).toarray()).max(initial=0) == 0
    assert not projection.diagonal().any()
    assert projection.data.all()  # no stored zero: nnz is the number of ties


def test_what_is_found_once_is_kept_by_network_function_and_options() -> None:
    asked: list[tuple[int, int]] = []

    def sizes(network: Network, *, factor: int) -> list[int]:
        asked.append((len(network.organisations), factor))
        return [len(network.organisations) * factor]

    one, two = Network.of(two_mode("a", "", set())), Network.of(two_mode("ab", "", set()))
    assert [one.once(sizes, factor=1), one.once(sizes, factor=3), two.once(sizes, factor=3)] == [[1], [3], [6]]
    assert one.once(sizes, factor=3) is one.once(sizes, factor=3)
    assert asked == [(1, 1), (1, 3), (2, 3)]
    assert one.without_isolates().once(sizes, factor=3) == [0]


@pytest.fixture
def rich() -> Ecosystem:
    """One row of each table that becomes a node or an edge, and ids that meet."""
    return Ecosystem.of(
        "a title",
        organisations=[organisation("a", country="DK"), organisation("b"), organisation("c", kind="cluster")],
        projects=[project("p")],
        memberships=[{"org_id": "a", "cluster_id": "c", "role": "member", "as_of": "2020"}],
        participations=[takes_part("a", "p"), takes_part("a", "p", "lead")],
        flows=[
            {
                "flow_id": "joint",
                "payers": ["a", "b"],
                "recipients": ["c", "p"],
                "amount": 5.0,
                "qualifier": "exact",
                "currency": "DKK",
                "kind": "grant",
                "level": "grant",
            },
            {"flow_id": "p", "payers": None, "recipients": [], "kind": "grant", "level": "call"},
        ],
        ties=[{"tie_id": "t", "subject": "c", "kind": "founder", "object": "p", "from": "2014"}],
        frameworks=[{"framework_id": "w", "kind": "needs", "label_da": "b", "label_nb": "b", "label_en": "n"}],
        themes=[
            {"theme_id": "joint", "framework_id": "w", "number": 1, "label_da": "x", "label_nb": "y", "label_en": "z"},
            {"theme_id": "own", "framework_id": "w", "label_da": "x", "label_nb": "y", "label_en": "z"},
        ],
        tags=[
            {"subject": "a", "theme_id": "joint", "basis": "stated"},
            {"subject": "p", "theme_id": "own", "basis": "assigned"},
        ],
    )


FACT: dict[str, Any] = {"source_id": "given", "certainty": "certain", "status": "actual"}


def test_every_organisation_project_flow_and_theme_is_a_node_with_its_columns(rich: Ecosystem) -> None:
    graph = to_networkx(rich)
    assert graph.graph == {"title": "a title"}
    assert list(graph.nodes) == ["a", "b", "c", "p", "joint", "flows:p", "themes:joint", "own"]
    assert graph.nodes["a"] == FACT | {
        "table": "organisations",
        "org_id": "a",
        "name": "A",
        "country": "DK",
        "kind": "company",
        "extent": "single",
    }
    assert graph.nodes["joint"] == FACT | {
        "table": "flows",
        "flow_id": "joint",
        "payers": "a|b",
        "recipients": "c|p",
        "amount": 5.0,
        "qualifier": "exact",
        "currency": "DKK",
        "kind": "grant",
        "level": "grant",
    }
    assert graph.nodes["flows:p"] == FACT | {
        "table": "flows",
        "flow_id": "p",
        "recipients": "",
        "kind": "grant",
        "level": "call",
    }
    assert graph.nodes["themes:joint"]["number"] == 1


def test_every_membership_participation_tie_and_tag_is_an_edge_with_its_other_columns(rich: Ecosystem) -> None:
    edges = list(to_networkx(rich).edges(keys=True, data=True))
    member = FACT | {"table": "memberships", "seq": 1, "role": "member", "as_of": "2020"}
    founder = FACT | {"table": "ties", "tie_id": "t", "kind": "founder", "from": "2014"}
    assert ("a", "c", 0, member) in edges
    assert ("c", "p", 0, founder) in edges
    assert ("a", "p", 0, FACT | {"table": "participations", "role": "lead", "seq": 1}) in edges
    assert ("a", "p", 1, FACT | {"table": "participations", "role": "partner", "seq": 1}) in edges
    assert ("a", "themes:joint", 0, FACT | {"table": "tags", "basis": "stated"}) in edges
    assert ("p", "own", 0, FACT | {"table": "tags", "basis": "assigned"}) in edges
    assert len(edges) == 10  # by hand: these 6, and 4 of the joint flow


def test_a_joint_flow_stays_one_node_between_its_payers_and_recipients(rich: Ecosystem) -> None:
    graph = to_networkx(rich)
    assert list(graph.in_edges("joint", data=True)) == [
        ("a", "joint", {"table": "payers"}),
        ("b", "joint", {"table": "payers"}),
    ]
    assert list(graph.out_edges("joint", data=True)) == [
        ("joint", "c", {"table": "recipients"}),
        ("joint", "p", {"table": "recipients"}),
    ]
    assert graph.degree("flows:p") == 0


def test_the_graph_is_the_same_for_rows_in_any_order(rich: Ecosystem) -> None:
    one, other = to_networkx(rich), to_networkx(turned(rich))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_the_graph_of_nothing_is_empty() -> None:
    assert to_networkx(Ecosystem.of()).number_of_nodes() == 0


@given(ecosystems())
@SETTINGS
def test_every_tie_of_the_matrix_is_an_edge_of_the_graph(drawn: tuple[Ecosystem, str, str, Pairs]) -> None:
    ecosystem, organisations, projects, pairs = drawn
    graph = to_networkx(ecosystem)
    assert set(graph.edges()) == pairs
    assert set(graph) == {*organisations, *projects}
    assert not any(graph.has_edge(*pair) for pair in combinations(organisations, 2))
