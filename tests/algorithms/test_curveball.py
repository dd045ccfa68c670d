"""Random networks with fixed row and column sums.

Second implementation: all networks with the sums of a small one, enumerated; each must come up equally often.
Published: the checkerboard [[1, 0], [0, 1]] has exactly two states (Strona et al. 2014).
"""

from collections import Counter
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse, stats

from ecograph.algorithms.curveball import curveball

Dense = npt.NDArray[np.float64]

incidences = st.tuples(st.integers(0, 9), st.integers(0, 9)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=st.sampled_from([0.0, 0.0, 1.0, 3.5]))
)


@given(incidences, st.integers(0, 5), st.integers(0, 3))
@settings(max_examples=50, deadline=None)
def test_each_row_and_column_keeps_its_ties_and_no_tie_is_double(dense: Dense, seed: int, rounds: int) -> None:
    matrix = sparse.csr_array(dense)
    drawn = curveball(matrix, seed=seed, rounds=rounds)
    assert set(drawn.toarray().ravel().tolist()) <= {0.0, 1.0}
    assert drawn.sum(axis=0).tolist() == (dense > 0).sum(axis=0).tolist()
    assert drawn.sum(axis=1).tolist() == (dense > 0).sum(axis=1).tolist()
    assert (matrix.toarray() == dense).all()


def states(first: Dense) -> set[tuple[int, ...]]:
    """Return all networks with the sums of one, flat."""
    cells = [np.reshape(flat, first.shape) for flat in product((0, 1), repeat=first.size)]
    return {
        tuple(cell.ravel().tolist())
        for cell in cells
        if (cell.sum(axis=0) == first.sum(axis=0)).all() and (cell.sum(axis=1) == first.sum(axis=1)).all()
    }


@pytest.mark.parametrize(
    ("first", "n_states"),
    [
        (np.eye(2), 2),  # the checkerboard
        (np.eye(3), 6),  # an odd number of rows
        (np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]), 12),  # more columns than rows
        (np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]).T, 12),  # fewer
    ],
)
def test_every_network_with_the_same_sums_comes_up_equally_often(first: Dense, n_states: int) -> None:
    possible = states(first)
    assert len(possible) == n_states
    draws = 80 * n_states
    seen = Counter(
        tuple(curveball(sparse.csr_array(first), seed=seed, rounds=5).toarray().astype(int).ravel().tolist())
        for seed in range(draws)
    )
    assert set(seen) == possible
    assert stats.chisquare([seen[state] for state in possible]).pvalue > 0.001  # seeds are fixed: this cannot flicker


def test_the_same_seed_gives_the_same_network_and_another_another() -> None:
    matrix = sparse.random_array((20, 15), density=0.3, rng=np.random.default_rng(1)).tocsr()
    first, again, other = (curveball(matrix, seed=seed).toarray() for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
