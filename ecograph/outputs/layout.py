"""Where each node of the map lies: by the clusters it touches, so that what they share lies between them.

A *cluster-anchored* layout. Each anchor (a cluster) spreads its influence over the ties; a node starts at
the mean of the anchors, weighted by their influence on it, and is then settled by repulsion between all
nodes, the pull of its ties, and a pull back to where it started. Groups of nodes that nothing connects are
set side by side, and nodes without any tie stand in a block below.

The result depends on the input alone: no randomness, and every step runs over sorted ids.

Source of the forces: Jacomy, Venturini, Heymann and Bastian (2014), ForceAtlas2, PLOS ONE 9(6): e98679.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csgraph, csr_array, diags_array
from scipy.spatial import KDTree

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

GAP = 7.0
"""Free space between two nodes, in the unit of their radii."""
ROOM = 58.0
"""Side of the square that a node takes on average before overlaps are removed."""
ASPECT = 1.2
"""Width of the map over its height, as far as the ties allow it."""
_STRETCH = 1.4
_STEPS = 160
_EXACT = 600
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


class Layout(NamedTuple):
    """Positions of the nodes of a map.

    Args:
        points: x and y of each node, rounded to whole units; y grows downwards.
        loose: The nodes without a tie, in the order in which they stand in the block below.
        block: Left end and top of that block; null when every node has a tie.
    """

    points: dict[str, tuple[int, int]]
    loose: tuple[str, ...]
    block: tuple[int, int] | None


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
        anchors: The nodes that the others are placed by, such as clusters. A connected group without any
            takes its node with the most ties.
        radii: The radius of each node, 10 where it is not given.

    Raises:
        KeyError: A link names a node that is not there.

    >>> positions(["a", "b", "c"], [("a", "b")]).loose
    ('c',)
    """
    ids = sorted(set(nodes))
    index = {node: i for i, node in enumerate(ids)}
    pairs = sorted((index[a], index[b]) for a, b in links if a != b)
    size = np.array([(radii or {}).get(node, 10.0) for node in ids], dtype=np.float64)
    chosen = np.isin(np.array(ids, dtype=np.str_), np.array(sorted(set(anchors)), dtype=np.str_))
    ties = _adjacency(len(ids), pairs)
    groups, loose = _groups(ties)
    points = np.zeros((len(ids), 2))
    for group in groups:
        points[group] = _group_layout(ties[group][:, group], chosen[group], size[group])
    bottom = _pack(points, size, groups)
    block = _block(points, size, loose, bottom) if loose.size else None
    whole = np.rint(points).astype(np.int64)
    placed = {node: (int(whole[i, 0]), int(whole[i, 1])) for node, i in index.items()}
    return Layout(placed, tuple(ids[i] for i in loose), block)


def _adjacency(n: int, pairs: list[tuple[int, int]]) -> csr_array:
    """Return the symmetric n x n matrix of tie weights, 1 + ln(number of parallel ties)."""
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    once = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    both = csr_array(once + once.T)
    both.data = 1.0 + np.log(both.data)
    return both


def _groups(ties: csr_array) -> tuple[list[Ints], Ints]:
    """Return the connected groups, largest first, and the nodes without a tie."""
    alone = np.diff(ties.indptr) == 0
    _, label = csgraph.connected_components(ties, directed=False)
    members: dict[int, list[int]] = {}
    for node in np.flatnonzero(~alone):
        members.setdefault(int(label[node]), []).append(int(node))
    ordered = sorted(members.values(), key=lambda group: (-len(group), group[0]))
    return [np.array(group, dtype=np.int64) for group in ordered], np.flatnonzero(alone)


def _group_layout(ties: csr_array, is_anchor: npt.NDArray[np.bool_], size: Floats) -> Floats:
    """Return the positions of one connected group around its own centre."""
    degree = np.asarray(ties.sum(axis=1), dtype=np.float64).ravel()
    if not is_anchor.any():
        is_anchor = np.arange(len(degree)) == int(np.argmax(degree))
    start = _anchored(ties, np.flatnonzero(is_anchor), degree)
    points = _settled(ties, degree, start)
    points = _upright(points)
    extent = np.ptp(points, axis=0).max()
    points = points * (ROOM * (np.sqrt(len(points)) - 0.6) / extent)
    return _apart(points, size)


def _anchored(ties: csr_array, anchors: Ints, degree: Floats) -> Floats:
    """Return where each node starts: the mean of the anchors by their influence on it.

    The influence of an anchor is what reaches the node of a walk over the ties that goes on with
    probability 0.8 at each step; it is squared, so that a node lies close to the anchor it is tied to most.
    """
    n, k = len(degree), len(anchors)
    spread = diags_array(1.0 / degree) @ ties
    seed = np.zeros((n, k))
    seed[anchors, np.arange(k)] = 1.0
    influence = seed.copy()
    for _ in range(24):
        influence = 0.8 * (spread @ influence)
        influence[anchors] = np.maximum(influence[anchors], seed[anchors])
    influence = influence**2 + 1e-12
    influence /= influence.sum(axis=1, keepdims=True)
    turn = np.arange(n) * _GOLDEN_ANGLE
    jitter = np.column_stack((np.cos(turn), np.sin(turn))) * np.sqrt((np.arange(n) + 1) / n)[:, None]
    return np.asarray(influence @ _anchor_places(influence) + 0.25 * jitter)


