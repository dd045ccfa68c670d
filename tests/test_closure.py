"""Closed frames: what goes with a row that is gone, worked out by hand on ecosystems of a few rows."""

from pathlib import Path

import polars as pl

from ecograph import Ecosystem, load
from ecograph.closure import closed, named
from ecograph.schema import TABLES

Row = dict[str, object]


def org(org_id: str, **more: object) -> Row:
    return {"org_id": org_id, "name": org_id, "kind": "company", **more}


def flow(flow_id: str, **more: object) -> Row:
    return {"flow_id": flow_id, "kind": "grant", "level": "grant", **more}


def after(**rows: list[Row]) -> dict[str, pl.DataFrame]:
    return closed(Ecosystem.of("", **rows).frames())


def test_a_good_dataset_is_closed_and_stays_as_it_is(small_folder: Path) -> None:
    frames = load(small_folder).frames()
    assert all(frame.equals(frames[name]) for name, frame in closed(frames).items())
    assert set(closed(frames)) == {table.name for table in TABLES}


def test_a_row_without_its_required_end_goes_and_an_optional_end_becomes_null() -> None:
    frames = after(
        organisations=[org("a", parent_id="gone"), org("b", parent_id="a")],
        memberships=[
            {"org_id": "a", "cluster_id": "b", "seq": 1, "role": "member"},
            {"org_id": "a", "cluster_id": "gone", "seq": 1, "role": "member"},
        ],
    )
    assert frames["organisations"].select("org_id", "parent_id").rows() == [("a", None), ("b", "a")]
    assert frames["memberships"]["cluster_id"].to_list() == ["b"]


def test_a_flow_goes_when_one_of_its_several_ends_does() -> None:
    frames = after(
        organisations=[org("a"), org("b")],
        flows=[
            flow("both", payers=["a"], recipients=["b", "a"]),
            flow("one", payers=["a"], recipients=["b", "gone"]),
            flow("payer", payers=["gone"], recipients=["b"]),
            flow("unknown", recipients=["b"]),
        ],
    )
    assert frames["flows"]["flow_id"].to_list() == ["both", "unknown"]
    assert frames["flows"]["recipients"].to_list() == [["b", "a"], ["b"]]


def test_dropping_goes_on_until_nothing_points_to_nothing() -> None:
    # The framework has no source: it goes, then its theme, then the tag; the part of a flow loses the whole.
    frames = after(
        organisations=[org("a")],
        frameworks=[{"framework_id": "f", "source_id": "gone", "kind": "work_areas", "label_en": "F"}],
        themes=[{"theme_id": "t", "framework_id": "f", "label_en": "T"}],
        tags=[{"subject": "a", "theme_id": "t", "basis": "stated"}],
        flows=[flow("whole", payers=["gone"]), flow("part", payers=["a"], part_of="whole")],
    )
    assert [frames[name].height for name in ("frameworks", "themes", "tags")] == [0, 0, 0]
    assert frames["flows"].select("flow_id", "part_of").rows() == [("part", None)]


def test_rows_that_point_at_each_other_stay_and_the_search_ends() -> None:
    frames = after(
        organisations=[org("a", parent_id="b"), org("b", parent_id="a"), org("c", parent_id="c")],
        flows=[flow("x", payers=["a"], restates="y"), flow("y", payers=["b"], restates="x")],
    )
    assert frames["organisations"]["parent_id"].to_list() == ["b", "a", "c"]
    assert frames["flows"]["restates"].to_list() == ["y", "x"]


def test_a_row_about_somebody_goes_with_that_body_and_one_about_nobody_stays() -> None:
    figure = {"what": "members", "value": 1, "qualifier": "exact", "unit": "organisations"}
    frames = after(
        figures=[
            {"figure_id": "of-all", **figure},
            {"figure_id": "of-one", "subject": "gone", **figure},
        ],
        goals=[
            {"goal_id": "of-all", "kind": "action", "what": "More"},
            {"goal_id": "of-one", "owner": "gone", "kind": "action", "what": "More"},
        ],
    )
    assert frames["figures"]["figure_id"].to_list() == ["of-all"]
    assert frames["goals"]["goal_id"].to_list() == ["of-all"]


def test_evidence_goes_with_the_fact_that_it_is_about() -> None:
    frames = after(
        sources=[{"source_id": "s", "title": "S"}],
        organisations=[org("a")],
        participations=[{"org_id": "a", "project_id": "gone", "role": "lead", "seq": 1}],
        evidence=[
            {"table": "organisations", "key": "a", "source_id": "s", "stance": "agrees"},
            {"table": "organisations", "key": "gone", "source_id": "s", "stance": "agrees"},
            {"table": "participations", "key": "a|gone|lead|1", "source_id": "s", "stance": "agrees"},
        ],
    )
    assert frames["evidence"].select("table", "key").rows() == [("organisations", "a")]


def test_named_are_the_ids_that_rows_of_other_tables_name_also_in_lists() -> None:
    frames = Ecosystem.of(
        "",
        organisations=[org("alone"), org("child", parent_id="parent")],
        projects=[{"project_id": "quiet", "title": "Q", "kind": "project"}],
        flows=[flow("f", payers=["p", "q"], recipients=["project"])],
        memberships=[{"org_id": "m", "cluster_id": "c", "seq": 1, "role": "member"}],
        participations=[{"org_id": "m", "project_id": "project", "role": "lead", "seq": 1}],
        themes=[{"theme_id": "t", "framework_id": "f", "label_en": "T"}],
    ).frames()
    assert sorted(named(frames)) == ["c", "m", "p", "project", "q"]


def test_nothing_is_named_in_an_empty_ecosystem() -> None:
    assert named(Ecosystem.of("").frames()).to_list() == []
