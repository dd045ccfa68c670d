"""Who belongs to the dense centre: the core number on the projection."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms import cores
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network


def coreness(network: Network) -> pl.DataFrame:
    """Return the core number of each organisation on the projection: a number of partners.

    It is the largest k such that the organisation belongs to a group in which each works with at least k others of
    the group (Seidman 1983, Social Networks 5:269-287), from 0 for one without partners. It is never null. A project
    of k + 1 partners is such a group by itself: a high number may come from one large consortium.

    Returns:
        ``id``, ``name``, ``coreness``, ``n`` (partners), ``reason`` (always null), ``rows``; greatest first, then by
        id. ``rows`` are the organisation's own participations; the value rests on those of its group as well.

    By hand: a, b and c in p, c and d in q, e in none: 2 for the three, 1 for d, 0 for e.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcde"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cp", "cq", "dq")
    ...     ],
    ... )
    >>> coreness(Network.of(eco)).select("id", "coreness", "n").rows()
    [('a', 2, 2), ('b', 2, 2), ('c', 2, 3), ('d', 1, 1), ('e', 0, 0)]
    """
    graph = network.projection("count")
    return organisations(network, {"coreness": cores.coreness(graph)}, n=np.diff(graph.indptr))


CORENESS = Metric(
    name="coreness",
    title=Words(
        en="depth in the dense centre (coreness)",
        da="placering i den tætte kerne (k-kerne)",
        nb="plassering i den tette kjernen (k-kjerne)",
    ),
    sentence=Words(
        en="Who belongs to the dense centre, where everyone works with many others of the centre.",
        da="Hvem der hører til den tætte kerne, hvor alle arbejder sammen med mange andre i kernen.",
        nb="Hvem som hører til den tette kjernen, der alle samarbeider med mange andre i kjernen.",
    ),
    definition=(
        "The largest k such that the organisation belongs to a group in which each works with at least k others of "
        "the group."
    ),
    formula="largest k with i in the k-core",
    unit="partners",
    graph="projection",
    keys=("id",),
    values={"coreness": (0, math.inf)},
    n="n",
    undefined="",
    source="Seidman 1983, Social Networks 5:269-287",
    compute=coreness,
)
