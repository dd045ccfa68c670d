"""Which few organisations the ecosystem can least do without: those whose departure would split it most."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms import key_players as parts
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS


def critical_organisations(network: Network, *, k: int = 5) -> pl.DataFrame:
    """Return the k organisations whose removal together fragments the others most.

    Fragmentation is the share of pairs of the remaining organisations that no chain of projects joins (KPP-NEG of
    Borgatti 2006, Comput. Math. Organ. Theory 12:21-34). ``fragmentation`` is what this and the organisations
    above it leave, in 0..1; ``gain`` is the change by this one. Where there are at most 2,000 sets of up to k
    organisations, all are tried and ``method`` is exact; else each next one is the best after those above, and of
    equal ones the one in most projects, then the first by id, and ``method`` is greedy. Null where fewer than two
    organisations remain.

    Args:
        network: The network.
        k: How many organisations; all, if there are fewer.

    Returns:
        ``rank``, ``id``, ``name``, ``fragmentation``, ``gain``, ``n`` (organisations that remain), ``method``,
        ``reason``, ``rows`` (the participations of the organisation).

    By hand: a shares a project with each of b and c. Without a, neither reaches the other: all of 1 pair is lost.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "aq", "cq")
    ...     ],
    ... )
    >>> critical_organisations(Network.of(eco), k=1).drop("reason", "rows").rows()
    [(1, 'a', 'A', 1.0, 1.0, 2, 'exact')]
    """
    n = len(network.organisations)
    found = parts.key_players(network.participation, k)
    before = parts.fragmentation(parts.connected_pairs(parts.part_sizes(network.participation)), n)
    left = n - 1 - np.arange(len(found.rows))
    after = [parts.fragmentation(pairs, size) for pairs, size in zip(found.pairs.tolist(), left.tolist(), strict=True)]
    gains = np.diff([before, *after])
    is_missing = [math.isnan(value) for value in after]
    table = pl.DataFrame(
        {
            "rank": np.arange(len(after)) + 1,
            "id": [network.organisations[i] for i in found.rows.tolist()],
            "fragmentation": after,
            "gain": gains,
            "n": left,
            "method": ["exact" if found.exact else "greedy"] * len(after),
            REASON: ["fewer than two organisations remain" if missing else None for missing in is_missing],
        },
        schema={
            "rank": pl.Int64,
            "id": pl.String,
            "fragmentation": pl.Float64,
            "gain": pl.Float64,
            "n": pl.Int64,
            "method": pl.String,
            REASON: pl.String,
        },
    ).with_columns(pl.col("fragmentation", "gain").fill_nan(None))
    named = network.nodes.head(n).select("id", "name", ROWS)
    joined = table.join(named, on="id", how="left", maintain_order="left")
    return joined.select("rank", "id", "name", "fragmentation", "gain", "n", "method", REASON, ROWS)


CRITICAL_ORGANISATIONS = Metric(
    name="critical_organisations",
    title=Words(en="critical organisations", da="kritiske organisationer", nb="kritiske organisasjoner"),
    sentence=Words(
        en="Which handful of organisations would split the ecosystem most if they left together.",
        da="Hvilken håndfuld organisationer der ville splitte økosystemet mest, hvis de forsvandt samtidig.",
        nb="Hvilken håndfull organisasjoner som ville splitte økosystemet mest om de forsvant samtidig.",
    ),
    definition="The set of k organisations without which the greatest share of pairs of the others is not connected.",
    formula="F(S) = 1 - sum over parts without S of s (s - 1) / ((n - |S|) (n - |S| - 1)), greatest for |S| = k",
    unit="share of pairs",
    graph="two-mode",
    keys=("rank",),
    values={"fragmentation": (0, 1), "gain": (-1, 1)},
    n="n",
    undefined="Fewer than two organisations remain.",
    source="Borgatti 2006, Comput. Math. Organ. Theory 12:21-34",
    compute=critical_organisations,
)
