"""Networks that tests of measures share: organisations in projects, organisations that pay one another, graphs."""

from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import numpy as np
import polars as pl
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms.matrix import Matrix
from ecograph.ecosystem import Ecosystem
from ecograph.network import Network

Partners = Mapping[str, str]
"""The partners of each project: organisations of one letter."""

Pairs = list[tuple[str, str]]
"""The payer and the recipient of each flow."""


def network_of(organisations: str, projects: Partners) -> Network:
    """Return a network of organisations of one letter, and of projects with their partners."""
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": f"the {org}", "kind": "company"} for org in organisations],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
            participations=[
                {"org_id": org, "project_id": name, "role": "partner"}
                for name, partners in projects.items()
                for org in partners
            ],
        )
    )


def of_partners(projects: Partners, alone: str = "") -> Network:
    """Return the network of the partners of some projects, and of organisations that are in none."""
    return network_of("".join(sorted({*"".join(projects.values()), *alone})), projects)


@st.composite
def networks(draw: st.DrawFn) -> tuple[str, Partners]:
    """Draw what ``network_of`` takes: often in several parts, with isolates and empty projects; also nothing."""
    organisations = "abcdefghij"[: draw(st.integers(0, 10))]
    partners = st.sets(st.sampled_from(organisations), max_size=4) if organisations else st.just(set[str]())
    drawn = draw(st.lists(partners, max_size=9))
    return organisations, {f"p{i}": "".join(sorted(found)) for i, found in enumerate(drawn)}


def projected(organisations: str, projects: Partners) -> nx.Graph:
    """Return the projection as networkx makes it, with Newman weights and, as count, numbers of projects."""
    graph = nx.Graph()
    graph.add_nodes_from(organisations)
    for partners in projects.values():
        for left, right in combinations(partners, 2):
            before = graph.get_edge_data(left, right, {"weight": 0, "count": 0})
            weight = before["weight"] + 1 / (len(partners) - 1)
            graph.add_edge(left, right, weight=weight, count=before["count"] + 1)
    return graph


def letters(graph: nx.Graph) -> tuple[str, Partners]:
    """Return a graph as a network in which each tie is a project of two; its nodes in order are a, b, c and on."""
    names = dict(zip(graph, map(chr, range(ord("a"), ord("a") + len(graph))), strict=True))
    return "".join(names.values()), {f"p{i}": names[a] + names[b] for i, (a, b) in enumerate(graph.edges)}


def by_ties(graph: nx.Graph) -> Network:
    """Return the network of a graph of numbers, in which each tie is a project of two; its nodes are o000 and on."""
    ties = list(graph.edges)
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": f"o{i:03}", "name": "O", "kind": "company"} for i in graph],
            projects=[{"project_id": f"p{k}", "title": "P", "kind": "project"} for k in range(len(ties))],
            participations=[
                {"org_id": f"o{i:03}", "project_id": f"p{k}", "role": "partner"}
                for k, tie in enumerate(ties)
                for i in tie
            ],
        )
    )


def paying(organisations: str, pairs: Pairs) -> Network:
    """Return a network of organisations of one letter, with a flow for each pair of payer and recipient."""
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": f"the {org}", "kind": "company"} for org in organisations],
            flows=[
                {"flow_id": f"f{i}", "payers": [payer], "recipients": [recipient], "kind": "grant", "level": "grant"}
                for i, (payer, recipient) in enumerate(pairs)
            ],
        )
    )


@st.composite
def funding(draw: st.DrawFn) -> tuple[str, Pairs]:
    """Draw what ``paying`` takes, with payments to oneself; also nothing."""
    organisations = "abcdefgh"[: draw(st.integers(0, 8))]
    one = st.sampled_from(organisations) if organisations else st.nothing()
    return organisations, draw(st.lists(st.tuples(one, one), max_size=14)) if organisations else []


def paid(organisations: str, pairs: Pairs) -> nx.DiGraph:
    """Return the flows between organisations as networkx has them, with their number as weight."""
    graph = nx.DiGraph()
    graph.add_nodes_from(organisations)
    for payer, recipient in pairs:
        if payer != recipient:
            weight = graph.get_edge_data(payer, recipient, {"weight": 0})["weight"]
            graph.add_edge(payer, recipient, weight=weight + 1)
    return graph


def own_flows(organisation: str, pairs: Pairs) -> list[str]:
    """Return the rows in which an organisation pays another one, or is paid by it."""
    return sorted(f"flows/f{i}" for i, pair in enumerate(pairs) if organisation in pair and len(set(pair)) > 1)


def values(table: pl.DataFrame, column: str) -> dict[str, float | None]:
    """Return a column of a table by id."""
    return dict(table.select("id", column).iter_rows())


@st.composite
def graphs(draw: st.DrawFn) -> Matrix:
    """Draw a weighted graph with self-loops, isolates and several components; also of one node and of none."""
    n = draw(st.integers(0, 12))
    dense = np.zeros((n, n))
    if n:
        node = st.integers(0, n - 1)
        for i, j, weight in draw(st.lists(st.tuples(node, node, st.sampled_from([0.25, 1.0, 3.0])), max_size=30)):
            dense[i, j] = dense[j, i] = weight
    return sparse.csr_array(dense)


def as_networkx(graph: Matrix) -> nx.Graph:
    """Return an undirected graph as networkx has it, without self-loops."""
    plain = nx.from_numpy_array(graph.toarray())
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    return plain
