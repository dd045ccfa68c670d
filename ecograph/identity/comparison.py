"""Two publishers write one name in two ways: in another language, with another legal form, without the Nordic letters.

``core`` brings the ways of writing a name to one text, so that what is left to compare is who is named. It folds
letters, sets legal forms aside and brings the words that institutions share (university, hospital, municipality ...)
and the names of a few places to one word. It must never make two bodies one: a university hospital stays apart from
its university, a region from the hospital that bears its name, and a department from the whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ecograph.identity.legal_forms import form, set_aside
from ecograph.identity.names import key
from ecograph.identity.translations import (
    COUNTRIES,
    COUNTRY_WORDS,
    INSTITUTIONS,
    SHARED,
    TOPICS,
    UNIQUE,
    fold,
    phrased,
    translated,
)

_SILENT = frozenset(
    [
        "of",
        "in",
        "i",
        "for",
        "af",
        "av",
        "and",
        "og",
        "och",
        "the",
        "den",
        "det",
        "de",
        "at",
        "til",
        "till",
        "ved",
        "vid",
    ]
)
"""Words that say nothing of who is named: The, Den, and, og, of, i ..."""

_FORMER_WORDS = r"formerly(?: known as)?|previously|tidligere|tidl\.?|fhv\.?|f\.?k\.?a\.?"
_FORMER = re.compile(rf"(?i)[\s,;-]*[(\[]?(?<![^\W_])(?:{_FORMER_WORDS})[ :]+([^()\[\]]+)[)\]]?")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SEPARATOR = re.compile(r"\s+[-\u2013\u2014]\s+|[,:\u2013\u2014]\s+")
_LEGAL_ENDS = ("forening", "stiftelse")
"""Legal forms that a publisher may add at the end where they could also be the name."""

_ABBREVIATION = range(2, 9)
_LONGEST_SHORT = 16
"""The signs of an abbreviation with its points, such as N.I.V.A."""

_LONG = 3
_SHORTEST_GENITIVE = 5


_TELLING = TOPICS | COUNTRY_WORDS | {"university", "ministry"}


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One way to read a name.

    Args:
        core: What is compared; see ``core``.
        sort: ``name``; ``abbreviation``; ``former``; or ``part`` for what stands outside and inside of brackets.
    """

    core: str
    sort: str


def core(name: str) -> str:
    """Return the key by which names are compared: words with a blank between them.

    Legal forms and words such as The, Den, and, of are left out; letters are folded (``fold``); words for kinds of
    institution, some that names share and some places are brought to one language, also where they end a compound.
    In the name of an institution the order of the words and the s of a genitive do not count.

    >>> core("Universitetet i Oslo") == core("University of Oslo") == core("OSLO UNIVERSITET")
    True
    >>> core("KOBENHAVNS UNIVERSITET") == core("Københavns Universitet") == core("University of Copenhagen")
    True
    >>> core("Equinor ASA"), core("Havforskningsinstituttet"), core("Aarhus University Hospital")
    ('equinor', 'institute marine research', 'arhu universityhospital')
    """
    return _core(set_aside(tuple(key(name).split()))[0])


def plain(name: str) -> str:
    """Return the words of a name that are left without legal forms, The, Den, and, of ..., folded but not translated.

    >>> plain("Universitetet i Tromsø AS")
    'universitetet tromso'
    """
    words = [fold(word) for word in set_aside(tuple(key(name).split()))[0]]
    return " ".join(word for word in words if word not in _SILENT) or " ".join(words)


def readings(name: str) -> tuple[Reading, ...]:
    """Return the ways to read a name, sorted: the whole of it, and what its brackets and its abbreviation say.

    "Medtech Innovation Consortium (MTIC)" is a name and its abbreviation, "X (formerly Y)" a name and a former one,
    "NIBIO - Norsk institutt for bioøkonomi" an abbreviation and the name it stands for. A legal form or a country in
    brackets is left out. Other words in brackets may be another name or a part of the body: the sort ``part``.

    >>> [(each.core, each.sort) for each in readings("Medtech Innovation Consortium (MTIC)")]
    [('medtech innovation consortium', 'name'), ('mtic', 'abbreviation')]
    >>> [(each.core, each.sort) for each in readings("Hafslund Oslo Celsio AS (formerly Fortum Oslo Varme)")]
    [('fortum oslo varme', 'former'), ('hafslund oslo celsio', 'name')]
    """
    found: dict[str, str] = {}
    for text, sort in _read(name):
        if text and found.get(text) != "name":
            found[text] = sort
    return tuple(sorted(Reading(text, sort) for text, sort in found.items()))


def is_distinctive(name_core: str) -> bool:
    """Return whether a core has a word that tells who is named, beyond kinds of institution and common words.

    >>> is_distinctive("centre health innovation"), is_distinctive("oslo university")
    (False, True)
    """
    return any(is_own(word) for word in name_core.split())


def is_own(word: str) -> bool:
    """Return whether a word of a core is not one that many names share."""
    return len(word) > 1 and word not in SHARED


