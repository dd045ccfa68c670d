"""Node-disjoint paths, the smallest sets that part two groups, and what is cut off.

Second implementations: networkx (local node connectivity on the projection, connected components), and all subsets of
rows tried one by one. Menger 1927: both give the same number.
"""

from itertools import combinations

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms.connectivity import local_node_connectivity
from scipy import sparse

from ecograph.algorithms.disjoint_paths import cut_off, disjoint_paths

Case = tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw an incidence, and two sets of its rows that may overlap or be empty."""
    n, m = draw(st.integers(0, 7)), draw(st.integers(0, 6))
    cells = draw(st.lists(st.sampled_from([0, 0, 1, 2]), min_size=n * m, max_size=n * m))
    sides = draw(st.lists(st.sampled_from(["left", "right", "both", "", ""]), min_size=n, max_size=n))
    left = np.array([side in ("left", "both") for side in sides], dtype=bool)
    right = np.array([side in ("right", "both") for side in sides], dtype=bool)
    return np.array(cells, dtype=np.int64).reshape(n, m), left, right


def graph_of(dense: npt.NDArray[np.int64], gone: frozenset[int] = frozenset()) -> nx.Graph:
    """Return the rows that stay, tied where they share a column."""
    graph = nx.Graph()
    graph.add_nodes_from(set(range(len(dense))) - gone)
    for i, j in combinations(graph.nodes, 2):
        if (dense[i] * dense[j]).any():
            graph.add_edge(i, j)
    return graph


def reached(graph: nx.Graph, starts: npt.NDArray[np.bool_]) -> frozenset[int]:
    """Return the nodes of a graph that some of the starts reach, themselves included."""
    there = [node for node in np.flatnonzero(starts).tolist() if node in graph]
    return frozenset().union(*(nx.node_connected_component(graph, node) for node in there))


def smallest_separators(case: Case) -> list[frozenset[int]]:
    """Return all smallest sets of rows without which no path is left, by trying all."""
    dense, left, right = case
    for size in range(len(dense) + 1):
        tried = map(frozenset, combinations(range(len(dense)), size))
        found = [gone for gone in tried if not any(right[i] for i in reached(graph_of(dense, gone), left))]
        if found:
            return found
    raise AssertionError("without any row no path is left")


@given(cases())
@settings(max_examples=50, deadline=None)
def test_the_sets_are_the_smallest_and_the_nearest_of_all(case: Case) -> None:
    dense, left, right = case
    found = disjoint_paths(sparse.csr_array(dense), left, right)
    near_left, near_right = frozenset(found.near_left.tolist()), frozenset(found.near_right.tolist())
    every = smallest_separators(case)
    assert found.n_paths == len(every[0])
    assert {near_left, near_right} <= set(every)
    # nearest: what the side still reaches lies inside what it reaches beside any other smallest set
    for gone in every:
        assert reached(graph_of(dense, near_left), left) <= reached(graph_of(dense, gone), left)
        assert reached(graph_of(dense, near_right), right) <= reached(graph_of(dense, gone), right)


@given(cases())
@settings(max_examples=50, deadline=None)
def test_the_number_of_paths_is_the_node_connectivity_of_networkx(case: Case) -> None:
    dense, left, right = case
    graph = graph_of(dense)
    graph.add_nodes_from(("source", "sink"))
    graph.add_edges_from(("source", i) for i in np.flatnonzero(left))
    graph.add_edges_from((i, "sink") for i in np.flatnonzero(right))
    expected = local_node_connectivity(graph, "source", "sink")
    assert disjoint_paths(sparse.csr_array(dense), left, right).n_paths == expected


def test_columns_carry_any_number_of_paths() -> None:
    # by hand: two pairs meet in the one column, and no row is on both paths
    dense = np.ones((4, 1))
    found = disjoint_paths(sparse.csr_array(dense), np.arange(4) < 2, np.arange(4) >= 2)
    assert (found.n_paths, found.near_left.tolist(), found.near_right.tolist()) == (2, [0, 1], [2, 3])


def test_a_stored_zero_is_no_tie() -> None:
    ties = sparse.csr_array(([1.0, 0.0], ([0, 1], [0, 0])), shape=(2, 1))
    assert disjoint_paths(ties, np.arange(2) == 0, np.arange(2) == 1).n_paths == 0


@given(cases())
@settings(max_examples=50, deadline=None)
def test_cut_off_counts_who_is_outside_the_largest_part_of_a_component_that_lost_somebody(case: Case) -> None:
    dense, left, _ = case
    gone = frozenset(np.flatnonzero(left).tolist())
    expected = 0
    for component in nx.connected_components(graph_of(dense)):
        if component & gone:
            parts = nx.connected_components(graph_of(dense, gone).subgraph(component))
            sizes = sorted(map(len, parts))
            expected += sum(sizes[:-1])
    assert cut_off(sparse.csr_array(dense), left) == expected


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_is_joined_by_nothing(shape: tuple[int, int]) -> None:
    ties, everybody = sparse.csr_array(np.zeros(shape)), np.ones(shape[0], dtype=bool)
    found = disjoint_paths(ties, everybody, ~everybody)
    assert (found.n_paths, found.near_left.tolist(), found.near_right.tolist()) == (0, [], [])
    assert cut_off(ties, everybody) == 0
