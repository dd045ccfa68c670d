"""How many there are in all, from two lists.

Second implementation: the expectation over all second lists, with the hypergeometric probabilities of scipy. By hand:
the example of 10, 15 and 5.
"""

import numpy as np
import pytest
from scipy.stats import hypergeom

from ecograph.algorithms.capture_recapture import chapman


@pytest.mark.parametrize(("population", "first", "second"), [(20, 12, 8), (30, 15, 20), (9, 9, 3), (50, 25, 25)])
def test_estimate_and_variance_are_unbiased_where_the_lists_are_long_enough(
    population: int, first: int, second: int
) -> None:
    # Chapman 1951 and Seber 1970: exactly unbiased where the lists together have at least as many as there are
    both = np.arange(max(0, first + second - population), min(first, second) + 1)
    chance = hypergeom.pmf(both, population, first, second)
    n, m = np.full(both.size, float(first)), np.full(both.size, float(second))
    found = chapman(n, m, both.astype(float))
    mean = float((chance * found.estimate).sum())
    assert mean == pytest.approx(population)
    assert float((chance * found.variance).sum()) == pytest.approx(float((chance * (found.estimate - mean) ** 2).sum()))


def test_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    # 300 bodies and lists of 120 and 150: by the exact distribution of what is on both
    both = np.arange(0, 121)
    found = chapman(np.full(121, 120.0), np.full(121, 150.0), both.astype(float))
    covers = (found.low <= 300) & (found.high >= 300)
    assert 0.93 < float(hypergeom.pmf(both, 300, 120, 150)[covers].sum()) < 0.97


def test_estimate_of_ten_fifteen_and_five() -> None:
    # by hand: 11 * 16 / 6 - 1 and 11 * 16 * 5 * 10 / (36 * 7); 28.33 - 11.58 is less than the 20 that are known
    found = chapman(np.array([10.0]), np.array([15.0]), np.array([5.0]))
    assert found.estimate[0] == pytest.approx(28 + 1 / 3)
    assert found.variance[0] == pytest.approx(8800 / 252)
    assert (found.low[0], found.high[0]) == (20, pytest.approx(28 + 1 / 3 + 1.959964 * (8800 / 252) ** 0.5))


def test_two_lists_of_the_same_are_whole() -> None:
    found = chapman(np.array([7.0]), np.array([7.0]), np.array([7.0]))
    assert (found.estimate[0], found.variance[0], found.low[0], found.high[0]) == (7, 0, 7, 7)


def test_what_cannot_be_is_not_defined() -> None:
    first, second, both = np.array([0.0, 3, 3, 3]), np.array([3.0, 0, 3, 3]), np.array([0.0, 0, 4, -1])
    found = chapman(first, second, both)
    for part in (found.estimate, found.variance, found.low, found.high):
        assert np.isnan(part).all()
