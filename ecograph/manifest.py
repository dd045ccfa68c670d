"""What a dataset says of itself in ``dataset.toml``: title, licence, languages, row bounds, rates, sources.

A dataset may stand on another one (``base``), name published files to read with it (``[[sources]]``), and say how
it is refreshed (``[refresh]``).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ecograph.errors import Issue
from ecograph.schema import TABLE
from ecograph.schema.vocabulary import CURRENCIES, LANGUAGES

FILE = "dataset.toml"

Setting = str | int | float | bool | list[str]
"""What a key of a filter or an option of a reader can be set to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[sources]]`` of a dataset: published files, and how they are read.

    Args:
        name: The name of the import, with which its ids begin.
        reader: The reader, such as ``cordis``.
        files: The files, as paths from the folder of the dataset.
        keep: The filters, such as ``countries``; empty to keep everything.
        options: What the reader is told besides, such as the columns of a member list.
        line: Its line in the manifest.
    """

    name: str
    reader: str
    files: tuple[str, ...]
    keep: Mapping[str, Setting] = field(default_factory=dict)
    options: Mapping[str, Setting] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Refresh:
    """How a dataset is refreshed on a schedule: ``[refresh]``.

    Args:
        fetch: The sources that are downloaded first, by the name of their address.
        keep: How many snapshots are kept; None for all.
        max_drop: The share of its rows from which on a loss is too much for a table or source, 0 to 1; 1 for no guard.
    """

    fetch: tuple[str, ...] = ()
    keep: int | None = None
    max_drop: float = 0.3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dataset says of itself.

    Args:
        title: Its title.
        licence: The licence of its own rows.
        languages: The languages of its labels.
        rows: The least and greatest number of rows of a table, by table name.
        currencies: The currencies whose rates it holds.
        years: The years for which it holds them.
        base: The dataset that this one adds to: the name of a bundled one or a path; empty for none.
        sources: The published files that are read with it.
        refresh: How it is refreshed.
        file: The file as messages name it.
    """

    title: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()
    rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    currencies: tuple[str, ...] = ()
    years: range = range(0)
    base: str = ""
    sources: tuple[Entry, ...] = ()
    refresh: Refresh = Refresh()
    file: str = FILE


def parse_manifest(text: str, file: str = FILE) -> tuple[Manifest, tuple[Issue, ...]]:
    """Return what the text of a ``dataset.toml`` says, and the issues of what it says wrongly."""
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # besides its own error: too long a number, too many brackets
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return Manifest(file=file), (Issue(file, line, "-", "manifest", f"{error}; correct the TOML"),)
    issues = tuple(Issue(file, _line_of(text, path), path[-1], code, message) for path, code, message in _faults(given))
    if issues:
        return Manifest(file=file), issues
    rates = given.get("rates", {})
    manifest = Manifest(
        title=given["title"],
        licence=given.get("licence", ""),
        languages=tuple(given.get("languages", ())),
        rows={name: (low, high) for name, (low, high) in given.get("rows", {}).items()},
        currencies=tuple(rates.get("currencies", ())),
        years=range(rates["first_year"], rates["last_year"] + 1) if rates else range(0),
        base=given.get("base", ""),
        sources=tuple(
            _entry(entry, _line_of(text, ("sources", str(place))))
            for place, entry in enumerate(given.get("sources", ()))
        ),
        refresh=_refresh(given.get("refresh", {})),
        file=file,
    )
    return manifest, ()


def _entry(given: Mapping[str, Any], line: int) -> Entry:
    name = given.get("name", given["reader"])
    return Entry(name, given["reader"], tuple(given["files"]), given.get("keep", {}), given.get("options", {}), line)


def _refresh(given: Mapping[str, Any]) -> Refresh:
    usual = Refresh()
    most = given.get("max_drop", usual.max_drop)
    return Refresh(tuple(given.get("fetch", ())), given.get("keep"), float(most))


def _line_of(text: str, path: tuple[str, ...]) -> int:
    """Return the line on which a key is set, that of its section when it has no line of its own, else 1.

    The path of a key in a list of sections has the place of the section, from 0: ``sources``, ``1``, ``reader``.
    """
    lines = [line.strip() for line in text.split("\n")]
    found, section = 1, ""
    if len(path) > 1 and path[1].isdigit():
        heads = [n for n, line in enumerate(lines, 1) if re.match(rf"\[\[\s*{path[0]}\s*\]\]", line)]
        place = int(path[1])
        if place >= len(heads):
            return _line_of(text, path[:1])
        found, section, path = heads[place], rf"{path[0]}\.", path[2:]
        lines = lines[: [*heads, len(lines) + 1][place + 1] - 1]
    for depth, key in enumerate(path):
        word = rf"""["']?{re.escape(key)}["']?"""
        setting, heading = rf"([^=#]*\.\s*)?{word}\s*[=.]", rf"\[\s*{section}{word}\s*\]"
        for form in [setting] if depth else [heading, setting]:
            line = next((n for n, line in enumerate(lines[found - 1 :], found) if re.match(form, line)), None)
            if line is not None:
                found = line
                break
    return found


_Fault = tuple[tuple[str, ...], str, str]
"""Where a fault is (the section and the key, or the key), its code, and what to say."""

_KEYS = ("title", "licence", "languages", "base", "rows", "rates", "sources", "refresh")
_RATE_KEYS = ("currencies", "first_year", "last_year")


