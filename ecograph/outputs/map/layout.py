"""Where each node of the map lies: by the clusters it touches, so that what they share lies between them.

A *cluster-anchored* layout. Each stated cluster holds a group, and what no cluster claims forms groups of its own.
A group is a disc whose area grows with its nodes; discs that share much lie near each other and never overlap. In its
disc a node lies by its ties, hubs inward; what belongs to several groups lies in the space between them. Parts of the
map that nothing connects are set side by side, and nodes without any tie stand in a block below.

The result depends on the input alone: no randomness, and every step runs over sorted ids.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, csgraph

from ecograph.outputs.map.layout_between import Discs, between, gaps, placed, shares
from ecograph.outputs.map.layout_forces import apart, rounded, settled
from ecograph.outputs.map.layout_groups import grouped
from ecograph.outputs.map.layout_islands import ASPECT, arranged, separated

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

GAP = 7.0
"""Free space between two nodes, in the unit of their radii."""
_ROOM = 1.5
_EVEN = 0.4
_TINY = 12
COMMON = 3.0
"""Groups, by the inverse of the sum of squares of its shares, from which a node lies in the middle of all."""
_PERVASIVE = 0.4


class Group(NamedTuple):
    """A disc of nodes that lie together.

    Args:
        x: Of its centre.
        y: Of its centre; it grows downwards.
        radius: Of the disc.
    """

    x: int
    y: int
    radius: int


class Layout(NamedTuple):
    """Positions of the nodes of a map.

    Args:
        points: x and y of each node, rounded to whole units; y grows downwards.
        loose: The nodes without a tie, in the order in which they stand in the block below.
        block: Left end and top of that block; null when every node has a tie.
        groups: The discs, the largest part of the map first.
        group_of: The number of the disc in which each node lies; what lies between discs or in the block is not in it.
    """

    points: dict[str, tuple[int, int]]
    loose: tuple[str, ...]
    block: tuple[int, int] | None
    groups: tuple[Group, ...] = ()
    group_of: dict[str, int] = {}  # noqa: RUF012 - never changed


class _Part(NamedTuple):
    """A connected part of the map around its own middle: the places of its nodes, their discs, and which is whose."""

    points: Floats
    discs: Discs
    disc_of: Ints


def positions(
    nodes: Iterable[str],
    links: Iterable[tuple[str, str]],
    *,
    anchors: Iterable[str] = (),
    radii: dict[str, float] | None = None,
) -> Layout:
    """Return where each node lies.

    Args:
        nodes: Their ids.
        links: Pairs of ids that are tied; the order of a pair and of the pairs does not matter, a pair that
            stands more than once pulls more strongly. A pair of a node with itself does not count.
        anchors: The nodes that the others are placed by, such as clusters.
        radii: The radius of each node, 10 where it is not given.

    Raises:
        KeyError: A link names a node that is not there.

    >>> positions(["a", "b", "c"], [("a", "b")]).loose
    ('c',)
    """
    ids = sorted(set(nodes))
    index = {node: i for i, node in enumerate(ids)}
    ends = np.array([(index[a], index[b]) for a, b in links], dtype=np.int64).reshape(-1, 2)
    size = np.array([(radii or {}).get(node, 10.0) for node in ids], dtype=np.float64)
    is_anchor = np.zeros(len(ids), dtype=bool)
    is_anchor[[index[node] for node in set(anchors) & index.keys()]] = True
    ties = _adjacency(len(ids), ends[ends[:, 0] != ends[:, 1]])
    parts, loose = _parts(ties, is_anchor)
    points = np.zeros((len(ids), 2))
    made = [_part(ties[part][:, part], is_anchor[part], size[part]) for part in parts]
    for part, found in zip(parts, made, strict=True):
        points[part] = found.points
    shift, bottom = _packed([(points[part], size[part]) for part in parts])
    for part, by in zip(parts, shift, strict=True):
        points[part] += by
    block = _block(points, size, loose, bottom) if loose.size else None
    whole = np.rint(points).astype(np.int64)
    where = {node: (int(whole[i, 0]), int(whole[i, 1])) for node, i in index.items()}
    groups, group_of = _discs(parts, made, shift)
    return Layout(where, tuple(ids[i] for i in loose), block, groups, {ids[i]: g for i, g in group_of})


def _adjacency(n: int, ends: Ints) -> csr_array:
    """Return the symmetric n x n matrix of tie weights, 1 + ln(number of parallel ties)."""
    once = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    both = csr_array(once + once.T)
    both.sort_indices()
    both.data = 1.0 + np.log(both.data)
    return both


def _parts(ties: csr_array, is_anchor: npt.NDArray[np.bool_]) -> tuple[list[Ints], Ints]:
    """Return the parts of the map, largest first, and the nodes without a tie.

    What is tied to almost everything, such as the one payer of all grants, says nothing about where its neighbours
    lie: it joins the largest part, but holds none together.
    """
    degree = np.diff(ties.indptr)
    alone = degree == 0
    pervasive = _pervasive(ties, is_anchor)
    rest = np.flatnonzero(~pervasive & ~alone)
    _, label = csgraph.connected_components(ties[rest][:, rest], directed=False)
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    members = [rest[part] for part in np.split(order, cuts)] if len(rest) else []
    single = [int(part[0]) for part in members if len(part) == 1]
    ordered = sorted((part for part in members if len(part) > 1), key=lambda part: (-len(part), int(part[0])))
    both = np.flatnonzero(pervasive)
    if len(both) or single:
        ordered[0] = np.sort(np.concatenate([ordered[0], both, np.array(single, dtype=np.int64)]))
    return ordered, np.flatnonzero(alone)


def _pervasive(ties: csr_array, is_anchor: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which nodes are tied to so many others, most of them otherwise tied, that their ties say nothing."""
    degree = np.diff(ties.indptr)
    found = (degree > max(40.0, _PERVASIVE * len(degree))) & ~is_anchor
    for node in np.flatnonzero(found):
        near = ties.indices[ties.indptr[node] : ties.indptr[node + 1]]
        found[node] = (degree[near] > 1).mean() > 0.8
    return np.asarray(found)


