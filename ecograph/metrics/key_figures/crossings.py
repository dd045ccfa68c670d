"""What share of the projects brings together what is apart: public and private, clusters, Denmark and Norway."""

import polars as pl

from ecograph.language import Words
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.members import clusters, memberships
from ecograph.metrics.key_figures.tally import shaped, undefined
from ecograph.network import Network
from ecograph.rows import ROWS, reference

FEWEST = 2
"""The least number of participants of which two can be on different sides."""

PUBLIC_PRIVATE = ("government", "industry")
BORDER = ("DK", "NO")

NO_PROJECT = "no project has two known participants"
NO_CLUSTER = "no cluster is known"


def public_private(network: Network, _: Asked) -> pl.DataFrame:
    """Return the share of projects that have a public and a private participant (OPI), in 0..1, as an interval.

    Of the projects with two known participants or more, those with one of the sphere ``government`` and one of
    ``industry``; others in which the sphere of a participant is not known may be such projects too. A collective
    ("the five regions") takes part in the sphere that is known of it. Any role counts.

    Returns:
        The columns of ``FIGURES`` other than ``figure``; ``n`` the projects with two known participants, coverage the
        share of all projects that have them and of which nothing is left open; ``rows`` are all their participations
        and these organisations, since a project without both lowers the share. Null where no project has two.

    By hand: p has both; q has a public one and one that is not known, so it may have both; r has one participant.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> spheres = {"a": "government", "b": "industry", "c": None}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i, "kind": "other", "helix": h} for i, h in spheres.items()],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "aq", "cq", "ar")
    ...     ],
    ... )
    >>> public_private(Network.of(eco), Asked(date(2024, 1, 1))).select("low", "high", "n", "coverage").row(0)
    (0.5, 1.0, 2, 0.3333333333333333)
    """
    return _across(network, "helix", PUBLIC_PRIVATE)


def across_border(network: Network, _: Asked) -> pl.DataFrame:
    """Return the share of projects with a Danish and a Norwegian participant, in 0..1, as an interval.

    As ``public_private``, by the country of the participants.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> across_border(Network.of(Ecosystem.of()), Asked(date(2024, 1, 1)))["reason"].to_list()
    ['no project has two known participants']
    """
    return _across(network, "country", BORDER)


def across_clusters(network: Network, asked: Asked) -> pl.DataFrame:
    """Return the share of projects in which two clusters are known to meet, in 0..1.

    Two clusters meet where two organisations take part that each are, or belong to, another of them. Who belongs to a
    cluster is known of few, so the true share may be greater, never smaller.

    Returns:
        The columns of ``FIGURES`` other than ``figure``; ``n`` the projects with two known participants, coverage the
        share of the reported members of clusters that are known, over the clusters with a closed number; null where
        there is none; ``rows`` are all their participations, and the memberships by which clusters meet. Null where no
        cluster is known, or no project has two known participants.

    By hand: a is a cluster and b a member of the cluster c: in p they meet, in q one of them is alone with d.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i, "kind": "cluster" if i in "ac" else "other"} for i in "abcd"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "dq")],
    ...     memberships=[{"org_id": "b", "cluster_id": "c", "role": "member"}],
    ... )
    >>> across_clusters(Network.of(eco), Asked(date(2024, 1, 1))).select("low", "high", "n").row(0)
    (0.5, 0.5, 2)
    """
    projects = network.once(joint)
    if projects.is_empty() or not network.clusters:
        return undefined(NO_PROJECT if network.clusters else NO_CLUSTER, unit="share", of=len(network.projects))
    belonging = network.once(memberships).select(org_id="item", cluster="set", member=ROWS)
    itself = pl.DataFrame({"org_id": network.clusters}, schema={"org_id": pl.String})
    itself = itself.select("org_id", cluster="org_id", member=pl.lit(None, pl.String))
    inside = projects.join(pl.concat([itself, belonging]), on="org_id")
    met = inside.join(_meeting(inside), on="project_id", how="semi")
    n = projects["project_id"].n_unique()
    row = {
        "low": [met["project_id"].n_unique() / n],
        "n": [n],
        "coverage": [_known_share(network, asked)],
        ROWS: [sorted(set(projects[ROWS]) | set(met["member"].drop_nulls()))],
    }
    return shaped(pl.DataFrame(row, schema_overrides={"coverage": pl.Float64, ROWS: ROWS_KIND}), unit="share")


ROWS_KIND = pl.List(pl.String)


def _meeting(inside: pl.DataFrame) -> pl.DataFrame:
    """Return the projects in which two organisations stand for two clusters."""
    bounds = inside.group_by("project_id").agg(
        n_bodies=pl.col("org_id").n_unique(), n_clusters=pl.col("cluster").n_unique()
    )
    return bounds.filter((pl.col("n_bodies") >= FEWEST) & (pl.col("n_clusters") >= FEWEST))


