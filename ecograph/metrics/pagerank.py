"""Where money arrives when it is followed from hand to hand: PageRank on the flows between organisations."""

import numpy as np
import polars as pl

from ecograph.algorithms.matrix import simple
from ecograph.algorithms.spectral import DECIMALS
from ecograph.algorithms.spectral import pagerank as rank
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network
from ecograph.rows import ROWS, reference

NO_FLOW = "no organisation pays another"


def pagerank(network: Network) -> pl.DataFrame:
    """Return the PageRank of each organisation on the flows between organisations, as a share.

    It is the share of time that a walk spends at the organisation. The walk follows a flow from payer to recipient
    with probability 0.85, and else starts anew at any organisation, as it does after one that pays nobody (Page, Brin,
    Motwani & Winograd 1999, The PageRank citation ranking, Stanford). It is in 0..1, sums to 1, and has 12
    decimals. The number of flows counts, not their amounts; a flow to a project is one to no organisation, and what an
    organisation pays itself does not count. It is null where no organisation pays another.

    Returns:
        ``id``, ``name``, ``pagerank``, ``n`` (flows between organisations, one for each payer and recipient),
        ``reason``, ``rows`` (the organisation's own flows; the value rests on all); greatest first, then by id.

    By hand: a pays b, and there is nobody else: 1 / 2.85 for a, and the rest for b.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "ab"],
    ...     flows=[{"flow_id": "f", "payers": ["a"], "recipients": ["b"], "kind": "grant", "level": "grant"}],
    ... )
    >>> pagerank(Network.of(eco)).select("id", pl.col("pagerank").round(4), "n", "rows").rows()
    [('b', 0.6491, 1, ['flows/f']), ('a', 0.3509, 1, ['flows/f'])]
    """
    graph = simple(network.funding)
    found = np.round(rank(graph), DECIMALS) if graph.nnz else np.full(graph.shape[0], np.nan)
    table = organisations(network, {"pagerank": found}, n=int(graph.sum()), reason=NO_FLOW)
    return resting_on_flows(network, table)


def resting_on_flows(network: Network, table: pl.DataFrame) -> pl.DataFrame:
    """Return a table of organisations with ``rows`` the flows in which each pays another one, or is paid by it."""
    inside = pl.col("payer").is_in(network.organisations) & pl.col("recipient").is_in(network.organisations)
    pairs = (
        network.ecosystem.flows.select(reference("flows"), payer="payers", recipient="recipients")
        .explode("payer")
        .explode("recipient")
        .filter(inside & (pl.col("payer") != pl.col("recipient")))
    )
    sides = pl.concat(pairs.select(ROWS, id=side) for side in ("payer", "recipient"))
    own = sides.group_by("id").agg(pl.col(ROWS).unique().sort())
    return (
        table.drop(ROWS).join(own, on="id", how="left", maintain_order="left").with_columns(pl.col(ROWS).fill_null([]))
    )


PAGERANK = Metric(
    name="pagerank",
    title=Words(
        en="place in the flow of money (PageRank)",
        da="plads i pengestrømmen (PageRank)",
        nb="plass i pengestrømmen (PageRank)",
    ),
    sentence=Words(
        en="Where money arrives when it is followed from one organisation to the next.",
        da="Hvor pengene ender, når man følger dem fra den ene organisation til den næste.",
        nb="Hvor pengene ender når man følger dem fra den ene organisasjonen til den neste.",
    ),
    definition=(
        "The share of time that a walk along the flows from payer to recipient spends at an organisation, when it "
        "starts anew anywhere with probability 0.15 at each step; flows count by number, not by amount."
    ),
    formula=(
        "x(i) = 0.15/N + 0.85 (sum over payers j of x(j) flows(j, i) / flows(j) + sum over the others j of x(j) / N)"
    ),
    unit="share of all",
    graph="funding",
    keys=("id",),
    values={"pagerank": (0, 1)},
    n="n",
    undefined="No organisation pays another.",
    source="Page, Brin, Motwani & Winograd 1999, The PageRank citation ranking, Stanford",
    compute=pagerank,
)
