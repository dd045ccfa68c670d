"""What a table of counts would hold if its axes had nothing to do with each other, and how far each cell is off.

A gap is a cell that is empty although its margins are not. Whether that means anything is a question of what the
margins alone would put there: under independence, or with the themes of each subject dealt out anew.
"""

import math
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ecograph.algorithms.curveball import samples as dealt
from ecograph.algorithms.matrix import Matrix

Counts = npt.NDArray[np.int64]
"""A count for each cell, one dimension for each axis."""

Cells = npt.NDArray[np.float64]
"""A number for each cell of a table; nan where it is not defined."""

Possible = npt.NDArray[np.bool_]
"""For each cell whether anything can be in it; false for a structural zero."""

ROUNDS = 10_000
"""Rounds of proportional fitting; a fit that needs more runs towards a zero that it never reaches."""

TOLERANCE = 1e-10
"""How far a fitted margin may be off, as a share of all that is counted."""

LEAST_VARIANCE = 1e-9
"""Below this share of the expected number, what rounding leaves of 1 - h is no variance."""


def expected(counts: npt.ArrayLike, possible: Possible | None = None) -> Cells:
    """Return what each cell would hold if the axes were independent: n times the product of its marginal shares.

    With structural zeros, quasi-independence: the product of one factor for each axis in the cells that are
    possible, with the margins of the counts, by iterative proportional fitting (Bishop, Fienberg & Holland 1975,
    Discrete Multivariate Analysis, ch. 5).

    Args:
        counts: One dimension for each axis.
        possible: False for the cells in which nothing can be; all are possible when None.

    Returns:
        Numbers from 0 on; nan for impossible cells, and for all where the fitting does not settle, since some
        fitted value is then at the edge of what such a table can be.

    Raises:
        ValueError: An impossible cell holds something.

    By hand: of 12, 2 are in the second row and 2 in the second column, so 12 * 2/12 * 2/12 = 1/3.

    >>> expected([[8, 2], [2, 0]]).round(4).tolist()
    [[8.3333, 1.6667], [1.6667, 0.3333]]
    """
    table = np.asarray(counts, dtype=np.float64)
    if possible is None or possible.all():
        total = table.sum()
        margins = [table.sum(axis=_but(axis, table.ndim), keepdims=True) for axis in range(table.ndim)]
        whole: Cells = reduce(np.multiply, margins, np.ones(table.shape))
        return whole / total ** (table.ndim - 1) if total > 0 else np.zeros(table.shape)
    if table[~possible].any():
        raise ValueError("found counts in cells that are declared impossible")
    return np.where(possible, _fitted(table, possible), np.nan)


def residuals(counts: npt.ArrayLike, possible: Possible | None = None) -> Cells:
    """Return the standardised residual of each cell: (observed - expected) / sqrt(expected (1 - h)).

    h is the leverage of the cell in the log-linear model of independence. Where the model holds and the numbers
    are not small, the residual is nearly normal with mean 0 and variance 1 (Haberman 1973, Biometrics 29:205-220;
    Agresti 2013, Categorical Data Analysis, ch. 3.3 and 9.4). For two axes 1 - h is (1 - p_i)(1 - p_j), for more
    h = prod p_m + sum_l (1 - p_l) prod_{m not l} p_m; with structural zeros it is taken from the hat matrix.

    Arguments as of ``expected``.

    Returns:
        Any number; nan where the expected number is 0, or where the margins leave the cell no choice.

    By hand: (0 - 1/3) / sqrt(1/3 * 10/12 * 10/12) = -0.6928.

    >>> residuals([[8, 2], [2, 0]]).round(4).tolist()
    [[-0.6928, 0.6928], [0.6928, -0.6928]]
    """
    table = np.asarray(counts, dtype=np.float64)
    fitted = expected(table, possible)
    is_whole = possible is None or possible.all()
    free = 1 - (_leverage(table) if is_whole else _hat(np.nan_to_num(fitted)))
    variance = np.where((fitted > 0) & (free > LEAST_VARIANCE), fitted * free, np.nan)
    found: Cells = (table - fitted) / np.sqrt(variance)
    return found


def pearson(counts: npt.ArrayLike, possible: Possible | None = None) -> Cells:
    """Return the Pearson residual of each cell, (observed - expected) / sqrt(expected); its squares add up to X^2.

    Arguments as of ``expected``. nan where the expected number is 0. Its variance is below 1: read the
    standardised one (``residuals``) as a z-value, not this one (Pearson 1900, Phil. Mag. 50:157-175).

    >>> pearson([[8, 2], [2, 0]]).round(4).tolist()
    [[-0.1155, 0.2582], [0.2582, -0.5774]]
    """
    table = np.asarray(counts, dtype=np.float64)
    fitted = expected(table, possible)
    found: Cells = (table - fitted) / np.sqrt(np.where(fitted > 0, fitted, np.nan))
    return found


