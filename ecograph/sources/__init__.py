"""Reading a dataset from where it lies: a folder of CSV files or one workbook.

``read`` gives what could be read and every issue; ``load`` gives an Ecosystem or raises ``DataError``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ecograph import bundled
from ecograph.checks import check
from ecograph.ecosystem import Ecosystem
from ecograph.errors import DataError, EcographError, Issue
from ecograph.manifest import Manifest
from ecograph.parse import LINE, RawTable, parse
from ecograph.schema import TABLE, TABLES
from ecograph.sources import folder, workbook

DEFAULT = "nordic_health"
"""The bundled dataset that is read when none is named."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A dataset as it was read.

    Args:
        frames: The good rows of each table, with ``line``.
        issues: Every fault, sorted; empty when the dataset is clean.
        manifest: What the dataset says of itself.
        hashes: SHA-256 of each file that was read, by its name.
    """

    frames: dict[str, pl.DataFrame]
    issues: tuple[Issue, ...]
    manifest: Manifest
    hashes: dict[str, str]

    def ecosystem(self) -> Ecosystem:
        """Return the dataset as an Ecosystem.

        Raises:
            DataError: The dataset has an issue.
        """
        if self.issues:
            raise DataError(self.issues)
        return Ecosystem.from_frames(self.manifest.title, {n: f.drop(LINE) for n, f in self.frames.items()})


def read(path: Path | str | None = None) -> Reading:
    """Return a dataset as it was read: its good rows and every issue.

    Args:
        path: A folder with one CSV file per table, or a workbook (.xlsx) with one sheet per table; the
            bundled dataset when None.

    Raises:
        EcographError: There is no such folder or workbook, or it cannot be read.
    """
    place = bundled.dataset(DEFAULT) if path is None else Path(path)
    if place.is_dir():
        raw = folder.read(place)
    elif place.suffix.lower() == ".xlsx" and place.is_file():
        raw = workbook.read(place)
    else:
        raise EcographError(
            f"{place}: found no dataset, expected a folder of CSV files or a workbook (.xlsx); "
            "`ecograph new DIR` makes an empty one"
        )
    before, after = ("", ".csv") if place.is_dir() else (f"{place.name}#", "")
    tables = {table.name: parse(_raw(raw.tables, table.name, before + table.name + after)) for table in TABLES}
    issues = {*raw.issues, *(issue for parsed in tables.values() for issue in parsed.issues)}
    issues |= set(check(tables, raw.manifest))
    bad = {(issue.file, issue.line) for issue in issues}
    frames = {}
    for name, parsed in tables.items():
        lines = [line for file, line in bad if file == parsed.file]
        frames[name] = parsed.frame.filter(~pl.col(LINE).is_in(lines))
    return Reading(frames, tuple(sorted(issues)), raw.manifest, dict(raw.hashes))


def load(path: Path | str | None = None) -> Ecosystem:
    """Return the Ecosystem of a dataset; the bundled one when no path is given.

    Raises:
        EcographError: There is no such dataset.
        DataError: The dataset has faults; the error holds them all.

    >>> load().title
    'Nordic health clusters'
    """
    return read(path).ecosystem()


def _raw(tables: Iterable[RawTable], name: str, file: str) -> RawTable:
    """Return a table as read; a table that is not there is empty."""
    found = next((raw for raw in tables if raw.name == name), None)
    return found or RawTable(name, file, TABLE[name].names, ())
