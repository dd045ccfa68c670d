"""Random networks with fixed row and column sums.

Second implementation: all networks with the sums of a small one, enumerated; each must come up equally often.
Published: the checkerboard [[1, 0], [0, 1]] has exactly two states (Strona et al. 2014).
"""

from collections import Counter
from itertools import islice, product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse, stats

from ecograph.algorithms.curveball import curveball, samples

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


@given(incidences, st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_each_sample_keeps_all_margins_and_is_a_plain_matrix_of_ones(dense: Dense, seed: int) -> None:
    drawn = list(samples(sparse.csr_array(dense), 3, seed=seed, rounds=2))
    assert len(drawn) == 3
    for each in drawn:
        assert each.has_canonical_format
        assert (each.data == 1).all()
        assert each.sum(axis=0).tolist() == (dense > 0).sum(axis=0).tolist()
        assert each.sum(axis=1).tolist() == (dense > 0).sum(axis=1).tolist()


def flat(drawn: sparse.csr_array) -> tuple[int, ...]:
    return tuple(drawn.toarray().astype(int).ravel().tolist())


def test_samples_of_the_checkerboard_are_each_of_its_two_states_equally_often() -> None:
    """Catalogue O06: [[1, 0], [0, 1]] has exactly two states, each reached with frequency 1/2."""
    seen = Counter(flat(drawn) for drawn in samples(sparse.csr_array(np.eye(2)), 1000, seed=4, rounds=1))
    assert set(seen) == {(1, 0, 0, 1), (0, 1, 1, 0)}
    assert stats.binomtest(seen[1, 0, 0, 1], 1000).pvalue > 0.001  # the seed is fixed: this cannot flicker


@pytest.mark.parametrize("turned", [False, True])
def test_samples_are_every_network_with_the_same_sums_equally_often(turned: bool) -> None:
    first = np.array([[1.0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]])
    first = first.T if turned else first
    possible = states(first)
    seen = Counter(flat(drawn) for drawn in samples(sparse.csr_array(first), 1200, seed=2, rounds=6))
    assert set(seen) == possible
    assert stats.chisquare([seen[state] for state in possible]).pvalue > 0.001


def test_the_first_samples_are_the_same_however_many_follow() -> None:
    matrix = sparse.random_array((20, 15), density=0.3, rng=np.random.default_rng(1)).tocsr()
    few = [flat(drawn) for drawn in samples(matrix, 3, seed=5)]
    many = [flat(drawn) for drawn in islice(samples(matrix, 100, seed=5), 3)]
    other = [flat(drawn) for drawn in samples(matrix, 3, seed=6)]
    assert few == many
    assert len({*few, *other}) == 6


def test_samples_are_the_same_however_many_are_dealt_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = sparse.random_array((20, 15), density=0.3, rng=np.random.default_rng(1)).tocsr()
    together = [flat(drawn) for drawn in samples(matrix, 5, seed=5)]
    found = []
    for at_once in (0, 2 * matrix.nnz):  # one by one; two, two and one
        monkeypatch.setattr("ecograph.algorithms.curveball.AT_ONCE", at_once)
        found.append([flat(drawn) for drawn in samples(matrix, 5, seed=5)])
    assert found == [together, together]


def test_p_is_right_after_a_single_round_as_the_observed_one_is_exchangeable_with_the_samples() -> None:
    # Besag & Clifford 1989: for a random observed network P(p <= a) is at most a, however few rounds are dealt
    rng = np.random.default_rng(0)
    first = sparse.csr_array((rng.random((8, 12)) < 0.3).astype(float))
    low = 0
    for run, observed in enumerate(samples(first, 150, seed=1)):
        shared = [float((drawn[[0]] @ drawn[[1]].T).sum()) for drawn in samples(observed, 19, seed=run, rounds=1)]
        mine = float((observed[[0]] @ observed[[1]].T).sum())
        low += (1 + sum(each >= mine for each in shared)) / 20 <= 0.1
    assert stats.binomtest(low, 150, 0.1, alternative="greater").pvalue > 0.001
