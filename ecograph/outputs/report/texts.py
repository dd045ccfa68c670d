"""What every format of a report shows alike: texts in which no sign hides, and numbers as their unit says."""

import math
import re
from typing import Final

from ecograph.language import number
from ecograph.language.units import AT_LEAST, INTERVAL, shown
from ecograph.report.document import Table

SOURCES: Final = "sources"
"""The name of the section that the sources are listed in."""

_DECIMALS: Final = 2
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Signs that a browser drops, or that change the direction of what follows."""


def visible(text: str) -> str:
    r"""Return a text in which signs that a reader would not see, or that reorder what follows, are shown as their code.

    >>> visible("a\u202eb\x00c d\n"), visible("1\xa0204")
    ('a\\u202eb\\x00c d\n', '1\xa0204')
    """
    return _HIDDEN.sub(lambda found: ascii(found[0])[1:-1], text)


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many signs, with an ellipsis where it was cut.

    >>> shortened("abcdef", 6), shortened("abcdef", 4)
    ('abcdef', 'abc…')
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"


def numbers(low: float, high: float, unit: str, language: str) -> str:
    """Return a value as its unit says; without a unit, whole numbers as such and others with two decimals.

    >>> numbers(280, math.inf, "members", "da"), numbers(2.5, 2.5, "", "en")
    ('mindst 280', '2.50')
    """
    if unit:
        return shown(low, high, unit, language, bare=True)
    least = _plain(low, language)
    if math.isinf(high):
        return AT_LEAST.in_(language).format(low=least)
    return least if low == high else INTERVAL.in_(language).format(low=least, high=_plain(high, language))


def is_of_numbers(table: Table, place: int) -> bool:
    """Return whether a column of a table holds numbers: it has a unit, or no cell that is a text."""
    if table.columns[place].unit:
        return True
    known = [row[place] for row in table.rows if row[place] is not None]
    return bool(known) and not any(isinstance(cell, str) for cell in known)


def _plain(value: float, language: str) -> str:
    return number(value, language, 0 if float(value).is_integer() else _DECIMALS)
