"""The map as a pyvis network: it holds what the tables say."""

from mapped import hostile, small

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map import to_pyvis
from ecograph.outputs.map.looks import COLOURS


def test_nodes_are_the_organisations_and_projects() -> None:
    eco = small()
    network = to_pyvis(eco)
    ids = [*eco.organisations["org_id"], *eco.projects["project_id"]]
    assert network.get_nodes() == ids
    assert network.num_nodes() == len(ids)
    assert [node["label"] for node in network.nodes] == [*eco.organisations["name"], *eco.projects["title"]]


def test_edges_are_the_rows_of_the_fact_tables() -> None:
    network = to_pyvis(small())
    counted = [edge["kind"] for edge in network.edges]
    # by hand: 2 participations, 3 memberships, 2 ties; flows: 1 + 2 payers x 1 + 1 x 2 recipients + 0 + 0
    assert [counted.count(kind) for kind in ("participation", "membership", "tie", "flow")] == [2, 3, 2, 5]
    assert network.num_edges() == 12


def test_places_are_fixed_and_physics_is_off() -> None:
    network = to_pyvis(small())
    assert all(node["fixed"] and not node["physics"] for node in network.nodes)
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in network.nodes)
    assert network.options.physics.enabled is False


def test_shape_colour_and_hollow() -> None:
    nodes = {node["id"]: node for node in to_pyvis(small()).nodes}
    assert [nodes[node]["shape"] for node in ("wt", "au", "erdf", "firms", "p1")] == [
        "hexagon",
        "triangle",
        "triangleDown",
        "dot",
        "square",
    ]
    assert nodes["au"]["color"]["background"] == COLOURS["academia"].fill
    assert nodes["firms"]["color"] == {"background": "#ffffff", "border": COLOURS["unknown"].line}
    assert [node["id"] for node in nodes.values() if node["borderWidth"] > 1] == ["firms"]


def test_a_flow_says_its_amount_and_that_it_is_joint() -> None:
    flows = [edge for edge in to_pyvis(small()).edges if edge["kind"] == "flow"]
    assert [(edge["from"], edge["to"], edge["label"], bool(edge["dashes"])) for edge in flows] == [
        ("erdf", "p1", "1,500,000 DKK", False),
        ("erdf", "wt", "nearly 9,000,000 DKK (joint amount)", True),
        ("au", "wt", "nearly 9,000,000 DKK (joint amount)", True),
        ("erdf", "nht", "amount not stated (one amount for several recipients)", True),
        ("erdf", "wt", "amount not stated (one amount for several recipients)", True),
    ]
    assert all(edge["arrows"] == "to" for edge in flows)


def test_ties_are_dashed() -> None:
    assert {edge["kind"]: bool(edge["dashes"]) for edge in to_pyvis(small()).edges if edge["kind"] != "flow"} == {
        "participation": False,
        "membership": False,
        "tie": True,
    }


def test_parallel_edges_bend_to_different_sides() -> None:
    one, other = (edge for edge in to_pyvis(small()).edges if edge["kind"] == "tie")
    # they run in opposite directions, so that the same turn is on the other side
    assert one["smooth"]["type"] == other["smooth"]["type"]
    assert one["smooth"]["roundness"] == other["smooth"]["roundness"] != 0


def test_five_hundred_parallel_ties_survive() -> None:
    ties = [{"tie_id": f"t{i:03}", "subject": "a", "kind": "asks", "object": "b"} for i in range(500)]
    orgs = [{"org_id": org, "name": org, "kind": "company"} for org in "ab"]
    edges = to_pyvis(Ecosystem.of(organisations=orgs, ties=ties)).edges
    bends = {(edge["smooth"]["type"], edge["smooth"]["roundness"]) for edge in edges}
    assert len(edges) == len(bends) == 500
    assert all(roundness <= 0.6 for _, roundness in bends)


def test_two_nodes_of_the_same_name() -> None:
    orgs = [{"org_id": org, "name": "Region", "kind": "region"} for org in "ab"]
    network = to_pyvis(Ecosystem.of(organisations=orgs))
    assert [node["label"] for node in network.nodes] == ["Region", "Region"]
    assert network.get_nodes() == ["a", "b"]


def test_a_tie_with_itself() -> None:
    orgs = [{"org_id": "a", "name": "A", "kind": "region"}]
    ties = [{"tie_id": "t", "subject": "a", "kind": "asks", "object": "a"}]
    assert len(to_pyvis(Ecosystem.of(organisations=orgs, ties=ties)).edges) == 1


def test_pyvis_own_page_runs_no_data() -> None:
    html = to_pyvis(hostile()).generate_html()
    assert "<img" not in html
    assert "</script><script>probe" not in html
