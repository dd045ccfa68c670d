"""Sets as an incidence matrix, so that all of them are compared at once instead of pair by pair.

A row is a set and a column an item; an entry other than 0 says that the set has the item. Sets have thousands of
items and there may be a thousand of them: the product of the matrix with its transpose counts what each pair shares,
in blocks of rows, so that memory stays bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ecograph.algorithms.matrix import Matrix, Vector

Counts: TypeAlias = npt.NDArray[np.int64]
"""A number of items for each set, pair or cell."""

BLOCK_CELLS = 4_000_000
"""The greatest number of pairs that are counted at once, 32 MB."""

OFTEN = 1 / 24
"""The share of the sets from which an item that they have is counted as a bit, and not by the pairs of its sets."""

MOST_CELLS = 62
"""The greatest number of sets whose cells fit the bits of a number."""


@dataclass(frozen=True, slots=True)
class Similarities:
    """How alike two sets are, for each of several pairs; nan where a formula divides by nothing.

    Args:
        jaccard: shared / union (Jaccard 1901).
        overlap_coefficient: shared / the smaller set (Szymkiewicz 1934; Simpson 1943).
        dice: 2 shared / (left + right) (Dice 1945; Sorensen 1948).
        ochiai: shared / sqrt(left * right) (Ochiai 1957), the cosine of the two rows.
        redundancy: 1 - union / (left + right), 0 to 1/2.
    """

    jaccard: Vector
    overlap_coefficient: Vector
    dice: Vector
    ochiai: Vector
    redundancy: Vector


@dataclass(frozen=True, slots=True)
class Cells:
    """The exclusive cells of sets, those of an UpSet plot: each item stands in exactly one.

    Args:
        mask: For each item the sets that have it, as bits: bit i stands for set i; 0 for an item that nobody has.
        n_exclusive: For each mask, from 0 to 2^k - 1, the items in exactly these sets.
        n_all: For each mask the items that are in all of these sets, and perhaps in others; all items for mask 0.
    """

    mask: Counts
    n_exclusive: Counts
    n_all: Counts


def incidence(sets: npt.ArrayLike, items: npt.ArrayLike, shape: tuple[int, int]) -> Matrix:
    """Return the matrix of pairs of a set and an item, given as numbers from 0; a pair given twice counts once.

    >>> incidence([0, 0, 1, 1], [0, 1, 1, 1], (2, 3)).toarray().tolist()
    [[1, 1, 0], [0, 1, 0]]
    """
    i, j = np.asarray(sets, dtype=np.int64), np.asarray(items, dtype=np.int64)
    return _plain(sparse.csr_array((np.ones(len(i), dtype=np.int32), (i, j)), shape=shape))


def sizes(sets: Matrix) -> Counts:
    """Return the number of items of each set."""
    return np.diff(_plain(sets).indptr).astype(np.int64)


def intersections(sets: Matrix) -> Matrix:
    """Return the number of items that each two sets share.

    Args:
        sets: Sets x items.

    Returns:
        Sets x sets, symmetric, with the sizes on the diagonal; pairs that share nothing are not stored.

    By hand: {0, 1, 2}, {1, 2} and {3}: the first two share 1 and 2.

    >>> intersections(sparse.csr_array([[1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]])).toarray().tolist()
    [[3, 2, 0], [2, 2, 0], [0, 0, 1]]
    """
    plain = _plain(sets)
    n = plain.shape[0]
    if n * n > BLOCK_CELLS:
        return sparse.csr_array(sparse.vstack(list(blocks(plain)), format="csr"))
    often = _held_by(plain) > max(OFTEN * n, 1)
    items = plain.T.tocsr()
    found = _by_pairs(sparse.csr_array(items[~often]), n)
    if often.any():
        found += _by_bits(sparse.csr_array(items[often].T))
    found += found.T
    np.fill_diagonal(found, np.diff(plain.indptr))
    return sparse.csr_array(found)


def blocks(sets: Matrix, most: int = BLOCK_CELLS) -> Iterator[Matrix]:
    """Yield the rows of ``intersections`` in blocks, in their order, as sparse products.

    For tens of thousands of sets, whose pairs do not fit the memory: take what is wanted of a block and drop it.

    Args:
        sets: Sets x items.
        most: The greatest number of pairs in a block; a block has at least one row.

    >>> matrix = sparse.csr_array([[1, 1], [0, 1], [1, 0]])
    >>> [block.toarray().tolist() for block in blocks(matrix, 6)]
    [[[2, 1, 1], [1, 1, 0]], [[1, 0, 1]]]
    """
    plain = _plain(sets)
    n = plain.shape[0]
    step = max(1, most // max(n, 1))
    items = plain.T.tocsr()
    for start in range(0, n, step):
        found = sparse.csr_array(plain[start : start + step] @ items).astype(np.int64)
        found.sort_indices()
        yield found


def _by_pairs(items: Matrix, n: int) -> Counts:
    """Return for each pair of n sets, the lower number first, the items in both: the pairs of each item, counted.

    Items in equally many sets are taken together, so that their sets are a table. Adding up the pairs themselves
    takes a third of the time of a sparse product, which counts each pair twice and finds its place anew.
    """
    found = np.zeros(n * n, dtype=np.int64)
    n_sets = np.diff(items.indptr)
    for k in np.unique(n_sets[n_sets > 1]).tolist():
        starts = items.indptr[:-1][n_sets == k]
        first, second = np.triu_indices(k, 1)
        step = max(1, BLOCK_CELLS // len(first))
        for start in range(0, len(starts), step):
            held = items.indices[starts[start : start + step, None] + np.arange(k)].astype(np.int64)
            found += np.bincount((held[:, first] * n + held[:, second]).ravel(), minlength=n * n)
    return found.reshape(n, n)


def _by_bits(sets: Matrix) -> Counts:
    """Return for each pair of sets, the lower number first, the items in both, packed 64 to a word."""
    n, n_items = sets.shape
    packed = np.zeros((n, -(-n_items // 64) * 8), dtype=np.uint8)
    step = max(1, BLOCK_CELLS // n_items)
    for start in range(0, n, step):
        some = sets[start : start + step].toarray().astype(bool)
        packed[start : start + step, : -(-n_items // 8)] = np.packbits(some, axis=1)
    words = packed.view(np.uint64)
    found = np.zeros((n, n), dtype=np.int64)
    for i in range(n - 1):
        found[i, i + 1 :] = np.bitwise_count(words[i] & words[i + 1 :]).sum(axis=1, dtype=np.int64)
    return found


def similarities(n_left: npt.ArrayLike, n_right: npt.ArrayLike, n_shared: npt.ArrayLike) -> Similarities:
    """Return how alike two sets are, for each of several pairs.

    Args:
        n_left: The size of the one set.
        n_right: The size of the other.
        n_shared: The number of items in both.

    Returns:
        Shares from 0 to 1. All are nan where both sets are empty; the overlap coefficient and Ochiai also where
        one is. 0/0 is not 0: of two empty sets nothing is known to differ.

    By hand: of 4 and 3 items 2 are shared: 2/5, 2/3, 4/7, 2/sqrt(12), and 1 - 5/7 = 2/7.

    >>> found = similarities(4, 3, 2)
    >>> found.jaccard.item(), round(found.dice.item(), 6), round(found.ochiai.item(), 6)
    (0.4, 0.571429, 0.57735)
    """
    left, right, shared = (np.asarray(n, dtype=np.float64) for n in (n_left, n_right, n_shared))
    both = left + right
    union = both - shared
    return Similarities(
        jaccard=_ratio(shared, union),
        overlap_coefficient=_ratio(shared, np.minimum(left, right)),
        dice=_ratio(2 * shared, both),
        ochiai=_ratio(shared, np.sqrt(left * right)),
        redundancy=1 - _ratio(union, both),
    )


def cells(sets: Matrix) -> Cells:
    """Return the exclusive cells of at most 62 sets, and the items common to each combination of them.

    ``n_exclusive`` and ``n_all`` have 2^k entries: ask for few sets, or use ``mask`` alone.

    Source: Lex et al. 2014, IEEE Trans. Vis. Comput. Graph. 20:1983-1992.

    Raises:
        ValueError: There are more than 62 sets.

    By hand: {0, 1} and {1, 2} of four items: 0 only in the first, 2 only in the second, 1 in both, 3 in none.

    >>> found = cells(sparse.csr_array([[1, 1, 0, 0], [0, 1, 1, 0]]))
    >>> found.mask.tolist(), found.n_exclusive.tolist(), found.n_all.tolist()
    ([1, 3, 2, 0], [1, 1, 1, 1], [4, 2, 2, 1])
    """
    plain = _plain(sets)
    k, n_items = plain.shape
    if k > MOST_CELLS:
        raise ValueError(f"found {k} sets, expected at most {MOST_CELLS}")
    bits = np.int64(1) << np.arange(k, dtype=np.int64)
    mask = np.zeros(n_items, dtype=np.int64)
    np.bitwise_or.at(mask, plain.indices, np.repeat(bits, np.diff(plain.indptr)))
    n_exclusive = np.bincount(mask, minlength=1 << k).astype(np.int64)
    n_all = n_exclusive.copy()
    for i in range(k):  # the sum over all masks that contain a mask, one bit at a time
        by_bit = n_all.reshape(-1, 2, 1 << i)
        by_bit[:, 0] += by_bit[:, 1]
    return Cells(mask, n_exclusive, n_all)


def redundancy(sets: Matrix) -> float:
    """Return how much of what the sets have is double: 1 - |union| / sum of the sizes, 0 to 1 - 1/k; nan if all empty.

    By hand: sets of 2, 2 and 1 with a union of 3: 1 - 3/5.

    >>> redundancy(sparse.csr_array([[1, 1, 0], [0, 1, 1], [0, 0, 1]]))
    0.4
    """
    plain = _plain(sets)
    return 1 - int(np.count_nonzero(_held_by(plain))) / int(plain.nnz) if plain.nnz else float("nan")


def marginal_coverage(sets: Matrix) -> Counts:
    """Return for each set the number of items that no other set has: what the union would lose without it.

    >>> marginal_coverage(sparse.csr_array([[1, 1, 0], [0, 1, 1], [0, 0, 1]])).tolist()
    [1, 0, 0]
    """
    plain = _plain(sets)
    alone = (_held_by(plain) == 1).astype(np.int64)
    return np.asarray(plain @ alone, dtype=np.int64)


def _held_by(plain: Matrix) -> Counts:
    """Return the number of sets that have each item."""
    return np.bincount(plain.indices, minlength=plain.shape[1]).astype(np.int64)


def _plain(sets: Matrix) -> Matrix:
    """Return the matrix with 1 for each item of a set, however often and with whatever weight it is stored."""
    found = sparse.csr_array(sets, copy=True).astype(np.int32)
    found.sum_duplicates()
    found.data = (found.data != 0).astype(np.int32)
    found.eliminate_zeros()
    return found


def _ratio(part: Vector, whole: Vector) -> Vector:
    found = np.full(np.broadcast(part, whole).shape, np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found
