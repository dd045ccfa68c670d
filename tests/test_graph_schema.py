"""What becomes what in a graph database is declared soundly: no fact is lost, and no name is taken for another."""

import re

import pytest

from ecograph.schema import TABLE, TABLES, Column, Kind, Table
from ecograph.schema.graph import (
    DATASET,
    EVIDENCE_ABOUT,
    KIND_LABELS,
    LABELS,
    METRIC,
    NODE_TABLES,
    OWN,
    PLACE,
    PROPERTIES,
    PROVENANCE,
    RELATIONSHIPS,
    RENAMED,
    ROW,
    TYPES,
    Relationship,
    derived,
    kind_label,
    node_key,
    own_columns,
    property_of,
)
from ecograph.schema.vocabulary import ORGANISATION_KIND

TAKEN = {"type", "label", "title", "when", "end", "id", "labels", "node_type"}
"""Words that an engine answers itself or reads as a word of the language: those of the requirement, `id`, and what
KGLite 0.21 was seen to answer on a node that has no such property."""

each_table = pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
each_relationship = pytest.mark.parametrize(
    "each", RELATIONSHIPS, ids=[f"{each.table}-{each.kind}-{each.start or each.end}" for each in RELATIONSHIPS]
)


def faults(each: Relationship) -> list[str]:
    """Return what is wrong with the declaration of a relationship."""
    table = TABLE[each.table]
    found = []
    for column in (each.start, each.end):
        if column == OWN and not table.label:
            found.append("its own rows are no nodes")
        if column != OWN and (column not in table or not table[column].references):
            found.append(f"{column} names no row")
    if not found and not all(TABLE[name].label for name in (*each.starts, *each.ends)):
        found.append("it joins rows that are no nodes")
    if each.start == OWN and each.end == OWN:
        found.append("it joins nothing")
    if re.fullmatch(r"[A-Z]+(_[A-Z]+)*", each.kind) is None:
        found.append(f"{each.kind} is no type as Cypher writes it")
    if re.fullmatch(r"[A-Z].*\.", each.about) is None:
        found.append("it is not said in a sentence")
    return found


def lost(table: Table, relationships: tuple[Relationship, ...]) -> list[str]:
    """Return the columns that name rows and are in no relationship, and no property of one either."""
    mine = [each for each in relationships if each.table == table.name]
    joined = {name for each in mine for name in (each.start, each.end)}
    stated = {"source_id"} if any(each.is_row for each in mine) else set()
    return [column.name for column in table.references() if column.name not in joined | stated]


def twins(table: Table) -> list[str]:
    """Return the properties that two things of the rows of a table would be called by."""
    own = [property_of(column.name) for column in own_columns(table)]
    key = [node_key(table)] if table.label and node_key(table) not in own else []
    names = [*own, *key, *derived(table), ROW, PLACE]
    return sorted({name for name in names if names.count(name) > 1})


@each_relationship
def test_a_relationship_is_declared_soundly(each: Relationship) -> None:
    assert faults(each) == []


@pytest.mark.parametrize(
    ("each", "fault"),
    [
        (Relationship("X", "memberships", "org_id", OWN, "X."), "its own rows are no nodes"),
        (Relationship("X", "memberships", "org_id", "role", "X."), "role names no row"),
        (Relationship("X", "memberships", "nowhere", "org_id", "X."), "nowhere names no row"),
        (Relationship("X", "flows", OWN, OWN, "X."), "it joins nothing"),
        (Relationship("Part of", "flows", OWN, "part_of", "X."), "Part of is no type as Cypher writes it"),
        (Relationship("X", "flows", OWN, "part_of", "no sentence"), "it is not said in a sentence"),
    ],
)
def test_a_planted_fault_of_a_relationship_is_found(each: Relationship, fault: str) -> None:
    assert faults(each) == [fault]


@each_table
def test_every_reference_is_a_relationship_so_that_no_fact_is_lost(table: Table) -> None:
    assert lost(table, RELATIONSHIPS) == []


def test_a_reference_that_is_no_relationship_is_found() -> None:
    rest = tuple(each for each in RELATIONSHIPS if each.kind not in {"PAID_BY", "MEMBER_OF", "STATED_BY"})
    assert lost(TABLE["flows"], rest) == ["payers", "source_id"]
    assert lost(TABLE["memberships"], rest) == ["org_id", "cluster_id", "source_id"]


@each_table
def test_every_table_is_nodes_or_one_relationship(table: Table) -> None:
    rows = [each for each in RELATIONSHIPS if each.table == table.name and each.is_row]
    assert len(rows) == (0 if table.label else 1)
    assert (table in NODE_TABLES) == bool(table.label)


