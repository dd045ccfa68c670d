"""Sentences that are filled in for each language: numbers, shares and names as functions of the language."""

from collections.abc import Callable, Sequence
from math import isinf

from ecograph.language import LANGUAGES, Words, listed, number, percent

Said = Callable[[str], str]
"""A text as a function of the language."""

BETWEEN = Words(en="{low} to {high}", da="{low} til {high}", nb="{low} til {high}")
AT_LEAST = Words(en="at least {low}", da="mindst {low}", nb="minst {low}")


def filled(template: Words, **values: Said) -> Words:
    """Return a template filled in for each language.

    >>> filled(Words(en="{n} known", da="{n} kendt", nb="{n} kjent"), n=between(1, 2)).da
    '1 til 2 kendt'
    """
    return Words(**{lang: template.in_(lang).format(**{k: v(lang) for k, v in values.items()}) for lang in LANGUAGES})


def as_is(text: str) -> Said:
    """Return a text that is the same in every language."""
    return lambda _: text


def as_number(value: float, decimals: int = 0) -> Said:
    """Return a number as each language writes it.

    >>> as_number(1234.5, 1)("da")
    '1.234,5'
    """
    return lambda language: number(value, language, decimals)


def as_percent(share: float) -> Said:
    """Return a share as whole per cent, as each language writes it."""
    return lambda language: percent(share, language)


def as_list(names: Sequence[str]) -> Said:
    """Return names as a list in words.

    >>> as_list(["a", "b"])("nb")
    'a og b'
    """
    return lambda language: listed(names, language)


def between(low: float, high: float) -> Said:
    """Return an interval of whole numbers in words.

    >>> between(144, 224)("en"), between(280, float("inf"))("da"), between(370, 370)("nb")
    ('144 to 224', 'mindst 280', '370')
    """
    if round(low) == (high if isinf(high) else round(high)):
        return as_number(round(low))
    if isinf(high):
        return filled(AT_LEAST, low=as_number(low)).in_
    return filled(BETWEEN, low=as_number(low), high=as_number(high)).in_
