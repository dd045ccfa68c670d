"""The table of assortativity. Its numbers are held against networkx in tests/algorithms/test_mixing.py.

Published values: the karate club of Zachary 1977, each tie a project of its own and the two sides two countries.
"""

import networkx as nx
import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.assortativity import ASSORTATIVITY, assortativity
from ecograph.network import Network

KARATE = nx.karate_club_graph()


@pytest.fixture(scope="module")
def karate() -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[
                {
                    "org_id": f"o{i}",
                    "name": f"o{i}",
                    "kind": "company",
                    "country": "DK" if KARATE.nodes[i]["club"] == "Officer" else "NO",
                }
                for i in KARATE
            ],
            projects=[{"project_id": f"p{i}-{j}", "title": "p", "kind": "project"} for i, j in KARATE.edges],
            participations=[
                {"org_id": f"o{end}", "project_id": f"p{i}-{j}", "role": "partner"}
                for i, j in KARATE.edges
                for end in (i, j)
            ],
        )
    )


def rows(table: pl.DataFrame) -> dict[str, tuple[object, ...]]:
    return {row[0]: row[1:] for row in table.select("attribute", "assortativity", "n", "reason").iter_rows()}


def test_the_karate_club_is_as_published(karate: Network) -> None:
    found = rows(assortativity(karate))
    assert found["country"] == (pytest.approx(0.717531, abs=1e-6), 78, None)
    assert found["degree"] == (pytest.approx(-0.475613, abs=1e-6), 78, None)


def test_an_attribute_that_tells_nobody_apart_or_is_not_known_has_no_value(karate: Network) -> None:
    found = rows(assortativity(karate))
    assert list(found) == ["helix", "kind", "country", "region", "cluster", "degree"]
    assert found["kind"] == (None, 78, "all ties are within one kind")
    assert found["helix"] == (None, 0, "no tie joins organisations whose helix is known")


def test_the_rows_are_the_organisations_with_the_attribute_or_all_participations(karate: Network) -> None:
    grounds = dict(assortativity(karate).select("attribute", "rows").iter_rows())
    assert grounds["country"] == sorted(f"organisations/o{i}" for i in KARATE)
    assert grounds["helix"] == []
    assert len(grounds["degree"]) == 2 * 78
    assert grounds["degree"][:2] == ["participations/o0|p0-10|partner|1", "participations/o0|p0-11|partner|1"]


@pytest.mark.parametrize(
    ("ids", "reason"), [("a", "there is no tie"), ("ab", "all organisations with partners have as many")]
)
def test_degrees_that_do_not_differ_have_no_correlation(ids: str, reason: str) -> None:
    network = Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in ids],
            projects=[{"project_id": "p", "title": "p", "kind": "project"}],
            participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in ids],
        )
    )
    assert rows(assortativity(network))["degree"] == (None, len(ids) - 1, reason)


def test_no_organisation_gives_no_row() -> None:
    assert assortativity(Network.of(Ecosystem.of())).is_empty()
    assert ASSORTATIVITY.options == ()
