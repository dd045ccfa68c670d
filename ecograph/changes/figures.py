"""Which key figures have moved or lie beyond their limits, and which rows behind them differ."""

from typing import Final

import polars as pl

from ecograph.metrics.key_figures.change import COMPARED
from ecograph.metrics.key_figures.definition import KEY
from ecograph.metrics.key_figures.limits import CROSSED
from ecograph.rows import ROWS

ROW: Final = pl.concat_str("table", "key", separator="/").alias(ROWS)
"""What names a row: its table and key."""

BEHIND: Final = {"entered": pl.List(pl.String()), "left": pl.List(pl.String()), "changed": pl.List(pl.String())}
"""The rows that a figure did not rest on before, does not rest on any more, and rests on still though they changed."""

MOVED: Final = {**COMPARED, "changed": pl.List(pl.String())}
"""The columns of figures that moved: those of a compared table, and the rows behind the figure that changed."""

BEYOND: Final = {**CROSSED, **BEHIND}
"""The columns of figures beyond their limits: those of the limits, and the rows behind that differ."""


def moved(figures: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """Return the figures whose value is another one than before.

    Args:
        figures: The columns of ``change.COMPARED``.
        changed: The cells that changed: ``table``, ``key`` and others.

    Returns:
        The columns of ``MOVED``, in the order of the figures.
    """
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"before_{name}")) for name in ("low", "high"))
    return _with_changed(figures.filter(differs), changed).select(*MOVED)


def beyond(crossed: pl.DataFrame, figures: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """Return the figures beyond their limits with the rows behind them that differ.

    Args:
        crossed: The columns of ``limits.CROSSED``.
        figures: The columns of ``change.COMPARED``; none where nothing was compared.
        changed: The cells that changed.

    Returns:
        The columns of ``BEYOND``: those surely beyond first, then in the order of the limits.
    """
    behind = figures.select(*KEY, "entered", "left")
    found = _with_changed(crossed.join(behind, on=KEY, how="left", maintain_order="left"), changed)
    return found.sort(pl.col("state") != "crossed", maintain_order=True).select(*BEYOND)


def _with_changed(table: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """Return a table with those of its rows behind that changed and were behind it before, as a list."""
    rows = changed.select(ROW).unique()
    numbered = table.with_row_index(" n")
    found = numbered.select(" n", ROWS).explode(ROWS, empty_as_null=True).join(rows, on=ROWS, how="semi")
    lists = found.group_by(" n").agg(changed=pl.col(ROWS).unique().sort())
    empty = pl.lit([], pl.List(pl.String()))
    joined = numbered.join(lists, on=" n", how="left", maintain_order="left")
    filled = joined.with_columns(pl.col(*BEHIND).fill_null(empty))
    return filled.with_columns(pl.col("changed").list.set_difference("entered").list.sort())
