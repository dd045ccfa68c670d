"""The tables with new ids: every reference follows, no fact gets lost, and rows about one thing become one row.

Each row keeps the text of its key of before in a column of its own until evidence on it has followed.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.bodies import line_of_row, ranked
from ecograph.schema import SUBJECTS, TABLE, TABLES, Column, Kind, Table

BEFORE = "key before"
"""The column with the key that a row had; a blank in its name keeps it apart from those of the schema."""

ENDS = {"memberships": ("org_id", "cluster_id"), "ties": ("subject", "object"), "flows": ("payers", "recipients")}
"""Tables whose rows lie between two ends, and are dropped when the two become one body."""

COUNTED = ("memberships", "participations")
"""Tables in which the same pair may stand more than once, with ``seq``."""

ONCE = ("names", "identifiers", "tags")
"""Tables that say a thing once for each key: the first row is kept."""


def key_text(table: Table) -> pl.Expr:
    """Return the key of a row as evidence names it: its parts joined by |."""
    return pl.concat_str((pl.col(name).cast(pl.String).fill_null("") for name in table.key), separator="|")


def renamed(
    tables: Mapping[str, pl.DataFrame], new: Mapping[str, str], parts: Sequence[str]
) -> tuple[dict[str, pl.DataFrame], tuple[Issue, ...]]:
    """Return the tables with new ids of organisations and projects, and what had to be left out.

    The rows are in the order of ``ranked`` and keep ``rank`` and ``BEFORE``. A membership or tie whose ends
    became one body, and a flow whose only payer became its only recipient, is left out and counted in an issue.

    Args:
        tables: The tables of the schema.
        new: The new ids by old id.
        parts: The imports in order.
    """
    result, issues = {}, []
    for table in TABLES:
        before = ranked(tables[table.name], parts).with_columns(key_text(table).alias(BEFORE))
        frame = before.with_columns(_value(column, new) for column in _subjects(table)) if new else before
        if table.name in ENDS:
            is_lost = pl.Series(_within(table, frame) & ~_within(table, before))
            issues += _left_out(table, frame.filter(is_lost))
            frame = frame.filter(~is_lost)
        result[table.name] = frame
    return result, tuple(issues)


def _subjects(table: Table) -> list[Column]:
    """Return the columns that name organisations or projects."""
    own = [table[table.key[0]]] if table.name in SUBJECTS else []
    return own + [column for column in table.references() if set(column.references) & set(SUBJECTS)]


def _value(column: Column, new: Mapping[str, str]) -> pl.Expr:
    if column.kind is Kind.IDS:
        return pl.col(column.name).list.eval(pl.element().replace(new)).list.unique().list.sort()
    return pl.col(column.name).replace(new)


def _within(table: Table, frame: pl.DataFrame) -> pl.Series:
    """Return for each row whether both its ends are one body."""
    left, right = (pl.col(name) for name in ENDS[table.name])
    if table[ENDS[table.name][0]].kind is Kind.IDS:
        one = (left.list.len() == 1) & (right.list.len() == 1)
        return frame.select((one & (left.list.first() == right.list.first())).fill_null(value=False)).to_series()
    return frame.select(left == right).to_series()


def _left_out(table: Table, lost: pl.DataFrame) -> list[Issue]:
    """Return one issue for each source and body."""
    end = pl.col(ENDS[table.name][0])
    body = end.list.first() if table[ENDS[table.name][0]].kind is Kind.IDS else end
    counts = (
        lost.group_by("source_id", body=body)
        .agg(n=pl.len(), line=line_of_row().min(), keys=pl.col(BEFORE).sort())
        .sort("source_id", "body")
    )
    return [
        Issue(
            source,
            line,
            ENDS[table.name][1],
            "identity",
            f"found {n} row{'s' if n > 1 else ''} of {table.name} between {body} and itself after joining "
            f"({', '.join(keys)}), expected two bodies; left out; judge the two different if they are not one",
        )
        for source, body, n, line, keys in counts.select("source_id", "body", "n", "line", "keys").iter_rows()
    ]


def numbered(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows in which no key stands twice: a later one gets the smallest ``seq`` that is free.

    The rows come in the order in which they keep their number.

    Args:
        table: One of ``COUNTED``.
        frame: Its rows.

    >>> row = {"org_id": "a", "project_id": "p", "role": "partner"}
    >>> rows = pl.DataFrame([row | {"seq": 1}, row | {"seq": 1}, row | {"seq": 2}])
    >>> numbered(TABLE["participations"], rows)["seq"].to_list()
    [1, 3, 2]
    """
    pair = [name for name in table.key if name != "seq"]
    again = ~pl.struct(table.key).is_first_distinct()
    marked = frame.with_row_index("at").with_columns(again=again)
    late = marked.filter("again").with_columns(nth=pl.int_range(pl.len()).over(pair))
    if late.is_empty():
        return frame
    crowded = marked.join(late.select(pair).unique(), on=pair, how="semi")
    numbers = crowded.group_by(pair).agg(used="seq", seq=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
    free = numbers.select(*pair, seq=pl.col("seq").list.set_difference("used").list.sort()).explode("seq")
    free = free.with_columns(nth=pl.int_range(pl.len()).over(pair))
    new = late.drop("seq").join(free, on=[*pair, "nth"], how="left").select(*marked.columns)
    return pl.concat([marked.filter(~pl.col("again")), new]).sort("at").drop("at", "again")


def once(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the first row of each key."""
    return frame.unique(table.key, keep="first", maintain_order=True)


def followed(
    evidence: pl.DataFrame, tables: Mapping[str, pl.DataFrame], before: Mapping[str, pl.Series]
) -> pl.DataFrame:
    """Return the evidence with the keys that the rows have now.

    Evidence on a row that is left out goes with it; evidence on a row that was never there stays as it is, for
    the checks to find.

    Args:
        evidence: The rows of evidence.
        tables: The other tables, with ``BEFORE``.
        before: The keys that each table had at first.
    """
    found = [evidence.clear()]
    for (name,), rows in evidence.group_by("table", maintain_order=True):
        if name not in before or name not in TABLE:
            found.append(rows)
            continue
        keys = tables[str(name)].select(key=BEFORE, now=key_text(TABLE[str(name)])).unique("key", keep="first")
        met = rows.join(keys, on="key", how="left", maintain_order="left")
        is_lost = pl.col("now").is_null() & pl.col("key").is_in(before[str(name)].implode())
        found.append(met.filter(~is_lost).with_columns(key=pl.coalesce("now", "key")).drop("now"))
    return pl.concat(found)


def plain(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with the columns of the schema alone, sorted by key; equal keys stay in their order."""
    return frame.sort(*table.key, nulls_last=True, maintain_order=True).select(table.names)
