"""What can be wrong with a ``figures.toml``: every fault with its section, its key, and what to write instead."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple, get_args

from ecograph import dates
from ecograph.cells import text
from ecograph.language import LANGUAGES
from ecograph.language.units import UNITS
from ecograph.metrics import METRICS, Metric
from ecograph.metrics.groups import GROUPS
from ecograph.metrics.key_figures import KEY_FIGURES, KeyFigure
from ecograph.metrics.key_figures.limits import LEAST, MAX_CHANGE, MOST, TARGET
from ecograph.metrics.key_figures.own import TAKES, keys, values
from ecograph.network import Weighting
from ecograph.schema.vocabulary import COUNTRIES, PURPOSE

BOUNDS: Final = (LEAST, MOST, MAX_CHANGE, TARGET)
"""The keys of a limit that hold a bound."""

FIGURE_KEYS: Final = (
    *("name", "version", "label", "sentence", "unit", "measure", "figure", "value", "low", "high"),
    *("where", "take", "by", "breakdown", "options", "of", "target", "definition", "source"),
)
LIMIT_KEYS: Final = ("figure", "breakdown", "item", *BOUNDS)
OF_KEYS: Final = ("country", "clusters", "as_of", "without_purpose")

LARGEST: Final = 1e300
"""Numbers of a file are smaller; TOML has whole ones that no float can hold."""

LARGEST_SEED: Final = 2**31

NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


class Fault(NamedTuple):
    """One fault of a file.

    Args:
        section: "figures" or "limits" and the place of the section from 0; None for the whole file.
        key: The key; "" for the section as a whole.
        code: One of ``errors.CODES``.
        message: What was found, what was expected, what to do.
    """

    section: tuple[str, int] | None
    key: str
    code: str
    message: str


_Found = tuple[str, str, str]
"""The key, the code and the message of a fault of one section."""


def faults(given: Mapping[str, object]) -> Iterator[Fault]:
    """Yield every fault of what a ``figures.toml`` says."""
    for key in sorted(set(given) - {"figures", "limits"}):
        said = f"found the unknown key {key!r}, expected sections [[figures]] and [[limits]]; remove it"
        yield Fault(None, key, "column", said)
    entries: dict[str, list[dict[str, Any]]] = {}
    for name in ("figures", "limits"):
        found = given.get(name, [])
        entries[name] = []
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            yield Fault(None, name, "type", f"found something else, expected sections [[{name}]]; write [[{name}]]")
        else:
            entries[name] = found
    names: set[str] = {figure.name for figure in KEY_FIGURES}
    for place, entry in enumerate(entries["figures"]):
        for key, code, message in (*_name_faults(entry, names), *_figure_faults(entry)):
            yield Fault(("figures", place), key, code, message)
        names |= {text(entry.get("name"))}
    parts = {
        text(entry.get("name")): (text(entry.get("breakdown", entry["by"])),) if "by" in entry else ()
        for entry in entries["figures"]
    } | {figure.name: figure.breakdowns for figure in KEY_FIGURES}
    seen: set[tuple[str, ...]] = set()
    for place, entry in enumerate(entries["limits"]):
        for key, code, message in _limit_faults(entry, parts, seen):
            yield Fault(("limits", place), key, code, message)


def bounds(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return the columns of the lower and upper bounds of a figure; those of a key figure where it names none."""
    if "value" in entry:
        return entry["value"], entry["value"]
    return entry.get("low", "low"), entry.get("high", "high")


def texts(value: object) -> tuple[str, ...]:
    """Return the value of a condition, or its list of values, as text."""
    return tuple(map(text, value)) if isinstance(value, list) else (text(value),)


def _unknown(value: object, known: Collection[str], what: str, *, every: str) -> str:
    """Return that a name is that of nothing, with the nearest names, or all of them where they are few."""
    near = difflib.get_close_matches(str(value), sorted(known), n=3, cutoff=0.5)
    return f"found {value!r}, expected {what}; " + (f"did you mean {' or '.join(near)}?" if near else every)


def _name_faults(entry: Mapping[str, Any], taken: Collection[str]) -> Iterator[_Found]:
    name = entry.get("name")
    if not isinstance(name, str):
        yield "name", "missing", 'found no name, expected that of the figure; write name = "danish_companies"'
    elif NAME.fullmatch(name) is None:
        yield "name", "type", f"found {name!r}, expected small letters, digits and _, a letter first; rename it"
    elif name in taken:
        yield "name", "duplicate", f"found {name!r}, which is the name of another figure; rename it"


