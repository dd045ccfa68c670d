"""The Pareto front. Second implementation: every pair of choices, axis by axis, in plain Python."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms import pareto as module
from ecograph.algorithms.pareto import pareto

Scores = list[tuple[float, ...]]


def dominates(other: tuple[float, ...], own: tuple[float, ...], directions: tuple[bool, ...]) -> bool:
    better = False
    for a, b, more in zip(other, own, directions, strict=True):
        if math.isnan(a) != math.isnan(b):
            return False
        if math.isnan(a) or a == b:
            continue
        if (a > b) != more:
            return False
        better = True
    return better


def by_pairs(scores: Scores, directions: tuple[bool, ...]) -> list[int]:
    return [sum(dominates(other, own, directions) for other in scores) for own in scores]


values = st.sampled_from([0.0, 1.0, 2.0, math.inf, math.nan])
cases = st.integers(1, 3).flatmap(
    lambda k: st.tuples(
        st.lists(st.tuples(*[values] * k), min_size=1, max_size=12),
        st.tuples(*[st.booleans()] * k),
    )
)


@given(cases)
@settings(max_examples=50, deadline=None)
def test_the_front_is_what_a_comparison_of_all_pairs_finds(case: tuple[Scores, tuple[bool, ...]]) -> None:
    scores, directions = case
    found = pareto(scores, directions)
    expected = by_pairs(scores, directions)
    assert found.n_dominated_by.tolist() == expected
    assert found.is_front.tolist() == [n == 0 for n in expected]
    assert found.is_front.any()  # what dominates is in an order, so someone is on top


def test_a_comparison_in_parts_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = np.random.default_rng(4).integers(0, 4, (40, 3)).astype(np.float64)
    scores[::7, 1] = np.nan
    whole = pareto(scores, [True, False, True])
    monkeypatch.setattr(module, "CELLS", 120)  # three choices at a time
    assert pareto(scores, [True, False, True]).n_dominated_by.tolist() == whole.n_dominated_by.tolist()
    assert whole.n_dominated_by.tolist() == by_pairs([tuple(row) for row in scores], (True, False, True))


def test_the_direction_of_an_axis_decides() -> None:
    assert pareto([[1.0], [2.0]], [True]).is_front.tolist() == [False, True]
    assert pareto([[1.0], [2.0]], [False]).is_front.tolist() == [True, False]


def test_choices_with_the_same_scores_are_on_the_front_together() -> None:
    assert pareto([[1.0, 2.0], [1.0, 2.0]], [True, True]).n_dominated_by.tolist() == [0, 0]


def test_nobody_is_struck_for_what_is_not_known() -> None:
    # by hand: the second might be better on the axis that is not known; the third is worse where both are known
    nan = math.nan
    found = pareto([[5.0, 5.0], [1.0, nan], [0.0, nan], [0.0, 0.0]], [True, True])
    assert found.n_dominated_by.tolist() == [0, 0, 1, 1]


def test_no_choices_have_no_front() -> None:
    found = pareto(np.empty((0, 2)), [True, True])
    assert (found.is_front.tolist(), found.n_dominated_by.tolist()) == ([], [])
