"""The bipartite configuration model: two-mode networks whose rows and columns have their numbers of ties on average.

It is the most random model with these averages, and says for each cell how likely a tie is (Saracco, Di Clemente,
Gabrielli & Squartini 2015, Sci. Rep. 5:10595). Cells are independent, so what two rows share is a sum of independent
draws, whose tail is computed and not sampled. Rows of the same number of ties are alike: it is solved once for each.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from ecograph.algorithms.matrix import Labels, Matrix, Vector

TOLERANCE = 1e-10
"""How far an average number of ties may be from the given one, relative to it where it is above 1."""

STEPS = 200
"""Steps of Newton's method at most; some ten are needed, and forty where cells are all but certain."""

LONGEST = 4.0
"""The longest step of a logarithm of a fitness."""

LEAST = float(np.finfo(np.float64).tiny)
"""The least p that is returned, 2.2e-308: one that is smaller is still not 0."""


@dataclass(frozen=True, eq=False)
class ConfigurationModel:
    """How likely each tie is: x y / (1 + x y), with the fitness x of its row and y of its column.

    Args:
        row: The logarithm of the fitness of each row: -inf where it has no tie, inf where its ties are certain.
        column: The same for each column.
        row_layer: When the row was set apart because none or all of its cells were ties; the largest for the rest.
        column_layer: The same for each column.
    """

    row: Vector
    column: Vector
    row_layer: Labels
    column_layer: Labels

    def probabilities(self, rows: Labels) -> Vector:
        """Return the probability of a tie of each of some rows with each column: rows x columns, from 0 to 1.

        Where a row or a column was set apart, the first of the two to be so decides: 0 where it has no ties, else 1.
        """
        fitness, layer = self.row[rows][:, None], self.row_layer[rows][:, None]
        first = np.where(layer < self.column_layer, fitness, self.column)
        with np.errstate(invalid="ignore"):  # inf - inf, where both were set apart
            both = special.expit(fitness + self.column)
        return np.where(np.isinf(first), (first > 0).astype(np.float64), both)


def configuration_model(incidence: Matrix) -> ConfigurationModel:
    """Return the bipartite configuration model of an incidence: each row and column has its ties on average.

    The logarithms of the fitnesses maximise a concave likelihood. Newton's method finds them, one for each number of
    ties among the rows and one for each among the columns. Rows and columns without ties, and those in which all
    cells are ties, have certain cells; they are set apart first, and again those that then have none or all.

    Args:
        incidence: Rows x columns; what is not 0 is a tie.

    By hand: two rows and two columns of one tie each: all cells are alike, so each is a tie with probability 1/2.

    >>> from scipy import sparse
    >>> model = configuration_model(sparse.csr_array([[1, 0], [0, 1]]))
    >>> model.probabilities(np.array([0, 1])).round(9).tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """
    rows, columns = incidence.nonzero()
    n_rows, n_columns = incidence.shape
    ties = (np.bincount(rows, minlength=n_rows), np.bincount(columns, minlength=n_columns))
    fitness, layer, (row_left, column_left) = _set_apart(*ties)
    row_ties, row_class, row_size = np.unique(row_left.astype(np.float64), return_inverse=True, return_counts=True)
    column_ties, column_class, column_size = np.unique(
        column_left.astype(np.float64), return_inverse=True, return_counts=True
    )
    found = _solved(row_ties, row_size, column_ties, column_size)
    last = int(max(layer[0].max(initial=0), layer[1].max(initial=0))) + 1
    for side, classes in enumerate((row_class, column_class)):
        inside = layer[side] < 0
        fitness[side][inside] = found[side][classes]
        layer[side][inside] = last
    return ConfigurationModel(*fitness, *layer)


Both = tuple[Vector, Vector]


def _set_apart(rows: Labels, columns: Labels) -> tuple[Both, tuple[Labels, Labels], tuple[Labels, Labels]]:
    """Return what is known of rows and columns without a choice, and the ties that the others have left.

    Returns:
        The fitnesses, nan where not known; the layers, -1 where not known; and the ties of those not known among
        one another.
    """
    ties = (rows.astype(np.int64), columns.astype(np.int64))
    fitness = (np.full(len(rows), np.nan), np.full(len(columns), np.nan))
    layer = (np.full(len(rows), -1, dtype=np.int64), np.full(len(columns), -1, dtype=np.int64))
    for step in range(len(rows) + len(columns)):
        side = step % 2
        inside, across = layer[side] < 0, layer[1 - side] < 0
        empty = inside & (ties[side] == 0)
        full = inside & ~empty & (ties[side] == across.sum())
        fitness[side][empty], fitness[side][full] = -np.inf, np.inf
        layer[side][empty | full] = step
        ties[1 - side][across] -= int(full.sum())
        if step and not (empty | full).any() and not _decided(ties, layer, 1 - side):
            break
    return fitness, layer, (ties[0][layer[0] < 0], ties[1][layer[1] < 0])


def _decided(ties: tuple[Labels, Labels], layer: tuple[Labels, Labels], side: int) -> bool:
    """Return whether a side has one left that has none or all of the ties it could have."""
    left = ties[side][layer[side] < 0]
    return bool(((left == 0) | (left == (layer[1 - side] < 0).sum())).any())


