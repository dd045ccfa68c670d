"""Small world: distances, the null model of two-mode networks, sigma and omega.

Second implementation: networkx on the projection. Published: the nerves of C. elegans (Watts & Strogatz 1998,
Humphries & Gurney 2008) and the mean distance of the karate club.
"""

import math

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import sparse

from ecograph.algorithms import small_world
from ecograph.algorithms.curveball import curveball
from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.small_world import mean_distance, null_model, omega, projected, sigma

Dense = npt.NDArray[np.float64]

incidences = st.tuples(st.integers(0, 9), st.integers(0, 7)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=st.sampled_from([0.0] * 3 + [1.0, 2.0]))
)


def expected(matrix: Matrix) -> float:
    """Return the mean distance in the largest part of the projection, as networkx has it."""
    graph = nx.from_scipy_sparse_array(projected(matrix))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    alone = not parts or len(parts[0]) == 1
    return math.nan if alone else nx.average_shortest_path_length(graph.subgraph(parts[0]))


@given(incidences)
@settings(max_examples=50, deadline=None)
def test_the_mean_distance_agrees_with_networkx(dense: Dense) -> None:
    matrix = sparse.csr_array(dense)
    found = mean_distance(matrix)
    assert found.mean == pytest.approx(expected(matrix), abs=1e-9, nan_ok=True)
    assert found.error == 0.0
    assert (matrix.toarray() == dense).all()


def test_the_mean_distance_of_the_karate_club_is_as_published() -> None:
    # each tie as a project of two; 2.40820 in the catalogue of networkx and others for the 34 members
    club = sparse.csr_array(nx.incidence_matrix(nx.karate_club_graph()))
    assert mean_distance(club).mean == pytest.approx(2.40820, abs=5e-6)


def test_a_stored_zero_joins_no_parts() -> None:
    matrix = sparse.csr_array(([1.0, 1.0, 0.0, 1.0], ([0, 1, 1, 2], [0, 0, 1, 1])), shape=(3, 2))
    assert (mean_distance(matrix).mean, mean_distance(matrix).n) == (1.0, 2)
    assert matrix.nnz == 4


def test_distances_from_drawn_rows_come_near_and_say_how_near(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = sparse.random_array((400, 300), density=0.008, rng=np.random.default_rng(5)).tocsr()
    exact = mean_distance(matrix)
    monkeypatch.setattr(small_world, "SOURCES", 128)
    drawn = [mean_distance(matrix, seed=seed) for seed in range(40)]
    assert all(each.error > 0 for each in drawn)
    # 95 % of the intervals hold the exact mean; with fixed seeds, 36 of 40 or more do
    assert sum(abs(each.mean - exact.mean) <= each.error for each in drawn) >= 36
    assert mean_distance(matrix, seed=1) == drawn[1]
    assert len({each.mean for each in drawn}) > 30
    assert exact.error == 0.0


def test_the_null_model_is_random_networks_with_the_same_sizes() -> None:
    matrix = sparse.random_array((25, 18), density=0.12, rng=np.random.default_rng(2)).tocsr()
    found = null_model(matrix, samples=4, seed=7)
    for place, seed in enumerate(np.random.SeedSequence(7).generate_state(4).tolist()):
        drawn = curveball(matrix, seed=seed)
        graph = nx.from_scipy_sparse_array(projected(drawn))
        assert found.clustering[place] == pytest.approx(nx.average_clustering(graph), abs=1e-9)
        assert found.distance[place] == pytest.approx(expected(drawn), abs=1e-9)
    assert len(set(found.clustering.tolist())) > 1


def test_sigma_of_the_worm_is_as_published() -> None:
    # Humphries & Gurney 2008, from C .28, L 2.65, Cr .05, Lr 2.25 of Watts & Strogatz 1998
    assert sigma(0.28, 2.65, 0.05, 2.25) == pytest.approx(4.7547, abs=5e-5)


@pytest.mark.parametrize("figures", [(0.5, 2.0, 0.0, 2.0), (0.5, math.nan, 0.1, 2.0), (0.5, 2.0, 0.1, math.nan)])
def test_sigma_of_nothing_to_compare_with_is_not_defined(figures: tuple[float, float, float, float]) -> None:
    assert math.isnan(sigma(*figures))


def test_omega_of_a_ring_of_neighbours_is_below_zero() -> None:
    # by hand: 20 in a ring, tied to 2 on each side, have k = 4 and C = Cl = 3 x 2 / (4 x 3) = 0.5, as networkx finds;
    # a random network with half the distance gives 0.5 - 1
    ring = nx.circulant_graph(20, [1, 2])
    assert nx.average_clustering(ring) == 0.5
    assert omega(0.5, 4.0, 2.0, 4.0) == pytest.approx(-0.5, abs=1e-12)


@pytest.mark.parametrize("figures", [(0.5, 2.0, 2.0, 2.0), (0.5, math.nan, 2.0, 4.0), (0.5, 2.0, math.nan, 4.0)])
def test_omega_without_a_ring_or_a_distance_is_not_defined(figures: tuple[float, float, float, float]) -> None:
    assert math.isnan(omega(*figures))
