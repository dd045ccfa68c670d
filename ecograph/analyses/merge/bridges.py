"""Which participations alone hold parts together, and whether a merger makes them needless or more needed."""

import numpy as np
import polars as pl

from ecograph.algorithms import cuts
from ecograph.algorithms.matrix import two_mode
from ecograph.analyses.answer import Result
from ecograph.analyses.merge import labels
from ecograph.analyses.merge.merger import Merger
from ecograph.language import Words
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference

TIE = ("organisation", "project")
"""What a tie of the two-mode graph is named by."""


def bridges_of(merger: Merger) -> pl.DataFrame:
    """Return the participations that are bridges before or after a merger, and what becomes of them.

    A tie of an organisation to a project is a bridge when its part of the two-mode graph falls into two without it
    (Tarjan 1974, Information Processing Letters 2:160-161), here with an organisation on either side: a project that
    nobody else takes part in holds no one. Listed are the bridges of the merging bodies, and those of others that
    change.

    Returns:
        ``organisation``, ``name``, ``project``, ``title``, ``n_cut_off_before``, ``n_cut_off_after`` (organisations
        on the smaller side, 0 where it is no bridge), ``status``, ``reason`` (always null), ``rows`` (the
        participation). Greatest before first, then after, then by ids. ``status`` is one of:

        - disappears: a bridge between merging bodies. It and the ties of the others to the project become one tie,
          of which ``n_cut_off_after`` speaks.
        - no longer a bridge: after the merger there is a second way.
        - becomes a bridge: before there was a second way, which was between the merging bodies.
        - stays: a bridge before and after.

    By hand: a and b share p, and a is in q with x. The ties of a and b to p are bridges; as one body they are one tie,
    which holds nobody but itself. x still hangs on q.

    >>> from ecograph.analyses.merge.merger import merger
    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org} for org in "abx"],
    ...     projects=[{"project_id": project, "title": project} for project in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "aq", "xq")],
    ... )
    >>> bridges_of(merger(Network.of(eco), ["a", "b"], name="M")).drop("name", "title", "reason", "rows").rows()
    [('a', 'q', 1, 1, 'stays'), ('a', 'p', 1, 0, 'disappears'), ('b', 'p', 1, 0, 'disappears')]
    """
    eco, bodies = merger.before.ecosystem, list(merger.clusters)
    is_body = pl.col("organisation").is_in(bodies)
    ties = _ties(merger.before).with_columns(new=pl.when(is_body).then(pl.lit(merger.into)).otherwise("organisation"))
    both = (
        ties.join(_holding(merger.before, "n_cut_off_before"), on=TIE, how="left")
        .join(
            _holding(merger.after, "n_cut_off_after").rename({"organisation": "new"}), on=("new", "project"), how="left"
        )
        .with_columns(
            pl.col("n_cut_off_before", "n_cut_off_after").fill_null(0),
            n_bodies=pl.col("organisation").filter(is_body).n_unique().over("project"),
        )
    )
    was, is_one = pl.col("n_cut_off_before") > 0, pl.col("n_cut_off_after") > 0
    status = (
        pl.when(was & is_body & (pl.col("n_bodies") > 1))
        .then(pl.lit("disappears"))
        .when(was & is_one)
        .then(pl.lit("stays"))
        .when(was)
        .then(pl.lit("no longer a bridge"))
        .when(is_one)
        .then(pl.lit("becomes a bridge"))
    )
    rows = eco.participations.select(reference("participations"), organisation="org_id", project="project_id")
    return (
        both.with_columns(pl.lit(None, pl.String).alias(REASON), status=status)
        .filter(pl.col("status").is_not_null() & (is_body | (pl.col("status") != "stays")))
        .join(rows.group_by(TIE).agg(pl.col(ROWS).sort()), on=TIE, how="left")
        .join(eco.organisations.select("name", organisation="org_id"), on="organisation", how="left")
        .join(eco.projects.select("title", project="project_id"), on="project", how="left")
        .sort(["n_cut_off_before", "n_cut_off_after", *TIE], descending=[True, True, False, False])
        .select(*COLUMNS)
    )


def bridges(merger: Merger) -> Result:
    """Return ``bridges_of`` a merger as a table of its answer."""
    shown = ("name", "title", "n_cut_off_before", "n_cut_off_after", "status")
    return Result("bridges", BRIDGES, BRIDGES_MEANING, TIE, bridges_of(merger), shown, labels.BRIDGES)


def n_bridges(table: pl.DataFrame, merger: Merger) -> tuple[int, int]:
    """Return how many bridges the merging bodies hold before, and the merged body after."""
    own = table.filter(pl.col("organisation").is_in(merger.clusters))
    before = own.filter(pl.col("n_cut_off_before") > 0).height
    return before, own.filter(pl.col("n_cut_off_after") > 0)["project"].n_unique()


def _ties(network: Network) -> pl.DataFrame:
    """Return the ties of a network, each once."""
    at = network.participation.tocoo()
    return pl.DataFrame(
        {
            "organisation": pl.Series(network.organisations, dtype=pl.String).gather(at.coords[0].astype(np.int64)),
            "project": pl.Series(network.projects, dtype=pl.String).gather(at.coords[1].astype(np.int64)),
        }
    )


def _holding(network: Network, column: str) -> pl.DataFrame:
    """Return the ties that are bridges with organisations on either side, and how many are on the smaller one."""
    matrix = network.participation
    n_orgs, n_projects = matrix.shape
    weight = np.repeat([1.0, 0.0], [n_orgs, n_projects])
    found = cuts.bridges(two_mode(matrix), weight)  # the left end has the lower number: it is the organisation
    holds = found.cut_off > 0
    return pl.DataFrame(
        {
            "organisation": pl.Series(network.organisations, dtype=pl.String).gather(found.left[holds]),
            "project": pl.Series(network.projects, dtype=pl.String).gather(found.right[holds] - n_orgs),
            column: found.cut_off[holds].astype(np.int64),
        }
    )


COLUMNS = (*TIE[:1], "name", TIE[1], "title", "n_cut_off_before", "n_cut_off_after", "status", REASON, ROWS)
"""The columns of ``bridges_of``."""

BRIDGES = Words(
    en="participations that alone hold parts together",
    da="deltagelser, der alene holder dele sammen",
    nb="deltakelser som alene holder deler sammen",
)

BRIDGES_MEANING = Words(
    en="Without such a tie, the organisations on its smaller side are cut off. Disappears: it was between the merging "
    "bodies. Becomes a bridge: the second way was between them and is gone.",
    da="Uden et sådant bånd er organisationerne på den mindste side afskåret. Forsvinder: det var mellem dem, der "
    "fusionerer. Bliver en bro: den anden vej gik mellem dem og er væk.",
    nb="Uten et slikt bånd er organisasjonene på den minste siden avskåret. Forsvinner: det var mellom dem som slås "
    "sammen. Blir en bro: den andre veien gikk mellom dem og er borte.",
)
