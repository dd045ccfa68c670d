"""Writing leaves the previous output whole, whatever fails and whenever the process is killed."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ecograph.errors import EcographError
from ecograph.stores.files import recover, replace_folder

OLD = {"index.html": b"old page", "tables/a.csv": b"old a", "manifest.json": b"old"}
NEW = {"index.html": b"new page", "tables/a.csv": b"new a", "tables/b.csv": b"new b", "manifest.json": b"new"}

STEPS = (
    (Path, "mkdir"),
    (Path, "open"),
    (Path, "rename"),
    (os, "fsync"),
    (shutil, "copy2"),
)
"""Everything by which the module changes the disk, except removing what nobody needs any more."""


@contextmanager
def failing_at(step: int, error: BaseException) -> Iterator[list[str]]:
    """Raise ``error`` at the n-th change of the disk; yield the names of the changes made so far."""
    made: list[str] = []
    originals = [(owner, name, getattr(owner, name)) for owner, name in STEPS]

    def guarded(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - it stands for any of the steps
            if len(made) == step:
                made.append(f"{name} (failed)")
                raise error
            made.append(name)
            return original(*args, **kwargs)

        return call

    for owner, name, original in originals:
        setattr(owner, name, guarded(name, original))
    try:
        yield made
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def content(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def n_steps(folder: Path) -> int:
    """Return how many changes of the disk an exchange makes."""
    with failing_at(10_000, OSError()) as made:
        replace_folder(folder, NEW, ours=OLD)
    shutil.rmtree(folder)
    return len(made)


def previous(folder: Path) -> None:
    replace_folder(folder, OLD)
    (folder / "my notes.txt").write_bytes(b"mine")


def test_every_failing_step_of_an_exchange_leaves_the_old_folder_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    previous(out)
    before = content(out)
    steps = n_steps(out)
    assert steps > 10
    previous(out)
    for step in range(steps):
        full = OSError(errno.ENOSPC, "No space left on device")
        with failing_at(step, full), pytest.raises(EcographError, match="No space left") as caught:
            replace_folder(out, NEW, ours=OLD)
        assert content(out) == before, f"step {step}"
        assert "unchanged" in str(caught.value)
        assert [path.name for path in tmp_path.iterdir()] == ["out"], "nothing is left lying about"


def test_an_interrupt_at_every_step_leaves_the_old_or_the_new_folder_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    previous(out)
    before = content(out)
    steps = n_steps(out)
    previous(out)
    for step in range(steps):
        with failing_at(step, KeyboardInterrupt()), pytest.raises(KeyboardInterrupt):
            replace_folder(out, NEW, ours=OLD)
        assert content(out) == before, f"step {step}"


KILL = """
import os, shutil, sys
from pathlib import Path
from ecograph.stores.files import replace_folder
step, made = int(sys.argv[2]), 0
def guard(owner, name):
    original = getattr(owner, name)
    def call(*args, **kwargs):
        global made
        if made == step:
            os._exit(9)
        made += 1
        return original(*args, **kwargs)
    setattr(owner, name, call)
for owner, name in ((Path, "mkdir"), (Path, "open"), (Path, "rename"), (os, "fsync"), (shutil, "copy2")):
    guard(owner, name)
new = {"index.html": b"new page", "tables/a.csv": b"new a", "tables/b.csv": b"new b", "manifest.json": b"new"}
replace_folder(Path(sys.argv[1]), new, ours=["index.html", "tables/a.csv", "manifest.json"])
"""


@pytest.mark.slow
def test_a_process_killed_at_every_step_loses_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    new = {**NEW, "my notes.txt": b"mine"}
    old = {**OLD, "my notes.txt": b"mine"}
    codes = []
    for step in range(200):
        previous(out)
        ended = subprocess.run([sys.executable, "-c", KILL, str(out), str(step)], check=False)
        codes.append(ended.returncode)
        recover(out)
        assert content(out) in (old, new), f"step {step}"
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        if ended.returncode == 0:
            break
    assert codes[-1] == 0
    assert set(codes[:-1]) == {9}
    assert len(codes) > 10


def test_files_of_the_user_are_kept_and_files_of_an_earlier_run_are_not(tmp_path: Path) -> None:
    out = tmp_path / "out"
    previous(out)
    replace_folder(out, {"index.html": b"new"}, ours=OLD)
    assert content(out) == {"index.html": b"new", "my notes.txt": b"mine"}


def test_a_folder_that_an_exchange_left_aside_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    previous(out)
    before = content(out)
    out.rename(tmp_path / ".out.old")
    recover(out)
    assert content(out) == before
    recover(out)
    assert content(out) == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EcographError, match="choose another one"):
        replace_folder(tmp_path / "file" / "out", NEW)
