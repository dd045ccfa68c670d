"""The measures. Each is a plain function in a file of its own question, and an entry in ``METRICS``."""

from ecograph.metrics.articulation_points import ARTICULATION_POINTS
from ecograph.metrics.assortativity import ASSORTATIVITY
from ecograph.metrics.betweenness import BETWEENNESS
from ecograph.metrics.bridges import BRIDGES
from ecograph.metrics.brokerage import BROKERAGE
from ecograph.metrics.closeness import CLOSENESS
from ecograph.metrics.clustering import CLUSTERING
from ecograph.metrics.communities import COMMUNITIES
from ecograph.metrics.community_agreement import COMMUNITY_AGREEMENT
from ecograph.metrics.components import COMPONENTS
from ecograph.metrics.concentration import CONCENTRATION
from ecograph.metrics.constraint import CONSTRAINT
from ecograph.metrics.core_periphery import CORE_PERIPHERY
from ecograph.metrics.coreness import CORENESS
from ecograph.metrics.counts import COUNTS
from ecograph.metrics.critical_organisations import CRITICAL_ORGANISATIONS
from ecograph.metrics.degree import DEGREE
from ecograph.metrics.density import DENSITY
from ecograph.metrics.effective_size import EFFECTIVE_SIZE
from ecograph.metrics.ei_index import EI_INDEX
from ecograph.metrics.eigenvector import EIGENVECTOR
from ecograph.metrics.fragmentation import FRAGMENTATION
from ecograph.metrics.funding import FUNDING
from ecograph.metrics.global_efficiency import GLOBAL_EFFICIENCY
from ecograph.metrics.hits import HITS
from ecograph.metrics.lorenz import LORENZ
from ecograph.metrics.metric import Metric
from ecograph.metrics.pagerank import PAGERANK
from ecograph.metrics.pairwise_overlap import PAIRWISE_OVERLAP
from ecograph.metrics.projected_betweenness import PROJECTED_BETWEENNESS
from ecograph.metrics.projected_closeness import PROJECTED_CLOSENESS
from ecograph.metrics.projected_degree import PROJECTED_DEGREE
from ecograph.metrics.received import RECEIVED
from ecograph.metrics.robustness import ROBUSTNESS
from ecograph.metrics.small_world import SMALL_WORLD
from ecograph.metrics.synergy import SYNERGY
from ecograph.metrics.two_mode_clustering import TWO_MODE_CLUSTERING

METRICS: tuple[Metric, ...] = (
    # who holds it together
    DEGREE,
    CLOSENESS,
    BETWEENNESS,
    PROJECTED_DEGREE,
    PROJECTED_CLOSENESS,
    PROJECTED_BETWEENNESS,
    EIGENVECTOR,
    CORENESS,
    CLUSTERING,
    PAGERANK,
    HITS,
    # who brokers
    CONSTRAINT,
    EFFECTIVE_SIZE,
    BROKERAGE,
    ARTICULATION_POINTS,
    BRIDGES,
    CRITICAL_ORGANISATIONS,
    # how it hangs together
    COMPONENTS,
    DENSITY,
    TWO_MODE_CLUSTERING,
    ASSORTATIVITY,
    EI_INDEX,
    SMALL_WORLD,
    CORE_PERIPHERY,
    GLOBAL_EFFICIENCY,
    FRAGMENTATION,
    ROBUSTNESS,
    COMMUNITIES,
    COMMUNITY_AGREEMENT,
    # triple helix, money, overlap
    SYNERGY,
    CONCENTRATION,
    LORENZ,
    PAIRWISE_OVERLAP,
    FUNDING,
    RECEIVED,
    COUNTS,
)
"""Every measure, in the order in which lists, tables and pages show them."""

__all__ = ["METRICS", "Metric"]
