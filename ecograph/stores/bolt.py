"""The connection to a Neo4j server, because what goes wrong on a network must be said in words that help.

Only this module, `bolt_errors` and `bolt_values` know the driver. It speaks to every server of the Bolt protocol.
Nothing is sent that was not asked for (the driver's telemetry is off), nothing is printed, and the password appears
in no message.

A batch that was cut off is sent again on a new connection, also when the cut came while it was being kept: then
nobody knows whether it was. So what ``write`` sends must do the same when it is done twice. The driver's own
retries stop at that case, and announce themselves in the log, which is why they are not used.
"""

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ecograph import __version__
from ecograph.cypher.rows import Rows
from ecograph.stores.bolt_errors import first_line, in_words, late
from ecograph.stores.bolt_values import plain
from ecograph.stores.target import Target, target

if TYPE_CHECKING:
    import neo4j

__all__ = [
    "Connection",
    "Counters",
    "Target",
    "connected",
    "execute",
    "in_words",
    "limited",
    "read",
    "target",
    "transaction",
    "write",
]

CONNECTING = 10.0
"""Seconds until a connection stands; twice as many until the server has also said who it is."""

GRACE = 5.0
"""Seconds that a server has to stop by itself what took too long; not every one does."""

_FIRST_WAIT, _LONGEST_WAIT = 0.1, 5.0

_T = TypeVar("_T")


@dataclass(frozen=True)
class Connection:
    """A driver that has reached its server.

    Args:
        driver: The driver of the ``neo4j`` package.
        target: Where it leads.
        bookmarks: What makes a later question see what was written, also when another server of a cluster answers.
        patience: Seconds for which a batch that failed in passing is sent again.
    """

    driver: "neo4j.Driver"
    target: Target
    bookmarks: "neo4j.BookmarkManager"
    patience: float = 0.0


class Counters(NamedTuple):
    """What a statement has changed."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0


@contextmanager
def connected(target: Target, *, patience: float = 60.0) -> Iterator[Connection]:
    """Yield a connection that has asked the database a first question, closed when the block ends.

    Args:
        target: Where the server is.
        patience: Seconds for which a batch that failed in passing is sent again, from its first failure on.

    Raises:
        UnreachableError: Nothing answers there.
        EcographError: The account, the database or the encryption is not as the server wants it.
    """
    import neo4j

    _quieten()
    with in_words(target):
        driver = neo4j.GraphDatabase.driver(
            target.uri,
            auth=(target.username, target.password),
            user_agent=f"ecograph/{__version__}",
            connection_timeout=CONNECTING,
            connection_acquisition_timeout=2 * CONNECTING,
            # of the driver, not of the server: older servers refuse to be asked to keep theirs
            warn_notification_severity=neo4j.NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
        )
    with driver:
        connection = Connection(driver, target, neo4j.GraphDatabase.bookmark_manager())
        # `verify_connectivity` knows no database except in a preview, and not every server looks at it there
        read(connection, "RETURN 1 AS one", {}, timeout=2 * CONNECTING, limit=1)
        yield replace(connection, patience=patience)


@contextmanager
def transaction(
    connection: Connection, mode: str, *, timeout: float, fetched: int = 1000
) -> Iterator["neo4j.Transaction"]:
    """Yield a transaction of the driver, which whoever asks for it keeps or drops; what goes wrong is the driver's.

    Args:
        connection: The connection.
        mode: ``READ`` or ``WRITE``.
        timeout: Seconds after which the server shall end it.
        fetched: The rows that the server sends at a time.
    """
    with (
        connection.driver.session(
            database=connection.target.database,
            default_access_mode=mode,
            fetch_size=fetched,
            bookmark_manager=connection.bookmarks,
        ) as session,
        session.begin_transaction(timeout=timeout) as begun,
    ):
        yield begun


def _quieten() -> None:
    """Keep the driver's log from the error output, where Python writes what nobody takes; handlers still get it."""
    log = logging.getLogger("neo4j")
    if not any(isinstance(handler, logging.NullHandler) for handler in log.handlers):
        log.addHandler(logging.NullHandler())


