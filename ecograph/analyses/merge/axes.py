"""A merger on every axis, before and after, in one table: what people see first.

No axis is added to another. Which way is better is said for each, and where that is a matter of policy it is neither.
"""

from collections.abc import Mapping

import polars as pl

from ecograph.analyses.answer import Result
from ecograph.analyses.merge.axis import AXES
from ecograph.analyses.merge.bridges import n_bridges
from ecograph.analyses.merge.labels import BETTER, UNITS
from ecograph.analyses.merge.membership import HELD_AS
from ecograph.analyses.merge.merger import Merger
from ecograph.analyses.merge.reasons import REASONS, VAGUE_AMOUNTS
from ecograph.language import Words
from ecograph.metrics.metric import REASON
from ecograph.rows import ROWS

Tables = Mapping[str, pl.DataFrame]
"""The tables of a merger by name, without the axes."""

ROUNDING = 1e-6
"""How far two bounds of the HHI may be apart and still be one value."""


def axes_of(merger: Merger, tables: Tables) -> pl.DataFrame:
    """Return each axis of a merger before and after, from the tables of its parts.

    ``members``, ``partners``, ``cells`` and ``funders`` count what all bodies have together, each once; ``_doubled``
    what two or more of them have, which is none in one body; ``_largest`` what the body with most of it has alone,
    and after the merger the merged one. ``cut_off``, ``parts_left``, ``without_lead`` and ``efficiency_left`` are the
    worst that the failure of one secretariat can do. ``brokerage`` is the raw betweenness of all bodies together.

    Args:
        merger: The merger.
        tables: The tables of the parts, by name.

    Returns:
        ``axis``, ``before``, ``after``, ``difference`` (after - before), ``unit``, ``better`` (more, less or
        neither), ``reason`` (why a value is null), ``rows`` (of all the rows of a table that it was computed from);
        in the order of ``AXES``.
    """
    values = {
        **_around(tables["members"]),
        **_cells(tables["coverage"]),
        **_money(tables["hhi"], tables["funders"]),
        **_bridging(merger, tables),
        **_failing(tables["resilience"]),
        "parallel_projects": (tables["projects"].height, 0),
    }
    records = [_record(axis, values[axis], tables) for axis in AXES]
    return pl.DataFrame(records, schema=SCHEMA)


def axes(merger: Merger, tables: Tables) -> Result:
    """Return ``axes_of`` a merger as a table of its answer."""
    return Result("axes", TITLE, MEANING, ("axis",), axes_of(merger, tables), SHOWN, WORDS)


SHOWN = ("axis", "before", "after", "difference", "unit", "better", REASON)
"""The columns that a terminal shows."""

WORDS = BETTER | UNITS | REASONS | {axis: about.title for axis, about in AXES.items()}
"""What the texts in the table are called in each language."""


Value = tuple[float | None, float | None]


def _around(members: pl.DataFrame) -> dict[str, Value]:
    """Return the axes of members and partners."""
    found: dict[str, Value] = {}
    for name, held_as in HELD_AS.items():
        own = members.filter(pl.col("held_as") == held_as)
        stay = own.filter(pl.col("status") != "leaves").height
        found |= {
            name: (own.height, stay),
            f"{name}_doubled": (own.filter(pl.col("n_clusters") > 1).height, 0),
            f"{name}_largest": (most(own, "through"), stay),
        }
    return found


def _cells(coverage: pl.DataFrame) -> dict[str, Value]:
    stay = coverage.filter(pl.col("status") != "lost").height
    return {
        "cells": (coverage.height, stay),
        "cells_doubled": (coverage.filter(pl.col("n_clusters") > 1).height, 0),
        "cells_largest": (most(coverage, "by"), stay),
    }


def _money(hhi: pl.DataFrame, funders: pl.DataFrame) -> dict[str, Value]:
    row = hhi.row(0, named=True)
    return {
        "hhi_low": (row["before_low"], row["after_low"]),
        "hhi_high": (row["before_high"], row["after_high"]),
        "funders": (funders.height, funders.height),
        "funders_doubled": (funders.filter(pl.col("n_clusters") > 1).height, 0),
    }


