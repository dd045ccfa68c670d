"""The parts of a change report on who is who and on the rows of each table."""

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl

from ecograph.changes.changes import WEIGHT, Changes
from ecograph.changes.labels import Labels
from ecograph.changes.telling import MOST, Listing, Part, filled_in, listing
from ecograph.language import Plural, Words, capital, listed
from ecograph.language import changes as words
from ecograph.language.tables import COLUMNS, TABLES
from ecograph.schema import TABLES as SCHEMA

ORDER: Final = (*WEIGHT, *(table.name for table in SCHEMA if table.name not in WEIGHT))
"""The tables in the order in which they are told: after the weightiest that of the schema."""


def identities_part(changes: Changes, labels: Labels, before: Labels) -> Iterator[Part]:
    """Yield the part on who is who, where any organisation was joined, was split or has another id.

    Args:
        changes: What differs.
        labels: What the rows of the later state are called.
        before: What those of the earlier are called.
    """
    language = labels.language
    kinds = ((words.JOINED, changes.joined), (words.SPLIT, changes.split), (words.RENAMED, changes.renamed))
    listings = tuple(_who(template, rows, labels, before) for template, rows in kinds if rows.height)
    if listings:
        n = changes.left.filter(pl.col("follows") & (pl.col("table") != "organisations")).height
        texts = [words.REPORT["identities_text"].in_(language), *([words.FOLLOWING.of(n)(language)] if n else [])]
        yield Part("who", words.REPORT["identities"].in_(language), tuple(texts), listings)


def _who(template: Words, rows: pl.DataFrame, labels: Labels, before: Labels) -> Listing:
    language = labels.language
    caption = filled_in(template, language, what=TABLES["organisations"].of(rows.height)(language))
    cells = [
        (
            _with_ids(before, row["before"]),
            _with_ids(labels, row["after"]),
            "; ".join(row["rules"]),
            ", ".join(row["records"]),
        )
        for row in rows.head(MOST).iter_rows(named=True)
    ]
    return listing(caption, ("before", "after", "rules", "records"), cells, n=rows.height, language=language)


def _with_ids(labels: Labels, ids: Iterable[str]) -> str:
    """Return organisations by their names and ids, since those that become one often have one name."""
    template = words.ROWS["part"]
    named = [filled_in(template, labels.language, what=labels.name(each), part=each) for each in ids]
    return listed(named, labels.language)


def table_parts(changes: Changes, labels: Labels, before: Labels) -> Iterator[Part]:
    """Yield a part for each table in which rows entered, left or changed.

    Args:
        changes: What differs.
        labels: What the rows of the later state are called.
        before: What those of the earlier are called.
    """
    for table in ORDER:
        kinds = (
            (words.ENTERED, _of(changes.entered, table), labels),
            (words.LEFT, _of(changes.left, table), before),
        )
        listings = [_rows(template, rows, own) for template, rows, own in kinds if rows.height]
        cells = _of(changes.changed, table)
        listings += [_cells(words.CHANGED, cells, TABLES[table], labels, before)] if cells.height else []
        if listings:
            yield Part(table, capital(TABLES[table].many.in_(labels.language)), (), tuple(listings))


def _of(rows: pl.DataFrame, table: str) -> pl.DataFrame:
    return rows.filter((pl.col("table") == table) & ~pl.col("follows"))


def _rows(template: Words, rows: pl.DataFrame, labels: Labels) -> Listing:
    """Return a table of rows that entered or left."""
    language, shown = labels.language, rows.head(MOST).rows(named=True)
    names = labels.of((row["table"], row["key"]) for row in shown)
    cells = [
        (
            names[row["table"], row["key"]],
            f"{row['table']}/{row['key']}",
            labels.source(row["source_id"]),
            row["locator"] or "",
        )
        for row in shown
    ]
    caption = filled_in(template, language, what=TABLES[rows["table"][0]].of(rows.height)(language))
    return listing(caption, ("what", "row", "source", "lines"), cells, n=rows.height, language=language)


def _cells(template: Words, rows: pl.DataFrame, noun: Plural, labels: Labels, before: Labels) -> Listing:
    """Return a table of cells that changed; it is cut between cells, and counts cells."""
    language, shown = labels.language, rows.head(MOST).rows(named=True)
    names = labels.of((row["table"], row["key"]) for row in shown)
    cells = [
        (
            names[row["table"], row["key"]],
            COLUMNS[row["column"]].in_(language),
            before.cell(row["table"], row["column"], row["before"]),
            labels.cell(row["table"], row["column"], row["after"]),
            f"{row['table']}/{row['key']}",
            labels.source(row["source_id"]),
            row["locator"] or "",
        )
        for row in shown
    ]
    n = rows.select("table", "key").n_unique()
    caption = filled_in(template, language, what=noun.of(n)(language))
    heads = ("what", "column", "before", "after", "row", "source", "lines")
    return listing(caption, heads, cells, n=rows.height, language=language)


def restated_part(changes: Changes, labels: Labels, before: Labels) -> Iterator[Part]:
    """Yield the part on rows of which only the source or its lines is another, where there are any."""
    if changes.restated.height:
        language = labels.language
        found = _cells(words.RESTATED, changes.restated, words.ROWS_OF_ANY, labels, before)
        text = words.REPORT["restated_text"].in_(language)
        yield Part("places", words.REPORT["restated"].in_(language), (text,), (found,))
