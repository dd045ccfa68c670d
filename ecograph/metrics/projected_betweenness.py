"""Which organisations lie between others: betweenness on the projection, by steps and by strength of ties."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.betweenness import betweenness, fringe, weighted_betweenness
from ecograph.algorithms.matrix import Vector
from ecograph.algorithms.pivots import affordable
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network, Weighting


def projected_betweenness(
    network: Network, *, weighting: Weighting = "newman", pivots: int | None = None, seed: int = 0
) -> pl.DataFrame:
    """Return the betweenness of each organisation on the projection, as shares: by steps, and by strength.

    The sum over pairs of other organisations of the share of their shortest paths that pass through the
    organisation (Freeman 1977, Sociometry 40:35-41), divided by the number (N - 1)(N - 2) / 2 of these pairs, so in
    0..1. For ``betweenness`` each tie is one step; for ``weighted`` a tie is as long as 1 / its strength, so that
    paths lead along strong ties (Brandes 2001, J. Math. Sociology 25:163-177; lengths after Newman 2001, Phys. Rev.
    E 64:016132). Both are null below three organisations.

    In a large network both are estimated from pivots, organisations drawn at random from which all shortest paths
    are followed (Brandes & Pich 2007, Int. J. Bifurcation and Chaos 17:2303-2318). ``error`` and ``weighted_error``
    say how far the true share may lie from the estimate, at 95 % for each (Bardenet & Maillard 2015, Bernoulli
    21:1361-1385); they are 0 when it is exact.

    Args:
        network: The network.
        weighting: How strong a tie is, see ``Network.projection``.
        pivots: How many organisations to search from; all if there are fewer. By default as many as ``WORK`` and
            ``WEIGHTED_WORK`` allow.
        seed: Draws the pivots.

    Returns:
        ``id``, ``name``, ``betweenness``, ``weighted``, ``error``, ``weighted_error``, ``pivots`` and
        ``weighted_pivots`` (all organisations when exact), ``n`` (the organisations), ``reason``, ``rows``; greatest
        first, then by id. ``rows`` are the organisation's own participations; the values rest on all participations
        of the network.

    By hand: a, b, c share p, a and b also q, b and c also r. All are tied, so nobody lies between others by steps. By
    strength a - b is 1/2 + 1 = 3/2, so as b - c, and a - c 1/2: the way a - b - c is 2/3 + 2/3 long and shorter than
    a - c with 2. So b lies on the one path between others.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"}
    ...         for o, p in ("ap", "bp", "cp", "aq", "bq", "br", "cr")
    ...     ],
    ... )
    >>> projected_betweenness(Network.of(eco)).select("id", "betweenness", "weighted").rows()
    [('a', 0.0, 0.0), ('b', 0.0, 1.0), ('c', 0.0, 0.0)]
    """
    graph, ends = network.projection(weighting), fringe(network.participation)
    n_orgs, n_ties = graph.shape[0], graph.nnz // 2
    few, fewer = (affordable(n_orgs, n_ties, work) if pivots is None else pivots for work in (WORK, WEIGHTED_WORK))
    steps = betweenness(graph, pivots=few, seed=seed, fringe=ends)
    strong = weighted_betweenness(graph, pivots=fewer, seed=seed, fringe=ends)
    values = {
        # no share is greater than 1; an estimate or a rounded sum may come out so
        "betweenness": np.minimum(_share(steps.paths), 1),
        "weighted": np.minimum(_share(strong.paths), 1),
        "error": _share(steps.error),
        "weighted_error": _share(strong.error),
        "pivots": np.full(n_orgs, steps.pivots),
        "weighted_pivots": np.full(n_orgs, strong.pivots),
    }
    return organisations(network, values, n=n_orgs, reason="there are fewer than three organisations")


WORK = 1.7e9
"""Organisations times pairs up to which betweenness is exact: some seconds. Above, pivots times pairs are as many."""

WEIGHTED_WORK = 6e8
"""The same by strength, where a search takes about three times as long."""


def _share(paths: Vector) -> Vector:
    """Return sums of paths as shares of the pairs of others, nan where there is none."""
    pairs = (len(paths) - 1) * (len(paths) - 2) / 2
    return paths / pairs if pairs > 0 else np.full(len(paths), np.nan)


PROJECTED_BETWEENNESS = Metric(
    name="projected_betweenness",
    title=Words(
        en="bridge between organisations (betweenness)",
        da="brobygger mellem organisationer (betweenness)",
        nb="brobygger mellom organisasjoner (betweenness)",
    ),
    sentence=Words(
        en="Which organisations others go through to reach one another, counting every tie alike or by its strength.",
        da="Hvilke organisationer andre må omkring for at nå hinanden – talt i led eller efter båndenes styrke.",
        nb="Hvilke organisasjoner andre må innom for å nå hverandre – telt i ledd eller etter båndenes styrke.",
    ),
    definition="The share of the shortest paths between all other organisations that pass through the organisation, "
    "with each tie one step or as long as 1 / its strength; in a large network an estimate with a stated error.",
    formula="sum over pairs s, t of paths(s, t through i) / paths(s, t), divided by (N - 1)(N - 2) / 2",
    unit="share of the pairs of other organisations",
    graph="projection",
    keys=("id",),
    values={
        "betweenness": (0, 1),
        "weighted": (0, 1),
        "error": (0, math.inf),
        "weighted_error": (0, math.inf),
    },
    n="n",
    undefined="There are fewer than three organisations.",
    source="Freeman 1977, Sociometry 40:35-41; Brandes 2001, J. Math. Sociology 25:163-177; Newman 2001, "
    "Phys. Rev. E 64:016132; Brandes & Pich 2007, Int. J. Bifurcation and Chaos 17:2303-2318",
    compute=projected_betweenness,
)
