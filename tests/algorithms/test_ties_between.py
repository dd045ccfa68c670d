"""Ties from group to group. Second implementation: loops over pairs of rows and over columns."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms.ties_between import meetings, ties_between

N_GROUPS = 3


@st.composite
def grouped(draw: st.DrawFn) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Draw an incidence and the group of each row, some not known."""
    n, m = draw(st.integers(0, 8)), draw(st.integers(0, 5))
    cells = draw(st.lists(st.sampled_from([0, 1, 5]), min_size=n * m, max_size=n * m))
    group = draw(st.lists(st.integers(-1, N_GROUPS - 1), min_size=n, max_size=n))
    return np.array(cells, dtype=np.int64).reshape(n, m), np.array(group, dtype=np.int64)


@given(grouped())
@settings(max_examples=50, deadline=None)
def test_each_pair_of_rows_that_shares_a_column_counts_once(
    case: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
) -> None:
    dense, group = case
    expected = np.zeros((N_GROUPS, N_GROUPS), dtype=np.int64)
    for i, j in combinations(range(len(dense)), 2):
        if min(group[i], group[j]) >= 0 and (dense[i] * dense[j]).any():
            for a, b in {(group[i], group[j]), (group[j], group[i])}:
                expected[a, b] += 1
    assert ties_between(sparse.csr_array(dense), group, N_GROUPS).tolist() == expected.tolist()


@given(grouped())
@settings(max_examples=25, deadline=None)
def test_meetings_count_the_rows_of_a_group_in_a_column(
    case: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
) -> None:
    dense, group = case
    expected = [[int((dense[group == g, c] > 0).sum()) for c in range(dense.shape[1])] for g in range(N_GROUPS)]
    assert meetings(sparse.csr_array(dense), group, N_GROUPS).toarray().tolist() == expected
