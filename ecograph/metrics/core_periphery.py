"""Whether there is a centre that everybody else depends on, and who is in it."""

import math

import polars as pl

from ecograph.algorithms import core_periphery as algorithm
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.whole import whole
from ecograph.network import Network

SCHEMA: dict[str, pl.DataType] = {
    "graph": pl.String(),
    "fit": pl.Float64(),
    "core_size": pl.Int64(),
    "share_of_ties": pl.Float64(),
    "n": pl.Int64(),
    "method": pl.String(),
    "core": pl.List(pl.String()),
}
REASON = "all pairs of organisations share a project, or none does"
REASONS = {"fit": REASON, "core_size": REASON, "share_of_ties": REASON}


def core_periphery(network: Network) -> pl.DataFrame:
    """Return how well the projection fits a core and a periphery, and the core that fits best.

    The fit is the correlation over pairs of organisations of 1 for a shared project and 1 for an end in the core:
    the discrete pattern of Borgatti & Everett 2000 (Social Networks 21:375-395), in -1..1; 1 means that the core
    is in every pair that shares a project, and shares one with everybody. ``share_of_ties`` is the share of pairs
    with an end in the core. Null where all pairs share a project or none does.

    Up to 12 organisations all cores are tried and ``method`` is exact. Else it is the best found: of the cores that
    the order of removal by degree begins with, up to 500 organisations improved by single changes and exchanges.
    Other cores may fit nearly as well; of equal ones the smaller, then the one with the first ids is shown.

    Returns:
        ``graph``, ``fit``, ``core_size``, ``share_of_ties``, ``n`` (organisations), ``method``, ``core`` (ids),
        ``reason``, ``rows``.

    By hand: a shares a project with each of b, c and d, who share none: a is the core, and the fit is perfect.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "aq", "ar", "bp", "cq", "dr")
    ...     ],
    ... )
    >>> core_periphery(Network.of(eco)).drop("reason", "rows").rows()
    [('projection', 1.0, 1, 1.0, 4, 'exact', ['a'])]
    """
    tied = network.projection("count")
    found = algorithm.core_periphery(tied)
    is_defined = not math.isnan(found.fit)
    record = {
        "graph": "projection",
        "fit": found.fit,
        "core_size": len(found.core) if is_defined else math.nan,
        "share_of_ties": found.covered / (tied.nnz // 2) if is_defined else math.nan,
        "n": len(network.organisations),
        "method": "exact" if found.exact else "best found",
        "core": [network.organisations[i] for i in found.core.tolist()],
    }
    return whole(network, [record], SCHEMA, REASONS)


CORE_PERIPHERY = Metric(
    name="core_periphery",
    title=Words(en="core and periphery", da="centrum og periferi", nb="sentrum og periferi"),
    sentence=Words(
        en="Whether a few organisations form a centre that nearly all cooperation goes through, and who they are.",
        da="Om nogle få organisationer udgør et centrum, som næsten alt samarbejde går gennem, og hvem de er.",
        nb="Om noen få organisasjoner utgjør et sentrum som nesten alt samarbeid går gjennom, og hvem de er.",
    ),
    definition="The best correlation found between the pairs that share a project and the pairs that a core is in.",
    formula="r = correlation over pairs of (share a project) and (one or both in the core)",
    unit="correlation",
    graph="projection",
    keys=("graph",),
    values={"fit": (-1, 1), "core_size": (1, math.inf), "share_of_ties": (0, 1)},
    n="n",
    undefined="All pairs of organisations share a project, or none does.",
    source="Borgatti & Everett 2000, Social Networks 21:375-395",
    compute=core_periphery,
)
