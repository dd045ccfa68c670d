"""Partners out of the one text cell in which the Danish lists name them all, by rules that stand here as data.

The list of 2007-13 ends each name with a point and puts a blank before the next: a name that holds a point and a
blank itself cannot be told from two names. The rules below join what was split inside a name; a joined name is a
guess and said to be likely. The list of 2014-20 has a line for each name, and there is nothing to guess.

Names of persons go: the owner after ``v/`` or ``ved`` (by), and a sole trader whose name begins with a trade.
"""

import re
from dataclasses import dataclass

from ecograph.identity.names import key
from ecograph.readers.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Partners:
    """What a cell names.

    Args:
        names: Each name in order, and whether it is certain that it is one name.
        n_persons: How many names of persons were dropped.
        unread: The parts that are no name.
    """

    names: tuple[tuple[str, bool], ...]
    n_persons: int = 0
    unread: tuple[str, ...] = ()


INSIDE = (
    # what ends the part before the point, what begins the part after it
    (r"(^| )[A-ZÆØÅ](\.[A-ZÆØÅ])*$", r""),  # an initial
    (r"(^|[ ,])(Th|v)$", r""),  # an abbreviation: Th. Langs, v. (by)
    (r"\b[Aa]fd$", r"[0-9]"),  # a department with a number: afd. 4
    (r"\b[0-9]{1,2}$", r"(?i)(januar|februar|marts|april|maj|juni|juli|august|(sept|okto|novem|decem)b?er)\b"),  # a day
    (r"", r"(ApS|A/S|I/S)$"),  # a legal form alone
    (r"", r"\("),  # what stands in brackets
    (r"^Business Center Bornholm$", r"Den Erhvervsdrivende Fond$"),  # two such parts stand together on every row
    (r"^TICAN A\.M\.B\.A$", r"Vejle$"),  # a town alone is no partner
)
"""Where a point and a blank stand inside a name."""

NOT_INSIDE = re.compile(r"([AFSVafsv]\.[Mm]\.[Bb]\.[Aa]|A M B A|SOSU C|Nykøbing F|Punkt H)$")
"""Ends of names that look like an initial."""

NO_NAME = ("", "project", "projekt")
"""What stands in place of a name."""

OWNER = re.compile(
    r"(^|\s)([vV]\s?/|v\.\s|(?i:ved)\s+(?=[A-ZÆØÅ][\w.-]*\s[A-ZÆØÅ]))"  # V. is an initial, and ved also means at
    r"\s*(?P<owner>.+)$"
)
"""What stands before the owner of a business: v/, v. or ved, the last with two names after it."""

TRADES = re.compile(
    r"^(proprietaer|gaardejer|landmand|vognmand|malermester|maler fa|murermester|toemrermester|snedkermester"
    r"|slagter|slagtermester|fisker|frisoer) "
)
"""Trades, as ``identity.names.key`` writes them, by which a sole trader without a legal form is known."""

_COMPILED = tuple((re.compile(before), re.compile(after)) for before, after in INSIDE)


def without_person(name: str) -> tuple[str, bool]:
    """Return a name without the person in it, and whether there was one; an empty name when nothing else is left.

    A company after ``v/`` is kept, since it is no person.

    >>> without_person("Havnens Grill v/Ida Eksempel"), without_person("Malermester Bo Eksempel")
    (('Havnens Grill', True), ('', True))
    >>> without_person("Brintcentret v/Eksempel Udvikling A/S"), without_person("Vognmand Bo Eksempel A/S")
    (('Brintcentret v/Eksempel Udvikling A/S', False), ('Vognmand Bo Eksempel A/S', False))
    """
    if TRADES.match(key(name)) and kind_of(name)[0] == "other":
        return "", True
    found = OWNER.search(name)
    if found is None or kind_of(found["owner"])[0] != "other":
        return name, False
    return name[: found.start()].rstrip(" ,"), True


def by_point(text: str) -> Partners:
    """Return the partners of a cell of the list of 2007-13.

    >>> by_point("Søby Kommune. P. Hansen A/S. Nordeksport A.M.B.A.. SOSU C.").names
    (('Søby Kommune', True), ('P. Hansen A/S', False), ('Nordeksport A.M.B.A.', True), ('SOSU C', True))
    """
    parts = [(part.strip(), True) for part in text.removesuffix(".").split(". ")]
    joined = parts[:1]
    for part, _ in parts[1:]:
        before = joined[-1][0]
        if _is_inside(before, part):
            joined[-1] = (f"{before}. {part}", False)
        else:
            joined.append((part, True))
    return _partners(joined)


def by_line(text: str) -> Partners:
    r"""Return the partners of a cell of the list of 2014-20.

    >>> by_line("Søby Kommune.\nP. Hansen A/S").names
    (('Søby Kommune', True), ('P. Hansen A/S', True))
    """
    return _partners([(part, True) for part in text.split(".\n")])


def _is_inside(before: str, after: str) -> bool:
    if NOT_INSIDE.search(before) and not after.startswith(("(", "Vejle")):
        return False
    return any(ends.search(before) and begins.match(after) for ends, begins in _COMPILED)


def _partners(parts: list[tuple[str, bool]]) -> Partners:
    names: list[tuple[str, bool]] = []
    unread: list[str] = []
    n_persons = 0
    for part, is_certain in parts:
        written = " ".join(part.split()).rstrip(" ,;")
        name, has_person = without_person(written)
        n_persons += has_person
        if name.strip(".").casefold() in NO_NAME:
            unread += [] if has_person else [written]
        else:
            names.append((name, is_certain))
    return Partners(tuple(names), n_persons, tuple(unread))
