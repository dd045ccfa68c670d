"""All subsets and all partitions. Counts: 2^n - n - 1, and the Bell numbers (OEIS A000110; O11 of the catalogue)."""

import numpy as np
import pytest

from ecograph.algorithms.partitions import blocks, set_partitions, subsets

BELL = (1, 1, 2, 5, 15, 52, 203, 877, 4140)


@pytest.mark.parametrize(("n", "expected"), [(0, 0), (1, 0), (2, 1), (3, 4), (4, 11), (5, 26), (8, 247)])
def test_subsets_are_as_many_as_the_formula_says_and_each_once(n: int, expected: int) -> None:
    found = subsets(n)  # O11: 11 for 4, 26 for 5
    assert len(found) == len(set(found)) == expected == 2**n - n - 1
    assert list(found) == sorted(found, key=lambda subset: (len(subset), subset))
    assert all(len(subset) >= 2 and list(subset) == sorted(set(subset)) for subset in found)


def test_subsets_of_any_size_can_be_asked_for() -> None:
    assert subsets(2, 0) == ((), (0,), (1,), (0, 1))


@pytest.mark.parametrize(("n", "expected"), list(enumerate(BELL)))
def test_partitions_are_as_many_as_the_bell_number_and_each_once(n: int, expected: int) -> None:
    found = set_partitions(n)
    assert found.shape == (expected, n)
    assert len({blocks(row) for row in found}) == expected
    rows = found.tolist()
    assert rows == sorted(rows)


@pytest.mark.parametrize("n", range(7))
def test_the_blocks_of_a_partition_hold_each_thing_once(n: int) -> None:
    for row in set_partitions(n):
        found = blocks(row)
        assert sorted(thing for block in found for thing in block) == list(range(n))
        assert all(found)
        assert list(found) == sorted(found)
        assert all(row[i] == k for k, block in enumerate(found) for i in block)


def test_four_things_in_two_pairs_are_among_the_partitions() -> None:
    pairs = [blocks(row) for row in set_partitions(4) if np.bincount(row).tolist() == [2, 2]]
    assert pairs == [((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))]  # by hand
