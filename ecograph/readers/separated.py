"""Splitting a published file of separated values into columns of text, with the line on which each row begins.

The cells are split by polars, a hundred thousand rows in a second. Quotes, separators and line breaks are
counted apart, so that a row with too few or too many cells has its true line, also after cells that go over
several lines, and no row is read askew.
"""

import io
import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from ecograph.errors import Issue
from ecograph.parse import LINE
from ecograph.readers.reader import File

_QUOTE, _NEWLINE = b'"\n'
_LOST = "\N{REPLACEMENT CHARACTER}"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Split:
    """A file as columns of text.

    Args:
        frame: The rows: a text column for each column of the header, and ``line``, the line on which the row
            begins. Blanks around a cell are gone; an empty cell is null.
        header: The names of the columns; empty when the file could not be split.
        issues: What could not be split; those rows are not in the frame.
        n_lost: The number of rows that are not in the frame.
    """

    frame: pl.DataFrame
    header: tuple[str, ...]
    issues: tuple[Issue, ...]
    n_lost: int = 0


def split(file: File, *, separator: str = ";") -> Split:
    r"""Return the rows of a file as columns of text.

    A file is read as UTF-8, with or without a byte-order mark, and one that is not UTF-8 as Windows-1252, which
    has the letters of Latin-1. A control character stands for a letter that was lost before the file was
    published: it becomes U+FFFD, and an issue counts it. A file in which a quote never ends is not read at all,
    since nobody can say where its cells end.

    Args:
        file: The file.
        separator: The one sign between two cells.

    >>> given = File("a.csv", b'"id";"name"\n"1";"two\nlines"\n"2";""\n"3"\n')
    >>> found = split(given)
    >>> found.frame.rows()
    [('1', 'two\nlines', 2), ('2', None, 4)]
    >>> print(found.issues[0])
    a.csv:5:-: format: found 1 cell, expected 2 as in the header; the row is not read
    """
    text, issues = _text(file)
    content = text.encode()
    marks = np.frombuffer(content, dtype=np.uint8)
    inside = np.bitwise_xor.accumulate((marks == _QUOTE).view(np.uint8)).view(np.bool_)
    newlines = np.flatnonzero(marks == _NEWLINE)
    ends = np.append(newlines[~inside[newlines]], marks.size)
    starts = np.append(0, ends[:-1] + 1)
    line = 1 + np.searchsorted(newlines, starts)
    rows = np.flatnonzero([bool(content[a:b].strip()) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)])
    if inside.size and inside[-1]:
        message = "found a quote that never ends, expected quotes in pairs; the file is not whole: fetch it again"
        return _nothing(*issues, Issue(file.name, int(line[-1]), "-", "format", message))
    if not rows.size:
        message = "found nothing, expected a header and rows; the file is empty: fetch it again"
        return _nothing(*issues, Issue(file.name, 1, "-", "format", message))
    separators = np.flatnonzero((marks == ord(separator)) & ~inside)
    n_cells = 1 + np.searchsorted(separators, ends) - np.searchsorted(separators, starts)
    header_row, below = rows[0], rows[1:]
    uneven = below[n_cells[below] != n_cells[header_row]]
    issues += tuple(
        _uneven(file.name, int(line[row]), int(n_cells[row]), int(n_cells[header_row])) for row in uneven.tolist()
    )
    good = below[n_cells[below] == n_cells[header_row]]
    kept = [header_row, *good.tolist()]
    whole = content if len(kept) == starts.size else b"\n".join(content[starts[row] : ends[row]] for row in kept)
    frame = pl.read_csv(io.BytesIO(whole), separator=separator, has_header=False, infer_schema=False)
    header = tuple((cell or "").strip() for cell in frame.row(0))
    if len(set(header)) < len(header) or not all(header):
        message = f"found the columns {', '.join(header)}, expected a name for each and each once; mend the header"
        return _nothing(*issues, Issue(file.name, int(line[header_row]), "-", "column", message))
    cells = pl.all().str.strip_chars().replace("", None)
    named = frame.slice(1).rename(dict(zip(frame.columns, header, strict=True))).select(cells)
    return Split(named.with_columns(pl.Series(LINE, line[good], dtype=pl.Int64)), header, issues, int(uneven.size))


def _nothing(*issues: Issue) -> Split:
    return Split(pl.DataFrame(schema={LINE: pl.Int64}), (), issues)


def _uneven(file: str, line: int, n_cells: int, expected: int) -> Issue:
    message = (
        f"found {n_cells} cell{'s' if n_cells != 1 else ''}, expected {expected} as in the header; the row is not read"
    )
    return Issue(file, line, "-", "format", message)


def _text(file: File) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of a file with line feeds alone, and the issues of its signs."""
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = file.content.decode("cp1252", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = _CONTROL.search(text)
    if first is None:
        return text, ()
    mended, n_signs = _CONTROL.subn(_LOST, text)
    message = f"found {n_signs} control characters, expected letters; each is read as {_LOST}"
    return mended, (Issue(file.name, text.count("\n", 0, first.start()) + 1, "-", "characters", message),)
