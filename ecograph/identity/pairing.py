"""What speaks for and against two bodies with like names being one: the rules by which a pair is scored and joined.

A score puts the likeliest pairs first, for a person to judge. Joining without a person is for pairs in which nothing
speaks against it, since a wrong join falsifies every number that rests on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Any

from ecograph.identity.comparison import core, is_distinctive, is_topical, is_unique
from ecograph.identity.legal_forms import TELLING, set_aside
from ecograph.identity.likeness import likeness
from ecograph.identity.names import key
from ecograph.identity.regions import elsewhere

THRESHOLD = 0.8
"""The lowest score of a candidate; chosen on ``tests/names.csv``."""

HIGH = 0.97
"""The lowest score of a candidate whose two numbers of one register differ: a body may have had two."""

NATIONAL = ("cvr", "orgnr")
"""The registers in which one body has one number."""

GROUPS: Mapping[str, str] = {
    "company": "business",
    "incubator": "business",
    "media": "business",
    "university": "academic",
    "hospital": "hospital",
    "region": "public",
    "municipality": "public",
    "ministry": "public",
    "agency": "public",
    "state": "public",
    "cluster": "cluster",
    "association": "association",
    "partnership": "association",
    "fund": "foundation",
    "programme": "programme",
    "advisory_board": "board",
    "eu_body": "union",
}
"""What each kind of organisation is, roughly. A kind that is not here (other, institute) contradicts nothing."""

IMPLIED: Mapping[str, str] = {
    "university": "academic",
    "universitycollege": "academic",
    "universityhospital": "hospital",
    "hospital": "hospital",
    "municipality": "public",
    "county": "public",
    "region": "public",
    "ministry": "public",
    "cluster": "cluster",
    "foundation": "foundation",
    "association": "association",
}
"""What a word in a name says that the body is, whatever kind its publisher gave it."""

_APART = (
    ("business", "academic", "hospital", "public", "programme", "board", "union"),
    ("cluster", "academic", "hospital", "public", "programme", "board", "union"),
    ("association", "academic", "hospital", "public", "programme", "board", "union"),
    ("foundation", "academic", "hospital", "public", "programme", "board", "union"),
    ("academic", "public"),
)
CONTRADICTORY = frozenset(
    frozenset((one, other)) for row in _APART for place, one in enumerate(row) for other in row[place + 1 :]
)
"""Groups that no body can be in at once. A company may be a cluster, but is not joined to one by its name alone."""

KNOWN = frozenset(("DK", "NO", "SE", "FI", "IS", "FO", "GL", "AX"))
"""Countries in whose languages ``translations`` knows the words; elsewhere only names equal as they stand join."""

UNION = "EU"
"""The country of bodies of the European Union."""

SHORT = 5
"""A name of one word of so many letters or fewer may be an abbreviation, even where nobody says so."""

_KINDS_DIFFER, _REGIONS_DIFFER, _FURTHER, _PART, _FORMER = 0.05, 0.03, 0.02, 0.05, 0.08
"""What is taken from a score."""

_FORMS_DIFFER, _FOUNDATION = (0.1, "with another legal form"), (0.05, "one of them a foundation")
"""What is taken from a score for legal forms, and the words for it."""

_SIMILAR, _UNTOLD = 0.98, 0.93
"""The highest score of names that are not equal, and the score of equal ones that do not tell who is named."""

Shared = frozenset[tuple[str, str, str]]
"""Cores that are ambiguous, with the country and the legal form in which they are."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the rules ask of a body: core of its own name, country, region, groups, legal forms, national numbers."""

    core: str
    country: str | None
    region: str | None
    groups: frozenset[str]
    forms: frozenset[str]
    numbers: Mapping[str, frozenset[str]]


def body_of(row: Mapping[str, Any]) -> Body:
    """Return what the rules ask of a body, given as a row of ``candidates``."""
    name = core(row["name"])
    groups = {GROUPS.get(row["kind"], "")} | {IMPLIED.get(word, "") for word in name.split()}
    numbers: dict[str, set[str]] = {}
    for number in row["numbers"] or ():
        numbers.setdefault(number.partition("-")[0], set()).add(number)
    return Body(
        core=name,
        country=row["country"],
        region=row["region"],
        groups=frozenset(groups - {""}),
        forms=_forms(row["name"]),
        numbers={scheme: frozenset(values) for scheme, values in numbers.items() if scheme in NATIONAL},
    )


def named(text: str, body: Body) -> Body:
    """Return a body as it is called by one of its names: with the legal form of that name, if it has any."""
    forms = _forms(text)
    return replace(body, forms=forms) if forms and forms != body.forms else body


@lru_cache(maxsize=100_000)
def _forms(name: str) -> frozenset[str]:
    return set_aside(tuple(key(name).split()))[1]


