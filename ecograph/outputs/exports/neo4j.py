"""The graph as CSV for Neo4j's bulk import: the same nodes and relationships as ``ecograph push`` writes.

A head says what each column is (``org_id:ID(Organisation)``, ``amount:double``). ``import.args`` holds what
``neo4j-admin`` is told, so that nobody has to write it; the name of the database goes before them, since from 5.19 on
it would be taken for a file after them.
"""

import csv
import io
from collections.abc import Iterator, Sequence

import polars as pl

from ecograph.outputs.exports.export import Export, Given
from ecograph.property_graph import END, START, Nodes, Relationships, property_graph, refuse_broken
from ecograph.schema.graph import DATASET, KIND_LABELS

TYPES = {pl.String: "string", pl.Int64: "long", pl.Float64: "double", pl.Boolean: "boolean", pl.Date: "date"}
"""What the bulk import calls the type of a column."""

ARGUMENTS = "import.args"


def neo4j(given: Given) -> dict[str, bytes]:
    """Return the files of the bulk import by their name: a CSV for each label and pattern, and ``import.args``.

    An empty cell is a property that a node or relationship does not have. Texts stand as they are, in quotes where
    they need them.

    Raises:
        EcographError: An id stands twice, or a relationship names a node that is not there.
    """
    graph = property_graph(given.ecosystem)
    refuse_broken(graph)
    files: dict[str, bytes] = {}
    arguments = ["--id-type=string", "--multiline-fields=true"]
    for nodes in graph.nodes:
        name = f"nodes_{nodes.label}.csv"
        files[name] = _csv(*_nodes(nodes))
        arguments.append(f"--nodes={name}")
    for place, each in enumerate(graph.relationships, start=1):
        name = f"relationships_{place:02}_{each.start[0]}_{each.kind}_{each.end[0]}.csv"
        files[name] = _csv(*_relationships(each))
        arguments.append(f"--relationships={name}")
    return files | {ARGUMENTS: ("\n".join(arguments) + "\n").encode()}


def _nodes(nodes: Nodes) -> tuple[list[str], Iterator[list[str]]]:
    """Return the head of the nodes of a label and their rows; the last column holds the labels."""
    table = nodes.table
    if nodes.label == DATASET:
        table = table.with_columns(is_complete=pl.lit(value=True))
    head = [f"{nodes.key}:ID({nodes.label})", *map(_typed, table.drop(nodes.key).schema.items()), ":LABEL"]
    kinds = table[nodes.second].to_list() if nodes.second else [None] * table.height
    labels = (f"{nodes.label};{KIND_LABELS[kind]}" if kind in KIND_LABELS else nodes.label for kind in kinds)
    columns = table.select(nodes.key, pl.exclude(nodes.key))
    return head, ([*map(_cell, row), label] for row, label in zip(columns.iter_rows(), labels, strict=True))


def _relationships(each: Relationships) -> tuple[list[str], Iterator[list[str]]]:
    """Return the head of relationships and their rows; the last column holds the type."""
    ends = (f":START_ID({each.start[0]})", f":END_ID({each.end[0]})")
    head = [*ends, *map(_typed, each.table.drop(START, END).schema.items()), ":TYPE"]
    columns = each.table.select(START, END, pl.exclude(START, END))
    return head, ([*map(_cell, row), each.kind] for row in columns.iter_rows())


def _typed(column: tuple[str, pl.DataType]) -> str:
    name, dtype = column
    return f"{name}:{TYPES[type(dtype)]}"


def _cell(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _csv(head: Sequence[str], rows: Iterator[list[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return buffer.getvalue().encode()


NEO4J = Export(
    "neo4j",
    "neo4j_import",
    "CSV for Neo4j's bulk import: in the folder, neo4j-admin database import full neo4j @import.args.",
    neo4j,
    is_folder=True,
)
