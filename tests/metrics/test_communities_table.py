"""Communities of organisations, and their agreement with known groups, from tables to tables.

Published values: the southern women of Davis, Gardner and Gardner 1941, whose two groups every method finds (Freeman
2003, Finding social groups), and the index of the algorithms' own tests.
"""

from typing import Any

import networkx as nx
import numpy as np
import polars as pl
import pytest

from ecograph.algorithms import communities as algorithm
from ecograph.algorithms.accelerators import MISSING
from ecograph.ecosystem import Ecosystem
from ecograph.metrics import communities as module
from ecograph.metrics.communities import ALONE, communities
from ecograph.metrics.community_agreement import community_agreement
from ecograph.network import Network

Pairs = list[tuple[str, str]]


def network_of(pairs: Pairs, *alone: str) -> Network:
    organisations = sorted({org for org, _ in pairs} | set(alone))
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": f"the {org}", "kind": "company"} for org in organisations],
            projects=[{"project_id": p, "title": p, "kind": "project"} for p in sorted({p for _, p in pairs})],
            participations=[{"org_id": org, "project_id": p, "role": "partner"} for org, p in pairs],
        )
    )


def groups_of(table: pl.DataFrame) -> set[frozenset[str]]:
    known = table.drop_nulls("community").group_by("community").agg("id")
    return {frozenset(ids) for ids in known["id"]}


def test_the_two_groups_of_the_southern_women_are_found() -> None:
    graph = nx.davis_southern_women_graph()
    found = communities(network_of(sorted(graph.edges)))
    first, second = (set(found.filter(community=number)["id"]) for number in (1, 2))
    core = {"Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson", "Brenda Rogers"}
    other = {"Katherina Rogers", "Sylvia Avondale", "Nora Fayette", "Helen Lloyd", "Myra Liddel"}
    assert found["community"].n_unique() == 2
    assert {core <= first and other <= second, core <= second and other <= first} == {True, False}


def test_a_community_has_its_size_and_its_members_their_stability() -> None:
    # by hand: a, b, c meet in p, d and e in q; f is in a project of its own and g in none
    pairs = [("a", "p"), ("b", "p"), ("c", "p"), ("d", "q"), ("e", "q"), ("f", "r")]
    rows = communities(network_of(pairs, "g")).select("id", "community", "stability", "n", "reason").rows()
    assert rows == [
        ("a", 1, 1.0, 3, None),
        ("b", 1, 1.0, 3, None),
        ("c", 1, 1.0, 3, None),
        ("d", 2, 1.0, 2, None),
        ("e", 2, 1.0, 2, None),
        ("f", None, None, 0, ALONE),
        ("g", None, None, 0, ALONE),
    ]


def test_without_networkit_every_organisation_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(algorithm, "networkit", lambda: None)
    found = communities(network_of([("a", "p"), ("b", "p")]))
    assert found["community"].to_list() == [None, None]
    assert found["reason"].to_list() == [MISSING, MISSING]
    assert found.schema == communities(network_of([])).schema


def test_nobody_and_one_organisation() -> None:
    assert communities(network_of([])).is_empty()
    assert communities(network_of([], "a")).row(0)[:4] == ("a", "the a", None, None)


def test_the_weighting_and_the_number_of_runs_are_options() -> None:
    rng = np.random.default_rng(3)
    pairs = sorted({(f"o{rng.integers(40)}", f"p{rng.integers(40)}") for _ in range(120)})
    network = network_of(pairs)
    assert set(communities(network, runs=1)["stability"].drop_nulls()) == {1.0}  # one run agrees with itself
    assert not communities(network, weighting="count").equals(communities(network))
    assert len({tuple(communities(network, seed=seed, runs=1)["community"]) for seed in range(6)}) > 1


def test_runs_are_made_once_for_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counting(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - stands for the algorithm
        calls.append(options)
        return algorithm.consensus(*arguments, **options)

    monkeypatch.setattr(module, "consensus", counting)
    network = network_of([("a", "p"), ("b", "p")])
    communities(network, runs=2)
    community_agreement(network, runs=2)
    communities(network, runs=2, seed=1)
    assert calls == [{"seed": 0, "runs": 2}, {"seed": 1, "runs": 2}]


def test_rows_are_the_participations() -> None:
    assert communities(network_of([("a", "p"), ("b", "p")]))["rows"].to_list() == [
        ["participations/a|p|partner|1"],
        ["participations/b|p|partner|1"],
    ]


def test_communities_of_the_same_tables_are_the_same_groups() -> None:
    pairs = [("a", "p"), ("b", "p"), ("c", "q"), ("d", "q")]
    assert groups_of(communities(network_of(pairs))) == groups_of(communities(network_of(pairs[::-1])))
