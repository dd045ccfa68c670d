"""Who takes part in most: the degree on the two-mode graph, not on a projection."""

import math

import numpy as np
import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.table import nodes
from ecograph.network import Network
from ecograph.rows import ROWS


def degree(network: Network) -> pl.DataFrame:
    """Return the degree of each organisation and project on the two-mode graph: a count and a share.

    ``n_ties`` is the number of projects of an organisation, or of organisations in a project; ``degree`` is
    ``n_ties`` divided by the size of the other mode (Faust 1997, Social Networks 19:157-191), in 0..1. It is
    null where the other mode is empty.

    Returns:
        ``mode`` (organisation or project), ``id``, ``name``, ``n_ties``, ``degree``, ``n`` (the size of the
        other mode), ``reason``, ``rows``; greatest first, then by id.

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
    counts = np.concatenate([np.diff(matrix.indptr), np.bincount(matrix.indices, minlength=matrix.shape[1])])
    other = np.repeat(matrix.shape[::-1], matrix.shape)
    share = np.divide(counts, other, out=np.full(len(counts), np.nan), where=other > 0)
    table = nodes(network, {"degree": share, "n_ties": counts}, n=other, reason="the other mode is empty")
    return table.select("mode", "id", "name", "n_ties", "degree", "n", REASON, ROWS)


DEGREE = Metric(
    name="degree",
    title=Words(en="number of ties", da="antal forbindelser", nb="antall forbindelser"),
    sentence=Words(
        en="How many of all projects an organisation takes part in.",
        da="Hvor mange af alle projekter en organisation deltager i.",
        nb="Hvor mange av alle prosjekter en organisasjon deltar i.",
    ),
    definition="The number of projects of an organisation, or of organisations in a project, as a share of all.",
    formula="degree(i) = n_ties(i) / size of the other mode",
    unit="share of the other mode",
    graph="two-mode",
    keys=("mode", "id"),
    values={"n_ties": (0, math.inf), "degree": (0, 1)},
    n="n",
    undefined="The other mode is empty.",
    source="Faust 1997, Social Networks 19:157-191",
    compute=degree,
)
