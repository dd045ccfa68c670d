"""What two clusters could share at least and at most, given the members known and the numbers reported."""

import numpy as np
import polars as pl

from ecograph.algorithms.matrix import Vector
from ecograph.algorithms.partial_lists import PartialList, intersection_bounds, jaccard_bounds
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.wording import called
from ecograph.language import Words
from ecograph.rows import ROWS

TITLE = Words(
    en="what two clusters could share",
    da="hvad to klynger kan have til fælles",
    nb="hva to klynger kan ha felles",
)

MEANING = Words(
    en="The fewest and the most members that both can have, given those that are known and the numbers reported. "
    "Everything between is possible; no figure in it is more likely than another.",
    da="Det mindste og det største antal medlemmer, som begge kan have, når man ser på de kendte medlemmer og de "
    "oplyste medlemstal. Alt derimellem er muligt; intet tal er mere sandsynligt end et andet.",
    nb="Det minste og det største antallet medlemmer som begge kan ha, ut fra de kjente medlemmene og de oppgitte "
    "medlemstallene. Alt imellom er mulig; ikke noe tall er mer sannsynlig enn et annet.",
)


SHOWN = ("left_name", "right_name", "n_shared_known", "intersection_low", "intersection_high", "jaccard_high", "reason")
"""The columns that a terminal shows."""


def bounds(coverage: pl.DataFrame, members: pl.DataFrame) -> Result:
    """Return the fewest and the most members that each pair of sets can share, and the same of Jaccard.

    Args:
        coverage: What is known of each set, with ``first`` and ``last`` day of the number reported, as
            ``knowledge.known`` makes it.
        members: ``set``, ``item`` and ``rows`` of the members known, as ``metrics.holdings`` returns them.

    Returns:
        Result ``bounds``, whose columns ``knowledge.known`` describes; sorted by left and right. See
        ``algorithms.partial_lists.intersection_bounds`` for the definition.
    """
    names = ("set", "set_name", "n_known", "date", "first", "last", "reported_low", "reported_high", "reason")
    sides = coverage.select(*names, figure=pl.format("figures/{}", "figure_id"))
    pairs = (
        sides.join(sides, how="cross", suffix="_right", maintain_order="left_right")
        .filter(pl.col("set") < pl.col("set_right"))
        .join(_shared(members), on=("set", "set_right"), how="left", maintain_order="left")
        .with_columns(pl.col("n_shared_known").fill_null(0), pl.col("memberships").fill_null([]))
    )
    left, right = (
        PartialList(*(_numbers(pairs, f"{name}{side}") for name in ("n_known", "reported_low", "reported_high")))
        for side in ("", "_right")
    )
    shared = _numbers(pairs, "n_shared_known")
    size = intersection_bounds(left, right, shared=shared)
    share = jaccard_bounds(left, right, shared=shared)
    is_dated = pl.col("date").is_not_null() & pl.col("date_right").is_not_null()
    apart = pl.max_horizontal(
        pl.col("last") - pl.col("first_right"), pl.col("last_right") - pl.col("first")
    ).dt.total_days()
    found = pairs.with_columns(
        _series("intersection_low", size.low),
        _series("intersection_high", size.high),
        _series("jaccard_low", share.low),
        _series("jaccard_high", share.high),
        n_days_apart=pl.when(is_dated).then(apart),
        missing=_missing("reason", "reason_right"),
    )
    is_bounded = pl.col("intersection_low").is_not_null()
    table = found.select(
        left="set",
        left_name="set_name",
        right="set_right",
        right_name="set_name_right",
        n_left_known="n_known",
        n_right_known="n_known_right",
        n_shared_known="n_shared_known",
        left_date="date",
        right_date="date_right",
        n_days_apart="n_days_apart",
        intersection_low="intersection_low",
        intersection_high="intersection_high",
        jaccard_low="jaccard_low",
        jaccard_high="jaccard_high",
        note=pl.when(is_bounded).then(_weakness(is_dated)),
        reason=_why(is_dated, is_bounded),
        rows=pl.concat_list("memberships", pl.concat_list("figure", "figure_right").list.drop_nulls())
        .list.unique()
        .list.sort(),
    )
    return Result("bounds", TITLE, MEANING, ("left", "right"), table, SHOWN, called(table, "note", "reason"))


def _shared(members: pl.DataFrame) -> pl.DataFrame:
    """Return how many are known in both sets of a pair, and the memberships that say so."""
    pairs = members.join(members, on="item", suffix="_right").filter(pl.col("set") < pl.col("set_right"))
    return pairs.group_by("set", "set_right").agg(
        n_shared_known=pl.len().cast(pl.Int64),
        memberships=pl.concat_list(ROWS, f"{ROWS}_right").explode(keep_nulls=False, empty_as_null=False),
    )


def _weakness(is_dated: pl.Expr) -> pl.Expr:
    """Return in words what weakens the bounds of a pair."""
    known = pl.format(
        "{} of at least {} and {} of at least {} members are known",
        "n_known",
        pl.col("reported_low").cast(pl.Int64),
        "n_known_right",
        pl.col("reported_low_right").cast(pl.Int64),
    )
    dates = (
        pl.when(~is_dated)
        .then(pl.lit("a number of members is not dated"))
        .when(pl.col("n_days_apart") > 0)
        .then(pl.format("the numbers are up to {} days apart", "n_days_apart"))
    )
    return pl.concat_str(known, dates, separator="; ", ignore_nulls=True)


def _missing(left: str, right: str) -> pl.Expr:
    """Return why a set of a pair has no size, named; null where both have one."""
    return pl.concat_str(
        pl.format("{}: {}", "set_name", left),
        pl.format("{}: {}", "set_name_right", right),
        separator="; ",
        ignore_nulls=True,
    )


def _why(is_dated: pl.Expr, is_bounded: pl.Expr) -> pl.Expr:
    """Return why a value of a pair is null; null where all are defined."""
    return (
        pl.when(~is_bounded)
        .then("missing")
        .when(pl.col("jaccard_low").is_null())
        .then(pl.lit("neither is reported to have any members"))
        .when(~is_dated)
        .then(pl.lit("without both dates the days between them are not known"))
    )


def _numbers(table: pl.DataFrame, column: str) -> Vector:
    return table[column].cast(pl.Float64).fill_null(np.nan).to_numpy()


def _series(name: str, values: Vector) -> pl.Series:
    return pl.Series(name, values, dtype=pl.Float64, nan_to_null=True)
