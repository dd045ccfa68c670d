"""Random two-mode networks in which each row and column keeps its number of ties: what sizes alone would give.

Two rows trade the columns that only one of them has (Strona et al. 2014, Nat. Comm. 5:4114). In a round all rows
trade at once, each with one other: the global curveball, which reaches every such network equally often
(Carstens, Berger & Strona 2018, MethodsX 5:773-783). A round is two sorts of arrays, so nothing needs an accelerator.
"""

import numpy as np
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix

ROUNDS = 20
"""Rounds after which networks of that many sizes are well mixed (Carstens et al. 2018, ESA, 11:1-11:15)."""


def curveball(incidence: Matrix, *, seed: int, rounds: int = ROUNDS) -> Matrix:
    """Return a random incidence with the same number of ties in each row and each column.

    Args:
        incidence: Rows x columns; what is not 0 is a tie.
        seed: What the numbers are drawn from: the same seed and incidence give the same network.
        rounds: How often each row trades with another; the smaller mode trades.

    >>> before = sparse.csr_array([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> after = curveball(before, seed=1)
    >>> after.sum(axis=0).tolist(), after.sum(axis=1).tolist()
    ([1.0, 2.0, 1.0], [2.0, 1.0, 1.0])
    """
    rng = np.random.default_rng(seed)
    rows, columns = incidence.nonzero()
    sides = (rows.astype(np.int64), columns.astype(np.int64))
    few = int(incidence.shape[1] < incidence.shape[0])
    row, column = sides[few], sides[1 - few]
    for _ in range(rounds):
        partner = rng.permutation(incidence.shape[few])[row] // 2  # an odd one out has none and keeps its columns
        row, column = _traded(row, column, partner, rng)
    ends = (column, row) if few else (row, column)
    return sparse.csr_array((np.ones(len(row)), ends), shape=incidence.shape)


def _traded(row: Labels, column: Labels, pair: Labels, rng: np.random.Generator) -> tuple[Labels, Labels]:
    """Return the ties after each pair of rows has dealt out the columns that one of the two has.

    Args:
        row: The row of each tie.
        column: The column of each tie.
        pair: The pair that the row of each tie belongs to.
        rng: What deals.
    """
    order = np.argsort(pair * (int(column.max(initial=0)) + 1) + column)
    row, column, pair = row[order], column[order], pair[order]
    both = np.append((np.diff(pair) == 0) & (np.diff(column) == 0), False)[: len(row)]
    both[1:] |= both[:-1].copy()
    free = ~both
    # each row of a pair gets back as many columns as it gave; within the pair they come in a random order
    dealt = column[free][np.argsort(pair[free] + rng.random(int(free.sum())))]
    return np.concatenate([row[both], row[free]]), np.concatenate([column[both], dealt])
