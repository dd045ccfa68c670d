"""The statements of push, prune and pull: what they say, and that nothing of the data can be part of one."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import load
from ecograph.cypher import statements
from ecograph.cypher.statements import PATTERNS, PRESENT, Pattern
from ecograph.property_graph import property_graph
from ecograph.schema.graph import KIND_LABELS, NODE_TABLES, RELATIONSHIPS, TYPES, node_key

if TYPE_CHECKING:
    from collections.abc import Callable

GRAMMAR = Path(__file__).parents[1] / "grammar"
TIE = Pattern("TIED_TO", "ties", ("Organisation", "org_id"), ("Project", "project_id"))


def every() -> list[str]:
    """Return every statement that a push, prune or pull can send."""
    found = [*PRESENT, statements.read_dataset(), statements.read_push()]
    for table in NODE_TABLES:
        label, key = table.label, node_key(table)
        found += [statements.merge_nodes(label, key), statements.set_nodes(label, key)]
        found += [statements.delete_nodes(label, key), statements.release_nodes(label, key)]
        found += [statements.read_nodes(label, key, ["name", "from"]), statements.read_metrics(label, key)]
    for second in KIND_LABELS.values():
        found += [statements.add_label("Organisation", "org_id", second)]
        found += [statements.drop_label("Organisation", "org_id", second)]
    for pattern in PATTERNS:
        found += [statements.merge_relationships(pattern), statements.delete_relationships(pattern)]
        found += [statements.read_relationships(pattern, ["kind"]), statements.read_relationships(pattern, [])]
    return found


# the words are those of the data model's page, written here by hand


def test_a_node_is_named_by_its_label_and_key_and_all_else_is_set() -> None:
    assert statements.merge_nodes("Organisation", "org_id") == (
        "UNWIND $rows AS row\nMERGE (n:Organisation {org_id: row.key})\nSET n += row.properties"
    )


def test_a_relationship_is_named_by_its_ends_and_row_and_all_else_is_set() -> None:
    assert statements.merge_relationships(TIE) == (
        "UNWIND $rows AS row\n"
        "MATCH (a:Organisation) WHERE a.org_id = row.start_id\n"
        "MATCH (b:Project) WHERE b.project_id = row.end_id\n"
        "MERGE (a)-[r:TIED_TO {row: row.row}]->(b)\n"
        "SET r += row.properties"
    )


def test_a_relationship_that_is_removed_is_named_by_its_ends_and_row() -> None:
    assert statements.delete_relationships(TIE) == (
        "UNWIND $rows AS row\n"
        "MATCH (a:Organisation)-[r:TIED_TO]->(b:Project)\n"
        "WHERE a.org_id = row.start_id AND r.row = row.row AND b.project_id = row.end_id\n"
        "WITH collect(r) AS found UNWIND found AS r\n"
        "DELETE r"
    )


def test_a_node_that_a_relationship_holds_is_not_removed_with_it() -> None:
    assert statements.delete_nodes("Project", "project_id") == (
        "UNWIND $rows AS row\n"
        "MATCH (n:Project) WHERE n.project_id = row.key AND NOT (n)--()\n"
        "WITH collect(n) AS found UNWIND found AS n\n"
        "DELETE n"
    )
    assert not any("DETACH" in each for each in every())


def test_only_relationships_of_a_row_of_the_table_are_read() -> None:
    assert statements.read_relationships(TIE, ["kind", "from"]) == (
        "MATCH (a:Organisation)-[r:TIED_TO]->(b:Project)\n"
        "WHERE r.row STARTS WITH 'ties/'\n"
        "RETURN a.org_id AS start_id, r.row AS row, b.project_id AS end_id, r.kind AS c0, r.from AS c1"
    )


def test_every_value_of_a_statement_that_writes_is_one_of_its_rows() -> None:
    for each in every():
        assert each.startswith(("UNWIND $rows AS row\n", "MATCH ", "CALL db."))
        assert each.count("$") == each.count("$rows")


@given(st.text().filter(lambda text: not (text.isascii() and text.isidentifier())))
@settings(deadline=None)
def test_a_name_that_could_say_something_else_is_refused(name: str) -> None:
    made: Callable[[], str]
    for made in (
        lambda: statements.merge_nodes(name, "org_id"),
        lambda: statements.merge_nodes("Organisation", name),
        lambda: statements.add_label("Organisation", "org_id", name),
        lambda: statements.read_nodes("Organisation", "org_id", [name]),
        lambda: statements.read_relationships(TIE, [name]),
        lambda: statements.merge_relationships(TIE._replace(kind=name)),
        lambda: statements.delete_relationships(TIE._replace(end=("Project", name))),
        lambda: statements.read_relationships(TIE._replace(table=name), []),
    ):
        with pytest.raises(ValueError, match="is no plain name"):
            made()


@pytest.mark.parametrize("name", ["", "_x", "1a", "a b", "a`b", "a\n", "ærø", "a}) DETACH DELETE n //", "a.b"])
def test_these_are_no_plain_names(name: str) -> None:
    with pytest.raises(ValueError, match="is no plain name"):
        statements.plain(name)


def test_a_pattern_shows_itself_as_cypher_does_and_other_labels_tell_no_kind() -> None:
    assert str(TIE) == "(:Organisation)-[:TIED_TO]->(:Project)"
    assert statements.kind_labels(["Cluster", "Organisation", "Favourite"]) == {"Cluster"}


def test_every_pattern_is_there_once_and_every_type_has_one() -> None:
    assert len(set(PATTERNS)) == len(PATTERNS)
    assert {each.kind for each in PATTERNS} == set(TYPES)
    # each pair of labels that a column can join, and evidence about each table of nodes
    assert len(PATTERNS) == sum(len(each.starts) * len(each.ends) for each in RELATIONSHIPS) + len(NODE_TABLES)


def test_the_graph_of_the_bundled_dataset_has_no_other_pattern() -> None:
    for each in property_graph(load()).relationships:
        tables = each.table["row"].str.split("/").list.first().unique().to_list()
        assert len(tables) == 1
        assert Pattern(each.kind, tables[0], each.start, each.end) in PATTERNS


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not there")
@pytest.mark.skipif(
    not (GRAMMAR / "node_modules" / "@neo4j-cypher").is_dir() and os.environ.get("CI") != "true",
    reason="Neo4j's grammar package is not there: `npm ci` in tests/grammar installs it",
)
def test_every_statement_passes_the_check_of_neo4j_for_cypher_5_and_25() -> None:
    schema: dict[str, list[str]] = {"labels": [], "relationshipTypes": [], "propertyKeys": [], "graphSchema": []}
    names = re.compile(r":[A-Z]\w+|\b[a-z]+_id\b|'[a-z]+/'")  # labels, types, keys, tables: one of each is enough
    shapes = {names.sub("X", text): text for text in every()}
    lines = [
        {"name": text, "text": text, "version": version}
        for text in shapes.values()
        for version in ("CYPHER 5", "CYPHER 25")
    ]
    assert len(lines) > 20
    wrong = {"name": "wrong", "text": every()[0].replace("YIELD", "YELD"), "version": "CYPHER 5"}
    ended = subprocess.run(
        ["node", str(GRAMMAR / "check.mjs")],
        input="".join(json.dumps(line) + "\n" for line in [schema, *lines, wrong]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answers = [json.loads(line) for line in ended.stdout.split("\n") if line]
    assert len(answers) == len(lines) + 1
    errors = [answer for answer in answers if any(each["severity"] == "error" for each in answer["findings"])]
    assert [answer["name"] for answer in errors] == ["wrong"], errors[:3]
