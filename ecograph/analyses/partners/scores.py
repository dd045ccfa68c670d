"""What speaks for a partnership: partners in common, the same themes, or mere popularity.

The suggestions and their test on the past use the same scores, so they stand here once.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse

from ecograph.algorithms import link_prediction
from ecograph.algorithms.link_prediction import Paths
from ecograph.algorithms.matrix import Matrix, Vector
from ecograph.algorithms.row_products import Rows
from ecograph.algorithms.tfidf import cosine
from ecograph.language import Words
from ecograph.metrics.holdings import NOT_SHARED_WORK
from ecograph.network import Network

ORDERING = ("two_mode_resource_allocation", "two_mode_adamic_adar", "resource_allocation", "adamic_adar")
"""The scores that can order the suggestions, the default first: each has a path to show for every point it gives."""

BASELINE = "preferential_attachment"
"""Popularity: whoever has many partners gets more. A score that does not beat it has learnt nothing else."""

SCORES = (*ORDERING, "common_neighbours", "jaccard", "theme_fit", BASELINE)

NAMES = {
    "two_mode_resource_allocation": Words(
        en="resource allocation over projects",
        da="ressourcefordeling over projekter",
        nb="ressursfordeling over prosjekter",
    ),
    "two_mode_adamic_adar": Words(
        en="Adamic-Adar over projects", da="Adamic-Adar over projekter", nb="Adamic-Adar over prosjekter"
    ),
    "resource_allocation": Words(en="resource allocation", da="ressourcefordeling", nb="ressursfordeling"),
    "adamic_adar": Words(en="Adamic-Adar", da="Adamic-Adar", nb="Adamic-Adar"),
}


@dataclass(frozen=True, eq=False)
class Basis:
    """What the scores are computed from.

    Args:
        incidence: Organisations x projects in which they work together.
        graph: Organisations x organisations, which pairs do.
        paths: The paths of each score that adds up paths.
        profiles: Organisations x themes, how often each works with a theme.
    """

    incidence: Matrix
    graph: Matrix
    paths: dict[str, Paths]
    profiles: Matrix


def work(network: Network) -> Matrix:
    """Return organisations x projects, 1 where one takes part; meetings, which are no shared work, are empty.

    >>> from ecograph.ecosystem import Ecosystem
    >>> work(Network.of(Ecosystem.of())).shape
    (0, 0)
    """
    meetings = network.ecosystem.projects.filter(pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"]
    is_work = ~np.isin(np.array(network.projects, dtype=object), meetings.to_list())
    return only(network.participation, is_work)


def only(incidence: Matrix, is_kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Matrix:
    """Return an incidence in which the other columns are empty, so that their places stay."""
    kept = sparse.csr_array(incidence @ sparse.diags_array(is_kept.astype(np.float64)))
    kept.eliminate_zeros()
    return kept


def tagged(network: Network) -> tuple[list[str], Matrix, Matrix]:
    """Return the ids of all themes in use, organisations x themes and projects x themes, 1 where tagged."""
    tags = network.ecosystem.tags
    themes = tags["theme_id"].unique().sort()
    columns = pl.DataFrame({"theme_id": themes}).with_row_index("j")

    def matrix(ids: tuple[str, ...]) -> Matrix:
        rows = pl.DataFrame({"subject": ids}, schema={"subject": pl.String}).with_row_index("i")
        at = tags.join(rows, on="subject").join(columns, on="theme_id").sort("i", "j")
        cells = (np.ones(at.height), (at["i"].to_numpy(), at["j"].to_numpy()))
        return sparse.csr_array(cells, shape=(len(ids), themes.len()))

    return themes.to_list(), matrix(network.organisations), matrix(network.projects)


def basis(network: Network, incidence: Matrix) -> Basis:
    """Return what the scores are computed from, given what counts as work.

    The profile of an organisation counts its own tags and those of its projects in the incidence.
    """
    _, of_organisations, of_projects = network.once(tagged)
    graph = sparse.csr_array(incidence @ incidence.T)
    paths = link_prediction.one_mode(graph) | link_prediction.two_mode(incidence)
    return Basis(incidence, graph, paths, sparse.csr_array(of_organisations + incidence @ of_projects))


def values(found: Basis, left: Rows, right: Rows) -> dict[str, Vector]:
    """Return each score of pairs of organisations, by name; nan where it is not defined.

    >>> from ecograph.ecosystem import Ecosystem
    >>> network = Network.of(Ecosystem.of())
    >>> nobody = np.array([], dtype=np.int64)
    >>> sorted(values(basis(network, work(network)), nobody, nobody)) == sorted(SCORES)
    True
    """
    given = {name: link_prediction.score(paths, left, right) for name, paths in found.paths.items()}
    return given | {
        "jaccard": link_prediction.jaccard(found.graph, left, right),
        "theme_fit": cosine(found.profiles, left, right),
        BASELINE: link_prediction.preferential_attachment(found.graph, left, right),
    }
