"""Several rows on one organisation, project or theme as one row, without losing what the others say.

The first row speaks; what it does not know is filled from the next that knows, and what another row says
differently becomes evidence.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from ecograph import cells
from ecograph.identity.rewriting import BEFORE
from ecograph.schema import TABLE, Amount, Column, Kind, Table
from ecograph.schema.vocabulary import CERTAINTY

UNKNOWN: dict[tuple[str, str], str] = {("organisations", "kind"): "other", ("organisations", "helix"): "none"}
"""Words of closed lists that say as little as an empty cell."""

NOT_COMPARED = ("source_id", "locator", "certainty")
"""Where a row comes from and how sure it is: each source has its own."""

NAMED_APART = {"organisations": ("name",)}
"""Columns whose other values become rows of another table."""

PARTIAL = (Kind.DATE, Kind.REGION)
"""Kinds in which the beginning of a value is the same value, less precise."""


def merged(table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows with each key once, and the evidence of what the others say differently.

    An amount with its qualifier and currency is filled, and compared, as a whole. A date or region that is only
    less precise than another does not differ from it.

    Args:
        table: A table whose key is one id.
        frame: Its rows, the one that speaks first.

    >>> row = {"org_id": "a", "name": "A", "kind": "other", "extent": "single", "source_id": "one"}
    >>> rows = pl.DataFrame([row, row | {"kind": "company", "country": "DK"}, row | {"country": "NO"}])
    >>> table = TABLE["organisations"]
    >>> frame, evidence = merged(table, pl.concat([table.frame, rows], how="diagonal"))
    >>> frame.select("kind", "country").rows(), evidence.select("field", "stated").rows()
    ([('company', 'DK')], [('country', 'NO')])
    """
    key = table.key[0]
    is_alone = pl.len().over(key) == 1
    alone, several = frame.filter(is_alone), frame.filter(~is_alone)
    if several.is_empty():
        return frame, TABLE["evidence"].frame
    by_value = {name: amount for amount in table.amounts for name in (amount.value, amount.qualifier, amount.unit)}
    filled = [
        _first(pl.col(column.name), _is_known(table, table[by_value[column.name].value]))
        if column.name in by_value
        else _first(pl.col(column.name), _is_known(table, column))
        for column in table.columns
        if column.name not in {key, *NOT_COMPARED}
    ]
    others = [pl.col(name).first() for name in frame.columns if name not in table or name in NOT_COMPARED]
    one = several.group_by(key, maintain_order=True).agg(*filled, *others).select(frame.columns)
    return pl.concat([alone, one]), _differing(table, several, one, by_value)


def _is_known(table: Table, column: Column) -> pl.Expr:
    word = UNKNOWN.get((table.name, column.name))
    value = pl.col(column.name)
    return value.is_not_null() if word is None else value.is_not_null() & (value != word)


def _first(value: pl.Expr, is_known: pl.Expr) -> pl.Expr:
    """Return the first known value, or the first where none is known."""
    known = value.filter(is_known)
    return pl.when(is_known.any()).then(known.first()).otherwise(value.first()).alias(value.meta.output_name())


def _differing(table: Table, several: pl.DataFrame, one: pl.DataFrame, by_value: Mapping[str, Amount]) -> pl.DataFrame:
    """Return evidence for each cell that says another thing than the one row."""
    key = table.key[0]
    beside = several.join(one.select(key, pl.exclude(key).name.suffix(" of all")), on=key, maintain_order="left")
    left_out = {key, *NOT_COMPARED, *NAMED_APART.get(table.name, ())}
    rows: list[dict[str, object]] = []
    for column in table.columns:
        amount = by_value.get(column.name)
        if column.name in left_out or (amount is not None and column.name != amount.value):
            continue
        names = [column.name] if amount is None else [amount.value, amount.qualifier, amount.unit]
        differs = _is_known(table, column) & pl.any_horizontal(_differs(table[name]) for name in names)
        for row in beside.filter(differs).iter_rows(named=True):
            words = [row[name] for name in names] if amount is None else _amount_words(row, amount)
            rows.append(
                _evidence(table, row, field=column.name, stance="differs", stated=" ".join(map(cells.text, words)))
            )
    return _frame(rows)


def _differs(column: Column) -> pl.Expr:
    own, whole = pl.col(column.name), pl.col(f"{column.name} of all")
    if column.kind in PARTIAL:
        return ~(own.str.starts_with(whole) | whole.str.starts_with(own))
    return own.ne_missing(whole)


def _amount_words(row: Mapping[str, object], amount: Amount) -> list[object]:
    qualifier = row[amount.qualifier]
    return [*([] if qualifier == "exact" else [qualifier]), row[amount.value], row[amount.unit]]


def _evidence(table: Table, row: Mapping[str, object], *, field: str, stance: str, stated: str) -> dict[str, object]:
    about = {"table": table.name, "key": row[table.key[0]], "field": field, "stance": stance, "stated": stated}
    return about | {name: row[name] for name in NOT_COMPARED}


def _frame(rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLE["evidence"].frame.schema)


def further_sources(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Return evidence that further rows are about the same thing, with the id that each had of its own.

    Args:
        table: A table whose key is one id.
        frame: Its rows with ``BEFORE``, the one that speaks first; the first row of each key needs no evidence.
    """
    further = frame.filter(~pl.col(table.key[0]).is_first_distinct()).iter_rows(named=True)
    return _frame(
        [_evidence(table, row, field=table.key[0], stance="agrees", stated=str(row[BEFORE])) for row in further]
    )


def gathered(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return evidence in which each key stands once: what one source says twice of a field is said in one row.

    Statements and lines are put beside each other; the stance differs when one does, and the row is as sure as
    the least sure.
    """
    key = list(TABLE["evidence"].key)
    is_alone = pl.len().over(key) == 1
    alone, several = evidence.filter(is_alone), evidence.filter(~is_alone)
    line = pl.col("locator").str.split(";").list.explode(keep_nulls=False, empty_as_null=False)
    rank = pl.col("certainty").replace_strict({word: n for n, word in enumerate(CERTAINTY)}, return_dtype=pl.Int64)
    whole = several.group_by(key, maintain_order=True).agg(
        locator=line.sort_by(line.str.len_chars(), line).unique(maintain_order=True).str.join(";"),
        stance=pl.when((pl.col("stance") == "differs").any()).then(pl.lit("differs")).otherwise(pl.lit("agrees")),
        stated=pl.col("stated").drop_nulls().unique().sort().str.join("; "),
        certainty=rank.max().replace_strict(dict(enumerate(CERTAINTY)), return_dtype=pl.String),
    )
    empty = [pl.col(name).replace("", None) for name in ("locator", "stated")]
    return pl.concat([alone, whole.with_columns(empty).select(evidence.columns)])


def acyclic(parents: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids whose parent has to go, so that nothing is a part of itself: the smallest of each circle.

    >>> list(acyclic({"a": "b", "b": "c", "c": "b", "d": "d"}))
    ['b', 'd']
    """
    done: set[str] = set()
    for start in sorted(parents):
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in done and here not in path:
            path.append(here)
            here = parents.get(here)
        if here is not None and here in path:
            yield min(path[path.index(here) :])
        done.update(path)
