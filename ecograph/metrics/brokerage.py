"""Which groups an organisation links: the five brokerage roles of Gould and Fernandez on the projection."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms import brokerage as algorithm
from ecograph.language import Words
from ecograph.metrics.groups import Group, groups, labels
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS


def brokerage(network: Network, *, group: Group = "helix") -> pl.DataFrame:
    """Return how many paths between others each organisation holds together in each of five roles.

    A path a - v - b runs between two partners of v that share no project. By the groups of the three, v is
    coordinator (all in one), consultant (a and b in one, v in another), gatekeeper (v and b in one, a in another),
    representative (v and a in one, b in another) or liaison (three groups) (Gould & Fernandez 1989, Sociological
    Methodology 19:89-126). Each pair counts twice, as a - v - b and b - v - a, so that gatekeeper and representative
    are equal here. Ties have no weight. Organisations whose group is not known take no part, not even as an end.

    ``expected`` is what v's paths would give if the groups of all others were dealt anew: with m of n organisations
    in the group of v, coordinator = paths of v x (m-1)(m-2) / ((n-1)(n-2)), and so on. ``ratio`` = n_paths / expected:
    above 1 where v has the role more often than the sizes of the groups let expect.

    Args:
        network: The network.
        group: What organisations are grouped by.

    Returns:
        ``id``, ``name``, ``role``, ``n_paths``, ``expected``, ``ratio`` (all 0 or more), ``n`` (the paths of the
        organisation in all roles), ``reason``, ``rows``; most paths first, then by id and role. All values are null
        where the group of the organisation is not known, and the ratio where nothing is expected. ``rows`` are its
        own participations; the values rest on those of its partners too.

    By hand: the university v shares a project with each of the universities a and b, the company c and the agency d.
    Of its 12 paths 2 join a and b; 4 lead from c or d to a or b, 4 back; 2 join c and d.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> kinds = {"a": "academia", "b": "academia", "c": "industry", "d": "government", "v": "academia"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i, "kind": "other", "helix": kind} for i, kind in kinds.items()],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "abcd"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for p in "abcd" for o in (p, "v")],
    ... )
    >>> dict(brokerage(Network.of(eco)).filter(id="v").select("role", "n_paths").rows())
    {'gatekeeper': 4, 'representative': 4, 'coordinator': 2, 'liaison': 2, 'consultant': 0}
    """
    known, names = groups(network, group), algorithm.ROLES
    found = algorithm.brokerage(network.projection(), labels(known)[0])
    unknown = np.repeat(~found.known, len(names))
    counts, expected = found.counts.ravel(), np.where(unknown, np.nan, found.expected.ravel())
    ratio = np.divide(counts, expected, out=np.full(len(counts), np.nan), where=expected > 0)
    paths = np.repeat(found.counts.sum(axis=1), len(names))
    whose = "it belongs to no cluster, or to several" if group == "cluster" else f"its {group} is not known"
    reasons = (
        pl.when(pl.col("expected").is_null())
        .then(pl.lit(whose))
        .when(pl.col("n") == 0)
        .then(pl.lit("no two of its partners are without a project in common"))
        .when(pl.col("ratio").is_null())
        .then(pl.lit("the groups leave no such path to expect"))
    )
    roles = pl.DataFrame({"role": names})
    return (
        network.nodes.head(len(network.organisations))
        .join(roles, how="cross", maintain_order="left_right")
        .with_columns(
            n_paths=pl.Series(counts),
            expected=pl.Series(expected).fill_nan(None),
            ratio=pl.Series(ratio).fill_nan(None),
            n=pl.Series(paths),
        )
        .with_columns(reasons.alias(REASON), n_paths=pl.when(pl.col("expected").is_not_null()).then(pl.col("n_paths")))
        .sort("n_paths", "id", "role", descending=[True, False, False], nulls_last=True)
        .select("id", "name", "role", "n_paths", "expected", "ratio", "n", REASON, ROWS)
    )


BROKERAGE = Metric(
    name="brokerage",
    title=Words(en="brokerage roles", da="mæglerroller", nb="meglerroller"),
    sentence=Words(
        en="Whether an organisation brings together partners within its own group, or links it to others.",
        da="Om en organisation bringer partnere sammen inden for sin egen gruppe eller forbinder den med andre.",
        nb="Om en organisasjon bringer sammen partnere innenfor sin egen gruppe eller knytter den til andre.",
    ),
    definition="The paths between two partners of an organisation that share no project, by the groups of the three: "
    "coordinator, consultant, gatekeeper, representative or liaison; and how many chance would give.",
    formula="n_paths = number of a - v - b with no tie a - b; expected = paths of v x chance of the role if the groups "
    "of the others are dealt anew; ratio = n_paths / expected",
    unit="paths; paths; times the expected",
    graph="projection",
    keys=("id", "role"),
    values={"n_paths": (0, math.inf), "expected": (0, math.inf), "ratio": (0, math.inf)},
    n="n",
    undefined="The group of the organisation is not known; the ratio also where no path is expected.",
    source="Gould & Fernandez 1989, Sociological Methodology 19:89-126",
    compute=brokerage,
)
