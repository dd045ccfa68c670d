"""Which rows and cells differ only because organisations were joined, were split or have another id.

When one organisation becomes another, its memberships, participations, names and numbers leave under the old id and
enter under the new one. Nothing was learnt by that, so these rows are marked, and a report counts them instead of
telling each.
"""

from collections.abc import Mapping

import polars as pl

from ecograph.changes.identities import Identities
from ecograph.ecosystem import Ecosystem
from ecograph.identity.rewriting import COUNTED, key_text
from ecograph.schema import SUBJECTS, TABLE, TABLES, Table

OWN, SHARED, NTH = "key", "shared key", "nth"
"""The key of a row, its key in ids that both states understand, and which of those with that key it is."""


def rows_following(
    left: pl.DataFrame, entered: pl.DataFrame, *, who: Identities, before: Ecosystem, after: Ecosystem
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that left and those that entered with the column ``follows``.

    Args:
        left: The rows that only the earlier state has: ``table``, ``key`` and others.
        entered: The rows that only the later state has.
        who: What became of whom.
        before: The earlier state.
        after: The later state.
    """
    old, new = _Side(before, who.new, who), _Side(after, who.old, who)
    gone, come = [], []
    for table in _naming(TABLES) if who.new or who.old else ():
        mine, theirs = old.pool(table), new.pool(table)
        out, into = (
            _numbered(pool.join(rows.filter(table=table.name), on=OWN, how="semi"))
            for pool, rows in ((mine, left), (theirs, entered))
        )
        gone.append(_following(out, into, pool=theirs, table=table))
        come.append(_following(into, out, pool=mine, table=table))
    return _marked(left, gone), _marked(entered, come)


def _naming(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Return the tables whose keys name an organisation; those of records may, as what a source calls it."""
    return tuple(table for table in tables if table.name == "records" or _ids(table))


def _ids(table: Table) -> list[str]:
    """Return the columns of a key that name an organisation."""
    return [name for name in table.key if name == "org_id" or set(table[name].references) & set(SUBJECTS[:1])]


class _Side:
    """One of the two states, with the ids that its organisations have in both."""

    def __init__(self, ecosystem: Ecosystem, ids: Mapping[str, str], who: Identities) -> None:
        self.ecosystem, self.ids = ecosystem, ids
        self.touched = sorted({each for pair in (*who.new.items(), *who.old.items()) for each in pair})

    def pool(self, table: Table) -> pl.DataFrame:
        """Return ``OWN`` and ``SHARED`` of the rows of a table that name an organisation of which something became.

        The name that an organisation had counts as one of its further names, since it is one once it was joined.
        """
        frame = self.ecosystem[table.name].select(table.names)
        own = key_text(table).alias(OWN)
        if table.name == "records":
            return frame.filter(pl.col("source_org_id").is_in(self.touched)).select(own, key_text(table).alias(SHARED))
        if table.name == "names":
            frame = pl.concat([frame, self.ecosystem.organisations.select("org_id", "name")], how="diagonal")
        rows = frame.filter(pl.any_horizontal(pl.col(name).is_in(self.touched) for name in _ids(table)))
        shared = rows.with_columns(pl.col(name).replace(self.ids) for name in _ids(table))
        parts = [pl.col(name).cast(pl.String).fill_null("") for name in table.key if name != "seq"]
        return rows.select(own).with_columns(shared.select(pl.concat_str(parts, separator="|").alias(SHARED)))


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.unique(OWN, keep="first", maintain_order=True).with_columns(
        pl.int_range(pl.len()).over(SHARED).alias(NTH)
    )


def _following(mine: pl.DataFrame, theirs: pl.DataFrame, *, pool: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the table and key of the rows of one state that stand in the other one under another id.

    Args:
        mine: The rows that only the one state has.
        theirs: Those that only the other has.
        pool: All rows of the other.
        table: Their table.
    """
    if table.name == "records":
        found = mine
    else:
        paired = mine.join(theirs, on=[SHARED, NTH], how="semi")
        own = pl.col(OWN).str.replace(r"\|\d+$", "") if table.name in COUNTED else pl.col(OWN)
        renamed = mine if table.name == "names" else mine.filter(own != pl.col(SHARED))
        found = pl.concat([paired, renamed.join(pool, on=SHARED, how="semi")])
    return found.select(pl.lit(table.name).alias("table"), OWN).unique()


def _marked(rows: pl.DataFrame, found: list[pl.DataFrame]) -> pl.DataFrame:
    keys = pl.concat([rows.select("table", "key").clear(), *found]).with_columns(follows=True)
    marked = rows.join(keys, on=["table", "key"], how="left", maintain_order="left")
    return marked.with_columns(pl.col("follows").fill_null(value=False))


def cells_following(changed: pl.DataFrame, who: Identities) -> pl.DataFrame:
    """Return the cells that changed with the column ``follows``.

    A cell follows when it names the same organisations under other ids, or is of a record by which they are the same.

    Args:
        changed: ``table``, ``column``, ``before``, ``after`` and others.
        who: What became of whom.
    """
    naming = {(t.name, c.name) for t in TABLES for c in t.references() if set(c.references) & set(SUBJECTS)}
    told = {row for each in (who.joined, who.split, who.renamed) for row in each["records"].explode()}
    follows = [
        f"{table}/{key}" in told or ((table, column) in naming and _shared(before, who.new) == _shared(after, who.old))
        for table, key, column, before, after in changed.select("table", "key", "column", "before", "after").iter_rows()
    ]
    return changed.with_columns(follows=pl.Series(follows, dtype=pl.Boolean))


def _shared(text: str | None, ids: Mapping[str, str]) -> set[str]:
    return {ids.get(each, each) for each in (text or "").split("|")}


assert all(TABLE[name].key[-1] == "seq" for name in COUNTED)  # noqa: S101 - so that a number at the end is that
