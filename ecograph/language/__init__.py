"""The words of the interface in English, Danish and Norwegian, and numbers as each language writes them.

Texts that belong to one measure stand in the file of that measure, as ``Words``. Everything else stands in
``terms`` (nouns), ``values`` (the closed lists of the data model) and ``sentences``.
"""

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
    """Return a number as the language writes it, rounded half to even at ``decimals``.

    Danish writes 1.234,5, Norwegian 1 234,5 (with a no-break space), English 1,234.5.

    >>> number(1234.5, "da", 1), number(1234.5, "nb", 1), number(1234.5, "en", 1)
    ('1.234,5', '1\xa0234,5', '1,234.5')
    """
    from babel.numbers import format_decimal  # noqa: PLC0415 - babel is slow to import and few commands need it

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=language))
