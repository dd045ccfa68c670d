"""The tables as a property graph: written out by hand, the same tables back, nothing lost and nothing dangling."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import Ecosystem, load
from ecograph.errors import EcographError
from ecograph.metrics import amounts
from ecograph.property_graph import (
    END,
    START,
    Nodes,
    PropertyGraph,
    Relationships,
    ecosystem_of,
    labels_of,
    property_graph,
    refuse_broken,
)
from ecograph.rows import ROWS, reference
from ecograph.schema import TABLE, TABLES
from ecograph.schema.graph import EVIDENCE_ABOUT, LABELS, PROPERTIES, PROVENANCE, ROW, TYPES, property_of
from ecograph.sources import load as load_folder

Rows = list[dict[str, Any]]


def stated(table: pl.DataFrame) -> Rows:
    """Return the rows of a frame without what they lack."""
    return [{name: value for name, value in row.items() if value is not None} for row in table.to_dicts()]


def nodes_of(graph: PropertyGraph, label: str) -> Nodes:
    return next(each for each in graph.nodes if each.label == label)


def related(graph: PropertyGraph, kind: str, start: str = "") -> Rows:
    """Return the relationships of a type, those from one label where one is named."""
    found = [each for each in graph.relationships if each.kind == kind and start in {"", each.start[0]}]
    return [row for each in found for row in stated(each.table)]


def same(one: Ecosystem, other: Ecosystem) -> None:
    """Hold two Ecosystems against each other."""
    assert one.title == other.title
    for name, frame in one.frames().items():
        assert frame.schema == other[name].schema, name
        assert frame.equals(other[name]), name


# written out by hand

HAND = Ecosystem.of(
    "By hand",
    sources=[{"source_id": "report", "title": "A report", "published": "2016-02"}],
    organisations=[
        {"org_id": "au", "name": "Aarhus", "kind": "university", "source_id": "report", "locator": "7"},
        {"org_id": "mtic", "name": "MTIC", "kind": "cluster", "parent_id": "au", "source_id": "report"},
    ],
    projects=[
        {
            "project_id": "p1",
            "title": "Telecare",
            "kind": "project",
            "start": "2016",
            "end": "2017-06",
            "budget_amount": 100.0,
            "budget_qualifier": "nearly",
            "budget_currency": "EUR",
            "source_id": "report",
        }
    ],
    memberships=[
        {"org_id": "au", "cluster_id": "mtic", "role": "founder", "from": "2014-12-17", "source_id": "report"}
    ],
    flows=[
        {
            "flow_id": "f1",
            "payers": ["mtic", "au"],
            "recipients": ["p1"],
            "from": "2016",
            "kind": "grant",
            "amount": 50.0,
            "qualifier": "at_least",
            "currency": "EUR",
            "source_id": "report",
            "level": "paid",
        }
    ],
    names=[{"org_id": "mtic", "name": "MedTech", "kind": "alias", "source_id": "report"}],
    evidence=[
        {"table": "memberships", "key": "au|mtic|1", "field": "role", "source_id": "report", "stance": "agrees"},
        {"table": "organisations", "key": "au", "source_id": "report", "stance": "disputes"},
    ],
)
SURE = {"certainty": "certain", "status": "actual"}
FROM = {"source_id": "report", **SURE}

# the first half of the SHA-256 of the property `row`, by sha256sum (GNU coreutils)
MEDTECH = "ccbdfb29e2dc8050d4c0fe85ace1a428"
ON_ROLE = "15ce52d4337d92ee8544e906f74ff02f"
ON_AU = "2d0b67add90be535933e13c1819a35ba"


def test_the_nodes_of_a_small_graph() -> None:
    graph = property_graph(HAND)
    assert {each.label: stated(each.table) for each in graph.nodes} == {
        "Dataset": [{"dataset_id": "dataset", "name": "By hand"}],
        "Source": [
            {"source_id": "given", "row": "sources/given", "name": "rows given in code"},
            {
                "source_id": "report",
                "row": "sources/report",
                "name": "A report",
                "published": "2016-02",
                "published_first": dt.date(2016, 2, 1),
                "published_last": dt.date(2016, 2, 29),
            },
        ],
        "Evidence": [
            {
                "evidence_id": ON_ROLE,
                "row": "evidence/memberships|au|mtic|1|role|report",
                "table": "memberships",
                "key": "au|mtic|1",
                "field": "role",
                "stance": "agrees",
                "certainty": "certain",
                "about_row": "memberships/au|mtic|1",
            },
            {
                "evidence_id": ON_AU,
                "row": "evidence/organisations|au||report",
                "table": "organisations",
                "key": "au",
                "stance": "disputes",
                "certainty": "certain",
                "about_row": "organisations/au",
            },
        ],
        "Organisation": [
            {
                "org_id": "au",
                "row": "organisations/au",
                "name": "Aarhus",
                "kind": "university",
                "extent": "single",
                "locator": "7",
                **SURE,
            },
            {
                "org_id": "mtic",
                "row": "organisations/mtic",
                "name": "MTIC",
                "kind": "cluster",
                "extent": "single",
                **SURE,
            },
        ],
        "Name": [{"name_id": MEDTECH, "row": "names/mtic|MedTech", "name": "MedTech", "kind": "alias", **SURE}],
        "Project": [
            {
                "project_id": "p1",
                "row": "projects/p1",
                "name": "Telecare",
                "kind": "project",
                **SURE,
                "start": "2016",
                "start_first": dt.date(2016, 1, 1),
                "start_last": dt.date(2016, 12, 31),
                "finish": "2017-06",
                "finish_first": dt.date(2017, 6, 1),
                "finish_last": dt.date(2017, 6, 30),
                "budget_amount": 100.0,
                "budget_qualifier": "nearly",
                "budget_currency": "EUR",
                "budget_amount_low": 90.0,
                "budget_amount_high": 100.0,
            }
        ],
        "Flow": [
            {
                "flow_id": "f1",
                "row": "flows/f1",
                "kind": "grant",
                "level": "paid",
                **SURE,
                "amount": 50.0,
                "qualifier": "at_least",
                "currency": "EUR",
                "amount_low": 50.0,
                "eur_low": 50.0,
                "is_counted": True,
                "from": "2016",
                "from_first": dt.date(2016, 1, 1),
                "from_last": dt.date(2016, 12, 31),
            }
        ],
    }
    assert [(each.label, each.key, each.second) for each in graph.nodes if each.second] == [
        ("Organisation", "org_id", "kind")
    ]


def test_the_relationships_of_a_small_graph() -> None:
    made = {(each.kind, each.start, each.end): stated(each.table) for each in property_graph(HAND).relationships}
    org, source = ("Organisation", "org_id"), ("Source", "source_id")
    flow, project, evidence = ("Flow", "flow_id"), ("Project", "project_id"), ("Evidence", "evidence_id")
    on_role = {"start_id": ON_ROLE, "row": "evidence/memberships|au|mtic|1|role|report"}
    on_au = {"start_id": ON_AU, "row": "evidence/organisations|au||report"}
    said = {"source_id": "report", "certainty": "certain"}
    assert made == {
        ("MEMBER_OF", org, org): [
            {
                "start_id": "au",
                "end_id": "mtic",
                "row": "memberships/au|mtic|1",
                "seq": 1,
                "role": "founder",
                "from": "2014-12-17",
                "from_first": dt.date(2014, 12, 17),
                "from_last": dt.date(2014, 12, 17),
                **FROM,
            }
        ],
        ("PAID_BY", flow, org): [
            {"start_id": "f1", "end_id": "mtic", "row": "flows/f1", "place": 1, **FROM},
            {"start_id": "f1", "end_id": "au", "row": "flows/f1", "place": 2, **FROM},
        ],
        ("PAID_TO", flow, project): [{"start_id": "f1", "end_id": "p1", "row": "flows/f1", "place": 1, **FROM}],
        ("PART_OF", org, org): [{"start_id": "mtic", "end_id": "au", "row": "organisations/mtic", **FROM}],
        ("HAS_NAME", org, ("Name", "name_id")): [
            {"start_id": "mtic", "end_id": MEDTECH, "row": "names/mtic|MedTech", **FROM}
        ],
        ("STATED_BY", evidence, source): [
            {**on_role, "end_id": "report", **said},
            {**on_au, "end_id": "report", **said},
        ],
        ("STATED_BY", org, source): [
            {"start_id": "au", "end_id": "report", "row": "organisations/au", "locator": "7", **FROM},
            {"start_id": "mtic", "end_id": "report", "row": "organisations/mtic", **FROM},
        ],
        ("STATED_BY", ("Name", "name_id"), source): [
            {"start_id": MEDTECH, "end_id": "report", "row": "names/mtic|MedTech", **FROM}
        ],
        ("STATED_BY", project, source): [{"start_id": "p1", "end_id": "report", "row": "projects/p1", **FROM}],
        ("STATED_BY", flow, source): [{"start_id": "f1", "end_id": "report", "row": "flows/f1", **FROM}],
        # evidence about a membership names it by `about_row`, since a relationship can lead to nodes only
        ("ABOUT", evidence, org): [{**on_au, "end_id": "au", **said}],
    }


def test_a_dataset_without_rows_is_one_node() -> None:
    none = Ecosystem.from_frames("Empty", {table.name: table.frame for table in TABLES})
    graph = property_graph(none)
    assert [(each.label, stated(each.table)) for each in graph.nodes] == [
        ("Dataset", [{"dataset_id": "dataset", "name": "Empty"}])
    ]
    assert graph.relationships == ()
    same(none, ecosystem_of(graph))


# there and back


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_good_dataset_comes_back_from_its_graph(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    eco = data.draw(ecosystems)
    graph = property_graph(eco)
    refuse_broken(graph)
    same(eco, ecosystem_of(graph))


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_every_row_is_one_node_or_relationship_with_its_provenance(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    eco = data.draw(ecosystems)
    graph = property_graph(eco)
    found: dict[str, list[str]] = {}
    for nodes in graph.nodes[1:]:  # the first is the dataset itself
        found.setdefault(nodes.label, []).extend(nodes.table[ROW])
    for each in graph.relationships:
        found.setdefault(each.kind, []).extend(each.table[ROW])
    own_type = {"memberships": "MEMBER_OF", "participations": "PARTICIPATES_IN", "ties": "TIED_TO", "tags": "HAS_THEME"}
    for table in TABLES:
        expected = sorted(eco[table.name].select(reference(table.name))[ROWS])
        kind = table.label or own_type.get(table.name, "RECORDED_IN")
        assert sorted(row for row in found.get(kind, []) if row.startswith(f"{table.name}/")) == expected
    for each in graph.relationships:
        of = TABLE[each.table[ROW][0].partition("/")[0]]
        facts = eco[of.name].select(reference(of.name), *(name for name in PROVENANCE if name in of))
        given_with = each.table.select(pl.col(ROW).alias(ROWS), *facts.columns[1:])
        assert given_with.equals(given_with.select(ROWS).join(facts, on=ROWS, maintain_order="left", how="left"))


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_evidence_names_the_row_that_it_is_about(data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]) -> None:
    graph = property_graph(data.draw(ecosystems))
    evidence = next((each for each in graph.nodes if each.label == "Evidence"), None)
    if evidence is None:
        return
    on_nodes = {row: each.label for each in graph.nodes if ROW in each.table for row in each.table[ROW]}
    on_relationships = {row for each in graph.relationships for row in each.table[ROW]}
    about = dict(evidence.table.select(evidence.key, "about_row").iter_rows())
    assert set(about.values()) <= set(on_nodes) | on_relationships
    joined = {
        (row[START], each.end[0])
        for each in graph.relationships
        if each.kind == EVIDENCE_ABOUT
        for row in each.table.to_dicts()
    }
    assert joined == {(key, on_nodes[row]) for key, row in about.items() if row in on_nodes}


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_the_graph_has_only_the_names_that_are_declared(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    graph = property_graph(data.draw(ecosystems))
    assert {each.label for each in graph.nodes} <= set(LABELS)
    assert {each.kind for each in graph.relationships} <= set(TYPES)
    properties = {name for each in graph.nodes for name in each.table.columns}
    properties |= {name for each in graph.relationships for name in each.table.columns} - {START, END}
    assert properties <= set(PROPERTIES)


def test_the_bundled_dataset_and_the_one_with_every_table_come_back(small_folder: Path) -> None:
    for eco in (load(), load_folder(small_folder)):
        graph = property_graph(eco)
        refuse_broken(graph)
        same(eco, ecosystem_of(graph))


ORGS = [{"org_id": org, "name": org.upper(), "kind": "company"} for org in ("a", "b", "c")]
PROJECTS = [{"project_id": "p", "title": "P", "kind": "project"}]


def test_payers_keep_their_order_also_where_some_are_projects() -> None:
    flows = [{"flow_id": "f", "payers": ["c", "p", "a", "b"], "recipients": ["p", "a"]}]
    eco = Ecosystem.of("T", organisations=ORGS, projects=PROJECTS, flows=flows)
    graph = property_graph(eco)
    assert [(row["end_id"], row["place"]) for row in related(graph, "PAID_BY")] == [
        *(("c", 1), ("a", 3), ("b", 4)),  # to organisations
        ("p", 2),  # to a project
    ]
    same(eco, ecosystem_of(graph))


def test_an_empty_list_is_nobody_as_in_a_file() -> None:
    eco = Ecosystem.of("T", flows=[{"flow_id": "f", "payers": [], "recipients": None}])
    graph = property_graph(eco)
    assert related(graph, "PAID_BY") == []
    assert ecosystem_of(graph).flows.select("payers", "recipients").rows() == [(None, None)]


def test_several_rows_of_one_pair_are_several_relationships() -> None:
    rows = [{"org_id": "a", "cluster_id": "b", "seq": seq, "role": "member"} for seq in (1, 2)]
    parts = [{"org_id": "a", "project_id": "p", "role": role} for role in ("partner", "lead")]
    eco = Ecosystem.of("T", organisations=ORGS, projects=PROJECTS, memberships=rows, participations=parts)
    graph = property_graph(eco)
    assert [row["row"] for row in related(graph, "MEMBER_OF")] == ["memberships/a|b|1", "memberships/a|b|2"]
    assert {row["role"] for row in related(graph, "PARTICIPATES_IN")} == {"partner", "lead"}
    same(eco, ecosystem_of(graph))


def test_ties_join_organisations_and_projects_each_way() -> None:
    ends = [("a", "p"), ("p", "a"), ("a", "b"), ("p", "p")]
    ties = [{"tie_id": f"t{n}", "subject": one, "object": two, "kind": "partner"} for n, (one, two) in enumerate(ends)]
    eco = Ecosystem.of("T", organisations=ORGS, projects=PROJECTS, ties=ties)
    graph = property_graph(eco)
    assert {
        (each.start[0], each.end[0]): stated(each.table)[0][ROW]
        for each in graph.relationships
        if each.kind == "TIED_TO"
    } == {
        ("Organisation", "Project"): "ties/t0",
        ("Project", "Organisation"): "ties/t1",
        ("Organisation", "Organisation"): "ties/t2",
        ("Project", "Project"): "ties/t3",
    }
    same(eco, ecosystem_of(graph))


def test_what_others_have_written_into_a_graph_is_left_out() -> None:
    # as somebody with Neo4j may: properties called like our columns, and metrics written back
    def more(table: pl.DataFrame) -> pl.DataFrame:
        added = ("title", "end", "parent_id", "payers", "org_id_right", "betweenness")
        return table.with_columns(pl.lit("x").alias(name) for name in added if name not in table.columns)

    eco = load()
    graph = property_graph(eco)
    noisy = PropertyGraph(
        tuple(Nodes(each.label, each.key, more(each.table), each.second) for each in graph.nodes),
        tuple(Relationships(each.kind, each.start, each.end, more(each.table)) for each in graph.relationships),
    )
    same(eco, ecosystem_of(noisy))


def test_a_property_that_no_node_has_any_more_is_null() -> None:
    graph = property_graph(HAND)
    names = tuple(
        Nodes(each.label, each.key, each.table.select(pl.col(each.key), pl.col("^name$")), each.second)
        for each in graph.nodes
    )
    assert ecosystem_of(PropertyGraph(names, ())).organisations.select("org_id", "name", "kind").rows() == [
        ("au", "Aarhus", None),
        ("mtic", "MTIC", None),
    ]


def test_relationships_without_a_row_are_not_ours() -> None:
    graph = property_graph(HAND)
    foreign = Relationships(
        "MEMBER_OF",
        ("Organisation", "org_id"),
        ("Organisation", "org_id"),
        pl.DataFrame({START: ["au"], END: ["mtic"]}),
    )
    same(HAND, ecosystem_of(PropertyGraph(graph.nodes, (*graph.relationships, foreign))))


def test_two_relationships_where_a_row_has_one_reference_are_refused() -> None:
    graph = property_graph(HAND)
    second = Relationships(
        "PART_OF",
        ("Organisation", "org_id"),
        ("Organisation", "org_id"),
        pl.DataFrame({START: ["mtic"], END: ["mtic"]}),
    )
    expected = r"Organisation mtic: found several relationships PART_OF \(au, mtic\), expected one; push the dataset"
    with pytest.raises(EcographError, match=expected):
        ecosystem_of(PropertyGraph(graph.nodes, (*graph.relationships, second)))


def test_a_graph_of_somebody_else_is_refused() -> None:
    with pytest.raises(EcographError, match="found no node Dataset in the graph, expected one that ecograph pushed"):
        ecosystem_of(PropertyGraph(property_graph(HAND).nodes[1:], ()))


# amounts


def flow(name: str, **values: object) -> dict[str, object]:
    return {"flow_id": name, "amount": 100.0, "qualifier": "exact", "currency": "DKK", "from": "2020", **values}


RATES = [
    {"year": 2020, "currency": "DKK", "rate_per_eur": 8.0},
    {"year": 2021, "currency": "DKK", "rate_per_eur": 10.0},
    {"year": 2022, "currency": "DKK", "rate_per_eur": 5.0},
]

BY_HAND = {
    # 100/8
    "exact": (flow("exact"), 12.5, 12.5),
    # 90/8 to 110/8
    "about": (flow("about", qualifier="about"), 11.25, 13.75),
    "at-least": (flow("at-least", qualifier="at_least"), 12.5, None),
    "at-most": (flow("at-most", qualifier="at_most"), 0.0, 12.5),
    # 100/8 + 100/10 + 100/5
    "yearly": (flow("yearly", basis="yearly", to="2022"), 42.5, 42.5),
    # 2020 to mid 2023 is 3.5 years, rounded to 4; 2023 has no rate
    "no-rate": (flow("no-rate", basis="yearly", to="2023"), None, None),
    # a total over several years is of its first year
    "total": (flow("total", basis="total", to="2022"), 12.5, 12.5),
    # euro need no rate, and so no year
    "euro": (flow("euro", currency="EUR", **{"from": None}), 100.0, 100.0),
    "no-year": (flow("no-year", **{"from": None}), None, None),
    "no-amount": (flow("no-amount", amount=None, qualifier=None, currency=None), None, None),
    # a joint amount stays one: what each payer gives is not said, and the flow is worth all of it
    "joint": (flow("joint", payers=["a", "b"]), 12.5, 12.5),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_what_a_flow_comes_to_in_euro(name: str) -> None:
    row, low, high = BY_HAND[name]
    graph = property_graph(Ecosystem.of("T", organisations=ORGS, flows=[row], rates=RATES))
    made = nodes_of(graph, "Flow").table.row(0, named=True)
    assert (made["eur_low"], made["eur_high"]) == (pytest.approx(low), pytest.approx(high))


def test_no_property_is_infinite() -> None:
    projects = [PROJECTS[0] | {"budget_amount": 5.0, "budget_qualifier": "at_least", "budget_currency": "EUR"}]
    figures = [{"figure_id": "x", "what": "members", "value": 7.0, "qualifier": "at_least", "unit": "members"}]
    graph = property_graph(
        Ecosystem.of("T", projects=projects, figures=figures, flows=[flow("f", qualifier="at_least")], rates=RATES)
    )
    project, figure, money = (
        nodes_of(graph, label).table.row(0, named=True) for label in ("Project", "Figure", "Flow")
    )
    assert (project["budget_amount_low"], project["budget_amount_high"]) == (5.0, None)
    assert (figure["value_low"], figure["value_high"]) == (7.0, None)
    assert (money["amount_low"], money["amount_high"], money["eur_high"]) == (100.0, None, None)


def test_what_flows_come_to_is_what_the_measures_of_money_say() -> None:
    # a second computation: the bounds of `metrics.amounts` by year, summed; those of joint flows begin at nothing there
    eco = load()
    yearly = amounts.by_year(eco.flows)
    low, high = amounts.bounds(yearly, eco, currency="EUR", vagueness=0.1, prices_of=None)
    summed = (
        yearly.with_columns(low, high)
        .group_by("flow_id")
        .agg("is_joint", amounts.summed("low_eur"), amounts.summed("high_eur"))
    )
    expected = {row["flow_id"]: row for row in summed.to_dicts()}
    made = nodes_of(property_graph(eco), "Flow").table.to_dicts()
    compared = 0
    for row in made:
        other = expected[row["flow_id"]]
        upper = None if other["high_eur"] == float("inf") else other["high_eur"]
        assert row["eur_high"] == pytest.approx(upper), row
        if not any(other["is_joint"]):
            assert row["eur_low"] == pytest.approx(other["low_eur"]), row
            compared += row["eur_low"] is not None
    assert compared > 20


# what is broken


def broken(**changes: list[str]) -> PropertyGraph:
    org = Nodes("Organisation", "org_id", pl.DataFrame({"org_id": ["a", "b"]}))
    ends = {START: ["a"], END: ["b"], ROW: ["memberships/a|b|1"]} | changes
    end = ("Organisation", "org_id")
    return PropertyGraph((org,), (Relationships("MEMBER_OF", end, end, pl.DataFrame(ends)),))


@pytest.mark.parametrize("column", [START, END])
def test_a_relationship_to_nowhere_is_refused(column: str) -> None:
    refuse_broken(broken())
    with pytest.raises(EcographError) as caught:
        refuse_broken(broken(**{column: ["'}) DETACH DELETE n //"]}))
    assert str(caught.value) == (
        'memberships/a|b|1: found "\'}) DETACH DELETE n //", expected the id of a node Organisation that is there; '
        "run `ecograph check`"
    )


def test_a_relationship_to_a_label_without_nodes_is_refused() -> None:
    graph = broken()
    (each,) = graph.relationships
    lost = Relationships(each.kind, each.start, ("Project", "project_id"), each.table)
    with pytest.raises(EcographError, match="found 'b', expected the id of a node Project that is there"):
        refuse_broken(PropertyGraph(graph.nodes, (lost,)))


def test_an_id_that_stands_twice_is_refused() -> None:
    twins = Nodes("Organisation", "org_id", pl.DataFrame({"org_id": ["a", "b", "a"]}))
    with pytest.raises(EcographError, match="found the org_id 'a' on several nodes Organisation, expected one of each"):
        refuse_broken(PropertyGraph((twins,), ()))


# labels


def test_nodes_stand_under_the_label_of_their_kind() -> None:
    kinds = {"a": "eu_body", "b": "cluster", "c": None, "d": "`) DETACH DELETE n //", "e": "cluster"}
    eco = Ecosystem.of("T", organisations=[{"org_id": org, "name": org, "kind": kind} for org, kind in kinds.items()])
    found = {
        label: list(table["org_id"])
        for label, table in labels_of(nodes_of(property_graph(eco), "Organisation")).items()
    }
    assert found == {"": ["c", "d"], "Cluster": ["b", "e"], "EuBody": ["a"]}
    assert list(labels_of(nodes_of(property_graph(HAND), "Flow"))) == [""]


def test_the_name_of_a_column_is_the_same_on_each_table() -> None:
    # by hand: the columns that have another name in the graph
    renamed = {column.name for table in TABLES for column in table.columns if property_of(column.name) != column.name}
    assert renamed == {"title", "end"}
