"""The lengths of ties, and which paths count as equally long."""

import numpy as np
import pytest

from ecograph.algorithms.shortest_paths import TOLERANCE, lengths


def test_whole_strengths_have_whole_lengths() -> None:
    found, tolerance = lengths(np.array([4.0, 6.0, 10.0, 4.0]), 100)
    assert found.tolist() == [15.0, 10.0, 6.0, 15.0]
    assert tolerance == 0


def test_no_tie_has_no_length() -> None:
    found, tolerance = lengths(np.zeros(0), 0)
    assert (found.tolist(), tolerance) == ([], 0)


@pytest.mark.parametrize(
    "strengths",
    [
        [0.5, 1.0],  # a fraction
        [float(n) for n in range(1, 60)],  # lcm(1..59) is above 2**53
        [2.0**52, 3.0],  # 3 * 2**52 is, too
        [1e300, 1.0],  # no whole number is meant by that
        [np.inf, 1.0],
    ],
)
def test_lengths_that_no_float_holds_exactly_are_compared_with_a_tolerance(strengths: list[float]) -> None:
    found, tolerance = lengths(np.array(strengths), 3)
    assert tolerance == TOLERANCE
    assert found.tolist() == [1 / strength for strength in strengths]


def test_the_longest_path_must_be_exact_too() -> None:
    # the lcm is 2**50: a path of 8 ties would reach 2**53
    strengths = np.array([2.0**50, 1.0])
    assert lengths(strengths, 8)[1] == 0
    assert lengths(strengths, 9)[1] == TOLERANCE
