"""LibreOffice opens the report for Word and for Excel, and prints all that stands in it.

The expected texts of cells are written out here, as the three languages write numbers; LibreOffice shows those of a
sheet in its own language, which is English.
"""

from collections.abc import Mapping

import pytest
from documents import document, hostile_document, long_document
from office import REASON, is_there, printed, squeezed

from ecograph.language import LANGUAGES
from ecograph.outputs.report.docx import docx
from ecograph.outputs.report.xlsx import xlsx
from ecograph.report.document import Document, Paragraph, Points, Terms, blocks_of, tables_of

pytestmark = [
    pytest.mark.slow,  # LibreOffice starts and prints eight files
    pytest.mark.skipif(not is_there(), reason=REASON),
]

ON_PAPER = {
    "da": ("mindst 280", "27,3", "90,0–100,0", "0,125", "1.204", "12,3", "210–240", "100,0", "0,500"),
    "nb": ("minst 280", "27,3", "90,0–100,0", "0,125", "1\xa0204", "12,3", "210–240", "100,0", "0,500"),
    "en": ("at least 280", "27.3", "90.0–100.0", "0.125", "1,204", "12.3", "210–240", "100.0", "0.500"),
}
"""Cells of the table of members, as each language writes them: counts, shares, millions of kroner, indices."""

IN_A_SHEET = ("280", "27.3%", "90.0", "100.0", "0.125", "1,204", "12.3", "210", "240", "100.0%", "-2.5", "0.500")
"""The same in a sheet: an interval has two cells."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[str, ...]]:
    files = {f"text-{language}.docx": docx(document(language)) for language in LANGUAGES}
    files |= {f"sheets-{language}.xlsx": xlsx(document(language)) for language in LANGUAGES}
    files["long.docx"] = docx(long_document(1, 200, "da"))
    files["hostile.xlsx"] = xlsx(hostile_document())
    return printed(files, tmp_path_factory.mktemp("office"))


def texts(report: Document) -> list[str]:
    """Return every text of a report that both formats show: captions, heads, cells of text, notes, terms, sources."""
    tables = tables_of(report.sections).values()
    found = [table.caption for table in tables] + [table.note for table in tables]
    found += [column.label for table in tables for column in table.columns]
    found += [cell for table in tables for row in table.rows for cell in row if isinstance(cell, str)]
    found += [mark for table in tables for mark in table.marks]
    found += [
        text
        for block in blocks_of(report.sections)
        if isinstance(block, Terms)
        for item in block.items
        for text in item
    ]
    return [report.title, report.subtitle, *found, *(source.words for source in report.sources)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_prints_every_cell_and_sentence_of_the_word_document(
    pages: Mapping[str, tuple[str, ...]], language: str
) -> None:
    report, text = document(language), "".join(pages[f"text-{language}.docx"])
    said = [
        each.text
        for block in blocks_of(report.sections)
        if isinstance(block, Paragraph | Points)
        for each in block.said
    ]
    titles = [section.title for section in report.sections]
    missing = [each for each in (*texts(report), *said, *titles, *ON_PAPER[language]) if squeezed(each) not in text]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_prints_every_cell_of_the_workbook(pages: Mapping[str, tuple[str, ...]], language: str) -> None:
    text = "".join(pages[f"sheets-{language}.xlsx"])
    assert [each for each in (*texts(document(language)), *IN_A_SHEET) if squeezed(each) not in text] == []


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("da", "Side1af3", "Side3af3"), ("nb", "Side1av3", "Side3av3"), ("en", "Page1of3", "Page3of3")],
)
def test_libreoffice_numbers_the_pages(
    pages: Mapping[str, tuple[str, ...]], language: str, first: str, last: str
) -> None:
    own = pages[f"text-{language}.docx"]
    assert len(own) == 3
    assert first in own[0]
    assert last in own[-1]


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(pages: Mapping[str, tuple[str, ...]]) -> None:
    own = [page for page in pages["long.docx"] if "Organisation1" in page]
    assert len(own) > 3
    assert [page for page in own if "Koncentration,indeksfra0til1" not in page] == []


def test_a_formula_in_the_data_is_printed_as_it_stands(pages: Mapping[str, tuple[str, ...]]) -> None:
    text = "".join(pages["hostile.xlsx"])
    assert [each for each in ("=cmd|'/C calc'!A1", "+1+1", "-1+1", "@x") if squeezed(each) not in text] == []
