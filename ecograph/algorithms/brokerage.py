"""Who links groups: the five brokerage roles of Gould and Fernandez, counted for all nodes at once.

A role depends only on which of three nodes share a group, so no group is looped over: all paths through a node are
counted from its ties, and those that a direct tie closes are taken off by going over the closed triads.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ecograph.algorithms.matrix import Labels, Matrix, Vector, unweighted
from ecograph.algorithms.triads import ties, triads

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
"""Of a path a - v - b: all in one group; a and b in one; v and b; v and a; each in another."""

COORDINATOR, CONSULTANT, GATEKEEPER, REPRESENTATIVE, LIAISON, NONE = range(6)


@dataclass(frozen=True, eq=False)
class Brokerage:
    """How often each node stands in each role.

    Args:
        known: Whether the group of the node is known; the others take no part.
        counts: Nodes x ``ROLES``, the open paths through the node.
        expected: The same, as expected if the groups of all other nodes were dealt anew.
    """

    known: npt.NDArray[np.bool_]
    counts: Labels
    expected: npt.NDArray[np.float64]


def brokerage(graph: Matrix, group: Labels) -> Brokerage:
    """Return the open paths a -> v -> b through each node v by role, and as many as its groups let expect.

    A path is open where a and b differ and a -> b is no tie (Gould & Fernandez 1989, Sociological Methodology
    19:89-126). Weights and self-loops are ignored. In an undirected graph each pair counts in both directions. Nodes
    whose group is -1 take no part, neither in the middle nor at an end.

    ``expected`` keeps the ties and the group of v, and deals the groups of the other n - 1 nodes at random: with m of
    n nodes in the group of v, both a and b are in it with probability (m - 1)(m - 2) / ((n - 1)(n - 2)), and so on.

    >>> path = Matrix([[0, 1, 0], [0, 0, 1], [0, 0, 0]])
    >>> brokerage(path, np.array([0, 1, 1])).counts.tolist()  # the middle one lets others into its group
    [[0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
    """
    inside = np.flatnonzero(group >= 0)
    part = unweighted(graph[inside][:, inside])
    _, dense = np.unique(group[inside], return_inverse=True)
    own = dense.astype(np.int64)
    counts = np.zeros((len(group), len(ROLES)), dtype=np.int64)
    counts[inside] = _all_paths(part, own) - _closed_paths(part, own)
    expected = np.zeros((len(group), len(ROLES)))
    expected[inside] = counts[inside].sum(axis=1, keepdims=True) * _chances(own)
    return Brokerage(group >= 0, counts, expected)


def _all_paths(graph: Matrix, group: Labels) -> Labels:
    """Return the paths a -> v -> b with a other than b through each node by role, closed or not."""
    n = len(group)
    member = Matrix((np.ones(n), (np.arange(n), group)), shape=(n, int(group.max(initial=-1)) + 1))
    to, back = Matrix(graph @ member), Matrix(graph.T @ member)
    mutual = Matrix(graph.multiply(graph.T))
    n_to, n_from, n_both = (matrix.sum(axis=1) for matrix in (graph, graph.T, mutual))
    to_own, from_own, both_own = (matrix.multiply(member).sum(axis=1) for matrix in (to, back, mutual @ member))
    ends_alike = to.multiply(back).sum(axis=1) - n_both
    found = np.zeros((n, len(ROLES)))
    found[:, COORDINATOR] = to_own * from_own - both_own
    found[:, CONSULTANT] = ends_alike - found[:, COORDINATOR]
    found[:, GATEKEEPER] = (n_from - from_own) * to_own
    found[:, REPRESENTATIVE] = from_own * (n_to - to_own)
    found[:, LIAISON] = n_to * n_from - n_both - found.sum(axis=1)
    return found.astype(np.int64)  # sums of ones, exact below 2^53


def _closed_paths(graph: Matrix, group: Labels) -> Labels:
    """Return the paths a -> v -> b with a tie a -> b through each node by role."""
    both_ways = Matrix(graph + 2 * graph.T)
    found = ties(both_ways)
    # what a tie is, in 3 bits: from low to high, from high to low, and whether its ends share a group
    kind = found.values.astype(np.int64) + 4 * (group[found.low] == group[found.high])
    at_a, at_b, at_c = _roles_of_triads()
    n_kinds = (NONE + 1) ** 2
    pairs = np.zeros(len(group) * n_kinds, dtype=np.int64)
    for ab, ac, bc in triads(found):
        triad = kind[ab] + 8 * kind[ac] + 64 * kind[bc]
        for node, roles in ((found.low[ab], at_a), (found.high[ab], at_b), (found.high[ac], at_c)):
            np.add.at(pairs, node * n_kinds + roles[triad], 1)
    ways = pairs.reshape(len(group), NONE + 1, NONE + 1)
    return np.asarray((ways.sum(axis=1) + ways.sum(axis=2))[:, :NONE], dtype=np.int64)


def _roles_of_triads() -> tuple[Labels, Labels, Labels]:
    """Return, for the nodes a, b, c of each kind of triad, the roles in its two closed paths, as 6 x one + other."""
    kinds = np.arange(512)
    ab, ac, bc = kinds % 8, kinds // 8 % 8, kinds // 64
    ba, cb = _reversed(ab), _reversed(bc)

    def roles(left: Labels, right: Labels, ends: Labels) -> Labels:
        """Return the roles in the middle of two ties, from the left end in and to the right end out, and back."""
        one = _role(left, right, ends)
        return one * (NONE + 1) + _role(_reversed(right), _reversed(left), _reversed(ends))

    return roles(ba, ac, bc), roles(ab, bc, ac), roles(ac, cb, ab)


def _reversed(tie: Labels) -> Labels:
    """Return kinds of ties seen from the other end."""
    return tie & 4 | (tie & 1) << 1 | (tie & 2) >> 1


def _role(into: Labels, out: Labels, ends: Labels) -> Labels:
    """Return the role in the middle of a -> v -> b, NONE where one of the ties or a -> b is missing."""
    with_a, with_b, alike = into & 4 > 0, out & 4 > 0, ends & 4 > 0
    role = np.select(
        [with_a & with_b, alike, with_b, with_a], [COORDINATOR, CONSULTANT, GATEKEEPER, REPRESENTATIVE], LIAISON
    )
    return np.where(into & out & ends & 1 > 0, role, NONE).astype(np.int64)


def _chances(group: Labels) -> npt.NDArray[np.float64]:
    """Return how likely each role is on a path through each node, if the groups of all others are dealt anew."""
    sizes = np.bincount(group).astype(np.float64)
    n = float(len(group))
    own: Vector = sizes[group]
    others = n - own
    alike = (sizes * (sizes - 1)).sum() - own * (own - 1)  # ordered pairs of one other group
    ways = np.zeros((len(group), len(ROLES)))
    ways[:, COORDINATOR] = (own - 1) * (own - 2)
    ways[:, CONSULTANT] = alike
    ways[:, GATEKEEPER] = ways[:, REPRESENTATIVE] = others * (own - 1)
    ways[:, LIAISON] = others * (others - 1) - alike
    return ways / max((n - 1) * (n - 2), 1.0)  # of fewer than three nodes there is no path
