"""How much two sets can share when only parts of them are known.

A list of members is seldom whole. What two incomplete lists share is then a lower bound only, and the sizes that the
sets are said to have tell how much more they could share at most.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Vector

TOLERANCE = 1e-9
"""How far, relative to its size, a bound may miss a whole number: 280 raised by a tenth is 308.00000000000006."""


@dataclass(frozen=True, slots=True)
class PartialList:
    """Sets of which a part is known, one for each pair that is compared.

    Args:
        known: How many of each set are known.
        low: The least number that each set may have.
        high: The greatest, infinite where it is open.
    """

    known: Vector
    low: Vector
    high: Vector


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval for each pair; nan where the numbers contradict one another."""

    low: Vector
    high: Vector


def whole_numbers(low: Vector, high: Vector) -> Bounds:
    """Return the least and the greatest whole number of each interval; nan where there is none in it.

    >>> found = whole_numbers(np.array([13.5, 12.2]), np.array([16.5, 12.8]))
    >>> found.low.tolist(), found.high.tolist()
    ([14.0, nan], [16.0, nan])
    """
    least = np.ceil(low - TOLERANCE * np.maximum(1.0, np.abs(low)))
    slack = np.where(np.isfinite(high), TOLERANCE * np.maximum(1.0, np.abs(high)), 0.0)
    greatest = np.floor(high + slack)
    return _where(least <= greatest, least, greatest)


def intersection_bounds(left: PartialList, right: PartialList, *, shared: Vector, population: float = np.inf) -> Bounds:
    """Return the least and the greatest number of items that two sets can share.

    Let s be the number of items known in both of the sets, p and q the numbers known in each, a and b the sizes.
    Of the a - p unknown items of the left set, x may be among the q - s known on the right alone; of the b - q
    unknown ones of the right set, y may be among the p - s known on the left alone; z further ones may be new to
    both lists. The greatest of s + x + y + z is min(a, b, s + (a - p) + (b - q)); it grows with a and b. The least
    is s, or a + b - N if the whole population of N has no room for two sets that share less; it grows with both too.
    All whole numbers between are possible, so the bounds are sharp.

    Args:
        left: The left sets. A size below the number known is raised to it; above the population, lowered to it.
        right: The right sets.
        shared: How many items are known in both.
        population: How many items there are of which the sets are made, infinite where that is not known.

    Returns:
        Whole numbers from 0; high is infinite where both sizes are open and nothing else limits them. nan where the
        numbers contradict one another: more known than the greatest size, more known in both than in one, or more
        known than there are in the population.

    By hand: 2 of 4 and 3 of 5 are known, 1 in both. Up to 2 more of the left and 2 more of the right can be among
    the known or the new ones of the other, so that the left set is inside the right one: 1 to 4.

    >>> a, b = (PartialList(np.array([k]), np.array([n]), np.array([n])) for k, n in ((2.0, 4.0), (3.0, 5.0)))
    >>> found = intersection_bounds(a, b, shared=np.array([1.0]))
    >>> found.low.tolist(), found.high.tolist()
    ([1.0], [4.0])
    """
    a, b, is_possible = _settled(left, right, shared, population)
    low = np.maximum(shared, a.low + b.low - population)
    return _where(is_possible, low, _most(a, b, shared, (a.high, b.high)))


