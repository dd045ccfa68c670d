"""What lies on the map and where, before a page or a picture is made of it."""

import polars as pl
import pytest
from mapped import small

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network
from ecograph.outputs.map.drawn import NO_CLUSTER, SEVERAL_CLUSTERS, Drawn, MapView
from ecograph.scenario import Scenario


def drawn(eco: Ecosystem, view: MapView | None = None) -> Drawn:
    return Drawn.of(Network.of(eco), view)


def test_nodes_are_organisations_then_projects_by_id() -> None:
    assert drawn(small()).nodes["id"].to_list() == ["au", "erdf", "firms", "lone", "nht", "wt", "p1"]


def test_lines_are_the_rows_of_the_fact_tables_and_the_pairs_of_flows() -> None:
    found = drawn(small()).lines
    # by hand: 2 participations, 3 memberships, 2 ties; flows: 1, 2 payers x 1, 1 x 2 recipients, none, none
    assert {kind: found.filter(kind=kind).height for kind in ("participation", "membership", "tie", "flow")} == {
        "participation": 2,
        "membership": 3,
        "tie": 2,
        "flow": 5,
    }
    assert found.filter(kind="flow").select("a", "b", "row").rows() == [
        (1, 6, 0),
        (1, 5, 1),
        (0, 5, 1),
        (1, 4, 2),
        (1, 5, 2),
    ]


def test_groups_helix_and_hollow() -> None:
    nodes = drawn(small()).nodes
    assert nodes["group"].to_list() == ["knowledge", "other", "company", "other", "cluster", "cluster", "project"]
    assert nodes["helix"].to_list()[2] == "unknown"
    assert nodes.filter("hollow")["id"].to_list() == ["firms"]


def test_a_node_is_of_the_cluster_it_belongs_to() -> None:
    nodes = drawn(small()).nodes
    # by hand: au is a member of both, firms of wt (number 5), erdf of none; p1 has both clusters in it
    assert dict(nodes.select("id", "cluster").iter_rows()) == {
        "au": SEVERAL_CLUSTERS,
        "erdf": NO_CLUSTER,
        "firms": 5,
        "lone": NO_CLUSTER,
        "nht": 4,
        "wt": 5,
        "p1": SEVERAL_CLUSTERS,
    }


def test_a_project_without_clusters_is_of_that_of_its_participants_when_it_is_one() -> None:
    eco = Ecosystem.of(
        organisations=[
            {"org_id": "c", "name": "C", "kind": "cluster"},
            {"org_id": "d", "name": "D", "kind": "cluster"},
            *({"org_id": org, "name": org, "kind": "company"} for org in ("m", "n", "o")),
        ],
        projects=[{"project_id": p, "title": p, "kind": "project"} for p in ("p", "q")],
        memberships=[
            {"org_id": "m", "cluster_id": "c", "role": "member"},
            {"org_id": "n", "cluster_id": "d", "role": "member"},
        ],
        participations=[
            {"org_id": org, "project_id": p, "role": "partner"}
            for org, p in (("m", "p"), ("o", "p"), ("m", "q"), ("n", "q"))
        ],
    )
    found = dict(drawn(eco).nodes.select("id", "cluster").iter_rows())
    assert (found["p"], found["q"], found["o"]) == (0, NO_CLUSTER, NO_CLUSTER)


def test_core_numbers_count_every_kind_of_line_once() -> None:
    orgs = [{"org_id": org, "name": org, "kind": "company"} for org in "abcd"]
    ties = [
        {"tie_id": f"t{i}", "subject": a, "kind": "asks", "object": b}
        for i, (a, b) in enumerate(map(tuple, ("ab", "ba", "bc", "ca", "ad", "ad")))
    ]
    # by hand: a triangle with one more node tied to it, whatever the number of parallel ties
    assert drawn(Ecosystem.of(organisations=orgs, ties=ties)).nodes["core"].to_list() == [2, 2, 2, 1]


