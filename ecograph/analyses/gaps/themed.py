"""Who works with which theme, and where: what coverage, specialisation and needs are counted from.

An organisation works with a theme when it is tagged with it, or takes part in a project that is. Meetings are left
out, as everywhere: who was in the room has not worked on it. A tag counts for its own theme, not for a wider one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import polars as pl

from ecograph.analyses.known import theme_labels
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.holdings import NOT_SHARED_WORK
from ecograph.network import Network
from ecograph.rows import ROWS, reference

Axis = Literal["theme", "region", "helix", "country"]
"""What a table of coverage can be spread over."""

PLACES: tuple[Axis, ...] = ("region", "helix", "country")
"""The axes that say where an organisation stands: columns of the organisations."""

Unit = Literal["organisations", "projects"]
"""What is counted."""

THEME_LABELS = ("label_en", "label_da", "label_nb")
"""The columns with what a theme is called in each language."""

THEME_LABEL = "label_{language}"
"""The one of them that a terminal shows."""

MOST_CELLS = 2_000_000
"""How many cells a table may have; more are nothing that anybody could read."""


def stated(network: Network) -> Network:
    """Return the network without the tags that somebody assigned: those that a source states are left.

    >>> from ecograph.ecosystem import Ecosystem
    >>> stated(Network.of(Ecosystem.of()))
    Network(organisations=0, projects=0, clusters=0, participations=0, memberships=0)
    """
    eco = network.ecosystem
    return network.of(replace(eco, tags=eco.tags.filter(pl.col("basis") == "stated")), extents=network.extents)


def themes(network: Network, framework: str | None) -> pl.DataFrame:
    """Return ``theme``, ``framework`` and ``THEME_LABELS`` of the themes of a framework, or of all; sorted by theme.

    A theme without a label in one language has the English, Danish or Norwegian one, or its id.

    Raises:
        EcographError: There is no such framework; the message lists those there are.
    """
    eco = network.ecosystem
    known = sorted(eco.frameworks["framework_id"])
    if framework is not None and framework not in known:
        there_are = f"choose from {', '.join(known)}" if known else "the data has none"
        raise EcographError(f"no framework {framework}: {there_are}")
    chosen = eco.themes if framework is None else eco.themes.filter(pl.col("framework_id") == framework)
    labels = [pl.coalesce(own, *THEME_LABELS, "theme_id").alias(own) for own in THEME_LABELS]
    return chosen.select(*labels, theme="theme_id", framework="framework_id").sort("theme")


def label_of(network: Network, theme: str, language: str) -> str:
    """Return the label of a theme in a language, or in another one, or its id."""
    return network.once(_labels)[theme].in_(language)


def _labels(network: Network) -> dict[str, Words]:
    return theme_labels(network.ecosystem)


def tagged(network: Network, chosen: pl.DataFrame) -> pl.DataFrame:
    """Return ``subject``, ``theme``, ``rows`` (the tag): organisations and projects of the network, no meetings."""
    meetings = network.ecosystem.projects.filter(pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"]
    subjects = {*network.organisations, *network.projects} - set(meetings)
    return (
        network.ecosystem.tags.filter(pl.col("subject").is_in(sorted(subjects)))
        .join(chosen.select(theme_id="theme"), on="theme_id")
        .select("subject", theme="theme_id", rows=reference("tags"))
    )


def worked(network: Network, chosen: pl.DataFrame, unit: Unit) -> pl.DataFrame:
    """Return which organisation or project works with which theme.

    Args:
        network: The network.
        chosen: The themes, as ``themes`` returns them.
        unit: Whether organisations or projects are the subjects.

    Returns:
        ``subject``, ``theme``, ``rows`` (a list: the tags, and for organisations their participations); each pair
        once, sorted.
    """
    tags = tagged(network, chosen)
    if unit == "projects":
        found = tags.filter(pl.col("subject").is_in(network.projects))
    else:
        own = tags.filter(pl.col("subject").is_in(network.organisations))
        through = tags.rename({"subject": "project_id", ROWS: "tag"}).join(_partners(network), on="project_id")
        long = [
            through.select(subject="org_id", theme="theme", rows="tag"),
            through.select(subject="org_id", theme="theme", rows=ROWS),
        ]
        found = pl.concat([own, *long])
    return found.group_by("subject", "theme").agg(pl.col(ROWS).unique().sort()).sort("subject", "theme")


def placed(network: Network, axes: Sequence[Axis], unit: Unit) -> pl.DataFrame:
    """Return where each organisation or project is: a project is wherever one of its partners is.

    Args:
        network: The network.
        axes: One or more of ``PLACES``.
        unit: Whether organisations or projects are the subjects.

    Returns:
        ``subject``, the axes, ``rows`` (a list); each place of a subject once, sorted. An axis is null where it is
        not known. A collective, such as the companies of a project, is no organisation, but its project is there.
    """
    seats = network.ecosystem.organisations.select("org_id", *axes, seat=reference("organisations"))
    if unit == "organisations":
        found = seats.filter(pl.col("org_id").is_in(network.organisations)).rename({"org_id": "subject", "seat": ROWS})
    else:
        partners = network.ecosystem.participations.filter(pl.col("project_id").is_in(network.projects))
        through = partners.select("org_id", reference("participations"), subject="project_id")
        through = through.join(seats, on="org_id", how="left", maintain_order="left")
        found = pl.concat([through.select("subject", *axes, ROWS), through.select("subject", *axes, rows="seat")])
    rows = pl.col(ROWS).drop_nulls().unique().sort()
    return found.group_by("subject", *axes).agg(rows).sort("subject", *axes, nulls_last=True)


def _partners(network: Network) -> pl.DataFrame:
    """Return ``org_id``, ``project_id``, ``rows`` of who takes part in what, in any role."""
    inside = pl.col("org_id").is_in(network.organisations) & pl.col("project_id").is_in(network.projects)
    return network.ecosystem.participations.filter(inside).select("org_id", "project_id", reference("participations"))
