"""Asking a database what it holds of a graph, and comparing: what a push has to write, and a dry run tells."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from ecograph.cypher import statements
from ecograph.cypher.statements import PATTERNS, Pattern
from ecograph.errors import EcographError
from ecograph.property_graph import END, START, Nodes, PropertyGraph, Relationships
from ecograph.schema import Table
from ecograph.schema.graph import DATASET, NODE_TABLES, ROW, node_key
from ecograph.stores.bolt import Connection, read
from ecograph.stores.changes import (
    NodeChanges,
    RelationshipChanges,
    node_changes,
    node_names,
    relationship_changes,
    relationship_names,
)
from ecograph.stores.pull import TIMEOUT, Progress, datasets, last_push, present


class Difference(NamedTuple):
    """How a graph differs from what a database holds.

    Args:
        nodes: How the nodes of each label differ that the graph or the database has.
        relationships: How those of each pattern differ.
        was_half: Whether the database holds a graph that is half pushed.
        is_due: Whether anything has to be written at all.
        last_push: The name of the push that was the last to write when the comparison began.
    """

    nodes: tuple[NodeChanges, ...]
    relationships: tuple[RelationshipChanges, ...]
    was_half: bool
    is_due: bool
    last_push: object


def difference(connection: Connection, graph: PropertyGraph, title: str, *, prune: bool, say: Progress) -> Difference:
    """Return how a graph differs from what the database holds.

    Args:
        connection: The connection.
        graph: The graph of the tables.
        title: The name of the dataset.
        prune: Whether what the tables no longer have is removed.
        say: Where progress is told.

    Raises:
        EcographError: The database holds another dataset, and ``prune`` is not asked for.
    """
    before, there = last_push(connection), datasets(connection)
    if not prune:
        _refuse_others([name for name, _ in there if name != title], title, connection)
    labels, kinds = present(connection)
    wanted = {each.label: each for each in graph.nodes if each.label != DATASET}
    frames = {_pattern(each): each.table for each in graph.relationships}
    tables = [table for table in NODE_TABLES if table.label in wanted or table.label in labels]
    patterns = [each for each in PATTERNS if each in frames or each.kind in kinds]
    nodes, whole = [], len(tables) + len(patterns)
    for number, table in enumerate(tables):
        say(f"comparing {table.label}", number, whole)
        each = wanted.get(table.label) or _no_nodes(table)
        held = _held_nodes(connection, each) if table.label in labels else ([], {})
        nodes.append(node_changes(each, *held, table=table.name, prune=prune))
    rows, relationships = _rows(graph), []
    for number, pattern in enumerate(patterns, start=len(tables)):
        say(f"comparing {pattern.kind}", number, whole)
        frame = frames.get(pattern, _NO_RELATIONSHIPS)
        ties = _held_relationships(connection, pattern, frame) if pattern.kind in kinds else []
        own = rows.get(pattern.table, set())
        relationships.append(relationship_changes(pattern, frame, ties, own, prune=prune))
    changes = [*(each.change for each in nodes), *(each.change for each in relationships)]
    is_same = all(each.is_none for each in changes) and not any(each.outdated for each in nodes)
    was_half = any(is_complete is not True for _, is_complete in there)
    return Difference(tuple(nodes), tuple(relationships), was_half, not is_same or there != [(title, True)], before)


def _refuse_others(names: Sequence[object], title: str, connection: Connection) -> None:
    for name in names:
        place = f"{connection.target.place}: found the dataset {name!r} in the database {connection.target.database!r}"
        raise EcographError(
            f"{place}, expected {title!r} or none: the two would be mixed. Name another database with --database, or "
            "replace what is there with --prune"
        )


def _rows(graph: PropertyGraph) -> dict[str, set[str]]:
    """Return the rows of each table, as the property ``row`` names them."""
    found: dict[str, set[str]] = {}
    parts = [each.table[ROW] for each in graph.nodes if each.label != DATASET]
    for rows in (*parts, *(each.table[ROW] for each in graph.relationships)):
        found.setdefault(_table(rows), set()).update(rows)
    return found


def _table(rows: pl.Series) -> str:
    """Return the table of some rows, of which there is at least one."""
    return str(rows[0]).partition("/")[0]


_NO_RELATIONSHIPS = pl.DataFrame(schema={START: pl.String, END: pl.String, ROW: pl.String})


def _no_nodes(table: Table) -> Nodes:
    return Nodes(table.label, node_key(table), pl.DataFrame(schema={node_key(table): pl.String, ROW: pl.String}))


def _pattern(each: Relationships) -> Pattern:
    """Return the pattern of some relationships, of which there is at least one."""
    return Pattern(each.kind, _table(each.table[ROW]), each.start, each.end)


def _held_nodes(connection: Connection, nodes: Nodes) -> tuple[list[tuple[object, ...]], dict[str, list[str]]]:
    """Return the nodes of a label in the database, and the names of their properties with results of measures."""
    measured = asked(connection, statements.read_metrics(nodes.label, nodes.key))
    held = asked(connection, statements.read_nodes(nodes.label, nodes.key, node_names(nodes)))
    return held, {str(id_): [str(name) for name in names] for id_, names in measured if isinstance(names, list)}


def _held_relationships(connection: Connection, pattern: Pattern, frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return asked(connection, statements.read_relationships(pattern, relationship_names(frame)))


def asked(connection: Connection, statement: str) -> list[tuple[object, ...]]:
    """Return the rows of a statement that reads."""
    return read(connection, statement, {}, timeout=TIMEOUT, limit=None).rows
