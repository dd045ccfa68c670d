"""The bipartite configuration model and the tail of sums of independent draws.

Second implementations: the fixed point of Saracco et al. 2015, iterated in a slow plain way for single nodes;
the sum over all outcomes of a few draws; scipy's binomial where all draws are alike.
"""

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse, stats

from ecograph.algorithms.configuration_model import (
    LEAST,
    any_probability,
    configuration_model,
    poisson_binomial_moments,
    poisson_binomial_tail,
    shared_probability,
)

Dense = npt.NDArray[np.float64]

incidences = st.tuples(st.integers(0, 7), st.integers(0, 7)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=st.sampled_from([0.0, 0.0, 1.0, 2.5]))
)
chances = st.lists(st.sampled_from([0.0, 1e-7, 0.25, 0.25, 0.6, 1.0]), max_size=7)


def probabilities(dense: Dense) -> Dense:
    return configuration_model(sparse.csr_array(dense)).probabilities(np.arange(len(dense)))


@given(incidences)
@settings(max_examples=50, deadline=None)
def test_each_row_and_column_has_its_ties_on_average_to_nine_digits(dense: Dense) -> None:
    likely = probabilities(dense)
    assert ((likely >= 0) & (likely <= 1)).all()
    assert np.abs(likely.sum(axis=0) - (dense > 0).sum(axis=0)).max(initial=0) < 1e-9
    assert np.abs(likely.sum(axis=1) - (dense > 0).sum(axis=1)).max(initial=0) < 1e-9


def fixed_point(dense: Dense) -> Dense:
    """Return p = x y / (1 + x y) by repeating x = k / sum(y / (1 + x y)) and the same for y."""
    rows, columns = dense.sum(axis=1), dense.sum(axis=0)
    x, y = rows / np.sqrt(dense.sum()), columns / np.sqrt(dense.sum())
    for _ in range(5000):
        x = rows / (y / (1 + np.outer(x, y))).sum(axis=1)
        y = columns / (x[:, None] / (1 + np.outer(x, y))).sum(axis=0)
    found: Dense = np.outer(x, y) / (1 + np.outer(x, y))
    return found


def test_it_is_the_fixed_point_of_saracco_and_others() -> None:
    dense = (np.random.default_rng(3).random((12, 9)) < 0.35).astype(np.float64)
    assert (dense.sum(axis=0) > 0).all()
    assert (dense.sum(axis=1) > 0).all()
    assert probabilities(dense) == pytest.approx(fixed_point(dense), abs=1e-9)


def test_cells_without_a_choice_are_certain() -> None:
    # by hand: the first row has all, the last none; then the first column has none left to get, the others one of two
    dense = np.array([[1.0, 1, 1], [0, 1, 0], [0, 0, 1], [0, 0, 0]])
    expected = [[1, 1, 1], [0, 0.5, 0.5], [0, 0.5, 0.5], [0, 0, 0]]
    assert probabilities(dense) == pytest.approx(np.array(expected), abs=1e-9)


def test_a_nested_matrix_has_no_choice_at_all() -> None:
    dense = np.triu(np.ones((5, 5)))
    assert probabilities(dense).tolist() == dense.tolist()


def test_blocks_that_are_certain_without_a_full_row_are_reached_in_the_limit() -> None:
    # ones above left, none below right: Gale and Ryser leave no choice there, though no row is full or empty
    half = np.eye(2)
    dense = np.block([[np.ones((2, 2)), half], [half, np.zeros((2, 2))]])
    expected = np.block([[np.ones((2, 2)), np.full((2, 2), 0.5)], [np.full((2, 2), 0.5), np.zeros((2, 2))]])
    assert probabilities(dense) == pytest.approx(expected, abs=1e-9)


def test_a_heavy_tailed_matrix_keeps_its_margins() -> None:
    rng = np.random.default_rng(5)
    weight = (np.arange(300) + 3.0) ** -0.9
    dense = (rng.random((300, 120)) < np.minimum(1, 3 * weight[:, None] * rng.pareto(1.5, 120))).astype(np.float64)
    likely = probabilities(dense)
    assert np.abs(likely.sum(axis=1) - dense.sum(axis=1)).max() < 1e-9
    assert np.abs(likely.sum(axis=0) - dense.sum(axis=0)).max() < 1e-9


def test_it_is_newtons_method_that_finds_the_fitnesses(monkeypatch: pytest.MonkeyPatch) -> None:
    dense = np.array([[1.0, 1, 0], [1, 0, 0], [0, 1, 0], [1, 0, 1]])
    assert np.abs(probabilities(dense).sum(axis=0) - dense.sum(axis=0)).max() < 1e-9
    monkeypatch.setattr("ecograph.algorithms.configuration_model.STEPS", 1)
    assert np.abs(probabilities(dense).sum(axis=0) - dense.sum(axis=0)).max() > 1e-6


def enumerated(each: list[float], k: int) -> float:
    outcomes = product((0, 1), repeat=len(each))
    return sum(
        float(np.prod([p if one else 1 - p for p, one in zip(each, outcome, strict=True)]))
        for outcome in outcomes
        if sum(outcome) >= k
    )


@given(chances, st.integers(0, 8))
@settings(max_examples=50, deadline=None)
def test_the_tail_is_the_sum_over_all_outcomes(each: list[float], k: int) -> None:
    assert poisson_binomial_tail(each, k) == pytest.approx(enumerated(each, k), rel=1e-9, abs=0)


def test_the_tail_of_equal_draws_is_binomial_also_far_out() -> None:
    assert poisson_binomial_tail(np.full(2000, 0.001), 40) == pytest.approx(stats.binom.sf(39, 2000, 0.001), rel=1e-9)


def test_a_tail_that_no_number_holds_is_the_least_one_and_not_0() -> None:
    assert poisson_binomial_tail(np.full(500, 1e-6), 100) == LEAST


@given(chances)
@settings(max_examples=30, deadline=None)
def test_mean_and_deviation_are_those_of_the_outcomes(each: list[float]) -> None:
    tails = [enumerated(each, k) for k in range(len(each) + 2)]
    chance = [tails[k] - tails[k + 1] for k in range(len(each) + 1)]
    mean = sum(k * p for k, p in enumerate(chance))
    variance = sum((k - mean) ** 2 * p for k, p in enumerate(chance))
    found = poisson_binomial_moments(np.array(each))
    assert found[0] == pytest.approx(mean, abs=1e-9)
    assert found[1] ** 2 == pytest.approx(variance, abs=1e-9)


def test_what_groups_of_rows_share_is_the_sum_over_all_outcomes() -> None:
    # rows 0 and 1 on the left, 1 and 2 on the right; row 1 is in both
    p = (0.2, 0.3, 0.6)
    both = 0.0
    for outcome in product((0, 1), repeat=3):
        chance = float(np.prod([q if one else 1 - q for q, one in zip(p, outcome, strict=True)]))
        both += chance * (bool(outcome[0] or outcome[1]) and bool(outcome[1] or outcome[2]))
    left, common, right = (any_probability(np.array([[q]])) for q in p)
    assert shared_probability(left, right, common).tolist() == pytest.approx([both])


def test_a_certain_row_makes_its_group_certain() -> None:
    assert any_probability(np.array([[1.0], [0.5]])).tolist() == [1.0]
