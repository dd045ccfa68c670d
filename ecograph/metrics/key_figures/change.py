"""How key figures differ from earlier ones: the change as an interval, and the rows that entered and left.

Two readings of a figure are compared by its key, so that whoever asks "what moved, and why" has both in one row.
"""

from collections.abc import Collection, Mapping
from typing import Final

import polars as pl

from ecograph.metrics.key_figures.definition import FIGURES, KEY
from ecograph.metrics.metric import REASON
from ecograph.rows import ROWS

CHANGE_REASON: Final = "change_reason"
"""The column that says why a change is null."""

COMPARED: Final = {
    **FIGURES,
    "before_low": pl.Float64(),
    "before_high": pl.Float64(),
    "change_low": pl.Float64(),
    "change_high": pl.Float64(),
    "relative": pl.Float64(),
    CHANGE_REASON: pl.String(),
    "entered": pl.List(pl.String()),
    "left": pl.List(pl.String()),
}
"""The columns of a table of compared key figures: those of ``FIGURES`` as they are now, then what was before."""

REDEFINED = "the definition changed"
NEW = "it was not there before"
GONE = "it is not there any more"
UNDEFINED_NOW = "it is not defined now"
UNDEFINED_BEFORE = "it was not defined before"
OTHER_UNIT = "the unit changed"
CHANGE_REASONS: Final = (REDEFINED, NEW, GONE, UNDEFINED_NOW, UNDEFINED_BEFORE, OTHER_UNIT)
"""Everything that ``change_reason`` can say."""


def redefined(now: Mapping[str, int], before: Mapping[str, int]) -> tuple[str, ...]:
    """Return the names of the figures that both have, in another version; sorted.

    Args:
        now: The version of each figure by its name.
        before: The same of an earlier run.

    >>> redefined({"a": 2, "b": 1, "c": 1}, {"a": 1, "b": 1})
    ('a',)
    """
    return tuple(sorted(name for name in now.keys() & before.keys() if now[name] != before[name]))


def compared(now: pl.DataFrame, before: pl.DataFrame, *, redefined: Collection[str] = ()) -> pl.DataFrame:
    """Return key figures beside what they were.

    The change of an interval is the interval of all differences: from the lowest now less the highest before, to the
    highest now less the lowest before. Where a figure rests on the same rows and has the same bounds, the change is
    exactly 0 and not the width of the interval: a vague amount that nobody touched is one unknown amount, not two.
    An amount that came or went beside untouched vague ones gives an interval that is wider than need be, never one
    that misses the truth.

    Args:
        now: Rows of ``FIGURES``.
        before: The same as they were.
        redefined: The figures whose definition is another one than before; they have no change.

    Returns:
        The columns of ``COMPARED``: those of ``FIGURES`` as they are now (null, with ``reason``, where a row is only
        in ``before``), ``before_low``, ``before_high``, ``change_low``, ``change_high`` (in the unit of the figure;
        infinite where it is open), ``relative`` (the change as a share of what was, both taken at the middle of
        their interval; null where that was 0 or one is open), ``change_reason`` (why there is no change; one of
        ``CHANGE_REASONS``), ``entered`` and ``left`` (rows behind the figure that were not behind it before, or
        are not any more; of a figure that is new or gone, all its rows). In the order of ``now``; a row that is
        gone follows the last of its figure and breakdown.

    By hand: 90-110 less 80-100 is from -10 to 30; the middles are 100 and 90, so the change is 10/90.

    >>> row = {"figure": "f", "breakdown": "", "item": "", "unit": "DKK", "n": 1, "coverage": None, "reason": None}
    >>> now = pl.DataFrame([{**row, "low": 90.0, "high": 110.0, "rows": ["flows/b"]}], schema=FIGURES)
    >>> was = pl.DataFrame([{**row, "low": 80.0, "high": 100.0, "rows": ["flows/a"]}], schema=FIGURES)
    >>> compared(now, was).select("change_low", "change_high", pl.col("relative").round(3), "entered", "left").rows()
    [(-10.0, 30.0, 0.111, ['flows/b'], ['flows/a'])]
    >>> compared(now, now).select("change_low", "change_high", "relative").rows()
    [(0.0, 0.0, 0.0)]
    """
    old = before.select(
        *KEY,
        _was=pl.lit(value=True),
        before_low="low",
        before_high="high",
        _unit="unit",
        _rows=ROWS,
    )
    joined = now.with_columns(_is=pl.lit(value=True)).join(old, on=KEY, how="full", coalesce=True)
    ordered = _ordered(joined, now, before)
    own, was = (pl.col(name).fill_null(pl.lit([], pl.List(pl.String))) for name in (ROWS, "_rows"))
    return (
        ordered.with_columns(_reason(redefined).alias(CHANGE_REASON))
        .with_columns(
            unit=pl.coalesce("unit", "_unit"),
            reason=pl.when(pl.col("_is").is_null()).then(pl.lit(GONE)).otherwise(REASON),
            rows=own,
            entered=own.list.set_difference(was).list.sort(),
            left=was.list.set_difference(own).list.sort(),
            _same=(pl.col("low") == pl.col("before_low"))
            & (pl.col("high") == pl.col("before_high"))
            & (own.list.sort() == was.list.sort()),
        )
        .with_columns(
            change_low=_change(pl.col("low") - pl.col("before_high")),
            change_high=_change(pl.col("high") - pl.col("before_low")),
            relative=_relative(),
        )
        .select(*COMPARED)
        .cast(COMPARED)  # type: ignore[arg-type]  # a dict of column types, as polars takes it
    )


