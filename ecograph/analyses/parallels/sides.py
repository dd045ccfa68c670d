"""What each project is compared by: who holds it, with whom, on which themes, in which words, and when."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse

from ecograph import dates
from ecograph.algorithms.matrix import Labels, Matrix, Vector
from ecograph.algorithms.tfidf import tfidf
from ecograph.analyses.parallels.wording import Wording, wording
from ecograph.metrics.holdings import NOT_SHARED_WORK
from ecograph.network import Network

LEADING = ("lead", "coordinator")
"""The roles in which an organisation holds a project where no cluster does."""


@dataclass(frozen=True, eq=False)
class Sides:
    """The projects that are compared, in the order of the network.

    Args:
        at: The place of each in the network.
        holders: Projects x organisations: the clusters, or leading organisations, that it belongs to.
        partners: Projects x organisations: the others that take part.
        themes: Projects x themes.
        words: Projects x stems: TF-IDF, each row of length 1.
        theme_ids: The ids of the themes.
        wording: The words of all projects of the network, in its order.
        spans: Projects x 4: the first and the last day on which it may have begun, and ended; nan where not known.
    """

    at: Labels
    holders: Matrix
    partners: Matrix
    themes: Matrix
    words: Matrix
    theme_ids: list[str]
    wording: Wording
    spans: Vector


def sides(network: Network, clusters: Sequence[str] | None) -> Sides:
    """Return what the projects of some clusters are compared by; those of all that lead a project when None.

    A project belongs to the clusters that take part in it; when None, to the organisations that lead it.
    Meetings and projects that belong to nobody are left out. Rare and common words are told apart among the titles
    and summaries of all projects of the network.
    """
    eco = network.ecosystem
    meetings = eco.projects.filter(pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"]
    ids = np.array(network.projects, dtype=object)
    taking_part = sparse.csr_array(network.participation.astype(np.float64).T)
    held = _held(network, taking_part, clusters)
    at = np.flatnonzero((np.diff(held.indptr) > 0) & ~np.isin(ids, meetings.to_list())).astype(np.int64)
    holders, everybody = held[at], taking_part[at]
    others = sparse.csr_array(everybody - everybody.multiply(holders))
    others.eliminate_zeros()
    theme_ids, tagged = _tagged(network)
    projects = pl.DataFrame({"project_id": network.projects}, schema={"project_id": pl.String}).join(
        eco.projects, on="project_id", how="left", maintain_order="left"
    )
    texts = projects.select(pl.concat_str("title", "summary", separator=" ", ignore_nulls=True)).to_series()
    words = wording(texts.to_list())
    spans = projects.select(
        bound(column).cast(pl.Int32).cast(pl.Float64).fill_null(np.nan).alias(f"{column} {k}")
        for column in ("start", "end")
        for k, bound in enumerate((dates.earliest, dates.latest))
    ).to_numpy()
    return Sides(at, holders, others, tagged[at], tfidf(words.counts)[at], theme_ids, words, spans[at])


def _held(network: Network, taking_part: Matrix, clusters: Sequence[str] | None) -> Matrix:
    """Return projects x organisations, 1 where the project belongs to the organisation."""
    if clusters is not None:
        is_cluster = np.isin(np.array(network.organisations, dtype=object), list(clusters)).astype(np.float64)
        held = sparse.csr_array(taking_part @ sparse.diags_array(is_cluster))
        held.eliminate_zeros()
        return held
    leading = network.ecosystem.participations.filter(pl.col("role").is_in(LEADING))
    return _matrix(leading.select("project_id", other="org_id"), network.projects, network.organisations)


def _tagged(network: Network) -> tuple[list[str], Matrix]:
    """Return the ids of the themes of projects, and projects x themes."""
    tags = network.ecosystem.tags.filter(pl.col("subject").is_in(network.projects))
    themes = tags["theme_id"].unique().sort().to_list()
    return themes, _matrix(tags.select(project_id="subject", other="theme_id"), network.projects, tuple(themes))


def _matrix(pairs: pl.DataFrame, projects: tuple[str, ...], others: tuple[str, ...]) -> Matrix:
    """Return 1 where a pair of ``project_id`` and ``other`` stands in a frame."""
    rows = pl.DataFrame({"project_id": projects}, schema={"project_id": pl.String}).with_row_index("i")
    columns = pl.DataFrame({"other": others}, schema={"other": pl.String}).with_row_index("j")
    at = pairs.unique().join(rows, on="project_id").join(columns, on="other").sort("i", "j")
    cells = (np.ones(at.height), (at["i"].to_numpy(), at["j"].to_numpy()))
    return sparse.csr_array(cells, shape=(len(projects), len(others)))
