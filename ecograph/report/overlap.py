"""The section on what the chosen clusters share, whether it is more than chance, and what the lists can say."""

from collections.abc import Iterator

import polars as pl

from ecograph.analyses.overlap.knowledge import known
from ecograph.analyses.overlap.knowledge import said as said_of_knowledge
from ecograph.analyses.overlap.money import money
from ecograph.analyses.overlap.summary import MERGER_ALL, MERGER_SOME, NONE, OF_MANY
from ecograph.analyses.overlap.verdicts import verdicts
from ecograph.language.report import HEADS
from ecograph.language.report import overlap as words
from ecograph.language.sentences import as_is, as_list, as_number, filled
from ecograph.metrics.holdings import CALLED, each, names_of
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network
from ecograph.report import analysed
from ecograph.report.document import Cell, Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.overlap_combinations import combined
from ecograph.report.writing import (
    Listing,
    Row,
    Shown,
    all_rows,
    as_told,
    bounds,
    listed,
    paragraph,
    points,
    told,
)
from ecograph.schema.vocabulary import MERGER

TOLD = ("projects", "partners", "members")
"""The dimensions of which sentences and charts tell, in this order."""


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what the chosen clusters share."""
    if not analysed.compares(inputs):
        return Section("overlap", words.TITLE.in_(language), paragraph(Said(words.TOO_FEW.in_(language))))
    names = names_of(inputs.network, each(inputs.clusters))
    pairs = pairwise_overlap(inputs.network, each(inputs.clusters))
    compared = told(
        words.COMPARED,
        [f"organisations/{name}" for name in names],
        language=language,
        marks=marks,
        names=as_list([names[name] for name in inputs.clusters]),
    )
    return Section(
        "overlap",
        words.TITLE.in_(language),
        paragraph(compared),
        (
            _shared(inputs, pairs, language, marks),
            _by_chance(inputs, pairs, language, marks),
            _money(inputs, language, marks),
            _lists(inputs, language, marks),
        ),
    )


def _shared(inputs: Inputs, pairs: pl.DataFrame, language: str, marks: Marks) -> Section:
    """Return how many pairs share something, and which combinations have what."""
    said = [*_pairs(pairs, language, marks), *_without_merger(inputs, pairs, language, marks)]
    charts = (chart for what in TOLD for chart in combined(inputs, what, language, marks))
    return Section("overlap-shared", words.SHARED.in_(language), (*points(*said), *charts))


def _pairs(pairs: pl.DataFrame, language: str, marks: Marks) -> Iterator[Said]:
    """Yield for each dimension how many pairs share something, and which shares most."""
    for dimension in TOLD:
        own = pairs.filter(dimension=dimension)
        things = CALLED[dimension].in_
        sharing = own.filter(pl.col("n_shared") > 0)
        if sharing.is_empty():
            yield told(NONE, all_rows(own), language=language, marks=marks, things=things)
            continue
        order = ["n_shared", "jaccard", "left", "right"]
        top = sharing.sort(order, descending=[True, True, False, False]).row(0, named=True)
        yield told(
            OF_MANY,
            all_rows(own),
            language=language,
            marks=marks,
            things=things,
            k=as_number(sharing.height),
            n=as_number(own.height),
            left=as_is(top["left_name"]),
            right=as_is(top["right_name"]),
            shared=as_number(top["n_shared"]),
            union=as_number(top["n_union"]),
            jaccard=as_number(top["jaccard"], 2),
        )


def _without_merger(inputs: Inputs, pairs: pl.DataFrame, language: str, marks: Marks) -> Iterator[Said]:
    """Yield how many pairs still share projects without those that were made for a merger, where that is fewer."""
    rest = Network.of(inputs.ecosystem.without_purpose(MERGER), extents=inputs.network.extents)
    now = pairs.filter(pl.col("n_shared") > 0, pl.col("dimension") == "projects")
    without = pairwise_overlap(rest, each(inputs.clusters)).filter(dimension="projects")
    left = without.filter(pl.col("n_shared") > 0)
    if int(without["n_shared"].sum()) == int(now["n_shared"].sum()):
        return
    values = {"k": as_number(left.height), "n": as_number(now.height)} if left.height else {}
    yield told(MERGER_SOME if left.height else MERGER_ALL, all_rows(now), language=language, marks=marks, **values)


def _by_chance(inputs: Inputs, pairs: pl.DataFrame, language: str, marks: Marks) -> Section:
    """Return which pairs share more than chance would give."""
    found = analysed.chance(inputs)
    both = pairs.select("left", "right", "dimension", "n_union", "jaccard")
    sharing = (
        found.table.filter(pl.col("n_shared") > 0)
        .join(both, on=["left", "right", "dimension"], how="left", maintain_order="left")
        .filter(pl.col("dimension") != "money")
        .sort(_in_order("dimension"), "n_shared", "left", "right", descending=[False, True, False, False])
    )
    note = filled(words.PAIRS_NOTE, n=as_number(analysed.SAMPLES))

    def verdict(row: Row, lang: str) -> Cell:
        return found.words[row["verdict"]].in_(lang)

    columns = (*PAIR, Shown(HEADS["verdict"], verdict))
    table = listed(Listing("overlap-pairs", words.PAIRS, columns, note), sharing, language=language, marks=marks)
    said = as_told(verdicts(found.table), all_rows(found.table), language=language, marks=marks)
    nothing = paragraph(Said(words.NO_PAIR.in_(language)))
    return Section("overlap-chance", words.CHANCE.in_(language), (*points(*said), *(table or nothing)))


def _in_order(column: str) -> pl.Expr:
    """Return an expression that sorts by the order in which dimensions are told."""
    order = [*TOLD, *(name for name in CALLED if name not in TOLD)]
    return pl.col(column).cast(pl.Enum(order))


def _dimension(row: Row, language: str) -> Cell:
    return CALLED[row["dimension"]].in_(language)


PAIR = (
    Shown(HEADS["cluster"], "left_name"),
    Shown(HEADS["and_cluster"], "right_name"),
    Shown(HEADS["what"], _dimension),
    Shown(HEADS["shared"], "n_shared", "number"),
    Shown(words.IN_ALL, "n_union", "number"),
    Shown(words.JACCARD, "jaccard", "index"),
    Shown(HEADS["expected"], "expected_curveball", "decimal"),
)


def _money(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what money reaches both of a pair."""
    found = money(inputs.network, each(inputs.clusters)).table.filter(pl.col("n_shared") > 0)
    ordered = found.sort("high_shared_eur", "left", "right", descending=[True, False, False], nulls_last=True)
    listing = Listing("overlap-money", words.REACHING, MONEY, words.REACHING_NOTE)
    nothing = paragraph(Said(words.NO_MONEY.in_(language)))
    blocks = listed(listing, ordered, language=language, marks=marks) or nothing
    return Section("overlap-funding", words.MONEY.in_(language), blocks)


