"""Where the nodes of one group lie in it: pulled by their ties, pushed by all, and spread until none covers another.

Source of the forces: Jacomy, Venturini, Heymann and Bastian (2014), ForceAtlas2, PLOS ONE 9(6): e98679. In a large
group the push of all nodes is summed on a mesh (Hockney and Eastwood 1988, Computer Simulation Using Particles).
"""

import numpy as np
import numpy.typing as npt
from scipy import fft
from scipy.sparse import coo_array, csr_array, diags_array
from scipy.spatial import KDTree

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EXACT = 260
"""Nodes up to which every pair pushes each other exactly."""
COARSE, FINE, MANY = 48, 96, 1500
"""Cells of the mesh across, of a group up to so many nodes and of a larger one."""
_STEPS = 90
_AGAIN = 4
_FEW = 3
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))


def settled(ties: csr_array, outward: Floats) -> Floats:
    """Return the positions of the nodes of one group around its centre; the distances have no unit.

    Args:
        ties: The weights of the ties within the group.
        outward: What draws each node out of the group: a vector, at most 1 long.
    """
    n = ties.shape[0]
    if n == 1:
        return np.zeros((1, 2))
    degree = np.maximum(np.asarray(ties.sum(axis=1), dtype=np.float64).ravel(), 1e-9)
    mass = 1.0 + degree
    scale = np.sqrt(n)
    points = scale * _spread_out(ties, degree, outward)
    links = coo_array(ties)
    inward = 0.04 + 0.4 * (degree / degree.max()) ** 3
    outward = outward * (1 - (degree / degree.max()) ** 3)[:, None]
    force_of = _exact if n <= EXACT else _mesh
    for step in range(_STEPS):
        force = force_of(points, mass) + 0.9 * _pulled(links, points) - (inward * mass)[:, None] * points
        force += 0.06 * scale * mass[:, None] * outward
        move = force / np.sqrt(mass)[:, None]
        limit = 0.12 * scale * (1 - step / _STEPS) + 0.01
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        points = points + move * np.minimum(1.0, limit / length)
    return np.asarray(points - points.mean(axis=0))


def _spread_out(ties: csr_array, degree: Floats, outward: Floats) -> Floats:
    """Return a start: a spiral in which each node has moved to the middle of its neighbours, many times."""
    n = len(degree)
    turn = np.arange(n) * _GOLDEN_ANGLE
    seed = np.column_stack((np.cos(turn), np.sin(turn))) * np.sqrt((np.arange(n) + 0.5) / n)[:, None]
    walk = diags_array(1.0 / np.maximum(degree, 1e-12)) @ ties
    points = seed
    for _ in range(30):
        points = 0.5 * points + 0.5 * (walk @ points) + 0.05 * outward
        points = points - points.mean(axis=0)
        points = points / np.maximum(np.sqrt((points**2).mean(axis=0)), 1e-9)
    reach = np.sqrt((points**2).sum(axis=1, keepdims=True))
    return np.asarray(points / (1.0 + reach) + 0.1 * seed)


def _pulled(links: coo_array, points: Floats) -> Floats:
    """Return the pull on each node by its ties, by the logarithm of their length (LinLog)."""
    gap = points[links.col] - points[links.row]
    length = np.maximum(np.sqrt((gap**2).sum(axis=1)), 1e-9)
    pull = links.data * np.log1p(length) / length
    return np.column_stack([np.bincount(links.row, pull * gap[:, axis], len(points)) for axis in (0, 1)])


def _exact(points: Floats, mass: Floats) -> Floats:
    """Return the push on each node by every other, by mass over distance."""
    gap = points[:, None] - points[None]
    square = np.maximum((gap**2).sum(axis=2), 0.01)
    return np.asarray((gap * (0.1 * mass[:, None] * mass[None] / square)[:, :, None]).sum(axis=1))


def _mesh(points: Floats, mass: Floats) -> Floats:
    """Return the push on each node by the masses of all, spread to a mesh and summed there."""
    side = FINE if len(points) > MANY else COARSE
    low, high = points.min(axis=0), points.max(axis=0)
    cell = float((high - low).max()) / (side - 2) + 1e-12
    at = (points - low) / cell + 0.5
    corner = at.astype(np.int64)
    part = at - corner
    corners = [
        ((corner[:, 0] + i) * side + corner[:, 1] + j, np.abs(1 - i - part[:, 0]) * np.abs(1 - j - part[:, 1]))
        for i in (0, 1)
        for j in (0, 1)
    ]
    field = np.zeros(side * side)
    for place, share in corners:
        field += np.bincount(place, share * mass, side * side)
    wave = fft.rfft2(field.reshape(side, side), (2 * side, 2 * side))
    force = np.zeros_like(points)
    for axis, kernel in enumerate(_kernels(side)):
        push = fft.irfft2(wave * kernel, (2 * side, 2 * side))[:side, :side].ravel()
        force[:, axis] = sum(push[place] * share for place, share in corners)
    return np.asarray(0.1 / cell * mass[:, None] * force)


