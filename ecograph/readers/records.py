"""The records of a register's JSON, each with the line on which it begins.

A register gives its records one by one, in a list, as pages of an answer, or on a line each; all are read alike.
"""

import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ecograph.errors import Issue
from ecograph.parse import shown
from ecograph.readers.reader import File

UNPACKED_LIMIT = 2_000_000_000
"""Bytes that a file packed by gzip may unpack to; a larger one is not read."""

_GZIP = b"\x1f\x8b"
_BLANK = re.compile(r"[ \t\r\n]*")
_NEXT_LINE = re.compile(r"\n(?=\{)")
Fields = Mapping[str, object]
"""A JSON object: values by name."""


def dig(fields: object, path: str) -> object:
    """Return the value at a path, names with dots between; None when there is none.

    >>> dig({"form": {"code": "AS"}}, "form.code"), dig({"form": "AS"}, "form.code")
    ('AS', None)
    """
    for name in path.split("."):
        fields = fields.get(name) if isinstance(fields, Mapping) else None
    return fields


def listed(fields: Fields, name: str) -> list[Fields]:
    """Return the records in the list under a name; what is no record is left out, as ``Ledger.walk`` reports it.

    >>> listed({"names": [{"value": "A"}, 3]}, "names"), listed({}, "names")
    ([{'value': 'A'}], [])
    """
    values = fields.get(name)
    return [value for value in values if isinstance(value, Mapping)] if isinstance(values, list) else []


def _no_constant(name: str) -> object:
    raise ValueError(f"found {name}, expected a number")


_decode = json.JSONDecoder(parse_constant=_no_constant).raw_decode


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object of a file, with the line on which it begins."""

    line: int
    fields: Fields
    is_envelope: bool = False


def records(file: File, *containers: str) -> tuple[list[Record], tuple[Issue, ...]]:
    r"""Return the records of a JSON file in their order, and the issues of what cannot be read.

    A file holds one record, a list of records, records one after the other (JSON lines), or an answer that holds
    lists of records. What stands beside those lists is an envelope, itself a record with ``is_envelope``. A file
    packed by gzip is unpacked. A list that breaks off gives no record at all; of JSON lines the whole ones are read.

    Args:
        file: The file.
        containers: Where an answer holds its lists, names with dots between, such as ``hits.hits``.

    >>> found, issues = records(File("a.json", b'{"page": 1,\n "items": [{"id": 1},\n {"id": 2}]}'), "items")
    >>> [(record.line, record.fields) for record in found if not record.is_envelope], issues
    ([(2, {'id': 1}), (3, {'id': 2})], ())
    """
    try:
        text = _unpacked(file.content).decode("utf-8-sig")
    except UnicodeDecodeError:
        said = "found signs that are not UTF-8, expected JSON as the register gives it; fetch the file again"
        return [], (Issue(file.name, 1, "-", "encoding", said),)
    except (zlib.error, ValueError) as error:
        said = f"found no readable gzip file ({error}), expected a whole one; fetch it again"
        return [], (Issue(file.name, 1, "-", "format", said),)
    paths = {(), *(tuple(name.split(".")) for name in containers)}
    placed: list[tuple[int, object, bool]] = []
    faults: list[tuple[int, str]] = []
    at = _skip(text, 0)
    if at == len(text):
        faults.append((0, "found nothing, expected JSON; the file is empty: fetch it again"))
    while at < len(text):
        found: list[tuple[int, object, bool]] = []
        try:
            at = _skip(text, _read(text, at, paths, found))
            placed += found
        except (ValueError, RecursionError) as error:
            wrong = error.pos if isinstance(error, json.JSONDecodeError) else at
            cause = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            follows = None if text[at] == "[" else _NEXT_LINE.search(text, at)
            wrong = at if follows and follows.start() < wrong else wrong  # the next line is another record
            faults.append((wrong, f"found broken JSON ({cause}), expected whole records; fetch the file again"))
            at = follows.end() if follows else len(text)
    strange = [
        (start, f"found {shown(json.dumps(value))}, expected a record in braces; it is not read")
        for start, value, _ in placed
        if not isinstance(value, dict)
    ]
    lines = _lines(text, [*(start for start, _, _ in placed), *(start for start, _ in faults)])
    issues = (Issue(file.name, lines[start], "-", "format", said) for start, said in (*faults, *strange))
    kept = [Record(lines[start], value, envelope) for start, value, envelope in placed if isinstance(value, dict)]
    return kept, tuple(issues)


def _unpacked(content: bytes) -> bytes:
    parts, size = [], 0
    while content.startswith(_GZIP):
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        parts.append(member.decompress(content, UNPACKED_LIMIT - size + 1))
        size += len(parts[-1])
        if size > UNPACKED_LIMIT:
            raise ValueError(f"it unpacks to more than {UNPACKED_LIMIT:,} bytes")
        if not member.eof:
            raise ValueError("it breaks off")
        content = member.unused_data
    return b"".join(parts) if parts else content


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _lines(text: str, places: Iterable[int]) -> dict[int, int]:
    """Return the line of each place in a text."""
    lines, line, last = {}, 1, 0
    for place in sorted(set(places)):
        line += text.count("\n", last, place)
        lines[place], last = line, place
    return lines


def _read(text: str, at: int, paths: set[tuple[str, ...]], found: list[tuple[int, object, bool]]) -> int:
    """Add the records that the value at a place leads to, and return the place after it."""
    if text.startswith("[", at) and () in paths:
        return _read_list(text, at, found)
    if not text.startswith("{", at) or paths == {()}:
        value, end = _decode(text, at)
        found.append((at, value, False))
        return int(end)
    start, rest, is_envelope = at, {}, False
    at = _skip(text, at + 1)
    while not text.startswith("}", at):
        key, at = _decode(text, at)
        at = _skip(text, at)
        if not isinstance(key, str) or not text.startswith(":", at):
            raise json.JSONDecodeError("Expecting a name and ':'", text, at)
        at = _skip(text, at + 1)
        leads = {path[1:] for path in paths if path[:1] == (key,)}
        if leads:
            at, is_envelope = _read(text, at, leads, found), True
            if found and found[-1][2] and (beside := found.pop()[1]):
                rest[key] = beside
        else:
            rest[key], at = _decode(text, at)
        at = _comma(text, at, "}")
    found.append((start, rest, is_envelope or () not in paths))
    return at + 1


def _read_list(text: str, at: int, found: list[tuple[int, object, bool]]) -> int:
    at = _skip(text, at + 1)
    while not text.startswith("]", at):
        value, end = _decode(text, at)
        found.append((at, value, False))
        at = _comma(text, end, "]")
    return at + 1


def _comma(text: str, at: int, closing: str) -> int:
    """Return the place of the next value, or of the sign that closes the list or object."""
    at = _skip(text, at)
    if text.startswith(",", at):
        return _skip(text, at + 1)
    if text.startswith(closing, at):
        return at
    raise json.JSONDecodeError(f"Expecting ',' or '{closing}'", text, at)
