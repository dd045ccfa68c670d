"""The graph as two Parquet tables, one of nodes and one of edges, for polars, pandas, DuckDB and R."""

import polars as pl

from ecograph.network import to_networkx
from ecograph.outputs.exports.export import Export, Given
from ecograph.outputs.tables import parquet


def tables(given: Given) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the nodes and the edges of ``network.to_networkx``.

    Returns:
        Nodes: ``id``, ``table`` (where the row stands), then every column of these tables; edges: ``source`` and
        ``target`` (ids of nodes), ``table``, then every column. A column that a row does not have is null; lists of
        ids are texts with | between them.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org} for org in "ab"],
    ...     memberships=[{"org_id": "a", "cluster_id": "b"}],
    ... )
    >>> nodes, edges = tables(Given(eco))
    >>> nodes.select("id", "table").rows(), edges.select("source", "target", "table").rows()
    ([('a', 'organisations'), ('b', 'organisations')], [('a', 'b', 'memberships')])
    """
    graph = to_networkx(given.ecosystem)
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    edges = [{"source": start, "target": end, **data} for start, end, data in graph.edges(data=True)]
    return _frame(nodes, ("id", "table")), _frame(edges, ("source", "target", "table"))


def _frame(rows: list[dict[str, object]], first: tuple[str, ...]) -> pl.DataFrame:
    empty = pl.DataFrame(schema=dict.fromkeys(first, pl.String))
    if not rows:
        return empty
    names = dict.fromkeys([*first, *(name for row in rows for name in row)])
    return pl.DataFrame(rows, infer_schema_length=None).select(*names)


def _files(given: Given) -> dict[str, bytes]:
    nodes, edges = tables(given)
    return {"nodes.parquet": parquet(nodes), "edges.parquet": parquet(edges)}


PARQUET = Export(
    "parquet",
    "graph_parquet",
    "Nodes and edges as two tables, for polars, pandas, DuckDB and R.",
    _files,
    is_folder=True,
)
