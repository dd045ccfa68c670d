"""Organisations by helix, kind and country; second implementation: ``collections.Counter``."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.counts import DIMENSIONS, counts
from ecograph.network import Network

Row = dict[str, object]


def test_counts_by_hand() -> None:
    ecosystem = Ecosystem.of(
        organisations=[
            {"org_id": "a", "name": "a", "kind": "company", "helix": "industry", "country": "DK"},
            {"org_id": "b", "name": "b", "kind": "company", "helix": "industry", "country": "NO"},
            {"org_id": "c", "name": "c", "kind": "university", "helix": "academia"},
            {"org_id": "d", "name": "d", "kind": "region", "country": "NO"},
            {"org_id": "them", "name": "them", "kind": "region", "country": "DK", "extent": "collective"},
        ]
    )
    found = counts(Network.of(ecosystem))
    assert found.select("dimension", "value", "n", "share").rows() == [
        ("helix", "industry", 2, 0.5),
        ("helix", "academia", 1, 0.25),
        ("helix", None, 1, 0.25),
        ("kind", "company", 2, 0.5),
        ("kind", "region", 1, 0.25),
        ("kind", "university", 1, 0.25),
        ("country", "NO", 2, 0.5),
        ("country", "DK", 1, 0.25),
        ("country", None, 1, 0.25),
    ]
    assert found["rows"][0].to_list() == ["organisations/a", "organisations/b"]
    with_collectives = counts(Network.of(ecosystem, extents=("single", "collective")))
    assert with_collectives.filter(dimension="country", value="DK")["n"].to_list() == [2]


def test_no_organisation_is_of_no_sort() -> None:
    assert counts(Network.of(Ecosystem.of())).is_empty()


def test_all_of_one_sort_are_exactly_all() -> None:
    # 49 times the float nearest to 1/49 is less than 1
    same = [{"org_id": f"o{i}", "name": "x", "kind": "company"} for i in range(49)]
    assert counts(Network.of(Ecosystem.of(organisations=same)))["share"].to_list() == [1, 1, 1]


@st.composite
def bodies(draw: st.DrawFn) -> list[Row]:
    return [
        {
            "org_id": f"o{i}",
            "name": "x",
            "kind": draw(st.sampled_from(["company", "fund", "region"])),
            "helix": draw(st.sampled_from([None, "industry", "government"])),
            "country": draw(st.sampled_from([None, "DK", "NO", "EU"])),
        }
        for i in range(draw(st.integers(0, 12)))
    ]


@given(bodies())
@settings(max_examples=40, deadline=None)
def test_counts_agree_with_a_counter(drawn: list[Row]) -> None:
    found = counts(Network.of(Ecosystem.of(organisations=drawn)))
    expected = Counter((dimension, row[dimension]) for dimension in DIMENSIONS for row in drawn)
    assert {(d, v): n for d, v, n in found.select("dimension", "value", "n").iter_rows()} == expected
    for row in found.iter_rows(named=True):
        assert row["share"] == row["n"] / len(drawn)
        assert row["rows"] == sorted(
            f"organisations/{body['org_id']}" for body in drawn if body[row["dimension"]] == row["value"]
        )
    for dimension in DIMENSIONS:
        order = [(row["n"], row["value"]) for row in found.filter(dimension=dimension).iter_rows(named=True)]
        assert order == sorted(order, key=lambda pair: (-pair[0], pair[1] is None, pair[1] or ""))
