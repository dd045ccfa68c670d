"""Eigenvector centrality on the projection; second implementation: networkx. Published: the star (catalogue, C04)."""

import math
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from networks import Partners, letters, network_of, networks, projected, values

from ecograph.algorithms import spectral
from ecograph.metrics.eigenvector import eigenvector
from ecograph.network import Weighting


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
