"""Density, mean degree, centralisation and clustering of the whole network.

Second implementation: networkx (density, bipartite density, transitivity), and sums over its degrees. Published: the
Southern women (89 ties of 18 women and 14 events) and Freeman's star and ring.
"""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import by_ties

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.density import density
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


def figures(network: Network) -> dict[str, dict[str, Any]]:
    return {row["graph"]: row for row in density(network).iter_rows(named=True)}


def test_the_southern_women_have_the_published_figures() -> None:
    graph = nx.davis_southern_women_graph()
    found = figures(network_of(graph.graph["top"], graph.graph["bottom"], set(graph.edges)))
    # Davis, Gardner & Gardner 1941: 89 of 18 x 14; Opsahl's coefficient as in the documentation of tnet
    assert (found["two-mode"]["n_ties"], found["two-mode"]["density"]) == (89, 89 / 252)
    assert found["two-mode"]["clustering"] == pytest.approx(0.7719, abs=5e-5)
    # of the 153 pairs of women, 139 met (Borgatti & Everett 1997)
    assert (found["projection"]["n_ties"], found["projection"]["n"]) == (139, 18)


@pytest.mark.parametrize(
    ("graph", "centralisation"), [(nx.star_graph(4), 1.0), (nx.cycle_graph(5), 0.0), (nx.complete_graph(4), 0.0)]
)
def test_a_star_is_centralised_and_a_ring_is_not(graph: nx.Graph, centralisation: float) -> None:
    assert figures(by_ties(graph))["projection"]["centralisation"] == centralisation  # Freeman 1979


def test_an_organisation_that_is_in_everything_alone_is_the_most_central_there_can_be() -> None:
    found = figures(network_of(["a", "b", "c"], ["p", "q"], {("a", "p"), ("a", "q")}))
    assert found["two-mode"]["centralisation"] == 1.0


@st.composite
def two_mode(draw: st.DrawFn) -> tuple[list[str], list[str], Pairs]:
    organisations = [f"o{i}" for i in range(draw(st.integers(1, 8)))]
    projects = [f"p{i}" for i in range(draw(st.integers(0, 6)))]
    possible = [(org, name) for org in organisations for name in projects]
    return organisations, projects, draw(st.sets(st.sampled_from(possible))) if possible else set()


@given(two_mode())
@settings(max_examples=40, deadline=None)
def test_the_figures_agree_with_networkx(drawn: tuple[list[str], list[str], Pairs]) -> None:
    organisations, projects, pairs = drawn
    found = figures(network_of(*drawn))
    graph = nx.Graph(pairs)
    graph.add_nodes_from([*organisations, *projects])
    projected = nx.bipartite.projected_graph(graph, organisations)
    both = found["two-mode"]
    assert both["density"] == (pytest.approx(nx.bipartite.density(graph, organisations)) if projects else None)
    assert both["mean_degree"] == pytest.approx(len(pairs) / len(organisations))
    degrees = [degree for _, degree in projected.degree]
    one = found["projection"]
    n = len(organisations)
    assert one["density"] == (pytest.approx(nx.density(projected), abs=1e-9) if n > 1 else None)
    assert (one["n_ties"], one["mean_degree"]) == (projected.number_of_edges(), pytest.approx(sum(degrees) / n))
    spread = sum(max(degrees) - degree for degree in degrees)
    assert one["centralisation"] == (pytest.approx(spread / ((n - 1) * (n - 2))) if n > 2 else None)
    chains = sum(degree * (degree - 1) for degree in degrees)
    assert one["clustering"] == (pytest.approx(nx.transitivity(projected), abs=1e-9) if chains else None)


def test_what_cannot_be_counted_has_all_its_reasons() -> None:
    found = density(network_of(["a"], [], set()))
    why = "there is no pair that could be tied; too few organisations or projects for one to stand out; "
    assert found["reason"].to_list() == [why + "no chain of ties that could be closed"] * 2
    assert found["rows"].to_list() == [[], []]
    assert density(network_of([], [], set())).is_empty()


def test_rows_are_all_participations() -> None:
    found = density(network_of(["a", "b"], ["p"], {("b", "p"), ("a", "p")}))
    assert found["rows"][0].to_list() == ["participations/a|p|partner|1", "participations/b|p|partner|1"]
