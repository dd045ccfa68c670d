"""Why a value is not known, in the language of the reader: the reasons of the tables, and how joined ones are put.

A table says its reasons in English, since programs read them. A terminal shows a reader the same in another language.
"""

from collections.abc import Mapping

import polars as pl

from ecograph.language import LANGUAGES, Words

BETWEEN = "; "
"""What stands between the reasons of one row."""


def translated(reasons: pl.Series, words: Mapping[str, Words]) -> dict[str, Words]:
    """Return the words for the reasons of a table; of a row with several reasons, the words of each.

    Args:
        reasons: The column of reasons.
        words: The words for single reasons, by their English text; others stay as they are.

    >>> reasons = pl.Series(["no date; no value", "no date", None])
    >>> both = {"no date": Words("no date", "ingen dato", "ingen dato"), "no value": Words("no value", "tom", "tom")}
    >>> translated(reasons, both)["no date; no value"].da
    'ingen dato; tom'
    """
    found = {}
    for text in sorted(set(reasons.drop_nulls())):
        parts = [words.get(part, Words(part, part, part)) for part in text.split(BETWEEN)]
        found[text] = Words(**{lang: BETWEEN.join(part.in_(lang) for part in parts) for lang in LANGUAGES})
    return found
