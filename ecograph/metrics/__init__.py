"""The measures. Each is a plain function in a file of its own question, and an entry in ``METRICS``."""

from ecograph.metrics.betweenness import BETWEENNESS
from ecograph.metrics.components import COMPONENTS
from ecograph.metrics.counts import COUNTS
from ecograph.metrics.degree import DEGREE
from ecograph.metrics.funding import FUNDING
from ecograph.metrics.metric import Metric
from ecograph.metrics.overlap import OVERLAP
from ecograph.metrics.received import RECEIVED

METRICS: tuple[Metric, ...] = (DEGREE, BETWEENNESS, COMPONENTS, OVERLAP, FUNDING, RECEIVED, COUNTS)
"""Every measure, in the order in which lists, tables and pages show them."""

__all__ = ["METRICS", "Metric"]
