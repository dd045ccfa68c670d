"""The connection to a Bolt server, against a real one and a network that breaks where it is told to."""

import datetime as dt
import gc
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import arcade
import pytest
from arcade import Arcade, running
from cutting import Cut, cutting
from neo4j.exceptions import BrokenRecordError, DriverError, Neo4jError
from neo4j.types import UnsupportedType
from neo4j.vector import Vector

from ecograph.errors import EcographError, UnreachableError
from ecograph.stores import bolt
from ecograph.stores.bolt import Connection, Target, connected, execute, in_words, read, target, write
from ecograph.stores.bolt_values import plain

pytestmark = pytest.mark.slow  # a Java machine starts, and connections are cut many times

MERGE = "UNWIND $rows AS row MERGE (n:Organisation {org_id: row.key}) SET n += row.properties"
ROWS = [{"key": f"org-{n}", "properties": {"name": f"Name {n}"}} for n in range(50)]
COUNT = "MATCH (n) RETURN count(n) AS n"


@pytest.fixture(autouse=True)
def nothing_is_left_open() -> Iterator[None]:
    """Hold that a test ends its threads; a socket that it forgot raises a ResourceWarning when it is collected."""
    before = set(threading.enumerate())
    yield
    gc.collect()
    assert set(threading.enumerate()) <= before


def one(connection: Connection, statement: str, **parameters: object) -> object:
    """Return the only value of the only row of a statement."""
    ((value,),) = read(connection, statement, parameters, timeout=60, limit=10).rows
    return value


def nodes(place: Target) -> object:
    """Return how many nodes a database has, asked on a connection of its own."""
    with connected(place) as connection:
        return one(connection, COUNT)


# where the server is


def test_options_stand_before_the_environment_and_the_environment_before_what_is_usual() -> None:
    known = {"NEO4J_URI": "neo4j://a:1", "NEO4J_USERNAME": "u", "NEO4J_PASSWORD": "geheim", "NEO4J_DATABASE": "d"}
    assert target(environment=known) == Target("neo4j://a:1", "u", "geheim", "d")
    given = target(uri="bolt://b", username="v", database="e", environment=known)
    assert given == Target("bolt://b", "v", "geheim", "e")
    usual = target(environment={"NEO4J_URI": "bolt://c", "NEO4J_USERNAME": "", "NEO4J_DATABASE": ""})
    assert usual == Target("bolt://c", "neo4j", "", "neo4j")


def test_a_password_is_never_shown() -> None:
    place = target(environment={"NEO4J_URI": "bolt://a", "NEO4J_PASSWORD": "geheim"})
    assert place.password == "geheim"  # noqa: S105 - no real one
    assert "geheim" not in repr(place) + str(place)


@pytest.mark.parametrize(
    "uri",
    [
        *("bolt://localhost", "bolt://localhost:7687", "bolt+s://h:1", "bolt+ssc://h", "bolt://[::1]:7687", "BOLT://h"),
        *("neo4j://h", "neo4j+s://h:65535/", "neo4j+ssc://h", "neo4j://h:7687?policy=near"),
    ],
)
def test_an_address_of_a_bolt_server_is_kept_as_it_is(uri: str) -> None:
    assert target(uri=uri, environment={}).uri == uri


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("bolt://neo4j:geheim@host:7687", "name or password"),
        ("neo4j+s://geheim@host", "name or password"),
        ("neo4j:geheim@host", "name or password"),
        ("bolt://u:ge/heim@host", "name or password"),
        ("localhost:7687", "begins otherwise"),
        ("host", "begins otherwise"),
        ("http://localhost:7474", "begins otherwise"),
        ("https://geheim", "begins otherwise"),
        ("boltx://host", "begins otherwise"),
        ("bolt://host:geheim", "cannot be read"),
        ("bolt://host:99999", "cannot be read"),  # the driver would take 99999 - 65536
        ("bolt://host:-1", "cannot be read"),
        ("bolt://[::1", "cannot be read"),
        ("bolt://host:0", "without a host"),
        ("bolt://", "without a host"),
        ("bolt:///", "without a host"),
        ("bolt://:7687", "without a host"),
        ("bolt://host/neo4j", "more than host and port"),
        ("bolt://host?geheim", "more than host and port"),
        ("neo4j://host#geheim", "more than host and port"),
        ("bolt://ho\x1bst", "more than host and port"),
    ],
)
def test_another_address_is_refused_without_being_repeated(uri: str, said: str) -> None:
    for place in ({"uri": uri}, {}):
        with pytest.raises(EcographError, match=said) as refused:
            target(**place, environment={"NEO4J_URI": uri})
        assert str(refused.value).startswith("the address of the server: " if place else "NEO4J_URI: ")
        assert "geheim" not in str(refused.value)
        assert "\x1b" not in str(refused.value)


