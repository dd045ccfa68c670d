"""Attack and what is left: order of removal, largest parts, ties covered.

Second implementation: networkx, searched again after each removal. Published: R of a complete graph and a star from
the definition of Schneider et al. 2011.
"""

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse

from ecograph.algorithms.removal import largest_parts, r_index, removal_order, ties_covered

Dense = npt.NDArray[np.float64]

graphs = st.integers(0, 12).flatmap(
    lambda n: arrays.arrays(np.float64, (n, n), elements=st.sampled_from([0.0] * 6 + [1.0, 0.25, 3.0]))
)


def largest(graph: nx.Graph) -> int:
    return max((len(part) for part in nx.connected_components(graph)), default=0)


def attacked(graph: nx.Graph) -> tuple[list[int], list[int]]:
    """Return the order of removal by recomputed degree and the largest part after each, on a copy."""
    left = graph.copy()
    order, sizes = [], [largest(left)]
    while left:
        node = max(sorted(left), key=left.degree)
        order.append(node)
        left.remove_node(node)
        sizes.append(largest(left))
    return order, sizes


@given(graphs)
@settings(max_examples=50, deadline=None)
def test_an_attack_agrees_with_networkx_after_each_removal(drawn: Dense) -> None:
    dense = np.maximum(drawn, drawn.T)  # weighted, with self-loops, which do not count
    matrix = sparse.csr_array(dense)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(dense)))
    graph.add_edges_from((int(i), int(j)) for i, j in np.argwhere(dense) if i != j)
    order = removal_order(matrix)
    assert (order.tolist(), largest_parts(matrix, order).tolist()) == attacked(graph)
    assert (matrix.toarray() == dense).all()


@given(graphs.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(range(len(drawn))))))
@settings(max_examples=40, deadline=None)
def test_any_order_can_be_run(drawn: tuple[Dense, list[int]]) -> None:
    dense, order = np.maximum(drawn[0], drawn[0].T), np.array(drawn[1], dtype=np.int64)
    matrix = sparse.csr_array(dense)
    np.fill_diagonal(dense, 0)
    graph = nx.from_numpy_array(dense)
    found, covered = largest_parts(matrix, order), ties_covered(matrix, order)
    for gone in range(len(order) + 1):
        rest = graph.subgraph(order[gone:].tolist())
        assert found[gone] == largest(rest)
        assert covered[gone] == graph.number_of_edges() - rest.number_of_edges()


@pytest.mark.parametrize(
    ("graph", "published"), [(nx.complete_graph(5), 0.4), (nx.star_graph(4), 0.16), (nx.empty_graph(1), 0.0)]
)
def test_the_index_of_a_complete_graph_and_a_star_is_as_published(graph: nx.Graph, published: float) -> None:
    # O10, Schneider et al. 2011: (4 + 3 + 2 + 1 + 0) / 25, and (1 + 1 + 1 + 1 + 0) / 25; one node leaves nothing
    matrix = sparse.csr_array(nx.to_scipy_sparse_array(graph, dtype=np.float64))
    assert r_index(largest_parts(matrix, removal_order(matrix))) == pytest.approx(published, abs=1e-12)


def test_no_node_has_no_index() -> None:
    nothing = sparse.csr_array((0, 0))
    assert largest_parts(nothing, removal_order(nothing)).tolist() == [0]
    assert np.isnan(r_index(np.array([0])))


def test_the_degree_is_counted_again_after_each_removal() -> None:
    # by hand: once 0 is gone, 1, 2 and 3 have one tie left and 5 and 6 two, so 5 is next; by first degree 1 would be
    path = nx.Graph([(0, 1), (0, 2), (0, 3), (0, 4), (1, 6), (5, 6), (5, 7), (2, 3)])
    assert removal_order(sparse.csr_array(nx.to_scipy_sparse_array(path, range(8), dtype=float))).tolist()[:3] == [
        0,
        5,
        1,
    ]
