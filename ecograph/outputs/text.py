"""A table as aligned text for a terminal: numbers as the language writes them, a dash for what is not known."""

from collections.abc import Mapping

import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import REASON
from ecograph.outputs.drawing import LINE, NARROWEST, WIDEST, Paint, drawn, unpainted

__all__ = ["LINE", "NARROWEST", "WIDEST", "Paint", "aligned", "unpainted"]


def aligned(
    table: pl.DataFrame, language: str = "en", *, words: Mapping[str, Words] | None = None, paint: Paint = unpainted
) -> str:
    """Return a table as aligned text: a header and a line for each row; a column of reasons only if there is any.

    Args:
        table: The table; a list is shown as its parts, with commas between.
        language: da, nb or en.
        words: As for ``drawn``.
        paint: As for ``drawn``.

    >>> aligned(pl.DataFrame({"id": ["a", "b"], "share": [0.5, None], "reason": [None, "nobody"]})).splitlines()
    ['  id   share  reason', '  a   0.5000  -', '  b        -  nobody']
    """
    kept = [name for name in table.columns if name != REASON or table[REASON].is_not_null().any()]
    columns = [(name, table.schema[name].is_numeric()) for name in kept]
    return drawn(columns, table.select(kept).rows(), language, words=words, paint=paint)
