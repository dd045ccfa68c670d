"""Closed triads. Second implementation: every set of three nodes, looked at one by one."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms import triads as module
from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.triads import ties, triads


@st.composite
def graphs(draw: st.DrawFn) -> Matrix:
    n = draw(st.integers(0, 9))
    pairs = list(combinations(range(n), 2))
    chosen = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    matrix = np.zeros((n, n))
    for i, j in chosen:
        matrix[i, j] = matrix[j, i] = i + 10 * j
    return sparse.csr_array(matrix)


@given(graphs(), st.sampled_from([(0, 1), (1, 3), (1 << 22, 1 << 20)]))
@settings(max_examples=50, deadline=None)
def test_each_closed_triad_comes_once_whatever_the_size_of_the_blocks(graph: Matrix, sizes: tuple[int, int]) -> None:
    dense = graph.toarray()
    found = ties(graph)
    assert sorted(map(sorted, zip(found.low.tolist(), found.high.tolist(), strict=True))) == [
        [i, j] for i, j in combinations(range(len(dense)), 2) if dense[i, j]
    ]
    assert found.values.tolist() == dense[found.low, found.high].tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "CELLS", sizes[0])
        patch.setattr(module, "PAIRS", sizes[1])
        blocks = list(triads(found))
    listed = []
    for ab, ac, bc in blocks:
        a, b, c = found.low[ab], found.high[ab], found.high[ac]
        assert len(set(b.tolist())) <= max(sizes[0] // len(dense), 1)
        assert a.tolist() == found.low[ac].tolist()
        assert b.tolist() == found.low[bc].tolist()
        assert c.tolist() == found.high[bc].tolist()
        listed += [tuple(sorted(nodes)) for nodes in zip(a.tolist(), b.tolist(), c.tolist(), strict=True)]
    expected = [
        (i, j, k) for i, j, k in combinations(range(len(dense)), 3) if dense[i, j] and dense[i, k] and dense[j, k]
    ]
    assert sorted(listed) == expected


def test_a_tie_points_from_the_node_with_fewer_ties() -> None:
    star = Matrix([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]])
    found = ties(star)
    degrees = np.diff(star.indptr)
    assert (degrees[found.low] <= degrees[found.high]).all()
    assert found.high.tolist().count(0) == 3
