"""Whether the partners of an organisation also work together without it, counted without a projection."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.bipartite_clustering import FourPaths, four_paths, latapy
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network


def two_mode_clustering(network: Network) -> pl.DataFrame:
    """Return two clustering coefficients of each organisation on the two-mode graph, both shares in 0..1.

    ``opsahl`` is the share of the four-paths around the organisation that are closed (Opsahl 2013, Social Networks
    35:159-167): chains partner - project - organisation - another project - another partner, whose two partners
    also share a third project. It is counted exactly. ``latapy`` is the mean over its partners of shared
    projects / projects of either (cc_dot of Latapy, Magnien & Del Vecchio 2008, Social Networks 30:31-48).
    Clustering of a projection is inflated, because each project there is a clique.

    ``opsahl`` is null for an organisation without a four-path (in one project, say), ``latapy`` for one without
    partners.

    Returns:
        ``id``, ``name``, ``opsahl``, ``latapy``, ``four_paths`` (in both directions), ``n`` (partners),
        ``reason``, ``rows``; greatest first, then by id.

    By hand: a, b and c in p, a and b in q: a and b share two of two projects, a and c one of two: (1 + 1/2) / 2
    for a. Around a, c - p - a - q - b is the only chain, and open: b and c share p alone.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cp", "aq", "bq")
    ...     ],
    ... )
    >>> two_mode_clustering(Network.of(eco)).select("id", "opsahl", "latapy", "four_paths", "n").rows()
    [('a', 0.0, 0.75, 2, 2), ('b', 0.0, 0.75, 2, 2), ('c', None, 0.5, 0, 2)]
    """
    found = network.once(around)
    values = {"opsahl": found.local, "latapy": latapy(network.participation), "four_paths": found.paths}
    reason = (
        pl.when(pl.col("latapy").is_null())
        .then(pl.lit("it has no partner"))
        .otherwise(pl.lit("no two partners that it meets in different projects"))
    )
    return organisations(network, values, n=np.diff(network.projection("count").indptr), reason=reason)


def around(network: Network) -> FourPaths:
    """Return the four-paths around each organisation; two measures rest on them, so ask ``network.once``."""
    return four_paths(network.participation)


TWO_MODE_CLUSTERING = Metric(
    name="two_mode_clustering",
    title=Words(
        en="partners who also meet elsewhere (two-mode clustering)",
        da="partnere, der også mødes andre steder (clustering via projekter)",
        nb="partnere som også møtes andre steder (clustering via prosjekter)",
    ),
    sentence=Words(
        en="Whether an organisation's partners also work together in projects without it being the link.",
        da="Om en organisations partnere også arbejder sammen i andre projekter, uden at den er bindeleddet.",
        nb="Om partnerne til en organisasjon også samarbeider i andre prosjekter, uten at den er bindeleddet.",
    ),
    definition="The share of chains of two projects around an organisation whose two ends also share a third project; "
    "and the mean overlap of its projects with those of each of its partners.",
    formula="opsahl = closed four-paths / four-paths; latapy = mean of |shared projects| / |projects of either|",
    unit="share of chains; share of projects",
    graph="two-mode",
    keys=("id",),
    values={"opsahl": (0, 1), "latapy": (0, 1), "four_paths": (0, math.inf)},
    n="n",
    undefined="The organisation has no partner, or meets no two partners in different projects.",
    source="Opsahl 2013, Social Networks 35:159-167; Latapy, Magnien & Del Vecchio 2008, Social Networks 30:31-48",
    compute=two_mode_clustering,
)
