"""Who lies between others: betweenness on the two-mode graph, not on a projection."""

import math
import sys

import numpy as np
import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.table import nodes
from ecograph.network import Network
from ecograph.rows import ROWS


def betweenness(network: Network) -> pl.DataFrame:
    """Return the betweenness of each organisation and project on the two-mode graph, as a share.

    The sum over pairs of other nodes of the share of their shortest paths that pass through the node
    (Freeman 1977, Sociometry 40:35-41), divided by the greatest sum that a node of its mode can have
    (Borgatti & Everett 1997, Social Networks 19:243-269), so in 0..1. ``paths`` is the sum itself. The share
    is null where the greatest sum is 0: no node could lie between others.

    Returns:
        ``mode`` (organisation or project), ``id``, ``name``, ``paths``, ``betweenness``, ``n`` (the nodes of the
        graph), ``reason``, ``rows``; greatest first, then by id. ``rows`` are the node's own participations; the
        value rests on all participations of the network.

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
    found = rx.betweenness_centrality(graph, normalized=False, parallel_threshold=sys.maxsize)
    paths = np.array([found[i] for i in range(n_orgs + n_projects)])
    greatest = np.repeat([_greatest(n_orgs, n_projects), _greatest(n_projects, n_orgs)], [n_orgs, n_projects])
    share = np.divide(paths, greatest, out=np.full(len(paths), np.nan), where=greatest > 0)
    reason = "too few nodes for one to lie between others"
    table = nodes(network, {"betweenness": share, "paths": paths}, n=len(paths), reason=reason)
    return table.select("mode", "id", "name", "paths", "betweenness", "n", REASON, ROWS)


def _greatest(own: int, other: int) -> float:
    """Return the greatest betweenness that a node can have in a mode of that size (Borgatti & Everett 1997)."""
    if own == 0 or other == 0:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


BETWEENNESS = Metric(
    name="betweenness",
    title=Words(en="betweenness", da="brobyggerposition (betweenness)", nb="brobyggerposisjon (betweenness)"),
    sentence=Words(
        en="Who lies on the shortest routes between others: a bridge builder, and a weak point if it leaves.",
        da="Hvem der ligger på de korteste veje mellem andre: en brobygger – og et svagt punkt, hvis den falder fra.",
        nb="Hvem som ligger på de korteste veiene mellom andre: en brobygger – og et svakt punkt hvis den faller fra.",
    ),
    definition="The share of the shortest paths between all other nodes that pass through the node.",
    formula="sum over pairs s, t of paths(s, t through i) / paths(s, t), divided by the two-mode maximum",
    unit="share of the greatest possible",
    graph="two-mode",
    keys=("mode", "id"),
    values={"paths": (0, math.inf), "betweenness": (0, 1)},
    n="n",
    undefined="No node of the mode could lie between others.",
    source="Freeman 1977, Sociometry 40:35-41; Borgatti & Everett 1997, Social Networks 19:243-269",
    compute=betweenness,
)
