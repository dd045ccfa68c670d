"""The chart of an overlap: how many things exactly these clusters have, for every combination of them."""

import polars as pl

from ecograph.analyses.overlap.combinations import combinations
from ecograph.language import Words, capital
from ecograph.language.report import overlap as words
from ecograph.language.sentences import as_is, as_list, as_number, filled
from ecograph.metrics.holdings import CALLED, each, names_of
from ecograph.network import Network
from ecograph.report.document import Chart
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import Listing, Row, Shown, tabled

LONGEST = 15
"""How many combinations a chart shows."""


def combined(inputs: Inputs, dimension: str, language: str, marks: Marks) -> tuple[Chart, ...]:
    """Return the chart of the combinations of the chosen clusters in a dimension; nothing where none has anything."""
    from ecograph.charts.upset import Combination, UpsetWords, upset

    every = inputs.network.once(_combinations, inputs.clusters).filter(dimension=dimension)
    order = ["n_exclusive", "n_sets", "combination"]
    own = every.filter(pl.col("n_exclusive") > 0).sort(order, descending=[True, True, False])
    if own.is_empty():
        return ()
    alone = every.filter(pl.col("n_sets") == 1).sort("combination")
    label = names_of(inputs.network, each(inputs.clusters))
    sets = [str(name[0]) for name in alone["sets"]]
    shown = own.head(LONGEST)
    members = [tuple(sorted(sets.index(name) for name in ids)) for ids in shown["sets"]]
    drawing = upset(
        [(label[name], int(n)) for name, n in zip(sets, alone["n_all"], strict=True)],
        [Combination(ids, int(n)) for ids, n in zip(members, shown["n_exclusive"], strict=True)],
        language=language,
        words=UpsetWords(capital(CALLED[dimension].in_(language)), capital(words.EXACTLY.in_(language))),
    )
    caption = filled(words.COMBINATIONS, things=CALLED[dimension].in_)
    table = tabled(
        Listing(f"overlap-{dimension}-numbers", caption, COLUMNS, longest=LONGEST), own, language=language, marks=marks
    )
    text = _alternative(own).in_(language)
    return (Chart(f"overlap-{dimension}", capital(caption.in_(language)), text, drawing, table),)


def _combinations(network: Network, ids: tuple[str, ...]) -> pl.DataFrame:
    return combinations(network, each(ids)).table


def _names(row: Row, language: str) -> str:
    return as_list(row["names"])(language)


COLUMNS = (
    Shown(words.COMBINATION, _names),
    Shown(words.EXACTLY, "n_exclusive", "number"),
    Shown(words.IN_EACH, "n_all", "number"),
)


def _alternative(own: pl.DataFrame) -> Words:
    """Return what stands out among combinations: who has most alone, and which several have most in common."""
    alone, several = own.filter(pl.col("n_sets") == 1), own.filter(pl.col("n_sets") > 1)
    of_one = {}
    if alone.height:
        of_one = {"largest": as_is(alone["names"][0][0]), "alone": as_number(alone["n_exclusive"][0])}
    if several.is_empty():
        return words.UPSET_NONE
    top = {"shared": as_number(several["n_exclusive"][0]), "names": as_list(several["names"][0].to_list())}
    return filled(words.UPSET, **of_one, **top) if of_one else filled(words.UPSET_SHARED, **top)
