"""Whether the ecosystem is a small world: close groups with short routes between them."""

import math

import polars as pl

from ecograph.algorithms import small_world as algorithm
from ecograph.algorithms.triangles import mean_clustering
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.whole import whole
from ecograph.network import Network

LARGE = 50_000
"""With more participations than this, ``FEW`` random networks are drawn instead of ``MANY``, unless said otherwise."""

MANY, FEW = 10, 3

SCHEMA: dict[str, pl.DataType] = {
    "graph": pl.String(),
    "sigma": pl.Float64(),
    "omega": pl.Float64(),
    "clustering": pl.Float64(),
    "random_clustering": pl.Float64(),
    "mean_distance": pl.Float64(),
    "distance_error": pl.Float64(),
    "random_distance": pl.Float64(),
    "n_samples": pl.Int64(),
    "n_connected": pl.Int64(),
    "n": pl.Int64(),
}
UNTIED = "no two organisations share a project"
REASONS = {
    "sigma": "no two organisations share a project, or random networks have no closed triangle",
    "omega": "two partners or fewer on average: a ring of so few has no triangle to compare with",
    "mean_distance": UNTIED,
    "random_distance": UNTIED,
}


def small_world(network: Network, *, samples: int | None = None, seed: int = 0) -> pl.DataFrame:
    """Return clustering and distance of the projection, against random two-mode networks with the same sizes.

    C is the mean local clustering of the organisations (Watts & Strogatz 1998, Nature 393:440-442; 0 with fewer
    than two partners) and L the mean distance in the largest part. Cr and Lr are their means over random networks,
    drawn by curveball on the two-mode network, in which every organisation and project keeps its size, and then
    projected: against a random graph, every projection looks like a small world. sigma = (C / Cr) / (L / Lr)
    (Humphries & Gurney 2008, PLoS ONE 3:e2051), above 1 for a small world. omega = Lr / L - C / Cl with the
    clustering Cl = 3 (k - 2) / (4 (k - 1)) of a ring of the mean degree k (Telesford et al. 2011, Brain
    Connectivity 1:367-375): near 0 for a small world, near 1 for a random one; a projection can lie below -1.

    Args:
        network: The network.
        samples: How many random networks, 1 or more; 10 when None, or 3 with more than 50,000 participations.
        seed: What they are drawn from. The same ids and seed give the same figures.

    Returns:
        ``graph``, ``sigma``, ``omega``, ``clustering``, ``random_clustering``, ``mean_distance``,
        ``distance_error`` (half the width of its 95 % interval: above 1,024 connected organisations, distances are
        counted from so many drawn ones, else 0), ``random_distance``, ``n_samples``, ``n_connected`` (in the
        largest part), ``n`` (organisations), ``reason``, ``rows``. L and Lr are null where no two organisations
        share a project, sigma also where Cr is 0, omega where k is 2 or less.

    By hand: a and b in p, b and c in q is a chain of three, and no network with these sizes is another: no triangle
    to compare, and a mean distance of (1 + 1 + 2) / 3.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "cq")
    ...     ],
    ... )
    >>> small_world(Network.of(eco)).select("sigma", "clustering", pl.col("^.*_distance$").round(3)).rows()
    [(None, 0.0, 1.333, 1.333)]
    """
    matrix, tied, n = network.participation, network.projection("count"), len(network.organisations)
    drawn = samples if samples is not None else FEW if matrix.nnz > LARGE else MANY
    null = algorithm.null_model(matrix, samples=drawn, seed=seed)
    clustering, distance = mean_clustering(tied), algorithm.mean_distance(matrix, seed=seed)
    random_clustering, random_distance = float(null.clustering.mean()), float(null.distance.mean())
    degree = tied.nnz / max(n, 1)
    record = {
        "graph": "projection",
        "sigma": algorithm.sigma(clustering, distance.mean, random_clustering, random_distance),
        "omega": algorithm.omega(clustering, distance.mean, random_distance, degree),
        "clustering": clustering,
        "random_clustering": random_clustering,
        "mean_distance": distance.mean,
        "distance_error": distance.error,
        "random_distance": random_distance,
        "n_samples": drawn,
        "n_connected": distance.n,
        "n": n,
    }
    return whole(network, [record], SCHEMA, REASONS)


SMALL_WORLD = Metric(
    name="small_world",
    title=Words(en="small world", da="lille verden", nb="liten verden"),
    sentence=Words(
        en="Whether the ecosystem has tight groups and yet few steps between them, more than project sizes explain.",
        da="Om økosystemet har tætte grupper og alligevel få led mellem dem, mere end projekternes størrelse tilsiger.",
        nb="Om økosystemet har tette grupper og likevel få ledd mellom dem, utover det prosjektenes størrelse tilsier.",
    ),
    definition="Clustering and mean distance of the projection, each divided by its mean over random two-mode networks "
    "in which every organisation and project keeps its number of ties.",
    formula="sigma = (C / Cr) / (L / Lr); omega = Lr / L - C / Cl, Cl = 3 (k - 2) / (4 (k - 1))",
    unit="ratio",
    graph="projection",
    keys=("graph",),
    values={
        "sigma": (0, math.inf),
        "omega": (-math.inf, math.inf),
        "clustering": (0, 1),
        "random_clustering": (0, 1),
        "mean_distance": (1, math.inf),
        "distance_error": (0, math.inf),
        "random_distance": (1, math.inf),
    },
    n="n",
    undefined="No two organisations share a project, there is no triangle to compare with, or organisations have "
    "two partners or fewer on average.",
    source="Humphries & Gurney 2008, PLoS ONE 3:e2051; Telesford et al. 2011, Brain Connectivity 1:367-375",
    compute=small_world,
)
