"""The paths behind a suggestion, in words: with whom both have worked, and in what.

A number persuades nobody to pick up the telephone; a name that both know does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ecograph.algorithms.link_prediction import Paths, between
from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.row_products import Rows
from ecograph.language import LANGUAGES, Plural, Words, listed
from ecograph.network import Network

SHOWN = 3
"""How many partners in common are shown for a suggestion, and how many themes are named."""

PARTNERS = Plural(
    one=Words("partner in common", "fælles partner", "felles partner"),
    many=Words("partners in common", "fælles partnere", "felles partnere"),
)

OF_PARTNERS = Words(
    en="Both have worked with {via}: {organisation} in {own}, {other} in {theirs}.",
    da="Begge har arbejdet sammen med {via}: {organisation} i {own}, {other} i {theirs}.",
    nb="Begge har arbeidet sammen med {via}: {organisation} i {own}, {other} i {theirs}.",
)
IN_ALL = Words(en=" {n} in all.", da=" I alt {n}.", nb=" I alt {n}.")
OF_THEMES = Words(en=" Both work on {themes}.", da=" Begge arbejder med {themes}.", nb=" Begge arbeider med {themes}.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two organisations fit.

    Args:
        via: The partners in common that count most, the most first.
        projects: The projects on the way over them, sorted.
        words: It in a sentence or two.
        rows: The participations on the way.
    """

    via: list[str]
    projects: list[str]
    words: Words
    rows: list[str]


@dataclass(frozen=True, eq=False)
class Trail:
    """What evidence is looked up in.

    Args:
        network: The network.
        incidence: Organisations x projects in which they work together.
        paths: The paths of the score that orders the suggestions.
        names: The name of each organisation and the title of each project.
        rows: The rows of the participations of each organisation in each project.
        labels: The name of each theme.
    """

    network: Network
    incidence: Matrix
    paths: Paths
    names: dict[str, str]
    rows: dict[tuple[str, str], list[str]]
    labels: dict[str, Words]


def evidence(trail: Trail, left: int, right: int, themes: Sequence[str]) -> Evidence:
    """Return the paths from one organisation to another that count most, and what they say.

    The sentence names the partner in common that adds most to the score, and of the projects on either side the one
    with the fewest partners, where people are most likely to know each other.

    Args:
        trail: What it is looked up in.
        left: The place of the organisation asked about.
        right: The place of the one suggested.
        themes: The themes that both work on.
    """
    network = trail.network
    nodes, _ = between(trail.paths, left, right)
    via = [int(node) for node in nodes[:SHOWN]]
    steps = [(_shared(trail.incidence, left, node), _shared(trail.incidence, right, node)) for node in via]
    organisations, projects = network.organisations, network.projects
    rows = {
        row
        for node, (own, theirs) in zip(via, steps, strict=True)
        for end, places in ((left, own), (right, theirs))
        for place in places
        for body in (end, node)
        for row in trail.rows[organisations[body], projects[place]]
    }
    ways = {projects[place] for step in steps for places in step for place in places}
    first = steps[0] if steps else None
    words = [
        _sentence(trail, (left, right), (via[0], *first), len(nodes), language) if first else ""
        for language in LANGUAGES
    ]
    texts = {
        language: (said + _of_themes(trail, themes, language)).strip()
        for language, said in zip(LANGUAGES, words, strict=True)
    }
    return Evidence([organisations[node] for node in via], sorted(ways), Words(**texts), sorted(rows))


def _shared(incidence: Matrix, left: int, right: int) -> Rows:
    """Return the projects of both, the one with the fewest partners first, then by place."""
    own, theirs = (incidence[[at]].indices.astype(np.int64) for at in (left, right))
    both = np.intersect1d(own, theirs)
    sizes = np.bincount(incidence.indices, minlength=incidence.shape[1])[both]
    order = np.lexsort((both, sizes))
    return np.asarray(both[order])


def _sentence(trail: Trail, ends: tuple[int, int], way: tuple[int, Rows, Rows], n_common: int, language: str) -> str:
    organisations, projects = trail.network.organisations, trail.network.projects
    (left, right), (via, own, theirs) = ends, way
    said = OF_PARTNERS.in_(language).format(
        via=trail.names[organisations[via]],
        organisation=trail.names[organisations[left]],
        own=trail.names[projects[int(own[0])]],
        other=trail.names[organisations[right]],
        theirs=trail.names[projects[int(theirs[0])]],
    )
    return said + (IN_ALL.in_(language).format(n=PARTNERS.of(n_common)(language)) if n_common > 1 else "")


def _of_themes(trail: Trail, themes: Sequence[str], language: str) -> str:
    names = list(dict.fromkeys(trail.labels[theme].in_(language) for theme in themes))[:SHOWN]
    return OF_THEMES.in_(language).format(themes=listed(names, language)) if names else ""
