"""A thousand random networks of the health projects, against the libraries that deal them too.

All deal the same number of rounds for each network, in one thread. networkit's GlobalCurveball on a directed graph
trades the rows alone, as ecograph does, and mixes as fast: after one round 70 % of the ties are in place in both, after
five 23 %. Its Curveball takes the trades from outside, so their draw belongs to its time.
"""

from collections.abc import Callable

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks import networks
from benchmarks.run import Run
from ecograph.algorithms.accelerators import networkit
from ecograph.algorithms.curveball import APART, samples
from ecograph.algorithms.matrix import Matrix
from ecograph.network import Network

SIZE = "health"

N_SAMPLES = 1000

AIM = "at most 1.5 times the time of the fastest library, and less than 60 seconds"


def own(incidence: Matrix) -> None:
    """Draw the networks with ecograph."""
    for _ in samples(incidence, N_SAMPLES, seed=0):
        pass


def global_curveball(incidence: Matrix) -> None:
    """Draw them with networkit, which chooses the trades."""
    graph, randomization = _directed(incidence), networkit().randomization  # type: ignore[union-attr]
    for _ in range(N_SAMPLES):
        dealing = randomization.GlobalCurveball(graph, APART, True, False)  # noqa: FBT003 - it takes no keywords
        dealing.run()
        dealing.getGraph()


def chosen_trades(incidence: Matrix) -> None:
    """Draw them with networkit, which is told the trades."""
    graph, randomization = _graph(incidence, directed=False), networkit().randomization  # type: ignore[union-attr]
    rng, n = np.random.default_rng(0), min(incidence.shape)
    for _ in range(N_SAMPLES):
        rounds = [rng.permutation(n)[: n // 2 * 2].reshape(-1, 2) for _ in range(APART)]
        dealing = randomization.Curveball(graph)
        dealing.run(list(map(tuple, np.concatenate(rounds).tolist())))
        dealing.getGraph()


def _directed(incidence: Matrix) -> object:
    return _graph(incidence, directed=True)


def _graph(incidence: Matrix, *, directed: bool) -> object:
    """Return an incidence as networkit has it, the smaller mode first."""
    rows, columns = incidence.nonzero() if incidence.shape[0] <= incidence.shape[1] else incidence.T.nonzero()
    n_rows = min(incidence.shape)
    graph = networkit().Graph(sum(incidence.shape), directed=directed)  # type: ignore[union-attr]
    for i, j in zip(rows.tolist(), (columns + n_rows).tolist(), strict=True):
        graph.addEdge(i, j)
    return graph


SIDES: dict[str, Callable[[Matrix], None]] = {
    "ecograph": own,
    "networkit GlobalCurveball": global_curveball,
    "networkit Curveball": chosen_trades,
}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.skipif(SIZE not in networks.available(), reason="the published files are not here")
def test_random_networks(benchmark: BenchmarkFixture, run: Run, side: str) -> None:
    """Time a thousand random networks of one side."""
    if side != "ecograph" and networkit() is None:
        pytest.skip("networkit is not installed")
    run.place(SIZE)
    incidence = Network.of(run.tables(SIZE)).participation
    benchmark.pedantic(lambda: SIDES[side](incidence), rounds=1, iterations=1)  # type: ignore[no-untyped-call]
    benchmark.extra_info |= {
        "side": "held",
        "what": f"{N_SAMPLES:,} random networks of the health projects, {APART} rounds each",
        "who": side,
        "aim": AIM,
    }