def _kernels(side: int) -> tuple[npt.NDArray[np.complex128], npt.NDArray[np.complex128]]:
    """Return the transforms of the push of one mass on the nodes of a mesh, across and down."""
    step = np.arange(2 * side)
    step = np.where(step < side, step, step - 2 * side).astype(np.float64)
    square = np.maximum(step[:, None] ** 2 + step[None] ** 2, 0.5)
    return fft.rfft2(step[:, None] / square), fft.rfft2(step[None] / square)


def rounded(points: Floats, area: Floats, even: float) -> Floats:
    """Return the positions spread over a disc, so that no part of it is crowded.

    Args:
        points: The positions around the middle of the disc.
        area: What each node takes up; the disc is as large as all together.
        even: How far each node goes to the place that fills the disc evenly, from 0 (not) to 1 (all the way).
    """
    reach = float(np.sqrt(area.sum() / np.pi))
    far = np.sort(np.sqrt((points**2).sum(axis=1)))
    near = _within(points * reach / max(float(far[int(0.95 * (len(far) - 1))]), 1e-9), reach)
    if len(points) <= _FEW:
        return 0.6 * near
    return np.asarray(even * _within(reach * _cells(points, area / area.sum()), reach) + (1 - even) * near)


def _within(points: Floats, reach: float) -> Floats:
    """Return the positions with those outside a disc moved to its edge."""
    return np.asarray(points / np.maximum(np.sqrt((points**2).sum(axis=1, keepdims=True)) / reach, 1.0))


def _cells(points: Floats, area: Floats) -> Floats:
    """Return places that fill a disc of radius 1, cut into strips, in the order of the nodes across and down."""
    order = np.argsort(points[:, 0], kind="stable")
    across = np.empty(len(points))
    across[order] = np.cumsum(area[order]) - area[order] / 2
    strips = max(2, int(np.sqrt(len(points))))
    strip = np.minimum((across * strips).astype(np.int64), strips - 1)
    middle = _across((np.arange(strips) + 0.5) / strips)
    cells = np.column_stack((_across(across), np.zeros(len(points))))
    for one in range(strips):
        own = np.flatnonzero(strip == one)
        down = own[np.argsort(points[own, 1], kind="stable")]
        share = (np.cumsum(area[down]) - area[down] / 2) / area[down].sum()
        cells[down, 1] = np.sqrt(1 - middle[one] ** 2) * (2 * share - 1)
    return cells


def _across(share: Floats) -> Floats:
    """Return the x at which a disc of radius 1 has the given shares of its area to the left."""
    x = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 401))
    left = 0.5 + (x * np.sqrt(1 - x**2) + np.arcsin(x)) / np.pi
    return np.interp(share, left, x)


def apart(points: Floats, size: Floats, gap: float, rounds: int = 30) -> Floats:
    """Return the positions with overlapping nodes pushed apart; a large node is hard to move."""
    turn = np.arange(len(points)) * _GOLDEN_ANGLE
    points = points + 1e-3 * np.column_stack((np.cos(turn), np.sin(turn)))  # no two in the same place
    for _ in range(rounds):
        first, second = _near(points, size, 3 * gap)
        need = size[first] + size[second] + gap
        give = size[second] ** 2 / (size[first] ** 2 + size[second] ** 2)
        for again in range(_AGAIN):
            between = points[first] - points[second]
            distance = np.maximum(np.sqrt((between**2).sum(axis=1)), 1e-6)
            close = np.flatnonzero(distance < need)
            if not len(close):
                if again == 0:
                    return points
                break
            move = (1.1 * (need[close] / distance[close] - 1))[:, None] * between[close]
            for axis in (0, 1):
                points[:, axis] += np.bincount(first[close], give[close] * move[:, axis], len(points))
                points[:, axis] -= np.bincount(second[close], (1 - give[close]) * move[:, axis], len(points))
    return points


def _near(points: Floats, size: Floats, gap: float) -> tuple[Ints, Ints]:
    """Return the pairs of nodes with less than a gap between them, and some more.

    Nodes are asked in classes of size, so that one large node does not pair all others.
    """
    rank = np.maximum(0, np.ceil(np.log2(size / np.median(size) / 1.5))).astype(np.int64)
    classes = [np.flatnonzero(rank == one) for one in np.unique(rank)]
    trees = [KDTree(points[own]) for own in classes]
    widest = [float(size[own].max()) for own in classes]
    first, second = [], []
    for one, own in enumerate(classes):
        pairs = trees[one].query_pairs(2 * widest[one] + gap, output_type="ndarray")
        first.append(own[pairs[:, 0]])
        second.append(own[pairs[:, 1]])
        for other in range(one):
            found = trees[one].sparse_distance_matrix(
                trees[other], widest[one] + widest[other] + gap, output_type="ndarray"
            )
            first.append(own[found["i"]])
            second.append(classes[other][found["j"]])
    return np.concatenate(first), np.concatenate(second)
