"""The data of the map's page: everything the tables say, in few signs."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapped import column, numbers, small

from ecograph.ecosystem import Ecosystem
from ecograph.network import Network
from ecograph.outputs.map.drawn import Drawn, MapView
from ecograph.outputs.map.payload import _ranked as ranked
from ecograph.outputs.map.payload import column as coded
from ecograph.outputs.map.payload import payload
from ecograph.scenario import Scenario
from ecograph.schema import TABLE


def valued(measure: dict[str, Any]) -> list[float | None]:
    """Return the value of each node, by the places that the packed text holds."""
    return [dict(enumerate(measure["values"])).get(place) for place in numbers(measure["places"])]


def test_a_rank_is_told_apart_where_shortened_values_are_the_same() -> None:
    assert ranked([0.12341, None, 0.12342]) == {"values": [0.123, 0.123], "places": {"width": 1, "text": "!# "}}


def data(eco: Ecosystem, view: MapView | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(payload(Drawn.of(Network.of(eco), view), "1.2.3"), allow_nan=False))
    return found


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(
        st.lists(st.one_of(st.none(), st.sampled_from(["a", "b", "æ\u2028"]))),
        st.lists(st.integers(-5, 5)).map(sorted),
        st.lists(st.integers(0, 10_000)).map(sorted),
        *(
            st.lists(st.one_of(st.none(), one))
            for one in (st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text())
        ),
    )
)
def test_a_coded_column_reads_back(values: list[Any]) -> None:
    assert column(json.loads(json.dumps(coded(values)))) == values


def test_the_shown_tables_stand_in_it_whole() -> None:
    eco = small()
    ids = [*eco.organisations["org_id"], *eco.projects["project_id"]]
    found = data(eco)["tables"]
    for name, table in found.items():
        assert table["length"] == eco[name].height
        for key in eco[name].columns:
            values = eco[name][key].to_list()
            if key not in table["columns"]:
                assert values == [None] * len(values), (name, key)
                continue
            read = column(table["columns"][key])
            if "nodes" in table["columns"][key]:
                read = [
                    [ids[i] for i in one] if isinstance(one, list) else None if one is None else ids[one]
                    for one in read
                ]
            assert read == values, (name, key)
    assert "goals" not in found


def test_references_to_nodes_are_numbers() -> None:
    found = data(small())["tables"]["participations"]["columns"]
    assert column(found["org_id"]) == [4, 5]  # by id: au, erdf, firms, lone, nht, wt, and sorted by key
    assert column(found["project_id"]) == [6, 6]
    assert TABLE["participations"]["source_id"].references == ("sources",)


def test_amounts_are_in_euro_and_open_ones_are_marked() -> None:
    flow = {"payers": ["a"], "recipients": ["b"], "currency": "EUR", "kind": "grant", "level": "grant", "from": "2020"}
    amounts = {"x": (100.0, "exact"), "y": (100.0, "about"), "z": (100.0, "at_least"), "w": (None, None)}
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "fund"} for org in "ab"],
        flows=[{"flow_id": key, "amount": n, "qualifier": how, **flow} for key, (n, how) in sorted(amounts.items())],
    )
    # by hand, in the order w, x, y, z; about is 10 per cent either way, at_least has no upper bound
    assert column(data(eco)["euro"]["low"]) == [None, 100, 90, 100]
    assert column(data(eco)["euro"]["high"]) == [None, 100, 110, -1]


def test_themes_have_their_labels_and_what_they_are_of() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": "a", "name": "A", "kind": "fund"}],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        frameworks=[{"framework_id": "f", "label_en": "F"}],
        themes=[
            {"theme_id": "t", "framework_id": "f", "label_en": "ageing", "label_da": "aldring"},
            {"theme_id": "u", "framework_id": "f", "label_en": "unused"},
            {"theme_id": "v", "framework_id": "f"},
        ],
        tags=[
            {"subject": "p", "theme_id": "t", "basis": "stated"},
            {"subject": "a", "theme_id": "v", "basis": "stated"},
        ],
    )
    themes = data(eco)["themes"]
    assert themes["ids"] == ["t", "v"]
    assert {language: column(labels) for language, labels in themes["labels"].items()} == {
        "en": ["ageing", "v"],
        "da": ["aldring", "v"],
        "nb": ["ageing", "v"],
    }
    assert (column(themes["theme"]), column(themes["node"])) == ([0, 1], [1, 0])


def test_a_merger_has_the_numbers_of_its_clusters_and_of_its_outcome() -> None:
    scenarios = (Scenario("Aarhus Universitet", ("wt", "nht")), Scenario("new", ("wt", "gone")))
    found = data(small(), MapView(scenarios=scenarios, scenario="new"))
    # by id: au 0, nht 4, wt 5
    assert [one["clusters"] for one in found["scenarios"]] == [[0, 4, 5], [5]]
    assert found["about"]["scenario"] == 1


def test_values_of_measures_have_three_digits() -> None:
    measures = {each["name"]: each for each in data(small())["measures"]}
    assert set(measures) == {"degree", "betweenness", "coreness", "effective_size"}
    # by hand: wt and nht take part in one project; the others in none, so they are not told a degree
    assert valued(measures["degree"])[:6] == [None, None, None, None, 1, 1]
    assert set(measures["degree"]["title"]) == {"da", "nb", "en"}


def test_it_says_what_it_is_of() -> None:
    eco = Ecosystem.of(
        "T", sources=[{"source_id": "a", "published": "2019"}, {"source_id": "b", "retrieved": "2025-03-01"}]
    )
    about = data(eco, MapView(as_of="2020", max_nodes=7))["about"]
    assert (about["title"], about["version"], about["as_of"], about["newest"], about["max_nodes"]) == (
        "T",
        "1.2.3",
        "2020",
        "2025-03-01",
        7,
    )
    assert data(Ecosystem.of())["about"]["newest"] is None


def test_only_the_words_of_what_occurs_are_there() -> None:
    values = data(small())["values"]["da"]
    assert values["organisation_kind"].keys() == {"cluster", "university", "fund", "company", "media"}
    assert values["qualifier"]["nearly"] == "knap"


def test_the_focus_is_a_number() -> None:
    assert data(small(), MapView(focus="erdf"))["about"]["focus"] == 1


def test_the_measure_of_the_size_is_told_too() -> None:
    assert [each["name"] for each in data(small(), MapView(size="eigenvector"))["measures"]][-1] == "eigenvector"


@pytest.mark.parametrize("size", ["neighbours", "degree"])
def test_a_told_measure_stands_once(size: str) -> None:
    names = [each["name"] for each in data(small(), MapView(size=size))["measures"]]
    assert len(names) == len(set(names)) == 4
