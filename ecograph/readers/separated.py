"""Splitting a published file of separated values into columns of text, with the line on which each row begins.

The cells are split by polars, a hundred thousand rows in a second. Quotes, separators and line breaks are
counted apart, so that a row with too few or too many cells has its true line, also after cells that go over
several lines, and no row is read askew. A file with a quote in the wrong place is split cell by cell instead.
"""

import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ecograph.errors import Issue
from ecograph.parse import LINE
from ecograph.readers.reader import File

_QUOTE, _NEWLINE = b'"\n'
_LOST = "\N{REPLACEMENT CHARACTER}"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Split:
    """A file as columns of text.

    Args:
        frame: The rows: a text column for each column of the header, and ``line``, the line on which the row
            begins. Blanks around a cell are gone, a tab in it is a blank, and an empty cell is null.
        header: The names of the columns; empty when the file could not be split.
        issues: What could not be split; those rows are not in the frame.
        n_lost: The number of rows that are not in the frame.
    """

    frame: pl.DataFrame
    header: tuple[str, ...]
    issues: tuple[Issue, ...]
    n_lost: int = 0


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a text: the line on which each begins, its number of cells, and a function that reads some.

    ``broken`` are the places of the rows in which a quote does not end, ``stray`` those in which one stands in a cell.
    """

    lines: Sequence[int]
    n_cells: Sequence[int]
    take: Callable[[Sequence[int]], pl.DataFrame]
    broken: frozenset[int] = frozenset()
    stray: tuple[int, ...] = ()


def split(file: File, *, separator: str = ";") -> Split:
    r"""Return the rows of a file as columns of text.

    A file is read as UTF-8, with or without a byte-order mark, and one that is not UTF-8 as Windows-1252, which
    has the letters of Latin-1. One that is UTF-8 but for some bytes is damaged: each of those becomes U+FFFD, and an
    issue counts them. A control character stands for a letter that was lost before the file was published: it
    becomes U+FFFD too. UTF-16 is not read. A file in which a quote never ends is not read either, since nobody can
    say where its cells end. A quote in the wrong place costs its row, other than in a cell without quotes, where
    it is a sign.

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
    if _is_utf16(file.content):
        return _nothing(Issue(file.name, 1, "-", "encoding", "found UTF-16, expected UTF-8; save it as UTF-8"))
    text, issues = _text(file)
    rows = _counted(text, separator)
    if isinstance(rows, int):
        message = "found a quote that never ends, expected quotes in pairs; the file is not whole: fetch it again"
        return _nothing(*issues, Issue(file.name, rows, "-", "format", message))
    if not rows.lines:
        message = "found nothing, expected a header and rows; the file is empty: fetch it again"
        return _nothing(*issues, Issue(file.name, 1, "-", "format", message))
    if rows.stray:
        message = f"found a quote inside a cell in {len(rows.stray)} rows, expected it doubled in quotes; it is kept"
        issues = (*issues, Issue(file.name, rows.lines[rows.stray[0]], "-", "characters", message))
    width = rows.n_cells[0]
    below = range(1, len(rows.lines))
    lost = [row for row in below if row in rows.broken or rows.n_cells[row] != width]
    issues = (*issues, *(_lost(file.name, rows, row) for row in lost))
    kept = sorted(set(below) - set(lost))
    frame = rows.take([0, *kept])
    header = tuple((cell or "").strip() for cell in frame.row(0))
    if len(set(header)) < len(header) or not all(header):
        message = f"found the columns {', '.join(header)}, expected a name for each and each once; mend the header"
        return _nothing(*issues, Issue(file.name, rows.lines[0], "-", "column", message))
    cells = pl.all().str.replace_all("\t", " ", literal=True).str.strip_chars().replace("", None)
    named = frame.slice(1).rename(dict(zip(frame.columns, header, strict=True))).select(cells)
    line = pl.Series(LINE, [rows.lines[row] for row in kept], dtype=pl.Int64)
    return Split(named.with_columns(line), header, issues, len(lost))


def _nothing(*issues: Issue) -> Split:
    return Split(pl.DataFrame(schema={LINE: pl.Int64}), (), issues)


def _lost(file: str, rows: _Rows, row: int) -> Issue:
    n = rows.n_cells[row]
    found = f"{n} cell{'s' if n != 1 else ''}, expected {rows.n_cells[0]} as in the header"
    if row in rows.broken:
        found = "a cell that begins with a quote and does not end with one, expected both"
    return Issue(file, rows.lines[row], "-", "format", f"found {found}; the row is not read")


