"""Goals with deadlines, and what the data says about each.

By hand: one goal for each way in which a figure can settle it or not. The bundled dataset: goals.csv has 62 goals, 12
of them with a deadline, none with a figure.
"""

import datetime as dt

import polars as pl
import pytest
from promises import keeps_promises

import ecograph
from ecograph.analyses.gaps.goals import STATES, goals
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.network import Network

Row = dict[str, object]

DAY = dt.date(2020, 1, 1)


def judged(goal: Row, figure: Row | None = None, day: dt.date | None = DAY) -> Row:
    """Return the row of one goal of 10 jobs by the end of 2015, and of the figure that measures it."""
    stated: Row = {"goal_id": "g", "kind": "programme", "what": "jobs", "target": 10.0, "unit": "jobs"}
    measured: Row = {"figure_id": "f", "what": "jobs", "unit": "jobs", "qualifier": "exact", "as_of": "2016"}
    named: Row = {"deadline": "2015-12-31", "figure_id": None if figure is None else "f"}
    eco = Ecosystem.of(goals=[stated | named | goal], figures=[] if figure is None else [measured | figure])
    result = goals(Network.of(eco), day=day)
    keeps_promises(result, eco, ("deadline", "n_days_past_deadline"))
    return dict(result.table.row(0, named=True))


@pytest.mark.parametrize(
    ("goal", "figure", "state", "reason"),
    [
        ({}, {"value": 10.0}, "reached", None),
        ({}, {"value": 9.0}, "not reached", None),
        ({}, {"value": 11.0, "qualifier": "more_than"}, "reached", None),
        ({}, {"value": 12.0, "as_of": "2014"}, "reached", None),  # what is reached early is reached
        ({}, {"value": 9.0, "as_of": "2015"}, "not reached", None),  # the year of the deadline
        ({}, {"value": 9.0, "as_of": "2014"}, "not known", "the figure falls short and is older than the deadline"),
        ({}, {"value": 9.0, "as_of": None}, "not known", "the figure falls short and has no date"),
        ({}, {"value": 11.0, "as_of": None}, "reached", "the figure has no date"),
        ({}, {"value": 9.0, "as_of": None, "to": "2017"}, "not reached", None),
        ({}, {"value": 10.0, "qualifier": "about"}, "not known", "the figure is too vague to say"),  # 9 to 11
        ({}, {"value": 10.0, "qualifier": "nearly"}, "not known", "the figure is too vague to say"),  # 9 to 10
        ({}, {"value": None, "qualifier": None}, "not known", "the figure has no value"),
        ({}, {"value": 12.0, "status": "goal"}, "not known", "the figure states what is goal, not what is"),
        ({}, {"value": 12.0, "unit": "firms"}, "not known", "the figure counts firms, the target jobs"),
        ({"unit": None}, {"value": 12.0}, "not known", "the figure counts jobs, the target no unit"),
        ({"target": None}, {"value": 12.0}, "not known", "the target has no number"),
        ({}, None, "not known", "no figure measures it"),
        ({"unit": "jobs (at least)"}, {"value": 12.0}, "reached", None),
        ({"unit": "jobs (at most)"}, {"value": 12.0}, "not reached", None),
        ({"unit": "jobs (at most)"}, {"value": 8.0}, "reached", None),
        (
            {"deadline": None},
            {"value": 9.0, "as_of": None},
            "not reached",
            "the figure has no date; it has no deadline",
        ),
        ({"deadline": None}, None, "not known", "no figure measures it; it has no deadline"),
        (
            {"deadline": None, "deadline_words": "snart"},
            None,
            "not known",
            "no figure measures it; its deadline is stated in words only",
        ),
    ],
)
def test_a_goal_is_reached_missed_or_not_known(goal: Row, figure: Row | None, state: str, reason: str | None) -> None:
    found = judged(goal, figure)
    assert (found["state"], found["reason"]) == (state, reason)
    assert found["rows"] == (["goals/g"] if figure is None else ["figures/f", "goals/g"])


