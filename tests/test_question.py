"""What is asked of the measures: finding them by name, their options, and choosing rows."""

import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics import METRICS
from ecograph.network import Network
from ecograph.question import about, asked, computed, first, refuse_idle


def test_measures_come_each_once_in_the_order_of_the_list() -> None:
    assert [metric.name for metric in asked(["counts", "degree", "counts"])] == ["degree", "counts"]


def test_all_is_every_measure_also_beside_a_name() -> None:
    assert asked(["all"]) == METRICS
    assert asked(["degree", "all"]) == METRICS


@pytest.mark.parametrize(
    ("name", "hint"), [("betweeness", "did you mean betweenness"), ("xyzzy", "`ecograph metrics` lists them")]
)
def test_an_unknown_measure_is_refused_with_the_nearest_names(name: str, hint: str) -> None:
    with pytest.raises(EcographError, match=f"found no measure {name}: {hint}"):
        asked([name])


def test_an_option_that_no_measure_takes_is_refused_with_those_that_take_it() -> None:
    with pytest.raises(EcographError, match=r"--weighting, which none of these measures takes.* constraint"):
        refuse_idle(asked(["degree", "counts"]), {"weighting": "count"})


def test_an_option_that_one_of_the_measures_takes_is_not_refused() -> None:
    refuse_idle(asked(["degree", "constraint"]), {"weighting": "count"})
    refuse_idle(asked(["degree"]), {})


@pytest.fixture
def network() -> Network:
    """A and b share p; a and c share q, in which b is too."""
    pairs = (("a", "p"), ("b", "p"), ("a", "q"), ("b", "q"), ("c", "q"))
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": i, "name": i, "kind": "company"} for i in "abc"],
            projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
            participations=[{"org_id": org, "project_id": p, "role": "partner"} for org, p in pairs],
        )
    )


def test_a_measure_gets_the_options_that_it_takes_and_no_others(network: Network) -> None:
    options = {"weighting": "count", "seed": 3}
    strength = computed(network, asked(["projected_degree"])[0], options)
    # by hand: a shares p and q with b and q with c, so 3 by count; by Newman 1 + 1/2 + 1/2 = 2
    assert dict(strength.select("id", "strength").iter_rows())["a"] == 3
    assert computed(network, asked(["degree"])[0], options).equals(computed(network, asked(["degree"])[0], {}))


def test_rows_about_a_subject_are_those_that_name_it_on_either_side() -> None:
    overlap = asked(["pairwise_overlap"])[0]
    table = pl.DataFrame({"left": ["a", "a", "b"], "right": ["b", "c", "c"], "dimension": ["members"] * 3})
    assert about(overlap, table, ["b"]).select("left", "right").rows() == [("a", "b"), ("b", "c")]
    assert about(overlap, table, []).equals(table)


def test_a_measure_of_the_whole_network_is_returned_whole_whoever_is_asked_about() -> None:
    table = pl.DataFrame({"graph": ["two-mode", "projection"]})
    assert about(asked(["density"])[0], table, ["b"]).equals(table)


def test_the_first_rows_are_taken_of_each_mode_and_shown_one_mode_after_the_other(network: Network) -> None:
    degree = asked(["degree"])[0]
    found = first(degree, computed(network, degree, {}), 2)
    assert found.select("mode", "id").rows() == [
        ("organisation", "a"),
        ("organisation", "b"),
        ("project", "q"),
        ("project", "p"),
    ]


def test_the_first_rows_of_another_table_are_its_first_rows() -> None:
    table = pl.DataFrame({"dimension": ["helix", "kind", "kind"], "value": ["a", "b", "c"]})
    assert first(asked(["counts"])[0], table, 2).rows() == [("helix", "a"), ("kind", "b")]


def test_who_takes_part_in_nothing_does_not_count_among_organisations_and_projects_but_elsewhere() -> None:
    # by hand: a in p; b in nothing. Of 1 project a has 1; of 1 other organisation a has 0 as partner
    alone = Network.of(
        Ecosystem.of(
            organisations=[{"org_id": i, "name": i, "kind": "company"} for i in "ab"],
            projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
            participations=[{"org_id": "a", "project_id": "p", "role": "partner"}],
        )
    )
    two_mode, projected = (computed(alone, asked([name])[0], {}) for name in ("degree", "projected_degree"))
    assert two_mode.select("id", "degree").rows() == [("a", 1.0), ("p", 1.0)]
    assert projected.select("id", "degree").rows() == [("a", 0.0), ("b", 0.0)]
