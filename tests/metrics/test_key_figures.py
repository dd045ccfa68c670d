"""What every key figure promises, on random, empty and small ecosystems; and the cases that the bundled data lack."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import known_rows

import ecograph
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.language.key_figures import BREAKDOWNS, GOAL_STATES, REASONS, SIZES
from ecograph.language.units import UNITS
from ecograph.metrics.key_figures import FIGURES, KEY, KEY_FIGURES, Asked, KeyFigure, computed, item_label, last_day
from ecograph.metrics.key_figures.change import compared
from ecograph.metrics.key_figures.public_share import Interval, bounds
from ecograph.network import Network
from ecograph.rows import ROWS

DAY = dt.date(2020, 6, 15)
ASKED = Asked(DAY)

Row = Mapping[str, object]
Rows = Sequence[Row]


def table_of(eco: Ecosystem, asked: Asked = ASKED) -> pl.DataFrame:
    return computed(Network.of(eco), asked)


def told(figure: str, **tables: Rows) -> dict[str, Any]:
    """Return the whole of a figure of an ecosystem of some rows."""
    return part(figure, "", "", **tables)


def part(figure: str, breakdown: str, item: str, **tables: Rows) -> dict[str, Any]:
    own = [each for each in KEY_FIGURES if each.name == figure]
    found = computed(Network.of(Ecosystem.of("", **tables)), ASKED, own)
    return found.filter(breakdown=breakdown, item=item).row(0, named=True)


def interval(figure: str, **tables: Rows) -> tuple[float | None, float | None]:
    row = told(figure, **tables)
    return row["low"], row["high"]


def keeps(table: pl.DataFrame, eco: Ecosystem) -> None:
    """Assert what the table of key figures promises."""
    assert table.schema == FIGURES
    assert not table.select(KEY).is_duplicated().any()
    assert table["figure"].unique(maintain_order=True).to_list() == [each.name for each in KEY_FIGURES]
    wholes = table.filter(breakdown="")
    assert wholes["figure"].to_list() == [each.name for each in KEY_FIGURES]
    assert wholes["item"].to_list() == [""] * wholes.height
    assert set(table["unit"]) <= UNITS.keys()
    assert (table["low"].is_null() == table["high"].is_null()).all()
    assert (table["low"].is_null() == table["reason"].is_not_null()).all()
    assert set(table["reason"].drop_nulls()) <= REASONS.keys()
    assert not table.select(pl.col("low", "high", "coverage").is_nan().any()).to_series().any()
    assert table.filter((pl.col("low") > pl.col("high") * (1 + 1e-12)) | (pl.col("low") < 0)).is_empty()
    assert table.filter(~pl.col("coverage").is_between(0, 1)).is_empty()
    shares = table.filter(pl.col("unit").is_in(["share", "index"]))
    assert shares.filter(pl.col("high") > 1 + 1e-12).is_empty()
    assert table["n"].null_count() == 0
    assert table[ROWS].null_count() == 0
    assert table.filter(pl.col(ROWS) != pl.col(ROWS).list.unique().list.sort()).is_empty()
    assert set(table[ROWS].explode(keep_nulls=False, empty_as_null=False)) <= known_rows(eco)
    assert table.filter((pl.col("high") > 0) & (pl.col(ROWS).list.len() == 0)).is_empty()


@pytest.fixture(scope="module")
def bundled() -> Ecosystem:
    return ecograph.load()


def test_every_row_of_the_bundled_dataset_keeps_what_a_key_figure_promises(bundled: Ecosystem) -> None:
    keeps(table_of(bundled, Asked(last_day(bundled))), bundled)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_row_of_any_ecosystem_keeps_what_a_key_figure_promises(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    eco = data.draw(ecosystems)
    day = data.draw(st.sampled_from([last_day(eco), dt.date.min, dt.date(5000, 1, 1), dt.date.max]))
    table = table_of(eco, Asked(day))
    keeps(table, eco)
    for breakdown, item in table.select("breakdown", "item").unique().iter_rows():
        assert breakdown == item == "" or item_label(eco, breakdown, item, "nb")


def test_an_empty_ecosystem_has_every_figure() -> None:
    eco = Ecosystem.of()
    table = table_of(eco)
    keeps(table, eco)
    assert table["n"].sum() == 0
    assert table["coverage"].null_count() == table.height
    counts = {"organisations", "members_known", "projects", "projects_started", "projects_running", "projects_ended"}
    counts |= {"projects_undated", "goals_due", "reported"}
    assert set(table.drop_nulls("low")["figure"]) == counts


def test_one_organisation_alone_has_every_figure() -> None:
    eco = Ecosystem.of(organisations=[{"org_id": "a", "name": "A", "kind": "company"}])
    table = table_of(eco)
    keeps(table, eco)
    assert table.filter(figure="organisations", breakdown="")["low"].to_list() == [1]
    assert table.filter(figure="density")["reason"].to_list() == ["there is no pair that could be tied"]


def test_the_rows_come_in_the_order_of_the_definitions_then_greatest_first_and_years_in_time() -> None:
    kinds = ("fund", "company", "company", "region")
    orgs: list[dict[str, str | None]] = [
        {"org_id": str(i), "name": "A", "kind": kind, "country": "DK"} for i, kind in enumerate(kinds)
    ]
    orgs[0]["country"] = None
    starts = ("2019", "2018", "2018", None)
    projects = [{"project_id": f"p{i}", "title": "P", "kind": "project", "start": s} for i, s in enumerate(starts)]
    projects[3] |= {"stage": "ongoing"}
    table = table_of(Ecosystem.of(organisations=orgs, projects=projects))

    def items(figure: str, breakdown: str) -> list[str]:
        return table.filter(figure=figure, breakdown=breakdown)["item"].to_list()

    assert items("organisations", "kind") == ["company", "fund", "region"]
    assert items("organisations", "country") == ["DK", ""]
    assert items("projects_started", "year") == ["2018", "2019", ""]
    own = table.filter(figure="organisations")["breakdown"].unique(maintain_order=True).to_list()
    assert own == ["", "helix", "kind", "country", "region", "size"]


def test_no_definition_gives_no_rows_with_the_right_columns() -> None:
    assert computed(Network.of(Ecosystem.of()), ASKED, ()).schema == FIGURES


def test_the_same_rows_in_another_order_give_the_same_table(bundled: Ecosystem) -> None:
    frames = {name: frame.reverse() for name, frame in bundled.frames().items()}
    turned = Ecosystem.from_frames(bundled.title, frames)
    assert table_of(turned).equals(table_of(bundled))


# the entries


@pytest.mark.parametrize("figure", KEY_FIGURES, ids=lambda figure: figure.name)
def test_an_entry_says_what_its_figure_is(figure: KeyFigure) -> None:
    assert figure.version >= 1
    assert figure.unit in UNITS
    assert set(figure.breakdowns) <= BREAKDOWNS.keys()
    assert figure.definition.endswith(".")
    assert figure.source
    for language in LANGUAGES:
        assert figure.label.in_(language)
        assert figure.sentence.in_(language).endswith(".")
        assert figure.sentence.in_(language)[0].isupper()
    assert len({figure.sentence.in_(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_names_and_labels_of_figures_are_their_own() -> None:
    assert len({each.name for each in KEY_FIGURES}) == len(KEY_FIGURES)
    for language in LANGUAGES:
        assert len({each.label.in_(language) for each in KEY_FIGURES}) == len(KEY_FIGURES)


def test_every_word_of_key_figures_is_in_three_languages() -> None:
    for words in (*BREAKDOWNS.values(), *SIZES.values(), *GOAL_STATES.values(), *REASONS.values()):
        assert all(words.in_(language) for language in LANGUAGES)
    assert all(words.en == reason and words.da != reason for reason, words in REASONS.items())


# the day


@pytest.mark.parametrize(
    ("tables", "day"),
    [
        # the latest that any source says, a year standing for its last day
        ({"sources": [{"source_id": "a", "published": "2019"}]}, dt.date(2019, 12, 31)),
        (
            {"sources": [{"source_id": "a", "published": "2019"}, {"source_id": "b", "retrieved": "2020-02-03"}]},
            dt.date(2020, 2, 3),
        ),
        # without one, what is stated to have begun
        (
            {"projects": [{"project_id": "p", "title": "P", "kind": "project", "start": "2018-05"}]},
            dt.date(2018, 5, 31),
        ),
        ({}, dt.date.min),
    ],
)
def test_the_day_of_figures_is_the_latest_that_a_source_can_be_of(tables: dict[str, Rows], day: dt.date) -> None:
    assert last_day(Ecosystem.of("", **tables)) == day


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


def running_of(tables: dict[str, Any], **project: object) -> list[tuple[float | None, float | None]]:
    """Return the bounds of started, running and ended of one project on 15 June 2020."""
    row = {"project_id": "p", "title": "P", "kind": "project", **project}
    names = ("projects_started", "projects_running", "projects_ended")
    return [interval(name, projects=[row], **tables) for name in names]


Bounds = tuple[float | None, float | None]

YES: Bounds = (1, 1)
NO: Bounds = (0, 0)
MAY: Bounds = (0, 1)
UNSAID: Bounds = (None, None)


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


# money


def grant(name: str, amount: float | None, **more: object) -> dict[str, object]:
    flow = {"flow_id": name, "kind": "grant", "level": "grant", "payers": ["a"], "from": "2020", **more}
    return flow | ({"amount": amount, "qualifier": "exact", "currency": "EUR"} | more if amount is not None else {})


RATES = [{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}, {"year": 2021, "currency": "DKK", "rate_per_eur": 7.0}]


def test_a_grant_that_two_pay_counts_once_in_the_whole_and_from_nothing_for_each() -> None:
    tables: dict[str, Any] = {"flows": [grant("f", 100.0, payers=["a", "b"]), grant("g", 10.0)]}
    assert interval("funding_eur", **tables) == (110, 110)
    assert part("funding_eur", "payer", "a", **tables)["low"] == 10
    assert part("funding_eur", "payer", "b", **tables)["high"] == 100
    assert part("funding_eur", "year", "2020", **tables)["n"] == 2


def test_levels_stand_beside_each_other_and_procurement_is_no_funding() -> None:
    flows = [grant("f", 100.0), grant("g", 5.0, level="call"), grant("h", 7.0, kind="procurement")]
    assert interval("funding_eur", flows=flows) == (100, 100)
    assert part("funding_eur", "level", "call", flows=flows)["high"] == 5
    alone = told("funding_eur", flows=flows[1:])
    assert (alone["low"], alone["reason"], alone["coverage"]) == (None, "no grant is known", None)


def test_a_flow_of_which_one_year_cannot_be_converted_is_in_no_sum_but_those_of_its_other_years() -> None:
    yearly = {"currency": "DKK", "basis": "yearly", "to": "2022"}
    flows = [grant("f", 75.0, **yearly), grant("g", 70.0, currency="DKK", **{"from": "2021"})]
    row = told("funding_eur", flows=flows, rates=RATES)
    assert (row["low"], row["n"], row["coverage"]) == (10, 1, 0.5)
    # but in those of its other years: 75 DKK at 7.5, and in 2021 75 and 70 at 7
    years = [part("funding_eur", "year", year, flows=flows, rates=RATES) for year in ("2020", "2021", "2022")]
    assert [row["low"] for row in years] == [10, pytest.approx(145 / 7), None]
    assert years[2]["reason"] == "no stated amount can be converted"
    assert told("funding_dkk", flows=flows, rates=RATES)["low"] == 75 * 3 + 70


def test_why_a_sum_is_not_known_is_said() -> None:
    assert told("funding_eur", flows=[grant("f", None)])["reason"] == "no amount is stated"
    assert told("funding_dkk", flows=[grant("f", 5.0)])["reason"] == "no stated amount can be converted"
    row = told("real_funding_eur", flows=[grant("f", 5.0)])
    assert row["reason"] == "the price index of the year of the prices is not known"
    assert row["coverage"] == 0


def test_real_funding_is_in_the_prices_of_the_year_that_is_asked_for() -> None:
    prices = [{"year": year, "country": "EU", "price_index": index} for year, index in ((2020, 80.0), (2023, 100.0))]
    assert interval("real_funding_eur", flows=[grant("f", 80.0)], prices=prices) == (100, 100)


def test_money_to_a_programme_itself_is_of_that_programme_and_to_two_of_either() -> None:
    projects = [
        {"project_id": "p", "title": "The programme", "kind": "programme"},
        {"project_id": "q", "title": "Q", "kind": "project", "programme": "Another"},
        {"project_id": "r", "title": "R", "kind": "project"},
    ]
    flows = [
        grant("f", 5.0, recipients=["p"]),
        grant("g", 7.0, recipients=["q", "p"]),
        grant("h", 1.0, recipients=["r"]),
    ]
    tables: dict[str, Any] = {"projects": projects, "flows": flows}
    found = [part("funding_eur", "programme", item, **tables) for item in ("The programme", "Another", "")]
    assert [(row["low"], row["high"]) for row in found] == [(5, 12), (0, 7), (1, 1)]


def test_the_public_share_is_not_known_without_amounts_or_spheres_and_not_defined_of_nothing() -> None:
    fund = {"org_id": "a", "name": "A", "kind": "fund"}
    assert told("public_share", organisations=[fund], flows=[grant("f", 5.0)])["reason"] == (
        "no grant has a known amount in euro and payers of a known sphere"
    )
    assert told("public_share", flows=[grant("f", 5.0, payers=None)])["coverage"] == 0
    public = [{**fund, "helix": "government"}]
    assert told("public_share", organisations=public, flows=[grant("f", 0.0)])["reason"] == "all amounts are zero"
    assert interval("public_share", organisations=public, flows=[grant("f", 5.0)]) == (1, 1)
    assert interval("public_share", organisations=public, flows=[grant("f", 5.0, qualifier="at_least")]) == (1, 1)
    private = [{**fund, "helix": "industry"}]
    assert interval("public_share", organisations=private, flows=[grant("f", 5.0)]) == (0, 0)
    # whether a payer is public is said by the row of the payer, so a change of that row is a reason why the share moved
    assert told("public_share", organisations=private, flows=[grant("f", 5.0)])["rows"] == [
        "flows/f",
        "organisations/a",
    ]
    assert told("public_share")["reason"] == "no grant is known"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=3),
    st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_no_world_that_the_intervals_allow_lies_outside_the_bounds_of_the_public_share(
    drawn: list[tuple[int, int]], place: list[float]
) -> None:
    # a world chooses an amount in each interval, and how much of the joint amount is public; the two that give the
    # bounds are among them: all joint money private or public, each amount at the end that helps
    public, other, joint = (Interval(min(pair), max(pair)) for pair in drawn)

    def share(at: list[float]) -> float | None:
        paid, rest, both = (i.low + t * (i.high - i.low) for i, t in zip((public, other, joint), at, strict=False))
        whole = paid + rest + both
        return (paid + at[3] * both) / whole if whole else None

    low, high = bounds(public, other, joint)
    found = share(place)
    assert found is None or low - 1e-12 <= found <= high + 1e-12
    for end, bound in ((share([0, 1, 1, 0]), low), (share([1, 0, 1, 1]), high)):
        assert end is None or end == pytest.approx(bound)


def test_the_concentration_is_not_defined_where_an_amount_is_open() -> None:
    row = told("payer_concentration", flows=[grant("f", 5.0, qualifier="at_least"), grant("g", 1.0, payers=["b"])])
    assert (row["low"], row["reason"]) == (None, "an amount has no upper bound")


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


# structure


def test_work_that_is_spread_evenly_is_not_concentrated_and_isolates_lower_the_coverage() -> None:
    tables: dict[str, Any] = {
        "organisations": [{"org_id": i, "name": i, "kind": "company"} for i in "abcd"],
        "projects": [{"project_id": "p", "title": "P", "kind": "project"}],
        "participations": [{"org_id": o, "project_id": "p", "role": "partner"} for o in "ab"],
    }
    assert interval("participation_concentration", **tables) == NO
    assert told("density", **tables)["low"] == pytest.approx(1 / 6)
    row = told("bridges", **tables)
    assert (row["low"], row["coverage"], len(row["rows"])) == (1, 0.5, 2)


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


# what items are called


def test_items_are_called_by_their_words_and_names() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": "a", "name": "A", "kind": "fund"}],
        projects=[{"project_id": "p", "title": "The P", "kind": "project"}],
        frameworks=[{"framework_id": "f", "kind": "topics", "label_en": "Topics", "label_da": "Emner"}],
        figures=[
            {"figure_id": "x", "what": "turnover", "unit": "DKK", "subject": "a", "as_of": "2019"},
            {"figure_id": "y", "what": "export", "unit": "DKK", "to": "2018"},
            {"figure_id": "z", "what": "jobs", "unit": "jobs"},
        ],
    )
    called = {
        ("helix", "academia"): "forskning og uddannelse",
        ("helix", "an own word"): "an own word",
        ("project_kind", "pool"): "pulje",
        ("region", "DK01"): "Hovedstaden",
        ("region", "DE60"): "DE60",
        ("country", "NO"): "Norge",
        ("payer", "p"): "The P",
        ("cluster", "a"): "A",
        ("payer", "gone"): "gone",
        ("framework", "f"): "Emner",
        ("framework", "gone"): "gone",
        ("programme", "Interreg"): "Interreg",
        ("year", "2019"): "2019",
        ("state", "not reached"): "ikke nået",
        ("figure", "x"): "A: turnover, 2019",
        ("figure", "y"): "export, 2018",
        ("figure", "z"): "jobs",
        ("figure", "gone"): "gone",
        ("an own breakdown", "x"): "x",
        ("year", ""): "ukendt",
        ("", ""): "",
    }
    assert {key: item_label(eco, *key, "da") for key in called} == called
    assert item_label(eco, "framework", "f", "nb") == "Topics"
