"""The graph as GraphML, which Gephi, Cytoscape, yEd and igraph open."""

import io

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.exports.exchange import numbered
from ecograph.outputs.exports.export import Export, Given


def graphml(ecosystem: Ecosystem) -> bytes:
    """Return the whole Ecosystem as GraphML in UTF-8, nodes and edges as in ``network.to_networkx``.

    Every edge has an id of its own, 0, 1 ..., since Gephi and yEd keep one edge of each id. A sign that XML
    cannot hold becomes U+FFFD.
    """
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(numbered(ecosystem), buffer, encoding="utf-8")
    return buffer.getvalue()


def _files(given: Given) -> dict[str, bytes]:
    return {GRAPHML.place: graphml(given.ecosystem)}


GRAPHML = Export("graphml", "graph.graphml", "The graph, for Gephi, Cytoscape, yEd and igraph.", _files)
