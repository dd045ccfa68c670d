"""Hubs and authorities on the flows; second implementation: numpy's singular vectors, and networkx where unique."""

import networkx as nx
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms import spectral
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.hits import hits
from ecograph.network import Network

Pairs = list[tuple[str, str]]


def network_of(organisations: str, pairs: Pairs) -> Network:
    """Return a network of organisations of one letter, with a flow for each pair of payer and recipient."""
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": f"the {org}", "kind": "company"} for org in organisations],
            flows=[
                {"flow_id": f"f{i}", "payers": [payer], "recipients": [recipient], "kind": "grant", "level": "grant"}
                for i, (payer, recipient) in enumerate(pairs)
            ],
        )
    )


@st.composite
def funding(draw: st.DrawFn) -> tuple[str, Pairs]:
    organisations = "abcdefgh"[: draw(st.integers(0, 8))]
    one = st.sampled_from(organisations) if organisations else st.nothing()
    return organisations, draw(st.lists(st.tuples(one, one), max_size=14)) if organisations else []


def as_networkx(organisations: str, pairs: Pairs) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(organisations)
    for payer, recipient in pairs:
        if payer != recipient:
            weight = graph.get_edge_data(payer, recipient, {"weight": 0})["weight"]
            graph.add_edge(payer, recipient, weight=weight + 1)
    return graph


def values(table: pl.DataFrame, column: str) -> dict[str, float | None]:
    return dict(table.select("id", column).iter_rows())


def own_flows(organisation: str, pairs: Pairs) -> list[str]:
    return sorted(f"flows/f{i}" for i, pair in enumerate(pairs) if organisation in pair and len(set(pair)) > 1)


@given(funding())
@settings(max_examples=40, deadline=None)
def test_hubs_and_authorities_agree_with_networkx_where_they_are_unique(drawn: tuple[str, Pairs]) -> None:
    graph = as_networkx(*drawn)
    found = hits(network_of(*drawn))
    for row in found.iter_rows(named=True):
        assert row["rows"] == own_flows(row["id"], drawn[1])
    if not graph.edges:
        assert found["hub"].null_count() == found["authority"].null_count() == found.height
        assert set(found["reason"]) <= {"no organisation pays another"}
        return
    singular = np.linalg.svd(nx.to_numpy_array(graph), compute_uv=False)
    if singular[1] < 0.99 * singular[0] and len(graph) > 2:  # networkx wants three nodes
        hubs, authorities = nx.hits(graph, tol=1e-14)
        assert values(found, "hub") == pytest.approx(hubs, abs=1e-9)
        assert values(found, "authority") == pytest.approx(authorities, abs=1e-9)
    assert found["hub"].sum() == pytest.approx(1, abs=1e-10)
    assert found["authority"].sum() == pytest.approx(1, abs=1e-10)


def test_where_two_groups_lead_equally_both_are_shown_whatever_their_names() -> None:
    # by hand: two pairs with one flow each are the same; half for each payer, and for each recipient
    for names in ("abcd", "dcba", "cadb"):
        payer, recipient, other, another = names
        found = hits(network_of("abcd", [(payer, recipient), (other, another)]))
        assert values(found, "hub") == pytest.approx({payer: 0.5, recipient: 0, other: 0.5, another: 0})
        assert values(found, "authority") == pytest.approx({payer: 0, recipient: 0.5, other: 0, another: 0.5})


def test_where_the_solver_gives_up_the_reason_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectral, "DENSE", 1)
    monkeypatch.setattr(spectral, "RESTARTS", 1)
    monkeypatch.setattr(spectral, "BASIS", 5)
    chain = "".join(map(chr, range(ord("A"), ord("A") + 60)))
    pairs = [(chain[i], chain[j]) for i in range(0, 60, 2) for j in (i - 1, i + 1) if 0 <= j < 60]
    assert set(hits(network_of(chain, pairs))["reason"]) == {"the computation does not converge"}


def test_a_payment_to_oneself_does_not_count() -> None:
    assert hits(network_of("ab", [("a", "a")]))["reason"].to_list() == ["no organisation pays another"] * 2
