"""The statements for Graph Data Science, without a server that has it.

What each makes before the server computes, and of what the server gives, is run on the embedded engine: there the graph
that would be projected must be that of the metric, and the scores, computed here as the server defines them, must come
out as the numbers of the metric. What cannot be seen here is the server itself.
"""

import re

import networkx as nx
import numpy as np
import polars as pl
import pytest
from scipy import sparse

from ecograph import Ecosystem, bundled, load
from ecograph.algorithms.matrix import simple
from ecograph.cypher.query import Query, query
from ecograph.metrics import METRICS
from ecograph.network import Network
from ecograph.property_graph import property_graph
from ecograph.question import computed
from ecograph.stores import embedded

pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")

pytestmark = pytest.mark.slow  # the bundled graph is loaded, and its measures are computed

FILES: dict[str, Query] = {
    path.stem: query(path.name, path.read_text(encoding="utf-8"))
    for path in sorted((bundled.root() / "cypher" / "gds").glob("*.cypher"))
}

SETTINGS = {
    "gds.graph.project": {"relationshipProperties", "undirectedRelationshipTypes", "readConcurrency"},
    "gds.pageRank": {"dampingFactor", "maxIterations", "tolerance", "relationshipWeightProperty", "concurrency"},
    "gds.betweenness": {"concurrency"},
    "gds.leiden": {"relationshipWeightProperty", "gamma", "randomSeed", "concurrency"},
    "gds.nodeSimilarity": {"similarityMetric", "topK", "concurrency"},
    "gds.graph.drop": set(),
}
"""What is called, and which settings of it the manual of Graph Data Science 2 names; Neo4j's check does not look."""

PROJECTION = re.compile(
    r"WITH gds\.graph\.project\(\s*\$graph, (\w+), (\w+), (\{.*?\}\}|\{\}),\s*(\{.*?\})\s*\) AS made\nRETURN .*",
    re.DOTALL,
)
STREAM = re.compile(r"CALL gds\.\w+\.stream\(.*?\)\nYIELD [^\n]*\nWITH ", re.DOTALL)


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.of(load())


@pytest.fixture(scope="module")
def graph(network: Network) -> object:
    return embedded.filled(property_graph(network.ecosystem))


def rows(graph: object, statement: str, **parameters: object) -> list[tuple[object, ...]]:
    return embedded.read(graph, statement, parameters, timeout=120, limit=None).rows


def projected(graph: object, name: str, ends: str, **parameters: object) -> list[tuple[object, ...]]:
    """Return what would be projected: the ids of both ends, and the property of the relationship if there is one."""
    text = FILES[name].statement
    found = PROJECTION.search(text)
    assert found
    weight = re.search(r"relationshipProperties: \{\w+: (.+?)\}\}", found[3])
    start, end = ends.split()
    columns = [f"{found[1]}.{start} AS start", f"{found[2]}.{end} AS end_", f"{weight[1] if weight else 1} AS weight"]
    return rows(graph, text[: found.start()] + "RETURN " + ", ".join(columns), **parameters)


def streamed(graph: object, name: str, given: str, **parameters: object) -> list[tuple[object, ...]]:
    """Return what a file makes of the rows that the server would give, here those of the parameter ``rows``."""
    text, n = STREAM.subn(f"UNWIND $rows AS row\n{given}\nWITH ", FILES[name].statement)
    assert n == 1
    return rows(graph, re.sub(r"gds\.util\.asNode\(\w+\) AS", "found AS", text), **parameters)


def table(network: Network, name: str) -> pl.DataFrame:
    return computed(network, next(metric for metric in METRICS if metric.name == name), {})


def test_each_file_calls_one_thing_with_settings_that_it_has_and_on_one_thread() -> None:
    called = set()
    for name, found in FILES.items():
        (call,) = re.findall(r"gds(?:\.\w+)+(?=\()", found.statement.replace("gds.util.asNode(", ""))
        settings = set(re.findall(r"(\w+): ", found.statement[found.statement.index(call) :].partition("YIELD")[0]))
        own = SETTINGS[call.removesuffix(".stream")]
        called.add(call.removesuffix(".stream"))
        assert settings - {"flows", "weight"} <= own, name
        assert not own or settings & {"concurrency", "readConcurrency"}, name
        assert "oncurrency: 1" in found.statement or not own, name
    assert called == set(SETTINGS)


def test_a_graph_that_is_to_be_undirected_is_so_and_no_other() -> None:
    undirected = {name for name, found in FILES.items() if "undirectedRelationshipTypes: ['*']" in found.statement}
    assert undirected == {"1_project_two_mode", "1_project_shared_projects"}


