"""What a table of counts would hold by its margins.

Worked example: G01 of the catalogue. Published: Agresti 2007, table 2.5 (party by gender). Second implementations:
Poisson regression by Newton steps with its hat matrix for the leverage, scipy for the expected numbers, and all
re-dealt tables of a small case by brute force.
"""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from scipy.stats.contingency import expected_freq

from ecograph.algorithms.contingency import Cells, Possible, expected, pearson, redealt, residuals

TABLES = arrays(
    np.int64, st.sampled_from([(2, 2), (3, 2), (2, 3, 2), (3, 2, 2), (2, 2, 2, 2)]), elements=st.integers(0, 9)
)


def glm(table: Cells, possible: Possible) -> tuple[Cells, Cells]:
    """Return the fit of the log-linear model of independence in the possible cells, and the leverage of each."""
    cells = np.argwhere(possible)
    design = np.zeros((len(cells), sum(table.shape)))
    start = np.cumsum((0, *table.shape))
    for row, cell in enumerate(cells):
        for axis, value in enumerate(cell):
            design[row, start[axis] + value] = 1
    basis = np.linalg.svd(design, full_matrices=False)
    full = basis[0][:, basis[1] > 1e-9]  # the same space, with as many columns as it has dimensions
    counts = table[possible].astype(float)
    weights = np.linalg.lstsq(full, np.log(counts + 1), rcond=None)[0]
    for _ in range(200):
        mean = np.exp(full @ weights)
        weights = weights + np.linalg.solve(full.T @ (mean[:, None] * full), full.T @ (counts - mean))
    mean = np.exp(full @ weights)
    hat = mean[:, None] * full @ np.linalg.inv(full.T @ (mean[:, None] * full)) @ full.T
    fit, leverage = np.full(table.shape, np.nan), np.full(table.shape, np.nan)
    fit[possible], leverage[possible] = mean, np.diag(hat)
    return fit, leverage


def test_the_expected_number_of_the_catalogue() -> None:
    # G01: the empty cell of 8, 2 and 2, 0 should have 2 * 2 / 12
    assert expected([[8, 2], [2, 0]])[1, 1] == pytest.approx(0.3333, abs=1e-4)


def test_the_residuals_of_agresti() -> None:
    # Agresti 2007, Introduction to Categorical Data Analysis, table 2.5: party by gender; standardised residuals 4.50,
    # 0.70, -5.32 and expected numbers 703.7, 319.6, 533.7 for women; also the example of chisq.test in R
    counts = [[762, 327, 468], [484, 239, 477]]
    assert expected(counts)[0] == pytest.approx([703.7, 319.6, 533.7], abs=0.05)
    assert residuals(counts)[0] == pytest.approx([4.50, 0.70, -5.32], abs=0.005)
    assert residuals(counts)[1] == pytest.approx([-4.50, -0.70, 5.32], abs=0.005)
    assert (pearson(counts) ** 2).sum() == pytest.approx(30.07, abs=0.005)  # X^2 of the same table


@given(TABLES)
@settings(max_examples=50, deadline=None)
def test_expected_numbers_agree_with_scipy(table: np.ndarray) -> None:
    if table.sum() > 0:
        assert np.allclose(expected(table), expected_freq(table))


@given(TABLES)
@settings(max_examples=40, deadline=None)
def test_residuals_agree_with_the_hat_matrix_of_a_poisson_regression(table: np.ndarray) -> None:
    table = table + 1  # a regression on logarithms needs margins above 0
    fit, leverage = glm(table, np.ones(table.shape, dtype=bool))
    assert np.allclose(expected(table), fit)
    assert np.allclose(residuals(table), (table - fit) / np.sqrt(fit * (1 - leverage)))
    assert np.allclose(pearson(table), (table - fit) / np.sqrt(fit))


def test_with_two_axes_the_leverage_is_one_minus_the_product_of_both_rests() -> None:
    # Haberman 1973: the adjusted residual divides by sqrt(E (1 - p_i) (1 - p_j))
    table = np.array([[5, 3, 1], [2, 8, 4]])
    rows, columns = table.sum(axis=1, keepdims=True) / 23, table.sum(axis=0, keepdims=True) / 23
    by_hand = (table - 23 * rows * columns) / np.sqrt(23 * rows * columns * (1 - rows) * (1 - columns))
    assert np.allclose(residuals(table), by_hand)


@given(arrays(np.int64, (3, 4), elements=st.integers(1, 9)))
@settings(max_examples=25, deadline=None)
def test_quasi_independence_agrees_with_a_poisson_regression(table: np.ndarray) -> None:
    possible = np.array([[True, True, True, False], [True, False, True, True], [True, True, True, True]])
    table = np.where(possible, table, 0)
    fit, leverage = glm(table, possible)
    assert np.allclose(expected(table, possible), fit, equal_nan=True)
    found = residuals(table, possible)
    free = possible & (leverage < 1 - 1e-9)
    assert np.allclose(found[free], ((table - fit) / np.sqrt(fit * (1 - leverage)))[free], atol=1e-6)
    assert np.isnan(found[~possible]).all()
    assert np.isnan(pearson(table, possible)[~possible]).all()


