"""The measures that are written to nodes are those with one number each, and the numbers of their tables."""

import pytest

from ecograph import EcographError, Ecosystem, Network, load
from ecograph.metrics import METRICS
from ecograph.metrics.written import WRITTEN, node_properties, property_name
from ecograph.question import computed


def test_every_measure_whose_rows_are_single_organisations_or_projects_is_written() -> None:
    """By hand from docs/metrics.md: the measures whose tables have one row for each."""
    assert [metric.name for metric in WRITTEN] == [
        "degree",
        "closeness",
        "betweenness",
        "projected_degree",
        "projected_closeness",
        "projected_betweenness",
        "eigenvector",
        "coreness",
        "clustering",
        "pagerank",
        "hits",
        "constraint",
        "effective_size",
        "articulation_points",
        "two_mode_clustering",
        "communities",
    ]


def test_the_numbers_are_those_of_the_tables() -> None:
    network = Network.of(load())
    found = node_properties(network, ["betweenness", "constraint", "hits"])
    for metric in (metric for metric in METRICS if metric.name in {"betweenness", "constraint", "hits"}):
        table = computed(network, metric, {})
        for column in metric.values:
            name = property_name(metric, column)
            own = {
                row[0]: row[1]
                for frame in found.values()
                if name in frame
                for row in frame.select(frame.columns[0], name).rows()
            }
            stated = {row: value for row, value in table.select("id", column).rows() if value is not None}
            assert {row: value for row, value in own.items() if value is not None} == stated


def test_no_two_values_become_the_same_property() -> None:
    names = [property_name(metric, column) for metric in WRITTEN for column in metric.values]
    assert len(names) == len(set(names))


def test_without_anything_nothing_is_written() -> None:
    found = node_properties(Network.of(Ecosystem.of()), ["degree"])
    assert {label: (frame.height, frame.columns) for label, frame in found.items()} == {
        "Organisation": (0, ["org_id"]),
        "Project": (0, ["project_id"]),
    }


def test_an_undefined_value_stays_unknown() -> None:
    """By hand: whoever has one contact has a constraint of 1; who is in no project has neither it nor a degree."""
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abc"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "ab"],
    )
    found = node_properties(Network.of(eco), ["degree", "constraint"])["Organisation"]
    assert found.select("org_id", "metric_degree_n_ties", "metric_constraint").rows() == [
        ("a", 1, 1.0),
        ("b", 1, 1.0),
    ]


def test_a_measure_with_further_keys_is_refused() -> None:
    with pytest.raises(EcographError, match="found no measure 'brokerage' with one number for each node; there are"):
        node_properties(Network.of(Ecosystem.of()), ["brokerage"])
