"""The table of a measure of a whole network: few rows, each resting on all participations."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS


def whole(
    network: Network,
    records: Iterable[Mapping[str, Any]],
    schema: Mapping[str, pl.DataType],
    reasons: Mapping[str, str],
) -> pl.DataFrame:
    """Return the table of a measure of a whole network, without rows where it has no organisation.

    Args:
        network: The network.
        records: The rows, by column; a value that is nan is null.
        schema: The columns and their types.
        reasons: Why a value is null, by column; a row with several null values has all their reasons.

    Returns:
        The columns of the schema, ``reason``, ``rows`` (all participations of the network).
    """
    there = records if network.organisations else ()
    table = pl.DataFrame([_known(record, reasons) for record in there], schema={**schema, REASON: pl.String()})
    each = network.nodes.head(len(network.organisations))[ROWS].explode().drop_nulls().unique().sort()
    return table.with_columns(pl.Series(ROWS, [each.to_list()] * table.height, dtype=pl.List(pl.String())))


def _known(record: Mapping[str, Any], reasons: Mapping[str, str]) -> dict[str, Any]:
    cells = {name: None if isinstance(cell, float) and math.isnan(cell) else cell for name, cell in record.items()}
    missing = dict.fromkeys(reasons[name] for name, cell in cells.items() if cell is None)
    return {**cells, REASON: "; ".join(missing) or None}
