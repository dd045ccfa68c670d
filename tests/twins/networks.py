"""Twins of the queries about organisations: with whom they work, to whom they are tied, where they are."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import networkx as nx
import polars as pl

from ecograph import Ecosystem
from ecograph.metrics.degree import degree
from ecograph.metrics.projected_degree import projected_degree
from ecograph.network import Network
from ecograph.schema.vocabulary import EXTENT
from twins.tables import SINGLE, Found, Row, table, with_org, work


def working(eco: Ecosystem) -> Network:
    """Return the network without meetings."""
    kept = eco.projects.filter(pl.col("kind") != "meeting")["project_id"].implode()
    return Network.of(replace(eco, participations=eco.participations.filter(pl.col("project_id").is_in(kept))))


def bridges_between_countries(eco: Ecosystem, left: str, right: str, limit: int) -> Found:
    single, orgs = work(eco, SINGLE), table(eco, "organisations")
    rows = []
    for id_ in sorted({org for partners in single.values() for org in partners}):
        met = [(org, project) for project in with_org(single, id_) for org in single[project] if org != id_]
        sides = [[pair for pair in met if orgs[pair[0]]["country"] == country] for country in (left, right)]
        if all(sides):
            n_left, n_right = (len({org for org, _ in side}) for side in sides)
            projects = (len({project for _, project in side}) for side in sides)
            rows.append((id_, orgs[id_]["name"], orgs[id_]["country"], n_left, n_right, *projects))
    return sorted(rows, key=lambda row: (-min(row[3:5]), -row[3] - row[4], row[0]))[:limit]


def shortest_chains(eco: Ecosystem, left: str, right: str, limit: int) -> Found:
    orgs, projects = table(eco, "organisations"), table(eco, "projects")
    graph = nx.Graph()
    graph.add_nodes_from(orgs)
    graph.add_edges_from((org, project) for project, found in work(eco, meetings=True).items() for org in found)
    if left == right or not {left, right} <= set(orgs) or not nx.has_path(graph, left, right):
        return []
    chains = [(path[::2], path[1::2]) for path in nx.all_shortest_paths(graph, left, right)]
    rows = [
        (len(through), [orgs[i]["name"] for i in ends], [projects[i]["title"] for i in through], ends, through)
        for ends, through in sorted(chains, key=lambda chain: "".join(f"|{id_}" for part in chain for id_ in part))
        if len(through) <= 5
    ]
    return rows[:limit]


def partners(eco: Ecosystem, organisation: str, limit: int) -> Found:
    network = Network.of(working(eco).ecosystem, extents=EXTENT)
    if organisation not in network.organisations:
        return []
    orgs, every = table(eco, "organisations"), work(eco)
    counts = network.projection("count")[network.organisations.index(organisation)].toarray().ravel()
    rows = []
    for id_, n in zip(network.organisations, counts, strict=True):
        if n:
            about = [orgs[id_][name] for name in ("org_id", "name", "kind", "country", "extent")]
            rows.append((*about, int(n), sorted(with_org(every, organisation) & with_org(every, id_))))
    return sorted(rows, key=lambda row: (-row[5], row[0]))[:limit]


def met(eco: Ecosystem, column: str) -> Found:
    """Return each two values of a column that meet, in how many projects, and by how many pairs of organisations."""
    orgs = table(eco, "organisations")
    projects: dict[tuple[str, str], set[str]] = defaultdict(set)
    pairs: Counter[tuple[str, str]] = Counter()
    for project, found in work(eco, SINGLE).items():
        for two in combinations([orgs[org][column] for org in found if orgs[org][column]], 2):
            pairs[min(two), max(two)] += 1
            projects[min(two), max(two)].add(project)
    rows = [(*two, len(projects[two]), pairs[two]) for two in pairs]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


def helix_cooperation(eco: Ecosystem) -> Found:
    return met(eco, "helix")


def countries_cooperating(eco: Ecosystem, country: str | None, limit: int) -> Found:
    rows = [row for row in met(eco, "country") if row[0] != row[1] and country in (None, *row[:2])]
    return rows[:limit]


def most_projects(eco: Ecosystem, country: str | None, helix: str | None, limit: int) -> Found:
    network, orgs = working(eco), table(eco, "organisations")
    n_projects = dict(degree(network).filter(mode="organisation").select("id", "n_ties").rows())
    n_partners = dict(projected_degree(network).select("id", "n_partners").rows())
    leading = network.ecosystem.participations.filter(pl.col("role").is_in(["lead", "coordinator"]))
    led = dict(leading.group_by("org_id").agg(pl.col("project_id").n_unique()).rows())
    rows = [
        (
            *(orgs[id_][name] for name in ("org_id", "name", "helix", "country")),
            *(n_projects[id_], led.get(id_, 0), n_partners[id_]),
        )
        for id_ in network.organisations
        if n_projects[id_] and country in (None, orgs[id_]["country"]) and helix in (None, orgs[id_]["helix"])
    ]
    return sorted(rows, key=lambda row: (-row[4], row[0]))[:limit]


def ties(eco: Ecosystem) -> Iterator[tuple[Row, str, str, tuple[str, ...]]]:
    """Yield each tie with the names of both ends, and what is told of it."""
    names = {id_: row["name"] for id_, row in table(eco, "organisations").items()}
    names |= {id_: row["title"] for id_, row in table(eco, "projects").items()}
    for id_, tie in table(eco, "ties").items():
        told = [tie[name] for name in ("from", "to", "as_of", "source_id", "certainty", "status")]
        yield tie, names[tie["subject"]], names[tie["object"]], (*told, f"ties/{id_}")


def boards_and_groups(eco: Ecosystem, kinds: list[str]) -> Found:
    rows = [
        (tie["kind"], subject, object_, tie["subject"], tie["object"], *told)
        for tie, subject, object_, told in ties(eco)
        if tie["kind"] in kinds
    ]
    return sorted(rows, key=lambda row: (row[0], row[4], row[3], row[-1]))


def ties_of_organisation(eco: Ecosystem, organisation: str) -> Found:
    rows = []
    for tie, subject, object_, told in ties(eco):
        if tie["subject"] == organisation:
            rows.append(("from", tie["kind"], object_, tie["object"], *told))
        if tie["object"] == organisation:
            rows.append(("to", tie["kind"], subject, tie["subject"], *told))
    return sorted(rows, key=lambda row: (row[0], row[1], row[3], row[-1]))


def mergers_and_successors(eco: Ecosystem, status: str | None) -> Found:
    rows = []
    for tie, subject, object_, told in ties(eco):
        if tie["kind"] in ("merged_into", "succeeds") and status in (None, tie["status"]):
            two = [(subject, tie["subject"]), (object_, tie["object"])]
            (earlier, earlier_id), (later, later_id) = two[::-1] if tie["kind"] == "succeeds" else two
            rows.append((tie["kind"], earlier, later, earlier_id, later_id, *told))
    return sorted(rows, key=lambda row: (row[4], row[3], row[-1]))


def names_and_identifiers(eco: Ecosystem, organisation: str) -> Found:
    rows: Found = []
    for row in eco.organisations.filter(org_id=organisation).to_dicts():
        own = ("own", row["name"], None, None, None, row["source_id"], row["certainty"])
        rows.append(("name", *own, f"organisations/{organisation}"))
    for row in eco.names.filter(org_id=organisation).to_dicts():
        known = [row[name] for name in ("kind", "name", "language", "from", "to", "source_id", "certainty")]
        rows.append(("name", *known, f"names/{organisation}|{row['name']}"))
    for row in eco.identifiers.filter(org_id=organisation).to_dicts():
        number = (row["scheme"], row["value"], None, None, None, row["source_id"], row["certainty"])
        rows.append(("identifier", *number, f"identifiers/{row['scheme']}|{row['value']}|{organisation}"))
    return sorted(rows, key=lambda row: (row[0] == "identifier", row[1], row[-1]))


def around(eco: Ecosystem, organisation: str) -> Iterator[tuple[int, str, set[str]]]:
    """Yield who is one or two steps away, and through which projects or partners."""
    single = {project: set(found) for project, found in work(eco, SINGLE).items()}
    for project in with_org(work(eco), organisation):  # which may be a collective
        single.setdefault(project, set()).add(organisation)
    graph = nx.Graph((org, ("project", project)) for project, found in single.items() for org in found)
    if organisation in graph:
        ways = nx.single_source_shortest_path_length(graph, organisation, cutoff=4)
        near = {node for node, length in ways.items() if length == 2}
        for node, length in ways.items():
            if length == 2:
                yield 1, node, {project for _, project in graph[organisation] if ("project", project) in graph[node]}
            elif length == 4:
                yield 2, node, {org for org in near if set(graph[org]) & set(graph[node])}


def neighbours_two_steps(eco: Ecosystem, organisation: str, limit: int) -> Found:
    orgs = table(eco, "organisations")
    rows = [
        (steps, *(orgs[id_][name] for name in ("org_id", "name", "kind", "country")), len(through))
        for steps, id_, through in around(eco, organisation)
    ]
    return sorted(rows, key=lambda row: (row[0], -row[5], row[1]))[:limit]


def possible_partners(eco: Ecosystem, organisation: str, country: str | None, limit: int) -> Found:
    orgs, themes = table(eco, "organisations"), defaultdict(set)
    for row in eco.tags.to_dicts():
        themes[row["subject"]].add(row["theme_id"])
    rows = []
    for steps, id_, through in around(eco, organisation):
        if steps == 2 and country in (None, orgs[id_]["country"]):
            about = [orgs[id_][name] for name in ("org_id", "name", "kind", "country")]
            names = [orgs[org]["name"] for org in sorted(through)[:10]]
            rows.append((*about, len(through), len(themes[organisation] & themes[id_]), names))
    return sorted(rows, key=lambda row: (-row[4], -row[5], row[0]))[:limit]


def organisations_of_region(eco: Ecosystem, region: str, kind: str | None, limit: int) -> Found:
    every = work(eco)
    rows = [
        (*(org[name] for name in ("org_id", "name", "kind", "helix", "region")), len(with_org(every, org["org_id"])))
        for org in eco.organisations.to_dicts()
        if (org["region"] or "").startswith(region) and org["region"] and kind in (None, org["kind"])
    ]
    return sorted(rows, key=lambda row: (-row[5], row[0]))[:limit]


def organisations_without_country(eco: Ecosystem, limit: int) -> Found:
    every, sources = work(eco), table(eco, "sources")
    rows = []
    for org in eco.organisations.filter(pl.col("country").is_null()).to_dicts():
        about = [org[name] for name in ("org_id", "name", "kind", "extent")]
        source = org["source_id"]
        rows.append((*about, len(with_org(every, org["org_id"])), sources[source]["title"], source))
    return sorted(rows, key=lambda row: (-row[4], row[0]))[:limit]


def parts_of_organisation(eco: Ecosystem, organisation: str | None) -> Found:
    orgs = table(eco, "organisations")
    graph = nx.DiGraph((row["parent_id"], id_) for id_, row in orgs.items() if row["parent_id"])
    wholes = [organisation] if organisation else list(graph)
    rows = [
        (orgs[whole]["name"], orgs[part]["name"], steps, whole, part)
        for whole in wholes
        if whole in graph
        for part, steps in nx.single_source_shortest_path_length(graph, whole, cutoff=5).items()
        if part != whole
    ]
    return sorted(rows, key=lambda row: (row[3], row[2], row[4]))
