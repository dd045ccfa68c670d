"""How closed a two-mode network is, counted on the network itself: a projection makes each project a clique.

Opsahl's coefficient is counted exactly, without walking the four-paths: how many of them are closed follows
from the number of projects that each pair, and each triple, of rows shares.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ecograph.algorithms.matrix import Matrix, Vector, simple
from ecograph.algorithms.triangles import weighted_triangles

BLOCK = 8_000_000
"""How many pairs of a block of columns are held at once."""

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class FourPaths:
    """The four-paths around each row of an incidence, each counted in both directions.

    Args:
        paths: The number of four-paths around the row.
        closed: How many of them are closed.
    """

    paths: Counts
    closed: Counts

    @property
    def local(self) -> Vector:
        """Return the share of closed four-paths around each row, nan where there is none."""
        return _share(self.closed, self.paths)

    @property
    def overall(self) -> float:
        """Return the share of closed four-paths in the whole network, nan where there is none."""
        return float(_share(self.closed.sum(keepdims=True), self.paths.sum(keepdims=True))[0])


def four_paths(incidence: Matrix) -> FourPaths:
    """Return the four-paths around each row of an incidence, and how many are closed (Opsahl 2013).

    A four-path j - p - i - q - k around i has three rows i, j, k and two columns p, q, all different. It is
    closed if j and k share a column other than p and q. The weights of the incidence do not matter.

    Of the four-paths from j to k around i, s(ij) s(ik) - t in number, where s is how many columns two rows share
    and t how many all three do, are closed, by the number c of columns that j and k share: for c = 1
    (s(ij) - t)(s(ik) - t), as neither may use the column of both; for c = 2 s(ij) s(ik) - t t, as at most one
    may; for c > 2 all.

    >>> ring = sparse.csr_array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0]])
    >>> four_paths(ring).overall, four_paths(ring[:2]).overall
    (1.0, nan)
    """
    at = _plain(incidence)
    shared = simple(sparse.csr_array(at @ at.T))
    size = np.bincount(at.indices, minlength=at.shape[1]).astype(np.float64)
    around = _row_sums(shared) ** 2 - _row_sums(shared * shared)
    paths = around - at @ ((size - 1) * (size - 2))
    closed = weighted_triangles(shared) - _without_third(at, shared)
    return FourPaths(paths.astype(np.int64), closed.astype(np.int64))


def latapy(incidence: Matrix) -> Vector:
    """Return the mean overlap of each row with the rows it shares a column with, nan where there is none.

    The overlap of two rows is the number of columns that both are in, divided by the number that one or both
    are in: cc_dot of Latapy, Magnien and Del Vecchio 2008 (Social Networks 30:31-48).

    >>> latapy(sparse.csr_array([[1.0, 1.0], [1.0, 1.0], [1.0, 0.0]])).tolist()
    [0.75, 0.75, 0.5]
    """
    at = _plain(incidence)
    shared = simple(sparse.csr_array(at @ at.T))
    degree, n = np.diff(at.indptr), np.diff(shared.indptr)
    union = np.repeat(degree, n) + degree[shared.indices] - shared.data
    overlap = sparse.csr_array((shared.data / union, shared.indices, shared.indptr), shape=shared.shape)
    return _share(_row_sums(overlap), n)


def _without_third(at: Matrix, shared: Matrix) -> Vector:
    """Return for each row how many of its four-paths between tied ends are not closed, or are none as p = q.

    That is, over ordered pairs j, k in a column of the row: t (s(ij) + s(ik) - 1) where they share one column,
    t t where two, and t where more. For two, t t = t + 2 [t = 2].
    """
    columns = at.tocsc()
    row, column = columns.indices, np.repeat(np.arange(at.shape[1]), np.diff(columns.indptr))
    once, often = np.zeros(len(row)), np.zeros(len(row))  # for each cell: how many in its column share c columns
    twice_at: list[tuple[Counts, Counts]] = []
    for left, right in _pairs_in_columns(columns):
        c = np.asarray(shared[row[left], row[right]])
        for cells in (left, right):
            once += np.bincount(cells[c == 1], minlength=len(row))
            often += np.bincount(cells[c > 1], minlength=len(row))
        two = c == 2  # noqa: PLR2004 - as in the definition
        ends = np.sort(np.stack([row[left[two]], row[right[two]]]).astype(np.int64), axis=0)
        twice_at.append((ends[0] * at.shape[0] + ends[1], column[left[two]]))
    by_column = sparse.csr_array((once, (row, column)), shape=at.shape)
    ends_once = _row_sums(sparse.csr_array(at @ by_column.T) * shared) - _row_sums(_where(shared, 1))
    more = often - once
    linear = np.bincount(row, np.bincount(column, more, at.shape[1])[column] - 2 * more, at.shape[0])
    return 2 * ends_once + linear + 4 * (_both_columns(at, twice_at) - _row_sums(_where(shared, 2)))


def _both_columns(at: Matrix, twice: list[tuple[Counts, Counts]]) -> Vector:
    """Return for each row over how many pairs of rows it is in both of the only two columns that they share.

    Args:
        at: The incidence.
        twice: Pairs of rows that share two columns, as numbers, with one of the columns; each pair twice. The
            row itself counts as an end of a pair.
    """
    key, column = (np.concatenate([part[k] for part in twice] or [np.zeros(0, dtype=np.int64)]) for k in (0, 1))
    both = np.sort(column[np.argsort(key, kind="stable")].reshape(-1, 2), axis=1)
    first_second, n = np.unique(both, axis=0, return_counts=True)
    members = sparse.csr_array(at.T)
    overlap = members[first_second[:, 0]] * members[first_second[:, 1]]
    return np.asarray(n.astype(np.float64) @ overlap, dtype=np.float64)


def _pairs_in_columns(columns: sparse.csc_array) -> Iterator[tuple[Counts, Counts]]:
    """Yield the pairs of cells of each column, as two arrays of places of cells, in blocks that are not empty."""
    end = np.repeat(columns.indptr[1:], np.diff(columns.indptr)).astype(np.int64)
    later = end - np.arange(len(end)) - 1
    for cells in _blocks(later):
        n = later[cells]
        if not n.any():
            continue
        left = np.repeat(np.arange(cells.start, cells.stop), n)
        step = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        yield left, left + 1 + step


def _blocks(cost: Counts) -> list[slice]:
    """Return slices of at most so many things that their cost stays within ``BLOCK``, or of one thing."""
    number = np.cumsum(cost) // BLOCK
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    ends = [*starts[1:], len(cost)][: len(starts)]
    return [slice(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]


def _plain(incidence: Matrix) -> Matrix:
    """Return an incidence with 1 in each cell that is not 0."""
    at = incidence.astype(np.float64)
    at.sum_duplicates()
    at.eliminate_zeros()
    at.data[:] = 1.0
    return at


def _where(shared: Matrix, value: int) -> Matrix:
    """Return 1 where a matrix has a value."""
    return sparse.csr_array((np.equal(shared.data, value) * 1.0, shared.indices, shared.indptr), shape=shared.shape)


def _row_sums(matrix: Matrix) -> Vector:
    return np.asarray(matrix.sum(axis=1), dtype=np.float64)


def _share(part: npt.NDArray[Any], whole: npt.NDArray[Any]) -> Vector:
    """Return the part as a share of the whole, nan where the whole is 0."""
    shares = np.full(len(whole), np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares
