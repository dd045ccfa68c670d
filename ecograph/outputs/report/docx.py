"""The report as a Word document: real headings, numbered captions, tables that can be edited, charts as pictures.

The library is slow to import and is imported by nothing else, so ``docx_body`` and what it uses are imported late.
"""

import io
import zipfile
from typing import TYPE_CHECKING, Final

from ecograph.outputs.report.office import plain
from ecograph.outputs.report.texts import shortened
from ecograph.report.document import Document

if TYPE_CHECKING:
    from docx.document import Document as Book

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_TITLE: Final = 255
_UNUSED: Final = ("customXml", "stylesWithEffects", "webSettings", "fontTable", "extended-properties", "thumbnail")
"""What the library's template brings and a report does not need: among them a picture and the name of a program."""


def docx(document: Document) -> bytes:
    """Return a report as a Word document.

    Args:
        document: The report. Its texts may hold anything: signs that XML cannot hold are shown as their code, and only
            https becomes a link.

    The same document gives the same bytes.
    """
    import docx as library

    from ecograph.outputs.report.docx_body import write
    from ecograph.outputs.report.docx_styles import dress

    book = library.Document()
    dress(book, document.language)
    _about(book, document)
    _strip(book)
    write(book, document)
    buffer = io.BytesIO()
    book.save(buffer)
    return _same_bytes(buffer)


def _about(book: "Book", document: Document) -> None:
    """Leave the title and the language in the properties: no author, no program, no date."""
    own = book.core_properties
    for child in list(own._element):  # noqa: SLF001 - the library has no way to remove a property
        own._element.remove(child)  # noqa: SLF001
    own.title = shortened(plain(document.title), _LONGEST_TITLE)
    own.language = document.language


def _strip(book: "Book") -> None:
    for relations in (book.part.rels, book.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED):
                del relations[name]


def _same_bytes(saved: io.BytesIO) -> bytes:
    """Return a package with the same parts in the same order and no time of day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _DATE), before.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
