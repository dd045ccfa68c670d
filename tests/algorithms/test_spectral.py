"""Eigenvector centrality, PageRank and HITS.

Second implementations: numpy on the dense matrix, and networkx where what it gives is unique. Published: a star has
1/sqrt(2) in its centre (metric catalogue, C04); the six pages of Langville and Meyer 2005, A survey of eigenvector
methods for web information retrieval, SIAM Review 47:135-161, and 2006, Google's PageRank and beyond.
"""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import as_networkx, graphs
from scipy import sparse

from ecograph.algorithms import spectral
from ecograph.algorithms.matrix import Matrix, Vector
from ecograph.algorithms.spectral import eigenvector, hits, pagerank


@st.composite
def directed(draw: st.DrawFn) -> Matrix:
    n = draw(st.integers(0, 9))
    dense = np.zeros((n, n))
    if n:
        node = st.integers(0, n - 1)
        for i, j, weight in draw(st.lists(st.tuples(node, node, st.sampled_from([1.0, 2.0, 5.0])), max_size=20)):
            dense[i, j] = weight
    return sparse.csr_array(dense)


def without_loops(graph: Matrix) -> Vector:
    dense: Vector = graph.toarray()
    np.fill_diagonal(dense, 0)
    return dense


@pytest.fixture(params=[200, 1], ids=["dense", "by Lanczos"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectral, "DENSE", request.param)


either_way = pytest.mark.usefixtures("_either_way")


@pytest.mark.parametrize("dense", [200, 1])
@given(graph=graphs())
@settings(max_examples=40, deadline=None)
def test_eigenvector_agrees_with_networkx(dense: int, graph: Matrix) -> None:
    before = graph.toarray()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spectral, "DENSE", dense)
        found = eigenvector(graph)
    plain = as_networkx(graph)
    sizes = sorted((len(part) for part in nx.connected_components(plain)), reverse=True)
    expected = dict.fromkeys(plain, math.nan)
    if sizes and sizes[0] > 1 and sizes[0] not in sizes[1:]:
        largest = plain.subgraph(max(nx.connected_components(plain), key=len))
        values, _ = np.linalg.eigh(nx.to_numpy_array(largest))
        if len(values) == 2:  # networkx wants k < n - 1
            expected |= dict.fromkeys(largest, 1 / math.sqrt(2))
        else:
            expected |= nx.eigenvector_centrality_numpy(largest, weight="weight")
    assert dict(enumerate(found.tolist())) == pytest.approx(expected, abs=1e-9, nan_ok=True)
    assert (graph.toarray() == before).all()


@either_way
def test_the_centre_of_a_star_has_the_published_eigenvector() -> None:
    assert eigenvector(nx.to_scipy_sparse_array(nx.star_graph(4)))[0] == pytest.approx(1 / math.sqrt(2), abs=1e-12)


def test_equally_large_components_leave_the_eigenvector_undefined() -> None:
    pairs = nx.to_scipy_sparse_array(nx.disjoint_union(nx.path_graph(2), nx.path_graph(2)))
    assert np.isnan(eigenvector(pairs)).all()


def test_a_chain_that_is_too_long_for_the_solver_is_undefined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectral, "RESTARTS", 1)
    assert np.isnan(eigenvector(nx.to_scipy_sparse_array(nx.path_graph(500)))).all()
    both_ways = nx.to_scipy_sparse_array(nx.path_graph(500))
    assert np.isnan(hits(sparse.csr_array(np.triu(both_ways.toarray())) + both_ways).hub).all()


@given(directed())
@settings(max_examples=50, deadline=None)
def test_pagerank_agrees_with_networkx_and_with_the_linear_equations(graph: Matrix) -> None:
    before = graph.toarray()
    found = pagerank(graph)
    dense = without_loops(graph)
    n = len(dense)
    plain = nx.from_numpy_array(dense, create_using=nx.DiGraph)
    expected = nx.pagerank(plain, tol=1e-13, max_iter=1000) if n else {}
    assert dict(enumerate(found.tolist())) == pytest.approx(expected, abs=1e-9)
    if n:
        out = dense.sum(axis=1, keepdims=True)
        steps = np.where(out > 0, dense / np.where(out > 0, out, 1), 1 / n)
        exact = np.linalg.solve(np.eye(n) - 0.85 * steps.T, np.full(n, 0.15 / n))
        assert found == pytest.approx(exact, abs=1e-13)
    assert (graph.toarray() == before).all()


@pytest.mark.parametrize("dense", [200, 1])
@given(graph=directed())
@settings(max_examples=40, deadline=None)
def test_hits_is_what_all_singular_vectors_of_numpy_give_from_equal_hubs(dense: int, graph: Matrix) -> None:
    before = graph.toarray()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spectral, "DENSE", dense)
        found = hits(graph)
    matrix = without_loops(graph)
    if not matrix.any():
        assert np.isnan(found.hub).all()
        assert np.isnan(found.authority).all()
        return
    left, values, _ = np.linalg.svd(matrix)
    leading = left[:, np.isclose(values, values[0], rtol=1e-9)]
    hub = leading @ leading.sum(axis=0)
    authority = matrix.T @ hub
    assert found.hub == pytest.approx(hub / hub.sum(), abs=1e-9)
    assert found.authority == pytest.approx(authority / authority.sum(), abs=1e-9)
    second = values[1] if len(values) > 1 else 0
    if second < 0.99 * values[0] and len(matrix) > 2:  # else not unique or slow to tell apart, and arbitrary there
        hubs, authorities = nx.hits(nx.from_numpy_array(matrix, create_using=nx.DiGraph), tol=1e-14)
        assert dict(enumerate(found.hub.tolist())) == pytest.approx(hubs, abs=1e-9)
        assert dict(enumerate(found.authority.tolist())) == pytest.approx(authorities, abs=1e-9)
    assert (graph.toarray() == before).all()