def test_without_an_address_the_message_names_all_variables() -> None:
    with pytest.raises(EcographError, match="set NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE"):
        target(environment={})


# who does not let one in


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s"])
def test_a_server_that_is_not_there_is_unreachable(database: Target, scheme: str) -> None:
    with cutting(database.uri) as network:
        network.away()
        nowhere = replace(database, uri=network.uri.replace("bolt", scheme))
        with pytest.raises(UnreachableError, match=r"127\.0\.0\.1:\d+: nothing answers there.*see that it runs"):
            nodes(nowhere)


def test_a_wrong_password_names_what_to_set_and_not_the_password(database: Target) -> None:
    with pytest.raises(EcographError, match="set NEO4J_USERNAME and NEO4J_PASSWORD") as refused:
        nodes(replace(database, password="ganz-geheim"))  # noqa: S106 - a wrong one
    assert not isinstance(refused.value, UnreachableError)
    assert "ganz-geheim" not in str(refused.value)
    assert repr(database.username) in str(refused.value)


def test_a_password_that_is_not_set_is_said_to_be_missing(database: Target) -> None:
    with pytest.raises(EcographError, match="NEO4J_PASSWORD is not set"):
        nodes(replace(database, password=""))


def test_a_missing_database_names_what_to_set(database: Target) -> None:
    with pytest.raises(EcographError, match=r"found no database 'nosuch'.*set NEO4J_DATABASE") as refused:
        nodes(replace(database, database="nosuch"))
    assert not isinstance(refused.value, UnreachableError)


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s"])
def test_encryption_with_a_server_that_has_none_is_said(arcadedb: Arcade, scheme: str) -> None:
    encrypted = replace(arcadedb.target(), uri=arcadedb.uri.replace("bolt", scheme))
    with pytest.raises(EcographError, match=r"no encrypted connection could be made.*begin the address with bolt://"):
        nodes(encrypted)


