"""Whether a two-mode network is a small world: close groups, and few steps between any two.

On a projection every project is a clique, so even a random one looks clustered. What clustering and distances are
compared with are therefore projections of random two-mode networks with the same sizes, not random graphs.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph
from scipy.stats import t as student

from ecograph.algorithms.curveball import curveball
from ecograph.algorithms.matrix import Matrix, Vector, simple, two_mode
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

    >>> found = null_model(sparse.csr_array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]), samples=3, seed=0)
    >>> found.clustering.tolist(), found.distance.round(3).tolist()
    ([0.0, 0.0, 0.0], [1.333, 1.333, 1.333])
    """
    seeds = np.random.SeedSequence(seed).generate_state(samples).tolist()
    clustering, distance = np.zeros(samples), np.zeros(samples)
    for place, each in enumerate(seeds):
        network = curveball(incidence, seed=each)
        clustering[place] = mean_clustering(projected(network))
        distance[place] = mean_distance(network, seed=each).mean
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

    It is (C / Cr) / (L / Lr), nan where one of the four is 0 or nan.

    By hand: the nerves of a worm, with figures of Watts & Strogatz 1998.

    >>> round(sigma(0.28, 2.65, 0.05, 2.25), 4)
    4.7547
    """
    if not all(value > 0 for value in (distance, random_clustering, random_distance)):
        return float("nan")
    return (clustering / random_clustering) / (distance / random_distance)


def omega(clustering: float, distance: float, random_distance: float, degree: float) -> float:
    """Return whether a network is nearer to a random one (above 0) or to a ring (below 0) (Telesford et al. 2011).

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
    rows = _largest_part(incidence)
    n = rows.shape[0]
    if n < 2:  # noqa: PLR2004 - a pair
        return Distance(float("nan"), 0.0, n)
    sampled = n > SOURCES
    sources = np.random.default_rng(seed).choice(n, SOURCES, replace=False) if sampled else np.arange(n)
    total = _steps(rows, sources)
    mean = float(total.sum()) / (len(sources) * (n - 1))
    words = total / (64 * (n - 1))
    error = student.ppf(0.975, len(words) - 1) * np.std(words, ddof=1) / np.sqrt(len(words)) if sampled else 0.0
    return Distance(mean, float(error), n)


def _largest_part(incidence: Matrix) -> Matrix:
    """Return the rows and columns of the part with most rows; each column has a row, each row a column if two."""
    at = sparse.csr_array(incidence, copy=True)
    at.eliminate_zeros()
    n_rows = at.shape[0]
    if n_rows == 0:  # scipy refuses a graph without nodes
        return at
    part = csgraph.connected_components(two_mode(at), directed=False)[1]
    largest = np.bincount(part[:n_rows]).argmax()
    return sparse.csr_array(at[part[:n_rows] == largest][:, part[n_rows:] == largest])


def _steps(rows: Matrix, sources: npt.NDArray[np.int64]) -> Vector:
    """Return the sum of the distances from some rows to all, for each 64 of them.

    Bit s of the words of a row says whether search s has reached it (Then et al. 2014, Proc. VLDB Endow. 8:449-460).
    """
    columns = sparse.csr_array(rows.T)
    place = np.arange(len(sources))
    seen = np.zeros((rows.shape[0], -(-len(sources) // 64)), dtype=np.uint64)
    seen[sources, place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)
    total, step, found = np.zeros(seen.shape[1]), 0, True
    while found:
        step += 1
        reached = np.bitwise_or.reduceat(seen[columns.indices], columns.indptr[:-1], axis=0)
        fresh = np.bitwise_or.reduceat(reached[rows.indices], rows.indptr[:-1], axis=0) & ~seen
        seen |= fresh
        number = np.bitwise_count(fresh).sum(axis=0, dtype=np.int64)
        total += step * number
        found = bool(number.any())
    return total
