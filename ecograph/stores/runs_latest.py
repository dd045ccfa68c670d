"""Which snapshot of a folder of runs is the latest; every command asks, so nothing slow is imported here."""

import json
import re
from pathlib import Path

from ecograph.errors import EcographError

LATEST = "latest.json"

NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-([2-9]|[1-9]\d+))?", re.ASCII)
"""What a snapshot is called: the second in which its run began, and its number if others began in the same."""

DATASET, LISTING = "dataset.toml", "manifest.json"
"""The file of a dataset and that of a snapshot, as ``manifest.FILE`` and ``sources.parquet.LISTING`` have them."""


def is_runs(folder: Path) -> bool:
    """Return whether a folder is one of runs, with a latest snapshot, and no dataset itself."""
    return (folder / LATEST).is_file() and not (folder / DATASET).exists()


def latest(folder: Path) -> Path:
    """Return the folder of the latest snapshot of a folder of runs.

    Raises:
        EcographError: There is none, or ``latest.json`` does not name one that is there.
    """
    path = folder / LATEST
    try:
        name = str(json.loads(path.read_bytes())["snapshot"])
    except OSError as error:
        said = f"could not be read ({error.strerror or error})"
        raise EcographError(f"{path}: {said}; see whether it is there, and who may read it") from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        said = 'found something else, expected {"snapshot": NAME}'
        raise EcographError(f"{path}: {said}; `ecograph refresh` with --out {folder} mends it") from error
    if not NAME.fullmatch(name) or not (folder / name / LISTING).is_file():
        said = f"found the snapshot {name!r}, which is not there, expected one beside it"
        raise EcographError(f"{path}: {said}; `ecograph refresh` with --out {folder} mends it")
    return folder / name
