"""Hubs and authorities on the flows; second implementation: numpy's singular vectors, and networkx where unique."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from networks import Pairs, funding, own_flows, paid, paying, values

from ecograph.algorithms import spectral
from ecograph.metrics.hits import hits


@given(funding())
@settings(max_examples=40, deadline=None)
def test_hubs_and_authorities_agree_with_networkx_where_they_are_unique(drawn: tuple[str, Pairs]) -> None:
    graph = paid(*drawn)
    found = hits(paying(*drawn))
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
        found = hits(paying("abcd", [(payer, recipient), (other, another)]))
        assert values(found, "hub") == pytest.approx({payer: 0.5, recipient: 0, other: 0.5, another: 0})
        assert values(found, "authority") == pytest.approx({payer: 0, recipient: 0.5, other: 0, another: 0.5})


def test_where_the_solver_gives_up_the_reason_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectral, "DENSE", 1)
    monkeypatch.setattr(spectral, "RESTARTS", 1)
    monkeypatch.setattr(spectral, "BASIS", 5)
    chain = "".join(map(chr, range(ord("A"), ord("A") + 60)))
    pairs = [(chain[i], chain[j]) for i in range(0, 60, 2) for j in (i - 1, i + 1) if 0 <= j < 60]
    assert set(hits(paying(chain, pairs))["reason"]) == {"the computation does not converge"}


def test_a_payment_to_oneself_does_not_count() -> None:
    assert hits(paying("ab", [("a", "a")]))["reason"].to_list() == ["no organisation pays another"] * 2