def _ordered(joined: pl.DataFrame, now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Return joined rows in the order of now, those that are only in before after their figure and breakdown."""
    group = ["figure", "breakdown"]
    places = now.with_row_index("_now").select(*KEY, "_now")
    old = before.with_row_index("_before").select(*KEY, "_before")
    last = places.group_by(group).agg(_of_breakdown=pl.col("_now").max())
    last_of_figure = places.group_by("figure").agg(_of_figure=pl.col("_now").max())
    placed = joined
    for other, on in ((places, list(KEY)), (old, list(KEY)), (last, group), (last_of_figure, ["figure"])):
        placed = placed.join(other, on=on, how="left")
    return placed.sort(
        "_of_figure", "_of_breakdown", pl.col("_now").fill_null(now.height), "_before", nulls_last=True
    ).drop("_of_figure", "_of_breakdown", "_now", "_before")


def _reason(redefined: Collection[str]) -> pl.Expr:
    """Return why a figure has no change, null where it has one."""
    cases = (
        (pl.col("_is").is_null(), GONE),
        (pl.col("_was").is_null(), NEW),
        (pl.col("figure").is_in(sorted(redefined)), REDEFINED),
        (pl.col("unit") != pl.col("_unit"), OTHER_UNIT),
        (pl.col("low").is_null(), UNDEFINED_NOW),
        (pl.col("before_low").is_null(), UNDEFINED_BEFORE),
    )
    return pl.coalesce(pl.when(case).then(pl.lit(said)) for case, said in cases)


def _change(difference: pl.Expr) -> pl.Expr:
    return pl.when(pl.col(CHANGE_REASON).is_null()).then(pl.when("_same").then(0.0).otherwise(difference))


def _relative() -> pl.Expr:
    """Return the change as a share of what was, at the middles; null where that was 0, open or has no change."""
    middle, was = (pl.col("low") + pl.col("high")) / 2, (pl.col("before_low") + pl.col("before_high")) / 2
    share = (middle - was) / was.abs()
    usable = middle.is_finite() & was.is_finite() & (was != 0)
    return pl.when(pl.col(CHANGE_REASON).is_null()).then(pl.when("_same").then(0.0).when(usable).then(share))
