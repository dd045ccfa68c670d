"""Fragmentation of the whole network.

Second implementation: components of networkx. Published: parts of three and two give 0.6 (Borgatti 2006).
"""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.fragmentation import fragmentation
from ecograph.network import Network

Pairs = set[tuple[str, str]]


def network_of(organisations: list[str], pairs: Pairs) -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in organisations],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in "pqrs"],
            participations=[{"org_id": org, "project_id": name, "role": "partner"} for org, name in sorted(pairs)],
        )
    )


def test_parts_of_three_and_two_are_as_published() -> None:
    pairs = {("a", "p"), ("b", "p"), ("c", "p"), ("d", "q"), ("e", "q")}
    row = fragmentation(network_of(list("abcde"), pairs)).row(0, named=True)
    assert (row["fragmentation"], row["n_components"], row["largest_share"], row["n"]) == (0.6, 2, 0.6, 5)


@given(st.integers(1, 8), st.sets(st.tuples(st.integers(0, 7), st.sampled_from("pqrs"))))
@settings(max_examples=40, deadline=None)
def test_fragmentation_agrees_with_networkx(n: int, drawn: set[tuple[int, str]]) -> None:
    organisations = [f"o{i}" for i in range(n)]
    pairs = {(f"o{i}", name) for i, name in drawn if i < n}
    graph = nx.Graph(pairs)
    graph.add_nodes_from(organisations)
    sizes = [len(part & set(organisations)) for part in nx.connected_components(graph)]
    row = fragmentation(network_of(organisations, pairs)).row(0, named=True)
    expected = 1 - sum(size * (size - 1) for size in sizes) / (n * (n - 1)) if n > 1 else None
    assert row["fragmentation"] == (None if expected is None else pytest.approx(expected, abs=1e-12))
    assert row["reason"] == ("fewer than two organisations" if n == 1 else None)
    assert (row["n_components"], row["largest_share"]) == (len(sizes), max(sizes) / n)


def test_no_organisation_gives_no_row() -> None:
    assert fragmentation(network_of([], set())).is_empty()
