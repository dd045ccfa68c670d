"""Entropy and the mutual information of three dimensions: whether they tell more together than by pairs.

The sign is that of McGill (1954): T is negative where the three together reduce the uncertainty more than their
pairs do, which Leydesdorff calls synergy.
"""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Labels, Vector

DIMENSIONS = 3


def entropy(counts: npt.ArrayLike) -> float:
    """Return the entropy of counts or weights in bits; 0 log 0 is 0, and nothing has the entropy 0.

    >>> entropy([1, 1, 1, 1]), entropy([5, 0])
    (2.0, 0.0)
    """
    values = np.asarray(counts, dtype=np.float64).ravel()
    values = values[values > 0]
    shares = values / values.sum()
    return float(abs((shares * np.log2(shares)).sum()))


@dataclass(frozen=True)
class Transmission:
    """T of some units in bits, as it is and corrected for the size of the sample; nan where there is no unit."""

    plain: float
    miller: float


def of_units(dimensions: npt.NDArray[np.int64], weights: Vector, *, n: float) -> Transmission:
    """Return T(u, i, g) of units that are listed, not tabulated (McGill 1954; Leydesdorff 2003).

    T = H_u + H_i + H_g - H_ui - H_ug - H_ig + H_uig. Negative is synergy. The correction adds to each entropy the
    occupied cells less one, over twice the number of units, in nats (Miller 1955).

    Args:
        dimensions: The value of each entry in each of the three dimensions, from 0, one row each.
        weights: The weight of each entry, above 0.
        n: How many units there are for the correction, where weights are parts of units.

    By hand: for g = u XOR i with four equal cells, 1 + 1 + 1 - 2 - 2 - 2 + 2 = -1; three bits that are the same
    have T = 1 + 1 + 1 - 1 - 1 - 1 + 1 = 1.

    >>> xor, same = np.array([[0, 0, 1, 1], [0, 1, 0, 1], [0, 1, 1, 0]]), np.array([[0, 1]] * 3)
    >>> of_units(xor, np.ones(4), n=4).plain, of_units(same, np.ones(2), n=2).plain
    (-1.0, 1.0)
    """
    if n <= 0 or weights.size == 0:
        return Transmission(math.nan, math.nan)
    return _of_groups(dimensions, weights, np.zeros(len(weights), dtype=np.int64), n=np.array([n]))[0]


def _of_groups(dimensions: npt.NDArray[np.int64], weights: Vector, groups: Labels, *, n: Vector) -> list[Transmission]:
    """Return T of each group, all of them in one pass; ``n`` is the number of units of each."""
    whole = np.bincount(groups, weights=weights)
    total, cells = np.zeros(len(n)), np.full(len(n), -1.0)  # of seven times cells less one, by the signs one is left
    for size in range(1, DIMENSIONS + 1):
        sign = 1 if size % 2 else -1
        for chosen in combinations(dimensions, size):
            cell = groups
            for values in chosen:  # numbered anew after each dimension, so that the products stay small
                cell = np.unique(cell * (values.max() + 1) + values, return_inverse=True)[1]
            _, first = np.unique(cell, return_index=True)
            own = groups[first]
            shares = np.bincount(cell, weights=weights) / whole[own]
            total -= sign * np.bincount(own, weights=shares * np.log2(shares))
            cells += sign * np.bincount(own)
    corrected = total + cells / (2 * n * math.log(2))
    return [Transmission(*both) for both in zip(total.tolist(), corrected.tolist(), strict=True)]


@dataclass(frozen=True)
class Decomposition:
    """T of all units, and what each group of them and what lies between the groups contribute (Theil 1972).

    Args:
        whole: T of all units.
        groups: T of the units of each group.
        shares: The share of the weight that each group has; T of a group times its share is its contribution.
        between: T less all contributions: what the groups add to one another.
    """

    whole: Transmission
    groups: list[Transmission]
    shares: Vector
    between: Transmission


def decomposed(
    dimensions: npt.NDArray[np.int64], weights: Vector, groups: Labels, *, units: npt.NDArray[np.int64]
) -> Decomposition:
    """Return T by group: T = T_between + sum of share * T of the group (Theil 1972; Leydesdorff & Strand 2013).

    Args:
        dimensions: The value of each entry in each of the three dimensions, one row each.
        weights: The weight of each entry.
        groups: The group of each entry, counted from 0; none is empty.
        units: The unit of each entry, from 0: the number of different ones is the size of the sample.

    By hand: two groups, each three equal bits with T = 1, told apart by no dimension: T is 1, and none is between.

    >>> bits = np.array([[0, 1, 0, 1]] * 3)
    >>> found = decomposed(bits, np.ones(4), np.array([0, 0, 1, 1]), units=np.arange(4))
    >>> found.whole.plain, [group.plain for group in found.groups], found.between.plain
    (1.0, [1.0, 1.0], 0.0)
    """
    whole = of_units(dimensions, weights, n=len(np.unique(units)))
    if weights.size == 0:
        return Decomposition(whole, [], np.zeros(0), whole)
    pairs = np.unique(groups * (units.max() + 1) + units) // (units.max() + 1)
    parts = _of_groups(dimensions, weights, groups, n=np.bincount(pairs).astype(np.float64))
    shares = np.bincount(groups, weights=weights) / weights.sum()
    plain, miller = (float(shares @ [getattr(part, kind) for part in parts]) for kind in ("plain", "miller"))
    return Decomposition(whole, parts, shares, Transmission(whole.plain - plain, whole.miller - miller))
