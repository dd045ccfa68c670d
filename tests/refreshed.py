"""A dataset that is refreshed again and again, and every change of the disk on the way: what tests of runs share."""

import errno
import json
import os
import shutil
import signal
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from ecograph.errors import EcographError, LockedError
from ecograph.metrics.key_figures import KEY_FIGURES
from ecograph.metrics.key_figures.settings import Settings
from ecograph.refresh import made as making
from ecograph.refresh import run as running
from ecograph.refresh.log import Log
from ecograph.refresh.outcome import Outcome
from ecograph.refresh.run import Asked, refresh
from ecograph.stores import runs

BEGAN = datetime(2026, 11, 22, 6, 15, tzinfo=UTC)

MANIFEST = """title = "Version {version}"

[[sources]]
reader = "members"
name = "north"
files = ["lists/north.csv"]
options = {{ cluster = "alpha", name = "Navn", country = "DK" }}
"""

HEADER = "org_id,name,country,helix,kind,region,parent_id,extent,n,source_id,locator,certainty,status\n"


def dataset(folder: Path, version: int) -> Path:
    """Write the dataset as it is in a version: a cluster, as many companies as the version says, a list of members."""
    (folder / "lists").mkdir(parents=True, exist_ok=True)
    firms = [f"firm-{i},Firm {i},DK,industry,company,,,single,,doc,{i},certain,actual\n" for i in range(1, version + 1)]
    cluster = "alpha,Alpha Cluster,DK,intermediary,cluster,,,single,,doc,3,certain,actual\n"
    names = "".join(f"Nordhavn {word} A/S\n" for word in ("Biotek", "Medico", "Robot", "Data")[: 3 + version % 2])
    files = {
        "dataset.toml": MANIFEST.format(version=version),
        "sources.csv": "source_id,title,publisher,published,retrieved,url,licence\ndoc,The report,,2026-01-31,,,\n",
        "organisations.csv": HEADER + cluster + "".join(firms),
        "lists/north.csv": "Navn\n" + names,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def log(n: int = 0, lines: list[str] | None = None) -> Log:
    """Return a log whose clock stands n minutes after the first run."""
    return Log((lambda _: None) if lines is None else lines.append, lambda: BEGAN + timedelta(minutes=n))


def run(data: Path, place: Path, n: int = 0, **more: Any) -> Outcome:  # noqa: ANN401 - any of the fields of Asked
    """Return how a run n minutes after the first ended; unless it is asked to, it draws no map and writes no report."""
    return refresh(Asked(data, place, **{"with_map": False, "with_report": False, **more}), log(n))


def files(snapshot: Path) -> dict[str, bytes]:
    """Return the files of a snapshot other than its list, which alone knows the clock."""
    every = (path for path in sorted(snapshot.rglob("*")) if path.is_file())
    return {path.relative_to(snapshot).as_posix(): path.read_bytes() for path in every if path.name != "manifest.json"}


def whole(place: Path, seen: Collection[str] = ()) -> list[str]:
    """Return the snapshots of a folder of runs, each but those seen looked at whole, and the latest one of them."""
    names = runs.snapshots(place)
    for name in (each for each in names if each not in seen):
        assert runs.damaged(place / name) == [], name
    if (place / "latest.json").exists():
        assert json.loads((place / "latest.json").read_bytes())["snapshot"] in names
    return names


class Killed(BaseException):
    """The process is killed, as far as a process can do that to itself and go on."""


class _File:
    """An open file that writes half of what it is given at the step that fails."""

    def __init__(self, file: Any, write: Callable[..., Any]) -> None:  # noqa: ANN401 - whatever Path.open gives
        self._file, self._write = file, write

    def __enter__(self) -> Self:
        self._file.__enter__()
        return self

    def __exit__(self, *what: object) -> None:
        self._file.__exit__(*what)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the file has
        return getattr(self._file, name)

    def write(self, content: bytes) -> Any:  # noqa: ANN401 - what write of the file gives
        return self._write(self._file, content)


STEPS = ((Path, "mkdir"), (Path, "open"), (Path, "rename"), (Path, "replace"), (Path, "unlink"), (os, "fsync"))
"""Everything by which a run changes the disk, besides writing into an open file and removing a folder."""


def _changes_the_disk(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    if name == "open":
        return "w" in (*args[1:2], kwargs.get("mode", "r"))[0]
    return name != "rmtree" or Path(args[0]).exists()


@contextmanager
def failing_at(step: int, fail: Callable[[], None]) -> Iterator[list[str]]:
    """Call ``fail`` at the n-th change of the disk, then go on; yield the names of the changes made so far."""
    made: list[str] = []
    originals = [(owner, name, getattr(owner, name)) for owner, name in (*STEPS, (shutil, "rmtree"))]

    def counted(name: str) -> None:
        made.append(name)
        if len(made) == step + 1:
            fail()

    def write(file: Any, content: bytes) -> Any:  # noqa: ANN401 - an open file
        if len(made) == step:
            file.write(content[: len(content) // 2])
            file.flush()
        counted("write")
        return file.write(content)

    def guarded(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - it stands for any of the steps
            if not _changes_the_disk(name, args, kwargs):
                return original(*args, **kwargs)
            counted(name)
            done = original(*args, **kwargs)
            return _File(done, write) if name == "open" else done

        return call

    for owner, name, original in originals:
        setattr(owner, name, guarded(name, original))
    try:
        yield made
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def full() -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


def killed() -> None:
    """End this block as far as a process can do that to itself."""
    raise Killed


def die() -> None:
    """Kill this process; nothing that it planned to do at its end is done."""
    os.kill(os.getpid(), signal.SIGKILL)


def _few_figures(_: Path | None) -> Settings:
    return Settings()


def _no_wait(_: int) -> None:
    """Do not wait for the disk: a process that is killed loses nothing that it had given to the system."""


def child(data: Path, place: Path, n: int, fault: str, step: int) -> None:
    """Do one run in a process of its own; its exit code is that of the command."""
    vars(running)["settings_of"] = _few_figures
    Settings.every = property(lambda _: KEY_FIGURES[:4])  # type: ignore[method-assign,assignment]  # a quicker run
    vars(making)["OUTPUTS"] = making.OUTPUTS[-1:]
    vars(os)["fsync"] = _no_wait
    fail = {"die": die, "full": full}.get(fault)
    try:
        if fail is None:
            run(data, place, n, wait=30 if fault == "wait" else 0)
        else:
            with failing_at(step, fail):
                run(data, place, n)
    except LockedError:
        os._exit(75)
    except (EcographError, OSError):
        os._exit(1)
    os._exit(0)
