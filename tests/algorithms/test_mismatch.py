"""How far money is from needs.

Worked example: G06 of the catalogue. Second implementations: corners of the box for the greatest, the least over a grid
of totals for fixed needs (for one total F it is the greater of sum (l/F - q)+ and sum (q - h/F)+), random points.
"""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms import mismatch
from ecograph.algorithms.mismatch import dissimilarity, dissimilarity_bounds, share_bounds

NEED, FUND = [0.4, 0.3, 0.2, 0.1], [0.1, 0.3, 0.2, 0.4]

Box = tuple[list[float], list[float]]


@st.composite
def boxes(draw: st.DrawFn, n: int, *, wide: bool = True) -> Box:
    low = draw(st.lists(st.integers(0, 5), min_size=n, max_size=n))
    more = draw(st.lists(st.integers(0, 5 if wide else 0), min_size=n, max_size=n))
    return [float(x) for x in low], [float(x + y) for x, y in zip(low, more, strict=True)]


def test_the_mismatch_of_the_catalogue() -> None:
    # the example of G06 has the answer 0.3
    assert dissimilarity(NEED, FUND) == pytest.approx(0.3)
    found = dissimilarity_bounds((NEED, NEED), (FUND, FUND))
    assert [found.low, found.high] == [pytest.approx(0.3), pytest.approx(0.3)]


def test_nothing_has_no_shares() -> None:
    assert math.isnan(dissimilarity([0, 0], [1, 2]))
    assert math.isnan(dissimilarity([1, 2], [0, 0]))
    assert math.isnan(dissimilarity_bounds(([0, 0], [0, 0]), ([1, 2], [3, 4])).low)
    assert math.isnan(dissimilarity_bounds(([1, 2], [3, 4]), ([], [])).high)
    assert all(np.isnan(share_bounds([0, 0], [0, 0])).ravel())


def test_money_that_could_have_no_end_could_be_all_there_is() -> None:
    # needs one half each; one theme has 10, the other 10 or more: D is 0 at 10 and nears 1/2 without end
    found = dissimilarity_bounds(([1, 1], [1, 1]), ([10, 10], [10, math.inf]))
    assert [found.low, found.high] == [pytest.approx(0), pytest.approx(0.5)]
    least, most = share_bounds([10, 10], [10, math.inf])
    assert (least.tolist(), most.tolist()) == ([0, 0.5], [0.5, 1])


def test_an_amount_from_0_that_may_be_all_there_is_counts_when_it_is_more_than_0() -> None:
    # the one theme that has anything has all of it, however much that is
    found = dissimilarity_bounds(([1, 1], [1, 1]), ([0, 0], [5, 0]))
    assert [found.low, found.high] == [pytest.approx(0.5), pytest.approx(0.5)]


@given(st.data(), st.integers(1, 4))
@settings(max_examples=50, deadline=None)
def test_the_greatest_is_that_of_a_corner_and_the_bounds_hold_for_any_point(data: st.DataObject, n: int) -> None:
    left, right = data.draw(boxes(n)), data.draw(boxes(n))
    found = dissimilarity_bounds(left, right)
    corners = [list(product(*zip(*side, strict=True))) for side in (left, right)]
    at_corners = [dissimilarity(a, b) for a, b in product(*corners)]
    known = [d for d in at_corners if not math.isnan(d)]
    if math.isnan(found.high):
        assert not known
        return
    rng = np.random.default_rng(1)
    inside = [dissimilarity(*(rng.uniform(*side) for side in (left, right))) for _ in range(50)]
    assert found.high == pytest.approx(max(known), abs=1e-7)
    assert all(found.low - 1e-7 <= d <= found.high + 1e-7 for d in [*known, *inside] if not math.isnan(d))


@given(st.data(), st.integers(1, 4))
@settings(max_examples=50, deadline=None)
def test_the_least_agrees_with_a_search_over_totals(data: st.DataObject, n: int) -> None:
    need, (low, high) = data.draw(boxes(n, wide=False))[0], data.draw(boxes(n))
    if sum(need) == 0 or sum(high) == 0:
        return
    q, least, most = np.array(need) / sum(need), np.array(low), np.array(high)
    totals = np.linspace(max(least.sum(), 1e-6), most.sum(), 20_001)[:, np.newaxis]
    too_much, too_little = np.clip(least / totals - q, 0, None), np.clip(q - most / totals, 0, None)
    searched = np.maximum(too_much.sum(axis=1), too_little.sum(axis=1)).min()
    assert dissimilarity_bounds((need, need), (low, high)).low == pytest.approx(searched, abs=2e-3)


@given(st.data(), st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_with_too_many_themes_to_try_all_sets_the_upper_bound_is_no_lower(data: st.DataObject, n: int) -> None:
    left, right = data.draw(boxes(n)), data.draw(boxes(n))
    exact = dissimilarity_bounds(left, right)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mismatch, "MOST_TRIED", 0)
        wider = dissimilarity_bounds(left, right)
    if not math.isnan(exact.high):
        assert exact.high - 1e-9 <= wider.high <= 1
        assert wider.low == pytest.approx(exact.low)


@given(st.data(), st.integers(1, 4))
@settings(max_examples=30, deadline=None)
def test_the_bounds_of_a_share_are_those_of_the_corners(data: st.DataObject, n: int) -> None:
    low, high = data.draw(boxes(n))
    corners = np.array([corner for corner in product(*zip(low, high, strict=True)) if sum(corner) > 0])
    if len(corners):
        shares = corners / corners.sum(axis=1, keepdims=True)
        least, most = share_bounds(low, high)
        assert np.allclose(least, shares.min(axis=0))
        assert np.allclose(most, shares.max(axis=0))
