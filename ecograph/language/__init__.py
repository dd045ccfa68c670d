"""The words of the interface in English, Danish and Norwegian, and numbers as each language writes them.

Texts that belong to one measure stand in the file of that measure, as ``Words``. Everything else stands in
``values`` (the closed lists of the data model), ``page`` and ``map``.
"""

from collections.abc import Callable, Sequence
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
