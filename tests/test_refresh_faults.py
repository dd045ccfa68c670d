"""Whatever a run meets, no snapshot is lost and the latest is whole; the next run comes to the same as an undisturbed.

A process is killed at every change that it makes to the disk: first as far as a process can do that to itself, with
what Python does on the way out, then by SIGKILL at random times and changes, with full disks and runs side by side.
"""

import multiprocessing
import operator
import os
import random
import shutil
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import refreshed
from refreshed import BEGAN, Killed, child, dataset, failing_at, full, killed, run, whole

from ecograph.errors import EcographError
from ecograph.refresh import made as making
from ecograph.refresh import reading as readings
from ecograph.sources import Reading
from ecograph.stores import runs, runs_latest, snapshot

pytestmark = pytest.mark.slow  # hundreds of runs

A, B = "20261122T061500Z", "20261122T061600Z"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compute once what a run computes; what it does to the disk it does each time.

    The disk is not waited for: a process that is killed loses nothing that it had given to the system.
    """
    monkeypatch.setattr(os, "fsync", lambda _: None)
    kept: dict[tuple[object, ...], Any] = {}

    def once(name: str, original: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - it stands for any of them
            place = (name, key(*args))
            if place not in kept:
                kept[place] = original(*args, **kwargs)
            return kept[place].copy() if isinstance(kept[place], dict) else kept[place]

        return call

    def of_place(place: Path) -> object:
        return place.name, (place / "manifest.json").read_bytes()

    def of_made(ecosystem: Any, _: object, earlier: Any) -> object:  # noqa: ANN401 - as `made` takes them
        return ecosystem.title, earlier and earlier.name

    of_title = operator.attrgetter("title")
    monkeypatch.setattr(making, "before", once("before", making.before, of_place))
    monkeypatch.setattr(making, "made", once("made", making.made, of_made))
    monkeypatch.setattr(making, "outputs", once("outputs", making.outputs, id))
    monkeypatch.setattr(making, "figure_files", once("figures", making.figure_files, id))
    monkeypatch.setattr(snapshot, "files", once("files", snapshot.files, of_title))
    monkeypatch.setattr(readings, "read", once("read", readings.read, operator.attrgetter("name")))
    monkeypatch.setattr(Reading, "resolution", once("resolution", Reading.resolution, lambda each: each.manifest.title))


@pytest.fixture
def data(tmp_path: Path) -> list[Path]:
    """Return the dataset in versions 1 and 2."""
    return [dataset(tmp_path / f"d{version}", version) for version in (1, 2)]


def undisturbed(data: list[Path], place: Path) -> dict[str, bytes]:
    """Return the files of the second snapshot when nothing goes wrong, or of the first when there is one dataset."""
    for n, each in enumerate(data):
        run(each, place, n)
    return refreshed.files(runs_latest.latest(place))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("first", "keep"), [(True, None), (False, None), (False, 1)])
def test_a_run_killed_at_any_change_of_the_disk_leaves_a_whole_latest(
    tmp_path: Path, data: list[Path], *, first: bool, keep: int | None
) -> None:
    before, place = tmp_path / "before", tmp_path / "runs"
    data = data[1:] if first else data
    expected = undisturbed(data, tmp_path / "undisturbed")
    for each in data[:-1]:
        run(each, before, 0)
    step, names = 0, set()
    while True:
        shutil.rmtree(place, ignore_errors=True)
        if not first:
            shutil.copytree(before, place)
        try:
            with failing_at(step, killed):
                run(data[-1], place, 1, keep=keep)
        except Killed:
            there = whole(place) if place.exists() else []
            names.add(runs.current(place))
            assert keep == 1 or first or A in there, f"step {step}"
        else:
            break
        run(data[-1], place, 1, keep=keep)
        assert refreshed.files(runs_latest.latest(place)) == expected, f"step {step}"
        assert len(whole(place)) == (1 if first or keep else 2), f"step {step}"
        assert sorted(path.name for path in place.iterdir() if path.name.startswith(".")) == [".lock"]
        step += 1
    assert step > 50
    assert names == ({"", B} if first else {A, B})


@pytest.mark.usefixtures("quick")
def test_a_disk_that_is_full_at_any_change_leaves_what_was_there(tmp_path: Path, data: list[Path]) -> None:
    before, place = tmp_path / "before", tmp_path / "runs"
    expected = undisturbed(data, tmp_path / "undisturbed")
    run(data[0], before, 0)
    step, said = 0, []
    while True:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(before, place)
        with failing_at(step, full) as made:
            try:
                run(data[1], place, 1)
            except (EcographError, OSError) as error:
                said.append(str(error))
        assert A in whole(place)
        run(data[1], place, 1)
        assert refreshed.files(runs_latest.latest(place)) == expected, f"step {step}"
        assert len(whole(place)) == 2, f"step {step}"
        if len(made) <= step:
            break
        step += 1
    assert len(said) > 50
    assert all("No space left" in each for each in said)


# 200 runs with everything that can go wrong

RUNS, VERSIONS = 200, 4
PRELOADED = ["ecograph.metrics", "ecograph.readers", "rapidfuzz", "jinja2", "babel.numbers", "filelock"]
"""What each process would otherwise import anew. Nothing that makes a table when it is imported, as that of
``ecograph.sources`` does: it starts the threads of polars, which a forked process does not have and waits for.
"""


class _Driver:
    """Runs on one folder of runs, one fault after the other, and what must hold after each."""

    def __init__(self, place: Path, data: list[Path], seed: int, context: Any) -> None:  # noqa: ANN401 - of multiprocessing
        self.place, self.data, self.random, self.context = place, data, random.Random(seed), context  # noqa: S311 - not secret
        self.codes: dict[tuple[str, int | None], int] = {}
        self.n = 0
        self.seen: set[str] = set()
        self.failure: BaseException | None = None

    def start(self, version: int, fault: str) -> Any:  # noqa: ANN401 - a process
        self.n += 1
        step = self.random.randrange(60)
        process = self.context.Process(
            target=child, args=(self.data[version], self.place, self.n, fault, step), daemon=True
        )
        process.start()
        return process

    def ended(self, process: Any, fault: str) -> int | None:  # noqa: ANN401 - a process
        """Return how a process ended; as long as it goes on, the latest is whole whenever somebody looks."""
        seen = time.monotonic()
        while process.is_alive():
            if (self.place / "latest.json").exists():
                assert (runs_latest.latest(self.place) / "manifest.json").exists()
            process.join(0.02)
            assert time.monotonic() - seen < 120, "it hangs; see PRELOADED"
        code: int | None = process.exitcode
        self.codes[fault, code] = self.codes.get((fault, code), 0) + 1
        return code

    def one(self) -> None:
        """Do one run, or two side by side, and see that nothing is lost."""
        version, fault = self.random.randrange(VERSIONS), self.random.choice(["", "kill", "die", "die", "full", "two"])
        process = self.start(version, fault)
        if fault == "kill":
            time.sleep(self.random.uniform(0, 0.4))
            process.kill()
        second = self.start(version, "wait") if fault == "two" else None
        code = self.ended(process, fault)
        if second is not None:
            assert self.ended(second, "wait") == 0
        names = set(whole(self.place, self.seen))  # those of before are looked at again when all is over
        assert self.seen <= names, "a snapshot is lost"
        self.seen = names
        if code == 0:
            assert _version(runs_latest.latest(self.place)) == version + 1

    def all(self, times: int) -> None:
        try:
            while self.n < times:
                self.one()
        except BaseException as error:  # noqa: BLE001 - told by the thread that waits for this one
            self.failure = error


def _version(snapshot: Path) -> int:
    return int((snapshot / "dataset.toml").read_text().split("Version ")[1].split('"')[0])


def test_two_hundred_runs_with_kills_full_disks_and_two_at_once_lose_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLARS_MAX_THREADS", "1")  # two runs at a time are enough for two cores
    data = [dataset(tmp_path / f"d{version}", version) for version in range(1, VERSIONS + 1)]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    drivers = [_Driver(tmp_path / f"runs{seed}", data, seed, context) for seed in range(2)]
    threads = [threading.Thread(target=each.all, args=(RUNS // 2,)) for each in drivers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in drivers:
        if each.failure is not None:
            raise each.failure
    codes = {key: sum(each.codes.get(key, 0) for each in drivers) for each in drivers for key in each.codes}
    assert codes["die", -9] > 20
    assert codes["kill", -9] > 5
    assert codes["full", 1] > 5
    expected: dict[int, bytes] = {}
    for version, given in enumerate(data, start=1):
        context.Process(target=child, args=(given, tmp_path / f"alone{version}", 0, "", 0), daemon=True).start()
    for process in multiprocessing.active_children():
        process.join()
    for version in range(1, VERSIONS + 1):
        expected[version] = _figures(runs_latest.latest(tmp_path / f"alone{version}"))
    every = [each.place / name for each in drivers for name in whole(each.place)]
    assert len(every) > 40
    assert {_version(path) for path in every} == set(expected)
    assert [_figures(path) for path in every] == [expected[_version(path)] for path in every]


def _figures(snapshot: Path) -> bytes:
    return (snapshot / making.FIGURES_CSV).read_bytes()


def test_the_clock_of_the_tests_gives_the_names_they_expect() -> None:
    assert [f"{BEGAN + timedelta(minutes=n):%Y%m%dT%H%M%SZ}" for n in (0, 1)] == [A, B]