def scored(row: Mapping[str, Any], left: Body, right: Body, shared: Shared) -> tuple[float, str, bool] | None:
    """Return score, words and whether a pair of bodies joins, or None where it is no candidate.

    Bodies whose kinds exclude each other are a candidate only under one name: publishers are coarse with kinds.

    Args:
        row: A reading of each: ``core``, ``plain``, ``sort``, ``text``, ``is_own``, those of the right one with the
            ending ``_right``; and ``is_apart``, whether a publisher numbers the two apart.
        left: What is known of the left body.
        right: What is known of the right body.
        shared: The cores that are ambiguous.
    """
    if _contradict(left.groups, right.groups) and row["core"] != row["core_right"]:
        return None
    left, right = named(row["text"], left), named(row["text_right"], right)
    score, why = _named(row, left, right)
    differ = _differ(left.groups, right.groups)
    if differ:
        score, why = score - _KINDS_DIFFER, f"{why}; of different kinds"
    if not _same_forms(left.forms, right.forms):
        less, words = _FORMS_DIFFER if left.forms and right.forms else _FOUNDATION
        score, why = score - less, f"{why}; {words}"
    is_elsewhere = elsewhere(left.region, right.region)
    if is_elsewhere:
        score, why = score - _REGIONS_DIFFER, f"{why}; in different regions"
    two = _numbered_apart(left, right)
    if two:
        why = f"{why}; with different numbers of one register"
    if score < (HIGH if two or row["is_apart"] else THRESHOLD):
        return None
    automatic = not (two or differ or is_elsewhere or row["is_apart"]) and _is_certain(row, left, right, shared)
    return round(score, 4), why, automatic


def _numbered_apart(left: Body, right: Body) -> bool:
    """Return whether a national register has two bodies by different numbers."""
    both = left.numbers.keys() & right.numbers.keys()
    return any(left.numbers[scheme].isdisjoint(right.numbers[scheme]) for scheme in both)


def _named(row: Mapping[str, Any], left: Body, right: Body) -> tuple[float, str]:
    """Return the score of two readings, before what else is known, and the words for it."""
    texts = row["text"], row["text_right"]
    both = repr(texts[0]) if texts[0] == texts[1] else f"{texts[0]!r} / {texts[1]!r}"
    sorts = {row["sort"], row["sort_right"]}
    if "abbreviation" in sorts:
        return _abbreviated(row, left, right, both)
    translated = likeness(row["core"], row["core_right"])
    found = max(translated, min(_SIMILAR, (translated + likeness(row["plain"], row["plain_right"])) / 2))
    if "former" in sorts:
        return found - _FORMER, f"former name {both}"
    if "part" in sorts:
        return found - _PART, f"name in or before brackets {both}"
    if found < 1:
        return min(found, _SIMILAR), f"similar names {both}"
    found = 1.0 if _tells(row, left, right) else _UNTOLD
    if "further" in sorts:
        return found - _FURTHER, f"same further name {both}"
    return found, f"same name {both}"


def _abbreviated(row: Mapping[str, Any], left: Body, right: Body, both: str) -> tuple[float, str]:
    """Return score and words for an abbreviation: a long one says more, and two long names beside it have to agree."""
    if row["core"] != row["core_right"]:
        return 0.0, ""
    if row["sort"] != row["sort_right"] and row["core"] in (left.core, right.core):
        return min(0.89, 0.73 + 0.04 * len(row["core"])), f"one is abbreviated as the other is named {both}"
    return 0.47 + likeness(left.core, right.core) / 2, f"same abbreviation {both}"


def _tells(row: Mapping[str, Any], left: Body, right: Body) -> bool:
    """Return whether an equal name tells who is named: by a word of its own, or as the one of its kind in a country.

    The bodies of the European Union are one of a kind, however common the words of their names.
    """
    name = row["core"]
    if is_distinctive(name) or is_unique(name) or left.country == right.country == UNION:
        return True
    return is_topical(name) and bool(row["plain"] == row["plain_right"])


def _is_certain(row: Mapping[str, Any], left: Body, right: Body, shared: Shared) -> bool:
    """Return whether two bodies are joined by the names of a row alone."""
    name = row["core"]
    same_form = bool(left.forms) and left.forms == right.forms
    return (
        name == row["core_right"]
        and row["sort"] == row["sort_right"] == "name"
        and (row["is_own"] or row["is_own_right"])
        and (left.country in KNOWN or row["plain"] == row["plain_right"])
        and left.country is not None
        and left.country == right.country
        and _same_forms(left.forms, right.forms)
        and (" " in name or len(name) > SHORT or same_form)
        and (name, left.country, min(left.forms & right.forms, default="")) not in shared
        and _tells(row, left, right)
    )


def _same_forms(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two bodies may have one legal form: publishers leave it out, but seldom write another.

    That of a foundation tells: Fonden Symbion is not the company Symbion.
    """
    if left & TELLING != right & TELLING:
        return False
    return not left or not right or not left.isdisjoint(right)


def _differ(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def _contradict(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether no body can be of a group of each; a word in a name may mislead, as in Welfare Tech Region."""
    return _differ(left, right) and all(frozenset(pair) in CONTRADICTORY for pair in product(left, right))
