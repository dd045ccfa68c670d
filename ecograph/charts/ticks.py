"""Round numbers along an axis."""

import math
from typing import NamedTuple


class Ticks(NamedTuple):
    """The round numbers of an axis, from its lowest to its highest, and the decimals that they need."""

    values: tuple[float, ...]
    decimals: int


def ticks(low: float, high: float, *, at_most: int = 5, whole: bool = False) -> Ticks:
    """Return round numbers that reach from below the lowest to above the highest value and that hold zero.

    Args:
        low: The lowest value.
        high: The highest value.
        at_most: How many steps there may be between them, at least 2 where they lie on both sides of zero.
        whole: Whether only whole numbers make sense, as of counts.

    Returns:
        Multiples of 1, 2 or 5 times a power of ten.

    >>> ticks(3, 37).values, ticks(-0.2, 0.3).values
    ((0.0, 10.0, 20.0, 30.0, 40.0), (-0.2, -0.1, 0.0, 0.1, 0.2, 0.3))
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    power = math.floor(math.log10((high - low) / at_most))
    power = max(0, power) if whole else power
    while True:
        for factor in (1, 2, 5):
            first, last = (math.floor(_in_steps(low, factor, power)), math.ceil(_in_steps(high, factor, power)))
            if last - first <= at_most:
                return Ticks(tuple(_multiple(n * factor, power) for n in range(first, last + 1)), max(0, -power))
        power += 1


def _in_steps(value: float, factor: int, power: int) -> float:
    """Return how many steps a value is; a whole number where it is that but for the last digits."""
    steps = value / _multiple(factor, power)
    return round(steps) if math.isclose(steps, round(steps), rel_tol=1e-9) else steps


def _multiple(n: int, power: int) -> float:
    return float(n * 10**power) if power >= 0 else n / 10**-power