def read(
    connection: Connection,
    statement: str,
    parameters: Mapping[str, object],
    *,
    timeout: float,
    limit: int | None,
) -> Rows:
    """Return the rows of a statement that reads, in a transaction that cannot write.

    Not every server refuses to write there: see ``cypher.guard``. What fails in passing is asked again.

    Args:
        connection: The connection.
        statement: One statement, without a semicolon.
        parameters: The values of its parameters.
        timeout: Seconds it may take. The server is told, and soon after the connection is closed.
        limit: The number of rows after which the answer is cut; None for all.

    Returns:
        The rows as plain Python: dates and times as those of ``datetime``, durations as ISO text, nodes as maps with
        their labels and properties, relationships as maps with their type and properties, paths as maps with both.

    Raises:
        UnreachableError: The connection was lost, or the server is too busy.
        EcographError: The server refuses the statement, or it takes too long: then open another connection.
    """

    def work() -> Rows:
        fetched = 1000 if limit is None else min(limit + 1, 1000)
        with transaction(connection, "READ", timeout=timeout, fetched=fetched) as reading:
            rows = _rows(reading.run(statement, dict(parameters)), limit)
            reading.rollback()  # without it the end of the block would commit
            return rows

    with in_words(connection.target), limited(connection, timeout):
        return _persistently(work, connection.patience)


def execute(
    connection: Connection,
    statement: str,
    parameters: Mapping[str, object],
    *,
    timeout: float,
    limit: int | None,
) -> Rows:
    """Return the rows of a user's own statement that may write; it is sent once, and kept whole or not at all.

    Args:
        connection: The connection.
        statement: One statement, without a semicolon.
        parameters: The values of its parameters.
        timeout: Seconds it may take.
        limit: The number of rows after which the answer is cut; what it writes is whole all the same.

    Returns:
        The rows, as ``read`` gives them.

    Raises:
        UnreachableError: The connection was lost; the message says when it is not known whether the change was kept.
        EcographError: The server refuses the statement, or it takes too long.
    """
    with (
        in_words(connection.target),
        limited(connection, timeout),
        transaction(connection, "WRITE", timeout=timeout) as writing,
    ):
        rows = _rows(writing.run(statement, dict(parameters)), limit)
        writing.commit()
        return rows


def write(connection: Connection, statement: str, rows: Sequence[object] = (), *, timeout: float = 600.0) -> Counters:
    """Send one batch in one transaction, again and again until it is kept or patience is over.

    Args:
        connection: The connection.
        statement: One statement, without a semicolon, that does the same when it is done twice.
        rows: What it knows as ``$rows``.
        timeout: Seconds that one attempt may take.

    Returns:
        What the last attempt changed: less than was changed in all when an earlier one was kept unseen.

    Raises:
        UnreachableError: The connection was lost again and again, or the server is too busy.
        EcographError: The server refuses the statement, or it takes too long: then open another connection.
    """

    def work() -> Counters:
        with (
            limited(connection, timeout),
            transaction(connection, "WRITE", timeout=timeout) as writing,
        ):
            found = writing.run(statement, {"rows": list(rows)}).consume().counters
            writing.commit()
        return Counters(*(getattr(found, name) for name in Counters._fields))

    with in_words(connection.target):
        return _persistently(work, connection.patience)


def _persistently(work: Callable[[], _T], patience: float) -> _T:
    """Return what the work gives, tried again after what may pass, for so many seconds from the first failure on."""
    from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

    until, wait = None, _FIRST_WAIT
    while True:
        try:
            return work()
        except (DriverError, Neo4jError) as error:
            until = until or time.monotonic() + patience
            if time.monotonic() + wait > until or not (error.is_retryable() or isinstance(error, IncompleteCommit)):
                raise
        time.sleep(wait * random.uniform(0.8, 1))  # noqa: S311 - two that wait for each other must not keep step
        wait = min(2 * wait, _LONGEST_WAIT)


@contextmanager
def limited(connection: Connection, seconds: float) -> Iterator[None]:
    """Close the driver when the block takes longer, as nothing else ends a wait for a server that says nothing.

    Args:
        connection: The connection, which is of no use afterwards.
        seconds: How long it may take; ``GRACE`` is added, so that the server can end it by itself.

    Raises:
        EcographError: It took longer.
    """
    from neo4j.exceptions import DriverError, Neo4jError

    is_over = threading.Event()

    def end() -> None:
        is_over.set()
        connection.driver.close()

    watch = threading.Timer(min(seconds + GRACE, threading.TIMEOUT_MAX), end)
    watch.daemon = True
    watch.start()
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        if is_over.is_set():
            raise late(connection.target, seconds) from error
        raise
    finally:
        watch.cancel()
        watch.join()


def _rows(result: "neo4j.Result", limit: int | None) -> Rows:
    columns = tuple(result.keys())
    records = list(result) if limit is None else result.fetch(limit + 1)
    is_cut = limit is not None and len(records) > limit
    return Rows(columns, [tuple(map(plain, record)) for record in records[:limit]], is_cut, _remarks(result.consume()))


def _remarks(summary: "neo4j.ResultSummary") -> tuple[str, ...]:
    """Return what the server remarks about a statement, such as a label that no node has, each once and sorted."""
    said = {first_line(status.status_description) for status in summary.gql_status_objects if status.is_notification}
    return tuple(sorted(said))
