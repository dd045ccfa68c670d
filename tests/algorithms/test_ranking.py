"""How good a ranking is.

Worked example of the catalogue: G05 (Hanley & McNeil 1982). Second implementations: every positive against every
negative, every way to break ties, and the covariance of DeLong, DeLong & Clarke-Pearson 1988 written out.
"""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms.ranking import NORMAL_95, auc, gain, precision_at

FEW = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=6)


def array(values: list[float]) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def test_the_area_of_the_catalogue() -> None:
    # G05: positives .9 .6, negatives .7 .3 .1 -> 5 of 6 pairs in the right order
    assert auc(array([0.9, 0.6]), array([0.7, 0.3, 0.1])).value == pytest.approx(0.8333, abs=1e-4)


@settings(deadline=None, max_examples=50)
@given(FEW, FEW)
def test_the_area_is_the_share_of_pairs_in_the_right_order_and_half_of_the_ties(
    up: list[float], down: list[float]
) -> None:
    right = [(p > q) + (p == q) / 2 for p in up for q in down]
    assert auc(array(up), array(down)).value == pytest.approx(sum(right) / len(right))


def test_all_scores_equal_are_chance() -> None:
    assert auc(np.zeros(5), np.zeros(7)) == pytest.approx((0.5, 0.5, 0.5))


def covered(up: np.ndarray, down: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    kernel = (up[:, None] > down[None, :]) + (up[:, None] == down[None, :]) / 2
    return kernel.mean(axis=1), kernel.mean(axis=0)


def test_the_interval_is_that_of_delong() -> None:
    random = np.random.default_rng(1)
    up, down = random.normal(1, 1, 40), random.normal(0, 1, 60)
    by_up, by_down = covered(up, down)
    error = (by_up.var(ddof=1) / 40 + by_down.var(ddof=1) / 60) ** 0.5
    found = auc(up, down)
    assert (found.low, found.high) == pytest.approx((found.value - NORMAL_95 * error, found.value + NORMAL_95 * error))


def test_the_interval_of_a_gain_has_the_covariance_of_the_two_areas() -> None:
    random = np.random.default_rng(2)
    up, down = random.normal(1, 1, 40), random.normal(0, 1, 60)
    up_before, down_before = up + random.normal(0, 1, 40), down + random.normal(0, 1, 60)
    (a, b), (c, d) = covered(up, down), covered(up_before, down_before)
    variance = sum(
        (np.cov(x, y)[0, 0] + np.cov(x, y)[1, 1] - 2 * np.cov(x, y)[0, 1]) / x.size for x, y in ((a, c), (b, d))
    )
    found = gain(up, down, positives_before=up_before, negatives_before=down_before)
    value = a.mean() - c.mean()
    half = NORMAL_95 * variance**0.5
    assert found == pytest.approx((value, value - half, value + half))


def test_a_score_gains_nothing_over_itself() -> None:
    up, down = array([0.9, 0.6]), array([0.7, 0.3])
    assert gain(up, down, positives_before=up, negatives_before=down) == (0, 0, 0)


def test_intervals_stay_where_values_can_be() -> None:
    up, down = array([0.9, 0.6]), array([0.7, 0.3, 0.1])
    found = auc(up, down)
    assert 0 <= found.low < found.value < found.high == 1
    more = gain(up, down, positives_before=-up, negatives_before=-down)
    assert -1 <= more.low < more.value < more.high == 1


def test_an_empty_class_has_no_value_and_one_case_no_interval() -> None:
    some, none = array([1.0, 2.0]), np.array([])
    for up, down in ((some, none), (none, some)):
        assert np.isnan(auc(up, down)).all()
        assert np.isnan(gain(up, down, positives_before=up, negatives_before=down)).all()
        assert np.isnan(precision_at(1, up, down))
    found = auc(array([1.0]), array([0.0, 2.0]))
    assert found.value == 0.5
    assert np.isnan([found.low, found.high]).all()


@settings(deadline=None, max_examples=40)
@given(FEW.filter(lambda up: len(up) <= 3), FEW.filter(lambda down: len(down) <= 3), st.integers(1, 6))
def test_precision_is_the_mean_over_all_ways_to_break_ties(up: list[float], down: list[float], k: int) -> None:
    cases = [(score, 1) for score in up] + [(score, 0) for score in down]
    orders = [sorted(order, key=lambda case: -case[0]) for order in permutations(cases)]
    found = precision_at(k, array(up), array(down))
    if k > len(cases):
        assert np.isnan(found)
    else:
        shares = [sum(hit for _, hit in order[:k]) / k for order in orders]
        assert found == pytest.approx(sum(shares) / len(shares))


def test_no_first_case_is_an_error() -> None:
    with pytest.raises(ValueError, match="found k = 0, expected 1 or more"):
        precision_at(0, np.ones(1), np.ones(1))
