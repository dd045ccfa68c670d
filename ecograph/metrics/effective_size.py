"""How many of its partners an organisation reaches through nobody else: Burt's effective size on the projection."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms import structural_holes
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network, Weighting


def effective_size(network: Network, *, weighting: Weighting = "newman") -> pl.DataFrame:
    """Return the effective size of each organisation, in partners, and its efficiency, as a share of its partners.

    e(i) = sum over partners j of (1 - sum over q of p_iq m_jq), with p_iq = the weight of the tie of i and q / the sum
    of the weights of i, m_jq = the weight of j and q / the greatest weight of j, and q any partner of both (Burt 1992,
    Structural Holes). Where all ties weigh the same it is k - 2t/k, for k partners with t ties among them (Borgatti
    1997, Connections 20(1):35-38). It lies in 1..k. The efficiency is e(i) / k. Both are null without partners.

    Args:
        network: The network.
        weighting: How strong a tie of the projection is, see ``Network.projection``.

    Returns:
        ``id``, ``name``, ``effective_size``, ``efficiency``, ``n`` (its partners), ``reason``, ``rows``; greatest
        first, then by id. ``rows`` are its own participations; the values rest on those of its partners too.

    By hand: a, b and c share a project, a and d another. Counting projects, a has 3 partners and one tie among them:
    3 - 2/3; b has 2 and one: 2 - 2/2.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cp", "aq", "dq")
    ...     ],
    ... )
    >>> found = effective_size(Network.of(eco), weighting="count")
    >>> found.select("id", pl.col("effective_size", "efficiency").round(3)).rows()
    [('a', 2.333, 0.778), ('b', 1.0, 0.5), ('c', 1.0, 0.5), ('d', 1.0, 1.0)]
    """
    ties = network.projection(weighting)
    partners = np.diff(ties.indptr)
    size = structural_holes.effective_size(ties)
    share = np.divide(size, partners, out=np.full(len(size), np.nan), where=partners > 0)
    values = {"effective_size": size, "efficiency": share}
    return organisations(network, values, n=partners, reason="it has no partner")


EFFECTIVE_SIZE = Metric(
    name="effective_size",
    title=Words(
        en="effective size of the network", da="netværkets effektive størrelse", nb="nettverkets effektive størrelse"
    ),
    sentence=Words(
        en="How many of an organisation's partners give it contacts that its other partners do not.",
        da="Hvor mange af en organisations partnere der giver den kontakter, som de andre partnere ikke giver.",
        nb="Hvor mange av partnerne til en organisasjon som gir den kontakter de andre partnerne ikke gir.",
    ),
    definition="The number of partners, less what they share with one another; and that as a share of all partners, "
    "the efficiency.",
    formula="e(i) = sum_j (1 - sum_q p_iq m_jq), p_iq = share of i's weight, m_jq = share of j's greatest weight; "
    "efficiency = e(i) / partners",
    unit="partners; share of the partners",
    graph="projection",
    keys=("id",),
    values={"effective_size": (1, math.inf), "efficiency": (0, 1)},
    n="n",
    undefined="The organisation has no partner.",
    source="Burt 1992, Structural Holes; Borgatti 1997, Connections 20(1):35-38",
    compute=effective_size,
)
