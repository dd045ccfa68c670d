"""Whether the partners of an organisation also work with each other: local clustering on the projection."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.triangles import pairs_of_neighbours, triangles
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network
from ecograph.rows import ROWS


def clustering(network: Network) -> pl.DataFrame:
    """Return the share of the pairs of partners of each organisation that share a project themselves.

    It is 2 t / (k (k - 1)) with k partners and t triangles (Watts & Strogatz 1998, Nature 393:440-442), in 0..1, and
    null with fewer than two partners. The strength of ties does not count. Partners in one project always share that
    project, so the projection makes it high: low values tell more than high ones.

    Returns:
        ``id``, ``name``, ``clustering``, ``n_triangles``, ``n`` (pairs of partners), ``reason``, ``rows``; greatest
        first, then by id. ``rows`` are the organisation's own participations; the value rests also on those of its
        partners.

    By hand: a, b and c in p, c and d in q. Of the partners a, b and d of c, one pair of three shares a project.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cp", "cq", "dq")
    ...     ],
    ... )
    >>> clustering(Network.of(eco)).select("id", pl.col("clustering").round(3), "n_triangles", "n").rows()
    [('a', 1.0, 1, 1), ('b', 1.0, 1, 1), ('c', 0.333, 1, 3), ('d', None, 0, 0)]
    """
    graph = network.projection("count")
    pairs = pairs_of_neighbours(graph)
    found = triangles(graph)
    share = np.divide(found, pairs, out=np.full(len(pairs), np.nan), where=pairs > 0)
    values = {"clustering": share, "n_triangles": found.astype(np.int64)}
    table = organisations(network, values, n=pairs.astype(np.int64), reason="fewer than two partners")
    return table.select("id", "name", *values, "n", REASON, ROWS)


CLUSTERING = Metric(
    name="clustering",
    title=Words(
        en="partners who work with each other (clustering)",
        da="partnere, der arbejder sammen indbyrdes (clustering)",
        nb="partnere som samarbeider innbyrdes (clustering)",
    ),
    sentence=Words(
        en="How often two partners of an organisation also work with each other.",
        da="Hvor ofte to af en organisations partnere også arbejder sammen med hinanden.",
        nb="Hvor ofte to av en organisasjons partnere også samarbeider med hverandre.",
    ),
    definition="The share of the pairs of partners of an organisation that share a project themselves.",
    formula="clustering(i) = 2 n_triangles(i) / (k (k - 1)), k partners",
    unit="share of the pairs of partners",
    graph="projection",
    keys=("id",),
    values={"clustering": (0, 1), "n_triangles": (0, math.inf)},
    n="n",
    undefined="The organisation has fewer than two partners.",
    source="Watts & Strogatz 1998, Nature 393:440-442",
    compute=clustering,
)
