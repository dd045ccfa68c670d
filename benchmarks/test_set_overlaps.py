"""All pairs of a thousand sets with a million memberships, against the loop over the neighbour sets of networkx."""

from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.sets import incidence, intersections

N_SETS, N_ITEMS, N_MEMBERSHIPS = 1000, 100_000, 1_000_000

EACH = 20
"""networkx counts one pair in so many; its time is scaled by that."""

AIM = "at least 100 times"


def memberships() -> Matrix:
    """Return the sets: sizes and popularity fall as in the other generated networks."""
    chance = np.random.default_rng(1)
    popular = np.cumsum((np.arange(N_ITEMS) + 40.0) ** -0.9)
    large = np.cumsum(chance.geometric(1 / 1000, N_SETS))
    found = np.zeros(0, dtype=np.int64)
    while len(found) < N_MEMBERSHIPS:
        sets = np.searchsorted(large / large[-1], chance.random(N_MEMBERSHIPS))
        items = np.searchsorted(popular / popular[-1], chance.random(N_MEMBERSHIPS))
        found = np.unique(np.concatenate([found, sets * N_ITEMS + items]))
    chosen = chance.choice(found, N_MEMBERSHIPS, replace=False)
    return incidence(chosen // N_ITEMS, chosen % N_ITEMS, (N_SETS, N_ITEMS))


def graph_of(sets: Matrix) -> nx.Graph:
    """Return the sets and their items as networkx has them: sets first."""
    owners, items = sets.nonzero()
    graph = nx.Graph()
    graph.add_edges_from(zip(owners.tolist(), (items + N_SETS).tolist(), strict=True))
    return graph


def pairs() -> list[tuple[int, int]]:
    """Return one pair of sets in so many."""
    return list(combinations(range(N_SETS), 2))[::EACH]


Counted = Callable[[int, int], int]
"""How many items two sets share."""


def neighbour_sets(graph: nx.Graph) -> Counted:
    """Count with Python sets of neighbours, made for each pair."""
    return lambda i, j: len(set(graph[i]) & set(graph[j]))


def kept_sets(graph: nx.Graph) -> Counted:
    """Count with Python sets of neighbours that are made beforehand, outside the time."""
    neighbours = [set(graph[i]) for i in range(N_SETS)]
    return lambda i, j: len(neighbours[i] & neighbours[j])


def common_neighbors(graph: nx.Graph) -> Counted:
    """Count with the function of networkx."""
    return lambda i, j: len(nx.common_neighbors(graph, i, j))


SIDES: dict[str, Callable[[nx.Graph], Counted]] = {
    "networkx, neighbour sets": neighbour_sets,
    "networkx, common_neighbors": common_neighbors,
    "Python sets made beforehand": kept_sets,
}

WHAT = f"all pairs of {N_SETS:,} sets with {N_MEMBERSHIPS:,} memberships (networkx: one pair in {EACH}, scaled)"


def test_overlaps_by_sparse_algebra(benchmark: BenchmarkFixture) -> None:
    """Time the product that counts all pairs."""
    sets = memberships()
    benchmark.pedantic(lambda: intersections(sets), rounds=5, iterations=1)  # type: ignore[no-untyped-call]
    benchmark.extra_info |= {"side": "held", "what": WHAT, "who": "ecograph", "aim": AIM}


@pytest.mark.parametrize("side", SIDES)
def test_overlaps_by_loop(benchmark: BenchmarkFixture, side: str) -> None:
    """Time the loop over some pairs, and hold that both count the same."""
    sets = memberships()
    counted, some, shared = SIDES[side](graph_of(sets)), pairs(), intersections(sets).toarray()

    def loop() -> int:
        return sum(counted(i, j) for i, j in some)

    found = benchmark.pedantic(loop, rounds=1, iterations=1)  # type: ignore[no-untyped-call]
    assert found == sum(int(shared[i, j]) for i, j in some)  # noqa: S101 - another answer is no rival
    benchmark.extra_info |= {"side": "held", "what": WHAT, "who": side, "aim": AIM, "scale": EACH}
