"""The elements of a Word document that the report is written with: paragraphs, runs, links, bookmarks, fields."""

from collections.abc import Iterable, Iterator
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ecograph.outputs.report.office import plain

Elements = Iterable[BaseOxmlElement]

MARK: Final = "Mark"
"""The style of a mark in the text."""


def element(tag: str, /, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Return an element of WordprocessingML with its attributes and what it holds.

    >>> element("jc", val="right").xml.splitlines()[-1].split(" ")[-1]
    'w:val="right"/>'
    """
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def text(shown: str, style: str = "") -> BaseOxmlElement:
    """Return a run with a text, in a style of characters; "" for that of its paragraph."""
    held = OxmlElement("w:t")
    held.text = plain(shown)
    held.set(qn("xml:space"), "preserve")
    return run(held, style)


def run(held: BaseOxmlElement, style: str = "") -> BaseOxmlElement:
    """Return a run that holds an element, in a style of characters; "" for that of its paragraph."""
    made = element("r")
    if style:
        made.append(element("rPr", element("rStyle", val=style)))
    made.append(held)
    return made


def paragraph(style: str, held: Elements = ()) -> BaseOxmlElement:
    """Return a paragraph in a style."""
    return element("p", element("pPr", element("pStyle", val=style)), *held)


def link(place: str, held: Elements) -> BaseOxmlElement:
    """Return a link to a bookmark of the document."""
    return element("hyperlink", *held, anchor=place, history=1)


def link_outside(relation: str, held: Elements) -> BaseOxmlElement:
    """Return a link to an address, given as the id of its relationship."""
    made = element("hyperlink", *held, history=1)
    made.set(qn("r:id"), relation)
    return made


def place_of(mark: str) -> str:
    """Return the name of the bookmark at the note of a mark.

    >>> place_of("k12ab34c")
    'note_k12ab34c'
    """
    return f"note_{mark}"


def marked(mark: str, *, noted: bool) -> tuple[BaseOxmlElement, ...]:
    """Return a mark, as a link to its note where there is one; nothing where there is no mark."""
    if not mark:
        return ()
    shown = text(mark, MARK)
    return (link(place_of(mark), [shown]),) if noted else (shown,)


def bookmarked(name: str, number: int, held: Elements) -> Iterator[BaseOxmlElement]:
    """Yield what a bookmark holds, between its two ends.

    Args:
        name: Its name: at most 40 letters, digits and underscores.
        number: A number that no other bookmark has.
        held: What it holds.
    """
    yield element("bookmarkStart", id=number, name=name)
    yield from held
    yield element("bookmarkEnd", id=number)


def field(instruction: str, shown: str, style: str = "") -> Iterator[BaseOxmlElement]:
    """Yield a field: what Word shall compute, what it shows until then, and the style of its characters."""
    yield from field_begins(instruction, style)
    if shown:
        yield text(shown, style)
    yield field_ends(style)


def field_begins(instruction: str, style: str = "") -> Iterator[BaseOxmlElement]:
    """Yield the beginning of a field, after which stands what it shows."""
    code = OxmlElement("w:instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    yield run(element("fldChar", fldCharType="begin"), style)
    yield run(code, style)
    yield run(element("fldChar", fldCharType="separate"), style)


def field_ends(style: str = "") -> BaseOxmlElement:
    """Return the end of a field."""
    return run(element("fldChar", fldCharType="end"), style)
