"""Whether like are tied to like: assortativity, and the E-I index with a permutation test.

All counts are whole numbers until the last division, so that a graph in which all ties stay inside gives exactly 1
or -1, and equal values are equal.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix, Vector, unweighted

TOLERANCE = 1e-12
"""Below this, two distances from a mean are the same: the mean is rounded, and a tie must count as one."""


def mixing_matrix(graph: Matrix, group: Labels) -> Matrix:
    """Return how many ties go from each group to each group: an undirected tie counts in both directions.

    Self-loops, weights and nodes whose group is -1 are left out.

    >>> mixing_matrix(Matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]]), np.array([0, 0, 1])).toarray().tolist()
    [[2, 1], [1, 0]]
    """
    at = unweighted(graph).tocoo()
    left, right = group[at.coords[0]], group[at.coords[1]]
    kept = (left >= 0) & (right >= 0)
    n_groups = int(group.max(initial=-1)) + 1
    ones = np.ones(int(kept.sum()), dtype=np.int64)
    return sparse.csr_array((ones, (left[kept], right[kept])), shape=(n_groups, n_groups))


def assortativity(mixing: Matrix) -> float:
    """Return how far ties join like to like: 1 if all do, 0 as by chance, nan where chance makes all of them do so.

    r = (tr e - sum a_i b_i) / (1 - sum a_i b_i), where e is the share of ties from group i to group j, and a and b
    are its sums by row and by column (Newman 2003, Phys. Rev. E 67:026126).

    >>> assortativity(Matrix([[0, 3], [3, 0]])), assortativity(Matrix([[1, 1], [1, 1]]))
    (-1.0, 0.0)
    """
    total = mixing.sum().item()
    inside = mixing.trace().item()
    by_chance = np.dot(mixing.sum(axis=1), mixing.sum(axis=0)).item()
    return _ratio(inside * total - by_chance, total * total - by_chance)


def degree_assortativity(graph: Matrix) -> float:
    """Return the correlation of the degrees at the two ends of a tie of an undirected graph (Newman 2003).

    It lies in -1..1, and is nan where all nodes with ties have as many. Self-loops and weights are ignored.

    >>> degree_assortativity(Matrix([[0, 1, 1], [1, 0, 0], [1, 0, 0]]))
    -1.0
    """
    plain = unweighted(graph).tocoo()
    degrees = np.bincount(plain.coords[0], minlength=graph.shape[0])
    left, right = degrees[plain.coords[0]], degrees[plain.coords[1]]
    # Python's integers: the products pass 2^63 on the projection of a large programme
    n, total = len(left), int(left.sum())
    return _ratio(n * int(np.dot(left, right)) - total**2, n * int(np.dot(left, left)) - total**2)


def _ratio(above: float, below: float) -> float:
    return above / below if below else np.nan


@dataclass(frozen=True, eq=False)
class Mixing:
    """The ties inside and across groups: of the whole graph first, then of each group.

    Args:
        external: The ties to another group.
        internal: The ties inside; each tie counts once.
        index: The E-I index; nan without ties.
        expected: Its mean over the permutations; nan where the index is, or where no permutation has one.
        p_value: The share of permutations that are at least as far from that mean; nan with ``expected``.
    """

    external: Labels
    internal: Labels
    index: Vector
    expected: Vector
    p_value: Vector


def external_internal(graph: Matrix, group: Labels, *, permutations: int = 999, seed: int = 0) -> Mixing:
    """Return the E-I index of an undirected graph and of each of its groups, tested against dealing the groups anew.

    (E - I) / (E + I), with E ties to other groups and I inside (Krackhardt & Stern 1988, Social Psychology Quarterly
    51:123-140): -1 if all ties stay inside, 1 if none does. Self-loops, weights and nodes whose group is -1 are
    left out.

    The test deals the groups of the known nodes at random among them and keeps the ties; p = (1 + those at least as
    far from the mean of all permutations) / (1 + all). A permutation in which a group has no tie gives it no index
    and is not counted for it.
    """
    inside = np.flatnonzero(group >= 0)
    own = group[inside].astype(np.int32)  # half the memory to read
    n_groups = int(group.max(initial=-1)) + 1
    upper = sparse.csr_array(sparse.triu(unweighted(graph[inside][:, inside])))
    ends = upper.indices.astype(np.int64)
    degrees = np.diff(upper.indptr) + np.bincount(ends, minlength=len(inside))

    def counted(labels: npt.NDArray[np.int32]) -> tuple[Labels, Labels]:
        alike = np.repeat(labels, np.diff(upper.indptr)) == labels.take(ends)
        # by differences of a running sum: to select the labels of the ties that are alike takes five times as long
        so_far = np.append(0, np.cumsum(alike, dtype=np.int64))
        within = _by_group(labels, so_far[upper.indptr[1:]] - so_far[upper.indptr[:-1]], n_groups)
        across = _by_group(labels, degrees, n_groups) - 2 * within
        return np.append(across.sum() // 2, across), np.append(within.sum(), within)

    external, internal = counted(own)
    index = _index(external, internal)
    random = np.random.default_rng(seed)
    drawn = np.array([_index(*counted(random.permutation(own))) for _ in range(permutations)])
    expected, p_value = _tested(index, drawn.reshape(permutations, n_groups + 1))
    return Mixing(external, internal, index, expected, p_value)


def _by_group(labels: npt.NDArray[np.int32], counts: Labels, n_groups: int) -> Labels:
    return np.bincount(labels, weights=counts, minlength=n_groups).astype(np.int64)  # exact below 2^53


def _index(external: Labels, internal: Labels) -> Vector:
    total = external + internal
    index: Vector = np.divide(external - internal, total, out=np.full(len(total), np.nan), where=total > 0)
    return index


def _tested(index: Vector, drawn: npt.NDArray[np.float64]) -> tuple[Vector, Vector]:
    """Return the mean of what was drawn, and how likely it is to be as far from it as the index."""
    valid = ~np.isnan(drawn)
    n = valid.sum(axis=0)
    mean = np.divide(np.where(valid, drawn, 0).sum(axis=0), n, out=np.full(len(index), np.nan), where=n > 0)
    far = np.abs(drawn - mean) >= np.abs(index - mean) - TOLERANCE
    p = (1 + (far & valid).sum(axis=0)) / (1 + n)
    undefined = np.isnan(index) | (n == 0)
    return np.where(undefined, np.nan, mean), np.where(undefined, np.nan, p)
