"""Who works with those who are well connected themselves: eigenvector centrality on the projection."""

import numpy as np
import polars as pl

from ecograph.algorithms.spectral import DECIMALS, largest_component
from ecograph.algorithms.spectral import eigenvector as leading
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network, Weighting

NO_TIE = "no two organisations share a project"
SEVERAL = "several components are the largest"
OUTSIDE = "outside the largest component"
UNSOLVED = "the computation does not converge on so long a chain"


def eigenvector(network: Network, *, weighting: Weighting = "newman") -> pl.DataFrame:
    """Return the eigenvector centrality of each organisation on the projection, a number without unit.

    x = A x / lambda with the largest eigenvalue lambda of the tie strengths A, positive, and with the sum of squares 1
    (Bonacich 1972, Journal of Mathematical Sociology 2:113-120), in 0..1, with 12 decimals. Components cannot be
    compared, so it is computed on the one with the most organisations; it is null outside it, and for all where
    several are the largest or nobody shares a project. It favours the members of the largest consortia.

    Args:
        network: The network.
        weighting: How strong a tie is: ``newman`` or ``count``.

    Returns:
        ``id``, ``name``, ``eigenvector``, ``n`` (the organisations of the largest component, 0 where there is not
        one), ``reason``, ``rows``; greatest first, then by id. ``rows`` are the organisation's own participations;
        the value rests on all participations of the component.

    By hand: a shares a project with each of b, c, d and e, a star: 1/sqrt(2) for a, and half of it for the others.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcdef"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "BCDE"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for p in "BCDE" for o in ("a", p.lower())
    ...     ],
    ... )
    >>> found = eigenvector(Network.of(eco))
    >>> found.select("id", pl.col("eigenvector").round(4), "reason").rows()[1:5:3]
    [('b', 0.3536, None), ('e', 0.3536, None)]
    >>> found.select("id", pl.col("eigenvector").round(4), "reason").rows()[0:6:5]
    [('a', 0.7071, None), ('f', None, 'outside the largest component')]
    """
    graph = network.projection(weighting)
    inside = largest_component(graph)
    found = leading(graph)
    if graph.nnz == 0:
        reason = NO_TIE
    elif len(inside) == 0:
        reason = SEVERAL
    else:
        reason = UNSOLVED if np.isnan(found).all() else OUTSIDE
    n = len(inside) if graph.nnz else 0
    return organisations(network, {"eigenvector": np.round(found, DECIMALS)}, n=n, reason=reason)


EIGENVECTOR = Metric(
    name="eigenvector",
    title=Words(
        en="ties to the well connected (eigenvector)",
        da="forbindelse til de velforbundne (egenvektor)",
        nb="forbindelse til de godt forbundne (egenvektor)",
    ),
    sentence=Words(
        en="Whether an organisation works with partners who are well connected themselves.",
        da="Om en organisation arbejder sammen med partnere, der selv har mange og stærke forbindelser.",
        nb="Om en organisasjon samarbeider med partnere som selv har mange og sterke forbindelser.",
    ),
    definition=(
        "The value of an organisation is proportional to the sum of the values of its partners, each times the "
        "strength of the tie; the sum of squares is 1."
    ),
    formula="x = A x / lambda, on the component with the most organisations",
    unit="no unit",
    graph="projection",
    keys=("id",),
    values={"eigenvector": (0, 1)},
    n="n",
    undefined="The organisation lies outside the largest component, or there is not one largest component.",
    source="Bonacich 1972, Journal of Mathematical Sociology 2:113-120",
    compute=eigenvector,
)
