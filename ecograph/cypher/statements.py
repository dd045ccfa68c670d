"""The statements of push, prune and pull, made from the schema, so that no value of the data is ever part of one.

A row is named by what never changes: a node by its label and key, a relationship by its type, its ends and its
property ``row``. All else is set, so a statement may be sent twice. What others keep in the same database has no
``row`` of a table.

A node is looked for with WHERE, since ArcadeDB takes the text "$rows" in ``MATCH (n {org_id: row.key})`` for the
parameter of that name.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ecograph.schema import TABLE
from ecograph.schema.graph import (
    DATASET,
    EVIDENCE_ABOUT,
    KIND_LABELS,
    METRIC,
    NODE_TABLES,
    RELATIONSHIPS,
    ROW,
    node_key,
)

PRESENT = (
    "CALL db.labels() YIELD label RETURN label AS name",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType AS name",
)
"""What asks for the labels and for the types that a database has, so that no others are read."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class Pattern(NamedTuple):
    """The relationships of one type that the rows of one table make between the nodes of two labels.

    >>> str(Pattern("MEMBER_OF", "memberships", ("Organisation", "org_id"), ("Organisation", "org_id")))
    '(:Organisation)-[:MEMBER_OF]->(:Organisation)'
    """

    kind: str
    table: str
    start: tuple[str, str]
    end: tuple[str, str]

    def __str__(self) -> str:
        """Return the pattern as Cypher shows it."""
        return f"(:{self.start[0]})-[:{self.kind}]->(:{self.end[0]})"


def _node(table: str) -> tuple[str, str]:
    return TABLE[table].label, node_key(TABLE[table])


PATTERNS: tuple[Pattern, ...] = (
    *(
        Pattern(each.kind, each.table, _node(start), _node(end))
        for each in RELATIONSHIPS
        for start in each.starts
        for end in each.ends
    ),
    *(Pattern(EVIDENCE_ABOUT, "evidence", _node("evidence"), _node(table.name)) for table in NODE_TABLES),
)
"""Every pattern that a graph of ours can have."""


def plain(name: str) -> str:
    """Return a label, type or property that may stand in a statement as it is.

    Raises:
        ValueError: It is no plain identifier, so it may say something else there.

    >>> plain("org_id")
    'org_id'
    """
    if not _PLAIN.fullmatch(name):
        raise ValueError(f"{name!r} is no plain name")
    return name


def merge_nodes(label: str, key: str) -> str:
    """Return what makes or changes nodes; a row has ``key`` and ``properties``, of which null removes one."""
    return f"UNWIND $rows AS row\nMERGE (n:{plain(label)} {{{plain(key)}: row.key}})\nSET n += row.properties"


def set_nodes(label: str, key: str) -> str:
    """Return what changes nodes that are there; a row has ``key`` and ``properties``, of which null removes one."""
    return f"{_each_node(label, key)}\nSET n += row.properties"


def add_label(label: str, key: str, second: str) -> str:
    """Return what gives nodes a second label; a row has ``key``.

    It is no part of ``merge_nodes``: ArcadeDB gives a node another label by making it anew, and within the same
    transaction its key would then be there twice.
    """
    return f"{_each_node(label, key)}\nSET n:{plain(second)}"


def drop_label(label: str, key: str, second: str) -> str:
    """Return what takes a second label from nodes; a row has ``key``."""
    return f"{_each_node(label, key)}\nREMOVE n:{plain(second)}"


def delete_nodes(label: str, key: str) -> str:
    """Return what removes nodes; a row has ``key``. A node that a relationship still holds stays."""
    return f"{_each_node(label, key)} AND NOT (n)--()\nWITH collect(n) AS found UNWIND found AS n\nDELETE n"


def release_nodes(label: str, key: str) -> str:
    """Return what gives nodes to others: without ``row`` they are none of ours. A row has ``key``."""
    return f"{_each_node(label, key)}\nREMOVE n.{ROW}"


