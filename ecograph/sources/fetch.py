"""Downloading a published file so that what lies in ``downloads/`` is always whole and known.

The network is not trusted: only https is spoken (http with this machine alone), every redirect is looked at,
sizes and times have limits, and a file takes its place only when it is whole. The manifest says of each file
where it came from, when, and its checksum, so that a later run asks only for what has changed.
"""

import email.utils
import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from ecograph import __version__
from ecograph.errors import EcographError, UnreachableError
from ecograph.parse import shown
from ecograph.sources.archive import BrokenArchiveError, members
from ecograph.sources.downloads import MANIFEST, Address, Download, prepared, recorded
from ecograph.sources.raw import content
from ecograph.stores.files import alone

REDIRECTS = 5
"""The greatest number of redirects that are followed."""

LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""The hosts that may be asked by http."""

_OK, _NOT_MODIFIED, _TOO_MANY, _SERVER_FAULT = 200, 304, 429, 500
_MOVED = (301, 302, 303, 307, 308)

Progress = Callable[[int, int], None]
"""Called with the bytes that have come and those that are to come in all, 0 when that is not known."""


class _PassingError(Exception):
    """An attempt failed in a way that the next may not; ``wait`` is how many seconds the server asks to wait."""

    def __init__(self, said: str, wait: float = 0) -> None:
        super().__init__(said)
        self.wait = wait


_DAY = 86_400
"""Seconds after which the longest download is closed, whatever its limit says; more than a timer takes everywhere."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download may take.

    Args:
        connect: Seconds until a connection stands.
        read: Seconds without a byte.
        total: Seconds in all, attempts and waits together.
        tries: The number of attempts.
        wait: Seconds before the second attempt; doubled before each further one.
        longest: The longest wait in seconds; a server that asks for more is left alone.
        sleep: What waits.
    """

    connect: float = 10
    read: float = 60
    total: float = 3600
    tries: int = 5
    wait: float = 1
    longest: float = 120
    sleep: Callable[[float], None] = time.sleep


PATIENCE = Patience()


def fetch(
    address: Address,
    folder: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
    patience: Patience = PATIENCE,
) -> tuple[Download, bool]:
    """Return what the manifest says of a file after it was downloaded, and whether it is another than before.

    A file that is already there is only asked for if it has changed at the publisher. Whatever fails, the file
    that was there before stays as it was. An attempt that fails in passing (no connection, a stall, 429, 5xx,
    a body that breaks off, a damaged archive) is made again, each time after twice the wait, or after as long
    as the server asks. Bytes beyond the length that a server states are no part of the file, as in HTTP; an
    archive or a checksum shows when they are missing.

    Args:
        address: Where the file lies.
        folder: The folder of downloads; it is made when it is not there.
        force: Fetch it even if it has not changed.
        progress: Called as bytes come.
        patience: How long it may take.

    Raises:
        UnreachableError: No attempt got a whole file: try again later.
        LockedError: Another run downloads into the folder.
        EcographError: The address, a redirect, the size, an archive or the checksum is refused, the server says
            that there is no such file, or the folder cannot be written.
    """
    with alone(folder) as place:
        try:
            place.mkdir(parents=True, exist_ok=True)
            return _fetch(address, place, _Transfer(address, place, progress, patience), force=force)
        except OSError as error:
            said = f"could not be written ({error.strerror or error}); what was there before is unchanged"
            raise EcographError(f"{folder / address.file}: {said}. Free the place or choose another") from error


def _fetch(address: Address, place: Path, transfer: "_Transfer", *, force: bool) -> tuple[Download, bool]:
    manifest = recorded(place)
    old = manifest.get(address.file)
    try:
        new = transfer.run(None if force else _unchanged(old, address, place))
        if new is None:
            assert old is not None  # noqa: S101 - only then was it asked whether it has changed
            return old, False
        listing = prepared(place, {**manifest, address.file: new})
        transfer.part.replace(place / address.file)
        listing.replace(place / MANIFEST)
    finally:
        for part in place.glob(".*.part"):  # those of a run that was killed too
            part.unlink()
    return new, old is None or new.sha256 != old.sha256


def _unchanged(old: Download | None, address: Address, place: Path) -> Download | None:
    """Return what is known of the file if it lies there as it was fetched from that address, else None."""
    path = place / address.file
    if old is None or old.url != address.url or address.sha256 not in {"", old.sha256} or not path.is_file():
        return None
    return old if hashlib.sha256(content(path)).hexdigest() == old.sha256 else None


class _Transfer:
    """One download: attempts until one succeeds, each into the same temporary file."""

    def __init__(self, address: Address, place: Path, progress: Progress | None, patience: Patience) -> None:
        self.address = address
        self.progress = progress
        self.patience = patience
        self.part = place / f".{address.file}.part"
        self.deadline = time.monotonic() + patience.total

    def run(self, known: Download | None) -> Download | None:
        """Return what is to be said of the file that now lies in ``part``; None if the known one has not changed."""
        wait = self.patience.wait
        n = 0
        with self._client(known) as client:
            while True:
                n += 1
                # closes the connection of a server that sends its headers byte by byte for ever
                watch = threading.Timer(min(max(0, self.deadline - time.monotonic()), _DAY), client.close)
                watch.daemon = True
                watch.start()
                try:
                    return self._attempt(client)
                except httpx.InvalidURL as error:  # httpx looks at a redirect even when told not to follow it
                    said = f"found a redirect to no address ({error}), expected https"
                    raise EcographError(f"{self.address.url}: {said}; look it up at the publisher") from error
                except (_PassingError, BrokenArchiveError, httpx.TransportError) as error:
                    pause = max(wait, error.wait if isinstance(error, _PassingError) else 0)
                    is_too_long = pause > self.patience.longest or time.monotonic() + pause > self.deadline
                    if n >= self.patience.tries or is_too_long:
                        said = f"{self.address.url}: could not be fetched in {n} attempt{'s' if n > 1 else ''}"
                        is_over = time.monotonic() > self.deadline
                        late = f"it took longer than {self.patience.total:g} seconds"
                        why = late if is_over else str(error) or type(error).__name__
                        raise UnreachableError(f"{said} ({why}); try again later") from error
                finally:
                    watch.cancel()
                self.patience.sleep(pause)
                wait *= 2

    def _client(self, known: Download | None) -> httpx.Client:
        headers = {"User-Agent": f"ecograph/{__version__}", "Accept-Encoding": "identity"}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        timeout = httpx.Timeout(self.patience.read, connect=self.patience.connect)
        try:
            return httpx.Client(timeout=timeout, headers=headers)
        except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
            said = f"found a proxy or certificates that cannot be used ({error}), expected good ones or none"
            raise EcographError(f"environment: {said}; correct HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE") from error

    def _attempt(self, client: httpx.Client) -> Download | None:
        url = _allowed(self.address.url)
        for _ in range(REDIRECTS + 1):
            with client.stream("GET", url, follow_redirects=False) as response:
                status = response.status_code
                if status in _MOVED and "location" in response.headers:
                    url = _allowed(response.headers["location"], url)
                    continue
                if status == _OK:
                    return self._download(response)
                if status == _NOT_MODIFIED and client.headers.keys() & {"if-none-match", "if-modified-since"}:
                    return None
                if status == _TOO_MANY or status >= _SERVER_FAULT:
                    raise _PassingError(f"it answered {status}", _asked_wait(response.headers.get("retry-after", "")))
                said = f"found the answer {status}, expected {_OK}; the address may have changed:"
                raise EcographError(f"{url}: {said} look it up at the publisher and give it with --addresses FILE.toml")
        said = f"found more than {REDIRECTS} redirects, expected the file"
        raise EcographError(f"{self.address.url}: {said}; look up the address and give it with --addresses FILE.toml")

    def _download(self, response: httpx.Response) -> Download:
        """Write the body into ``part`` and return what is to be said of it."""
        encoding = response.headers.get("content-encoding", "identity")
        if encoding != "identity" and not self.address.file.endswith(".gz"):
            said = f"found content packed as {encoding}, expected it as it is; if it is gzip, name the file"
            raise EcographError(f"{response.url}: {said} {self.address.file}.gz in a file for --addresses")
        stated = int(response.headers.get("content-length", 0))
        self._check_size(stated)
        digest, size = hashlib.sha256(), 0
        with self.part.open("wb") as file:
            for chunk in response.iter_raw():
                size += len(chunk)
                self._check_size(size)
                if time.monotonic() > self.deadline:
                    raise _PassingError("its time is over")
                digest.update(chunk)
                file.write(chunk)
                if self.progress:
                    self.progress(size, stated)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            raise _PassingError("it sent an empty file")
        sha256 = digest.hexdigest()
        if self.address.sha256 not in {"", sha256}:
            said = f"found the checksum {sha256}, expected {self.address.sha256}"
            raise EcographError(
                f"{response.url}: {said}; see whether the publisher has changed the file, and correct it"
            )
        members(self.address.file, content(self.part))
        return Download(
            source=self.address.name,
            url=self.address.url,
            final_url=str(response.url),
            sha256=sha256,
            bytes=size,
            retrieved=datetime.now(UTC).date().isoformat(),
            etag=_plain(response.headers.get("etag", "")),
            last_modified=_plain(response.headers.get("last-modified", "")),
            licence=self.address.licence,
        )

    def _check_size(self, size: int) -> None:
        if size > self.address.max_bytes:
            said = f"found more than {self.address.max_bytes:,} bytes, expected at most so many"
            cure = "see whether it is the right file, and raise max_bytes with --addresses FILE.toml"
            raise EcographError(f"{self.address.url}: {said}; {cure}")


def _allowed(text: str, before: httpx.URL | None = None) -> httpx.URL:
    """Return an address, or the one that a redirect leads to; raise an error when it must not be asked."""
    what = f"{before}: found a redirect to" if before else "found the address"
    try:
        url = before.join(text) if before else httpx.URL(text)
    except httpx.InvalidURL as error:
        raise EcographError(f"{what} {shown(text)}, expected an address ({error}); correct it") from error
    if url.userinfo:
        raise EcographError(f"{what} {url.host} with a name or password in it, expected none; remove it")
    is_own_machine = url.scheme == "http" and url.host in LOOPBACK and (before is None or before.scheme == "http")
    if not url.host or (url.scheme != "https" and not is_own_machine):
        raise EcographError(f"{what} {shown(str(url))}, expected https; look up the address at the publisher")
    return url


def _asked_wait(text: str) -> float:
    """Return the seconds that a Retry-After asks to wait: a number, or the time until a date; 0 without either."""
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return 0
    known = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, (known - datetime.now(UTC)).total_seconds())


def _plain(text: str) -> str:
    """Return the value of a header if it can be sent back as it is, else nothing."""
    return text if text.isascii() and text.isprintable() else ""
