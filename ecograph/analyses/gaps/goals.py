"""Goals with their deadlines, and what the data says about each: reached, not reached, or not known.

A goal that nobody measures is not a goal that was missed. The table keeps the two apart.
"""

import datetime as dt

import polars as pl

from ecograph import money
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.reasons import translated
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.language.key_figures import GOAL_STATES
from ecograph.metrics.goal_states import judged
from ecograph.network import Network
from ecograph.rows import ROWS

TITLE = Words(en="goals and deadlines", da="mål og frister", nb="mål og frister")

MEANING = Words(
    en="Each goal with its deadline and what the data says about it. Not known means that no figure settles it, not "
    "that it was missed.",
    da="Hvert mål med sin frist, og hvad dataene siger om det. Ukendt betyder, at intet tal afgør det, ikke at målet "
    "ikke blev nået.",
    nb="Hvert mål med sin frist, og hva dataene sier om det. Ukjent betyr at ikke noe tall avgjør det, ikke at målet "
    "ikke ble nådd.",
)

STATES = GOAL_STATES
"""What can be said of a goal, in the words of each language."""

REASONS = {
    words.en: words
    for words in (
        Words("no figure measures it", "intet tal måler det", "ikke noe tall måler det"),
        Words("the target has no number", "målet er ikke et tal", "målet er ikke et tall"),
        Words("the figure has no value", "tallet er ikke oplyst", "tallet er ikke oppgitt"),
        Words(
            "the figure falls short and has no date",
            "tallet når ikke målet og har ingen dato",
            "tallet når ikke målet og har ingen dato",
        ),
        Words(
            "the figure falls short and is older than the deadline",
            "tallet når ikke målet og er ældre end fristen",
            "tallet når ikke målet og er eldre enn fristen",
        ),
        Words("the figure is too vague to say", "tallet er for omtrentligt", "tallet er for omtrentlig"),
        Words("its deadline is stated in words only", "fristen er kun angivet i ord", "fristen er bare oppgitt i ord"),
        Words("it has no deadline", "målet har ingen frist", "målet har ingen frist"),
        Words("the figure has no date", "tallet har ingen dato", "tallet har ingen dato"),
        Words(
            "no day was given from which to count",
            "der er ikke valgt en dag at tælle fra (--day)",
            "det er ikke valgt en dag å telle fra (--day)",
        ),
    )
}
"""Why something about a goal is not known, in the words of each language; reasons with names in them stay English."""


def goals(network: Network, *, day: dt.date | None = None, vagueness: float = money.VAGUENESS) -> Result:
    """Return every goal with its deadline and what the figure that is named for it says.

    A goal is reached where its figure surely is no less than the target, and not reached where it surely is less: the
    whole interval of a vague figure lies on one side. A target with the unit ``x (at most)`` is the other way round.
    Everything else is not known, and the reason says why: no figure measures the goal, the target has no number, the
    figure has lost its value, states an aim instead of a measurement, counts another unit, is too vague; or it falls
    short, and was measured before the deadline or on no known day, so that the goal may have been reached since.

    Args:
        network: The network.
        day: The day up to which the days since a deadline are counted; no clock is read.
        vagueness: The share by which a vague figure may be off, as in ``ecograph.money``.

    Returns:
        Result ``goals``: ``goal_id``, ``what``, ``owner``, ``owner_name``, ``theme``, ``theme_label`` (English),
        ``deadline`` (as precise as known), ``deadline_words`` (as the source words it), ``target``, ``unit``,
        ``figure_id``, ``measured_on``, ``measured_low``, ``measured_high`` (infinite where open), ``n_days_after``
        (from the deadline to the measurement, below 0 before it), ``state`` (reached, not reached, not known),
        ``n_days_past_deadline`` (from the last day of the deadline to ``day``, 0 before
        it, null without a day), ``reason``, ``rows``; sorted by the last day of the deadline, then by id; goals
        without a deadline come last, and their reason says so.

    Raises:
        EcographError: The vagueness is below 0.

    By hand: 24 were to be reached; more than 30 were measured after the deadline.

    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"figure_id": "f", "what": "benchmarks", "unit": "benchmarks", "as_of": "2014"}
    >>> goal = {"goal_id": "g", "kind": "programme", "what": "benchmarks", "deadline": "2013-12-31", "target": 24.0}
    >>> eco = Ecosystem.of(
    ...     figures=[{**figure, "value": 30.0, "qualifier": "more_than"}],
    ...     goals=[{**goal, "unit": "benchmarks", "figure_id": "f"}, {**goal, "goal_id": "h", "unit": "benchmarks"}],
    ... )
    >>> goals(Network.of(eco), day=dt.date(2014, 1, 2)).table.select("goal_id", "state", "reason").rows()
    [('g', 'reached', None), ('h', 'not known', 'no figure measures it')]
    """
    if not vagueness >= 0:
        raise EcographError(f"found the vagueness {vagueness}, expected a share of 0 or more, such as 0.1")
    eco = network.ecosystem
    names = pl.concat(
        [
            eco.organisations.select(owner="org_id", owner_name="name"),
            eco.projects.select(owner="project_id", owner_name="title"),
        ]
    )
    stated = (
        judged(network, vagueness=vagueness)
        .with_columns(theme="theme_id")
        .join(names, on="owner", how="left")
        .join(eco.themes.select(theme="theme_id", theme_label="label_en"), on="theme", how="left")
    )
    table = stated.with_columns(n_days_past_deadline=_days_past(day), reason=_reason(day))
    table = table.sort("due", "goal_id", nulls_last=True).select(*COLUMNS, rows=_rows())
    return Result("goals", TITLE, MEANING, ("goal_id",), table, SHOWN, STATES | translated(table["reason"], REASONS))


COLUMNS = (
    "goal_id",
    "what",
    "owner",
    "owner_name",
    "theme",
    "theme_label",
    "deadline",
    "deadline_words",
    "target",
    "unit",
    "figure_id",
    "measured_on",
    "measured_low",
    "measured_high",
    "n_days_after",
    "state",
    "n_days_past_deadline",
    "reason",
)
"""The columns of the table before ``rows``."""

SHOWN = ("what", "owner_name", "deadline", "target", "unit", "state", "n_days_past_deadline", "reason")
"""The columns that a terminal shows."""


def _days_past(day: dt.date | None) -> pl.Expr:
    return (pl.lit(day, pl.Date) - pl.col("due")).dt.total_days().clip(lower_bound=0)


def _reason(day: dt.date | None) -> pl.Expr:
    """Return why something about a goal is not known; null where all is."""
    in_words = pl.col("deadline_words").is_not_null()
    deadline = (
        pl.when(pl.col("due").is_not_null())
        .then(None)
        .when(in_words)
        .then(pl.lit("its deadline is stated in words only"))
        .otherwise(pl.lit("it has no deadline"))
    )
    undated = pl.when((pl.col("state") != "not known") & pl.col("measured_on").is_null()).then(
        pl.lit("the figure has no date")
    )
    known = pl.concat_str("obstacle", undated, deadline, separator="; ", ignore_nulls=True)
    uncounted = None if day else "no day was given from which to count"
    return pl.when(known != "").then(known).otherwise(pl.lit(uncounted, pl.String))


def _rows() -> pl.Expr:
    return pl.concat_list(ROWS, "figure").list.drop_nulls().list.sort()
