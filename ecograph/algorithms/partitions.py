"""Every way to put a few things together, in a fixed order, so that no possible merger is left out of a comparison."""

from itertools import combinations

import numpy as np

from ecograph.algorithms.matrix import Labels

Block = tuple[int, ...]
"""Things that are put together, as their numbers from 0, ascending."""


def subsets(n: int, least: int = 2) -> tuple[Block, ...]:
    """Return all subsets of n things that hold at least so many, the smallest first, then in the order of numbers.

    With at least two there are 2^n - n - 1.

    By hand: three things can be put together in three pairs or all at once.

    >>> subsets(3)
    ((0, 1), (0, 2), (1, 2), (0, 1, 2))
    """
    return tuple(found for size in range(least, n + 1) for found in combinations(range(n), size))


def set_partitions(n: int) -> Labels:
    """Return all partitions of n things: a row for each, with the block of each thing.

    A row is a restricted growth string (Knuth, The Art of Computer Programming 4A, section 7.2.1.5): the first thing
    is in block 0, and each other is in the block of one before it or in the next new one. Rows are in the order of
    these strings, from all things together to each alone. There are as many as the Bell number of n; nothing has
    one partition, which is empty.

    Args:
        n: How many things, from 0. The number of rows grows fast: 4,140 for 8, 115,975 for 10.

    By hand: three things are together, or one of them is alone, or each is.

    >>> set_partitions(3).tolist()
    [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [0, 1, 2]]
    """
    found: list[Block] = [()]
    for _ in range(n):
        found = [(*row, block) for row in found for block in range(max(row, default=-1) + 2)]
    return np.array(found, dtype=np.int64).reshape(len(found), n)


def blocks(partition: Labels) -> tuple[Block, ...]:
    """Return the blocks of one partition, each with its things, in the order of their first thing.

    >>> blocks(np.array([0, 1, 0]))
    ((0, 2), (1,))
    """
    at = range(int(partition.max(initial=-1)) + 1)
    return tuple(tuple(int(i) for i in np.flatnonzero(partition == block)) for block in at)
