"""XLSX workbooks as text, whatever is damaged in them: what reading a dataset and reading a member list share."""

import io
import lzma
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from ecograph import cells

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

LAST_ROW = 1_048_576
"""The last row that a sheet can have; a row that says it comes after it is damage."""

UNUSABLE = {
    "f": ("formula", "found a formula, expected its value; copy the cell and paste it as a value"),
    "e": ("type", "found an error value such as #N/A, expected a value; retype it"),
}
"""The types of cells that hold no value, with the code and the words of their issue."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,  # it is another kind of document
    SyntaxError,  # what the XML parsers raise, that of lxml where it is installed too
    LookupError,  # a part that the workbook names is not in it, or an encoding is not known
    ValueError,  # a number, reference or encoding inside it is none
    TypeError,  # an attribute that must be there is not
    AttributeError,
    EOFError,
    OverflowError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # it is encrypted, or nested too deep
)
"""What openpyxl and the layers below it raise on a damaged workbook."""


class UnreadableError(Exception):
    """A workbook is damaged, too large, or none."""


@contextmanager
def opened(content: bytes, limit: int) -> Iterator["Workbook"]:
    """Give a workbook for reading; its cells are read inside the block.

    Args:
        content: The bytes of the file.
        limit: The bytes that it may unpack to.

    Raises:
        UnreadableError: It cannot be opened, or something that is read inside the block is damaged.
    """
    from openpyxl import load_workbook
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import TranslatorError

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > limit:
                raise ValueError(f"it unpacks to more than {limit:,} bytes")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl speaks of styles, notes and the like
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except (TokenizerError, TranslatorError, *_BROKEN) as error:
        raise UnreadableError(str(error)) from error


def rows(sheet: "ReadOnlyWorksheet") -> Iterator[tuple[int, tuple["ReadOnlyCell", ...]]]:
    """Yield the number and the cells of each row of a sheet.

    Raises:
        ValueError: A row says that it comes after the last one that a sheet can have.
    """
    sheet.reset_dimensions()  # the size that it says it has may be too small, which would hide rows, or far too large
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line > LAST_ROW:
            raise ValueError(f"a sheet has rows after {LAST_ROW:,}")
        yield line, row


def text(value: object) -> str:
    """Return the text that a CSV file would have for the value of a cell.

    >>> text(12.0), text(0.25), text(datetime(2020, 1, 2)), text(True), text(None)
    ('12', '0.25', '2020-01-02', 'TRUE', '')
    """
    match value:
        case bool():
            return str(value).upper()
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return cells.text(value).replace("\r\n", "\n")
