"""Twins of the queries about clusters, their members and who stands between them."""

from itertools import combinations

import polars as pl

from ecograph import Ecosystem
from ecograph.metrics.holdings import clusters as clusters_of
from ecograph.metrics.holdings import each, holdings
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network
from twins.tables import SINGLE, Found, table, with_org, work


def single_clusters(eco: Ecosystem) -> list[str]:
    return clusters_of(Network.of(eco))


def held(eco: Ecosystem, cluster: str) -> dict[str, set[str]]:
    """Return the single members and partners of an organisation, and its projects."""
    orgs, every, single = table(eco, "organisations"), work(eco), work(eco, SINGLE)
    members = {row["org_id"] for row in eco.memberships.to_dicts() if row["cluster_id"] == cluster}
    projects = with_org(every, cluster)
    return {
        "members": {org for org in members if orgs[org]["extent"] == "single"} - {cluster},
        "projects": projects,
        "partners": {org for project in projects for org in single.get(project, ())} - {cluster},
    }


def clusters(eco: Ecosystem, country: str | None) -> Found:
    ids, orgs = single_clusters(eco), table(eco, "organisations")
    found = holdings(Network.of(eco), each(ids)).group_by("set", "dimension").len().rows() if ids else []
    counts = {(cluster, dimension): n for cluster, dimension, n in found}
    rows = [
        (
            *(id_, orgs[id_]["name"], orgs[id_]["country"], orgs[id_]["status"]),
            *(counts.get((id_, dimension), 0) for dimension in ("members", "projects", "partners")),
        )
        for id_ in ids
        if country in (None, orgs[id_]["country"])
    ]
    return sorted(rows, key=lambda row: (-row[6], -row[4], row[0]))


def cluster_members(eco: Ecosystem, cluster: str, limit: int) -> Found:
    orgs, sources = table(eco, "organisations"), table(eco, "sources")
    rows = []
    for row in eco.memberships.to_dicts():
        if row["cluster_id"] == cluster:
            org = orgs[row["org_id"]]
            about = [org[name] for name in ("org_id", "name", "helix", "country", "extent")]
            told = [row[name] for name in ("role", "from", "to", "as_of")]
            source = (sources[row["source_id"]]["title"], row["source_id"], row["certainty"])
            rows.append((*about, *told, *source, f"memberships/{org['org_id']}|{cluster}|{row['seq']}"))
    return sorted(rows, key=lambda row: (row[0], row[-1]))[:limit]


def cluster_overlap(eco: Ecosystem, at_least: int) -> Found:
    if len(single_clusters(eco)) < 2:  # the metric refuses to compare fewer
        return []
    columns = ("left", "left_name", "right", "right_name", "dimension")
    counts = ("n_left", "n_right", "n_shared", "n_union", "jaccard", "shared")
    found = pairwise_overlap(Network.of(eco)).select(*columns, *counts)
    is_asked = pl.col("dimension").is_in(["members", "projects", "partners"]) & (pl.col("n_shared") >= at_least)
    return found.filter(is_asked).sort("left", "right", "dimension").rows()


def only_one_cluster(eco: Ecosystem, cluster: str) -> Found:
    names = {id_: row["name"] for id_, row in table(eco, "organisations").items()}
    names |= {id_: row["title"] for id_, row in table(eco, "projects").items()}
    if cluster not in table(eco, "organisations"):
        return []
    others = [held(eco, other) for other in single_clusters(eco) if other != cluster]
    return sorted(
        (dimension, id_, names[id_])
        for dimension, ids in held(eco, cluster).items()
        for id_ in ids.difference(*(other[dimension] for other in others))
    )


def organisations_in_clusters(eco: Ecosystem, at_least: int) -> Found:
    orgs = table(eco, "organisations")
    holding = {cluster: held(eco, cluster) for cluster in single_clusters(eco)}
    rows = []
    for id_, org in orgs.items():
        belongs, works = (
            [cluster for cluster in sorted(holding) if id_ in holding[cluster][dimension]]
            for dimension in ("members", "partners")
        )
        n = len({*belongs, *works})
        if n and n >= at_least:
            rows.append((id_, org["name"], org["helix"], org["country"], n, belongs, works))
    return sorted(rows, key=lambda row: (-row[4], row[0]))


def bridges_between_clusters(eco: Ecosystem, left: str, right: str) -> Found:
    every, orgs = work(eco), table(eco, "organisations")
    rows = []
    for id_, org in orgs.items():
        own = with_org(every, id_)
        of_left, of_right = (sorted(own & with_org(every, other)) for other in (left, right))
        if org["extent"] == "single" and id_ not in (left, right) and of_left and of_right:
            counts = (len(of_left), len(of_right), of_left, of_right)
            rows.append((id_, org["name"], org["helix"], org["country"], *counts))
    return sorted(rows, key=lambda row: (-row[4] - row[5], row[0]))


def projects_joining_clusters(eco: Ecosystem, at_least: int) -> Found:
    orgs, projects, single = table(eco, "organisations"), table(eco, "projects"), set(single_clusters(eco))
    rows = []
    for id_, found in work(eco, meetings=True).items():
        ids = sorted(found & single)
        if ids and len(ids) >= at_least:
            about = [projects[id_][name] for name in ("project_id", "title", "kind", "purpose")]
            names = [orgs[org]["name"] for org in ids]
            rows.append((*about, len(ids), names, ids, projects[id_]["start"], projects[id_]["certainty"]))
    return sorted(rows, key=lambda row: (-row[4], row[0]))


def cluster_triangles(eco: Ecosystem) -> Found:
    every, orgs = work(eco), table(eco, "organisations")
    projects = {cluster: with_org(every, cluster) for cluster in single_clusters(eco)}
    rows = []
    for a, b, c in combinations(sorted(projects), 3):
        of = [projects[a] & projects[b], projects[a] & projects[c], projects[b] & projects[c]]
        if all(of):
            ends = [word for id_ in (a, b, c) for word in (id_, orgs[id_]["name"])]
            rows.append((*ends, *map(len, of), len(of[0] & of[1])))
    return rows


def members_without_projects(eco: Ecosystem, cluster: str) -> Found:
    every, orgs, rows = work(eco), table(eco, "organisations"), []
    for (id_,), found in eco.memberships.filter(pl.col("org_id") != cluster, cluster_id=cluster).group_by("org_id"):
        org, own = orgs[str(id_)], with_org(every, str(id_))
        if not own & with_org(every, cluster):
            rows.append((id_, org["name"], org["helix"], found["role"].unique().sort().to_list(), len(own)))
    return sorted(rows, key=lambda row: (-row[4], row[0]))


def projects_of_members(eco: Ecosystem, cluster: str, at_least: int, limit: int) -> Found:
    orgs, projects = table(eco, "organisations"), table(eco, "projects")
    members = set(eco.memberships.filter(cluster_id=cluster)["org_id"]) - {cluster}
    rows = []
    for id_, found in work(eco).items():
        names = [orgs[org]["name"] for org in sorted(found & members)]
        if names and len(names) >= at_least:
            about = (id_, projects[id_]["title"], projects[id_]["start"])
            rows.append((*about, len(names), names, cluster in found))
    return sorted(rows, key=lambda row: (-row[3], row[0]))[:limit]
