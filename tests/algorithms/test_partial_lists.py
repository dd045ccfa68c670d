"""Bounds of what two sets share when only parts of them are known.

Second implementation: every way in which small sets can be filled up, counted one by one, which also shows that the
bounds are sharp; and random sets of which parts are forgotten, whose truth must lie inside the bounds. The size after
a merger: the bundled case worked by hand, and every choice of sizes.
"""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms.partial_lists import (
    PartialList,
    implied_overlap,
    intersection_bounds,
    jaccard_bounds,
    whole_numbers,
)

Size = tuple[int, float]
INF = float("inf")
NAN = float("nan")


def one(known: int, size: Size) -> PartialList:
    """Return a partial list of one set."""
    return PartialList(np.array([float(known)]), np.array([float(size[0])]), np.array([float(size[1])]))


def bounds(known: tuple[int, int, int], left: Size, right: Size, population: float = INF) -> tuple[float, ...]:
    """Return the bounds of the intersection and of Jaccard for one pair: known left, known right, known in both."""
    a, b, shared = one(known[0], left), one(known[1], right), np.array([float(known[2])])
    size = intersection_bounds(a, b, shared=shared, population=population)
    share = jaccard_bounds(a, b, shared=shared, population=population)
    return (*size.low, *size.high, *share.low, *share.high)


def counted(known: tuple[int, int, int], left: Size, right: Size, population: int) -> tuple[float, ...]:
    """Return the same by trying every pair of sets of the population that contain what is known."""
    p, q, s = known
    of_left, of_right = set(range(p)), set(range(p - s, p - s + q))
    if not (of_left | of_right) <= set(range(population)):
        return (NAN,) * 4
    sizes, shares = [], []
    for a, b in product(*(range(size[0], int(min(size[1], population)) + 1) for size in (left, right))):
        if a < p or b < q:
            continue
        others = [sorted(set(range(population)) - part) for part in (of_left, of_right)]
        for more, further in product(combinations(others[0], a - p), combinations(others[1], b - q)):
            one_set, other = of_left | set(more), of_right | set(further)
            sizes.append(len(one_set & other))
            if one_set | other:
                shares.append(len(one_set & other) / len(one_set | other))
    return (
        min(sizes, default=NAN),
        max(sizes, default=NAN),
        min(shares, default=NAN),
        max(shares, default=NAN),
    )


def cases() -> list[tuple[tuple[int, int, int], Size, Size, int]]:
    """Return every small case of a population of four."""
    every = [(low, high) for low in range(5) for high in range(low, 5)]
    known = [(p, q, s) for p in range(4) for q in range(p, 4) for s in range(p + 1)]
    return [(k, left, right, 4) for k in known for left in every for right in every]


def test_bounds_are_sharp_in_every_small_case_of_a_stated_population() -> None:
    tried = cases()[::7]  # 7 shares no factor with the numbers of cases, so all kinds are met
    assert len(tried) > 500
    for case in tried:
        assert bounds(*case) == pytest.approx(counted(*case), nan_ok=True), case


@pytest.mark.parametrize("known", [(0, 0, 0), (1, 2, 1), (2, 2, 0), (2, 1, 0), (2, 2, 2)])
@pytest.mark.parametrize(("left", "right"), [((0, 3), (1, 2)), ((2, 3), (2, 3)), ((3, 3), (1, 1)), ((1, 1), (2, 4))])
def test_bounds_are_sharp_without_a_population(known: tuple[int, int, int], left: Size, right: Size) -> None:
    # seven items are enough room for any two of these sets to be apart, so a larger population changes nothing
    assert bounds(known, left, right) == pytest.approx(counted(known, left, right, 7), nan_ok=True)


def test_bounds_of_whole_lists_are_the_truth() -> None:
    # {1, 2, 3, 4} and {3, 4, 5} of the catalogue, O01: 2 shared, Jaccard 0.4
    assert bounds((4, 3, 2), (4, 4), (3, 3)) == (2, 2, 0.4, 0.4)


def test_an_open_size_leaves_the_intersection_below_the_other_set() -> None:
    assert bounds((1, 1, 0), (5, INF), (3, 3)) == (0, 3, 0, 0.6)
    assert bounds((1, 1, 1), (5, INF), (3, INF)) == (1, INF, 0, 1)


def test_numbers_that_contradict_one_another_have_no_bounds() -> None:
    nothing = pytest.approx((NAN,) * 4, nan_ok=True)
    assert bounds((5, 1, 0), (0, 4), (2, 2)) == nothing  # more known than there can be
    assert bounds((2, 1, 2), (4, 4), (4, 4)) == nothing  # more known in both than in one
    assert bounds((3, 3, 0), (4, 4), (4, 4), 5) == nothing  # more known than the population has
    assert bounds((0, 0, 0), (6, 6), (2, 2), 5) == nothing  # a set larger than the population


def test_two_sets_that_can_have_nothing_share_nothing_and_have_no_jaccard() -> None:
    assert bounds((0, 0, 0), (0, 0), (0, 0)) == pytest.approx((0, 0, NAN, NAN), nan_ok=True)


