"""A folder of runs: each snapshot whole in a folder of its own, and ``latest.json``, which names one of them.

    RUNS/20261122T213015Z/    a snapshot: written beside as .new-20261122T213015Z, flushed, renamed, never changed
    RUNS/latest.json          {"snapshot": "20261122T213015Z"}, replaced last
    RUNS/sources/             the last good data of each source (``runs_sources``)
    RUNS/.lock, .owner.json   who is at work (``runs_lock``)

Whenever a run ends, ``latest.json`` is absent or names a whole snapshot: a folder has its name only when all its
files are on the disk, and it is named only after that. What a killed run left is removed by the next one, and a
snapshot that was whole but not yet named is named then. ``latest.json`` is a file and no link, since not every
system has links.
"""

import errno
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ecograph.errors import EcographError
from ecograph.sources.parquet import LISTING
from ecograph.sources.raw import content, listed, sha256
from ecograph.stores.runs_latest import LATEST, NAME, is_runs, latest

SOURCES = "sources"
LOCK, OWNER = ".lock", ".owner.json"

_NEW, _OLD = ".new-", ".old-"
_NO_FLUSH = {errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP}
"""What a system answers that opens no folder, or has no need to flush one, as Windows and some network disks."""


class Recovered(NamedTuple):
    """What was put right after a run that did not come to its end.

    Args:
        removed: The names of what it left half done, sorted.
        named: The snapshot that was whole but not yet the latest, and now is; "" for none.
    """

    removed: tuple[str, ...]
    named: str


def current(runs: Path) -> str:
    """Return the name of the latest snapshot; "" when there is none or ``latest.json`` is damaged."""
    try:
        return latest(runs).name
    except EcographError:
        return ""


def snapshots(runs: Path) -> list[str]:
    """Return the names of the snapshots, in the order in which they were made.

    Raises:
        EcographError: The folder cannot be read.
    """
    if not runs.is_dir():
        return []
    return sorted((path.name for path in listed(runs) if NAME.fullmatch(path.name)), key=_place)


def _place(name: str) -> tuple[str, int]:
    """Return what the names of snapshots are sorted by: the second, and the number within it."""
    found = NAME.fullmatch(name)
    assert found is not None  # noqa: S101 - only names of snapshots come here
    return found[1], int(found[2] or 1)


def new_name(now: datetime, taken: Sequence[str]) -> str:
    """Return the name of a snapshot made now: after all that there are, also when the clock was set back.

    Args:
        now: The time in UTC.
        taken: The names that there are, in their order.

    >>> new_name(datetime(2026, 11, 22, 21, 30, 15), []), new_name(datetime(2026, 11, 22), ["20261122T213015Z"])
    ('20261122T213015Z', '20261122T213015Z-2')
    """
    name = now.strftime("%Y%m%dT%H%M%SZ")
    if not taken or _place(taken[-1]) < _place(name):
        return name
    second, number = _place(taken[-1])
    return f"{second}-{number + 1}"


def said_of(snapshot: Path) -> dict[str, Any]:
    """Return what the ``manifest.json`` of a snapshot says.

    Raises:
        EcographError: It is not there, or is no list of files with their SHA-256.
    """
    path = snapshot / LISTING
    try:
        said: dict[str, Any] = json.loads(content(path))
        if _is_listing(said):
            return said
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _no_snapshot(path) from error
    raise _no_snapshot(path)


def _is_listing(said: Mapping[str, Any]) -> bool:
    """Return whether something has what a run looks for in a ``manifest.json``, each of its kind."""
    counted = [*said["tables"].values(), *said.get("sources", [])]
    return (
        all(type(said[key]) is dict and said[key] for key in ("hashes", "tables", "inputs"))
        and type(said.get("figures", {})) is dict
        and all(type(each["rows"]) is int for each in [*counted, {"rows": said.get("outside", 0)}])
        and all(type(each["name"]) is str for each in said.get("sources", []))
    )


def _no_snapshot(path: Path) -> EcographError:
    return EcographError(
        f"{path}: found no list of what a run wrote, expected one; remove {path.parent.name}, which was changed after "
        "it was written"
    )


def damaged(snapshot: Path) -> list[str]:
    """Return the files of a snapshot that are not there or not as they were written, sorted; its list among them."""
    try:
        hashes = said_of(snapshot)["hashes"]
    except EcographError:
        return [LISTING]
    return sorted(name for name, digest in hashes.items() if _digest(snapshot / name) != digest)


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""


