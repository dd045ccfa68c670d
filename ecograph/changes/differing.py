"""How the rows of the tables differ between two states: which entered, which left, and in which column others changed.

One function serves all tables of the schema. Rows are the same when their keys are; ids of joined identities are told
apart by ``following``.
"""

from typing import Final

import polars as pl

from ecograph import cells
from ecograph.ecosystem import Ecosystem
from ecograph.identity.rewriting import key_text
from ecograph.schema import TABLES, Kind, Table

PLACES: Final = ("source_id", "locator")
"""The columns that say where a row is stated, not what it states."""

ROWS: Final = {
    "table": pl.String(),
    "key": pl.String(),
    "source_id": pl.String(),
    "locator": pl.String(),
    "follows": pl.Boolean(),
}
"""The columns of rows that entered or left; ``follows`` is told by ``following``."""

CELLS: Final = {
    "table": pl.String(),
    "key": pl.String(),
    "column": pl.String(),
    "before": pl.String(),
    "after": pl.String(),
    "source_id": pl.String(),
    "locator": pl.String(),
    "follows": pl.Boolean(),
}
"""The columns of cells that changed; ``before`` and ``after`` are null where the cell was or is empty."""


def only_in(first: Ecosystem, second: Ecosystem) -> pl.DataFrame:
    """Return the rows of the first state whose keys the second does not have.

    Args:
        first: One state of the tables.
        second: The other.

    Returns:
        ``table``, ``key`` (its parts joined by |), ``source_id``, ``locator``; in the order of the tables, then of
        their keys.

    >>> before = Ecosystem.of(organisations=[{"org_id": "a", "name": "A", "kind": "company"}])
    >>> only_in(before, Ecosystem.of()).select("table", "key").rows()
    [('organisations', 'a')]
    """
    parts = []
    for table in TABLES:
        rows = first[table.name].join(second[table.name], on=list(table.key), how="anti", nulls_equal=True)
        parts.append(rows.select(pl.lit(table.name).alias("table"), key_text(table).alias("key"), *_place(table)))
    return pl.concat(parts)


def _place(table: Table) -> list[pl.Expr]:
    return [pl.col(name) if name in table else pl.lit(None, pl.String).alias(name) for name in PLACES]


def changed_cells(before: Ecosystem, after: Ecosystem) -> pl.DataFrame:
    """Return the cells that differ in rows that both states have.

    The order of ids in a cell means nothing, so it is no change.

    Args:
        before: The earlier state.
        after: The later state.

    Returns:
        The columns of ``CELLS`` other than ``follows``; source and place are those of the later row.

    >>> row = {"org_id": "a", "name": "A", "kind": "company"}
    >>> changed_cells(
    ...     Ecosystem.of(organisations=[row]), Ecosystem.of(organisations=[row | {"name": "B"}])
    ... ).select("key", "column", "before", "after").rows()
    [('a', 'name', 'A', 'B')]
    """
    empty = pl.DataFrame(schema={name: kind for name, kind in CELLS.items() if name != "follows"})
    parts = [_cells(table, before[table.name], after[table.name]) for table in TABLES]
    return pl.concat([empty, *(part for table in parts for part in table)])


def _cells(table: Table, before: pl.DataFrame, after: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the cells of a table that differ, sorted by key, then in the order of its columns."""
    own = [name for name in table.names if name not in table.key]
    met = after.join(before, on=list(table.key), how="inner", nulls_equal=True, suffix=_BEFORE, maintain_order="left")
    met = met.with_columns(key_text(table).alias("key of row")).with_row_index("row")
    found = []
    for order, name in enumerate(own):
        pair = met.select("row", pl.lit(order).alias("order"), "key of row", *_place(table), *_pair(table, name))
        unlike = pair.filter(pl.col("old").ne_missing(pl.col("new")))
        if unlike.height:
            found.append(_as_cells(table, name, unlike))
    return [pl.concat(found).sort("row", "order").select(name for name in CELLS if name != "follows")] if found else []


_BEFORE = " before"


def _pair(table: Table, name: str) -> tuple[pl.Expr, pl.Expr]:
    old, new = pl.col(name + _BEFORE), pl.col(name)
    if table[name].kind is Kind.IDS:
        old, new = old.list.sort(), new.list.sort()
    return old.alias("old"), new.alias("new")


def _as_cells(table: Table, name: str, unlike: pl.DataFrame) -> pl.DataFrame:
    return unlike.select(
        "row",
        "order",
        pl.lit(table.name).alias("table"),
        pl.col("key of row").alias("key"),
        pl.lit(name).alias("column"),
        _texts(unlike["old"], "before"),
        _texts(unlike["new"], "after"),
        *PLACES,
    )


def _texts(values: pl.Series, name: str) -> pl.Series:
    """Return values as the texts of cells, null where they are empty."""
    return pl.Series(name, [None if value is None else cells.text(_plain(value)) for value in values], dtype=pl.String)


def _plain(value: object) -> object:
    return value.to_list() if isinstance(value, pl.Series) else value
