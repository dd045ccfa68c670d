"""The graph as GEXF, the format of Gephi, with the days on which projects and memberships begin and end."""

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ecograph import dates
from ecograph.outputs.exports.exchange import label, numbered
from ecograph.outputs.exports.export import Export, Given

if TYPE_CHECKING:
    import networkx as nx

NAMESPACE = "http://www.gexf.net/1.2draft"

_PERIODS = (("start", "end"), ("from", "to"))
"""The columns that say when a row begins and ends."""


def gexf(given: Given) -> bytes:
    """Return the whole Ecosystem as GEXF 1.2, nodes and edges as in ``network.to_networkx``.

    A node is labelled with its name. What has a period has the first day it may begin and the last it may end, for
    Gephi's timeline; the dates as they are stated stand beside them, as ``stated_start`` and ``stated_end`` or as
    ``from`` and ``to``. There is no date of writing, so the same tables give the same bytes.
    """
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_gexf(_timed(numbered(given.ecosystem)), buffer, encoding="utf-8", prettyprint=False)
    ET.register_namespace("", NAMESPACE)
    root = ET.fromstring(buffer.getvalue())  # noqa: S314 - what networkx wrote just now
    for meta in root.findall(f"{{{NAMESPACE}}}meta"):
        root.remove(meta)
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _timed(graph: "nx.MultiDiGraph") -> "nx.MultiDiGraph":
    """Return the graph with a label for each node, and with days instead of dates of any precision."""
    graph.graph["name"] = graph.graph["title"]
    for node, data in graph.nodes(data=True):
        data["label"] = label(data, node)
        _set_days(data)
    for _, _, data in graph.edges(data=True):
        data["label"] = data["table"]
        _set_days(data)
    return graph


def _set_days(data: dict[str, object]) -> None:
    for start, end in _PERIODS:
        for name, day, end_of in ((start, "start", 0), (end, "end", 1)):
            stated = data.get(name)
            if isinstance(stated, str):
                data[f"stated_{name}" if name == day else name] = stated
                data[day] = dates.bounds(stated)[end_of].isoformat()


def _files(given: Given) -> dict[str, bytes]:
    return {GEXF.place: gexf(given)}


GEXF = Export("gexf", "graph.gexf", "The graph with its dates, for Gephi and Gephi Lite.", _files)
