"""What the tests of charts hold drawings to finds what is wrong."""

import pytest
from charted import faults

from ecograph.charts.drawing import Box, Dot, Drawing, Label, Line, Shape


@pytest.mark.parametrize(
    "shapes",
    [
        (Box(0, 0, 101, 10),),
        (Box(10, 0, -1, 10),),
        (Dot(1, 1, 2),),
        (Line(((0, 0), (float("nan"), 1)), "#000000"),),
        (Label(90, 50, "Welfare Tech"),),
        (Label(10, 50, ""),),
        (Label(10, 50, "one"), Label(12, 54, "two")),
        (Label(10, 50, "turned", turned=60), Label(12, 50, "turned", turned=60)),
    ],
)
def test_a_planted_fault_is_found(shapes: tuple[Shape, ...]) -> None:
    assert faults(Drawing(100, 100, shapes))


def test_turned_texts_side_by_side_do_not_overlap_although_their_frames_do() -> None:
    # the distance of their lines is 12 * sin(60 degrees) = 10.4, and a text of size 9 is 9.36 high
    assert faults(Drawing(100, 100, (Label(10, 80, "turned", turned=60), Label(22, 80, "turned", turned=60)))) == []
