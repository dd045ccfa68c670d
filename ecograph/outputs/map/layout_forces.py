"""Where the nodes of one group lie in it: pulled by their ties, pushed by all others, and spread until none covers another.

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
_STEPS = 90
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
    return points - points.mean(axis=0)


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
    side = 48 if len(points) < 1500 else 96
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
    """Return the positions spread over a disc of the given area of nodes, so that none is crowded.

    A disc is cut into strips and these into cells, each for a part of the nodes; ``even`` is how far each node
    goes to its cell, from 0 (not) to 1 (all the way).
    """
    n = len(points)
    reach = float(np.sqrt(area.sum() / np.pi))
    if n < 4:
        size = max(float(np.sqrt((points**2).sum(axis=1)).max()), 1e-9)
        return np.asarray(points * reach / size * 0.6)
    cells = np.empty_like(points)
    order = np.argsort(points[:, 0], kind="stable")
    filled = (np.cumsum(area[order]) - area[order] / 2) / area.sum()
    strips = max(2, int(np.sqrt(n)))
    for strip in range(strips):
        own = order[(filled >= strip / strips) & (filled < (strip + 1) / strips)]
        if not len(own):
            continue
        x = reach * _across((strip + 0.5) / strips)
        down = own[np.argsort(points[own, 1], kind="stable")]
        share = (np.cumsum(area[down]) - area[down] / 2) / area[down].sum()
        half = np.sqrt(max(reach**2 - x**2, 0.0))
        cells[down] = np.column_stack((np.full(len(down), x), half * (2 * share - 1)))
    # strips are as wide as needed; nodes keep their order across inside each
    rank = np.empty(n)
    rank[order] = filled
    cells[:, 0] = reach * np.array([_across(value) for value in rank.tolist()])
    outside = np.sqrt((cells**2).sum(axis=1, keepdims=True)) / reach
    cells /= np.maximum(outside, 1.0)
    spread = np.sqrt((points**2).sum(axis=1))
    size = max(float(np.sort(spread)[int(0.95 * (n - 1))]), 1e-9)
    near = points / size * reach
    near /= np.maximum(np.sqrt((near**2).sum(axis=1, keepdims=True)) / reach, 1.0)
    return np.asarray(even * cells + (1 - even) * near)


def _across(share: float) -> float:
    """Return the x at which a disc of radius 1 has the given share of its area to the left."""
    low, high = -1.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        left = 0.5 + (middle * np.sqrt(1 - middle**2) + np.arcsin(middle)) / np.pi
        low, high = (middle, high) if left < share else (low, middle)
    return (low + high) / 2


def apart(points: Floats, size: Floats, gap: float, times: int = 120) -> Floats:
    """Return the positions with overlapping nodes pushed apart."""
    turn = np.arange(len(points)) * _GOLDEN_ANGLE
    points = points + 1e-3 * np.column_stack((np.cos(turn), np.sin(turn)))  # no two in the same place
    for _ in range(times):
        first, second = _near(points, size, gap)
        between = points[first] - points[second]
        distance = np.maximum(np.sqrt((between**2).sum(axis=1)), 1e-6)
        lack = size[first] + size[second] + gap - distance
        close = lack > 0
        if not close.any():
            break
        first, second = first[close], second[close]
        move = (1.1 * lack / distance)[close, None] * between[close]
        give = size[second] ** 2 / (size[first] ** 2 + size[second] ** 2)  # a large node is hard to move
        for axis in (0, 1):
            points[:, axis] += np.bincount(first, give * move[:, axis], len(points))
            points[:, axis] -= np.bincount(second, (1 - give) * move[:, axis], len(points))
    return points


def _near(points: Floats, size: Floats, gap: float) -> tuple[Ints, Ints]:
    """Return the pairs of nodes that may overlap; large ones are asked apart, so that few pairs are found."""
    usual = 1.5 * float(np.median(size))
    large, small = np.flatnonzero(size > usual), np.flatnonzero(size <= usual)
    tree = KDTree(points[small])
    pairs = [small[tree.query_pairs(2 * usual + gap, output_type="ndarray")].reshape(-1, 2)]
    if len(large):
        found = tree.query_ball_point(points[large], size[large] + usual + gap, return_sorted=True)
        pairs.append(
            np.array([(a, small[b]) for a, near in zip(large, found, strict=True) for b in near]).reshape(-1, 2)
        )
        order = large[np.argsort(size[large], kind="stable")]
        for part in np.array_split(order, max(1, len(order) // 64)):
            upper = float(size[part].max())
            others = order[size[order] <= upper]
            found = KDTree(points[others]).query_ball_point(points[part], size[part] + upper + gap, return_sorted=True)
            pairs.append(
                np.array([(a, others[b]) for a, near in zip(part, found, strict=True) for b in near]).reshape(-1, 2)
            )
    both = np.concatenate(pairs).astype(np.int64)
    low, high = both.min(axis=1), both.max(axis=1)
    both = np.unique(low * len(points) + high)
    both = both[both // len(points) != both % len(points)]
    return both // len(points), both % len(points)
