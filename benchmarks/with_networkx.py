"""The measures as an analyst with networkx computes them from the same tables: the rival that all know.

Where networkx has no such function, short plain Python over its graphs stands here, and ``rivals`` says so.
"""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Any

import networkx as nx
import polars as pl

from ecograph.ecosystem import Ecosystem

Sample = Sequence[int]
"""How many sources or runs ecograph takes, for each of its values; empty where it does not sample."""

ATTRIBUTES = ("helix", "kind", "country", "region")
UNKNOWN = "?"

RUNS = 20
"""Runs of Louvain where ecograph does not say how many it takes."""


def _single(eco: Ecosystem) -> pl.DataFrame:
    return eco.organisations.filter(extent="single")


def two_mode(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkx ships no types
    """Return organisations and projects, tied by participations."""
    graph = nx.Graph()
    single = _single(eco)
    graph.add_nodes_from(single["org_id"], bipartite=0)
    graph.add_nodes_from(eco.projects["project_id"], bipartite=1)
    pairs = eco.participations.filter(pl.col("org_id").is_in(single["org_id"].implode()))
    graph.add_edges_from(pairs.select("org_id", "project_id").iter_rows())
    return graph


def projected(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkx ships no types
    """Return the organisations tied by shared projects, with Newman's weights and their attributes."""
    graph = nx.bipartite.collaboration_weighted_projected_graph(two_mode(eco), _single(eco)["org_id"].to_list())
    return _with_attributes(graph, eco)


def projected_plain(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkx ships no types
    """Return the organisations tied by shared projects, without weights, which is faster."""
    return _with_attributes(nx.bipartite.projected_graph(two_mode(eco), _single(eco)["org_id"].to_list()), eco)


def _with_attributes(graph: Any, eco: Ecosystem) -> Any:  # noqa: ANN401 - networkx ships no types
    for org, *values in _single(eco).select("org_id", *ATTRIBUTES).iter_rows():
        graph.nodes[org].update((name, value or UNKNOWN) for name, value in zip(ATTRIBUTES, values, strict=True))
    return graph


def funding(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkx ships no types
    """Return the organisations, each payer tied to its recipients by the number of flows."""
    graph = nx.DiGraph()
    single = set(_single(eco)["org_id"])
    graph.add_nodes_from(sorted(single))
    pairs = Counter(
        (payer, recipient)
        for payers, recipients in eco.flows.select("payers", "recipients").iter_rows()
        for payer in payers or ()
        for recipient in recipients or ()
        if payer in single and recipient in single
    )
    graph.add_edges_from((payer, recipient, {"weight": n}) for (payer, recipient), n in pairs.items())
    return graph


def clusters(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkx ships no types
    """Return the two-mode graph and the clusters in it."""
    return two_mode(eco), sorted(_single(eco).filter(kind="cluster")["org_id"])


def organisations(graph: Any) -> list[str]:  # noqa: ANN401 - networkx ships no types
    """Return the organisations of a two-mode graph."""
    return [node for node, mode in graph.nodes(data="bipartite") if mode == 0]


def shared_projects(found: Any, _: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the number of shared projects of each pair of clusters, by neighbour sets."""
    graph, chosen = found
    sets = {cluster: set(graph[cluster]) for cluster in chosen}
    return [len(sets[a] & sets[b]) for a, b in combinations(chosen, 2)]


def betweenness(graph: Any, pivots: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the betweenness on the two-mode graph, from so many sources if it is sampled."""
    if exact(graph, pivots):
        return nx.bipartite.betweenness_centrality(graph, organisations(graph))
    return nx.betweenness_centrality(graph, k=pivots[0], seed=0)


def exact(graph: Any, pivots: Sample) -> bool:  # noqa: ANN401 - networkx ships no types
    """Return whether every node is a source."""
    return not pivots or pivots[0] >= len(graph)


def projected_betweenness(graph: Any, pivots: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the betweenness by steps and by distance 1/weight, from so many sources if it is sampled."""
    nx.set_edge_attributes(graph, {(a, b): 1 / w for a, b, w in graph.edges(data="weight")}, "distance")
    few, fewer = (None, None) if exact(graph, pivots) else (pivots[0], min(pivots[-1], len(graph)))
    steps = nx.betweenness_centrality(graph, k=few, seed=0)
    return steps, nx.betweenness_centrality(graph, k=fewer, weight="distance", seed=0)


def eigenvector(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the eigenvector centrality of the largest component."""
    return nx.eigenvector_centrality(largest(graph), max_iter=10_000, weight="weight")


def largest(graph: Any) -> Any:  # noqa: ANN401 - networkx ships no types
    """Return the largest component."""
    return graph.subgraph(max(nx.connected_components(graph), key=len)).copy()


def brokerage(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the open paths through each organisation by role, each pair in both directions."""
    group = dict(graph.nodes(data="helix"))
    found: Counter[tuple[str, str]] = Counter()
    for v in graph:
        for a, b in permutations(graph[v], 2):
            if b not in graph[a]:
                found[v, role(group[a], group[v], group[b])] += 1
    return found


def role(a: str, v: str, b: str) -> str:
    """Return the role of v between a and b, given their groups."""
    if a == b:
        return "coordinator" if a == v else "consultant"
    if v == b:
        return "gatekeeper"
    return "representative" if v == a else "liaison"


def assortativity(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the assortativity by each attribute, and by degree."""
    by_attribute = [nx.attribute_assortativity_coefficient(graph, name) for name in ATTRIBUTES]
    return *by_attribute, nx.degree_assortativity_coefficient(graph)


def ei_index(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the E-I index by helix, and the share of 999 permutations that are as great."""
    chance = random.Random(0)  # noqa: S311 - no secret
    group = dict(graph.nodes(data="helix"))
    nodes, labels, edges = list(group), list(group.values()), list(graph.edges)

    def external() -> int:
        return sum(group[a] != group[b] for a, b in edges)

    seen, as_great = external(), 0
    for _permutation in range(999):
        chance.shuffle(labels)
        group = dict(zip(nodes, labels, strict=True))
        as_great += external() >= seen
    return 2 * seen / max(len(edges), 1) - 1, (1 + as_great) / 1000


def small_world(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the observed figures alone: clustering, and the distance within the largest component."""
    return nx.average_clustering(graph), nx.average_shortest_path_length(largest(graph))


def fragmentation(graph: Any, _: Sample) -> float:  # noqa: ANN401 - networkx ships no types
    """Return the share of pairs of organisations that cannot reach each other."""
    return 1 - _reaching(graph) / max(len(graph) * (len(graph) - 1), 1)


def _reaching(graph: Any) -> int:  # noqa: ANN401 - networkx ships no types
    return sum(len(part) * (len(part) - 1) for part in nx.connected_components(graph))


def robustness(graph: Any, _: Sample) -> list[int]:  # noqa: ANN401 - networkx ships no types
    """Return the size of the largest component after each removal of the organisation with the most partners."""
    left = graph.copy()
    sizes = []
    while left:
        left.remove_node(max(left.degree, key=lambda pair: pair[1])[0])
        sizes.append(max(map(len, nx.connected_components(left)), default=0))
    return sizes


def critical_organisations(graph: Any, _: Sample) -> list[str]:  # noqa: ANN401 - networkx ships no types
    """Return five organisations, one after the other, whose removal fragments most."""
    left, chosen = graph.copy(), []
    for _rank in range(min(5, len(left))):
        chosen.append(min(left, key=lambda org: _reaching(left.subgraph(set(left) - {org}))))
        left.remove_node(chosen[-1])
    return chosen


def communities(graph: Any, runs: Sample) -> object:  # noqa: ANN401 - networkx ships no types
    """Return the communities of Louvain, with as many seeds as ecograph takes."""
    seeds = range(runs[0] if runs else RUNS)
    return [nx.community.louvain_communities(graph, weight="weight", seed=seed) for seed in seeds]
