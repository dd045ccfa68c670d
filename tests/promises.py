"""What every table of an analysis promises, as one function that tests of analyses share."""

import polars as pl

from ecograph.analyses.answer import Result
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.rows import ROWS, reference

OF_SURVEYS = ("mismatch", "needs")
OPEN_KEYS = ("survey", "what", "unit", "as_of")
"""Keys that are null where no survey states needs: the row then stands for the money alone."""


def known_rows(ecosystem: Ecosystem) -> set[str]:
    """Return the names of all rows of an ecosystem."""
    return {row for name, frame in ecosystem.frames().items() for row in frame.select(reference(name)).to_series()}


def keeps_promises(result: Result, ecosystem: Ecosystem, values: tuple[str, ...] = ()) -> None:
    """Assert that a table has keys that name a row, no nan, a reason for each null value, and rows that exist.

    Args:
        result: The table.
        ecosystem: What it was computed from.
        values: The columns of which a null needs a reason.
    """
    table = result.table
    for language in LANGUAGES:
        assert {name.format(language=language) for name in result.shown} <= set(table.columns)
    assert all(text.in_(lang) for text in (result.title, result.meaning) for lang in LANGUAGES)
    assert not table.select(result.keys).is_duplicated().any()
    open_keys = OPEN_KEYS if result.name in OF_SURVEYS else ()
    assert not any(table[name].is_null().any() for name in result.keys if name not in open_keys)
    for name, kind in table.schema.items():
        assert not (kind == pl.Float64 and table[name].is_nan().any()), name
        assert not name.startswith("n_") or kind == pl.Int64, name
        assert not name.startswith("is_") or kind == pl.Boolean, name
    if values:
        is_open = pl.any_horizontal(pl.col(name).is_null() for name in values)
        unexplained = table.filter(is_open & pl.col("reason").is_null())
        assert unexplained.is_empty(), unexplained
    assert table.schema[ROWS] == pl.List(pl.String)
    assert table[ROWS].null_count() == 0
    assert table.filter(pl.col(ROWS) != pl.col(ROWS).list.unique().list.sort()).is_empty()
    assert set(table[ROWS].explode(keep_nulls=False, empty_as_null=False)) <= known_rows(ecosystem)
