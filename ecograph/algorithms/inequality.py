"""How unequally an amount is spread, also when each share is only known to lie between two bounds.

Sorted by size, the lower bounds l_(k) and the upper bounds h_(k) enclose the k-th smallest value. Two facts make
bounds of the measures cheap. Here f is any measure that rises when a smaller value gives to a larger one, and
that has no maximum inside an interval (HHI, Gini, the largest share).

- Least: of all vectors in the box with one sum, the most even is clip(t, l, h) for some level t (the least
  majorised one; Marshall, Olkin & Arnold 2011, Inequalities, ch. 5). So f is least for some t, exactly.
- Greatest: f is never above the greatest value over m of f(l_(1), .., l_(n-m), h_(n-m+1), .., h_(n)). If a small
  value is at its upper bound and a large one at its lower, moving from the small to the large raises f until
  one reaches its end, and the other end is no lower. So the bound is exact where no interval lies inside
  another, and otherwise it may be wider than the truth, never narrower. The greatest value lies at a corner of
  the box, so where there are few corners, all are tried, and the bound is exact (the Lorenz curve apart).
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Vector

CORNERS = 2_000_000
"""How many numbers the corners of a box may hold, for all of them to be tried."""

PERCENT = 10000.0
"""The HHI of one alone: its share in percent, squared."""


@dataclass(frozen=True)
class Interval:
    """The bounds of a measure; nan where one is not known."""

    low: float
    high: float


UNKNOWN = Interval(math.nan, math.nan)


def hhi(values: npt.ArrayLike) -> float:
    """Return the sum of the squared shares in percent, 10000/n to 10000; nan where there is nothing to share.

    >>> hhi([30, 30, 20, 20]), hhi([1])
    (2600.0, 10000.0)
    """
    x = np.asarray(values, dtype=np.float64)
    total = x.sum()
    return float(PERCENT * ((x / total) ** 2).sum()) if total > 0 else math.nan


def gini(values: npt.ArrayLike) -> float:
    """Return the Gini coefficient sum (2i - n - 1) x_(i) / (n sum x), 0 to 1 - 1/n; nan where nothing is shared.

    >>> gini([1, 2, 3, 4]), gini([0, 0, 0, 1])
    (0.25, 0.75)
    """
    x = np.sort(np.asarray(values, dtype=np.float64))
    total, n = x.sum(), len(x)
    return float((_weights(n) * x).sum() / (n * total)) if total > 0 else math.nan


def lorenz(values: npt.ArrayLike) -> Vector:
    """Return the share of the whole that the k smallest have together, for each k from 1 to n.

    >>> lorenz([1, 3, 4]).tolist()
    [0.125, 0.5, 1.0]
    """
    x = np.cumsum(np.sort(np.asarray(values, dtype=np.float64)))
    return x / x[-1] if x.size and x[-1] > 0 else np.full(x.shape, np.nan)


def hhi_bounds(low: npt.ArrayLike, high: npt.ArrayLike) -> Interval:
    """Return bounds of the HHI of values between ``low`` and ``high``; the module says how tight they are.

    The upper bound is nan where a value has none. Both are nan where there is nothing to share.

    By hand: of 10 and 0 to 10, the second has nothing (10000) or as much as the first (5000).

    >>> hhi_bounds([10, 10], [10, 10]), hhi_bounds([10, 0], [10, 10])
    (Interval(low=5000.0, high=5000.0), Interval(low=5000.0, high=10000.0))
    """
    box = _box(low, high)
    if box is None:
        return UNKNOWN
    ones = np.ones(box.n)
    squares, total = _Sum(box, ones, power=2), _Sum(box, ones)
    # between two levels the derivative is 0 where t = (sum of squares) / (sum) of those that stand at a bound
    fixed = _ratio(squares.fixed(box.levels), total.fixed(box.levels))
    turning = np.clip(np.nan_to_num(fixed), box.levels, np.append(box.levels[1:], box.levels[-1]))
    levels = np.concatenate([box.levels, turning])
    least = _ratio(squares.even(levels), total.even(levels) ** 2)
    tried = _corners(low, high)
    if tried is None:
        greatest = _ratio(squares.steep(), total.steep() ** 2)
    else:
        greatest = _ratio((tried**2).sum(axis=1), tried.sum(axis=1) ** 2)
    return _interval(box, PERCENT * least, PERCENT * greatest, within=(PERCENT / box.n, PERCENT))


def gini_bounds(low: npt.ArrayLike, high: npt.ArrayLike) -> Interval:
    """Return bounds of the Gini coefficient of values between ``low`` and ``high``; the module says how tight.

    The upper bound is nan where a value has none. Both are nan where there is nothing to share.

    By hand: of 10 and 0 to 10, the second has nothing (1/2) or as much as the first (0).

    >>> gini_bounds([10, 0], [10, 10])
    Interval(low=0.0, high=0.5)
    """
    box = _box(low, high)
    if box is None:
        return UNKNOWN
    spread, total = _Sum(box, _weights(box.n)), _Sum(box, np.full(box.n, float(box.n)))
    # between two levels both sums are straight lines in t, so their ratio is least at one of the two
    least = _ratio(spread.even(box.levels), total.even(box.levels))
    tried = _corners(low, high)
    if tried is None:
        greatest = _ratio(spread.steep(), total.steep())
    else:
        greatest = _ratio(np.sort(tried) @ _weights(box.n), box.n * tried.sum(axis=1))
    return _interval(box, least, greatest, within=(0.0, 1 - 1 / box.n))


def top_share_bounds(low: npt.ArrayLike, high: npt.ArrayLike) -> Interval:
    """Return the exact bounds of the share of the largest of values between ``low`` and ``high``, 1/n to 1.

    The upper bound is nan where a value has none. Both are nan where there is nothing to share.

    By hand: of 10 and 0 to 30, the largest has 1/2 when both have 10, and all when the second has nothing.

    >>> top_share_bounds([10, 0], [10, 30])
    Interval(low=0.5, high=1.0)
    """
    box = _box(low, high)
    if box is None:
        return UNKNOWN
    total = _Sum(box, np.ones(box.n))
    least = _ratio(np.clip(box.levels, box.low[-1], box.high[-1]), total.even(box.levels))
    own, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    others = np.maximum(own.sum() - own, 0.0)  # 0 at least: of one alone, rounding may leave less
    closed = np.where(np.isfinite(most), most, 0.0)
    return _interval(box, least, _ratio(closed, closed + others), within=(1 / box.n, 1.0))


def lorenz_bounds(low: npt.ArrayLike, high: npt.ArrayLike) -> tuple[Vector, Vector]:
    """Return bounds of the share of the whole that the k smallest have together, for each k from 1 to n.

    The upper bound is exact; the lower is so where no interval lies inside another. The lower bound is nan where
    a value has no upper bound, except that all have all. Both are nan where there is nothing to share.

    By hand: of 10 and 0 to 10, the smaller has nothing or half.

    >>> [bound.tolist() for bound in lorenz_bounds([10, 0], [10, 10])]
    [[0.0, 1.0], [0.5, 1.0]]
    """
    box = _box(low, high)
    if box is None:
        nothing = np.full(len(np.asarray(low)), np.nan)
        return nothing, nothing
    k = np.arange(1, box.n + 1)
    total = _Sum(box, np.ones(box.n))
    smallest = _before(box.low)[1:]
    least = _ratio(smallest, smallest + total.after_high[1:]) if box.is_closed else np.full(box.n, np.nan)
    least[-1] = 1.0
    at_high, at_level = box.below(box.levels)
    moves = np.concatenate([[True], (at_level > at_high)[:-1]])  # a level to which no value rises changes nothing
    levels = box.levels[moves & (total.even(box.levels) > 0)]

    def share(level: npt.NDArray[np.int64]) -> Vector:
        t = levels[level]
        at_high, at_level = box.below(t)
        whole = total.even(t)
        capped = total.before_high[np.minimum(k, at_high)] + np.clip(k - at_high, 0, None) * t
        return np.where(k <= at_level, capped, whole - total.after_low[k]) / whole

    # the share rises with the level and then falls (a concave function over its argument): search for the top
    first, last = np.zeros(box.n, dtype=np.int64), np.full(box.n, len(levels) - 1)
    while (first < last).any():
        middle = (first + last) // 2
        rises = (first < last) & (share(np.minimum(middle + 1, last)) > share(middle))
        first, last = np.where(rises, middle + 1, first), np.where(rises, last, middle)
    most = np.minimum(share(first), k / box.n)
    return np.minimum(least, most), most  # where both are the truth, rounding may cross them


@dataclass(frozen=True)
class _Box:
    """The bounds of values, each sorted by itself, and the levels at which the most even vector changes."""

    low: Vector
    high: Vector
    levels: Vector

    @property
    def n(self) -> int:
        return len(self.low)

    @property
    def is_closed(self) -> bool:
        return bool(np.isfinite(self.high[-1]))

    def below(self, levels: Vector) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return how many values stand at their upper bound at a level, and how many there or at the level."""
        return np.searchsorted(self.high, levels, side="right"), np.searchsorted(self.low, levels, side="right")


