"""A merger that happened: what could be known before it was decided, beside what came of it.

An analysis of a planned merger deserves as much trust as those of past ones would have. What stands in a source
published before the decision was known; the rest must not help, however well it is known today.
"""

import math
from collections.abc import Mapping

import polars as pl

from ecograph import dates, money
from ecograph.analyses.answer import Answer, Result
from ecograph.analyses.known import theme_labels
from ecograph.analyses.merge import backtest_words as words
from ecograph.analyses.merge.axes import SCHEMA as AXES_SCHEMA
from ecograph.analyses.merge.axes import SHOWN as AXES_SHOWN
from ecograph.analyses.merge.axes import WORDS as AXES_WORDS
from ecograph.analyses.merge.axes import axes
from ecograph.analyses.merge.backtest_sources import Past, bodies, dated, past
from ecograph.analyses.merge.labels import AGAIN, KNOWN_BY
from ecograph.analyses.merge.membership import reported
from ecograph.analyses.merge.merge import parts
from ecograph.analyses.merge.merger import merger
from ecograph.analyses.merge.reasons import (
    FEWER_AFTER,
    NO_SIZE_AFTER,
    NO_SIZE_BEFORE,
    NOT_BEFORE,
    REASONS,
    TOO_VAGUE,
)
from ecograph.ecosystem import Ecosystem
from ecograph.language import Words
from ecograph.metrics.holdings import CALLED, DIMENSIONS, holdings
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS
from ecograph.scenario import Scenario

SHOWN = {
    "expected": (
        *("axis", "known_by", "low", "high", "happened_low", "happened_high"),
        *("is_inside", "n_bodies", "n_again", REASON),
    ),
    "kept": ("dimension", "name", "status"),
    "bodies": ("name", "n_facts", "n_before", "n_later", "n_not_known", REASON),
    "dated": ("published", "n_sources", "n_facts"),
    "axes": AXES_SHOWN,
}
"""The columns of each table that a terminal shows."""

HELD = tuple(dimension for dimension in DIMENSIONS if dimension != "money")
"""What is compared thing by thing; amounts of money have no identity that would come back."""

SIZE = "members reported"

PUBLISHED_BEFORE, DATED_BEFORE = "published before", "dated before"


def backtest(network: Network, scenario: Scenario, *, with_axes: bool = True) -> Answer:
    """Return what was known of a merger before it was decided, and what happened.

    Known is what stands in a source surely published before the decision, without the outcome and all that points
    to it (``past``). What happened is what all of the data says of the outcome.

    Args:
        network: The network of all data.
        scenario: A merger with ``decided``, whose name is that of an organisation of the data.
        with_axes: Whether to add the table ``axes``, which takes longest; no sentence needs it.

    Returns:
        The tables ``expected``, ``kept``, ``bodies``, ``dated`` and ``axes``: the last is what ``merge`` says on what
        was known before, empty where fewer than two of the bodies were known.

    Raises:
        EcographError: As ``past``.

    By hand: both bodies report 60 members before, one of them in a source without a date; 100 are reported after.

    >>> size = {"what": "members", "qualifier": "exact", "unit": "members"}
    >>> eco = Ecosystem.of(
    ...     sources=[{"source_id": "old", "published": "2019"}],
    ...     organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in ("a", "b", "new")],
    ...     figures=[
    ...         {**size, "figure_id": "a", "subject": "a", "value": 60.0, "as_of": "2019", "source_id": "old"},
    ...         {**size, "figure_id": "b", "subject": "b", "value": 60.0, "as_of": "2019"},
    ...         {**size, "figure_id": "new", "subject": "new", "value": 100.0},
    ...     ],
    ... )
    >>> answer = backtest(Network.of(eco), Scenario("new", ("a", "b"), decided="2020"))
    >>> answer["expected"].select("known_by", "low", "high", "happened_low", "is_inside").rows()[:2]
    [('published before', 60.0, inf, 100.0, True), ('dated before', 60.0, 120.0, 100.0, True)]
    """
    found = past(network, scenario)
    kept = _kept(network, found)
    expected = pl.concat([_sizes(network, found), _lists(kept)])
    labels = {label.en: label for label in theme_labels(network.ecosystem).values()}
    results = [
        _result("expected", ("axis", "known_by"), expected, CALLED | KNOWN_BY | REASONS),
        _result("kept", ("dimension", "item"), kept, CALLED | AGAIN | labels),
        _result("bodies", ("cluster",), bodies(found), REASONS),
        _result("dated", ("published",), dated(found), KNOWN_BY),
    ]
    if with_axes:
        results.append(_result("axes", ("axis",), _axes(found), AXES_WORDS))
    tables = {result.name: result.table for result in results}
    return Answer("backtest", words.sentences(found, tables), tuple(results))