def _each_node(label: str, key: str) -> str:
    return f"UNWIND $rows AS row\nMATCH (n:{plain(label)}) WHERE n.{plain(key)} = row.key"


def merge_relationships(pattern: Pattern) -> str:
    """Return what makes or changes relationships; a row has ``start_id``, ``end_id``, ``row`` and ``properties``."""
    (start, start_key), (end, end_key) = pattern.start, pattern.end
    return (
        "UNWIND $rows AS row\n"
        f"MATCH (a:{plain(start)}) WHERE a.{plain(start_key)} = row.start_id\n"
        f"MATCH (b:{plain(end)}) WHERE b.{plain(end_key)} = row.end_id\n"
        f"MERGE (a)-[r:{plain(pattern.kind)} {{{ROW}: row.row}}]->(b)\n"
        "SET r += row.properties"
    )


def delete_relationships(pattern: Pattern) -> str:
    """Return what removes relationships; a row has ``start_id``, ``end_id`` and ``row``.

    All are found before the first is removed: ArcadeDB else meets one that it has just removed, and gives up.
    """
    (start, start_key), (end, end_key) = pattern.start, pattern.end
    return (
        "UNWIND $rows AS row\n"
        f"MATCH (a:{plain(start)})-[r:{plain(pattern.kind)}]->(b:{plain(end)})\n"
        f"WHERE a.{plain(start_key)} = row.start_id AND r.{ROW} = row.row AND b.{plain(end_key)} = row.end_id\n"
        "WITH collect(r) AS found UNWIND found AS r\n"
        "DELETE r"
    )


def read_dataset() -> str:
    """Return what asks for the name of the dataset that is there, and whether it is there completely."""
    return (
        f"MATCH (n:{DATASET} {{dataset_id: 'dataset'}})\n"
        "RETURN n.name AS name, n.is_complete AS is_complete ORDER BY name, is_complete"
    )


def read_push() -> str:
    """Return what asks which push was the last to write: the name that it gave itself."""
    return f"MATCH (n:{DATASET} {{dataset_id: 'dataset'}})\nRETURN n.push AS push ORDER BY push"


def read_nodes(label: str, key: str, names: Sequence[str]) -> str:
    """Return what asks for nodes: their key, ``row``, labels, and the properties of these names."""
    found = "".join(f", n.{plain(name)} AS c{number}" for number, name in enumerate(names))
    return (
        f"MATCH (n:{plain(label)}) WHERE n.{plain(key)} IS NOT NULL\n"
        f"RETURN n.{key} AS id, n.{ROW} AS row, labels(n) AS labels{found}"
    )


def read_relationships(pattern: Pattern, names: Sequence[str]) -> str:
    """Return what asks for relationships: the key of their start, ``row``, the key of their end, and properties."""
    (start, start_key), (end, end_key) = pattern.start, pattern.end
    found = "".join(f", r.{plain(name)} AS c{number}" for number, name in enumerate(names))
    return (
        f"MATCH (a:{plain(start)})-[r:{plain(pattern.kind)}]->(b:{plain(end)})\n"
        f"WHERE r.{ROW} STARTS WITH '{plain(pattern.table)}/'\n"
        f"RETURN a.{plain(start_key)} AS start_id, r.{ROW} AS row, b.{plain(end_key)} AS end_id{found}"
    )


def read_metrics(label: str, key: str) -> str:
    """Return what asks for the nodes that have results of measures: their key, and the names of the properties."""
    return (
        f"MATCH (n:{plain(label)}) WHERE n.{plain(key)} IS NOT NULL\n"
        f"UNWIND keys(n) AS name\nWITH n, name WHERE name STARTS WITH '{METRIC}'\n"
        f"RETURN n.{key} AS id, collect(name) AS names"
    )


def kind_labels(labels: Sequence[str]) -> frozenset[str]:
    """Return those of the labels of a node that tell the kind of an organisation.

    >>> sorted(kind_labels(["Cluster", "Organisation", "Favourite"]))
    ['Cluster']
    """
    return frozenset(labels) & frozenset(KIND_LABELS.values())
