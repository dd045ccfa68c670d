"""Whether a network has one dense centre that the others hang on, and who is in it.

The pattern is the one of Borgatti & Everett 2000 (Social Networks 21:375-395): a tie wherever a node of the core is
an end, none between two nodes of the periphery. The fit to it depends only on the size of the core and on how many
ties the core covers, so all sizes are judged at once along an order; small networks are searched in full.
"""

from dataclasses import dataclass

import numpy as np

from ecograph.algorithms.matrix import Labels, Matrix, Vector, unweighted
from ecograph.algorithms.removal import removal_order, ties_covered

EXACT = 12
"""Up to so many nodes all cores are tried."""

IMPROVED = 500
"""Up to so many nodes the best cores found are changed by one node, or one for another, while that improves them."""

STARTS = 10
"""How many cores are improved: those of the best sizes along the order."""

SAME = 1e-12
"""Fits that differ by less are equal: the smaller core, then the earlier nodes, are taken."""


@dataclass(frozen=True, eq=False)
class CorePeriphery:
    """The best core that was found.

    Args:
        fit: The correlation of the ties with the pattern, in -1..1; nan where it is not defined.
        core: The nodes of the core, sorted.
        covered: The number of ties with an end in the core.
        exact: Whether all cores were tried.
    """

    fit: float
    core: Labels
    covered: int
    exact: bool


def core_periphery(graph: Matrix) -> CorePeriphery:
    """Return the core for which the ties of an undirected graph correlate best with the core-periphery pattern.

    Every pair of nodes has 1 or 0 for a tie, and 1 or 0 for an end in the core. The fit is not defined where all
    pairs are tied or none is, and a core leaves two nodes outside at least. Weights and self-loops do not count.

    >>> star = Matrix([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> core_periphery(star).core.tolist(), round(core_periphery(star).fit, 9)
    ([0], 1.0)
    """
    plain = unweighted(graph)
    n = plain.shape[0]
    if plain.nnz in (0, n * (n - 1)):
        return CorePeriphery(float("nan"), np.zeros(0, dtype=np.int64), 0, exact=True)
    if n <= EXACT:
        return _tried(plain)
    found = _along(plain, removal_order(plain))
    if n > IMPROVED:
        return found[0]
    improved = [_improved(plain, start) for start in found]
    best = max(each.fit for each in improved)
    return min((each for each in improved if each.fit >= best - SAME), key=lambda each: (len(each.core), *each.core))


def pattern_fit(n: int, ties: int, size: Labels, covered: Labels) -> Vector:
    """Return the correlation of n nodes' ties with the pattern of cores of some sizes that cover some ties.

    >>> pattern_fit(4, 3, np.array([1]), np.array([3])).round(9).tolist()
    [1.0]
    """
    pairs = n * (n - 1) / 2
    ideal = pairs - (n - size) * (n - size - 1) / 2
    spread = np.sqrt(ties * (pairs - ties) * ideal * (pairs - ideal))
    found = np.full(len(size), -np.inf)
    np.divide(pairs * covered - ties * ideal, spread, out=found, where=spread > 0)
    return np.where(found > 1, 1.0, found)  # a correlation; the quotient may round above 1


def _tried(plain: Matrix) -> CorePeriphery:
    n = plain.shape[0]
    inside = (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1  # in this order {0, 1} comes after {0, 2}
    size = inside.sum(axis=1)
    outside = 1.0 - inside
    ties = plain.nnz // 2
    covered = ties - ((outside @ plain) * outside).sum(axis=1).astype(np.int64) // 2
    fit = pattern_fit(n, ties, size, covered)
    best = np.flatnonzero(fit >= fit.max() - SAME)
    at = best[np.lexsort((-best, size[best]))[0]]
    return CorePeriphery(float(fit[at]), np.flatnonzero(inside[at]), int(covered[at]), exact=True)


def _along(plain: Matrix, order: Labels) -> list[CorePeriphery]:
    """Return the best cores of those that an order begins with, the best first."""
    covered = ties_covered(plain, order)
    fit = pattern_fit(len(order), plain.nnz // 2, np.arange(len(order) + 1), covered)
    sizes = np.argsort(-np.round(fit, 12), kind="stable")[:STARTS]
    return [
        CorePeriphery(float(fit[size]), np.sort(order[:size]), int(covered[size]), exact=False)
        for size in sizes[fit[sizes] > -np.inf]
    ]


def _improved(plain: Matrix, found: CorePeriphery) -> CorePeriphery:
    """Return a core that no change of one node, and no exchange of two, improves."""
    n, ties = plain.shape[0], plain.nnz // 2
    tied = plain.toarray()
    inside = np.isin(np.arange(n), found.core)
    fit, covered = found.fit, found.covered
    while True:
        to_outside = (tied @ ~inside).astype(np.int64)  # what a node of the core covers alone, or another would
        core, others = np.flatnonzero(inside), np.flatnonzero(~inside)
        exchange = to_outside[None, others] - to_outside[core, None] + tied[np.ix_(core, others)].astype(np.int64)
        changes = (
            (core, None, len(core) - 1, covered - to_outside[core]),
            (others, None, len(core) + 1, covered + to_outside[others]),
            (np.repeat(core, len(others)), np.tile(others, len(core)), len(core), covered + exchange.ravel()),
        )
        fits = [pattern_fit(n, ties, np.full(len(now), size), now) for _, _, size, now in changes]
        kind = int(np.argmax([each.max() for each in fits]))
        at = int(np.argmax(fits[kind]))
        if fits[kind][at] <= fit + SAME:
            return CorePeriphery(fit, core, covered, exact=False)
        one, other, _, now = changes[kind]
        inside[one[at]] ^= True
        if other is not None:
            inside[other[at]] ^= True
        fit, covered = float(fits[kind][at]), int(now[at])
