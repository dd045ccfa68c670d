"""The key figures of a dataset, and those it is compared with: a day, or another dataset."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecograph.cli import options
from ecograph.errors import EcographError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from ecograph.ecosystem import Ecosystem
    from ecograph.metrics.key_figures import Asked, KeyFigure


def told(ecosystem: "Ecosystem", day: str | None) -> "Ecosystem":
    """Return what key figures of a day are computed from: what could be told then; all where no day is named.

    Raises:
        EcographError: The text is no date.
    """
    return ecosystem if day is None else ecosystem.told_on(options.day(day, "--as-of"))


def asked(ecosystem: "Ecosystem", day: str | None, **more: Any) -> "Asked":  # noqa: ANN401 - fields of Asked
    """Return what figures are computed for: a day, or the latest of the sources; ``more`` are fields of ``Asked``."""
    from ecograph.metrics.key_figures import Asked, last_day

    return Asked(last_day(ecosystem) if day is None else options.day(day, "--as-of"), **more)


def figures(ecosystem: "Ecosystem", wanted: "Asked", definitions: "Sequence[KeyFigure]") -> "pl.DataFrame":
    """Return the key figures of some tables."""
    from ecograph.metrics.key_figures import computed
    from ecograph.network import Network

    return computed(Network.of(ecosystem), wanted, definitions)


def other(whole: "Ecosystem", compare: str, as_of: str | None) -> "tuple[Ecosystem, str | None]":
    """Return what is compared with, and the day it is of: the same data as of a day, or another dataset.

    Args:
        whole: The dataset that is compared.
        compare: A date, or the place of a dataset, a snapshot or a folder of runs.
        as_of: The day that is asked about, which holds for another dataset too.

    Raises:
        EcographError: The text is neither a date nor a dataset.
    """
    from ecograph import dates
    from ecograph.sources import load

    if Path(compare).exists():
        return told(load(options.dataset(compare)), as_of), as_of
    try:
        dates.bounds(compare)
    except ValueError:
        raise EcographError(
            f"--compare: found {compare!r}, expected a date as YYYY, YYYY-MM or YYYY-MM-DD, or an existing dataset or "
            "snapshot; correct it"
        ) from None
    return told(whole, compare), compare
