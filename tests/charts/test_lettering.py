"""A text is measured rather too wide than too narrow, and made to fit."""

import string

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from ecograph.charts.drawing import Label
from ecograph.charts.lettering import clean, corners, fitted, lines_of, text_width, wrapped

LETTERS = string.ascii_letters + string.digits + " .,-–()&/%+æøåÆØÅäöéü"


def drawn(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text as matplotlib draws it, a second implementation."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


@settings(deadline=None, max_examples=60)
@given(st.text(LETTERS, min_size=1, max_size=40))
def test_a_text_is_never_narrower_than_measured(text: str) -> None:
    assert drawn(text, 9) <= text_width(text, 9) + 0.5


@pytest.mark.parametrize("text", ["Danmarks Erhvervsfremmebestyrelse", "Agder og Sør-Østlandet", "1.234.567,8", "Ærø"])
def test_a_text_is_measured_at_most_an_eighth_too_wide(text: str) -> None:
    assert text_width(text, 9) <= 1.125 * drawn(text, 9)


@pytest.mark.parametrize("text", ["1.234.567,8", "+12,5", "−30", "Før", "Sammenslåing"])
def test_bold_text_is_never_narrower_than_measured(text: str) -> None:
    assert drawn(text, 9, bold=True) <= text_width(text, 9, bold=True)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.floats(0, 300))
def test_what_is_fitted_fits(text: str, room: float) -> None:
    assert text_width(fitted(text, 9, room), 9) <= room


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.floats(20, 300), st.integers(1, 3))
def test_what_is_wrapped_fits_and_loses_nothing_that_there_is_room_for(text: str, room: float, lines: int) -> None:
    found = wrapped(text, 9, room, lines=lines)
    assert len(found) <= lines
    assert all(found)
    assert all(text_width(line, 9) <= room for line in found)
    if not any(line.endswith("…") for line in found):
        assert "".join(found).replace(" ", "") == clean(text).replace(" ", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_becomes_one_line_of_signs_that_can_be_seen(text: str) -> None:
    found = fitted(text, 9, 150)
    assert found.isprintable()
    assert text_width(found, 9) <= 150


def test_what_a_text_shows_does_not_change_when_it_is_cleaned_again() -> None:
    assert [clean(clean(text)) for text in HOSTILE] == [clean(text) for text in HOSTILE]


def test_a_cut_leaves_no_sign_dangling_before_the_ellipsis() -> None:
    # "Regionaludvikling + Region" at size 10: "Regionaludvikling +…" would fit, "Regionaludvikling + R…" not
    text = "Regionaludvikling + Region"
    assert fitted(text, 10, text_width("Regionaludvikling +…", 10) + 1) == "Regionaludvikling…"


def test_a_cut_after_a_whole_word_keeps_that_word() -> None:
    assert fitted("abc def", 10, text_width("abc…", 10)) == "abc…"


def test_a_long_text_is_marked_as_cut_even_where_there_is_room() -> None:
    assert fitted("i" * 301, 1, 1e9).endswith("i…")


def test_the_corners_of_a_text_lie_where_its_anchor_and_its_turn_put_it() -> None:
    # "io" of size 10 is 2.8 + 6.2 = 9 wide, reaches 8 above and 2.4 below its baseline
    assert corners(Label(20, 20, "io", 10, "end"))[0] == pytest.approx((11, 12))
    assert corners(Label(20, 20, "io", 10, "middle"))[2] == pytest.approx((24.5, 22.4))
    # turned by 90 degrees it reads upwards: what was right is above, what was above is left
    assert corners(Label(20, 20, "io", 10, turned=90))[1] == pytest.approx((12, 11))


def test_two_lines_stand_around_the_place_of_one() -> None:
    found = lines_of(("a", "b"), Label(5, 100, "", 8, bold=True))
    assert [(line.text, line.y, line.bold) for line in found] == [("a", 95.0, True), ("b", 105.0, True)]
