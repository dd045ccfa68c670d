"""The parts of a report on small datasets: marks, chosen clusters, tables, and what is said where nothing is known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from overlapping import organisation, takes_part
from reported import inputs_of, plain

from ecograph.ecosystem import Ecosystem
from ecograph.errors import Issue
from ecograph.language import LANGUAGES, Words
from ecograph.metrics.key_figures.change import CHANGE_REASONS, COMPARED, compared
from ecograph.metrics.key_figures.definition import FIGURES, KeyFigure
from ecograph.metrics.key_figures.limits import ABSENT, CROSSED, UNMEASURED, Limit, crossed
from ecograph.network import Network
from ecograph.report.document import Chart, Interval, Section, Table, blocks_of
from ecograph.report.funding import section as funding
from ecograph.report.inputs import Inputs, chosen
from ecograph.report.key_figures import section as key_figures
from ecograph.report.key_figures import why
from ecograph.report.marks import Marks
from ecograph.report.merger import section as merger
from ecograph.report.overlap import section as overlap
from ecograph.report.quality import section as quality
from ecograph.report.report import report
from ecograph.report.sources import section as sources
from ecograph.report.writing import Listing, Shown, interval, listed
from ecograph.scenario import Scenario

LABEL = Words("figure f", "tal f", "tall f")


def small(**more: object) -> Ecosystem:
    """Return clusters a and b that share project p, and c alone; a company x is a member of a, and pays p."""
    return Ecosystem.of(
        organisations=[organisation(org, "cluster", country="DK") for org in "abc"] + [organisation("x", country="NO")],
        projects=[{"project_id": p, "title": p.upper(), "kind": "project", "purpose": "innovation"} for p in "pq"],
        participations=[takes_part(*pair) for pair in ("ap", "bp", "aq", "xp")],
        memberships=[{"org_id": "x", "cluster_id": "a", "role": "member"}],
        **more,  # type: ignore[arg-type]
    )


def said(section: Section) -> list[str]:
    """Return the sentences of a section and those below it."""
    return [each.text for block in blocks_of([section]) for each in getattr(block, "said", ())]


def tables(section: Section) -> Mapping[str, Table]:
    return {block.name: block for block in blocks_of([section]) if isinstance(block, Table)}


# marks


def test_a_mark_that_two_sets_of_rows_share_stands_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecograph.report.marks.mark", lambda rows: "k0000000" if rows else "")
    marks = Marks()
    assert (marks.of(["a/2"]), marks.of(["a/1"]), marks.of(["a/1", "a/2"])) == ("k0000000",) * 3
    assert marks.rows("k0000000") == ("a/1", "a/2")


def test_a_note_names_the_sources_and_the_lines_of_its_rows() -> None:
    eco = Ecosystem.of(
        sources=[{"source_id": "s"}],
        organisations=[
            {"org_id": "a", "name": "A", "kind": "company", "locator": "3;5", "source_id": "s"},
            {"org_id": "b", "name": "B", "kind": "company"},
        ],
        rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5, "source_id": "s"}],
    )
    marks, table = Marks(), Listing("t", LABEL, (Shown(LABEL, "x"),))
    frame = pl.DataFrame({"x": ["1"], "rows": [["organisations/b", "organisations/a", "rates/2020|DKK", "sources/s"]]})
    section = Section("s", "S", listed(table, frame, language="en", marks=marks))
    (note,) = marks.notes(eco, [section], lines="lines")
    assert note.n_rows == 4
    assert note.by_source == (
        ("given", 1, ("organisations/b",)),
        ("s", 3, ("organisations/a (lines 3, 5)", "rates/2020|DKK", "sources/s")),
    )


# the chosen clusters


def test_the_first_scenario_that_the_data_have_names_the_clusters() -> None:
    scenarios = [Scenario("none", ("nobody", "c")), Scenario("two", ("the b", "a"))]
    assert chosen(Network.of(small()), scenarios) == ("a", "b")


def test_without_a_scenario_the_six_clusters_with_most_projects_are_chosen() -> None:
    """By hand: h is in both projects and g in one; of the six others, without any, the first four by id."""
    eco = Ecosystem.of(
        organisations=[organisation(org, "cluster") for org in "abcdefgh"],
        projects=[{"project_id": p, "title": p, "kind": "project"} for p in "pq"],
        participations=[takes_part(*pair) for pair in ("hp", "hq", "gp")],
    )
    assert chosen(Network.of(eco), []) == ("a", "b", "c", "d", "g", "h")


def test_a_collective_of_a_scenario_is_left_out() -> None:
    eco = Ecosystem.of(organisations=[organisation("a", "cluster"), organisation("b", "cluster", extent="collective")])
    assert chosen(Network.of(eco), [Scenario("ab", ("a", "b"))]) == ("a",)


# tables


def test_a_table_says_how_many_rows_it_leaves_out_and_marks_each() -> None:
    frame = pl.DataFrame(
        {"x": [1.0, 2.0, 3.0, 4.0], "rows": [["t/1"], [], ["t/3"], []]}, schema_overrides={"rows": pl.List(pl.String)}
    )
    marks = Marks()
    listing = Listing("t", LABEL, (Shown(LABEL, "x", "EUR"),), LABEL, 2)
    (table,) = listed(listing, frame, language="da", marks=marks)
    assert isinstance(table, Table)
    assert (table.caption, table.note, table.n_more) == ("Tal f", "tal f", 2)
    assert (table.columns[0].label, table.rows) == ("Tal f (mio. EUR)", ((1.0,), (2.0,)))
    assert [marks.rows(name) for name in table.marks] == [("t/1",), ("t/1", "t/3")]  # a row of none: all were searched
    (nearly,) = listed(listing, frame.head(3), language="da", marks=marks)
    assert isinstance(nearly, Table)
    assert (len(nearly.rows), nearly.n_more) == (3, 0)  # to leave out one row would save no line


def test_an_empty_frame_is_no_table() -> None:
    assert listed(Listing("t", LABEL, ()), pl.DataFrame({"rows": []}), language="en", marks=Marks()) == ()


def test_bounds_are_one_number_an_interval_or_nothing() -> None:
    assert interval(2, 2) == 2
    assert interval(1, 2) == Interval(1, 2)
    assert interval(1, None) == Interval(1, float("inf"))
    assert interval(None, None) is None


# where nothing is known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "ecosystem",
    [
        Ecosystem.of(),
        Ecosystem.of(organisations=[organisation("a", "cluster")]),
        Ecosystem.of(
            organisations=[organisation("x")], projects=[{"project_id": "p", "title": "P", "kind": "project"}]
        ),
        Ecosystem.of(flows=[{"flow_id": "f", "kind": "grant", "level": "grant"}]),
    ],
    ids=["nothing", "one cluster", "no cluster", "a flow without amount"],
)
def test_a_section_without_data_says_so_in_a_sentence(ecosystem: Ecosystem, language: str) -> None:
    document = report(inputs_of(ecosystem), language)
    for section in document.sections:
        assert blocks_of([section]), section.name
        assert all(blocks_of([part]) for part in section.sections), section.name


def test_a_small_dataset_is_told_whole() -> None:
    eco = small(
        flows=[
            {"flow_id": "f", "kind": "grant", "level": "grant", "payers": ["x"], "recipients": ["p"], "from": "2020"}
            | {"amount": 1e8, "qualifier": "exact", "currency": "EUR"},
            {"flow_id": "g", "kind": "grant", "level": "grant", "recipients": ["p"], "from": "2021"}
            | {"amount": 5e7, "qualifier": "at_most", "currency": "EUR"},
        ],
        rates=[{"year": year, "currency": "EUR", "rate_per_eur": 1.0} for year in (2020, 2021)],
        figures=[{"figure_id": "m", "subject": "a", "what": "members", "unit": "members", "value": 5.0}],
    )
    text = plain(report(inputs_of(eco), "en"))
    assert "Known about the a: 1 member, 2 projects, 2 project partners and 0 themes." in text
    assert "It reports 5 members, without a date." in text
    assert "the x | P | 100.0 | 1" in text


def test_grants_of_no_known_year_have_no_chart_by_year() -> None:
    flow = {"flow_id": "f", "kind": "grant", "level": "grant", "payers": ["x"], "recipients": ["p"]}
    eco = small(
        flows=[{**flow, "amount": 100.0, "qualifier": "exact", "currency": "EUR"}],
        rates=[{"year": 2020, "currency": "EUR", "rate_per_eur": 1.0}],
    )
    found = [block.name for block in blocks_of([funding(inputs_of(eco), "en", Marks())]) if isinstance(block, Chart)]
    assert found == ["funding-flows"]


# overlap and mergers


def test_a_pair_that_shares_nothing_is_said_to_share_nothing_known() -> None:
    eco = Ecosystem.of(organisations=[organisation(org, "cluster") for org in "ab"])
    found = said(overlap(inputs_of(eco), "en", Marks()))
    assert "No pair is known to share anything." in found
    assert "No money is known to reach two of them." in found


def test_projects_made_for_a_merger_are_told_apart() -> None:
    """By hand: a and b share p and q, of which q was made for a merger; c and d share r, which was too."""
    eco = Ecosystem.of(
        organisations=[organisation(org, "cluster") for org in "abcd"],
        projects=[
            {"project_id": "p", "title": "P", "kind": "project"},
            *({"project_id": p, "title": p, "kind": "project", "purpose": "merger"} for p in "qr"),
        ],
        participations=[takes_part(*pair) for pair in ("ap", "bp", "aq", "bq", "cr", "dr")],
    )
    found = said(overlap(inputs_of(eco), "en", Marks()))
    assert "Without the projects whose purpose is a merger, 1 of the 2 pairs that share projects still do." in found


def test_clusters_without_anything_alone_are_described_by_what_they_share() -> None:
    eco = Ecosystem.of(
        organisations=[organisation(org, "cluster") for org in "ab"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[takes_part(*pair) for pair in ("ap", "bp")],
    )
    text = plain(report(inputs_of(eco), "en"))
    assert "None has any for itself. The largest number that several have in common is 1, of the a and the b." in text


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        (Scenario("M", ("a", "nobody")), "This merger cannot be computed on these data"),
        (Scenario("M", ("a", "b"), decided="2020"), "Whether the outcome was to be expected cannot be tested"),
        (Scenario("M", ("a", "b"), as_of="2020", evidence=("projects/p", "projects/gone")), "stated in 1 row of"),
    ],
    ids=["a body that is not in the data", "an outcome that is not", "a row that is not"],
)
def test_a_scenario_that_the_data_do_not_bear_is_told_as_far_as_they_do(scenario: Scenario, expected: str) -> None:
    found = said(merger(inputs_of(small(), (scenario,)), "en", Marks()))
    assert any(expected in text for text in found), found


def test_a_merger_that_changes_nothing_is_said_to_change_nothing() -> None:
    eco = Ecosystem.of(organisations=[organisation(org, "cluster") for org in "ab"])
    text = plain(report(inputs_of(eco, (Scenario("M", ("a", "b")),)), "da"))
    assert "Intet ændrer sig." in text


# key figures


def _figure(name: str, unit: str, breakdowns: tuple[str, ...] = ()) -> KeyFigure:
    return KeyFigure(name, 1, LABEL, LABEL, "-", unit, breakdowns, "the sources of the data", lambda *_: pl.DataFrame())


def _row(
    figure: str, low: float | None, *, unit: str = "DKK", breakdown: str = "", item: str = ""
) -> dict[str, object]:
    key = {"figure": figure, "breakdown": breakdown, "item": item, "unit": unit}
    return key | {"low": low, "high": low, "n": 1, "coverage": None, "reason": None, "rows": ["flows/a"]}


def _told(now: pl.DataFrame, **more: object) -> Section:
    network = Network.of(Ecosystem.of())
    own = (_figure("f", "DKK", ("payer",)), _figure("funding_dkk", "DKK", ("payer",)))
    return key_figures(Inputs(network, date(2024, 1, 1), now, own, **more), "en", Marks())  # type: ignore[arg-type]


def test_figures_beside_an_earlier_state_show_what_they_were_and_why_there_is_no_change() -> None:
    now = pl.DataFrame([_row("f", 2e6), _row("new", 1.0, unit="number")], schema=FIGURES)
    before = pl.DataFrame([_row("f", 1e6), _row("gone", 3.0, unit="number")], schema=FIGURES)
    section = _told(now, compared=compared(now, before), named_before="2023")
    assert "They are compared with 2023. 1 of them changed." in said(section)
    table = tables(section)["key-figures-all"]
    assert [column.label for column in table.columns[2:4]] == ["Before", "Change"]
    assert table.rows == (  # a figure without a definition has its name
        ("Figure f", "DKK 2.0 million", "DKK 1.0 million", "DKK 1.0 million", 1, None, None),
        ("new", "1", None, None, 1, None, "it was not there before"),
        ("gone", None, "3", None, None, None, "it is not there any more"),
    )


def test_figures_of_all_units_stand_in_one_table_each_value_with_its_unit() -> None:
    """Of a count what it rests on is the value itself, so that is not told twice; an open bound says so."""
    rows = [
        _row("f", 2e6),
        _row("many", 3.0, unit="projects"),
        _row("open", 5.0, unit="members") | {"high": None},
        _row("tight", 0.25, unit="share") | {"high": 0.5, "coverage": 0.5},
        _row("none", None, unit="share") | {"reason": "the price index of the year of the prices is not known"},
    ]
    table = tables(_told(pl.DataFrame(rows, schema=FIGURES)))["key-figures-all"]
    assert [row[:4] for row in table.rows] == [
        ("Figure f", "DKK 2.0 million", 1, None),
        ("many", "3 projects", None, None),
        ("open", "at least 5 members", None, None),
        ("tight", "25.0–50.0%", 1, 0.5),
        ("none", None, 1, None),
    ]
    assert table.rows[-1][-1] == "the price index of the year of the prices is not known"
    assert table.note == "The command ecograph figures --csv has the values as plain numbers."


def test_without_a_key_figure_that_is_said() -> None:
    assert said(_told(pl.DataFrame(schema=FIGURES))) == ["No key figure was computed."]


def test_an_earlier_state_without_a_name_is_called_so() -> None:
    now = pl.DataFrame([_row("f", 1.0)], schema=FIGURES)
    assert "They are compared with the earlier state. 0 of them changed." in said(
        _told(now, compared=compared(now, now))
    )


def test_the_parts_of_a_figure_have_a_table_for_each_unit_and_money_is_shown_in_euro_alone() -> None:
    parts = [_row("f", 1.0, breakdown="payer", item="x"), _row("f", 2.0, unit="number", breakdown="payer", item="")]
    other = _row("funding_dkk", 1.0, breakdown="payer", item="x")
    found = tables(_told(pl.DataFrame([_row("f", 3.0), *parts, other], schema=FIGURES)))
    assert list(found) == ["key-figures-all", "figure-f-payer-dkk", "figure-f-payer-number"]
    assert [row[0] for name in list(found)[1:] for row in found[name].rows] == ["x", "Not known"]
    assert [found[name].caption for name in list(found)[1:]] == ["Figure f: DKK million", "Figure f: number"]


def test_parts_of_several_units_name_what_they_are_parts_by_where_a_figure_has_several() -> None:
    parts = [_row("f", 1.0, breakdown="payer", item="x"), _row("f", 2.0, unit="number", breakdown="payer", item="y")]
    now = pl.DataFrame([*parts, _row("f", 1.0, breakdown="year", item="2020")], schema=FIGURES)
    inputs = Inputs(Network.of(Ecosystem.of()), date(2024, 1, 1), now, (_figure("f", "DKK", ("payer", "year")),))
    captions = [table.caption for table in tables(key_figures(inputs, "en", Marks())).values()]
    assert captions == ["Figure f by payer: DKK million", "Figure f by payer: number", "Figure f by year"]


def test_a_crossed_threshold_is_told_with_its_bound() -> None:
    now = pl.DataFrame([_row("f", 2e6), _row("o", 5.0, unit="number")], schema=FIGURES)
    limits = [Limit("f", least=3e6, max_change=0.1), Limit("o", most=1.0), Limit("f", "payer", "x", most=1.0)]
    section = _told(now, crossed=crossed(now, limits))
    rows = tables(section)["key-figures-limits"].rows
    assert rows[0] == ("Figure f", "DKK 2.0 million", "at least DKK 3.0 million", "crossed", None)
    assert rows[1] == ("O", "5", "at most 1", "crossed", None)
    assert rows[2] == ("Figure f: x", None, "at most 1", "possibly crossed", "the data have no such row")
    change = pl.DataFrame(
        [
            {**dict.fromkeys(CROSSED), "figure": "f", "breakdown": "", "item": "", "limit": "max_change"}
            | {"bound": 0.1, "state": "crossed", "rows": [], "low": 1.0, "high": 1.0, "unit": "DKK"}
        ],
        schema=CROSSED,
    )
    assert tables(_told(now, crossed=change))["key-figures-limits"].rows[0][2] == "changes by at most 10.0%"


def test_no_crossed_threshold_is_said_so_only_where_some_were_set() -> None:
    now = pl.DataFrame([_row("f", 1.0)], schema=FIGURES)
    assert "No threshold was crossed." in said(_told(now, crossed=pl.DataFrame(schema=CROSSED)))
    assert "No threshold was crossed." not in said(_told(now))


@pytest.mark.parametrize("reason", [*CHANGE_REASONS, ABSENT, UNMEASURED])
def test_each_reason_of_a_change_or_threshold_has_its_words(reason: str) -> None:
    assert why(reason, "en") == reason
    assert why(reason, "da") != why(reason, "nb") != reason


def test_a_reason_without_words_is_not_shown_in_english() -> None:
    assert why("something new", "da") == "det er ikke defineret"


# quality and sources


def test_remarks_are_counted_by_kind_and_named_in_words() -> None:
    inputs = replace(
        inputs_of(small()),
        remarks=tuple(Issue("f", line, "-", code, "-") for line, code in enumerate(["type", "blank", "type"])),
    )
    table = tables(quality(inputs, "da", Marks()))["quality-noticed"]
    assert table.rows == (
        ("En værdi har den forkerte form til sin kolonne", 2),
        ("En celle begynder eller slutter med et mellemrum", 1),
    )


def test_the_files_are_listed_by_name() -> None:
    inputs = replace(inputs_of(small()), inputs={"b.csv": "2", "a.csv": "1"})
    assert tables(sources(inputs, "en", Marks()))["sources-files"].rows == (("a.csv", "1"), ("b.csv", "2"))
    assert set(COMPARED) > set(FIGURES)