def jaccard_bounds(left: PartialList, right: PartialList, *, shared: Vector, population: float = np.inf) -> Bounds:
    """Return the least and the greatest Jaccard coefficient that two sets can have: shared by all of both.

    With the letters of ``intersection_bounds`` and u = p + q - s, what is known of either: the greatest is
    min(a, b, a + b - u) / max(a, b, u). It is reached where both sizes come as near as they can to the greatest of
    u and their own lower bounds. The least depends on a + b alone: s / (a + b - s), or (a + b - N) / N where the
    population is short; it falls until a + b = N + s and rises from there.

    Args:
        left: The left sets.
        right: The right sets.
        shared: How many items are known in both.
        population: How many items there are, infinite where that is not known.

    Returns:
        0 to 1. Where a size is open the least is the limit 0, which is not reached if s > 0. nan where the numbers
        contradict one another, and where neither set can have anything.

    By hand: in the example of ``intersection_bounds`` 1 of 8, or 4 of 5.

    >>> a, b = (PartialList(np.array([k]), np.array([n]), np.array([n])) for k, n in ((2.0, 4.0), (3.0, 5.0)))
    >>> found = jaccard_bounds(a, b, shared=np.array([1.0]))
    >>> found.low.tolist(), found.high.tolist()
    ([0.125], [0.8])
    """
    a, b, is_possible = _settled(left, right, shared, population)
    has_any = np.maximum(a.high, b.high) > 0
    union_known = a.known + b.known - shared
    nearest = np.maximum(np.maximum(np.maximum(a.low, b.low), union_known), 1.0)
    sizes = np.minimum(nearest, a.high), np.minimum(nearest, b.high)
    greatest = _most(a, b, shared, sizes)
    total = np.clip(population + shared, np.maximum(a.low + b.low, 1.0), np.maximum(a.high + b.high, 1.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        high = greatest / (sizes[0] + sizes[1] - greatest)
        least = np.where(np.isfinite(total), np.maximum(shared, total - population), 0.0)
        low = np.where(np.isfinite(total), least / (total - least), 0.0)
    return _where(is_possible & has_any, low, high)


def implied_overlap(low: Vector, high: Vector, *, after: tuple[float, float]) -> tuple[float, float]:
    """Return how many members were counted more than once, from the sizes of sets and of their union.

    Sets of the sizes a, b, ... whose union has m items have a + b + ... - m more members than their union; of two
    sets that is the size of their intersection. From intervals: the sum of the lows less the high of the union, to
    the sum of the highs less its low, at least 0 and at most what is left when the largest set holds all others. A
    set is never larger than the union. All whole numbers between are possible.

    Args:
        low: The least size of each set, a whole number.
        high: The greatest, infinite where it is open.
        after: The least and the greatest size of the union.

    Returns:
        The interval; (nan, nan) where nothing fits: fewer than two sets, a set larger than the union, or a union
        larger than all sets together. Then somebody left or joined.

    By hand: 234 to 286 and 280 to 308 that became 370 shared 234 + 280 - 370 to 286 + 308 - 370.

    >>> implied_overlap(np.array([234.0, 280.0]), np.array([286.0, 308.0]), after=(370.0, 370.0))
    (144.0, 224.0)
    """
    least, most = after
    fits = np.minimum(high, most)
    few = low.size < 2  # noqa: PLR2004 - an overlap is of two
    if few or least > most or bool((low > fits).any()) or float(fits.sum()) < least:
        return float("nan"), float("nan")
    if np.isinf(fits).any():  # then the union is open too, and the open set may hold all others
        others = np.delete(fits, int(np.argmax(fits)))
        return float(max(0.0, low.sum() - most)), float(others.sum())
    return float(max(0.0, low.sum() - most)), float(fits.sum() - max(least, fits.max()))


def _settled(
    left: PartialList, right: PartialList, shared: Vector, population: float
) -> tuple[PartialList, PartialList, npt.NDArray[np.bool_]]:
    """Return the sizes that the known items and the population leave, and where any are left."""
    a, b = (
        PartialList(part.known, np.maximum(part.low, part.known), np.minimum(part.high, population))
        for part in (left, right)
    )
    is_possible = (a.low <= a.high) & (b.low <= b.high) & (shared >= 0)
    is_possible &= (shared <= a.known) & (shared <= b.known) & (a.known + b.known - shared <= population)
    return a, b, is_possible


def _most(a: PartialList, b: PartialList, shared: Vector, sizes: tuple[Vector, Vector]) -> Vector:
    """Return the greatest number of items that sets of these sizes can share."""
    left, right = sizes
    return np.minimum(np.minimum(left, right), shared + (left - a.known) + (right - b.known))


def _where(is_possible: npt.NDArray[np.bool_], low: Vector, high: Vector) -> Bounds:
    return Bounds(np.where(is_possible, low, np.nan), np.where(is_possible, high, np.nan))
