"""What is lost if a secretariat fails: each of the merging bodies today, or the one that they would become."""

import math
from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.distances import projected_distances
from ecograph.algorithms.matrix import Labels, Matrix, two_mode
from ecograph.analyses.answer import Result
from ecograph.analyses.merge.labels import WHEN
from ecograph.analyses.merge.merger import Merger
from ecograph.analyses.merge.reasons import REASONS, TOO_FEW
from ecograph.language import Words
from ecograph.metrics.metric import REASON
from ecograph.metrics.projected_closeness import steps
from ecograph.network import Network
from ecograph.rows import ROWS

LEADS = ("lead", "coordinator")
"""The roles of those who lead a project; European projects call the lead coordinator."""


def cut_off(incidence: Matrix, removed: Labels) -> tuple[int, int]:
    """Return how many rows are cut off when some rows leave, and into how many parts their components fall.

    Of each component that held one of them, the rows outside its largest remaining part are cut off. Parts without
    any row, such as a project that nobody is left in, do not count. For one row it is ``algorithms.cuts.departures``.

    By hand: in the star of row 0 with three columns, each with a row of its own, two rows are cut off from the third.

    >>> star = sparse.csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    >>> cut_off(star, np.array([0]))
    (2, 3)
    """
    n_rows = incidence.shape[0]
    stay = np.setdiff1d(np.arange(n_rows), removed)
    whole = _parts(incidence)
    part = _parts(sparse.csr_array(incidence[stay]))
    touched = np.isin(whole[stay], whole[removed])
    size = np.bincount(part[touched])
    owner = np.zeros(len(size), dtype=np.int64)
    owner[part[touched]] = whole[stay][touched]
    n_left = np.bincount(whole[stay][touched], minlength=n_rows + 1)
    largest = np.zeros(len(n_left), dtype=np.int64)
    np.maximum.at(largest, owner[size > 0], size[size > 0])
    return int((n_left - largest).sum()), int((size > 0).sum())


def _parts(incidence: Matrix) -> Labels:
    """Return the component of each row."""
    if sum(incidence.shape) == 0:  # scipy refuses a graph without nodes
        return np.zeros(0, dtype=np.int64)
    found = csgraph.connected_components(two_mode(incidence), directed=False)[1]
    rows = found[: incidence.shape[0]]
    return np.unique(rows, return_inverse=True)[1].astype(np.int64)


def failing(network: Network, bodies: Sequence[str]) -> dict[str, object]:
    """Return what is lost when some organisations of a network fail at once.

    Returns:
        ``n_cut_off`` (organisations outside the largest remaining part of what held together), ``n_parts`` (parts it
        falls into), ``n_without_lead`` (projects that lose their only lead or coordinator), ``efficiency`` (the
        global efficiency of all organisations before, 0 to 1; Latora & Marchiori 2001, Phys. Rev. Lett. 87:198701),
        ``efficiency_left`` (that of those who are left), ``n`` (those who are left).

    By hand: a alone ties b and c. Without it c is cut off, and nobody reaches another: 0 instead of (1 + 1 + 1/2) / 3.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org} for org in "abc"],
    ...     projects=[{"project_id": project, "title": project} for project in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "lead" if o == "a" else "partner"}
    ...         for o, p in ("ap", "bp", "aq", "cq")
    ...     ],
    ... )
    >>> found = failing(Network.of(eco), ["a"])
    >>> [round(value, 4) for value in found.values()]
    [1, 2, 2, 0.8333, 0.0, 2]
    """
    place = {org: i for i, org in enumerate(network.organisations)}
    gone = np.array(sorted(place[body] for body in bodies), dtype=np.int64)
    stay = np.setdiff1d(np.arange(len(place)), gone)
    n_cut_off, n_parts = cut_off(network.participation, gone)
    left = projected_distances(sparse.csr_array(network.participation[stay]))
    return {
        "n_cut_off": n_cut_off,
        "n_parts": n_parts,
        "n_without_lead": len(without_lead(network, bodies)),
        "efficiency": _mean(float(network.once(steps).inverse.sum()), len(place)),
        "efficiency_left": _mean(float(left.inverse.sum()), len(stay)),
        "n": len(stay),
    }


