"""The contract of every measure: what it is called, what it means, and the table it returns.

A measure is a plain function from a ``Network`` to a frame. Each row of the frame has the key columns that
the entry names, the values, the number of things they rest on, and ``rows``: the rows of the dataset that the
values were computed from, each as ``table/key``. A value that is not defined is null, and ``reason`` says why.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ecograph.language import Words
from ecograph.network import Network

REASON = "reason"
"""The column that says why a value is null."""

GRAPHS = {
    "two-mode": Words(
        en="organisations and projects, not projected",
        da="organisationer og projekter, ikke projiceret",
        nb="organisasjoner og prosjekter, ikke projisert",
    ),
    "projection": Words(
        en="organisations that share projects: projected, so each project is a clique of its partners",
        da="organisationer med fælles projekter: projiceret, så hvert projekt binder alle sine deltagere sammen",
        nb="organisasjoner med felles prosjekter: projisert, så hvert prosjekt binder alle deltakerne sammen",
    ),
    "funding": Words(
        en="organisations that pay one another, from payer to recipient; not projected",
        da="organisationer, der betaler hinanden, fra bidragyder til modtager; ikke projiceret",
        nb="organisasjoner som betaler hverandre, fra bidragsyter til mottaker; ikke projisert",
    ),
    "tables": Words(
        en="the tables themselves, not projected",
        da="selve tabellerne, ikke projiceret",
        nb="selve tabellene, ikke projisert",
    ),
}
"""What a measure is computed on, and whether that was projected."""

SUBJECTS = ("id", "left", "right", "payer", "recipient", "org_id", "project_id")
"""The key columns that hold the id of an organisation or project."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure as lists, tables and pages show it.

    Args:
        name: Its name in commands, files and columns.
        title: Its title.
        sentence: What it tells policy staff, in one sentence.
        definition: What it is, in one or two sentences.
        formula: How it is computed, as plain text.
        unit: The unit of its values.
        graph: What it is computed on: a key of ``GRAPHS``.
        keys: The columns that name a row of its table.
        values: The columns that hold its values, with the least and greatest value each can take.
        n: The column that says how many things the values of a row rest on.
        undefined: When a value is null; empty when it never is.
        source: The publication that defines it.
        compute: The function, from a ``Network``; its keyword parameters are the options of the measure.
    """

    name: str
    title: Words
    sentence: Words
    definition: str
    formula: str
    unit: str
    graph: str
    keys: tuple[str, ...]
    values: dict[str, tuple[float, float]]
    n: str
    undefined: str
    source: str
    compute: Callable[..., pl.DataFrame]

    @property
    def options(self) -> tuple[str, ...]:
        """Return the names of the options that its function takes."""
        return tuple(inspect.signature(self.compute).parameters)[1:]

    def told_of(self, network: Network) -> Network:
        """Return the part of a network that commands, pages and databases are told its values of.

        A measure of organisations and projects together is that of those that have a participation at all: an
        organisation of which no project is known says nothing about the others, but would make every share smaller.
        """
        return network.once(Network.without_isolates) if "mode" in self.keys else network

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return those of its key columns that hold the id of an organisation or project."""
        return tuple(key for key in self.keys if key in SUBJECTS)
