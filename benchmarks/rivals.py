"""What each measure is timed against, and how much faster than networkx the best permissive library was measured to be.

A measure without an entry is timed alone. Each side builds its own graph from the tables; graph and kernel are timed
apart and added up, so that a graph is built once a size for all the measures that need it.
"""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from benchmarks import with_libraries as fast
from benchmarks import with_networkx as slow
from ecograph.ecosystem import Ecosystem

AIM = 30.0
"""How many times faster than networkx a measure should be where networkx takes more than ``WORTH`` seconds."""

WORTH = 1.0

NEAR = 1.3
"""How many times the best library's graph and kernel a measure may take."""


@dataclass(frozen=True, slots=True)
class Rival:
    """How another library computes a measure.

    Args:
        graph: From the tables to its graph.
        kernel: From the graph, and how many sources or runs ecograph takes if it samples, to the numbers.
        name: The library.
        power: The least power of the participations that the time grows with, from the theory of the algorithm.
        sampled: Whether it takes the number of sources, so that its time grows with that number too.
        note: What it leaves out, or how it differs.
    """

    graph: Callable[[Ecosystem], Any]
    kernel: Callable[[Any, slow.Sample], object]
    name: str = "networkx"
    power: float = 1.0
    sampled: bool = False
    note: str = ""


def _nx(kernel: Callable[[Any], object]) -> Callable[[Any, slow.Sample], object]:
    """Return a kernel that is a function of the graph alone."""
    return lambda graph, _: kernel(graph)


PYTHON = "networkx has none: plain Python over its graph"
ALL_PATHS, HUBS, REMOVALS = 2.0, 1.7, 2.0
"""Powers: from every node to every other; over all pairs of partners; a search after each removal."""

NETWORKX: dict[str, Rival] = {
    "degree": Rival(slow.two_mode, _nx(lambda g: nx.bipartite.degree_centrality(g, slow.organisations(g)))),
    "closeness": Rival(
        slow.two_mode, _nx(lambda g: nx.bipartite.closeness_centrality(g, slow.organisations(g))), power=ALL_PATHS
    ),
    "betweenness": Rival(slow.two_mode, slow.betweenness, sampled=True),
    "components": Rival(slow.two_mode, _nx(lambda g: list(nx.connected_components(g)))),
    "pairwise_overlap": Rival(slow.clusters, slow.shared_projects, note="shared projects alone, by neighbour sets"),
    "projected_degree": Rival(
        slow.projected, _nx(lambda g: (nx.degree_centrality(g), dict(g.degree(weight="weight"))))
    ),
    "projected_closeness": Rival(
        slow.projected_plain, _nx(lambda g: (nx.closeness_centrality(g), nx.harmonic_centrality(g))), power=ALL_PATHS
    ),
    "projected_betweenness": Rival(slow.projected, slow.projected_betweenness, sampled=True),
    "global_efficiency": Rival(slow.projected_plain, _nx(nx.global_efficiency), power=ALL_PATHS),
    "eigenvector": Rival(slow.projected, slow.eigenvector, note="the largest component"),
    "coreness": Rival(slow.projected_plain, _nx(nx.core_number)),
    "clustering": Rival(slow.projected_plain, _nx(nx.clustering), power=HUBS),
    "constraint": Rival(slow.projected, _nx(lambda g: nx.constraint(g, weight="weight")), power=HUBS),
    "effective_size": Rival(
        slow.projected_plain, _nx(nx.effective_size), power=HUBS, note="without weights: with them networkx is wrong"
    ),
    "articulation_points": Rival(
        slow.two_mode, _nx(lambda g: list(nx.articulation_points(g))), note="not what each of them cuts off"
    ),
    "bridges": Rival(slow.projected_plain, _nx(lambda g: list(nx.bridges(g))), note="not what each of them cuts off"),
    "brokerage": Rival(slow.projected_plain, slow.brokerage, power=HUBS, note=PYTHON),
    "density": Rival(slow.projected_plain, _nx(nx.density), note="of the projection alone"),
    "two_mode_clustering": Rival(
        slow.two_mode,
        _nx(lambda g: nx.bipartite.latapy_clustering(g, slow.organisations(g))),
        power=HUBS,
        note="Latapy's coefficient alone; networkx has no Opsahl",
    ),
    "assortativity": Rival(slow.projected_plain, slow.assortativity),
    "ei_index": Rival(slow.projected_plain, slow.ei_index, note=PYTHON),
    "small_world": Rival(
        slow.projected_plain, slow.small_world, power=ALL_PATHS, note="the observed network, no random ones"
    ),
    "fragmentation": Rival(slow.projected_plain, slow.fragmentation),
    "robustness": Rival(slow.projected_plain, slow.robustness, power=REMOVALS, note=PYTHON),
    "critical_organisations": Rival(slow.projected_plain, slow.critical_organisations, power=REMOVALS, note=PYTHON),
    "communities": Rival(slow.projected, slow.communities, note="Louvain, as many runs, no consensus"),
    "pagerank": Rival(slow.funding, _nx(lambda g: nx.pagerank(g, tol=1e-12, max_iter=1000))),
    "hits": Rival(slow.funding, _nx(nx.hits)),
}
"""The measures with networkx."""


