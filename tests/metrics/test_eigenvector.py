"""Eigenvector centrality on the projection; second implementation: networkx. Published: the star (catalogue, C04)."""

import math
from itertools import combinations, pairwise

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms import spectral
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.eigenvector import eigenvector
from ecograph.network import Network, Weighting

Partners = dict[str, str]


def network_of(organisations: str, projects: Partners) -> Network:
    """Return a network of organisations of one letter, and of projects with their partners."""
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": f"the {org}", "kind": "company"} for org in organisations],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
            participations=[
                {"org_id": org, "project_id": name, "role": "partner"}
                for name, partners in projects.items()
                for org in partners
            ],
        )
    )


@st.composite
def networks(draw: st.DrawFn) -> tuple[str, Partners]:
    organisations = "abcdefghij"[: draw(st.integers(0, 10))]
    partners = st.sets(st.sampled_from(organisations), max_size=4) if organisations else st.just(set[str]())
    drawn = draw(st.lists(partners, max_size=9))
    return organisations, {f"p{i}": "".join(sorted(found)) for i, found in enumerate(drawn)}


def projected(organisations: str, projects: Partners) -> nx.Graph:
    """Return the projection as networkx makes it, with Newman weights and, as count, numbers of projects."""
    graph = nx.Graph()
    graph.add_nodes_from(organisations)
    for partners in projects.values():
        for left, right in combinations(partners, 2):
            before = graph.get_edge_data(left, right, {"weight": 0, "count": 0})
            weight = before["weight"] + 1 / (len(partners) - 1)
            graph.add_edge(left, right, weight=weight, count=before["count"] + 1)
    return graph


def values(table: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(table.select("id", column).iter_rows())


def letters(graph: nx.Graph) -> tuple[str, Partners]:
    """Return a graph as a network in which each tie is a project of two; its nodes in order are a, b, c and on."""
    names = dict(zip(graph, map(chr, range(ord("a"), ord("a") + len(graph))), strict=True))
    return "".join(names.values()), {f"p{i}": names[a] + names[b] for i, (a, b) in enumerate(graph.edges)}


def test_the_centre_of_a_star_has_the_published_value() -> None:
    found = eigenvector(network_of(*letters(nx.star_graph(4))))
    assert found.row(0, named=True)["eigenvector"] == pytest.approx(1 / math.sqrt(2), abs=1e-12)
    # equal values are equal to the last digit shown, and so stand in the order of ids
    assert found["id"].to_list() == list("abcde")
    assert found["eigenvector"].n_unique() == 2
    assert found["eigenvector"][0] == 0.707106781187


@pytest.mark.parametrize(("weighting", "weight"), [("newman", "weight"), ("count", "count")])
@given(drawn=networks())
@settings(max_examples=30, deadline=None)
def test_eigenvector_agrees_with_networkx(weighting: Weighting, weight: str, drawn: tuple[str, Partners]) -> None:
    graph = projected(*drawn)
    found = eigenvector(network_of(*drawn), weighting=weighting)
    parts = sorted(nx.connected_components(graph), key=len, reverse=True)
    reasons = set(found["reason"].drop_nulls())
    if not graph.edges:
        assert reasons <= {"no two organisations share a project"}
        assert found["eigenvector"].null_count() == found.height
        assert set(found["n"]) <= {0}
    elif len(parts) > 1 and len(parts[0]) == len(parts[1]):
        assert reasons == {"several components are the largest"}
        assert found["eigenvector"].null_count() == found.height
    else:
        assert reasons <= {"outside the largest component"}
        assert set(found["n"]) == {len(parts[0])}
        known = {node: value for node, value in values(found, "eigenvector").items() if value is not None}
        largest = graph.subgraph(parts[0])
        if len(largest) > 2:  # networkx wants three nodes
            expected = nx.eigenvector_centrality_numpy(largest, weight=weight)
            assert known == pytest.approx(expected, abs=1e-9)
        else:
            assert known == pytest.approx(dict.fromkeys(largest, 1 / math.sqrt(2)), abs=1e-9)


def test_where_the_solver_gives_up_the_reason_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectral, "DENSE", 1)
    monkeypatch.setattr(spectral, "RESTARTS", 1)
    monkeypatch.setattr(spectral, "BASIS", 5)
    chain = "".join(map(chr, range(ord("A"), ord("A") + 50)))
    found = eigenvector(network_of(chain, {f"p{i}": a + b for i, (a, b) in enumerate(pairwise(chain))}))
    assert set(found["reason"]) == {"the computation does not converge on so long a chain"}


def test_no_organisation_gives_an_empty_table() -> None:
    assert eigenvector(network_of("", {})).is_empty()


def test_two_pairs_are_equally_large() -> None:
    found = eigenvector(network_of("abcde", {"p": "ab", "q": "cd"}))
    assert found["eigenvector"].to_list() == [None] * 5
    assert set(found["reason"]) == {"several components are the largest"}
