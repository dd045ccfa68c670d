"""Frames in which nothing points to nothing: which rows a reference names, and dropping those that dangle."""

from collections.abc import Mapping

import polars as pl

from ecograph.schema import SUBJECTS, TABLE, TABLES, Kind, Table

ABOUT = {"figures": "subject", "goals": "owner"}
"""Tables whose rows are about somebody or nobody, and the column that says whom: they go when that body goes."""


def named(frames: Mapping[str, pl.DataFrame]) -> pl.Series:
    """Return the ids of the organisations and projects that rows of other tables name."""
    columns = [
        frames[table.name][column.name].explode(empty_as_null=True)
        if column.kind is Kind.IDS
        else frames[table.name][column.name]
        for table in TABLES
        if table.name not in SUBJECTS
        for column in table.references()
        if set(column.references) & set(SUBJECTS)
    ]
    return pl.concat([column.rename("id") for column in columns]).drop_nulls().unique()


def closed(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Return the frames without rows that point to a row that is not there.

    A row whose required reference, or any of whose several ends, is gone is dropped; an optional reference
    to a row that is gone becomes null. Dropping goes on until nothing points to nothing.
    """
    result, due = dict(frames), list(TABLES)
    keys = {table.name: _keys(table, result) for table in TABLES}
    while due:
        smaller = {table.name: _pointing(table, result[table.name], keys) for table in due}
        gone = {name for name, frame in smaller.items() if frame.height < result[name].height}
        result |= smaller
        keys |= {name: _keys(TABLE[name], result) for name in gone}
        due = [table for table in TABLES if gone & _pointed_to(table)]
    return result


def _pointed_to(table: Table) -> set[str]:
    """Return the tables whose rows a table points to; evidence may point to any."""
    return set(TABLE) if table.name == "evidence" else {name for each in table.references() for name in each.references}


def _keys(table: Table, frames: Mapping[str, pl.DataFrame]) -> pl.Series:
    """Return the keys of the rows of a table, parts joined by |."""
    return frames[table.name].select(_key(table)).to_series()


def _key(table: Table) -> pl.Expr:
    return pl.concat_str((pl.col(name).cast(pl.String).fill_null("") for name in table.key), separator="|").alias("key")


def _pointing(table: Table, frame: pl.DataFrame, keys: Mapping[str, pl.Series]) -> pl.DataFrame:
    for column in table.references():
        known = pl.concat([keys[name] for name in column.references]).implode()
        value = pl.col(column.name)
        if column.kind is Kind.IDS:
            ends = frame.select(value).with_row_index("row").explode(column.name, empty_as_null=True)
            gone = ends.filter(value.is_not_null() & ~value.is_in(known))["row"]
            frame = frame.with_row_index("row").filter(~pl.col("row").is_in(gone.implode())).drop("row")
        elif column.required:
            frame = frame.filter(value.is_in(known))
        elif ABOUT.get(table.name) == column.name:
            frame = frame.filter(value.is_null() | value.is_in(known))
        else:
            frame = frame.with_columns(pl.when(value.is_in(known)).then(value).alias(column.name))
    if table.name == "evidence":
        frame = frame.filter(_evident(keys))
    return frame


def _evident(keys: Mapping[str, pl.Series]) -> pl.Expr:
    """Return whether the fact that a row of evidence is about is still there."""
    gone = pl.lit(value=False)
    for name, known in keys.items():
        gone = gone | ((pl.col("table") == name) & ~pl.col("key").is_in(known.implode()))
    return ~gone
