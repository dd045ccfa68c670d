"""Who works with whom most: communities that many runs agree on, and how sure each membership is."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.accelerators import MISSING
from ecograph.algorithms.communities import Consensus, consensus
from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.metrics.table import organisations
from ecograph.network import Network, Weighting

RUNS = 20
"""How many runs are asked unless the user says otherwise."""

ALONE = "it shares no project with another organisation"
"""Why an organisation has no community."""


def communities(network: Network, *, weighting: Weighting = "newman", seed: int = 0, runs: int = RUNS) -> pl.DataFrame:
    """Return the community of each organisation, and the share of runs that agree.

    Leiden (Traag et al. 2019, Sci. Rep. 9:5233) looks for the division with the greatest modularity: most ties
    inside the communities, compared with what the strengths alone would give. It finds a different near-optimum
    for each seed, so ``runs`` seeds are asked and their consensus taken (Lancichinetti & Fortunato 2012, Sci.
    Rep. 2:336), on the tied pairs alone (as Tandon et al. 2019, Phys. Rev. E 99:042301, who add some others).
    ``stability`` is the mean share of the runs in which an organisation is with the other members of its
    community, in 0..1; 1 for a community of one. Communities smaller than a limit that grows with the network
    cannot be seen (Fortunato & Barthelemy 2007, PNAS 104:36-41), so they are no proposal for a merger.

    Both are null for an organisation that shares no project with another, and for all where networkit is missing.

    Args:
        network: The network.
        weighting: How strong a tie of the projection is.
        seed: The first seed.
        runs: How many runs are asked, each with the next seed.

    Returns:
        ``id``, ``name``, ``community`` (1 for the largest; equal sizes in the order of their first id),
        ``stability``, ``n`` (the members of the community, 0 where there is none), ``reason``, ``rows``; by
        community, then by id.

    By hand: a and b share p, c and d share q, and no run would join the pairs; e is alone.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcde"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cq", "dq", "er")
    ...     ],
    ... )
    >>> communities(Network.of(eco)).select("id", "community", "stability", "n").rows()
    [('a', 1, 1.0, 2), ('b', 1, 1.0, 2), ('c', 2, 1.0, 2), ('d', 2, 1.0, 2), ('e', None, None, 0)]
    """
    found = network.once(divided, weighting=weighting, seed=seed, runs=runs)
    size = len(network.organisations)
    nothing = np.full(size, np.nan)
    if found is None:
        values = {"community": nothing, "stability": nothing}
        table = organisations(network, values, n=0, reason=MISSING, descending=False)
    else:
        known = found.labels >= 0
        members = np.where(known, np.bincount(found.labels[known], minlength=1)[found.labels], 0)
        values = {"community": np.where(known, found.labels + 1.0, np.nan), "stability": found.stability}
        table = organisations(network, values, n=members, reason=ALONE, descending=False)
    return table.with_columns(pl.col("community").cast(pl.Int64))


def divided(network: Network, *, weighting: Weighting, seed: int, runs: int) -> Consensus | None:
    """Return the communities, None where networkit is missing; two measures rest on them: ask ``network.once``."""
    return consensus(network.projection(weighting), seed=seed, runs=runs)


COMMUNITIES = Metric(
    name="communities",
    title=Words(
        en="groups that work together (communities)",
        da="grupper, der arbejder sammen (fællesskaber)",
        nb="grupper som samarbeider (fellesskap)",
    ),
    sentence=Words(
        en="Which organisations in practice work together as a group, and how certain it is that each belongs there.",
        da="Hvilke organisationer der i praksis arbejder sammen som en gruppe, og hvor sikkert det er, at hver af "
        "dem hører til der.",
        nb="Hvilke organisasjoner som i praksis samarbeider som en gruppe, og hvor sikkert det er at hver av "
        "dem hører til der.",
    ),
    definition="The consensus of many runs of Leiden on the ties between organisations that share projects; "
    "stability is the share of the runs in which an organisation is with the other members of its community.",
    formula="the division c with the greatest Q = sum over communities of w(inside)/w - (strength/2w)^2, by "
    "consensus over seeds",
    unit="number of the community, and share of runs",
    graph="projection",
    keys=("id",),
    values={"community": (1, math.inf), "stability": (0, 1)},
    n="n",
    undefined="The organisation shares no project with another, or networkit is not installed.",
    source="Traag, Waltman & van Eck 2019, Sci. Rep. 9:5233; Lancichinetti & Fortunato 2012, Sci. Rep. 2:336; "
    "Tandon et al. 2019, Phys. Rev. E 99:042301",
    compute=communities,
)
