"""How far money is from where needs are, also when needs and amounts are only known to lie between two bounds."""

import math

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.inequality import UNKNOWN, Interval
from ecograph.algorithms.matrix import Vector

MOST_TRIED = 14
"""Up to this many themes, all sets of them are tried, and the upper bound is exact."""

Bounds = tuple[npt.ArrayLike, npt.ArrayLike]
"""The lower and the upper bounds of amounts, one for each theme."""


def dissimilarity(left: npt.ArrayLike, right: npt.ArrayLike) -> float:
    """Return half the sum of the differences of shares, 0 to 1: the share that would have to move to match.

    D = 1/2 sum |a_i / a - b_i / b| (Duncan & Duncan 1955, Am. Sociol. Rev. 20:210-217). nan where one side is
    nothing, since nothing has no shares.

    By hand: |.4-.1| + |.3-.3| + |.2-.2| + |.1-.4| = 0.6, half of it 0.3.

    >>> round(dissimilarity([0.4, 0.3, 0.2, 0.1], [0.1, 0.3, 0.2, 0.4]), 12)
    0.3
    """
    a, b = np.asarray(left, dtype=np.float64), np.asarray(right, dtype=np.float64)
    if not (a.sum() > 0 and b.sum() > 0):
        return math.nan
    return float(np.abs(a / a.sum() - b / b.sum()).sum() / 2)


def dissimilarity_bounds(left: Bounds, right: Bounds) -> Interval:
    """Return the least and the greatest dissimilarity of amounts that lie between bounds.

    The least is exact: the shares that are possible form a polytope, over which D is least by a linear program.
    The greatest is exact up to ``MOST_TRIED`` themes: D is the greatest a(S)/a - b(S)/b over all sets S of themes,
    both terms are greatest at a corner, and all S are tried. With more themes it may lie above the truth, never
    below. Amounts vary independently of each other.

    Args:
        left: The bounds on one side, such as the needs; an upper bound may be infinite.
        right: The bounds on the other, such as the money.

    Returns:
        0 to 1; nan where one side can only be nothing.

    By hand: needs are one half each. One theme gets 10, the other 0 to 10: D is 0 if it gets 10, 1/2 if nothing.

    >>> dissimilarity_bounds(([1, 1], [1, 1]), ([10, 0], [10, 10]))
    Interval(low=0.0, high=0.5)
    """
    need, fund = _Side(*left), _Side(*right)
    if not (need.high.any() and fund.high.any()):
        return UNKNOWN
    if np.array_equal(need.low, need.high) and np.array_equal(fund.low, fund.high):
        return Interval(*(dissimilarity(need.low, fund.low),) * 2)
    greatest = _greatest(need, fund)
    return Interval(min(_least(need, fund), greatest), greatest)


def share_bounds(low: npt.ArrayLike, high: npt.ArrayLike) -> tuple[Vector, Vector]:
    """Return the least and the greatest share that each of some amounts can have; nan where all can only be nothing.

    By hand: of 10 and 0 to 10, the first has half to all.

    >>> [bound.tolist() for bound in share_bounds([10, 0], [10, 10])]
    [[0.5, 0.0], [1.0, 0.5]]
    """
    side = _Side(low, high)
    one = np.eye(len(side.low), dtype=np.bool_)
    if not side.high.any():
        return (np.full(len(one), np.nan),) * 2
    return 1 - side.most(~one), side.most(one)


class _Side:
    """The bounds of the amounts of one side, divided by the greatest of them, so that a solver can tell them apart."""

    def __init__(self, low: npt.ArrayLike, high: npt.ArrayLike) -> None:
        least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
        closed = np.concatenate([least, most[np.isfinite(most)]])
        greatest = closed.max(initial=0.0) or 1.0
        self.low, self.high = least / greatest, most / greatest

    def most(self, inside: npt.NDArray[np.bool_]) -> Vector:
        """Return the greatest share that each set of themes (a row) can have: it at its upper bounds, the rest not."""
        is_open = np.isinf(self.high)
        own = inside @ np.where(is_open, 0.0, self.high)
        whole = own + ~inside @ self.low
        share = np.divide(own, whole, out=np.zeros(len(inside)), where=whole > 0)
        return np.where(inside @ is_open, 1.0, share)


def _greatest(need: _Side, fund: _Side) -> float:
    """Return the greatest dissimilarity, or a number above it where there are too many themes to try all sets."""
    n = len(need.low)
    if n > MOST_TRIED:
        one = np.eye(n, dtype=np.bool_)
        too_little = need.most(one) - (1 - fund.most(~one))
        too_much = fund.most(one) - (1 - need.most(~one))
        return min(float(np.clip(off, 0, None).sum()) for off in (too_little, too_much, np.ones(1)))
    sets = (np.arange(2**n)[:, np.newaxis] >> np.arange(n)) & 1 == 1
    return float(np.clip(need.most(sets) + fund.most(~sets) - 1, 0, 1).max())


def _least(need: _Side, fund: _Side) -> float:
    """Return the least dissimilarity over all shares that are possible, by a linear program.

    Its variables are the shares and one over the sum of each side, and for each theme the difference of shares.
    """
    from scipy.optimize import linprog  # slow to import

    n = len(need.low)
    one, none = np.eye(n), np.zeros((n, 1))

    def within(side: _Side, at: int) -> list[npt.NDArray[np.float64]]:
        closed = np.isfinite(side.high)
        blocks = ((-one, side.low), (one[closed], -side.high[closed]))
        rows = []
        for shares, bound in blocks:
            row = np.zeros((len(shares), 3 * n + 2))
            row[:, at : at + n], row[:, at + n] = shares, bound
            rows.append(row)
        return rows

    apart = [np.hstack([sign * one, none, -sign * one, none, -one]) for sign in (1, -1)]
    no_more = np.vstack([*apart, *within(need, 0), *within(fund, n + 1)])
    whole = np.zeros((2, 3 * n + 2))
    whole[0, :n], whole[1, n + 1 : 2 * n + 1] = 1, 1
    cost = np.concatenate([np.zeros(2 * n + 2), np.full(n, 0.5)])
    found = linprog(cost, A_ub=no_more, b_ub=np.zeros(len(no_more)), A_eq=whole, b_eq=np.ones(2), method="highs")
    return max(float(cost @ found.x), 0.0)
