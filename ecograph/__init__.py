"""ecograph: who holds a health and life-science ecosystem together, and what its clusters share.

>>> import ecograph
>>> eco = ecograph.load()
>>> net = ecograph.Network.of(eco)
>>> found = ecograph.pairwise_overlap(net, ["norway-health-tech", "nscc"])
>>> found.filter(dimension="projects").select("n_shared", "jaccard").row(0)
(3, 0.2727272727272727)

Names are imported when they are first used, so that ``import ecograph`` and the command line start at once.
"""

import importlib
from typing import TYPE_CHECKING

from ecograph.version import VERSION

if TYPE_CHECKING:
    from ecograph.analyses.answer import Answer
    from ecograph.analyses.gaps.gaps import gaps
    from ecograph.analyses.merge.backtest import backtest
    from ecograph.analyses.merge.merge import merge
    from ecograph.analyses.overlap.overlap import overlap
    from ecograph.analyses.parallels.parallels import parallels
    from ecograph.analyses.partners.partners import partners
    from ecograph.answers import demo
    from ecograph.ecosystem import Ecosystem
    from ecograph.errors import DataError, EcographError, Issue
    from ecograph.finding import findings
    from ecograph.lookup import find
    from ecograph.metrics import METRICS
    from ecograph.metrics.articulation_points import articulation_points
    from ecograph.metrics.assortativity import assortativity
    from ecograph.metrics.betweenness import betweenness
    from ecograph.metrics.bridges import bridges
    from ecograph.metrics.brokerage import brokerage
    from ecograph.metrics.closeness import closeness
    from ecograph.metrics.clustering import clustering
    from ecograph.metrics.communities import communities
    from ecograph.metrics.community_agreement import community_agreement
    from ecograph.metrics.components import components
    from ecograph.metrics.concentration import concentration
    from ecograph.metrics.constraint import constraint
    from ecograph.metrics.core_periphery import core_periphery
    from ecograph.metrics.coreness import coreness
    from ecograph.metrics.counts import counts
    from ecograph.metrics.critical_organisations import critical_organisations
    from ecograph.metrics.degree import degree
    from ecograph.metrics.density import density
    from ecograph.metrics.effective_size import effective_size
    from ecograph.metrics.ei_index import ei_index
    from ecograph.metrics.eigenvector import eigenvector
    from ecograph.metrics.fragmentation import fragmentation
    from ecograph.metrics.funding import funding
    from ecograph.metrics.global_efficiency import global_efficiency
    from ecograph.metrics.hits import hits
    from ecograph.metrics.lorenz import lorenz
    from ecograph.metrics.pagerank import pagerank
    from ecograph.metrics.pairwise_overlap import pairwise_overlap
    from ecograph.metrics.projected_betweenness import projected_betweenness
    from ecograph.metrics.projected_closeness import projected_closeness
    from ecograph.metrics.projected_degree import projected_degree
    from ecograph.metrics.received import received
    from ecograph.metrics.robustness import robustness
    from ecograph.metrics.small_world import small_world
    from ecograph.metrics.synergy import synergy
    from ecograph.metrics.two_mode_clustering import two_mode_clustering
    from ecograph.network import Network, to_networkx
    from ecograph.outputs.map import MapView, render_map, to_pyvis
    from ecograph.provenance import explain
    from ecograph.scenario import Scenario
    from ecograph.sources import load, read
    from ecograph.sources.scenarios import read_scenarios

__version__ = VERSION

_PLACES = {
    "Answer": "analyses.answer",
    "DataError": "errors",
    "EcographError": "errors",
    "Ecosystem": "ecosystem",
    "Issue": "errors",
    "METRICS": "metrics",
    "MapView": "outputs.map",
    "Network": "network",
    "Scenario": "scenario",
    "articulation_points": "metrics.articulation_points",
    "assortativity": "metrics.assortativity",
    "backtest": "analyses.merge.backtest",
    "betweenness": "metrics.betweenness",
    "bridges": "metrics.bridges",
    "brokerage": "metrics.brokerage",
    "closeness": "metrics.closeness",
    "clustering": "metrics.clustering",
    "communities": "metrics.communities",
    "community_agreement": "metrics.community_agreement",
    "components": "metrics.components",
    "concentration": "metrics.concentration",
    "constraint": "metrics.constraint",
    "core_periphery": "metrics.core_periphery",
    "coreness": "metrics.coreness",
    "counts": "metrics.counts",
    "critical_organisations": "metrics.critical_organisations",
    "degree": "metrics.degree",
    "demo": "answers",
    "density": "metrics.density",
    "effective_size": "metrics.effective_size",
    "ei_index": "metrics.ei_index",
    "eigenvector": "metrics.eigenvector",
    "explain": "provenance",
    "find": "lookup",
    "findings": "finding",
    "fragmentation": "metrics.fragmentation",
    "funding": "metrics.funding",
    "gaps": "analyses.gaps.gaps",
    "global_efficiency": "metrics.global_efficiency",
    "hits": "metrics.hits",
    "load": "sources",
    "lorenz": "metrics.lorenz",
    "merge": "analyses.merge.merge",
    "overlap": "analyses.overlap.overlap",
    "pagerank": "metrics.pagerank",
    "pairwise_overlap": "metrics.pairwise_overlap",
    "parallels": "analyses.parallels.parallels",
    "partners": "analyses.partners.partners",
    "projected_betweenness": "metrics.projected_betweenness",
    "projected_closeness": "metrics.projected_closeness",
    "projected_degree": "metrics.projected_degree",
    "read": "sources",
    "read_scenarios": "sources.scenarios",
    "received": "metrics.received",
    "render_map": "outputs.map",
    "robustness": "metrics.robustness",
    "small_world": "metrics.small_world",
    "synergy": "metrics.synergy",
    "to_networkx": "network",
    "to_pyvis": "outputs.map",
    "two_mode_clustering": "metrics.two_mode_clustering",
}

__all__ = [
    "METRICS",
    "Answer",
    "DataError",
    "EcographError",
    "Ecosystem",
    "Issue",
    "MapView",
    "Network",
    "Scenario",
    "articulation_points",
    "assortativity",
    "backtest",
    "betweenness",
    "bridges",
    "brokerage",
    "closeness",
    "clustering",
    "communities",
    "community_agreement",
    "components",
    "concentration",
    "constraint",
    "core_periphery",
    "coreness",
    "counts",
    "critical_organisations",
    "degree",
    "demo",
    "density",
    "effective_size",
    "ei_index",
    "eigenvector",
    "explain",
    "find",
    "findings",
    "fragmentation",
    "funding",
    "gaps",
    "global_efficiency",
    "hits",
    "load",
    "lorenz",
    "merge",
    "overlap",
    "pagerank",
    "pairwise_overlap",
    "parallels",
    "partners",
    "projected_betweenness",
    "projected_closeness",
    "projected_degree",
    "read",
    "read_scenarios",
    "received",
    "render_map",
    "robustness",
    "small_world",
    "synergy",
    "to_networkx",
    "to_pyvis",
    "two_mode_clustering",
]


def __getattr__(name: str) -> object:
    """Return a public name from the module it stands in."""
    if name not in _PLACES:
        raise AttributeError(f"module 'ecograph' has no attribute {name!r}")
    return getattr(importlib.import_module(f"ecograph.{_PLACES[name]}"), name)
