"""The overlap of clusters in sentences for people who decide on them."""

from collections.abc import Callable

import polars as pl

from ecograph.analyses.overlap.sensitivity import ONE_PROJECT, ONE_SOURCE, WITHOUT_MERGER
from ecograph.language import Plural, Words, number, percent
from ecograph.language.sentences import Said, as_is, as_number, filled
from ecograph.money import OPEN

PAIR = 2
MILLION = 1e6

LEAST = 0.01
LESS = Words(en="less than 0.01", da="mindre end 0,01", nb="mindre enn 0,01")

THINGS = {
    "members": Plural(Words("member", "medlem", "medlem"), Words("members", "medlemmer", "medlemmer")),
    "projects": Plural(Words("project", "projekt", "prosjekt"), Words("projects", "projekter", "prosjekter")),
    "partners": Plural(
        Words("project partner", "samarbejdspartner", "samarbeidspartner"),
        Words("project partners", "samarbejdspartnere", "samarbeidspartnere"),
    ),
}
"""What is said of the pairs, in this order."""

OF_TWO = Words(
    en="Of all {union}, {left} and {right} have {n} in common (Jaccard {jaccard}).",
    da="Af i alt {union} har {left} og {right} {n} til fælles (Jaccard {jaccard}).",
    nb="Av i alt {union} har {left} og {right} {n} felles (Jaccard {jaccard}).",
)

OF_MANY = Words(
    en="Pairs with {things} in common: {k} of {n}; most of all {left} and {right}: {shared} of {union} (Jaccard "
    "{jaccard}).",
    da="{k} af {n} par har {things} til fælles, flest har {left} og {right}: {shared} af {union} (Jaccard {jaccard}).",
    nb="{k} av {n} par har {things} felles, flest har {left} og {right}: {shared} av {union} (Jaccard {jaccard}).",
)

NONE = Words(
    en="No known {things} are common to any two of them. What no source states is not known.",
    da="Der er ingen kendte {things}, som to af dem har til fælles. Det, ingen kilde oplyser, er ukendt.",
    nb="Det er ingen kjente {things} som to av dem har felles. Det ingen kilde oppgir, er ukjent.",
)

NO_PAIR = Words(
    en="There are fewer than two clusters in the data, so there is nothing to compare.",
    da="Der er færre end to klynger i dataene, så der er intet at sammenligne.",
    nb="Det er færre enn to klynger i dataene, så det er ingenting å sammenligne.",
)

NOTHING = Words(
    en="Nothing is known of what they do or who belongs to them. What no source states is not known.",
    da="Vi ved intet om, hvad de gør, eller hvem der hører til dem. Det, ingen kilde oplyser, er ukendt.",
    nb="Vi vet ingenting om hva de gjør, eller hvem som hører til dem. Det ingen kilde oppgir, er ukjent.",
)

AT_ONCE = Words(
    en="All {k} together have {n} in common; {expected} would be expected of sets of these sizes.",
    da="Alle {k} har {n} til fælles på én gang; for grupper af den størrelse ville man vente {expected}.",
    nb="Alle {k} har {n} felles på én gang; for grupper av den størrelsen ville man ventet {expected}.",
)

MERGER_ALL = Words(
    en="Without the projects whose purpose is a merger, every overlap of projects is 0: the only projects they are "
    "known to share are about merging.",
    da="Uden de projekter, der har fusion som formål, er ethvert overlap i projekter 0: De eneste kendte fælles "
    "projekter handler om fusion.",
    nb="Uten prosjektene som har sammenslåing som formål, er ethvert overlapp i prosjekter 0: De eneste kjente felles "
    "prosjektene handler om sammenslåing.",
)

MERGER_SOME = Words(
    en="Without the projects whose purpose is a merger, {k} of the {n} pairs that share projects still do.",
    da="Uden de projekter, der har fusion som formål, har {k} af de {n} par, der har projekter til fælles, det stadig.",
    nb="Uten prosjektene som har sammenslåing som formål, har {k} av de {n} parene som har prosjekter felles, det "
    "fortsatt.",
)

HINGES = Words(
    en="Overlaps that hinge on one project or one source, without which nothing would be shared: {k} of {n}.",
    da="{k} af {n} overlap står og falder med ét projekt eller én kilde; uden den ville intet være fælles.",
    nb="{k} av {n} overlapp står og faller med ett prosjekt eller én kilde; uten den ville ingenting være felles.",
)

MONEY = Words(
    en="Of the money known to reach {left} or {right}, {share} reaches both: {shared} million euro in {flows}, which "
    "may reach others too.",
    da="Af de kendte midler, der når {left} eller {right}, når {share} begge: {shared} mio. euro i {flows}, som også "
    "kan nå andre.",
    nb="Av de kjente midlene som når {left} eller {right}, når {share} begge: {shared} mill. euro i {flows}, som også "
    "kan nå andre.",
)

