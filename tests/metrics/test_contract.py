"""What every measure of ``METRICS`` promises, whatever it measures: held against random ecosystems."""

import math
from typing import Any

import polars as pl
import pytest
from ecosystems import Tables, tables
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecograph.algorithms.matrix import Matrix
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.metrics import METRICS, Metric
from ecograph.metrics.metric import GRAPHS, REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference
from ecograph.schema import TABLE, TABLES
from ecograph.schema.vocabulary import EXTENT

pytestmark = pytest.mark.slow  # every measure on many ecosystems

every_metric = pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
SETTINGS = settings(max_examples=12, deadline=None)


def computed(metric: Metric, rows: Tables) -> pl.DataFrame:
    return metric.compute(Network.of(Ecosystem.of("", **rows)))


def test_names_of_the_measures_are_unique() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)


@every_metric
def test_a_measure_says_what_it_is_in_three_languages(metric: Metric) -> None:
    for language in LANGUAGES:
        assert metric.title.in_(language).strip()
        assert metric.sentence.in_(language).endswith(".")
    assert metric.unit
    assert metric.source
    assert metric.graph in GRAPHS
    assert metric.definition.endswith(".")
    assert metric.formula.strip()
    assert metric.undefined == "" or metric.undefined.endswith(".")
    assert set(metric.options) <= OPTIONS


OPTIONS = {
    "sets",
    "group",
    "k",
    "permutations",
    "pivots",
    "prices_of",
    "runs",
    "samples",
    "seed",
    "vagueness",
    "weighting",
}
"""The options that measures take: the same name means the same everywhere."""


@given(tables())
@SETTINGS
def test_the_declared_keys_are_there_and_name_each_row_once(rows: Tables) -> None:
    for metric in METRICS:
        table = computed(metric, rows)
        assert {*metric.keys, *metric.values, metric.n, ROWS} <= set(table.columns), metric.name
        assert table[metric.n].dtype == pl.Int64, metric.name
        assert table[metric.n].null_count() == 0, metric.name
        assert not table.select(metric.keys).is_duplicated().any(), metric.name


@given(tables())
@example({"projects": [{"project_id": "p", "title": "p", "kind": "project"}]})
@SETTINGS
def test_values_are_in_their_range_or_null_with_a_reason(rows: Tables) -> None:
    for metric in METRICS:
        for row in computed(metric, rows).iter_rows(named=True):
            values = {name: row[name] for name in metric.values}
            for name, value in values.items():
                low, high = metric.values[name]
                assert value is None or (not math.isnan(value) and low <= value <= high), (metric.name, name)
            assert bool(row.get(REASON)) == (None in values.values()), (metric.name, row)


@given(tables())
@SETTINGS
def test_rows_are_rows_of_the_dataset_each_once(rows: Tables) -> None:
    ecosystem = Ecosystem.of("", **rows)
    known = {
        f"{table.name}/{'|'.join(str(row[part]) for part in table.key)}"
        for table in TABLES
        for row in ecosystem[table.name].to_dicts()
    }
    for metric in METRICS:
        for shown in metric.compute(Network.of(ecosystem))[ROWS]:
            assert set(shown) <= known, metric.name
            assert len(set(shown)) == len(shown), metric.name


@given(tables())
@SETTINGS
def test_every_node_has_a_value_or_a_reason(rows: Tables) -> None:
    network = Network.of(Ecosystem.of("", **rows))
    for metric in METRICS:
        if metric.subjects == ("id",) and metric.name not in CHOSEN:
            table = metric.compute(network)
            expected = {*network.organisations, *(network.projects if "mode" in metric.keys else ())}
            assert set(table["id"]) == expected, metric.name


CHOSEN = {"critical_organisations"}
"""Measures whose table is a choice of nodes."""


@given(tables(), st.randoms(use_true_random=False))
@SETTINGS
def test_the_order_of_the_rows_changes_nothing(rows: Tables, random: Any) -> None:  # noqa: ANN401 - random.Random is S311
    shuffled = {name: random.sample(table, len(table)) for name, table in rows.items()}
    for metric in METRICS:
        assert computed(metric, shuffled).equals(computed(metric, rows)), metric.name


BY_ID = {
    "communities": "of equally good divisions one is found that depends on the order of ids",
    "community_agreement": "it compares with the communities",
    "components": "equally large ones are numbered by their ids",
    "ei_index": "permutations are dealt in the order of ids",
    "critical_organisations": "of equally critical ones the first by id is taken",
    "small_world": "random networks are drawn in the order of ids",
    "robustness": "of organisations with equally many partners the first by id leaves first",
}
"""Measures whose values may depend on the order of the ids, and why."""


