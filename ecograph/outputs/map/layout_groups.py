"""Which nodes of a connected map lie together: stated clusters first, then what ties more inside than chance would.

Modularity is raised by moving nodes one at a time, in the order of their ids, so that the input alone decides
(Blondel, Guillaume, Lambiotte and Lefebvre 2008, J. Stat. Mech. P10008). The accelerators of
``ecograph.algorithms.communities`` are not asked: with or without them the map must look the same.
"""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Ints = npt.NDArray[np.int64]

SEED_SIZE = 3
"""Nodes that an anchor needs to itself for a group of its own."""
SMALL = 0.012
"""Share of the nodes below which a group joins the one that it is tied to most."""
LARGE = 0.1
"""Share of the nodes above which a group is divided once more."""
MOST = 22
"""Groups that are shown besides those of the anchors."""
_SWEEPS = 12
_GAIN = 1e-12


def grouped(ties: csr_array, anchors: Ints) -> Ints:
    """Return the group of each node, numbered from 0, the largest first, then by their first node.

    An anchor that has nodes to itself holds one group with them, and no group holds two such anchors.

    Args:
        ties: The weights of the ties, symmetric, of one connected graph.
        anchors: The numbers of the anchors.

    >>> grouped(csr_array([[0.0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]), np.array([], dtype=np.int64))
    array([0, 0, 1, 1])
    """
    own = _seeds(ties, anchors)
    seeded = np.zeros(ties.shape[0], dtype=bool)
    seeded[own[own >= 0]] = True
    labels = np.where(own >= 0, own, np.arange(len(own)))
    labels = _split(ties, _joined(ties, labels, seeded[labels]), seeded)
    return _numbered(_merged(ties, labels, seeded))


def _seeds(ties: csr_array, anchors: Ints) -> Ints:
    """Return for each node the anchor that alone claims it, itself for such an anchor, else -1."""
    n = ties.shape[0]
    is_anchor = np.zeros(n, dtype=bool)
    is_anchor[anchors] = True
    at = ties.tocoo()
    claimed = is_anchor[at.col] & ~is_anchor[at.row]
    claims = np.bincount(at.row[claimed], minlength=n)
    own = np.full(n, -1, dtype=np.int64)
    own[at.row[claimed]] = at.col[claimed]
    own[claims != 1] = -1
    size = np.bincount(own[own >= 0], minlength=n)
    own[(own >= 0) & (size[own] < SEED_SIZE)] = -1
    holds = np.flatnonzero(size >= SEED_SIZE)
    own[holds] = holds
    return own


def _joined(ties: csr_array, labels: Ints, seeded: npt.NDArray[np.bool_]) -> Ints:
    """Return the groups after nodes, then groups of them, have moved to where they raise the modularity most.

    Args:
        ties: The weights of the ties.
        labels: The groups at the start.
        seeded: Whether the group of each node at the start belongs to an anchor; such groups do not move.
    """
    found, kept = _compact(labels)
    fixed = seeded[kept]
    while True:
        graph = _contracted(ties, found)
        moved = _moves(graph, fixed)
        levels, first = _compact(moved)
        if len(first) == graph.shape[0]:
            return found
        now = np.zeros(len(first), dtype=bool)
        now[levels[np.flatnonzero(fixed)]] = True
        found, fixed = levels[found], now


def _split(ties: csr_array, labels: Ints, seeded: npt.NDArray[np.bool_]) -> Ints:
    """Return the groups with those that hold too much of the map, and no anchor, divided in the same way."""
    n = len(labels)
    labels, _ = _compact(labels)
    kept = np.isin(np.arange(int(labels.max()) + 1), labels[np.flatnonzero(seeded)])
    for group in np.flatnonzero((np.bincount(labels) > max(LARGE * n, MOST * SEED_SIZE)) & ~kept):
        own = np.flatnonzero(labels == group)
        none = np.zeros(len(own), dtype=bool)
        labels[own] = _joined(ties[own][:, own], np.arange(len(own)), none) + labels.max() + 1
    return labels


def _compact(labels: Ints) -> tuple[Ints, Ints]:
    """Return the labels counted from 0 in their order, and a node of each."""
    _, first, found = np.unique(labels, return_index=True, return_inverse=True)
    return found.astype(np.int64), first.astype(np.int64)


def _contracted(ties: csr_array, labels: Ints) -> csr_array:
    at, k = ties.tocoo(), int(labels.max()) + 1
    graph = csr_array((at.data, (labels[at.row], labels[at.col])), shape=(k, k))
    graph.sum_duplicates()
    return graph


def _moves(graph: csr_array, fixed: npt.NDArray[np.bool_]) -> Ints:
    """Return the group of each node after sweeps over all in order, each moved to its best group."""
    n = graph.shape[0]
    strength = np.asarray(graph.sum(axis=1)).ravel()
    scale = 1.0 / max(float(strength.sum()), 1e-300)
    start, to, weight = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    own, total = list(range(n)), strength.tolist()
    each = strength.tolist()
    free = np.flatnonzero(~fixed).tolist()
    sweeps, moves = _SWEEPS, n
    while sweeps and moves > n // 200:
        sweeps, moves = sweeps - 1, 0
        for node in free:
            near: dict[int, float] = {}
            for place in range(start[node], start[node + 1]):
                if to[place] != node:
                    group = own[to[place]]
                    near[group] = near.get(group, 0.0) + weight[place]
            here = own[node]
            total[here] -= each[node]
            share = each[node] * scale
            best, gain = here, near.get(here, 0.0) - share * total[here] + _GAIN
            for group, tied in near.items():
                other = tied - share * total[group]
                if other > gain:
                    best, gain = group, other
            total[best] += each[node]
            if best != here:
                own[node] = best
                moves += 1
    return np.array(own, dtype=np.int64)


def _merged(ties: csr_array, labels: Ints, seeded: npt.NDArray[np.bool_]) -> Ints:
    """Return the groups after small ones and those beyond the most have joined the one they are tied to most."""
    labels, _ = _compact(labels)
    k = int(labels.max()) + 1
    stays = np.zeros(k, dtype=bool)
    stays[labels[np.flatnonzero(seeded)]] = True
    size = np.bincount(labels, minlength=k).astype(np.float64)
    between = _contracted(ties, labels).toarray()
    np.fill_diagonal(between, 0.0)
    into = np.arange(k)
    least = max(4.0, SMALL * len(labels))
    while True:
        live = np.flatnonzero((into == np.arange(k)) & ~stays & (between.sum(axis=1) > 0))
        weak = live[np.lexsort((live, size[live]))]
        if not len(weak) or (size[weak[0]] >= least and len(weak) <= MOST):
            break
        group = int(weak[0])
        other = int(np.argmax(between[group] / np.sqrt(np.maximum(size, 1.0))))
        between[other] += between[group]
        between[:, other] += between[:, group]
        between[group], between[:, group], between[other, other] = 0.0, 0.0, 0.0
        size[other] += size[group]
        into[into == group] = other
    return np.asarray(into[labels])


def _numbered(labels: Ints) -> Ints:
    found, first = _compact(labels)
    order = np.lexsort((first, -np.bincount(found)))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[found]
