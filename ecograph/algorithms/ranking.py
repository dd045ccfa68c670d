"""How good a ranking is: whether what came true stood above what did not.

A score without such a test is a guess. The area under the curve needs no threshold, and its difference between two
scores of the same pairs says whether one is better than the other or only seems so.
"""

from typing import NamedTuple

import numpy as np

from ecograph.algorithms.matrix import Vector

NORMAL_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: an interval of 95 % reaches so many standard errors to each side."""


class Interval(NamedTuple):
    """A value with its interval of 95 %; nan where it is not defined."""

    value: float
    low: float
    high: float


def auc(positives: Vector, negatives: Vector) -> Interval:
    """Return how often a positive scores higher than a negative, 0..1, half of the ties counted.

    AUC = P(positive > negative) + P(positive = negative) / 2; 0.5 is what chance gives. It is counted by sorting,
    in n log n. The interval is that of DeLong, which takes the cases as independent; pairs of a network share nodes,
    so it is rather too narrow.

    Args:
        positives: The scores of what came true.
        negatives: The scores of what did not.

    Returns:
        The area and its interval of 95 %, within 0..1. nan where a class is empty; no interval where one has one case.

    Source: Hanley & McNeil 1982, Radiology 143:29-36; DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44:837-845.

    By hand: of the six pairs of 0.9 and 0.6 with 0.7, 0.3 and 0.1, five stand in the right order.

    >>> round(auc(np.array([0.9, 0.6]), np.array([0.7, 0.3, 0.1])).value, 4)
    0.8333
    """
    if not positives.size or not negatives.size:
        return Interval(np.nan, np.nan, np.nan)
    above, below = _places(positives, negatives)
    low, high = _around(float(above.mean()), above, below)
    return Interval(float(above.mean()), max(low, 0.0), min(high, 1.0))


def gain(positives: Vector, negatives: Vector, *, positives_before: Vector, negatives_before: Vector) -> Interval:
    """Return by how much the area of one score exceeds that of another on the same cases, -1..1.

    The two areas rise and fall together, since they are of the same cases; the interval takes that into account.

    Args:
        positives: What came true, by the first score.
        negatives: What did not, by the first score.
        positives_before: What came true, by the other score, in the same order.
        negatives_before: What did not, by the other score.

    Returns:
        The difference and its interval of 95 %; nan as for ``auc``.

    Source: DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44:837-845.

    By hand: a score in the right order (1) beside one in the wrong order (0).

    >>> up, down = np.array([2.0, 3.0]), np.array([0.0, 1.0])
    >>> gain(up, down, positives_before=down, negatives_before=up).value
    1.0
    """
    if not positives.size or not negatives.size:
        return Interval(np.nan, np.nan, np.nan)
    above, below = _places(positives, negatives)
    above_before, below_before = _places(positives_before, negatives_before)
    better, worse = above - above_before, below - below_before
    value = float(above.mean()) - float(above_before.mean())
    low, high = _around(value, better, worse)
    return Interval(value, max(low, -1.0), min(high, 1.0))


def precision_at(k: int, positives: Vector, negatives: Vector) -> float:
    """Return the share that came true among the k highest scores, 0..1.

    Of cases with the same score at the limit, each is as likely to be among the k: their share counts.

    Args:
        k: How many of the highest are looked at, 1 or more.
        positives: The scores of what came true.
        negatives: The scores of what did not.

    Returns:
        The expected share; nan where a class is empty, or there are fewer than k cases.

    Raises:
        ValueError: k is below 1.

    By hand: of 0.9, 0.7, 0.6 the first and the third came true: 1, 1/2, 2/3. With all scores equal it is the share
    of those that came true.

    >>> [round(precision_at(k, np.array([0.9, 0.6]), np.array([0.7, 0.3, 0.1])), 4) for k in (1, 2, 3)]
    [1.0, 0.5, 0.6667]
    >>> precision_at(1, np.zeros(1), np.zeros(3))
    0.25
    """
    if k < 1:
        raise ValueError(f"found k = {k}, expected 1 or more")
    n = positives.size + negatives.size
    if not positives.size or not negatives.size or k > n:
        return np.nan
    limit = np.partition(np.concatenate([positives, negatives]), n - k)[n - k]
    true_above, false_above = int((positives > limit).sum()), int((negatives > limit).sum())
    true_at, false_at = int((positives == limit).sum()), int((negatives == limit).sum())
    left = k - true_above - false_above
    return (true_above + left * true_at / (true_at + false_at)) / k


def _places(positives: Vector, negatives: Vector) -> tuple[Vector, Vector]:
    """Return for each positive the share of negatives below it, for each negative the share of positives above it."""
    up, down = np.sort(positives), np.sort(negatives)
    below = (np.searchsorted(down, positives, "left") + np.searchsorted(down, positives, "right")) / 2
    under = (np.searchsorted(up, negatives, "left") + np.searchsorted(up, negatives, "right")) / 2
    return below / negatives.size, 1.0 - under / positives.size


def _around(value: float, above: Vector, below: Vector) -> tuple[float, float]:
    """Return the interval around a mean of places; nan where a class has one case, whose spread is not known."""
    if min(above.size, below.size) == 1:
        return np.nan, np.nan
    error = float(np.sqrt(above.var(ddof=1) / above.size + below.var(ddof=1) / below.size))
    return value - NORMAL_95 * error, value + NORMAL_95 * error
