"""What each cluster contributes. Second implementation: a thing that k clusters hold counts 1/k for each of them."""

from collections import Counter

import polars as pl
import pytest

import ecograph
from ecograph.analyses.merge.coverage import covered
from ecograph.analyses.merge.membership import members_of
from ecograph.analyses.merge.merger import merger
from ecograph.analyses.merge.shapley import SCHEMA, contributions
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network
from ecograph.rows import ROWS

DANISH = ("chc", "lsi", "mtic", "welfare-tech")


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


@pytest.mark.parametrize(("clusters", "name"), [(DANISH, "dlsc"), (("norway-health-tech", "nscc"), "nht-nscc")])
@pytest.mark.parametrize("axis", ["coverage", "reach"])
def test_what_several_hold_is_shared_evenly(bundled: Network, clusters: tuple[str, ...], name: str, axis: str) -> None:
    before = merger(bundled, clusters, name=name).before
    things = ("theme_id", "region", "helix") if axis == "coverage" else ("organisation",)
    held = covered(before, clusters).rename({"cluster": "through"})
    if axis == "reach":
        held = members_of(before, clusters).explode("through")
    pairs = {(str(row[0]), row[1:]) for row in held.select("through", *things).iter_rows()}
    n_holders = Counter(thing for _, thing in pairs)
    expected = {}
    for cluster in clusters:
        own = [n_holders[thing] for holder, thing in pairs if holder == cluster]
        expected[cluster] = [sum(1 / n for n in own), len(own), own.count(1), len(n_holders)]
    found = contributions(bundled, clusters, name=name).table.filter(axis=axis)
    rows = found.select("cluster", "value", "alone", "only", "total").rows()
    assert {cluster: pytest.approx(values) for cluster, *values in rows} == expected
    assert found["value"].sum() == pytest.approx(len(n_holders))
    assert found["share"].sum() == pytest.approx(1)
    assert found["value"].is_sorted(descending=True)


def test_a_table_keeps_its_promises(bundled: Network) -> None:
    result = contributions(bundled, DANISH)
    assert dict(result.table.schema) == SCHEMA
    assert result.table.select(result.keys).is_unique().all()
    eco = bundled.ecosystem
    for row in result.table[ROWS].explode().unique():
        table, key = row.split("/", maxsplit=1)
        first = eco[table].columns[0]
        assert key.split("|")[0] in set(eco[table][first])
    assert 0 not in result.table[ROWS].list.len()
    assert result.table["reason"].null_count() == result.table.height


def test_a_framework_limits_what_is_covered(bundled: Network) -> None:
    frameworks = bundled.ecosystem.themes.filter(theme_id="wa03")["framework_id"]
    some = contributions(bundled, DANISH, framework=frameworks[0]).table
    every = contributions(bundled, DANISH).table
    is_cell = pl.col("axis") == "coverage"
    assert 0 < some.filter(is_cell)["total"][0] < every.filter(is_cell)["total"][0]
    assert some.filter(~is_cell).equals(every.filter(~is_cell))


def test_where_nobody_has_anything_the_share_is_not_defined() -> None:
    eco = Ecosystem.of(organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "ab"])
    found = contributions(Network.of(eco), "ab").table
    assert found.select("axis", "cluster", "value", "share", "alone", "only", "total", "reason", ROWS).rows() == [
        (axis, cluster, 0.0, None, 0, 0, 0, "none of them is known to have any", [])
        for axis in ("coverage", "reach")
        for cluster in "ab"
    ]


def test_too_many_clusters_are_refused() -> None:
    orgs = [f"c{i}" for i in range(17)]
    eco = Ecosystem.of(organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in orgs])
    with pytest.raises(EcographError, match="found 17 clusters, expected at most 16: leave some out"):
        contributions(Network.of(eco), orgs)
