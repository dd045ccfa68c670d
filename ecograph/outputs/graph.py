"""The graph as GraphML, which Gephi, Cytoscape, yEd and igraph open."""

import io
import re
from typing import TYPE_CHECKING

from ecograph.ecosystem import Ecosystem
from ecograph.network import to_networkx

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The signs that XML 1.0 cannot hold, not even escaped."""


def graphml(ecosystem: Ecosystem) -> bytes:
    """Return the whole Ecosystem as GraphML in UTF-8, nodes and edges as in ``network.to_networkx``.

    Every edge has an id of its own, 0, 1 ..., since Gephi and yEd keep one edge of each id. A sign that XML
    cannot hold becomes U+FFFD.
    """
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(_numbered(to_networkx(ecosystem)), buffer, encoding="utf-8")
    return buffer.getvalue()


def _numbered(graph: "nx.MultiDiGraph") -> "nx.MultiDiGraph":
    """Return the graph with edge keys that are unique in all of it, and texts that XML can hold."""
    numbered = type(graph)(**_writable(graph.graph))
    numbered.add_nodes_from((node, _writable(data)) for node, data in graph.nodes(data=True))
    edges = enumerate(graph.edges(data=True))
    numbered.add_edges_from((start, end, key, _writable(data)) for key, (start, end, data) in edges)
    return numbered


def _writable(data: dict[str, object]) -> dict[str, object]:
    return {name: _NOT_XML.sub("\ufffd", v) if isinstance(v, str) else v for name, v in data.items()}
