"""What the data say of each goal: reached, not reached, or not known. The one rule of this, for figures and analyses.

A goal that nobody measures is not a goal that was missed.
"""

import polars as pl

from ecograph import dates, money
from ecograph.network import Network
from ecograph.rows import reference

AT_MOST = r"\(at most\)"
"""What stands after the unit of a target that is not to be exceeded; any other target is to be reached from below."""


def judged(network: Network, *, vagueness: float = money.VAGUENESS) -> pl.DataFrame:
    """Return every goal with the figure that is named for it and what that says.

    A goal is reached where its figure surely is no less than the target, and not reached where it surely is less: the
    whole interval of a vague figure lies on one side. A target with the unit ``x (at most)`` is the other way round.
    Everything else is not known, and the obstacle says why: no figure measures the goal, the target has no number, the
    figure has lost its value, states an aim instead of a measurement, counts another unit, is too vague; or it falls
    short, and was measured before the deadline or on no known day, so that the goal may have been reached since.

    Args:
        network: The network.
        vagueness: The share by which a vague figure may be off, 0 or more.

    Returns:
        The columns of the table ``goals``, then ``rows`` (the goal), ``figure_unit``, ``figure_status``,
        ``measured_on``, ``measured_low``, ``measured_high`` (infinite where open), ``figure`` (the row of the figure),
        ``due`` and ``measured`` (the last days of deadline and measurement), ``n_days_after`` (from the deadline to the
        measurement), ``state`` (reached, not reached, not known), ``obstacle`` (why it is neither reached nor missed;
        null where it is one of them); in the order of the table.

    By hand: 24 were to be reached; more than 30 were measured.

    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"figure_id": "f", "what": "benchmarks", "unit": "benchmarks", "value": 30.0, "qualifier": "more_than"}
    >>> goal = {"goal_id": "g", "kind": "programme", "what": "x", "target": 24.0, "unit": "benchmarks"}
    >>> eco = Ecosystem.of(figures=[figure], goals=[{**goal, "figure_id": "f"}])
    >>> judged(Network.of(eco))["state"].to_list()
    ['reached']
    """
    eco = network.ecosystem
    figures = eco.figures.select(
        "figure_id",
        figure_unit="unit",
        figure_status="status",
        measured_on=pl.coalesce("as_of", "to", "from"),
        measured_low=money.low("value", "qualifier", vagueness),
        measured_high=money.high("value", "qualifier", vagueness),
        figure=reference("figures"),
    )
    return (
        eco.goals.with_columns(reference("goals"))
        .join(figures, on="figure_id", how="left", maintain_order="left")
        .with_columns(due=dates.latest("deadline"), measured=dates.latest("measured_on"))
        .with_columns(n_days_after=(pl.col("measured") - pl.col("due")).dt.total_days())
        .with_columns(state=_state(), obstacle=_obstacle())
    )


def _unit(column: str) -> pl.Expr:
    """Return a unit without what stands in brackets after it."""
    return pl.col(column).str.replace(r"\s*\(.*\)$", "")


def _is_comparable() -> pl.Expr:
    """Return whether the figure is a measurement in the unit of the target."""
    is_measured = pl.col("measured_low").is_not_null() & (pl.col("figure_status") == "actual")
    is_same = _unit("unit").eq_missing(_unit("figure_unit"))
    return pl.col("target").is_not_null() & is_measured.fill_null(value=False) & is_same


def _sides() -> tuple[pl.Expr, pl.Expr]:
    """Return whether the figure surely is on the side of the target that counts as reached, and surely is not."""
    low, high, target = pl.col("measured_low"), pl.col("measured_high"), pl.col("target")
    is_limit = pl.col("unit").str.contains(AT_MOST).fill_null(value=False)
    reached = pl.when(is_limit).then(high <= target).otherwise(low >= target)
    missed = pl.when(is_limit).then(low > target).otherwise(high < target)
    return _is_comparable() & reached.fill_null(value=False), _is_comparable() & missed.fill_null(value=False)


def _is_in_time() -> pl.Expr:
    """Return whether a figure that falls short says that the goal was missed: it was measured when it was due."""
    return pl.col("due").is_null() | (pl.col("n_days_after") >= 0).fill_null(value=False)


def _state() -> pl.Expr:
    reached, missed = _sides()
    return (
        pl.when(reached)
        .then(pl.lit("reached"))
        .when(missed & _is_in_time())
        .then(pl.lit("not reached"))
        .otherwise(pl.lit("not known"))
    )


def _obstacle() -> pl.Expr:
    """Return why a goal is neither reached nor missed; null where it is one of them."""
    reached, missed = _sides()
    return (
        pl.when(reached | (missed & _is_in_time()))
        .then(None)
        .when(pl.col("figure_id").is_null())
        .then(pl.lit("no figure measures it"))
        .when(pl.col("target").is_null())
        .then(pl.lit("the target has no number"))
        .when(pl.col("measured_low").is_null())
        .then(pl.lit("the figure has no value"))
        .when(pl.col("figure_status") != "actual")
        .then(pl.format("the figure states what is {}, not what is", "figure_status"))
        .when(_unit("unit").ne_missing(_unit("figure_unit")))
        .then(pl.format("the figure counts {}, the target {}", "figure_unit", pl.col("unit").fill_null("no unit")))
        .when(missed & pl.col("measured_on").is_null())
        .then(pl.lit("the figure falls short and has no date"))
        .when(missed)
        .then(pl.lit("the figure falls short and is older than the deadline"))
        .otherwise(pl.lit("the figure is too vague to say"))
    )
