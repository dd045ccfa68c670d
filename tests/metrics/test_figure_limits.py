"""Which limits are crossed, surely or possibly, and which targets are reached; expected states by hand."""

import math
from typing import Any

import polars as pl
import pytest

from ecograph.language.figures import REASONS
from ecograph.metrics.key_figures.change import compared
from ecograph.metrics.key_figures.definition import FIGURES
from ecograph.metrics.key_figures.limits import ABSENT, CROSSED, UNMEASURED, Limit, crossed, targets

NOTHING = (None, None)


def table(*bounds: tuple[float | None, float | None], rows: tuple[str, ...] = ("flows/a",)) -> pl.DataFrame:
    """Return the figures f0, f1, ... with these bounds."""
    return pl.DataFrame(
        [
            {"figure": f"f{i}", "breakdown": "", "item": "", "low": low, "high": high, "unit": "DKK", "n": 1}
            | {"coverage": None, "reason": "no flow" if low is None else None, "rows": list(rows)}
            for i, (low, high) in enumerate(bounds)
        ],
        schema=FIGURES,
    )


def states(found: pl.DataFrame) -> list[tuple[Any, ...]]:
    return found.select("limit", "state", "reason").rows()


@pytest.mark.parametrize(
    ("bounds", "limit", "state"),
    [
        ((90, 99), Limit("f0", least=100), "crossed"),
        ((90, 100), Limit("f0", least=100), "possible"),
        ((100, 110), Limit("f0", least=100), None),
        ((101, 110), Limit("f0", most=100), "crossed"),
        ((100, 110), Limit("f0", most=100), "possible"),
        ((90, 100), Limit("f0", most=100), None),
        ((280, math.inf), Limit("f0", least=300), "possible"),
        ((280, math.inf), Limit("f0", least=280), None),
        ((280, math.inf), Limit("f0", most=400), "possible"),
        ((280, math.inf), Limit("f0", most=200), "crossed"),
    ],
)
def test_a_limit_is_surely_crossed_only_by_the_whole_interval(
    bounds: tuple[float, float], limit: Limit, state: str | None
) -> None:
    found = crossed(table(bounds), [limit])
    assert found["state"].to_list() == ([state] if state else [])


def test_a_crossed_limit_has_the_value_the_bound_and_the_rows_behind_it() -> None:
    found = crossed(table((1, 2)), [Limit("f0", least=3.0)]).row(0, named=True)
    assert found == {
        "figure": "f0",
        "breakdown": "",
        "item": "",
        "low": 1.0,
        "high": 2.0,
        "unit": "DKK",
        "relative": None,
        "limit": "least",
        "bound": 3.0,
        "state": "crossed",
        "reason": None,
        "rows": ["flows/a"],
    }


def test_a_value_that_is_not_known_may_cross_both_bounds() -> None:
    found = crossed(table(NOTHING), [Limit("f0", least=1, most=2)])
    assert states(found) == [("least", "possible", "no flow"), ("most", "possible", "no flow")]
    assert states(crossed(table(NOTHING), [Limit("f0", most=2)])) == [("most", "possible", "no flow")]


def test_a_part_without_a_row_may_cross_its_limit() -> None:
    found = crossed(table((1, 1)), [Limit("f0", "country", "SE", least=1)])
    assert found.select("item", "low", "state", "reason", "rows").row(0) == ("SE", None, "possible", ABSENT, [])


def test_limits_are_told_in_their_order() -> None:
    found = crossed(table((1, 1), (1, 1)), [Limit("f1", least=2), Limit("f0", least=2, max_change=0)])
    assert found["figure"].to_list() == ["f1", "f0"]


def compare(now: tuple[float | None, float | None], before: tuple[float | None, float | None]) -> pl.DataFrame:
    return compared(table(now, rows=("flows/b",)), table(before))


@pytest.mark.parametrize(
    ("now", "before", "state", "reason"),
    [
        ((125, 125), (100, 100), None, None),
        ((131, 131), (100, 100), "crossed", None),
        ((69, 69), (100, 100), "crossed", None),
        ((120, 150), (90, 110), "crossed", None),  # the middles: from 100 to 135
        ((5, 5), (0, 0), "possible", UNMEASURED),
        ((300, math.inf), (280, 280), "possible", UNMEASURED),
        (NOTHING, (1, 1), "possible", "it is not defined now"),
    ],
)
def test_a_change_is_measured_at_the_middles(
    now: tuple[float | None, float | None],
    before: tuple[float | None, float | None],
    state: str | None,
    reason: str | None,
) -> None:
    found = crossed(compare(now, before), [Limit("f0", max_change=0.25)])
    assert states(found) == ([("max_change", state, reason)] if state else [])


def test_a_change_has_its_share_beside_it() -> None:
    assert crossed(compare((50, 50), (100, 100)), [Limit("f0", max_change=0.3)])["relative"].item() == -0.5


def test_nothing_that_stays_nothing_did_not_change() -> None:
    assert crossed(compare((0, 0), (0, 0)), [Limit("f0", max_change=0)]).is_empty()


def test_without_a_comparison_no_change_is_too_great() -> None:
    limits = [Limit("f0", max_change=0), Limit("f9", max_change=0)]
    assert crossed(table((1, 1)), limits).is_empty()
    assert states(crossed(compare((1, 1), (1, 1)), limits)) == [("max_change", "possible", ABSENT)]


@pytest.mark.parametrize(
    ("bounds", "state", "reason"),
    [
        ((100, 120), "reached", None),
        ((99, 100), "possible", None),
        ((90, 99), "not reached", None),
        (NOTHING, "possible", "no flow"),
    ],
)
def test_a_target_is_reached_from_below(bounds: tuple[float, float], state: str, reason: str | None) -> None:
    found = targets(table(bounds), [Limit("f0", target=100), Limit("f0", least=1)])
    assert states(found) == [("target", state, reason)]


def test_a_target_is_no_limit() -> None:
    assert crossed(table((1, 1)), [Limit("f0", target=100)]).is_empty()


def test_without_limits_there_is_a_table_without_rows() -> None:
    assert crossed(table((1, 1)), []).schema == targets(table((1, 1)), []).schema == pl.Schema(CROSSED)


def test_every_reason_has_words_in_each_language() -> None:
    assert {ABSENT, UNMEASURED} <= set(REASONS)
