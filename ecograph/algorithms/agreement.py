"""How far two divisions of the same things agree: the adjusted Rand index and the variation of information.

Both are needed, since the index says how much better than chance, and the variation how many bits apart.
"""

import numpy as np

from ecograph.algorithms.information import entropy
from ecograph.algorithms.matrix import Labels, Vector

Group = Labels
"""The group of each thing."""


def adjusted_rand(left: Group, right: Group) -> float:
    """Return the share of pairs on which two divisions agree, corrected for chance (Hubert & Arabie 1985).

    1 when they are the same, 0 on average when one is drawn at random, below 0 when they agree less than that.
    nan where chance alone makes them the same: fewer than two things, or both divisions put everything together,
    or both put everything apart.

    By hand: (1 - 1/3) / ((2 + 1) / 2 - 1/3) = 0.571429.

    >>> round(adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])), 6)
    0.571429
    """
    if len(left) < 2:  # noqa: PLR2004 - a pair takes two
        return float("nan")
    cells, rows, columns = _counts(left, right)
    both, one, other = _pairs(cells), _pairs(rows), _pairs(columns)
    every = len(left) * (len(left) - 1) / 2
    chance = one * other / every
    greatest = (one + other) / 2
    is_trivial = (one == other == 0) or (one == other == every)  # then the greatest is what chance gives
    return float("nan") if is_trivial else (both - chance) / (greatest - chance)


def variation_of_information(left: Group, right: Group) -> float:
    """Return how many bits one division does not tell of the other, plus the other way round (Meila 2007).

    0 when they are the same, at most the binary logarithm of the number of things; nan where there is none.

    By hand: 2 * 1.5 - 1 - 1.5 = 0.5 bits.

    >>> variation_of_information(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2]))
    0.5
    """
    if len(left) == 0:
        return float("nan")
    cells, rows, columns = _counts(left, right)
    # 0 at least: the difference of equal entropies may round below
    return max(2 * entropy(cells) - entropy(rows) - entropy(columns), 0.0)


def _counts(left: Group, right: Group) -> tuple[Vector, Vector, Vector]:
    """Return how many things are in each pair of groups, in each group on the left, in each on the right."""
    _, one, rows = np.unique(left, return_inverse=True, return_counts=True)
    _, other, columns = np.unique(right, return_inverse=True, return_counts=True)
    _, cells = np.unique(one.astype(np.int64) * len(columns) + other, return_counts=True)
    return cells.astype(np.float64), rows.astype(np.float64), columns.astype(np.float64)


def _pairs(sizes: Vector) -> float:
    return float((sizes * (sizes - 1)).sum() / 2)
