"""Key figures that count organisations, members, projects, themes and goals, in cases that the bundled data lack."""

from typing import Any

import pytest
from told_figures import MAY, NO, UNSAID, YES, Bounds, Row, interval, part, table_of, told

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.key_figures.change import compared

# organisations


def staffed(**figure: object) -> str:
    row = {"figure_id": "f", "subject": "a", "what": "staff", "unit": "persons", "qualifier": "exact"} | figure
    found = table_of(
        Ecosystem.of(organisations=[{"org_id": "a", "name": "A", "kind": "company"}], figures=[row])
    ).filter(figure="organisations", breakdown="size")
    return str(found["item"].item())


@pytest.mark.parametrize(
    ("figure", "size"),
    [
        # Recommendation 2003/361/EC, Annex, Art. 2: fewer than 10, 50 and 250
        ({"value": 0.0}, "micro"),
        ({"value": 9.0}, "micro"),
        ({"value": 10.0}, "small"),
        ({"value": 49.0}, "small"),
        ({"value": 50.0}, "medium"),
        ({"value": 249.0}, "medium"),
        ({"value": 250.0}, "large"),
        ({"value": 260.0, "qualifier": "at_least"}, "large"),
        # 45 to 55 may be of two sizes; at least 10 of three
        ({"value": 50.0, "qualifier": "about"}, ""),
        ({"value": 10.0, "qualifier": "at_least"}, ""),
        # not the staff of the organisation as it is
        ({"value": 20.0, "what": "guests"}, ""),
        ({"value": 20.0, "unit": "DKK"}, ""),
        ({"value": 20.0, "status": "planned"}, ""),
        ({"value": 20.0, "breakdown": "men"}, ""),
        ({"value": None, "qualifier": None}, ""),
        ({"value": 20.0, "subject": None}, ""),
        ({"value": 20.0, "what": "number of employees"}, "small"),
    ],
)
def test_the_size_of_an_organisation_is_that_of_the_staff_it_surely_has(figure: dict[str, object], size: str) -> None:
    assert staffed(**figure) == size


def test_the_latest_staff_is_the_size() -> None:
    row = {"subject": "a", "what": "staff", "unit": "persons", "qualifier": "exact"}
    figures = [
        {**row, "figure_id": "old", "value": 5.0, "as_of": "2010"},
        {**row, "figure_id": "new", "value": 60.0, "as_of": "2019"},
        {**row, "figure_id": "any", "value": 900.0},
    ]
    orgs = [{"org_id": "a", "name": "A", "kind": "company"}]
    assert part("organisations", "size", "medium", organisations=orgs, figures=figures)["low"] == 1


def test_collectives_are_no_organisations() -> None:
    orgs = [{"org_id": "a", "name": "A", "kind": "company", "extent": "collective", "n": 5}]
    assert told("organisations", organisations=orgs)["low"] == 0


# members


def test_an_open_number_of_members_gives_no_coverage_and_one_too_small_neither() -> None:
    orgs = [{"org_id": i, "name": i, "kind": "cluster"} for i in "abcde"]
    figure = {"what": "members", "unit": "members", "as_of": "2019"}
    tables: dict[str, Any] = {
        "organisations": orgs,
        "memberships": [
            {"org_id": o, "cluster_id": c, "role": "member"} for o, c in map(tuple, ("ba", "bc", "dc", "ab"))
        ],
        "figures": [
            {**figure, "figure_id": "f", "subject": "a", "value": 10.0, "qualifier": "at_least"},
            {**figure, "figure_id": "g", "subject": "c", "value": 1.0, "qualifier": "exact"},
            {**figure, "figure_id": "h", "subject": "b", "value": 4.0, "qualifier": "exact"},
        ],
    }
    assert part("members_reported", "cluster", "a", **tables)["high"] == float("inf")
    assert part("members_known", "cluster", "a", **tables)["coverage"] is None
    assert part("members_known", "cluster", "c", **tables)["coverage"] is None
    assert part("members_known", "cluster", "b", **tables)["coverage"] == 0.25
    assert told("members_known", **tables)["low"] == 3  # b, d, a
    whole = told("members_reported", **tables)
    assert (whole["low"], whole["n"], whole["coverage"]) == (None, 3, 0.6)


