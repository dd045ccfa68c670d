"""All key figures of a network as one table."""

from collections.abc import Sequence

import polars as pl

from ecograph.metrics.key_figures.catalogue import KEY_FIGURES
from ecograph.metrics.key_figures.definition import FIGURES, Asked, KeyFigure
from ecograph.network import Network

BY_TIME = ("year",)
"""Breakdowns whose parts come in the order of time."""


def computed(network: Network, asked: Asked, definitions: Sequence[KeyFigure] = KEY_FIGURES) -> pl.DataFrame:
    """Return the key figures of a network.

    Args:
        network: The network.
        asked: For which day, vagueness and prices.
        definitions: The key figures.

    Returns:
        The columns of ``FIGURES``; in the order of the definitions, of each the whole first, then its breakdowns in
        their order: years in the order of time, of the others the greatest middle first, then by item; what is not
        known last. Undefined values are null with their ``reason``. Never an exception for want of data.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> table = computed(Network.of(Ecosystem.of()), Asked(date(2024, 1, 1)), KEY_FIGURES[:1])
    >>> table.select("figure", "breakdown", "low", "coverage").rows()
    [('organisations', '', 0.0, None)]
    """
    tables = [_sorted(each, each.compute(network, asked)) for each in definitions]
    return pl.concat([pl.DataFrame(schema=FIGURES), *tables])


def _sorted(figure: KeyFigure, table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of one figure with its name, in order."""
    place = {"": 0} | {name: i for i, name in enumerate(figure.breakdowns, 1)}
    breakdown = pl.col("breakdown")
    is_unknown = (breakdown != "") & (pl.col("item") == "")
    size = pl.when(breakdown.is_in(BY_TIME)).then(0.0).otherwise(pl.col("low") + pl.col("high"))
    return (
        table.with_columns(figure=pl.lit(figure.name))
        .sort(
            breakdown.replace_strict(place, return_dtype=pl.Int64, default=len(place)),
            is_unknown,
            pl.col("unit"),
            size,
            pl.col("item"),
            descending=[False, False, False, True, False],
            nulls_last=True,
        )
        .select(pl.col(name).cast(kind) for name, kind in FIGURES.items())
    )
