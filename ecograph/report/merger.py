"""The section on mergers: what each scenario would gain, double and lose, and what came of those that happened."""

from collections.abc import Mapping

import polars as pl

from ecograph.analyses.answer import Answer
from ecograph.analyses.merge import backtest
from ecograph.analyses.merge.labels import STATUS
from ecograph.errors import EcographError
from ecograph.language import Words, capital
from ecograph.language.report import HEADS, NO, YES
from ecograph.language.report import ROWS as N_ROWS
from ecograph.language.report import merger as words
from ecograph.language.sentences import as_list, as_number, filled
from ecograph.provenance import places
from ecograph.report import analysed
from ecograph.report.clusters import called
from ecograph.report.document import Block, Cell, Chart, Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import (
    Listing,
    Row,
    Shown,
    all_rows,
    as_told,
    bounds,
    listed,
    paragraph,
    points,
    tabled,
    told,
)
from ecograph.scenario import Scenario

AXES = (
    *("members_largest", "partners_largest", "cells_largest", "members_doubled", "partners_doubled", "funders_doubled"),
    *("parallel_projects", "brokerage_two_mode", "cut_off", "parts_left", "without_lead", "bridges"),
)
"""The axes that are shown; those that are shares or bounds of an interval are left to the command."""

DRAWN = 8
"""How many axes the chart shows."""


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what each scenario changes."""
    if not inputs.scenarios:
        return Section("merger", words.TITLE.in_(language), paragraph(Said(words.NONE.in_(language))))
    parts = tuple(
        _scenario(inputs, scenario, f"merger-{place}", language, marks)
        for place, scenario in enumerate(inputs.scenarios, start=1)
    )
    return Section("merger", words.TITLE.in_(language), paragraph(Said(words.NO_SCORE.in_(language))), parts)


def _scenario(inputs: Inputs, scenario: Scenario, name: str, language: str, marks: Marks) -> Section:
    try:
        answer = analysed.merged(inputs, scenario)
    except EcographError:
        return Section(name, scenario.name, paragraph(Said(words.IMPOSSIBLE.in_(language))))
    rows = sorted({row for table in answer.tables for row in all_rows(answer[table])})
    said = as_told(answer.said, rows, language=language, marks=marks)
    blocks = (
        *paragraph(*_evidence(inputs, scenario, language, marks)),
        *points(*said),
        _axes(answer, name, language, marks),
        *_doubled(inputs, answer, name, language, marks),
        *listed(Listing(f"{name}-funding", words.FUNDING, FUNDING), _funding(answer), language=language, marks=marks),
    )
    return Section(name, scenario.name, blocks, _backtest(inputs, scenario, name, language, marks))


def _evidence(inputs: Inputs, scenario: Scenario, language: str, marks: Marks) -> tuple[Said, ...]:
    """Return where the merger is stated, as far as the data have these rows."""
    known = places(inputs.ecosystem)
    rows = [row for row in scenario.evidence if row in known]
    if not rows:
        return ()
    return (told(words.EVIDENCE, rows, language=language, marks=marks, n=N_ROWS.of(len(rows))),)


def _axes(answer: Answer, name: str, language: str, marks: Marks) -> Chart:
    """Return the axes before and after, as a chart of those that change and a table of all."""
    from ecograph.charts.before_after import Change, before_after

    result = answer.results[0]
    axes = _whole(result.table.filter(pl.col("axis").is_in(AXES)).drop_nulls(["before", "after"]))
    moved = axes.filter(pl.col("difference").abs() > 0).head(DRAWN)
    drawn = moved if moved.height else axes.head(DRAWN)

    def word(column: str) -> Shown:
        return Shown(
            HEADS["unit"] if column == "unit" else words.BETTER, lambda row, lang: result.words[row[column]].in_(lang)
        )

    columns = (
        Shown(words.AXIS, lambda row, lang: capital(result.words[row["axis"]].in_(lang))),
        Shown(HEADS["before"], "before", "number"),
        Shown(HEADS["after"], "after", "number"),
        Shown(words.DIFFERENCE, "difference", "number"),
        word("unit"),
        word("better"),
    )
    listing = Listing(f"{name}-axes", words.AXES, columns, words.AXES_NOTE)
    table = tabled(listing, axes, language=language, marks=marks)
    drawing = before_after(
        [
            Change(capital(result.words[axis].in_(language)), before, after, result.words[unit].in_(language))
            for axis, before, after, unit in drawn.select("axis", "before", "after", "unit").iter_rows()
        ],
        language=language,
        before=capital(HEADS["before"].in_(language)),
        after=capital(HEADS["after"].in_(language)),
    )
    text = _alternative(axes, result.words).in_(language)
    return Chart(f"{name}-chart", words.AXES.in_(language), text, drawing, table)


def _whole(axes: pl.DataFrame) -> pl.DataFrame:
    """Return axes in whole numbers, as they are shown, so that what is read as a difference is one."""
    rounded = axes.with_columns(pl.col("before", "after").round(mode="half_to_even"))
    return rounded.with_columns(difference=pl.col("after") - pl.col("before"))


def _alternative(axes: pl.DataFrame, called_by: Mapping[str, Words]) -> Words:
    """Return how many axes rise and fall, and which changes most as a share of what it was."""
    change = axes.with_columns(share=pl.col("difference").abs() / pl.max_horizontal("before", "after"))
    most = change.filter(pl.col("difference") != 0).sort("share", "axis", descending=[True, False])
    if most.is_empty():
        return words.CHART_SAME
    return filled(
        words.CHART,
        n=as_number(axes.height),
        rising=as_number(axes.filter(pl.col("difference") > 0).height),
        falling=as_number(axes.filter(pl.col("difference") < 0).height),
        most=called_by[most["axis"][0]].in_,
    )


def _doubled(inputs: Inputs, answer: Answer, name: str, language: str, marks: Marks) -> tuple[Block, ...]:
    """Return the members and partners that two or more of the bodies have."""
    names = dict(inputs.ecosystem.organisations.select("org_id", "name").iter_rows())
    twice = answer["members"].filter(pl.col("n_clusters") > 1).sort("n_clusters", "name", descending=[True, False])
    columns = (
        Shown(HEADS["organisation"], "name"),
        Shown(HEADS["kind"], called("organisation_kind", "kind")),
        Shown(words.HELD_AS, lambda row, lang: STATUS[row["held_as"]].in_(lang)),
        Shown(words.THROUGH, lambda row, lang: as_list([names.get(own, own) for own in row["through"]])(lang)),
    )
    return listed(Listing(f"{name}-doubled", words.DOUBLED, columns), twice, language=language, marks=marks)


def _funding(answer: Answer) -> pl.DataFrame:
    """Return the merging bodies of which some grant or payment is known."""
    return answer["funding"].filter(pl.col("is_merging") & (pl.col("n_flows") > 0))


FUNDING = (
    Shown(words.BODY, "name"),
    Shown(HEADS["amount"], bounds("low", "high"), "EUR"),
    Shown(words.OF_CLUSTERS, bounds("share_low", "share_high"), "share"),
    Shown(HEADS["n_flows"], "n_flows", "number"),
    Shown(HEADS["n_unknown"], "n_unknown", "number"),
)


def _backtest(inputs: Inputs, scenario: Scenario, name: str, language: str, marks: Marks) -> tuple[Section, ...]:
    """Return what could be known of a merger before it was decided, beside what came; nothing where it was not."""
    if scenario.decided is None:
        return ()
    title = words.BACKTEST.in_(language)
    try:
        answer = inputs.network.once(backtest, scenario, with_axes=False)
    except EcographError:
        return (Section(f"{name}-before", title, paragraph(Said(words.UNTESTED.in_(language)))),)
    rows = sorted({row for table in ("expected", "kept", "bodies", "dated") for row in all_rows(answer[table])})
    said = as_told(answer.said, rows, language=language, marks=marks)
    result = answer.results[0]

    def word(column: str) -> Shown:
        head = words.AXIS if column == "axis" else words.KNOWN_BY

        def shown(row: Row, lang: str) -> Cell:
            text = result.words[row[column]].in_(lang)
            return capital(text) if column == "axis" else text

        return Shown(head, shown)

    columns = (
        word("axis"),
        word("known_by"),
        Shown(words.EXPECTED_HEAD, bounds("low", "high"), "number"),
        Shown(words.HAPPENED, bounds("happened_low", "happened_high"), "number"),
        Shown(words.INSIDE, _inside),
    )
    known = result.table.drop_nulls(["low", "happened_low"])
    table = listed(Listing(f"{name}-expected", words.EXPECTED, columns), known, language=language, marks=marks)
    return (Section(f"{name}-before", title, (*points(*said), *table)),)


def _inside(row: Row, language: str) -> Cell:
    is_inside = row["is_inside"]
    return None if is_inside is None else (YES if is_inside else NO).in_(language)
