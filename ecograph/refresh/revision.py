"""Which state of its repository a dataset is, when it is kept in git."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

PATIENCE = 10
"""The seconds that git may take; a run does not wait for it."""


class Revision(NamedTuple):
    """The state of a dataset in git; null where it is in none, or git is not there.

    Args:
        commit: The commit that is checked out.
        is_changed: Whether a file of the dataset that git knows is not as it is there.
    """

    commit: str | None = None
    is_changed: bool | None = None


def revision(place: Path) -> Revision:
    """Return the state of the repository that a dataset lies in; nothing is written there.

    Args:
        place: The folder of the dataset, or its workbook.
    """
    folder, what = (place, ".") if place.is_dir() else (place.parent, place.name)
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if commit is None:
        return Revision()
    # no program that the repository names is started: no monitor of files, no filter, no hook
    changed = _git(folder, "-c", "core.fsmonitor=false", "status", "--porcelain", "--untracked-files=no", "--", what)
    return Revision(commit, None if changed is None else bool(changed))


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git says, None when it fails or is not there."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(folder), *arguments]
    try:
        ended = subprocess.run(  # noqa: S603 - our own words, no shell
            command, capture_output=True, env=environment, timeout=PATIENCE, check=False, text=True, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ended.stdout.strip() if ended.returncode == 0 else None
