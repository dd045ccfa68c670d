"""Adjusted Rand index and variation of information.

Second implementation: counting all pairs, and sums over a dictionary of cells. Published values: the documentation of
scikit-learn for the index, Meila 2007 for the properties of the variation.
"""

import math
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms.agreement import adjusted_rand, variation_of_information

divided = st.integers(0, 9).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(0, 3), min_size=n, max_size=n) for _ in range(2)])
)


def arrays(left: list[int], right: list[int]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)


def test_the_published_example() -> None:
    # O14 of the catalogue: Hubert & Arabie 1985, Meila 2007
    assert adjusted_rand(*arrays([0, 0, 1, 1], [0, 0, 1, 2])) == pytest.approx(0.571429, abs=1e-6)
    assert variation_of_information(*arrays([0, 0, 1, 1], [0, 0, 1, 2])) == pytest.approx(0.5, abs=1e-12)


def test_names_of_the_groups_do_not_matter() -> None:
    assert adjusted_rand(*arrays([0, 0, 1, 1], [7, 7, 3, 3])) == 1
    assert variation_of_information(*arrays([0, 0, 1, 1], [7, 7, 3, 3])) == 0


def test_the_least_index_is_minus_one_half() -> None:
    # Chacon & Rastrojo 2023: reached where each pair together here is apart there
    assert adjusted_rand(*arrays([0, 0, 1, 1], [0, 1, 0, 1])) == pytest.approx(-0.5)


@given(divided)
@settings(max_examples=100, deadline=None)
def test_the_index_is_what_counting_pairs_gives(drawn: tuple[list[int], list[int]]) -> None:
    left, right = drawn
    found = adjusted_rand(*arrays(left, right))
    pairs = [(left[i] == left[j], right[i] == right[j]) for i, j in combinations(range(len(left)), 2)]
    both, here, there = (sum(map(bool, kind)) for kind in ([a and b for a, b in pairs], *zip(*pairs, strict=True))) if (
        pairs
    ) else (0, 0, 0)  # fmt: skip
    if not pairs or here == there == 0 or here == there == len(pairs):
        assert math.isnan(found)
        return
    chance = here * there / len(pairs)
    assert found == pytest.approx((both - chance) / ((here + there) / 2 - chance), abs=1e-9)


@given(divided)
@settings(max_examples=100, deadline=None)
def test_the_variation_is_the_sum_of_two_conditional_entropies(drawn: tuple[list[int], list[int]]) -> None:
    left, right = drawn
    found = variation_of_information(*arrays(left, right))
    n = len(left)
    if not n:
        assert math.isnan(found)
        return
    cells, here, there = Counter(zip(left, right, strict=True)), Counter(left), Counter(right)
    expected = -sum(k / n * (math.log2(k / here[a]) + math.log2(k / there[b])) for (a, b), k in cells.items())
    assert found == pytest.approx(expected, abs=1e-9)
    assert 0 <= found <= math.log2(n) + 1e-9
