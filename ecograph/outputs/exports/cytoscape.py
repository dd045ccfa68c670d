"""The graph as the JSON of Cytoscape.js, which Cytoscape reads too."""

from ecograph.network import to_networkx
from ecograph.outputs.exports.exchange import as_json, label
from ecograph.outputs.exports.export import Export, Given


def cytoscape(given: Given) -> bytes:
    """Return the whole Ecosystem as the JSON of Cytoscape.js, nodes and edges as in ``network.to_networkx``.

    A node has ``id`` and ``name``; an edge has ``id`` (``e0``, ``e1`` ...), ``source`` and ``target``. All columns
    stand beside them; where a column has one of these names it is ``stated_`` and the name.
    """
    graph = to_networkx(given.ecosystem)
    nodes = [
        {"data": {**_columns(data), "id": node, "name": label(data, node)}} for node, data in graph.nodes(data=True)
    ]
    edges = [
        {"data": {**_columns(data), "id": f"e{place}", "source": start, "target": end}}
        for place, (start, end, data) in enumerate(graph.edges(data=True))
    ]
    return as_json({"data": {"name": given.ecosystem.title}, "elements": {"nodes": nodes, "edges": edges}})


def _columns(data: dict[str, object]) -> dict[str, object]:
    return {f"stated_{name}" if name in {"id", "source", "target"} else name: value for name, value in data.items()}


def _files(given: Given) -> dict[str, bytes]:
    return {CYTOSCAPE.place: cytoscape(given)}


CYTOSCAPE = Export("cytoscape", "graph.cyjs", "The graph, for Cytoscape and Cytoscape.js.", _files)
