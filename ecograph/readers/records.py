"""The records of a register's JSON, each with the line on which it begins.

A register gives its records one by one, in a list, as pages of an answer, or on a line each; all are read alike.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ecograph.errors import Issue
from ecograph.parse import LONGEST_NUMBER, shown
from ecograph.readers.reader import File

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


_Placed = tuple[int, object, bool]
"""The place of a value in a text, the value, and whether it is an envelope."""


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object of a file, with the line on which it begins."""

    line: int
    fields: Fields
    is_envelope: bool = False


def records(file: File, *containers: str) -> tuple[list[Record], tuple[Issue, ...]]:
    r"""Return the records of a JSON file in their order, and the issues of what cannot be read.

    A file holds one record, a list of records, records one after the other (JSON lines), or an answer that holds
    lists of records. What stands beside those lists is an envelope, itself a record with ``is_envelope``. A list
    that breaks off gives no record at all; of JSON lines the whole ones are read. A file comes here unpacked. Of a
    name that stands twice in a record the first value is kept, and a whole number that is too long is null.

    Args:
        file: The file.
        containers: Where an answer holds its lists, names with dots between, such as ``hits.hits``.

    >>> found, issues = records(File("a.json", b'{"page": 1,\n "items": [{"id": 1},\n {"id": 2}]}'), "items")
    >>> [(record.line, record.fields) for record in found if not record.is_envelope], issues
    ([(2, {'id': 1}), (3, {'id': 2})], ())
    """
    if file.content.startswith(_GZIP):
        said = "found a file packed by gzip, expected JSON; unpack it"
        return [], (Issue(file.name, 1, "-", "format", said),)
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = "found signs that are not UTF-8, expected JSON as the register gives it; fetch the file again"
        return [], (Issue(file.name, 1, "-", "encoding", said),)
    paths = {(), *(tuple(name.split(".")) for name in containers)}
    placed: list[_Placed] = []
    faults: list[tuple[int, str]] = []
    reading = _Reading(text)
    at = _skip(text, 0)
    if at == len(text):
        faults.append((0, "found nothing, expected JSON; the file is empty: fetch it again"))
    while at < len(text):
        try:
            at = _skip(text, reading.read(at, paths))
            placed += reading.found
            faults += reading.doubts
        except (ValueError, RecursionError) as error:
            wrong = error.pos if isinstance(error, json.JSONDecodeError) else at
            cause = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            follows = None if text[at] == "[" else _NEXT_LINE.search(text, at)
            wrong = at if follows and follows.start() < wrong else wrong  # the next line is another record
            faults.append((wrong, f"found broken JSON ({cause}), expected whole records; fetch the file again"))
            at = follows.end() if follows else len(text)
        reading = _Reading(text)
    strange = [
        (start, f"found {shown(json.dumps(value))}, expected a record in braces; it is not read")
        for start, value, _ in placed
        if not isinstance(value, dict)
    ]
    lines = _lines(text, [*(start for start, _, _ in placed), *(start for start, _ in faults)])
    issues = (Issue(file.name, lines[start], "-", "format", said) for start, said in (*faults, *strange))
    kept = [Record(lines[start], value, envelope) for start, value, envelope in placed if isinstance(value, dict)]
    return kept, tuple(issues)


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


class _Reading:
    """The reading of one value of a text: the records that it leads to, and what is doubtful in them by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[_Placed] = []
        self.doubts: list[tuple[int, str]] = []
        self._said: list[str] = []
        self._decode = json.JSONDecoder(
            parse_constant=_no_constant, parse_int=self._whole, object_pairs_hook=self._fields
        ).raw_decode

    def _whole(self, digits: str) -> int | None:
        if len(digits) <= LONGEST_NUMBER:
            return int(digits)
        said = f"found a whole number of {len(digits):,} signs, expected at most {LONGEST_NUMBER}; it is not read"
        self._said.append(said)
        return None

    def _fields(self, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        fields: dict[str, object] = {}
        for name, value in pairs:
            if name in fields:
                self._twice(name)
            else:
                fields[name] = value
        return fields

    def _twice(self, name: str) -> None:
        self._said.append(f"found {shown(name)} twice in a record, expected each name once; the first is kept")

    def _value(self, at: int) -> tuple[object, int]:
        """Return the value at a place and the place after it; what is doubtful in it is noted with its place."""
        value, end = self._decode(self.text, at)
        self._note(at)
        return value, end

    def _note(self, at: int) -> None:
        """Note at a place what was doubtful since the last note, each once."""
        self.doubts += [(at, said) for said in dict.fromkeys(self._said)]
        self._said.clear()

    def read(self, at: int, paths: set[tuple[str, ...]]) -> int:
        """Add the records that the value at a place leads to, and return the place after it."""
        text = self.text
        if text.startswith("[", at) and () in paths:
            return self._read_list(at)
        if not text.startswith("{", at) or paths == {()}:
            value, end = self._value(at)
            self.found.append((at, value, False))
            return end
        start, rest, is_envelope = at, {}, False
        names: set[str] = set()
        at = _skip(text, at + 1)
        while not text.startswith("}", at):
            key, at = self._value(at)
            at = _skip(text, at)
            if not isinstance(key, str) or not text.startswith(":", at):
                raise json.JSONDecodeError("Expecting a name and ':'", text, at)
            at = _skip(text, at + 1)
            leads = {path[1:] for path in paths if path[:1] == (key,)}
            if key in names:
                self._twice(key)
                _, at = self._value(at)
            elif leads:
                at, is_envelope = self.read(at, leads), True
                if self.found and self.found[-1][2] and (beside := self.found.pop()[1]):
                    rest[key] = beside
            else:
                rest[key], at = self._value(at)
            names.add(key)
            at = _comma(text, at, "}")
        self.found.append((start, rest, is_envelope or () not in paths))
        return at + 1

    def _read_list(self, at: int) -> int:
        at = _skip(self.text, at + 1)
        while not self.text.startswith("]", at):
            value, end = self._value(at)
            self.found.append((at, value, False))
            at = _comma(self.text, end, "]")
        return at + 1


def _comma(text: str, at: int, closing: str) -> int:
    """Return the place of the next value, or of the sign that closes the list or object."""
    at = _skip(text, at)
    if text.startswith(",", at):
        return _skip(text, at + 1)
    if text.startswith(closing, at):
        return at
    raise json.JSONDecodeError(f"Expecting ',' or '{closing}'", text, at)
