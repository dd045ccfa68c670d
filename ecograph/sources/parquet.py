"""Reading tables that ecograph wrote as Parquet: the part of a dataset that was imported, and snapshots.

``manifest.json`` beside the tables lists each with its SHA-256, so that a file that was damaged or cut off is not
read at all. A table that nobody listed, such as one written with another program, is first read in a process of its
own: inside a damaged file polars may ask for so much memory that the process ends, which nothing can catch.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from ecograph.columnar import parse_parquet, unreadable
from ecograph.errors import Issue
from ecograph.parse import RawTable
from ecograph.schema import TABLE
from ecograph.sources.raw import sha256

SUFFIX = ".parquet"
"""How the name of a table as Parquet ends."""

LISTING = "manifest.json"
"""The file that lists the Parquet tables beside it: ``{"tables": {"flows.parquet": {"sha256": "..."}}}``."""

LONGEST_TRIAL = 120
"""The seconds after which a file that nobody listed is held to be damaged."""

_TRIAL = """
import sys
from ecograph.columnar import frame_of
for size in map(int, sys.argv[1:]):
    try:
        frame_of(sys.stdin.buffer.read(size))
    except ValueError as error:
        if error.__cause__ is not None and not isinstance(error.__cause__, Exception):
            sys.exit(1)
"""
"""What the process of a trial does: it fails on what polars cannot catch itself."""


def tables(
    given: Mapping[str, bytes], listing: bytes | None, *, place: str = ""
) -> tuple[tuple[RawTable, ...], tuple[Issue, ...]]:
    """Return the tables of some Parquet files, already typed, and the issues of what lists them.

    Args:
        given: The content of each file by its name, such as ``flows.parquet``.
        listing: The content of the ``manifest.json`` beside them; None when there is none.
        place: What messages put before the name of a file, such as ``imported/horizon-europe/``.
    """
    hashes, issues = _listed(listing, place)
    unsafe = _unsafe({name: each for name, each in given.items() if name not in hashes})
    raw = []
    for name, each in given.items():
        table, file = TABLE[Path(name).stem], place + name
        if name in unsafe:
            parsed = unreadable(table, file, "it is damaged")
        elif hashes.get(name, "") not in {"", sha256(each)}:
            parsed = unreadable(table, file, f"its SHA-256 is not the one in {place}{LISTING}")
        else:
            parsed = parse_parquet(table, file, each)
        raw.append(RawTable(table.name, file, (), (), parsed=parsed))
    message = f"found no such file, expected it as {place}{LISTING} lists it; import or build it again"
    missing = (Issue(place + name, 0, "-", "table", message) for name in sorted(set(hashes) - set(given)))
    return tuple(raw), (*issues, *missing)


def _listed(listing: bytes | None, place: str) -> tuple[dict[str, str], tuple[Issue, ...]]:
    """Return the SHA-256 of each file that is listed, and the issue of a list that cannot be understood."""
    try:
        said = json.loads(listing or b"{}")
        found = {name: facts["sha256"] for name, facts in said.get("tables", {}).items()}
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError):
        message = (
            'found something else, expected {"tables": {"flows.parquet": {"sha256": "..."}}}; '
            "import or build it again, or remove the file"
        )
        return {}, (Issue(place + LISTING, 0, "-", "format", message),)
    return found, ()


def _unsafe(given: Mapping[str, bytes]) -> set[str]:
    """Return the names of the files that end the process that reads them."""
    if _survives(given.values()):
        return set()
    return {name for name, content in given.items() if not _survives([content])}


def _survives(contents: Iterable[bytes]) -> bool:
    """Return whether a process that reads these files one after the other comes to its end."""
    each = list(contents)
    if not each:
        return True
    command = [sys.executable, "-P", "-c", _TRIAL, *(str(len(content)) for content in each)]
    try:
        done = subprocess.run(command, input=b"".join(each), capture_output=True, timeout=LONGEST_TRIAL, check=False)  # noqa: S603 - our own words, no shell
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
