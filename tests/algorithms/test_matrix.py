"""The form in which algorithms take matrices."""

import numpy as np
from scipy import sparse

from ecograph.algorithms.matrix import simple, two_mode, unweighted


def test_a_simple_graph_has_no_loops_and_no_stored_zeros_and_the_given_one_is_not_changed() -> None:
    given = sparse.csr_array(([2.0, 0.0, 3.0, 3.0], ([0, 0, 0, 1], [0, 2, 1, 0])), shape=(3, 3))
    kept = simple(given)
    assert kept.nnz == 2
    assert kept.toarray().tolist() == [[0, 3, 0], [3, 0, 0], [0, 0, 0]]
    assert given.nnz == 4


def test_an_unweighted_graph_has_ties_of_1() -> None:
    assert unweighted(sparse.csr_array(np.array([[0.0, 0.25], [0.25, 0.0]]))).toarray().tolist() == [[0, 1], [1, 0]]


def test_a_two_mode_graph_of_nothing_has_no_nodes() -> None:
    assert two_mode(sparse.csr_array((0, 0))).shape == (0, 0)
    assert two_mode(sparse.csr_array((2, 0))).shape == (2, 2)


def test_a_two_mode_graph_has_the_rows_first() -> None:
    graph = two_mode(sparse.csr_array(np.array([[1, 0], [1, 1], [0, 0]])))
    assert graph.toarray()[:3, 3:].tolist() == [[1, 0], [1, 1], [0, 0]]
    assert (graph.toarray() == graph.toarray().T).all()
