"""How unusual numbers are among those of random networks: what is expected, z, and p, which is never 0.

Draws come one by one, each with all the numbers, and only their sums are kept: a thousand random networks of all of
Europe need no more memory than one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Labels, Vector


@dataclass(frozen=True, eq=False)
class Significance:
    """Where observed numbers stand among those of random networks, one for each number.

    Args:
        n: How many random networks there were.
        expected: The mean of the random numbers, nan where there were none.
        sd: Their standard deviation with n - 1, nan below two.
        z: How many standard deviations the observed number lies above the mean, nan where sd is 0 or nan.
        p_more: How likely it is to be at least as large: the upper tail.
        p_less: How likely it is to be at most as large: the lower tail.
        p_two: Both tails: twice the smaller of the two, at most 1.
    """

    n: int
    expected: Vector
    sd: Vector
    z: Vector
    p_more: Vector
    p_less: Vector
    p_two: Vector


def significance(observed: Labels, draws: Iterable[Labels]) -> Significance:
    """Return where observed numbers stand among those of random networks.

    Args:
        observed: The observed numbers, whole.
        draws: The same numbers of each random network.

    By hand: 3 beside the draws 1, 2, 3 and 2: the mean is 2, the variance 2/3, one draw of four is as large, so
    p = (1 + 1) / (1 + 4).

    >>> found = significance(np.array([3]), (np.array([x]) for x in (1, 2, 3, 2)))
    >>> found.expected.tolist(), found.z.round(4).tolist(), found.p_more.tolist(), found.p_less.tolist()
    ([2.0], [1.2247], [0.4], [1.0])
    """
    total, squares, above, below = (np.zeros(len(observed), dtype=np.int64) for _ in range(4))
    n = 0
    for draw in draws:
        n += 1
        total += draw
        squares += draw * draw
        above += draw >= observed
        below += draw <= observed
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = total / np.float64(n)
        # whole numbers until here: where all draws are equal the difference is 0 and no rounding
        sd = np.sqrt((n * squares - total * total) / (np.float64(n) * (n - 1)))
    p_more, p_less = monte_carlo_p(above, n), monte_carlo_p(below, n)
    p_two = np.minimum(2 * np.minimum(p_more, p_less), 1.0)
    return Significance(n, expected, sd, z_scores(observed, expected, sd), p_more, p_less, p_two)


def monte_carlo_p(n_extreme: npt.ArrayLike, n: int) -> Vector:
    """Return p = (1 + b) / (1 + B), where b of B random networks are at least as extreme as the observed one.

    The observed one counts as one of them, so p is never 0 and a test at a level is wrong no more often than that
    (Davison & Hinkley 1997, Bootstrap Methods, 4.11; Phipson & Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9:39).

    >>> monte_carlo_p([0, 9, 99], 99).tolist()
    [0.01, 0.1, 1.0]
    """
    return (1 + np.asarray(n_extreme, dtype=np.float64)) / np.float64(1 + n)


def z_scores(observed: npt.ArrayLike, expected: Vector, sd: Vector) -> Vector:
    """Return how many standard deviations numbers lie above what is expected, nan where that is 0 or nan.

    >>> z_scores([3, 3], np.array([1.0, 1.0]), np.array([0.5, 0.0])).tolist()
    [4.0, nan]
    """
    spread = np.where(sd > 0, sd, np.nan)
    return (np.asarray(observed, dtype=np.float64) - expected) / spread
