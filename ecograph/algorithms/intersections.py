"""Is what sets share more than chance? Exact tests against sets of the same sizes drawn from one population.

Each set is drawn anew from N items, all equally likely. Two sets then share a hypergeometric number of items, and
further sets are met one after another. Everything is computed in logarithms, so that a tiny p stays a number. How
many items there are to draw from decides the answer: whoever calls says what N is.
"""

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, gammaln, logsumexp

from ecograph.algorithms.matrix import Vector

LEAST = float(np.finfo(np.float64).tiny)
"""The least p that is returned, 2.2e-308: one that is smaller is still not 0."""

NEGLIGIBLE = 1e-18
"""The share of a tail below which its further terms, which only shrink, change no digit."""

BLOCK_CELLS = 2_000_000
"""The greatest number of logarithms that are held at once, 16 MB."""


def hypergeometric_tail(n: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike, k: npt.ArrayLike) -> Vector:
    """Return the probability that two sets of a and b of n items share k items or more.

    P(X >= k) with P(X = x) = C(a, x) C(n - a, b - x) / C(n, b) (Fisher 1935). Each distinct (n, a, b, k) is
    computed once.

    Args:
        n: The number of items to draw from, one number or one for each pair; likewise the others.
        a: The size of the one set, 0 to n.
        b: The size of the other, 0 to n.
        k: The number of shared items.

    Returns:
        Probabilities from 2.2e-308, below which none is told apart, to 1, good to eight digits for a million items and
        to twelve for a few hundred; 0 only where k items cannot be shared, and
        nan where n, a, b or k is negative or nan, or a set is larger than n.

    By hand: the tea tasting, 4 of 8 cups named of which 4 are right: 1/70; 3 or more right: 17/70.

    >>> hypergeometric_tail(8, 4, 4, [4, 3]).round(6).tolist()
    [0.014286, 0.242857]
    """
    given = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (n, a, b, k)))
    flat = np.stack([x.ravel() for x in given], axis=1)
    distinct, place = np.unique(flat, axis=0, return_inverse=True)
    return _log_to_p(_log_tail(distinct))[place.ravel()].reshape(given[0].shape)


def intersection_tail(n: int, sizes: npt.ArrayLike, k: int) -> float:
    """Return the probability that several sets of n items have k items or more that are in all of them.

    The recursion of Wang, Zhao & Zhang 2015, Sci. Rep. 5:16923: what the first sets share is a set of y items, and
    meets the next set in a hypergeometric number of them. Common items only become fewer, so that y below k never
    counts. One set alone has its size for certain. The time grows with the square of the smallest set.

    Args:
        n: The number of items to draw from.
        sizes: The size of each set, 0 to n.
        k: The number of common items.

    Returns:
        A probability from 2.2e-308 to 1; 0 where k items cannot be common, nan where a size is not in 0..n or
        there is no set.

    By hand: three sets of 2 of 4 items: two share 1 with 4/6 and 2 with 1/6; the third then meets the 1 with 1/2,
    and one of the 2 with 5/6: 4/6 * 1/2 + 1/6 * 5/6 = 17/36.

    >>> round(intersection_tail(4, [2, 2, 2], 1), 6)
    0.472222
    >>> f"{intersection_tail(1000, [17, 15, 10], 6):.4e}"
    '6.9466e-21'
    """
    ordered = np.sort(np.asarray(sizes, dtype=np.int64))
    if not len(ordered) or ordered[0] < 0 or ordered[-1] > n or k < 0:
        return float("nan")
    smallest, least = int(ordered[0]), int(max(k, 0))
    if least > smallest:
        return 0.0
    common = np.arange(least, smallest + 1)
    logs = np.where(common == smallest, 0.0, -np.inf)
    for size in ordered[1:].tolist():
        logs = _met(logs, common, size, n)
    total = float(logsumexp(logs))  # never empty: a set of the smallest size may lie in all larger ones
    return float(_log_to_p(np.array([min(total, 0.0)]))[0])


def expected_intersection(n: npt.ArrayLike, sizes: npt.ArrayLike) -> Vector:
    """Return how many items sets of these sizes have in common on average: n times the product of size / n.

    Args:
        n: The number of items to draw from.
        sizes: The size of each set along the last axis.

    Returns:
        A number from 0 to the smallest size; nan where n is 0 or a size is larger than it.

    By hand: sets of 10 and 8 of 50 items: 50 * 10/50 * 8/50 = 1.6.

    >>> expected_intersection(50, [10, 8]).item()
    1.6
    """
    drawn = np.asarray(sizes, dtype=np.float64)
    population = np.asarray(n, dtype=np.float64)
    is_possible = (population > 0) & (drawn >= 0).all(axis=-1) & (drawn <= population[..., None]).all(axis=-1)
    shares = drawn[..., 1:] / np.where(is_possible, population, 1.0)[..., None]
    return np.where(is_possible, drawn[..., 0] * shares.prod(axis=-1), np.nan)


