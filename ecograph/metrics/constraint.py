"""Who is hemmed in by partners that know one another: Burt's constraint on the projection."""

import numpy as np
import polars as pl

from ecograph.algorithms import structural_holes
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network, Weighting


def constraint(network: Network, *, weighting: Weighting = "newman") -> pl.DataFrame:
    """Return Burt's constraint of each organisation: a number above 0 and below 2, small for a broker.

    c(i) = sum over partners j of (p_ij + sum over q of p_iq p_qj)^2, with p_ij = the weight of the tie of i and j / the
    sum of the weights of i, and q any partner of both (Burt 1992, Structural Holes; Burt 2004, AJS 110:349-399). It
    falls with the number of partners alone, so read it with ``n``. Where all ties weigh the same it is at most 1.125;
    with weights it stays below 2. It is null for an organisation without partners.

    Args:
        network: The network.
        weighting: How strong a tie of the projection is, see ``Network.projection``.

    Returns:
        ``id``, ``name``, ``constraint``, ``n`` (its partners), ``reason``, ``rows``; least constrained first, then by
        id. ``rows`` are its own participations; the value rests on those of its partners too.

    By hand: b shares one project with a and another with c, who share none: b has (1/2)^2 + (1/2)^2, a and c have 1.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "cq")
    ...     ],
    ... )
    >>> constraint(Network.of(eco)).select("id", "constraint").rows()
    [('b', 0.5), ('a', 1.0), ('c', 1.0)]
    """
    ties = network.projection(weighting)
    values = {"constraint": structural_holes.constraint(ties)}
    return organisations(network, values, n=np.diff(ties.indptr), reason="it has no partner", descending=False)


CONSTRAINT = Metric(
    name="constraint",
    title=Words(
        en="closed circle of partners (constraint)",
        da="lukket kreds af partnere (constraint)",
        nb="lukket krets av partnere (constraint)",
    ),
    sentence=Words(
        en="How far the partners of an organisation already work with one another: where the value is low, it can "
        "bring together people who do not know each other.",
        da="Hvor meget en organisations partnere allerede arbejder sammen indbyrdes: er tallet lavt, kan den bringe "
        "folk sammen, som ikke kender hinanden.",
        nb="Hvor mye partnerne til en organisasjon allerede samarbeider seg imellom: er tallet lavt, kan den bringe "
        "sammen folk som ikke kjenner hverandre.",
    ),
    definition="How much of an organisation's ties lead, directly or through a shared partner, to the same partners. "
    "It falls with the number of partners alone.",
    formula="c(i) = sum_j (p_ij + sum_q p_iq p_qj)^2, p_ij = weight of i - j / sum of the weights of i",
    unit="constraint, small for a broker",
    graph="projection",
    keys=("id",),
    values={"constraint": (0, 2)},
    n="n",
    undefined="The organisation has no partner.",
    source="Burt 1992, Structural Holes; Burt 2004, American Journal of Sociology 110:349-399",
    compute=constraint,
)