def _result(name: str, keys: tuple[str, ...], table: pl.DataFrame, called: Mapping[str, Words]) -> Result:
    """Return a table of the answer."""
    return Result(name, *words.TITLES[name], keys, table, SHOWN[name], called)


def _axes(found: Past) -> pl.DataFrame:
    """Return the axes of the merger on what was known before, none where fewer than two bodies were known."""
    if not found.can_merge:
        return pl.DataFrame(schema=AXES_SCHEMA)
    leaves = [org for org in found.merger.leaves if org in found.known.organisations]
    # a name that nobody has: that of the outcome may be a project's, once the outcome is left out
    planned = merger(found.known, found.present, name="+".join(found.present), leaves=leaves)
    return axes(planned, {result.name: result.table for result in parts(planned)}).table


def _sizes(network: Network, found: Past) -> pl.DataFrame:
    """Return the reported number of members, expected and reported afterwards, by two meanings of known.

    If nobody left or joined, the merged body has from as many members as the largest, when all others are members of
    it too, to the sum of all, when nobody is a member of two.
    """
    clusters = found.merger.clusters
    after = _interval(reported(network, [found.outcome]))
    low, high = after.select("low", "high").row(0)
    earlier = _dated_before(found.merger.before.ecosystem, found)
    bases = (
        (PUBLISHED_BEFORE, reported(found.known, found.present)),
        (DATED_BEFORE, reported(Network.of(earlier, extents=network.extents), clusters)),
    )
    records = []
    for basis, sizes in bases:
        known = _interval(sizes).drop_nulls("low")
        all_known = known.height == len(clusters)
        least = max(known["low"].to_list(), default=None)
        most = None if least is None else math.fsum(known["high"]) if all_known else math.inf
        rows = {*known["figure"], *after["figure"]} - {None}
        records.append(
            {
                "axis": SIZE,
                "known_by": basis,
                "low": least,
                "high": most,
                "happened_low": low,
                "happened_high": high,
                "n_bodies": known.height,
                "n_again": None,
                ROWS: sorted(rows),
            }
            | _judged((least, most), (low, high))
        )
    return pl.DataFrame(records, schema_overrides=EXPECTED_SCHEMA).select(*EXPECTED_SCHEMA)


def _dated_before(eco: Ecosystem, found: Past) -> Ecosystem:
    """Return an Ecosystem with only the figures that were observed before the decision, whenever published."""
    observed = (dates.latest("as_of") < found.day).fill_null(value=False)
    return Ecosystem.from_frames(eco.title, eco.frames() | {"figures": eco.figures.filter(observed)})


def _interval(sizes: pl.DataFrame) -> pl.DataFrame:
    """Return reported sizes with ``low``, ``high`` and ``figure``, the row that states them."""
    figures = pl.col(ROWS).list.eval(pl.element().filter(pl.element().str.starts_with("figures/"))).list.first()
    return sizes.with_columns(
        low=money.low("reported", "qualifier"), high=money.high("reported", "qualifier"), figure=figures
    )


Bounds = tuple[float | None, float | None]
"""The ends of an interval; null where nothing is known, infinite where it is open."""


def _judged(expected: Bounds, happened: Bounds) -> dict[str, object]:
    """Return ``is_inside`` and, where that cannot be said, ``reason``, of two intervals."""
    (low, high), (then_low, then_high) = expected, happened
    if low is None or high is None:
        return {"is_inside": None, REASON: NO_SIZE_BEFORE}
    if then_low is None or then_high is None:
        return {"is_inside": None, REASON: NO_SIZE_AFTER}
    if low <= then_low and then_high <= high:
        return {"is_inside": True, REASON: None}
    if then_high < low or high < then_low:
        return {"is_inside": False, REASON: None}
    return {"is_inside": None, REASON: TOO_VAGUE}


