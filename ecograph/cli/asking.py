"""What ``query`` and ``shell`` share: which graph is asked, what is asked, and how names become ids."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ecograph import bundled
from ecograph.cli import options
from ecograph.cypher.query import ANY, JSON, Query, cut, own, query
from ecograph.errors import EcographError, UnreachableError

if TYPE_CHECKING:
    from ecograph.cypher.rows import Rows
    from ecograph.property_graph import PropertyGraph
    from ecograph.stores.bolt import Connection

STDIN = "-"
ENDING = ".cypher"
EMBEDDED, SERVER = "embedded", "neo4j"
SHOWN = 100
"""The number of rows that a terminal is shown."""

PATIENCE = 5.0
"""Seconds for which a statement that failed in passing is sent again."""

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,18})?", re.ASCII)
_EXPLAIN = re.compile(r"explain\b\s*", re.IGNORECASE)


def shared(command: options.Command) -> options.Command:
    """Give a command the options that say which graph is asked, and for how long."""
    for option in reversed(
        (
            options.data,
            click.option(
                "--on",
                type=click.Choice([EMBEDDED, SERVER]),
                default=EMBEDDED,
                show_default=True,
                help="Ask the graph of the dataset here, or the one that was pushed to a server.",
            ),
            options.server,
            click.option("--limit", type=click.IntRange(min=0), metavar="N", help="The most rows."),
            click.option(
                "--timeout",
                type=click.IntRange(min=1, max=86_400),
                default=60,
                show_default=True,
                metavar="SECONDS",
                help="How long the graph may take.",
            ),
            options.quiet,
        )
    ):
        command = option(command)
    return command


class Place(NamedTuple):
    """Which graph is asked: the dataset or server of the options."""

    data: str | None
    on: str
    uri: str | None
    user: str | None
    database: str | None

    def check(self) -> None:
        """Refuse options of a server where none is asked, and a dataset where one is."""
        if self.on == EMBEDDED:
            options.refuse_server(self.uri, self.user, self.database)
        elif self.data:
            raise click.UsageError("a server has the graph that was pushed to it; leave out --data or --on neo4j")


class Graph(NamedTuple):
    """A graph that can be asked.

    Args:
        read: Gives the rows of a statement: the statement, its parameters, the most rows.
        plan: Gives the steps in which it would be answered, without doing so.
        execute: Gives the rows of a statement that may write; None where nothing is written.
        unkept: Why the graph could not be kept for the next time; "" when it was.
        doubts: Says why the graph may not be that of a dataset.
    """

    read: "Callable[[str, Mapping[str, object], int | None], Rows]"
    plan: "Callable[[str, Mapping[str, object]], Rows]"
    execute: "Callable[[str, Mapping[str, object], int | None], Rows] | None" = None
    unkept: str = ""
    doubts: "Callable[[], tuple[str, ...]]" = tuple


@contextmanager
def graph(place: Place, timeout: int) -> Iterator[Graph]:
    """Yield the graph that is asked.

    Raises:
        UnreachableError: No server answers.
        EcographError: The dataset cannot be read, the engine is not there, or the server refuses.
    """
    place.check()
    if place.on == EMBEDDED:
        yield _embedded(options.dataset(place.data), timeout)
        return
    with _Server(place, timeout) as server:
        yield Graph(server.read, server.plan, server.execute, doubts=server.doubts)


def _embedded(place: Path | None, timeout: int) -> Graph:
    """Return the graph of a dataset, in this process."""
    from ecograph.stores import embedded

    def built() -> "PropertyGraph":
        from ecograph.property_graph import property_graph
        from ecograph.sources import load

        return property_graph(load(place))

    found, unkept = embedded.opened(place, built)

    def read(statement: str, parameters: Mapping[str, object], limit: int | None) -> "Rows":
        return embedded.read(found, statement, parameters, timeout=timeout, limit=limit)

    def plan(statement: str, parameters: Mapping[str, object]) -> "Rows":
        return read(f"EXPLAIN {statement}", parameters, None)

    return Graph(read, plan, unkept=unkept)


class _Server(ExitStack):
    """A server, connected to when it is asked, and anew after a failure, which may have ended the connection."""

    def __init__(self, place: Place, timeout: int) -> None:
        from ecograph.stores.target import target

        super().__init__()
        self._target = target(uri=place.uri, username=place.user, database=place.database, environment=os.environ)
        self._timeout = timeout
        self._connected: Connection | None = None
        self._connection()

    def read(self, statement: str, parameters: Mapping[str, object], limit: int | None) -> "Rows":
        from ecograph.stores import bolt

        with self._or_anew() as connection:
            return bolt.read(connection, statement, parameters, timeout=self._timeout, limit=limit)

    def plan(self, statement: str, parameters: Mapping[str, object]) -> "Rows":
        from ecograph.stores.plans import plan

        with self._or_anew() as connection:
            return plan(connection, statement, parameters, timeout=self._timeout)

    def execute(self, statement: str, parameters: Mapping[str, object], limit: int | None) -> "Rows":
        from ecograph.stores import bolt

        with self._or_anew() as connection:
            return bolt.execute(connection, statement, parameters, timeout=self._timeout, limit=limit)

    def doubts(self) -> tuple[str, ...]:
        """Return why the database may not hold the graph of a dataset: it was not pushed, or not to its end."""
        from ecograph.cypher.statements import read_dataset

        found = self.read(read_dataset(), {}, None).rows
        if not found:
            return ("the database holds no graph of a dataset; to load one: ecograph push",)
        if any(is_complete is not True for _, is_complete in found):
            return ("the graph in the database is half pushed, so rows may be missing; run `ecograph push` again",)
        return ()

    def _connection(self) -> "Connection":
        from ecograph.stores.bolt import connected

        if self._connected is None:
            self._connected = self.enter_context(connected(self._target, patience=PATIENCE))
        return self._connected

    @contextmanager
    def _or_anew(self) -> "Iterator[Connection]":
        connection = self._connection()
        try:
            yield connection
        except (EcographError, KeyboardInterrupt):
            self._connected = None
            self.close()
            raise


class Statement(NamedTuple):
    """What is asked: a query, whether only its plan is asked for, and whether it stands in the library."""

    query: Query
    is_plan: bool = False
    is_library: bool = False


def library() -> dict[str, Query]:
    """Return the queries of the library by their names."""
    return {name: query(path.name, _text(path)) for name, path in bundled.queries().items()}


def named(name: str) -> Statement:
    """Return a query of the library that only reads.

    Raises:
        EcographError: There is none of that name; the message says the nearest.
    """
    files = bundled.queries()
    if name not in files:
        from ecograph.identity.names import nearest

        near = nearest(files, name)
        cure = f"did you mean {', '.join(near)}?" if near else "`ecograph query --list` shows all"
        if " " in name.strip():
            cure = "a statement of your own stands in a file, or comes through a pipe: echo '...' | ecograph query -"
        raise EcographError(f"found no query {cut(name)}; {cure}")
    return reading(files[name].name, _text(files[name]), is_library=True)


def given(name: str, *, may_write: bool) -> Statement:
    """Return the query that an argument of the command names: of the library, in a file, or on stdin.

    Raises:
        EcographError: There is none, it cannot be understood, or it writes and may not.
    """
    if name not in bundled.queries():
        if name == STDIN:
            return reading(STDIN, decoded(STDIN, sys.stdin.buffer.read()), may_write=may_write)
        if name.endswith(ENDING) or Path(name).exists():
            return reading(name, _text(Path(name)), may_write=may_write)
    return named(name)


def reading(name: str, text: str, *, is_library: bool = False, may_write: bool = False) -> Statement:
    """Return a statement that has been understood, and that only reads unless it may write.

    Args:
        name: Where it stands, for the messages.
        text: The statement, with a header or without.
        is_library: Whether it must have a header.
        may_write: Whether it may do anything else than read.

    Raises:
        EcographError: It cannot be understood, or it writes and may not.
    """
    found = query(name, text) if is_library else own(name, text)
    if not may_write:
        from ecograph.cypher.guard import refuse_writing

        try:
            refuse_writing(text)
        except EcographError as error:
            raise EcographError(f"{name}:{error}") from error
    bare = _EXPLAIN.sub("", found.statement, count=1) if _EXPLAIN.match(found.statement) else found.statement
    return Statement(replace(found, statement=bare), bare != found.statement, is_library)


def with_ids(graph: Graph, asked: Query, found: Mapping[str, object], given: Iterable[str]) -> dict[str, object]:
    """Return the values of parameters with an id for each name that a person gave; a default is an id.

    Args:
        graph: Where the names are looked up.
        asked: The query.
        found: The value of each parameter.
        given: The parameters that were given, as ``values`` takes them.

    Raises:
        EcographError: A name is nobody's, or that of several.
    """
    names = {name.removesuffix(JSON) for name in given}
    if not names:
        return dict(found)
    from ecograph.cypher.names import NAMED, resolved

    def ask(statement: str, parameters: Mapping[str, object]) -> "Rows":
        return graph.read(statement, parameters, None)

    kinds = {each.name: each.kind for each in asked.parameters}
    return {
        name: resolved(ask, kinds[name], str(value))
        if name in names and kinds[name] in NAMED and value is not None
        else value
        for name, value in found.items()
    }


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Return what ``NAME=VALUE`` and ``NAME:=JSON`` give, as ``values`` takes it.

    Raises:
        EcographError: One is not of that form, or a name is there twice.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.removesuffix(JSON):
            raise EcographError(f"found the parameter {cut(text)}, expected NAME=VALUE, or NAME:=JSON")
        if name in found:
            raise EcographError(f"found the parameter {cut(name)} twice, expected one value; remove one")
        found[name] = value
    return found


def answer(
    graph: Graph, asked: Statement, found: Mapping[str, object], limit: int | None, *, may_write: bool = False
) -> "Rows":
    """Return the rows of a statement as a person is told them.

    They have their columns, which some servers do not name when there is no row. Of a query of the library no remark
    is passed on: its labels and types are those of the graph model, so that a remark only says that the data have none.
    In its place it is said where the graph may not be that of a dataset.

    Args:
        graph: The graph.
        asked: The statement.
        found: The value of each parameter.
        limit: The most rows; None for all.
        may_write: Whether it may do anything else than read.

    Raises:
        EcographError: It cannot be run; where a number was given as text the message says so.
    """
    hint = _numbers_as_texts(asked.query, found)
    ask = graph.execute if may_write and graph.execute else graph.read
    try:
        rows = ask(asked.query.statement, found, limit)
    except EcographError as error:
        if not hint or isinstance(error, UnreachableError):
            raise
        raise EcographError("\n".join([str(error), *hint])) from error
    columns = rows.columns or tuple(each.name for each in asked.query.returns)
    remarks = graph.doubts() if asked.is_library else rows.remarks
    return rows._replace(columns=columns, remarks=remarks if rows.rows else (*remarks, *hint))


def _numbers_as_texts(asked: Query, found: Mapping[str, object]) -> list[str]:
    """Return what may be wrong with parameters without a header: a text that looks like a number is none."""
    texts = {each.name: found[each.name] for each in asked.parameters if each.kind == ANY}
    return [
        f"{name}={value} gives a text; {name}{JSON}={value} gives the number"
        for name, value in texts.items()
        if isinstance(value, str) and _NUMBER.fullmatch(value)
    ]


def _text(path: Path) -> str:
    return decoded(str(path), path.read_bytes())


def decoded(name: str, content: bytes) -> str:
    """Return a text; a byte order mark at its start is left out, as some editors write one.

    Raises:
        EcographError: It is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EcographError(
            f"{name}: found a byte that is not UTF-8 at {error.start}; save the file as UTF-8"
        ) from error
