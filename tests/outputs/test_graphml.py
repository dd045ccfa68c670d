"""The graph as GraphML, read back by networkx as the second implementation and by a plain XML parser."""

import io
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.network import to_networkx
from ecograph.outputs.exports.graphml import graphml

XML = "{http://graphml.graphdrawing.org/xmlns}"

HOSTILE = "</data><script>alert('x')</script> & \"quotes\" ]]> <!-- ØÆÅ øæå"


@pytest.fixture
def ecosystem() -> Ecosystem:
    """Two participations of one pair, an amount, a whole number and a hostile name."""
    return Ecosystem.of(
        "a & b",
        organisations=[
            {"org_id": "a", "name": HOSTILE, "kind": "company", "country": "DK"},
            {"org_id": "them", "name": "them", "kind": "region", "extent": "collective", "n": 5},
        ],
        projects=[{"project_id": "p", "title": "two\nlines", "kind": "project"}],
        participations=[
            {"org_id": "a", "project_id": "p", "role": "lead"},
            {"org_id": "a", "project_id": "p", "role": "partner"},
            {"org_id": "them", "project_id": "p", "role": "partner"},
        ],
        flows=[
            {
                "flow_id": "f",
                "payers": ["a", "them"],
                "recipients": ["p"],
                "amount": 0.5,
                "qualifier": "exact",
                "currency": "EUR",
                "kind": "grant",
                "level": "grant",
            }
        ],
    )


def read(content: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(content), force_multigraph=True)


def test_it_reads_back_as_the_same_nodes_edges_and_attributes(ecosystem: Ecosystem) -> None:
    graph, back = to_networkx(ecosystem), read(graphml(ecosystem))
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(back.edges(data=True)) == list(graph.edges(data=True))
    assert back.is_directed()
    assert back.graph["title"] == "a & b"
    assert back.nodes["a"]["name"] == HOSTILE
    assert (back.nodes["them"]["n"], back.nodes["f"]["amount"]) == (5, 0.5)


def test_ids_of_keys_nodes_and_edges_are_unique(ecosystem: Ecosystem) -> None:
    # Gephi and yEd keep one edge of each id (networkx issues 4347 and 7732)
    root = ET.fromstring(graphml(ecosystem))  # noqa: S314 - what we wrote ourselves
    for tag, expected in (("key", None), ("node", 4), ("edge", 6)):  # by hand: 3 participations, 2 payers, 1 recipient
        ids = [element.get("id") for element in root.iter(f"{XML}{tag}")]
        assert len(set(ids)) == len(ids), tag
        assert expected in (None, len(ids))


def test_every_value_names_a_declared_key(ecosystem: Ecosystem) -> None:
    root = ET.fromstring(graphml(ecosystem))  # noqa: S314 - what we wrote ourselves
    declared = {key.get("id") for key in root.iter(f"{XML}key")}
    assert {data.get("key") for data in root.iter(f"{XML}data")} <= declared


def test_a_hostile_name_stays_text(ecosystem: Ecosystem) -> None:
    content = graphml(ecosystem).decode()
    assert "<script>" not in content
    assert "&lt;script&gt;" in content


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    body = {"org_id": "a", "name": "a\x00b\ufffec\x0bd\U0001f600", "kind": "company"}
    back = read(graphml(Ecosystem.of("t\x01", organisations=[body])))
    assert back.nodes["a"]["name"] == "a\ufffdb\ufffdc\ufffdd\U0001f600"
    assert back.graph["title"] == "t\ufffd"


def test_the_same_ecosystem_gives_the_same_bytes(ecosystem: Ecosystem) -> None:
    rows = {name: frame.reverse().to_dicts() for name, frame in ecosystem.frames().items() if name != "sources"}
    assert graphml(ecosystem) == graphml(ecosystem) == graphml(Ecosystem.of("a & b", **rows))


def test_nothing_is_a_graph_too() -> None:
    back = read(graphml(Ecosystem.of()))
    assert (back.number_of_nodes(), back.number_of_edges()) == (0, 0)
