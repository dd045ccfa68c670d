"""How many there are in all, from two lists that were made independently of each other.

If the second list finds most of the first again, both are nearly whole; if it finds few, much is missing. Only
lists that are independent and of the same time say anything: a list copied from another finds all of it again.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from ecograph.algorithms.matrix import Vector

NORMAL_95 = float(ndtri(0.975))
"""Between minus and plus this many standard deviations lie 95 % of a normal distribution: 1.96."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many there are in all, with its variance and an interval of 95 %."""

    estimate: Vector
    variance: Vector
    low: Vector
    high: Vector


def chapman(first: Vector, second: Vector, both: Vector) -> Estimate:
    """Return the number of items in all, estimated from two lists of them.

    With n and m items on the lists and r on both: (n + 1)(m + 1) / (r + 1) - 1, with the variance
    (n + 1)(m + 1)(n - r)(m - r) / ((r + 1)^2 (r + 2)). Both are unbiased where n + m is no less than the number
    in all, and nearly so where r is 7 or more. It is assumed that nobody joins or leaves between the lists, that an
    item is as likely on the second list whether it is on the first or not, that all items are alike in this, and
    that an item is known again.

    Args:
        first: The lengths of the first lists, above 0.
        second: The lengths of the second lists, above 0.
        both: How many items are on both.

    Returns:
        The estimate, its variance, and the interval of 1.96 standard deviations about it, at least the number of
        items that are on either list. nan where a list is empty or has fewer items than are on both.

    Sources: Chapman 1951, Univ. California Publ. Statistics 1:131-160; Seber 1970, Biometrics 26:13-22.

    By hand: 10 and 15 with 5 on both give 11 * 16 / 6 - 1 = 28.33, variance 11 * 16 * 5 * 10 / (36 * 7) = 34.92.

    >>> found = chapman(np.array([10.0]), np.array([15.0]), np.array([5.0]))
    >>> [round(float(part[0]), 2) for part in (found.estimate, found.variance, found.low, found.high)]
    [28.33, 34.92, 20.0, 39.92]
    """
    is_defined = (first > 0) & (second > 0) & (both >= 0) & (both <= np.minimum(first, second))
    n, m, r = (np.where(is_defined, part, np.nan).astype(np.float64) for part in (first, second, both))
    product = (n + 1) * (m + 1)
    estimate = product / (r + 1) - 1
    variance = product * (n - r) * (m - r) / ((r + 1) ** 2 * (r + 2))
    spread = NORMAL_95 * np.sqrt(variance)
    return Estimate(estimate, variance, np.maximum(estimate - spread, n + m - r), estimate + spread)
