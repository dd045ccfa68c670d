"""Values of key figures and how they changed, as a change report writes them."""

from ecograph.language.changes import LITTLE, POINTS, UNDEFINED
from ecograph.language.difference import difference
from ecograph.language.units import UNITS, shown


def value(low: float | None, high: float | None, unit: str | None, language: str) -> str:
    """Return the value of a key figure; a dash where it is not defined.

    A count has no unit, since the label of the figure names what is counted.

    >>> value(2, 2, "projects", "en"), value(1_500_000, 1_500_000, "NOK", "da")
    ('2', '1,5 mio. NOK')
    """
    if low is None or high is None or unit is None:
        return UNDEFINED.in_(language)
    return shown(low, high, unit, language, bare=UNITS[unit].counted is not None)


def change(low: float | None, high: float | None, unit: str, language: str) -> str:
    r"""Return by how much a key figure changed, with its sign; a dash where that is not defined.

    A share changes by percentage points.

    >>> change(2, 2, "projects", "en"), change(0, 500_000, "DKK", "da"), change(400, 400, "EUR", "en")
    ('+2', '0,0 til +0,5 mio. DKK', 'less than is shown')
    """
    if low is None or high is None:
        return UNDEFINED.in_(language)
    known = UNITS[unit]
    if (low or high) and not any(round(bound / known.divisor, known.decimals) for bound in (low, high)):
        return LITTLE.in_(language)
    if unit == "share":
        return POINTS.in_(language).format(value=difference(low, high, unit, language, bare=True))
    return difference(low, high, unit, language, bare=known.counted is not None)


def relative(share: float | None, language: str) -> str:
    r"""Return a relative change in per cent with its sign; a dash where it is not defined.

    >>> relative(0.25, "en"), relative(0.1, "da")
    ('+25.0%', '+10,0\xa0%')
    """
    return UNDEFINED.in_(language) if share is None else difference(share, share, "share", language)
