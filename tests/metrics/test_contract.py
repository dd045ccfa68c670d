"""What every measure of ``METRICS`` promises, whatever it measures: held against random ecosystems."""

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.metrics import METRICS, Metric
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference
from ecograph.schema import TABLE, TABLES
from ecograph.schema.vocabulary import EXTENT, HELIX, LEVEL, QUALIFIER

Row = dict[str, Any]
Tables = dict[str, list[Row]]

ORGS, PROJECTS = "abcdefg", "pqrst"


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Draw the rows of an ecosystem with clusters, collectives, meetings, merger projects and vague amounts."""
    orgs, projects = ORGS[: draw(st.integers(0, 7))], PROJECTS[: draw(st.integers(0, 5))]

    def some(left: str, right: str) -> list[tuple[str, str]]:
        pairs = [(a, b) for a in left for b in right]
        return draw(st.lists(st.sampled_from(pairs), unique=True, max_size=14)) if pairs else []

    def one_of(*values: object) -> Any:  # noqa: ANN401 - a cell of any kind
        return draw(st.sampled_from(values))

    ends = st.lists(st.sampled_from(orgs + projects), unique=True, max_size=3) if orgs + projects else st.none()
    flows = []
    for i in range(draw(st.integers(0, 6))):
        amount = one_of(None, 0.0, 250000.0, 1e9)
        flows.append(
            {
                "flow_id": f"f{i}",
                "payers": draw(st.none() | ends),
                "recipients": draw(st.none() | ends),
                "amount": amount,
                "qualifier": None if amount is None else one_of(*QUALIFIER),
                "currency": None if amount is None else one_of("DKK", "EUR", "SEK"),
                "from": one_of(None, "2019", "2020-02"),
                "to": one_of(None, "2021"),
                "basis": one_of(None, "total", "yearly"),
                "kind": one_of("grant", "fee", "procurement"),
                "level": one_of(*LEVEL),
                "part_of": one_of(*(None, f"f{i - 1}")) if i else None,
            }
        )
    return {
        "organisations": [
            {
                "org_id": org,
                "name": f"the {org}",
                "kind": one_of("cluster", "company"),
                "helix": one_of(None, *HELIX),
                "country": one_of(None, "DK", "NO"),
                "extent": one_of("single", "single", "single", *EXTENT),
            }
            for org in orgs
        ],
        "projects": [
            {"project_id": p, "title": p, "kind": one_of("project", "meeting"), "purpose": one_of(None, "merger")}
            for p in projects
        ],
        "participations": [
            {"org_id": org, "project_id": p, "role": one_of("lead", "partner")} for org, p in some(orgs, projects)
        ],
        "memberships": [{"org_id": org, "cluster_id": c, "role": "member"} for org, c in some(orgs, orgs)],
        "flows": flows,
        "rates": [
            {"year": 2020, "currency": currency, "rate_per_eur": rate}
            for currency, rate in (("DKK", 7.5), ("NOK", 10.0), ("SEK", 10.5))
        ],
    }


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


@given(tables())
@SETTINGS
def test_the_declared_keys_are_there_and_name_each_row_once(rows: Tables) -> None:
    for metric in METRICS:
        table = computed(metric, rows)
        assert {*metric.keys, *metric.values, ROWS} <= set(table.columns), metric.name
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


@given(tables(), st.randoms(use_true_random=False))
@SETTINGS
def test_the_order_of_the_rows_changes_nothing(rows: Tables, random: Any) -> None:  # noqa: ANN401 - random.Random is S311
    shuffled = {name: random.sample(table, len(table)) for name, table in rows.items()}
    for metric in METRICS:
        assert computed(metric, shuffled).equals(computed(metric, rows)), metric.name


@given(tables())
@SETTINGS
def test_a_measure_changes_nothing_and_says_the_same_twice(rows: Tables) -> None:
    ecosystem = Ecosystem.of("", **rows)
    network = Network.of(ecosystem)
    frames = {name: frame.to_dicts() for name, frame in ecosystem.frames().items()}
    matrices = {name: getattr(network, name).toarray() for name in ("participation", "membership", "funding")}
    for metric in METRICS:
        assert metric.compute(network).equals(metric.compute(network)), metric.name
        assert frames == {name: frame.to_dicts() for name, frame in ecosystem.frames().items()}, metric.name
        assert all((getattr(network, name).toarray() == matrix).all() for name, matrix in matrices.items()), metric.name


@every_metric
def test_a_measure_of_nothing_is_an_empty_table_with_the_same_columns(metric: Metric) -> None:
    empty = computed(metric, {})
    something = computed(
        metric,
        {
            "organisations": [{"org_id": org, "name": org, "kind": "cluster"} for org in "ab"],
            "projects": [{"project_id": "p", "title": "p", "kind": "project"}],
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
