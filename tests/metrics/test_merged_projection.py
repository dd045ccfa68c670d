"""Merging bodies and projecting: the order matters, and only one of the two is right.

Two bodies in one project are one partner of it once they are merged. Contracting them in the projection instead adds
up a tie for each of them, so the merged body seems to work more closely with the others than it does. Second
implementation: sets of partners, merged by hand.
"""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.network import Network, Weighting

Projects = dict[str, set[str]]


def ecosystem_of(projects: Projects) -> Ecosystem:
    return Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abcd"],
        projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
        participations=[
            {"org_id": org, "project_id": name, "role": "partner"}
            for name, orgs in projects.items()
            for org in sorted(orgs)
        ],
    )


def tie(network: Network, left: str, right: str, weighting: Weighting) -> float:
    at = [network.organisations.index(org) for org in (left, right)]
    return float(network.projection(weighting)[at[0], at[1]])


def contracted(network: Network, left: str, right: str, weighting: Weighting) -> float:
    """Return the wrong weight: that of b and another body after b is contracted into a in the projection."""
    names = dict(enumerate(network.organisations))
    graph = nx.from_scipy_sparse_array(network.projection(weighting), create_using=nx.MultiGraph)
    merged = nx.contracted_nodes(nx.relabel_nodes(graph, names), "a", "b", self_loops=False)
    return float(sum(edge["weight"] for edge in (merged.get_edge_data(left, right) or {}).values()))


def test_contracting_in_the_projection_counts_ties_of_the_merged_body_too_often() -> None:
    ecosystem = ecosystem_of({"p": {"a", "b", "c", "d"}})
    apart, merged = Network.of(ecosystem), Network.of(ecosystem.merged(["a", "b"], "a", "A and B"))
    # by hand: a and b are one of three partners after they merge: one shared project, 1/2 by Newman
    assert tie(merged, "a", "c", "count") == 1.0
    assert tie(merged, "a", "c", "newman") == 0.5
    # the wrong way: one tie from each of them, 1 + 1, and 1/3 + 1/3
    assert contracted(apart, "a", "c", "count") == 2.0
    assert contracted(apart, "a", "c", "newman") == pytest.approx(2 / 3, abs=1e-12)
    # and the tie between two others keeps the weight that four partners gave it
    assert contracted(apart, "c", "d", "newman") == pytest.approx(1 / 3, abs=1e-12)
    assert tie(merged, "c", "d", "newman") == 0.5


def by_hand(projects: Projects, weighting: Weighting) -> dict[frozenset[str], float]:
    """Return the weight of each pair after a and b are one, project by project."""
    found: dict[frozenset[str], float] = {}
    for partners in projects.values():
        ones = {"a" if org == "b" else org for org in partners}
        for pair in combinations(sorted(ones), 2):
            share = 1.0 if weighting == "count" else 1 / (len(ones) - 1)
            found[frozenset(pair)] = found.get(frozenset(pair), 0.0) + share
    return found


projects = st.dictionaries(st.sampled_from("pqrst"), st.sets(st.sampled_from("abcd"), min_size=1))


@given(projects, st.sampled_from(["newman", "count"]))
@settings(max_examples=40, deadline=None)
def test_merging_before_projecting_gives_the_ties_of_one_body(drawn: Projects, weighting: Weighting) -> None:
    network = Network.of(ecosystem_of(drawn).merged(["a", "b"], "a", "A and B"))
    expected = by_hand(drawn, weighting)
    for left, right in combinations("acd", 2):
        assert tie(network, left, right, weighting) == pytest.approx(
            expected.get(frozenset((left, right)), 0.0), abs=1e-12
        )
