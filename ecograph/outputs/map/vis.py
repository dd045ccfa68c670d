"""The network map as a pyvis network, for those who work with pyvis and for the page that vis-network draws.

pyvis's own page is never written: it loads parts from the internet and runs script that stands in data. Its lists of
nodes and edges are filled directly, since ``add_edge`` looks through all edges each time and drops parallel ones.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from ecograph.language.map import MAP
from ecograph.language.values import VALUES
from ecograph.network import Network
from ecograph.outputs.map.drawn import Drawn
from ecograph.outputs.map.looks import COLOURS, SHAPES

if TYPE_CHECKING:
    from pyvis.network import Network as PyvisNetwork

    from ecograph.ecosystem import Ecosystem

_VIS: Final = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def to_pyvis(ecosystem: Ecosystem) -> PyvisNetwork:
    """Return the map as a pyvis network: nodes with fixed places, one edge for each stated tie.

    Its ids are those of the ecosystem; ``kind`` of an edge is participation, membership, tie or flow, and
    ``row`` the number of the row in that table. A flow with several payers or recipients has an edge for
    each pair, marked as a joint amount; one that lacks either has none. Texts are English. Nodes have no
    ``title``: in a page that pyvis writes itself, markup in titles can run.
    """
    from pyvis.network import Network as PyvisNetwork  # imports IPython, which is slow

    drawn = Drawn.of(Network.of(ecosystem))
    network = PyvisNetwork(cdn_resources="in_line")
    network.nodes = _nodes(drawn)
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = _edges(drawn, network.node_ids)
    network.toggle_physics(status=False)
    return network


def library() -> str:
    """Return the script of vis-network that lies in pyvis's package, with its licence banner."""
    text = resources.files("pyvis").joinpath(*_VIS).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", text)


def _nodes(drawn: Drawn) -> list[dict[str, Any]]:
    """Return the nodes as pyvis keeps them: organisations by id, then projects by id."""
    return [
        {
            "id": node["id"],
            "label": node["label"],
            "group": node["group"],
            "shape": SHAPES[node["group"]],
            "color": {
                "background": "#ffffff" if node["hollow"] else COLOURS[node["helix"]].fill,
                "border": COLOURS[node["helix"]].line,
            },
            "size": node["radius"],
            "borderWidth": 2.5 if node["hollow"] else 1,
            "x": node["x"],
            "y": node["y"],
            "fixed": True,
            "physics": False,
        }
        for node in drawn.nodes.iter_rows(named=True)
    ]


def _edges(drawn: Drawn, ids: list[str]) -> list[dict[str, Any]]:
    """Return the edges as pyvis keeps them; those between the same two nodes bend apart."""
    flows = drawn.ecosystem.flows.rows(named=True)
    edges = []
    for line in drawn.lines.iter_rows(named=True):
        bend, row = round(line["bend"], 4), line["row"]
        smooth = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
        edge: dict[str, Any] = {"from": ids[line["a"]], "to": ids[line["b"]], "kind": line["kind"], "row": row}
        edge |= {"smooth": smooth if bend else False, "dashes": line["kind"] == "tie"}
        edges.append(edge | (_flow_look(flows[row]) if line["kind"] == "flow" else {}))
    return edges


def _flow_look(flow: dict[str, Any]) -> dict[str, Any]:
    """Return what only the edge of a flow has: its arrow, its amount in words, dashes when it is vague."""
    amount = flow["amount"]
    qualifier = "" if flow["qualifier"] in (None, "exact") else VALUES["qualifier"][flow["qualifier"]].en + " "
    stated = MAP["no_amount"].en if amount is None else f"{qualifier}{amount:,.0f} {flow['currency']}"
    joint = f" ({MAP['joint'].en})" if len(flow["payers"]) > 1 else ""
    joint += f" ({MAP['shared'].en})" if len(flow["recipients"]) > 1 else ""
    vague = amount is None or flow["qualifier"] != "exact"
    return {"arrows": "to", "label": stated + joint, "dashes": [2, 4] if vague else False}
