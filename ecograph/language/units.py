"""The units of figures, and a value with its unit as each language writes it.

A value is an interval: its bounds are equal where it is exact, and the upper is infinite where it is open.
"""

from math import isinf
from typing import NamedTuple

from ecograph.language import Plural, Words, number, sentences

INTERVAL = Words(en="{low}–{high}", da="{low}–{high}", nb="{low}–{high}")
AT_LEAST = sentences.AT_LEAST
MOST_DECIMALS = 6
"""The most decimals that a small number is given."""


class Unit(NamedTuple):
    """A unit of figures.

    Args:
        label: What stands in the head of a column, such as "DKK million".
        template: A value with its unit, such as "DKK {value} million"; where it is a count, ``counted`` says it.
        decimals: The decimals that are shown.
        divisor: What values are divided by before they are shown; 0.01 for a share, which is shown in per cent.
        counted: The noun of a count, for one and for many; None where it is no count.
    """

    label: Words
    template: Words
    decimals: int = 0
    divisor: float = 1
    counted: Plural | None = None


def _count(one: Words, many: Words) -> Unit:
    return Unit(many, Words("{value}", "{value}", "{value}"), counted=Plural(one, many))


def _million(currency: str) -> Unit:
    return Unit(
        Words(f"{currency} million", f"mio. {currency}", f"mill. {currency}"),
        Words(f"{currency} {{value}} million", f"{{value}} mio. {currency}", f"{{value}} mill. {currency}"),
        decimals=1,
        divisor=1_000_000,
    )


def _plain(label: Words, decimals: int) -> Unit:
    return Unit(label, Words("{value}", "{value}", "{value}"), decimals=decimals)


CURRENCIES = ("DKK", "NOK", "EUR", "SEK", "USD", "GBP")

UNITS: dict[str, Unit] = {
    "organisations": _count(
        Words("organisation", "organisation", "organisasjon"),
        Words("organisations", "organisationer", "organisasjoner"),
    ),
    "members": _count(Words("member", "medlem", "medlem"), Words("members", "medlemmer", "medlemmer")),
    "projects": _count(Words("project", "projekt", "prosjekt"), Words("projects", "projekter", "prosjekter")),
    "bridges": _count(Words("bridge", "bro", "bro"), Words("bridges", "broer", "broer")),
    "goals": _count(Words("goal", "mål", "mål"), Words("goals", "mål", "mål")),
    "companies": _count(Words("company", "virksomhed", "bedrift"), Words("companies", "virksomheder", "bedrifter")),
    "persons": _count(Words("person", "person", "person"), Words("persons", "personer", "personer")),
    "jobs": _count(Words("job", "job", "arbeidsplass"), Words("jobs", "job", "arbeidsplasser")),
    "figures": _count(Words("figure", "tal", "tall"), Words("figures", "tal", "tall")),
    **{currency: _million(currency) for currency in CURRENCIES},
    "share": Unit(
        Words("per cent", "procent", "prosent"),
        Words("{value}%", "{value}\xa0%", "{value}\xa0%"),
        decimals=1,
        divisor=0.01,
    ),
    "number": _plain(Words("number", "antal", "antall"), 0),
    "decimal": _plain(Words("number", "tal", "tall"), 1),
    "index": _plain(Words("index from 0 to 1", "indeks fra 0 til 1", "indeks fra 0 til 1"), 3),
}
"""The units by name; a figure says one of these names."""


def shown(low: float, high: float, unit: str, language: str, *, bare: bool = False) -> str:
    r"""Return a value as the language writes it: one number, an interval, or "at least" where it is open.

    Args:
        low: The lower bound.
        high: The upper bound; infinite where it is open.
        unit: A name of ``UNITS``.
        language: da, nb or en.
        bare: Whether to leave the unit out, as in a column that names it.

    >>> shown(12_300_000, 12_300_000, "DKK", "da"), shown(1, 1, "projects", "nb")
    ('12,3 mio. DKK', '1 prosjekt')
    >>> shown(280, float("inf"), "members", "en"), shown(0.273, 0.273, "share", "nb")
    ('at least 280 members', '27,3\xa0%')
    """
    known = UNITS[unit]
    text = _numbers(low / known.divisor, high / known.divisor, language, known.decimals)
    if bare:
        return text
    return with_unit(text, known, language, is_one=low == high == 1)


def with_unit(text: str, unit: Unit, language: str, *, is_one: bool) -> str:
    """Return the text of a number with its unit; that of a count is its noun, for one or for many.

    >>> with_unit("+1", UNITS["projects"], "da", is_one=True), with_unit("+2.5", UNITS["DKK"], "en", is_one=False)
    ('+1 projekt', 'DKK +2.5 million')
    """
    if unit.counted is None:
        return unit.template.in_(language).format(value=text)
    noun = unit.counted.one if is_one else unit.counted.many
    return f"{text} {noun.in_(language)}"


def _numbers(low: float, high: float, language: str, decimals: int) -> str:
    least = number(low, language, _enough(low, decimals))
    if isinf(high):
        return AT_LEAST.in_(language).format(low=least)
    most = number(high, language, _enough(high, decimals))
    return least if least == most else INTERVAL.in_(language).format(low=least, high=most)


def _enough(value: float, decimals: int) -> int:
    """Return the decimals with which a small number is not taken for 0: one digit other than 0 is shown.

    >>> _enough(0.025, 1), _enough(12.0, 1), _enough(0.0, 1)
    (2, 1, 1)
    """
    while value and decimals < MOST_DECIMALS and not round(value, decimals):
        decimals += 1
    return decimals
