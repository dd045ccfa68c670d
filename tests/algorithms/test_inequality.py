"""HHI, Gini, the largest share and the Lorenz curve, of values and of intervals.

Second implementation: for values, sums over all pairs; for intervals, every corner of the box for the greatest, and
many levels of clip(t, low, high) and random points for the least. Published values: the US Merger Guidelines for the
HHI, and textbook examples for Gini.
"""

import math
from collections.abc import Callable
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecograph.algorithms import inequality
from ecograph.algorithms.inequality import (
    Interval,
    gini,
    gini_bounds,
    hhi,
    hhi_bounds,
    lorenz,
    lorenz_bounds,
    top_share_bounds,
)

Bounds = Callable[[npt.ArrayLike, npt.ArrayLike], Interval]
Box = list[tuple[float, float]]


def top_share(values: npt.ArrayLike) -> float:
    return float(np.max(values) / np.sum(values))


MEASURES: tuple[tuple[Callable[[npt.ArrayLike], float], Bounds, float], ...] = (
    (hhi, hhi_bounds, 1e4),
    (gini, gini_bounds, 1),
    (top_share, top_share_bounds, 1),
)

boxes = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 8)).map(lambda pair: (float(pair[0]), float(sum(pair)))),
    min_size=1,
    max_size=5,
)
FEW = settings(max_examples=50, deadline=None)


def ends(box: Box) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    return np.array([low for low, _ in box]), np.array([high for _, high in box])


def corners(box: Box) -> list[npt.NDArray[np.float64]]:
    return [np.array(corner) for corner in product(*box) if sum(corner) > 0]


def inside(box: Box) -> list[npt.NDArray[np.float64]]:
    low, high = ends(box)
    rng = np.random.default_rng(0)
    points = [low + (high - low) * rng.random(len(box)) for _ in range(30)]
    return [point for point in [*points, *corners(box)] if point.sum() > 0]


def levels(box: Box) -> list[npt.NDArray[np.float64]]:
    low, high = ends(box)
    found = [np.clip(t, low, high) for t in np.linspace(0, high.max(), 29)]  # halves of whole numbers and more
    return [point for point in found if point.sum() > 0]


def is_nested(box: Box) -> bool:
    return any(a < c and d < b for a, b in box for c, d in box)


def test_published_values() -> None:
    assert hhi([30, 30, 20, 20]) == pytest.approx(2600)  # US Department of Justice
    assert hhi([40, 30, 20, 10]) == pytest.approx(3000)
    assert 10000 / hhi([40, 30, 20, 10]) == pytest.approx(3.3333, abs=1e-4)  # O09 of the catalogue
    assert hhi([25, 20, 15, 10, 9, 8, 6, 4, 3]) == pytest.approx(1556)
    # G07 of the catalogue
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)
    assert gini([0, 0, 0, 1]) == pytest.approx(0.75)
    # the ten incomes in the manual of the R package ineq (Zeileis & Kleiber), with its Gini and Lorenz curve
    incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
    assert gini(incomes) == pytest.approx(0.4620911, abs=1e-7)
    assert lorenz(incomes)[4] == pytest.approx(12324 / 66586)


@given(st.lists(st.integers(0, 9), max_size=8))
@FEW
def test_gini_is_the_mean_difference_and_twice_the_area_over_the_lorenz_curve(values: list[int]) -> None:
    n, total = len(values), sum(values)
    if not total:
        assert math.isnan(gini(values))
        assert math.isnan(hhi(values))
        assert np.isnan(lorenz(values)).all()
        return
    difference = sum(abs(a - b) for a in values for b in values) / (2 * n * total)
    assert gini(values) == pytest.approx(difference, abs=1e-9)
    curve = [0.0, *lorenz(values)]
    area = sum((a + b) / 2 for a, b in pairwise(curve)) / n
    assert gini(values) == pytest.approx(1 - 2 * area, abs=1e-9)
    assert hhi(values) == pytest.approx(sum((100 * value / total) ** 2 for value in values), abs=1e-9)


@given(boxes)
@example([(1.0, 1.0), (1.0, 1.0), (0.0, 100.0)])  # one interval around others: the upper bound is no corner
@example([(3.0, 10.0), (1.0, 1.0), (4.0, 4.0), (0.0, 2.0)])  # levels at which nothing moves
@FEW
def test_no_point_of_the_box_is_outside_the_bounds(box: Box) -> None:
    low, high = ends(box)
    if high.max() == 0:
        return
    for measure, bounds, unit in MEASURES:
        found = bounds(low, high)
        values = [measure(point) for point in inside(box) + levels(box)]
        assert found.low <= min(values) + 1e-9 * unit
        assert max(values) <= found.high + 1e-9 * unit
    least, most = lorenz_bounds(low, high)
    curves = np.array([lorenz(point) for point in inside(box) + levels(box)])
    assert (least <= curves.min(axis=0) + 1e-9).all()
    assert (curves.max(axis=0) <= most + 1e-9).all()


