"""Connected components of the two-mode graph; second implementation: ``networkx.connected_components``."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.components import components
from ecograph.network import Network

Pairs = set[tuple[str, str]]


def network_of(organisations: list[str], projects: list[str], pairs: Pairs) -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in organisations],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
            participations=[{"org_id": org, "project_id": name, "role": "partner"} for org, name in sorted(pairs)],
        )
    )


@st.composite
def two_mode(draw: st.DrawFn) -> tuple[list[str], list[str], Pairs]:
    # ids of both modes lie between each other, so that the order by id is not the order by mode
    organisations = [f"n{i:02}" for i in range(0, 2 * draw(st.integers(0, 8)), 2)]
    projects = [f"n{i:02}" for i in range(1, 2 * draw(st.integers(0, 6)), 2)]
    possible = [(org, name) for org in organisations for name in projects]
    pairs = draw(st.sets(st.sampled_from(possible), max_size=10)) if possible else set()
    return organisations, projects, pairs


@given(two_mode())
@settings(max_examples=60, deadline=None)
def test_components_agree_with_networkx(drawn: tuple[list[str], list[str], Pairs]) -> None:
    organisations, projects, pairs = drawn
    graph = nx.Graph()
    graph.add_nodes_from([*organisations, *projects])
    graph.add_edges_from(pairs)
    expected = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    found = components(network_of(*drawn)).to_dicts()
    assert [row["component"] for row in found] == list(range(1, len(expected) + 1))
    for row, part in zip(found, expected, strict=True):
        assert row["organisations"] == [node for node in part if node in organisations]
        assert row["projects"] == [node for node in part if node in projects]
        assert (row["n_organisations"], row["n_projects"]) == (len(row["organisations"]), len(row["projects"]))
        assert row["share"] == (row["n_organisations"] / len(organisations) if organisations else None)
        assert row["reason"] == (None if organisations else "there is no organisation")
        assert row["rows"] == [f"organisations/{i}" for i in row["organisations"]] + [
            f"projects/{i}" for i in row["projects"]
        ]


def test_shares_of_the_components_add_up_to_one() -> None:
    # by hand: {a, b, p} with 2 of 4, {c, q} and {d}
    found = components(network_of(["a", "b", "c", "d"], ["p", "q"], {("a", "p"), ("b", "p"), ("c", "q")}))
    assert found["share"].to_list() == [0.5, 0.25, 0.25]


def test_without_ties_every_node_is_alone() -> None:
    found = components(network_of(["b", "a"], ["p"], set()))
    assert found.select("organisations", "projects").rows() == [(["a"], []), (["b"], []), ([], ["p"])]


def test_no_node_gives_no_component() -> None:
    assert components(network_of([], [], set())).is_empty()
