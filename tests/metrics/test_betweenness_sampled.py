"""Two-mode betweenness from pivots. Exact values and published ones are in test_two_mode.py."""

import numpy as np
import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.metrics import betweenness as module
from ecograph.metrics.betweenness import betweenness
from ecograph.network import Network


def network_of(n_orgs: int, n_projects: int, pairs: set[tuple[int, int]]) -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": f"o{i:03}", "name": f"o{i}", "kind": "company"} for i in range(n_orgs)],
            projects=[{"project_id": f"p{i:03}", "title": f"p{i}", "kind": "project"} for i in range(n_projects)],
            participations=[
                {"org_id": f"o{i:03}", "project_id": f"p{j:03}", "role": "partner"} for i, j in sorted(pairs)
            ],
        )
    )


@pytest.fixture(scope="module")
def many() -> Network:
    rng = np.random.default_rng(2)
    at = np.argwhere(rng.random((180, 120)) < 0.02)
    return network_of(180, 120, {(int(i), int(j)) for i, j in at})


def values(table: pl.DataFrame, column: str) -> list[float]:
    return table.sort("mode", "id")[column].to_list()


def test_a_network_of_usual_size_is_exact(many: Network) -> None:
    found = betweenness(many)
    assert set(found["pivots"]) == {300}
    assert set(found["error"]) == {0.0}


def test_a_large_network_is_sampled_by_itself(many: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORK", 200 * many.participation.nnz)
    found = betweenness(many)
    assert set(found["pivots"]) == {200}
    assert ((found["error"] >= 0) & (found["error"] < 1)).all()
    assert (found["error"] > 0).any()


def test_the_exact_share_lies_within_the_error_of_the_estimate(many: Network) -> None:
    exact = np.array(values(betweenness(many), "betweenness"))
    for seed in range(8):
        found = betweenness(many, pivots=120, seed=seed)
        held = np.abs(np.array(values(found, "betweenness")) - exact) <= np.array(values(found, "error")) + 1e-9
        assert held.mean() >= 0.95


def test_the_seed_decides_the_pivots(many: Network) -> None:
    first = betweenness(many, pivots=50)
    assert first.equals(betweenness(many, pivots=50, seed=0))
    assert values(first, "betweenness") != values(betweenness(many, pivots=50, seed=1), "betweenness")


def test_no_estimate_is_greater_than_the_greatest_share() -> None:
    # by hand: on the chain o0 - p0 - o1 - p1 - o2 each other node reaches two through o1, so one such pivot
    # estimates 5 * 2 / 2 = 5 paths, of which only 4 are possible
    chain = network_of(3, 2, {(0, 0), (1, 0), (1, 1), (2, 1)})
    found = [betweenness(chain, pivots=1, seed=seed).filter(id="o001").row(0, named=True) for seed in range(9)]
    assert max(row["paths"] for row in found) == 5
    assert max(row["betweenness"] for row in found) == 1
