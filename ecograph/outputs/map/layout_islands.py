"""Where the groups of a map lie: discs that never overlap, near each other by what they share.

Every disc starts on a ring, in the order that puts those with most in common side by side; then discs pull each
other by what they share, push each other off, and are drawn to the middle, more strongly up and down than
across, so that the whole fills a screen. Several starts are tried and the best is kept.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ASPECT = 1.2
"""Width of the map over its height, as far as the discs allow it."""
_STARTS = 8
_STEPS = 160
_PUSHES = 3
_TURNS = 3
_ROUNDS = 300
_NEAR = 1e-3


def arranged(radius: Floats, shared: Floats, gap: Floats, *, has_middle: bool = False) -> Floats:
    """Return the centres of the discs.

    Args:
        radius: Of each disc.
        shared: What each two discs have in common, symmetric, 0 on the diagonal.
        gap: The free space that each two discs need between them, symmetric.
        has_middle: Whether the last disc lies in the middle of all others.

    >>> arranged(np.array([3.0]), np.zeros((1, 1)), np.zeros((1, 1))).tolist()
    [[0.0, 0.0]]
    """
    k = len(radius)
    if k == 1:
        return np.zeros((1, 2))
    room = radius[:, None] + radius[None, :] + gap
    pull = _pull(shared)
    best, least = np.zeros((k, 2)), np.inf
    for start in range(_STARTS):
        centres = _relaxed(_ring(radius, pull, start, has_middle=has_middle), radius, pull, room, has_middle=has_middle)
        cost = _cost(centres, radius, pull)
        if cost < least * (1 - 1e-9):
            best, least = centres, cost
    return best


def separated(centres: Floats, room: Floats, weight: Floats) -> Floats:
    """Return the centres after those nearer than their room have pushed each other off.

    Args:
        centres: Of the discs.
        room: The distance that each two need.
        weight: How hard each is to move.
    """
    left = _ROUNDS
    while left and float(np.triu(room - _distances(centres), 1).max()) > _NEAR:
        centres = _pushed(centres, room, weight, 1.01)
        left -= 1
    return centres


def _distances(centres: Floats) -> Floats:
    gap = centres[:, None] - centres[None]
    return np.asarray(np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-6))


def _pull(shared: Floats) -> Floats:
    """Return how strongly discs pull each other: what they share beyond their size, the strongest 1."""
    total = np.maximum(shared.sum(axis=1), 1e-12)
    beyond = shared / np.sqrt(total[:, None] * total[None, :])
    return np.asarray(beyond / max(float(beyond.max()), 1e-12))


def _ring(radius: Floats, pull: Floats, start: int, *, has_middle: bool) -> Floats:
    """Return the discs on a ring from the given start: each next is the one that the last ones pull most."""
    k = len(radius) - has_middle
    points = np.zeros((len(radius), 2))
    radius, pull = radius[:k], pull[:k, :k]
    first = int(np.argsort(-radius, kind="stable")[start % min(k, 4)])
    order, left = [first], [i for i in range(k) if i != first]
    while left:
        near = pull[order[-1]] + 0.5 * (pull[order[-2]] if len(order) > 1 else 0) + 1e-3 * radius / radius.max()
        nearest = max(left, key=lambda i: (near[i], -i))
        order.append(nearest)
        left.remove(nearest)
    share = radius[order] / radius.sum()
    turn = 2 * np.pi * (np.cumsum(share) - share / 2) + (start // 4) * np.pi / 3
    reach = 1.3 * radius.sum() / np.pi
    points[order] = reach * np.column_stack((np.cos(turn) * ASPECT, np.sin(turn)))
    # a disc that everything pulls starts near the middle
    central = pull.sum(axis=1) / max(float(pull.sum(axis=1).max()), 1e-12)
    points[:k] *= (1.15 - 0.75 * central**2)[:, None]
    return points


def _relaxed(centres: Floats, radius: Floats, pull: Floats, room: Floats, *, has_middle: bool) -> Floats:
    """Return the centres after pulls and pushes with falling steps."""
    weight = radius**2
    unit = float(np.sqrt(weight.sum()))
    if has_middle:
        weight[-1] *= 1e6
    for step in range(_STEPS):
        gap = centres[None] - centres[:, None]
        distance = np.maximum(np.sqrt((gap**2).sum(axis=2)), 1e-6)
        free = np.maximum(distance - room, 0.0)
        force = ((pull * free / distance)[:, :, None] * gap).sum(axis=1) * 0.25
        force -= 0.10 * centres * np.array([1 / ASPECT, ASPECT]) ** 1.5
        force *= (radius.max() / radius)[:, None] ** 0.5
        limit = 0.12 * unit * (1 - step / _STEPS) + 0.002 * unit
        length = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        centres = centres + force * np.minimum(1.0, limit / length)
        if has_middle:
            centres -= centres[-1]
        for _ in range(_PUSHES):
            centres = _pushed(centres, room, weight, 0.7)
    for _ in range(_TURNS):
        width, height = _extent(centres, radius)
        stretch = np.clip(np.sqrt(ASPECT * height / width), 0.8, 1.25)
        centres = separated(centres * np.array([stretch, 1 / stretch]), room, weight)
    return centres - centres[-1] if has_middle else centres


def _extent(centres: Floats, radius: Floats) -> tuple[float, float]:
    low, high = (centres - radius[:, None]).min(axis=0), (centres + radius[:, None]).max(axis=0)
    return float(high[0] - low[0]), float(high[1] - low[1])


def _pushed(centres: Floats, room: Floats, weight: Floats, part: float) -> Floats:
    """Return the centres after each two have made up for a part of what they lack in distance."""
    give = part * weight[None, :] / (weight[:, None] + weight[None, :])
    distance = _distances(centres)
    lack = np.maximum(room - distance, 0.0) * give / distance
    return np.asarray(centres + lack.sum(axis=1)[:, None] * centres - np.einsum("ij,jx->ix", lack, centres))


def _cost(centres: Floats, radius: Floats, pull: Floats) -> float:
    """Return how far apart lies what pulls, and how much of the screen stays empty; less is better."""
    gap = centres[:, None] - centres[None]
    distance = np.sqrt((gap**2).sum(axis=2))
    unit = float(np.sqrt((radius**2).sum()))
    width, height = _extent(centres, radius)
    area = max(width, ASPECT * height) ** 2 / ASPECT
    return float((pull * distance).sum() / max(float(pull.sum()), 1e-12) / unit + 0.5 * area / unit**2)
