"""Which of several choices no other one beats on every axis: a comparison that needs no weights between axes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Labels

CELLS = 4_000_000
"""How many comparisons stand in memory at once."""


@dataclass(frozen=True, eq=False)
class Dominance:
    """How each choice stands against all others.

    Args:
        is_front: Whether no other choice dominates it.
        n_dominated_by: How many do.
    """

    is_front: npt.NDArray[np.bool_]
    n_dominated_by: Labels


def pareto(scores: npt.ArrayLike, more_is_better: npt.ArrayLike) -> Dominance:
    """Return which choices are on the Pareto front, and how many choices dominate each other one.

    One choice dominates another when it is at least as good on every axis and better on one (Pareto 1896, Cours
    d'économie politique). Of choices with the same scores none dominates the other.

    A score that is nan is not known. On an axis where neither is known two choices do not differ. Where one of them
    is known, the other might be better or worse, so neither dominates the other: nobody is struck from the front for
    what is not known about it. To leave such axes out of a comparison instead would let a, b and c beat one
    another in a circle, and the front could be empty.

    Args:
        scores: A row for each choice, a column for each axis; infinite ones are compared like others.
        more_is_better: For each axis, whether a greater score is the better one.

    By hand: (1, 2) and (2, 1) do not compare; (1, 1) is beaten by both; what is not known stays.

    >>> found = pareto([[1, 2], [2, 1], [1, 1], [0, np.nan]], [True, True])
    >>> found.is_front.tolist(), found.n_dominated_by.tolist()
    ([True, True, False, True], [0, 0, 2, 0])
    """
    given = np.asarray(scores, dtype=np.float64)
    good = np.where(np.asarray(more_is_better, dtype=bool), given, -given)
    unknown = np.isnan(good)
    known = np.where(unknown, 0.0, good)
    n, n_axes = good.shape
    n_dominated_by = np.zeros(n, dtype=np.int64)
    step = max(1, CELLS // max(1, n))
    for start in range(0, n, step):
        some = slice(start, start + step)
        as_good = np.ones((n, len(known[some])), dtype=bool)
        better = np.zeros_like(as_good)
        for axis in range(n_axes):
            other, own = known[:, axis, np.newaxis], known[np.newaxis, some, axis]
            as_good &= (other >= own) & (unknown[:, axis, np.newaxis] == unknown[np.newaxis, some, axis])
            better |= other > own
        n_dominated_by[some] = (as_good & better).sum(axis=0)
    return Dominance(n_dominated_by == 0, n_dominated_by)
