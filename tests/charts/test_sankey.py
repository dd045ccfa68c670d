"""A Sankey diagram is in proportion to its amounts, and what leaves on the left arrives on the right."""

import math
from collections import defaultdict

import pytest
from charted import bands, faults, labels, texts
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.colours import REST, SERIES
from ecograph.charts.drawing import Band, Box, Dot, Drawing
from ecograph.charts.sankey import Flow, sankey

INF = math.inf


def left(band: Band) -> float:
    return band.left_bottom - band.left_top


def right(band: Band) -> float:
    return band.right_bottom - band.right_top


def nodes(drawing: Drawing, x: float) -> list[Box]:
    return [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.x == x]


def test_the_heights_of_bands_are_in_proportion_to_their_amounts() -> None:
    found = sankey([Flow("A", "X", 3e6, 3e6), Flow("B", "X", 1e6, 1e6)], unit="EUR", language="en")
    first, second = bands(found)
    assert left(first) == pytest.approx(3 * left(second))
    assert faults(found) == []
    assert texts(found) == ["A", "EUR 3.0 million", "B", "EUR 1.0 million", "X", "EUR 4.0 million"]


def test_an_interval_is_solid_up_to_its_lower_bound_and_hatched_up_to_its_upper_one() -> None:
    solid, possible = bands(sankey([Flow("A", "X", 2e6, 5e6)], unit="EUR", language="da"))
    assert left(possible) == pytest.approx(1.5 * left(solid))
    assert (solid.hatched, possible.hatched) == (False, True)
    assert possible.left_top == solid.left_bottom


def test_an_amount_that_may_be_nothing_is_hatched_alone() -> None:
    found = sankey([Flow("A", "X", 0, 5e6)], unit="EUR", language="da")
    (band,) = bands(found)
    assert band.hatched
    assert texts(found)[-2:] == ["mindst", "højst"]


def test_an_open_amount_is_drawn_up_to_its_lower_bound_with_a_mark_that_is_explained() -> None:
    found = sankey([Flow("A", "X", 2e6, INF), Flow("B", "X", 1e6, 1e6)], unit="NOK", language="nb")
    first, second = bands(found)
    assert left(first) == pytest.approx(2 * left(second))
    dots = [shape for shape in found.shapes if isinstance(shape, Dot)]
    assert dots[0].y == pytest.approx((first.right_top + first.right_bottom) / 2)
    assert len(dots) == 2
    assert texts(found)[-1] == "øvre grense ukjent"
    assert "minst 2,0 mill. NOK" in texts(found)


def test_amounts_of_nothing_make_a_drawing_too() -> None:
    found = sankey([Flow("A", "X", 0, INF), Flow("A", "Y", 0, 0)], unit="NOK", language="nb")
    assert faults(found) == []
    assert bands(found) == []


def test_without_flows_there_is_nothing_to_show() -> None:
    assert texts(sankey([], unit="NOK", language="nb")) == ["Det er ingenting å vise."]


def test_several_flows_between_the_same_two_are_added_up() -> None:
    found = sankey([Flow("A", "X", 1e6, 2e6), Flow(" A\n", "X", 1e6, INF)], unit="EUR", language="en")
    # 1 and 1 million at least, and the open one is drawn with its lower bound: 2 and 1 to the upper
    solid, possible = bands(found)
    assert left(solid) == pytest.approx(2 * left(possible))
    assert texts(found)[:2] == ["A", "EUR at least 2.0 million"]


def test_one_who_pays_and_receives_stands_on_both_sides() -> None:
    found = sankey([Flow("EU", "Region", 5e6, 5e6), Flow("Region", "Cluster", 2e6, 2e6)], unit="EUR", language="en")
    assert texts(found).count("Region") == 2
    assert faults(found) == []


def test_of_sixty_payers_the_small_ones_stand_together_at_the_end() -> None:
    flows = [Flow(f"Payer {n}", f"Recipient {n % 20}", n * 1e6, n * 1e6) for n in range(1, 61)]
    found = sankey(flows, unit="DKK", language="en")
    assert faults(found) == []
    assert found.height <= 680
    # 60 down to 50 are the eleven that are shown; 1 to 49 are 49 * 50 / 2 = 1,225 million together
    names = [label.text for label in labels(found) if label.anchor == "end" and label.size == 8.5]
    assert names == [f"Payer {n}" for n in range(60, 49, -1)] + ["49 others"]
    assert "DKK 1,225.0 million" in texts(found)
    assert nodes(found, 152)[-1].fill == REST
    assert [node.fill for node in nodes(found, 152)[: len(SERIES)]] == list(SERIES)


def test_twelve_payers_are_all_named() -> None:
    found = sankey([Flow(f"Payer {n}", "X", 1e6, 1e6) for n in range(12)], unit="DKK", language="en")
    assert {f"Payer {n}" for n in range(12)} <= set(texts(found))


def test_the_name_of_the_small_ones_may_be_given() -> None:
    flows = [Flow(f"Payer {n}", "X", 1e6, 1e6) for n in range(13)]
    found = sankey(flows, unit="DKK", language="da", other="mindre bidragydere")
    assert "mindre bidragydere" in texts(found)


amounts = st.one_of(st.just(0.0), st.floats(1, 1e12))
names = st.one_of(st.sampled_from(HOSTILE), st.text("abæ ", max_size=40), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUV"))
flows = st.builds(
    lambda payer, recipient, low, more: Flow(payer, recipient, low, low + more),
    names,
    names,
    amounts,
    st.one_of(amounts, st.just(INF)),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(flows, max_size=60), st.sampled_from(["da", "nb", "en"]))
def test_any_flows_make_a_drawing_without_faults_in_which_nothing_is_lost(some: list[Flow], language: str) -> None:
    found = sankey(some, unit="EUR", language=language)
    assert [fault for fault in faults(found) if not fault.endswith("is empty")] == []
    assert found.height <= 680
    sums: dict[str, float] = defaultdict(float)
    for band in bands(found):
        assert left(band) == pytest.approx(right(band), abs=1e-6)
        sums["left"] += left(band)
        sums["right"] += right(band)
    # at each node the bands lie one below the other, from its top to its bottom
    ends = (
        [(band.left_top, band.left_bottom) for band in bands(found)],
        [(band.right_top, band.right_bottom) for band in bands(found)],
    )
    for x, side in zip((152, 340), ends, strict=True):
        for node in nodes(found, x):
            own = sorted(each for each in side if node.y - 1e-6 <= each[0] and each[1] <= node.y + node.height + 1e-6)
            places = [node.y, *(bottom for _, bottom in own)]
            assert places[:-1] == pytest.approx([top for top, _ in own], abs=1e-6)
            assert places[-1] == pytest.approx(node.y + node.height, abs=1e-6)
    for way, x in (("left", 152), ("right", 340)):
        assert sum(node.height for node in nodes(found, x)) == pytest.approx(sums[way], abs=1e-3)
