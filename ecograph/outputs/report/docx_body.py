"""The text of the report in Word, from the title to the notes.

Word fills a table of contents only after asking the reader. So it is written out here, with its links; the page numbers
in it are fields, which Word fills when it prints or when the reader updates the table.
"""

import io
import re
from collections.abc import Iterator
from itertools import count
from typing import Final, NamedTuple

from docx.document import Document as Book
from docx.oxml import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line

from ecograph.charts.picture import png
from ecograph.language.document import COUNTED, DOCUMENT
from ecograph.outputs.report.docx_elements import (
    bookmarked,
    element,
    field,
    field_begins,
    field_ends,
    link,
    link_outside,
    marked,
    paragraph,
    place_of,
    run,
    text,
)
from ecograph.outputs.report.docx_tables import drawn
from ecograph.outputs.report.office import listed_source, lists_sources, named_rows, plain
from ecograph.outputs.report.texts import shortened
from ecograph.report.document import (
    Block,
    Chart,
    Document,
    Note,
    Paragraph,
    Points,
    Said,
    Section,
    Source,
    Table,
    Terms,
)

_WIDEST: Final = 481.9
"""The widest picture in points: the width of the text."""

_DEEPEST: Final = 3
_LISTED_LEVELS: Final = 2
_ROOM: Final = 40
"""So many headings fit on the first page; where there are more, the contents list only those of the highest level."""

_SHORT: Final = 4
"""Up to so many rows are named in a note; of more, only how many each source states, as on paper."""

_LONGEST_HEADER: Final = 90
_LINK_OUTSIDE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class _Heading(NamedTuple):
    title: str
    level: int
    place: str


def write(book: Book, document: Document) -> None:
    """Write a report into an empty document that has its styles."""
    writing = _Writing(book, document)
    body = [*writing.body()]
    for each in (*writing.front(), *body):
        writing.end.addprevious(each)
    writing.margins()


