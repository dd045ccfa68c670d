"""The pairs of projects that are most alike, found in blocks of rows: 19,189 projects make 184 million pairs.

Only products of sparse matrices are taken, one block at a time, and only the best pairs are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix, Vector
from ecograph.analyses.parallels.sides import Sides

CELLS = 2_000_000
"""How many pairs are compared at once: 16 MB for each kind of evidence."""

KINDS = ("partners", "themes", "wording", "time")
"""The kinds of evidence. Time alone is none: a pair needs one of the others."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of projects with what speaks for them.

    Args:
        left: The place of one project in the sides.
        right: The place of the other, behind it.
        likeness: Pairs x 3: shared partners over all, shared themes over all, cosine of the words; nan where either
            project has none.
        has: Pairs x 4: which kinds of evidence there are.
    """

    left: Labels
    right: Labels
    likeness: Vector
    has: npt.NDArray[np.bool_]

    @property
    def similarity(self) -> Vector:
        """Return the mean of the three likenesses, 0..1; one that is not known adds nothing."""
        return np.asarray(np.nan_to_num(self.likeness).sum(axis=1) / 3)

    @property
    def n_kinds(self) -> Labels:
        """Return how many kinds of evidence each has."""
        return np.asarray(self.has.sum(axis=1), dtype=np.int64)

    def at(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> "Pairs":
        """Return some of them, in the order given."""
        return Pairs(self.left[which], self.right[which], self.likeness[which], self.has[which])


@dataclass(frozen=True, slots=True)
class Totals:
    """How many pairs there are, beyond those that are listed.

    Args:
        by_number: Those with 1, 2, 3 and 4 kinds of evidence.
        by_kind: Those with each kind of evidence.
    """

    by_number: tuple[int, ...]
    by_kind: dict[str, int]


def most_alike(sides: Sides, n: int, least_wording: float) -> tuple[Pairs, Totals]:
    """Return the n pairs of projects that share no holder and for which most speaks, and how many there are of all.

    The number of kinds of evidence decides, then the mean of the three likenesses, then the order of the network.
    partners: they share one. themes: they share one. wording: the cosine of their words is at least
    ``least_wording``. time: they surely ran on the same day.

    Args:
        sides: What they are compared by.
        n: How many pairs.
        least_wording: From which cosine on the wording counts as alike, above 0.

    Returns:
        The pairs, the best first, and how many of all pairs there are.
    """
    best = Pairs(*(np.array([], dtype=np.int64),) * 2, np.zeros((0, 3)), np.zeros((0, len(KINDS)), dtype=np.bool_))
    by_number = np.zeros(len(KINDS) + 1, dtype=np.int64)
    by_kind = np.zeros(len(KINDS), dtype=np.int64)
    for found in _blocks(sides, least_wording):
        by_number += np.bincount(found.n_kinds, minlength=len(KINDS) + 1)
        by_kind += found.has.sum(axis=0)
        best = _first(best, found, n)
    return best, Totals(tuple(by_number[1:].tolist()), dict(zip(KINDS, by_kind.tolist(), strict=True)))


def _first(best: Pairs, found: Pairs, n: int) -> Pairs:
    """Return the first n of the pairs of both, in order."""
    if best.left.size == n:
        # Most pairs have fewer kinds of evidence than the last of the best, and need not be sorted
        found = found.at(found.n_kinds >= best.n_kinds[-1])
    both = Pairs(
        np.concatenate([best.left, found.left]),
        np.concatenate([best.right, found.right]),
        np.concatenate([best.likeness, found.likeness]),
        np.concatenate([best.has, found.has]),
    )
    return both.at(np.lexsort((both.right, both.left, -both.similarity, -both.n_kinds))[:n])


def _blocks(sides: Sides, least_wording: float) -> Iterator[Pairs]:
    """Yield the pairs that are alike in at least one way, some rows at a time."""
    size = sides.at.size
    step = max(1, CELLS // max(size, 1))
    holders, partners_of, themes_of, words_of = (
        sparse.csr_array(matrix.T) for matrix in (sides.holders, sides.partners, sides.themes, sides.words)
    )
    for start in range(0, size, step):
        rows = slice(start, min(start + step, size))
        partners = (sides.partners[rows] @ partners_of).toarray()
        themes = (sides.themes[rows] @ themes_of).toarray()
        # Of two texts alike, rounding would make it a little more than 1
        words = np.minimum((sides.words[rows] @ words_of).toarray(), 1.0)
        is_apart = (sides.holders[rows] @ holders).toarray() == 0
        is_behind = np.arange(size)[None, :] > np.arange(start, rows.stop)[:, None]
        is_alike = (partners > 0) | (themes > 0) | (words >= least_wording)
        i, j = np.nonzero(is_alike & is_apart & is_behind)
        left = i + start
        likeness = np.column_stack(
            [
                _jaccard(partners[i, j], sides.partners, (left, j)),
                _jaccard(themes[i, j], sides.themes, (left, j)),
                np.where(_filled(sides.words, left) & _filled(sides.words, j), words[i, j], np.nan),
            ]
        )
        days, _ = together(sides.spans, left, j)
        has = np.column_stack([partners[i, j] > 0, themes[i, j] > 0, words[i, j] >= least_wording, days > 0])
        yield Pairs(left.astype(np.int64), j.astype(np.int64), likeness, has)


def together(spans: Vector, left: Labels, right: Labels) -> tuple[Vector, Vector]:
    """Return on how many days pairs of projects surely, and at most possibly, ran both; negative: days between.

    A project that may have begun on any day of a year surely ran from the last of these days on. The first is nan
    where a date is missing. The second is what is possible: infinite where a missing end leaves it open.
    """
    both = np.stack([spans[left], spans[right]])
    starts, ends = both[:, :, :2], both[:, :, 2:]
    surely = ends[:, :, 0].min(axis=0) - starts[:, :, 1].max(axis=0) + 1
    first = np.where(np.isnan(starts[:, :, 0]), -np.inf, starts[:, :, 0]).max(axis=0)
    last = np.where(np.isnan(ends[:, :, 1]), np.inf, ends[:, :, 1]).min(axis=0)
    return surely, last - first + 1


def _jaccard(shared: Vector, matrix: Matrix, pairs: tuple[Labels, Labels]) -> Vector:
    """Return the shared part of all that two have; nan where either has none."""
    left, right = (np.diff(matrix.indptr)[places] for places in pairs)
    both = (left > 0) & (right > 0)
    return np.asarray(np.divide(shared, left + right - shared, out=np.full(shared.size, np.nan), where=both))


def _filled(matrix: Matrix, places: Labels) -> npt.NDArray[np.bool_]:
    return np.asarray(np.diff(matrix.indptr)[places] > 0)
