"""Specialisation and relatedness.

Worked examples: G02 and G03 of the catalogue. Second implementation: the definitions in loops.
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from ecograph.algorithms.relatedness import density, proximity, rca, symmetric

X = sparse.csr_array([[10, 0, 5], [2, 8, 0], [0, 4, 6]])

TABLES = arrays(np.int64, st.tuples(st.integers(0, 5), st.integers(0, 5)), elements=st.integers(0, 6))


def test_the_quotients_of_the_catalogue() -> None:
    # G02: the first row is 1.9444, 0, 1.0606, and 1 or more stands at 101, 010, 011
    found = rca(X)
    assert found[0] == pytest.approx([1.9444, 0, 1.0606], abs=1e-4)
    assert (found >= 1).astype(int).tolist() == [[1, 0, 1], [0, 1, 0], [0, 1, 1]]


def test_the_proximity_and_density_of_the_catalogue() -> None:
    # G03: phi_13 = phi_23 = 0.5 and phi_12 = 0; density 1, 1, .5 and 0, 0, .5 and 1, 1, .5
    has = sparse.csr_array((rca(X) >= 1).astype(float))
    assert proximity(has).toarray().tolist() == [[0, 0, 0.5], [0, 0, 0.5], [0.5, 0.5, 0]]
    assert density(has, proximity(has)).tolist() == [[1, 1, 0.5], [0, 0, 0.5], [1, 1, 0.5]]


@given(TABLES)
@settings(max_examples=50, deadline=None)
def test_quotients_agree_with_the_definition(table: np.ndarray) -> None:
    found = rca(sparse.csr_array(table))
    for g, t in np.ndindex(table.shape):
        own, all_of = table[g].sum(), table[:, t].sum()
        if own == 0 or all_of == 0:
            assert math.isnan(found[g, t])
        else:
            assert found[g, t] == pytest.approx((table[g, t] / own) / (all_of / table.sum()))


@given(TABLES)
@settings(max_examples=50, deadline=None)
def test_proximity_and_density_agree_with_the_definition(table: np.ndarray) -> None:
    has = table > 2
    related = proximity(sparse.csr_array(has.astype(float)))
    groups = [set(np.flatnonzero(has[:, t])) for t in range(table.shape[1])]
    for i, j in np.ndindex(related.shape):
        most = max(len(groups[i]), len(groups[j]))
        by_hand = len(groups[i] & groups[j]) / most if i != j and most else 0
        assert related.toarray()[i, j] == pytest.approx(by_hand)
    near = density(sparse.csr_array(has.astype(float)), related)
    for g, t in np.ndindex(table.shape):
        whole = sum(related.toarray()[i, t] for i in range(table.shape[1]))
        own = sum(related.toarray()[i, t] for i in range(table.shape[1]) if has[g, i])
        assert near[g, t] == pytest.approx(own / whole) if whole else math.isnan(near[g, t])


def test_half_and_twice_are_equally_far_from_neutral() -> None:
    assert symmetric([0.5])[0] == pytest.approx(-symmetric([2])[0])
    assert math.isnan(symmetric([math.nan])[0])
