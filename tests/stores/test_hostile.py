"""Hostile names through the whole way, as a user goes it: push, query, pull, the shell; and no password in any message.

Each step is the command itself. A name that became a part of a statement would change or remove nodes, which are
counted after each step, or would not come back.
"""

import io
import json
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from cutting import Cut, cutting
from in_process import Ended, run
from neo4j.exceptions import Neo4jError, ServiceUnavailable
from pushed import asked

from ecograph import Ecosystem, load
from ecograph.errors import EcographError
from ecograph.identity.remarks import CANDIDATES
from ecograph.stores import bolt, snapshot
from ecograph.stores.bolt import Target, in_words
from ecograph.stores.pull import pull

pytestmark = pytest.mark.slow  # a Java machine starts, and every command runs on it

HOSTILE = (
    "'}) DETACH DELETE n //",
    '"}) MATCH (m) DETACH DELETE m //',
    "`) SET n.x = 1 //`",
    "\\' OR 1=1 RETURN n //",
    r"\u0027}) REMOVE n.name //",
    "$cluster {x: 1} /* */",
    "two\nlines",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe\N{RIGHT-TO-LEFT MARK}",
    "x" * 10_000,
)
"""Names that would do harm as a part of a statement, or that an engine might take for something else."""

CONTROL = ("two\r\nlines and\ttabs", "\x1b]0;owned\x07\x9b31m", "a\0b", "\0")
"""Names with signs that no dataset may have in its files, and that a graph may have nevertheless."""

BY_NAME = """// An organisation by its name.
// params:
//   x: organisation -- which
// returns:
//   id: text -- its id
//   name: text -- its name
MATCH (o:Organisation {org_id: $x})
RETURN o.org_id AS id, o.name AS name
"""
BY_VALUE = "MATCH (o:Organisation) WHERE o.name = $x OR o.name = $y RETURN o.org_id AS id, o.name AS name"
ALL = "MATCH (o:Organisation) RETURN o.org_id AS id, o.name AS name ORDER BY id"
NODES = "MATCH (n) RETURN count(n) AS n"


