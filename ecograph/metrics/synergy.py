"""Whether sphere, place and theme or cluster hang together as a system: the triple-helix synergy of Leydesdorff."""

import math

import numpy as np
import polars as pl

from ecograph.algorithms.information import Decomposition, Transmission, decomposed
from ecograph.language import Words
from ecograph.metrics.groups import labels
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS

SPHERES = ("industry", "academia", "government")
"""The three helices of the triple helix."""

SCALES = {"country": 2, "region": 4}
"""The scales of the decomposition, with the length of their NUTS codes: countries, and regions at level 2."""

BITS = 1000.0
"""Millibits in a bit."""

TOO_FEW = "fewer than two organisations with all three known"
NO_PROJECTS = "fewer than two projects of the three spheres"
CONSTANT = "all its organisations stand under one region code, so place tells nothing and T is 0 by construction"

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "dimensions": pl.String,
    "scale": pl.String,
    "part": pl.String,
    "synergy_mbit": pl.Float64,
    "corrected_mbit": pl.Float64,
    "contribution_mbit": pl.Float64,
    "n": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}


def synergy(network: Network) -> pl.DataFrame:
    """Return the triple-helix synergy T of the ecosystem in millibits, and what countries and regions add to it.

    T = H_u + H_i + H_g - H_ui - H_ug - H_ig + H_uig, the mutual information in three dimensions (McGill 1954,
    Psychometrika 19:97-116). **Negative T is synergy**: the three together reduce the uncertainty more than
    their pairs do (Leydesdorff 2003, Scientometrics 58:445-467). Positive T is redundancy. In small
    samples entropies come out too low, and T too low where most combinations occur and too high where few do:
    ``corrected_mbit`` is T with each entropy corrected (Miller 1955). Where the two differ by much, there are too
    few units to read anything into T.

    Three sets of dimensions, in ``dimensions``:

    - ``helix-region-theme``: units are organisations of which sphere, region and a theme are known. The themes
      are those of the organisation and of its projects; with several, each counts its part, so that each
      organisation weighs 1.
    - ``helix-region-cluster``: the same with the clusters that the organisation is a member of; a cluster
      belongs to itself alone.
    - ``presence``: units are projects with an organisation of industry, academia or government, and the
      dimensions are whether each of the three takes part. It has no place, so it is not decomposed.

    The region is the code as it stands in the table, at whatever NUTS level. T is decomposed by country (first
    two signs) and region (first four; Theil 1972): T = T_between + sum of n_G / N * T_G. A part in which all
    stand under one code is null: place does not vary, so T is 0 by construction and not a finding. Its
    contribution is 0 in the sum. So regions have values where codes are finer than theirs.

    Returns:
        ``dimensions``, ``scale`` (all, country, region), ``part`` ((all), a code, or (between) for T_between),
        ``synergy_mbit``, ``corrected_mbit``, ``contribution_mbit`` (n_G / N * T_G), ``n`` (units), ``reason``,
        ``rows`` (the units); whole first, then by code, between last.

    By hand: with projects of industry alone and of academia alone, each entropy of one or two of the three is 1
    bit or, for government, 0: T = 1 + 1 + 0 - 1 - 1 - 1 + 1 = 0.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": "a", "name": "A", "kind": "company", "helix": "industry"},
    ...         {"org_id": "b", "name": "B", "kind": "university", "helix": "academia"},
    ...     ],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bq")],
    ... )
    >>> synergy(Network.of(eco)).filter(dimensions="presence").row(0)[:7]
    ('presence', 'all', '(all)', 0.0, 0.0, 0.0, 2)
    """
    if not network.organisations:
        return pl.DataFrame(schema=SCHEMA)
    spatial = (("helix-region-cluster", _clusters(network)), ("helix-region-theme", _themes(network)))
    rows = [row for name, kinds in spatial for row in _spatial(name, _units(network, kinds))]
    return pl.DataFrame([*rows, *_presence(network)], schema=SCHEMA)


def _themes(network: Network) -> pl.DataFrame:
    """Return ``org_id`` and ``g``: the themes of each organisation and of its projects."""
    eco = network.ecosystem
    tags = eco.tags.select(subject="subject", g="theme_id")
    projects = eco.participations.select("org_id", subject="project_id").filter(
        pl.col("subject").is_in(network.projects)
    )
    return pl.concat([tags.rename({"subject": "org_id"}), projects.join(tags, on="subject").select("org_id", "g")])


def _clusters(network: Network) -> pl.DataFrame:
    """Return ``org_id`` and ``g``: the clusters of each organisation."""
    members = network.ecosystem.memberships.select("org_id", g="cluster_id").filter(
        ~pl.col("org_id").is_in(network.clusters), pl.col("g").is_in(network.clusters)
    )
    own = pl.Series(network.clusters, dtype=pl.String)
    return pl.concat([members, pl.DataFrame({"org_id": own, "g": own})])


def _units(network: Network, kinds: pl.DataFrame) -> pl.DataFrame:
    """Return ``unit``, ``u``, ``i``, ``g``, ``weight``: a row for each organisation and theme or cluster."""
    bodies = network.ecosystem.organisations.select(unit="org_id", u="helix", i="region")
    known = bodies.filter(pl.col("unit").is_in(network.organisations), pl.col("u") != "none").drop_nulls()
    found = known.join(kinds.unique(), left_on="unit", right_on="org_id").sort("unit", "g")
    return found.with_columns(weight=1 / pl.len().over("unit"))


