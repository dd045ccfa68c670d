"""Taking published files out of the archive they come in, so that no archive can do harm.

An archive is not trusted: what its header says of names and sizes is checked, and the bytes are counted while
they are unpacked. Nothing is written to the disk; a member is bytes with a name for messages.
"""

import gzip
import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ecograph.errors import EcographError
from ecograph.parse import shown
from ecograph.readers.reader import File


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may hold.

    Args:
        members: The greatest number of files.
        total: The greatest number of bytes of all files together.
        ratio: How many times larger than packed a file may be.
        ratio_from: The size in bytes up to which a file may be packed as tightly as it likes.
    """

    members: int = 200
    total: int = 2_000_000_000
    ratio: int = 200
    ratio_from: int = 10_000_000


LIMITS = Limits()

_Read = Callable[[int], bytes]
"""From a number of bytes to at most so many of the next ones."""


class BrokenArchiveError(EcographError):
    """An archive that is damaged or not whole; fetched again it may be good."""


_DOCUMENTS = {".xlsx", ".xlsm", ".ods", ".docx"}
"""Endings of files that are zips inside, but one document to their reader."""

_CONTENT_TYPES = "[Content_Types].xml"
"""A part of every XLSX and DOCX document, and of no other zip."""

_CHUNK = 1 << 20
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile("[A-Za-z]:")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,  # it ends too early
    OSError,  # no gzip at all, a wrong checksum, or a place before its beginning
    ValueError,  # a name is not in the encoding that it says, or a place is negative
    OverflowError,
    NotImplementedError,  # a version of the format that Python does not know
    RuntimeError,  # a flag asks for what Python does not do
)
"""What zipfile, gzip and the layers below them raise on a damaged archive."""


def files(name: str | Path, content: bytes, limits: Limits = LIMITS) -> list[File]:
    r"""Return the files that a published file holds: the members of a zip or gzip, any other file itself.

    A zip or gzip is known by its ending or its first bytes; a workbook is one file, although it is a zip, and is
    known by its ending or by the list of its parts, whatever it is called. An
    archive inside an archive stays packed. A member is named after its archive: ``a.zip/organization.csv``.

    Args:
        name: The name of the file, as messages name it.
        content: Its bytes.
        limits: How much an archive may hold.

    Raises:
        BrokenArchiveError: An archive is damaged, cut off, or holds no file.
        EcographError: It is larger than the limits, needs a password, or holds names or links that point
            outside of it.

    >>> [file.name for file in files("a.csv", b"id;name\n")]
    ['a.csv']
    >>> import gzip
    >>> files("units.json.gz", gzip.compress(b"[]"))[0].name
    'units.json.gz/units.json'
    """
    if not is_archive(name, content):
        return [File(str(name), content)]
    unpacked: dict[str, list[bytes]] = {}
    for member, chunk in _chunks(str(name), content, limits):
        unpacked.setdefault(member, []).append(chunk)
    return [File(f"{name}/{member}", b"".join(chunks)) for member, chunks in unpacked.items()]


def members(name: str | Path, content: bytes, limits: Limits = LIMITS) -> dict[str, int]:
    """Return the names of the files in an archive and how many bytes each has, unpacked and counted but not kept.

    A file that is no archive has no members. Arguments and errors as of ``files``.
    """
    counts: dict[str, int] = {}
    if is_archive(name, content):
        for member, chunk in _chunks(str(name), content, limits):
            counts[member] = counts.get(member, 0) + len(chunk)
    return counts


def is_archive(name: str | Path, content: bytes) -> bool:
    r"""Return whether a file is a zip or gzip, by its ending or its first bytes.

    >>> is_archive("a.zip", b""), is_archive("units", b"\x1f\x8b"), is_archive("book.xlsx", b"PK\x03\x04")
    (True, True, False)
    """
    ending = Path(name).suffix.lower()
    if ending in _DOCUMENTS or _is_document(content):
        return False
    return ending in {".zip", ".gz"} or content.startswith((*_ZIP, _GZIP))


def _is_document(content: bytes) -> bool:
    """Return whether bytes are a zip with the part that says what the parts of an office document are."""
    if not content.startswith(_ZIP) or _CONTENT_TYPES.encode() not in content:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _CONTENT_TYPES in archive.namelist()
    except _BROKEN:  # what is wrong with it is said when it is unpacked
        return False


def _chunks(name: str, content: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of an archive as they are unpacked, each piece with the name of its member."""
    is_gzip = content.startswith(_GZIP) or (not content.startswith(_ZIP) and Path(name).suffix.lower() == ".gz")
    total = 0
    try:
        for member, n_packed, read in _gzip(name, content) if is_gzip else _zip(name, content, limits):
            size = 0
            yield member, b""  # an empty file is a file
            while chunk := read(_CHUNK):
                size += len(chunk)
                total += len(chunk)
                if total > limits.total:
                    raise _refused(name, f"more than {limits.total:,} bytes", "fewer; it may be made to fill the disk")
                if size > limits.ratio_from and size > limits.ratio * n_packed:
                    found = f"{member}, which grows to more than {limits.ratio} times its packed size"
                    raise _refused(name, found, "less; it may be made to fill the disk")
                yield member, chunk
    except _BROKEN as error:
        what = "gzip" if is_gzip else "zip"
        why = str(error) or type(error).__name__
        raise BrokenArchiveError(
            f"{name}: found no readable {what} ({why}), expected a whole one; fetch it again"
        ) from error


def _gzip(name: str, content: bytes) -> Iterator[tuple[str, int, _Read]]:
    """Yield the one member of a gzip: its name, its packed size, and its bytes to read."""
    if not content:
        raise EOFError("it is empty")
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
        yield re.sub(r"\.gz$", "", Path(name).name, flags=re.IGNORECASE), len(content), stream.read


def _zip(name: str, content: bytes, limits: Limits) -> Iterator[tuple[str, int, _Read]]:
    """Yield the members of a zip: the name, the packed size, and the bytes to read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = [part for part in archive.infolist() if not part.orig_filename.endswith("/")]
        if not listed:
            raise EOFError("it holds no file")
        if len(listed) > limits.members:
            raise _refused(name, f"{len(listed):,} files", f"at most {limits.members:,}")
        for part in archive.infolist():
            _check(name, part)
        twice = [path for path, n in Counter(part.orig_filename for part in listed).items() if n > 1]
        if twice:
            raise _refused(name, f"the file {shown(twice[0])} more than once", "each once")
        for part in listed:
            with archive.open(part) as stream:
                yield part.orig_filename, part.compress_size, stream.read


def _check(name: str, part: zipfile.ZipInfo) -> None:
    """Raise an error for a member whose name, kind or packing is not to be trusted."""
    path = part.orig_filename  # as written; zipfile mends the other
    if path.startswith("/") or _DRIVE.match(path) or "\\" in path or ".." in path.split("/"):
        raise _refused(name, f"the path {shown(path)}", "one below the archive, with / between folders")
    if not path.isprintable() or not path:
        raise _refused(name, f"the name {shown(path)}", "one of signs that can be read")
    if stat.S_ISLNK(part.external_attr >> 16):
        raise _refused(name, f"{path}, which is a link", "files alone")
    if part.flag_bits & _ENCRYPTED:
        raise _refused(name, f"{path}, which needs a password", "files that anyone can read")
    if part.compress_type not in _PACKINGS:
        raise _refused(name, f"{path}, packed in the way {part.compress_type}", "stored or deflated files")


def _refused(name: str, found: str, expected: str) -> EcographError:
    return EcographError(f"{name}: found {found}, expected {expected}; unpack it yourself and give the files you need")