def _part(ties: csr_array, is_anchor: npt.NDArray[np.bool_], size: Floats) -> _Part:
    """Return the places of the nodes of one part around its own middle."""
    if len(size) <= _TINY and is_anchor.sum() < 2:
        points = _rosette(ties, size)
        reach = float((np.sqrt((points**2).sum(axis=1)) + size).max())
        return _Part(points, Discs(np.zeros((1, 2)), np.array([reach])), np.zeros(len(size), dtype=np.int64))
    everywhere = _pervasive(ties, is_anchor)
    inner = np.flatnonzero(~everywhere)
    labels = np.full(len(size), -1, dtype=np.int64)
    labels[inner] = grouped(ties[inner][:, inner], np.flatnonzero(is_anchor[inner]))
    share = shares(ties, np.where(everywhere, 0, labels))
    anchors = np.flatnonzero(is_anchor)
    at = ties.tocoo()
    claimed = is_anchor[at.col] & ~is_anchor[at.row] & (labels[at.row] >= 0)
    claims = np.zeros_like(share)
    claims[at.row[claimed], labels[at.col[claimed]]] = 1.0
    free = between(ties, share, claims) & ~is_anchor | everywhere
    share = np.where(claims.sum(axis=1, keepdims=True) > 1, claims + 0.2 * share, share)
    share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-12)
    share[everywhere] = 1.0 / share.shape[1]
    del anchors
    return _assembled(ties, np.where(free, -1, labels), share, size)


