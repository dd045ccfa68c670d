"""The library of queries as tests ask it: every file, and what the embedded engine answers."""

from typing import Any

from ecograph import Ecosystem, bundled
from ecograph.cypher.query import Query, query
from ecograph.cypher.rows import Rows
from ecograph.stores import embedded

QUERIES: dict[str, Query] = {
    path.stem: query(path.name, path.read_text(encoding="utf-8"))
    for path in sorted((bundled.root() / "cypher" / "queries").glob("*.cypher"))
}

PATIENCE = 120.0
"""The seconds that a query of a test may take, on a machine that does other things too."""

NAMED = {
    "organisation": "organisations",
    "project": "projects",
    "theme": "themes",
    "source": "sources",
    "framework": "frameworks",
}
"""The table of what a parameter of each kind names."""


def given(name: str, **values: object) -> dict[str, object]:
    """Return the parameters of a query: its defaults, other than those that are given."""
    defaults = {each.name: each.default for each in QUERIES[name].parameters}
    assert set(values) <= set(defaults), f"{name} has no such parameter"
    return defaults | values


def asked(graph: Any, name: str, **values: object) -> Rows:  # noqa: ANN401 - a graph of an engine that may be missing
    """Return what the embedded engine answers."""
    return embedded.read(graph, QUERIES[name].statement, given(name, **values), timeout=PATIENCE, limit=None)


def fitting(eco: Ecosystem, query: Query) -> dict[str, object]:
    """Return ids for those parameters whose default a dataset lacks: the busiest of its table, each another."""
    found: dict[str, object] = {}
    for kind, name in NAMED.items():
        key = eco[name].columns[0]
        ids = eco[name][key].to_list()
        if key in eco.participations.columns:
            busy = dict(eco.participations[key].value_counts().iter_rows())
            ids.sort(key=lambda id_: (-busy.get(id_, 0), id_))
        lacking = [
            each.name
            for each in query.parameters
            if each.kind == kind and each.default is not None and each.default not in ids
        ]
        found |= dict(zip(lacking, ids, strict=False))
    return found
