"""Where observed numbers stand among random ones. Second implementation: numpy over all draws kept at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ecograph.algorithms.significance import significance

Draws = np.ndarray[tuple[int, int], np.dtype[np.int64]]

tables = st.tuples(st.integers(2, 9), st.integers(0, 4)).flatmap(
    lambda shape: arrays.arrays(np.int64, shape, elements=st.integers(0, 5))
)


@given(tables)
@settings(max_examples=50, deadline=None)
def test_it_agrees_with_numpy_over_all_draws(drawn: Draws) -> None:
    observed, draws = drawn[0], drawn[1:]
    found = significance(observed, iter(draws))
    n = len(draws)
    assert found.n == n
    assert found.expected == pytest.approx(draws.mean(axis=0))
    if n > 1:
        assert found.sd == pytest.approx(draws.std(axis=0, ddof=1))
    more, less = (1 + (draws >= observed).sum(axis=0)) / (n + 1), (1 + (draws <= observed).sum(axis=0)) / (n + 1)
    assert found.p_more.tolist() == more.tolist()
    assert found.p_less.tolist() == less.tolist()
    assert found.p_two.tolist() == np.minimum(1, 2 * np.minimum(more, less)).tolist()


def test_draws_that_are_all_equal_have_a_deviation_of_exactly_0_and_no_z() -> None:
    found = significance(np.array([7, 3]), iter([np.array([3, 3])] * 7))
    assert found.sd.tolist() == [0.0, 0.0]
    assert np.isnan(found.z).all()
    assert found.p_more.tolist() == [1 / 8, 1.0]


def test_one_draw_has_a_mean_but_no_deviation_and_none_not_even_that() -> None:
    one, none = significance(np.array([2]), iter([np.array([1])])), significance(np.array([2]), iter([]))
    assert one.expected.tolist() == [1.0]
    assert np.isnan([one.sd[0], one.z[0], none.expected[0], none.sd[0]]).all()
    assert none.p_more.tolist() == [1.0]


def test_p_is_never_0() -> None:
    assert significance(np.array([9]), (np.array([0]) for _ in range(99))).p_more.tolist() == [0.01]
