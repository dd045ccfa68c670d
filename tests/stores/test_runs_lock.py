"""One run at a time in a folder of runs, and a lock that a dead run left is never in the way."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ecograph.errors import EcographError, LockedError
from ecograph.stores.runs_lock import Owner, held, owner

SINCE = "2026-11-22T06:15:00Z"

HOLD = """
import sys, time
from pathlib import Path
from ecograph.stores.runs_lock import held
with held(Path(sys.argv[1]), wait=0, since="2026-11-22T06:00:00Z", command="ecograph refresh"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Return a process that holds the folder of runs."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "runs")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_told_who_is_at_work_and_since_when(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    try:
        who = rf"ecograph refresh on {socket.gethostname()}, process {holder.pid}, since 2026-11-22T06:00:00Z"
        with pytest.raises(LockedError, match=rf"at work there \({who}\).*--wait"):
            held(tmp_path / "runs", wait=0, since=SINCE, command="c").__enter__()
        (tmp_path / "runs" / ".owner.json").unlink()  # it has the lock, and has not yet said so
        with pytest.raises(LockedError, match="another run is at work there; try again"):
            held(tmp_path / "runs", wait=0.2, since=SINCE, command="c").__enter__()
    finally:
        holder.kill()
        holder.communicate()


def test_the_lock_of_a_killed_run_is_free_and_who_it_was_is_told(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()
    with held(tmp_path / "runs", wait=0, since=SINCE, command="c") as left:
        assert left == Owner(socket.gethostname(), holder.pid, "2026-11-22T06:00:00Z", "ecograph refresh")
        assert owner(tmp_path / "runs") == Owner(socket.gethostname(), os.getpid(), SINCE, "c")
    with held(tmp_path / "runs", wait=0, since=SINCE, command="c") as left:
        assert left is None


def test_a_run_that_waits_goes_on_when_the_other_has_ended(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    killer = subprocess.Popen([sys.executable, "-c", f"import os, time; time.sleep(0.5); os.kill({holder.pid}, 9)"])
    with held(tmp_path / "runs", wait=60, since=SINCE, command="c") as left:
        assert left is not None
    holder.communicate()
    killer.communicate()


def test_no_owner_is_left_when_a_run_fails(tmp_path: Path) -> None:
    def fail() -> None:
        with held(tmp_path / "runs", wait=0, since=SINCE, command="c"):
            raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            fail()
    assert owner(tmp_path / "runs") is None


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        json.dumps({"host": 1, "pid": 2, "since": "", "command": ""}),
        json.dumps({"host": "h", "pid": "2", "since": "", "command": ""}),
        "[" * 100_000,
    ],
)
def test_an_owner_that_cannot_be_read_is_nobody(tmp_path: Path, said: str) -> None:
    (tmp_path / ".owner.json").write_text(said)
    assert owner(tmp_path) is None


def test_a_place_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("")
    with pytest.raises(EcographError, match=r"runs: could not be written .* --out"):
        held(tmp_path / "runs", wait=0, since=SINCE, command="c").__enter__()