def is_topical(name_core: str) -> bool:
    """Return whether a core of several words has a field of work, a country, a university or a ministry among them.

    Such a name tells who is named where two publishers write it alike, though each of its words is a common one.

    >>> is_topical("institute marine research"), is_topical("innovation norway"), is_topical("north university")
    (True, True, True)
    >>> is_topical("institute technology"), is_topical("university")
    (False, False)
    """
    words = name_core.split()
    return len(words) > 1 and not _TELLING.isdisjoint(words)


def is_unique(name_core: str) -> bool:
    """Return whether a core names, with the country, an institution of which a country has one.

    >>> is_unique("denmark technical university"), is_unique("institute norway research water")
    (True, True)
    >>> is_unique("centre denmark health innovation"), is_unique("norway university")
    (False, False)
    """
    words = set(name_core.split())
    of_a_kind = words & UNIQUE or (words & TOPICS and words & INSTITUTIONS)
    return bool(words & COUNTRY_WORDS and of_a_kind) and len(words) > 2  # noqa: PLR2004 - country, kind and one more


def institutions(name_core: str) -> frozenset[str]:
    """Return the words of a core that say what kind of institution it is.

    >>> sorted(institutions("arhu universityhospital"))
    ['universityhospital']
    """
    return INSTITUTIONS.intersection(name_core.split())


def abbreviates(short: str, long: str) -> bool:
    """Return whether one word may be the abbreviation of several.

    Its letters are the first letters of words in order, or hold all of those and stand in the words in order.

    >>> abbreviates("MTIC", "Medtech Innovation Consortium"), abbreviates("NIFU", "Nordisk institutt for utdanning")
    (True, True)
    >>> abbreviates("Esbjerg", "Aalborg Universitet")
    False
    """
    letters, words = fold(key(short)), [fold(word) for word in key(long).split()]
    if " " in letters or len(letters) not in _ABBREVIATION or len(words) < 2:  # noqa: PLR2004 - of several words
        return False
    initials = [word[0] for word in words if word not in _SILENT]
    every = [word[0] for word in words]
    if letters[0] != every[0]:
        return False
    return _inside(letters, every) or (_inside(initials, letters) and _inside(letters, "".join(words)))


def _inside(few: str | list[str], many: str | list[str]) -> bool:
    """Return whether few signs stand among many in the same order."""
    rest = iter(many)
    return all(sign in rest for sign in few)


def _read(name: str) -> Iterator[tuple[str, str]]:
    """Yield the readings of a name as core and sort."""
    for former in _FORMER.finditer(name):
        yield core(former[1]), "former"
    name = _FORMER.sub("", name)
    for bracket in _BRACKETS.findall(name):
        words = tuple(key(bracket).split())
        outside = " ".join(_BRACKETS.sub(" ", name).split())
        if not key(outside):
            continue
        if not words or form(words) or COUNTRIES.issuperset(_core(words).split()):
            name = outside
        elif abbreviates(bracket, outside) or abbreviates(outside, bracket):
            yield core(bracket), "abbreviation" if abbreviates(bracket, outside) else "name"
            yield core(outside), "name" if abbreviates(bracket, outside) else "abbreviation"
            return
        else:
            yield core(bracket), "abbreviation" if len(words) == 1 and len(words[0]) in _ABBREVIATION else "part"
            yield core(outside), "part"
    yield core(name), "name"
    yield from _abbreviated(name)
    *before, last = name.split() or [""]
    if before and key(last) in _LEGAL_ENDS:
        yield core(" ".join(before)), "part"


def _abbreviated(name: str) -> Iterator[tuple[str, str]]:
    """Yield the two readings of a name that begins or ends with its own abbreviation."""
    parts = _SEPARATOR.split(name, maxsplit=1)
    words = name.split()
    split = [(parts[0], parts[1])] if len(parts) > 1 else []
    split += [(words[0], " ".join(words[1:])), (" ".join(words[:-1]), words[-1])] if len(words) > _LONG else []
    for left, right in split:
        for short, long in ((left, right), (right, left)):
            if len(short.strip()) <= _LONGEST_SHORT and abbreviates(short, _without_form(long)):
                yield core(short), "abbreviation"
                yield core(long), "name"


def _without_form(name: str) -> str:
    return " ".join(set_aside(tuple(key(name).split()))[0])


def _core(words: tuple[str, ...]) -> str:
    text = phrased(" ".join(fold(word) for word in words))
    spoken = [word for each in text.split() if each not in _SILENT for word in translated(each)] or text.split()
    if not INSTITUTIONS.intersection(spoken):
        return " ".join(spoken)
    return " ".join(sorted({_nominative(word) for word in spoken}))


def _nominative(word: str) -> str:
    """Return a name without the s of a genitive: Bornholms Hospital is Bornholm Hospital."""
    bare = word.removesuffix("s")
    return word if word in SHARED or bare in SHARED or len(word) < _SHORTEST_GENITIVE else bare