def _counted(text: str, separator: str) -> _Rows | int:
    """Return the rows of a text whose quotes are all in their place, or the line where a quote begins and never ends.

    Between an odd quote and the next, separators and line breaks are part of a cell. That holds only when each odd
    quote begins a cell, and each even one ends it or is doubled; a text in which one does not is split by cells.
    """
    content = text.encode()
    marks = np.frombuffer(content, dtype=np.uint8)
    inside = np.bitwise_xor.accumulate((marks == _QUOTE).view(np.uint8)).view(np.bool_)
    if _misplaced(marks, inside, separator):
        return _by_cells(text, separator)
    newlines = np.flatnonzero(marks == _NEWLINE)
    ends = np.append(newlines[~inside[newlines]], marks.size)
    starts = np.append(0, ends[:-1] + 1)
    line = 1 + np.searchsorted(newlines, starts)
    if inside.size and inside[-1]:
        return int(line[-1])
    separators = np.flatnonzero((marks == ord(separator)) & ~inside)
    n_cells = 1 + np.searchsorted(separators, ends) - np.searchsorted(separators, starts)
    places = list(zip(starts.tolist(), ends.tolist(), strict=True))
    rows = [row for row, (start, end) in enumerate(places) if content[start:end].strip()]

    def take(kept: Sequence[int]) -> pl.DataFrame:
        chosen = (places[rows[row]] for row in kept)
        whole = content if len(kept) == len(places) else b"\n".join(content[start:end] for start, end in chosen)
        marked = b"\xef\xbb\xbf" + whole  # without it polars takes a file that begins like an archive for one
        return pl.read_csv(io.BytesIO(marked), separator=separator, has_header=False, infer_schema=False)

    return _Rows(line[rows].tolist(), n_cells[rows].tolist(), take)


def _misplaced(marks: npt.NDArray[np.uint8], inside: npt.NDArray[np.bool_], separator: str) -> bool:
    """Return whether a quote stands elsewhere than at the beginning or the end of a cell, or doubled inside."""
    edge = np.array([True])
    beside = (marks == _QUOTE) | (marks == _NEWLINE) | (marks == ord(separator))
    before, after = np.concatenate((edge, beside[:-1])), np.concatenate((beside[1:], edge))
    wrong = (marks == _QUOTE) & np.where(inside, ~before, ~after) if marks.size else edge[:0]
    return bool(wrong.any())


def _by_cells(text: str, separator: str) -> _Rows:
    """Return the rows of a text, split cell by cell: a quote that does not end with its cell does not begin one."""
    apart = re.escape(separator)
    cell = re.compile(rf' *"((?:[^"]++|"")*+)" *(?={apart}|\n|\Z)|([^{apart}\n]*)')
    lines, read, row = list[int](), list[list[str]](), list[str]()
    broken, stray = set[int](), dict[int, None]()
    place, line, begun = 0, 1, 1
    while place <= len(text):
        found = cell.match(text, place)
        assert found is not None  # noqa: S101 - the second form fits an empty text
        quoted, plain = found.groups()
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        if plain is not None and '"' in plain:
            (broken.add if plain.lstrip().startswith('"') else stray.setdefault)(len(lines))
        line += text.count("\n", place, found.end())
        place = found.end() + 1
        if text[found.end() : place] != separator:
            if len(row) > 1 or row[0].strip():
                lines.append(begun)
                read.append(row)
            row, line = [], line + 1
            begun = line

    def take(kept: Sequence[int]) -> pl.DataFrame:
        return pl.DataFrame([read[row] for row in kept], orient="row", schema=[f"{n}" for n in range(len(read[0]))])

    return _Rows(lines, [len(row) for row in read], take, frozenset(broken), tuple(stray))


def _is_utf16(content: bytes) -> bool:
    """Return whether a file says that it is UTF-16, or every third byte is 0: in letters of ASCII, every other is."""
    return content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or 0 < len(content) <= 3 * content.count(0)


def _text(file: File) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of a file with line feeds alone, and the issues of its signs."""
    text, issues = _decoded(file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = _CONTROL.search(text)
    if first is None:
        return text, issues
    mended, n_signs = _CONTROL.subn(_LOST, text)
    message = f"found {n_signs} control characters, expected letters; each is read as {_LOST}"
    line = text.count("\n", 0, first.start()) + 1
    return mended, (*issues, Issue(file.name, line, "-", "characters", message))


def _decoded(file: File) -> tuple[str, tuple[Issue, ...]]:
    try:
        return file.content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        place = error.start
    text = file.content.decode("utf-8-sig", errors="replace")
    n_beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    n_lost = text.count(_LOST) - file.content.count(_LOST.encode())
    if n_beyond < 2 * n_lost:  # fewer letters beyond ASCII that are UTF-8 than are not: it never was
        # the five bytes that Windows-1252 has no letter for become a control character, and are counted as one
        return file.content.decode("cp1252", errors="replace").replace(_LOST, "\x81"), ()
    line = file.content.count(b"\n", 0, place) + 1
    message = (
        f"found {n_lost} places that are not UTF-8, expected UTF-8 as elsewhere in the file; each is read as {_LOST}"
    )
    return text, (Issue(file.name, line, "-", "encoding", message),)
