"""Whether today's borders follow the real cooperation: communities compared with known groups."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.accelerators import MISSING
from ecograph.algorithms.agreement import adjusted_rand, variation_of_information
from ecograph.algorithms.communities import modularity
from ecograph.algorithms.matrix import Labels
from ecograph.language import Words
from ecograph.metrics.communities import RUNS, divided
from ecograph.metrics.groups import GROUPS, Group, groups, labels
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network, Weighting
from ecograph.rows import ROWS

VALUES = ("adjusted_rand", "variation_of_information", "modularity", "modularity_of_communities")

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "attribute": pl.String,
    **dict.fromkeys(VALUES, pl.Float64),
    "n_groups": pl.Int64,
    "n_communities": pl.Int64,
    "n": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}


def community_agreement(
    network: Network, *, weighting: Weighting = "newman", seed: int = 0, runs: int = RUNS
) -> pl.DataFrame:
    """Return how far the communities of the projection agree with the known groups of organisations.

    For each attribute (cluster, country, helix, kind, region), over the organisations whose group and community
    are both known: the adjusted Rand index (1 the same, 0 as by chance; Hubert & Arabie 1985, J. Classification
    2:193-218), the variation of information in bits (0 the same, at most log2 n; Meila 2007, J. Multivariate
    Analysis 98:873-895), and the modularity (-0.5..1; Newman & Girvan 2004, Phys. Rev. E 69:026113) of the
    groups and of the communities on the ties among these organisations.

    The index is null with fewer than two organisations, and where groups and communities both put all together
    or both all apart; modularity is null where no tie joins these organisations; all are null where networkit is
    missing. An organisation that is a member of several clusters has no one cluster and is left out.

    Args:
        network: The network.
        weighting: How strong a tie of the projection is.
        seed: The first seed of the runs that the communities rest on.
        runs: How many runs.

    Returns:
        ``attribute``, ``adjusted_rand``, ``variation_of_information``, ``modularity`` (of the groups),
        ``modularity_of_communities``, ``n_groups``, ``n_communities``, ``n`` (the organisations compared),
        ``reason``, ``rows`` (these organisations); by attribute.

    By hand: a and b share p, c and d share q, and their countries are the same two pairs.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": i, "name": i.upper(), "kind": "company", "country": country}
    ...         for i, country in (("a", "DK"), ("b", "DK"), ("c", "NO"), ("d", "NO"))
    ...     ],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cq", "dq")],
    ... )
    >>> community_agreement(Network.of(eco)).filter(attribute="country").row(0)[:5]
    ('country', 1.0, 0.0, 0.5, 0.5)
    """
    if not network.organisations:
        return pl.DataFrame(schema=SCHEMA)
    found = network.once(divided, weighting=weighting, seed=seed, runs=runs)
    tied = np.diff(network.projection(weighting).indptr) > 0
    division = np.where(tied, 0, -1).astype(np.int64) if found is None else found.labels
    known = [_compared(network, attribute, division, weighting) for attribute in sorted(GROUPS)]
    if found is None:
        known = [{**row, **dict.fromkeys(VALUES), "n_communities": 0, REASON: MISSING} for row in known]
    return pl.DataFrame(known, schema=SCHEMA)


def _compared(network: Network, attribute: Group, division: Labels, weighting: Weighting) -> dict[str, object]:
    """Return the row of an attribute."""
    own, _ = labels(groups(network, attribute))
    both = np.flatnonzero((own >= 0) & (division >= 0))
    group, community = own[both], division[both]
    ties = network.projection(weighting)[both][:, both]
    values = (
        adjusted_rand(group, community),
        variation_of_information(group, community),
        modularity(ties, group),
        modularity(ties, community),
    )
    return {
        "attribute": attribute,
        **{name: None if math.isnan(value) else value for name, value in zip(VALUES, values, strict=True)},
        "n_groups": len(set(group.tolist())),
        "n_communities": len(set(community.tolist())),
        "n": len(both),
        REASON: _why(len(both), values),
        ROWS: [f"organisations/{network.organisations[i]}" for i in both],
    }


def _why(n: int, values: tuple[float, ...]) -> str | None:
    """Return why a value is null, None where none is."""
    index, _, quality, _ = values
    if n < 2:  # noqa: PLR2004 - a pair takes two
        return "fewer than two organisations with a community have a known group"
    trivial = "groups and communities both put all together or all apart" if math.isnan(index) else ""
    untied = "no tie joins the organisations with a known group" if math.isnan(quality) else ""
    return "; ".join(filter(None, (trivial, untied))) or None


COMMUNITY_AGREEMENT = Metric(
    name="community_agreement",
    title=Words(
        en="communities and today's borders",
        da="fællesskaber og dagens grænser",
        nb="fellesskap og dagens grenser",
    ),
    sentence=Words(
        en="Whether the real cooperation follows the borders of today's clusters, countries, regions and sectors.",
        da="Om det faktiske samarbejde følger grænserne mellem dagens klynger, lande, regioner og sektorer.",
        nb="Om det faktiske samarbeidet følger grensene mellom dagens klynger, land, regioner og sektorer.",
    ),
    definition="The adjusted Rand index and the variation of information between communities and known groups, "
    "and the modularity of each on the same ties: the share of the ties inside, less what chance would give.",
    formula="ARI = (agreeing pairs - expected) / (greatest - expected); VI = H(groups | communities) + "
    "H(communities | groups); Q = sum over groups of w(inside)/w - (strength/2w)^2",
    unit="index, bits, and modularity",
    graph="projection",
    keys=("attribute",),
    values={
        "adjusted_rand": (-1, 1),
        "variation_of_information": (0, math.inf),
        "modularity": (-0.5, 1),
        "modularity_of_communities": (-0.5, 1),
    },
    n="n",
    undefined="Too few organisations have both a group and a community, a division is trivial on both sides, no "
    "tie joins them, or networkit is not installed.",
    source="Hubert & Arabie 1985, J. Classification 2:193-218; Meila 2007, J. Multivariate Analysis 98:873-895; "
    "Newman & Girvan 2004, Phys. Rev. E 69:026113",
    compute=community_agreement,
)
