"""Every measure, from tables to result table, against networkx and the best single permissive library.

``make bench`` runs it. The environment variable SIZES names the sizes, by default all that can be made here. Every
side has run once on a small network before it is timed: imports are timed apart.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks import child, limits, networks
from benchmarks.rivals import SIDES, installed
from benchmarks.run import Run
from ecograph.ecosystem import Ecosystem
from ecograph.metrics import METRICS
from ecograph.network import Network

T = TypeVar("T")

SIZES = tuple(
    size for size in networks.TITLES if size in os.environ.get("SIZES", " ".join(networks.available())).split()
)
METRIC = {metric.name: metric for metric in METRICS}

OWN, PEAK = "ecograph", "peak"

MEMORY = ("horizon", "generated")
"""The sizes at which each measure also runs in a process of its own, to see its memory."""

MODULES = ("ecograph.metrics", "networkx", "polars", "scipy.sparse", "rustworkx", "networkit")

LARGEST = "generated"
"""Here ecograph runs once, in that process, which tells its time as well."""


def sides(measure: str, size: str) -> tuple[str, ...]:
    """Return who computes a measure at a size; ecograph first, since it says how many sources it takes."""
    own = (PEAK,) if size == LARGEST else (OWN, PEAK) if size in MEMORY else (OWN,)
    others = (side for side in ("library", "networkx") if measure in SIDES[side] and installed(SIDES[side][measure]))
    return *own, *others


CASES = [(size, measure, side) for size in SIZES for measure in METRIC for side in sides(measure, size)]


@pytest.mark.parametrize(("size", "measure", "side"), CASES, ids=map("-".join, CASES))
def test_measure(benchmark: BenchmarkFixture, run: Run, size: str, measure: str, side: str) -> None:
    """Time one side of a measure at a size."""
    benchmark.group = f"{measure} at {size}"
    benchmark.extra_info |= {"measure": measure, "size": size, "side": side}
    {OWN: own, PEAK: peak}.get(side, rival)(benchmark, run)


def own(benchmark: BenchmarkFixture, run: Run) -> None:
    """Time ecograph: a new network each time, so that nothing is left over from the last."""
    measure, size, _ = named(benchmark)
    metric = METRIC[measure]
    expected = own_time(run, measure, size)
    ecosystem = run.tables(size)
    metric.compute(Network.of(small()))
    rounds = limits.rounds(expected)
    table = timed(benchmark, lambda: metric.compute(Network.of(ecosystem)), rounds)
    seconds = median(benchmark)
    keep(benchmark, run, seconds=seconds, sample=child.samples(metric, table), build=0.0)


def own_time(run: Run, measure: str, size: str) -> float | None:
    """Return how long ecograph should take, or skip where that is too long."""
    expected = limits.predicted(run.times[measure, OWN], run.participations(size))
    if expected is not None and expected > limits.OWN_LIMIT:
        run.leave_out(measure, size, OWN, predicted=expected)
    return expected


def peak(benchmark: BenchmarkFixture, run: Run) -> None:
    """Measure the memory of ecograph in a process of its own, and its time where it runs nowhere else."""
    measure, size, _ = named(benchmark)
    own_time(run, measure, size)
    arguments = ("peak", measure, str(run.place(size)))
    longest = 2 * limits.OWN_LIMIT
    try:
        found = timed(benchmark, lambda: apart(*arguments, longest=longest))
    except subprocess.TimeoutExpired:
        run.leave_out(measure, size, OWN, stopped=longest)
    benchmark.extra_info |= found
    if size == LARGEST:
        keep(benchmark, run, seconds=found["seconds"], sample=found["sample"], build=0.0)


def rival(benchmark: BenchmarkFixture, run: Run) -> None:
    """Time another library: its graph once a size, its kernel on that graph."""
    measure, size, side = named(benchmark)
    other = SIDES[side][measure]
    participations = run.participations(size)
    if (measure, size) not in run.samples:
        pytest.skip("ecograph was not run")
    sample = run.samples[measure, size]
    times = sum(sample) if other.sampled and sample else 1
    each = limits.predicted(run.times[measure, side], participations, other.power)
    longest = limits.LIMIT if run.compared(measure, side) else limits.UNSTOPPABLE[side]
    if each is not None and each * times > longest:
        run.leave_out(measure, size, side, predicted=each * times)
    warm(side, measure)  # before the graph is built: this imports the library
    graph, build = built(run, measure, size, side)
    rounds = limits.rounds(None if each is None else each * times)

    def kernel() -> None:
        try:
            with limits.stopped_after(limits.LIMIT):
                other.kernel(graph, sample)
        except limits.StoppedError as stopped:
            raise TimeoutError from stopped  # pytest-benchmark drops what ended by an Exception, and no other

    try:
        timed(benchmark, kernel, rounds)
    except TimeoutError:
        run.leave_out(measure, size, side, stopped=limits.LIMIT)
    seconds = median(benchmark)
    benchmark.extra_info |= {"library": other.name, "build": build, "sample": sample}
    run.times[measure, side].append((participations, seconds / times))


def built(run: Run, measure: str, size: str, side: str) -> tuple[object, float]:
    """Return the graph of a rival and its seconds, or skip where the graph alone takes too long."""
    other = SIDES[side][measure]
    key = f"graph {other.graph.__name__}", side
    if (size, other.graph) not in run.graphs:
        expected = limits.predicted(run.times[key], run.participations(size))
        if expected is not None and expected > limits.LIMIT:
            run.leave_out(measure, size, side, predicted=expected)
        _, seconds = run.graph(other, size)
        run.times[key].append((run.participations(size), seconds))
    return run.graph(other, size)


def named(benchmark: BenchmarkFixture) -> tuple[str, str, str]:
    """Return the measure, the size and the side that are timed."""
    said = benchmark.extra_info
    return said["measure"], said["size"], said["side"]


def keep(benchmark: BenchmarkFixture, run: Run, *, seconds: float, sample: list[int], build: float) -> None:
    """Remember how long ecograph took, and how many sources or runs it took."""
    measure, size, _ = named(benchmark)
    run.times[measure, OWN].append((run.participations(size), seconds))
    run.samples[measure, size] = sample
    benchmark.extra_info |= {"build": build, "sample": sample}


def timed(benchmark: BenchmarkFixture, call: Callable[[], T], rounds: int = 1) -> T:
    """Return what a call returns the last time of so many."""
    found: T = benchmark.pedantic(call, rounds=rounds, iterations=1)  # type: ignore[no-untyped-call]
    return found


def median(benchmark: BenchmarkFixture) -> float:
    """Return the seconds of the middle round."""
    assert benchmark.stats is not None  # noqa: S101 - it was timed just now
    return float(benchmark.stats.stats.median)


@cache
def warm(side: str, measure: str) -> None:
    """Let a rival run once on a small network."""
    other = SIDES[side][measure]
    other.kernel(other.graph(small()), ())


@cache
def small() -> Ecosystem:
    """Return the network on which every side runs once before it is timed."""
    return networks.generated(60, 40, 150)


def apart(*arguments: str, longest: float | None = None) -> child.Found:
    """Return what a process of its own finds."""
    words = [sys.executable, "-m", "benchmarks.child", *arguments]
    ended = subprocess.run(words, capture_output=True, check=True, timeout=longest)  # noqa: S603 - our own
    found: child.Found = json.loads(ended.stdout)
    return found


@pytest.mark.skipif("horizon" not in SIZES, reason="Horizon Europe is not among the sizes")
def test_the_whole_command(benchmark: BenchmarkFixture, run: Run) -> None:
    """Time ``ecograph metrics all`` on Horizon Europe, from the start of Python to its end."""
    arguments = ("command", "ecograph", "metrics", "all", "--quiet", "--data", str(run.place("horizon")))
    found = timed(benchmark, lambda: apart(*arguments))
    benchmark.extra_info |= {"side": "command", "size": "horizon", **found}
    assert not found["failed"]  # noqa: S101 - a command that failed is not timed


@pytest.mark.parametrize("module", MODULES)
def test_import(benchmark: BenchmarkFixture, module: str) -> None:
    """Time an import in fresh interpreters."""
    found: list[float] = []
    timed(benchmark, lambda: found.append(apart("imported", module)["seconds"]), 3)
    benchmark.extra_info |= {"side": "import", "measure": module, "seconds": statistics.median(found)}
