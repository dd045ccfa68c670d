"""How things are counted into the rows of a key figure: the whole, and the same by each of its breakdowns.

A thing counts for sure, perhaps, or not; or nobody says. So a count is an interval, and what nobody says is no zero:
it lowers the coverage.
"""

from collections.abc import Sequence

import polars as pl

from ecograph.metrics.key_figures.definition import FIGURES
from ecograph.metrics.metric import REASON
from ecograph.rows import ROWS

SHAPE = {name: kind for name, kind in FIGURES.items() if name != "figure"}
"""The columns that a key figure returns."""


def shaped(table: pl.DataFrame, *, unit: str, breakdown: str = "") -> pl.DataFrame:
    """Return a table with all columns of ``FIGURES`` other than ``figure``.

    Args:
        table: ``low``, and any of the others; ``high`` is ``low`` where it is left out, ``item`` is "", all else null.
        unit: The unit of its rows.
        breakdown: What its rows are parts by.

    >>> shaped(pl.DataFrame({"low": [3.0], "n": [3]}), unit="goals").select("item", "low", "high", "n", "unit").rows()
    [('', 3.0, 3.0, 3, 'goals')]
    """
    left_out = {
        "breakdown": pl.lit(breakdown),
        "item": pl.lit(""),
        "high": pl.col("low"),
        "unit": pl.lit(unit),
        ROWS: pl.lit([], pl.List(pl.String)),
    }
    found = (pl.col(name) if name in table.columns else left_out.get(name, pl.lit(None)).alias(name) for name in SHAPE)
    return table.select(expr.cast(SHAPE[name]) for expr, name in zip(found, SHAPE, strict=True))


def undefined(reason: str, *, unit: str, of: int = 0, n: int = 0) -> pl.DataFrame:
    """Return the row of a whole that is not defined.

    Args:
        reason: Why, in English.
        unit: Its unit.
        of: How many things it speaks of; of none of them the data say what is needed.
        n: How many things it would rest on.

    >>> undefined("no goal is due", unit="share", of=3).select("low", "n", "coverage").row(0)
    (None, 0, 0.0)
    """
    row = {"low": [None], "n": [n], "coverage": [0.0 if of else None], REASON: [reason]}
    return shaped(pl.DataFrame(row, schema_overrides={"low": pl.Float64, "coverage": pl.Float64}), unit=unit)


def counted(things: pl.DataFrame, *, unit: str, by: Sequence[str] = (), unsaid: str = "") -> pl.DataFrame:
    """Return how many things there are: the whole and, by each breakdown, its parts.

    Args:
        things: A row for each thing with ``low`` and ``high``, 1 where it surely or perhaps counts and 0 where it does
            not, both null where nobody says; ``rows``, the reference of its row; and a column for each breakdown, null
            where the item is not known.
        unit: The unit of the count.
        by: The breakdowns.
        unsaid: Why the count is not defined where nobody says anything of any of them.

    Returns:
        The columns of ``FIGURES`` other than ``figure``. ``n`` is how many things count at least perhaps; the coverage
        of the whole is the share of things of which somebody says whether they count, that of a part the share of
        which the item is known besides; null without things.

    By hand: of three things one counts, one may, and of one nobody says.

    >>> things = pl.DataFrame({"low": [1, 0, None], "high": [1, 1, None], "rows": ["t/a", "t/b", "t/c"]})
    >>> counted(things, unit="goals").select("low", "high", "n", "coverage").rows()
    [(1.0, 2.0, 2, 0.6666666666666666)]
    """
    is_said = pl.col("low").is_not_null()
    said = things.filter(is_said)
    if things.height and said.is_empty():
        return undefined(unsaid, unit=unit, of=things.height)
    inside = said.filter(pl.col("high") > 0)
    sums, rows = (pl.col("low").sum(), pl.col("high").sum(), pl.len().alias("n")), pl.col(ROWS).sort()
    whole = inside.select(*sums, rows.implode(), coverage=pl.lit(_share(said, things)))
    found = [shaped(whole, unit=unit)]
    for breakdown in by:
        placed = said.filter((pl.col("high") == 0) | pl.col(breakdown).is_not_null())
        parts = inside.group_by(item=pl.col(breakdown).cast(pl.String).fill_null("")).agg(*sums, rows)
        parts = parts.with_columns(coverage=pl.lit(_share(placed, things)))
        found.append(shaped(parts, unit=unit, breakdown=breakdown))
    return pl.concat(found)


def without_end(table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a figure of which nothing tells how many there are in all: its whole has no coverage."""
    return table.with_columns(coverage=pl.when(pl.col("breakdown") != "").then("coverage"))


def _share(part: pl.DataFrame, whole: pl.DataFrame) -> float | None:
    return part.height / whole.height if whole.height else None