def without_lead(network: Network, bodies: Sequence[str]) -> list[str]:
    """Return the ids of the projects whose every lead or coordinator is among some organisations, sorted."""
    leads = network.ecosystem.participations.filter(pl.col("role").is_in(LEADS))
    each = leads.group_by("project_id").agg(lost=pl.col("org_id").is_in(list(bodies)).all())
    return sorted(each.filter(pl.col("lost"))["project_id"])


def resilience_of(merger: Merger) -> pl.DataFrame:
    """Return what is lost if a body fails: each alone and all at once before a merger, the merged one after it.

    All at once before and the merged one after lose the same, other than for what the merger itself changed: the
    number of organisations, and so the efficiency before. The merger makes one failure of what were several. Those
    that fail are not counted as cut off, so one failing may cut off more than all at once; ``n_parts`` then is less.

    Returns:
        ``when`` (before or after), ``fails`` (an id; of several, joined by +), ``name``, then the columns of
        ``failing`` (efficiencies null where fewer than two organisations are or remain), ``reason``, ``rows`` (the
        participations of those that fail; the values rest on all of the network). Each alone, all
        at once, then the merged one.
    """
    names = dict(merger.before.ecosystem.organisations.select("org_id", "name").iter_rows())
    own = dict(merger.before.nodes.head(len(merger.before.organisations)).select("id", ROWS).iter_rows())
    records: list[dict[str, object]] = []
    for bodies in (*((body,) for body in merger.clusters), merger.clusters):
        rows = {row for body in bodies for row in own[body]}
        name = " + ".join(names[body] for body in bodies)
        records.append({"when": "before", "fails": "+".join(bodies), "name": name, ROWS: sorted(rows)})
        records[-1] |= failing(merger.before, bodies)
    merged = {"when": "after", "fails": merger.into, "name": merger.name, ROWS: records[-1][ROWS]}
    records.append(merged | failing(merger.after, (merger.into,)))
    missing = pl.any_horizontal(pl.col("efficiency", "efficiency_left").is_null())
    return (
        pl.DataFrame(records, schema={name: kind for name, kind in SCHEMA.items() if name != REASON})
        .with_columns(pl.when(missing).then(pl.lit(TOO_FEW)).alias(REASON))
        .select(*SCHEMA)
    )


def resilience(merger: Merger) -> Result:
    """Return ``resilience_of`` a merger as a table of its answer."""
    shown = tuple(name for name in SCHEMA if name not in {"fails", ROWS})
    table, words = resilience_of(merger), WHEN | REASONS
    return Result("resilience", RESILIENCE, RESILIENCE_MEANING, ("when", "fails"), table, shown, words)


def _mean(inverse: float, n: int) -> float | None:
    value = inverse / (n * (n - 1)) if n > 1 else math.nan
    return None if math.isnan(value) else value


SCHEMA = {
    **dict.fromkeys(("when", "fails", "name"), pl.String()),
    **dict.fromkeys(("n_cut_off", "n_parts", "n_without_lead"), pl.Int64()),
    **dict.fromkeys(("efficiency", "efficiency_left"), pl.Float64()),
    "n": pl.Int64(),
    REASON: pl.String(),
    ROWS: pl.List(pl.String),
}
"""The columns of ``resilience_of``."""

RESILIENCE = Words(
    en="what is lost if a secretariat fails",
    da="hvad der mistes, hvis et sekretariat falder fra",
    nb="hva som går tapt hvis et sekretariat faller fra",
)

RESILIENCE_MEANING = Words(
    en="Organisations that are cut off from the rest, projects that lose their only lead, and how easily the others "
    "still reach one another (global efficiency, 0 to 1). A merger makes one failure of what were several.",
    da="Organisationer, der afskæres fra resten, projekter, der mister deres eneste leadpartner, og hvor let de øvrige "
    "stadig når hinanden (global efficiens, 0 til 1). En fusion gør flere mulige bortfald til ét.",
    nb="Organisasjoner som blir avskåret fra resten, prosjekter som mister sin eneste ledende partner, og hvor lett de "
    "øvrige fortsatt når hverandre (global effektivitet, 0 til 1). En sammenslåing gjør flere mulige bortfall til ett.",
)