def test_a_region_in_one_country_leaves_the_residual_of_the_two_no_choice() -> None:
    # each region is in one country: the fit is the table itself, and no other number is possible
    table, possible = np.array([[3, 0], [2, 0], [0, 4]]), np.array([[True, False], [True, False], [False, True]])
    assert np.allclose(expected(table, possible)[possible], [3, 2, 4])
    assert np.isnan(residuals(table, possible)).all()


def test_a_mask_that_forbids_nothing_is_no_mask() -> None:
    table = np.array([[8, 2], [2, 0]])
    assert np.array_equal(residuals(table, np.ones((2, 2), dtype=bool)), residuals(table))


def test_a_fit_that_runs_towards_zero_for_ever_is_not_defined() -> None:
    # the margins 1, 1 and 1, 1 with one cell impossible force the cell beside it to 0, which no product is
    table, possible = np.array([[1, 0], [0, 1]]), np.array([[True, True], [False, True]])
    assert np.isnan(expected(table, possible)).all()
    assert np.isnan(residuals(table, possible)).all()


def test_counts_in_an_impossible_cell_are_refused() -> None:
    with pytest.raises(ValueError, match="declared impossible"):
        expected([[1, 1], [1, 1]], np.array([[True, True], [True, False]]))


def test_an_empty_margin_has_an_expected_number_of_0_and_no_residual() -> None:
    table = [[3, 0], [2, 0]]
    assert expected(table).tolist() == [[3, 0], [2, 0]]
    assert np.isnan(residuals(table)).all()
    assert np.isnan(pearson(table)).tolist() == [[False, True], [False, True]]


def test_a_table_of_nothing_expects_nothing() -> None:
    assert expected(np.zeros((2, 2))).tolist() == [[0, 0], [0, 0]]
    assert np.isnan(residuals(np.zeros((2, 2)))).all()
    assert expected(np.zeros((0, 3))).shape == (0, 3)
    assert residuals(np.zeros((0, 3))).shape == (0, 3)


def test_one_axis_alone_leaves_no_residual() -> None:
    assert expected([3, 5]).tolist() == [3, 5]
    assert np.isnan(residuals([3, 5])).all()


def all_dealt(themes: Cells) -> list[Cells]:
    """Return all tables of 0 and 1 with the margins of another, by trying them all."""
    rows = [list(combinations(range(themes.shape[1]), int(n))) for n in themes.sum(axis=1)]
    found = []
    for choice in product(*rows):
        table = np.zeros(themes.shape)
        for row, columns in enumerate(choice):
            table[row, list(columns)] = 1
        if (table.sum(axis=0) == themes.sum(axis=0)).all():
            found.append(table)
    return found


def test_re_dealt_tables_agree_with_all_that_there_are() -> None:
    themes = np.array([[1, 1, 0], [1, 0, 0], [0, 1, 1], [0, 0, 1]])
    places = np.array([[1, 0], [1, 0], [0, 1], [0, 1]])
    every = np.array([table.T @ places for table in all_dealt(themes)])
    found = redealt(sparse.csr_array(themes), sparse.csr_array(places), samples=1000, seed=7)
    assert np.abs(found.expected - every.mean(axis=0)).max() < 0.07  # 4 standard errors of a mean of 1,000
    seen = themes.T @ places
    assert np.allclose(found.residual, (seen - every.mean(axis=0)) / every.std(axis=0), atol=0.12)
    assert np.abs(found.p_fewer - (every <= seen).mean(axis=0)).max() < 0.04
    again = redealt(sparse.csr_array(themes), sparse.csr_array(places), samples=1000, seed=7)
    assert np.array_equal(found.expected, again.expected)


def test_what_never_varies_has_no_residual_and_p_is_never_0() -> None:
    # both subjects have both themes: there is no other way to deal them
    both = sparse.csr_array(np.ones((2, 2)))
    found = redealt(both, sparse.csr_array(np.eye(2)), samples=9, seed=0)
    assert found.expected.tolist() == [[1, 1], [1, 1]]
    assert np.isnan(found.residual).all()
    assert (found.p_fewer == 1).all()
    rare = redealt(sparse.csr_array(np.eye(30)), sparse.csr_array(np.ones((30, 1))), samples=9, seed=0)
    assert (rare.p_fewer >= 0.1).all()


def test_nobody_with_a_theme_can_be_re_dealt() -> None:
    found = redealt(sparse.csr_array((0, 2)), sparse.csr_array((0, 3)), samples=2, seed=0)
    assert found.expected.tolist() == [[0, 0, 0], [0, 0, 0]]


def test_one_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="1 samples: at least 2 are needed"):
        redealt(sparse.csr_array((1, 1)), sparse.csr_array((1, 1)), samples=1, seed=0)
