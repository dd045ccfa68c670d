"""Goals on time: how many were due by the day, and what share of them was reached."""

import polars as pl

from ecograph import dates
from ecograph.language import Words
from ecograph.metrics.goal_states import judged
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.tally import counted, shaped, undefined
from ecograph.network import Network
from ecograph.rows import ROWS

REACHED = "reached"
OPEN = "not known"

NO_DEADLINE = "no goal has a dated deadline"
NOT_DUE = "the deadline of no goal has passed"
NOT_MEASURED = "no figure settles whether any goal was reached"


def due(network: Network, asked: Asked) -> pl.DataFrame:
    """Return how many goals had a deadline before the day, by whether they were reached.

    The rule is that of ``metrics.goal_states``. A deadline known to the year or month alone may have passed or not.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in goals; the coverage of the whole is the share of goals with
        a dated deadline. Null where there are goals and none has one.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> goal = {"kind": "programme", "what": "x"}
    >>> goals = [{**goal, "goal_id": "g", "deadline": "2013-12-31"}, {**goal, "goal_id": "h"}]
    >>> due(Network.of(Ecosystem.of(goals=goals)), Asked(date(2014, 1, 1))).select("low", "coverage").row(0)
    (1.0, 0.5)
    """
    things = network.once(timed, asked).with_columns(low="due_low", high="due_high")
    return counted(things, unit="goals", by=("state",), unsaid=NO_DEADLINE)


def reached(network: Network, asked: Asked) -> pl.DataFrame:
    """Return what share of the goals whose deadline has surely passed was reached, in 0..1, as an interval.

    Those of which it is not known may have been reached or not.

    Returns:
        The columns of ``FIGURES`` other than ``figure``; ``n`` the goals due, coverage the share of them of which it is
        known. Null where no goal is due, or it is known of none.

    By hand: of two goals that were due, one was reached and the other is not measured.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"figure_id": "f", "what": "x", "unit": "x", "value": 30.0, "qualifier": "exact"}
    >>> goal = {"kind": "programme", "what": "x", "target": 24.0, "unit": "x", "deadline": "2013"}
    >>> goals = [{**goal, "goal_id": "g", "figure_id": "f"}, {**goal, "goal_id": "h"}]
    >>> network = Network.of(Ecosystem.of(figures=[figure], goals=goals))
    >>> reached(network, Asked(date(2014, 1, 1))).select("low", "high", "n", "coverage").row(0)
    (0.5, 1.0, 2, 0.5)
    """
    passed = network.once(timed, asked).filter(pl.col("due_low") == 1)
    n, n_reached, n_open = passed.height, passed.filter(state=REACHED).height, passed["state"].null_count()
    if n == n_open:
        return undefined(NOT_MEASURED if n else NOT_DUE, unit="share", of=n, n=n)
    rows = pl.concat([passed[ROWS], passed["figure"].drop_nulls()]).unique().sort()
    row = {
        "low": [n_reached / n],
        "high": [(n_reached + n_open) / n],
        "n": [n],
        "coverage": [(n - n_open) / n],
        ROWS: [rows.to_list()],
    }
    return shaped(pl.DataFrame(row), unit="share")


def timed(network: Network, asked: Asked) -> pl.DataFrame:
    """Return the goals with ``due_low`` and ``due_high``, whether the deadline surely and perhaps lies before the day.

    ``state`` is null where it is not known whether the goal was reached; ``figure`` is the row that settles it.
    """
    day = pl.lit(asked.day)
    found = judged(network, vagueness=asked.vagueness)
    return found.with_columns(
        state=pl.when(pl.col("state") != OPEN).then("state"),
        due_low=(dates.latest("deadline") < day).cast(pl.Int64),
        due_high=(dates.earliest("deadline") < day).cast(pl.Int64),
    )


DUE = KeyFigure(
    name="goals_due",
    version=1,
    label=Words("goals past their deadline", "mål med udløbet frist", "mål med utløpt frist"),
    sentence=Words(
        en="How many goals had a deadline before the chosen day, and whether the data say that they were reached.",
        da="Hvor mange mål der havde en frist før den valgte dag, og om dataene siger, at de blev nået.",
        nb="Hvor mange mål som hadde en frist før den valgte dagen, og om dataene sier at de ble nådd.",
    ),
    definition="The goals whose deadline lies before the day, by what the figure named for them says; coverage is the "
    "share of goals with a dated deadline.",
    unit="goals",
    breakdowns=("state",),
    source="definition of this project",
    compute=due,
)

GOALS_REACHED = KeyFigure(
    name="goals_reached",
    version=1,
    label=Words("goals reached", "nåede mål", "nådde mål"),
    sentence=Words(
        en="What share of the goals past their deadline was reached; where nobody measures, it may have been or not.",
        da="Hvor stor en andel af målene med udløbet frist der blev nået; hvor ingen måler, er begge dele muligt.",
        nb="Hvor stor andel av målene med utløpt frist som ble nådd; der ingen måler, er begge deler mulig.",
    ),
    definition="Goals reached / goals whose deadline lies before the day. Goals of which no figure says make it an "
    "interval.",
    unit="share",
    breakdowns=(),
    source="definition of this project",
    compute=reached,
)