def test_no_whole_number_of_members_is_no_number() -> None:
    figure = {
        "figure_id": "f",
        "subject": "a",
        "what": "members",
        "unit": "members",
        "value": 0.5,
        "qualifier": "exact",
    }
    tables: dict[str, Any] = {"organisations": [{"org_id": "a", "name": "A", "kind": "cluster"}], "figures": [figure]}
    row = part("members_reported", "cluster", "a", **tables)
    assert (row["low"], row["reason"]) == (None, "no whole number of members fits what is reported")


def test_an_organisation_does_not_belong_to_itself() -> None:
    tables: dict[str, Any] = {
        "organisations": [{"org_id": "a", "name": "A", "kind": "cluster"}],
        "memberships": [{"org_id": "a", "cluster_id": "a", "role": "founder"}],
    }
    assert told("members_known", **tables)["low"] == 0


# projects

SEEN = {"sources": [{"source_id": "s", "published": "2020-06-01"}]}
LATER = {"sources": [{"source_id": "s", "published": "2021-06-01"}]}


def running_of(tables: dict[str, Any], **project: object) -> list[Bounds]:
    """Return the bounds of started, running and ended of one project on 15 June 2020."""
    row = {"project_id": "p", "title": "P", "kind": "project", **project}
    names = ("projects_started", "projects_running", "projects_ended")
    return [interval(name, projects=[row], **tables) for name in names]


@pytest.mark.parametrize(
    ("project", "started", "running", "ended"),
    [
        ({"start": "2020-06-15", "end": "2020-06-15"}, YES, YES, NO),  # its first and last day
        ({"start": "2020-06-16", "end": "2021"}, NO, NO, NO),
        ({"start": "2020-01", "end": "2020-06-14"}, YES, NO, YES),
        ({"start": "2020", "end": "2020"}, MAY, MAY, MAY),
        ({"start": "2019", "end": "2020"}, YES, MAY, MAY),
        ({"start": "2019"}, YES, UNSAID, UNSAID),
        ({"start": "2021"}, NO, NO, NO),
        ({"end": "2019"}, YES, NO, YES),
        ({"end": "2021"}, UNSAID, UNSAID, NO),
        ({}, UNSAID, UNSAID, UNSAID),
        ({"stage": "ongoing"}, YES, UNSAID, UNSAID),
        ({"stage": "completed"}, YES, NO, YES),
        ({"stage": "terminated", "start": "2018"}, YES, NO, YES),
        ({"stage": "rejected", "start": "2018"}, NO, NO, NO),
        ({"stage": "announced", "start": "2018", "end": "2021"}, MAY, MAY, NO),
        ({"stage": "applied"}, UNSAID, UNSAID, UNSAID),
        ({"status": "planned", "start": "2018", "end": "2019"}, MAY, NO, MAY),
        ({"status": "proposed", "start": "2018", "end": "2021"}, MAY, MAY, NO),
    ],
)
def test_a_project_has_started_runs_and_has_ended_as_its_dates_and_its_stage_say(
    project: dict[str, object], started: object, running: object, ended: object
) -> None:
    assert running_of(SEEN, **project) == [started, running, ended]


def test_a_stage_that_a_source_saw_after_the_day_may_have_come_later() -> None:
    assert running_of(LATER, stage="completed") == [MAY, MAY, MAY]
    assert running_of(LATER, stage="ongoing") == [MAY, UNSAID, UNSAID]


def test_a_project_that_never_started_needs_no_year_of_start() -> None:
    row = {"title": "P", "kind": "project"}
    projects = [{**row, "project_id": "p", "start": "2019"}, {**row, "project_id": "q", "stage": "rejected"}]
    found = part("projects_started", "year", "2019", projects=projects)
    assert (found["low"], found["n"], found["coverage"]) == (1, 1, 1)
    # nobody says when this one started
    found = part("projects_started", "year", "2019", projects=[*projects, {**row, "project_id": "r"}])
    assert found["coverage"] == pytest.approx(2 / 3)