@either_way
def test_hits_of_equal_parts_share_as_kleinbergs_iteration_does() -> None:
    # by hand: a pays four, and four pay b. Both parts have the singular value 2. From equal hubs, the recipients get
    # 1 each and b 4; then a gets 4 and the payers of b 4 each: five hubs are equal, and b is half of the authorities
    graph = sparse.csr_array(([1.0] * 8, ([0, 0, 0, 0, 6, 7, 8, 9], [1, 2, 3, 4, 5, 5, 5, 5])), shape=(10, 10))
    found = hits(graph)
    assert found.hub == pytest.approx([0.2, 0, 0, 0, 0, 0, 0.2, 0.2, 0.2, 0.2], abs=1e-12)
    assert found.authority == pytest.approx([0, 0.125, 0.125, 0.125, 0.125, 0.5, 0, 0, 0, 0], abs=1e-12)


@either_way
def test_parts_that_do_not_lead_have_exactly_nothing() -> None:
    graph = sparse.csr_array(([3.0, 1.0, 1.0, 1.0], ([0, 2, 2, 4], [1, 3, 5, 3])), shape=(6, 6))
    assert hits(graph).hub.tolist() == [1, 0, 0, 0, 0, 0]


def test_many_equal_parts_are_all_equal() -> None:
    n = 600
    graph = sparse.csr_array((np.ones(n), (np.arange(n), np.arange(n) // 2 + n)), shape=(2 * n, 2 * n))
    assert hits(graph).hub[:n] == pytest.approx(np.full(n, 1 / n), abs=1e-15)


@either_way
def test_equal_parts_share_equally_where_their_eigenvalues_differ_in_the_last_digit() -> None:
    # ten copies of the part in the docstring of hits, with weights of a third: its hubs are in the ratio 0.382 : 0.618
    nodes = np.random.default_rng(1).permutation(40).reshape(10, 4)
    ties = np.concatenate([nodes[:, [0, 2]], nodes[:, [1, 2]], nodes[:, [1, 3]]])
    graph = sparse.csr_array((np.full(30, 1 / 3), (ties[:, 0], ties[:, 1])), shape=(40, 40))
    hub = hits(graph).hub
    golden = (math.sqrt(5) - 1) / 2
    assert hub[nodes[:, 0]] == pytest.approx(np.full(10, (1 - golden) / 10), abs=1e-12)
    assert hub[nodes[:, 1]] == pytest.approx(np.full(10, golden / 10), abs=1e-12)


@either_way
@pytest.mark.parametrize("seed", range(5))
def test_copies_of_one_part_are_all_equal(seed: int) -> None:
    # their leading eigenvalues are equal but for the last digits; taken for different, one copy alone would have all
    random = np.random.default_rng(seed)
    part = random.choice([0.0, 1.0, 2.0, 1 / 3], (5, 5), p=[0.4, 0.2, 0.2, 0.2])
    nodes = random.permutation(20).reshape(4, 5)
    dense = np.zeros((20, 20))
    for each in nodes:
        dense[np.ix_(each, each)] = part
    alone, found = hits(sparse.csr_array(part)), hits(sparse.csr_array(dense))
    for each in nodes:
        assert found.hub[each] == pytest.approx(alone.hub / 4, abs=1e-9)
        assert found.authority[each] == pytest.approx(alone.authority / 4, abs=1e-9)


def test_one_node_and_none_are_undefined_or_alone() -> None:
    nothing, one = sparse.csr_array((0, 0)), sparse.csr_array([[2.0]])
    assert eigenvector(nothing).tolist() == pagerank(nothing).tolist() == hits(nothing).hub.tolist() == []
    assert np.isnan(eigenvector(one)).all()
    assert np.isnan(hits(one).hub).all()
    assert pagerank(one).tolist() == pytest.approx([1.0])


def pages(ties: list[tuple[int, int]]) -> Matrix:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(1, 7))
    graph.add_edges_from(ties)
    matrix: Matrix = nx.to_scipy_sparse_array(graph)
    return matrix


def test_pagerank_of_six_pages_is_as_published() -> None:
    ties = [(1, 2), (1, 3), (3, 1), (3, 2), (3, 5), (4, 5), (4, 6), (5, 4), (5, 6), (6, 4)]
    published = [0.03721, 0.05396, 0.04151, 0.3751, 0.206, 0.2862]
    assert pagerank(pages(ties), damping=0.9) == pytest.approx(published, abs=5e-5)


@either_way
def test_hits_of_six_pages_are_as_published() -> None:
    found = hits(pages([(1, 3), (1, 5), (2, 1), (3, 5), (5, 4), (5, 3), (6, 5)]))
    assert found.authority == pytest.approx([0, 0, 0.3660, 0.1340, 0.5, 0], abs=5e-5)
    assert found.hub == pytest.approx([0.3660, 0, 0.2113, 0, 0.2113, 0.2113], abs=5e-5)
