"""What every reader of a dataset returns: raw tables, what the dataset says of itself, and what was amiss."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ecograph.errors import EcographError, Issue
from ecograph.manifest import Manifest
from ecograph.parse import RawTable


@dataclass(frozen=True, slots=True)
class RawDataset:
    """A dataset as text.

    Args:
        tables: The tables that are there.
        manifest: What the dataset says of itself.
        issues: What was amiss besides the tables themselves.
        hashes: SHA-256 of each file, by its name.
    """

    tables: tuple[RawTable, ...]
    manifest: Manifest
    issues: tuple[Issue, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


def content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        EcographError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        EcographError: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EcographError(f"{path}: {error}; save it as UTF-8") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def listed(folder: Path) -> list[Path]:
    """Return what is in a folder, sorted.

    Raises:
        EcographError: It cannot be read.
    """
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(folder, error) from error


def _unreadable(path: Path, error: OSError) -> EcographError:
    if isinstance(error, FileNotFoundError):
        return EcographError(f"{path}: found no such file, expected it there; correct the path, or fetch the file")
    if isinstance(error, IsADirectoryError):
        return EcographError(f"{path}: found a folder, expected a file; name the files in it")
    why = error.strerror or str(error)
    return EcographError(f"{path}: could not be read ({why}); close it elsewhere, or see who may read it")


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
