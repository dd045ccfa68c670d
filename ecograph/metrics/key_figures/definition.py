"""The contract of every key figure: what it is called, what it means, and the table it returns.

A key figure is a plain function from a ``Network`` to rows of ``FIGURES``: the figure itself, and the same by helix,
country, payer or year where its entry says so. Each value is an interval with the rows of the dataset it rests on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from ecograph import money
from ecograph.language import Words
from ecograph.network import Network

FIGURES: Final = {
    "figure": pl.String(),
    "breakdown": pl.String(),
    "item": pl.String(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "unit": pl.String(),
    "n": pl.Int64(),
    "coverage": pl.Float64(),
    "reason": pl.String(),
    "rows": pl.List(pl.String()),
}
"""The columns of a table of key figures; ``figure``, ``breakdown`` and ``item`` are its key.

- ``breakdown``: what it is broken down by, such as "helix" or "payer"; "" for the whole.
- ``item``: the one it is about: a code of a closed list, a country, a NUTS code, a year, an id; "" for the whole, and
  for what is not known (``breakdown`` then is not empty).
- ``low``, ``high``: the bounds of the value, equal where it is exact; ``high`` infinite where it is open; both null
  where it is not defined, and ``reason`` (English) says why.
- ``n``: how many things it rests on.
- ``coverage``: the share of the things it speaks of for which the data say what is needed, 0 to 1; null where nothing
  tells how many there are.
- ``rows``: the rows of the dataset behind it, each as ``table/key``, sorted.
"""

KEY: Final = ("figure", "breakdown", "item")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a key figure is computed for.

    Args:
        day: The day for which it is told what is running, ended or overdue.
        vagueness: The share by which a vague amount may be off.
        prices_of: The year in whose prices real amounts are said; the bundled data have all indices up to 2023.
    """

    day: date
    vagueness: float = money.VAGUENESS
    prices_of: int = 2023


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One key figure as lists, tables and reports show it.

    Args:
        name: Its name in commands, files and columns.
        version: The version of its definition: another number where the same data give another value.
        label: What it is called.
        sentence: What it tells policy staff, in one sentence.
        definition: How it is counted, in one or two sentences of English.
        unit: A name of ``ecograph.language.units.UNITS``; "" where rows have units of their own.
        breakdowns: What it is broken down by; none where it has no parts.
        source: The publication that defines it.
        compute: The function; its rows have the columns of ``FIGURES`` other than ``figure``.
    """

    name: str
    version: int
    label: Words
    sentence: Words
    definition: str
    unit: str
    breakdowns: tuple[str, ...]
    source: str
    compute: Callable[[Network, Asked], pl.DataFrame]
