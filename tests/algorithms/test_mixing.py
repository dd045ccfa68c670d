"""Assortativity and the E-I index.

Second implementation: networkx for assortativity; for the E-I index ties counted one by one, with the same
permutations. Published values: Newman 2003, table I; the karate club of Zachary 1977.
"""

from fractions import Fraction
from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix
from ecograph.algorithms.mixing import assortativity, degree_assortativity, external_internal, mixing_matrix

KARATE = nx.karate_club_graph()
CLUB = np.array([KARATE.nodes[i]["club"] == "Officer" for i in KARATE], dtype=np.int64)


def matrix_of(graph: nx.Graph) -> Matrix:
    return sparse.csr_array(nx.to_numpy_array(graph))


@st.composite
def grouped(draw: st.DrawFn) -> tuple[nx.Graph, Labels]:
    """Draw a weighted graph with isolates and self-loops, and a group for each node, -1 where unknown."""
    n = draw(st.integers(0, 9))
    graph = nx.empty_graph(n)
    if n:
        ends = st.integers(0, n - 1)
        graph.add_weighted_edges_from(draw(st.lists(st.tuples(ends, ends, st.sampled_from([1.0, 0.5])), max_size=18)))
    group = draw(st.lists(st.sampled_from([-1, 0, 0, 1, 3]), min_size=n, max_size=n))
    return graph, np.array(group, dtype=np.int64)


def known_ties(graph: nx.Graph, group: Labels) -> list[tuple[int, int]]:
    return [(i, j) for i, j in graph.edges if i != j and group[i] >= 0 and group[j] >= 0]


def test_the_karate_club_is_as_published() -> None:
    ties = matrix_of(KARATE)
    assert assortativity(mixing_matrix(ties, CLUB)) == pytest.approx(0.717531, abs=1e-6)
    assert degree_assortativity(ties) == pytest.approx(-0.475613, abs=1e-6)
    found = external_internal(ties, CLUB)
    assert (found.external[0], found.internal[0]) == (11, 67)
    assert found.index[0] == pytest.approx(-0.717949, abs=1e-6)
    assert found.p_value[0] == 1 / 1000  # no permutation comes near the split of the club


def test_the_couples_of_newman_are_as_published() -> None:
    # Newman 2003, table I: couples in San Francisco, by ethnicity; its shares do not add up to 1 after rounding
    shares = [
        [0.258, 0.016, 0.035, 0.013],
        [0.012, 0.157, 0.058, 0.019],
        [0.013, 0.023, 0.306, 0.035],
        [0.005, 0.007, 0.024, 0.016],
    ]
    assert assortativity(sparse.csr_array(np.array(shares))) == pytest.approx(0.621, abs=2e-3)


@given(grouped())
@settings(max_examples=50, deadline=None)
def test_attribute_assortativity_agrees_with_networkx(drawn: tuple[nx.Graph, Labels]) -> None:
    graph, group = drawn
    found = assortativity(mixing_matrix(matrix_of(graph), group))
    inside = nx.Graph(known_ties(graph, group))
    nx.set_node_attributes(inside, {i: int(group[i]) for i in inside}, "group")
    if len({int(group[i]) for i in inside}) > 1:
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(inside, "group"), abs=1e-9)
    else:  # networkx divides by zero
        assert np.isnan(found)


@given(grouped())
@settings(max_examples=50, deadline=None)
def test_degree_assortativity_agrees_with_networkx(drawn: tuple[nx.Graph, Labels]) -> None:
    graph, _ = drawn
    plain = nx.Graph((i, j) for i, j in graph.edges if i != j)
    found = degree_assortativity(matrix_of(graph))
    if len(set(dict(plain.degree).values())) > 1:
        assert found == pytest.approx(nx.degree_pearson_correlation_coefficient(plain), abs=1e-9)
    else:  # a correlation with a constant
        assert np.isnan(found)


def test_products_beyond_64_bits_do_not_spoil_the_correlation_of_degrees() -> None:
    # two stars whose centres are tied: the number of ties times the sum of squared degrees is about 4e19
    first, second = np.arange(2, 60002), np.arange(60002, 110002)
    left = np.concatenate([[0], np.zeros(60000, dtype=np.int64), np.ones(50000, dtype=np.int64)])
    right = np.concatenate([[1], first, second])
    cells = (np.ones(2 * len(left)), (np.concatenate([left, right]), np.concatenate([right, left])))
    degrees = np.concatenate([[60001, 50001], np.ones(110000)])
    expected = np.corrcoef(degrees[cells[1][0]], degrees[cells[1][1]])[0, 1]
    assert degree_assortativity(sparse.csr_array(cells, shape=(110002, 110002))) == pytest.approx(expected, abs=1e-9)


