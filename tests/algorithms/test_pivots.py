"""Pivots and the error of what they estimate: by hand, and by drawing often from populations that are known."""

import math

import numpy as np
import pytest

from ecograph.algorithms.pivots import bound, drawn

N = 400


def population(kind: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    rng = np.random.default_rng(11)
    kinds = {
        "few are great": np.where(np.arange(N) < 12, 300.0, 0.0),
        "even": rng.uniform(0, 300, N),
        "half and half": np.where(np.arange(N) % 2, 300.0, 0.0),
        "all the same": np.full(N, 7.0),
    }
    return kinds[kind]


def test_pivots_are_different_nodes_and_the_seed_decides_which() -> None:
    first = drawn(100, 30, 1)
    assert len(set(first.tolist())) == 30
    assert first.tolist() == sorted(first.tolist())
    assert first.tolist() == drawn(100, 30, 1).tolist() != drawn(100, 30, 2).tolist()


def test_every_node_has_the_same_chance_to_be_a_pivot() -> None:
    times = sum(np.bincount(drawn(10, 4, seed), minlength=10) for seed in range(2000))
    # 800 each, with a standard deviation of 22
    assert times == pytest.approx(np.full(10, 800), abs=110)


def test_no_pivot_is_refused() -> None:
    with pytest.raises(ValueError, match="0 pivots: at least 1 is needed"):
        drawn(10, 0, 0)


@pytest.mark.parametrize(
    ("k", "rho"),
    [
        (150, 1 - 149 / 400),
        (200, 1 - 199 / 400),
        (201, (1 - 201 / 400) * (1 + 1 / 201)),
        (300, (1 - 300 / 400) * (1 + 1 / 300)),
    ],
)
def test_the_bound_is_that_of_bardenet_and_maillard(k: int, rho: float) -> None:
    sample = population("even")[:k]
    found = bound(np.array([sample.sum()]), np.array([(sample**2).sum()]), np.array([300.0]), pivots=k, n_nodes=N)
    # Bardenet and Maillard 2015, theorem 4.3, with 1 - 5 q for each side of an interval of 95 %
    log = math.log(1 / 0.005)
    expected = sample.std() * math.sqrt(2 * rho * log / k) + (7 / 3 + 3 / math.sqrt(2)) * 300 * log / k
    assert found.item() == pytest.approx(expected)


@pytest.mark.parametrize(("k", "others"), [(3, 300.0), (3, 0.0), (395, 300.0), (395, 0.0), (400, 0.0)])
def test_the_error_is_never_greater_than_the_others_can_make_it(k: int, others: float) -> None:
    # by hand: the pivots have 100 each, and the others all the greatest or all the least number there is
    error = bound(np.array([100.0 * k]), np.array([10000.0 * k]), np.array([300.0]), pivots=k, n_nodes=N).item()
    mean = (100 * k + others * (N - k)) / N
    assert abs(100 - mean) <= error + 1e-9
    assert error == pytest.approx(200 * (N - k) / N)


@pytest.mark.parametrize("kind", ["few are great", "even", "half and half", "all the same"])
@pytest.mark.parametrize("k", [20, 150, 350])
def test_the_error_holds_in_at_least_95_of_100_draws(kind: str, k: int) -> None:
    numbers = population(kind)
    held = 0
    for seed in range(200):
        sample = numbers[drawn(N, k, seed)]
        total, squares = np.array([sample.sum()]), np.array([(sample**2).sum()])
        error = bound(total, squares, np.array([300.0]), pivots=k, n_nodes=N).item()
        held += abs(sample.mean() - numbers.mean()) <= error
    assert held >= 190


def test_numbers_that_cannot_differ_have_no_error() -> None:
    assert bound(np.zeros(1), np.zeros(1), np.zeros(1), pivots=3, n_nodes=9).item() == 0
    assert bound(np.zeros(0), np.zeros(0), np.zeros(0), pivots=0, n_nodes=0).tolist() == []
