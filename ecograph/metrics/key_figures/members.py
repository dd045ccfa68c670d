"""How many members clusters report, and how many of them are known by name.

Reported numbers of several clusters are never added: who is a member of two would count twice.
"""

import polars as pl

from ecograph.language import Words
from ecograph.metrics.holdings import each
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.tally import shaped
from ecograph.metrics.metric import REASON
from ecograph.metrics.reported_members import NOT_REPORTED, coverage
from ecograph.network import Network
from ecograph.rows import ROWS, reference

BREAKDOWNS = ("cluster",)

NOT_ADDED = "members of several clusters would count several times"
NO_WHOLE_NUMBER = "no whole number of members fits what is reported"


def reported(network: Network, asked: Asked) -> pl.DataFrame:
    """Return how many members each cluster reports: its latest number, as an interval; clusters are not added.

    The latest number is that of ``metrics.reported_members``; an undated one where none is dated.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in members. The whole is null; its ``n`` is the number of
        clusters that report, its coverage their share of all clusters. ``n`` of a part is 1, the figure.

    By hand: more than 280 is 280 to 308.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"figure_id": "f", "subject": "a", "what": "members", "unit": "members", "as_of": "2023"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "a", "name": "A", "kind": "cluster"}],
    ...     figures=[{**figure, "value": 280.0, "qualifier": "more_than"}],
    ... )
    >>> reported(Network.of(eco), Asked(date(2024, 1, 1))).select("item", "low", "high").rows()
    [('', None, None), ('a', 280.0, 308.0)]
    """
    told = network.once(clusters, asked.vagueness).drop_nulls("figure_id")
    figures = pl.concat_list("figures/" + pl.col("figure_id"))
    parts = told.select(
        item="set",
        low="reported_low",
        high="reported_high",
        n=pl.lit(1),
        coverage=pl.lit(1.0),
        reason=pl.when(pl.col("reported_low").is_null()).then(pl.lit(NO_WHOLE_NUMBER)),
        rows=figures,
    )
    n, every = parts.height, len(network.clusters)
    whole = pl.DataFrame(
        {
            "low": [None],
            "n": [n],
            "coverage": [n / every if every else None],
            REASON: [NOT_ADDED if n else NOT_REPORTED],
            ROWS: [sorted(parts[ROWS].explode(keep_nulls=False, empty_as_null=False))],
        },
        schema_overrides={"low": pl.Float64, "coverage": pl.Float64, ROWS: pl.List(pl.String)},
    )
    return pl.concat([shaped(whole, unit="members"), shaped(parts, unit="members", breakdown="cluster")])


def known(network: Network, asked: Asked) -> pl.DataFrame:
    """Return how many members of clusters are known by name, each organisation once; and of each cluster.

    Members are organisations of the network that a source names, at any time and in any role.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in members. The coverage of a cluster is the least share of
        its reported members that are known: known / the upper bound; null where none or an open number is reported,
        or fewer than are known. Clusters of which nothing is known or reported are left out. The parts must not be
        added. Never undefined.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i, "kind": "cluster"} for i in "abc"],
    ...     memberships=[{"org_id": "a", "cluster_id": c, "role": "member"} for c in "bc"],
    ... )
    >>> known(Network.of(eco), Asked(date(2024, 1, 1))).select("item", "low").rows()
    [('', 1.0), ('b', 1.0), ('c', 1.0)]
    """
    table = network.once(clusters, asked.vagueness)
    told = table.filter((pl.col("n_known") > 0) | pl.col("figure_id").is_not_null())
    share = pl.when(pl.col("reported_high").is_finite()).then("coverage_low")
    parts = told.select(item="set", low="n_known", n="n_known", coverage=share, rows=ROWS)
    named = network.once(memberships)
    n = named["item"].n_unique()
    whole = pl.DataFrame(
        {"low": [n], "n": [n], ROWS: [named[ROWS].unique().sort().to_list()]},
        schema_overrides={ROWS: pl.List(pl.String)},
    )
    return pl.concat([shaped(whole, unit="members"), shaped(parts, unit="members", breakdown="cluster")])


def clusters(network: Network, vagueness: float) -> pl.DataFrame:
    """Return, for each cluster (``set``), how many members are known of how many, as ``reported_members.coverage``."""
    held = network.once(memberships).group_by("set", "item").agg(pl.col(ROWS).sort())
    return coverage(network, each(network.clusters), members=held, vagueness=vagueness)


def memberships(network: Network) -> pl.DataFrame:
    """Return ``set`` (a cluster), ``item`` (another organisation that belongs to it) and ``rows``, one reference."""
    return network.ecosystem.memberships.filter(
        pl.col("org_id").is_in(network.organisations)
        & pl.col("cluster_id").is_in(network.clusters)
        & (pl.col("org_id") != pl.col("cluster_id"))
    ).select(reference("memberships"), set="cluster_id", item="org_id")


REPORTED = KeyFigure(
    name="members_reported",
    version=1,
    label=Words("members reported", "oplyste medlemmer", "oppgitte medlemmer"),
    sentence=Words(
        en="How many members each cluster reports; clusters are not added, since members of several count in each.",
        da="Hvor mange medlemmer hver klynge oplyser; klyngerne lægges ikke sammen, da medlemmer af flere tæller "
        "med i hver.",
        nb="Hvor mange medlemmer hver klynge oppgir; klyngene legges ikke sammen, siden medlemmer av flere telles "
        "med i hver.",
    ),
    definition="The latest reported number of members of each cluster, actual and of the whole, as an interval of "
    "whole numbers; an undated number where none is dated.",
    unit="members",
    breakdowns=BREAKDOWNS,
    source="definition of this project",
    compute=reported,
)

KNOWN = KeyFigure(
    name="members_known",
    version=1,
    label=Words("members known by name", "medlemmer kendt ved navn", "medlemmer kjent ved navn"),
    sentence=Words(
        en="How many members of clusters are known by name; who belongs to several counts once in the whole.",
        da="Hvor mange medlemmer af klynger der kendes ved navn; den, der er med i flere, tæller én gang i alt.",
        nb="Hvor mange medlemmer av klynger som er kjent ved navn; den som er med i flere, telles én gang i alt.",
    ),
    definition="The organisations that a source names as belonging to a cluster, at any time and in any role. The "
    "coverage of a cluster is the least share of its reported members that are known.",
    unit="members",
    breakdowns=BREAKDOWNS,
    source="definition of this project",
    compute=known,
)
