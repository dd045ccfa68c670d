"""The network map: a pyvis network, and one HTML file that needs nothing but a browser.

pyvis gives the network and the drawing library (vis-network) that lies in its package; the page is our own,
since pyvis's loads parts from the internet, runs script that stands in data, and cannot be read without a
mouse. Text reaches the page as escaped JSON and is shown as text only; a Content-Security-Policy forbids
every request and every script but the two whose hashes it names.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import polars as pl
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ecograph.language import LANGUAGES, Words
from ecograph.language.map import MAP, REGIONS
from ecograph.language.values import VALUES
from ecograph.outputs.layout import Layout, positions

if TYPE_CHECKING:
    from pyvis.network import Network

    from ecograph.ecosystem import Ecosystem


class Paint(NamedTuple):
    """A colour on a light and on a dark ground, for areas and for lines."""

    fill: str
    line: str
    dark: str


COLOURS: Final[dict[str, Paint]] = {
    "industry": Paint("#0072b2", "#0072b2", "#4fa3dc"),
    "academia": Paint("#e69f00", "#b07800", "#e69f00"),
    "government": Paint("#009e73", "#008762", "#25b88c"),
    "civil_society": Paint("#d55e00", "#d55e00", "#f0793a"),
    "intermediary": Paint("#cc79a7", "#b8578d", "#de9cc2"),
    "none": Paint("#23282e", "#23282e", "#e3e7eb"),
    "unknown": Paint("#6b737c", "#6b737c", "#a0a6ad"),
    "project": Paint("#9aa2ab", "#6b737c", "#7d8791"),
}
"""The colour of each sphere, of bodies whose sphere is not known, and of projects.

