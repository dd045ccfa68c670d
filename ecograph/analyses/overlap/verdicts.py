"""What the tests against chance come to: a verdict for each pair, why it cannot be told, and sentences for all pairs.

A small p is no verdict: sets may be so small that no overlap would be a surprise. Whoever reads "no more than chance"
has to be sure that more would have been seen.
"""

import polars as pl

from ecograph.analyses.overlap.redealt import REDEALT
from ecograph.analyses.overlap.wording import CODES
from ecograph.language import Words, listed, number
from ecograph.language.sentences import Said, as_number, filled
from ecograph.metrics.metric import REASON
from ecograph.rows import ROWS

MORE, NO_MORE, LESS, CANNOT_TELL = "more than chance", "no more than chance", "less than chance", "cannot tell"

LEVEL = 0.05
"""The share of false alarms among the overlaps that are called more than chance."""

KEYS = ("left", "right", "dimension")

BY_SIZE = ("expected_hypergeometric", "p_hypergeometric", "q_hypergeometric")

BY_CURVEBALL = ("expected_curveball", "sd_curveball", "z_curveball", "p_curveball", "q_curveball")

BY_CURVEBALL_LESS = ("p_less_curveball", "q_less_curveball")

BY_MODEL = ("expected_bicm", "z_bicm", "p_bicm", "q_bicm")

MODELLED = ("members", "projects")
"""The dimensions whose ties are independent in the configuration model; in the others they follow from projects."""

ONE_HAS_NONE = "a set has none: there is nothing to compare"
NO_MONEY = "what is paid is not dealt out anew: it has no random counterpart"
NOT_MODELLED = "the configuration model is of members and projects alone"
ALL_EQUAL = "every random network gives the same number"
NO_SURPRISE = "even the largest overlap of sets of these sizes would be no surprise"
TOO_FEW = "no random network shares as much, but there are too few of them for so many pairs: take more samples"

SHOWN = 3
"""The pairs that a sentence names."""

MORE_SAID = Words(
    en="More {items} in common than by chance: {k} of {n} pairs, most clearly {pairs}.",
    da="Flere {items} til fælles, end tilfældet ville give: {k} af {n} par, tydeligst {pairs}.",
    nb="Flere {items} felles enn tilfeldigheter ville gitt: {k} av {n} par, tydeligst {pairs}.",
)

LESS_SAID = Words(
    en="Fewer {items} in common than by chance: {k} of {n} pairs, most clearly {pairs}.",
    da="Færre {items} til fælles, end tilfældet ville give: {k} af {n} par, tydeligst {pairs}.",
    nb="Færre {items} felles enn tilfeldigheter ville gitt: {k} av {n} par, tydeligst {pairs}.",
)

PAIR_SAID = Words(
    en="{left} and {right} ({shared}, where chance would give {expected})",
    da="{left} og {right} ({shared}, hvor tilfældet ville give {expected})",
    nb="{left} og {right} ({shared}, der tilfeldigheter ville gitt {expected})",
)

NONE_SAID = Words(
    en="For {items}, no pair is shown to have more in common than chance would give.",
    da="For {items} er der intet par, som påviseligt har mere til fælles, end tilfældet ville give.",
    nb="For {items} er det ikke påvist at noe par har mer felles enn tilfeldigheter ville gitt.",
)

OPEN_SAID = Words(
    en="In {k} of the {n} cases in which two have something in common, it cannot be told from chance: too little is "
    "known, or too few random networks were drawn.",
    da="I {k} af de {n} tilfælde, hvor to har noget til fælles, kan det ikke skelnes fra tilfældigheder: Der vides for "
    "lidt, eller der er trukket for få tilfældige netværk.",
    nb="I {k} av de {n} tilfellene der to har noe felles, kan det ikke skilles fra tilfeldigheter: For lite er kjent, "
    "eller det er trukket for få tilfeldige nettverk.",
)


