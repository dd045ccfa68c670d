"""Dumbbells lie in proportion to their values and show their direction by dots and arrows."""

import pytest
from charted import faults, texts
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.before_after import Change, before_after
from ecograph.charts.colours import MARK, WHITE
from ecograph.charts.drawing import Dot, Drawing, Line

ZERO = 181.2
"""Where the zero of a row without negative values lies, and below the other end of its track."""
END = 316.8


def drawn(*rows: Change, language: str = "en") -> Drawing:
    return before_after(rows, language=language, before="Before", after="After")


def dots(drawing: Drawing) -> tuple[list[float], list[float]]:
    """Return where the hollow dots and the full ones lie, without those of the heads."""
    found = [shape for shape in drawing.shapes if isinstance(shape, Dot)][2:]
    return [dot.x for dot in found if dot.fill == WHITE], [dot.x for dot in found if dot.fill == MARK]


def arrows(drawing: Drawing) -> list[Line]:
    return [shape for shape in drawing.shapes if isinstance(shape, Line) and len(shape.points) == 3]


def test_distances_from_zero_are_in_proportion_to_the_values() -> None:
    (before,), (after,) = dots(drawn(Change("Members", 50, 200)))
    assert after == pytest.approx(END)
    assert before - ZERO == pytest.approx((END - ZERO) / 4)


def test_each_row_has_a_scale_of_its_own() -> None:
    before, after = dots(drawn(Change("a", 1, 2), Change("b", 1000, 2000)))
    assert before[0] == pytest.approx(before[1])
    assert after[0] == pytest.approx(after[1])


def test_a_row_with_a_negative_value_has_its_zero_between() -> None:
    # from -10 to 30: zero is at a quarter
    (before,), (after,) = dots(drawn(Change("Result", -10, 30)))
    assert [before, after] == pytest.approx([ZERO, END])
    ticks = [line for line in drawn(Change("Result", -10, 30)).shapes if isinstance(line, Line)]
    assert ticks[1].points[0][0] == pytest.approx(ZERO + (END - ZERO) / 4)


def test_the_arrow_points_from_before_to_after() -> None:
    (rising,) = arrows(drawn(Change("a", 10, 100)))
    (falling,) = arrows(drawn(Change("a", 100, 10)))
    assert rising.points[1][0] > rising.points[0][0]
    assert falling.points[1][0] < falling.points[0][0]


def test_values_that_are_close_have_no_arrow_and_equal_ones_no_line() -> None:
    assert arrows(drawn(Change("a", 100, 101))) == []
    same = drawn(Change("a", 7, 7))
    (before,), (after,) = dots(same)
    assert [before, after] == pytest.approx([END, END])
    assert texts(same)[-3:] == ["7", "7", "0"]


def test_from_nothing_to_nothing_both_dots_lie_on_zero() -> None:
    (before,), (after,) = dots(drawn(Change("a", 0, 0)))
    assert [before, after] == pytest.approx([ZERO, ZERO])


def test_what_is_not_known_has_a_dash_and_no_dot() -> None:
    found = drawn(Change("a", None, 3), Change("b", 2, None), Change("c", None, None))
    assert [len(each) for each in dots(found)] == [1, 1]
    assert texts(found)[3:] == ["a", "–", "3", "–", "b", "2", "–", "–", "c", "–", "–", "–"]


@pytest.mark.parametrize(
    ("row", "language", "expected"),
    [
        (Change("a", 0.25, 0.5), "da", ["0,25", "0,50", "+0,25"]),
        (Change("a", 12.5, 7), "nb", ["12,50", "7,00", "-5,50"]),
        (Change("a", 12.5, 7), "en", ["12.50", "7.00", "-5.50"]),
        (Change("a", 1.001, 1.002), "en", ["1.00", "1.00", "0.00"]),
        (Change("a", 8236.72, 6121.39), "en", ["8,237", "6,121", "-2,115"]),
        (Change("a", 0.25, 0.5, "share"), "da", ["25,0", "50,0", "+25,0"]),
        (Change("a", 1_500_000, 2_000_000, "DKK"), "da", ["1,5", "2,0", "+0,5"]),
        (Change("a", 1234, 34, "members"), "en", ["1,234", "34", "-1,200"]),
    ],
)
def test_numbers_and_their_difference_are_written_as_the_language_does(
    row: Change, language: str, expected: list[str]
) -> None:
    assert texts(drawn(row, language=language))[-3:] == expected


@pytest.mark.parametrize(
    ("unit", "language", "below"),
    [("DKK", "da", "mio. DKK"), ("share", "nb", "prosent"), ("organisationer", "da", "organisationer")],
)
def test_the_unit_stands_below_the_name(unit: str, language: str, below: str) -> None:
    assert texts(drawn(Change("Beløb", 1, 2, unit), language=language))[3:5] == ["Beløb", below]


def test_without_rows_there_is_nothing_to_show() -> None:
    assert texts(drawn(language="en")) == ["There is nothing to show."]


def test_only_the_first_24_rows_are_shown() -> None:
    found = drawn(*(Change(f"row {n}", 1, 2) for n in range(30)))
    assert faults(found) == []
    assert sum(text.startswith("row") for text in texts(found)) == 24


values = st.one_of(st.none(), st.floats(-1e12, 1e12), st.integers(-1000, 1000).map(float))
names = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=80))
rows = st.builds(Change, names, values, values, st.one_of(st.sampled_from(["", "DKK", "share", "index"]), names))


@settings(deadline=None, max_examples=60)
@given(st.lists(rows, max_size=30), names, st.sampled_from(["da", "nb", "en"]))
def test_any_rows_make_a_drawing_without_faults(some: list[Change], head: str, language: str) -> None:
    found = before_after(some, language=language, before=head, after=head)
    assert [fault for fault in faults(found) if not fault.endswith("is empty")] == []
    assert found.height <= 680
