"""The table of a measure of nodes: the same columns for each of them, with the rows that a number rests on."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS

Values = Mapping[str, npt.ArrayLike]
"""The values of a measure by column, one for each node in the order of the network; nan where undefined."""


def organisations(
    network: Network,
    values: Values,
    *,
    n: npt.ArrayLike,
    reason: str | pl.Expr = "",
    descending: bool = True,
) -> pl.DataFrame:
    """Return the table of a measure of organisations, sorted by its first value, then by id.

    Args:
        network: The network.
        values: The values, one for each organisation.
        n: How many things the values rest on: one number, or one for each organisation.
        reason: Why a value is null, for the rows in which one is; an expression where it varies.
        descending: Whether the greatest value comes first.

    Returns:
        ``id``, ``name``, the values, ``n``, ``reason``, ``rows`` (the participations of the organisation).
    """
    frame = network.nodes.head(len(network.organisations)).drop("mode")
    return _ranked(frame, values, n=n, reason=reason, descending=descending)


def nodes(network: Network, values: Values, *, n: npt.ArrayLike, reason: str | pl.Expr = "") -> pl.DataFrame:
    """Return the table of a measure of organisations and projects, greatest first, then by id.

    The arguments are those of ``organisations``, with a value for each organisation, then for each project.

    Returns:
        ``mode`` (organisation or project), then the columns of ``organisations``.
    """
    return _ranked(network.nodes, values, n=n, reason=reason, descending=True)


def _ranked(
    frame: pl.DataFrame, values: Values, *, n: npt.ArrayLike, reason: str | pl.Expr, descending: bool
) -> pl.DataFrame:
    why = pl.lit(reason) if isinstance(reason, str) else reason
    counts = np.broadcast_to(np.asarray(n, dtype=np.int64), frame.height)
    columns = {name: _known(np.asarray(value)) for name, value in values.items()}
    return (
        frame.with_columns(**columns, n=pl.Series(counts))
        .with_columns(pl.when(pl.any_horizontal(pl.col(list(values)).is_null())).then(why).alias(REASON))
        .sort([next(iter(values)), "id"], descending=[descending, False], nulls_last=True)
        .select(*(name for name in frame.columns if name != ROWS), *values, "n", REASON, ROWS)
    )


def _known(values: npt.NDArray[Any]) -> pl.Series:
    """Return the values of a column: integers as they are, and other numbers with null for nan."""
    is_whole = np.issubdtype(values.dtype, np.integer)
    return pl.Series(values.astype(np.int64)) if is_whole else pl.Series(values.astype(np.float64)).fill_nan(None)
