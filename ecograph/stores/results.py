"""A folder of results: its files with a manifest that says what they were made from, exchanged whole."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from ecograph import __version__
from ecograph.errors import EcographError
from ecograph.stores.files import replace_folder

MANIFEST = "manifest.json"


def written_before(out: Path) -> list[str]:
    """Return the files of an earlier run; refuse a folder that holds something else.

    Raises:
        EcographError: The folder is a file, has files and no manifest of ours, or is a snapshot or an import, whose
            manifest lists tables: these are what results are made from, and cost a download.
    """
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return []
    try:
        said = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        files = [str(name) for name in said["files"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EcographError(
            f"{out}: found something that ecograph did not write, expected an empty or new folder; "
            "choose another with --out"
        ) from error
    if "tables" in said:
        raise EcographError(
            f"{out}: found a snapshot or an import, expected an empty or new folder, or earlier results; "
            "choose another with --out"
        )
    return files


def write(place: Path, files: Mapping[str, bytes], *, about: Mapping[str, object], earlier: list[str]) -> None:
    """Replace a folder of results by these files and a manifest, which alone tells when they were written.

    Args:
        place: The folder, as ``files.alone`` gives it.
        files: The content of each file, by its path below the folder.
        about: What the files were made from.
        earlier: What ``written_before`` found.
    """
    manifest = {
        **about,
        "ecograph": __version__,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": [MANIFEST, *files],
    }
    content = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    replace_folder(place, {**files, MANIFEST: content.encode()}, ours=earlier)