@pytest.fixture
def server(database: Target, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Target:
    """Name the server in the environment, as a user does."""
    for name in ("uri", "username", "password", "database"):
        monkeypatch.setenv(f"NEO4J_{name.upper()}", getattr(database, name))
    monkeypatch.chdir(tmp_path)
    return database


def ecosystem(names: Sequence[str]) -> Ecosystem:
    """Return organisations with these names, each of them also an alias of the first, in one project."""
    bodies = [{"org_id": f"o{number:02}", "name": name, "kind": "cluster"} for number, name in enumerate(names)]
    return Ecosystem.of(
        names[0],
        organisations=bodies,
        projects=[{"project_id": "p", "title": names[1], "kind": "project"}],
        participations=[{"org_id": body["org_id"], "project_id": "p", "role": "partner"} for body in bodies],
        names=[{"org_id": "o00", "name": f"alias {name}", "kind": "alias"} for name in names],
    )


def written(folder: Path) -> None:
    """Write a dataset of hostile names."""
    nothing = pl.DataFrame(schema=CANDIDATES)
    snapshot.write(folder, ecosystem(HOSTILE), about=snapshot.About(), remarks=(), candidates=nothing)


def count(names: Sequence[str]) -> int:
    """Return how many nodes they come to: the dataset, its source, the project, bodies and aliases."""
    return 1 + 1 + 1 + len(names) + len(names)


def rows(ended: Ended) -> list[dict[str, object]]:
    assert (ended.code, ended.err) == (0, "")
    found: list[dict[str, object]] = json.loads(ended.out)
    return found


def typed(monkeypatch: pytest.MonkeyPatch, text: str, *options: object) -> Ended:
    """Return what the shell says to what a pipe gives it."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    return run("shell", *options)


def stay_names(names: Sequence[str], place: tuple[object, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold that a graph has these names and all its nodes, however it is asked about each of them."""
    for file, text in (("by_name", BY_NAME), ("by_value", BY_VALUE), ("all", ALL), ("nodes", NODES)):
        Path(f"{file}.cypher").write_text(text, encoding="utf-8")
    for number, name in enumerate(names):
        said, key = json.dumps(name), f"o{number:02}"
        expected = [{"id": key, "name": name}]
        assert rows(run("query", "by_name.cypher", *place, "--param", f"x:={said}", "--json")) == expected
        both = ("--param", f"x:={said}", "--param", f"y:={said}")
        assert rows(run("query", "by_value.cypher", *place, *both, "--json")) == expected
        given = shlex.quote(f"x:={said}")
        shown = typed(
            monkeypatch, f":param {given}\nMATCH (o:Cluster {{name: $x}}) RETURN o.org_id AS id;\n{NODES};", *place
        )
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.split() == ["id", key, "n", str(count(names))]
    alias = json.dumps(f"alias {names[-1]}")
    assert rows(run("query", "by_name.cypher", *place, "--param", f"x:={alias}", "--json"))[0]["name"] == names[0]
    everyone = [{"id": f"o{number:02}", "name": name} for number, name in enumerate(names)]
    assert rows(run("query", "all.cypher", *place, "--json")) == everyone
    assert rows(run("query", "nodes.cypher", *place, "--json")) == [{"n": count(names)}]
    assert typed(monkeypatch, f"{ALL};\n", *place).out.replace("\n", "").isprintable()


def test_a_hostile_name_stays_a_name_through_push_query_pull_and_shell(
    server: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")
    written(tmp_path / "made")
    assert run("push", "-d", "made", "--quiet").code == 0
    assert asked(server, NODES) == [(count(HOSTILE),)]
    stay_names(HOSTILE, ("--on", "neo4j"), monkeypatch)
    assert run("pull", "--out", "pulled", "--quiet").code == 0
    stay_names(HOSTILE, ("-d", "pulled"), monkeypatch)
    assert run("push", "-d", "pulled").err.endswith("holds the dataset already\n")
    assert asked(server, NODES) == [(count(HOSTILE),)]
    made, pulled = load("made"), load("pulled")
    assert (pulled.title, pulled.organisations.rows()) == (made.title, made.organisations.rows())
    assert pulled.names.equals(made.names)


def test_a_control_sign_stays_a_part_of_its_name_and_no_snapshot_gets_it(
    server: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")
    eco = ecosystem(CONTROL)
    monkeypatch.setattr("ecograph.sources.load", lambda _: eco)
    assert run("push", "--quiet").code == 0
    stay_names(CONTROL, ("--on", "neo4j"), monkeypatch)
    stay_names(CONTROL, (), monkeypatch)
    assert pull(server).organisations.equals(eco.organisations)
    ended = run("pull", "--out", "pulled", "--quiet")
    assert (ended.code, ended.out) == (1, "")
    assert "found a control character" in ended.err
    assert ended.err.replace("\n", "").isprintable()
    assert not Path("pulled").exists()


# the password


SECRET = "geheim-7f3a9c"  # noqa: S105 - of nobody; it stands nowhere else

COMMANDS = (
    ("query", "clusters", "--on", "neo4j"),
    ("query", "clusters", "--on", "neo4j", "--explain"),
    ("query", "mine.cypher", "--on", "neo4j", "--write", "--uri"),
    ("shell", "--on", "neo4j"),
    ("push", "-d", "made"),
    ("push", "-d", "made", "--dry-run"),
    ("pull", "--out", "pulled"),
    ("metrics", "pagerank", "--on", "neo4j"),
)


@contextmanager
def faulty(fault: str, server: Target, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the address of a server with a fault, with which the environment goes."""
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    if fault == "wrong password":
        monkeypatch.setenv("NEO4J_USERNAME", "ada")  # ArcadeDB locks an account after a few wrong passwords
        monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
        yield server.uri
    elif fault == "a password that cannot be sent":
        monkeypatch.setenv("NEO4J_PASSWORD", f"{SECRET}\udc80")
        yield server.uri
    elif fault == "no database":
        monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
        yield server.uri
    elif fault == "a password in the address":
        yield server.uri.replace("//", f"//neo4j:{SECRET}@")
    elif fault == "a password behind the address":
        yield f"{server.uri}?password={SECRET}"
    elif fault == "another protocol":
        yield f"http://{SECRET}"
    elif fault == "encryption":
        yield server.uri.replace("bolt:", "bolt+s:")
    else:
        with cutting(server.uri) as network:
            if fault == "nobody there":
                network.away()
            else:
                network.cut(Cut(fault, always=True))
            yield network.uri


FAULTS = (
    *("wrong password", "a password that cannot be sent", "no database", "a password in the address"),
    *("a password behind the address", "another protocol", "encryption", "nobody there", "HELLO", "RUN"),
)


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_shows_the_password(
    fault: str, server: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "made")
    Path("mine.cypher").write_text("CREATE (:Z)", encoding="utf-8")
    connected = bolt.connected
    for module in ("bolt", "push", "pull", "gds"):  # else a connection that is cut is tried again for a minute
        with suppress(AttributeError):
            monkeypatch.setattr(f"ecograph.stores.{module}.connected", lambda to, **_: connected(to, patience=0.0))
    with faulty(fault, server, monkeypatch) as uri:
        monkeypatch.setenv("NEO4J_URI", uri)
        for command in COMMANDS:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"RETURN 1 AS n;\n")))
            ended = run(*command, *([uri] if command[-1] == "--uri" else ()))
            assert ended.code in (1, 75), (command, ended)
            assert ended.err, command
            for secret in (SECRET, server.password):
                assert secret not in ended.out + ended.err, command
            assert fault == "wrong password" or "refuses" not in ended.err, command
    assert asked(server, NODES) == [(0,)]


@pytest.mark.parametrize("error", [Neo4jError._basic_hydrate(neo4j_code="", message=f"no {SECRET}"), None])
def test_a_server_that_repeats_the_password_is_not_repeated(error: Neo4jError | None, database: Target) -> None:
    with pytest.raises(EcographError, match=r"no \*\*\*") as found, in_words(replace(database, password=SECRET)):
        raise error or ServiceUnavailable(f"no {SECRET}")
    assert SECRET not in str(found.value)
