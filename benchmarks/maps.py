"""The ecosystems that the map is timed on, and the plainest page of vis-network with the same places.

The networks are as those of the first trials of map libraries: eight clusters with members, funders and projects. What
they say of each body and each tie (names, roles, periods, sources) is about as long as in the bundled dataset, since
the size of a page depends on it.
"""

import json
from importlib import resources
from random import Random
from typing import Any

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.drawn import Drawn
from ecograph.outputs.map.looks import COLOURS, SHAPES

LINES = {300: 762, 3_000: 8_293, 20_000: 56_817}
"""The nodes of each map, and its lines."""

PLACES = ("Aalborg", "Aarhus", "Odense", "Esbjerg", "Bergen", "Oslo", "Tromsø", "Trondheim", "Ålesund", "Ærø")
WORDS = ("Sensorik", "Medtech", "Velferd", "Sundhed", "Bio", "Robotik", "Telemedisin", "Diagnostik", "Data", "Omsorg")
SORTS = ("company", "company", "company", "hospital", "municipality", "university", "institute", "association")
HELIX = {"company": "industry", "university": "academia", "institute": "academia", "association": "civil_society"}
CLUSTERS = 8

Row = dict[str, object]


def clusters(nodes: int, lines: int, seed: int = 1) -> Ecosystem:
    """Return an ecosystem whose map has so many nodes and lines.

    Three nodes in ten are projects and one in a hundred pays for them. Of the other bodies some belong to one of the
    clusters, some to two, and some to nothing at all. Partners of a project are mostly of one cluster.

    Args:
        nodes: The organisations and projects together, at least 100.
        lines: The participations, memberships and flows together, at least twice the nodes.
        seed: The seed of the draw.
    """
    chance = Random(seed)  # noqa: S311 - not a secret
    n_projects, n_funders = nodes * 3 // 10, max(nodes // 100, 2)
    names = [f"c{i}" for i in range(CLUSTERS)]
    funders = [f"f{i:04}" for i in range(n_funders)]
    bodies = [f"o{i:05}" for i in range(nodes - n_projects - n_funders - CLUSTERS)]
    tied = bodies[: len(bodies) * 97 // 100]  # the others lie below
    home = {body: names[min(int(chance.expovariate(0.4)), CLUSTERS - 1)] for body in tied}
    members = {cluster: [body for body in tied if home[body] == cluster] or tied for cluster in names}
    memberships = [(body, home[body]) for body in tied if chance.random() < 0.85]  # noqa: PLR2004 - most
    memberships += sorted({(body, chance.choice(names)) for body in tied if chance.random() < 0.12} - {*memberships})  # noqa: PLR2004 - some
    projects = [f"p{i:05}" for i in range(n_projects)]
    pairs = _partners(projects, members, lines - len(memberships) - n_projects, chance)
    return Ecosystem.of(
        f"{nodes:,} nodes",
        sources=[_source(i) for i in range(40)],
        organisations=[
            *(_body(c, "cluster", "intermediary", chance) for c in names),
            *(_body(f, "fund", "government", chance) for f in funders),
            *(
                _body(o, sort := SORTS[i % len(SORTS)], HELIX.get(sort, "government"), chance)
                for i, o in enumerate(bodies)
            ),
        ],
        projects=[_project(project, chance) for project in projects],
        participations=[{"org_id": o, "project_id": p, "role": role, **_stated(chance)} for p, o, role in pairs],
        memberships=[{"org_id": o, "cluster_id": c, "role": "member", **_stated(chance)} for o, c in memberships],
        flows=[_flow(i, chance.choice(funders), project, chance) for i, project in enumerate(projects)],
    )


def _partners(projects: list[str], members: dict[str, list[str]], n: int, chance: Random) -> list[tuple[str, str, str]]:
    """Return so many participations, each of another pair: a cluster that leads and partners mostly out of it."""
    leading = {project: chance.choice([*members]) for project in projects}
    found = {(project, cluster): "lead" for project, cluster in leading.items() if chance.random() < 0.4}  # noqa: PLR2004 - some
    while len(found) < n:
        project = chance.choice(projects)
        own = members[leading[project] if chance.random() < 0.8 else chance.choice([*members])]  # noqa: PLR2004 - most
        found.setdefault((project, own[int(len(own) * chance.random() ** 2)]), "partner")
    return sorted((project, org, role) for (project, org), role in found.items())


def _source(i: int) -> Row:
    return {
        "source_id": f"page-{i}",
        "title": f"Annual report of a cluster, volume {i}",
        "publisher": PLACES[i % len(PLACES)],
        "url": f"https://example.org/reports/{i}",
        "published": f"20{10 + i % 15}-05",
    }


def _stated(chance: Random) -> Row:
    return {"source_id": f"page-{int(40 * chance.random())}", "locator": str(1 + int(90 * chance.random()))}


def _body(org: str, kind: str, helix: str, chance: Random) -> Row:
    name = f"{chance.choice(PLACES)} {chance.choice(WORDS)} {org[1:]}"
    country = chance.choice(["DK", "NO"])
    return {"org_id": org, "name": name, "kind": kind, "helix": helix, "country": country, **_stated(chance)}


def _project(project: str, chance: Random) -> Row:
    first = 2010 + int(12 * chance.random())
    title = f"{chance.choice(WORDS)} for {chance.choice(WORDS)} in {chance.choice(PLACES)} ({project})"
    period = {"start": f"{first}-01", "end": f"{first + 3}"}
    return {"project_id": project, "title": title, "kind": "project", **period, **_stated(chance)}


def _flow(i: int, payer: str, project: str, chance: Random) -> Row:
    amount = {"amount": 1000.0 * (1 + int(20_000 * chance.random() ** 3)), "currency": "DKK", "qualifier": "exact"}
    sort = {"kind": "grant", "level": "grant", "from": "2020"}
    return {"flow_id": f"g{i:05}", "payers": [payer], "recipients": [project], **amount, **sort, **_stated(chance)}


def plain(drawn: Drawn) -> str:
    """Return a page of vis-network as one would write it by hand: its script, the nodes at their places, no physics.

    Its edges are straight, which it draws fastest. Where ours has the mark ``first-picture`` it has one too.
    """
    nodes: list[dict[str, Any]] = [
        {"id": i, "label": node["label"], "shape": SHAPES[node["group"]], "size": node["radius"], "x": node["x"]}
        | {"y": node["y"], "color": COLOURS.get(node["helix"], COLOURS["unknown"]).fill}
        for i, node in enumerate(drawn.nodes.iter_rows(named=True))
    ]
    edges = [{"from": a, "to": b} for a, b in drawn.lines.select("a", "b").iter_rows()]
    package = resources.files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    data = json.dumps([nodes, edges], ensure_ascii=False).replace("<", "\\u003c")
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>vis-network</title>
<style>html, body, #map {{ margin: 0; height: 100%; }}</style>
<div id="map"></div>
<script>{package.read_text(encoding="utf-8")}</script>
<script>
const [nodes, edges] = {data};
const options = {{ physics: false, edges: {{ smooth: false }}, layout: {{ improvedLayout: false }} }};
const network = new vis.Network(document.getElementById("map"), {{ nodes, edges }}, options);
network.once("afterDrawing", () => {{
  performance.mark("first-picture");
  document.getElementById("map").dataset.ready = "true";
}});
</script>
</html>
"""