def _assembled(ties: csr_array, disc_of: Ints, share: Floats, size: Floats) -> _Part:
    """Return a part put together: discs arranged, then filled, then what lies between them.

    What belongs to many groups at once fills a disc of its own in the middle of these.

    Args:
        ties: The weights of the ties.
        disc_of: The group in whose disc each node lies; -1 between them.
        share: The share of the ties of each node that goes to each group.
        size: The radius of each node.
    """
    area = 4 * (size + GAP / 2) ** 2 * _ROOM
    kept, disc_of = np.unique(disc_of, return_inverse=True)
    disc_of = disc_of - int(kept[0] == -1)
    share = share[:, kept[kept >= 0]]
    groups = share.shape[1]
    common = (disc_of < 0) & (1 / np.maximum((share**2).sum(axis=1), 1e-12) > COMMON)
    if common.sum() > 2 or size[common].sum() > 40:
        disc_of = np.where(common, groups, disc_of)
    k = int(disc_of.max()) + 1
    free, inside = np.flatnonzero(disc_of < 0), np.flatnonzero(disc_of >= 0)
    radius = np.sqrt(np.bincount(disc_of[inside], area[inside], k) / np.pi)
    shared = np.zeros((k, k))
    np.add.at(shared[:, :groups], disc_of[inside], share[inside])
    shared = shared + shared.T
    shared[:groups, :groups] += 2 * share[free].T @ share[free]
    np.fill_diagonal(shared, 0.0)
    room = gaps(radius, share[free], area[free])
    centres = arranged(radius, shared, room)
    points = np.zeros((len(size), 2))
    for disc in range(k):
        own = np.flatnonzero(disc_of == disc)
        toward = centres[:groups] - centres[disc]
        toward /= np.maximum(np.sqrt((toward**2).sum(axis=1, keepdims=True)), 1e-9)
        found = settled(csr_array(ties[own][:, own]), share[own] @ toward)
        found = apart(rounded(found, area[own], _EVEN), size[own], GAP)
        found -= (found.min(axis=0) + found.max(axis=0)) / 2
        points[own] = found
        radius[disc] = (np.sqrt((found**2).sum(axis=1)) + size[own]).max()
    need = radius[:, None] + radius[None] + room
    discs = Discs(separated(centres, need, radius**2), radius)
    points[inside] += discs.centres[disc_of[inside]]
    if len(free):
        points[free] = placed(discs, share[free], size[free], GAP)
        points = apart(points, size, GAP)
    disc_of = np.where(disc_of < groups, disc_of, -1)
    return _Part(points, Discs(discs.centres[:groups], radius[:groups]), disc_of)


def _rosette(ties: csr_array, size: Floats) -> Floats:
    """Return a few nodes around the one with the most ties; two side by side."""
    degree = np.diff(ties.indptr)
    hub = int(np.argmax(degree))
    order = csgraph.breadth_first_order(ties, hub, directed=False, return_predecessors=False)[1:]
    others = len(order)
    reach = max(size[hub] + size[order].max() + GAP, (size[order].max() * 2 + GAP) * others / (2 * np.pi) * 1.1)
    turn = np.arange(others) * 2 * np.pi / others
    points = np.zeros((len(size), 2))
    points[order] = reach * np.column_stack((np.cos(turn), np.sin(turn)))
    return points


def _packed(parts: list[tuple[Floats, Floats]]) -> tuple[list[Floats], float]:
    """Return how each part moves to stand side by side in rows, small ones below each other, and the lower end."""
    if not parts:
        return [], 0.0
    margin = 3 * GAP
    boxes = [_box(points, size) for points, size in parts]
    area = sum((box[2] + margin) * (box[3] + margin) for box in boxes)
    width = max(boxes[0][2], np.sqrt(area * ASPECT))
    x = y = top = column = bottom = 0.0
    shift = []
    for left, upper, wide, high in boxes:
        if y + high > bottom or wide > column:
            x, y, column = (x + column + margin if column else 0.0), top, wide
            if x and x + wide > width:
                x, y, top = 0.0, bottom + margin, bottom + margin
        shift.append(np.array([x - left, y - upper]))
        y, bottom = y + high + margin, max(bottom, y + high)
    return shift, bottom


def _box(points: Floats, size: Floats) -> tuple[float, float, float, float]:
    low = (points - size[:, None]).min(axis=0)
    high = (points + size[:, None]).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])


def _block(points: Floats, size: Floats, loose: Ints, bottom: float) -> tuple[int, int]:
    """Set the nodes without a tie in rows below the rest, in place; return the left end and top of the block."""
    pitch = 2 * float(size[loose].max()) + GAP
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    columns = max(int((right - left) / pitch), int(np.ceil(np.sqrt(4 * len(loose)))))
    top = bottom + 5 * GAP
    place = np.arange(len(loose))
    points[loose, 0] = left + (place % columns) * pitch
    points[loose, 1] = top + (2 + place // columns) * pitch
    return int(left), int(top)


def _discs(parts: list[Ints], made: list[_Part], shift: list[Floats]) -> tuple[tuple[Group, ...], list[tuple[int, int]]]:
    """Return the discs of all parts, and the number of its disc for each node that lies in one."""
    groups: list[Group] = []
    group_of: list[tuple[int, int]] = []
    for part, found, by in zip(parts, made, shift, strict=True):
        group_of += [(int(i), len(groups) + int(g)) for i, g in zip(part, found.disc_of, strict=True) if g >= 0]
        centres = np.rint(found.discs.centres + by).astype(np.int64).tolist()
        radii = np.ceil(found.discs.radius).astype(np.int64).tolist()
        groups += [Group(x, y, radius) for (x, y), radius in zip(centres, radii, strict=True)]
    return tuple(groups), group_of
