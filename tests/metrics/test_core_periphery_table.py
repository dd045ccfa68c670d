"""The table of core and periphery; fits are held against all cores in tests/algorithms."""

import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.core_periphery import core_periphery
from ecograph.network import Network


def network_of(ties: list[tuple[str, str]], organisations: list[str]) -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in organisations],
            projects=[{"project_id": f"p{k}", "title": "P", "kind": "project"} for k in range(len(ties))],
            participations=[
                {"org_id": org, "project_id": f"p{k}", "role": "partner"} for k, tie in enumerate(ties) for org in tie
            ],
        )
    )


@pytest.mark.parametrize(("n", "method"), [(10, "exact"), (20, "best found")])
def test_the_ideal_pattern_fits_perfectly(n: int, method: str) -> None:
    # Borgatti & Everett 2000: a core of four, all of whose pairs are tied, and no tie between two others
    ids = [f"o{i:02}" for i in range(n)]
    ties = [(a, b) for i, a in enumerate(ids[:4]) for b in ids[i + 1 :]]
    row = core_periphery(network_of(ties, ids)).row(0, named=True)
    assert row["core"] == ids[:4]
    assert row["fit"] == pytest.approx(1.0, abs=1e-12)
    assert (row["core_size"], row["share_of_ties"], row["n"], row["method"]) == (4, 1.0, n, method)
    assert row["reason"] is None


@pytest.mark.parametrize("ties", [[], [("a", "b"), ("b", "c"), ("a", "c")]])
def test_no_core_is_defined_where_all_or_no_pairs_share_a_project(ties: list[tuple[str, str]]) -> None:
    row = core_periphery(network_of(ties, ["a", "b", "c"])).row(0, named=True)
    assert (row["fit"], row["core_size"], row["share_of_ties"], row["core"]) == (None, None, None, [])
    assert row["reason"] == "all pairs of organisations share a project, or none does"


def test_no_organisation_gives_no_row() -> None:
    assert core_periphery(network_of([], [])).is_empty()