def test_a_type_between_two_labels_comes_from_one_column_of_one_table() -> None:
    # else nobody could say, reading a graph back, of which column a relationship was
    ways = [
        (each.kind, TABLE[start].label, TABLE[end].label)
        for each in RELATIONSHIPS
        for start in each.starts
        for end in each.ends
    ]
    assert len(ways) == len(set(ways))
    assert not any(kind == EVIDENCE_ABOUT for kind, _, _ in ways)


def test_every_relationship_says_where_it_comes_from() -> None:
    # by hand: rates and prices have only a source, evidence has no status of its own, all other facts have all four
    expected = {"rates": PROVENANCE[:1], "prices": PROVENANCE[:1], "evidence": PROVENANCE[:3]}
    for each in RELATIONSHIPS:
        named = tuple(name for name in PROVENANCE if name in TABLE[each.table])
        assert named == expected.get(each.table, PROVENANCE), each


def test_no_property_has_a_name_that_an_engine_takes_for_its_own() -> None:
    assert TAKEN & {name.lower() for name in PROPERTIES} == set()
    assert TAKEN & {node_key(table) for table in NODE_TABLES} == set()


def test_a_column_with_such_a_name_has_another_one_in_the_graph() -> None:
    taken = {column.name for table in TABLES for column in own_columns(table)} & TAKEN
    assert RENAMED == {"title": "name", "end": "finish"}
    assert taken == set(RENAMED)


def test_every_name_can_be_written_without_quotes() -> None:
    assert [name for name in PROPERTIES if re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) is None] == []
    assert [name for name in LABELS if re.fullmatch(r"([A-Z][a-z0-9]*)+", name) is None] == []
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name) for name in TYPES)


def test_no_label_is_that_of_two_things() -> None:
    small = [label.lower() for label in LABELS]
    assert sorted(small) == sorted(set(small))
    assert [*LABELS] == [DATASET, *(table.label for table in NODE_TABLES), *KIND_LABELS.values()]


def test_every_kind_of_organisation_has_a_label() -> None:
    # by hand
    assert [*KIND_LABELS] == list(ORGANISATION_KIND)
    assert (kind_label("cluster"), kind_label("eu_body"), kind_label("gts_institute")) == (
        "Cluster",
        "EuBody",
        "GtsInstitute",
    )


def test_every_label_has_a_key_of_its_own() -> None:
    # by hand: the ids of the tables; a digest where several columns are the key
    keys = {table.label: node_key(table) for table in NODE_TABLES}
    assert len(set(keys.values())) == len(keys)
    assert {label for label, key in keys.items() if key not in TABLE[_table(label)]} == {
        *("Evidence", "Name", "Identifier", "Rate", "Price")
    }
    assert (keys["Organisation"], keys["Evidence"]) == ("org_id", "evidence_id")


def _table(label: str) -> str:
    return next(table.name for table in NODE_TABLES if table.label == label)


@each_table
def test_no_two_things_of_a_row_have_the_same_property(table: Table) -> None:
    assert twins(table) == []


def test_two_things_with_the_same_property_are_found() -> None:
    columns = (
        Column("x_id", Kind.KEY, "Its id."),
        Column("title", Kind.TEXT, "Its title."),
        Column("name", Kind.TEXT, "Its name."),
        Column("from", Kind.DATE, "When."),
        Column("from_last", Kind.TEXT, "Something else."),
    )
    assert twins(Table("x", "X.", ("x_id",), columns, label="X")) == ["from_last", "name"]


def test_the_properties_that_are_derived_are_said_in_words() -> None:
    # by hand, for two tables
    assert list(derived(TABLE["projects"])) == [
        *("start_first", "start_last", "finish_first", "finish_last", "budget_amount_low", "budget_amount_high"),
    ]
    assert list(derived(TABLE["flows"])) == [
        *("from_first", "from_last", "to_first", "to_last", "amount_low", "amount_high", "eur_low", "eur_high"),
        "is_counted",
    ]
    assert list(derived(TABLE["evidence"])) == ["about_row"]
    for table in TABLES:
        for name, about in derived(table).items():
            assert name in PROPERTIES
            assert re.fullmatch(r"[A-Z].*\.", about), (table.name, name)


def test_what_relationships_hold_is_no_property_of_nodes() -> None:
    # by hand
    assert [column.name for column in own_columns(TABLE["memberships"])] == [
        *("seq", "role", "from", "to", "as_of", "source_id", "locator", "certainty", "status"),
    ]
    assert [column.name for column in own_columns(TABLE["figures"])] == [
        *("figure_id", "what", "breakdown", "value", "qualifier", "unit", "as_of", "from", "to"),
        *("locator", "certainty", "status"),
    ]


def test_no_property_of_a_row_looks_like_the_result_of_a_measure() -> None:
    assert not [name for name in PROPERTIES if name.startswith(METRIC)]