FLOWS = Plural(
    Words("grant or payment", "tilskud eller betaling", "tilskudd eller betaling"),
    Words("grants and payments", "tilskud og betalinger", "tilskudd og betalinger"),
)


def summary(
    pairs: pl.DataFrame, combinations: pl.DataFrame, money: pl.DataFrame, sensitivity: pl.DataFrame
) -> tuple[Words, ...]:
    """Return what the tables of these names show, in sentences, the most important first.

    Nothing is said of a dimension of which no set has anything.
    """
    if pairs.is_empty():
        return (NO_PAIR,)
    shared = [
        _shared(pairs.filter(dimension=dimension), dimension)
        for dimension in ("projects", "partners", "members")
        if pairs.filter(pl.col("dimension") == dimension, pl.col("n_union") > 0).height
    ]
    shared = shared or [NOTHING]
    return (*shared, *_merger(sensitivity), *_at_once(combinations), *_hinges(sensitivity), *_money(money))


def _shared(pairs: pl.DataFrame, dimension: str) -> Words:
    """Return how many pairs share something, and which shares most."""
    things = THINGS[dimension]
    sharing = pairs.filter(pl.col("n_shared") > 0)
    if sharing.is_empty():
        return filled(NONE, things=things.many.in_)
    order = ["n_shared", "jaccard", "left", "right"]
    top = sharing.sort(order, descending=[True, True, False, False]).row(0, named=True)
    named = {"left": as_is(top["left_name"]), "right": as_is(top["right_name"])}
    jaccard = as_number(top["jaccard"], 2)
    if pairs.height == 1:
        return filled(OF_TWO, union=things.of(top["n_union"]), n=as_number(top["n_shared"]), jaccard=jaccard, **named)
    return filled(
        OF_MANY,
        k=as_number(sharing.height),
        n=as_number(pairs.height),
        things=things.many.in_,
        shared=as_number(top["n_shared"]),
        union=as_number(top["n_union"]),
        jaccard=jaccard,
        **named,
    )


def _merger(sensitivity: pl.DataFrame) -> tuple[Words, ...]:
    """Return what is left without the projects of a merger, where that changes anything."""
    of_projects = sensitivity.filter(dimension="projects", restriction=WITHOUT_MERGER)
    if of_projects["change"].sum() == 0:
        return ()
    left = of_projects.filter(pl.col("n_shared") > 0).height
    if not left:
        return (MERGER_ALL,)
    return (filled(MERGER_SOME, k=as_number(left), n=as_number(of_projects.height)),)


def _at_once(combinations: pl.DataFrame) -> tuple[Words, ...]:
    """Return what all sets have in common at once, where there are more than two and every combination was taken."""
    n_sets = combinations.filter(pl.col("n_sets") == 1)["combination"].n_unique()
    whole = combinations.filter(pl.col("n_sets") == n_sets, pl.col("dimension") == "projects").drop_nulls("expected")
    if n_sets <= PAIR:
        return ()
    return tuple(
        filled(
            AT_ONCE,
            k=as_number(n_sets),
            n=THINGS["projects"].of(row["n_all"]),
            expected=as_number(row["expected"], 2) if row["expected"] >= LEAST else LESS.in_,
        )
        for row in whole.iter_rows(named=True)
    )


def _hinges(sensitivity: pl.DataFrame) -> tuple[Words, ...]:
    """Return how many overlaps hinge on one project or source."""
    keys = ["left", "right", "dimension"]
    tried = sensitivity.filter(pl.col("restriction").is_in([ONE_PROJECT, ONE_SOURCE]))
    n = tried.unique(keys).height
    k = tried.filter(pl.col("hinges").list.len() > 0).unique(keys).height
    return (filled(HINGES, k=as_number(k), n=as_number(n)),) if k else ()


def _money(money: pl.DataFrame) -> tuple[Words, ...]:
    """Return how much money reaches both of the pair that has most of it in common."""
    found = money.filter(pl.col("jaccard_low").is_not_null() & (pl.col("high_shared_eur") > 0))
    order = ["low_shared_eur", "left", "right"]
    top = found.sort(order, descending=[True, False, False]).head(1)
    return tuple(
        filled(
            MONEY,
            left=as_is(row["left_name"]),
            right=as_is(row["right_name"]),
            share=_between(percent, row["jaccard_low"], row["jaccard_high"]),
            shared=_between(_million, row["low_shared_eur"], row["high_shared_eur"]),
            flows=FLOWS.of(row["n_shared"]),
        )
        for row in top.iter_rows(named=True)
    )


def _million(amount: float, language: str) -> str:
    return number(amount / MILLION, language, 1) if amount != OPEN else "∞"


def _between(shown: Callable[[float, str], str], low: float, high: float) -> Said:
    """Return an interval as it is shown, as one number where both ends are shown alike."""

    def text(language: str) -> str:
        ends = dict.fromkeys((shown(low, language), shown(high, language)))
        return "–".join(ends)

    return text