class _Writing:
    """A report on its way into a document: it numbers tables, figures and bookmarks, and knows the headings so far."""

    def __init__(self, book: Book, document: Document) -> None:
        self.book = book
        self.document = document
        self.language = document.language
        self.noted = frozenset(note.mark for note in document.notes)
        self.end = book.element.body.sectPr
        self.bookmarks = count(1)
        self.n_tables = count(1)
        self.n_figures = count(1)
        self.headings: list[_Heading] = []

    def front(self) -> Iterator[BaseOxmlElement]:
        """Yield the first page: title, state of the data, contents."""
        yield paragraph("Title", [text(self.document.title)])
        yield paragraph("Subtitle", [text(self.document.subtitle)])
        levels = _LISTED_LEVELS if sum(each.level <= _LISTED_LEVELS for each in self.headings) <= _ROOM else 1
        listed = [each for each in self.headings if each.level <= levels]
        if listed:
            yield self._contents(listed, levels)

    def _contents(self, listed: list[_Heading], levels: int) -> BaseOxmlElement:
        lines = []
        for place, heading in enumerate(listed):
            held = [text(heading.title), run(element("tab")), *field(f"PAGEREF {heading.place} \\h", "")]
            entry = [link(heading.place, held)]
            if place == 0:
                entry = [*field_begins(f'TOC \\o "1-{levels}" \\h \\z'), *entry]
            if place == len(listed) - 1:
                entry.append(field_ends())
            lines.append(paragraph(f"TOC{heading.level}", entry))
        part = element("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
        title = paragraph("TOCHeading", [text(DOCUMENT["contents"].in_(self.language))])
        return element("sdt", element("sdtPr", part), element("sdtContent", title, *lines))

    def body(self) -> Iterator[BaseOxmlElement]:
        """Yield everything after the first page, and note the headings."""
        has_listed = False
        for section in self.document.sections:
            yield from self._section(section, 1)
            if lists_sources(self.document, section):
                has_listed = True
                yield from map(self._source, self.document.sources)
        if self.document.sources and not has_listed:
            yield self._heading(DOCUMENT["sources"].in_(self.language), 1)
            yield from map(self._source, self.document.sources)
        if self.document.notes:
            yield self._heading(DOCUMENT["notes"].in_(self.language), 1)
            example = self.document.notes[0].mark
            yield paragraph("Normal", [text(DOCUMENT["notes_text"].in_(self.language).format(mark=example))])
            yield from map(self._note, self.document.notes)

    def margins(self) -> None:
        """Write the running title, from the second page on, and the number of each page."""
        page = self.book.sections[0]
        page.header.paragraphs[0].add_run(shortened(plain(self.document.title), _LONGEST_HEADER))
        for footer in (page.footer, page.first_page_footer):
            self._number_pages(footer.paragraphs[0])

    def _number_pages(self, line: Line) -> None:
        fields = {"page": "PAGE", "pages": "NUMPAGES"}
        for part in re.split(r"\{(\w+)\}", DOCUMENT["page"].in_(self.language)):
            held = field(fields[part], "1") if part in fields else [text(part)]
            line._p.extend(held)  # noqa: SLF001 - the library knows no fields
        line.style = "Footer"

    def _heading(self, title: str, level: int) -> BaseOxmlElement:
        heading = _Heading(title, min(level, _DEEPEST), f"_Toc{len(self.headings) + 1:09}")
        made = paragraph(f"Heading{heading.level}", bookmarked(heading.place, next(self.bookmarks), [text(title)]))
        if not self.headings:  # the first page is the title's
            made[0].append(element("pageBreakBefore"))
        self.headings.append(heading)
        return made

    def _section(self, section: Section, level: int) -> Iterator[BaseOxmlElement]:
        yield self._heading(section.title, level)
        for block in section.blocks:
            yield from self._block(block)
        for below in section.sections:
            yield from self._section(below, level + 1)

    def _block(self, block: Block) -> Iterator[BaseOxmlElement]:
        match block:
            case Paragraph(said):
                yield paragraph("Normal", self._sentences(said))
            case Points(said):
                yield from (paragraph("ListBullet", self._sentences([each])) for each in said)
            case Terms(items):
                for term, means in items:
                    yield paragraph("Term", [text(term)])
                    yield paragraph("Explanation", [text(means)])
            case Table():
                yield from self._table(block)
            case _:
                yield from self._chart(block)

    def _sentences(self, said: "tuple[Said, ...] | list[Said]") -> Iterator[BaseOxmlElement]:
        for place, each in enumerate(said):
            yield text((" " if place else "") + each.text + ("\xa0" if each.mark else ""))
            yield from marked(each.mark, noted=each.mark in self.noted)

    def _caption(self, style: str, kind: str, n: int, caption: str) -> BaseOxmlElement:
        before, _, after = DOCUMENT[kind].in_(self.language).partition("{n}")
        label = before.strip()
        counted = field(f"SEQ {label} \\* ARABIC", str(n), "Label")
        return paragraph(style, [text(before, "Label"), *counted, text(f"{after}.", "Label"), text(f" {caption}")])

    def _table(self, table: Table) -> Iterator[BaseOxmlElement]:
        yield self._caption("Caption", "table", next(self.n_tables), table.caption)
        if not table.rows:
            yield paragraph("Below", [text(DOCUMENT["no_rows"].in_(self.language))])
            return
        yield drawn(table, self.language, self.noted)
        more = COUNTED["not_shown"].of(table.n_more)(self.language) if table.n_more else ""
        yield paragraph("Below", [text(" ".join(filter(None, (more, table.note))))])

    def _chart(self, chart: Chart) -> Iterator[BaseOxmlElement]:
        drawing = chart.drawing
        scale = min(1.0, _WIDEST / drawing.width)
        inline = self.book.part.new_pic_inline(io.BytesIO(png(drawing)), Pt(drawing.width * scale))
        for side in ("T", "B", "L", "R"):  # else some programs leave room beside it
            inline.set(f"dist{side}", "0")
        n = next(self.n_figures)
        inline.docPr.set("id", str(n))
        inline.docPr.set("name", DOCUMENT["figure"].in_(self.language).format(n=n))
        inline.docPr.set("descr", plain(chart.alternative))
        held = OxmlElement("w:drawing")
        held.append(inline)
        yield paragraph("Figure", [run(held)])
        yield self._caption("FigureCaption", "figure", n, chart.caption)
        yield from self._table(chart.table)

    def _source(self, source: Source) -> BaseOxmlElement:
        shown = listed_source(source, self.language)
        words = [text(shown.words, "Hyperlink" if shown.url else "")]
        if shown.url:
            words = [link_outside(self.book.part.relate_to(shown.url, _LINK_OUTSIDE, is_external=True), words)]
        return paragraph("Source", [text(f"{shown.name}: ", "Code"), *words, text(f" · {shown.licence}")])

    def _note(self, note: Note) -> BaseOxmlElement:
        """Return a note as one paragraph: its mark, its sources and how many rows each states; few rows are named."""
        held = [*bookmarked(place_of(note.mark), next(self.bookmarks), [text(note.mark, "Label")])]
        held.append(text(f" {COUNTED['rows'].of(note.n_rows)(self.language)}"))
        for source, n, first in note.by_source:
            rows = COUNTED["rows"].of(n)(self.language)
            held.append(text(f" · {source} ({rows})"))
            if note.n_rows <= _SHORT:
                held += [text(": "), text(named_rows(first, n, self.language), "Rows")]
        return paragraph("Note", held)
