"""The heat map of a coverage: themes by region, each cell covered, a gap, or not known."""

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from ecograph.analyses.gaps.coverage_words import COVERED, GAP, LABELS, NOT_KNOWN
from ecograph.language import Plural, Words, capital, number
from ecograph.language.regions import REGIONS
from ecograph.language.report import HEADS, THEMES
from ecograph.language.report import gaps as words
from ecograph.language.sentences import as_is, as_number, filled
from ecograph.report.document import Cell, Chart
from ecograph.report.marks import Marks
from ecograph.report.writing import Listing, Row, Shown, tabled
from ecograph.rows import ROWS

if TYPE_CHECKING:
    from ecograph.charts.heat_map import HeatCell, State

SIGN = {GAP: "○", NOT_KNOWN: "?"}
"""What a cell without anybody shows."""

STATES: Final[tuple["State", ...]] = ("covered", "gap", "not known")
"""What a cell can be, in the order of the legend."""

REGION = Plural(Words("region", "region", "region"), Words("regions", "regioner", "regioner"))

LONGEST = 40
"""How many cells the table below the map shows."""

MOST_THEMES, MOST_REGIONS = 20, 12
"""How many themes and regions the map shows; those with most organisations."""


def place(code: str) -> str:
    """Return the name of a region, or its code where it has none."""
    return REGIONS.get(code, code)


def heat(cells: pl.DataFrame, *, language: str, marks: Marks) -> Chart:
    """Return the heat map of a coverage by theme and region, with its numbers.

    Args:
        cells: The table of ``analyses.gaps.coverage``; not empty.
        language: da, nb or en.
        marks: Where the marks are remembered.
    """
    from ecograph.charts.heat_map import heat_map

    themes, regions = _largest(cells, "theme", MOST_THEMES), _largest(cells, "region", MOST_REGIONS)
    shown = cells.filter(pl.col("theme").is_in(themes) & pl.col("region").is_in(regions)).drop(ROWS)
    at = {(row["theme"], row["region"]): row for row in shown.iter_rows(named=True)}
    labels = {row["theme"]: row[f"label_{language}"] for row in at.values()}
    found = {row["label"] for row in at.values()}
    legend: dict[State, str] = {label: capital(LABELS[label].in_(language)) for label in STATES if label in found}
    drawing = heat_map(
        [labels[theme] for theme in themes],
        [place(region) for region in regions],
        [[_state(at[theme, region], language) for region in regions] for theme in themes],
        legend=legend,
    )
    caption = words.MAP.in_(language)
    listing = Listing("gaps-map-numbers", words.MAP, COLUMNS, words.MAP_NOTE, longest=LONGEST)
    table = tabled(listing, _known(cells), language=language, marks=marks)
    return Chart("gaps-map", caption, _alternative(cells, language), drawing, table)


def _largest(cells: pl.DataFrame, column: str, most: int) -> list[str]:
    """Return the themes or regions with most organisations, sorted by what they are called in the data."""
    sums = cells.group_by(column).agg(pl.col("observed").sum())
    shown = sums.sort("observed", column, descending=[True, False])[column].head(most)
    return sorted(shown)


def _state(row: dict[str, Any], language: str) -> "HeatCell":
    """Return a cell as the map draws it."""
    from ecograph.charts.heat_map import HeatCell

    label = row["label"]
    if label == COVERED:
        return HeatCell(float(row["observed"]), number(row["observed"], language), label)
    return HeatCell(None, SIGN[label], label)


def _known(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of which enough is known, those with most organisations first; all where there is none."""
    known = cells.filter(pl.col("label") != NOT_KNOWN)
    found = cells if known.is_empty() else known
    return found.sort("observed", "theme", "region", descending=[True, False, False])


def _organisations(row: Row, _: str) -> Cell:
    """Return how many organisations a cell has: 0 in a gap, None where too little is known to call it one."""
    return None if row["label"] == NOT_KNOWN else row["observed"]


COLUMNS = (
    Shown(HEADS["theme"], lambda row, lang: row[f"label_{lang}"]),
    Shown(HEADS["region"], lambda row, _: place(row["region"])),
    Shown(HEADS["organisations"], _organisations, "number"),
)


def _alternative(cells: pl.DataFrame, language: str) -> str:
    """Return how many cells are covered, gaps and not known, and where most organisations are."""
    n = {label: cells.filter(label=label).height for label in (COVERED, GAP, NOT_KNOWN)}
    top = cells.sort("observed", "theme", "region", descending=[True, False, False]).row(0, named=True)
    return filled(
        words.MAP_TEXT,
        themes=THEMES.of(cells["theme"].n_unique()),
        regions=REGION.of(cells["region"].n_unique()),
        cells=as_number(cells.height),
        covered=as_number(n[COVERED]),
        gaps=as_number(n[GAP]),
        unknown=as_number(n[NOT_KNOWN]),
        theme=as_is(top[f"label_{language}"]),
        region=as_is(place(top["region"])),
        most=as_number(top["observed"]),
    ).in_(language)
