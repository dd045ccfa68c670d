"""The graph database: filling the embedded engine, pushing over Bolt, and asking, each beside the bare engine.

The Bolt server is the one of the tests. Both sides of a pair start from the same tables and end with the same graph.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import kglite
import polars as pl
import pytest
from arcade import Arcade, running
from neo4j import GraphDatabase, ManagedTransaction
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.networks import generated, save
from ecograph.bundled import queries
from ecograph.cypher.query import query
from ecograph.ecosystem import Ecosystem
from ecograph.outputs.reference import constraints
from ecograph.property_graph import END, START, labels_of, property_graph
from ecograph.sources import load
from ecograph.stores import embedded
from ecograph.stores.bolt import Target
from ecograph.stores.push import push

ROUNDS, WARM = 5, 2
"""The rounds that are timed, and those before them: the first ones pay for memory, whoever comes first."""

LOADED = (50_000, 20_000, 300_000)
PUSHED = (5_000, 2_000, 30_000)
"""The organisations, projects and participations that are loaded, and a tenth of them that is sent over Bolt."""

BATCH = 5000
"""The rows of one transaction, on both sides."""

FILL = "the graph of {:,} organisations, {:,} projects and {:,} participations into the embedded engine".format(*LOADED)
PUSH = "the graph of {:,} organisations, {:,} projects and {:,} participations over Bolt".format(*PUSHED)
ASK = "ten times one query on a snapshot whose graph is kept, from the start of Python to its end"

AIMS = {
    FILL: "at least 0.67: ecograph at most 1.5 times the bare engine",
    PUSH: "at least 0.77: ecograph at most 1.3 times the loop",
    ASK: "less than 0.5 seconds beside the bare engine",
}

OWN = "ecograph"

QUERY = "clusters"
RUNS = 10


def timed(benchmark: BenchmarkFixture, run: Callable[[], object], what: str, who: str) -> None:
    """Time one side of a pair."""
    benchmark.pedantic(run, rounds=ROUNDS, iterations=1, warmup_rounds=WARM)  # type: ignore[no-untyped-call]
    benchmark.extra_info |= {"side": "held", "what": what, "who": who, "aim": AIMS[what]}


@pytest.fixture(scope="module")
def large() -> Ecosystem:
    """Return the tables that are loaded."""
    return generated(*LOADED)


def test_fill(benchmark: BenchmarkFixture, large: Ecosystem) -> None:
    """From the tables to a graph that can be asked."""
    timed(benchmark, lambda: embedded.filled(property_graph(large)), FILL, OWN)


def test_fill_by_the_engine_alone(benchmark: BenchmarkFixture, large: Ecosystem) -> None:
    """The bulk loader of the engine with frames that are ready for it, made outside the time."""
    graph = property_graph(large)
    nodes = [
        (each, second, *embedded._pandas(table))  # noqa: SLF001 - the same frames
        for each in graph.nodes
        for second, table in labels_of(each).items()
    ]
    ties = [(each, *embedded._pandas(each.table)) for each in graph.relationships]  # noqa: SLF001 - the same frames

    def bare() -> object:
        made = kglite.KnowledgeGraph()
        for each, second, frame, types in nodes:
            made.add_nodes(
                frame, each.label, each.key, each.key, column_types=types, labels=[second] if second else None
            )
        for tie, frame, types in ties:
            made.add_relationships(frame, tie.kind, tie.start[0], START, tie.end[0], END, column_types=types)
        return made

    timed(benchmark, bare, FILL, "bulk loader of kglite alone")


@pytest.fixture(scope="module")
def arcade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arcade]:
    """Return the server."""
    with running(tmp_path_factory.mktemp("arcade")) as server:
        for _ in range(2):  # a server that has just started is slow, whoever comes first
            push(generated(*PUSHED), server.target(server.create()))
        yield server


@pytest.fixture(scope="module")
def small() -> Ecosystem:
    """Return the tables that are sent over Bolt."""
    return generated(*PUSHED)


def test_push(benchmark: BenchmarkFixture, small: Ecosystem, arcade: Arcade) -> None:
    """From the tables to a whole graph in an empty database."""
    timed(benchmark, lambda: push(small, arcade.target(arcade.create())), PUSH, OWN)


def test_push_by_a_loop(benchmark: BenchmarkFixture, small: Ecosystem, arcade: Arcade) -> None:
    """The loop that one would write with the driver: batches of UNWIND and MERGE, labels first."""
    timed(benchmark, lambda: looped(small, arcade.target(arcade.create())), PUSH, "a loop written with the driver")


def looped(ecosystem: Ecosystem, target: Target) -> None:
    """Send the same graph as plainly as it can be."""
    graph = property_graph(ecosystem)
    with (
        GraphDatabase.driver(target.uri, auth=(target.username, target.password)) as driver,
        driver.session(database=target.database) as session,
    ):
        for statement in constraints().values():
            session.run(statement).consume()

        def sent(work: ManagedTransaction, statement: str, rows: list[dict[str, object]]) -> None:
            work.run(statement, rows=rows).consume()  # the names are those of the schema

        def send(statement: str, rows: list[dict[str, object]]) -> None:
            for start in range(0, len(rows), BATCH):
                session.execute_write(sent, statement, rows[start : start + BATCH])

        for nodes in graph.nodes:
            for second, table in labels_of(nodes).items():
                node = f"(n:{nodes.label} {{{nodes.key}: row.{nodes.key}}})"
                send(f"UNWIND $rows AS row MERGE {node} SET n += row", table.to_dicts())
                if second:  # apart, since the server refuses both in one transaction where a constraint is
                    keys = table.select(nodes.key).to_dicts()
                    send(f"UNWIND $rows AS row MATCH {node} SET n:{second}", keys)
        for ties in graph.relationships:
            (left, left_key), (right, right_key) = ties.start, ties.end
            merge = (
                f"UNWIND $rows AS row MATCH (a:{left} {{{left_key}: row.{START}}}) "
                f"MATCH (b:{right} {{{right_key}: row.{END}}}) "
                f"MERGE (a)-[r:{ties.kind} {{row: row.row}}]->(b) SET r += row.properties"
            )
            rows = ties.table.select(START, END, "row", pl.struct(pl.exclude(START, END)).alias("properties"))
            send(merge, rows.to_dicts())


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a snapshot whose graph is kept: the bundled dataset, with all kinds of nodes."""
    folder = tmp_path_factory.mktemp("asked") / "snapshot"
    save(load(), folder)
    told([*COMMAND, "-d", str(folder)])
    return folder