@dataclass(frozen=True)
class Redealt:
    """What a table holds when the themes of each subject are dealt out anew: for each cell, over the samples.

    Args:
        expected: The mean.
        residual: How many standard deviations the observed number lies above the mean; nan where nothing varies.
        p_fewer: (1 + b) / (1 + B), where b of B samples hold as few as observed, or fewer.
    """

    expected: Cells
    residual: Cells
    p_fewer: Cells


def redealt(themes: Matrix, places: Matrix, *, samples: int, seed: int) -> Redealt:
    """Return how many subjects each pair of theme and place would have if themes were dealt out by chance.

    Each subject keeps the number of its themes and each theme that of its subjects; where the subjects are stays
    as it is. So what places have to do with each other (a helix that is strong in a region) is no surprise here.

    Args:
        themes: Subjects x themes, not 0 where a subject has the theme.
        places: Subjects x places, 1 where the subject is there.
        samples: How often the themes are dealt out; p is at least 1 / (samples + 1).
        seed: What the numbers are drawn from.

    Returns:
        Tables of themes x places.

    Raises:
        ValueError: Fewer than 2 samples, of which there is no standard deviation.

    >>> own = sparse.csr_array([[1.0, 0.0], [0.0, 1.0]])
    >>> found = redealt(own, own, samples=400, seed=1)
    >>> bool(abs(found.expected - 0.5).max() < 0.1), found.p_fewer[0].round(1).tolist()
    (True, [1.0, 0.5])
    """
    if samples < 2:  # noqa: PLR2004 - of one sample there is no deviation
        raise ValueError(f"{samples} samples: at least 2 are needed")
    seen = _together(themes, places)
    total, squares, as_few = (np.zeros(seen.shape, dtype=np.int64) for _ in range(3))
    for anew in dealt(themes, samples, seed=seed):
        drawn = _together(anew, places)
        total += drawn
        squares += drawn**2
        as_few += drawn <= seen
    mean = total / samples
    # in whole numbers, so that what never varies has a variance of exactly 0
    variance = (samples * squares - total**2) / (samples * (samples - 1))
    deviation = np.sqrt(np.where(variance > 0, variance, np.nan))
    return Redealt(mean, (seen - mean) / deviation, (1 + as_few) / (1 + samples))


def _together(themes: Matrix, places: Matrix) -> Counts:
    """Return how many subjects have each pair of theme and place."""
    has = themes.astype(np.bool_).astype(np.int64)
    found: Counts = (has.T @ places.astype(np.int64)).toarray()
    return found


def _but(axis: int, n: int) -> tuple[int, ...]:
    return tuple(other for other in range(n) if other != axis)


def _leverage(table: Cells) -> Cells:
    """Return the leverage of each cell in the model of mutual independence."""
    n, total = table.ndim, table.sum()
    if total == 0:
        return np.ones(table.shape)
    shares = [table.sum(axis=_but(axis, n), keepdims=True) / total for axis in range(n)]
    every: Cells = reduce(np.multiply, shares, np.ones(table.shape))
    found = every
    for own in range(n):
        others = [shares[other] for other in _but(own, n)]
        found = found + (1 - shares[own]) * reduce(np.multiply, others, np.ones(table.shape))
    return found


def _fitted(table: Cells, possible: Possible) -> Cells:
    """Return the table of one factor for each axis that has the margins of another; nan where it does not settle."""
    n = table.ndim
    margins = [table.sum(axis=_but(axis, n), keepdims=True) for axis in range(n)]
    fitted = possible.astype(np.float64)
    near = TOLERANCE * max(float(table.sum()), 1.0)
    for _ in range(ROUNDS):
        for axis, margin in enumerate(margins):
            own = fitted.sum(axis=_but(axis, n), keepdims=True)
            fitted = fitted * np.divide(margin, own, out=np.zeros(margin.shape), where=own > 0)
        off = max(np.abs(fitted.sum(axis=_but(a, n), keepdims=True) - m).max(initial=0) for a, m in enumerate(margins))
        if off <= near:
            return fitted
    return np.full(table.shape, math.nan)


def _hat(fitted: Cells) -> Cells:
    """Return the leverage of each cell from X (X'WX)^+ X'W, where X has a column for each value of each axis."""
    from scipy.linalg import pinvh  # slow to import

    weight = fitted.ravel()
    start = np.concatenate([[0], np.cumsum(fitted.shape)[:-1]])
    at = np.indices(fitted.shape).reshape(fitted.ndim, weight.size) + start[:, np.newaxis]
    cell = np.tile(np.arange(weight.size), fitted.ndim)
    design = sparse.csr_array((np.ones(at.size), (cell, at.ravel())), shape=(weight.size, sum(fitted.shape)))
    inside = pinvh((design.T @ sparse.diags_array(weight) @ design).toarray())
    found = np.zeros(weight.size)
    for own in at:
        for other in at:
            found += inside[own, other]
    return (weight * found).reshape(fitted.shape)