def _bridging(merger: Merger, tables: Tables) -> dict[str, Value]:
    by_graph = {row["graph"]: (row["before"], row["after"]) for row in tables["retained"].iter_rows(named=True)}
    return {
        "brokerage_two_mode": by_graph["two-mode"],
        "brokerage_projection": by_graph["projection"],
        "bridges": n_bridges(tables["bridges"], merger),
    }


def _failing(resilience: pl.DataFrame) -> dict[str, Value]:
    """Return the worst that the failure of one body can do, before and after."""
    rows = resilience.to_dicts()
    alone, merged = rows[:-2], rows[-1]
    found: dict[str, Value] = {
        axis: (max(row[column] for row in alone), merged[column])
        for axis, column in (("cut_off", "n_cut_off"), ("parts_left", "n_parts"), ("without_lead", "n_without_lead"))
    }
    left = [row["efficiency_left"] for row in alone]
    return found | {"efficiency_left": (None if None in left else min(left), merged["efficiency_left"])}


def most(table: pl.DataFrame, column: str) -> int:
    """Return how many rows of a table name the cluster that most of them name in a list, 0 where none does.

    >>> most(pl.DataFrame({"by": [["a"], ["a", "b"]]}), "by")
    2
    """
    each = table[column].explode(keep_nulls=False, empty_as_null=False)
    return 0 if each.is_empty() else int(each.value_counts(sort=True)["count"][0])


def _record(axis: str, value: Value, tables: Tables) -> dict[str, object]:
    about = AXES[axis]
    before, after = value
    difference = None if before is None or after is None else after - before
    table = tables[about.table]
    if about.table == "members":
        table = table.filter(pl.col("held_as") == HELD_AS[axis.split("_", maxsplit=1)[0]])
    reasons = table[REASON].drop_nulls()
    reason = str(reasons[0]) if (before is None or after is None) and len(reasons) else None
    if axis.startswith("hhi") and difference is not None and not _exact(tables["hhi"]):
        difference, reason = None, VAGUE_AMOUNTS
    return {
        "axis": axis,
        "before": before,
        "after": after,
        "difference": difference,
        "unit": about.unit,
        "better": about.better,
        REASON: reason,
        ROWS: sorted(set(table[ROWS].explode(keep_nulls=False, empty_as_null=False))),
    }


def _exact(hhi: pl.DataFrame) -> bool:
    """Return whether the bounds of a concentration are one value."""
    row = hhi.row(0, named=True)
    if row["before_high"] is None or row["after_high"] is None:
        return False
    return all(abs(row[f"{name}_high"] - row[f"{name}_low"]) < ROUNDING for name in ("before", "after"))


SCHEMA = {
    "axis": pl.String(),
    **dict.fromkeys(("before", "after", "difference"), pl.Float64()),
    **dict.fromkeys(("unit", "better", REASON), pl.String()),
    ROWS: pl.List(pl.String),
}
"""The columns of ``axes_of``."""


TITLE = Words(en="before and after the merger", da="før og efter fusionen", nb="før og etter sammenslåingen")

MEANING = Words(
    en="Every axis on its own; they are not added up. Largest: what the body with most of it has alone, then the "
    "merged one. Less concentration is called better because less then depends on one body. Neither: a matter of "
    "policy.",
    da="Hver akse for sig; de lægges ikke sammen. Størst: det, som den største har alene, og derefter den fusionerede. "
    "Mindre koncentration regnes for bedre, fordi mindre så afhænger af én. Ingen af delene: et politisk valg.",
    nb="Hver akse for seg; de legges ikke sammen. Størst: det som den største har alene, og deretter den sammenslåtte. "
    "Mindre konsentrasjon regnes som bedre fordi mindre da avhenger av én. Ingen av delene: et politisk valg.",
)