def test_days_are_counted_from_the_last_day_of_the_deadline() -> None:
    # by hand: from 2015-12-31 to 2020-01-01 are 4 * 365 + 1 + 1 days, 2016 being a leap year
    assert judged({})["n_days_past_deadline"] == 1462
    assert judged({"deadline": "2015"})["n_days_past_deadline"] == 1462
    assert judged({"deadline": "2020-01"})["n_days_past_deadline"] == 0
    assert judged({"deadline": None})["n_days_past_deadline"] is None
    found = judged({}, {"value": 12.0}, day=None)
    assert (found["n_days_past_deadline"], found["reason"]) == (None, "no day was given from which to count")


def test_the_days_between_deadline_and_measurement_are_told() -> None:
    assert judged({}, {"value": 12.0, "as_of": "2016-01-02"})["n_days_after"] == 2
    assert judged({}, {"value": 12.0, "as_of": "2015-12-30"})["n_days_after"] == -1


def test_goals_come_by_deadline_and_those_without_one_last() -> None:
    deadlines = {"a": None, "b": "2016", "c": "2015-06", "d": "2016-12-31", "e": None}
    goal: Row = {"kind": "action", "what": "w"}
    eco = Ecosystem.of(goals=[goal | {"goal_id": name, "deadline": day} for name, day in reversed(deadlines.items())])
    assert goals(Network.of(eco)).table["goal_id"].to_list() == ["c", "b", "d", "a", "e"]


def test_owners_and_themes_are_named() -> None:
    goal: Row = {"kind": "action", "what": "w"}
    eco = Ecosystem.of(
        organisations=[{"org_id": "o", "name": "the o", "kind": "region"}],
        projects=[{"project_id": "p", "title": "the p", "kind": "programme"}],
        frameworks=[{"framework_id": "w", "kind": "topics", "label_en": "W"}],
        themes=[{"theme_id": "t", "framework_id": "w", "label_en": "the t"}],
        goals=[goal | {"goal_id": "g", "owner": "o", "theme_id": "t"}, goal | {"goal_id": "h", "owner": "p"}],
    )
    columns = ("owner", "owner_name", "theme", "theme_label")
    assert goals(Network.of(eco)).table.select(columns).rows() == [
        ("o", "the o", "t", "the t"),
        ("p", "the p", None, None),
    ]


def test_a_vagueness_below_nothing_is_refused() -> None:
    with pytest.raises(EcographError, match="expected a share of 0 or more"):
        goals(Network.of(Ecosystem.of()), vagueness=-0.1)


def test_no_goals_give_a_table_of_the_same_columns() -> None:
    some = goals(Network.of(Ecosystem.of(goals=[{"goal_id": "g", "kind": "action", "what": "w"}])), day=DAY)
    assert goals(Network.of(Ecosystem.of())).table.schema == some.table.schema


def test_states_are_said_in_every_language() -> None:
    assert all(words.in_(lang) for words in STATES.values() for lang in LANGUAGES)


def test_of_the_bundled_goals_none_is_known() -> None:
    bundled = Network.of(ecograph.load())
    result = goals(bundled, day=DAY)
    keeps_promises(result, bundled.ecosystem, ("deadline", "n_days_past_deadline"))
    table = result.table
    assert (table.height, table["deadline"].count()) == (62, 12)
    assert table["state"].unique().to_list() == ["not known"]
    assert table.head(3)["goal_id"].to_list() == ["dr3-b-1", "dr4-a-5", "rsi-benchmarks"]
    assert table.filter(pl.col("deadline").is_null())["reason"].str.contains("deadline").all()


def test_reasons_are_said_in_every_language() -> None:
    found = goals(Network.of(ecograph.load()))
    reasons = set(found.table["reason"].drop_nulls())
    assert all(found.words[reason].da != reason for reason in reasons)
