"""The list of key figures: a new one is one entry in a file of its own question, and one line here."""

from ecograph.metrics.key_figures import crossings, goals, members, projects, reported, structure
from ecograph.metrics.key_figures.definition import KeyFigure
from ecograph.metrics.key_figures.funding import FUNDING
from ecograph.metrics.key_figures.organisations import ORGANISATIONS
from ecograph.metrics.key_figures.public_share import PUBLIC_SHARE
from ecograph.metrics.key_figures.work_areas import WORK_AREAS

KEY_FIGURES: tuple[KeyFigure, ...] = (
    ORGANISATIONS,
    members.REPORTED,
    members.KNOWN,
    projects.PROJECTS,
    projects.STARTED,
    projects.RUNNING,
    projects.ENDED,
    projects.UNDATED,
    crossings.ACROSS_HELICES,
    crossings.ACROSS_CLUSTERS,
    crossings.ACROSS_BORDER,
    *FUNDING,
    PUBLIC_SHARE,
    structure.PAYERS,
    structure.RECIPIENTS,
    structure.WORK,
    structure.DENSITY,
    structure.BRIDGES,
    WORK_AREAS,
    goals.DUE,
    goals.GOALS_REACHED,
    reported.REPORTED,
)
"""Every key figure, in the order in which lists, tables and reports show them."""