def check_place(runs: Path) -> None:
    """Refuse a folder that is not one of runs, nor empty or new.

    Raises:
        EcographError: It is a file, a dataset or a snapshot, or holds something else.
    """
    if not runs.exists() or (is_runs(runs) and snapshots(runs)):
        return
    others = [path.name for path in listed(runs) if not _is_ours(path.name)] if runs.is_dir() else [runs.name]
    if others:
        raise EcographError(
            f"{runs}: found {others[0]!r}, which no run wrote, expected a folder of runs, or an empty or new one; "
            "choose another with --out"
        )


def _is_ours(name: str) -> bool:
    return bool(NAME.fullmatch(name)) or name in {LATEST, SOURCES, LOCK, OWNER} or _is_left(name)


def _is_left(name: str) -> bool:
    """Return whether that is the name of something half done."""
    begun = any(name.startswith(mark) and NAME.fullmatch(name.removeprefix(mark)) for mark in (_NEW, _OLD))
    return begun or name in {f".{file}.new" for file in (LATEST, OWNER)}


def recover(runs: Path) -> Recovered:
    """Remove what a killed run left, and name the snapshot that it had finished but not named.

    Call it while the folder is held (``runs_lock.held``).

    Raises:
        EcographError: The folder cannot be read or written.
    """
    removed = [path.name for path in listed(runs) if _is_left(path.name) and _remove(path)]
    whole = unnamed(runs)
    if whole:
        point(runs, whole)
    return Recovered(tuple(removed), whole)


def unnamed(runs: Path) -> str:
    """Return the newest snapshot that is whole and was made after the latest, so not yet named; "" for none.

    Raises:
        EcographError: The folder cannot be read.
    """
    named, names = current(runs), snapshots(runs)
    unseen = names[names.index(named) + 1 :] if named else names
    return next((name for name in reversed(unseen) if not damaged(runs / name)), "")


def add(runs: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Write a snapshot beside the others, whole or not at all; it is not the latest yet.

    Args:
        runs: The folder of runs, which is there and held.
        name: The name, as ``new_name`` gives it.
        files: The content of each file, by its path below the folder of the snapshot.

    Raises:
        EcographError: It cannot be written; all is as it was before.
    """
    new = runs / (_NEW + name)
    try:
        for file, given in files.items():
            _put(new / file, given)
        for folder in sorted({new, *((new / file).parent for file in files)}, reverse=True):
            _flush(folder)
        new.rename(runs / name)
        _flush(runs)
    except OSError as error:
        raise _unwritable(runs / name, error) from error
    finally:
        _remove(new)


def point(runs: Path, name: str) -> None:
    """Make a snapshot the latest.

    Raises:
        EcographError: It cannot be written; what was the latest still is.
    """
    new = runs / f".{LATEST}.new"
    try:
        _put(new, (json.dumps({"snapshot": name}) + "\n").encode())
        new.replace(runs / LATEST)
        _flush(runs)
    except OSError as error:
        raise _unwritable(runs / LATEST, error) from error
    finally:
        _remove(new)


def surplus(names: Sequence[str], keep: int | None, named: str) -> list[str]:
    """Return the snapshots beyond those that are kept, the oldest first, never the latest.

    Args:
        names: All, in their order.
        keep: How many are kept; None for all.
        named: The latest.

    >>> surplus(["a", "b", "c", "d"], 2, "d"), surplus(["a", "b"], 1, "a"), surplus(["a"], None, "a")
    (['a', 'b'], ['b'], [])
    """
    others = [name for name in names if name != named]
    return [] if keep is None else others[: max(len(others) - (keep - 1), 0)]


def remove(runs: Path, names: Sequence[str]) -> None:
    """Remove snapshots; each is first renamed, so that none is ever there in part under its name.

    Raises:
        EcographError: One cannot be removed.
    """
    for name in names:
        try:
            (runs / name).rename(runs / (_OLD + name))
        except OSError as error:
            said = f"could not be removed ({error.strerror or error}), expected it closed and free to change"
            raise EcographError(f"{runs / name}: {said}; close its files, and the next run removes it") from error
        _remove(runs / (_OLD + name))


def _put(path: Path, given: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(given)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can be asked to."""
    try:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise


def _remove(path: Path) -> bool:
    """Remove a file, link or folder that nobody needs, and return whether it is gone; if not, the next run tries."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return not os.path.lexists(path)


def _unwritable(path: Path, error: OSError) -> EcographError:
    why = error.strerror or str(error)
    said = f"could not be written ({why}); the snapshots before it are whole"
    return EcographError(f"{path}: {said}. Make room, or see who may write there")
