"""The books of what a register gave: rows by table, what was doubted, and what was dropped as personal.

Every register is read record by record, and its reader adds to one ledger, which becomes the harvest.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from ecograph import dates
from ecograph.identity import numbers
from ecograph.parse import LINE, nearest
from ecograph.readers.persons import marked
from ecograph.readers.reader import Dropped, Harvest, Layout, table, unknown
from ecograph.readers.records import Fields, dig
from ecograph.schema import TABLE
from ecograph.schema.vocabulary import COUNTRIES

_NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LOST = "\N{REPLACEMENT CHARACTER}"


Seen = dict[str, tuple[str, int, object]]
"""The file and line on which each organisation stood first, and what it stated."""


def plain(text: str) -> str:
    """Return a text with single blanks, and with U+FFFD for what is no sign."""
    return _NO_SIGN.sub(_LOST, re.sub(r"\s+", " ", text))


def is_marked(called: str, country: str | None) -> bool:
    """Return whether a name marks a sole trader, as ``persons.marked`` says.

    >>> is_marked("Eksempel v/ Ingen", "DK"), is_marked("Eksempel A/S", "DK")
    (True, False)
    """
    row = pl.DataFrame({"name": [called], "country": [country]}, schema=dict.fromkeys(("name", "country"), pl.String))
    return bool(row.select(marked(["name"], "country")).item())


@cache
def _tree(known: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the known paths, and the paths that lead to one."""
    return frozenset(known), frozenset(path[:at] for path in known for at, sign in enumerate(path) if sign == ".")


def _leaves(fields: Fields, known: tuple[str, ...], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the paths of a record with their values, down to those that are known or lead to none that is."""
    leaves, branches = _tree(known)
    for name, value in fields.items():
        path = prefix + name
        if path in leaves or path not in branches:
            yield path, value
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                yield from _leaves(item, known, f"{path}.")
            elif item is not None:
                yield path, item


@dataclass(slots=True)
class Ledger:
    """What a reader gathers from one file: rows, values not understood, personal data dropped.

    Args:
        file: The file as messages name it.
        source_id: The id of its source.
        layout: Its fields.
        seen: The organisations met before; the ledgers of one import share it.
    """

    file: str
    source_id: str
    layout: Layout
    seen: Seen = field(default_factory=dict)
    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))
    _doubts: dict[tuple[str, str, str], list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    _dropped: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, table_name: str, line: int, **cells: object) -> None:
        """Add a row that the record on a line states."""
        stated = {"source_id": self.source_id, "locator": str(line), "certainty": "certain", "status": "actual"}
        self.rows[table_name].append({**stated, **cells})

    def doubt(self, line: int, column: str, value: object, *, code: str, expected: str) -> None:
        """Note a value that is not understood; equal ones become one issue with their number."""
        self._doubts[plain(column), code, expected].append((plain(str(value)), line))

    def drop(self, column: str, what: str, n: int = 1) -> None:
        """Count personal data that is dropped."""
        self._dropped[column, what] += n

    def text(self, fields: Fields, path: str, line: int) -> str | None:
        """Return the text or whole number at a path, names with dots between, as text; None when there is none."""
        value = fields[path] if path in fields else dig(fields, path)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            if value is not None:
                self.doubt(line, path, json.dumps(value), code="type", expected="a text; it is not read")
            return None
        if _NO_SIGN.search(value):
            self.doubt(line, path, value, code="characters", expected=f"letters; what is no sign is read as {_LOST}")
        return plain(value).strip() or None

    def date(self, fields: Fields, path: str, line: int) -> str | None:
        """Return the date at a path; one that is not understood is an issue."""
        text = self.text(fields, path, line)
        if text is None:
            return None
        try:
            dates.bounds(text)
        except ValueError:
            said = "a date: YYYY, YYYY-MM or YYYY-MM-DD; it is left out"
            self.doubt(line, path, text, code="type", expected=said)
            return None
        return text

    def country(self, line: int, column: str, code: str | None) -> str | None:
        """Return a country code; one that is not known is an issue."""
        if code is None or code in COUNTRIES:
            return code
        said = "a country as two capital letters (ISO 3166); it is left out"
        self.doubt(line, column, code, code="country", expected=said)
        return None

    def identify(self, line: int, column: str, scheme: str, *, org_id: str, value: str) -> None:
        """Add the registry number of an organisation; one with a fault is an issue and not kept."""
        fault = numbers.fault(scheme, value)
        if fault:
            said = f"a number of the register ({fault}); it is not kept"
            self.doubt(line, column, value, code="check-digit", expected=said)
        else:
            self.add("identifiers", line, scheme=scheme, value=value, org_id=org_id)

    def is_new(self, line: int, org_id: str, called: str, stated: object) -> bool:
        """Return whether no file of the import has named an organisation before.

        A repetition is an issue with both places, unless another file stated the same of it.
        """
        file, first, before = self.seen.setdefault(org_id, (self.file, line, stated))
        if (file, first) == (self.file, line) and before is stated:
            return True
        if file == self.file or before != stated:
            place = f"on line {first} too" if file == self.file else f"otherwise on line {first} of {file}"
            said = f"each body once, but it stands {place}; the later one is not read"
            self.doubt(line, "-", called, code="duplicate", expected=said)
        return False

    def walk(self, line: int, fields: Fields) -> None:
        """Note the fields of a record that the layout does not know, and count those with personal data."""
        known = self.layout.known
        leaves, _ = _tree(known)
        for path, value in _leaves(fields, known):
            if path in self.layout.personal:
                if value:
                    self.drop(path, self.layout.personal[path], len(value) if isinstance(value, list) else 1)
            elif path not in leaves:
                cure = nearest(path, known) or "it is not read"
                self.doubt(line, path, path, code="column", expected=f"the fields listed in docs/sources.md; {cure}")

    def harvest(self, row: Mapping[str, object]) -> Harvest:
        """Return the rows, sorted by their keys, with a row of ``sources``, and the issues in reading order."""
        tables = {name: pl.DataFrame(rows, schema=TABLE[name].frame.schema) for name, rows in self.rows.items()}
        tables = {name: frame.sort(*TABLE[name].key, "locator") for name, frame in tables.items()}
        tables["sources"] = table("sources", pl.DataFrame([row]))
        issues = [
            issue
            for (column, code, expected), met in self._doubts.items()
            for issue in unknown(
                self.file,
                column,
                pl.DataFrame(met, schema={column: pl.String(), LINE: pl.Int64()}, orient="row"),
                code=code,
                expected=f"expected {expected}",
            )
        ]
        dropped = (Dropped(self.file, column, what, n) for (column, what), n in self._dropped.items())
        return Harvest(tables, tuple(sorted(issues)), tuple(dropped))
