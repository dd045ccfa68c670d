"""Mergers that somebody plans, imagines or has carried out, as a file of scenarios states them.

A scenario names what merges and when it was decided. It states no fact: the rows of the dataset that do are named in
``evidence``. Reading the file is left to the edge; here its text becomes scenarios, or all its faults at once.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ecograph import dates
from ecograph.errors import DataError, Issue
from ecograph.toml_lines import line_of


@dataclass(frozen=True, slots=True)
class Scenario:
    """One merger.

    Args:
        name: The name of the outcome; that of an organisation in the data, or its id, means that organisation.
        clusters: The ids of what merges, at least two.
        leaves: The ids of organisations that would not follow.
        as_of: Facts valid then count, as YYYY, YYYY-MM or YYYY-MM-DD; None for all.
        decided: When the merger was decided, in the same form; None for one that has not happened.
        evidence: The rows of the dataset that state the merger, as ``table/key``.
    """

    name: str
    clusters: tuple[str, ...]
    leaves: tuple[str, ...] = ()
    as_of: str | None = None
    decided: str | None = None
    evidence: tuple[str, ...] = ()


def scenarios(text: str, place: str) -> tuple[Scenario, ...]:
    r"""Return the scenarios that the text of a TOML file holds, in its order.

    Args:
        text: The text: a section ``[[scenarios]]`` for each, with the keys of ``Scenario``.
        place: The file as messages name it.

    Raises:
        DataError: The text is no TOML, or a key is unknown, missing, of the wrong type or there twice; it holds all
            faults, each with its line.

    >>> found = scenarios('[[scenarios]]\nname = "Both"\nclusters = ["a", "b"]\ndecided = 2020-11-24\n', "x.toml")
    >>> found[0].name, found[0].clusters, found[0].decided
    ('Both', ('a', 'b'), '2020-11-24')
    """
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # besides its own error: too long a number, too many brackets
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise DataError([Issue(place, line, "-", "format", f"{error}; correct the TOML")]) from None
    faults = [
        Issue(place, line_of(text, ("scenarios", section) if section >= 0 else None, key), key or "-", code, message)
        for section, key, code, message in _faults(given)
    ]
    if faults:
        raise DataError(faults)
    return tuple(_scenario(entry) for entry in given["scenarios"])


def _scenario(entry: Mapping[str, object]) -> Scenario:
    """Return a scenario of values that have no fault."""
    clusters, leaves, evidence = (tuple(_texts(entry.get(key))) for key in _LISTS)
    as_of, decided = (_date(entry.get(key)) for key in _DATES)
    return Scenario(str(entry["name"]), clusters, leaves, as_of, decided, evidence)


_Fault = tuple[int, str, str, str]
"""The place of the section from 0 (-1 for the whole file), the key, the code, and what to say."""

_LISTS = ("clusters", "leaves", "evidence")
_DATES = ("as_of", "decided")
_KEYS = ("name", *_LISTS, *_DATES)
_CURES = {
    "clusters": 'clusters = ["mtic", "chc"]',
    "leaves": 'leaves = ["aau"], or leave it out',
    "evidence": 'evidence = ["ties/mtic.merged-into.dlsc"], or leave it out',
    "as_of": 'as_of = "2020"',
    "decided": 'decided = "2020-11-24"',
}


def _faults(given: Mapping[str, object]) -> Iterator[_Fault]:
    for key in sorted(set(given) - {"scenarios"}):
        yield -1, key, "column", f"found the unknown key {key!r}, expected sections [[scenarios]] alone; remove it"
    entries = given.get("scenarios")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        yield -1, "scenarios", "missing", "found no scenario, expected at least one; write a section [[scenarios]]"
        return
    names: set[str] = set()
    for section, entry in enumerate(entries):
        name = entry.get("name")
        if not isinstance(name, str) or not name.strip():
            yield section, "name", "missing", 'found no name, expected that of the outcome; write name = "..."'
        elif name in names:
            yield section, "name", "duplicate", f"found the name {name!r} twice, expected each once; rename one"
        else:
            names.add(name)
        for key, code, message in _entry_faults(entry):
            yield section, key, code, message


def _entry_faults(entry: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the code and the message of each fault of one scenario, its name left out."""
    for key in sorted(set(entry) - set(_KEYS)):
        yield key, "column", f"found the unknown key {key!r}, expected one of {', '.join(_KEYS)}; remove it"
    for key in _LISTS:
        value = entry.get(key, [])
        found = list(_texts(value))
        if not isinstance(value, list) or len(found) < len(value):
            yield key, "type", f"found {value!r}, expected a list of texts; write {_CURES[key]}"
            continue
        for twice in sorted({one for one in found if found.count(one) > 1}):
            yield key, "duplicate", f"found {twice!r} twice, expected each once; remove one"
        if key == "clusters" and len(set(found)) < 2:  # noqa: PLR2004 - a merger is of two
            yield key, "missing", f"found {len(set(found))} to merge, expected at least two; write {_CURES[key]}"
    for one in sorted(set(_texts(entry.get("clusters"))) & set(_texts(entry.get("leaves")))):
        yield "leaves", "duplicate", f"found {one!r} among what merges and what leaves; remove it from one"
    for key in _DATES:
        if key in entry and _date(entry[key]) is None:
            said = f"found {entry[key]!r}, expected a date as YYYY, YYYY-MM or YYYY-MM-DD; write {_CURES[key]}"
            yield key, "type", said


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a list, none where there is no list."""
    yield from (one for one in value if isinstance(one, str) and one.strip()) if isinstance(value, list) else ()


def _date(value: object) -> str | None:
    """Return a date as text, None where it is none; TOML has dates of its own, without quotes."""
    if type(value) is dt.date:  # not a time of a day, which is a date to Python
        return value.isoformat()
    try:
        dates.bounds(value if isinstance(value, str) else "")
    except ValueError:
        return None
    return str(value)