@contextmanager
def answering(content: bytes) -> Iterator[str]:
    """Yield the address of somebody who answers the first word of a driver with this."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with listening.accept()[0] as client:
                client.recv(20)
                client.sendall(content)

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"bolt://127.0.0.1:{listening.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "looks like HTTP"),
        (b"", "nothing answers there, or it hung up"),
        (bytes(4), "does not know"),  # a Bolt server of another time: no version in common
        (b"SSH-2.0-OpenSSH_9", "does not know"),
    ],
)
def test_what_is_no_bolt_server_is_said_with_the_port_it_should_be(content: bytes, said: str) -> None:
    with answering(content) as uri, pytest.raises(EcographError, match=rf"{said}.*its port for Bolt \(7687, not 7474"):
        nodes(Target(uri, "neo4j", "", "neo4j"))


@pytest.mark.parametrize("message", ["HELLO", "RUN"])
def test_a_server_that_says_nothing_is_given_up(
    database: Target, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    monkeypatch.setattr(bolt, "CONNECTING", 0.2)
    monkeypatch.setattr(bolt, "GRACE", 0.2)
    with cutting(database.uri) as network:
        network.cut(Cut(message, stalls=True))
        with pytest.raises(EcographError, match=r"hung up|took longer than 0\.4 s"):
            nodes(replace(database, uri=network.uri))
        assert network.cuts == 1


@pytest.mark.parametrize(
    ("code", "said", "is_passing"),
    [  # the codes stand in Neo4j's list of status codes
        ("Neo.ClientError.Security.Unauthorized", "set NEO4J_USERNAME and NEO4J_PASSWORD", False),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "see what this account may do", False),
        ("Neo.ClientError.Security.Forbidden", "see what this account may do", False),
        ("Neo.ClientError.Database.DatabaseNotFound", "set NEO4J_DATABASE", False),
        ("Neo.ClientError.Statement.AccessMode", "found a statement that writes", False),
        ("Neo.ClientError.Transaction.TransactionTimedOut", "allow more time", False),
        ("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "allow more time", False),
        ("Neo.ClientError.Statement.SyntaxError", "the server refuses the statement", False),
        ("Neo.ClientError.Schema.ConstraintValidationFailed", "change that on the server, or name another", False),
        ("Neo.TransientError.Transaction.DeadlockDetected", "try again later", True),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "try again later", True),
        ("Neo.DatabaseError.General.UnknownError", "look into its log", False),
        ("", "look into its log", False),
    ],
)
def test_what_a_server_answers_is_said_with_its_cure(code: str, said: str, is_passing: bool) -> None:
    place = Target("neo4j://host?policy=near", "ada", "geheim", "d")
    with pytest.raises(EcographError, match=rf"^neo4j://host: .*{said}") as found, in_words(place):
        raise Neo4jError._basic_hydrate(neo4j_code=code, message="Said \x1b[2J so\nand more")
    assert isinstance(found.value, UnreachableError) == is_passing
    if code != "Neo.ClientError.Database.DatabaseNotFound" and "TimedOut" not in code:
        assert r"(Said \x1b[2J so)" in str(found.value)
    assert "geheim" not in str(found.value)


def test_a_value_that_the_driver_cannot_read_is_said() -> None:
    with (
        pytest.raises(EcographError, match=r"cannot read \(no such zone\).*turn it into text"),
        in_words(Target("bolt://h", "u", "p", "d")),
    ):
        raise BrokenRecordError("a record is broken") from ValueError("no such zone")


def test_a_fault_of_the_program_passes() -> None:
    for fault in (ValueError("a"), DriverError("b")):
        with pytest.raises(type(fault), match=str(fault)), in_words(Target("bolt://h", "u", "p", "d")):
            raise fault


# reading


def test_values_of_all_kinds_come_as_plain_python(database: Target) -> None:
    # expected: what the statement says, written down by hand
    statement = """
        RETURN null AS nothing, true AS yes, 9223372036854775807 AS largest, -1.5 AS number, 'Ærø' AS text,
            [1, [2, null]] AS list, {a: {b: [1]}} AS map, date('2020-02-29') AS date,
            datetime('2020-02-29T03:04:05Z') AS datetime, localdatetime('2020-02-29T03:04:05.123456789') AS local,
            localtime('03:04') AS time, duration('P1Y2M3DT4S') AS duration, point({x: 1, y: 2}) AS point,
            [date('2020-02-29'), {on: date('2021-01-01')}] AS dates"""
    with connected(database) as connection:
        found = read(connection, statement, {}, timeout=60, limit=1)
    assert dict(zip(found.columns, found.rows[0], strict=True)) == {
        "nothing": None,
        "yes": True,
        "largest": 2**63 - 1,
        "number": -1.5,
        "text": "Ærø",
        "list": [1, [2, None]],
        "map": {"a": {"b": [1]}},
        "date": dt.date(2020, 2, 29),
        "datetime": dt.datetime(2020, 2, 29, 3, 4, 5, tzinfo=dt.UTC),
        "local": dt.datetime(2020, 2, 29, 3, 4, 5, 123456),  # noqa: DTZ001 - it has no zone
        "time": dt.time(3, 4),
        "duration": "P1Y2M3DT4S",
        "point": {"srid": 7203, "coordinates": [1.0, 2.0]},  # srid of two flat dimensions, Neo4j's manual
        "dates": [dt.date(2020, 2, 29), {"on": dt.date(2021, 1, 1)}],
    }
    assert type(found.rows[0][7]) is dt.date
    assert not found.is_cut


def test_nodes_relationships_and_paths_come_without_ids_of_the_server(database: Target) -> None:
    with connected(database) as connection:
        write(connection, "CREATE (:B:A {z: 1, d: date('2020-01-01')})-[:TO {y: 2}]->(:C {row: 'c'})")
        found = read(
            connection, "MATCH p = (a:A)-[r:TO]->(c) RETURN a, r, p, [a, {r: r}] AS l", {}, timeout=60, limit=1
        )
    a = {"labels": ["A", "B"], "properties": {"d": dt.date(2020, 1, 1), "z": 1}}
    r = {"type": "TO", "properties": {"y": 2}}
    c = {"labels": ["C"], "properties": {"row": "c"}}
    assert found.columns == ("a", "r", "p", "l")
    assert found.rows == [(a, r, {"nodes": [a, c], "relationships": [r]}, [a, {"r": r}])]
    assert list(a["properties"]) == list(found.rows[0][0]["properties"])  # type: ignore[index] # in this order too


def test_values_that_only_newer_servers_have_are_plain_too() -> None:
    assert plain(Vector([1.0, 2.5], "f64")) == [1.0, 2.5]
    assert plain([b"ab"]) == [b"ab"]
    assert plain(UnsupportedType._new("HUGE", (6, 7), None)) == "UnsupportedType<HUGE>"


@pytest.mark.parametrize(
    "text",
    [
        *("'}) DETACH DELETE n //", "`", "\\", "a\nb\r\n", "\u202eltr", "a\0b", "x" * 10_000, "\\u0027", "👩‍⚕️"),
        *("", " ", "$rows", "\ufeff"),
    ],
)
def test_hostile_text_travels_as_data(database: Target, text: str) -> None:
    with connected(database) as connection:
        write(connection, MERGE, [{"key": text, "properties": {"name": text}}])
        assert one(connection, "MATCH (n:Organisation {org_id: $key}) RETURN n.name AS name", key=text) == text
        assert one(connection, COUNT) == 1


def test_parameters_of_all_kinds_travel(database: Target) -> None:
    values = [None, True, 2**63 - 1, -(2**63), 0.1, "a", dt.date(2020, 2, 29), [1, [2]], {"a": {"b": None}}]
    with connected(database) as connection:
        assert one(connection, "RETURN $values AS values", values=values) == values


@pytest.mark.parametrize("value", [2**63, "\ud800", [{"a": -(2**63) - 1}]])
def test_a_value_that_cannot_be_sent_is_said(database: Target, value: object) -> None:
    with connected(database) as connection:
        with pytest.raises(EcographError, match="found a value that cannot be sent"):
            one(connection, "RETURN $value AS value", value=value)
        assert one(connection, "RETURN 1 AS one") == 1


@pytest.mark.parametrize(
    ("there", "limit", "shown"),
    [(5, 3, 3), (5, 5, 5), (5, 6, 5), (5, None, 5), (5, 0, 0), (0, 3, 0), (2500, 2000, 2000), (2500, None, 2500)],
)
def test_rows_are_cut_at_the_limit_and_said_to_be(database: Target, there: int, limit: int | None, shown: int) -> None:
    with connected(database) as connection:
        statement = "UNWIND range(1, $there) AS n RETURN n"
        found = read(connection, statement, {"there": there}, timeout=60, limit=limit)
        assert found.rows == [(n,) for n in range(1, shown + 1)]
        assert found.is_cut == (shown < there)
        assert one(connection, "RETURN 1 AS one") == 1


@pytest.mark.parametrize("statement", ["RETRUN 1", "RETURN x", "RETURN $missing AS x", "RETURN 1 / 0 AS x"])
def test_a_statement_that_is_refused_is_sent_once_and_said_in_one_line(database: Target, statement: str) -> None:
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri)) as connection:
        before = network.messages.count("RUN")
        with pytest.raises(EcographError, match=r"the server refuses the statement \(.+\); correct it") as refused:
            one(connection, statement)
        assert not isinstance(refused.value, UnreachableError)
        assert "\n" not in str(refused.value)
        assert network.messages.count("RUN") == before + 1


def test_nothing_that_a_reading_statement_writes_is_kept(database: Target) -> None:
    # Neo4j refuses it; ArcadeDB does it, and the transaction is never committed
    with connected(database) as connection:
        try:
            read(connection, "CREATE (n:Planted) RETURN 1 AS one", {}, timeout=60, limit=10)
        except EcographError as error:
            assert "found a statement that writes" in str(error)  # noqa: PT017 - only where it is refused
        assert one(connection, COUNT) == 0


def test_what_the_server_remarks_is_kept_with_the_rows() -> None:
    # a stand-in, since ArcadeDB remarks nothing; the words are Neo4j's
    said = "warn: label does not exist. The label `Nope` does not exist in database `neo4j`."
    status = SimpleNamespace(status_description=said, is_notification=True)
    done = SimpleNamespace(status_description="note: successful completion", is_notification=False)
    assert bolt._remarks(SimpleNamespace(gql_status_objects=(status, done, status))) == (said,)  # type: ignore[arg-type]


def test_a_query_that_does_not_end_is_ended(database: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt, "GRACE", 0.1)
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri)) as connection:
        network.cut(Cut("PULL", 2, stalls=True))
        with pytest.raises(EcographError, match=r"took longer than 0\.1 seconds and was ended; ask for less"):
            read(connection, COUNT, {}, timeout=0.1, limit=1)


# a network that breaks


@pytest.mark.parametrize("message", ["BEGIN", "RUN", "PULL", "COMMIT"])
@pytest.mark.parametrize("how", ["before", "in the middle", "answered"])
def test_a_batch_that_is_cut_off_is_sent_again(database: Target, message: str, how: str) -> None:
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri)) as connection:
        n = network.messages.count(message) + 1
        network.cut(Cut(message, n, answered=how == "answered", bytes=3 if how == "in the middle" else 0))
        changed = write(connection, MERGE, ROWS)
        assert network.cuts == 1
        was_kept = message == "COMMIT" and how == "answered"
        assert (changed.nodes_created, changed.nodes_deleted) == (0 if was_kept else 50, 0)
        assert nodes(database) == 50


@pytest.mark.parametrize("message", ["BEGIN", "RUN", "PULL", "COMMIT"])
def test_a_batch_that_is_always_cut_off_is_given_up(database: Target, message: str) -> None:
    with (
        cutting(database.uri) as network,
        connected(replace(database, uri=network.uri), patience=0.4) as connection,
    ):
        network.cut(Cut(message, network.messages.count(message) + 1, always=True))
        with pytest.raises(UnreachableError):
            write(connection, MERGE, ROWS)
        assert network.cuts >= 2
        assert nodes(database) == 0


def test_a_batch_whose_fate_is_unknown_is_said_to_be(database: Target) -> None:
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri), patience=0) as connection:
        network.cut(Cut("COMMIT", answered=True))
        with pytest.raises(UnreachableError, match=r"it is not known whether it was.*run it again"):
            write(connection, MERGE, ROWS)
        assert nodes(database) == 50  # it was


def test_a_server_that_comes_back_is_used_again(database: Target) -> None:
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri), patience=0.2) as connection:
        network.cut(Cut("COMMIT", leaves=True))
        with pytest.raises(UnreachableError, match="nothing answers there"):
            write(connection, MERGE, ROWS)
        network.back()
        assert write(connection, MERGE, ROWS).nodes_created == 50


def test_a_read_that_is_cut_off_is_asked_again(database: Target) -> None:
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri)) as connection:
        network.cut(Cut("PULL", 2, answered=True))
        assert one(connection, "RETURN 1 AS one") == 1
        assert network.cuts == 1


def test_a_batch_that_another_writer_disturbed_is_sent_again(database: Target) -> None:
    touch = "UNWIND $rows AS row MATCH (n:Organisation {org_id: row}) SET n.seen = coalesce(n.seen, 0) + 1"
    with (
        cutting(database.uri) as network,
        connected(database) as other,
        connected(replace(database, uri=network.uri), patience=60) as connection,
    ):
        write(other, MERGE, ROWS)
        is_arcadedb = "ArcadeDB" in other.driver.get_server_info().agent
        if is_arcadedb:  # it lets both write and refuses the later commit; in Neo4j the other would wait for us
            network.meanwhile("COMMIT", 1, lambda: write(other, touch, ["org-1"]))
        write(connection, touch, ["org-1"])
        assert network.messages.count("COMMIT") == 1 + is_arcadedb
        assert one(other, "MATCH (n {org_id: 'org-1'}) RETURN n.seen AS seen") == 1 + is_arcadedb


def test_what_a_batch_changed_is_counted(database: Target) -> None:
    with connected(database) as connection:
        made = write(connection, "UNWIND $rows AS row CREATE (:A {n: row})-[:TO]->(:B)", [1, 2, 3])
        assert made == bolt.Counters(nodes_created=6, relationships_created=3, properties_set=3)
        gone = write(connection, "MATCH (n) DETACH DELETE n")
        assert gone == bolt.Counters(nodes_deleted=6, relationships_deleted=3)
        assert write(connection, "UNWIND $rows AS row CREATE (:A {n: row})", []) == bolt.Counters()


def test_nothing_is_sent_that_was_not_asked_for(database: Target) -> None:
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri)) as connection:
        write(connection, MERGE, ROWS)
        assert connection.driver._pool.pool_config.telemetry_disabled  # ArcadeDB does not ask for it
    asked = ["BEGIN", "RUN", "PULL", "ROLLBACK", "BEGIN", "RUN", "PULL", "COMMIT"]
    assert network.messages == ["HELLO", "LOGON", *asked, "GOODBYE"]


# a user's own statement that writes


def test_a_users_statement_is_kept_whole_however_many_rows_are_shown(database: Target) -> None:
    with connected(database) as connection:
        statement = "UNWIND range(1, $n) AS n CREATE (a:A {n: n}) RETURN a.n AS n"
        found = execute(connection, statement, {"n": 30}, timeout=60, limit=2)
        assert (found.columns, found.rows, found.is_cut) == (("n",), [(1,), (2,)], True)
        assert one(connection, COUNT) == 30


@pytest.mark.parametrize(("is_answered", "kept"), [(False, 0), (True, 1)])
def test_a_users_statement_is_never_sent_twice(database: Target, is_answered: bool, kept: int) -> None:
    with cutting(database.uri) as network, connected(replace(database, uri=network.uri)) as connection:
        network.cut(Cut("COMMIT", answered=is_answered))
        with pytest.raises(UnreachableError, match="it is not known whether it was"):
            execute(connection, "CREATE (n:A) RETURN 1 AS one", {}, timeout=60, limit=2)
        assert network.messages.count("COMMIT") == 1
        assert nodes(database) == kept


# the driver as it comes, and what the tests stand on

QUIET = """
import os
from ecograph.errors import UnreachableError
from ecograph.stores.bolt import connected, read, target, write
from cutting import Cut, cutting

