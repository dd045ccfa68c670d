"""The report of the bundled dataset: read aloud in three languages, every number with its mark, nothing untranslated.

`pytest tests/report/test_report.py --regenerate` writes the golden files anew; read what changed.
"""

import re
from pathlib import Path

import pytest
from reported import inputs_of, plain

from ecograph import sources
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.language.regions import REGIONS
from ecograph.provenance import describe, places
from ecograph.report.document import (
    Chart,
    Document,
    Paragraph,
    Points,
    Section,
    Table,
    Terms,
    blocks_of,
    marks_of,
    tables_of,
)
from ecograph.report.inputs import Inputs
from ecograph.report.report import SECTIONS, found, report
from ecograph.sources.scenarios import scenarios_of

pytestmark = pytest.mark.slow  # the analyses of the whole bundled dataset

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return inputs_of(sources.load(None), scenarios_of(None))


@pytest.fixture(scope="module")
def documents(inputs: Inputs) -> dict[str, Document]:
    return {language: report(inputs, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_reads_as_it_was_read_aloud(
    documents: dict[str, Document], language: str, request: pytest.FixtureRequest
) -> None:
    file, text = GOLDEN / f"report_{language}.txt", plain(documents[language])
    if request.config.getoption("--regenerate"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text.splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_the_sections_stand_in_their_order(documents: dict[str, Document]) -> None:
    names = [section.name for section in documents["en"].sections]
    assert names == [section.__module__.rsplit(".", 1)[1].replace("_", "-") for section in SECTIONS]


def test_marks_and_shape_are_the_same_in_every_language(documents: dict[str, Document]) -> None:
    marks = [marks_of(document.sections) for document in documents.values()]
    assert marks[0] == marks[1] == marks[2]
    shapes = [
        [(name, len(t.columns), len(t.rows), t.marks) for name, t in tables_of(document.sections).items()]
        for document in documents.values()
    ]
    assert shapes[0] == shapes[1] == shapes[2]


def test_every_row_of_a_table_has_a_mark(documents: dict[str, Document]) -> None:
    bare = [name for name, table in tables_of(documents["en"].sections).items() if not all(table.marks)]
    assert bare == []


def test_every_sentence_with_a_number_has_a_mark(documents: dict[str, Document]) -> None:
    """A digit in a name, a date or an explanation of the rules is no number of the data."""
    told = [section for section in documents["en"].sections if section.name not in {"method", "sources"}]
    said = [
        each.text
        for block in blocks_of(told)
        if isinstance(block, (Paragraph, Points))
        for each in block.said
        if not each.mark and re.search(r"(?<![\w-])\d[\d,.]*%?(?![\w-])", each.text)
    ]
    assert [text[:31] for text in said] == ["27 key figures, for 31 December"]  # how many definitions there are


def test_a_difference_is_that_of_the_numbers_shown(documents: dict[str, Document]) -> None:
    """Shortest routes are shared between ways, so they are no whole numbers: 8236.7 and 6121.3 are shown rounded."""
    axes = [table for name, table in tables_of(documents["en"].sections).items() if name.endswith("-axes")]
    told = [row[1:4] for table in axes for row in table.rows]
    assert (8237, 6121, -2116) in told
    assert all(after - before == change for before, after, change in told)  # type: ignore[operator]


def test_each_mark_has_its_note_with_all_its_rows(documents: dict[str, Document], inputs: Inputs) -> None:
    document, known = documents["da"], places(inputs.ecosystem)
    assert [note.mark for note in document.notes] == list(marks_of(document.sections))
    for note in document.notes:
        assert note.n_rows == sum(n for _, n, _ in note.by_source) > 0
        assert all(source in {each.source_id for each in document.sources} for source, _, _ in note.by_source)
    note = next(each for each in document.notes if each.n_rows == 1)
    source, _, (row,) = note.by_source[0]
    place, _, lines = row.partition(" (linje ")
    assert known[place] == (source, lines.rstrip(")"))


def test_a_mark_leads_to_its_rows(documents: dict[str, Document], inputs: Inputs) -> None:
    document = documents["nb"]
    for note in document.notes[:20]:
        assert len(found(inputs, note.mark)) == note.n_rows
    assert found(inputs, f" {document.notes[0].mark.upper()} ") == found(inputs, document.notes[0].mark)


def test_a_mark_of_other_data_is_an_error_with_a_cure(inputs: Inputs) -> None:
    with pytest.raises(
        EcographError, match=r"found the mark 'k0000000', which no number of this report has; .*name that"
    ):
        found(inputs, "k0000000")


def test_names_are_unique_and_sections_at_most_three_levels_deep(documents: dict[str, Document]) -> None:
    names: list[str] = []

    def walk(section: Section, depth: int) -> None:
        assert depth <= 3, section.name
        names.append(section.name)
        for block in section.blocks:
            if isinstance(block, Chart):
                names.extend((block.name, block.table.name))
            elif isinstance(block, Table):
                names.append(block.name)
        for part in section.sections:
            walk(part, depth + 1)

    for section in documents["en"].sections:
        walk(section, 1)
    assert sorted(names) == sorted(set(names))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


SAME_WORDS = {"Jaccard", "HHI", "SHA-256"}
"""What is the same in every language, and no name of the data."""

ALIKE = {
    "da": {"Organisation", "Region", "Start", "Status", "Finland", "organisation", "region", "innovation", "partner"},
    "nb": {"Region", "Start", "Status", "Finland", "region", "partner", "program"},
}
"""What Danish and Norwegian write as English does."""


def strings(document: Document) -> list[str]:
    """Return every text of a report, piece by piece, in the same order in each language."""
    found: list[str] = [document.title, document.subtitle]

    def walk(section: Section) -> None:
        found.append(section.title)
        for block in section.blocks:
            match block:
                case Paragraph(said) | Points(said):
                    found.extend(each.text for each in said)
                case Terms(items):
                    found.extend(text for item in items for text in item)
                case Chart():
                    found.extend((block.caption, block.alternative))
                    of_table(block.table)
                case Table():
                    of_table(block)
        for part in section.sections:
            walk(part)

    def of_table(table: Table) -> None:
        found.extend((table.caption, table.note, *(column.label for column in table.columns)))
        found.extend(cell if isinstance(cell, str) else "" for row in table.rows for cell in row)

    for section in document.sections:
        walk(section)
    return found


@pytest.mark.parametrize("language", ["da", "nb"])
def test_no_machine_phrase_is_left_untranslated(documents: dict[str, Document], inputs: Inputs, language: str) -> None:
    """What is the same in English is made of texts of the data, numbers and dates alone, or is the same word."""
    data = "\n".join(
        str(cell)
        for table in inputs.ecosystem.frames().values()
        for column in table.columns
        for cell in table[column].explode(empty_as_null=True).drop_nulls()
    )
    data += "\n" + "\n".join(describe(inputs.ecosystem, own) for own in inputs.ecosystem.sources["source_id"])
    both = zip(strings(documents["en"]), strings(documents[language]), strict=True)
    same = {own for english, own in both if english == own and re.search(r"[^\W\d_]{3}", own)}
    parts = {part for text in same if text not in data for part in re.split(r", |: |/", text)}
    left = {part for part in parts if re.search(r"[^\W\d_]{3}", part) and part not in data}
    assert left - SAME_WORDS - ALIKE[language] - set(REGIONS.values()) - {inputs.ecosystem.title} == set()


def test_an_english_reason_in_a_danish_report_would_be_found(documents: dict[str, Document]) -> None:
    """The check above sees every cell: of both languages it reads as many texts, and the reasons are among them."""
    english, danish = strings(documents["en"]), strings(documents["da"])
    assert len(english) == len(danish) > 2000
    reason = english.index("no figure measures it")
    assert danish[reason] == "intet tal måler det"
