"""The last section: where the data come from, and how to follow a number."""

from ecograph.language import capital
from ecograph.language.report import SOURCES
from ecograph.language.report import sources as words
from ecograph.language.sentences import as_is
from ecograph.report.document import Column, Section, Table
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.overview import EXAMPLE
from ecograph.report.writing import paragraph, told
from ecograph.rows import ROWS, reference


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return where the data come from, and how to follow a number; the document lists the sources themselves."""
    sources = inputs.ecosystem.sources
    about = told(
        words.ABOUT,
        sources.select(reference("sources"))[ROWS],
        language=language,
        marks=marks,
        sources=SOURCES.of(sources.height),
    )
    explain = told(words.EXPLAIN, language=language, marks=marks, example=as_is(EXAMPLE))
    files = tuple(sorted(inputs.inputs.items()))
    table = Table(
        "sources-files",
        words.FILES.in_(language),
        (Column(capital(words.FILE.in_(language))), Column(words.SUM.in_(language))),
        files,
        ("",) * len(files),
    )
    blocks = (*paragraph(about, explain), *((table,) if files else ()))
    return Section("sources", words.TITLE.in_(language), blocks)