place = target(environment=os.environ)
with cutting(place.uri) as network, connected(target(uri=network.uri, environment=os.environ)) as connection:
    read(connection, "MATCH (n:Nolabel) RETURN n.noproperty AS n", {}, timeout=60, limit=1)
    network.cut(Cut("COMMIT"))
    write(connection, "UNWIND $rows AS row CREATE (n:A {n: row})", [1, 2])
    network.away()
    nowhere = target(uri=network.uri.replace("bolt", "neo4j"), environment=os.environ)
    try:
        with connected(nowhere):
            pass
    except UnreachableError:
        print("unreachable")
"""

PLAIN = """
import os, sys
sys.modules["neo4j._rust"] = None
from ecograph.errors import EcographError
from ecograph.stores.bolt import connected, read, target, write
from neo4j._codec.packstream import v1
assert v1._rust_pack is None
with connected(target(environment=os.environ)) as connection:
    write(connection, "UNWIND $rows AS row CREATE (n:A {n: row})", [1, 2, 2**62])
    print(read(connection, "MATCH (n) RETURN sum(n.n) AS n", {}, timeout=60, limit=1).rows)
    for value in (2**63, "\\ud800"):
        try:
            read(connection, "RETURN $value AS value", {"value": value}, timeout=60, limit=1)
        except EcographError as error:
            print("value that cannot be sent" in str(error))
