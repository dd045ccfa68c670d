"""What a report is made from: the network, what was computed of it, and what is asked about.

Analyses that several sections speak of are found once, by ``Network.once``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError, Issue
from ecograph.lookup import organisation
from ecograph.metrics.holdings import clusters, each, holdings
from ecograph.metrics.key_figures.definition import KeyFigure
from ecograph.network import Network
from ecograph.scenario import Scenario

MOST_CLUSTERS = 6
"""How many clusters are compared when nobody names them."""


@dataclass(frozen=True, eq=False)
class Inputs:
    """What a report is made from.

    Args:
        network: The network.
        day: The day for which it is told what is running, ended or overdue.
        figures: The key figures, with the columns of ``FIGURES``.
        definitions: Their definitions, in the order in which they are told.
        compared: The same beside those of another state, as ``key_figures.change.compared`` gives it; None for none.
        crossed: The figures that crossed a limit, as ``key_figures.limits.crossed`` gives it; None where none was set.
        clusters: The ids of the organisations whose overlap is told; ``chosen`` gives those of the data.
        scenarios: The mergers that are told.
        remarks: What was noticed when the dataset was read.
        inputs: The SHA-256 of each file of the dataset.
        named_before: What the figures are compared with, such as a date; "" for nothing.
        facts: The tables that the figures were computed from, where they hold more than the network, as those of a
            day hold what had ended before it; None for those of the network.
    """

    network: Network
    day: date
    figures: pl.DataFrame
    definitions: tuple[KeyFigure, ...] = ()
    compared: pl.DataFrame | None = None
    crossed: pl.DataFrame | None = None
    clusters: tuple[str, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    remarks: tuple[Issue, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    named_before: str = ""
    facts: Ecosystem | None = None

    @property
    def ecosystem(self) -> Ecosystem:
        """Return the tables."""
        return self.network.ecosystem

    @property
    def stated(self) -> Ecosystem:
        """Return the tables with every row that a number of the report rests on."""
        return self.ecosystem if self.facts is None else self.facts


def chosen(network: Network, scenarios: Sequence[Scenario]) -> tuple[str, ...]:
    """Return the clusters whose overlap is told when nobody names them, sorted.

    Args:
        network: The network.
        scenarios: The mergers of the dataset.

    Returns:
        Those of the first scenario that the network has at least two of; else the clusters with most projects, at most
        six; fewer than two where the data have no more.

    >>> eco = Ecosystem.of(organisations=[{"org_id": i, "name": i, "kind": "cluster"} for i in "ab"])
    >>> chosen(Network.of(eco), [Scenario("AB", ("b", "a"))]), chosen(Network.of(Ecosystem.of()), [])
    (('a', 'b'), ())
    """
    for scenario in scenarios:
        found = tuple(sorted({own for name in scenario.clusters for own in _node(network, name)}))
        if len(found) > 1:
            return found
    own = clusters(network)
    if len(own) <= MOST_CLUSTERS:
        return tuple(own)
    held = holdings(network, each(own)).filter(dimension="projects").group_by("set").len("n")
    most = held.sort("n", "set", descending=[True, False])["set"].head(MOST_CLUSTERS).to_list()
    return tuple(sorted([*most, *(name for name in own if name not in most)][:MOST_CLUSTERS]))


def _node(network: Network, text: str) -> tuple[str, ...]:
    """Return the id of the organisation of the network that a text names; nothing where there is none."""
    try:
        found = organisation(network.ecosystem, text)
    except EcographError:
        return ()
    return (found,) if found in network.organisations else ()
