"""Who lies between others: betweenness on the two-mode graph, not on a projection."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.betweenness import betweenness as between
from ecograph.algorithms.matrix import Vector, two_mode
from ecograph.algorithms.pivots import affordable
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.table import nodes
from ecograph.network import Network
from ecograph.rows import ROWS


def betweenness(network: Network, *, pivots: int | None = None, seed: int = 0) -> pl.DataFrame:
    """Return the betweenness of each organisation and project on the two-mode graph, as a share.

    The sum over pairs of other nodes of the share of their shortest paths that pass through the node
    (Freeman 1977, Sociometry 40:35-41), divided by the greatest sum that a node of its mode can have
    (Borgatti & Everett 1997, Social Networks 19:243-269), so in 0..1. ``paths`` is the sum itself. The share
    is null where the greatest sum is 0: no node could lie between others.

    Up to ``WORK`` nodes times ties it is exact. Above, it is estimated from pivots, nodes drawn at random from which
    all shortest paths are followed (Brandes & Pich 2007, Int. J. Bifurcation and Chaos 17:2303-2318), and ``error``
    says how far the true share of a node may lie from its estimate, at 95 % (Bardenet & Maillard 2015, Bernoulli
    21:1361-1385).

    Args:
        network: The network.
        pivots: How many nodes to search from; all if there are fewer. By default as many as ``WORK`` allows.
        seed: Draws the pivots.

    Returns:
        ``mode`` (organisation or project), ``id``, ``name``, ``paths``, ``betweenness``, ``error`` (0 when exact),
        ``pivots`` (all nodes when exact), ``n`` (the nodes of the graph), ``reason``, ``rows``; greatest first, then
        by id. ``rows`` are the node's own participations; the value rests on all participations of the network.

    By hand: on the chain a - p - b, with p the only project, p lies on the one path between a and b, while an
    organisation can never lie between others.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "ab"],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": i, "project_id": "p", "role": "partner"} for i in "ab"],
    ... )
    >>> betweenness(Network.of(eco)).select("id", "paths", "betweenness", "error", "pivots").rows()
    [('p', 1.0, 1.0, 0.0, 3), ('a', 0.0, None, None, 3), ('b', 0.0, None, None, 3)]
    """
    matrix = network.participation
    n_orgs, n_projects = matrix.shape
    n_nodes = n_orgs + n_projects
    chosen = affordable(n_nodes, matrix.nnz, WORK) if pivots is None else pivots
    found = between(two_mode(matrix), pivots=chosen, seed=seed)
    greatest = np.repeat([_greatest(n_orgs, n_projects), _greatest(n_projects, n_orgs)], [n_orgs, n_projects])
    share, error = (_share(paths, greatest) for paths in (found.paths, found.error))
    values = {
        "betweenness": np.minimum(share, 1),  # no share is greater; an estimate or a rounded sum may come out so
        "paths": found.paths,
        "error": error,
        "pivots": np.full(n_nodes, found.pivots),
    }
    table = nodes(network, values, n=n_nodes, reason="too few nodes for one to lie between others")
    return table.select("mode", "id", "name", "paths", "betweenness", "error", "pivots", "n", REASON, ROWS)


WORK = 7e8
"""Nodes times ties up to which betweenness is exact: some seconds. Above, pivots times ties are as many."""


def _share(paths: Vector, greatest: Vector) -> Vector:
    """Return sums of paths as shares of the greatest possible, nan where that is 0."""
    share = np.full(len(paths), np.nan)
    np.divide(paths, greatest, out=share, where=greatest > 0)
    return share


def _greatest(own: int, other: int) -> float:
    """Return the greatest betweenness that a node can have in a mode of that size (Borgatti & Everett 1997)."""
    if own == 0 or other == 0:
        return 0.0
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


BETWEENNESS = Metric(
    name="betweenness",
    title=Words(
        en="bridge between others through projects (betweenness)",
        da="brobygger mellem andre gennem projekter (betweenness)",
        nb="brobygger mellom andre gjennom prosjekter (betweenness)",
    ),
    sentence=Words(
        en="Who lies on the shortest routes between others: a bridge builder, and a weak point if it leaves.",
        da="Hvem der ligger på de korteste veje mellem andre: en brobygger – og et svagt punkt, hvis den falder fra.",
        nb="Hvem som ligger på de korteste veiene mellom andre: en brobygger – og et svakt punkt hvis den faller fra.",
    ),
    definition="The share of the shortest paths between all other nodes that pass through the node; in a large network "
    "an estimate with a stated error.",
    formula="sum over pairs s, t of paths(s, t through i) / paths(s, t), divided by the two-mode maximum",
    unit="share of the greatest possible",
    graph="two-mode",
    keys=("mode", "id"),
    values={"paths": (0, math.inf), "betweenness": (0, 1), "error": (0, math.inf)},
    n="n",
    undefined="No node of the mode could lie between others.",
    source="Freeman 1977, Sociometry 40:35-41; Borgatti & Everett 1997, Social Networks 19:243-269; "
    "Brandes & Pich 2007, Int. J. Bifurcation and Chaos 17:2303-2318",
    compute=betweenness,
)
