"""A change with its sign as each language writes it: +3, or +10 to +30 where it is an interval."""

from math import isinf

from ecograph.language import Words, number
from ecograph.language.sentences import AT_LEAST, BETWEEN
from ecograph.language.units import UNITS, with_unit

PLUS, MINUS = "+", "\u2212"

AT_MOST = Words("at most {high}", "højst {high}", "høyst {high}")
ANY = Words("open", "åben", "åpen")


def difference(low: float, high: float, unit: str, language: str, *, bare: bool = False) -> str:
    r"""Return a change as the language writes it.

    Args:
        low: The least it can be; minus infinity where it is open.
        high: The most it can be; infinite where it is open.
        unit: The name in ``UNITS`` of what changed; a share changes by percentage points.
        language: da, nb or en.
        bare: Whether to leave the unit out, as beside a value that has it.

    >>> difference(3, 3, "projects", "en"), difference(1, 1, "projects", "da"), difference(0, 0, "share", "nb")
    ('+3 projects', '+1 projekt', '0,0\xa0%')
    >>> difference(0, 2_500_000, "DKK", "da"), difference(1, float("inf"), "members", "en", bare=True)
    ('0,0 til +2,5 mio. DKK', 'at least +1')
    """
    known = UNITS[unit]
    text = _between(low / known.divisor, high / known.divisor, known.decimals, language)
    if bare:
        return text
    return with_unit(text, known, language, is_one=low == high and abs(low) == 1)


def signed(value: float, decimals: int, language: str) -> str:
    r"""Return a number with its sign, a minus sign and not a hyphen; none where it is shown as 0.

    >>> ascii(signed(-12.34, 1, "da")), signed(0.04, 1, "en")
    ("'\\u221212,3'", '0.0')
    """
    rounded = round(value, decimals)
    sign = PLUS if rounded > 0 else MINUS if rounded < 0 else ""
    return sign + number(abs(rounded), language, decimals)


def _between(low: float, high: float, decimals: int, language: str) -> str:
    if isinf(low) and isinf(high):
        return ANY.in_(language)
    least, most = (signed(bound, decimals, language) if not isinf(bound) else "" for bound in (low, high))
    if isinf(high):
        return AT_LEAST.in_(language).format(low=least)
    if isinf(low):
        return AT_MOST.in_(language).format(high=most)
    return least if least == most else BETWEEN.in_(language).format(low=least, high=most)
