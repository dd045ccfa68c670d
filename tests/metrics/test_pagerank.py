"""PageRank on the flows; second implementation: networkx. Published: the pages in tests/algorithms/test_spectral.py."""

import networkx as nx
import pytest
from hypothesis import given, settings
from networks import Pairs, funding, own_flows, paid, paying, values

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.pagerank import pagerank
from ecograph.network import Network


@given(funding())
@settings(max_examples=40, deadline=None)
def test_pagerank_agrees_with_networkx(drawn: tuple[str, Pairs]) -> None:
    graph = paid(*drawn)
    found = pagerank(paying(*drawn))
    if graph.edges:
        expected = nx.pagerank(graph, tol=1e-13, max_iter=1000)
        assert values(found, "pagerank") == pytest.approx(expected, abs=1e-9)
        assert found["reason"].null_count() == found.height
    else:
        assert found["pagerank"].null_count() == found.height
        assert set(found["reason"]) <= {"no organisation pays another"}
    assert set(found["n"]) <= {graph.size(weight="weight")}
    for row in found.iter_rows(named=True):
        assert row["rows"] == own_flows(row["id"], drawn[1])


def test_who_is_paid_by_all_has_most() -> None:
    # by hand: a and b pay c, nobody else pays. a and b get x each, c gets y = x + 2 * 0.85 x = 2.7 x, and 4.7 x = 1
    found = pagerank(paying("abc", [("a", "c"), ("b", "c")]))
    assert values(found, "pagerank") == pytest.approx({"c": 2.7 / 4.7, "a": 1 / 4.7, "b": 1 / 4.7}, abs=1e-12)
    assert found["id"].to_list() == ["c", "a", "b"]


def test_a_payment_to_oneself_does_not_count() -> None:
    assert pagerank(paying("ab", [("a", "a")]))["reason"].to_list() == ["no organisation pays another"] * 2


def test_the_amounts_of_flows_through_projects_and_collectives_do_not_count() -> None:
    flow = {"kind": "grant", "level": "grant"}
    ecosystem = Ecosystem.of(
        organisations=[
            {"org_id": "a", "name": "a", "kind": "company"},
            {"org_id": "them", "name": "them", "kind": "company", "extent": "collective"},
        ],
        projects=[{"project_id": "p", "title": "p", "kind": "project"}],
        flows=[
            {**flow, "flow_id": "f", "payers": ["a"], "recipients": ["p"]},
            {**flow, "flow_id": "g", "payers": ["a"], "recipients": ["them"]},
        ],
    )
    assert pagerank(Network.of(ecosystem)).row(0) == ("a", "a", None, 0, "no organisation pays another", [])
