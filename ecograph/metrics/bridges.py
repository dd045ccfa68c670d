"""Which partnership alone holds two parts together: the bridges of the projection."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms import cuts
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS, reference


def bridges(network: Network) -> pl.DataFrame:
    """Return the pairs of organisations whose tie is the only connection between two parts: organisations cut off.

    A tie is a bridge when its component of the projection falls into two without it (Tarjan 1974, Information
    Processing Letters 2:160-161). The two share projects only with each other, as three partners of one project are
    tied by two ways. ``n_cut_off`` is the number of organisations on the smaller side, from 1 to half of the
    component: 1 is an organisation with a single partner. It is never null; without a bridge the table is empty.

    Returns:
        ``left``, ``left_name``, ``right``, ``right_name`` (left is first by id), ``n_cut_off``, ``n`` (the
        organisations of the component), ``reason`` (always null), ``rows`` (the participations of both in the projects
        they share); greatest first, then by ids.

    By hand: a, b and c in p, c and d in q. Without the tie of c and d, d is cut off from the other three.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cp", "cq", "dq")
    ...     ],
    ... )
    >>> bridges(Network.of(eco)).select("left", "right", "n_cut_off", "n").rows()
    [('c', 'd', 1, 4)]
    """
    found = cuts.bridges(network.projection("count"))
    ids = pl.Series(network.organisations, dtype=pl.String)
    pairs = pl.DataFrame(
        {
            "left": ids.gather(found.left),
            "right": ids.gather(found.right),
            "n_cut_off": found.cut_off.astype(np.int64),
            "n": found.component.astype(np.int64),
        }
    )
    names = network.ecosystem.organisations.select("org_id", "name")
    for side in ("left", "right"):
        named = names.rename({"org_id": side, "name": f"{side}_name"})
        pairs = pairs.join(named, on=side, how="left", maintain_order="left")
    return (
        pairs.join(_shared(network, found), on=("left", "right"), how="left")
        .with_columns(pl.lit(None, dtype=pl.String).alias(REASON))
        .sort(["n_cut_off", "left", "right"], descending=[True, False, False])
        .select("left", "left_name", "right", "right_name", "n_cut_off", "n", REASON, ROWS)
    )


def _shared(network: Network, found: cuts.Bridges) -> pl.DataFrame:
    """Return the participations of both ends of each bridge in the projects they share."""
    member = network.participation
    shared = (member[found.left] * member[found.right]).tocoo()
    pair, project = shared.coords
    ids = pl.Series(network.organisations, dtype=pl.String)
    both = pl.DataFrame(
        {
            "left": ids.gather(found.left[pair]),
            "right": ids.gather(found.right[pair]),
            "project_id": pl.Series(network.projects, dtype=pl.String).gather(project.astype(np.int64)),
        }
    )
    sides = pl.concat(both.with_columns(org_id=pl.col(side)) for side in ("left", "right"))
    rows = network.ecosystem.participations.select("org_id", "project_id", reference("participations"))
    return sides.join(rows, on=("org_id", "project_id")).group_by("left", "right").agg(pl.col(ROWS).unique().sort())


BRIDGES = Metric(
    name="bridges",
    title=Words(en="only connections (bridges)", da="eneste forbindelser (broer)", nb="eneste forbindelser (broer)"),
    sentence=Words(
        en="Which two organisations alone connect two parts, and how many would be cut off without their tie.",
        da="Hvilke to organisationer der er den eneste forbindelse mellem to dele, og hvor mange der "
        "afskæres uden dem.",
        nb="Hvilke to organisasjoner som er den eneste forbindelsen mellom to deler, og hvor mange som "
        "blir avskåret uten dem.",
    ),
    definition=(
        "A tie of two organisations without which their component falls into two; n_cut_off counts the organisations "
        "on the smaller side."
    ),
    formula="n_cut_off = organisations on the smaller side of the tie",
    unit="organisations",
    graph="projection",
    keys=("left", "right"),
    values={"n_cut_off": (1, math.inf)},
    n="n",
    undefined="",
    source="Tarjan 1974, Information Processing Letters 2:160-161",
    compute=bridges,
)
