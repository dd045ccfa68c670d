"""Limits of key figures: which value lies outside what somebody said it should be, or may do so; and targets.

A value is an interval, so there are two answers besides yes: it surely lies outside, or it may. A target is no limit:
it is something to reach, and whoever has not reached it yet has done nothing wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from ecograph.metrics.key_figures.definition import KEY
from ecograph.rows import ROWS

CROSSED: Final = {
    "figure": pl.String(),
    "breakdown": pl.String(),
    "item": pl.String(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "unit": pl.String(),
    "relative": pl.Float64(),
    "limit": pl.String(),
    "bound": pl.Float64(),
    "state": pl.String(),
    "reason": pl.String(),
    "rows": pl.List(pl.String()),
}
"""The columns of a table of limits or targets: a row for each; the first five and ``rows`` as in ``FIGURES``."""

CROSSES, POSSIBLE = "crossed", "possible"
REACHED, NOT_REACHED = "reached", "not reached"
LEAST, MOST, MAX_CHANGE, TARGET = "least", "most", "max_change", "target"

ABSENT = "the data have no such row"
"""Why it is not known whether a limit is kept whose figure has no row."""

UNMEASURED = "what it was is 0 or open, so there is no share of it"
"""Why it is not known whether a change is too great that is not 0."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What one key figure should be.

    Args:
        figure: Its name.
        breakdown: What it is broken down by; "" for the whole.
        item: The one it is about; "" for the whole.
        least: The least it should be, in the unit of the figure (a share as 0.4); None for no bound.
        most: The most it should be; None for no bound.
        max_change: The greatest change against before, as a share of what was; None for no bound.
        target: What is to be reached from below; None for nothing.
    """

    figure: str
    breakdown: str = ""
    item: str = ""
    least: float | None = None
    most: float | None = None
    max_change: float | None = None
    target: float | None = None


def crossed(table: pl.DataFrame, limits: Iterable[Limit]) -> pl.DataFrame:
    """Return the limits that are crossed, or that may be.

    ``least`` is crossed where the whole interval lies below it, ``most`` where the whole lies above, ``max_change``
    where ``relative`` of a compared table is greater, up or down. It is possible that a limit is crossed where only
    a part of the interval lies outside, where the value is not known, and for ``max_change`` where there is no
    relative change, such as from nothing to something. A table that is not compared crosses no ``max_change``.

    Args:
        table: Rows of ``FIGURES``, or of ``change.COMPARED``.
        limits: The limits, in the order in which they are told.

    Returns:
        The columns of ``CROSSED``: ``limit`` (least, most or max_change), ``bound`` (what it is), ``state``
        (crossed, possible), ``relative`` (the change; null for another limit), ``reason`` (why nothing can be said,
        null where something can). A figure without a row has null bounds.

    >>> from ecograph.metrics.key_figures.definition import FIGURES
    >>> row = {"figure": "f", "breakdown": "", "item": "", "unit": "DKK", "low": 90.0, "high": 110.0}
    >>> table = pl.DataFrame([{**row, "n": 1, "coverage": None, "reason": None, "rows": ["flows/a"]}], schema=FIGURES)
    >>> found = crossed(table, [Limit("f", least=120), Limit("f", least=100, most=200), Limit("f", most=80)])
    >>> found.select("limit", "bound", "state").rows()
    [('least', 120.0, 'crossed'), ('least', 100.0, 'possible'), ('most', 80.0, 'crossed')]
    """
    return _table(table, limits, _crossings)


def targets(table: pl.DataFrame, limits: Iterable[Limit]) -> pl.DataFrame:
    """Return how each target stands.

    Args:
        table: Rows of ``FIGURES``.
        limits: The limits that may have a target.

    Returns:
        The columns of ``CROSSED``, a row for each target: ``limit`` is target, ``state`` is reached (the whole
        interval lies at or above it), not reached (the whole lies below), or possible; ``relative`` is null.

    >>> from ecograph.metrics.key_figures.definition import FIGURES
    >>> row = {"figure": "f", "breakdown": "", "item": "", "unit": "DKK", "low": 90.0, "high": 110.0}
    >>> table = pl.DataFrame([{**row, "n": 1, "coverage": None, "reason": None, "rows": ["flows/a"]}], schema=FIGURES)
    >>> targets(table, [Limit("f", target=bound) for bound in (90, 100, 120)])["state"].to_list()
    ['reached', 'possible', 'not reached']
    """
    return _table(table, limits, _aims)


_Row = Mapping[str, Any]
_Found = tuple[str, float, str, str | None, float | None]
"""The kind of limit, its bound, the state, the reason, the relative change."""


def _table(
    table: pl.DataFrame, limits: Iterable[Limit], states: Callable[[Limit, _Row], Iterator[_Found]]
) -> pl.DataFrame:
    """Return a row for each state that a function finds between a limit and its row of a table."""
    every = {tuple(row[name] for name in KEY): row for row in table.iter_rows(named=True)}
    absent = dict.fromkeys(table.columns) | {"reason": ABSENT, "change_reason": ABSENT}
    rows = []
    for limit in limits:
        key = (limit.figure, limit.breakdown, limit.item)
        row = every.get(key, absent)
        kept = {name: row[name] for name in ("low", "high", "unit")} | {ROWS: row[ROWS] or []}
        for kind, bound, state, reason, relative in states(limit, row):
            said = {"limit": kind, "bound": bound, "state": state, "reason": reason, "relative": relative}
            rows.append(dict(zip(KEY, key, strict=True)) | kept | said)
    return pl.DataFrame(rows, schema=CROSSED)


def _crossings(limit: Limit, row: _Row) -> Iterator[_Found]:
    low, high = row["low"], row["high"]
    if low is None or high is None:
        for kind, bound in ((LEAST, limit.least), (MOST, limit.most)):
            if bound is not None:
                yield kind, bound, POSSIBLE, row["reason"], None
    else:
        if limit.least is not None and low < limit.least:
            yield LEAST, limit.least, CROSSES if high < limit.least else POSSIBLE, None, None
        if limit.most is not None and high > limit.most:
            yield MOST, limit.most, CROSSES if low > limit.most else POSSIBLE, None, None
    if limit.max_change is not None:
        yield from _changes(limit.max_change, row)


def _changes(bound: float, row: _Row) -> Iterator[_Found]:
    """Yield that a change is too great, or may be; nothing where nothing was compared or nothing changed."""
    if "relative" not in row:
        return
    relative = row["relative"]
    if relative is not None:
        if abs(relative) > bound:
            yield MAX_CHANGE, bound, CROSSES, None, relative
    elif row["change_low"] is None:
        yield MAX_CHANGE, bound, POSSIBLE, row["change_reason"], None
    elif not row["change_low"] == row["change_high"] == 0:
        yield MAX_CHANGE, bound, POSSIBLE, UNMEASURED, None


def _aims(limit: Limit, row: _Row) -> Iterator[_Found]:
    if limit.target is None:
        return
    low, high = row["low"], row["high"]
    if low is None or high is None:
        yield TARGET, limit.target, POSSIBLE, row["reason"], None
    elif low >= limit.target:
        yield TARGET, limit.target, REACHED, None, None
    else:
        yield TARGET, limit.target, NOT_REACHED if high < limit.target else POSSIBLE, None, None
