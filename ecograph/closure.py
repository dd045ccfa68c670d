"""Frames in which nothing points to nothing: which rows a reference names, and dropping those that dangle."""

from collections.abc import Mapping, Sequence

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
    """Return one list of the keys of the rows of a table, parts joined by |."""
    return frames[table.name].select(_key(table).implode()).to_series()


def _key(table: Table) -> pl.Expr:
    return pl.concat_str((pl.col(name).cast(pl.String).fill_null("") for name in table.key), separator="|").alias("key")


def _pointing(table: Table, frame: pl.DataFrame, keys: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Return the rows of a table that point to rows that are there; each column says on its own which go."""
    if frame.is_empty():
        return frame
    keep, changed = pl.lit(value=True), []
    for column in table.references():
        value, known = pl.col(column.name), [keys[name] for name in column.references]
        is_there = _in_any(value, known)
        if column.kind is Kind.IDS:
            frame = frame.filter(~pl.int_range(pl.len()).is_in(_with_gone_end(frame, column.name, known)))
        elif column.required:
            keep = keep & is_there
        elif ABOUT.get(table.name) == column.name:
            keep = keep & (value.is_null() | is_there)
        else:
            changed.append(pl.when(is_there).then(value).alias(column.name))
    if table.name == "evidence":
        keep = keep & _evident(keys)
    return frame.filter(keep).with_columns(changed)


def _in_any(value: pl.Expr, lists: Sequence[pl.Series]) -> pl.Expr:
    """Return whether a value is in any of some lists, null where it is null."""
    return pl.any_horizontal(value.is_in(known) for known in lists)


def _with_gone_end(frame: pl.DataFrame, column: str, known: Sequence[pl.Series]) -> pl.Series:
    """Return one list of the places of the rows that name an end in a column which is gone."""
    end = pl.col(column)
    long = frame.lazy().select(end).with_row_index("row").explode(column, empty_as_null=True)
    gone = long.filter(end.is_not_null() & ~_in_any(end, known)).select(pl.col("row").implode())
    return gone.collect().to_series()


def _evident(keys: Mapping[str, pl.Series]) -> pl.Expr:
    """Return whether the fact that a row of evidence is about is still there."""
    gone = pl.lit(value=False)
    for name, known in keys.items():
        gone = gone | ((pl.col("table") == name) & ~pl.col("key").is_in(known))
    return ~gone
