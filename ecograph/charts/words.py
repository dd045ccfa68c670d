"""The few words that charts write themselves; names, heads and units are given to them."""

from typing import Final

from ecograph.language import Words, number

NOTHING: Final = Words("There is nothing to show.", "Der er intet at vise.", "Det er ingenting å vise.")
"""What stands where a chart has no data."""

LEAST: Final = Words("at least", "mindst", "minst")
"""What the solid part of a mark shows."""

MOST: Final = Words("at most", "højst", "høyst")
"""How far its hatched part reaches."""

OPEN: Final = Words("upper bound not known", "øvre grænse ukendt", "øvre grense ukjent")
"""What the mark says that has no upper bound."""

CHANGE: Final = Words("Change", "Ændring", "Endring")
"""The head of the column of differences."""

OTHERS: Final = Words("{n} others", "{n} andre", "{n} andre")
"""The name of what is put together because each is small."""

_ONE_MORE: Final = Words(
    "1 more combination is not shown.",
    "Yderligere 1 kombination er ikke vist.",
    "Ytterligere 1 kombinasjon er ikke vist.",
)
_MORE: Final = Words(
    "{n} more combinations are not shown.",
    "Yderligere {n} kombinationer er ikke vist.",
    "Ytterligere {n} kombinasjoner er ikke vist.",
)


def more_combinations(n: int, language: str) -> str:
    """Return the sentence that says how many combinations are not shown.

    >>> more_combinations(1, "en"), more_combinations(35, "nb")
    ('1 more combination is not shown.', 'Ytterligere 35 kombinasjoner er ikke vist.')
    """
    return (_ONE_MORE if n == 1 else _MORE).in_(language).format(n=number(n, language))


def others(n: int, language: str) -> str:
    """Return the name of so many that are put together.

    >>> others(49, "da")
    '49 andre'
    """
    return OTHERS.in_(language).format(n=number(n, language))
