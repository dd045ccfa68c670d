"""What is known of downloads: where published files lie, and what the manifest says of those that were fetched.

Reading these needs no network, so that an import can say where a file came from without loading what fetches it.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ecograph.errors import EcographError
from ecograph.sources.raw import content

FOLDER = "downloads"
"""The folder of a dataset that holds its downloads."""

MANIFEST = "manifest.json"
ADDRESSES = Path(__file__).with_name("addresses.toml")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a published file lies.

    Args:
        name: The name of the source.
        url: The address of the file.
        file: What it is called in the folder of downloads.
        reader: The reader that reads it.
        title: What it is.
        publisher: Who publishes it.
        licence: The licence of its content; empty where it is not known.
        max_bytes: The size up to which it is taken.
        sha256: The checksum that it must have; empty for any.
    """

    name: str
    url: str
    file: str
    reader: str
    title: str
    publisher: str
    licence: str
    max_bytes: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """What the manifest says of a downloaded file.

    Args:
        source: The name of the source.
        url: The address that was asked.
        final_url: The address that answered, after redirects.
        sha256: The checksum of the file.
        bytes: Its size.
        retrieved: The day on which it was fetched, YYYY-MM-DD in UTC.
        etag: The mark of its version at the publisher; empty when there is none.
        last_modified: When the publisher says it was changed; empty when that is not said.
        licence: The licence of its content; empty where it is not known.
    """

    source: str
    url: str
    final_url: str
    sha256: str
    bytes: int
    retrieved: str
    etag: str = ""
    last_modified: str = ""
    licence: str = ""


def addresses(own: Path | None = None) -> dict[str, Address]:
    """Return the known addresses by the name of their source, sorted; entries of one's own file replace or add.

    Args:
        own: A TOML file in the layout of ``ecograph/sources/addresses.toml``.

    Raises:
        EcographError: A file cannot be read, or an entry is not complete or not understood.

    >>> addresses()["cordis-horizon-europe"].reader
    'cordis'
    """
    found: dict[str, Address] = {}
    for path in (ADDRESSES, own):
        if path is not None:
            try:
                given = tomllib.loads(content(path).decode())
            except (ValueError, RecursionError) as error:
                raise EcographError(f"{path}: found no TOML ({error}), expected a section for each source") from error
            found |= {name: _address(path, name, entry) for name, entry in given.items()}
    return dict(sorted(found.items()))


def _address(path: Path, name: str, entry: object) -> Address:
    where = f"{path}: [{name}]"
    if not isinstance(entry, dict):
        raise EcographError(f"{where}: found {entry!r}, expected a section; write [{name}] and its keys below")
    known = {field.name: field for field in fields(Address) if field.name != "name"}
    for key in sorted(set(entry) - set(known)):
        raise EcographError(f"{where}: found the unknown key {key!r}, expected {', '.join(known)}; remove it")
    for key, field in known.items():
        if key not in entry and key != "sha256":
            raise EcographError(f"{where}: found no {key}, expected it; add it as in {ADDRESSES.name}")
        if key in entry and type(entry[key]) is not field.type:
            kind = "a text" if field.type is str else "a whole number"
            raise EcographError(f"{where}: found {key} = {entry[key]!r}, expected {kind}; write it so")
    address = Address(name=name, **entry)
    if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", address.file) or address.file == MANIFEST:
        said = "expected the name of a file, of letters, digits, dots and hyphens"
        raise EcographError(f"{where}: found file = {address.file!r}, {said}; choose another")
    if address.sha256 and not re.fullmatch("[0-9a-f]{64}", address.sha256):
        raise EcographError(f"{where}: found sha256 = {address.sha256!r}, expected 64 digits 0-9 and a-f; correct it")
    return address


def recorded(folder: Path) -> dict[str, Download]:
    """Return what the manifest of a folder of downloads says, by the name of the file; empty when there is none.

    Raises:
        EcographError: The manifest cannot be read or understood.
    """
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        return {name: _download(said) for name, said in json.loads(content(path)).items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        said = f"found no list of downloads ({error}), expected what an earlier run wrote"
        raise EcographError(f"{path}: {said}; remove it, and the files are fetched anew") from error


def _download(said: dict[str, str | int]) -> Download:
    for field in fields(Download):
        if type(said[field.name]) is not field.type:
            raise ValueError(f"{field.name} = {said[field.name]!r}")
    return Download(**said)  # type: ignore[arg-type]  # looked at above


def prepared(folder: Path, manifest: Mapping[str, Download]) -> Path:
    """Return the temporary file that holds a manifest, flushed to the disk and ready to take the place of the old."""
    text = json.dumps(
        {name: asdict(said) for name, said in manifest.items()}, ensure_ascii=False, indent=2, sort_keys=True
    )
    part = folder / f".{MANIFEST}.part"
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return part
