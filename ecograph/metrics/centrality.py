"""Who holds the ecosystem together: degree and betweenness on the two-mode graph, not on a projection."""

import math
import sys

import numpy as np
import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric, participation_rows
from ecograph.network import Network


def degree(network: Network) -> pl.DataFrame:
    """Return the degree of each organisation and project on the two-mode graph: a count and a share.

    ``n_ties`` is the number of projects of an organisation, or of organisations in a project; ``degree`` is
    ``n_ties`` divided by the size of the other mode (Faust 1997, Social Networks 19:157-191), in 0..1. It is
    null where the other mode is empty.

    Returns:
        ``mode`` (organisation or project), ``id``, ``name``, ``n_ties``, ``degree``, ``reason``, ``rows``;
        greatest first, then by id.

    By hand: with the projects p of a and b, and q of a, the degree of a is 2/2 and of b 1/2.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "aq")],
    ... )
    >>> degree(Network.of(eco)).filter(pl.col("mode") == "organisation").select("id", "n_ties", "degree").rows()
    [('a', 2, 1.0), ('b', 1, 0.5)]
    """
    matrix = network.participation
    counts = np.concatenate([np.diff(matrix.indptr), np.diff(matrix.tocsc().indptr)]).astype(np.int64)
    n_orgs, n_projects = matrix.shape
    other = np.repeat([n_projects, n_orgs], [n_orgs, n_projects])
    frame = _nodes(network).with_columns(n_ties=counts, other=other)
    share = pl.when(pl.col("other") > 0).then(pl.col("n_ties") / pl.col("other"))
    reason = pl.when(pl.col("other") == 0).then(pl.lit("the other mode is empty"))
    frame = frame.with_columns(share.alias("degree"), reason.alias(REASON)).drop("other")
    return _ranked(network, frame, "degree")


def betweenness(network: Network) -> pl.DataFrame:
    """Return the betweenness of each organisation and project on the two-mode graph, as a share.

    The sum over pairs of other nodes of the share of their shortest paths that pass through the node
    (Freeman 1977, Sociometry 40:35-41), divided by the greatest sum that a node of its mode can have
    (Borgatti & Everett 1997, Social Networks 19:243-269), so in 0..1. ``paths`` is the sum itself. The share
    is null where the greatest sum is 0: no node could lie between others.

    Returns:
        ``mode`` (organisation or project), ``id``, ``name``, ``paths``, ``betweenness``, ``reason``,
        ``rows``; greatest first, then by id. ``rows`` are the node's own participations; the value rests on
        all participations of the network.

    By hand: on the chain a - p - b, with p the only project, p lies on the one path between a and b, while an
    organisation can never lie between others.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "ab"],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": i, "project_id": "p", "role": "partner"} for i in "ab"],
    ... )
    >>> betweenness(Network.of(eco)).select("id", "paths", "betweenness").rows()
    [('p', 1.0, 1.0), ('a', 0.0, None), ('b', 0.0, None)]
    """
    import rustworkx as rx

    matrix = network.participation.tocoo()
    n_orgs, n_projects = matrix.shape
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n_orgs + n_projects))
    ends = zip(matrix.coords[0].tolist(), (matrix.coords[1] + n_orgs).tolist(), strict=True)
    graph.add_edges_from_no_data(list(ends))
    # in one thread: several add the shares up in another order each time, and the last digits differ
    paths = rx.betweenness_centrality(graph, normalized=False, parallel_threshold=sys.maxsize)
    greatest = np.repeat([_greatest(n_orgs, n_projects), _greatest(n_projects, n_orgs)], [n_orgs, n_projects])
    frame = _nodes(network).with_columns(
        paths=pl.Series([paths[i] for i in range(n_orgs + n_projects)], dtype=pl.Float64),
        greatest=pl.Series(greatest, dtype=pl.Float64),
    )
    share = pl.when(pl.col("greatest") > 0).then(pl.col("paths") / pl.col("greatest"))
    reason = pl.when(pl.col("greatest") == 0).then(pl.lit("too few nodes for one to lie between others"))
    frame = frame.with_columns(share.alias("betweenness"), reason.alias(REASON)).drop("greatest")
    return _ranked(network, frame, "betweenness")


def _greatest(own: int, other: int) -> float:
    """Return the greatest betweenness that a node can have in a mode of that size (Borgatti & Everett 1997)."""
    if own == 0 or other == 0:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _nodes(network: Network) -> pl.DataFrame:
    """Return the nodes, organisations first, in the order of the rows and columns of the matrix."""
    names = {
        **dict(network.ecosystem.organisations.select("org_id", "name").iter_rows()),
        **dict(network.ecosystem.projects.select("project_id", "title").iter_rows()),
    }
    ids = [*network.organisations, *network.projects]
    modes = ["organisation"] * len(network.organisations) + ["project"] * len(network.projects)
    data = {"mode": modes, "id": ids, "name": [names[i] for i in ids]}
    return pl.DataFrame(data, schema={"mode": pl.String, "id": pl.String, "name": pl.String})


def _ranked(network: Network, frame: pl.DataFrame, value: str) -> pl.DataFrame:
    rows = pl.concat([participation_rows(network, by=name) for name in ("org_id", "project_id")])
    frame = frame.join(rows, on="id", how="left").with_columns(pl.col("rows").fill_null([]))
    return frame.sort([value, "id"], descending=[True, False], nulls_last=True)


DEGREE = Metric(
    name="degree",
    title=Words(en="number of ties", da="antal forbindelser", nb="antall forbindelser"),
    sentence=Words(
        en="How many of all projects an organisation takes part in.",
        da="Hvor mange af alle projekter en organisation deltager i.",
        nb="Hvor mange av alle prosjekter en organisasjon deltar i.",
    ),
    unit="share of the other mode",
    keys=("mode", "id"),
    values={"n_ties": (0, math.inf), "degree": (0, 1)},
    source="Faust 1997, Social Networks 19:157-191",
    compute=degree,
)

BETWEENNESS = Metric(
    name="betweenness",
    title=Words(en="betweenness", da="brobyggerposition (betweenness)", nb="brobyggerposisjon (betweenness)"),
    sentence=Words(
        en="Who lies on the shortest routes between others: a bridge builder, and a weak point if it leaves.",
        da="Hvem der ligger på de korteste veje mellem andre: en brobygger – og et svagt punkt, hvis den falder fra.",
        nb="Hvem som ligger på de korteste veiene mellom andre: en brobygger – og et svakt punkt hvis den faller fra.",
    ),
    unit="share of the greatest possible",
    keys=("mode", "id"),
    values={"paths": (0, math.inf), "betweenness": (0, 1)},
    source="Freeman 1977, Sociometry 40:35-41; Borgatti & Everett 1997, Social Networks 19:243-269",
    compute=betweenness,
)
