"""What each of several parties adds to what they have together, shared out by the one rule that is fair to all."""

from math import comb

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Labels, Vector


def shapley(values: npt.ArrayLike) -> Vector:
    """Return the exact Shapley value of each party of a game.

    It is the mean over all orders of arrival of what a party adds to those before it (Shapley 1953, Contributions to
    the Theory of Games II: 307-317): phi_i = sum over S without i of (v(S + i) - v(S)) / (n C(n-1, |S|)). Values sum
    to v(all) - v(nobody); parties that add the same to all others have the same; one that adds nothing has 0.

    Args:
        values: The value of each of the 2^n coalitions; at place k that of the parties whose bits are set in k.

    Returns:
        One value for each party; nan for all where the value of a coalition is nan, since each rests on all of them.

    Raises:
        ValueError: The number of values is no power of two.

    By hand: left glove (bit 0), right gloves (bits 1 and 2); a pair is worth 1. The left arrives first in a third
    of the orders and completes a pair in the others: 2/3.

    >>> shapley([0, 0, 0, 1, 0, 1, 0, 1]).round(4).tolist()
    [0.6667, 0.1667, 0.1667]
    """
    worth = np.asarray(values, dtype=np.float64)
    n = max(len(worth).bit_length() - 1, 0)
    if len(worth) != 1 << n:
        raise ValueError(f"found {len(worth)} values, expected one for each coalition: a power of two")
    if np.isnan(worth).any():
        return np.full(n, np.nan)
    coalition = np.arange(len(worth))
    size = np.array([int(k).bit_count() for k in coalition])
    weight = np.array([1 / (n * comb(n - 1, k)) for k in range(n)])
    found = np.zeros(n)
    for party in range(n):
        without = coalition[(coalition >> party) & 1 == 0]
        found[party] = np.sum(weight[size[without]] * (worth[without | 1 << party] - worth[without]))
    return found


def union_sizes(holders: Labels, n: int) -> Labels:
    """Return how many things each coalition holds together, as ``shapley`` takes it.

    Args:
        holders: For each thing, the parties that hold it, as the sum of their bits.
        n: How many parties.

    By hand: one thing is held by the first alone, one by both.

    >>> union_sizes(np.array([1, 3]), 2).tolist()
    [0, 2, 1, 2]
    """
    held_by = np.bincount(np.asarray(holders, dtype=np.int64), minlength=1 << n)
    inside = held_by.astype(np.int64)
    for party in range(n):  # now at place k: the things whose holders are all in k
        pairs = inside.reshape(-1, 2, 1 << party)
        pairs[:, 1] += pairs[:, 0]
    everyone = (1 << n) - 1
    found: Labels = len(np.asarray(holders)) - inside[everyone ^ np.arange(1 << n)]
    return found
