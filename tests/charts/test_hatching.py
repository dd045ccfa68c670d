"""Hatchings lie inside what they hatch, and everywhere in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.drawing import Band, Box
from ecograph.charts.hatching import edges, of_band, of_box

lengths = st.floats(0, 200)


@settings(deadline=None, max_examples=60)
@given(lengths, lengths, lengths, lengths)
def test_the_lines_of_a_box_lie_in_it_and_rise(x: float, y: float, width: float, height: float) -> None:
    for (left, bottom), (right, top) in of_box(Box(x, y, width, height)):
        assert x - 1e-6 <= left <= right <= x + width + 1e-6
        assert y - 1e-6 <= top <= bottom <= y + height + 1e-6
        assert right - left == pytest.approx(bottom - top, abs=1e-6)


def test_a_box_of_ten_by_six_has_four_lines() -> None:
    # x + y = 2, 6, 10, 14 of 16
    assert len(of_box(Box(0, 0, 10, 6))) == 4


@settings(deadline=None, max_examples=60)
@given(lengths, lengths, lengths, lengths, st.floats(1, 200))
def test_the_lines_of_a_straight_band_lie_between_its_edges(
    left: float, thick: float, right: float, other: float, width: float
) -> None:
    band = Band(10, left, left + thick, 10 + width, right, right + other, "#000000", straight=True)
    for points in of_band(band):
        for x, y in points:
            share = (x - 10) / width
            top = left + share * (right - left)
            assert -1e-6 <= share <= 1 + 1e-6
            assert top - 1e-3 <= y <= top + thick + share * (other - thick) + 1e-3


def test_the_lines_of_a_level_straight_band_are_those_of_the_page() -> None:
    # the band from (0, 0) to (8, 4): x + y = 0 and 12 only touch it, 4 and 8 cross it
    band = Band(0, 0, 4, 8, 0, 4, "#000000", straight=True)
    assert of_band(band) == (((0, 4), (4, 0)), ((4, 4), (8, 0)))


def test_a_straight_band_that_falls_along_its_hatching_has_the_lines_that_lie_in_it() -> None:
    # its edges are x + y = 9 and x + y = 15, parallel to the lines: only x + y = 12 lies between, from end to end
    band = Band(0, 9, 15, 6, 3, 9, "#000000", straight=True)
    assert of_band(band) == (((0, 12), (6, 6)),)


def test_the_lines_of_a_bent_band_go_from_its_upper_to_its_lower_edge() -> None:
    band = Band(0, 0, 10, 40, 30, 40, "#000000")
    lines = of_band(band)
    assert len(lines) == 10
    assert [*lines[0][0], *lines[-1][1]] == [0, 0, 40, 40]
    assert all(0 <= y <= 40 for line in lines for _, y in line)


def test_the_edges_of_a_straight_band_are_straight() -> None:
    upper, lower = edges(Band(0, 0, 10, 30, 3, 40, "#000000", straight=True))
    assert [*upper, *lower] == [(0, 0), (10, 1), (20, 2), (30, 3), (0, 10), (10, 20), (20, 30), (30, 40)]