def _figure_faults(entry: Mapping[str, Any]) -> Iterator[_Found]:
    """Yield the faults of a figure, its name left out."""
    for key in sorted(set(entry) - set(FIGURE_KEYS)):
        yield key, "column", _unknown(key, FIGURE_KEYS, "a key of a figure", every=f"keys are {', '.join(FIGURE_KEYS)}")
    version = entry.get("version", 1)
    if type(version) is not int or version < 1:
        yield "version", "type", f"found {version!r}, expected a whole number from 1; write version = 1"
    if entry.get("unit") not in tuple(UNITS):  # a list would have no hash
        yield "unit", "choice", _unknown(entry.get("unit"), UNITS, "a unit", every=f"units are {', '.join(UNITS)}")
    for key in ("label", "sentence"):
        said = entry.get(key)
        if not isinstance(said, dict) or set(said) != set(LANGUAGES) or not all(map(_is_text, said.values())):
            cure = f'{key} = {{ en = "...", da = "...", nb = "..." }}'
            yield key, "missing", f"found {said!r}, expected a text in each of en, da and nb; write {cure}"
    for key in ("definition", "source"):
        if key in entry and not _is_text(entry[key]):
            yield key, "type", f'found {entry[key]!r}, expected a text; write {key} = "...", or leave it out'
    if "target" in entry and not _is_number(entry["target"]):
        yield "target", "type", f"found {entry['target']!r}, expected a number; write target = 40"
    if entry.get("take", "only") not in TAKES:
        yield "take", "choice", _unknown(entry["take"], TAKES, "one way", every=f"ways are {', '.join(TAKES)}")
    yield from _slice_faults(entry.get("of", {}))
    yield from _base_faults(entry)


def _base_faults(entry: Mapping[str, Any]) -> Iterator[_Found]:
    """Yield the faults of what a figure is taken from, and of the columns that it names."""
    if ("measure" in entry) == ("figure" in entry):
        found = "both" if "measure" in entry else "neither"
        said = f'found {found}, expected either a measure or a key figure; write measure = "counts"'
        yield "measure", "missing", said
        return
    kind = "measure" if "measure" in entry else "figure"
    known: dict[str, Metric | KeyFigure] = {each.name: each for each in (METRICS if kind == "measure" else KEY_FIGURES)}
    if not isinstance(entry[kind], str) or entry[kind] not in known:
        lists = "`ecograph metrics` lists the measures" if kind == "measure" else "`ecograph figures` lists the figures"
        yield kind, "reference", _unknown(entry[kind], known, f"the name of a {kind}", every=lists)
        return
    base = known[entry[kind]]
    yield from _value_faults(entry, base)
    where = entry.get("where", {})
    if not isinstance(where, dict) or not all(_is_condition(value) for value in where.values()):
        said = 'found something else, expected values of columns; write where = { country = "DK" }'
        yield "where", "type", said
        where = {}
    named = [("where", key) for key in where] + ([("by", entry["by"])] if "by" in entry else [])
    for key, column in named:
        if column not in keys(base):
            every = f"columns are {', '.join(keys(base))}"
            yield key, "reference", _unknown(column, keys(base), f"a key column of {base.name}", every=every)
    if "breakdown" in entry and ("by" not in entry or not _is_text(entry["breakdown"])):
        yield "breakdown", "type", 'found no column for it, expected a text beside by; write by = "value", or remove it'
    yield from _option_faults(entry.get("options", {}), base)


def _value_faults(entry: Mapping[str, Any], base: Metric | KeyFigure) -> Iterator[_Found]:
    named = [key for key in ("value", "low", "high") if key in entry]
    is_complete = named in (["value"], ["low", "high"]) or (not named and isinstance(base, KeyFigure))
    if not is_complete:
        cure = f'value = "{values(base)[0]}", or low and high of an interval'
        yield (
            "value",
            "missing",
            f"found {' and '.join(named) or 'none'}, expected the column of the values; write {cure}",
        )
    for key in named:
        if entry[key] not in values(base):
            every = f"columns are {', '.join(values(base))}"
            yield key, "reference", _unknown(entry[key], values(base), f"a value column of {base.name}", every=every)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return type(value) in {int, float} and -LARGEST < value < LARGEST  # type: ignore[operator]  # a number by its type


def _is_condition(value: object) -> bool:
    several = value if isinstance(value, list) else [value]
    return bool(several) and all(isinstance(one, str | int) for one in several)


def _is_count(value: object) -> bool:
    return type(value) is int and 1 <= value < LARGEST_SEED


