"""The contract of every measure: what it is called, what it means, and the table it returns.

A measure is a plain function from a ``Network`` to a frame. Each row of the frame has the key columns that
the entry names, the values, and ``rows``: the rows of the dataset that the values were computed from, each
as ``table/key``. A value that is not defined is null, and ``reason`` says why.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ecograph.language import Words
from ecograph.network import Network
from ecograph.schema import TABLE

ROWS = "rows"
"""The column that holds the rows a value was computed from."""

REASON = "reason"
"""The column that says why a value is null."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure as lists, tables and pages show it.

    Args:
        name: Its name in commands, files and columns.
        title: Its title.
        sentence: What it tells policy staff, in one sentence.
        unit: The unit of its values.
        keys: The columns that name a row of its table.
        values: The columns that hold its values, with the least and greatest value each can take.
        source: The publication that defines it.
        compute: The function.
    """

    name: str
    title: Words
    sentence: Words
    unit: str
    keys: tuple[str, ...]
    values: dict[str, tuple[float, float]]
    source: str
    compute: Callable[[Network], pl.DataFrame]


def reference(table: str) -> pl.Expr:
    """Return an expression that names each row of a table as ``table/key``, key parts joined by |.

    >>> frame = pl.DataFrame({"org_id": ["mtic"], "project_id": ["p"], "role": ["lead"], "seq": [1]})
    >>> frame.select(reference("participations")).item()
    'participations/mtic|p|lead|1'
    """
    key = [pl.col(name).cast(pl.String).fill_null("") for name in TABLE[table].key]
    return pl.concat_str([pl.lit(f"{table}/"), pl.concat_str(key, separator="|")]).alias(ROWS)


def participation_rows(network: Network, *, by: str) -> pl.DataFrame:
    """Return, for each organisation (``by`` org_id) or project (project_id), the rows of its participations."""
    inside = pl.col("org_id").is_in(network.organisations) & pl.col("project_id").is_in(network.projects)
    found = network.ecosystem.participations.filter(inside).with_columns(reference("participations"))
    return found.group_by(by).agg(pl.col(ROWS).sort()).rename({by: "id"})
