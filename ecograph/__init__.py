"""ecograph: who holds a health and life-science ecosystem together, and what its clusters share.

>>> import ecograph
>>> eco = ecograph.load()
>>> net = ecograph.Network.of(eco)
>>> found = ecograph.overlap(net, ["norway-health-tech", "nscc"])
>>> found.filter(dimension="projects").select("n_shared", "jaccard").row(0)
(3, 0.2727272727272727)

Names are imported when they are first used, so that ``import ecograph`` and the command line start at once.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ecograph.answers import demo
    from ecograph.ecosystem import Ecosystem
    from ecograph.errors import DataError, EcographError, Issue
    from ecograph.finding import findings
    from ecograph.lookup import find
    from ecograph.metrics import METRICS
    from ecograph.metrics.betweenness import betweenness
    from ecograph.metrics.components import components
    from ecograph.metrics.counts import counts
    from ecograph.metrics.degree import degree
    from ecograph.metrics.funding import funding
    from ecograph.metrics.overlap import overlap
    from ecograph.metrics.received import received
    from ecograph.network import Network, to_networkx
    from ecograph.outputs.map import render_map, to_pyvis
    from ecograph.provenance import explain
    from ecograph.sources import load, read

__version__ = "0.1.0"

_PLACES = {
    "DataError": "errors",
    "EcographError": "errors",
    "Ecosystem": "ecosystem",
    "Issue": "errors",
    "METRICS": "metrics",
    "Network": "network",
    "betweenness": "metrics.betweenness",
    "components": "metrics.components",
    "counts": "metrics.counts",
    "degree": "metrics.degree",
    "demo": "answers",
    "explain": "provenance",
    "find": "lookup",
    "findings": "finding",
    "funding": "metrics.funding",
    "load": "sources",
    "overlap": "metrics.overlap",
    "read": "sources",
    "received": "metrics.received",
    "render_map": "outputs.map",
    "to_networkx": "network",
    "to_pyvis": "outputs.map",
}

__all__ = [
    "METRICS",
    "DataError",
    "EcographError",
    "Ecosystem",
    "Issue",
    "Network",
    "betweenness",
    "components",
    "counts",
    "degree",
    "demo",
    "explain",
    "find",
    "findings",
    "funding",
    "load",
    "overlap",
    "read",
    "received",
    "render_map",
    "to_networkx",
    "to_pyvis",
]


def __getattr__(name: str) -> object:
    """Return a public name from the module it stands in."""
    if name not in _PLACES:
        raise AttributeError(f"module 'ecograph' has no attribute {name!r}")
    return getattr(importlib.import_module(f"ecograph.{_PLACES[name]}"), name)
