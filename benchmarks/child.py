"""What needs a process of its own: the peak memory of one measure, the whole command, and the time of an import.

Run as ``python -m benchmarks.child KIND ARGUMENT...``; it prints one JSON object. Memory is read on Linux alone.
"""

import inspect
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from ecograph.metrics import Metric

KILO = 1024

Found = dict[str, Any]
"""What is printed."""


def peak(name: str, folder: str) -> Found:
    """Return the seconds and the peak memory of a measure on a snapshot, in MB: of the process, and above the tables.

    The measure first runs on a small network, so that imports are neither timed nor counted.
    """
    from benchmarks import networks
    from ecograph.metrics import METRICS
    from ecograph.network import Network

    metric = next(metric for metric in METRICS if metric.name == name)
    metric.compute(Network.of(networks.generated(200, 150, 600)))
    ecosystem = networks.tables(Path(folder))
    before = _highest()
    start = time.perf_counter()
    table = metric.compute(Network.of(ecosystem))
    seconds = time.perf_counter() - start
    highest = _highest()
    return {"seconds": seconds, "peak_mb": highest, "above_mb": highest - before, "sample": samples(metric, table)}


def samples(metric: "Metric", table: "pl.DataFrame") -> list[int]:
    """Return how many sources, or runs, each value of a table rests on; nothing where a measure has no such thing."""
    if "pivots" in table.columns and table.height:
        columns = [name for name in ("pivots", "weighted_pivots") if name in table.columns]
        return [int(table[name][0]) for name in columns]  # the same in each row
    runs = inspect.signature(metric.compute).parameters.get("runs")
    return [int(runs.default)] if runs and isinstance(runs.default, int) else []


def _highest() -> float:
    """Return the most memory that this process has held so far, in MB.

    ``getrusage`` would count that of the process that started this one, which is large.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (found,) = (line for line in lines if line.startswith("VmHWM:"))
    return int(found.split()[1]) / KILO


def command(*words: str) -> Found:
    """Return the seconds and the peak memory in MB of a command, from its start to its end."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", *words], stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return {"seconds": seconds, "peak_mb": used.ru_maxrss / KILO, "failed": process.returncode}


def imported(module: str) -> Found:
    """Return the seconds that an import takes in a fresh interpreter."""
    start = time.perf_counter()
    __import__(module)
    return {"seconds": time.perf_counter() - start}


KINDS: dict[str, Callable[..., Found]] = {"peak": peak, "command": command, "imported": imported}


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    sys.stdout.write(json.dumps(KINDS[kind](*arguments)) + "\n")
