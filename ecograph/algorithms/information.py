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


def transmission(table: npt.ArrayLike, *, corrected: bool = False) -> float:
    """Return T(u, i, g) in bits of a contingency table with three axes (McGill 1954; Leydesdorff 2003).

    T = H_u + H_i + H_g - H_ui - H_ug - H_ig + H_uig. Negative is synergy.

    Args:
        table: The number of units in each cell, or their weight.
        corrected: Whether to correct each entropy for the size of the sample (Miller 1955): occupied cells
            less one, over twice the number of units, in nats. The number of units is the sum of the table.

    By hand: for g = u XOR i with four equal cells, 1 + 1 + 1 - 2 - 2 - 2 + 2 = -1.

    >>> xor = [[[1, 0], [0, 1]], [[0, 1], [1, 0]]]
    >>> transmission(xor)
    -1.0

    nan where the table is empty.
    """
    cells = np.asarray(table, dtype=np.float64)
    at = np.nonzero(cells > 0)
    found = of_units(np.stack(at), cells[at], n=float(cells.sum()))
    return found.miller if corrected else found.plain


@dataclass(frozen=True)
class Transmission:
    """T of some units in bits, as it is and corrected for the size of the sample; nan where there is no unit."""

    plain: float
    miller: float


def of_units(dimensions: npt.NDArray[np.int64], weights: Vector, *, n: float) -> Transmission:
    """Return T of units that are listed, not tabulated.

    Args:
        dimensions: The value of each unit in each of the three dimensions, one row each.
        weights: The weight of each unit.
        n: How many units there are for the correction, where weights are parts of units.

    By hand: three bits that are the same have T = 1 + 1 + 1 - 1 - 1 - 1 + 1 = 1.

    >>> of_units(np.array([[0, 1], [0, 1], [0, 1]]), np.ones(2), n=2).plain
    1.0
    """
    if n <= 0 or weights.size == 0:
        return Transmission(math.nan, math.nan)
    total, cells = 0.0, -1  # each of the seven entropies has occupied cells less one; their signs add up to 1
    for size in range(1, DIMENSIONS + 1):
        sign = 1 if size % 2 else -1
        for chosen in combinations(range(DIMENSIONS), size):
            _, cell = np.unique(dimensions[list(chosen)], axis=1, return_inverse=True)
            sums = np.bincount(cell.ravel(), weights=weights)
            total += sign * entropy(sums)
            cells += sign * len(sums)
    return Transmission(total, total + cells / (2 * n * math.log(2)))


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
        groups: The group of each entry, counted from 0.
        units: The unit of each entry: the number of different ones is the size of the sample.

    By hand: two groups, each three equal bits with T = 1, told apart by no dimension: T is 1, and none is between.

    >>> bits = np.array([[0, 1, 0, 1]] * 3)
    >>> found = decomposed(bits, np.ones(4), np.array([0, 0, 1, 1]), units=np.arange(4))
    >>> found.whole.plain, [group.plain for group in found.groups], found.between.plain
    (1.0, [1.0, 1.0], 0.0)
    """
    whole = of_units(dimensions, weights, n=len(np.unique(units)))
    n_groups = int(groups.max(initial=-1)) + 1
    parts = []
    for group in range(n_groups):
        own = groups == group
        parts.append(of_units(dimensions[:, own], weights[own], n=len(np.unique(units[own]))))
    shares = np.bincount(groups, weights=weights, minlength=n_groups) / weights.sum() if n_groups else np.zeros(0)
    within = [
        sum(share * value for share, value in zip(shares.tolist(), values, strict=True))
        for values in ([part.plain for part in parts], [part.miller for part in parts])
    ]
    between = Transmission(whole.plain - within[0], whole.miller - within[1])
    return Decomposition(whole, parts, shares, between)