def judged(shared: pl.DataFrame, tested: pl.DataFrame) -> pl.DataFrame:
    """Return all pairs with what was found, the verdict, and why a value is null or nothing can be told.

    Args:
        shared: The table of ``pairwise_overlap``.
        tested: By pair and dimension, money left out: the columns of the models, ``n_population``, ``n_samples``,
            ``can_compare`` (both sets have some) and ``p_largest`` (the p of the largest overlap there could be).

    Returns:
        The table of ``chance``.
    """
    given = ("left_name", "right_name", "n_left", "n_right", "n_shared")
    both = shared.select(*KEYS, *given, ROWS).join(
        tested.drop("n_left", "n_right", "n_shared"), on=KEYS, how="left", maintain_order="left"
    )
    is_money = ~pl.col("dimension").is_in(REDEALT)
    has_none = ~is_money & ~pl.col("can_compare")
    is_tested = ~is_money & ~has_none
    # p is the least that so many samples can tell, b being 0 and not 1; then the exact model may tell more
    is_least = pl.col("p_curveball") * (1 + pl.col("n_samples")) < 1.5  # noqa: PLR2004 - between 1 and 2
    is_more = (pl.col("q_curveball") <= LEVEL) | (is_least & (pl.col("q_bicm") <= LEVEL)).fill_null(value=False)
    is_less = pl.col("q_less_curveball") <= LEVEL
    all_equal = is_tested & (pl.col("sd_curveball") == 0)
    is_open = is_tested & ~is_more & ~is_less & (pl.col("n_shared") > 0)
    no_surprise = is_open & ~all_equal & (pl.col("p_largest") > LEVEL)
    too_few = is_open & ~all_equal & ~no_surprise & is_least
    reasons = (
        (is_money, NO_MONEY),
        (has_none, ONE_HAS_NONE),
        (all_equal, ALL_EQUAL),
        (no_surprise, NO_SURPRISE),
        (too_few, TOO_FEW),
        (is_tested & ~pl.col("dimension").is_in(MODELLED), NOT_MODELLED),
    )
    why = pl.concat_str([pl.when(when).then(pl.lit(text)) for when, text in reasons], separator="; ", ignore_nulls=True)
    verdict = (
        pl.when(is_money | has_none | (is_open & all_equal) | no_surprise | too_few)
        .then(pl.lit(CANNOT_TELL))
        .when(is_more)
        .then(pl.lit(MORE))
        .when(is_less)
        .then(pl.lit(LESS))
        .otherwise(pl.lit(NO_MORE))
    )
    return both.with_columns(verdict.alias("verdict"), pl.when(why != "").then(why).alias(REASON)).select(
        *("left", "left_name", "right", "right_name", "dimension", "n_left", "n_right", "n_shared", "n_population"),
        *(*BY_SIZE, *BY_CURVEBALL, *BY_CURVEBALL_LESS, *BY_MODEL, "n_samples", "verdict", REASON, ROWS),
    )


def verdicts(table: pl.DataFrame) -> tuple[Words, ...]:
    """Return in sentences which pairs share more or less than chance, and where that cannot be told.

    Args:
        table: The table of ``chance``.

    Returns:
        For each dimension a sentence on the pairs that share more, and one on those that share less, where there are
        any; then one that lists the dimensions in which no pair shares more, and one on what is open. None for a
        table in which nothing could be compared.
    """
    sentences: list[Words] = []
    nothing: list[Words] = []
    compared = table.filter(pl.col("expected_curveball").is_not_null())
    for dimension in REDEALT:
        items = CODES[dimension]
        pairs = compared.filter(dimension=dimension)
        for verdict, template in ((MORE, MORE_SAID), (LESS, LESS_SAID)):
            found = pairs.filter(verdict=verdict)
            if found.height:
                named = _named(found.sort("z_curveball", descending=verdict == MORE, maintain_order=True))
                k, n = as_number(found.height), as_number(pairs.height)
                sentences.append(filled(template, items=items.in_, k=k, n=n, pairs=named))
        if pairs.height and not pairs.filter(verdict=MORE).height:
            nothing.append(items)
    if nothing:
        sentences.append(filled(NONE_SAID, items=lambda lang: listed([items.in_(lang) for items in nothing], lang)))
    sharing = compared.filter(pl.col("n_shared") > 0)
    n_open = sharing.filter(verdict=CANNOT_TELL).height
    if n_open:
        sentences.append(filled(OPEN_SAID, k=as_number(n_open), n=as_number(sharing.height)))
    return tuple(sentences)


def _named(pairs: pl.DataFrame) -> Said:
    """Return the first pairs with what they share and what chance would give."""

    def text(language: str) -> str:
        return listed(
            [
                PAIR_SAID.in_(language).format(
                    left=row["left_name"],
                    right=row["right_name"],
                    shared=number(row["n_shared"], language),
                    expected=number(row["expected_curveball"], language, 1),
                )
                for row in pairs.head(SHOWN).iter_rows(named=True)
            ],
            language,
        )

    return text
