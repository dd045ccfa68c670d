"""The library of queries as tests ask it: every file, and what the embedded engine answers."""

from typing import Any

from ecograph import bundled
from ecograph.cypher.query import Query, query
from ecograph.cypher.rows import Rows
from ecograph.stores import embedded

QUERIES: dict[str, Query] = {
    path.stem: query(path.name, path.read_text(encoding="utf-8"))
    for path in sorted((bundled.root() / "cypher" / "queries").glob("*.cypher"))
}

PATIENCE = 120.0
"""The seconds that a query of a test may take, on a machine that does other things too."""


def given(name: str, **values: object) -> dict[str, object]:
    """Return the parameters of a query: its defaults, other than those that are given."""
    defaults = {each.name: each.default for each in QUERIES[name].parameters}
    assert set(values) <= set(defaults), f"{name} has no such parameter"
    return defaults | values


def asked(graph: Any, name: str, **values: object) -> Rows:  # noqa: ANN401 - a graph of an engine that may be missing
    """Return what the embedded engine answers."""
    return embedded.read(graph, QUERIES[name].statement, given(name, **values), timeout=PATIENCE, limit=None)
