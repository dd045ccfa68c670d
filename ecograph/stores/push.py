"""Loading a graph into a database: only what differs is sent, in batches, and a push that was cut off goes on.

First it is read what the database holds, then what differs is written, each batch in one transaction that is sent
again when the connection breaks. While that lasts, the node Dataset says that the graph is not complete. So nothing
is lost whenever it ends: the same command goes on. What others keep in the same database is never touched.

Two pushes at once would write over each other. So each puts a name of its own on the node Dataset, after it has seen
that nobody wrote since it began to compare, and looks at its end whether that name still stands there.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

import polars as pl

from ecograph.cypher import statements
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError, LockedError, UnreachableError
from ecograph.outputs.reference import constraints
from ecograph.property_graph import END, START, PropertyGraph, property_graph, refuse_broken
from ecograph.schema.graph import DATASET, METRIC, ROW
from ecograph.stores.bolt import Connection, Target, connected, write
from ecograph.stores.changes import Change
from ecograph.stores.difference import Difference, asked, difference
from ecograph.stores.pull import Progress, last_push, silent

BATCH = 5000
"""The rows of one transaction. With fewer the way to the server counts, with many more its memory."""

_KEY, _PROPERTIES = "key", "properties"


@dataclass(frozen=True, slots=True)
class Pace:
    """How a push goes on.

    Args:
        batch_size: The rows of one transaction.
        patience: Seconds for which a batch is sent again that failed in passing.
        progress: Where progress is told.
    """

    batch_size: int = BATCH
    patience: float = 60.0
    progress: Progress = silent


class Report(NamedTuple):
    """What a push changed, or would change.

    Args:
        changes: The labels and patterns that the tables or the database have, in the order of the schema.
        released: The nodes that were to be removed and are left to others, whose relationships hold them.
        was_half: Whether the database held a graph that was half pushed.
    """

    changes: tuple[Change, ...]
    released: int = 0
    was_half: bool = False


class _Step(NamedTuple):
    """One statement and all the rows it is sent with."""

    what: str
    statement: str
    rows: pl.DataFrame


def push(
    ecosystem: Ecosystem,
    target: Target,
    *,
    prune: bool = False,
    properties: Mapping[str, pl.DataFrame] | None = None,
    pace: Pace | None = None,
) -> Report:
    """Make a database hold the graph of an Ecosystem. A second push changes nothing.

    A node of somebody else that has the label and key of one of ours becomes ours.

    Args:
        ecosystem: The tables.
        target: Where the database is.
        prune: Whether what the tables no longer have is removed. A node that somebody else's relationship holds
            stays, without the property ``row``, and is no longer ours.
        properties: Results of measures by label: a frame with the key and columns that begin with ``metric_``. Those
            of an earlier push are removed, as numbers must not be older than the graph.
        pace: How it goes on.

    Returns:
        What it changed: how many of each label and pattern were new, changed, removed, and how many are left.

    Raises:
        UnreachableError: Nothing answers there, or the connection was lost again and again; the message says where.
        LockedError: Another push was at work at the same time; the graph counts as half pushed.
        EcographError: The database holds another dataset and ``prune`` is not asked for; a row names one that is not
            there; or the server refuses something.
        ValueError: A property of ``properties`` begins otherwise.
    """
    with _compared(ecosystem, target, properties, prune=prune, pace=pace or Pace()) as (connection, found):
        return _report(found, _written(connection, found, ecosystem.title, pace or Pace()) if found.is_due else 0)


def planned(
    ecosystem: Ecosystem,
    target: Target,
    *,
    prune: bool = False,
    properties: Mapping[str, pl.DataFrame] | None = None,
    pace: Pace | None = None,
) -> Report:
    """Return what ``push`` would change, and change nothing; the arguments and errors are those of ``push``."""
    with _compared(ecosystem, target, properties, prune=prune, pace=pace or Pace()) as (_, found):
        return _report(found)


@contextmanager
def _compared(
    ecosystem: Ecosystem, target: Target, properties: Mapping[str, pl.DataFrame] | None, *, prune: bool, pace: Pace
) -> Iterator[tuple[Connection, Difference]]:
    """Yield a connection and how the database differs; whatever is wrong with the tables is said before."""
    graph = _measured(property_graph(ecosystem), properties or {})
    refuse_broken(graph)
    with connected(target, patience=pace.patience) as connection:
        yield connection, difference(connection, graph, ecosystem.title, prune=prune, say=pace.progress)


def _measured(graph: PropertyGraph, properties: Mapping[str, pl.DataFrame]) -> PropertyGraph:
    """Return a graph whose nodes have results of measures too; null where a measure has none for a node."""
    for label, frame in properties.items():
        if not all(statements.plain(name).startswith(METRIC) for name in frame.columns[1:]):
            raise ValueError(f"{label}: a property of a measure begins with {METRIC}")
    given = (properties.get(each.label) for each in graph.nodes)
    nodes = [
        each if more is None else replace(each, table=each.table.join(more, each.key, "left", maintain_order="left"))
        for each, more in zip(graph.nodes, given, strict=True)
    ]
    return replace(graph, nodes=tuple(nodes))


def _report(found: Difference, released: int = 0) -> Report:
    changes = (*(each.change for each in found.nodes), *(each.change for each in found.relationships))
    return Report(tuple(each for each in changes if any(each[1:])), released, found.was_half)


def _written(connection: Connection, found: Difference, title: str, pace: Pace) -> int:
    """Write what differs, and return the number of nodes that are left to others."""
    # a constraint brings the index of its key; names get none, as Neo4j refuses a text of over 8 kB in an index
    for statement in constraints().values():
        name = statement.partition("CREATE CONSTRAINT ")[2].partition(" ")[0]
        _sent(connection, f"the constraint {name}", statement, [])
    mine = secrets.token_hex(8)
    if last_push(connection) != found.last_push:
        raise _another(connection, "the graph is no longer the one that was compared")
    _sent(connection, "the node Dataset", _MARK, _mark(title, is_complete=False, push=mine))
    steps = [step for step in _steps(found) if step.rows.height]
    whole, done = sum(step.rows.height for step in steps), 0
    for step in steps:
        done = _stepped(connection, step, pace, done, whole)
    _refuse_another(connection, title, mine)  # it may hold what is to be left to others
    left = list(_left(connection, found))
    for step in left:
        _stepped(connection, step, pace, whole, whole)
    _refuse_another(connection, title, mine)
    _sent(connection, "the node Dataset", _MARK, _mark(title, is_complete=True, push=mine))
    pace.progress("done", whole, whole)
    return sum(step.rows.height for step in left)


def _refuse_another(connection: Connection, title: str, mine: str) -> None:
    """Refuse to go on when another push has begun, and let it know too: its name is gone then.

    Raises:
        LockedError: The name on the node Dataset is no longer ours.
    """
    if last_push(connection) != mine:
        _sent(connection, "the node Dataset", _MARK, _mark(title, is_complete=False, push=None))
        raise _another(connection, "the graph may be a mixture of both")


def _another(connection: Connection, said: str) -> LockedError:
    """Return what is to be said of another push at work."""
    return LockedError(
        f"{connection.target.place}: found another push at work in the database {connection.target.database!r}, "
        f"expected none: {said}; run the same command again when the other has ended"
    )


def _stepped(connection: Connection, step: _Step, pace: Pace, done: int, whole: int) -> int:
    """Write one step in batches, and return how much of the whole is done then."""
    for start in range(0, step.rows.height, pace.batch_size):
        pace.progress(step.what, done, whole)
        batch = step.rows.slice(start, pace.batch_size)
        place = f"{step.what}, {start + 1:,} to {start + batch.height:,} of {step.rows.height:,}"
        _sent(connection, place, step.statement, batch.to_dicts())
        done += batch.height
    return done


_MARK = statements.merge_nodes(DATASET, "dataset_id")
"""The statement that says which dataset the database holds, and whether completely."""


def _mark(title: str, *, is_complete: bool, push: str | None) -> list[dict[str, object]]:
    return [{_KEY: "dataset", _PROPERTIES: {"name": title, "is_complete": is_complete, "push": push}}]


def _sent(connection: Connection, place: str, statement: str, rows: Sequence[object]) -> None:
    """Send one batch; an error says where it was, and that the same command goes on.

    Raises:
        UnreachableError: The connection was lost again and again.
        EcographError: The server refuses it.
    """
    try:
        write(connection, statement, rows)
    except EcographError as error:
        kind = UnreachableError if isinstance(error, UnreachableError) else EcographError
        raise kind(f"{error}. It was at {place}; what is loaded is kept, and the same command goes on there") from error


def _steps(found: Difference) -> Iterator[_Step]:
    """Yield what is to be written, in an order in which no relationship lacks its nodes."""
    for tie in found.relationships:
        ends = pl.DataFrame(tie.removed, schema=[START, ROW, END], orient="row")
        yield _Step(f"removing {tie.pattern.kind}", statements.delete_relationships(tie.pattern), ends)
    for each in found.nodes:
        label, key = each.label, each.key
        for names, ids in each.outdated.items():
            empty = pl.struct(pl.lit(None).alias(name) for name in names).alias(_PROPERTIES)
            yield _Step(f"emptying {label}", statements.set_nodes(label, key), _keys(ids).with_columns(empty))
        rows = each.sent.select(pl.col(key).alias(_KEY), pl.struct(pl.exclude(key)).alias(_PROPERTIES))
        yield _Step(label, statements.merge_nodes(label, key), rows)
        for second, ids in each.drop.items():
            yield _Step(second, statements.drop_label(label, key, second), _keys(ids))
        for second, ids in each.add.items():
            yield _Step(second, statements.add_label(label, key, second), _keys(ids))
    for tie in (each for each in found.relationships if each.sent.height):
        rows = tie.sent.select(START, ROW, END, pl.struct(pl.exclude(START, ROW, END)).alias(_PROPERTIES))
        yield _Step(tie.pattern.kind, statements.merge_relationships(tie.pattern), rows)
    for each in found.nodes:
        yield _Step(f"removing {each.label}", statements.delete_nodes(each.label, each.key), _keys(each.removed))


def _keys(ids: Sequence[str]) -> pl.DataFrame:
    return pl.DataFrame({_KEY: ids}, schema={_KEY: pl.String})


def _left(connection: Connection, found: Difference) -> Iterator[_Step]:
    """Yield what gives those nodes to others that were to be removed and that a relationship of theirs still holds."""
    for each in found.nodes:
        if each.removed:
            there = {id_ for id_, row, *_ in asked(connection, statements.read_nodes(each.label, each.key, ()))}
            kept = _keys([id_ for id_ in each.removed if id_ in there])
            yield _Step(f"releasing {each.label}", statements.release_nodes(each.label, each.key), kept)