def _nk(graph: Callable[[Ecosystem], Any], kernel: Callable[[Any, slow.Sample], object], power: float = 1.0) -> Rival:
    return Rival(graph, kernel, "networkit", power)


def _estimated(graph: Callable[[Ecosystem], Any], kernel: Callable[[Any, slow.Sample], object]) -> Rival:
    return Rival(graph, kernel, "networkit", sampled=True)


def _rx(graph: Callable[[Ecosystem], Any], kernel: Callable[[Any, slow.Sample], object]) -> Rival:
    return Rival(graph, kernel, "rustworkx")


def _scipy(graph: Callable[[Ecosystem], Any], kernel: Callable[[Any, slow.Sample], object]) -> Rival:
    return Rival(graph, kernel, "scipy")


LIBRARIES: dict[str, Rival] = {
    "degree": _scipy(fast.incidence, fast.degree),
    "closeness": _nk(fast.networkit_two_mode, fast.closeness, ALL_PATHS),
    "betweenness": _estimated(fast.networkit_two_mode, fast.betweenness),
    "components": _scipy(fast.two_mode, fast.components),
    "pairwise_overlap": _scipy(fast.clusters, fast.shared_projects),
    "projected_degree": _scipy(fast.projected, fast.strength),
    "projected_closeness": _nk(fast.networkit_projected, fast.projected_closeness, ALL_PATHS),
    "projected_betweenness": _estimated(fast.networkit_lengths, fast.projected_betweenness),
    "global_efficiency": _nk(fast.networkit_projected, fast.harmonic, ALL_PATHS),
    "eigenvector": _scipy(fast.projected, fast.eigenvector),
    "coreness": _nk(fast.networkit_projected, fast.coreness),
    "clustering": _nk(fast.networkit_projected, fast.clustering, 1.2),
    "articulation_points": _rx(fast.rustworkx_two_mode, fast.articulation_points),
    "bridges": _rx(fast.rustworkx_projected, fast.bridges),
    "fragmentation": _scipy(fast.two_mode, fast.components),
    "communities": _nk(fast.networkit_weighted, fast.communities),
    "pagerank": _rx(fast.rustworkx_funding, fast.pagerank),
    "hits": _rx(fast.rustworkx_funding, fast.hits),
}
"""The measures with the best single permissive library; the others have none."""

SIDES = {"networkx": NETWORKX, "library": LIBRARIES}

CHANGE = 16_000
"""Participations from which the second number of ``BEST`` holds: in the middle of the two sizes it was measured at."""

BEST: dict[str, tuple[float, float]] = {
    "projected_degree": (160, 335),
    "betweenness": (16, 20),
    "projected_betweenness": (16, 20),
    "closeness": (850, 1500),
    "projected_closeness": (850, 1500),
    "global_efficiency": (850, 1500),
    "eigenvector": (34, 71),
    "pagerank": (8, 20),
    "hits": (4, 5),
    "coreness": (98, 340),
    "constraint": (4, 4.5),
    "effective_size": (2, 2),
    "articulation_points": (24, 37),
    "bridges": (184, 269),
    "components": (8, 11),
    "fragmentation": (8, 11),
    "clustering": (62, 63),
    "communities": (26, 37),
    "pairwise_overlap": (9, 36),
    "brokerage": (2, 7),
    "robustness": (26, 29),
}
"""How many times faster than networkx the best permissive way was measured to be, at 5,000 and at 50,000
participations, one thread. Weighted betweenness has no permissive row: that without weights stands for it."""


def aim(measure: str, participations: int) -> float:
    """Return how many times faster than networkx a measure should be at a size.

    >>> aim("eigenvector", 5_000), aim("hits", 5_000), aim("hits", 100_000), aim("density", 5_000)
    (30.0, 4, 5, 30.0)
    """
    return min(AIM, BEST.get(measure, (AIM, AIM))[participations >= CHANGE])


def installed(rival: Rival) -> bool:
    """Return whether the library of a rival can be imported."""
    return importlib.util.find_spec(rival.name) is not None