def test_pairs_are_bounded_side_by_side() -> None:
    left = PartialList(np.array([2.0, 9.0]), np.array([4.0, 1.0]), np.array([4.0, 2.0]))
    right = PartialList(np.array([3.0, 1.0]), np.array([5.0, 1.0]), np.array([5.0, 2.0]))
    found = intersection_bounds(left, right, shared=np.array([1.0, 0.0]))
    assert np.array_equal(found.low, [1, NAN], equal_nan=True)
    assert np.array_equal(found.high, [4, NAN], equal_nan=True)


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_bounds_contain_the_truth_of_random_incomplete_lists(data: st.DataObject) -> None:
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    n = data.draw(st.integers(1, 300))
    left, right = (rng.random((40, n)) < rng.random((40, 1)) for _ in range(2))
    known_left, known_right = (sets & (rng.random((40, n)) < rng.random((40, 1))) for sets in (left, right))
    off = rng.random((4, 40)) * 0.3

    def part(known: np.ndarray, sets: np.ndarray, spread: np.ndarray) -> PartialList:
        size = sets.sum(axis=1).astype(float)
        found = whole_numbers(size * (1 - spread[0]), size * (1 + spread[1]))
        return PartialList(known.sum(axis=1).astype(float), found.low, found.high)

    a, b = part(known_left, left, off[:2]), part(known_right, right, off[2:])
    shared = (known_left & known_right).sum(axis=1).astype(float)
    both, either = (left & right).sum(axis=1), (left | right).sum(axis=1)
    for population in (INF, float(n)):
        size = intersection_bounds(a, b, shared=shared, population=population)
        assert ((size.low <= both) & (both <= size.high)).all()
        share = jaccard_bounds(a, b, shared=shared, population=population)
        some = either > 0
        truth = both[some] / either[some]
        assert (share.low[some] <= truth + 1e-12).all()
        assert (truth <= share.high[some] + 1e-12).all()


def test_vague_sizes_become_whole_numbers() -> None:
    # by hand: about 15 of 10 % is 13.5 to 16.5; 280 * 1.1 is 308.00000000000006 and 70 * 1.1 is 77.00000000000001
    found = whole_numbers(
        np.array([15 * 0.9, 260 * 0.9, 280, 0.4, 7]), np.array([15 * 1.1, 260 * 1.1, 280 * 1.1, 0.6, INF])
    )
    assert np.array_equal(found.low, [14, 234, 280, NAN, 7], equal_nan=True)
    assert np.array_equal(found.high, [16, 286, 308, NAN, INF], equal_nan=True)


def test_a_tenth_more_or_less_of_tens_is_exact() -> None:
    x = np.arange(1.0, 400.0)
    found = whole_numbers(10 * x * (1 - 0.1), 10 * x * (1 + 0.1))
    assert np.array_equal(found.low, 9 * x)
    assert np.array_equal(found.high, 11 * x)


def implied(sizes: list[Size], after: tuple[float, float]) -> tuple[float, float]:
    low, high = (np.array([float(size[i]) for size in sizes]) for i in range(2))
    return implied_overlap(low, high, after=after)


def test_the_norwegian_merger_of_2025_implies_144_to_224() -> None:
    # by hand, issue 5: about 260 and over 280 with 10 % are 234..286 and 280..308; 370 after
    assert implied([(234, 286), (280, 308)], (370, 370)) == (144, 224)


@pytest.mark.parametrize("after", [(low, high) for low in range(8) for high in range(low, 8)])
def test_implied_overlaps_agree_with_every_choice_of_sizes(after: tuple[int, int]) -> None:
    every = [(low, high) for low in range(4) for high in range(low, 4)]
    for sizes in [*product(every, repeat=2), *list(product(every, repeat=3))[::11]]:
        possible = [
            sum(chosen) - union
            for chosen in product(*(range(low, high + 1) for low, high in sizes))
            for union in range(after[0], after[1] + 1)
            if max(chosen) <= union <= sum(chosen)
        ]
        expected = (min(possible, default=NAN), max(possible, default=NAN))
        assert implied(list(sizes), after) == pytest.approx(expected, nan_ok=True), (sizes, after)


def test_open_sizes_leave_an_implied_overlap_open_or_below_the_others() -> None:
    # a set without end inside a union without end may hold all of the others; one inside a union of 12 may not
    assert implied([(5, INF), (3, 4)], (6, INF)) == (0, 4)
    assert implied([(5, INF), (3, INF)], (6, INF)) == (0, INF)
    assert implied([(5, INF), (3, 4)], (12, 12)) == (0, 4)


def test_nothing_is_implied_by_one_set_or_by_an_empty_interval() -> None:
    assert implied([(3, 4)], (4, 4)) == pytest.approx((NAN, NAN), nan_ok=True)
    assert implied([(3, 4), (3, 4)], (6, 5)) == pytest.approx((NAN, NAN), nan_ok=True)
