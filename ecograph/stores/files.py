"""Writing results so that whatever fails, the previous output is still there, whole.

A folder is built whole beside its place, flushed to the disk, and exchanged for the old one in two renames.
If the machine stops between the two, the old folder lies beside the place and ``recover`` puts it back.
``alone`` gives the folder to one run at a time, by a lock in the folder for temporary files.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ecograph.errors import EcographError, LockedError


@contextmanager
def alone(folder: Path) -> Iterator[Path]:
    """Give the folder of results, through links, to one run at a time, put back as it was if a crash took it.

    Raises:
        LockedError: Another run of the same user is writing to it.
        EcographError: It is the folder one stands in, or one above it.
    """
    place = folder.resolve()
    if Path.cwd().is_relative_to(place):
        raise EcographError(f"{folder}: found the folder you stand in, expected one inside it, such as --out out")
    name = hashlib.sha256(f"{Path.home()}|{place}".encode()).hexdigest()[:32]
    try:
        with FileLock(Path(tempfile.gettempdir()) / f"ecograph-{name}.lock", timeout=0):
            recover(place)
            yield place
    except Timeout as error:
        raise LockedError(f"{folder}: another run is writing there; try again when it has ended") from error


def replace_folder(folder: Path, files: Mapping[str, bytes], *, ours: Iterable[str] = ()) -> None:
    """Replace a folder of results by these files, all or none.

    Args:
        folder: The folder, as ``alone`` gives it; it need not exist.
        files: The content of each file, by its path below the folder.
        ours: The paths that an earlier run wrote. Other files in the folder are kept.

    Raises:
        EcographError: It cannot be written; what was there before still is.
    """
    new = folder.with_name(f".{folder.name}.new")
    old = folder.with_name(f".{folder.name}.old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(new, ignore_errors=True)
        for name, content in files.items():
            _write(new / name, content)
        if folder.exists():
            _keep_others(folder, new, {*files, *ours})
            folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            recover(folder)
            raise
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if folder.exists():
            shutil.rmtree(old, ignore_errors=True)


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file by this content, whole or not at all; it need not exist.

    Raises:
        EcographError: It cannot be written; what was there before still is.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        _write(new, content)
        new.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):  # nothing was written there, or it is said already
            new.unlink(missing_ok=True)


def recover(folder: Path) -> None:
    """Put back the folder that an interrupted exchange left beside its place, if there is one."""
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():
        old.rename(folder)


def _keep_others(folder: Path, new: Path, ours: set[str]) -> None:
    """Copy the files of the folder that are not ours, so that nothing of the user's is lost."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (path.is_file() or path.is_symlink()) and name not in ours:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new / name, follow_symlinks=False)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _unwritable(path: Path, error: OSError) -> EcographError:
    why = error.strerror or str(error)
    return EcographError(
        f"{path}: could not be written ({why}); what was there before is unchanged. Free the place "
        "or choose another one"
    )