@given(boxes)
@example([(3.0, 10.0), (1.0, 1.0), (4.0, 4.0), (0.0, 2.0)])
@FEW
def test_the_bound_of_the_most_even_is_reached(box: Box) -> None:
    low, high = ends(box)
    if high.max() == 0:
        return
    # the best level is a bound of an interval, except for the HHI: there a fine search comes near
    fine = [np.clip(t, low, high) for t in np.linspace(high.max() / 2000, high.max(), 2000)]
    at_bounds = [np.clip(t, low, high) for t in {*low, *high} if np.clip(t, low, high).sum() > 0]
    assert hhi_bounds(low, high).low == pytest.approx(min(map(hhi, fine + at_bounds)), rel=1e-4)
    assert gini_bounds(low, high).low == pytest.approx(min(map(gini, at_bounds)), abs=1e-9)
    assert top_share_bounds(low, high).low == pytest.approx(min(map(top_share, at_bounds)), abs=1e-9)
    most = np.max([lorenz(point) for point in at_bounds], axis=0)
    assert lorenz_bounds(low, high)[1] == pytest.approx(most, abs=1e-9)


@given(boxes, st.sampled_from([0, inequality.CORNERS]))
@FEW
def test_the_bound_of_the_most_uneven_is_a_corner_where_all_are_tried_or_none_lies_inside_another(
    box: Box, corners_tried: int
) -> None:
    low, high = ends(box)
    if high.max() == 0:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inequality, "CORNERS", corners_tried)
        greatest = (hhi_bounds(low, high).high, gini_bounds(low, high).high)
    exact = (max(map(hhi, corners(box))), max(map(gini, corners(box))))
    if corners_tried or not is_nested(box):
        assert greatest == pytest.approx(exact, abs=1e-9, rel=1e-9)
    else:
        assert greatest[0] >= exact[0] - 1e-5
        assert greatest[1] >= exact[1] - 1e-9
    assert top_share_bounds(low, high).high == pytest.approx(max(map(top_share, corners(box))), abs=1e-9)
    if not is_nested(box):
        least = np.min([lorenz(corner) for corner in corners(box)], axis=0)
        assert lorenz_bounds(low, high)[0] == pytest.approx(least, abs=1e-9)


def test_an_interval_around_others_widens_the_upper_bound_where_corners_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # by hand: of 1, 1 and 0 to 100 the corners have 5000 and 9614; the bound is that of 0, 1 and 100
    assert hhi_bounds([1, 1, 0], [1, 1, 100]).high == pytest.approx(hhi([1, 1, 100]))
    monkeypatch.setattr(inequality, "CORNERS", 0)
    found = hhi_bounds([1, 1, 0], [1, 1, 100])
    assert found.high == pytest.approx((1 + 1e4) / 101**2 * 1e4)
    assert found.high > hhi([1, 1, 100]) > hhi([1, 1, 0])


@given(st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=1, max_size=6))
@FEW
def test_intervals_without_width_give_the_values(values: list[float]) -> None:
    if sum(values) < 1e-3:
        return
    for measure, bounds, unit in MEASURES:
        found = bounds(values, values)
        assert (found.low, found.high) == pytest.approx((measure(values), measure(values)), abs=1e-9 * unit)
        assert found.low <= found.high
    assert lorenz_bounds(values, values)[0] == pytest.approx(lorenz(values), abs=1e-9)
    assert lorenz_bounds(values, values)[1] == pytest.approx(lorenz(values), abs=1e-9)


def test_where_a_value_is_open_only_the_bound_of_the_most_even_is_known() -> None:
    for measure, bounds, _ in MEASURES:
        found = bounds([0, 0, 5], [math.inf, 3, 5])
        # by hand: the open one stands beside the 5, or for the HHI at (9 + 25) / (3 + 5), where it changes nothing
        assert found.low == pytest.approx(measure([4.25 if measure is hhi else 5, 3, 5]))
        assert math.isnan(found.high)
        assert bounds([0, 0], [math.inf, math.inf]).low == pytest.approx(measure([1, 1]))
    least, most = lorenz_bounds([0, 0, 5], [math.inf, 3, 5])
    assert np.isnan(least[:2]).all()
    assert least[2] == 1
    assert most == pytest.approx([3 / 11, 8 / 13, 1])  # by hand: of 3, 3, 5 and of 3, 5, 5


@pytest.mark.parametrize("values", [[], [0.0], [0.0, 0.0]])
def test_where_nothing_is_shared_there_is_no_bound(values: list[float]) -> None:
    for _, bounds, _ in MEASURES:
        found = bounds(values, values)
        assert math.isnan(found.low)
        assert math.isnan(found.high)
    assert all(np.isnan(bound).all() and len(bound) == len(values) for bound in lorenz_bounds(values, values))


def test_the_bounds_are_not_changed_in_place() -> None:
    low, high = np.array([3.0, 0.0]), np.array([4.0, 9.0])
    for bounds in (hhi_bounds, gini_bounds, top_share_bounds, lorenz_bounds):
        bounds(low, high)
    assert (low.tolist(), high.tolist()) == ([3.0, 0.0], [4.0, 9.0])
