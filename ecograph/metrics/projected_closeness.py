"""Which organisations are few partners away from all others: closeness on the projection."""

import numpy as np
import polars as pl

from ecograph.algorithms.distances import Distances, projected_distances
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network


def projected_closeness(network: Network) -> pl.DataFrame:
    """Return the closeness and the harmonic closeness of each organisation on the projection, as shares.

    Two organisations are one step apart when they share a project. With N organisations of which r others are
    reached, ``closeness = r / sum of distances * r / (N - 1)`` (Freeman 1979, Social Networks 1:215-239; scaled for
    separate parts by Wasserman & Faust 1994), null for an organisation that reaches none, and
    ``harmonic = sum of 1 / distance / (N - 1)`` with 0 for who is not reached (Marchiori & Latora 2000, Physica A
    285:539-546; Rochat 2009), null where there is one organisation. Both are in 0..1, and 1 for a partner of all.
    Compare harmonic values where the network has separate parts. All steps count alike, whatever the ties weigh.

    Returns:
        ``id``, ``name``, ``closeness``, ``harmonic``, ``n`` (the organisations reached), ``reason``, ``rows``;
        greatest first, then by id. ``rows`` are the organisation's own participations; the values rest on all
        participations of the network.

    By hand: a and b share p, b and c share q, d is in r alone. a is 1 from b and 2 from c: 2/3 * 2/3 = 4/9 and
    (1 + 1/2) / 3 = 1/2. d has no closeness and is 0 harmonically.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "cq", "dr")
    ...     ],
    ... )
    >>> table = projected_closeness(Network.of(eco)).with_columns(pl.col("closeness", "harmonic").round(4))
    >>> table.select("id", "closeness", "harmonic").rows()
    [('b', 0.6667, 0.6667), ('a', 0.4444, 0.5), ('c', 0.4444, 0.5), ('d', None, 0.0)]
    """
    found = network.once(steps)
    n_orgs, reached = len(found.total), found.reached
    others = max(1, n_orgs - 1)
    share = np.full(n_orgs, np.nan)
    np.divide(reached * reached, found.total * others, out=share, where=reached > 0)
    harmonic = found.inverse / others if n_orgs > 1 else np.full(n_orgs, np.nan)
    reason = "it shares no project with another organisation" if n_orgs > 1 else "it is the only organisation"
    return organisations(network, {"closeness": share, "harmonic": harmonic}, n=reached, reason=reason)


def steps(network: Network) -> Distances:
    """Return the distances between organisations; two measures rest on them, so ask ``network.once``."""
    return projected_distances(network.participation)


PROJECTED_CLOSENESS = Metric(
    name="projected_closeness",
    title=Words(
        en="closeness to other organisations",
        da="nærhed til andre organisationer",
        nb="nærhet til andre organisasjoner",
    ),
    sentence=Words(
        en="How near an organisation is to all the others, directly or through the partners of its partners.",
        da="Hvor tæt en organisation er på alle de andre, direkte eller gennem sine partneres partnere.",
        nb="Hvor tett en organisasjon er på alle de andre, direkte eller gjennom partnernes partnere.",
    ),
    definition="Closeness is the inverse of the mean distance to the organisations reached, times the share of all "
    "others that is reached; harmonic closeness is the mean of the inverse distances to all others.",
    formula="closeness = r / sum d * r / (N - 1); harmonic = sum 1/d / (N - 1)",
    unit="share of the greatest possible",
    graph="projection",
    keys=("id",),
    values={"closeness": (0, 1), "harmonic": (0, 1)},
    n="n",
    undefined="Closeness where no other organisation is reached; harmonic closeness where there is no other.",
    source="Freeman 1979, Social Networks 1:215-239; Wasserman & Faust 1994, Social Network Analysis, ch. 5; "
    "Marchiori & Latora 2000, Physica A 285:539-546",
    compute=projected_closeness,
)
