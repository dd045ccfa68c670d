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

THEMES = ("theme_fit", "theme_complementarity")
"""What the themes say, for and against: the same things to work on, or new ones to bring. They have no paths."""

SCORES = (*ORDERING, "common_neighbours", "jaccard", *THEMES, BASELINE)

NAMES = {
    "two_mode_resource_allocation": Words(
        en="resource allocation through projects",
        da="ressourcefordeling gennem projekter",
        nb="ressursfordeling gjennom prosjekter",
    ),
    "two_mode_adamic_adar": Words(
        en="Adamic-Adar through projects", da="Adamic-Adar gennem projekter", nb="Adamic-Adar gjennom prosjekter"
    ),
    "resource_allocation": Words(en="resource allocation", da="ressourcefordeling", nb="ressursfordeling"),
    "adamic_adar": Words(en="Adamic-Adar", da="Adamic-Adar", nb="Adamic-Adar"),
    "common_neighbours": Words(en="partners in common", da="fælles partnere", nb="felles partnere"),
    "jaccard": Words(en="share of partners in common", da="andelen af fælles partnere", nb="andelen felles partnere"),
    "theme_fit": Words(en="likeness of themes", da="lighed i temaer", nb="likhet i temaer"),
    "theme_complementarity": Words(
        en="complementarity of themes", da="temaer, der supplerer hinanden", nb="temaer som utfyller hverandre"
    ),
    BASELINE: Words(en="popularity alone", da="popularitet alene", nb="popularitet alene"),
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
    fit = cosine(found.profiles, left, right)
    return given | {
        "jaccard": link_prediction.jaccard(found.graph, left, right),
        "theme_fit": fit,
        "theme_complementarity": 1.0 - fit,
        BASELINE: link_prediction.preferential_attachment(found.graph, left, right),
    }
