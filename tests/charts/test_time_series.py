"""A time series shows intervals as bands, missing years as gaps, and tells its series apart without colour."""

import math

import pytest
from charted import bands, faults, labels, texts
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.colours import RULE, SERIES, SOFT
from ecograph.charts.drawing import Box, Dot, Drawing, Line
from ecograph.charts.time_series import Series, time_series

INF = math.inf
BOTTOM, TOP = 212, 22
"""Where the lowest and the highest round number of the axis lie."""


def drawn(*series: Series, unit: str = "DKK", language: str = "en") -> Drawing:
    return time_series(series, unit=unit, language=language)


def lines(drawing: Drawing, width: float = 1.75) -> list[Line]:
    """Return the lines of the series, without those of the axes and of the legend."""
    found = [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.stroke not in {RULE, SOFT}]
    return [line for line in found if line.width == width and line.points[0][1] <= BOTTOM]


def test_heights_are_in_proportion_to_the_values() -> None:
    # the axis goes from 0 to 4 million: 3 million is at three quarters, 1 million at one
    (line,) = lines(drawn(Series("A", [(2020, 1e6, 1e6), (2021, 4e6, 4e6)])))
    assert [y for _, y in line.points] == [pytest.approx(BOTTOM - 190 / 4), pytest.approx(TOP)]


def test_an_interval_is_a_hatched_band_above_the_line_of_its_lower_bounds() -> None:
    found = drawn(Series("A", [(2020, 1e6, 2e6), (2021, 2e6, 4e6)]))
    (band,) = bands(found)
    (line,) = lines(found)
    assert (band.left_bottom, band.right_bottom) == tuple(y for _, y in line.points)
    assert band.left_bottom - band.left_top == pytest.approx(190 / 4)
    assert band.right_bottom - band.right_top == pytest.approx(190 / 2)
    assert band.hatched
    assert texts(found)[-2:] == ["at least", "at most"]


def test_exact_values_have_no_band_and_nothing_to_explain() -> None:
    found = drawn(Series("A", [(2020, 1e6, 1e6), (2021, 2e6, 2e6)]))
    assert bands(found) == []
    assert "at least" not in texts(found)


def test_a_missing_year_interrupts_the_line() -> None:
    found = drawn(Series("A", [(year, 1e6, 1e6) for year in (2024, 2018, 2019, 2021, 2022)]))
    places = {label.text: label.x for label in labels(found)}
    joined = [tuple(x for x, _ in line.points) for line in lines(found)]
    assert joined == [(places["2018"], places["2019"]), (places["2021"], places["2022"])]


def test_a_single_year_with_an_interval_has_a_hatched_bar_up_to_its_upper_bound() -> None:
    found = drawn(Series("A", [(2020, 2e6, 5e6)]))
    (bar,) = (shape for shape in found.shapes if isinstance(shape, Box) and shape.y < BOTTOM)
    assert bar.hatched
    # from 0 to 5 million
    assert [bar.y, bar.height] == pytest.approx([TOP, 190 * 3 / 5])
    assert faults(found) == []


def test_an_open_upper_bound_has_a_mark_that_is_explained() -> None:
    found = drawn(Series("A", [(2020, 2e6, INF), (2021, 1e6, 1e6)]), language="da")
    assert bands(found) == []
    assert len([shape for shape in found.shapes if isinstance(shape, Dot)]) == 4
    assert texts(found)[-1] == "øvre grænse ukendt"


def test_negative_values_lie_below_the_line_of_zero() -> None:
    found = drawn(Series("A", [(2020, -2e6, -2e6), (2021, 2e6, 2e6)]))
    zero = next(s for s in found.shapes if isinstance(s, Line) and s.stroke == SOFT).points[0][1]
    (line,) = lines(found)
    assert line.points[0][1] > zero > line.points[1][1]


def test_the_axis_has_its_unit_and_numbers_as_the_language_writes_them() -> None:
    found = drawn(Series("A", [(2020, 7.3e9, 7.3e9)]), language="nb")
    assert texts(found)[0] == "mill. DKK"
    assert "8\xa0000" in texts(found)


def test_counts_have_whole_numbers_on_their_axis() -> None:
    found = drawn(Series("A", [(2020, 1, 1)]), unit="projects")
    assert texts(found)[:3] == ["projects", "0", "1"]


def test_thirty_years_are_named_where_there_is_room() -> None:
    found = drawn(Series("A", [(year, 1e6, 1e6) for year in range(1991, 2021)]))
    assert [text for text in texts(found) if len(text) == 4] == [str(year) for year in range(1992, 2021, 2)]
    assert faults(found) == []


def test_a_span_that_is_no_span_of_years_still_has_one_of_them() -> None:
    found = drawn(Series("A", [(1, 1e6, 1e6), (9001, 1e6, 1e6)]))
    assert texts(found)[-1] == "9000"
    assert faults(found) == []


def test_series_have_their_names_beside_them_and_signs_of_their_own() -> None:
    several = [Series(f"Series {n}", [(2020, n * 1e6, n * 1e6), (2021, n * 1e6, n * 1e6)]) for n in range(8)]
    found = drawn(*several)
    assert faults(found) == []
    named = [text for text in texts(found) if text.startswith("Series")]
    # the highest first, and six at most
    assert named == [f"Series {n}" for n in (5, 4, 3, 2, 1, 0)]
    signs = {
        colour: tuple(
            (type(shape).__name__, shape.fill == colour)
            for shape in found.shapes
            if isinstance(shape, Dot | Box) and colour in {shape.fill, shape.stroke}
        )
        for colour in SERIES[:6]
    }
    assert len(set(signs.values())) == 6


def test_a_name_is_joined_to_a_point_at_the_end_alone() -> None:
    found = drawn(Series("A", [(2020, 1e6, 1e6)]), Series("B", [(2021, 1e6, 1e6)]))
    leaders = [s for s in found.shapes if isinstance(s, Line) and s.stroke == RULE and s.points[0][0] > 100]
    assert len(leaders) == 1


def test_names_of_series_that_end_alike_are_moved_apart() -> None:
    found = drawn(*(Series("A name of two lines in all", [(2020, 0, 0), (2021, 0, 0)]) for _ in range(6)))
    assert faults(found) == []


def test_without_points_there_is_nothing_to_show() -> None:
    assert texts(drawn()) == texts(drawn(Series("A", []))) == ["There is nothing to show."]


points = st.lists(
    st.tuples(
        st.integers(1900, 2100), st.floats(-1e12, 1e12), st.one_of(st.just(0.0), st.floats(0, 1e12), st.just(INF))
    ).map(lambda each: (each[0], each[1], each[1] + each[2])),
    max_size=30,
)
names = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.builds(Series, names, points), max_size=8),
    st.sampled_from(["DKK", "share", "projects"]),
    st.sampled_from(["da", "nb", "en"]),
)
def test_any_series_make_a_drawing_without_faults(some: list[Series], unit: str, language: str) -> None:
    found = time_series(some, unit=unit, language=language)
    assert [fault for fault in faults(found) if not fault.endswith("is empty")] == []
