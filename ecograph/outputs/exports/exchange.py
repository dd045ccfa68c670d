"""The graph of ``network.to_networkx`` as the formats of XML and JSON need it: edges with ids, texts they can hold."""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ecograph.ecosystem import Ecosystem
from ecograph.network import to_networkx

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The signs that XML 1.0 cannot hold, not even escaped."""


def numbered(ecosystem: Ecosystem) -> "nx.MultiDiGraph":
    """Return the whole Ecosystem with edge keys 0, 1 ... that are unique in all of it, and texts that XML can hold.

    A sign that XML cannot hold becomes U+FFFD. Gephi and yEd keep one edge of each key.
    """
    graph = to_networkx(ecosystem)
    made = type(graph)(**_writable(graph.graph))
    made.add_nodes_from((node, _writable(data)) for node, data in graph.nodes(data=True))
    edges = enumerate(graph.edges(data=True))
    made.add_edges_from((start, end, key, _writable(data)) for key, (start, end, data) in edges)
    return made


def label(data: Mapping[str, object], node: str) -> str:
    """Return what a node is called: its name, title or English label, else its id.

    >>> label({"table": "projects", "title": "NorCare"}, "norcare"), label({"table": "flows"}, "f-1")
    ('NorCare', 'f-1')
    """
    return str(data.get("name") or data.get("title") or data.get("label_en") or node)


def as_json(value: object) -> bytes:
    """Return a value as JSON in UTF-8, a line for each level of the first, ending with a line break."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _writable(data: Mapping[str, object]) -> dict[str, object]:
    return {name: _NOT_XML.sub("\ufffd", v) if isinstance(v, str) else v for name, v in data.items()}
