"""Measures that a Neo4j server computes itself with Graph Data Science, from the files of ``cypher/gds``.

The server keeps a graph in its memory until somebody drops it. So what is made here has a name that nobody else uses,
and is dropped whatever happens: also when a statement fails, when the connection is lost, and when the user interrupts.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ecograph import bundled
from ecograph.cypher.query import Query, query
from ecograph.cypher.rows import Rows
from ecograph.errors import EcographError, UnreachableError
from ecograph.outputs.rows import frame
from ecograph.schema.graph import DATASET
from ecograph.stores.bolt import Connection, Target, connected, read
from ecograph.stores.pull import datasets

if TYPE_CHECKING:
    import polars as pl

MEASURES: dict[str, tuple[str, str]] = {
    "betweenness": ("1_project_two_mode", "2_betweenness"),
    "pagerank": ("1_project_funding", "2_pagerank"),
    "communities": ("1_project_shared_projects", "2_leiden"),
    "pairwise_overlap": ("1_project_memberships", "2_node_similarity"),
}
"""The measures that a server can compute: the file that makes the graph, and the one that gives the rows."""

DROP = "3_drop"
"""The file that takes a graph out of the memory of the server."""

OWN = "ecograph"
"""How the names of graphs begin."""

TIMEOUT = 600.0
"""Seconds that one statement may take."""

_ASKING = 20.0
"""Seconds that a question may take which needs no computing."""

_INSTEAD = "leave out --on neo4j: ecograph computes the same itself"


def version(connection: Connection) -> str:
    """Return the version of Graph Data Science that a server has.

    Args:
        connection: The connection.

    Raises:
        UnreachableError: The connection was lost, or the server is too busy.
        EcographError: It has none, or this account may not use it.
    """
    try:
        rows = read(connection, "RETURN gds.version() AS version", {}, timeout=_ASKING, limit=1).rows
    except UnreachableError:
        raise
    except EcographError as error:
        said = "found no Graph Data Science on the server that this account may use"
        raise EcographError(f"{connection.target.place}: {said}; {_INSTEAD}") from error
    return str(rows[0][0])


def pushed(connection: Connection) -> str:
    """Return the name of the dataset whose graph a database holds.

    Args:
        connection: The connection.

    Raises:
        UnreachableError: The connection was lost, or the server is too busy.
        EcographError: There is none, or it is half pushed, so that its numbers would be wrong.
    """
    place, found = connection.target.place, datasets(connection)
    if not found:
        said = f"found no node {DATASET} in the database {connection.target.database!r}"
        raise EcographError(f"{place}: {said}, expected a graph; run `ecograph push`, or name another with --database")
    if any(is_complete is not True for _, is_complete in found):
        raise EcographError(
            f"{place}: found a graph that is half pushed, expected a whole one; run `ecograph push` again"
        )
    return str(found[0][0])


def options(name: str) -> tuple[str, ...]:
    """Return the options that a measure takes on the server.

    Args:
        name: One of ``MEASURES``.

    >>> options("communities"), options("betweenness")
    (('weighting', 'seed'), ())
    """
    taken = (each.name for step in MEASURES[name] for each in _file(step).parameters)
    return tuple(dict.fromkeys(each for each in taken if each in ("seed", "weighting")))


def computed(
    connection: Connection, name: str, given: Mapping[str, object] | None = None, *, timeout: float = TIMEOUT
) -> "pl.DataFrame":
    """Return the table of a measure, computed by the server.

    Args:
        connection: The connection.
        name: One of ``MEASURES``.
        given: Options of the measure, those of ``options``; the others have the values that the files state.
        timeout: Seconds that each of the statements may take.

    Returns:
        The columns that the file of the measure states, in its order of rows. No row where the graph has no
        relationship, so that nothing can be computed.

    Raises:
        UnreachableError: The connection was lost, or the server is too busy.
        EcographError: The server refuses a statement or takes too long; or a graph could not be dropped, and the
            message says how to.
    """
    project, stream = (_file(step) for step in MEASURES[name])
    # sent once: a projection that is sent again would find its own name taken
    once = replace(connection, patience=0.0)
    graph = f"{OWN}_{secrets.token_hex(8)}"
    values = {**(given or {}), "graph": graph}
    kinds = {each.name: each.kind for each in stream.returns}
    with _dropped(connection.target, graph):
        made = _asked(once, project, values, timeout).rows
        # without a node there is no graph, and without a relationship no property of relationships
        has_relationship = any(relationships for _, _, relationships in made)
        found = _asked(once, stream, values, timeout) if has_relationship else Rows((), [])
    return frame(Rows(tuple(kinds), found.rows), kinds)


def _file(name: str) -> Query:
    """Return what a file of ``cypher/gds`` says."""
    path = bundled.root() / "cypher" / "gds" / f"{name}.cypher"
    return query(path.name, path.read_text(encoding="utf-8"))


def _asked(connection: Connection, asked: Query, values: Mapping[str, object], timeout: float) -> Rows:
    """Return the rows of a file, with its own values for what is not given."""
    parameters = {each.name: values.get(each.name, each.default) for each in asked.parameters}
    return read(connection, asked.statement, parameters, timeout=timeout, limit=None)


@contextmanager
def _dropped(target: Target, graph: str) -> Iterator[None]:
    """Take a graph out of the memory of the server when the block ends, however it ends."""
    failure = None
    try:
        yield
    except EcographError as error:
        failure = error
        raise
    finally:
        _drop(target, graph, failure)


def _drop(target: Target, graph: str, failure: EcographError | None) -> None:
    """Drop a graph on a connection of its own, since a failure may have ended the other one.

    Raises:
        EcographError: It could not be dropped. The message begins with the earlier failure, if there was one.
    """
    try:
        with connected(target, patience=0.0) as connection:
            _asked(connection, _file(DROP), {"graph": graph}, _ASKING)
    except EcographError as error:
        first = failure or error
        kind = UnreachableError if isinstance(first, UnreachableError) else EcographError
        cure = f"unless it was stopped, the server still has {graph} in its memory: CALL gds.graph.drop('{graph}')"
        raise kind(f"{first}. {cure[0].upper()}{cure[1:]}") from first
