"""Reading back a graph that was pushed: the tables come back as they were, or the reader is told why they cannot.

A database can be edited by anybody. What is no longer a table of the model is refused, with the node and property
that is at fault, instead of becoming something that the tables never said.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from ecograph.checks import check
from ecograph.columnar import parse_frame
from ecograph.cypher.statements import (
    PATTERNS,
    PRESENT,
    Pattern,
    read_dataset,
    read_nodes,
    read_push,
    read_relationships,
)
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.manifest import Manifest
from ecograph.property_graph import END, START, Nodes, PropertyGraph, Relationships, ecosystem_of
from ecograph.rows import reference
from ecograph.schema import TABLE, TABLES, Table
from ecograph.schema.columns import dtype
from ecograph.schema.graph import DATASET, NODE_TABLES, PLACE, ROW, node_key, own_columns, property_of
from ecograph.stores.bolt import Connection, Target, connected, read

Progress = Callable[[str, int, int], None]
"""Where progress is told: what is at work, how much of it is done, and how much there is."""

TIMEOUT = 600.0
"""Seconds that the nodes of one label, or the relationships of one pattern, may take."""

_CURE = "push the dataset again with `ecograph push --prune`"

_FITTING: Mapping[pl.DataType, tuple[tuple[type, ...], str]] = {
    pl.String(): ((str,), "a text"),
    pl.Int64(): ((int,), "a whole number"),
    pl.Float64(): ((float, int), "a number"),
    pl.List(pl.String): ((list,), "a list of texts"),
}
"""The types of Python in which a database gives the values of a column, and what to call them."""


def silent(_what: str, _done: int, _whole: int) -> None:
    """Tell nobody of progress."""


def pull(target: Target, *, progress: Progress = silent) -> Ecosystem:
    """Return the tables of a graph that was pushed.

    What others keep in the same database is not read. Of the values only the types are looked at;
    ``refuse_unfit`` holds the rest against the model.

    Args:
        target: Where the database is.
        progress: Where progress is told.

    Raises:
        UnreachableError: Nothing answers there.
        EcographError: There is no graph of ours, a push has not come to its end, or somebody changed the graph so
            that it is no longer the tables.
    """
    with connected(target) as connection:
        before = (last_push(connection), _complete(connection))
        graph = _graph(connection, before[1], progress)
        if (last_push(connection), _complete(connection)) != before:
            raise EcographError(f"{target.place}: the graph was changed while it was read; pull it again")
    try:
        ecosystem = ecosystem_of(graph)
    except EcographError as error:
        raise EcographError(f"{target.place}: somebody changed the graph: {error}") from error
    for table in TABLES:
        _refuse_twins(table, ecosystem[table.name], target)
    return ecosystem


def refuse_unfit(ecosystem: Ecosystem, target: Target) -> None:
    """Refuse tables that no dataset may have, as ``ecograph check`` would.

    Raises:
        EcographError: It names the first fault.
    """
    parsed = {table.name: parse_frame(table, table.name, ecosystem[table.name]) for table in TABLES}
    issues = sorted({*check(parsed, Manifest()), *(issue for each in parsed.values() for issue in each.issues)})
    if issues:
        more = f" and {len(issues) - 1:,} more" if len(issues) > 1 else ""
        raise EcographError(
            f"{target.place}: somebody changed the graph, and its tables have faults: {issues[0]}{more}; {_CURE}"
        )


def datasets(connection: Connection) -> list[tuple[object, object]]:
    """Return the name of the dataset that a database holds, and whether it does so completely; nothing if none."""
    rows = read(connection, read_dataset(), {}, timeout=TIMEOUT, limit=None).rows
    return [(name, is_complete) for name, is_complete in rows]


def last_push(connection: Connection) -> object:
    """Return the name of the push that was the last to write to a database; None if there was none."""
    rows = read(connection, read_push(), {}, timeout=TIMEOUT, limit=None).rows
    return rows[0][0] if rows else None


def present(connection: Connection) -> tuple[frozenset[object], frozenset[object]]:
    """Return the labels and the types of relationships that a database has."""
    labels, kinds = (read(connection, each, {}, timeout=TIMEOUT, limit=None).rows for each in PRESENT)
    return frozenset(name for (name,) in labels), frozenset(name for (name,) in kinds)


def _complete(connection: Connection) -> str:
    """Return the title of the dataset that is there completely."""
    place, found = connection.target.place, datasets(connection)
    if not found:
        raise EcographError(
            f"{place}: found no node {DATASET} in the database {connection.target.database!r}, expected a graph that "
            "ecograph pushed; push it first, or name another database"
        )
    if any(is_complete is not True for _, is_complete in found):
        raise EcographError(
            f"{place}: found a graph that is half pushed, expected a whole one; run `ecograph push` again, which goes "
            "on where it stopped, or wait for the push that is at work"
        )
    title = found[0][0]
    if len(found) > 1 or not isinstance(title, str):
        raise EcographError(f"{place}: found nodes {DATASET} that somebody changed, expected one with a name; {_CURE}")
    return title


def _graph(connection: Connection, title: str, progress: Progress) -> PropertyGraph:
    """Return the graph with those properties from which the tables are made."""
    labels, kinds = present(connection)
    tables = [table for table in NODE_TABLES if table.label in labels]
    patterns = [each for each in PATTERNS if each.kind in kinds and {each.start[0], each.end[0]} <= labels]
    nodes, whole = [Nodes(DATASET, "dataset_id", pl.DataFrame({"name": [title]}))], len(tables) + len(patterns)
    for number, table in enumerate(tables):
        progress(f"reading {table.label}", number, whole)
        nodes.append(_nodes(connection, table))
    ids = {each.label: set(each.table[each.key]) for each in nodes[1:]}
    relationships = []
    for number, pattern in enumerate(patterns, start=len(tables)):
        progress(f"reading {pattern.kind}", number, whole)
        relationships.append(_relationships(connection, pattern, ids))
    progress("reading", whole, whole)
    return PropertyGraph(tuple(nodes), tuple(each for each in relationships if each.table.height))


def _nodes(connection: Connection, table: Table) -> Nodes:
    """Return the nodes of a table that are ours."""
    key = node_key(table)
    dtypes = {property_of(column.name): dtype(column.kind) for column in own_columns(table) if column.name != key}
    rows = read(connection, read_nodes(table.label, key, list(dtypes)), {}, timeout=TIMEOUT, limit=None).rows
    ours = [(id_, *values) for id_, row, _, *values in rows if str(row).startswith(f"{table.name}/")]
    names = [f"{table.label} {id_}" for id_, *_ in ours]
    return Nodes(table.label, key, _frame(ours, {key: pl.String(), **dtypes}, names, connection.target))


def _relationships(connection: Connection, pattern: Pattern, ids: Mapping[str, set[str]]) -> Relationships:
    """Return the relationships of a pattern between nodes that are ours."""
    table = TABLE[pattern.table]
    dtypes = {property_of(column.name): dtype(column.kind) for column in own_columns(table)}
    dtypes = {PLACE: pl.Int64()} if table.label else dtypes
    rows = read(connection, read_relationships(pattern, list(dtypes)), {}, timeout=TIMEOUT, limit=None).rows
    starts, ends = ids[pattern.start[0]], ids[pattern.end[0]]
    ours = [row for row in rows if row[0] in starts and row[2] in ends]
    names = [f"{pattern.kind} {row[1]}" for row in ours]
    schema = {START: pl.String(), ROW: pl.String(), END: pl.String(), **dtypes}
    return Relationships(pattern.kind, pattern.start, pattern.end, _frame(ours, schema, names, connection.target))


def _frame(
    rows: Sequence[tuple[object, ...]], schema: Mapping[str, pl.DataType], names: Sequence[str], target: Target
) -> pl.DataFrame:
    """Return rows as a frame; refuse a value that is not of its column's type.

    Raises:
        EcographError: It names the node or relationship and the property.
    """
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    made = {}
    for (name, kind), values in zip(schema.items(), columns, strict=True):
        types, expected = _FITTING[kind]
        fitting = {type(None), *types}
        if not set(map(type, values)) <= fitting or (list in types and not _are_texts(values)):
            at = next(n for n, value in enumerate(values) if type(value) not in fitting or not _are_texts([value]))
            raise EcographError(
                f"{target.place}: somebody changed {names[at]}: found {name} = {values[at]!r}, expected {expected}; "
                f"{_CURE}"
            )
        made[name] = pl.Series(values, dtype=kind, strict=False)
    return pl.DataFrame(made)


def _are_texts(lists: Iterable[object]) -> bool:
    """Return whether all that lists hold are texts; what is no list holds nothing."""
    return all(isinstance(each, str) for given in lists if isinstance(given, list) for each in given)


def _refuse_twins(table: Table, frame: pl.DataFrame, target: Target) -> None:
    """Refuse a table in which a key stands twice.

    Raises:
        EcographError: It names the first of them.
    """
    twins = frame.filter(pl.struct(table.key).is_duplicated()).select(reference(table.name))
    if twins.height:
        raise EcographError(
            f"{target.place}: somebody changed the graph: found {twins.item(0, 0)} twice, expected it once; {_CURE}"
        )