def test_the_graph_of_the_flows_is_that_of_the_metric(graph: object, network: Network) -> None:
    found = projected(graph, "1_project_funding", "org_id org_id")
    assert {start for start, *_ in found} == set(network.organisations)
    at = simple(network.funding).tocoo()
    ids = network.organisations
    expected = {(ids[i], ids[j]): n for i, j, n in zip(*at.coords, at.data, strict=True)}
    assert {(start, end): n for start, end, n in found if end is not None} == expected
    assert len(found) - sum(end is None for _, end, _ in found) == len(expected) > 0


def test_a_flow_to_oneself_or_to_a_project_is_none_between_organisations() -> None:
    """By hand: a pays b twice, once together with b, who then pays itself; what goes to p is no organisation's."""
    paid = [(["a"], ["b"]), (["a", "b"], ["b"]), (["b"], ["p"])]
    eco = Ecosystem.of(
        organisations=[{"org_id": own, "name": own, "kind": "company"} for own in "ab"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        flows=[
            {"flow_id": f"f{n}", "payers": payers, "recipients": recipients, "kind": "grant", "level": "grant"}
            for n, (payers, recipients) in enumerate(paid)
        ],
    )
    graph = embedded.filled(property_graph(eco))
    assert projected(graph, "1_project_funding", "org_id org_id") == [("a", "b", 2.0), ("b", None, 0.0)]
    match = "MATCH (found:Organisation) WHERE found.org_id = row[0] WITH n, found, row[1] AS score"
    found = streamed(graph, "2_pagerank", match, rows=[["a", 0.15], ["b", 0.2775]], damping=0.85)
    # by hand: y(a) = 0.15 and y(b) = 0.15 + 0.85 * 0.15, so the shares are 1 / 2.85 and 1.85 / 2.85
    assert [(own, round(float(str(share)), 6), n) for own, _, share, n in found] == [
        ("b", 0.649123, 2),
        ("a", 0.350877, 2),
    ]


def test_the_two_mode_graph_is_that_of_the_metric(graph: object, network: Network) -> None:
    found = [(start, end) for start, end, _ in projected(graph, "1_project_two_mode", "org_id project_id")]
    at = network.participation.tocoo()
    pairs = zip(*at.coords, strict=True)
    assert sorted(found) == sorted((network.organisations[i], network.projects[j]) for i, j in pairs)


@pytest.mark.parametrize("weighting", ["newman", "count"])
def test_the_graph_of_shared_projects_is_the_projection(graph: object, network: Network, weighting: str) -> None:
    found = projected(graph, "1_project_shared_projects", "org_id org_id", weighting=weighting)
    at = sparse.triu(network.projection(weighting), 1).tocoo()  # type: ignore[arg-type]
    ids = network.organisations
    expected = {(ids[i], ids[j]): weight for i, j, weight in zip(*at.coords, at.data, strict=True)}
    assert {(start, end): weight for start, end, weight in found} == pytest.approx(expected, rel=1e-12)
    assert len(found) == len(expected)


def test_the_graph_of_memberships_is_that_of_the_metric(graph: object, network: Network) -> None:
    found = projected(graph, "1_project_memberships", "org_id org_id")
    eco = network.ecosystem
    single = eco.organisations.filter(pl.col("extent") == "single")
    clusters = single.filter(pl.col("kind") == "cluster")["org_id"].implode()
    belonging = eco.memberships.filter(
        pl.col("cluster_id").is_in(clusters)
        & pl.col("org_id").is_in(single["org_id"].implode())
        & (pl.col("org_id") != pl.col("cluster_id"))
    )
    expected = belonging.select("cluster_id", "org_id").unique().rows()
    assert sorted((start, end) for start, end, _ in found) == sorted(expected)


def test_the_scores_of_the_server_become_the_pagerank_of_the_metric(graph: object, network: Network) -> None:
    """The server solves y = (1 - d) + d P y, and what reaches an organisation that pays nobody is gone."""
    flows = simple(network.funding)
    out = np.asarray(flows.sum(axis=1)).ravel()
    passed = flows.T.tocsr() @ sparse.diags_array(np.divide(1, out, out=np.zeros(len(out)), where=out > 0))
    score = sparse.linalg.spsolve((sparse.eye_array(len(out)) - 0.85 * passed).tocsc(), np.full(len(out), 0.15))
    given = [[own, float(value)] for own, value in zip(network.organisations, score, strict=True)]
    match = "MATCH (found:Organisation) WHERE found.org_id = row[0] WITH n, found, row[1] AS score"
    found = streamed(graph, "2_pagerank", match, rows=given)
    expected = table(network, "pagerank")
    assert not np.isclose(score.sum(), 1)  # so that it matters to scale them
    assert sorted(str(own) for own, *_ in found) == sorted(expected["id"])
    by_id = {own: value for own, _, value, _ in found}
    assert [by_id[own] for own in expected["id"]] == pytest.approx(expected["pagerank"].to_list(), abs=2e-12)
    assert {n for *_, n in found} == set(expected["n"])
    shown = pl.DataFrame([(own, value) for own, _, value, _ in found], schema=["id", "pagerank"], orient="row")
    assert shown.equals(shown.sort("pagerank", "id", descending=[True, False]))


def test_the_sums_of_the_server_become_the_betweenness_of_the_metric(graph: object, network: Network) -> None:
    """The sums are those of networkx, a second implementation, which counts each pair once as the server does."""
    found = streamed_betweenness(graph, network)
    expected = table(network, "betweenness")
    assert sorted(row[:2] for row in found) == sorted(expected.select("mode", "id").rows())
    assert {row[6] for row in found} == set(expected["reason"]) == {None}
    by_id = {own: (share, paths, n) for _, own, _, share, paths, n, _ in found}
    for own, *values in expected.select("id", "betweenness", "paths", "n").iter_rows():
        assert list(by_id[own]) == pytest.approx(values, rel=1e-9, abs=1e-12)


def test_where_no_node_could_lie_between_others_there_is_no_share() -> None:
    """By hand: on the chain a - p - b only p can lie between two others, and lies on the one path there is."""
    eco = Ecosystem.of(
        organisations=[{"org_id": own, "name": own, "kind": "company"} for own in "ab"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": own, "project_id": "p", "role": "partner"} for own in "ab"],
    )
    why = "too few nodes for one to lie between others"
    found = streamed_betweenness(embedded.filled(property_graph(eco)), Network.of(eco))
    assert [(own, share, paths, reason) for _, own, _, share, paths, _, reason in found] == [
        ("p", 1.0, 1.0, None),
        ("a", None, 0.0, why),
        ("b", None, 0.0, why),
    ]
    assert {row[6] for row in found} - {None} == set(table(Network.of(eco), "betweenness")["reason"]) - {None}


def streamed_betweenness(graph: object, network: Network) -> list[tuple[object, ...]]:
    at = network.participation.tocoo()
    ties = nx.Graph(
        (("organisations", network.organisations[i]), ("projects", network.projects[j]))
        for i, j in zip(*at.coords, strict=True)
    )
    sums = nx.betweenness_centrality(ties, normalized=False)
    given = [[f"{kind}/{own}", value] for (kind, own), value in sums.items()]
    match = "MATCH (found) WHERE found.row = row[0] WITH found, row[1] AS score"
    return streamed(graph, "2_betweenness", match, rows=given)


def test_communities_are_counted_from_the_largest_and_by_their_first_id(graph: object) -> None:
    """By hand: three organisations in one, two in each of two others, of which that with the lower id comes first."""
    ids = [str(own) for (own,) in rows(graph, "MATCH (o:Organisation) RETURN o.org_id AS id ORDER BY id LIMIT 7")]
    given = [[own, community] for own, community in zip(ids, (7, 3, 9, 9, 7, 3, 9), strict=True)]
    match = "MATCH (found:Organisation) WHERE found.org_id = row[0] WITH found, row[1] AS communityId"
    found = streamed(graph, "2_leiden", match, rows=given[::-1], seed=0)
    assert [(own, community, n) for own, _, community, n in found] == [
        *((ids[place], 1, 3) for place in (2, 3, 6)),
        *((ids[place], 2, 2) for place in (0, 4)),
        *((ids[place], 3, 2) for place in (1, 5)),
    ]


def test_both_similarities_of_a_pair_stand_in_one_row(graph: object) -> None:
    """By hand: the server gives each pair in both directions, once for each of the two similarities."""
    a, b, c = sorted(str(own) for (own,) in rows(graph, "MATCH (o:Cluster) RETURN o.org_id AS id ORDER BY id LIMIT 3"))
    pairs = [(a, b, 0.25, 0.5), (a, c, 1.0, 1.0)]
    given = [
        [measure, left, right, value]
        for one, other, jaccard, overlap in pairs
        for left, right in ((one, other), (other, one))
        for measure, value in (("JACCARD", jaccard), ("OVERLAP", overlap))
    ]
    match = (
        "WITH measure, row WHERE row[0] = measure MATCH (l:Cluster), (r:Cluster) "
        "WHERE l.org_id = row[1] AND r.org_id = row[2] WITH measure, l, r, row[3] AS similarity"
    )
    text = (
        FILES["2_node_similarity"]
        .statement.replace("gds.util.asNode(node1) AS l", "l")
        .replace("gds.util.asNode(node2) AS r", "r")
    )
    whole = STREAM.sub(f"UNWIND $rows AS row\n{match}\nWITH ", text)
    found = rows(graph, whole, rows=given)
    assert [(left, right, *values) for left, _, right, _, *values in found] == [
        (a, b, "members", 0.25, 0.5),
        (a, c, "members", 1.0, 1.0),
    ]
