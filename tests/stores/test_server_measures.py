"""Measures that a server computes: what is asked, in which order, and that its memory is left as it was.

No server with Graph Data Science can be had here. The driver is a stand-in that notes each statement and gives answers
made by hand; what has no such thing is a real server.
"""

import csv
import io
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import neo4j
import polars as pl
import pytest
from arcade import Arcade
from in_process import Ended, run
from neo4j.exceptions import ClientError, ServiceUnavailable

from ecograph import Ecosystem, bundled
from ecograph.cypher.query import query
from ecograph.errors import EcographError, UnreachableError
from ecograph.metrics import METRICS
from ecograph.stores import gds
from ecograph.stores.bolt import Connection, Target, connected
from ecograph.stores.push import push

pytestmark = pytest.mark.slow  # a Java machine starts, and commands are run

NAMES = {
    query(path.name, path.read_text(encoding="utf-8")).statement: path.stem
    for path in (bundled.root() / "cypher" / "gds").glob("*.cypher")
}
"""The names of the files by their statements."""

TARGET = Target("bolt://gds.example.org:7687", "ada", "hidden word", "health")

RANKS = [["b", "B", 0.65, 3], ["a", "=A", 0.35, 3]]

ANSWERS: dict[str, tuple[Sequence[str], list[list[object]]]] = {
    "version": (("version",), [["2.13.4"]]),
    "dataset": (("name", "is_complete"), [["Two banks", True]]),
    "1_project_funding": (("graph", "nodes", "relationships"), [["g", 2, 1]]),
    "1_project_two_mode": (("graph", "nodes", "relationships"), [["g", 3, 4]]),
    "1_project_shared_projects": (("graph", "nodes", "relationships"), [["g", 2, 2]]),
    "1_project_memberships": (("graph", "nodes", "relationships"), [["g", 4, 3]]),
    "2_pagerank": (("id", "name", "pagerank", "n"), RANKS),
    "2_betweenness": (
        ("mode", "id", "name", "betweenness", "paths", "n", "reason"),
        [["project", "p", "P", 1, 1.0, 3, None], ["organisation", "a", "=A", None, 0.0, 3, "too few"]],
    ),
    "2_leiden": (("id", "name", "community", "n"), [["a", "=A", 1, 2], ["b", "B", 1, 2]]),
    "2_node_similarity": (
        ("left", "left_name", "right", "right_name", "dimension", "jaccard", "overlap_coefficient"),
        [["c", "C", "d", "D", "members", 0.5, 1.0]],
    ),
    "3_drop": (("graph",), [["g"]]),
    "id of a project": (("id",), []),
    "names of projects": (("id", "name", "acronym"), [["p", "P", None]]),
    "id of an organisation": (("id",), []),
    "names of organisations": (("id", "name"), [["a", "Alpha Bank"], ["b", "B"]]),
    "further names": (("id", "name"), []),
}
"""What the stand-in answers to each statement."""


def name_of(statement: str) -> str:
    """Return what a statement is called in ``ANSWERS``."""
    known = {
        "gds.version()": "version",
        ":Dataset": "dataset",
        "n.project_id = $text": "id of a project",
        "MATCH (n:Project)": "names of projects",
        "n.org_id = $text": "id of an organisation",
        "[:HAS_NAME]": "further names",
        "MATCH (n:Organisation)": "names of organisations",
    }
    return NAMES.get(statement) or next(said for part, said in known.items() if part in statement)


class Server:
    """A stand-in for the driver: notes what is sent, and answers by hand."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.answers = dict(ANSWERS)
        self.failing: dict[str, BaseException] = {}
        self.is_open = 0

    @property
    def order(self) -> list[str]:
        """The names of what was sent, without the question by which a connection is tried."""
        return [name for name, _ in self.sent]

    def parameters(self, name: str) -> dict[str, Any]:
        """Return the parameters of the one statement of that name."""
        (found,) = (values for sent, values in self.sent if sent == name)
        return found

    def driver(self, *_: object, **__: object) -> "Driver":
        self.is_open += 1
        return Driver(self)


class Driver:
    """One connection, on which one session and one transaction follow another; so it is all of them."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave it as it is."""

    def close(self) -> None:
        pass

    def session(self, *, default_access_mode: str, **_: object) -> "Driver":
        assert default_access_mode == neo4j.READ_ACCESS
        return self

    def begin_transaction(self, **_: object) -> "Driver":
        return self

    def rollback(self) -> None:
        pass

    def run(self, statement: str, parameters: dict[str, Any]) -> "Answer":
        if statement == "RETURN 1 AS one":
            return Answer(("one",), [[1]])
        name = name_of(statement)
        self.server.sent.append((name, parameters))
        if name in self.server.failing:
            raise self.server.failing[name]
        return Answer(*self.server.answers[name])


