"""Sets as a matrix.

Worked examples of the catalogue: O01 to O04 and O08. Second implementation: Python sets on random matrices.
"""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms import sets as module
from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.sets import (
    blocks,
    cells,
    incidence,
    intersections,
    marginal_coverage,
    redundancy,
    similarities,
    sizes,
)


@st.composite
def some_sets(draw: st.DrawFn) -> list[set[int]]:
    """Draw up to seven sets of up to nine items; some are empty, and some items are in all of them."""
    common = draw(st.sets(st.integers(0, 8), max_size=3))
    return [found | common for found in draw(st.lists(st.sets(st.integers(0, 8)), max_size=7))]


def matrix_of(sets: list[set[int]], n_items: int = 9) -> Matrix:
    pairs = [(i, item) for i, found in enumerate(sets) for item in found]
    return incidence([i for i, _ in pairs], [item for _, item in pairs], (len(sets), n_items))


@given(some_sets())
@settings(max_examples=50, deadline=None)
def test_intersections_agree_with_python_sets(sets: list[set[int]]) -> None:
    at = matrix_of(sets)
    expected = [[len(a & b) for b in sets] for a in sets]
    assert intersections(at).toarray().tolist() == expected
    assert sizes(at).tolist() == [len(found) for found in sets]
    for most in (1, 9, 1000):
        found = [row for block in blocks(at, most) for row in block.toarray().tolist()]
        assert found == expected


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9])
def test_items_of_few_and_of_many_sets_are_counted_alike(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    # second implementation: the dense product. 200 sets of 500 items, several blocks of each way of counting
    random = np.random.default_rng(1)
    dense = (random.random((200, 500)) < share * random.random(500) * 2).astype(np.int64)
    monkeypatch.setattr(module, "BLOCK_CELLS", 40_000)
    assert (intersections(sparse.csr_array(dense)).toarray() == dense @ dense.T).all()
    monkeypatch.setattr(module, "BLOCK_CELLS", 39_999)  # too many pairs for that: sparse products
    assert (intersections(sparse.csr_array(dense)).toarray() == dense @ dense.T).all()


def test_weights_repeated_and_stored_zeros_do_not_count() -> None:
    stored = sparse.csr_array(([2.5, 0.0, 1.0, 1.0], ([0, 0, 1, 1], [0, 1, 0, 0])), shape=(2, 2))
    assert intersections(stored).toarray().tolist() == [[1, 1], [1, 1]]
    assert stored.data.tolist() == [2.5, 0.0, 2.0]  # it is not changed
    assert incidence([0, 0], [1, 1], (1, 2)).toarray().tolist() == [[0, 1]]


def test_similarities_of_the_catalogue() -> None:
    # O01 to O04: {1, 2, 3, 4} and {3, 4, 5}; {1, 2} in {0 .. 9}
    found = similarities([4, 2], [3, 10], [2, 2])
    assert found.jaccard == pytest.approx([0.4, 0.2])
    assert found.overlap_coefficient == pytest.approx([0.6667, 1], abs=1e-4)
    assert found.dice[0] == pytest.approx(0.571429, abs=1e-6)
    assert found.ochiai[0] == pytest.approx(0.577350, abs=1e-6)


@given(st.integers(0, 9), st.integers(0, 9), st.data())
@settings(max_examples=50, deadline=None)
def test_similarities_keep_their_relations(left: int, right: int, data: st.DataObject) -> None:
    shared = data.draw(st.integers(0, min(left, right)))
    found = similarities(left, right, shared)
    j, least = found.jaccard.item(), found.overlap_coefficient.item()
    assert math.isnan(j) == (left + right == 0)
    assert math.isnan(least) == math.isnan(found.ochiai.item()) == (min(left, right) == 0)
    if left + right:
        assert found.dice.item() == pytest.approx(2 * j / (1 + j))  # O03
        assert found.redundancy.item() == pytest.approx(shared / (left + right))
    if min(left, right):
        assert j <= found.dice.item() + 1e-12 <= found.ochiai.item() + 2e-12 <= least + 3e-12


@given(some_sets())
@settings(max_examples=50, deadline=None)
def test_each_item_stands_in_exactly_one_cell(sets: list[set[int]]) -> None:
    found = cells(matrix_of(sets))
    everything = set(range(9))
    assert found.n_exclusive.sum() == 9
    for mask in range(1 << len(sets)):
        inside = [s for i, s in enumerate(sets) if mask >> i & 1]
        outside = [s for i, s in enumerate(sets) if not mask >> i & 1]
        common = everything.intersection(*inside)
        assert found.n_all[mask] == len(common)
        assert found.n_exclusive[mask] == len(common.difference(*outside)) == (found.mask == mask).sum()


def test_cells_of_more_sets_than_a_number_has_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="found 63 sets, expected at most 62"):
        cells(sparse.csr_array((63, 1), dtype=np.int64))


def test_redundancy_of_the_catalogue() -> None:
    # O08: sets of 6, 4, 3 and 1 with a union of 9: 5/14
    found = matrix_of([{0, 1, 2, 3, 4, 5}, {4, 5, 6, 7}, {0, 7, 8}, {1}])
    assert redundancy(found) == pytest.approx(0.357143, abs=1e-6)
    # alone the first has 2 and 3, the second 6, the third 8, the fourth nothing
    assert marginal_coverage(found).tolist() == [2, 1, 1, 0]


@given(some_sets())
@settings(max_examples=30, deadline=None)
def test_marginal_coverage_is_what_the_union_loses(sets: list[set[int]]) -> None:
    union = set().union(*sets)
    losses = [len(union) - len(set().union(*(sets[:i] + sets[i + 1 :]))) for i in range(len(sets))]
    assert marginal_coverage(matrix_of(sets)).tolist() == losses
    double = redundancy(matrix_of(sets))
    assert math.isnan(double) if not union else double == pytest.approx(1 - len(union) / sum(map(len, sets)))


def test_nothing_has_its_answers_too() -> None:
    nothing = sparse.csr_array((0, 0), dtype=np.int64)
    assert intersections(nothing).shape == (0, 0)
    assert list(blocks(nothing)) == []
    assert cells(nothing).n_all.tolist() == [0]
    assert marginal_coverage(nothing).tolist() == []
    assert list(combinations(sizes(nothing), 2)) == []
