"""Holding what a reader gives against the checks that a dataset has to pass."""

import polars as pl

from ecograph.checks import CHECKS
from ecograph.manifest import Manifest
from ecograph.parse import LINE, Parsed
from ecograph.readers.reader import Harvest
from ecograph.schema import TABLE


def faults(found: Harvest) -> list[str]:
    """Return what the checks of a dataset say of a harvest, as if its tables had been read from files."""
    tables = {}
    for name, table in TABLE.items():
        frame = (
            found.tables.get(name, table.frame).with_row_index(LINE, offset=2).with_columns(pl.col(LINE).cast(pl.Int64))
        )
        keys = frozenset(tuple(str(cell) for cell in row) for row in frame.select(table.key).iter_rows())
        tables[name] = Parsed(table, name, frame, (), keys, frame.height)
    issues = [issue for check in CHECKS for issue in check(tables, Manifest(file="dataset.toml"))]
    missing = [
        f"{name}.{column.name}"
        for name, table in found.tables.items()
        for column in TABLE[name].columns
        if column.required and table[column.name].null_count()
    ]
    return [*map(str, issues), *missing]
