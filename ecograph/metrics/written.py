"""The measures of single organisations and projects as properties of their nodes, to be written to a graph database.

Which measures those are is read from their keys: a table with one row for each organisation or project gives a
number to each node. A measure with further keys, such as brokerage by role, gives none.
"""

from collections.abc import Iterable

import polars as pl

from ecograph.errors import EcographError
from ecograph.metrics import METRICS
from ecograph.metrics.metric import Metric
from ecograph.network import Network
from ecograph.schema.graph import METRIC

_ONE_EACH = (("id",), ("mode", "id"))
"""The keys of tables that have one row for each organisation or project; an id is of one mode only."""

WRITTEN: tuple[Metric, ...] = tuple(metric for metric in METRICS if metric.keys in _ONE_EACH)
"""The measures that can be written."""


def property_name(metric: Metric, column: str) -> str:
    """Return the property that a value of a measure becomes.

    It is named after the measure, and after the column too where that has another name.

    >>> by_name = {metric.name: metric for metric in WRITTEN}
    >>> property_name(by_name["betweenness"], "betweenness"), property_name(by_name["hits"], "hub")
    ('metric_betweenness', 'metric_hits_hub')
    """
    return f"{METRIC}{metric.name}" if column == metric.name else f"{METRIC}{metric.name}_{column}"


def node_properties(network: Network, names: Iterable[str] | None = None) -> dict[str, pl.DataFrame]:
    """Return the measures as properties of nodes, by label: the numbers that ``ecograph metrics`` tells.

    Args:
        network: The network.
        names: The measures, all of ``WRITTEN`` when None; each is computed with its own defaults.

    Returns:
        For ``Organisation`` and ``Project`` a row for each node that has any of them: its key (``org_id`` or
        ``project_id``), then the properties; null where a measure is not defined for it.

    Raises:
        EcographError: A measure is not one of ``WRITTEN``.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "ab"],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "ab"],
    ... )
    >>> found = node_properties(Network.of(eco), ["degree"])
    >>> found["Organisation"].rows(), found["Project"].columns
    ([('a', 1, 1.0), ('b', 1, 1.0)], ['project_id', 'metric_degree_n_ties', 'metric_degree'])
    """
    chosen = WRITTEN if names is None else tuple(_named(name) for name in names)
    eco = network.ecosystem
    nodes = {"Organisation": eco.organisations.select("org_id"), "Project": eco.projects.select("project_id")}
    for metric in chosen:
        table = metric.compute(metric.told_of(network))
        values = table.select("id", *(pl.col(name).alias(property_name(metric, name)) for name in metric.values))
        nodes = {
            label: frame.join(values, left_on=frame.columns[0], right_on="id", how="left", maintain_order="left")
            for label, frame in nodes.items()
        }
    return {label: _known(frame) for label, frame in nodes.items()}


def _known(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows and the properties in which anything is known."""
    key, *names = frame.columns
    kept = [name for name in names if frame[name].is_not_null().any()]
    return frame.select(key, *kept).filter(
        pl.any_horizontal(pl.col(name).is_not_null() for name in kept) if kept else False
    )


def _named(name: str) -> Metric:
    found = next((metric for metric in WRITTEN if metric.name == name), None)
    if found is None:
        there = ", ".join(metric.name for metric in WRITTEN)
        raise EcographError(f"found no measure {name!r} with one number for each node; there are {there}")
    return found
