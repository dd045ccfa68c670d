"""Why a cell of coverage is not known, in three languages; and what its regions, sectors and countries are called."""

from collections.abc import Sequence
from itertools import permutations

import polars as pl

from ecograph.analyses.gaps.coverage_grid import COLLECTIVE, NO_OTHER, UNSETTLED
from ecograph.analyses.gaps.coverage_words import AXES, HERE, LABELS, TOO_FEW
from ecograph.analyses.gaps.reasons import translated
from ecograph.analyses.gaps.theme_money import NO_AMOUNT, NO_FLOW
from ecograph.analyses.gaps.themed import PLACES
from ecograph.analyses.known import place_called
from ecograph.language import LANGUAGES, Words
from ecograph.language.sentences import as_list, filled
from ecograph.metrics.metric import REASON

ELSEWHERE = "all of it may have gone elsewhere"

NONE = (
    Words("no organisation", "ingen organisation", "ingen organisasjon"),
    Words("no project", "intet projekt", "ikke noe prosjekt"),
    Words("no grant or payment", "intet tilskud og ingen betaling", "ingen tilskudd eller betalinger"),
)
"""That there is none of what is counted."""

NO_THEME = Words(
    en="{none} is known for the theme", da="vi kender {none} med temaet", nb="vi kjenner {none} med temaet"
)

NO_PLACE = Words(
    en="{none} for the theme has a known {places}",
    da="{none} med temaet har kendt {places}",
    nb="{none} med temaet har kjent {places}",
)

NOTHING_HERE = Words(
    en="{none} in {here} has a known theme",
    da="{none} i {here} har et kendt tema",
    nb="{none} i {here} har et kjent tema",
)

SINGLE: dict[str, Words] = {
    COLLECTIVE: Words(
        COLLECTIVE,
        "vi kender kun en samlet eller unavngiven organisation der",
        "vi kjenner bare en samlet eller ikke navngitt organisasjon der",
    ),
    TOO_FEW: Words(TOO_FEW, "man ville vente færre end én", "man ville ventet færre enn én"),
    NO_OTHER: Words(NO_OTHER, "totalerne tillader intet andet tal", "totalene tillater ikke noe annet tall"),
    UNSETTLED: Words(UNSETTLED, "de forventede tal kan ikke beregnes", "de forventede tallene kan ikke beregnes"),
    ELSEWHERE: Words(ELSEWHERE, "alle pengene kan være gået andre steder hen", "alle pengene kan ha gått andre steder"),
    NO_FLOW: Words(NO_FLOW, "vi kender intet tilskud og ingen betaling", "vi kjenner ingen tilskudd eller betalinger"),
    NO_AMOUNT: Words(NO_AMOUNT, "vi kender intet beløb i euro", "vi kjenner ikke noe beløp i euro"),
}


def _reasons() -> dict[str, Words]:
    """Return the words for every reason of a cell, whatever is counted and along whatever axes."""
    found = dict(SINGLE)
    several = [axes for n in range(1, len(PLACES) + 1) for axes in permutations(PLACES, n)]
    for none in NONE:
        told = [filled(NO_THEME, none=none.in_)]
        told += [filled(NOTHING_HERE, none=none.in_, here=here.in_) for here in HERE.values()]
        for axes in several:
            english = NO_PLACE.en.format(none=none.en, places=" and ".join(axes))
            places = {lang: as_list([AXES[axis].in_(lang) for axis in axes])(lang) for lang in LANGUAGES}
            found[english] = filled(NO_PLACE, none=none.in_, places=places.__getitem__)
        for words in told:
            found[words.en] = words
    return found


REASONS: dict[str, Words] = _reasons()
"""The reasons of the cells, by their English text."""


def words_of(table: pl.DataFrame, places: Sequence[str]) -> dict[str, Words]:
    """Return the words for what stands in a table of coverage: labels, values of the axes, and reasons.

    Args:
        table: The table.
        places: Its axes other than theme.
    """
    found = dict(LABELS)
    for axis in places:
        found |= {value: place_called(axis, value) for value in table[axis].unique().sort()}
    return found | translated(table[REASON], REASONS)
