"""Shapley values. Second implementation: the mean over all orders of arrival. Published: Shapley and Shubik 1954."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms.shapley import shapley, union_sizes

games = st.integers(0, 5).flatmap(lambda n: st.lists(st.integers(-20, 20).map(float), min_size=1 << n, max_size=1 << n))
FEW = settings(max_examples=40, deadline=None)


def by_orders(values: list[float]) -> list[float]:
    n = len(values).bit_length() - 1
    found = [0.0] * n
    orders = list(permutations(range(n)))
    for order in orders:
        before = 0
        for party in order:
            found[party] += (values[before | 1 << party] - values[before]) / len(orders)
            before |= 1 << party
    return found


@given(games)
@FEW
def test_the_value_is_the_mean_over_all_orders_of_arrival(values: list[float]) -> None:
    assert shapley(values).tolist() == pytest.approx(by_orders(values))


@given(games)
@FEW
def test_values_sum_to_what_all_have_over_what_nobody_has(values: list[float]) -> None:
    assert shapley(values).sum() == pytest.approx(values[-1] - values[0])


def test_parties_that_add_the_same_have_the_same_and_one_that_adds_nothing_has_none() -> None:
    # any two of the first three win; the fourth adds nothing: by hand 1/3 each, and 0
    values = [float((k & 7).bit_count() >= 2) for k in range(16)]
    assert shapley(values).tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])


def test_the_votes_of_the_security_council() -> None:
    # Shapley & Shubik 1954, Am. Pol. Sci. Rev. 48:787: five members with a veto and six others, seven votes needed;
    # the article gives the five 98.7 per cent of the power; by hand 1 of C(11, 5) = 462 for each other
    values = [float(k & 31 == 31 and k.bit_count() >= 7) for k in range(1 << 11)]
    found = shapley(values)
    assert found[:5].sum() == pytest.approx(76 / 77)
    assert found[5:].tolist() == pytest.approx([1 / 462] * 6)


def test_a_value_that_is_not_known_leaves_all_unknown() -> None:
    assert np.isnan(shapley([0.0, np.nan, 1.0, 2.0])).all()


@pytest.mark.parametrize("n", [0, 3, 5])
def test_values_that_are_not_one_for_each_coalition_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match=f"found {n} values, expected one for each coalition"):
        shapley(np.zeros(n))


holders = st.integers(0, 4).flatmap(
    lambda n: st.tuples(st.lists(st.integers(0, (1 << n) - 1), max_size=15), st.just(n))
)


@given(holders)
@FEW
def test_a_coalition_holds_what_one_of_its_parties_holds(case: tuple[list[int], int]) -> None:
    things, n = case
    found = union_sizes(np.array(things, dtype=np.int64), n)
    assert found.tolist() == [sum(bool(thing & k) for thing in things) for k in range(1 << n)]


@given(holders)
@FEW
def test_what_several_hold_is_shared_out_evenly_among_them(case: tuple[list[int], int]) -> None:
    # a sum over things, each a game of its own in which those that hold it are alike (Shapley 1953: additivity)
    things, n = case
    expected = [sum(1 / thing.bit_count() for thing in things if thing >> party & 1) for party in range(n)]
    assert shapley(union_sizes(np.array(things, dtype=np.int64), n)).tolist() == pytest.approx(expected)