def _known_share(network: Network, asked: Asked) -> float | None:
    """Return the share of the reported members that are known, over the clusters that report a closed number."""
    table = network.once(clusters, asked.vagueness).filter(pl.col("reported_high").is_finite())
    known, most = float(table["n_known"].sum()), float(table["reported_high"].sum())
    return min(known / most, 1.0) if most else None


def joint(network: Network) -> pl.DataFrame:
    """Return the participations in projects with two known participants or more.

    Returns:
        ``project_id``, ``org_id``, ``helix``, ``country``, ``n_places`` (on how many sides it may stand: a collective
        on both), ``rows`` and ``body`` (the references of the participation and of the organisation).
    """
    eco = network.ecosystem
    n_places = pl.when(pl.col("extent") == "collective").then(FEWEST).otherwise(1)
    body = reference("organisations").alias("body")
    bodies = eco.organisations.select("org_id", "helix", "country", body, n_places=n_places.cast(pl.Int64))
    part = eco.participations.select("project_id", "org_id", reference("participations"))
    return part.filter(pl.col("org_id").n_unique().over("project_id") >= FEWEST).join(bodies, on="org_id")


def _across(network: Network, column: str, sides: tuple[str, str]) -> pl.DataFrame:
    """Return the share of projects with participants on both sides, and of those that may have them."""
    parts = network.once(joint)
    if parts.is_empty():
        return undefined(NO_PROJECT, unit="share", of=len(network.projects))
    own = pl.col(column)
    bare = parts.filter(own.is_null()).unique(["project_id", "org_id"])
    places = bare.group_by("project_id").agg(n_bare=pl.col("n_places").sum())
    n_lacking = pl.lit(len(sides)) - sum((own == side).any().cast(pl.Int64) for side in sides)
    seen = parts.group_by("project_id").agg(n_lacking=n_lacking).join(places, on="project_id", how="left")
    is_sure = pl.col("n_lacking") == 0
    is_open = ~is_sure & (pl.col("n_bare").fill_null(0) >= pl.col("n_lacking"))
    n, n_sure, n_open = seen.height, seen.filter(is_sure).height, seen.filter(is_open).height
    row = {
        "low": [n_sure / n],
        "high": [(n_sure + n_open) / n],
        "n": [n],
        "coverage": [(n - n_open) / len(network.projects)],
        ROWS: [sorted({*parts[ROWS], *parts["body"]})],
    }
    return shaped(pl.DataFrame(row, schema_overrides={ROWS: ROWS_KIND}), unit="share")


MET = "Of the projects with two known participants or more, those with"

ACROSS_HELICES = KeyFigure(
    name="public_private_projects",
    version=1,
    label=Words(
        "projects of public and private bodies (OPI)",
        "projekter med offentlige og private deltagere (OPI)",
        "prosjekter med offentlige og private deltakere (OPI)",
    ),
    sentence=Words(
        en="In what share of the projects public and private bodies take part together.",
        da="Hvor stor en andel af projekterne der har både offentlige og private deltagere.",
        nb="Hvor stor andel av prosjektene som har både offentlige og private deltakere.",
    ),
    definition=f"{MET} one of the sphere government and one of the sphere industry. Projects in which it is not known "
    "may be such projects too.",
    unit="share",
    breakdowns=(),
    source="definition of this project",
    compute=public_private,
)

ACROSS_CLUSTERS = KeyFigure(
    name="cross_cluster_projects",
    version=1,
    label=Words(
        "projects of two clusters or more",
        "projekter med to eller flere klynger",
        "prosjekter med to eller flere klynger",
    ),
    sentence=Words(
        en="In what share of the projects two clusters, or members of two, are known to take part; the share may "
        "be greater, since few members are known by name.",
        da="Hvor stor en andel af projekterne to klynger eller medlemmer af to klynger med sikkerhed deltager i; "
        "andelen kan være større, da kun få medlemmer kendes ved navn.",
        nb="Hvor stor andel av prosjektene to klynger eller medlemmer av to klynger med sikkerhet deltar i; andelen "
        "kan være større, siden bare få medlemmer er kjent ved navn.",
    ),
    definition=f"{MET} two organisations that are, or are known to belong to, two different clusters. The coverage is "
    "the share of the reported members that are known by name.",
    unit="share",
    breakdowns=(),
    source="definition of this project",
    compute=across_clusters,
)

ACROSS_BORDER = KeyFigure(
    name="danish_norwegian_projects",
    version=1,
    label=Words(
        "projects across the Danish-Norwegian border",
        "projekter på tværs af grænsen mellem Danmark og Norge",
        "prosjekter på tvers av grensen mellom Danmark og Norge",
    ),
    sentence=Words(
        en="In what share of the projects Danish and Norwegian organisations take part together.",
        da="Hvor stor en andel af projekterne der har både danske og norske deltagere.",
        nb="Hvor stor andel av prosjektene som har både danske og norske deltakere.",
    ),
    definition=f"{MET} one from Denmark and one from Norway. Projects in which it is not known may be such projects "
    "too.",
    unit="share",
    breakdowns=(),
    source="definition of this project",
    compute=across_border,
)
