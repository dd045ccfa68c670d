"""The graph as JSON of nodes and links, which networkx and D3 read."""

from ecograph.network import to_networkx
from ecograph.outputs.exports.exchange import as_json
from ecograph.outputs.exports.export import Export, Given


def node_link(given: Given) -> bytes:
    """Return the whole Ecosystem as node-link JSON, nodes and edges as in ``network.to_networkx``.

    ``networkx.node_link_graph(data, edges="links")`` gives the same graph back.
    """
    import networkx as nx

    return as_json(nx.node_link_data(to_networkx(given.ecosystem), edges="links"))


def _files(given: Given) -> dict[str, bytes]:
    return {NODE_LINK.place: node_link(given)}


NODE_LINK = Export("json", "graph.json", "The graph as nodes and links, for D3 and networkx.", _files)