def benjamini_hochberg(p: npt.ArrayLike) -> Vector:
    """Return p-values corrected for many tests, so that of those below q at most the share q is false on average.

    Of m tests the i-th smallest p becomes the least of p_j m / j over all j >= i, at most 1.

    Args:
        p: The p-values; one that is nan is no test, and stays nan.

    Returns:
        As many numbers, each at least its p and at most 1.

    Source: Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289-300.

    By hand: of 0.01, 0.04 and 0.03 the smallest becomes 0.01 * 3; 0.03 * 3/2 = 0.045 is more than 0.04 * 3/3.

    >>> benjamini_hochberg([0.01, 0.04, 0.03, float("nan")]).round(12).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    given = np.asarray(p, dtype=np.float64)
    found = np.full(given.shape, np.nan)
    tests = np.flatnonzero(~np.isnan(given))
    order = tests[np.argsort(given[tests], kind="stable")]
    raised = given[order] * len(order) / np.arange(1, len(order) + 1)
    found[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return found


def _log_choose(n: Vector, k: Vector) -> Vector:
    """Return log C(n, k), minus infinity where k is not in 0..n."""
    is_possible = (k >= 0) & (k <= n)
    top, chosen = np.where(is_possible, n, 0.0), np.where(is_possible, k, 0.0)
    return np.where(is_possible, -np.log1p(top) - betaln(top - chosen + 1, chosen + 1), -np.inf)


def _log_probability(x: Vector, n: Vector, a: Vector, b: Vector) -> Vector:
    """Return log P(X = x) for two sets of a and b of n items, minus infinity where it is impossible."""
    ways = _log_choose(a, x) + _log_choose(n - a, b - x)
    return np.where(np.isneginf(ways), -np.inf, ways - _log_choose(n, b))


def _log_tail(cases: Vector) -> Vector:
    """Return log P(X >= k) for rows of n, a, b, k; nan where they make no sense.

    Above the mean the terms from k up shrink, below it those from k - 1 down: they are added up along that side.
    """
    n, a, b, k = cases.T
    is_sound = (a >= 0) & (b >= 0) & (k >= 0) & (a <= n) & (b <= n)  # false where one is nan
    n, a, b, k = (np.where(is_sound, x, 0.0) for x in (n, a, b, k))
    least, most = np.maximum(0, a + b - n), np.minimum(a, b)
    is_upper = k > a * b / np.maximum(n, 1)
    first = np.where(is_upper, k, k - 1)
    is_inside = (first >= least) & (first <= most)
    start = np.where(is_inside, _log_probability(first, n, a, b), -np.inf)
    sums = np.log(_series(np.where(is_inside, first, np.nan), n, a, b, is_upper)) + start
    lower = np.log1p(-np.exp(np.where(is_upper, -np.inf, sums)))  # what lies below a k up to the mean is well below 1
    found = np.where(is_upper, sums, lower)
    found = np.where(k <= least, 0.0, np.where(k > most, -np.inf, found))
    return np.where(is_sound, np.minimum(found, 0.0), np.nan)


def _series(first: Vector, n: Vector, a: Vector, b: Vector, is_upper: npt.NDArray[np.bool_]) -> Vector:
    """Return the sum of P(x) / P(first) over x from first on, away from the mean; 1 where first is nan."""
    total, term, x = np.ones(len(n)), np.ones(len(n)), first.copy()
    active = np.flatnonzero(~np.isnan(first))
    while len(active):
        at, size, left, right = x[active], n[active], a[active], b[active]
        rest = size - left - right
        up = (left - at) * (right - at) / ((at + 1) * np.maximum(rest + at + 1, 1))
        down = at * np.maximum(rest + at, 0) / ((left - at + 1) * (right - at + 1))
        term[active] *= np.where(is_upper[active], up, down)
        total[active] += term[active]
        x[active] += np.where(is_upper[active], 1.0, -1.0)
        active = active[term[active] > NEGLIGIBLE * total[active]]
    return total


def _met(logs: Vector, common: npt.NDArray[np.int64], size: int, n: int) -> Vector:
    """Return the log probabilities of the numbers of common items after one more set of a size.

    P(x of y) = C(y, x) C(n - y, size - x) / C(n, size) is a product of factorials of y, of x and of y - x alone, so
    that one row of each is added up, and no logarithm is taken of a pair (y, x).
    """
    likely = np.flatnonzero(np.isfinite(logs))
    before = common[likely]
    from_before = logs[likely] + _log_factorial(before) + _log_factorial(n - before)
    to_after = (
        -_log_factorial(common)
        - _log_factorial(size - common)
        - _log_choose(np.array([n], dtype=np.float64), np.array([size], dtype=np.float64))
    )
    apart = np.arange(int(common[-1] - common[0]) + 1)
    of_difference = -_log_factorial(apart) - _log_factorial(n - size - apart)
    found = np.empty(len(common))
    step = max(1, BLOCK_CELLS // len(likely))
    for start in range(0, len(common), step):
        fewer = before[:, None] - common[None, start : start + step]
        terms = np.where(fewer >= 0, of_difference[np.maximum(fewer, 0)], -np.inf) + from_before[:, None]
        found[start : start + step] = _log_sum(terms) + to_after[start : start + step]
    return found


def _log_factorial(n: npt.NDArray[np.int64]) -> Vector:
    """Return log n!, infinite where n is negative: one divided by it is 0."""
    found: Vector = np.where(n < 0, np.inf, gammaln(np.maximum(n, 0) + 1.0))
    return found


def _log_sum(terms: Vector) -> Vector:
    """Return the logarithm of the sum of each column, given as logarithms."""
    peak = terms.max(axis=0)
    is_possible = np.isfinite(peak)
    with np.errstate(divide="ignore"):
        found: Vector = np.log(np.exp(terms - np.where(is_possible, peak, 0.0)).sum(axis=0))
    return found + np.where(is_possible, peak, 0.0)


def _log_to_p(logs: Vector) -> Vector:
    """Return probabilities of their logarithms; what is possible is never 0."""
    return np.where(np.isneginf(logs), 0.0, np.maximum(np.exp(logs), LEAST))