def test_the_size_of_a_node_follows_its_neighbours_or_a_measure() -> None:
    plain = dict(drawn(small()).nodes.select("id", "radius").iter_rows())
    # by hand: firms has one neighbour, erdf three (p1, wt, nht): 5.2 + 1.7 * sqrt(n); lone none
    assert (plain["firms"], plain["erdf"], plain["lone"]) == (6.9, 8.1, 5.2)
    by_degree = dict(drawn(small(), MapView(size="degree")).nodes.select("id", "radius").iter_rows())
    # p1 has two ties, the most there are; wt one: 5.2 + 20.8 * sqrt(1/2)
    assert (by_degree["p1"], by_degree["wt"]) == (26.0, 19.9)
    assert by_degree["lone"] == 5.2  # not in any project


def test_communities_are_those_of_the_measure_and_projects_follow() -> None:
    pytest.importorskip("networkit", reason="communities need networkit")
    orgs = [{"org_id": org, "name": org, "kind": "company"} for org in "abcde"]
    projects = [{"project_id": p, "title": p, "kind": "project"} for p in "pqr"]
    pairs = [{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cq", "dq", "er")]
    nodes = drawn(Ecosystem.of(organisations=orgs, projects=projects, participations=pairs)).nodes
    assert nodes["community"].to_list() == [1, 1, 2, 2, None, 1, 2, None]


def test_communities_that_cannot_be_found_are_no_colour() -> None:
    with pytest.raises(EcographError, match="found no community to colour by"):
        drawn(
            Ecosystem.of(organisations=[{"org_id": "a", "name": "a", "kind": "company"}]), MapView(colour="community")
        )
    assert drawn(Ecosystem.of(), MapView(colour="community")).nodes.is_empty()


def test_a_focus_that_is_not_on_the_map() -> None:
    with pytest.raises(EcographError, match="focus: found no organisation or project 'nobody'"):
        drawn(small(), MapView(focus="nobody"))


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"colour": "red"}, "colour: found 'red', expected one of helix, cluster, country, community"),
        ({"size": "brokerage"}, "size: found 'brokerage', expected one of neighbours, degree"),
        ({"size": "communities"}, "size: found 'communities', expected one of neighbours, degree"),
        ({"renderer": "webgl"}, "renderer: found 'webgl', expected one of canvas, vis"),
        ({"max_nodes": 0}, "max-nodes: found 0, expected 1 or more"),
        ({"scenario": "b", "scenarios": (Scenario("a", ("x", "y")),)}, "scenario: found 'b', expected one of a"),
    ],
)
def test_a_choice_that_there_is_not(choice: dict[str, object], message: str) -> None:
    with pytest.raises(EcographError, match=message):
        MapView(**choice)  # type: ignore[arg-type] # wrong on purpose


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        (260.0, "about", (1, 234, 286, 1)),  # by hand: ten per cent either way
        (260.0, "exact", (1, 260, 260, 1)),
        (200.0, "at_least", (1, 200, None, 1)),
        (0.5, "exact", None),  # no number of members
        (None, None, None),
    ],
)
def test_the_members_known_are_told_with_those_reported(
    value: float | None, qualifier: str | None, expected: tuple[int | None, ...] | None
) -> None:
    figure = {"figure_id": "f", "subject": "wt", "what": "members", "unit": "members"}
    eco = Ecosystem.of(
        organisations=[
            {"org_id": "wt", "name": "Welfare Tech", "kind": "cluster"},
            {"org_id": "a", "name": "A", "kind": "company"},
        ],
        memberships=[{"org_id": "a", "cluster_id": "wt", "role": "member"}],
        figures=[{**figure, "value": value, "qualifier": qualifier}],
    )
    assert drawn(eco).members == expected


def test_the_lines_of_nothing_have_numbers_for_ends_too() -> None:
    assert drawn(Ecosystem.of()).lines.dtypes[:2] == [pl.Int64, pl.Int64]