def _anchor_places(influence: Floats) -> Floats:
    """Return the places of the anchors: classical scaling of how little they share, then equal spacing."""
    k = influence.shape[1]
    if k == 1:
        return np.zeros((1, 2))
    mass = influence / np.linalg.norm(influence, axis=0)
    apart = np.sqrt(np.maximum(0.0, 2 - 2 * mass.T @ mass))
    centre = np.eye(k) - 1.0 / k
    values, vectors = np.linalg.eigh(-0.5 * centre @ apart**2 @ centre)
    vectors = vectors[:, ::-1][:, :2] * np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(k)])[::-1][:2]
    flat = vectors * np.sqrt(np.maximum(values[::-1][:2], 1e-9))
    order = np.argsort(np.arctan2(flat[:, 1], flat[:, 0]), kind="stable")
    turn = np.empty(k)
    turn[order] = np.arange(k) * 2 * np.pi / k
    ring = np.column_stack((np.cos(turn), np.sin(turn)))
    return np.asarray(np.sqrt(k) * ring)


def _settled(ties: csr_array, degree: Floats, start: Floats) -> Floats:
    """Return the positions after the nodes have pushed and pulled each other, with falling step size."""
    points: Floats = start * np.sqrt(len(degree))
    home = points.copy()
    mass = 1.0 + degree
    links = coo_array(ties)
    for step in range(_STEPS):
        force = _repulsion(points, mass) + 0.9 * _pull(links, points) + 0.01 * mass[:, None] * (home - points)
        move = force / np.sqrt(mass)[:, None]
        limit = 0.15 * np.sqrt(len(degree)) * (1 - step / _STEPS) + 0.01
        points += move * np.minimum(1.0, limit / np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9))
    return points


def _pull(links: coo_array, points: Floats) -> Floats:
    """Return the pull on each node by its ties, by the logarithm of their length (LinLog)."""
    gap = points[links.col] - points[links.row]
    length = np.maximum(np.linalg.norm(gap, axis=1), 1e-9)
    pull = (links.data * np.log1p(length) / length)[:, None] * gap
    return np.column_stack([np.bincount(links.row, pull[:, axis], len(points)) for axis in (0, 1)])


def _repulsion(points: Floats, mass: Floats) -> Floats:
    """Return the push on each node, by mass over distance.

    Nodes of the same cell push each other exactly; other cells push from their centre of mass.
    """
    n = len(points)
    side = 1 if n <= _EXACT else int(np.ceil(n**0.27))
    strips = np.array_split(np.argsort(points[:, 0], kind="stable"), side)
    cells = [
        part for strip in strips for part in np.array_split(strip[np.argsort(points[strip, 1], kind="stable")], side)
    ]
    centre = np.array([np.average(points[cell], axis=0, weights=mass[cell]) for cell in cells])
    weight = np.array([mass[cell].sum() for cell in cells])
    force = np.empty_like(points)
    for own, cell in enumerate(cells):
        others = np.arange(len(cells)) != own
        force[cell] = _push(points[cell], centre[others], weight[others])
        force[cell] += _push(points[cell], points[cell], mass[cell])
    return force * mass[:, None]


def _push(points: Floats, sources: Floats, weight: Floats) -> Floats:
    gap = points[:, None, :] - sources[None, :, :]
    square = np.maximum((gap**2).sum(axis=2), 0.01)
    return np.asarray(np.einsum("ijk,ij->ik", gap, 0.1 * weight[None, :] / square))


def _upright(points: Floats) -> Floats:
    """Return the positions with their long side across, and no taller than the aspect of the map allows."""
    points = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(points.T @ points)
    vectors = vectors[:, ::-1] * np.sign(vectors[np.abs(vectors).argmax(axis=0), [0, 1]])[::-1]
    turned = points @ vectors
    width, height = np.maximum(np.ptp(turned, axis=0), 1e-9)
    turned[:, 0] *= min(_STRETCH, max(1.0, ASPECT * height / width))
    return np.asarray(turned)


def _apart(points: Floats, size: Floats) -> Floats:
    """Return the positions with overlapping nodes pushed apart."""
    for _ in range(80):
        pairs = KDTree(points).query_pairs(2 * size.max() + GAP, output_type="ndarray")
        first, second = pairs[:, 0], pairs[:, 1]
        gap = points[first] - points[second]
        distance = np.maximum(np.linalg.norm(gap, axis=1), 1e-6)
        lack = size[first] + size[second] + GAP - distance
        close = lack > 0
        if not close.any():
            break
        move = (0.5 * lack / distance)[close, None] * gap[close]
        points = points.copy()
        np.add.at(points, first[close], move)
        np.add.at(points, second[close], -move)
    return points


def _pack(points: Floats, size: Floats, groups: list[Ints]) -> float:
    """Set the groups side by side in rows, small ones below each other, in place; return the lower end."""
    if not groups:
        return 0.0
    margin = 3 * GAP
    boxes = [_box(points[group], size[group]) for group in groups]
    area = sum((box[2] + margin) * (box[3] + margin) for box in boxes)
    width = max(boxes[0][2], np.sqrt(area * ASPECT))
    x = y = top = column = bottom = 0.0
    for group, (left, upper, wide, high) in zip(groups, boxes, strict=True):
        if y + high > bottom or wide > column:
            x, y, column = (x + column + margin if column else 0.0), top, wide
            if x and x + wide > width:
                x, y, top = 0.0, bottom + margin, bottom + margin
        points[group] += (x - left, y - upper)
        y, bottom = y + high + margin, max(bottom, y + high)
    return bottom


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
