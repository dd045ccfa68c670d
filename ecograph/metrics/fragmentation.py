"""How far the ecosystem has fallen apart already: the share of pairs that no chain of projects joins."""

import math

import polars as pl

from ecograph.algorithms import key_players as parts
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.whole import whole
from ecograph.network import Network

SCHEMA: dict[str, pl.DataType] = {
    "graph": pl.String(),
    "fragmentation": pl.Float64(),
    "n_components": pl.Int64(),
    "largest_share": pl.Float64(),
    "n": pl.Int64(),
}
REASONS = {"fragmentation": "fewer than two organisations"}


def fragmentation(network: Network) -> pl.DataFrame:
    """Return the fragmentation of the organisations, as a share of their pairs.

    F = 1 - sum over connected parts of s (s - 1) / (n (n - 1)), where s is the number of organisations of a part
    (Borgatti 2006, Comput. Math. Organ. Theory 12:21-34), in 0..1: 0 where all are connected, 1 where none is. It
    is null for fewer than two organisations. ``n_components`` counts parts with an organisation, ``largest_share``
    is the share of organisations in the largest.

    Returns:
        ``graph``, ``fragmentation``, ``n_components``, ``largest_share``, ``n`` (organisations), ``reason``,
        ``rows``.

    By hand: parts of 3 and 2 organisations: 1 - (3 x 2 + 2 x 1) / (5 x 4) = 0.6.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcde"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cp", "dq", "eq")
    ...     ],
    ... )
    >>> fragmentation(Network.of(eco)).drop("reason", "rows").rows()
    [('two-mode', 0.6, 2, 0.6, 5)]
    """
    sizes = parts.part_sizes(network.participation)
    n = len(network.organisations)
    record = {
        "graph": "two-mode",
        "fragmentation": parts.fragmentation(parts.connected_pairs(sizes), n),
        "n_components": len(sizes),
        "largest_share": int(sizes.max(initial=0)) / max(n, 1),
        "n": n,
    }
    return whole(network, [record], SCHEMA, REASONS)


FRAGMENTATION = Metric(
    name="fragmentation",
    title=Words(en="fragmentation", da="fragmentering", nb="fragmentering"),
    sentence=Words(
        en="How many pairs of organisations cannot reach each other through any chain of joint projects.",
        da="Hvor mange par af organisationer der ikke kan nå hinanden gennem nogen kæde af fælles projekter.",
        nb="Hvor mange par av organisasjoner som ikke kan nå hverandre gjennom noen kjede av felles prosjekter.",
    ),
    definition="The share of pairs of organisations that are in different connected parts.",
    formula="F = 1 - sum over parts of s (s - 1) / (n (n - 1))",
    unit="share of pairs",
    graph="two-mode",
    keys=("graph",),
    values={"fragmentation": (0, 1), "n_components": (0, math.inf), "largest_share": (0, 1)},
    n="n",
    undefined="There are fewer than two organisations.",
    source="Borgatti 2006, Comput. Math. Organ. Theory 12:21-34",
    compute=fragmentation,
)