class Answer:
    """The rows of a statement."""

    def __init__(self, columns: Sequence[str], rows: list[list[object]]) -> None:
        self.columns, self.rows = columns, rows

    def __iter__(self) -> Iterator[list[object]]:
        """Yield the rows."""
        return iter(self.rows)

    def keys(self) -> Sequence[str]:
        return self.columns

    def fetch(self, n: int) -> list[list[object]]:
        return self.rows[:n]

    def consume(self) -> SimpleNamespace:
        return SimpleNamespace(gql_status_objects=())


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return a stand-in that every connection leads to, with its place in the environment."""
    made = Server()
    monkeypatch.setattr(neo4j.GraphDatabase, "driver", made.driver)
    monkeypatch.setenv("NEO4J_URI", TARGET.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", TARGET.password)
    monkeypatch.delenv("ECOGRAPH_DATA", raising=False)
    return made


@pytest.fixture
def connection(server: Server) -> Iterator[Connection]:
    with connected(TARGET) as made:
        yield made


def measured(*arguments: str) -> Ended:
    """Run ``ecograph metrics --on neo4j``; the password is in nothing that it says."""
    ended = run("metrics", *arguments, "--on", "neo4j")
    assert TARGET.password not in ended.out + ended.err
    return ended


# what is sent


@pytest.mark.parametrize("name", gds.MEASURES)
def test_a_graph_is_projected_computed_on_and_dropped_under_one_name(
    server: Server, connection: Connection, name: str
) -> None:
    gds.computed(connection, name)
    assert server.order == [*gds.MEASURES[name], "3_drop"]
    names = {values["graph"] for _, values in server.sent}
    assert len(names) == 1


def test_no_two_graphs_have_the_same_name(server: Server, connection: Connection) -> None:
    for _ in range(3):
        gds.computed(connection, "pagerank")
    assert len({values["graph"] for _, values in server.sent}) == 3


def test_parameters_are_those_that_are_given_and_else_those_of_the_file(server: Server, connection: Connection) -> None:
    gds.computed(connection, "communities", {"seed": 7, "weighting": "count"})
    assert server.parameters("1_project_shared_projects")["weighting"] == "count"
    assert server.parameters("2_leiden")["seed"] == 7
    server.sent.clear()
    gds.computed(connection, "communities")
    assert server.parameters("1_project_shared_projects")["weighting"] == "newman"
    assert server.parameters("2_leiden")["seed"] == 0
    gds.computed(connection, "pagerank", {"seed": 7})
    assert server.parameters("2_pagerank").keys() == {"graph", "damping"}


def test_the_damping_is_that_of_the_metric(server: Server, connection: Connection) -> None:
    from ecograph.algorithms.spectral import DAMPING

    gds.computed(connection, "pagerank")
    assert server.parameters("2_pagerank")["damping"] == DAMPING


# what comes back


@pytest.mark.parametrize("name", gds.MEASURES)
def test_a_table_has_the_keys_and_values_of_the_metric_with_their_types(connection: Connection, name: str) -> None:
    metric = next(metric for metric in METRICS if metric.name == name)
    columns, rows = ANSWERS[gds.MEASURES[name][1]]
    table = gds.computed(connection, name)
    assert tuple(table.columns) == tuple(columns)
    assert set(metric.keys) <= set(columns)
    assert set(columns) & set(metric.values)
    assert table.rows() == [tuple(row) for row in rows]


def test_a_whole_number_in_a_column_of_numbers_is_one_of_them(connection: Connection) -> None:
    table = gds.computed(connection, "betweenness")
    assert [type(value) for value in table["betweenness"]] == [float, type(None)]


@pytest.mark.parametrize("made", [[["g", 2, 0]], [[None, None, None]], []])
def test_where_there_is_nothing_to_compute_on_nothing_is_computed_and_the_graph_is_dropped(
    server: Server, connection: Connection, made: list[list[object]]
) -> None:
    """A server makes no graph of no node, and finds no property of relationships where there is none of them."""
    server.answers["1_project_funding"] = (ANSWERS["1_project_funding"][0], made)
    table = gds.computed(connection, "pagerank")
    assert server.order == ["1_project_funding", "3_drop"]
    assert (table.height, table.columns) == (0, ["id", "name", "pagerank", "n"])


# what fails


@pytest.mark.parametrize("step", ["1_project_funding", "2_pagerank"])
@pytest.mark.parametrize(
    ("failure", "raised"),
    [
        (ClientError("no memory"), EcographError),
        (ServiceUnavailable("gone"), UnreachableError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
    ids=["refused", "lost", "interrupted"],
)
def test_the_graph_is_dropped_on_a_new_connection_whatever_fails(
    server: Server, connection: Connection, step: str, failure: BaseException, raised: type[BaseException]
) -> None:
    server.failing[step] = failure
    with pytest.raises(raised) as caught:
        gds.computed(connection, "pagerank")
    assert type(caught.value) is raised
    assert server.order[-1] == "3_drop"
    assert server.order.count(step) == 1  # sent once, though the connection has patience
    assert server.is_open == 2
    assert server.sent[0][1]["graph"] == server.sent[-1][1]["graph"]


def test_a_graph_that_could_not_be_dropped_is_named_with_the_cure(server: Server, connection: Connection) -> None:
    server.failing["3_drop"] = ServiceUnavailable("gone")
    with pytest.raises(UnreachableError, match=r"gone.*CALL gds\.graph\.drop\('ecograph_[0-9a-f]{16}'\)"):
        gds.computed(connection, "pagerank")


def test_the_first_failure_is_told_when_the_graph_could_not_be_dropped_either(
    server: Server, connection: Connection
) -> None:
    server.failing |= {"2_pagerank": ClientError("no memory"), "3_drop": ServiceUnavailable("gone")}
    with pytest.raises(EcographError, match=r"the server failed.*CALL gds\.graph\.drop") as caught:
        gds.computed(connection, "pagerank")
    assert "hung up" not in str(caught.value)
    assert not isinstance(caught.value, UnreachableError)


def test_a_graph_that_is_half_pushed_or_not_there_is_refused(server: Server, connection: Connection) -> None:
    assert gds.pushed(connection) == "Two banks"
    server.answers["dataset"] = (ANSWERS["dataset"][0], [["Two banks", False]])
    with pytest.raises(EcographError, match=r"half pushed.*run `ecograph push` again"):
        gds.pushed(connection)
    server.answers["dataset"] = (ANSWERS["dataset"][0], [])
    with pytest.raises(EcographError, match=r"found no node Dataset in the database 'health'.*run `ecograph push`"):
        gds.pushed(connection)


def test_a_server_that_is_gone_is_not_taken_for_one_without_graph_data_science(
    server: Server, connection: Connection
) -> None:
    assert gds.version(connection) == "2.13.4"
    server.failing["version"] = ServiceUnavailable("gone")
    with pytest.raises(UnreachableError, match="nothing answers there") as caught:
        gds.version(Connection(connection.driver, connection.target, connection.bookmarks))
    assert "Data Science" not in str(caught.value)


# the command


def test_the_command_prints_the_numbers_of_the_server(server: Server) -> None:
    ended = measured("pagerank", "betweenness", "communities", "pairwise_overlap", "--json")
    assert ended.code == 0
    assert {name: [list(row.values()) for row in rows] for name, rows in json.loads(ended.out).items()} == {
        name: ANSWERS[gds.MEASURES[name][1]][1] for name in gds.MEASURES
    }
    assert "computed by Graph Data Science 2.13.4 at bolt://gds.example.org:7687" in ended.err
    assert server.order.count("3_drop") == 4


def test_a_table_is_cut_to_whom_is_asked_about_and_to_the_first_rows(server: Server) -> None:
    ended = measured("pagerank", "--subject", "alpha bank", "--csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(ended.out))] == ["a"]
    ended = measured("pagerank", "--top", "1", "--csv", "--quiet")
    assert [row["id"] for row in csv.DictReader(io.StringIO(ended.out))] == ["b"]
    assert ended.err == ""
    ended = measured("pagerank", "--subject", "P", "--csv")
    assert list(csv.DictReader(io.StringIO(ended.out))) == []
    ended = measured("pagerank", "--subject", "Beta Bank")
    assert (ended.code, "found no organisation named 'Beta Bank'" in ended.err) == (1, True)


def test_a_terminal_is_shown_what_the_metric_tells(server: Server) -> None:
    ended = measured("pagerank")
    metric = next(metric for metric in METRICS if metric.name == "pagerank")
    assert ended.out.splitlines()[0] == f"pagerank: {metric.sentence.en}"
    assert "0.65" in ended.out


def test_a_folder_of_tables_says_which_server_computed_them(server: Server, tmp_path: Path) -> None:
    ended = measured("communities", "--seed", "3", "--out", str(tmp_path / "out"))
    assert ended.code == 0
    said = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert said["dataset"] == "Two banks"
    assert said["options"] == {
        "graph_data_science": "2.13.4",
        "on": TARGET.uri,
        "seed": 3,
        "subject": [],
        "top": None,
    }
    assert TARGET.password not in json.dumps(said)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["constraint"], 1, "found no constraint on the server, expected one of betweenness, pagerank, communities"),
        (["all"], 1, "expected one of betweenness, pagerank, communities, pairwise_overlap"),
        (
            ["pagerank", "--seed", "1"],
            1,
            "found --seed, which none of these measures takes on the server; it goes with",
        ),
        (["pagerank", "--group", "kind"], 1, "found --group, which none of these measures takes on the server; leave"),
        (["pagerank", "-d", "x"], 2, "leave out --data, --as-of and --without-purpose, or --on neo4j"),
        (["pagerank", "--as-of", "2020"], 2, "leave out --data, --as-of and --without-purpose, or --on neo4j"),
        (["pagerank", "--without-purpose", "merger"], 2, "leave out --data, --as-of and --without-purpose"),
    ],
)
def test_what_the_server_does_not_have_is_refused_before_anything_is_sent(
    server: Server, arguments: list[str], code: int, said: str
) -> None:
    ended = measured(*arguments)
    assert (ended.code, ended.out, server.sent) == (code, "", [])
    assert said in " ".join(ended.err.split())


def test_a_server_is_named_only_where_it_is_asked() -> None:
    ended = run("metrics", "pagerank", "--uri", TARGET.uri)
    assert ended.code == 2
    assert "add --on neo4j" in ended.err


def test_a_half_pushed_graph_is_refused_before_anything_is_computed(server: Server) -> None:
    server.answers["dataset"] = (ANSWERS["dataset"][0], [["Two banks", False]])
    ended = measured("pagerank")
    assert (ended.code, server.order) == (1, ["version", "dataset"])
    assert "half pushed" in ended.err


# a real server, which has no Graph Data Science


def test_a_real_server_without_it_is_told_so_with_the_cure(arcadedb: Arcade, monkeypatch: pytest.MonkeyPatch) -> None:
    place = arcadedb.target(arcadedb.create())
    with connected(place) as connection, pytest.raises(EcographError) as caught:
        gds.version(connection)
    assert str(caught.value).startswith(f"{place.place}: found no Graph Data Science on the server")
    for name, value in (("URI", place.uri), ("USERNAME", place.username), ("DATABASE", place.database)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    monkeypatch.setenv("NEO4J_PASSWORD", place.password)
    ended = run("metrics", "pagerank", "--on", "neo4j")
    assert (ended.code, ended.out) == (1, "")
    assert "leave out --on neo4j: ecograph computes the same itself" in ended.err
    assert place.password not in ended.err
    arcadedb.drop(place.database)


def test_a_real_server_tells_whether_a_graph_was_pushed(database: Target) -> None:
    with connected(database) as connection, pytest.raises(EcographError, match="found no node Dataset"):
        gds.pushed(connection)
    push(Ecosystem.of(title="One", organisations=[{"org_id": "a", "name": "A", "kind": "company"}]), database)
    with connected(database) as connection:
        assert gds.pushed(connection) == "One"


@pytest.mark.skipif("ECOGRAPH_NEO4J_URI" not in os.environ, reason="no server is named that may have the measures")
def test_a_server_that_has_it_gives_the_numbers_of_the_metrics(database: Target) -> None:
    """The numbers are those of the metrics, a second implementation; of Leiden's one run only whom it knows."""
    from ecograph import load
    from ecograph.network import Network
    from ecograph.question import computed

    ecosystem = load()
    push(ecosystem, database)
    network = Network.of(ecosystem)
    with connected(database) as connection:
        try:
            gds.version(connection)
        except EcographError as error:
            pytest.skip(str(error))
        for name, column in (("pagerank", "pagerank"), ("betweenness", "betweenness")):
            metric = next(metric for metric in METRICS if metric.name == name)
            expected = dict(computed(network, metric, {}).select("id", column).iter_rows())
            found = dict(gds.computed(connection, name).select("id", column).iter_rows())
            assert found == pytest.approx(expected, abs=1e-9)
        metric = next(metric for metric in METRICS if metric.name == "communities")
        known = computed(network, metric, {}).drop_nulls("community")
        assert set(gds.computed(connection, "communities")["id"]) == set(known["id"])
        metric = next(metric for metric in METRICS if metric.name == "pairwise_overlap")
        pairs = computed(network, metric, {}).filter((pl.col("dimension") == "members") & (pl.col("n_shared") > 0))
        columns = ("left", "right", "jaccard", "overlap_coefficient")
        table = gds.computed(connection, "pairwise_overlap")
        assert table.select(columns).rows() == pairs.select(columns).sort("left", "right").rows()
