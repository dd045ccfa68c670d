"""Tests of intersections against chance.

Worked examples of the catalogue: O05 (Fisher 1935) and O07 (Wang, Zhao & Zhang 2015). Second implementations: counting
every way to draw the sets, scipy's hypergeometric distribution, and the definition of Benjamini & Hochberg.
"""

import math
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from ecograph.algorithms import intersections as module
from ecograph.algorithms.intersections import (
    LEAST,
    benjamini_hochberg,
    expected_intersection,
    hypergeometric_tail,
    intersection_tail,
)


def by_drawing(n: int, sizes: list[int], k: int) -> float:
    """Return the share of all ways to draw sets of these sizes in which k items or more are in all."""
    ways = [combinations(range(n), size) for size in sizes]
    found = [len(set.intersection(*map(set, drawn))) >= k for drawn in product(*ways)]
    return float(Fraction(sum(found), len(found)))


def test_the_tea_tasting_and_the_example_of_the_catalogue() -> None:
    # O05: N=8 K=4 n=4: 1/70 and 17/70; N=50, 10, 8, overlap 3: 0.187773, expected 1.6
    assert hypergeometric_tail(8, 4, 4, [4, 3]) == pytest.approx([1 / 70, 17 / 70])
    assert hypergeometric_tail(50, 10, 8, 3).item() == pytest.approx(0.187773, abs=1e-6)
    assert expected_intersection(50, [10, 8]).item() == pytest.approx(1.6)


def test_the_examples_of_several_sets() -> None:
    # O07: 1/70 for two sets, 17/36, and 6.9466e-21
    assert intersection_tail(8, [4, 4], 4) == pytest.approx(1 / 70)
    assert intersection_tail(4, [2, 2, 2], 1) == pytest.approx(17 / 36)
    assert intersection_tail(1000, [17, 15, 10], 6) == pytest.approx(6.9466e-21, rel=1e-4)


@given(st.integers(0, 5), st.data())
@settings(max_examples=50, deadline=None)
def test_the_test_of_several_sets_agrees_with_counting_every_way(n: int, data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(0, n), min_size=1, max_size=3))
    k = data.draw(st.integers(0, n + 1))
    expected = by_drawing(n, sizes, k)
    assert intersection_tail(n, sizes, k) == pytest.approx(expected, abs=1e-12)
    if len(sizes) == 2:
        assert hypergeometric_tail(n, sizes[0], sizes[1], k).item() == pytest.approx(expected, abs=1e-12)


def test_a_small_block_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = intersection_tail(60, [20, 25, 30, 35], 5)
    monkeypatch.setattr(module, "BLOCK_CELLS", 7)
    assert intersection_tail(60, [20, 25, 30, 35], 5) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("n", [3, 40, 500, 30_000])
def test_the_tail_of_two_sets_agrees_with_scipy(n: int) -> None:
    random = np.random.default_rng(n)
    a, b = random.integers(0, n + 1, 200), random.integers(0, n + 1, 200)
    k = np.clip(np.round(a * b / n + 3 * random.normal(size=200) * np.sqrt(a * b / n)), 0, None)
    expected = hypergeom.sf(k - 1, n, a, b)
    found = hypergeometric_tail(n, a, b, k)
    # scipy's own terms are good to 1e-10 here
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-300)
    assert ((found >= 0) & (found <= 1)).all()


def test_a_p_that_is_too_small_to_write_is_not_0() -> None:
    assert hypergeom.sf(2899, 1_000_000, 3000, 3000) == 0  # what underflow would give
    assert hypergeometric_tail(1_000_000, 3000, 3000, 2900).item() == LEAST > 0
    assert intersection_tail(20_000, [300, 300, 300], 250) == LEAST


