"""The words of the interface in English, Danish and Norwegian, and numbers as each language writes them.

Texts that belong to one measure stand in the file of that measure, as ``Words``. Everything else stands in
``values`` (the closed lists of the data model), ``page`` and ``map``.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

LANGUAGES: Final = ("da", "nb", "en")


class Words(NamedTuple):
    """One text in the three languages.

    >>> Words(en="cluster", da="klynge", nb="klynge").in_("da")
    'klynge'
    """

    en: str
    da: str
    nb: str

    def in_(self, language: str) -> str:
        """Return the text in ``da``, ``nb`` or ``en``; ``ValueError`` for another language."""
        if language not in LANGUAGES:
            raise ValueError(f"unknown language {language!r}, expected one of {', '.join(LANGUAGES)}")
        return str(getattr(self, language))


def number(value: float, language: str, decimals: int = 0) -> str:
    r"""Return a number as the language writes it, rounded half to even at ``decimals``.

    Danish writes 1.234,5, Norwegian 1 234,5 (with a no-break space), English 1,234.5.

    >>> number(1234.5, "da", 1), number(1234.5, "nb", 1), number(1234.5, "en", 1)
    ('1.234,5', '1\xa0234,5', '1,234.5')
    """
    from babel.numbers import format_decimal  # slow to import, and few commands need it

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=language))


def percent(share: float, language: str) -> str:
    r"""Return a share as whole per cent, as the language writes it.

    >>> percent(0.2727, "en"), percent(0.2727, "da")
    ('27%', '27\xa0%')
    """
    from babel.numbers import format_percent

    return str(format_percent(share, locale=language))


def country(code: str, language: str) -> str:
    """Return the name of a country in a language; the code itself where there is no name.

    >>> country("NO", "da"), country("EU", "en"), country("XX", "en")
    ('Norge', 'European Union', 'XX')
    """
    from babel import Locale

    return str(Locale(language).territories.get(code, code))


class Plural(NamedTuple):
    """A noun in the three languages, for one and for many.

    >>> Plural(Words("pair", "par", "par"), Words("pairs", "par", "par")).of(1200)("en")
    '1,200 pairs'
    """

    one: Words
    many: Words

    def of(self, n: int) -> Callable[[str], str]:
        """Return a function that says, in a language, how many there are."""
        return lambda language: f"{number(n, language)} {(self.one if n == 1 else self.many).in_(language)}"


def listed(names: Sequence[str], language: str) -> str:
    """Return names as a list in words: a, b and c.

    >>> listed(["a", "b", "c"], "da")
    'a, b og c'
    """
    *others, last = names
    word = "and" if language == "en" else "og"
    return f"{', '.join(others)} {word} {last}" if others else last


def capital(text: str) -> str:
    """Return a text with a capital first letter.

    >>> capital("økosystem")
    'Økosystem'
    """
    return text[:1].upper() + text[1:]


_DAY, _MONTH = Words("d MMMM y", "d. MMMM y", "d. MMMM y"), "MMMM y"
"""How a day and a month are written, as patterns of CLDR."""


def dated(text: str, language: str) -> str:
    """Return a date as the language writes it, as precise as it is known.

    Args:
        text: YYYY, YYYY-MM or YYYY-MM-DD.
        language: da, nb or en.

    >>> dated("2024-12-31", "da"), dated("2024-01", "nb"), dated("2024", "en")
    ('31. december 2024', 'januar 2024', '2024')
    """
    from babel.dates import format_date  # slow to import, and few commands need it

    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return text
    pattern = _DAY.in_(language) if len(rest) > 1 else _MONTH
    return str(format_date(date(year, rest[0], rest[1] if len(rest) > 1 else 1), pattern, language))