def _spatial(dimensions: str, units: pl.DataFrame) -> list[dict[str, object]]:
    """Return the rows of a set of dimensions with place: the whole, then each scale with what lies between."""
    rows = [*_parts(dimensions, "all", units.with_columns(part=pl.lit("(all)")))[:1]]
    for scale, length in SCALES.items():
        rows += _parts(dimensions, scale, units.with_columns(part=pl.col("i").str.slice(0, length)))
    return rows


def _parts(dimensions: str, scale: str, units: pl.DataFrame) -> list[dict[str, object]]:
    """Return a row for each part of a scale, and one for what lies between them."""
    found, names = _decomposed(units)
    key: dict[str, object] = {"dimensions": dimensions, "scale": scale}
    if scale == "all" and not names:  # the whole has its row even if there is nothing in it
        return [{**key, "part": "(all)", **_measured(None, 0.0), "n": 0, REASON: TOO_FEW, ROWS: []}]
    own = units.group_by("part").agg(
        n=pl.col("unit").n_unique(), places=pl.col("i").n_unique(), unit=pl.col("unit").unique().sort()
    )
    rows: list[dict[str, object]] = []
    for part, value, share in zip(own.sort("part").iter_rows(named=True), found.groups, found.shares, strict=True):
        why = TOO_FEW if part["n"] < 2 else CONSTANT if part["places"] == 1 else None  # noqa: PLR2004
        values = _measured(None if why else value, float(share))
        names_of = [f"organisations/{unit}" for unit in part["unit"]]
        rows.append({**key, "part": part["part"], **values, "n": part["n"], REASON: why, ROWS: names_of})
    n = units["unit"].n_unique()
    why = None if any(row[REASON] is None for row in rows) else "no part has a value, so nothing is decomposed"
    between = _measured(None if why else found.between, 1.0)
    last = {**key, "part": "(between)", **between, "n": n, REASON: why, ROWS: _rows("organisations", units)}
    return [*rows, last] if names else []


def _presence(network: Network) -> list[dict[str, object]]:
    """Return the row of the presence of the spheres in projects."""
    helix = network.ecosystem.organisations.select("org_id", "helix").filter(
        pl.col("org_id").is_in(network.organisations), pl.col("helix").is_in(SPHERES)
    )
    inside = network.ecosystem.participations.filter(pl.col("project_id").is_in(network.projects))
    units = (
        inside.join(helix, on="org_id")
        .group_by(unit="project_id")
        .agg(**{axis: (pl.col("helix") == sphere).any() for axis, sphere in zip("uig", SPHERES, strict=True)})
        .sort("unit")
        .with_columns(part=pl.lit("(all)"), weight=pl.lit(1.0))
        .with_columns(pl.col(axis).cast(pl.String) for axis in "uig")
    )
    found, _ = _decomposed(units)
    why = NO_PROJECTS if units.height < 2 else None  # noqa: PLR2004 - of one, nothing varies
    values = _measured(None if why else found.whole, 1.0)
    key: dict[str, object] = {"dimensions": "presence", "scale": "all", "part": "(all)"}
    return [{**key, **values, "n": units.height, REASON: why, ROWS: _rows("projects", units)}]


def _decomposed(units: pl.DataFrame) -> tuple[Decomposition, list[str]]:
    """Return T of units by part, and the names of the parts in the order of its groups."""
    part, names = labels(units["part"])
    dimensions = np.stack([labels(units[axis])[0] for axis in "uig"])
    unit = labels(units["unit"])[0]
    return decomposed(dimensions, units["weight"].to_numpy(), part, units=unit), names


def _measured(value: Transmission | None, share: float) -> dict[str, float | None]:
    """Return the values of a row in millibits."""
    if value is None:
        return {"synergy_mbit": None, "corrected_mbit": None, "contribution_mbit": None}
    plain, corrected = value.plain * BITS, value.miller * BITS
    return {"synergy_mbit": plain, "corrected_mbit": corrected, "contribution_mbit": share * plain}


def _rows(table: str, units: pl.DataFrame) -> list[str]:
    return [f"{table}/{unit}" for unit in units["unit"].unique().sort()]


SYNERGY = Metric(
    name="synergy",
    title=Words(en="triple-helix synergy", da="triple helix-synergi", nb="trippel helix-synergi"),
    sentence=Words(
        en="Whether businesses, research and public bodies, places and themes form a system that is more than its "
        "parts: the further below zero, the more.",
        da="Om virksomheder, forskning og det offentlige, steder og temaer danner et system, der er mere end sine "
        "dele: jo længere under nul, jo mere.",
        nb="Om næringsliv, forskning og det offentlige, steder og temaer danner et system som er mer enn delene: "
        "jo lenger under null, jo mer.",
    ),
    definition="The mutual information in three dimensions, over organisations by sphere, region and theme or "
    "cluster, and over projects by the presence of the spheres; negative is synergy.",
    formula="T = H_u + H_i + H_g - H_ui - H_ug - H_ig + H_uig; T = T_between + sum of n_G / N * T_G",
    unit="millibits; negative is synergy",
    graph="tables",
    keys=("dimensions", "scale", "part"),
    values=dict.fromkeys(("synergy_mbit", "corrected_mbit", "contribution_mbit"), (-math.inf, math.inf)),
    n="n",
    undefined="Fewer than two units are known, or all of a part stand under one region code.",
    source="Leydesdorff 2003, Scientometrics 58:445-467; Leydesdorff & Strand 2013, J. Am. Soc. Inf. Sci. Technol. "
    "64:1890-1902",
    compute=synergy,
)
