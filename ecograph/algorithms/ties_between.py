"""How many ties join one group to another: counted, not weighed, for all pairs of groups at once.

Random networks ask this thousands of times, so it is two products of sparse matrices and no loop over pairs.
"""

import numpy as np
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix


def ties_between(incidence: Matrix, group: Labels, n_groups: int) -> Labels:
    """Return for each two groups how many pairs of rows across them share a column.

    A pair counts once, however many columns it shares; a row whose group is not known (-1) counts nowhere.

    Args:
        incidence: Rows x columns; what is not 0 is a tie.
        group: The group of each row, from 0; -1 where it is not known.
        n_groups: How many groups there are.

    Returns:
        Groups x groups, symmetric; on the diagonal the pairs inside each group.

    By hand: 0 and 1 are one group, 2 and 3 the other. 0 meets 2 twice, and 1 meets 0 and 3: two pairs across, one
    inside the first group.

    >>> ties = sparse.csr_array([[1, 1, 1], [0, 0, 1], [1, 1, 0], [0, 0, 1]])
    >>> ties_between(ties, np.array([0, 0, 1, 1]), 2).tolist()
    [[1, 3], [3, 0]]
    """
    known = np.flatnonzero(group >= 0)  # of many rows often few are asked for
    plain, member = _plain(incidence[known]), _members(group[known], n_groups)
    shared = sparse.csr_array(plain @ plain.T)
    shared.data[:] = 1
    found = (member.T @ shared @ member).toarray()
    # each row shares its columns with itself, unless it has none, and a pair inside a group stands there twice
    alone = member.T @ (np.diff(plain.indptr) > 0).astype(np.int64)
    at = np.arange(n_groups)
    found[at, at] = (found[at, at] - alone) // 2
    return np.asarray(found, dtype=np.int64)


def meetings(incidence: Matrix, group: Labels, n_groups: int) -> Matrix:
    """Return groups x columns: how many rows of each group have a tie to each column.

    By hand: both rows of group 0 are in the first column; the row whose group is not known counts nowhere.

    >>> meetings(sparse.csr_array([[1, 0], [1, 1], [1, 1]]), np.array([0, 0, -1]), 1).toarray().tolist()
    [[2, 1]]
    """
    return sparse.csr_array(_members(group, n_groups).T @ _plain(incidence))


def _plain(incidence: Matrix) -> Matrix:
    row, column = incidence.nonzero()
    ones = np.ones(len(row), dtype=np.int64)
    return sparse.csr_array((ones, (row, column)), shape=incidence.shape)


def _members(group: Labels, n_groups: int) -> Matrix:
    known = np.flatnonzero(group >= 0)
    ones = np.ones(len(known), dtype=np.int64)
    return sparse.csr_array((ones, (known, group[known])), shape=(len(group), n_groups))
