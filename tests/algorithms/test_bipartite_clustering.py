"""Two-mode clustering: Opsahl's four-paths and Latapy's overlap.

Second implementations: for four-paths a plain search that walks each of them, for Latapy
``networkx.bipartite.latapy_clustering``. Published: the Southern women in the documentation of tnet.
"""

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse

from ecograph.algorithms import bipartite_clustering
from ecograph.algorithms.bipartite_clustering import four_paths, latapy

Dense = npt.NDArray[np.float64]

CELLS = st.sampled_from([0.0, 0.0, 1.0, 1.0, 2.5])
incidences = st.tuples(st.integers(0, 7), st.integers(0, 6)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=CELLS)
)


def walked(dense: Dense) -> tuple[list[int], list[int]]:
    """Return the four-paths around each row and how many are closed, by walking each of them."""
    n_rows, n_columns = dense.shape
    paths, closed = [0] * n_rows, [0] * n_rows
    for i in range(n_rows):
        own = [p for p in range(n_columns) if dense[i, p]]
        for p, q in ((p, q) for p in own for q in own if p != q):
            for j, k in ((j, k) for j in range(n_rows) for k in range(n_rows) if len({i, j, k}) == 3):
                if dense[j, p] and dense[k, q]:
                    paths[i] += 1
                    closed[i] += any(dense[j, r] and dense[k, r] for r in range(n_columns) if r not in (p, q))
    return paths, closed


@given(incidences)
@example(np.ones((5, 4)))  # all pairs share more than two columns, and all triples too
@example(np.ones((4, 2)))  # exactly two
@settings(max_examples=50, deadline=None)
def test_four_paths_agree_with_a_walk_along_each(dense: Dense) -> None:
    found = four_paths(sparse.csr_array(dense))
    assert (found.paths.tolist(), found.closed.tolist()) == walked(dense)


def test_clustering_of_the_southern_women_is_as_published() -> None:
    graph = nx.davis_southern_women_graph()
    women = nx.bipartite.biadjacency_matrix(graph, graph.graph["top"], graph.graph["bottom"])
    found = four_paths(sparse.csr_array(women))
    # tnet's documentation (Opsahl 2009-2013) gives 0.7719 for the 18 women; the counts are those of the walk
    assert found.overall == pytest.approx(0.7719, abs=5e-5)
    assert (found.closed.sum(), found.paths.sum()) == (13942, 18062)


def test_an_end_in_the_column_of_the_other_does_not_close_a_path() -> None:
    # by hand: rows 0, 1, 2 in column p, rows 0 and 1 in q. From 1 over q, 0 and p to 2 is open: 1 and 2 share p alone
    found = four_paths(sparse.csr_array(np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 0.0]])))
    assert (found.paths.tolist(), found.closed.tolist()) == ([2, 2, 0], [0, 0, 0])
    assert np.isnan(found.local[2])


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = sparse.random_array((30, 20), density=0.2, rng=np.random.default_rng(1)).tocsr()
    whole = four_paths(matrix)
    monkeypatch.setattr(bipartite_clustering, "BLOCK", 7)
    parts = four_paths(matrix)
    assert (parts.paths.tolist(), parts.closed.tolist()) == (whole.paths.tolist(), whole.closed.tolist())


@given(incidences)
@settings(max_examples=50, deadline=None)
def test_latapy_agrees_with_networkx(dense: Dense) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(dense.shape[0]))
    graph.add_edges_from((int(i), f"p{j}") for i, j in np.argwhere(dense))
    found = latapy(sparse.csr_array(dense))
    for row, value in enumerate(found.tolist()):
        if graph.degree(row) and len({other for p in graph[row] for other in graph[p]}) > 1:
            expected = nx.bipartite.latapy_clustering(graph, nodes=[row], mode="dot")[row]
            assert value == pytest.approx(expected, abs=1e-9)
        else:  # networkx says 0 for a node without another
            assert np.isnan(value)


def test_nothing_is_changed() -> None:
    matrix = sparse.csr_array([[1.0, 2.0, 0.0], [0.5, 1.0, 1.0]])
    before = matrix.toarray()
    four_paths(matrix)
    latapy(matrix)
    assert (matrix.toarray() == before).all()
