"""The measures with the best single permissive library for each, from the same tables: how fast it can go.

The conversion from the tables counts, as it does on the other sides. networkit runs in one thread, since several give
other digits each time; igraph, which is faster at some, has a licence (GPL) that this project does not take.
"""

from typing import Any

import numpy as np
import polars as pl
from scipy import sparse
from scipy.sparse import csgraph, linalg

from benchmarks.with_networkx import RUNS, Sample
from ecograph.algorithms.matrix import Matrix
from ecograph.ecosystem import Ecosystem


def _places(eco: Ecosystem) -> tuple[pl.DataFrame, pl.DataFrame]:
    single = eco.organisations.filter(extent="single").select("org_id")
    return single.with_row_index("i"), eco.projects.select("project_id").with_row_index("j")


def incidence(eco: Ecosystem) -> Matrix:
    """Return organisations x projects."""
    orgs, projects = _places(eco)
    at = (
        eco.participations.select("org_id", "project_id")
        .unique()
        .join(orgs, on="org_id")
        .join(projects, on="project_id")
    )
    cells = (np.ones(at.height), (at["i"].to_numpy(), at["j"].to_numpy()))
    return sparse.csr_array(cells, shape=(orgs.height, projects.height))


def two_mode(eco: Ecosystem) -> Matrix:
    """Return organisations and projects, tied by participations, as one symmetric matrix."""
    return sparse.csr_array(sparse.block_array([[None, incidence(eco)], [incidence(eco).T, None]], format="csr"))


def projected(eco: Ecosystem) -> Matrix:
    """Return the organisations tied by shared projects, with Newman's weights."""
    at = incidence(eco)
    others = np.bincount(at.indices, minlength=at.shape[1]) - 1.0
    weight = np.divide(1, others, out=np.zeros(len(others)), where=others > 0)
    found = (at @ sparse.diags_array(weight) @ at.T).tocsr()
    found.setdiag(0)
    found.eliminate_zeros()
    return sparse.csr_array(found)


def clusters(eco: Ecosystem) -> Matrix:
    """Return clusters x projects."""
    at = incidence(eco)
    return at[np.flatnonzero(eco.organisations.filter(extent="single")["kind"].to_numpy() == "cluster")]


def _networkit(graph: Matrix, *, weighted: bool) -> Any:  # noqa: ANN401 - networkit ships no types
    import networkit as nk

    nk.setNumberOfThreads(1)
    up = sparse.triu(graph, format="coo")
    ends = tuple(each.astype(np.int64) for each in up.coords)  # 32 bits crash it
    if weighted:
        return nk.GraphFromCoo((up.data, ends), n=graph.shape[0], weighted=True)
    return nk.GraphFromCoo(ends, n=graph.shape[0])


