"""What every reader of a dataset returns: raw tables, what the dataset says of itself, and what was amiss."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from ecograph.errors import Issue
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


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