def _box(low: npt.ArrayLike, high: npt.ArrayLike) -> _Box | None:
    """Return the box of bounds, None where there is nothing to share."""
    least = np.sort(np.asarray(low, dtype=np.float64))
    most = np.sort(np.asarray(high, dtype=np.float64))
    if not most.size or most[-1] <= 0:
        return None
    levels = np.unique(np.concatenate([least, most[np.isfinite(most)]]))
    # where all is 0 or open, any level above 0 gives the same shares
    return _Box(least, most, levels if levels[-1] > 0 else np.array([0.0, 1.0]))


class _Sum:
    """A weighted sum over the sorted values, along the two families of vectors that the bounds are found in."""

    def __init__(self, box: _Box, weights: Vector, *, power: int = 1) -> None:
        self.box, self.power = box, power
        self.weights = _before(weights)
        closed = np.where(np.isfinite(box.high), box.high, 0.0)  # an open one never stands at its upper bound
        self.before_low, self.after_low = _before(weights * box.low**power), _after(weights * box.low**power)
        self.before_high, self.after_high = _before(weights * closed**power), _after(weights * closed**power)

    def fixed(self, levels: Vector) -> Vector:
        """Return the sum over the values that stand at a bound when the others stand at a level."""
        at_high, at_level = self.box.below(levels)
        found: Vector = self.before_high[at_high] + self.after_low[at_level]
        return found

    def even(self, levels: Vector) -> Vector:
        """Return the sum over the most even vector at each level."""
        at_high, at_level = self.box.below(levels)
        found: Vector = self.fixed(levels) + (self.weights[at_level] - self.weights[at_high]) * levels**self.power
        return found

    def steep(self) -> Vector:
        """Return the sum over the vectors of the k least lower bounds and the n - k greatest upper bounds."""
        found: Vector = self.before_low + self.after_high
        return found


