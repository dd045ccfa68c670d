"""What the benchmarks of one run share: the networks as snapshots, the graphs of one size, the times so far.

From the times so far follows what is worth running at the next size.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

from benchmarks import limits, networks
from benchmarks.rivals import WORTH, Rival
from ecograph.ecosystem import Ecosystem
from ecograph.network import Network


@dataclass(frozen=True)
class Run:
    """One run of the benchmarks.

    Args:
        folder: Where its snapshots are.
        sizes: What each size comes to.
        times: Participations and seconds of each measure and side, for each size so far; of a sampled rival, for
            each source.
        samples: How many sources or runs ecograph took, by measure and size.
        not_run: What was left out or stopped, and why.
        graphs: The graphs of the rivals, with the seconds they took, of the size that is being timed.
    """

    folder: Path
    sizes: dict[str, dict[str, int]] = field(default_factory=dict)
    times: dict[tuple[str, str], list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    samples: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    not_run: list[dict[str, object]] = field(default_factory=list)
    graphs: dict[tuple[str, Callable[[Ecosystem], Any]], tuple[Any, float]] = field(default_factory=dict)

    def place(self, size: str) -> Path:
        """Return the snapshot of a size, written when it is first asked for."""
        place = self.folder / size
        if not place.exists():
            networks.save(networks.made(size), place)
        if size not in self.sizes:
            network = Network.of(self.tables(size))
            self.sizes[size] = {
                "organisations": len(network.organisations),
                "projects": len(network.projects),
                "participations": network.participation.nnz,
                "pairs": network.projection().nnz // 2,
            }
        return place

    def tables(self, size: str) -> Ecosystem:
        """Return the tables of a size."""
        return _tables(self.folder / size)

    def participations(self, size: str) -> int:
        """Return the participations of a size."""
        self.place(size)
        return self.sizes[size]["participations"]

    def graph(self, rival: Rival, size: str) -> tuple[Any, float]:
        """Return the graph of a rival at a size and the seconds it took; those of another size are forgotten."""
        if (size, rival.graph) not in self.graphs:
            for key in [key for key in self.graphs if key[0] != size]:
                del self.graphs[key]
            found: Any = None
            taken: list[float] = []
            while len(taken) < limits.rounds(taken[0] if taken else None):
                start = time.perf_counter()
                found = rival.graph(self.tables(size))
                taken.append(time.perf_counter() - start)
            self.graphs[size, rival.graph] = found, statistics.median(taken)
        return self.graphs[size, rival.graph]

    def compared(self, measure: str, side: str) -> bool:
        """Return whether a smaller size has taken long enough to tell a ratio."""
        stopped = {(each["measure"], each["side"]) for each in self.not_run if "stopped" in each}
        return (measure, side) in stopped or any(seconds > WORTH for _, seconds in self.times[measure, side])

    def leave_out(self, measure: str, size: str, side: str, **why: float) -> NoReturn:
        """Skip a call, and remember why: ``predicted`` seconds, or ``stopped`` after so many."""
        self.not_run.append({"measure": measure, "size": size, "side": side, **why})
        pytest.skip(", ".join(f"{word} {seconds:.0f} s" for word, seconds in why.items()))


@lru_cache(maxsize=1)
def _tables(folder: Path) -> Ecosystem:
    return networks.tables(folder)
