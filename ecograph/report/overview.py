"""The first section: what the data are, what stands out across all of them, and how to read the report."""

import polars as pl

from ecograph.finding import findings
from ecograph.language.page import COUNTED, PAGE
from ecograph.language.report import GOALS
from ecograph.language.report import overview as words
from ecograph.language.sentences import as_is, as_number, as_percent
from ecograph.report import analysed
from ecograph.report.document import Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import all_rows, paragraph, points, told
from ecograph.rows import ROWS, reference

TABLES = ("organisations", "projects", "participations", "flows")
"""What the first sentence counts."""

EXAMPLE = "k1a2b3c4"
"""What a mark looks like."""


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what the data are, the most important findings, and how to read the report."""
    found = [Said(each.text.in_(language), marks.of(each.rows)) for each in inputs.network.once(findings)]
    found += [*_gaps(inputs, language, marks), *_members(inputs, language, marks), *_goals(inputs, language, marks)]
    reading = [told(text, language=language, marks=marks, example=as_is(EXAMPLE)) for text in words.READ]
    nothing = Said(PAGE["no_findings"].in_(language))
    return Section(
        "overview",
        words.TITLE.in_(language),
        paragraph(_extent(inputs, language, marks)),
        (
            Section("findings", words.FINDINGS.in_(language), points(*(found or [nothing]))),
            Section("reading", words.READING.in_(language), points(*reading)),
        ),
    )


def _extent(inputs: Inputs, language: str, marks: Marks) -> Said:
    """Return how much the data are, and what is not counted."""
    eco = inputs.ecosystem
    extent = eco.organisations["extent"]
    single = int((extent == "single").sum())
    rows = [row for name in (*TABLES, "sources") for row in eco[name].select(reference(name))[ROWS]]
    return told(
        PAGE["thin"],
        rows,
        language=language,
        marks=marks,
        others=COUNTED["others"].of(extent.len() - single),
        organisations=COUNTED["organisations"].of(single),
        **{name: COUNTED[name].of(eco[name].height) for name in (*TABLES[1:], "sources")},
    )


def _gaps(inputs: Inputs, language: str, marks: Marks) -> tuple[Said, ...]:
    """Return how many cells of the coverage are a gap; nothing where there is no theme by region."""
    frame = analysed.framework(inputs)
    cells = analysed.coverage(inputs).table
    if not frame or cells.is_empty():
        return ()
    count = {label: int((cells["label"] == label).sum()) for label in ("covered", "gap", "not known")}
    return (
        told(
            words.GAPS if count["gap"] else words.NO_GAPS,
            all_rows(cells),
            language=language,
            marks=marks,
            framework=analysed.framework_called(inputs, frame).in_,
            covered=as_number(count["covered"]),
            gaps=as_number(count["gap"]),
            cells=as_number(cells.height),
            unknown=as_number(count["not known"]),
        ),
    )


def _members(inputs: Inputs, language: str, marks: Marks) -> tuple[Said, ...]:
    """Return how many of the members that clusters report are known at most; nothing where none reports any."""
    sizes = analysed.sizes(inputs).drop_nulls("reported_low")
    least = float(sizes["reported_low"].sum())
    if not least:
        return ()
    share = min(1.0, int(sizes["n_known"].sum()) / least)
    return (told(words.MEMBERS, all_rows(sizes), language=language, marks=marks, share=as_percent(share)),)


def _goals(inputs: Inputs, language: str, marks: Marks) -> tuple[Said, ...]:
    """Return how many goals have a deadline, and of how many it is known whether they were reached."""
    goals = analysed.goals(inputs).table
    if goals.is_empty():
        return ()
    return (
        told(
            words.GOALS,
            all_rows(goals),
            language=language,
            marks=marks,
            goals=GOALS.of(goals.height),
            deadlines=as_number(goals.filter(pl.col("deadline").is_not_null()).height),
            known=as_number(goals.filter(pl.col("state") != "not known").height),
        ),
    )
