"""The section on what is missing: themes by region, holes between countries, goals, and facts that nobody has."""

import polars as pl

from ecograph.analyses.gaps import coverage_words, holes_words
from ecograph.analyses.gaps.closing_words import of_goals
from ecograph.analyses.gaps.unknowns import unknowns
from ecograph.language import capital
from ecograph.language.report import HEADS
from ecograph.language.report import gaps as words
from ecograph.language.sentences import as_list, as_number, filled
from ecograph.report import analysed
from ecograph.report.coverage_map import heat, place
from ecograph.report.document import Cell, Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import (
    Listing,
    Row,
    Shown,
    all_rows,
    as_told,
    interval,
    listed,
    paragraph,
    points,
    told,
)


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what is missing."""
    parts = (_coverage, _holes, _goals, _unknown)
    return Section("gaps", words.TITLE.in_(language), (), tuple(part(inputs, language, marks) for part in parts))


def _coverage(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return which themes nobody works with in which regions."""
    found, title = analysed.coverage(inputs), words.COVERAGE.in_(language)
    if found.table.is_empty():
        return Section("gaps-coverage", title, paragraph(Said(words.NO_COVERAGE.in_(language))))
    own = analysed.framework(inputs)
    name = analysed.framework_called(inputs, own)
    about = told(words.FRAMEWORK, [f"frameworks/{own}"], language=language, marks=marks, framework=name.in_)
    said = as_told(coverage_words.said(inputs.network, found), all_rows(found.table), language=language, marks=marks)
    gaps = found.table.filter(label="gap").sort("shortfall", "theme", "region", descending=[True, False, False])
    columns = (
        Shown(HEADS["theme"], lambda row, lang: row[f"label_{lang}"]),
        Shown(HEADS["region"], lambda row, _: place(row["region"])),
        Shown(words.EXPECTED, "expected", "decimal"),
        Shown(words.UNPLACED, "n_unplaced", "organisations"),
    )
    table = listed(Listing("gaps-largest", words.GAPS, columns), gaps, language=language, marks=marks)
    chart = heat(found.table, language=language, marks=marks)
    return Section("gaps-coverage", title, (*paragraph(about), *points(*said), chart, *table))


def _holes(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return which countries hardly meet, and who joins them."""
    found, title = analysed.holes(inputs), words.HOLES.in_(language)
    if found.table.is_empty():
        return Section("gaps-holes", title, paragraph(Said(words.NO_HOLES.in_(language))))
    said = as_told(holes_words.said(inputs.network, found), all_rows(found.table), language=language, marks=marks)

    def land(side: str) -> Shown:
        head = HEADS["country"] if side == "left" else words.AND_COUNTRY
        return Shown(head, lambda row, lang: holes_words.called(inputs.network, "country", row[side]).in_(lang))

    columns = (
        land("left"),
        land("right"),
        Shown(words.TIES, "n_ties", "number"),
        Shown(HEADS["expected"], "expected", "decimal"),
        Shown(HEADS["projects"], "n_projects", "projects"),
        Shown(words.VERDICT, lambda row, lang: found.words[row["verdict"]].in_(lang)),
        Shown(words.CARRIERS, lambda row, lang: as_list(row["carrier_names"])(lang) if row["carrier_names"] else None),
    )
    note = filled(words.HOLES_NOTE, n=as_number(int(found.table["n_samples"][0])))
    judged = found.table.filter((pl.col("verdict") != "not known") | (pl.col("n_ties") > 0))
    table = listed(Listing("gaps-countries", words.HOLES_TABLE, columns, note), judged, language=language, marks=marks)
    return Section("gaps-holes", title, (*points(*said), *table))


def _goals(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return the goals with a deadline, and what is known of them."""
    found, title = analysed.goals(inputs), words.GOALS.in_(language)
    if found.table.is_empty():
        return Section("gaps-goals", title, paragraph(Said(words.NO_GOALS.in_(language))))
    said = as_told(of_goals(found), all_rows(found.table), language=language, marks=marks)
    columns = (
        Shown(HEADS["goal"], "what"),
        Shown(HEADS["owner"], "owner_name"),
        Shown(HEADS["deadline"], "deadline"),
        Shown(HEADS["state"], lambda row, lang: found.words[row["state"]].in_(lang)),
        Shown(words.OVERDUE, "n_days_past_deadline", "number"),
        Shown(HEADS["why"], lambda row, lang: found.words[row["reason"]].in_(lang) if row["reason"] else None),
    )
    dated = found.table.drop_nulls("deadline").sort("deadline", "goal_id")
    table = listed(Listing("gaps-deadlines", words.GOALS_TABLE, columns), dated, language=language, marks=marks)
    return Section("gaps-goals", title, (*paragraph(*said), *table))


def _unknown(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return the facts that are missing, those first on which most rests."""
    found, title = inputs.network.once(unknowns), words.UNKNOWN.in_(language)
    known = found.words

    def word(head: str, column: str) -> Shown:
        def shown(row: Row, lang: str) -> Cell:
            text: str | None = row[column]
            return capital(known[text].in_(lang)) if text is not None and text in known else text

        return Shown(getattr(words, head) if head.isupper() else HEADS[head], shown)

    columns = (
        word("what", "what"),
        Shown(words.OF_WHOM, lambda row, lang: _subject(inputs, row, lang)),
        word("BEARS_ON", "answer"),
        Shown(words.KNOWN, "n_known", "number"),
        Shown(words.LACKING, lambda row, _: interval(row["n_missing_low"], row["n_missing_high"]), "number"),
        Shown(words.CURE, lambda row, lang: row[f"cure_{lang}"]),
    )
    table = listed(Listing("gaps-unknowns", words.UNKNOWNS, columns), found.table, language=language, marks=marks)
    nothing = paragraph(Said(words.NO_UNKNOWN.in_(language)))
    return Section("gaps-unknown", title, table or nothing)


def _subject(inputs: Inputs, row: Row, language: str) -> str:
    """Return whom a missing fact is about; a list of themes has a name in each language."""
    if row["subject"] in inputs.ecosystem.frameworks["framework_id"]:
        return analysed.framework_called(inputs, row["subject"]).in_(language)
    text: str = row["subject_name"]
    word = inputs.network.once(unknowns).words.get(text)
    return capital(word.in_(language)) if word else text
