"""Which key figures moved or lie beyond their limits, and which rows did it; on the two states written by hand."""

import polars as pl
import pytest
import states

from ecograph.changes import amounts
from ecograph.changes.changes import Changes, changes
from ecograph.changes.figures_told import reasons
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.language.changes import LIMITS, STATES
from ecograph.language.figures import REASONS
from ecograph.metrics.key_figures import Asked, computed, last_day
from ecograph.metrics.key_figures.change import CHANGE_REASONS, COMPARED, compared
from ecograph.metrics.key_figures.limits import CROSSES, LEAST, MAX_CHANGE, MOST, POSSIBLE, Limit, crossed
from ecograph.network import Network


@pytest.fixture(scope="module")
def found() -> Changes:
    """Return the changes between the two states with their key figures."""
    return changes(states.before(), states.after(), figures=states.figures(), crossed=states.crossed())


def why(found: Changes, place: int) -> list[tuple[str, str]]:
    return [(each.how, f"{each.table}/{each.key}") for each in reasons(found, found.moved.row(place, named=True))]


def test_figures_with_another_value_moved_those_surely_beyond_their_limits_first(found: Changes) -> None:
    assert found.moved.select("figure", "item").rows() == [
        ("projects", "NO"),
        ("members_known", ""),
        ("organisations", "government"),
        ("projects", ""),
        ("projects", "DK"),
        ("funding_dkk", ""),
        ("public_share", ""),
        ("density", ""),
    ]


def test_limits_that_are_surely_crossed_come_first_with_the_rows_that_differ(found: Changes) -> None:
    assert found.crossed.select("figure", "state", "entered", "left", "changed").rows() == [
        ("members_known", "crossed", ["memberships/mtic|welfare-tech|1"],
         ["memberships/old-firm|welfare-tech|1", "organisations/uni"], []),
        ("projects", "crossed", ["projects/begun"], [], []),
        ("funding_dkk", "possible", [], [], []),
    ]  # fmt: skip


def test_a_row_behind_a_figure_entered_left_changed_or_is_counted_otherwise(found: Changes) -> None:
    assert why(found, 1) == [
        ("follows", "memberships/mtic|welfare-tech|1"),
        ("left", "memberships/old-firm|welfare-tech|1"),
        ("not_counted", "organisations/uni"),
    ]
    assert why(found, 2) == [("changed", "organisations/state")]
    assert why(found, 3)[-4:] == [
        ("counted", "projects/10"),
        ("entered", "projects/begun"),
        ("left", "projects/ended"),
        ("changed", "projects/care"),
    ]
    assert why(found, 5) == [("changed", "flows/grant")]


def test_without_compared_figures_nothing_moved_and_limits_have_no_rows_behind() -> None:
    found = changes(states.before(), states.after(), crossed=states.crossed())
    assert found.moved.is_empty()
    assert found.crossed["entered"].to_list() == [[], [], []]


def test_a_limit_that_stays_crossed_is_no_change_but_is_told() -> None:
    same = Ecosystem.of()
    found = changes(same, same, crossed=states.crossed())
    assert found.is_empty
    assert [found.summary(language) for language in LANGUAGES] == [
        "2 grænseværdier er overskredet. 1 grænseværdi er muligvis overskredet.",
        "2 grenseverdier er overskredet. 1 grenseverdi er muligens overskredet.",
        "2 thresholds are crossed. 1 threshold is possibly crossed.",
    ]


def test_real_key_figures_move_by_the_rows_that_entered() -> None:
    one, two = states.before(), states.after()
    day = last_day(two)
    now, was = (computed(Network.of(each), Asked(day)) for each in (two, one))
    table = compared(now, was)
    found = changes(one, two, figures=table, crossed=crossed(table, [Limit("organisations", "helix", "government", 2)]))
    moved = found.moved.filter(figure="organisations", breakdown="helix", item="government").row(0, named=True)
    assert (moved["before_low"], moved["low"]) == (None, 1)  # the state has a sphere in the later state alone
    assert [(each.how, each.key) for each in reasons(found, moved)] == [("changed", "state")]
    assert found.crossed["state"].to_list() == ["crossed"]
    assert changes(one, one, figures=compared(was, was)).is_empty


def test_everything_that_limits_and_comparisons_can_say_has_words() -> None:
    assert set(LIMITS) == {LEAST, MOST, MAX_CHANGE}
    assert set(STATES) == {CROSSES, POSSIBLE}
    assert set(CHANGE_REASONS) <= set(REASONS)


@pytest.mark.parametrize(
    ("low", "high", "unit", "en", "nb"),
    [
        (None, None, "projects", "–", "–"),
        (0, 0, "projects", "0", "0"),
        (-3, -3, "projects", "−3", "−3"),
        (0.05, 0.05, "share", "+5.0 percentage points", "+5,0 prosentpoeng"),
        (-400_000, 900_000, "DKK", "DKK −0.4 to +0.9 million", "−0,4 til +0,9 mill. DKK"),
        (-10, 20, "DKK", "less than is shown", "mindre enn det viste"),
        (100_000, float("inf"), "EUR", "EUR at least +0.1 million", "minst +0,1 mill. EUR"),
    ],
)
def test_a_change_in_words(low: float | None, high: float | None, unit: str, en: str, nb: str) -> None:
    assert [amounts.change(low, high, unit, language) for language in ("en", "nb")] == [en, nb]


def test_a_value_that_is_not_defined_is_a_dash() -> None:
    assert amounts.value(None, None, None, "da") == amounts.relative(None, "da") == "–"


def test_a_figure_moved_where_only_its_upper_bound_did() -> None:
    one = states.figure("funding_dkk", 1, 1, unit="DKK", high=3, before_high=2)
    table = pl.DataFrame([one], schema=COMPARED)
    assert changes(Ecosystem.of(), Ecosystem.of(), figures=table).moved.height == 1
