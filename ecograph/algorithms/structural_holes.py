"""Who has partners that do not know one another: constraint and effective size after Burt.

Both add up, over each tie, what its two ends have in common; that sum is computed once here for both, from the
closed triads alone.
"""

import numpy as np

from ecograph.algorithms.matrix import Matrix, Vector, simple
from ecograph.algorithms.triads import Ties, ties, triads


def constraint(graph: Matrix) -> Vector:
    """Return Burt's constraint of each node of an undirected graph, nan for a node without ties.

    c(i) = sum over partners j of (p_ij + sum over q of p_iq p_qj)^2, with p_ij = w_ij / the sum of the weights of i
    (Burt 1992, Structural Holes). Weights are positive; self-loops are ignored.

    It lies in (0, 2): each share p_ij + sum p_iq p_qj is at most 1, as no p_qj is more, and their sum is below 2. Two
    partners with weak ties to i and a strong one between them come near it; with equal weights 1.125 is the greatest.

    >>> constraint(Matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]])).tolist()  # a star: 1/2 for its centre
    [0.5, 1.0, 1.0]
    """
    plain = simple(graph)
    strength = plain.sum(axis=1)
    inverse = np.divide(1.0, strength, out=np.zeros(len(strength)), where=strength > 0)
    found = ties(plain)
    invested = found.values + _through(found, inverse)
    total = _at_ends(found, (invested * inverse[found.low]) ** 2, (invested * inverse[found.high]) ** 2)
    return np.where(strength > 0, np.minimum(total, 2.0), np.nan)  # rounding may pass the bound


def effective_size(graph: Matrix) -> Vector:
    """Return Burt's effective size of each node of an undirected graph, nan for a node without ties.

    e(i) = sum over partners j of (1 - sum over q of p_iq m_jq), with p as for constraint and m_jq = w_jq / the greatest
    weight of j (Burt 1992). With equal weights it is k - 2t/k for k partners with t ties among them (Borgatti 1997).
    Weights are positive; self-loops are ignored. It lies in 1..k, since no m_jq is more than 1.

    >>> effective_size(Matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]])).tolist()
    [2.0, 1.0, 1.0]
    """
    plain = simple(graph)
    partners = np.diff(plain.indptr)
    found = ties(plain)
    greatest = np.zeros(len(partners))
    np.maximum.at(greatest, found.low, found.values)
    np.maximum.at(greatest, found.high, found.values)
    shared = _through(found, np.ones(len(partners)))
    redundant = _at_ends(found, shared / greatest[found.high], shared / greatest[found.low])
    size = partners - np.divide(redundant, plain.sum(axis=1), out=np.zeros(len(partners)), where=partners > 0)
    return np.where(partners > 0, np.maximum(size, 1.0), np.nan)  # rounding may pass the bound


def _through(found: Ties, share: Vector) -> Vector:
    """Return, for each tie i - j, the sum of w_iq w_qj times the share of q over the q that are tied to both."""
    total = np.zeros(len(found.low))
    w = found.values
    for ab, ac, bc in triads(found):
        np.add.at(total, ab, w[ac] * w[bc] * share[found.high[ac]])
        np.add.at(total, ac, w[ab] * w[bc] * share[found.high[ab]])
        np.add.at(total, bc, w[ab] * w[ac] * share[found.low[ab]])
    return total


def _at_ends(found: Ties, at_low: Vector, at_high: Vector) -> Vector:
    """Return the sum at each node of what its ties give it."""
    ends, given = np.concatenate([found.low, found.high]), np.concatenate([at_low, at_high])
    return np.bincount(ends, given, found.n_nodes).astype(np.float64)  # of nothing it is a count of integers
