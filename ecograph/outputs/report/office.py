"""What Word and Excel share: texts that their files can hold, addresses that may become links, what a cell shows."""

import math
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ecograph.language import number
from ecograph.language.document import DOCUMENT
from ecograph.outputs.report.texts import SOURCES, numbers, visible
from ecograph.report.document import Cell, Document, Interval, Section, Source

UNKNOWN: Final = "–"
"""What stands in a cell of a page whose value is not known."""

_NAMED: Final = 3
_LONGEST_ADDRESS: Final = 2_000
_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][^\s\"<>\\^`{|}]*)?")
_SPACES: Final = re.compile("[\t\n\r]+")


def plain(text: str) -> str:
    r"""Return a text of one line that XML can hold; signs that nobody would see are shown as their code.

    >>> plain("a\tb\r\nc\x00\u202e"), plain("1\xa0204")
    ('a b c\\x00\\u202e', '1\xa0204')
    """
    return visible(_SPACES.sub(" ", text))


def address(url: str) -> str:
    """Return an address that may become a link, with signs beyond ASCII as their bytes; "" for every other text.

    >>> address("https://example.org/ørsted?a=1"), address("http://example.org/"), address("https://a b")
    ('https://example.org/%C3%B8rsted?a=1', '', '')
    """
    if visible(url) != url or not _ADDRESS.fullmatch(url):
        return ""
    sent = "".join(sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in url)
    return sent if len(sent) <= _LONGEST_ADDRESS else ""


def shown_cell(cell: Cell, unit: str, language: str) -> str:
    r"""Return what a cell shows on a page; a dash for what is not known.

    >>> shown_cell(Interval(280, float("inf")), "members", "da"), shown_cell(0.273, "share", "en")
    ('mindst 280', '27.3')
    >>> shown_cell(Interval(2, float("inf")), "", "en")
    'at least 2'
    >>> shown_cell(None, "DKK", "nb") == UNKNOWN, shown_cell("a", "", "nb"), shown_cell(1.5, "", "nb")
    (True, 'a', '1,50')
    """
    match cell:
        case None:
            return UNKNOWN
        case str():
            return plain(cell)
        case Interval(low, high):
            return numbers(low, high, unit, language)
        case _:
            return UNKNOWN if math.isnan(cell) else numbers(cell, cell, unit, language)


def lists_sources(document: Document, section: Section) -> bool:
    """Return whether a section of the highest level is the one that the sources are listed in."""
    return section.name == SOURCES and bool(document.sources)


def named_rows(first: Sequence[str], n: int, language: str) -> str:
    """Return the first few rows that a source states behind a mark, and how many more there are.

    A note of all of them would be longer than the report, and ``ecograph explain`` prints them.

    Args:
        first: The first rows, as the note has them.
        n: How many there are.
        language: da, nb or en.

    >>> named_rows(["flows/a", "flows/b"], 2, "da"), named_rows(["a", "b", "c", "d"], 1200, "en")
    ('flows/a, flows/b', 'a, b, c and 1,197 more')
    """
    named = ", ".join(map(plain, first[:_NAMED]))
    left = n - len(first[:_NAMED])
    return f"{named} {DOCUMENT['more'].in_(language).format(n=number(left, language))}" if left else named


class Licensed(NamedTuple):
    """A source as it is listed; ``url`` is "" where it is no link."""

    name: str
    words: str
    url: str
    licence: str


def listed_source(source: Source, language: str) -> Licensed:
    """Return a source as it is listed in a language."""
    words = DOCUMENT["licence"].in_(language).format(licence=plain(source.licence))
    return Licensed(
        plain(source.source_id),
        plain(source.words),
        address(source.url),
        words if source.licence else DOCUMENT["no_licence"].in_(language),
    )
