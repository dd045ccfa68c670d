"""The report of a dataset: its sections in order. A new section is one file and one line in ``SECTIONS``."""

from collections.abc import Callable

from ecograph.errors import EcographError
from ecograph.language import dated
from ecograph.language.page import PAGE
from ecograph.language.report import SUBTITLE, TITLE
from ecograph.provenance import describe
from ecograph.report.brokerage import section as brokerage
from ecograph.report.clusters import section as clusters
from ecograph.report.document import Document, Section, Source
from ecograph.report.funding import section as funding
from ecograph.report.gaps import section as gaps
from ecograph.report.inputs import Inputs
from ecograph.report.key_figures import section as key_figures
from ecograph.report.marks import Marks
from ecograph.report.merger import section as merger
from ecograph.report.method import section as method
from ecograph.report.overlap import section as overlap
from ecograph.report.overview import section as overview
from ecograph.report.partners import section as partners
from ecograph.report.quality import section as quality
from ecograph.report.sources import section as sources

SECTIONS: tuple[Callable[[Inputs, str, Marks], Section], ...] = (
    overview,
    clusters,
    overlap,
    merger,
    gaps,
    brokerage,
    funding,
    partners,
    key_figures,
    quality,
    method,
    sources,
)
"""Every section, in the order in which it is read."""


def report(inputs: Inputs, language: str) -> Document:
    """Return the report of a dataset in one language.

    Args:
        inputs: What it is made from.
        language: da, nb or en.
    """
    return _written(inputs, language)[0]


def found(inputs: Inputs, text: str) -> tuple[str, ...]:
    """Return the rows of the dataset behind a mark of its report, sorted.

    Args:
        inputs: What the report is made from.
        text: The mark, such as k1a2b3c4.

    Raises:
        EcographError: The report has no such mark.
    """
    rows = _written(inputs, "en")[1].rows(text.strip().lower())
    if not rows:
        raise EcographError(
            f"found the mark {text!r}, which no number of this report has; "
            "a mark holds for the data that the report was made from: name that dataset, or make the report anew"
        )
    return rows


def _written(inputs: Inputs, language: str) -> tuple[Document, Marks]:
    marks, eco = Marks(), inputs.ecosystem
    sections = tuple(section(inputs, language, marks) for section in SECTIONS)
    document = Document(
        eco.title or TITLE.in_(language),
        SUBTITLE.in_(language).format(day=dated(inputs.day.isoformat(), language)),
        language,
        sections,
        marks.notes(inputs.stated, sections, lines=PAGE["lines"].in_(language)),
        tuple(_source(row, describe(eco, row["source_id"])) for row in eco.sources.iter_rows(named=True)),
    )
    return document, marks


def _source(row: dict[str, str | None], words: str) -> Source:
    url = row["url"] or ""
    return Source(
        row["source_id"] or "", words, url if url.startswith(("https://", "http://")) else "", row["licence"] or ""
    )
