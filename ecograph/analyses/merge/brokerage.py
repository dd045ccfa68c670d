"""How much of their bridging between others the merging bodies keep, and how much was bridging between themselves."""

import math

import polars as pl

from ecograph.algorithms.betweenness import Betweenness, betweenness, fringe
from ecograph.algorithms.matrix import two_mode
from ecograph.algorithms.pivots import affordable
from ecograph.analyses.answer import Result
from ecograph.analyses.merge.labels import WHEN
from ecograph.analyses.merge.merger import Merger
from ecograph.analyses.merge.reasons import NOWHERE, REASONS
from ecograph.language import Words
from ecograph.metrics import projected_betweenness
from ecograph.metrics.betweenness import WORK
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS

GRAPHS = ("two-mode", "projection")
"""What the betweenness is found on: organisations and projects, or organisations that share projects."""


def paths(network: Network, graph: str) -> Betweenness:
    """Return the raw betweenness of the organisations (and projects) of a network, kept with it.

    Args:
        network: The network.
        graph: One of ``GRAPHS``.
    """
    return network.once(_paths, graph)


def _paths(network: Network, graph: str) -> Betweenness:
    """Return the betweenness, exact or from as many pivots as the measures of that name can afford."""
    matrix = network.participation
    if graph == "two-mode":
        return betweenness(two_mode(matrix), pivots=affordable(sum(matrix.shape), matrix.nnz, WORK))
    tied = network.projection("count")
    most = affordable(tied.shape[0], tied.nnz // 2, projected_betweenness.WORK)
    return betweenness(tied, pivots=most, fringe=fringe(matrix))


def brokerage_of(merger: Merger) -> pl.DataFrame:
    """Return the raw betweenness of each merging body before and of the merged body after, on both graphs.

    The sum over pairs of others of the share of their shortest paths through the body (Freeman 1977, Sociometry
    40:35-41). It is never divided by the number of pairs, since that changes with the merger. In a large network it
    is estimated, as in ``metrics.betweenness``, and ``error`` says how far the truth may lie, at 95 % for each body.

    Returns:
        ``graph`` (two-mode or projection), ``when`` (before or after), ``body``, ``name``, ``paths`` (0 or more),
        ``error`` (0 when exact), ``n`` (the nodes of the graph), ``reason`` (always null), ``rows`` (the
        participations of the body; the value rests on all of the network); two-mode first, then before, by body.
    """
    own = dict(merger.before.nodes.head(len(merger.before.organisations)).select("id", ROWS).iter_rows())
    name = dict(merger.before.ecosystem.organisations.select("org_id", "name").iter_rows())
    everything = sorted({row for body in merger.clusters for row in own[body]})
    records: list[dict[str, object]] = []
    for graph in GRAPHS:
        for when, network in (("before", merger.before), ("after", merger.after)):
            found, place = paths(network, graph), {org: i for i, org in enumerate(network.organisations)}
            records += [
                {
                    "graph": graph,
                    "when": when,
                    "body": body,
                    "name": name[body] if when == "before" else merger.name,
                    "paths": float(found.paths[place[body]]),
                    "error": float(found.error[place[body]]),
                    "n": len(found.paths),
                    ROWS: own[body] if when == "before" else everything,
                }
                for body in (merger.clusters if when == "before" else (merger.into,))
            ]
    return pl.DataFrame(records, schema=SCHEMA)


def retained_of(merger: Merger) -> pl.DataFrame:
    """Return how much of the raw betweenness of the merging bodies the merged body keeps, on both graphs.

    retained = betweenness of the merged body / sum of those before. What is lost led from one of the bodies to
    another, or through two of them on one path, which was counted for each. It may be above 1: where the bodies held
    apart what they hold together afterwards, new paths lead through the merged body.

    Returns:
        ``graph``, ``before`` (the sum), ``after``, ``retained`` (0 or more), ``lost`` (before - after), ``error``
        (how far before and after together may be off, 0 when exact), ``reason``, ``rows``; two-mode first.
        ``retained`` is null where the sum before is 0.

    By hand: on the chain a - c1 - b - c2 - d - c3 - e, c1 lies between 5 pairs and c2 between 9. Merged, they lie
    between the 7 pairs of {a}, {b} and {d, c3, e} that are in different ones: 7 / 14.

    >>> from ecograph.analyses.merge.merger import merger
    >>> from ecograph.ecosystem import Ecosystem
    >>> ties = ["a c1", "c1 b", "b c2", "c2 d", "d c3", "c3 e"]
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org} for org in ("a", "b", "c1", "c2", "c3", "d", "e")],
    ...     projects=[{"project_id": tie.replace(" ", "-"), "title": tie} for tie in ties],
    ...     participations=[
    ...         {"org_id": org, "project_id": tie.replace(" ", "-"), "role": "partner"}
    ...         for tie in ties
    ...         for org in tie.split()
    ...     ],
    ... )
    >>> table = retained_of(merger(Network.of(eco), ["c1", "c2"], name="C"))
    >>> table.filter(graph="projection").select("before", "after", "retained").row(0)
    (14.0, 7.0, 0.5)
    """
    bodies = brokerage_of(merger)
    records: list[dict[str, object]] = []
    for graph in GRAPHS:
        own = bodies.filter(pl.col("graph") == graph)
        before, after = (math.fsum(own.filter(pl.col("when") == when)["paths"]) for when in ("before", "after"))
        records.append(
            {
                "graph": graph,
                "before": before,
                "after": after,
                "retained": after / before if before > 0 else None,
                "lost": before - after,
                "error": math.fsum(own["error"]),
                REASON: None if before > 0 else NOWHERE,
                ROWS: sorted(set(own[ROWS].explode(keep_nulls=False, empty_as_null=False))),
            }
        )
    return pl.DataFrame(records, schema=RETAINED_SCHEMA)


def brokerage(merger: Merger) -> Result:
    """Return ``brokerage_of`` a merger as a table of its answer."""
    table, shown = brokerage_of(merger), ("graph", "when", "name", "paths", "error", "n")
    return Result("brokerage", BROKERAGE, BROKERAGE_MEANING, ("graph", "when", "body"), table, shown, WHEN)


def retained(merger: Merger) -> Result:
    """Return ``retained_of`` a merger as a table of its answer."""
    shown = ("graph", "before", "after", "retained", "lost", "error", REASON)
    return Result("retained", RETAINED, RETAINED_MEANING, ("graph",), retained_of(merger), shown, WHEN | REASONS)


SCHEMA = {
    **dict.fromkeys(("graph", "when", "body", "name"), pl.String()),
    **dict.fromkeys(("paths", "error"), pl.Float64()),
    "n": pl.Int64(),
    REASON: pl.String(),
    ROWS: pl.List(pl.String),
}
"""The columns of ``brokerage_of``."""

RETAINED_SCHEMA = {
    "graph": pl.String(),
    **dict.fromkeys(("before", "after", "retained", "lost", "error"), pl.Float64()),
    REASON: pl.String(),
    ROWS: pl.List(pl.String),
}
"""The columns of ``retained_of``."""

BROKERAGE = Words(
    en="bridge building of each body, before and after",
    da="brobygning hos hver enkelt før og efter",
    nb="brobygging hos hver enkelt før og etter",
)

BROKERAGE_MEANING = Words(
    en="How many shortest routes between others lead through the body. The numbers are not shares, so that before and "
    "after can be compared.",
    da="Hvor mange af de korteste veje mellem andre der går gennem organisationen. Tallene er ikke andele, så før og "
    "efter kan sammenlignes.",
    nb="Hvor mange av de korteste veiene mellom andre som går gjennom organisasjonen. Tallene er ikke andeler, så før "
    "og etter kan sammenlignes.",
)

RETAINED = Words(
    en="bridge building kept and lost", da="brobygning, der bevares og mistes", nb="brobygging som beholdes og mistes"
)

RETAINED_MEANING = Words(
    en="What the merged body keeps of the routes through the bodies. The rest led between the bodies themselves or "
    "through several of them.",
    da="Hvor mange af vejene gennem dem, der fusionerer, den fusionerede organisation bevarer. Resten gik mellem dem "
    "selv eller gennem flere af dem.",
    nb="Hvor mange av veiene gjennom dem som slås sammen, den sammenslåtte organisasjonen beholder. Resten gikk mellom "
    "dem selv eller gjennom flere av dem.",
)
