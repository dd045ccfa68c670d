"""The analyses that several sections speak of, each done once for a network.

They have the seeds and defaults of the commands; only fewer random networks are drawn, so that a report takes seconds.
"""

import polars as pl

from ecograph import dates, money
from ecograph.analyses.answer import Answer, Result
from ecograph.analyses.gaps.coverage import coverage as coverage_of
from ecograph.analyses.gaps.goals import goals as goals_of
from ecograph.analyses.gaps.holes import MOST_DRAWN
from ecograph.analyses.gaps.holes import holes as holes_of
from ecograph.analyses.merge import merge
from ecograph.analyses.overlap.chance import chance as chance_of
from ecograph.analyses.partners import partners as partners_of
from ecograph.language import Words
from ecograph.metrics import METRICS
from ecograph.metrics.holdings import clusters, each, each_holdings
from ecograph.metrics.metric import Metric
from ecograph.metrics.reported_members import coverage as sizes_of
from ecograph.network import Network
from ecograph.report.inputs import Inputs
from ecograph.scenario import Scenario

SAMPLES = 200
"""How many random networks are drawn; the first of those that the commands draw."""

FEWEST = 2
"""The least number of clusters that have an overlap."""

METRIC: dict[str, Metric] = {metric.name: metric for metric in METRICS}


def measure(inputs: Inputs, name: str) -> pl.DataFrame:
    """Return the table of a measure, of the part of the network that commands tell it of."""
    metric = METRIC[name]
    return metric.told_of(inputs.network).once(metric.compute)


def clusters_of(inputs: Inputs) -> tuple[str, ...]:
    """Return all clusters of the data."""
    return tuple(clusters(inputs.network))


def held(inputs: Inputs, ids: tuple[str, ...]) -> pl.DataFrame:
    """Return what some organisations hold in each dimension, as ``holdings``; empty where there is none of them."""
    return each_holdings(inputs.network, ids)


def sizes(inputs: Inputs) -> pl.DataFrame:
    """Return how many members of each cluster are known and reported, as ``reported_members.coverage``."""
    return inputs.network.once(_sizes, clusters_of(inputs))


def compares(inputs: Inputs) -> bool:
    """Return whether there are clusters to compare."""
    return len(inputs.clusters) >= FEWEST


def chance(inputs: Inputs) -> Result:
    """Return the overlap of the chosen clusters against chance."""
    return inputs.network.once(_chance, inputs.clusters)


def framework(inputs: Inputs) -> str:
    """Return the framework by which coverage is told: work areas, else the one with most tags; "" where there is none.

    Args:
        inputs: What the report is made from.
    """
    eco = inputs.ecosystem
    areas = eco.frameworks.filter(kind="work_areas")["framework_id"].sort()
    if areas.len():
        return str(areas[0])
    tagged = eco.tags.join(eco.themes.select("theme_id", "framework_id"), on="theme_id").group_by("framework_id").len()
    most = tagged.sort("len", "framework_id", descending=[True, False])["framework_id"]
    return str(most[0]) if most.len() else ""


def framework_called(inputs: Inputs, framework_id: str) -> Words:
    """Return the name of a framework in each language; in one that has none, that of another, or else the id."""
    row = inputs.ecosystem.frameworks.row(by_predicate=pl.col("framework_id") == framework_id, named=True)
    given = [row[f"label_{language}"] for language in Words._fields]
    return Words(*(label or next((other for other in given if other), framework_id) for label in given))


def coverage(inputs: Inputs) -> Result:
    """Return the coverage of theme by region in the framework of ``framework``."""
    return inputs.network.once(_coverage, framework(inputs))


def holes(inputs: Inputs) -> Result:
    """Return the holes between countries."""
    is_small = inputs.network.participation.nnz * SAMPLES <= MOST_DRAWN
    return inputs.network.once(holes_of, samples=SAMPLES if is_small else None)


def goals(inputs: Inputs) -> Result:
    """Return the goals on the day of the report."""
    return inputs.network.once(goals_of, day=inputs.day)


def merged(inputs: Inputs, scenario: Scenario) -> Answer:
    """Return what a merger changes, without the comparison with every other one.

    Raises:
        EcographError: The data do not have what merges.
    """
    network = inputs.network
    if scenario.as_of is not None:
        network = inputs.network.once(_as_of, scenario.as_of)
    return network.once(merge, scenario.clusters, name=scenario.name, leaves=scenario.leaves, alone=True)


def suggested(inputs: Inputs, organisation: str) -> Answer:
    """Return the partners that are suggested for an organisation."""
    return inputs.network.once(partners_of, organisation)


def _sizes(network: Network, ids: tuple[str, ...]) -> pl.DataFrame:
    members = each_holdings(network, ids).filter(dimension="members")
    return sizes_of(network, each(ids), members=members, vagueness=money.VAGUENESS)


def _chance(network: Network, ids: tuple[str, ...]) -> Result:
    return chance_of(network, each(ids), samples=SAMPLES)


def _coverage(network: Network, framework_id: str) -> Result:
    return coverage_of(network, framework=framework_id or None)


def _as_of(network: Network, day: str) -> Network:
    return Network.of(network.ecosystem.as_of(dates.bounds(day)[1]), extents=network.extents)
