"""What a dataset says of itself in ``dataset.toml``: title, licence, languages, row bounds, rates used."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ecograph.errors import Issue
from ecograph.schema import TABLE
from ecograph.schema.vocabulary import CURRENCIES, LANGUAGES

FILE = "dataset.toml"


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
        file: The file as messages name it.
    """

    title: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ()
    rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    currencies: tuple[str, ...] = ()
    years: range = range(0)
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
        file=file,
    )
    return manifest, ()


def _line_of(text: str, path: tuple[str, ...]) -> int:
    """Return the line on which a key is set, that of its section when it has no line of its own, else 1."""
    lines = [line.strip() for line in text.split("\n")]
    found = 1
    for depth, key in enumerate(path):
        word = rf"""["']?{re.escape(key)}["']?"""
        setting = rf"([^=#]*\.\s*)?{word}\s*[=.]"
        for form in [setting] if depth else [rf"\[\s*{word}\s*\]", setting]:
            line = next((n for n, line in enumerate(lines[found - 1 :], found) if re.match(form, line)), None)
            if line is not None:
                found = line
                break
    return found


_Fault = tuple[tuple[str, ...], str, str]
"""Where a fault is (the section and the key, or the key), its code, and what to say."""

_KEYS = ("title", "licence", "languages", "rows", "rates")
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
    yield from _row_faults(given.get("rows", {}))
    yield from _rate_faults(given.get("rates", {}))


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