def renamed(rows: Tables, new: dict[str, str]) -> Tables:
    """Return tables in which organisations and projects have other ids."""

    def cell(value: Any) -> Any:  # noqa: ANN401 - a cell of any kind
        if isinstance(value, list):
            return [new.get(each, each) for each in value]
        return new.get(value, value) if isinstance(value, str) else value

    at = {"org_id", "project_id", "cluster_id", "payers", "recipients", "subject"}
    return {
        name: [{column: cell(value) if column in at else value for column, value in row.items()} for row in table]
        for name, table in rows.items()
    }


def values_of(metric: Metric, table: pl.DataFrame, old: dict[str, str]) -> dict[object, tuple[object, ...]]:
    """Return the values of a table by its keys, with the old ids and the sides of a pair in order."""
    found: dict[object, tuple[object, ...]] = {}
    for row in table.iter_rows(named=True):
        keys = [old.get(row[key], row[key]) if key in metric.subjects else row[key] for key in metric.keys]
        pair = tuple(sorted(map(str, keys))) if "left" in metric.keys else tuple(keys)
        found[pair] = tuple(None if row[name] is None else pytest.approx(row[name], abs=1e-9) for name in metric.values)
    return found


@given(tables(), st.randoms(use_true_random=False))
@SETTINGS
def test_other_ids_change_no_value(rows: Tables, random: Any) -> None:  # noqa: ANN401 - random.Random is S311
    ids = [*(row["org_id"] for row in rows["organisations"]), *(row["project_id"] for row in rows["projects"])]
    in_order = {old: f"n{i:02}" for i, old in enumerate(ids)}
    mixed = dict(zip(ids, random.sample(sorted(in_order.values()), len(ids)), strict=True))
    for metric in METRICS:
        for new in (in_order,) if metric.name in BY_ID else (in_order, mixed):
            table = computed(metric, renamed(rows, new))
            back = {name: old for old, name in new.items()}
            assert values_of(metric, table, back) == values_of(metric, computed(metric, rows), {}), metric.name


def test_what_may_depend_on_the_order_of_ids_is_a_measure() -> None:
    assert {*BY_ID, *CHOSEN} <= {metric.name for metric in METRICS}


@given(tables())
@SETTINGS
def test_a_measure_changes_nothing_and_says_the_same_twice(rows: Tables) -> None:
    ecosystem = Ecosystem.of("", **rows)
    network = Network.of(ecosystem)
    frames = {name: frame.to_dicts() for name, frame in ecosystem.frames().items()}
    matrices = {name: matrix.toarray() for name, matrix in matrices_of(network).items()}
    for metric in METRICS:
        assert metric.compute(network).equals(metric.compute(network)), metric.name
        assert frames == {name: frame.to_dicts() for name, frame in ecosystem.frames().items()}, metric.name
        assert all((matrix.toarray() == matrices[name]).all() for name, matrix in matrices_of(network).items()), (
            metric.name
        )


def matrices_of(network: Network) -> dict[str, Matrix]:
    """Return every matrix that measures share."""
    return {
        "participation": network.participation,
        "membership": network.membership,
        "funding": network.funding,
        "newman": network.projection("newman"),
        "count": network.projection("count"),
    }


@every_metric
def test_a_measure_of_nothing_is_an_empty_table_with_the_same_columns(metric: Metric) -> None:
    empty = computed(metric, {})
    something = computed(
        metric,
        {
            "organisations": [{"org_id": org, "name": org, "kind": "cluster"} for org in "ab"],
            "projects": [{"project_id": "p", "title": "p", "kind": "project"}],
            "participations": [{"org_id": org, "project_id": "p", "role": "partner"} for org in "ab"],
            "flows": [{"flow_id": "f", "payers": ["a"], "recipients": ["b"], "kind": "grant", "level": "grant"}],
        },
    )
    assert empty.is_empty()
    assert not something.is_empty()
    assert empty.schema == something.schema


@given(tables())
@SETTINGS
def test_a_measure_works_on_any_part_of_an_ecosystem(rows: Tables) -> None:
    ecosystem = Ecosystem.of("", **rows)
    parts = (
        Network.of(ecosystem).without_isolates(),
        Network.of(ecosystem, extents=EXTENT),
        Network.of(ecosystem.without_purpose("merger")),
    )
    for metric in METRICS:
        found = [metric.compute(network) for network in parts]
        assert not any(table.select(metric.keys).is_duplicated().any() for table in found), metric.name
        assert found[0].schema == found[1].schema == found[2].schema, metric.name


def test_the_key_of_a_row_is_that_of_its_table() -> None:
    # the form ``table/key`` that the page looks up and `ecograph explain` prints
    frame = pl.DataFrame({"org_id": ["a"], "cluster_id": ["c"], "seq": [2]})
    assert frame.select(reference("memberships")).item() == "memberships/a|c|2"
    assert TABLE["memberships"].key == ("org_id", "cluster_id", "seq")
