"""What a finding is, and how its sentence is filled in for each language."""

from dataclasses import dataclass

import polars as pl

from ecograph.language import Plural, Words
from ecograph.network import Network

STAND_OUT = 3
"""The most that a superlative names; when more are equal, nobody stands out and nothing is said."""

PROJECTS = Plural(one=Words("project", "projekt", "prosjekt"), many=Words("projects", "projekter", "prosjekter"))
NONE = Words("none", "ingen", "ingen")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Args:
        name: Its name in code.
        text: What it says.
        rows: The rows of the dataset that it rests on, each as ``table/key``.
    """

    name: str
    text: Words
    rows: tuple[str, ...]


def names_of(network: Network) -> dict[str, str]:
    """Return the name of each organisation by its id."""
    return dict(network.ecosystem.organisations.select("org_id", "name").iter_rows())


def of_projects(table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of an overlap that are about projects."""
    return table.filter(dimension="projects")
