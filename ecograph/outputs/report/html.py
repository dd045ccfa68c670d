"""The report as one HTML document that loads nothing and runs nothing, for the screen and for paper.

Texts are escaped by the template; signs that hide or reorder text are shown as their code. The style is the only thing
the Content-Security-Policy lets in, by its hash.
"""

import base64
import hashlib
import math
import re
from collections.abc import Mapping
from importlib import resources
from typing import Final, Literal, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ecograph.charts.svg import svg
from ecograph.language import number
from ecograph.language.document import COUNTED, DOCUMENT
from ecograph.outputs.report.texts import SOURCES, is_of_numbers, numbers, shortened, visible
from ecograph.report.document import (
    Block,
    Cell,
    Chart,
    Document,
    Interval,
    Note,
    Paragraph,
    Points,
    Said,
    Section,
    Source,
    Table,
    Terms,
)

Medium = Literal["screen", "paper"]
"""What a page is for: a browser, which can print it too, or a program that only lays out pages."""

STYLE: Final[Mapping[Medium, tuple[str, ...]]] = {
    "screen": ("base", "screen", "print", "browser"),
    "paper": ("base", "print", "paper"),
}
"""The parts of the style sheet, each a file in ``templates/report``."""

_LONG_WORD: Final = re.compile(r"\S{40}(?=\S)")
_NOT_PLAIN: Final = re.compile(r"[^a-z0-9.-]")
_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\"<>\\^`{|}]+")
_TITLE_LENGTH: Final = 90
_SHORT: Final = 4
"""Up to so many rows stand openly in a note; more are folded, and left out on paper, where nobody looks them up."""


class _Link(NamedTuple):
    """A mark in the text: where it leads, and the name of its own place when it is the first of its kind."""

    mark: str
    note: str
    use: str


class _Sentence(NamedTuple):
    text: str
    link: _Link | None


class _Head(NamedTuple):
    label: str
    is_number: bool


class _Row(NamedTuple):
    cells: tuple[str | None, ...]
    link: _Link | None


class _Table(NamedTuple):
    kind: str
    id: str
    title: str
    caption: str
    heads: tuple[_Head, ...]
    rows: tuple[_Row, ...]
    is_marked: bool
    names_rows: bool
    note: str
    more: str


class _Figure(NamedTuple):
    kind: str
    id: str
    title: str
    caption: str
    picture: Markup
    summary: str
    table: _Table


class _Block(NamedTuple):
    kind: str
    said: tuple[_Sentence, ...] = ()
    items: tuple[tuple[str, str], ...] = ()


class _Section(NamedTuple):
    id: str
    title: str
    level: int
    blocks: tuple[_Block | _Table | _Figure, ...]
    sections: tuple["_Section", ...]
    has_sources: bool


class _Stated(NamedTuple):
    """What one source states of the rows behind a mark."""

    place: str
    name: str
    n: str
    rows: tuple[str, ...]
    more: str


class _Note(NamedTuple):
    id: str
    mark: str
    rows: str
    use: str
    by_source: tuple[_Stated, ...]
    is_short: bool


class _Source(NamedTuple):
    id: str
    name: str
    words: str
    url: str
    licence: str


def html(document: Document) -> str:
    """Return a report as one HTML document, which opens offline, prints on A4 and needs no script.

    Args:
        document: The report. Its texts need not be safe: they are escaped, and only http and https become links.

    The same document gives the same text.
    """
    return page(document, "screen")


