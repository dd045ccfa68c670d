"""How a server would answer: the plan as rows, from operators and from words."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

import pytest
from neo4j.exceptions import ServiceUnavailable

from ecograph.errors import EcographError
from ecograph.stores import bolt
from ecograph.stores.bolt import Connection
from ecograph.stores.plans import plan
from ecograph.stores.target import Target

# As Neo4j's driver gives it (Neo4j 5, "Execution plans"): operators with the database behind @, written by hand
OPERATORS = {
    "operatorType": "ProduceResults@neo4j",
    "args": {"Details": "n", "EstimatedRows": 2.0, "string-representation": "+-----+\n| all |"},
    "identifiers": ["n"],
    "children": [
        {
            "operatorType": "CartesianProduct@neo4j",
            "args": {"EstimatedRows": 2.0},
            "identifiers": [],
            "children": [
                {
                    "operatorType": "NodeByLabelScan@neo4j",
                    "args": {"Details": "a:A", "EstimatedRows": 1.0},
                    "children": [],
                },
                {"operatorType": "AllNodesScan@neo4j", "args": {"Details": "b"}, "children": []},
            ],
        }
    ],
}
WORDS = {
    "operatorType": "Plan",
    "args": {"string-representation": "Plan\n====\n\n+ SCAN a\n+ RETURN a\n"},
    "children": [],
}


class Standing:
    """A driver, a session, a transaction and a result that only know one plan, and note what they are asked."""

    def __init__(self, found: Mapping[str, Any] | None) -> None:
        self.plan = found
        self.asked: list[object] = []

    @contextmanager
    def session(self, **how: object) -> Iterator[Self]:
        self.asked.append(how)
        yield self

    @contextmanager
    def begin_transaction(self, timeout: float) -> Iterator[Self]:
        self.asked.append(timeout)
        yield self

    def run(self, statement: str, parameters: Mapping[str, object]) -> Self:
        self.asked.append((statement, parameters))
        return self

    def consume(self) -> Self:
        return self

    def rollback(self) -> None:
        self.asked.append("rollback")


def connection(driver: Standing) -> Connection:
    made: Any = driver
    return Connection(made, Target("bolt://localhost", "ada", "secret", "graph"), made, 0)


@pytest.mark.parametrize(
    ("found", "rows"),
    [
        (
            OPERATORS,
            [
                (1, "ProduceResults", "n", 2.0),
                (2, "| CartesianProduct", None, 2.0),
                (3, "| | NodeByLabelScan", "a:A", 1.0),
                (4, "| | AllNodesScan", "b", None),
            ],
        ),
        (WORDS, [(1, "Plan", None, None), (2, "+ SCAN a", None, None), (3, "+ RETURN a", None, None)]),
        (None, []),
    ],
    ids=["operators", "words", "nothing"],
)
def test_a_plan_is_a_row_for_each_step(found: Mapping[str, Any] | None, rows: list[object]) -> None:
    assert plan(connection(Standing(found)), "MATCH (n) RETURN n", {}, timeout=5).rows == rows


def test_it_is_asked_for_reading_within_time_and_nothing_is_kept() -> None:
    driver = Standing(WORDS)
    plan(connection(driver), "MATCH (n {id: $id}) RETURN n", {"id": "x"}, timeout=5)
    assert driver.asked == [
        {"database": "graph", "default_access_mode": "READ", "fetch_size": 1000, "bookmark_manager": driver},
        5,
        ("EXPLAIN MATCH (n {id: $id}) RETURN n", {"id": "x"}),
        "rollback",
    ]


class Silent(Standing):
    """A driver whose server says nothing until the connection is closed."""

    def __init__(self) -> None:
        super().__init__(None)
        self.is_closed = threading.Event()

    def consume(self) -> Self:
        assert self.is_closed.wait(30)
        raise ServiceUnavailable("closed")

    def close(self) -> None:
        self.is_closed.set()


def test_a_server_that_never_tells_its_plan_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt, "GRACE", 0.0)
    with pytest.raises(EcographError, match=r"took longer than 0\.05 seconds and was ended"):
        plan(connection(Silent()), "MATCH (n) RETURN n", {}, timeout=0.05)
