"""What tests of single key figures share: a figure of an ecosystem of some rows, on 15 June 2020."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.key_figures import KEY_FIGURES, Asked, computed
from ecograph.network import Network

ASKED = Asked(dt.date(2020, 6, 15))

Row = Mapping[str, object]
Rows = Sequence[Row]

Bounds = tuple[float | None, float | None]

YES: Bounds = (1, 1)
NO: Bounds = (0, 0)
MAY: Bounds = (0, 1)
UNSAID: Bounds = (None, None)


def table_of(eco: Ecosystem, asked: Asked = ASKED) -> pl.DataFrame:
    """Return all key figures of an ecosystem."""
    return computed(Network.of(eco), asked)


def told(figure: str, **tables: Rows) -> dict[str, Any]:
    """Return the whole of a figure of an ecosystem of some rows."""
    return part(figure, "", "", **tables)


def part(figure: str, breakdown: str, item: str, **tables: Rows) -> dict[str, Any]:
    """Return a part of a figure of an ecosystem of some rows."""
    own = [each for each in KEY_FIGURES if each.name == figure]
    found = computed(Network.of(Ecosystem.of("", **tables)), ASKED, own)
    return found.filter(breakdown=breakdown, item=item).row(0, named=True)


def interval(figure: str, **tables: Rows) -> Bounds:
    """Return the bounds of a figure as a whole."""
    row = told(figure, **tables)
    return row["low"], row["high"]