def networkit_two_mode(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkit ships no types
    """Return the two-mode graph in networkit."""
    return _networkit(two_mode(eco), weighted=False)


def networkit_projected(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkit ships no types
    """Return the projection without weights in networkit."""
    return _networkit(projected(eco), weighted=False)


def networkit_weighted(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkit ships no types
    """Return the projection with its weights in networkit."""
    return _networkit(projected(eco), weighted=True)


def networkit_lengths(eco: Ecosystem) -> Any:  # noqa: ANN401 - networkit ships no types
    """Return the projection in networkit twice: without weights, and with the distances 1/weight."""
    graph = projected(eco)
    longer = graph.copy()
    longer.data = 1 / graph.data
    return _networkit(graph, weighted=False), _networkit(longer, weighted=True)


def _rustworkx(graph: Matrix) -> Any:  # noqa: ANN401 - rustworkx is used where it is
    import rustworkx as rx

    up = sparse.triu(graph, format="coo")
    found = rx.PyGraph(multigraph=False)
    found.add_nodes_from(range(graph.shape[0]))
    found.add_edges_from_no_data(list(zip(*(each.tolist() for each in up.coords), strict=True)))
    return found


def rustworkx_two_mode(eco: Ecosystem) -> Any:  # noqa: ANN401 - rustworkx is used where it is
    """Return the two-mode graph in rustworkx."""
    return _rustworkx(two_mode(eco))


def rustworkx_projected(eco: Ecosystem) -> Any:  # noqa: ANN401 - rustworkx is used where it is
    """Return the projection in rustworkx."""
    return _rustworkx(projected(eco))


def rustworkx_funding(eco: Ecosystem) -> Any:  # noqa: ANN401 - rustworkx is used where it is
    """Return the funding graph in rustworkx, weighted by the number of flows."""
    import rustworkx as rx

    orgs, _ = _places(eco)
    pairs = (
        eco.flows.select("payers", "recipients")
        .explode("payers")
        .explode("recipients")
        .join(orgs.rename({"i": "a"}), left_on="payers", right_on="org_id")
        .join(orgs.rename({"i": "b"}), left_on="recipients", right_on="org_id")
        .group_by("a", "b")
        .len()
    )
    found = rx.PyDiGraph()
    found.add_nodes_from(range(orgs.height))
    found.add_edges_from(list(pairs.select("a", "b", pl.col("len").cast(pl.Float64)).iter_rows()))
    return found


def degree(at: Matrix, _: Sample) -> object:
    """Return the degree of both modes."""
    return np.diff(at.indptr), np.bincount(at.indices, minlength=at.shape[1])


def strength(graph: Matrix, _: Sample) -> object:
    """Return the number of partners and the strength of each organisation."""
    return np.diff(graph.indptr), graph.sum(axis=1)


def components(graph: Matrix, _: Sample) -> object:
    """Return the component of each node."""
    return csgraph.connected_components(graph, directed=False)


def shared_projects(at: Matrix, _: Sample) -> object:
    """Return the number of shared projects of each pair of clusters."""
    return at @ at.T


def eigenvector(graph: Matrix, _: Sample) -> object:
    """Return the leading eigenvector of the largest component."""
    label = csgraph.connected_components(graph, directed=False)[1]
    inside = np.flatnonzero(label == np.bincount(label).argmax())
    part = graph[inside][:, inside]
    return linalg.eigsh(part, k=1, which="LA", v0=np.ones(len(inside)))


def closeness(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the closeness."""
    from networkit import centrality

    return centrality.Closeness(graph, True, centrality.ClosenessVariant.GENERALIZED).run().scores()  # noqa: FBT003 - normalised


def projected_closeness(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the closeness and the harmonic closeness."""
    return closeness(graph, ()), harmonic(graph, ())


def harmonic(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the harmonic closeness, whose mean is the global efficiency."""
    from networkit import centrality

    return centrality.HarmonicCloseness(graph, normalized=True).run().scores()


def betweenness(graph: Any, pivots: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the betweenness, from so many sources if it is sampled."""
    from networkit import centrality

    if not pivots or pivots[0] >= graph.numberOfNodes():
        return centrality.Betweenness(graph).run().scores()
    return centrality.EstimateBetweenness(graph, pivots[0], False, False).run().scores()  # noqa: FBT003 - one thread


def projected_betweenness(graphs: Any, pivots: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the betweenness by steps and by distance 1/weight, from so many sources if it is sampled."""
    by_steps, by_length = graphs
    return betweenness(by_steps, pivots[:1]), betweenness(by_length, pivots[-1:])


def coreness(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the core numbers."""
    from networkit import centrality

    return centrality.CoreDecomposition(graph).run().scores()


def clustering(graph: Any, _: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the local clustering."""
    from networkit import centrality

    return centrality.LocalClusteringCoefficient(graph).run().scores()


def articulation_points(graph: Any, _: Sample) -> object:  # noqa: ANN401 - rustworkx is used where it is
    """Return the articulation points."""
    import rustworkx as rx

    return rx.articulation_points(graph)


def bridges(graph: Any, _: Sample) -> object:  # noqa: ANN401 - rustworkx is used where it is
    """Return the bridges."""
    import rustworkx as rx

    return rx.bridges(graph)


def pagerank(graph: Any, _: Sample) -> object:  # noqa: ANN401 - rustworkx is used where it is
    """Return the PageRank."""
    import rustworkx as rx

    return rx.pagerank(graph, weight_fn=float, tol=1e-12, max_iter=1000)


def hits(graph: Any, _: Sample) -> object:  # noqa: ANN401 - rustworkx is used where it is
    """Return hubs and authorities."""
    import rustworkx as rx

    return rx.hits(graph, weight_fn=float, tol=1e-12, max_iter=10_000)


def communities(graph: Any, runs: Sample) -> object:  # noqa: ANN401 - networkit ships no types
    """Return the communities of Leiden, with as many seeds as ecograph takes."""
    import networkit as nk

    found = []
    for seed in range(runs[0] if runs else RUNS):
        nk.setSeed(seed, False)  # noqa: FBT003 - one seed for all threads
        found.append(nk.community.ParallelLeiden(graph).run().getPartition())
    return found
