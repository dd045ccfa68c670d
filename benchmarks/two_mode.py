"""How many times faster than networkx: betweenness, overlap and components, from tables to result table.

Both sides start from the same tables and run in turn in one process; the ratio of the medians counts, not the
seconds. Run: ``python benchmarks/two_mode.py [ORGANISATIONS PROJECTS PARTICIPATIONS]``.
"""

import statistics
import sys
import time
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.betweenness import betweenness
from ecograph.metrics.components import components
from ecograph.metrics.overlap import overlap
from ecograph.network import Network

RUNS = 5
CLUSTERS = 20


def generated(n_orgs: int, n_projects: int, n_pairs: int, seed: int = 1) -> Ecosystem:
    """Return an ecosystem of random participations; the first ``CLUSTERS`` organisations are clusters."""
    chance = np.random.default_rng(seed)
    pairs = {
        (int(i), int(j))
        for i, j in zip(chance.integers(0, n_orgs, n_pairs), chance.integers(0, n_projects, n_pairs), strict=True)
    }
    return Ecosystem.of(
        organisations=[
            {"org_id": f"o{i}", "name": f"O{i}", "kind": "cluster" if i < CLUSTERS else "company"}
            for i in range(n_orgs)
        ],
        projects=[{"project_id": f"p{j}", "title": f"P{j}", "kind": "project"} for j in range(n_projects)],
        participations=[{"org_id": f"o{i}", "project_id": f"p{j}", "role": "partner"} for i, j in sorted(pairs)],
    )


def two_mode(eco: Ecosystem) -> nx.Graph:
    """Return the two-mode graph as an analyst with networkx would build it from the tables."""
    graph = nx.Graph()
    graph.add_nodes_from(eco.organisations["org_id"])
    graph.add_nodes_from(eco.projects["project_id"])
    graph.add_edges_from(eco.participations.select("org_id", "project_id").iter_rows())
    return graph


def shared_projects(eco: Ecosystem) -> list[int]:
    """Return the number of shared projects of each pair of clusters, by neighbour sets."""
    graph = two_mode(eco)
    sets = {f"o{i}": set(graph[f"o{i}"]) for i in range(CLUSTERS)}
    return [len(sets[a] & sets[b]) for a, b in combinations(sorted(sets), 2)]


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> None:
    """Print one row for each measure."""
    sizes = [int(size) for size in sys.argv[1:4]] or [800, 400, 3000]
    eco = generated(*sizes)
    rivals: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "betweenness": (
            lambda: betweenness(Network.of(eco)),
            lambda: nx.bipartite.betweenness_centrality(two_mode(eco), eco.organisations["org_id"].to_list()),
        ),
        "components": (lambda: components(Network.of(eco)), lambda: list(nx.connected_components(two_mode(eco)))),
        "overlap": (lambda: overlap(Network.of(eco)), lambda: shared_projects(eco)),
    }
    print(f"{sizes[0]} organisations, {sizes[1]} projects, {eco.participations.height} participations")  # noqa: T201
    for name, (ours, theirs) in rivals.items():
        times = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
        a, b = (statistics.median(side) for side in zip(*times, strict=True))
        print(f"{name:12} ecograph {a:8.4f} s   networkx {b:8.4f} s   ratio {b / a:7.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