def _faults(given: Mapping[str, object]) -> Iterator[_Fault]:
    for key in sorted(set(given) - set(_KEYS)):
        yield (key,), "manifest", f"found the unknown key {key!r}, expected one of {', '.join(_KEYS)}; remove it"
    if not isinstance(given.get("title"), str) or not given["title"]:
        yield ("title",), "manifest", 'found no title, expected a text; write title = "..."'
    if not isinstance(given.get("licence", ""), str):
        yield ("licence",), "manifest", 'found something else, expected a text; write licence = "..."'
    languages = given.get("languages", [])
    if not isinstance(languages, list) or not all(language in LANGUAGES for language in languages):
        yield ("languages",), "manifest", f"found {languages!r}, expected a list of {', '.join(LANGUAGES)}"
    if not isinstance(given.get("base", ""), str):
        yield ("base",), "manifest", 'found something else, expected a text; write base = "nordic_health" or a path'
    yield from _row_faults(given.get("rows", {}))
    yield from _rate_faults(given.get("rates", {}))
    yield from _source_faults(given.get("sources", []))
    yield from _refresh_faults(given.get("refresh", {}))


def _row_faults(rows: object) -> Iterator[_Fault]:
    if not isinstance(rows, dict):
        yield ("rows",), "manifest", "found something else, expected a section [rows] of table = [least, greatest]"
        return
    for name, bounds in rows.items():
        if name not in TABLE:
            said = f"found bounds of the unknown table {name!r}, expected one of {', '.join(TABLE)}"
            yield ("rows", name), "manifest", said
        elif not isinstance(bounds, list) or len(bounds) != 2 or not all(type(b) is int for b in bounds):  # noqa: PLR2004 - least and greatest
            yield ("rows", name), "manifest", f"found {bounds!r}, expected [least, greatest] as whole numbers"
        elif bounds[0] > bounds[1]:
            said = f"found the lower bound {bounds[0]} above the upper {bounds[1]}; exchange them"
            yield ("rows", name), "order", said


def _rate_faults(rates: object) -> Iterator[_Fault]:
    if not isinstance(rates, dict):
        yield ("rates",), "manifest", "found something else, expected a section [rates]"
        return
    if not rates:
        return
    for key in sorted(set(rates) - set(_RATE_KEYS)):
        said = f"found the unknown key {key!r}, expected one of {', '.join(_RATE_KEYS)}; remove it"
        yield ("rates", key), "manifest", said
    currencies, years = rates.get("currencies"), [rates.get("first_year"), rates.get("last_year")]
    if not isinstance(currencies, list) or not currencies:
        yield ("rates",), "manifest", 'found no currencies, expected a list such as ["DKK", "NOK"]'
    else:
        for currency in currencies:
            if currency not in CURRENCIES:
                known = ", ".join(CURRENCIES)
                yield ("rates", "currencies"), "currency", f"found {currency!r}, expected one of {known}"
    first, last = years
    if type(first) is not int or type(last) is not int:
        yield ("rates",), "manifest", "found no first_year and last_year, expected both as years"
    elif first > last:
        yield ("rates", "first_year"), "order", f"found the first year {first} after the last {last}; exchange them"


_SOURCE_KEYS = ("name", "reader", "files", "keep", "options")


def _source_faults(sources: object) -> Iterator[_Fault]:
    if not isinstance(sources, list) or not all(isinstance(entry, dict) for entry in sources):
        yield ("sources",), "manifest", "found something else, expected sections [[sources]]"
        return
    names: set[str] = set()
    for place, entry in enumerate(sources):
        path = ("sources", str(place))
        for key in sorted(set(entry) - set(_SOURCE_KEYS)):
            said = f"found the unknown key {key!r}, expected one of {', '.join(_SOURCE_KEYS)}; remove it"
            yield (*path, key), "manifest", said
        reader, name = entry.get("reader"), entry.get("name", entry.get("reader"))
        if not isinstance(reader, str):
            yield (*path, "reader"), "manifest", 'found no reader, expected one such as reader = "cordis"'
        elif not isinstance(name, str) or re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) is None:
            yield (*path, "name"), "manifest", f"found the name {name!r}, expected small letters, digits and hyphens"
        elif name in names:
            yield (*path, "name"), "duplicate", f"found the name {name!r} twice, expected each once; rename one"
        else:
            names.add(name)
        files = entry.get("files")
        if not isinstance(files, list) or not files or not all(isinstance(file, str) for file in files):
            yield (*path, "files"), "manifest", f'found {files!r}, expected paths such as files = ["downloads/a.zip"]'
        for key in ("keep", "options"):
            if not isinstance(entry.get(key, {}), dict):
                yield (*path, key), "manifest", f"found something else, expected a section [sources.{key}]"


_REFRESH_KEYS = ("fetch", "keep", "max_drop")


def _refresh_faults(refresh: object) -> Iterator[_Fault]:
    if not isinstance(refresh, dict):
        yield (
            ("refresh",),
            "manifest",
            f"found something else, expected a section [refresh] of {', '.join(_REFRESH_KEYS)}",
        )
        return
    for key in sorted(set(refresh) - set(_REFRESH_KEYS)):
        said = f"found the unknown key {key!r}, expected one of {', '.join(_REFRESH_KEYS)}; remove it"
        yield ("refresh", key), "manifest", said
    names, keep, most = refresh.get("fetch", []), refresh.get("keep", 1), refresh.get("max_drop", 0)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        said = 'expected sources such as ["cordis-horizon-europe"]; `ecograph fetch` lists them'
        yield ("refresh", "fetch"), "manifest", f"found {names!r}, {said}"
    if type(keep) is not int or keep < 1:
        yield ("refresh", "keep"), "manifest", f"found {keep!r}, expected a whole number of snapshots, 1 or more"
    if type(most) not in {int, float} or not 0 <= most <= 1:
        yield ("refresh", "max_drop"), "manifest", f"found {most!r}, expected a share from 0 to 1, such as 0.3"
