"""How a row of the dataset is named, so that every number can say which rows it was computed from."""

import polars as pl

from ecograph.schema import TABLE

ROWS = "rows"
"""The column of a result that holds the rows a value was computed from."""


def reference(table: str) -> pl.Expr:
    """Return an expression that names each row of a table as ``table/key``, key parts joined by |.

    >>> frame = pl.DataFrame({"org_id": ["mtic"], "project_id": ["p"], "role": ["lead"], "seq": [1]})
    >>> frame.select(reference("participations")).item()
    'participations/mtic|p|lead|1'
    """
    key = [pl.col(name).cast(pl.String).fill_null("") for name in TABLE[table].key]
    return pl.concat_str([pl.lit(f"{table}/"), pl.concat_str(key, separator="|")]).alias(ROWS)