Okabe and Ito's colours; ``line`` is darkened until it stands out from white by 3 to 1.
"""

SHAPES: Final[dict[str, str]] = {
    "cluster": "hexagon",
    "company": "dot",
    "knowledge": "triangle",
    "public": "diamond",
    "other": "triangleDown",
    "project": "square",
}
"""The shape of each group of kinds, as vis-network names it."""

_GROUPS: Final[dict[str, str]] = {
    "cluster": "cluster",
    "company": "company",
    **dict.fromkeys(("university", "institute", "hospital"), "knowledge"),
    **dict.fromkeys(("region", "municipality", "ministry", "agency", "state", "eu_body"), "public"),
}

SHOWN_TABLES: Final = (
    "sources",
    "evidence",
    "organisations",
    "names",
    "identifiers",
    "projects",
    "memberships",
    "participations",
    "flows",
    "ties",
    "events",
    "figures",
)
"""The tables whose rows the page contains. The others are not in the file."""

_NOT_SHOWN_VALUES: Final = ("framework_kind", "tag_basis", "goal_kind", "currencies", "languages")

_VIS: Final = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


class Line(NamedTuple):
    """One line of the map: a row of a fact table, or one payer and one recipient of a flow."""

    start: str
    end: str
    kind: str
    row: int


SCRIPT = (
    *("data", "words", "parts", "details", "choosing", "filter"),
    *("drawing", "labels", "keyboard", "search", "table", "page"),
)
"""The parts of the script of the page, each a file in ``templates/map``, in the order in which they run."""


def to_pyvis(ecosystem: Ecosystem) -> Network:
    """Return the map as a pyvis network: nodes with fixed places, one edge for each stated tie.

    Its ids are those of the ecosystem; ``kind`` of an edge is participation, membership, tie or flow, and
    ``row`` the number of the row in that table. A flow with several payers or recipients has an edge for
    each pair, marked as a joint amount; one that lacks either has none. Texts are English. Nodes have no
    ``title``: in a page that pyvis writes itself, markup in titles can run.
    """
    from pyvis.network import Network  # imports IPython, which is slow

    lines = _lines(ecosystem)
    network = Network(cdn_resources="in_line")
    network.nodes = _nodes(ecosystem, lines, _layout(ecosystem, lines))
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = _edges(ecosystem, lines)
    network.toggle_physics(status=False)
    return network


def render_map(ecosystem: Ecosystem, language: str = "en") -> str:
    """Return the map as one HTML document.

    It opens from disk without network access, in the given language, and can be switched to the others.
    The same ecosystem and language give the same text.

    Args:
        ecosystem: What to show.
        language: ``da``, ``nb`` or ``en``.

    Raises:
        ValueError: There is no such language.
    """
    text = {key: words.in_(language) for key, words in MAP.items()}
    scripts = {"library": _script(_library()), "script": _script(_page_script())}
    style = Markup(_tokens() + _template("map.css"))  # noqa: S704 - ours, no data in it
    environment = Environment(loader=PackageLoader("ecograph.outputs"), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "allow_nan": False, "separators": (",", ":")}
    return environment.get_template("map.html.j2").render(
        language=language,
        languages={"da": "Dansk", "nb": "Norsk", "en": "English"},
        title=ecosystem.title or text["map"],
        text=text,
        payload=_payload(ecosystem),
        style=style,
        policy=_policy(list(scripts.values()), style),
        **scripts,
    )


def _lines(ecosystem: Ecosystem) -> list[Line]:
    """Return the lines of the map, table by table, in the order of the rows."""
    ends = {
        "participation": ecosystem.participations.select("org_id", "project_id"),
        "membership": ecosystem.memberships.select("org_id", "cluster_id"),
        "tie": ecosystem.ties.select("subject", "object"),
    }
    lines = [Line(a, b, kind, row) for kind, frame in ends.items() for row, (a, b) in enumerate(frame.iter_rows())]
    for row, (payers, recipients) in enumerate(ecosystem.flows.select("payers", "recipients").iter_rows()):
        lines += [Line(a, b, "flow", row) for a in payers or () for b in recipients or ()]
    return lines


def _layout(ecosystem: Ecosystem, lines: list[Line]) -> Layout:
    ids = [*ecosystem.organisations["org_id"], *ecosystem.projects["project_id"]]
    clusters = {*ecosystem.memberships["cluster_id"]}
    clusters |= {*ecosystem.organisations.filter(pl.col("kind") == "cluster")["org_id"]}
    return positions(ids, [(line.start, line.end) for line in lines], anchors=clusters, radii=_sizes(ecosystem, lines))


def _sizes(ecosystem: Ecosystem, lines: list[Line]) -> dict[str, float]:
    """Return the radius of each node: it grows with the root of the number of its neighbours."""
    pairs = {(line.start, line.end) for line in lines if line.start != line.end}
    neighbours = Counter(end for pair in {tuple(sorted(pair)) for pair in pairs} for end in pair)
    kinds = ecosystem.organisations.select("org_id", "kind").iter_rows()
    base = {org: 10.0 if kind == "cluster" else 5.2 for org, kind in kinds}
    base |= dict.fromkeys(ecosystem.projects["project_id"], 4.6)
    return {node: round(size + 1.7 * math.sqrt(neighbours[node]), 1) for node, size in base.items()}


def _nodes(ecosystem: Ecosystem, lines: list[Line], layout: Layout) -> list[dict[str, Any]]:
    """Return the nodes as pyvis keeps them: organisations by id, then projects by id."""
    sizes = _sizes(ecosystem, lines)
    columns = ecosystem.organisations.select("org_id", "name", "kind", "helix", "extent")
    rows = [
        (org, name, _GROUPS.get(kind, "other"), helix or "unknown", extent != "single")
        for org, name, kind, helix, extent in columns.iter_rows()
    ]
    rows += [
        (p, title, "project", "project", False)
        for p, title in ecosystem.projects.select("project_id", "title").iter_rows()
    ]
    return [
        {
            "id": node,
            "label": name,
            "group": group,
            "shape": SHAPES[group],
            "color": {"background": "#ffffff" if hollow else COLOURS[colour].fill, "border": COLOURS[colour].line},
            "colour": colour,
            "hollow": hollow,
            "size": sizes[node],
            "borderWidth": 2.5 if hollow else 1,
            "x": layout.points[node][0],
            "y": layout.points[node][1],
            "fixed": True,
            "physics": False,
        }
        for node, name, group, colour, hollow in rows
    ]


def _edges(ecosystem: Ecosystem, lines: list[Line]) -> list[dict[str, Any]]:
    """Return the edges as pyvis keeps them; those between the same two nodes bend apart."""
    flows = ecosystem.flows.rows(named=True)
    total = Counter(frozenset((line.start, line.end)) for line in lines)
    seen: Counter[frozenset[str]] = Counter()
    edges = []
    for line in lines:
        pair = frozenset((line.start, line.end))
        bend = _bend(seen[pair], total[pair]) * (1 if line.start <= line.end else -1)
        seen[pair] += 1
        edge: dict[str, Any] = {"from": line.start, "to": line.end, "kind": line.kind, "row": line.row, "bend": bend}
        curve = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
        edge["smooth"] = curve if bend else False
        edge["dashes"] = line.kind == "tie"
        edge |= _flow_look(flows[line.row]) if line.kind == "flow" else {}
        edges.append(edge)
    return edges


def _bend(place: int, total: int) -> float:
    """Return how far one of several parallel edges bends: from -0.6 to 0.6, 0 for a single edge."""
    if total == 1:
        return 0.0
    reach = min(0.6, 0.12 * (total - 1))
    return round(reach * (2 * place / (total - 1) - 1), 4)


def _flow_look(flow: dict[str, Any]) -> dict[str, Any]:
    """Return what only the edge of a flow has: its arrow, its amount in words, dashes when it is vague."""
    amount = flow["amount"]
    qualifier = "" if flow["qualifier"] in (None, "exact") else VALUES["qualifier"][flow["qualifier"]].en + " "
    stated = MAP["no_amount"].en if amount is None else f"{qualifier}{amount:,.0f} {flow['currency']}"
    joint = f" ({MAP['joint'].en})" if len(flow["payers"]) > 1 else ""
    joint += f" ({MAP['shared'].en})" if len(flow["recipients"]) > 1 else ""
    vague = amount is None or flow["qualifier"] != "exact"
    return {"arrows": "to", "label": stated + joint, "dashes": [2, 4] if vague else False}


def _payload(ecosystem: Ecosystem) -> dict[str, Any]:
    """Return the data of the page: the drawn network, the rows behind it, and the texts in all languages."""
    network = to_pyvis(ecosystem)
    number = {node["id"]: i for i, node in enumerate(network.nodes)}
    drawn = pl.DataFrame(
        [(number[e["from"]], number[e["to"]], e["kind"], e["row"], e["bend"]) for e in network.edges],
        schema={"from": pl.Int64, "to": pl.Int64, "kind": pl.String, "row": pl.Int64, "bend": pl.Float64},
        orient="row",
    )
    looks = ("id", "label", "group", "colour", "hollow", "size", "x", "y")
    return {
        "nodes": {look: _column([node[look] for node in network.nodes]) for look in looks},
        "edges": _columns(drawn),
        "tables": {name: _columns(ecosystem[name]) for name in SHOWN_TABLES},
        "shapes": SHAPES,
        "regions": REGIONS,
        "colours": [colour for colour in COLOURS if colour != "project"],
        "text": {language: _said(MAP, language) for language in LANGUAGES},
        "values": {
            language: {name: _said(VALUES[name], language) for name in VALUES if name not in _NOT_SHOWN_VALUES}
            for language in LANGUAGES
        },
    }


def _said(words: dict[str, Words], language: str) -> dict[str, str]:
    return {key: word.in_(language) for key, word in words.items()}


def _columns(frame: pl.DataFrame) -> dict[str, Any]:
    """Return the columns of a frame that hold anything."""
    return {
        name: _column(values)
        for name, values in frame.to_dict(as_series=False).items()
        if any(value is not None for value in values)
    }


def _column(values: list[Any]) -> list[Any] | dict[str, list[Any]]:
    """Return a column as a list or, where texts repeat, as the list of texts and the place of each in it."""
    texts = sorted({value for value in values if isinstance(value, str)})
    if not texts or len(texts) > len(values) / 2:
        return values
    place = {text: i for i, text in enumerate(texts)}
    return {"texts": texts, "places": [place.get(value) for value in values]}


def _library() -> str:
    """Return the script of vis-network that lies in pyvis's package, with its licence banner."""
    text = resources.files("pyvis").joinpath(*_VIS).read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "", text)


def _template(name: str) -> str:
    return resources.files("ecograph.outputs").joinpath("templates", name).read_text(encoding="utf-8")


def _page_script() -> str:
    """Return the parts of our script, one after another, as one function that leaves nothing behind."""
    parts = "\n".join(_template(f"map/{part}.js") for part in SCRIPT)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _script(text: str) -> Markup:
    """Return a script of ours or of the library so that it cannot end or hide the element it stands in."""
    return Markup(re.sub(r"(?i)<(/script|!--)", r"<\\\1", text))  # noqa: S704 - no data in it


def _tokens() -> str:
    """Return the colours as CSS variables, for a light and a dark ground."""
    light = "".join(f"--{name}:{paint.fill};--{name}-line:{paint.line};" for name, paint in COLOURS.items())
    dark = "".join(f"--{name}:{paint.dark};--{name}-line:{paint.dark};" for name, paint in COLOURS.items())
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root:not(.paper){{{dark}}}}}\n"


def _policy(scripts: list[Markup], style: Markup) -> str:
    """Return the Content-Security-Policy under which these scripts and this style run and nothing else does."""
    named = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {named}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
