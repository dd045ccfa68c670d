"""The cells of a table of coverage: which there are, what each would hold by its margins, and what it is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import get_args

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse

from ecograph.algorithms import contingency
from ecograph.algorithms.matrix import Matrix
from ecograph.analyses.gaps.coverage_words import COVERED, GAP, HERE, NOT_KNOWN, TOO_FEW
from ecograph.analyses.gaps.themed import MOST_CELLS, Axis
from ecograph.errors import EcographError
from ecograph.network import Network
from ecograph.rows import ROWS

LEAST = 1.0
"""The least expected number at which an empty cell is called a gap.

Below 1, nobody is what one would expect rather than somebody. At 1, a cell filled by chance is empty in 37 of 100
cases, at 3 in 5 of 100 (exp(-1), exp(-3)): a gap is a place to look at, and its residual says how surprising it is.
1 is also the least at which tables of counts are commonly tested at all (Cochran 1954, Biometrics 10:417-451).
"""

ALL = ""
"""The one theme of a table without the axis theme: whoever works with any of them."""

NO_OTHER = "the totals leave no other number"
UNSETTLED = "the expected numbers do not settle"
COLLECTIVE = "only a collective or unnamed body is known there"

Cells = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """All combinations of the values of some axes.

    Args:
        axes: The axes, in the order asked for.
        cells: ``theme`` (``ALL`` without that axis) and the axes, ``is_possible``; the last axis runs fastest.
        shape: The number of themes, and of the values of each other axis.
    """

    axes: tuple[Axis, ...]
    cells: pl.DataFrame
    shape: tuple[int, ...]

    @classmethod
    def of(cls, network: Network, chosen: pl.DataFrame, axes: tuple[Axis, ...]) -> "Grid":
        """Return the grid of the chosen themes and of the places in which a network has an organisation.

        Raises:
            EcographError: There are more than ``MOST_CELLS`` cells.
        """
        inside = network.ecosystem.organisations.filter(pl.col("org_id").is_in(network.organisations))
        values = [chosen.select("theme") if "theme" in axes else pl.DataFrame({"theme": [ALL]})]
        values += [inside.select(axis).drop_nulls().unique().sort(axis) for axis in axes if axis != "theme"]
        shape = tuple(value.height for value in values)
        if prod(shape) > MOST_CELLS:
            raise EcographError(
                f"found {prod(shape):,} combinations of {', '.join(axes)}, expected at most {MOST_CELLS:,}: "
                f"choose fewer axes, a part of the network, or one framework of {_frameworks(network)}"
            )
        cells, *others = values
        for other in others:
            cells = cells.join(other, how="cross", maintain_order="left_right")
        possible = pl.lit(value=True)
        if {"region", "country"} <= set(axes):
            known = inside.select(_pair()).to_series().drop_nulls().unique()
            possible = _pair().is_in(known.implode())
        return cls(axes, cells.with_columns(is_possible=possible), shape)

    @property
    def places(self) -> list[Axis]:
        """Return the axes other than theme, in their order."""
        return [axis for axis in self.axes if axis != "theme"]

    def filled(self, counted: pl.DataFrame) -> pl.DataFrame:
        """Return the cells with what was counted in them: ``observed``, ``rows`` and whatever else; 0 where nothing."""
        table = self.cells.join(counted, on=["theme", *self.places], how="left", maintain_order="left")
        return table.with_columns(pl.col("observed").fill_null(0), pl.col(ROWS).fill_null([]))

    def independent(self, table: pl.DataFrame) -> tuple[Cells, Cells]:
        """Return the expected number of each cell and its standardised residual; nan where they are not defined."""
        counts = table["observed"].to_numpy().reshape(self.shape)
        possible = table["is_possible"].to_numpy().reshape(self.shape)
        return contingency.expected(counts, possible).ravel(), contingency.residuals(counts, possible).ravel()

    def redealt(self, has: pl.DataFrame, at: pl.DataFrame, *, samples: int, seed: int) -> contingency.Redealt:
        """Return, for each cell, what it holds when the themes of each subject are dealt out anew.

        Args:
            has: ``subject``, ``theme``.
            at: ``subject`` and the places.
            samples: How often.
            seed: What the numbers are drawn from.
        """
        subjects = has.select("subject").unique().sort("subject")
        theme = self.cells.select("theme").unique(maintain_order=True)
        place = self.cells.select(self.places).unique(maintain_order=True)
        own = _incidence(has, (subjects, theme))
        there = _incidence(at, (subjects, place))
        found = contingency.redealt(own, there, samples=samples, seed=seed)
        return contingency.Redealt(found.expected.ravel(), found.residual.ravel(), found.p_fewer.ravel())

    def labelled(self, table: pl.DataFrame, one: str, *, doubt: pl.Expr | None, left: pl.Expr) -> pl.DataFrame:
        """Return the possible cells with ``shortfall``, ``label`` and ``reason``, sorted by the axes.

        Args:
            table: The cells with ``observed``, ``expected``, ``is_collective`` and ``n_theme`` (all with the theme).
            one: What is counted, in the singular.
            doubt: Why a cell in which something is observed may still be empty, null where it cannot.
            left: Why a value is null in a cell whose label is sure.
        """
        observed = pl.col("observed")
        unknown = [
            (pl.col("is_collective"), COLLECTIVE),
            (pl.col("n_theme") == 0, f"no {one} is known for the theme"),
            (observed.sum().over("theme") == 0, f"no {one} for the theme has a known {' and '.join(self.places)}"),
            *(
                (observed.sum().over(axis) == 0, f"no {one} in {HERE[axis].en} has a known theme")
                for axis in self.places
            ),
            (pl.col("expected").is_null(), UNSETTLED),
            (pl.col("expected") < LEAST, TOO_FEW),
        ]
        why = pl.when(observed > 0).then(doubt).otherwise(first_of(*unknown))
        label = pl.when(why.is_not_null()).then(pl.lit(NOT_KNOWN)).when(observed > 0).then(pl.lit(COVERED))
        return (
            table.with_columns(
                shortfall=(pl.col("expected") - observed).clip(lower_bound=0.0),
                label=label.otherwise(pl.lit(GAP)),
                reason=pl.coalesce(why, left),
            )
            .filter("is_possible")
            .sort(self.axes)
        )


def first_of(*cases: tuple[pl.Expr, str]) -> pl.Expr:
    """Return the text of the first condition that holds, null where none does."""
    return pl.coalesce([pl.when(condition).then(pl.lit(text)) for condition, text in cases])


def axes_of(by: Sequence[str]) -> tuple[Axis, ...]:
    """Return the axes asked for.

    Raises:
        EcographError: One is no axis or named twice, or there are fewer than two: one axis alone has no expectation.

    >>> axes_of(["theme", "helix"])
    ('theme', 'helix')
    """
    chosen = tuple(axis for axis in get_args(Axis) for name in by if axis == name)
    if len(chosen) < len(by) or len(set(chosen)) < max(len(by), 2):
        known = ", ".join(get_args(Axis))
        raise EcographError(
            f"found the axes {', '.join(by) or '(none)'}, expected two or more of {known}, each once; "
            "the table themes has the theme alone"
        )
    return tuple(sorted(chosen, key=list(by).index))


def _frameworks(network: Network) -> str:
    return ", ".join(sorted(network.ecosystem.frameworks["framework_id"])) or "(none)"


def _pair() -> pl.Expr:
    return pl.concat_str("region", "country", separator="|")


def _incidence(pairs: pl.DataFrame, ends: tuple[pl.DataFrame, pl.DataFrame]) -> Matrix:
    """Return 1 where a pair of the values of two frames stands in another frame, as rows x columns."""
    rows, columns = (end.with_row_index(name) for end, name in zip(ends, "ij", strict=True))
    found = pairs.join(rows, on=ends[0].columns).join(columns, on=ends[1].columns).sort("i", "j")
    cells = (np.ones(found.height), (found["i"].to_numpy(), found["j"].to_numpy()))
    return sparse.csr_array(cells, shape=(rows.height, columns.height))
