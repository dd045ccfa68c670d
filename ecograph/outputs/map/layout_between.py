"""Which nodes of a map belong to several groups, and where in the space between these they lie."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from ecograph.outputs.map.layout_forces import apart

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_BETWEEN = 0.08
"""Share of the nodes that lie between groups, besides those that several anchors claim."""
_EVEN = 0.55
_FEW = 8


class Discs(NamedTuple):
    """Where groups lie.

    Args:
        centres: x and y of each.
        radius: Of each.
    """

    centres: Floats
    radius: Floats


def shares(ties: csr_array, labels: Ints) -> Floats:
    """Return the share of the ties of each node that goes to each group; ties to what has none (-1) do not count.

    >>> shares(csr_array([[0.0, 1, 1], [1, 0, 0], [1, 0, 0]]), np.array([0, 0, 1])).tolist()
    [[0.5, 0.5], [1.0, 0.0], [1.0, 0.0]]
    """
    n, k = len(labels), int(labels.max()) + 1
    at = ties.tocoo()
    known = labels[at.col] >= 0
    found = np.bincount(at.row[known] * k + labels[at.col[known]], at.data[known], n * k).reshape(n, k)
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-12))


def claims(ties: csr_array, labels: Ints, is_anchor: npt.NDArray[np.bool_]) -> Floats:
    """Return nodes x groups: 1 where an anchor of the group is tied to the node; anchors are not claimed."""
    at = ties.tocoo()
    claimed = is_anchor[at.col] & ~is_anchor[at.row] & (labels[at.col] >= 0)
    found = np.zeros((len(labels), int(labels.max()) + 1))
    found[at.row[claimed], labels[at.col[claimed]]] = 1.0
    return found


def between(ties: csr_array, share: Floats, claimed: Floats) -> npt.NDArray[np.bool_]:
    """Return which nodes lie between groups.

    These are what several anchors claim; then those whose ties go to several groups about evenly, the most tied
    first, up to a share of all; and what hangs on one of them alone.

    Args:
        ties: The weights of the ties.
        share: The share of the ties of each node that goes to each group.
        claimed: What ``claims`` returns.
    """
    degree = np.diff(ties.indptr)
    found = claimed.sum(axis=1) > 1
    most = share.max(axis=1)
    weight = (1 - most) * np.log2(1 + degree)
    open_ = (degree > 1) & (most <= _EVEN) & ~found
    order = np.lexsort((np.arange(len(degree)), -weight))
    chosen = order[open_[order]][: int(MOST_BETWEEN * len(degree))]
    found[chosen] = True
    leaf = np.flatnonzero(degree == 1)
    holder = ties.indices[ties.indptr[leaf]]
    found[leaf[found[holder] & (degree[holder] <= _FEW)]] = True
    return np.asarray(found)


def gaps(radius: Floats, share: Floats, area: Floats) -> Floats:
    """Return the free space that each two discs need, the wider the more lies between them.

    Args:
        radius: Of the discs.
        share: Of the nodes between them: of their ties, to each group.
        area: Of these nodes.
    """
    k = len(radius)
    total = np.zeros((k, k))
    if share.shape[1] > 1:
        order = np.argsort(-share, axis=1, kind="stable")
        np.add.at(total, (order[:, 0], order[:, 1]), area)
    total += total.T
    smaller = np.minimum(radius[:, None], radius[None])
    width = np.minimum(total / np.maximum(2 * smaller, 1e-9), 0.8 * smaller)
    return np.asarray(0.2 * smaller + 0.08 * radius.mean() + width)


def placed(discs: Discs, share: Floats, size: Floats, gap: float) -> Floats:
    """Return where the nodes between the discs lie: near the middle of what they belong to, off the discs."""
    weight = share**2
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    goal = _goal(discs, weight)
    points = goal.copy()
    for step in range(50):
        points += 0.12 * (goal - points) * (1 - step / 50)
        points = _off(points, size, discs, gap)
        points = apart(points, size, gap, 1)
    return points


def _goal(discs: Discs, weight: Floats) -> Floats:
    """Return the middle of what each node belongs to, measured from the edges of the discs."""
    middle = np.einsum("ik,kx->ix", weight, discs.centres[: weight.shape[1]])
    goal = np.zeros_like(middle)
    for disc in range(weight.shape[1]):
        out = middle - discs.centres[disc]
        length = np.maximum(np.sqrt((out**2).sum(axis=1, keepdims=True)), 1e-9)
        goal += weight[:, [disc]] * (discs.centres[disc] + discs.radius[disc] * out / length)
    return np.asarray(goal)


def _off(points: Floats, size: Floats, discs: Discs, gap: float) -> Floats:
    """Return the positions with those on a disc moved to its edge."""
    for centre, radius in zip(*discs, strict=True):
        out = points - centre
        distance = np.maximum(np.sqrt((out**2).sum(axis=1)), 1e-6)
        lack = np.maximum(radius + size + 2 * gap - distance, 0.0)
        points = points + out * (lack / distance)[:, None]
    return np.asarray(points)
