"""Who cannot be spared: the organisations whose leaving splits the others, on the two-mode graph."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.cuts import departures
from ecograph.algorithms.matrix import two_mode
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network
from ecograph.rows import ROWS


def articulation_points(network: Network) -> pl.DataFrame:
    """Return what is left of the component of each organisation when it leaves: parts, and organisations cut off.

    The organisation is taken out of the two-mode graph, and its projects stay with their other partners. ``n_parts``
    is the number of parts, each with at least one organisation, into which its component falls; a project that is
    left alone is no part. It is 0 where no other organisation is in the component. The organisation is an articulation
    point (``is_articulation_point`` 1, else 0) when there are two parts or more (Tarjan 1972, SIAM Journal on
    Computing 1:146-160). ``n_cut_off`` is the number of organisations outside the part with the most. All are counts
    from 0, and never null.

    Returns:
        ``id``, ``name``, ``n_cut_off``, ``n_parts``, ``is_articulation_point``, ``n`` (the organisations of its
        component, itself included), ``reason`` (always null), ``rows``; greatest first, then by id. ``rows`` are the
        organisation's own participations; the values rest on all participations of its component.

    By hand: a, b and c in p, c and d in q, c alone in r. When c leaves, d is cut off from a and b.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cp", "cq", "dq", "cr")
    ...     ],
    ... )
    >>> articulation_points(Network.of(eco)).select("id", "n_cut_off", "n_parts", "is_articulation_point").rows()
    [('c', 1, 2, 1), ('a', 0, 1, 0), ('b', 0, 1, 0), ('d', 0, 1, 0)]
    """
    n = len(network.organisations)
    counted = np.repeat([1.0, 0.0], network.participation.shape)  # organisations count, projects do not
    found = departures(two_mode(network.participation), counted)
    parts = found.n_parts[:n]
    values = {
        "n_cut_off": found.cut_off[:n].astype(np.int64),
        "n_parts": parts,
        "is_articulation_point": (parts > 1).astype(np.int64),
    }
    table = organisations(network, values, n=found.component[:n].astype(np.int64))
    return table.select("id", "name", *values, "n", REASON, ROWS)


ARTICULATION_POINTS = Metric(
    name="articulation_points",
    title=Words(
        en="indispensable links (articulation points)",
        da="uundværlige bindeled (artikulationspunkter)",
        nb="uunnværlige bindeledd (artikulasjonspunkter)",
    ),
    sentence=Words(
        en="Whose leaving would split the ecosystem, and how many organisations would be cut off.",
        da="Hvem der ikke kan undværes, uden at økosystemet deles, og hvor mange organisationer der så afskæres.",
        nb="Hvem som ikke kan unnværes uten at økosystemet deles, og hvor mange organisasjoner som da blir avskåret.",
    ),
    definition=(
        "An organisation without which its component falls into parts, each with at least one organisation; "
        "n_cut_off counts the organisations outside the largest part."
    ),
    formula="n_cut_off(i) = organisations of the component - 1 - those of the largest part without i",
    unit="organisations",
    graph="two-mode",
    keys=("id",),
    values={"n_cut_off": (0, math.inf), "n_parts": (0, math.inf), "is_articulation_point": (0, 1)},
    n="n",
    undefined="",
    source="Tarjan 1972, SIAM Journal on Computing 1:146-160",
    compute=articulation_points,
)
