"""The products of pairs of rows of a sparse matrix, without ever holding the product of all rows with all."""

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Matrix, Vector

Rows = npt.NDArray[np.int64]
"""Places of rows in a matrix."""

CELLS = 1_000_000
"""How many stored cells of rows are held at once, about 12 MB."""


def row_products(matrix: Matrix, left: Rows, right: Rows, weights: Vector) -> Vector:
    """Return for each pair of rows the sum over the columns c of matrix[left, c] * weights[c] * matrix[right, c].

    One row with all others is one product of the matrix and a vector; other pairs are taken in blocks of rows.

    Args:
        matrix: Rows x columns.
        left: One row of each pair.
        right: The other.
        weights: What each column counts.

    By hand: 1 * 1 * 3 + 2 * 10 * 4.

    >>> from scipy import sparse
    >>> matrix = sparse.csr_array([[1.0, 2.0], [3.0, 4.0]])
    >>> row_products(matrix, np.array([0]), np.array([1]), np.array([1.0, 10.0])).tolist()
    [83.0]
    """
    if left.size and (left == left[0]).all():
        start = matrix[[int(left[0])]].toarray()[0] * weights
        return np.asarray((matrix @ start)[right], dtype=np.float64)
    found = np.zeros(left.size)
    sizes = np.diff(matrix.indptr)
    held = np.cumsum(sizes[left] + sizes[right]) // CELLS
    for at in np.split(np.arange(left.size), np.flatnonzero(np.diff(held)) + 1):
        found[at] = matrix[left[at]].multiply(matrix[right[at]]) @ weights
    return found
