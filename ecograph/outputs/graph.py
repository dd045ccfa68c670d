"""The graph as GraphML, which Gephi, Cytoscape, yEd and igraph open."""

import io

from ecograph.ecosystem import Ecosystem
from ecograph.network import to_networkx


def graphml(ecosystem: Ecosystem) -> bytes:
    """Return the whole Ecosystem as GraphML in UTF-8, nodes and edges as in ``network.to_networkx``."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(to_networkx(ecosystem), buffer, encoding="utf-8")
    return buffer.getvalue()
