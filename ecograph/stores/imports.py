"""Where an import is kept: ``imported/NAME`` in the folder of a dataset, a Parquet file for each table.

Beside the tables lie ``remarks.csv``, what was not understood, and ``manifest.json``, what was read and how.
"""

import json
from dataclasses import asdict
from pathlib import Path

from ecograph.manifest import FILE, Entry
from ecograph.sources.imports import FOLDER, REMARKS, Import
from ecograph.stores.files import alone, replace_file, replace_folder
from ecograph.stores.snapshot import listed, remarks_csv, written_before


def write(dataset: Path, entry: Entry, made: Import) -> Path:
    """Write an import into a dataset, in place of an earlier one of that name, and return its folder.

    A dataset that is not there yet is made, with its folder's name as its title.

    Args:
        dataset: The folder of the dataset.
        entry: What was asked for.
        made: What it gave.

    Raises:
        EcographError: It cannot be written; what was there before still is.
        LockedError: Another run is writing there.
    """
    facts = {
        "dropped": [asdict(item) for item in made.dropped],
        "inputs": dict(made.hashes),
        "keep": dict(entry.keep),
        "options": dict(entry.options),
        "source": entry.reader,
    }
    folder = dataset / FOLDER / made.name
    with alone(folder) as place:
        earlier = written_before(place)
        replace_folder(place, listed(made.tables, {REMARKS: remarks_csv(made.remarks)}, **facts), ours=earlier)
        if not (dataset / FILE).exists():  # last: a dataset without its title can be read, one without tables cannot
            replace_file(dataset / FILE, f"title = {json.dumps(dataset.resolve().name, ensure_ascii=False)}\n".encode())
    return folder
