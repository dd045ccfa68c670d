"""What falls apart when one node leaves or one tie breaks: articulation points and bridges, and what they cut off.

Both come from the biconnected components, found by Tarjan and Vishkin (1985, SIAM Journal on Computing 14:862-874):
their rules hold for any spanning tree, so a tree by breadth serves, which has few levels, and each level is one
operation on arrays. A search in depth would be a loop over all ties in Python.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.matrix import Labels, Matrix, Vector, unweighted


@dataclass(frozen=True, eq=False)
class Departures:
    """What is left of the component of each node when that node leaves.

    Args:
        n_parts: The number of parts it falls into, 0 where nothing is left; 2 or more at an articulation point.
        cut_off: The weight of the nodes outside the heaviest part.
        pairs: The ordered pairs that are still in one part, of as many things as the nodes weigh.
        component: The weight of the component before, the node included.
    """

    n_parts: Labels
    cut_off: Vector
    pairs: Vector
    component: Vector


@dataclass(frozen=True, eq=False)
class Bridges:
    """The ties that alone hold two parts of a component together.

    Args:
        left: The end with the lower number of each bridge; bridges are sorted by left, then right.
        right: The other end.
        cut_off: The weight of the nodes on the lighter side.
        component: The weight of both sides.
    """

    left: Labels
    right: Labels
    cut_off: Vector
    component: Vector


def departures(graph: Matrix, weight: Vector | None = None) -> Departures:
    """Return what is left of its component when each node leaves.

    Args:
        graph: An undirected graph; the weights of its ties and self-loops do not count.
        weight: How much each node counts: whole numbers from 0, so that sums are exact; by default 1. A part that
            weighs nothing is no part.

    By hand: when an inner node of a chain of four leaves, one node is cut off from two, which make two ordered pairs.

    >>> chain = sparse.csr_array([[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]])
    >>> found = departures(chain)
    >>> found.n_parts.tolist(), found.cut_off.tolist(), found.pairs.tolist()
    ([1, 2, 2, 1], [0.0, 1.0, 1.0, 0.0], [6.0, 2.0, 2.0, 6.0])
    """
    tree = _tree(unweighted(graph))
    weights = tree.placed(weight)
    below, whole = _below(tree, weights), _component(tree, weights)
    block = _blocks(tree)
    parent = tree.parent
    # a branch that shares no block with the tie to its parent's parent hangs on the parent alone
    hangs = np.flatnonzero(block[1:] != block[parent[1:]]) + 1
    part = np.bincount(block[hangs], weights=below[hangs], minlength=len(parent)).astype(np.float64)
    owner = np.zeros(len(parent), dtype=np.int64)
    owner[block[hangs]] = parent[hangs]
    rest = whole - weights - np.bincount(owner, weights=part, minlength=len(parent))
    heaviest = rest.copy()
    np.maximum.at(heaviest, owner, part)
    n_parts = (rest > 0) + np.bincount(owner[part > 0], minlength=len(parent))
    pairs = rest * (rest - 1) + np.bincount(owner, weights=part * (part - 1), minlength=len(parent))
    at = tree.position
    return Departures(n_parts[at].astype(np.int64), (whole - weights - heaviest)[at], pairs[at], whole[at])


def bridges(graph: Matrix, weight: Vector | None = None) -> Bridges:
    """Return the ties without which their component falls into two.

    The arguments are those of ``departures``.

    By hand: in a triangle with one more node tied to it, that tie is the only bridge.

    >>> found = bridges(sparse.csr_array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]]))
    >>> found.left.tolist(), found.right.tolist(), found.cut_off.tolist()
    ([2], [3], [1.0])
    """
    tree = _tree(unweighted(graph))
    weights = tree.placed(weight)
    below, whole = _below(tree, weights), _component(tree, weights)
    closed = (tree.low >= tree.number) & (tree.high < tree.number + tree.size)  # no other tie leaves the branch
    lower = np.flatnonzero(closed & (tree.parent > 0))
    ends = np.sort(np.stack([tree.order[lower], tree.order[tree.parent[lower]]]), axis=0)
    light = np.minimum(below[lower], whole[lower] - below[lower])
    order = np.lexsort((ends[1], ends[0]))
    left, right = ends[:, order]
    return Bridges(left, right, light[order], whole[lower][order])


@dataclass(frozen=True, eq=False)
class _Tree:
    """A spanning tree by breadth over all components, which hang on a root of their own at position 0.

    All arrays but ``order``'s values and ``position`` are by position in the order of the search, in which a
    parent stands before its children, and children of one parent next to each other.
    """

    order: Labels  # the node at each position; the root is the number of nodes
    position: Labels  # the position of each node
    parent: Labels  # -1 for the root
    levels: list[slice]  # the positions of each level below the root
    size: Labels  # nodes of the branch, itself included
    number: Labels  # in preorder, so that a branch has the numbers from number to number + size - 1
    low: Labels  # the least number that the branch or a tie outside the tree reaches
    high: Labels  # the greatest
    others: tuple[Labels, Labels]  # the ends of the ties outside the tree, each tie once

    def placed(self, weight: Vector | None) -> Vector:
        """Return the weights of the nodes by position, 0 for the root."""
        each = np.ones(len(self.position)) if weight is None else np.asarray(weight, dtype=np.float64)
        return np.append(each, 0.0)[self.order]


def _tree(plain: Matrix) -> _Tree:
    n = plain.shape[0]
    _, label = csgraph.connected_components(plain, directed=False)
    first = np.unique(label, return_index=True)[1]
    at = plain.tocoo()
    ends = (np.append(at.coords[0], np.full(len(first), n)), np.append(at.coords[1], first))
    ties: Vector = np.ones(len(ends[0]))
    rooted: Matrix = sparse.csr_array((ties, ends), shape=(n + 1, n + 1))
    order, before = csgraph.breadth_first_order(rooted, n, directed=True)
    position = np.empty(n + 1, dtype=np.int64)
    position[order] = np.arange(n + 1)
    parent = np.append(-1, position[before[order[1:]]])
    levels = _levels(parent)
    size = np.ones(n + 1, dtype=np.int64)
    for level in reversed(levels):
        np.add.at(size, parent[level], size[level])
    number = _preorder(parent, size, levels)
    start, end = position[at.coords[0]], position[at.coords[1]]
    outside = (start < end) & (parent[end] != start)  # a parent stands before its child
    others = (start[outside], end[outside])
    low, high = number.copy(), number.copy()
    for one, other in (others, others[::-1]):
        np.minimum.at(low, one, number[other])
        np.maximum.at(high, one, number[other])
    for level in reversed(levels):
        np.minimum.at(low, parent[level], low[level])
        np.maximum.at(high, parent[level], high[level])
    return _Tree(order.astype(np.int64), position[:n], parent, levels, size, number, low, high, others)


def _levels(parent: Labels) -> list[slice]:
    """Return the positions of each level: parents do not decrease along them, so levels are ranges."""
    found, start, end = [], 1, 1
    while end < len(parent):
        end = int(np.searchsorted(parent, start))
        found.append(slice(start, end))
        start = end
    return found


def _preorder(parent: Labels, size: Labels, levels: list[slice]) -> Labels:
    before = np.cumsum(size) - size
    is_first = np.append(True, parent[1:] != parent[:-1])
    eldest = np.maximum.accumulate(np.where(is_first, np.arange(len(parent)), 0))
    after_parent = 1 + before - before[eldest]
    number = np.zeros(len(parent), dtype=np.int64)
    for level in levels:
        number[level] = number[parent[level]] + after_parent[level]
    return number


def _below(tree: _Tree, weights: Vector) -> Vector:
    """Return the weight of each branch."""
    found = weights.copy()
    for level in reversed(tree.levels):
        np.add.at(found, tree.parent[level], found[level])
    return found


def _component(tree: _Tree, weights: Vector) -> Vector:
    """Return the weight of the component of each position: that of the branch that hangs on the root."""
    found = _below(tree, weights)
    for level in tree.levels[1:]:
        found[level] = found[tree.parent[level]]
    return found


def _blocks(tree: _Tree) -> Labels:
    """Return the biconnected component of the tie of each position to its parent, as a label."""
    # a tie outside the tree joins two branches: by breadth, it never joins a node to one above it in its own branch
    start, end = tree.others
    child = np.flatnonzero(tree.parent > 0)
    over = tree.parent[child]
    leaves = (tree.low[child] < tree.number[over]) | (tree.high[child] >= tree.number[over] + tree.size[over])
    ends = (np.append(start, child[leaves]), np.append(end, over[leaves]))
    n = len(tree.parent)
    joined = sparse.csr_array((np.ones(len(ends[0])), ends), shape=(n, n))
    return csgraph.connected_components(joined, directed=False)[1].astype(np.int64)