def page(document: Document, medium: Medium) -> str:
    """Return a report as one HTML document for a medium; see ``html`` for what it promises."""
    language = document.language
    shaped = _Shaping(document, medium)
    sections = tuple(shaped.section(each, 2) for each in document.sections)
    style = _style(document, medium)
    environment = Environment(
        loader=PackageLoader("ecograph.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    example = document.notes[0].mark if document.notes else ""
    return environment.get_template("report/report.html.j2").render(
        language=language,
        title=visible(document.title),
        subtitle=visible(document.subtitle),
        words={name: words.in_(language) for name, words in DOCUMENT.items()},
        style=style,
        policy=f"default-src 'none'; style-src {_hash(style)}; base-uri 'none'; form-action 'none'",
        sections=sections,
        lists_sources=bool(document.sources) and not any(section.has_sources for section in sections),
        notes=tuple(shaped.note(each) for each in document.notes),
        is_paper=medium == "paper",
        notes_text=DOCUMENT["notes_text"].in_(language).format(mark=visible(example)),
        sources=tuple(shaped.source(each) for each in document.sources),
    )


def anchor(kind: str, name: str) -> str:
    """Return the id of a part, which no other name of this kind has, whatever the name holds.

    >>> anchor("table", "by-year"), anchor("source", "å b")
    ('table-by-year', 'source-_e5__20_b')
    """
    return f"{kind}-" + _NOT_PLAIN.sub(lambda found: f"_{ord(found[0]):x}_", name)


class _Shaping:
    """A document on its way to the template: it numbers tables and figures, and knows where a mark was first used."""

    def __init__(self, document: Document, medium: Medium) -> None:
        self.language = document.language
        self.medium = medium
        self.noted = {note.mark for note in document.notes}
        self.listed = {source.source_id for source in document.sources}
        self.used: set[str] = set()
        self.n_tables = 0
        self.n_figures = 0

    def section(self, section: Section, level: int) -> _Section:
        blocks = tuple(self.block(each) for each in section.blocks)
        below = tuple(self.section(each, level + 1) for each in section.sections)
        has_sources = bool(self.listed) and level == 2 and section.name == SOURCES  # noqa: PLR2004 - the highest
        return _Section(anchor("section", section.name), visible(section.title), level, blocks, below, has_sources)

    def block(self, block: Block) -> _Block | _Table | _Figure:
        match block:
            case Paragraph(said):
                return _Block("paragraph", said=tuple(map(self.sentence, said)))
            case Points(said):
                return _Block("points", said=tuple(map(self.sentence, said)))
            case Terms(items):
                return _Block("terms", items=tuple((visible(term), visible(means)) for term, means in items))
            case Table():
                return self.table(block)
            case _:
                return self.figure(block)

    def sentence(self, said: Said) -> _Sentence:
        return _Sentence(visible(said.text), self.link(said.mark))

    def link(self, mark: str) -> _Link | None:
        """Return the mark as a link to its note; without a note it is shown, but leads nowhere."""
        if not mark:
            return None
        if mark not in self.noted:
            return _Link(visible(mark), "", "")
        use = "" if mark in self.used else anchor("use", mark)
        self.used.add(mark)
        return _Link(visible(mark), anchor("note", mark), use)

    def table(self, table: Table) -> _Table:
        self.n_tables += 1
        heads = tuple(
            _Head(_breakable(column.label), is_of_numbers(table, i)) for i, column in enumerate(table.columns)
        )
        units = [column.unit for column in table.columns]
        rows = tuple(
            _Row(tuple(self.cell(cell, unit) for cell, unit in zip(row, units, strict=True)), self.link(mark))
            for row, mark in zip(table.rows, table.marks, strict=True)
        )
        return _Table(
            "table",
            anchor("table", table.name),
            DOCUMENT["table"].in_(self.language).format(n=self.n_tables),
            visible(table.caption),
            heads,
            rows,
            is_marked=any(table.marks),
            names_rows=bool(heads) and not heads[0].is_number,
            note=visible(table.note),
            more=COUNTED["not_shown"].of(table.n_more)(self.language) if table.n_more else "",
        )

    def cell(self, cell: Cell, unit: str) -> str | None:
        """Return what a cell shows; None for what is not known."""
        match cell:
            case None:
                return None
            case str():
                return _breakable(cell)
            case Interval(low, high):
                return numbers(low, high, unit, self.language)
            case _:
                return None if math.isnan(cell) else numbers(cell, cell, unit, self.language)

    def figure(self, chart: Chart) -> _Figure:
        self.n_figures += 1
        caption, alternative = visible(chart.caption), visible(chart.alternative)
        is_paper = self.medium == "paper"  # there the title is all that is read aloud
        picture = svg(
            chart.drawing,
            title=alternative if is_paper else caption,
            description=alternative,
            identity=anchor("picture", chart.name),
        )
        return _Figure(
            "figure",
            anchor("figure", chart.name),
            DOCUMENT["figure"].in_(self.language).format(n=self.n_figures),
            caption,
            Markup(picture),  # noqa: S704 - its texts are escaped there
            DOCUMENT["numbers"].in_(self.language).format(n=self.n_figures),
            self.table(chart.table),
        )

    def note(self, note: Note) -> _Note:
        by_source = tuple(self.stated(*each) for each in note.by_source)
        use = anchor("use", note.mark) if note.mark in self.used else ""
        rows = COUNTED["rows"].of(note.n_rows)(self.language)
        return _Note(anchor("note", note.mark), visible(note.mark), rows, use, by_source, note.n_rows <= _SHORT)

    def stated(self, source: str, n: int, rows: tuple[str, ...]) -> _Stated:
        further = n - len(rows)
        more = DOCUMENT["more"].in_(self.language).format(n=number(further, self.language)) if further else ""
        place = anchor("source", source) if source in self.listed else ""
        return _Stated(place, visible(source), number(n, self.language), tuple(map(visible, rows)), more)

    def source(self, source: Source) -> _Source:
        words = DOCUMENT["licence"].in_(self.language).format(licence=visible(source.licence))
        return _Source(
            anchor("source", source.source_id),
            visible(source.source_id),
            visible(source.words),
            source.url if _ADDRESS.fullmatch(source.url) and visible(source.url) == source.url else "",
            words if source.licence else DOCUMENT["no_licence"].in_(self.language),
        )


def _breakable(text: str) -> Markup:
    r"""Return a text for a cell, with places to break in words so long that no column could hold them.

    >>> print(_breakable("<b> " + "x" * 41))
    &lt;b&gt; xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx<wbr>x
    """
    return Markup("<wbr>").join(_LONG_WORD.sub("\\g<0>\0", visible(text)).split("\0"))


def _style(document: Document, medium: Medium) -> Markup:
    """Return the style sheet: its parts, and the running title and page number as this document has them."""
    folder = resources.files("ecograph.outputs").joinpath("templates", "report")
    parts = [folder.joinpath(f"{part}.css").read_text(encoding="utf-8") for part in STYLE[medium]]
    title = shortened(visible(document.title), _TITLE_LENGTH)
    pages = re.split(r"\{(\w+)\}", DOCUMENT["page"].in_(document.language))
    counted = " ".join(f"counter({each})" if i % 2 else _quoted(each) for i, each in enumerate(pages))
    margins = f"@page {{ @top-left {{ content: {_quoted(title)} }} @bottom-right {{ content: {counted} }} }}\n"
    return Markup("".join(parts) + margins)  # noqa: S704 - ours, and the title as a CSS string


def _quoted(text: str) -> str:
    r"""Return a text as a string of CSS in which no sign can end it.

    >>> print(_quoted("A </style>"))
    "A \3c \2f style\3e "
    """
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
