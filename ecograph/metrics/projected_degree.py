"""Who works with most others: the degree and the strength on the projection."""

import math

import numpy as np
import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network, Weighting
from ecograph.rows import ROWS


def projected_degree(network: Network, *, weighting: Weighting = "newman") -> pl.DataFrame:
    """Return the share of the other organisations that each organisation shares a project with.

    ``degree`` is ``n_partners`` / (N - 1) with N organisations (Freeman 1979, Social Networks 1:215-239), in 0..1,
    and null where there is no other organisation. ``strength`` is the sum of the weights of the ties. By Newman
    (2001, Phys. Rev. E 64:016132) it is the number of projects that the organisation shares with others; as ``count``,
    the number of partnerships, each project counted anew. The projection makes each project a clique: one project of
    twenty gives nineteen partners.

    Args:
        network: The network.
        weighting: How strong a tie is: ``newman`` or ``count``.

    Returns:
        ``id``, ``name``, ``degree``, ``n_partners``, ``strength``, ``n`` (the other organisations), ``reason``,
        ``rows``; greatest first, then by id.

    By hand: of a, b, c and d, a shares p with b, and q with b and c. So a has 2 of 3 as partners, in 2 projects.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "aq", "bq", "cq")
    ...     ],
    ... )
    >>> projected_degree(Network.of(eco)).select("id", "n_partners", "strength", "n").rows()
    [('a', 2, 2.0, 3), ('b', 2, 2.0, 3), ('c', 2, 1.0, 3), ('d', 0, 0.0, 3)]
    """
    graph = network.projection(weighting)
    partners = np.diff(graph.indptr)
    others = max(len(partners) - 1, 0)
    share = partners / others if others else np.full(len(partners), np.nan)
    # a whole number by either weighting, which a sum of thirds misses by its last digit
    strength = np.rint(graph.sum(axis=1))
    values = {"degree": share, "n_partners": partners, "strength": strength}
    table = organisations(network, values, n=others, reason="there is no other organisation")
    return table.select("id", "name", *values, "n", REASON, ROWS)


PROJECTED_DEGREE = Metric(
    name="projected_degree",
    title=Words(en="number of partners", da="antal samarbejdspartnere", nb="antall samarbeidspartnere"),
    sentence=Words(
        en="How many other organisations an organisation works with directly, and how much.",
        da="Hvor mange andre organisationer en organisation arbejder direkte sammen med, og hvor meget.",
        nb="Hvor mange andre organisasjoner en organisasjon samarbeider direkte med, og hvor mye.",
    ),
    definition=(
        "The share of all other organisations that an organisation shares a project with, their number, and the sum "
        "of the weights of these ties."
    ),
    formula="degree(i) = n_partners(i) / (N - 1); strength(i) = sum over j of w(i, j)",
    unit="share of the other organisations",
    graph="projection",
    keys=("id",),
    values={"degree": (0, 1), "n_partners": (0, math.inf), "strength": (0, math.inf)},
    n="n",
    undefined="There is no other organisation.",
    source="Freeman 1979, Social Networks 1:215-239; Newman 2001, Phys. Rev. E 64:016132",
    compute=projected_degree,
)
