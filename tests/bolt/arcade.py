"""A real Bolt server for the tests: ArcadeDB from its wheel, or the one that ``ECOGRAPH_NEO4J_URI`` names.

A conftest imports the fixtures ``arcadedb`` (the process, one for each worker) and ``database`` (an empty database
for each test). A new database costs 5 ms there, and dropping it less than 50 ms, whatever it holds.

With ``ECOGRAPH_NEO4J_URI`` each test that asks for ``database`` runs a second time, on that server, with the
account and the database of ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``. A database with a node in it
is refused, since a test empties what it has used. One test at a time uses it, whatever the number of workers.
"""

import hashlib
import importlib.util
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

from ecograph.stores.bolt import Connection, Target, connected, read, target, write

SERVING = Path(__file__).with_name("serving.py")
STOPPING = 20
"""Seconds after which a server that does not stop is killed."""

NAMED = "ECOGRAPH_NEO4J_URI"


@dataclass
class Arcade:
    """A running ArcadeDB."""

    uri: str
    username: str
    password: str = field(repr=False)
    process: "subprocess.Popen[str]" = field(repr=False)
    numbers: Iterator[int] = field(default_factory=count, repr=False)

    def target(self, name: str = "neo4j") -> Target:
        """Return how one of its databases is reached."""
        return Target(self.uri, self.username, self.password, name)

    def create(self) -> str:
        """Make an empty database and return its name."""
        name = f"test{next(self.numbers)}"
        self._tell(f"create {name}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database with all it holds."""
        self._tell(f"drop {name}")

    def _tell(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n", f"ArcadeDB did not {line}"


@contextmanager
def running(folder: Path) -> Iterator[Arcade]:
    """Yield an ArcadeDB of its own in an empty folder, stopped and gone when the block ends.

    Raises:
        AssertionError: It did not start, with its log.
    """
    password = secrets.token_hex(8)
    log = folder.with_name(f"{folder.name}.log")
    command = [sys.executable, str(SERVING), str(folder)]
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env=os.environ | {"ARCADEDB_PASSWORD": password},
        ) as process,
    ):
        try:
            assert process.stdout is not None
            answer = process.stdout.readline().split()
            assert answer[:1] == ["bolt"], f"ArcadeDB did not start:\n{log.read_text(errors='replace')}"
            server = Arcade(f"bolt://127.0.0.1:{answer[1]}", "root", password, process)
            with connected(server.target()):  # which asks it RETURN 1
                yield server
        finally:
            process.terminate()
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="session")
def arcadedb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arcade]:
    """Yield an ArcadeDB that all tests of this worker share."""
    if importlib.util.find_spec("arcadedb_embedded") is None:
        pytest.skip("the package arcadedb-embedded, a Bolt server for tests, is not installed")
    with running(tmp_path_factory.mktemp("arcadedb")) as server:
        yield server


@pytest.fixture(params=["arcadedb", *(["named"] if os.environ.get(NAMED) else [])])
def database(request: pytest.FixtureRequest) -> Iterator[Target]:
    """Yield how an empty database is reached, which is the test's own."""
    if request.param == "arcadedb":
        server: Arcade = request.getfixturevalue("arcadedb")
        name = server.create()
        yield server.target(name)
        server.drop(name)
    else:
        with named() as place:
            yield place


@contextmanager
def named() -> Iterator[Target]:
    """Yield the database that the environment names, and empty it again.

    Raises:
        AssertionError: It holds nodes already.
    """
    place = target(uri=os.environ[NAMED], environment=os.environ)
    lock = hashlib.sha256(f"{place.uri}|{place.database}".encode()).hexdigest()[:32]
    with FileLock(Path(tempfile.gettempdir()) / f"ecograph-test-{lock}.lock"), connected(place) as connection:
        nodes = read(connection, "MATCH (n) RETURN count(n) AS nodes", {}, timeout=60, limit=1).rows
        assert nodes == [(0,)], f"{NAMED} names a database that is not empty: tests would delete what it holds"
        before = _schema(connection)
        try:
            yield place
        finally:
            write(connection, "MATCH (n) DETACH DELETE n", [])
            for statement in sorted(_schema(connection) - before):
                write(connection, statement, [])


def _schema(connection: Connection) -> set[str]:
    """Return the statements that would drop the constraints and the indexes of a database.

    The index of a constraint goes with it, which is why ``DROP`` asks whether it is still there.
    """
    return {
        f"DROP {what} `{name}` IF EXISTS"
        for what in ("CONSTRAINT", "INDEX")
        for (name,) in read(
            connection,
            f"SHOW {what}{'S' if what == 'CONSTRAINT' else 'ES'} YIELD name RETURN name",
            {},
            timeout=60,
            limit=10_000,
        ).rows
    }
