"""Who is near to everybody: closeness on the two-mode graph, not on a projection."""

import numpy as np
import polars as pl

from ecograph.algorithms.distances import two_mode_distances
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import nodes
from ecograph.network import Network


def closeness(network: Network) -> pl.DataFrame:
    """Return the closeness of each organisation and project on the two-mode graph, as a share.

    The least sum of distances that a node could have, divided by the sum it has (Faust 1997, Social Networks
    19:157-191; Borgatti & Everett 1997, Social Networks 19:243-269). A node is at least 1 step from a node of the
    other mode and 2 from one of its own, so with b of the other and a of its own that it reaches
    ``(b + 2 a) / sum of distances``. Where it does not reach all nodes, this is scaled by the share of the other
    nodes that it reaches (Wasserman & Faust 1994), so that a small part on its own does not look central:
    ``closeness = (b + 2 a) / sum of distances * (a + b) / (N - 1)``, in 0..1, for a graph of N nodes. On a
    connected graph that is the published value. It is null for a node without ties.

    Returns:
        ``mode`` (organisation or project), ``id``, ``name``, ``closeness``, ``n`` (the nodes reached), ``reason``,
        ``rows``; greatest first, then by id. ``rows`` are the node's own participations; the value rests on all
        participations of the network.

    By hand: on the path a - p - b - q, a is 1 from p, 2 from b and 3 from q: (2 + 2 * 1) / 6 = 2/3. b is 1 from p
    and q and 2 from a: (2 + 2) / 4 = 1.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq")],
    ... )
    >>> [(node, round(value, 4)) for node, value in closeness(Network.of(eco)).select("id", "closeness").rows()]
    [('b', 1.0), ('p', 1.0), ('a', 0.6667), ('q', 0.6667)]
    """
    own, other = two_mode_distances(network.participation)
    reached, least = own.reached + other.reached, 2 * own.reached + other.reached
    value = np.full(len(reached), np.nan)
    all_others = max(1, len(reached) - 1)
    np.divide(least * reached, (own.total + other.total) * all_others, out=value, where=reached > 0)
    return nodes(network, {"closeness": value}, n=reached, reason="it has no ties")


CLOSENESS = Metric(
    name="closeness",
    title=Words(
        en="closeness through projects",
        da="nærhed gennem projekter (closeness)",
        nb="nærhet gjennom prosjekter (closeness)",
    ),
    sentence=Words(
        en="How few steps, through joint projects, an organisation needs to reach everybody else.",
        da="Hvor få skridt en organisation via fælles projekter skal tage for at nå alle andre.",
        nb="Hvor få steg en organisasjon må gå gjennom felles prosjekter for å nå alle andre.",
    ),
    definition="The least possible sum of distances from a node to the nodes it reaches, divided by the sum it has, "
    "times the share of all other nodes that it reaches.",
    formula="(reached of the other mode + 2 reached of its own) / sum of distances * reached / (N - 1)",
    unit="share of the greatest possible",
    graph="two-mode",
    keys=("mode", "id"),
    values={"closeness": (0, 1)},
    n="n",
    undefined="The node has no ties.",
    source="Faust 1997, Social Networks 19:157-191; Borgatti & Everett 1997, Social Networks 19:243-269; "
    "Wasserman & Faust 1994, Social Network Analysis, ch. 5",
    compute=closeness,
)