def _solved(rows: Vector, n_rows: Labels, columns: Vector, n_columns: Labels) -> Both:
    """Return the logarithms of the fitnesses of classes of rows and columns, given their ties and their sizes."""
    total = float((rows * n_rows).sum())
    theta, phi = (np.log(ties / np.sqrt(total)) if total else np.zeros(len(ties)) for ties in (rows, columns))
    for _ in range(STEPS):
        likely = special.expit(theta[:, None] + phi)
        off: Both = (rows - likely @ n_columns, columns - n_rows @ likely)
        if all(
            (np.abs(gap) <= TOLERANCE * np.maximum(ties, 1)).all()
            for gap, ties in zip(off, (rows, columns), strict=True)
        ):
            break
        step = _step(likely * (1 - likely), n_rows, n_columns, off)
        longest = max(np.abs(step[0]).max(), np.abs(step[1]).max(), LONGEST)
        theta, phi = theta + step[0] * LONGEST / longest, phi + step[1] * LONGEST / longest
    return theta, phi


def _step(spread: Vector, n_rows: Labels, n_columns: Labels, off: Both) -> Both:
    """Return the step of Newton's method, with the rows eliminated from its equations.

    Args:
        spread: p (1 - p) of each class of rows and columns.
        n_rows: The size of each class of rows.
        n_columns: The size of each class of columns.
        off: The ties that each row and each column of a class still lacks.
    """
    rows, columns = spread @ n_columns, n_rows @ spread
    # the equations of a class are divided by its size
    onto = spread * n_columns / rows[:, None]
    system = np.diag(columns) - (spread * n_rows[:, None]).T @ onto
    # adding to all rows what is taken from all columns changes nothing: least squares takes the shortest step
    phi = np.linalg.lstsq(system, off[1] - (spread * n_rows[:, None]).T @ (off[0] / rows), rcond=1e-13)[0].astype(
        np.float64
    )
    return off[0] / rows - onto @ phi, phi


def poisson_binomial_tail(probabilities: npt.ArrayLike, k: int) -> float:
    """Return the probability that k or more of independent draws succeed, each with its own probability.

    Draws of the same probability are one binomial. The sums are folded one after another, and what has reached k is
    kept apart, so that nothing is subtracted and a tiny tail keeps its digits (Hong 2013, Comput. Stat. Data An.
    59:41-51, compares the ways).

    Args:
        probabilities: The probability of each draw, 0 to 1.
        k: The number of successes.

    Returns:
        A probability from 2.2e-308 to 1; 0 only where fewer than k draws can succeed.

    By hand: a coin and a die: a head and a six come with 1/12, a head or a six with 1 - 1/2 * 5/6 = 7/12.

    >>> round(poisson_binomial_tail([1 / 2, 1 / 6], 2), 6), round(poisson_binomial_tail([1 / 2, 1 / 6], 1), 6)
    (0.083333, 0.583333)
    """
    each, times = np.unique(np.asarray(probabilities, dtype=np.float64), return_counts=True)
    if k <= int(times[each == 1].sum()):
        return 1.0
    if k > int(times[each > 0].sum()):
        return 0.0
    below = np.zeros(k)  # below[i]: i draws have succeeded so far
    below[0], reached = 1.0, 0.0
    for n, p in zip(times.tolist(), each.tolist(), strict=True):
        missing = k - np.arange(k)
        reached += float(below @ _at_least(missing, n, p))
        below = np.convolve(below, _exactly(min(k - 1, n), n, p))[:k]
    return min(max(reached, LEAST), 1.0)


def _at_least(k: Labels, n: int, p: float) -> Vector:
    """Return the probability that k or more of n draws succeed, for each k; scipy.stats takes half a second to import.

    >>> _at_least(np.array([1, 2, 3]), 2, 0.5).tolist()
    [0.75, 0.25, 0.0]
    """
    return np.where(k <= n, special.betainc(k, np.maximum(n - k + 1, 1), p), 0.0)


def _exactly(most: int, n: int, p: float) -> Vector:
    """Return the probability that 0, 1, ... or ``most`` of n draws succeed; ``most`` is at most n.

    >>> _exactly(2, 2, 0.5).round(12).tolist()
    [0.25, 0.5, 0.25]
    """
    k = np.arange(most + 1)
    ways = -special.betaln(n - k + 1, k + 1) - np.log1p(n)
    likely: Vector = np.exp(ways + special.xlogy(k, p) + special.xlog1py(n - k, -p))
    return likely


def poisson_binomial_moments(probabilities: Vector) -> tuple[Vector, Vector]:
    """Return mean and standard deviation of the number of successes of independent draws along the last axis.

    >>> mean, sd = poisson_binomial_moments(np.array([[0.5, 0.5, 0.5, 0.5]]))
    >>> mean.tolist(), sd.tolist()
    ([2.0], [1.0])
    """
    return probabilities.sum(axis=-1), np.sqrt((probabilities * (1 - probabilities)).sum(axis=-1))


def any_probability(probabilities: Vector) -> Vector:
    """Return the probability of each column that any of some rows has a tie with it: 1 - prod(1 - p).

    >>> any_probability(np.array([[0.5], [0.5]])).tolist(), any_probability(np.zeros((0, 1))).tolist()
    ([0.75], [0.0])
    """
    with np.errstate(divide="ignore"):  # a tie that is certain
        any_tie: Vector = 0.0 - np.expm1(np.log1p(-probabilities).sum(axis=0))
    return any_tie


def shared_probability(left: Vector, right: Vector, common: Vector) -> Vector:
    """Return the probability of each column that two groups of rows both have a tie with it.

    Either a row that is in both groups has one, or none of them and a row of each. Only positive numbers are added.

    Args:
        left: The probability of each column to have a tie with any row that only the one group has.
        right: The same for the other group.
        common: The same for the rows that both have.

    By hand: 1/2 and 1/3 for two rows: 1/6; a row with itself: 1/2.

    >>> p, none = np.array([0.5]), np.array([0.0])
    >>> shared_probability(p, np.array([1 / 3]), none).round(6).tolist(), shared_probability(none, none, p).tolist()
    ([0.166667], [0.5])
    """
    return common + (1 - common) * left * right