OPTIONS: Final[dict[str, tuple[Callable[[object], bool], str]]] = {
    "group": (lambda value: value in GROUPS, f"one of {', '.join(GROUPS)}"),
    "weighting": (lambda value: value in get_args(Weighting), f"one of {', '.join(get_args(Weighting))}"),
    "seed": (lambda value: type(value) is int and 0 <= value < LARGEST_SEED, "a whole number from 0"),
    "vagueness": (lambda value: _is_number(value) and 0 <= value <= 1, "a number from 0 to 1"),  # type: ignore[operator]
    "prices_of": (_is_count, "a year"),
    **dict.fromkeys(("k", "permutations", "pivots", "runs", "samples"), (_is_count, "a whole number from 1")),
}
"""The options of measures that a file can set, each with what it may be."""


def _option_faults(options: object, base: Metric | KeyFigure) -> Iterator[_Found]:
    if not isinstance(options, dict):
        yield "options", "type", 'found something else, expected options of the measure; write { group = "country" }'
        return
    taken = [name for name in (base.options if isinstance(base, Metric) else ()) if name in OPTIONS]
    for name, value in options.items():
        if name not in taken:
            every = f"it takes {', '.join(taken) or 'none'}; remove it"
            yield "options", "reference", _unknown(name, taken, f"an option of {base.name}", every=every)
        elif not OPTIONS[name][0](value):
            yield "options", "type", f"found {name} = {value!r}, expected {OPTIONS[name][1]}; correct it"


def _slice_faults(of: object) -> Iterator[_Found]:
    if not isinstance(of, dict):
        yield "of", "type", 'found something else, expected a part of the ecosystem; write of = { country = "DK" }'
        return
    for key in sorted(set(of) - set(OF_KEYS)):
        yield "of", "column", _unknown(key, OF_KEYS, "a key of a part", every=f"keys are {', '.join(OF_KEYS)}")
    if "country" in of and (not isinstance(of["country"], str) or of["country"] not in COUNTRIES):
        yield (
            "of",
            "country",
            f"found {of['country']!r}, expected a country code; write two capital letters, such as DK",
        )
    for key in ("clusters", "without_purpose"):
        found = of.get(key, ["-"])
        if not isinstance(found, list) or not found or not all(map(_is_text, found)):
            yield "of", "type", f'found {key} = {found!r}, expected a list of texts; write {key} = ["..."]'
        elif key == "without_purpose" and key in of:
            for purpose in (one for one in found if one not in PURPOSE):
                every = f"purposes are {', '.join(PURPOSE)}"
                yield "of", "choice", _unknown(purpose, PURPOSE, "the purpose of a project", every=every)
    if "as_of" in of and not _is_date(of["as_of"]):
        said = f'found {of["as_of"]!r}, expected a date as YYYY, YYYY-MM or YYYY-MM-DD; write as_of = "2020"'
        yield "of", "type", said


def _is_date(value: object) -> bool:
    if type(value) is dt.date:  # not a time of a day, which is a date to Python
        return True
    try:
        dates.bounds(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def _limit_faults(
    entry: Mapping[str, Any], parts: Mapping[str, tuple[str, ...]], seen: set[tuple[str, ...]]
) -> Iterator[_Found]:
    """Yield the faults of a limit; ``parts`` are the breakdowns of each figure, ``seen`` what has a limit already."""
    for key in sorted(set(entry) - set(LIMIT_KEYS)):
        yield key, "column", _unknown(key, LIMIT_KEYS, "a key of a limit", every=f"keys are {', '.join(LIMIT_KEYS)}")
    figure, breakdown, item = (entry.get(key, "") for key in ("figure", "breakdown", "item"))
    if not isinstance(figure, str) or figure not in parts:
        yield (
            "figure",
            "reference",
            _unknown(figure, parts, "the name of a key figure", every="`ecograph figures` lists them"),
        )
    elif bool(breakdown) != bool(item) or not isinstance(item, str):
        yield "item", "missing", 'found one of breakdown and item, expected both as text or none; write item = "DK"'
    elif breakdown and breakdown not in parts[figure]:
        every = f"it has {', '.join(parts[figure]) or 'none'}"
        yield "breakdown", "reference", _unknown(breakdown, parts[figure], f"a breakdown of {figure}", every=every)
    elif (figure, breakdown, item) in seen:
        yield "figure", "duplicate", "found a second limit of the same figure, expected one; put both into one section"
    else:
        seen.add((figure, breakdown, item))
    said = [key for key in BOUNDS if key in entry]
    if not said:
        yield "", "missing", f"found no bound, expected one of {', '.join(BOUNDS)}; write least = 100"
    wrong = [key for key in said if not _is_number(entry[key]) or (key == "max_change" and entry[key] < 0)]
    for key in wrong:
        yield (
            key,
            "type",
            f"found {entry[key]!r}, expected a number{' from 0' if key == 'max_change' else ''}; correct it",
        )
    if {"least", "most"} <= set(said) - set(wrong) and entry["least"] > entry["most"]:
        yield "least", "order", f"found {entry['least']} above most, {entry['most']}; exchange them"
