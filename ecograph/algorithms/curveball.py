"""Random two-mode networks in which each row and column keeps its number of ties: what sizes alone would give.

Two rows trade the columns that only one of them has (Strona et al. 2014, Nat. Comm. 5:4114). In a round all rows
trade at once, each with one other: the global curveball, which reaches every such network equally often
(Carstens, Berger & Strona 2018, MethodsX 5:773-783). A round is two sorts of whole numbers, into which the pair, the
column and the random place are packed: numpy sorts them faster than a library that trades row by row does the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix

ROUNDS = 20
"""Rounds after which networks of that many sizes are well mixed (Carstens et al. 2018, ESA, 11:1-11:15)."""

APART = 40
"""Rounds that lie between two samples and where they come from, each. Partners of large projects are the slowest to
part: on the bundled dataset the mean overlap of clusters is off by twice its random error after 20 rounds, and by no
more than that error after 40, as measured against 200."""

RANDOM_BITS = 32
"""Bits of the random place of a column among those that are dealt; fewer where the whole would not fit 63. Of two in
the same place the lower comes first, which for two of a hundred happens once in a million deals."""


AT_ONCE = 2**15
"""Ties that are dealt at once, of as many samples as have them: few are dealt faster together than one by one."""


def curveball(incidence: Matrix, *, seed: int, rounds: int = ROUNDS) -> Matrix:
    """Return a random incidence with the same number of ties in each row and each column.

    Args:
        incidence: Rows x columns; what is not 0 is a tie.
        seed: What the numbers are drawn from: the same seed and incidence give the same network.
        rounds: How often each row trades with another; the smaller mode trades.

    >>> before = sparse.csr_array([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> after = curveball(before, seed=1)
    >>> after.sum(axis=0).tolist(), after.sum(axis=1).tolist()
    ([1.0, 2.0, 1.0], [2.0, 1.0, 1.0])
    """
    table = _table(incidence)
    return next(table.matrices(table.dealt(table.first, rounds, [np.random.default_rng(seed)])))


def samples(incidence: Matrix, n: int, *, seed: int, rounds: int = APART) -> Iterator[Matrix]:
    """Yield random incidences with the same number of ties in each row and each column.

    The draws form a star, not a chain. So many rounds lead from the incidence to a hub that is not given out (the
    burn-in), and as many lead from the hub to each sample. A round is as likely as its way back, so an incidence that
    is itself a random one is exchangeable with the samples, and p = (1 + b) / (1 + B) holds exactly, mixed or not: the
    parallel method of Besag & Clifford 1989, Biometrika 76:633-642. In a chain with burn-in and thinning it holds only
    as far as the chain has mixed, and each sample hangs on the one before. Given the hub the samples are independent,
    and each has a seed of its own: those asked for first are the same however many follow.

    Args:
        incidence: Rows x columns; what is not 0 is a tie.
        n: How many.
        seed: What the numbers are drawn from.
        rounds: The rounds from the incidence to the hub, and from the hub to each sample.

    By hand: the checkerboard has two states, itself and its mirror image.

    >>> board = sparse.csr_array([[1, 0], [0, 1]])
    >>> [int(drawn[0, 0]) for drawn in samples(board, 8, seed=1)]
    [0, 0, 0, 0, 1, 0, 1, 1]
    """
    table = _table(incidence)
    hub = table.dealt(table.first, rounds, [np.random.default_rng([seed, 0])])
    several = max(AT_ONCE // max(hub.column.size, 1), 1)
    for start in range(1, n + 1, several):
        rngs = [np.random.default_rng([seed, place]) for place in range(start, min(start + several, n + 1))]
        yield from table.matrices(table.dealt(hub.copies(len(rngs)), rounds, rngs))


@dataclass(frozen=True, eq=False)
class _Hands:
    """Who has which columns at one time, in one network or several: a line for each.

    Args:
        order: The rows in the order in which they lie.
        column: The columns of the first of them, of the second, and so on.
    """

    order: Labels
    column: Labels

    def copies(self, n: int) -> "_Hands":
        """Return the one network so many times."""
        return _Hands(np.repeat(self.order, n, axis=0), np.repeat(self.column, n, axis=0))


@dataclass(frozen=True, eq=False)
class _Table:
    """What stays the same in all rounds; the rows are those of the smaller mode.

    Args:
        first: Who has which columns at first.
        size: The columns of each row.
        n_columns: How many columns there are.
        turned: Whether the rows are the columns of the incidence.
        start: Where each row of the incidence starts among its ties.
        shape: The rows and columns of the incidence.
    """

    first: _Hands
    size: Labels
    n_columns: int
    turned: bool
    start: Labels
    shape: tuple[int, int]

    def dealt(self, hands: _Hands, rounds: int, rngs: list[np.random.Generator]) -> _Hands:
        """Return who has which columns after so many rounds, each network drawn from numbers of its own."""
        for _ in range(rounds):
            hands = self._traded(hands, rngs)
        return hands

    def _traded(self, hands: _Hands, rngs: list[np.random.Generator]) -> _Hands:
        """Return who has which columns after each row of each network has traded with another.

        The rows are put in a random order; the first trades with the second, the third with the fourth and so on; an
        odd one out keeps its columns. One sort brings the columns that both of a pair have side by side. In the second
        the first row's copies of them lie before all others of the pair and the second row's behind, and those that
        only one has lie between in a random order. So each row finds its own in as many places as it had columns.
        """
        n, bits = len(self.size), max(self.n_columns - 1, 1).bit_length()
        place = np.array([rng.permutation(n) for rng in rngs])
        order = np.empty_like(place)
        np.put_along_axis(order, place, hands.order, axis=1)
        seat = np.repeat(place.ravel(), self.size[hands.order].ravel()).reshape(hands.column.shape)
        packed = (seat >> 1 << (bits + 1)) | (hands.column << 1) | (seat & 1)
        packed.sort()
        is_twin = (packed[:, 1:] ^ packed[:, :-1]) == 1
        side = np.ones(packed.shape, dtype=np.int64)
        side[:, :-1] -= is_twin
        side[:, 1:] += is_twin
        packed >>= 1
        column = packed & ((1 << bits) - 1)
        free = min(RANDOM_BITS, 61 - bits - n.bit_length())
        chance = np.array([rng.integers(1 << free, size=packed.shape[1]) for rng in rngs])
        packed >>= bits
        packed = ((packed << 2 | side) << free | chance) << bits | column
        packed.sort()
        return _Hands(order, packed & ((1 << bits) - 1))

    def matrices(self, hands: _Hands) -> Iterator[Matrix]:
        """Yield the incidence of each network, in which each row has its columns, sorted."""
        row = np.repeat(hands.order.ravel(), self.size[hands.order].ravel()).reshape(hands.column.shape)
        major, minor = (hands.column, row) if self.turned else (row, hands.column)
        bits = self.shape[1].bit_length()
        packed = major << bits | minor
        packed.sort()
        for column in packed & ((1 << bits) - 1):
            yield sparse.csr_array((np.ones(len(column)), column, self.start), shape=self.shape)


def _table(incidence: Matrix) -> _Table:
    """Return an incidence as it is traded: by its rows or by its columns, whichever are fewer."""
    at = incidence.tocoo()
    there = at.data != 0
    cells = at.coords[0][there].astype(np.int64), at.coords[1][there].astype(np.int64)
    turned = incidence.shape[1] < incidence.shape[0]
    row, column = cells[::-1] if turned else cells
    n_rows, n_columns = incidence.shape[::-1] if turned else incidence.shape
    first = _Hands(np.arange(n_rows)[None], column[np.argsort(row, kind="stable")][None])
    start = np.append(0, np.cumsum(np.bincount(cells[0], minlength=incidence.shape[0])))
    return _Table(first, np.bincount(row, minlength=n_rows), n_columns, turned, start, incidence.shape)