def test_what_cannot_be_shared_has_probability_0_and_what_must_be_1() -> None:
    assert hypergeometric_tail(10, 4, 3, [4, 3, 0]).tolist()[0::2] == [0, 1]
    assert hypergeometric_tail(10, 8, 7, 5).item() == 1  # 8 + 7 - 10 are shared for certain
    assert intersection_tail(10, [8, 7], 5) == pytest.approx(1)
    assert intersection_tail(10, [4], 4) == 1
    assert intersection_tail(10, [4, 3], 4) == 0
    assert intersection_tail(10, [4, 0], 0) == 1


def test_what_makes_no_sense_is_nan() -> None:
    found = hypergeometric_tail([5, -1, math.nan, 5, 5], [6, 0, 1, 2, 2], [1, 0, 1, 2, -1], [1, 0, 0, -1, 0])
    assert np.isnan(found).all()
    assert math.isnan(intersection_tail(5, [6, 1], 1))
    assert math.isnan(intersection_tail(5, [], 0))
    assert math.isnan(intersection_tail(5, [2, -1], 0))
    assert math.isnan(intersection_tail(5, [2], -1))
    assert np.isnan(expected_intersection([0, 4], [[0, 0], [5, 1]])).all()


def test_each_pair_has_its_own_p_in_the_shape_that_was_asked() -> None:
    found = hypergeometric_tail(8, [[4, 4], [3, 4]], 4, [[4, 3], [3, 4]])
    assert found.shape == (2, 2)
    assert found[0] == pytest.approx([1 / 70, 17 / 70])
    assert found[1] == pytest.approx([4 / 56, 1 / 70])  # by hand: C(4, 3) of C(8, 3)
    assert hypergeometric_tail([], [], [], []).shape == (0,)


@given(st.integers(1, 6), st.data())
@settings(max_examples=30, deadline=None)
def test_the_expected_number_is_the_mean_of_the_tails(n: int, data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(0, n), min_size=1, max_size=4))
    mean = sum(intersection_tail(n, sizes, k) for k in range(1, n + 1))
    assert expected_intersection(n, sizes).item() == pytest.approx(mean, abs=1e-12)


def test_benjamini_and_hochberg_of_their_own_example() -> None:
    # Benjamini & Hochberg 1995, section 4.2: of 15 p-values the four smallest are found at q = 0.05
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590]
    assert (benjamini_hochberg([*p, 1.0]) <= 0.05).sum() == 4


@given(st.lists(st.floats(0, 1) | st.just(math.nan), max_size=8))
@settings(max_examples=50, deadline=None)
def test_the_correction_agrees_with_its_definition(p: list[float]) -> None:
    tests = [value for value in p if not math.isnan(value)]
    ranked = sorted(tests)

    def corrected(value: float) -> float:
        later = [(x, j) for j, x in enumerate(ranked, start=1) if x >= value]
        return min(1.0, *(x * len(tests) / j for x, j in later))

    found = benjamini_hochberg(p)
    assert len(found) == len(p)
    for value, q in zip(p, found, strict=True):
        assert math.isnan(q) if math.isnan(value) else q == pytest.approx(corrected(value)) and q >= value * (1 - 1e-12)


@pytest.mark.parametrize(
    ("n", "drawn", "k"), [(300, [150, 200, 290], 100), (60, [60, 20, 30, 45], 4), (9, [6, 7, 8], 3)]
)
def test_the_recursion_of_large_sets_is_that_in_exact_fractions(n: int, drawn: list[int], k: int) -> None:
    """Second implementation: the recursion of Wang, Zhao & Zhang in whole numbers; the last case is certain."""
    first, *others = sorted(drawn)
    chances = {first: Fraction(1)}
    for size in others:
        met: dict[int, Fraction] = {}
        for y, chance in chances.items():
            for x in range(max(0, y + size - n), min(y, size) + 1):
                ways = math.comb(y, x) * math.comb(n - y, size - x)
                met[x] = met.get(x, Fraction(0)) + chance * Fraction(ways, math.comb(n, size))
        chances = met
    exact = float(sum(chance for x, chance in chances.items() if x >= k))
    assert intersection_tail(n, drawn, k) == pytest.approx(exact, rel=1e-10)
    assert intersection_tail(n, drawn, k) <= 1