def _kept(network: Network, found: Past) -> pl.DataFrame:
    """Return what the bodies were known to hold before, and what the outcome is known to hold.

    Returns:
        ``dimension``, ``item``, ``name``, ``status`` (again: known before and of the outcome; not seen: known before,
        not of the outcome, which is not to say that it left; new), ``reason`` (always null), ``rows``; by dimension,
        then item. The merging bodies themselves are not among the members, partners and funders.
    """
    before = holdings(found.known, {"before": found.present} if found.present else {})
    after = holdings(network, {"after": [found.outcome]})
    both = pl.concat([before, after]).with_columns(pl.col("dimension").cast(pl.String))
    inside = pl.col("dimension").is_in(HELD) & ~pl.col("item").is_in([*found.merger.clusters, found.outcome])
    eco = network.ecosystem
    names = pl.concat(
        [
            eco.organisations.select("name", item="org_id"),
            eco.projects.select(name="title", item="project_id"),
        ]
    )
    themes = eco.themes.select(label=pl.coalesce("label_en", "label_da", "label_nb"), item="theme_id")
    is_theme = pl.col("dimension") == "themes"
    status = (
        pl.when(pl.col("set").n_unique() > 1)
        .then(pl.lit("again"))
        .when(pl.col("set").first() == "before")
        .then(pl.lit("not seen"))
        .otherwise(pl.lit("new"))
    )
    return (
        both.filter(inside)
        .group_by("dimension", "item")
        .agg(status=status, rows=pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort())
        .join(names, on="item", how="left")
        .join(themes, on="item", how="left")
        .with_columns(
            pl.lit(None, pl.String).alias(REASON),
            name=pl.coalesce(pl.when(is_theme).then("label").otherwise("name"), "item"),
        )
        .sort(pl.col("dimension").cast(pl.Enum(HELD)), "item")
        .select("dimension", "item", "name", "status", REASON, ROWS)
    )


def _lists(kept: pl.DataFrame) -> pl.DataFrame:
    """Return, for what is known by name, how much there was before, afterwards, and again.

    If nobody leaves and no project ends, the outcome has at least what was there before. Fewer may be gone or not
    known, so that this says yes or nothing, never no.
    """
    records = []
    for dimension in HELD:
        own = kept.filter(pl.col("dimension") == dimension)
        n = {status: own.filter(pl.col("status") == status).height for status in ("again", "not seen", "new")}
        before, after = n["again"] + n["not seen"], n["again"] + n["new"]
        reason = None
        if before == 0:
            reason = NOT_BEFORE
        elif after < before:
            reason = FEWER_AFTER
        records.append(
            {
                "axis": dimension,
                "known_by": PUBLISHED_BEFORE,
                "low": float(before) if before else None,
                "high": math.inf if before else None,
                "happened_low": float(after),
                "happened_high": math.inf,
                "is_inside": True if reason is None else None,
                "n_bodies": None,
                "n_again": n["again"],
                REASON: reason,
                ROWS: sorted(set(own[ROWS].explode(keep_nulls=False, empty_as_null=False))),
            }
        )
    return pl.DataFrame(records, schema_overrides=EXPECTED_SCHEMA).select(*EXPECTED_SCHEMA)


EXPECTED_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "axis": pl.String,
    "known_by": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "happened_low": pl.Float64,
    "happened_high": pl.Float64,
    "is_inside": pl.Boolean,
    "n_bodies": pl.Int64,
    "n_again": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}
"""The columns of ``expected``.

``axis`` is the reported number of members or a dimension of ``metrics.holdings``; ``known_by`` says whether it was
published before, or only dated before (the number is from before, but nobody knows when it was published); ``low``
and ``high`` are what was to be expected, infinite where open; ``n_bodies`` how many of the merging bodies report a
size; ``n_again`` how many things known before are known of the outcome too.
"""