def _corners(low: npt.ArrayLike, high: npt.ArrayLike) -> Vector | None:
    """Return all corners of a box, one a row; None where they are too many or the box is open."""
    least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    wide = np.flatnonzero(most > least)
    if len(least) * 2 ** len(wide) > CORNERS or not np.isfinite(most).all():
        return None
    is_high = (np.arange(2 ** len(wide))[:, np.newaxis] >> np.arange(len(wide))) & 1
    found: Vector = np.tile(least, (len(is_high), 1))
    found[:, wide] = np.where(is_high, most[wide], least[wide])
    return found


def _weights(n: int) -> Vector:
    return 2.0 * np.arange(1, n + 1, dtype=np.float64) - n - 1


def _before(values: Vector) -> Vector:
    """Return the sum of the first k values, for k from 0 to n."""
    return np.concatenate([[0.0], np.cumsum(values)])


def _after(values: Vector) -> Vector:
    """Return the sum of the values after the first k, for k from 0 to n."""
    return np.concatenate([np.cumsum(values[::-1])[::-1], [0.0]])


def _ratio(above: Vector, below: Vector) -> Vector:
    found: Vector = np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
    return found


def _interval(box: _Box, least: Vector, greatest: Vector, *, within: tuple[float, float]) -> Interval:
    """Return the interval of the values found; the mathematics keeps them within a range, rounding may not."""
    low = float(np.clip(np.nanmin(least), *within))
    if not box.is_closed:
        return Interval(low, math.nan)
    return Interval(low, max(float(np.clip(np.nanmax(greatest), *within)), low))