# projects across


def across(figure: str, participants: list[Row]) -> dict[str, Any]:
    """Return the figure of one project with participants, of whom some columns are given."""
    return told(
        figure,
        organisations=[{"org_id": f"o{i}", "name": "O", "kind": "other", **row} for i, row in enumerate(participants)],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": f"o{i}", "project_id": "p", "role": "partner"} for i in range(len(participants))],
    )


@pytest.mark.parametrize(
    ("countries", "bounds", "coverage"),
    [
        (["DK", "NO"], YES, 1),
        (["DK", "SE"], NO, 1),
        (["DK", None], MAY, 0),
        (["SE", None], NO, 1),  # one unknown cannot be on both sides
        ([None, None], MAY, 0),
        (["DK", "NO", None], YES, 1),
    ],
)
def test_a_project_crosses_the_border_where_both_countries_are_known_or_possible(
    countries: list[str | None], bounds: object, coverage: float
) -> None:
    row = across("danish_norwegian_projects", [{"country": country} for country in countries])
    assert (row["low"], row["high"]) == bounds
    assert row["coverage"] == coverage


def test_a_collective_of_unknown_countries_may_be_on_both_sides_and_one_of_a_known_counts() -> None:
    collective = {"extent": "collective", "n": 3}
    row = across("danish_norwegian_projects", [{"country": "SE"}, collective])
    assert (row["low"], row["high"]) == MAY
    row = across("danish_norwegian_projects", [{"country": "DK"}, {**collective, "country": "NO"}])
    assert (row["low"], row["high"]) == YES


def test_without_a_known_cluster_no_share_of_clusters_that_meet_is_known() -> None:
    assert across("cross_cluster_projects", [{}, {}])["reason"] == "no cluster is known"


def test_a_cluster_does_not_meet_itself_through_its_member() -> None:
    tables: dict[str, Any] = {
        "organisations": [{"org_id": i, "name": i, "kind": "cluster" if i in "ab" else "other"} for i in "abcd"],
        "projects": [{"project_id": "p", "title": "P", "kind": "project"}],
        "participations": [{"org_id": o, "project_id": "p", "role": "partner"} for o in "ac"],
        "memberships": [{"org_id": "c", "cluster_id": "a", "role": "member"}],
    }
    assert interval("cross_cluster_projects", **tables) == NO
    # one organisation that belongs to two clusters brings them together only where another takes part for one of them
    twice = [*tables["memberships"], {"org_id": "c", "cluster_id": "b", "role": "member"}]
    assert interval("cross_cluster_projects", **(tables | {"memberships": twice})) == YES


NEW_PARTS = ("participations/b|q|partner|1", "participations/c|q|partner|1")


@pytest.mark.parametrize(
    ("figure", "low", "entered"),
    [
        (
            "public_private_projects",
            1 / 2,
            ["organisations/c", *NEW_PARTS],
        ),
        (
            "danish_norwegian_projects",
            1 / 2,
            ["organisations/c", *NEW_PARTS],
        ),
        ("cross_cluster_projects", 1 / 2, [*NEW_PARTS]),
        ("density", 2 / 3, ["organisations/c", *NEW_PARTS]),
    ],
)
def test_a_share_that_falls_because_there_is_more_that_it_is_of_names_what_entered(
    figure: str, low: float, entered: list[str]
) -> None:
    # by hand: a and b meet in p, across all that can be crossed; then c and b enter with q, which crosses nothing
    place = {"a": ("cluster", "DK", "government"), "b": ("cluster", "NO", "industry"), "c": ("other", "NO", "industry")}
    bodies = [
        {"org_id": i, "name": i, "kind": kind, "country": country, "helix": helix}
        for i, (kind, country, helix) in place.items()
    ]
    projects = [{"project_id": i, "title": i, "kind": "project"} for i in "pq"]
    parts = [{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "cq")]
    before = table_of(Ecosystem.of(organisations=bodies[:2], projects=projects[:1], participations=parts[:2]))
    now = table_of(Ecosystem.of(organisations=bodies, projects=projects, participations=parts))
    row = compared(now, before).filter(figure=figure, breakdown="").row(0, named=True)
    assert (row["before_low"], row["low"]) == (1, pytest.approx(low))
    assert (row["entered"], row["left"]) == (entered, [])


