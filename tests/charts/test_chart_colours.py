"""Colours stand out from what they lie on, by the measure of WCAG 2.1."""

import pytest

from ecograph.charts import colours
from ecograph.charts.colours import FAINT, GAP, INK, MARK, REST, SERIES, SHADES, SOFT, STRIPE, WHITE, of_series


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2.1 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [(INK, WHITE), (INK, STRIPE), (SOFT, WHITE), (SOFT, STRIPE), (GAP, WHITE), *((ink, fill) for fill, ink in SHADES)],
)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("mark", [MARK, GAP, FAINT, REST, SOFT, *SERIES])
def test_marks_stand_out(mark: str) -> None:
    assert contrast(mark, WHITE) >= 3


def test_the_steps_of_a_scale_become_darker() -> None:
    steps = [luminance(fill) for fill, _ in SHADES]
    assert steps == sorted(steps, reverse=True)


def test_black_on_white_has_the_contrast_that_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_series_after_the_last_colour_are_grey() -> None:
    assert [of_series(place) for place in (0, 6, 7, 99)] == [SERIES[0], SERIES[6], REST, REST]


def test_the_colours_of_series_are_those_of_the_map() -> None:
    from ecograph.outputs.map.looks import PALETTE

    assert [PALETTE[f"c{place}"].line for place in range(7)] == list(colours.SERIES)
