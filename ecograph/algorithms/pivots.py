"""Sums over all nodes, estimated from some of them with an error that is stated for each node.

Betweenness adds up one search from each node, which is too much for a continent. Searches from some nodes, the
pivots, estimate it (Brandes & Pich 2007, Int. J. Bifurcation and Chaos 17:2303-2318). An estimate without its
error is worth little: the error here is the empirical Bernstein-Serfling bound of Bardenet & Maillard (2015,
Bernoulli 21:1361-1385, theorem 4.3), which holds for any distribution of the numbers, uses that pivots are drawn
without replacement, and takes the spread from the sample itself. As each node has an equal chance to be a pivot,
the order of the nodes favours none; pivots of high degree would overstate who lies between the well connected.
"""

import math

import numpy as np

from ecograph.algorithms.matrix import Labels, Vector

CONFIDENCE = 0.95
"""The share of draws in which the true number of a node lies within its error."""

KAPPA = 7 / 3 + 3 / math.sqrt(2)
"""The constant of the theorem."""


def drawn(n_nodes: int, pivots: int | None, seed: int) -> Labels:
    """Return the pivots in the order of their numbers: all nodes if none or enough are asked for.

    >>> drawn(3, None, 0).tolist(), drawn(3, 5, 0).tolist(), len(drawn(100, 7, 0))
    ([0, 1, 2], [0, 1, 2], 7)
    """
    if pivots is None or pivots >= n_nodes:
        return np.arange(n_nodes)
    if pivots < 1:
        raise ValueError(f"{pivots} pivots: at least 1 is needed")
    return np.sort(np.random.default_rng(seed).choice(n_nodes, pivots, replace=False))


def bound(total: Vector, squares: Vector, greatest: Vector, *, pivots: int, n_nodes: int) -> Vector:
    """Return how far the mean over all nodes may lie from the mean over the pivots, at the stated confidence.

    Args:
        total: The sum of the numbers of the pivots.
        squares: The sum of their squares.
        greatest: The greatest number that is possible; the least is 0.
        pivots: How many pivots there are.
        n_nodes: How many they were drawn from.

    The error is ``s sqrt(2 rho log(1/q) / k) + KAPPA greatest log(1/q) / k`` with the standard deviation s of k
    pivots, q = (1 - CONFIDENCE) / 10 (the theorem fails with 5 q on each of two sides) and
    rho = 1 - (k - 1)/n up to k = n/2 and (1 - k/n)(1 + 1/k) above. It is no more than is possible at all: the mean
    of the n - k other nodes lies between 0 and the greatest number, and the mean over all no further from that of
    the pivots than (1 - k/n) times as much. So it is 0 when every node is a pivot.

    >>> total, squares, greatest = np.array([6.0]), np.array([20.0]), np.array([9.0])
    >>> bound(total, squares, greatest, pivots=3, n_nodes=3).tolist()
    [0.0]
    >>> bound(total, squares, greatest, pivots=3, n_nodes=6).tolist()  # the mean is 2: the others' is in 0..9
    [3.5]
    """
    if n_nodes == 0:
        return np.zeros(len(total))
    rho = 1 - (pivots - 1) / n_nodes if pivots <= n_nodes / 2 else (1 - pivots / n_nodes) * (1 + 1 / pivots)
    log = math.log(10 / (1 - CONFIDENCE))
    mean = total / pivots
    variance = np.maximum(squares / pivots - mean**2, 0)
    error = np.sqrt(2 * rho * log * variance / pivots) + KAPPA * greatest * log / pivots
    possible = (1 - pivots / n_nodes) * np.maximum(mean, greatest - mean)
    return np.minimum(error, possible)


def affordable(n_nodes: int, n_ties: int, work: float) -> int | None:
    """Return how many searches over all ties some work allows, of at least 100; None if from every node.

    >>> affordable(1000, 5000, 1e7), affordable(100_000, 500_000, 1e9), affordable(10_000, 10**9, 1e9)
    (None, 2000, 100)
    """
    if n_nodes * n_ties <= work:
        return None
    return max(100, int(work / n_ties))
