"""The last good data of each source, kept in a folder of runs for the day on which the source fails.

They lie as an import does in a dataset: ``RUNS/sources/imported/NAME``, a Parquet file for each table, with what was
read (``inputs``) and on which day these data were read first (``read``).
"""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

from ecograph.manifest import Entry
from ecograph.sources.imports import FOLDER, REMARKS, Import, imported
from ecograph.sources.parquet import LISTING
from ecograph.stores.files import recover, replace_folder
from ecograph.stores.runs import SOURCES
from ecograph.stores.snapshot import listed, remarks_csv, written_before


class Kept(NamedTuple):
    """The last good data of a source.

    Args:
        made: What its files gave; the hashes are those of the published files.
        read: The day on which these data were first read, YYYY-MM-DD.
    """

    made: Import
    read: str


def keep(runs: Path, entry: Entry, made: Import, read: str) -> str:
    """Keep what a source gave, and return the day on which these data were first read.

    Data that are kept already stay as they are, with the day on which they were read first.

    Args:
        runs: The folder of runs, which is held.
        entry: The entry of ``[[sources]]``.
        made: What its files gave.
        read: Today, YYYY-MM-DD.

    Raises:
        EcographError: It cannot be written; what was kept before still is.
    """
    place = runs / SOURCES / FOLDER / made.name
    recover(place)
    facts = {
        "dropped": [asdict(item) for item in made.dropped],
        "inputs": dict(made.hashes),
        "keep": dict(entry.keep),
        "options": dict(entry.options),
        "source": entry.reader,
    }
    files = listed(made.tables, {REMARKS: remarks_csv(made.remarks)}, **facts)
    before = _said(place)
    first = before.pop("read", "")
    said = json.loads(files[LISTING])
    if before == said:
        return str(first)
    text = json.dumps({**said, "read": read}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    replace_folder(place, {**files, LISTING: text.encode()}, ours=written_before(place))
    return read


def kept(runs: Path) -> dict[str, Kept]:
    """Return the last good data by the name of the source; data whose files are damaged are left out."""
    place = runs / SOURCES
    found, faults = imported(place)  # also of a folder that a killed run had put aside
    bad = {issue.file.split("/")[1] for issue in faults}
    good = {}
    for each in found:
        said = _said(place / FOLDER / each.name) or _said(place / FOLDER / f".{each.name}.old")
        inputs = said.get("inputs")
        if each.name not in bad and isinstance(inputs, dict):
            good[each.name] = Kept(replace(each, hashes=inputs), str(said.get("read", "")))
    return good


def _said(place: Path) -> dict[str, object]:
    """Return what the list of kept data says; nothing when it is not there or damaged."""
    try:
        said = json.loads((place / LISTING).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
