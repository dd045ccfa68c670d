"""How near organisations are to one another on the whole: global efficiency and mean distance."""

import math

import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.projected_closeness import steps
from ecograph.metrics.whole import whole
from ecograph.network import Network


def global_efficiency(network: Network) -> pl.DataFrame:
    """Return the global efficiency and the mean distance between organisations on the projection.

    ``global_efficiency`` is the mean of 1 / distance over all ordered pairs of organisations, 0 for a pair that no
    chain of shared projects joins (Latora & Marchiori 2001, Phys. Rev. Lett. 87:198701), so in 0..1, and 1 when
    all share a project with all. It is null below two organisations. ``mean_distance`` is the mean number of steps
    over the pairs that are joined, 1 or more, and null where none is.

    Returns:
        ``graph`` (projection), ``global_efficiency``, ``mean_distance``, ``n`` (the organisations), ``reason``,
        ``rows`` (the participations of the network). One row, and none where there is no organisation.

    By hand: on the path a - b - c - d three pairs are 1, two 2 and one 3 steps apart: (3 + 2/2 + 1/3) / 6 = 13/18,
    and (3 + 4 + 3) / 6 = 5/3 steps.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "cq", "cr", "dr")
    ...     ],
    ... )
    >>> table = global_efficiency(Network.of(eco))
    >>> round(table["global_efficiency"].item() * 18, 9), round(table["mean_distance"].item() * 3, 9)
    (13.0, 5.0)
    """
    found = network.once(steps)
    n_orgs = len(found.total)
    pairs, joined = n_orgs * (n_orgs - 1), int(found.reached.sum())
    efficiency = float(found.inverse.sum()) / pairs if pairs else None
    distance = float(found.total.sum()) / joined if joined else None
    alone = "there are fewer than two organisations"
    record = {
        "graph": "projection",
        "global_efficiency": efficiency,
        "mean_distance": distance,
        "n": n_orgs,
    }
    reasons = {
        "global_efficiency": alone,
        "mean_distance": "no two organisations share a project" if pairs else alone,
    }
    return whole(network, [record], SCHEMA, reasons)


SCHEMA = {
    "graph": pl.String(),
    "global_efficiency": pl.Float64(),
    "mean_distance": pl.Float64(),
    "n": pl.Int64(),
}
"""The columns of the table."""


GLOBAL_EFFICIENCY = Metric(
    name="global_efficiency",
    title=Words(
        en="short ways between all (global efficiency)",
        da="korte veje mellem alle (global efficiens)",
        nb="korte veier mellom alle (global effektivitet)",
    ),
    sentence=Words(
        en="How easily word gets around the whole ecosystem, and how much is lost when it falls apart.",
        da="Hvor let viden når rundt i hele økosystemet – og hvor meget der går tabt, når det falder fra hinanden.",
        nb="Hvor lett kunnskap når rundt i hele økosystemet – og hvor mye som går tapt når det faller fra hverandre.",
    ),
    definition="The mean of the inverse distance over all pairs of organisations, 0 for a pair that is not joined, and "
    "the mean distance over the pairs that are.",
    formula="global_efficiency = sum over i != j of 1/d(i, j) / (N (N - 1)); mean_distance = mean of finite d(i, j)",
    unit="share; steps",
    graph="projection",
    keys=("graph",),
    values={"global_efficiency": (0, 1), "mean_distance": (1, math.inf)},
    n="n",
    undefined="Efficiency with fewer than two organisations; mean distance where no two share a project.",
    source="Latora & Marchiori 2001, Physical Review Letters 87:198701",
    compute=global_efficiency,
)
