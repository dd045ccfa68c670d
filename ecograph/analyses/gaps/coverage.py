"""Where nothing goes on although something would be expected: themes by region, helix and country.

Three answers, never two: covered, gap, and not known. A cell without anybody is a gap only where the rest of the
table would put somebody there; where nothing can be expected, or nothing is known, the empty cell says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ecograph import money
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.coverage_grid import ALL, NO_OTHER, UNSETTLED, Grid, axes_of, first_of
from ecograph.analyses.gaps.coverage_reasons import ELSEWHERE, words_of
from ecograph.analyses.gaps.coverage_words import COVERED, GAP, MEANINGS, NOT_KNOWN, TITLES
from ecograph.analyses.gaps.theme_money import NO_AMOUNT, NO_FLOW, flows_in_euro, places_of, summed, themes_of
from ecograph.analyses.gaps.themed import THEME_LABEL, THEME_LABELS, Axis, Unit, placed, themes, worked
from ecograph.errors import EcographError
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS
from ecograph.schema.vocabulary import EXTENT

UNITS = {"organisations": "organisation", "projects": "project", "money": "grant or payment"}
"""What is counted, and one of it."""


LABELS_IN_ORDER = (GAP, COVERED, NOT_KNOWN)
"""The labels in the order in which people look for them."""


@dataclass(frozen=True, slots=True)
class Curveball:
    """The null model in which the themes of each subject are dealt out anew.

    Args:
        samples: How often; p is at least 1 / (samples + 1).
        seed: What the numbers are drawn from.
    """

    samples: int = 200
    seed: int = 0


def coverage(
    network: Network,
    *,
    framework: str | None = None,
    by: Sequence[Axis] = ("theme", "region"),
    of: Unit = "organisations",
    null: Curveball | None = None,
) -> Result:
    """Return how many organisations or projects each combination of the axes has, and how many one would expect.

    An organisation works with a theme when it is tagged with it or takes part in a project that is; it is counted once
    in a cell. A project is in each place in which one of its partners is. Without the axis theme, whoever works with
    any of the themes is counted. ``n_unplaced`` counts those that have the theme and may be in further places:
    organisations without a known place, which are in no cell, and projects with such a partner or without any.

    Expected under independence is n times the product of the shares of the margins (``contingency.expected``), and
    the residual is standardised (Haberman 1973). The counts are of pairs, not of independent draws: an organisation
    with three themes counts three times, and a large consortium brings all its partners at once, so read the residual
    as a measure of size, not as a test, and the table of projects beside that of organisations. With ``null``
    the themes of each subject are dealt out anew instead, places staying as they are: the residual is a z-value and
    ``p`` the share of samples with as few, which is a test. A region lies in the countries of its organisations;
    other combinations of region and country are impossible and have no row.

    The label is covered where somebody is. Otherwise it is not known where only a collective or unnamed body is, which
    is not counted ("the companies of the project"), where nobody has the theme, where nobody in
    the place has any theme, or where less than ``LEAST`` is expected; and gap where it is not.

    Args:
        network: The network. ``themed.stated`` leaves out assigned tags, ``Ecosystem.clusters`` all but some clusters.
        framework: The id of a framework; all themes when None.
        by: Two or more of theme, region, helix, country.
        of: Whether organisations or projects are counted.
        null: The null model; independence when None.

    Returns:
        The axes, ``label_en``, ``label_da``, ``label_nb`` (of the theme),
        ``observed``, ``expected``, ``residual``, ``p`` (with ``null`` only),
        ``shortfall`` max(0, expected - observed), ``n_unplaced``, ``label``, ``reason``, ``rows`` (the tags,
        participations and organisations behind ``observed``; what is expected rests on all of them). A value of an
        axis is one of a node of the network, a theme any of the framework; gaps first, then
        what is covered, then what is not known, those of the largest shortfall before the others, then by the axes.

    Raises:
        EcographError: No such framework or axis, fewer than two axes, too many cells, or fewer than two samples.

    By hand: s and t in DK01 and DK02 as 8, 2 and 2, 0: the empty cell should have 12 * 2/12 * 2/12 = 0.33. Less than
    one, so whether it is a gap is not known.

    >>> from ecograph.ecosystem import Ecosystem
    >>> orgs = [("s", "DK01")] * 8 + [("s", "DK02")] * 2 + [("t", "DK01")] * 2
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": f"o{i}", "name": "O", "kind": "company", "region": r}
    ...         for i, (_, r) in enumerate(orgs)
    ...     ],
    ...     frameworks=[{"framework_id": "f", "kind": "topics"}],
    ...     themes=[{"theme_id": t, "framework_id": "f"} for t in "st"],
    ...     tags=[{"subject": f"o{i}", "theme_id": t, "basis": "stated"} for i, (t, _) in enumerate(orgs)],
    ... )
    >>> found = coverage(Network.of(eco)).table
    >>> found.select("theme", "region", "observed", pl.col("expected").round(4), "label").row(-1)
    ('t', 'DK02', 0, 0.3333, 'not known')
    """
    axes = axes_of(by)
    if null is not None and ("theme" not in axes or null.samples < 2):  # noqa: PLR2004 - one has no deviation
        raise EcographError("the null model deals out themes: it needs the axis theme, and two samples or more")
    chosen = themes(network, framework)
    grid = Grid.of(network, chosen, axes)
    has, reached = worked(network, chosen, of), placed(network, grid.places, of)
    at = reached.drop_nulls(grid.places)
    if "theme" not in axes:
        has = _any_theme(has, "subject")
    counted = _together(has, at, "subject").group_by("theme", *grid.places)
    cells = grid.filled(counted.agg(_rows(), observed=pl.len().cast(pl.Int64)))
    cells = _with_collectives(cells, network, chosen, grid) if of == "organisations" else _without_collectives(cells)
    if null is None:
        expected, residual = grid.independent(cells)
        found = {"expected": expected, "residual": residual}
    else:
        dealt = grid.redealt(has, at, samples=null.samples, seed=null.seed)
        found = {"expected": dealt.expected, "residual": dealt.residual, "p": dealt.p_fewer}
    cells = cells.with_columns(pl.Series(name, values).fill_nan(None) for name, values in found.items())
    left = first_of((pl.col("expected").is_null(), UNSETTLED), (pl.col("residual").is_null(), NO_OTHER))
    table = grid.labelled(_themed(cells, has, _known(reached, grid, "subject")), UNITS[of], doubt=None, left=left)
    return _result(grid, table, of, chosen, ("observed", *found))


def money_coverage(
    network: Network,
    *,
    framework: str | None = None,
    by: Sequence[Axis] = ("theme", "region"),
    vagueness: float = money.VAGUENESS,
) -> Result:
    """Return the grants and payments that reach each combination of the axes, as an interval in euro.

    A flow that may go to several themes of a framework or to several places is 0 to the whole for each, and so is
    one of which a partner has no known place. An amount is no count, so it has no residual; ``expected`` is the
    number of flows. The label is covered where some money is sure to arrive, not known where it may have gone
    elsewhere or no amount is stated, and otherwise as for ``coverage``, of the flows.

    Args:
        network: The network.
        framework: The id of a framework; all themes when None.
        by: Two or more of theme, region, helix, country.
        vagueness: The share by which a vague amount may be off.

    Returns:
        The axes, ``label_en``, ``label_da``, ``label_nb``,
        ``observed`` (flows), ``n_unknown`` (of them without an amount in euro), ``low``,
        ``high``, ``expected``, ``shortfall``, ``n_unplaced`` (flows to the theme that may go to a place not known),
        ``label``, ``reason``, ``rows``; in the order of ``coverage``.

    Raises:
        EcographError: As ``coverage``.

    By hand: 10 to a project whose partners sit in two regions is 0 to 10 in each.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": r, "name": r, "kind": "company", "region": r} for r in ("DK01", "DK02")],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": r, "project_id": "p", "role": "partner"} for r in ("DK01", "DK02")],
    ...     frameworks=[{"framework_id": "f", "kind": "topics"}],
    ...     themes=[{"theme_id": "s", "framework_id": "f"}],
    ...     tags=[{"subject": "p", "theme_id": "s", "basis": "stated"}],
    ...     flows=[
    ...         {"flow_id": "x", "recipients": ["p"], "amount": 10.0, "qualifier": "exact", "currency": "EUR"}
    ...         | {"kind": "grant", "level": "grant"}
    ...     ],
    ... )
    >>> money_coverage(Network.of(eco)).table.select("region", "low", "high", "label").rows()
    [('DK01', 0.0, 10.0, 'not known'), ('DK02', 0.0, 10.0, 'not known')]
    """
    axes = axes_of(by)
    chosen = themes(network, framework)
    grid = Grid.of(network, chosen, axes)
    flows = flows_in_euro(network, vagueness=vagueness)
    framed = themes_of(network, flows, chosen).join(chosen.select("theme", "framework"), on="theme")
    has = framed.with_columns(is_shared=pl.len().over("flow_id", "framework") > 1)
    if "theme" not in axes:
        has = _any_theme(has, "flow_id").with_columns(is_shared=pl.lit(value=False))
    reached = places_of(network, flows, grid.places).with_columns(is_spread=pl.len().over("flow_id") > 1)
    at = reached.drop_nulls(grid.places)
    both = _together(has, at, "flow_id").with_columns(is_joint=pl.col("is_shared") | pl.col("is_spread"))
    sums = summed(both.join(flows.drop(ROWS), on="flow_id"), ["theme", *grid.places])
    cells = grid.filled(sums.rename({"n_flows": "observed"})).with_columns(pl.col("n_unknown").fill_null(0))
    cells = _without_collectives(cells)
    cells = cells.with_columns(pl.Series("expected", grid.independent(cells)[0]).fill_nan(None))
    doubt = first_of((pl.col("low").is_null(), NO_AMOUNT), (pl.col("low") == 0, ELSEWHERE))
    left = first_of((pl.col("expected").is_null(), UNSETTLED), (pl.col("low").is_null(), NO_FLOW))
    table = grid.labelled(_themed(cells, has, _known(reached, grid, "flow_id")), UNITS["money"], doubt=doubt, left=left)
    return _result(grid, table, "money", chosen, ("observed", "n_unknown", "low", "high", "expected"))


def _with_collectives(cells: pl.DataFrame, network: Network, chosen: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    """Return the cells with ``is_collective``: whether a collective or unnamed body, which is not counted, is there."""
    everybody = network.of(network.ecosystem, extents=EXTENT)
    has, at = worked(everybody, chosen, "organisations"), placed(everybody, grid.places, "organisations")
    if "theme" not in grid.axes:
        has = _any_theme(has, "subject")
    others = has.join(at.drop_nulls(grid.places), on="subject").filter(~pl.col("subject").is_in(network.organisations))
    keys = ["theme", *grid.places]
    there = others.select(keys).unique().with_columns(is_collective=pl.lit(value=True))
    found = cells.join(there, on=keys, how="left", maintain_order="left")
    return found.with_columns(pl.col("is_collective").fill_null(value=False))


def _without_collectives(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.with_columns(is_collective=pl.lit(value=False))


def _any_theme(has: pl.DataFrame, subject: str) -> pl.DataFrame:
    """Return the subjects that have any theme, with the one theme ``ALL``."""
    return has.group_by(subject).agg(pl.lit(ALL).alias("theme").first(), _rows()).sort(subject)


def _together(has: pl.DataFrame, at: pl.DataFrame, subject: str) -> pl.DataFrame:
    """Return each subject with each of its themes and places, and the rows that say so."""
    both = has.join(at, on=subject, suffix="_place")
    return both.with_columns(pl.concat_list(ROWS, f"{ROWS}_place").alias(ROWS)).drop(f"{ROWS}_place")


def _rows() -> pl.Expr:
    return pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort()


def _known(reached: pl.DataFrame, grid: Grid, subject: str) -> pl.DataFrame:
    """Return the subjects all of whose places are known."""
    is_known = pl.all_horizontal(pl.col(grid.places).is_not_null()).all()
    return reached.group_by(subject).agg(is_known=is_known).filter("is_known").select(subject)


def _themed(cells: pl.DataFrame, has: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with ``n_theme``, all that have the theme, and ``n_unplaced``, those not in ``known``."""
    whole = has.group_by("theme").agg(n_theme=pl.len().cast(pl.Int64))
    nowhere = has.join(known, on=known.columns, how="anti").group_by("theme").agg(n_unplaced=pl.len().cast(pl.Int64))
    for counts in (whole, nowhere):
        cells = cells.join(counts, on="theme", how="left", maintain_order="left")
    return cells.with_columns(pl.col("n_theme", "n_unplaced").fill_null(0))


def _result(grid: Grid, table: pl.DataFrame, of: str, chosen: pl.DataFrame, values: Sequence[str]) -> Result:
    """Return the table with its columns in order, and its words."""
    named = table.join(chosen.drop("framework"), on="theme", how="left", maintain_order="left")
    labels = THEME_LABELS if "theme" in grid.axes else ()
    found = named.select(*grid.axes, *labels, *values, "shortfall", "n_unplaced", "label", REASON, ROWS)
    order = [pl.col("label").cast(pl.Enum(LABELS_IN_ORDER)), "shortfall", *grid.axes]
    found = found.sort(order, descending=[False, True] + [False] * len(grid.axes), nulls_last=True)
    axes = [THEME_LABEL if axis == "theme" else axis for axis in grid.axes]
    shown = (*axes, *values, "n_unplaced", "label", REASON)
    return Result("coverage", TITLES[of], MEANINGS[of], grid.axes, found, shown, words_of(found, grid.places))
