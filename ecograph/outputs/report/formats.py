"""The formats of a report. Each is one file and one line of ``FORMATS``."""

from collections.abc import Callable

from ecograph.outputs.report.docx import docx
from ecograph.outputs.report.html import html
from ecograph.outputs.report.pdf import pdf
from ecograph.outputs.report.xlsx import xlsx
from ecograph.report.document import Document


def _page(document: Document) -> bytes:
    return html(document).encode()


FORMATS: dict[str, Callable[[Document], bytes]] = {"html": _page, "docx": docx, "xlsx": xlsx, "pdf": pdf}
"""What writes each format, by the ending of its file."""