# themes and goals


def test_a_meeting_covers_no_theme_and_lists_of_another_kind_are_no_work_areas() -> None:
    tables: dict[str, Any] = {
        "projects": [{"project_id": "p", "title": "P", "kind": "meeting"}],
        "frameworks": [{"framework_id": "f", "kind": "topics", "label_en": "F"}],
        "themes": [{"theme_id": "t", "framework_id": "f", "label_en": "T"}],
        "tags": [{"subject": "p", "theme_id": "t", "basis": "stated"}],
    }
    assert part("work_areas_covered", "framework", "f", **tables)["high"] == 0
    assert told("work_areas_covered", **tables)["reason"] == "no work areas are listed"
    areas = {"frameworks": [{"framework_id": "f", "kind": "work_areas", "label_en": "F"}]}
    assert interval("work_areas_covered", **(tables | areas)) == NO


def test_goals_are_told_apart_by_whether_they_were_reached() -> None:
    figure = {"what": "x", "unit": "x", "qualifier": "exact", "as_of": "2019"}
    goal = {"kind": "programme", "what": "x", "target": 5.0, "unit": "x", "deadline": "2018"}
    tables: dict[str, Any] = {
        "figures": [{**figure, "figure_id": "much", "value": 6.0}, {**figure, "figure_id": "little", "value": 4.0}],
        "goals": [
            {**goal, "goal_id": "a", "figure_id": "much"},
            {**goal, "goal_id": "b", "figure_id": "little"},
            {**goal, "goal_id": "c"},
            {**goal, "goal_id": "d", "deadline": "2020"},
            {**goal, "goal_id": "e", "deadline": "2020-06-15"},
        ],
    }
    assert interval("goals_due", **tables) == (3, 4)  # on its last day a goal is not past its deadline
    states = [part("goals_due", "state", item, **tables) for item in ("reached", "not reached", "")]
    assert [(row["low"], row["high"]) for row in states] == [(1, 1), (1, 1), (1, 2)]
    row = told("goals_reached", **tables)
    assert (row["low"], row["high"], row["n"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3), 3)
    assert "figures/little" in row["rows"]


def test_goals_without_a_dated_or_passed_deadline_are_not_on_time() -> None:
    goal = {"goal_id": "a", "kind": "programme", "what": "x"}
    assert told("goals_due", goals=[goal])["reason"] == "no goal has a dated deadline"
    assert told("goals_reached", goals=[goal])["reason"] == "the deadline of no goal has passed"
    assert told("goals_due", goals=[{**goal, "deadline": "2030"}])["low"] == 0


# reported figures


@pytest.mark.parametrize(
    ("figure", "n", "coverage"),
    [
        ({"value": 7.0, "unit": "jobs"}, 1, 1),
        ({"value": 2.0, "unit": "DKK"}, 0, None),  # a fee
        ({"value": 95_000.0, "unit": "DKK", "qualifier": "about"}, 1, 1),  # up to 104,500
        ({"value": 7.0, "unit": "solutions"}, 0, None),
        ({"value": 7.0, "unit": "jobs", "status": "goal"}, 0, None),
        ({"value": 7.0, "unit": "jobs", "breakdown": "women"}, 0, None),
        ({"unit": "jobs"}, 0, 0),
        ({"value": 0.5, "unit": "jobs"}, 0, 0),  # no number of jobs
    ],
)
def test_a_reported_figure_is_taken_by_its_unit_its_status_and_its_value(
    figure: dict[str, object], n: int, coverage: float | None
) -> None:
    given = {"qualifier": "exact"} if "value" in figure else {}
    row = told("reported", figures=[{"figure_id": "f", "what": "x", **given, **figure}])
    assert (row["low"], row["coverage"]) == (n, coverage)