@given(grouped(), st.integers(0, 3))
@example((nx.empty_graph(0), np.array([], dtype=np.int64)), 0)
@example((nx.Graph([(0, 0)]), np.array([0])), 0)
@settings(max_examples=50, deadline=None)
def test_the_index_agrees_with_counting_ties_one_by_one(drawn: tuple[nx.Graph, Labels], seed: int) -> None:
    graph, group = drawn
    ties = matrix_of(graph)
    found = external_internal(ties, group, permutations=19, seed=seed)
    observed = plain(graph, group)
    assert list(zip(found.external.tolist(), found.internal.tolist(), strict=True)) == observed
    indices = [(e - i) / (e + i) if e + i else np.nan for e, i in observed]
    assert found.index == pytest.approx(indices, nan_ok=True)
    random, inside = np.random.default_rng(seed), np.flatnonzero(group >= 0)
    drawn_indices = []
    for _ in range(19):
        dealt = group.copy()
        dealt[inside] = random.permutation(group[inside].astype(np.int32))
        drawn_indices.append([(e - i) / (e + i) if e + i else np.nan for e, i in plain(graph, dealt)])
    for place, index in enumerate(indices):
        values = [row[place] for row in drawn_indices if not np.isnan(row[place])]
        if np.isnan(index) or not values:
            assert np.isnan(found.expected[place])
            assert np.isnan(found.p_value[place])
        else:
            mean = sum(values) / len(values)
            far = sum(abs(value - mean) >= abs(index - mean) - 1e-9 for value in values)
            assert found.expected[place] == pytest.approx(mean, abs=1e-9)
            assert found.p_value[place] == pytest.approx((1 + far) / (1 + len(values)))


def plain(graph: nx.Graph, group: Labels) -> list[tuple[int, int]]:
    """Return the external and internal ties of the graph, then of each group."""
    ends = [(int(group[i]), int(group[j])) for i, j in known_ties(graph, group)]
    each = [
        (sum((a == g) != (b == g) for a, b in ends), sum(a == b == g for a, b in ends))
        for g in range(int(group.max(initial=-1)) + 1)
    ]
    return [(sum(a != b for a, b in ends), sum(a == b for a, b in ends)), *each]


def test_the_mean_of_many_permutations_is_that_of_all() -> None:
    path, group = nx.path_graph(5), np.array([0, 0, 1, 1, 1])
    every = [plain(path, np.array(deal))[0] for deal in permutations(group.tolist())]
    mean = np.mean([(e - i) / (e + i) for e, i in every])
    # by hand: two of five nodes differ with probability 2 * 2 * 3 / (5 * 4) = 0.6, so the mean is 0.6 - 0.4
    assert mean == pytest.approx(0.2)
    found = external_internal(matrix_of(path), group, permutations=20000)
    assert found.expected[0] == pytest.approx(mean, abs=0.02)
    index = found.index[0]
    exact = np.mean([abs((e - i) / (e + i) - mean) >= abs(index - mean) - 1e-9 for e, i in every])
    assert found.p_value[0] == pytest.approx(exact, abs=0.02)


def test_an_equal_distance_from_the_mean_counts_as_one() -> None:
    # both groups of a tied pair: every permutation gives E = 1, as observed
    found = external_internal(matrix_of(nx.path_graph(2)), np.array([0, 1]), permutations=9)
    assert (found.index[0], found.expected[0], found.p_value[0]) == (1, 1, 1)


def test_a_last_digit_of_the_mean_does_not_make_a_distance_smaller() -> None:
    # with fractions: whole numbers decide how many permutations are as far from their mean as the index
    graph, group = nx.Graph([(0, 1), (1, 2), (1, 3), (2, 3)]), np.array([0, 1, 0, 1])
    found = external_internal(matrix_of(graph), group, permutations=19)
    random = np.random.default_rng(0)
    dealt = [plain(graph, random.permutation(group.astype(np.int32)))[1] for _ in range(19)]
    exact = [Fraction(e - i, e + i) for e, i in dealt]
    mean = sum(exact, Fraction(0)) / 19
    far = sum(abs(each - mean) >= abs(Fraction(1) - mean) for each in exact)
    assert found.index[1] == 1
    assert found.p_value[1] == pytest.approx((1 + far) / 20)


def test_the_seed_decides_the_permutations() -> None:
    ties = matrix_of(KARATE)
    one, again, other = (external_internal(ties, CLUB, permutations=50, seed=seed).expected[0] for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_without_permutations_nothing_is_expected() -> None:
    found = external_internal(matrix_of(nx.path_graph(2)), np.array([0, 1]), permutations=0)
    assert found.index.tolist() == [1, 1, 1]
    assert np.isnan(found.expected).all()
    assert np.isnan(found.p_value).all()
