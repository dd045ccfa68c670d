"""How closely knit the ecosystem is: how many of the possible ties there are, and whether they hang on one hub."""

import math
from typing import Any

import numpy as np
import polars as pl

from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.triangles import transitivity
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.two_mode_clustering import around
from ecograph.metrics.whole import whole
from ecograph.network import Network

SCHEMA: dict[str, pl.DataType] = {
    "graph": pl.String(),
    "density": pl.Float64(),
    "n_ties": pl.Int64(),
    "mean_degree": pl.Float64(),
    "centralisation": pl.Float64(),
    "clustering": pl.Float64(),
    "n": pl.Int64(),
}
REASONS = {
    "density": "there is no pair that could be tied",
    "centralisation": "too few organisations or projects for one to stand out",
    "clustering": "no chain of ties that could be closed",
}


def density(network: Network) -> pl.DataFrame:
    """Return density, ties, mean degree, centralisation and clustering of the network, projected and not.

    On the two-mode graph, density is participations / (organisations x projects), the mean degree is projects an
    organisation, clustering is the share of four-paths that are closed (Opsahl 2013, Social Networks 35:159-167),
    and centralisation is the sum over organisations of (most projects - projects), divided by its greatest value,
    (organisations - 1) x projects: 1 where one organisation is in all projects and no other is in any. On the
    projection, density is pairs that share a project / all pairs, the mean degree is partners an organisation,
    clustering is transitivity, 3 triangles / chains of two ties, and centralisation is Freeman's, the sum of
    (most partners - partners) / ((n - 1) (n - 2)): 1 for a star, 0 for a ring (Freeman 1979, Social Networks
    1:215-239). All lie in 0..1, apart from numbers of ties.

    A value is null where nothing could be counted: density without a possible tie, centralisation of one
    organisation (on the projection, of two) or without projects, clustering without a chain.

    Returns:
        ``graph`` (two-mode or projection), ``density``, ``n_ties``, ``mean_degree``, ``centralisation``,
        ``clustering``, ``n`` (nodes of the graph), ``reason``, ``rows``.

    By hand: a and b in p, a and c in q. Two-mode: 4 of 6 ties, 4/3 a head, (0 + 1 + 1) / (2 x 2), and the only
    chain, b - p - a - q - c, is open. Projected: 2 of 3 pairs, 4/3 a head, (0 + 1 + 1) / (2 x 1), open.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "aq", "cq")
    ...     ],
    ... )
    >>> for row in density(Network.of(eco)).drop("reason", "rows").rows():
    ...     print(*(round(value, 3) if isinstance(value, float) else value for value in row))
    two-mode 0.667 4 1.333 0.5 0.0 5
    projection 0.667 2 1.333 1.0 0.0 3
    """
    return whole(network, (_two_mode(network), _projected(network.projection("count"))), SCHEMA, REASONS)


def _two_mode(network: Network) -> dict[str, Any]:
    matrix = network.participation
    n_orgs, n_projects = matrix.shape
    degree = np.diff(matrix.indptr)
    ties = int(matrix.nnz)
    return {
        "graph": "two-mode",
        "density": _ratio(ties, n_orgs * n_projects),
        "n_ties": ties,
        "mean_degree": _ratio(ties, n_orgs),
        "centralisation": _ratio(_spread(degree), (n_orgs - 1) * n_projects),
        "clustering": network.once(around).overall,
        "n": n_orgs + n_projects,
    }


def _projected(tied: Matrix) -> dict[str, Any]:
    n = tied.shape[0]
    degree = np.diff(tied.indptr)
    return {
        "graph": "projection",
        "density": _ratio(int(tied.nnz), n * (n - 1)),
        "n_ties": int(tied.nnz) // 2,
        "mean_degree": _ratio(int(tied.nnz), n),
        "centralisation": _ratio(_spread(degree), (n - 1) * (n - 2)),
        "clustering": transitivity(tied),
        "n": n,
    }


def _spread(degree: Any) -> int:  # noqa: ANN401 - an array of any integers
    return int(degree.max(initial=0)) * len(degree) - int(degree.sum())


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole > 0 else math.nan


DENSITY = Metric(
    name="density",
    title=Words(en="density", da="tæthed", nb="tetthet"),
    sentence=Words(
        en="How much of all possible cooperation exists, and whether the ecosystem depends on one large player.",
        da="Hvor mange af alle mulige samarbejder der findes, og om økosystemet afhænger af én stor aktør.",
        nb="Hvor mange av alle mulige samarbeid som finnes, og om økosystemet er avhengig av én stor aktør.",
    ),
    definition="The share of possible ties that exist, with the mean degree, the degree centralisation and the share "
    "of chains that are closed; for organisations in projects, and for pairs of organisations.",
    formula="ties / (organisations x projects); pairs / (n (n - 1) / 2); sum (max degree - degree) / greatest sum",
    unit="share of the possible",
    graph="two-mode",
    keys=("graph",),
    values={
        "density": (0, 1),
        "n_ties": (0, math.inf),
        "mean_degree": (0, math.inf),
        "centralisation": (0, 1),
        "clustering": (0, 1),
    },
    n="n",
    undefined="No tie is possible, nobody can stand out, or there is no chain to close.",
    source="Freeman 1979, Social Networks 1:215-239; Opsahl 2013, Social Networks 35:159-167",
    compute=density,
)
