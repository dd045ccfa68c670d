"""One connected part of the map: its groups as discs, the nodes in them, and between them what several share."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csgraph, csr_array

from ecograph.outputs.map.layout_between import Discs, between, claims, gaps, placed, shares
from ecograph.outputs.map.layout_forces import apart, rounded, settled
from ecograph.outputs.map.layout_groups import grouped
from ecograph.outputs.map.layout_islands import arranged, separated

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

GAP = 7.0
"""Free space between two nodes, in the unit of their radii."""
TINY = 12
"""Nodes up to which a part without several clusters is a rosette around the best tied."""
COMMON = 3.0
"""Groups, by the inverse of the sum of squares of its shares, from which a node lies in the middle of all."""
PERVASIVE = 0.4
"""Share of all nodes that a node is tied to, from which its ties say nothing about where these lie."""
_ROOM = 1.5
_EVEN = 0.4
_MASSIVE = 40.0
_MOST = 0.8
_FEWEST = 3


class Part(NamedTuple):
    """A part around its own middle.

    Args:
        points: x and y of each node.
        discs: The groups; none in a rosette.
        disc_of: The disc in which each node lies; -1 between them.
    """

    points: Floats
    discs: Discs
    disc_of: Ints


def pervasive(ties: csr_array, is_anchor: Flags) -> Flags:
    """Return which nodes are tied to so many others, most of them otherwise tied, that their ties say nothing.

    At least one tie is left between the others. Anchors always say something.
    """
    degree = np.diff(ties.indptr)
    found = (degree > max(_MASSIVE, PERVASIVE * len(degree))) & ~is_anchor
    at = ties.tocoo()
    ordinary = ~found
    tied = np.bincount(at.row[ordinary[at.col]], minlength=len(degree)) > 0
    for node in np.flatnonzero(found):
        near = ties.indices[ties.indptr[node] : ties.indptr[node + 1]]
        near = near[ordinary[near]]
        found[node] = len(near) > 0 and tied[near].mean() > _MOST
    return np.asarray(found)


def laid_out(ties: csr_array, is_anchor: Flags, is_pervasive: Flags, size: Floats) -> Part:
    """Return where the nodes of one part lie.

    Args:
        ties: The weights of the ties, symmetric.
        is_anchor: Which nodes are stated clusters.
        is_pervasive: Which nodes are tied to so much that they belong to no group.
        size: The radius of each node.
    """
    if len(size) <= TINY and is_anchor.sum() <= 1:
        nothing = Discs(np.zeros((0, 2)), np.zeros(0))
        return Part(_rosette(ties, size), nothing, np.full(len(size), -1))
    bound = np.asarray((ties @ (~is_pervasive).astype(np.float64)) > 0)
    everywhere = is_pervasive | ~bound
    inner = np.flatnonzero(~everywhere)
    labels = np.full(len(size), -1, dtype=np.int64)
    labels[inner] = grouped(ties[inner][:, inner], np.flatnonzero(is_anchor[inner]))
    share = shares(ties, labels)
    claimed = claims(ties, labels, is_anchor)
    free = (between(ties, share, claimed) & ~is_anchor) | everywhere
    several = claimed.sum(axis=1, keepdims=True) > 1
    share = np.where(several, claimed + 0.2 * share, share)
    share[everywhere] = 1.0
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-12)
    leaf = np.flatnonzero(free & (np.diff(ties.indptr) == 1))
    share[leaf] = share[ties.indices[ties.indptr[leaf]]]
    return _assembled(ties, np.where(free, -1, labels), share, size)


def _assembled(ties: csr_array, disc_of: Ints, share: Floats, size: Floats) -> Part:
    """Return a part put together: discs arranged, then filled, then what lies between them.

    What belongs to many groups at once fills a disc of its own in the middle of these.

    Args:
        ties: The weights of the ties.
        disc_of: The group in whose disc each node lies; -1 between them.
        share: The share of the ties of each node that goes to each group.
        size: The radius of each node.
    """
    kept, disc_of = np.unique(disc_of, return_inverse=True)
    disc_of = disc_of - int(kept[0] == -1)
    share = share[:, kept[kept >= 0]]
    share = share / np.maximum(share.sum(axis=1, keepdims=True), 1e-12)
    groups = share.shape[1]
    common = (disc_of < 0) & (1 / np.maximum((share**2).sum(axis=1), 1e-12) > COMMON)
    if common.sum() >= _FEWEST or size[common].sum() > _MASSIVE:
        disc_of = np.where(common, groups, disc_of)
    area = 4 * (size + GAP / 2) ** 2 * _ROOM
    free, inside = np.flatnonzero(disc_of < 0), np.flatnonzero(disc_of >= 0)
    discs = int(disc_of.max()) + 1
    radius = np.sqrt(np.bincount(disc_of[inside], area[inside], discs) / np.pi)
    room = gaps(radius, share[free], area[free])
    centres = arranged(radius, _shared(disc_of, share, discs), room, has_middle=discs > groups)
    points = np.zeros((len(size), 2))
    for disc in range(discs):
        own = np.flatnonzero(disc_of == disc)
        outward = np.einsum("ik,kx->ix", share[own], _directions(centres[:groups] - centres[disc]))
        points[own] = _filled(csr_array(ties[own][:, own]), outward, area[own], size[own])
        radius[disc] = (np.sqrt((points[own] ** 2).sum(axis=1)) + size[own]).max()
    found = Discs(separated(centres, radius[:, None] + radius[None] + room, radius**2), radius)
    points[inside] += found.centres[disc_of[inside]]
    if len(free):
        points[free] = placed(found, share[free], size[free], GAP)
        points = apart(points, size, GAP)
    disc_of = np.where(disc_of < groups, disc_of, -1)
    return Part(points, Discs(found.centres[:groups], radius[:groups]), disc_of)


def _shared(disc_of: Ints, share: Floats, discs: int) -> Floats:
    """Return what each two discs have in common: the ties between them, and the nodes that belong to both."""
    groups = share.shape[1]
    shared = np.zeros((discs, discs))
    inside, free = disc_of >= 0, disc_of < 0
    np.add.at(shared[:, :groups], disc_of[inside], share[inside])
    shared = shared + shared.T
    shared[:groups, :groups] += 2 * np.einsum("ij,ik->jk", share[free], share[free])
    np.fill_diagonal(shared, 0.0)
    return shared


def _directions(gap: Floats) -> Floats:
    return np.asarray(gap / np.maximum(np.sqrt((gap**2).sum(axis=1, keepdims=True)), 1e-9))


def _filled(ties: csr_array, outward: Floats, area: Floats, size: Floats) -> Floats:
    """Return the positions of the nodes of one disc around the middle of what they take up."""
    points = apart(rounded(settled(ties, outward), area, _EVEN), size, GAP)
    return np.asarray(points - (points.min(axis=0) + points.max(axis=0)) / 2)


def _rosette(ties: csr_array, size: Floats) -> Floats:
    """Return a few nodes around the one with the most ties; two side by side."""
    hub = int(np.argmax(np.diff(ties.indptr)))
    order = csgraph.breadth_first_order(ties, hub, directed=False, return_predecessors=False)[1:]
    widest = float(size[order].max())
    around = (2 * widest + GAP) / (2 * np.sin(np.pi / max(len(order), 2)))
    reach = max(float(size[hub]) + widest + GAP, around)
    turn = np.arange(len(order)) * 2 * np.pi / len(order)
    points = np.zeros((len(size), 2))
    points[order] = reach * np.column_stack((np.cos(turn), np.sin(turn)))
    return points
