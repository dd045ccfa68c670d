"""One run at a time in a folder of runs: a lock of the operating system, and a file that says who holds it.

The system drops its lock when the process ends, however it ends, so a lock is never stale. What may be left is the
file that says who held it: then an earlier run did not come to its end, and this one is told so.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from filelock import FileLock, Timeout

from ecograph.errors import EcographError, LockedError
from ecograph.stores.files import replace_file
from ecograph.stores.runs import LOCK, OWNER


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is at work in a folder of runs.

    Args:
        host: The name of the machine.
        pid: The number of the process there.
        since: When it began, as ISO text in UTC.
        command: What it does.

    >>> print(Owner("alpha", 12, "2026-11-22T21:30:15Z", "ecograph refresh"))
    ecograph refresh on alpha, process 12, since 2026-11-22T21:30:15Z
    """

    host: str
    pid: int
    since: str
    command: str

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.command} on {self.host}, process {self.pid}, since {self.since}"


@contextmanager
def held(runs: Path, *, wait: float, since: str, command: str) -> Iterator[Owner | None]:
    """Give a folder of runs, which is made if it is not there, to one run at a time.

    Args:
        runs: The folder.
        wait: The seconds for which an earlier run is waited for.
        since: When this run began, as ISO text in UTC.
        command: What it does.

    Yields:
        The earlier run that ended without finishing; None when there is none.

    Raises:
        LockedError: Another run is at work there.
        EcographError: The folder cannot be written.
    """
    try:
        runs.mkdir(parents=True, exist_ok=True)
        lock = FileLock(runs / LOCK, timeout=wait)
        lock.acquire(poll_interval=0.1)
    except Timeout as error:
        holder = owner(runs)
        who = f"another run is at work there ({holder})" if holder else "another run is at work there"
        raise LockedError(f"{runs}: {who}; try again when it has ended, or wait for it with --wait SECONDS") from error
    except OSError as error:
        raise EcographError(
            f"{runs}: could not be written ({error.strerror or error}); free the place, or choose another with --out"
        ) from error
    try:
        left = owner(runs)
        replace_file(runs / OWNER, _text(Owner(socket.gethostname(), os.getpid(), since, command)))
        yield left
    finally:
        with suppress(OSError):
            (runs / OWNER).unlink(missing_ok=True)
        lock.release()


def owner(runs: Path) -> Owner | None:
    """Return who is at work in a folder of runs, or was when it was killed; None when nobody says so."""
    try:
        said = json.loads((runs / OWNER).read_bytes())
        found = Owner(**{field.name: said[field.name] for field in fields(Owner)})
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if all(type(getattr(found, field.name)) is field.type for field in fields(Owner)) else None


def _text(of: Owner) -> bytes:
    return (json.dumps(asdict(of), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
