"""Which payers share recipients, and which recipients share payers: hubs and authorities on the flows."""

import numpy as np
import polars as pl

from ecograph.algorithms import spectral
from ecograph.algorithms.matrix import simple
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.pagerank import NO_FLOW, resting_on_flows
from ecograph.metrics.table import organisations
from ecograph.network import Network
from ecograph.rows import ROWS

UNSOLVED = "the computation does not converge"


def hits(network: Network) -> pl.DataFrame:
    """Return how good a hub (payer) and authority (recipient) each organisation is, as shares.

    A good hub pays good authorities, and a good authority is paid by good hubs: h = A a and a = A' h, up to a
    factor, with A the number of flows from payer to recipient (Kleinberg 1999, Journal of the ACM 46:604-632). Each
    sums to 1, is in 0..1, and has 12 decimals. Outside the leading group of payers and their recipients both are 0;
    where several groups lead equally, they are what Kleinberg's iteration gives from equal hubs. What an organisation
    pays itself does not count. Both are null where no organisation pays another.

    Returns:
        ``id``, ``name``, ``hub``, ``authority``, ``n`` (flows between organisations, one for each payer and
        recipient), ``reason``, ``rows`` (the organisation's own flows; the values rest on all); greatest hub first,
        then by id.

    By hand: a pays c and d in one flow. Then a is the only hub, and c and d are equal authorities.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "acd"],
    ...     flows=[{"flow_id": "f", "payers": ["a"], "recipients": ["c", "d"], "kind": "grant", "level": "grant"}],
    ... )
    >>> hits(Network.of(eco)).select("id", "hub", "authority", "n").rows()
    [('a', 1.0, 0.0, 2), ('c', 0.0, 0.5, 2), ('d', 0.0, 0.5, 2)]
    """
    graph = simple(network.funding)
    found = spectral.hits(graph)
    values = {
        "hub": np.round(found.hub, spectral.DECIMALS),
        "authority": np.round(found.authority, spectral.DECIMALS),
    }
    reason = UNSOLVED if graph.nnz else NO_FLOW
    table = organisations(network, values, n=int(graph.sum()), reason=reason)
    return resting_on_flows(network, table).select("id", "name", *values, "n", REASON, ROWS)


HITS = Metric(
    name="hits",
    title=Words(
        en="leading payers and recipients (HITS)",
        da="ledende bidragydere og modtagere (HITS)",
        nb="ledende bidragsytere og mottakere (HITS)",
    ),
    sentence=Words(
        en="Who pays the recipients that leading payers have in common, and who is paid by these payers.",
        da="Hvem der støtter de modtagere, som de ledende bidragydere er fælles om, og hvem der får støtte fra dem.",
        nb="Hvem som støtter mottakerne som de ledende bidragsyterne er felles om, og hvem som får støtte fra dem.",
    ),
    definition=(
        "A good hub pays good authorities, and a good authority is paid by good hubs; each value is proportional to "
        "the sum of those at the other end of its flows, which count by number, not by amount."
    ),
    formula="h = A a, a = A' h, each divided by its sum",
    unit="share of all",
    graph="funding",
    keys=("id",),
    values={"hub": (0, 1), "authority": (0, 1)},
    n="n",
    undefined="No organisation pays another.",
    source="Kleinberg 1999, Journal of the ACM 46:604-632",
    compute=hits,
)
