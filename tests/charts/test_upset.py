"""An UpSet plot has bars in proportion to their numbers, and says what it leaves out."""

import pytest
from charted import boxes, faults, labels, texts
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.colours import INK, MARK, SOFT
from ecograph.charts.drawing import Dot, Drawing, Line
from ecograph.charts.upset import Combination, UpsetWords, upset

WORDS = UpsetWords("Members", "Members in exactly these clusters")


def joined(drawing: Drawing) -> list[Line]:
    return [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.stroke == INK]


def members(drawing: Drawing) -> list[Dot]:
    return [shape for shape in drawing.shapes if isinstance(shape, Dot) and shape.fill == INK]


def test_the_bars_of_sets_and_of_combinations_are_in_proportion_to_their_numbers() -> None:
    found = upset(
        [("A", 40), ("B", 10)],
        [Combination((1,), 3), Combination((0,), 12), Combination((0, 1), 6)],
        language="en",
        words=WORDS,
    )
    sets = [bar.width for bar in boxes(found, SOFT)]
    assert sets[0] == pytest.approx(4 * sets[1])
    # the largest combination comes first, whatever the order in which they are given
    bars = [bar.height for bar in boxes(found, MARK)]
    assert bars == [pytest.approx(bars[0] * share) for share in (1, 0.5, 0.25)]
    assert len({bar.y + bar.height for bar in boxes(found, MARK)}) == 1


def test_a_combination_has_a_large_dot_for_each_of_its_sets_and_a_line_through_them() -> None:
    found = upset([("A", 5), ("B", 5), ("C", 5)], [Combination((2, 0), 5)], language="en", words=WORDS)
    dots = members(found)
    assert len(dots) == 2
    (line,) = joined(found)
    assert line.points == ((dots[0].x, dots[0].y), (dots[1].x, dots[1].y))
    assert len([shape for shape in found.shapes if isinstance(shape, Dot)]) == 3


def test_a_set_alone_has_no_line() -> None:
    assert joined(upset([("A", 5)], [Combination((0,), 5)], language="en", words=WORDS)) == []


def test_a_chart_without_sets_says_so() -> None:
    assert texts(upset([], [], language="da", words=WORDS)) == ["Der er intet at vise."]


def test_sets_without_anything_have_their_zeros_and_no_bars() -> None:
    found = upset([("A", 0), ("B", 0)], [Combination((0,), 0)], language="en", words=WORDS)
    assert faults(found) == []
    assert texts(found).count("0") == 3
    assert {bar.width for bar in boxes(found, SOFT)} == {0}


def test_of_sixty_combinations_of_twelve_sets_the_largest_25_are_shown_and_the_rest_counted() -> None:
    sets = [(f"Cluster {place}", 100 * place) for place in range(12)]
    combinations = [Combination((n % 12, (n + 1 + n // 12) % 12), 1000 + n) for n in range(60)]
    found = upset(sets, combinations, language="en", words=WORDS)
    assert faults(found) == []
    assert len(boxes(found, MARK)) == 25
    assert "35 more combinations are not shown." in texts(found)
    # 1,059 down to 1,035, turned where a column is too narrow for them
    numbers = [label.text for label in labels(found) if label.turned == 90]
    assert numbers == [f"{n:,}" for n in range(1059, 1034, -1)]


def test_combinations_of_sets_that_are_not_shown_are_counted_among_the_rest() -> None:
    sets = [(f"Cluster {place}", 5) for place in range(41)]
    found = upset(sets, [Combination((0, 40), 9), Combination((0,), 5)], language="nb", words=WORDS)
    assert faults(found) == []
    assert "Ytterligere 1 kombinasjon er ikke vist." in texts(found)
    assert "Cluster 40" not in texts(found)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_sets_and_combinations_make_a_drawing_without_faults(data: st.DataObject) -> None:
    names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
    sets = data.draw(st.lists(st.tuples(names, st.integers(0, 10**9)), max_size=45))
    places = st.lists(st.integers(0, max(0, len(sets) - 1)), max_size=6).map(tuple)
    combinations = data.draw(st.lists(st.builds(Combination, places, st.integers(0, 10**9)), max_size=40))
    words = UpsetWords(data.draw(names), data.draw(names))
    found = upset(sets, combinations, language=data.draw(st.sampled_from(["da", "nb", "en"])), words=words)
    assert [fault for fault in faults(found) if not fault.endswith("is empty")] == []
