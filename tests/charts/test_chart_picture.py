"""A drawing as PNG shows its shapes where they are, in their colours, and is the same bytes each time."""

import io

import numpy as np
import numpy.typing as npt
import pytest
from hostile import HOSTILE
from matplotlib.text import Text
from PIL import Image

from ecograph.charts.drawing import Band, Box, Dot, Drawing, Label, Line
from ecograph.charts.picture import figure, png
from ecograph.charts.sankey import Flow, sankey


def pixels(drawing: Drawing) -> npt.NDArray[np.uint8]:
    """Return the colours of a picture with one pixel for a point."""
    with Image.open(io.BytesIO(png(drawing, dpi=72))) as image:
        return np.asarray(image.convert("RGB"))


def test_it_has_the_size_of_the_drawing_and_says_how_large_it_is_on_paper() -> None:
    with Image.open(io.BytesIO(png(Drawing(144, 72, (Box(0, 0, 10, 10, "#0072b2"),)), dpi=200))) as image:
        assert image.format == "PNG"
        assert image.size == (400, 200)
        assert image.info["dpi"] == pytest.approx((200, 200), rel=0.001)


def test_shapes_lie_where_they_are_with_the_origin_at_the_upper_left() -> None:
    found = pixels(Drawing(100, 60, (Box(10, 20, 30, 10, "#0072b2"), Dot(80, 40, 5, "#d55e00"))))
    assert tuple(found[25, 20]) == (0x00, 0x72, 0xB2)
    assert tuple(found[40, 80]) == (0xD5, 0x5E, 0x00)
    assert tuple(found[5, 5]) == (255, 255, 255)
    assert int((found != 255).any(axis=2).sum()) == pytest.approx(30 * 10 + 3.14159 * 25, rel=0.1)


def test_a_band_lies_between_its_edges() -> None:
    found = pixels(Drawing(40, 40, (Band(0, 0, 10, 40, 30, 40, "#000000"),)))
    assert tuple(found[5, 1]) == (0, 0, 0)
    assert tuple(found[35, 38]) == (0, 0, 0)
    # in the middle it is between 15 and 25
    assert tuple(found[20, 20]) == (0, 0, 0)
    assert tuple(found[10, 20]) == tuple(found[30, 20]) == (255, 255, 255)


def test_a_pale_band_lets_the_ground_through() -> None:
    assert pixels(Drawing(40, 40, (Band(0, 0, 40, 40, 0, 40, "#000000", 0.5),)))[20, 20].tolist() == [127] * 3


def test_hatching_is_in_the_colour_of_the_shape() -> None:
    found = pixels(Drawing(40, 40, (Box(0, 0, 40, 40, "#ffffff", "#b34700", hatched=True),)))
    inside = found[5:35, 5:35].reshape(-1, 3)
    touched = inside[(inside != 255).any(axis=1)]
    assert len(touched) > 100
    # lines of half a pixel are mixed with white, so red is always the strongest
    assert (touched[:, 0] > touched[:, 2]).all()


def test_a_text_ends_and_begins_at_its_anchor() -> None:
    def span(label: Label) -> tuple[int, int]:
        dark = np.flatnonzero((pixels(Drawing(200, 40, (label,))) < 128).any(axis=(0, 2)))
        return int(dark[0]), int(dark[-1])

    start, middle, end = (span(Label(100, 20, "HHHH", 12, anchor)) for anchor in ("start", "middle", "end"))
    assert start[0] == pytest.approx(101, abs=1)
    assert sum(middle) / 2 == pytest.approx(100, abs=1)
    assert end[1] == pytest.approx(99, abs=1)
    # turned by 90 degrees it reads upwards from its place, left of it
    turned = (pixels(Drawing(200, 100, (Label(100, 80, "HHHH", 12, turned=90),))) < 128).any(axis=2)
    rows, columns = np.nonzero(turned)
    assert rows.max() == pytest.approx(79, abs=1)
    assert columns.max() == pytest.approx(99, abs=1)


def test_the_same_drawing_gives_the_same_bytes_without_a_version_or_a_date() -> None:
    drawing = sankey([Flow("A", "X", 1e6, 2e6), Flow("B", "X", 0, float("inf"))], unit="EUR", language="da")
    first = png(drawing, dpi=72)
    assert first == png(drawing, dpi=72)
    assert b"matplotlib" not in first
    assert b"tEXt" not in first


def test_hostile_texts_are_drawn_as_text_and_signs_the_font_lacks_as_missing() -> None:
    made = figure(Drawing(100, 100, tuple(Label(0, 10, text[:40]) for text in [*HOSTILE, "日本", "$x^2$"])))
    made.canvas.draw()
    said = [artist.get_text() for artist in made.get_children() if isinstance(artist, Text)]
    assert said[-2:] == ["\ufffd\ufffd", "$x^2$"]


def test_a_text_between_dollar_signs_is_no_mathematics() -> None:
    wide, narrow = (
        np.ptp(np.flatnonzero((pixels(Drawing(100, 40, (Label(10, 20, text, 12),))) < 128).any(axis=(0, 2))))
        for text in ("$H$", "H")
    )
    assert wide > 2 * narrow


def test_a_dashed_line_has_gaps() -> None:
    found = pixels(Drawing(100, 10, (Line(((0, 5), (100, 5)), "#000000", 2, dashed=True),)))
    dark = (found[5] < 128).any(axis=1)
    assert 0.3 < dark.mean() < 0.9