COMMAND = (str(Path(sys.executable).with_name("ecograph")), "query", QUERY)

COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What a user's processes have: modules are compiled once."""

BARE = """
import sys, kglite
graph = kglite.load(sys.argv[1])
for row in graph.cypher(sys.argv[2], params={"country": None}).to_list():
    sys.stdout.write(f"{row}\\n")
"""


def test_ask(benchmark: BenchmarkFixture, snapshot: Path) -> None:
    """The command."""
    timed(benchmark, lambda: told([*COMMAND, "-d", str(snapshot)]), ASK, OWN)


def test_ask_the_engine_alone(benchmark: BenchmarkFixture, snapshot: Path) -> None:
    """A script that loads the same file and prints the rows."""
    (kept,) = snapshot.glob(f"{embedded.PREFIX}*{embedded.SUFFIX}")
    statement = query(QUERY, queries()[QUERY].read_text(encoding="utf-8")).statement
    command = [sys.executable, "-c", BARE, str(kept), statement]
    timed(benchmark, lambda: told(command), ASK, "a script with kglite alone")


def told(command: list[str]) -> None:
    """Run a command some times, so that the start of one process does not decide."""
    for _ in range(RUNS):
        subprocess.run(command, check=True, capture_output=True, env=COMPILED)  # noqa: S603 - our own words
