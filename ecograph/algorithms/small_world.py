"""Whether a two-mode network is a small world: close groups, and few steps between any two.

On a projection every project is a clique, so even a random one looks clustered. What clustering and distances are
compared with are therefore projections of random two-mode networks with the same sizes, not random graphs.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.curveball import curveball
from ecograph.algorithms.distances import projected_totals
from ecograph.algorithms.matrix import Labels, Matrix, Vector, simple, two_mode
from ecograph.algorithms.triangles import mean_clustering

SOURCES = 1024
"""Distances are counted from so many rows at most: 16 words of 64 searches."""


@dataclass(frozen=True)
class Distance:
    """The mean distance of the rows of the largest part.

    Args:
        mean: The mean over pairs, nan where there is no pair.
        error: Half the width of its 95 % interval; 0 where the distances from all rows were counted.
        n: The rows of the largest part.
    """

    mean: float
    error: float
    n: int


@dataclass(frozen=True, eq=False)
class Null:
    """Figures of the projections of random networks, one for each.

    Args:
        clustering: The mean clustering.
        distance: The mean distance in the largest part, nan where it has one row.
    """

    clustering: Vector
    distance: Vector


def null_model(incidence: Matrix, *, samples: int, seed: int) -> Null:
    """Return clustering and distance of random networks with the row and column sums of an incidence.

    A column of two rows or more is one in each of them too, so all have a distance or none.

    >>> found = null_model(sparse.csr_array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]), samples=3, seed=0)
    >>> found.clustering.tolist(), found.distance.round(3).tolist()
    ([0.0, 0.0, 0.0], [1.333, 1.333, 1.333])
    """
    if samples < 1:
        raise ValueError(f"{samples} samples: at least 1 is needed")
    # the trades and the rows that distances are counted from are drawn apart
    trades, sources = np.random.SeedSequence(seed).generate_state(2 * samples).reshape(2, samples).tolist()
    clustering, distance = np.zeros(samples), np.zeros(samples)
    for place in range(samples):
        network = curveball(incidence, seed=trades[place])
        clustering[place] = mean_clustering(projected(network))
        distance[place] = mean_distance(network, seed=sources[place]).mean
    return Null(clustering, distance)


def projected(incidence: Matrix) -> Matrix:
    """Return the projection of an incidence on its rows, weighted by the columns that two rows share.

    >>> projected(sparse.csr_array([[1.0, 1.0], [1.0, 0.0]])).toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    at = incidence.astype(np.float64)
    return simple(sparse.csr_array(at @ at.T))


def sigma(clustering: float, distance: float, random_clustering: float, random_distance: float) -> float:
    """Return how far clustering and distance set a network apart from a random one (Humphries & Gurney 2008).

    It is (C / Cr) / (L / Lr), nan where Cr or a distance is 0 or nan.

    By hand: the nerves of a worm, with figures of Watts & Strogatz 1998.

    >>> round(sigma(0.28, 2.65, 0.05, 2.25), 4)
    4.7547
    """
    if not all(value > 0 for value in (distance, random_clustering, random_distance)):
        return float("nan")
    return (clustering / random_clustering) / (distance / random_distance)


def omega(clustering: float, distance: float, random_distance: float, degree: float) -> float:
    """Return whether a network is nearer to a random one (above 0) or to a ring (below 0), after Telesford et al. 2011.

    It is Lr / L - C / Cl, where Cl = 3 (k - 2) / (4 (k - 1)) is the clustering of a ring in which each node has k
    neighbours (Watts & Strogatz 1998), with the mean degree as k. It is nan where k <= 2 or a distance is missing.

    >>> omega(clustering=0.3, distance=2.0, random_distance=1.0, degree=4.0)
    -0.09999999999999998
    """
    if not (distance > 0 and random_distance > 0 and degree > 2):  # noqa: PLR2004 - a ring of 2 has no triangle
        return float("nan")
    return random_distance / distance - clustering / (3 * (degree - 2) / (4 * (degree - 1)))


def mean_distance(incidence: Matrix, *, seed: int = 0) -> Distance:
    """Return the mean distance between rows of the largest part, where two that share a column are one step apart.

    Where the part has more than ``SOURCES`` rows, distances are counted from that many, drawn without replacement;
    the error is then Student's from the means of their words of 64. Of parts of equal size, the first is taken.

    >>> mean_distance(sparse.csr_array([[1, 0], [1, 1], [0, 1]])).mean
    1.3333333333333333
    """
    from scipy.stats import t as student  # half a second to import

    rows = _largest_part(incidence)
    n = len(rows)
    if n < 2:  # noqa: PLR2004 - a pair
        return Distance(float("nan"), 0.0, n)
    sampled = n > SOURCES
    sources = np.random.default_rng(seed).choice(rows, SOURCES, replace=False) if sampled else rows
    total = projected_totals(incidence, sources)
    mean = float(total.sum()) / (len(sources) * (n - 1))
    words = total / (64 * (n - 1))
    error = student.ppf(0.975, len(words) - 1) * np.std(words, ddof=1) / np.sqrt(len(words)) if sampled else 0.0
    return Distance(mean, float(error), n)


def _largest_part(incidence: Matrix) -> Labels:
    """Return the rows of the part with most rows."""
    if incidence.shape[0] == 0:  # scipy refuses a graph without nodes
        return np.zeros(0, dtype=np.int64)
    plain = sparse.csr_array(incidence, copy=True)
    plain.eliminate_zeros()
    part = csgraph.connected_components(two_mode(plain), directed=False)[1][: incidence.shape[0]]
    return np.flatnonzero(part == np.bincount(part).argmax())
