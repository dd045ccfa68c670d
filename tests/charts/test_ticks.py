"""Axes have round numbers that hold what is drawn."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.ticks import ticks

values = st.one_of(st.just(0.0), st.floats(1e-6, 1e15), st.floats(-1e15, -1e-6))


@pytest.mark.parametrize(
    ("low", "high", "expected", "decimals"),
    [
        (0, 0, (0, 0.2, 0.4, 0.6, 0.8, 1), 1),
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1), 1),
        (0, 5, (0, 1, 2, 3, 4, 5), 0),
        (3, 198.4, (0, 50, 100, 150, 200), 0),
        (-12.5, 7.25, (-15, -10, -5, 0, 5, 10), 0),
        (-30, -10, (-30, -20, -10, 0), 0),
        (0, 0.3, (0, 0.1, 0.2, 0.3), 1),
        (0, 730_000, (0, 200_000, 400_000, 600_000, 800_000), 0),
    ],
)
def test_round_numbers_are_those_that_one_would_write(
    low: float, high: float, expected: tuple[float, ...], decimals: int
) -> None:
    found = ticks(low, high)
    assert list(found.values) == pytest.approx(list(expected))
    assert found.decimals == decimals


@settings(deadline=None, max_examples=60)
@given(values, values)
def test_round_numbers_are_few_even_and_hold_the_values_and_zero(one: float, two: float) -> None:
    low, high = sorted((one, two))
    found = ticks(low, high).values
    assert 2 <= len(found) <= 6
    assert 0 in found
    assert found[0] <= low + abs(low) * 1e-8
    assert found[-1] >= high - abs(high) * 1e-8
    steps = [later - earlier for earlier, later in pairwise(found)]
    assert all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps)


def test_counts_have_whole_numbers() -> None:
    assert ticks(0, 1, whole=True) == ((0, 1), 0)
    assert ticks(0, 7, whole=True).values == (0, 2, 4, 6, 8)
