"""What changed between two tables of key figures; expected values by hand."""

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.language.figures import REASONS
from ecograph.metrics.key_figures.change import CHANGE_REASONS, COMPARED, compared, redefined
from ecograph.metrics.key_figures.definition import FIGURES, KEY


def table(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {"figure": "f", "breakdown": "", "item": "", "unit": "DKK", "n": 1, "rows": []}
    return pl.DataFrame([usual | row for row in rows], schema=FIGURES)


def value(low: float, high: float, *rows: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any column
    return {"low": low, "high": high, "rows": list(rows), **more}


def change(now: pl.DataFrame, before: pl.DataFrame) -> dict[str, Any]:
    return compared(now, before).row(0, named=True)


def test_intervals_subtract_as_intervals() -> None:
    # 90 to 110 less 50 to 60: at least 90 - 60, at most 110 - 50; the middles are 100 and 55, so 45/55
    found = change(table(value(90, 110, "flows/b")), table(value(50, 60, "flows/a")))
    assert (found["before_low"], found["before_high"], found["change_low"], found["change_high"]) == (50, 60, 30, 60)
    assert found["relative"] == pytest.approx(45 / 55)
    assert found["change_reason"] is None


def test_a_vague_value_that_rests_on_the_same_rows_did_not_change() -> None:
    # by intervals it would be from -20 to 20, though nobody touched the amount
    same = table(value(90, 110, "flows/a"))
    found = change(same, same)
    assert (found["change_low"], found["change_high"], found["relative"]) == (0, 0, 0)


@pytest.mark.parametrize(
    "now", [value(90, 110, "flows/b"), value(91, 110, "flows/a"), value(90, 111, "flows/a"), value(90, 110)]
)
def test_a_vague_value_with_other_rows_or_bounds_may_have_changed(now: dict[str, Any]) -> None:
    found = change(table(now), table(value(90, 110, "flows/a")))
    assert found["change_low"] < 0 < found["change_high"]


def test_an_open_bound_leaves_the_change_open() -> None:
    # at least 300 less 280: at least 20; 300 less at least 280: at most 20
    found = change(table(value(300, math.inf, "figures/a")), table(value(280, 280, "figures/b")))
    assert (found["change_low"], found["change_high"], found["relative"]) == (20, math.inf, None)
    found = change(table(value(300, 300)), table(value(280, math.inf)))
    assert (found["change_low"], found["change_high"], found["relative"]) == (-math.inf, 20, None)


def test_an_open_value_on_the_same_rows_did_not_change() -> None:
    same = table(value(280, math.inf, "figures/a"))
    found = change(same, same)
    assert (found["change_low"], found["change_high"], found["relative"]) == (0, 0, 0)


def test_there_is_no_share_of_nothing() -> None:
    found = change(table(value(5, 5)), table(value(0, 0)))
    assert (found["change_low"], found["change_high"], found["relative"]) == (5, 5, None)


def test_a_share_of_a_loss_keeps_the_sign_of_the_change() -> None:
    # from -10 to -5 is up by 5, half of 10
    assert change(table(value(-5, -5)), table(value(-10, -10)))["relative"] == 0.5


def test_the_rows_that_entered_and_left_are_named_and_sorted() -> None:
    found = change(table(value(1, 1, "a", "d", "c")), table(value(1, 1, "b", "a", "0")))
    assert (found["entered"], found["left"]) == (["c", "d"], ["0", "b"])


def test_a_figure_that_is_new_has_all_its_rows_as_entered() -> None:
    found = change(table(value(1, 1, "a")), table())
    assert (found["change_reason"], found["change_low"], found["entered"]) == ("it was not there before", None, ["a"])


def test_a_figure_that_is_gone_keeps_what_it_was_and_its_unit() -> None:
    found = change(table(), table(value(1, 1, "a")))
    assert found["reason"] == found["change_reason"] == "it is not there any more"
    assert (found["low"], found["before_low"], found["unit"], found["left"]) == (None, 1, "DKK", ["a"])
    assert found["rows"] == []


def test_an_undefined_value_has_no_change_and_says_on_which_side() -> None:
    nothing, something = table({"low": None, "high": None, "reason": "no flow"}), table(value(1, 1))
    assert change(nothing, something)["change_reason"] == "it is not defined now"
    assert change(nothing, something)["reason"] == "no flow"
    assert change(something, nothing)["change_reason"] == "it was not defined before"
    assert change(nothing, nothing)["change_low"] is None


def test_a_figure_with_another_unit_or_definition_is_not_compared() -> None:
    one, other = table(value(1, 1)), table(value(1, 1, unit="NOK"))
    assert change(one, other)["change_reason"] == "the unit changed"
    found = compared(one, one, redefined=["f"])
    assert found.select("change_reason", "change_low", "relative").row(0) == ("the definition changed", None, None)
    assert compared(one, one, redefined=["g"])["change_low"].item() == 0


def test_figures_are_redefined_that_both_have_in_another_version() -> None:
    assert redefined({"b": 2, "a": 1, "c": 1, "d": 1}, {"a": 2, "b": 1, "c": 1}) == ("a", "b")


def test_what_is_gone_follows_the_last_of_its_breakdown() -> None:
    def rows(*keys: str) -> pl.DataFrame:
        return table(*(dict(zip(KEY, (*key.split("/"), "", "")[:3], strict=True)) | value(1, 1) for key in keys))

    now = rows("b", "b/year/2020", "b/year/2021", "b/land/DK", "a")
    before = rows("a", "c", "b/kind/x", "b/year/2019", "b/year/2018", "b/land/DK")
    found = ["/".join(filter(None, row)) for row in compared(now, before).select(KEY).iter_rows()]
    assert found == [
        *("b", "b/year/2020", "b/year/2021", "b/year/2019", "b/year/2018", "b/land/DK", "b/kind/x"),
        *("a", "c"),
    ]


def test_every_reason_has_words_in_each_language() -> None:
    assert set(CHANGE_REASONS) <= set(REASONS)


def test_nothing_compared_with_nothing_has_all_columns() -> None:
    assert compared(table(), table()).schema == pl.Schema(COMPARED)


BOUNDS = st.tuples(st.integers(-50, 50), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), BOUNDS), st.dictionaries(st.sampled_from("abcde"), BOUNDS))
def test_the_true_change_lies_within_the_interval_and_the_way_back_mirrors_it(
    now: dict[str, tuple[int, int]], before: dict[str, tuple[int, int]]
) -> None:
    def of(values: dict[str, tuple[int, int]]) -> pl.DataFrame:
        return table(*(value(low, high, f"flows/{name}{low}", item=name) for name, (low, high) in values.items()))

    forth, back = compared(of(now), of(before)), compared(of(before), of(now))
    assert sorted(forth["item"]) == sorted(now.keys() | before.keys())
    backwards = {row["item"]: row for row in back.iter_rows(named=True)}
    for row in forth.iter_rows(named=True):
        mirrored = backwards[row["item"]]
        assert (row["entered"], row["left"]) == (mirrored["left"], mirrored["entered"])
        if row["item"] in now and row["item"] in before:
            (low, high), (was_low, was_high) = now[row["item"]], before[row["item"]]
            assert (row["change_low"], row["change_high"]) == (-mirrored["change_high"], -mirrored["change_low"])
            is_same = (low, high) == (was_low, was_high)
            assert (row["change_low"], row["change_high"]) == ((0, 0) if is_same else (low - was_high, high - was_low))
