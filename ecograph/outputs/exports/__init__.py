"""The graph and the tables in the formats of other programs. Each format is one file and one line of ``EXPORTS``."""

from ecograph.outputs.exports.cytoscape import CYTOSCAPE
from ecograph.outputs.exports.data_package import DATA_PACKAGE
from ecograph.outputs.exports.export import Export, Given
from ecograph.outputs.exports.gexf import GEXF
from ecograph.outputs.exports.graphml import GRAPHML
from ecograph.outputs.exports.neo4j import NEO4J
from ecograph.outputs.exports.node_link import NODE_LINK
from ecograph.outputs.exports.parquet import PARQUET

EXPORTS: tuple[Export, ...] = (GRAPHML, GEXF, NODE_LINK, CYTOSCAPE, PARQUET, NEO4J, DATA_PACKAGE)
"""Every format, in the order in which lists show them."""

__all__ = ["EXPORTS", "Export", "Given"]
