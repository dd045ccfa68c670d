"""What lies some ties around an organisation, and nothing that points outside of it."""

import networkx as nx
import pytest
from ecosystems import Tables, tables
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.neighbourhood import neighbourhood

PATH = "abcdef"


def path() -> Ecosystem:
    """The body a takes part in p with b; b belongs to c; c is tied to d; e pays d and f."""
    return Ecosystem.of(
        "Path",
        organisations=[{"org_id": org, "name": org} for org in PATH],
        projects=[{"project_id": "p", "title": "p", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "ab"],
        memberships=[{"org_id": "b", "cluster_id": "c", "role": "member"}],
        ties=[{"tie_id": "t", "subject": "d", "kind": "asks", "object": "c"}],
        flows=[
            {"flow_id": "both", "payers": ["e"], "recipients": ["d", "f"], "kind": "grant", "level": "grant"},
            {"flow_id": "half", "payers": ["a"], "kind": "grant", "level": "grant"},
        ],
        figures=[{"figure_id": "k", "what": "bodies", "value": 7.0}],
        goals=[{"goal_id": "g", "kind": "outcome"}],
    )


@pytest.mark.parametrize(
    ("hops", "found"),
    [
        (0, "a"),
        (1, "ap"),
        (2, "abp"),
        (3, "abcp"),
        (4, "abcdp"),
        # the amount that e pays d is one with that for f, so f is there too
        (5, "abcdefp"),
        (9, "abcdefp"),
    ],
)
def test_each_kind_of_tie_is_one_step(hops: int, found: str) -> None:
    near = neighbourhood(path(), "a", hops)
    assert "".join([*near.organisations["org_id"], *near.projects["project_id"]]) == found
    assert "half" in near.flows["flow_id"]


def test_what_is_said_of_nobody_is_not_near() -> None:
    near = neighbourhood(path(), "a", 9)
    assert (near.figures.height, near.goals.height) == (0, 0)
    assert near.title == "Path"


@pytest.mark.parametrize(
    ("org", "hops", "said"), [("x", 1, "no organisation x"), ("p", 1, "no organisation p"), ("a", -1, "0 or more")]
)
def test_what_cannot_be_is_refused(org: str, hops: int, said: str) -> None:
    with pytest.raises(EcographError, match=said):
        neighbourhood(path(), org, hops)


@given(rows=tables(), hops=st.integers(0, 4))
@settings(max_examples=40, deadline=None)
def test_it_is_what_a_walk_over_the_lines_of_the_map_reaches(rows: Tables, hops: int) -> None:
    eco = Ecosystem.of("", **rows)
    if not eco.organisations.height:
        return
    org = eco.organisations["org_id"][0]
    lines = nx.Graph()
    lines.add_node(org)
    lines.add_edges_from(eco.participations.select("org_id", "project_id").iter_rows())
    lines.add_edges_from(eco.memberships.select("org_id", "cluster_id").iter_rows())
    lines.add_edges_from(eco.ties.select("subject", "object").iter_rows())
    for payers, recipients in eco.flows.select("payers", "recipients").iter_rows():
        lines.add_edges_from((a, b) for a in payers or () for b in recipients or ())
    reached = set(nx.single_source_shortest_path_length(lines, org, cutoff=hops))
    near = neighbourhood(eco, org, hops)
    found = {*near.organisations["org_id"], *near.projects["project_id"]}
    # whoever is there besides shares an amount with somebody who was reached
    assert reached <= found
    money = near.flows.select("payers", "recipients").iter_rows()
    shared = {body for ends in money for side in ends for body in side or ()}
    assert found - reached <= shared