"""


def run(program: str, place: Target) -> tuple[str, str]:
    """Return what a program writes in a process of its own, where nothing of pytest listens to the driver's log."""
    known = {"URI": place.uri, "USERNAME": place.username, "PASSWORD": place.password, "DATABASE": place.database}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=os.environ
        | {f"NEO4J_{name}": value for name, value in known.items()}
        | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout, ran.stderr


def test_the_driver_prints_nothing_itself(database: Target) -> None:
    assert run(QUIET, database) == ("unreachable\n", "")


def test_the_driver_works_without_its_rust_extension(database: Target) -> None:
    assert run(PLAIN, database) == (f"[({3 + 2**62},)]\nTrue\nTrue\n", "")


def test_a_named_database_that_holds_nodes_is_refused(arcadedb: Arcade, monkeypatch: pytest.MonkeyPatch) -> None:
    name = arcadedb.create()
    place = arcadedb.target(name)
    monkeypatch.setenv(arcade.NAMED, place.uri)
    for variable, value in (("USERNAME", "root"), ("PASSWORD", place.password), ("DATABASE", name)):
        monkeypatch.setenv(f"NEO4J_{variable}", value)
    with arcade.named() as given, connected(given) as connection:
        assert given == place
        write(connection, "CREATE CONSTRAINT a_id IF NOT EXISTS FOR (n:A) REQUIRE n.a_id IS UNIQUE")
        write(connection, "CREATE (:A {a_id: 1})")
    with connected(place) as connection:  # it was emptied, and the constraint has gone
        write(connection, "UNWIND [1, 1] AS n CREATE (:A {a_id: n})")
    with pytest.raises(AssertionError, match="names a database that is not empty"), arcade.named():
        pass
    assert nodes(place) == 2
    arcadedb.drop(name)


def test_a_server_that_does_not_start_shows_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "broken.py"
    script.write_text("raise SystemExit('no room')")
    monkeypatch.setattr(arcade, "SERVING", script)
    with pytest.raises(AssertionError, match="did not start:\nno room"), running(tmp_path / "server"):
        pass
