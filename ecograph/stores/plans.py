"""How a server would answer a statement: its plan, which every server tells in its own way."""

from collections.abc import Iterator, Mapping
from typing import Any

from ecograph.cypher.rows import Rows
from ecograph.stores.bolt import Connection, limited, transaction
from ecograph.stores.bolt_errors import in_words

COLUMNS = ("step", "operation", "details", "estimated_rows")

_WORDS = "string-representation"
"""The plan in words, where a server has no operators to tell."""


def plan(connection: Connection, statement: str, parameters: Mapping[str, object], *, timeout: float) -> Rows:
    """Return the plan of a statement, which is not run: a row for each operator, what it rests on below it.

    Args:
        connection: The connection.
        statement: One statement.
        parameters: The values of its parameters.
        timeout: Seconds that the server may take. Soon after the connection is closed.

    Raises:
        UnreachableError: The connection was lost, or the server is too busy.
        EcographError: The server refuses the statement, or it takes too long: then open another connection.
    """
    with (
        in_words(connection.target),
        limited(connection, timeout),
        transaction(connection, "READ", timeout=timeout) as asking,
    ):
        found = asking.run(f"EXPLAIN {statement}", dict(parameters)).consume().plan
        asking.rollback()
    steps = list(_steps(found or {}, 0))
    return Rows(COLUMNS, [(number, *step) for number, step in enumerate(steps, start=1)])


def _steps(operator: Mapping[str, Any], depth: int) -> Iterator[tuple[str, str | None, float | None]]:
    """Yield an operator and those that it rests on."""
    said = operator.get("args", {})
    if not operator.get("children") and "Details" not in said and _WORDS in said:
        yield from ((line, None, None) for line in said[_WORDS].splitlines() if line.strip(" ="))
    elif operator:
        name = str(operator["operatorType"]).partition("@")[0]
        yield "| " * depth + name, said.get("Details"), said.get("EstimatedRows")
        for child in operator["children"]:
            yield from _steps(child, depth + 1)
