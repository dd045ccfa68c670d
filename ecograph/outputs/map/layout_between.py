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
    """Return the share of the ties of each node that goes to each group."""
    n, k = len(labels), int(labels.max()) + 1
    at = ties.tocoo()
    found = np.bincount(at.row * k + labels[at.col], at.data, n * k).reshape(n, k)
    return np.asarray(found / np.maximum(found.sum(axis=1, keepdims=True), 1e-12))


def between(ties: csr_array, share: Floats, claims: Floats) -> npt.NDArray[np.bool_]:
    """Return which nodes lie between groups.

    These are what several anchors claim; then those whose ties go to several groups about evenly, the most tied
    first, up to a share of all; and what hangs on one of them alone.

    Args:
        ties: The weights of the ties.
        share: The share of the ties of each node that goes to each group.
        claims: Nodes x groups: whether the anchor of a group is tied to the node; the anchors themselves have none.
    """
    degree = np.diff(ties.indptr)
    found = (claims > 0).sum(axis=1) > 1
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
    centres, radius = discs
    weight = share**2
    weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    goal = weight @ centres[: share.shape[1]]
    points = goal.copy()
    for step in range(50):
        points += 0.12 * (goal - points) * (1 - step / 50)
        points = _off(points, size, discs, gap)
        points = apart(points, size, gap, 2)
    return points


def _off(points: Floats, size: Floats, discs: Discs, gap: float) -> Floats:
    """Return the positions with those on a disc moved to its edge."""
    for centre, radius in zip(*discs, strict=True):
        out = points - centre
        distance = np.maximum(np.sqrt((out**2).sum(axis=1)), 1e-6)
        lack = np.maximum(radius + size + 2 * gap - distance, 0.0)
        points = points + out * (lack / distance)[:, None]
    return points