MONEY = (
    Shown(HEADS["cluster"], "left_name"),
    Shown(HEADS["and_cluster"], "right_name"),
    Shown(words.BOTH, bounds("low_shared_eur", "high_shared_eur"), "EUR"),
    Shown(words.OF_BOTH, bounds("jaccard_low", "jaccard_high"), "share"),
    Shown(HEADS["n_flows"], "n_shared", "number"),
    Shown(HEADS["n_unknown"], "n_unknown", "number"),
)


def _lists(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what the lists of members can say, given how many members are reported."""
    found = known(inputs.network, each(inputs.clusters))
    rows = sorted({row for result in found for row in all_rows(result.table)})
    said = as_told(said_of_knowledge(found), rows, language=language, marks=marks)
    pairs = next(result.table for result in found if result.name == "bounds").drop_nulls("intersection_high")
    listing = Listing("overlap-bounds", words.BOUNDS, BOUNDS)
    blocks = (*points(*said), *listed(listing, pairs, language=language, marks=marks))
    return Section("overlap-lists", words.LISTS.in_(language), blocks)


BOUNDS = (
    Shown(HEADS["cluster"], "left_name"),
    Shown(HEADS["and_cluster"], "right_name"),
    Shown(words.KNOWN, "n_shared_known", "members"),
    Shown(words.POSSIBLE, bounds("intersection_low", "intersection_high"), "members"),
)
