"""Where each node of the map lies: by the clusters it touches, so that what they share lies between them.

A *cluster-anchored* layout. Each stated cluster holds a group, and what no cluster claims forms groups of its own.
A group is a disc whose area grows with its nodes; discs that share much lie near each other and never overlap. In its
disc a node lies by its ties, hubs inward; what belongs to several groups lies in the space between them, and what
belongs to many in the middle. Parts of the map that nothing connects are set side by side, and nodes without any tie
stand in a block below.

The result depends on the input alone: no randomness, and every step runs over sorted ids.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csgraph, csr_array

from ecograph.outputs.map.layout_packing import block, block_height, box_of, packed
from ecograph.outputs.map.layout_parts import GAP, TINY, Part, laid_out, pervasive

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_LEAST = 0.5


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
        groups: The discs; those of the largest part first, and in a part the one with most nodes.
        group_of: The number of the disc for each node that lies in one, not between them or beside.
        everywhere: The nodes that are tied to so much that their ties say nothing of where it lies.
    """

    points: dict[str, tuple[int, int]]
    loose: tuple[str, ...]
    block: tuple[int, int] | None
    groups: tuple[Group, ...]
    group_of: dict[str, int]
    everywhere: tuple[str, ...]


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
        anchors: The nodes that the others are placed by, such as clusters. What none of them claims is placed by
            groups that are tied more among themselves than chance would have it.
        radii: The radius of each node, 10 where it is not given.

    Raises:
        KeyError: A link names a node that is not there.

    >>> positions(["a", "b", "c"], [("a", "b")]).loose
    ('c',)
    """
    ids = sorted(set(nodes))
    index = {node: i for i, node in enumerate(ids)}
    ends = np.array([(index[a], index[b]) for a, b in links], dtype=np.int64).reshape(-1, 2)
    size = np.array([max(_LEAST, (radii or {}).get(node, 10.0)) for node in ids], dtype=np.float64)
    is_anchor = np.zeros(len(ids), dtype=bool)
    is_anchor[[index[node] for node in set(anchors) & index.keys()]] = True
    ties = _adjacency(len(ids), ends[ends[:, 0] != ends[:, 1]])
    everywhere = pervasive(ties, is_anchor)
    parts, loose = _parts(ties, everywhere)
    made = [laid_out(ties[part][:, part], is_anchor[part], everywhere[part], size[part]) for part in parts]
    made, bottom = _side_by_side(made, [size[part] for part in parts], size[loose])
    points = np.zeros((len(ids), 2))
    for part, found in zip(parts, made, strict=True):
        points[part] = found.points
    corner = None
    if len(loose):
        left, right = float(points[:, 0].min()), float(points[:, 0].max())
        points[loose], corner = block(left, right, bottom, size=size[loose], gap=GAP)
    whole = np.rint(points).astype(np.int64).tolist()
    groups, group_of = _discs(parts, made)
    return Layout(
        {node: (x, y) for node, (x, y) in zip(ids, whole, strict=True)},
        tuple(ids[i] for i in loose),
        corner,
        groups,
        {ids[i]: group for i, group in group_of.items()},
        tuple(ids[i] for i in np.flatnonzero(everywhere)),
    )


def _adjacency(n: int, ends: Ints) -> csr_array:
    """Return the symmetric n x n matrix of tie weights, 1 + ln(number of parallel ties)."""
    once = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    both = csr_array(once + once.T)
    both.sort_indices()
    both.data = 1.0 + np.log(both.data)
    return both


def _parts(ties: csr_array, everywhere: npt.NDArray[np.bool_]) -> tuple[list[Ints], Ints]:
    """Return the connected parts of the map, largest first, and the nodes without a tie.

    What is tied to almost everything, such as the one payer of all grants, joins the largest part, but holds no parts
    together. What is tied to nothing else joins it.
    """
    alone = np.diff(ties.indptr) == 0
    rest = np.flatnonzero(~everywhere & ~alone)
    _, label = csgraph.connected_components(ties[rest][:, rest], directed=False)
    order = np.argsort(label, kind="stable")
    members = [rest[part] for part in np.split(order, np.flatnonzero(np.diff(label[order])) + 1) if len(part)]
    parts = sorted((part for part in members if len(part) > 1), key=lambda part: (-len(part), int(part[0])))
    joining = [part for part in members if len(part) == 1]
    if everywhere.any():
        parts[0] = np.sort(np.concatenate([parts[0], np.flatnonzero(everywhere), *joining]))
    return parts, np.flatnonzero(alone)


def _side_by_side(parts: list[Part], sizes: list[Floats], loose: Floats) -> tuple[list[Part], float]:
    """Return the parts set side by side, and the lower end of all."""
    boxes = [box_of(part.points, size) for part, size in zip(parts, sizes, strict=True)]
    below = block_height(loose, boxes[0].width if boxes else 0.0, GAP)
    tiny = sum(len(size) <= TINY for size in sizes)
    shift, bottom = packed(boxes, tiny, below=below, margin=4 * GAP)
    moved = [
        Part(part.points + by, part.discs._replace(centres=part.discs.centres + by), part.disc_of)
        for part, by in zip(parts, shift, strict=True)
    ]
    return moved, bottom


def _discs(parts: list[Ints], made: list[Part]) -> tuple[tuple[Group, ...], dict[int, int]]:
    """Return the discs of all parts, and the number of its disc for each node that lies in one."""
    groups: list[Group] = []
    group_of: dict[int, int] = {}
    for part, found in zip(parts, made, strict=True):
        inside = found.disc_of >= 0
        group_of |= dict(zip(part[inside].tolist(), (found.disc_of[inside] + len(groups)).tolist(), strict=True))
        centres = np.rint(found.discs.centres).astype(np.int64).tolist()
        radii = np.ceil(found.discs.radius).astype(np.int64).tolist()
        groups += [Group(x, y, radius) for (x, y), radius in zip(centres, radii, strict=True)]
    return tuple(groups), group_of
