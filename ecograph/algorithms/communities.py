"""Groups that work more with one another than chance would have it: modularity, Leiden, and what runs agree on.

One run of Leiden is one of many near-optima, and another seed gives another. So a division is shown only after
many runs were asked, with the share of them that agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.accelerators import networkit
from ecograph.algorithms.matrix import Labels, Matrix, Vector, simple, unweighted

ITERATIONS = 3
"""How often Leiden goes over the graph in one run; on Horizon Europe more add 0.004 to the modularity of 0.386."""

ROUNDS = 10
"""After how many rounds of consensus the runs must agree."""

MAJORITY = 0.5
"""The share of the runs in which two tied nodes must be together to count as together."""

SAME = 1e-9
"""The difference below which two modularities count as equal."""

Runs = npt.NDArray[np.int64]
"""A row of communities for each run."""


@dataclass(frozen=True)
class Consensus:
    """The division that many runs agree on.

    Args:
        labels: The community of each node from 0, the largest first, then by first node; -1 without a tie.
        stability: The mean share of the runs in which a node is with the other members of its community; 1 for
            a community of one, nan without a tie.
        agreed: Whether the runs came to agree; otherwise the division is that of the best single run.
    """

    labels: Labels
    stability: Vector
    agreed: bool


def modularity(graph: Matrix, labels: Labels) -> float:
    """Return the modularity of a division, nan where the graph has no tie (Newman & Girvan 2004).

    The share of the ties inside the groups, less what it would be if ties were drawn by strength alone. A node
    with label -1 is in a group of its own.

    By hand: two pairs, each tied within, are 1 - (1/2 * 1/2 + 1/2 * 1/2).

    >>> modularity(sparse.csr_array([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]), np.array([0, 0, 1, 1]))
    0.5
    """
    at = simple(graph).tocoo()
    total = at.data.sum()
    if total == 0:
        return float("nan")
    own = _own(labels)
    inside = at.data[own[at.coords[0]] == own[at.coords[1]]].sum()
    strength = np.bincount(own[at.coords[0]], weights=at.data)
    return float(inside / total - ((strength / total) ** 2).sum())


def leiden(graph: Matrix, seeds: Sequence[int]) -> Runs | None:
    """Return a row of communities for each seed, or None where networkit is missing (Traag et al. 2019).

    Communities are counted from 0 in the order of their first node, and each hangs together: one that networkit
    leaves in pieces is split into them, which can only raise the modularity.

    Args:
        graph: An undirected graph; its weights count.
        seeds: A seed for each run.
    """
    engine = networkit()
    return None if engine is None else _searched(engine, simple(graph), seeds)


def consensus(graph: Matrix, *, runs: int = 20, seed: int = 0) -> Consensus | None:
    """Return what many runs of Leiden agree on, or None where networkit is missing (Lancichinetti & Fortunato 2012).

    Each tie is weighed by the share of the runs in which its ends are together; ties below one half are left
    out, but a node keeps its strongest. Leiden runs again on these, until all runs say the same. Only tied pairs
    are compared, not all pairs, so that memory grows with the ties (as Tandon et al. 2019, Phys. Rev. E 99:042301,
    but without their sampled pairs); nodes that all runs tie together stay so, and are one node of the rounds that
    follow.

    Args:
        graph: An undirected graph; its weights count.
        runs: How many runs are asked, with the seeds from ``seed`` on.
        seed: The first seed.

    Raises:
        ValueError: If no run is asked.
    """
    if runs < 1:
        raise ValueError(f"{runs} runs: at least 1 is needed")
    engine = networkit()
    if engine is None:
        return None
    plain, seeds = simple(graph), range(seed, seed + runs)
    first = found = _searched(engine, plain, seeds)
    cores, ties = np.arange(plain.shape[0], dtype=np.int64), unweighted(plain)
    for _ in range(ROUNDS):
        if _agree(found):
            break
        merged, ties, shares = _cores(ties, agreement(ties, found))
        cores = merged[cores]
        found = _searched(engine, shares, seeds)
    agreed = _agree(found)
    division = found[0][cores] if agreed else _best(plain, first)
    tied = np.diff(plain.indptr) > 0
    labels = numbered(np.where(tied, division, -1))
    return Consensus(labels, stability(labels, first), agreed)


def agreement(ties: Matrix, runs: Runs) -> Vector:
    """Return the share of the runs that keep the ends of each tie together, 0 where less than half do.

    A node of which no tie reaches one half keeps its strongest. The ties come in the order in which the matrix
    stores them.

    By hand: of two runs, one has the chain 0 - 1 - 2 in one community, the other parts 2 from it.

    >>> chain = sparse.csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> agreement(chain, np.array([[0, 0, 0], [0, 0, 1]])).tolist()
    [1.0, 1.0, 0.5, 0.5]
    """
    rows, columns = ties.tocoo().coords
    together = np.zeros(len(rows), dtype=np.int64)
    for run in runs:
        together += run[rows] == run[columns]
    strongest = np.zeros(ties.shape[0], dtype=np.int64)
    np.maximum.at(strongest, rows, together)
    # the lesser of the two ends' strongest: a tie is kept if it is the strongest of either end
    is_strongest = together == np.minimum(strongest[rows], strongest[columns])
    return np.where((together >= MAJORITY * len(runs)) | is_strongest, together / len(runs), 0.0)


def _cores(ties: Matrix, shares: Vector) -> tuple[Labels, Matrix, Matrix]:
    """Return the core of each node, and between cores the number of ties kept and the sum of their shares.

    A core is what all runs tie together. The ties inside it are its loop, so that its strength stays what it was.
    """
    at = ties.tocoo()
    rows, columns = at.coords
    always, kept = shares == 1, shares > 0
    within = sparse.csr_array((at.data[always], (rows[always], columns[always])), shape=ties.shape)
    n, found = csgraph.connected_components(within, directed=False)
    cores = found.astype(np.int64)
    ends = (cores[rows[kept]], cores[columns[kept]])
    counts = sparse.csr_array((at.data[kept], ends), shape=(n, n))
    return cores, counts, sparse.csr_array((at.data[kept] * shares[kept], ends), shape=(n, n))


def stability(labels: Labels, runs: Runs) -> Vector:
    """Return the mean share of the runs in which each node is with the other members of its community.

    By hand: of two runs, one has 0, 1 and 2 together, the other parts 2 from them; so 0 is with 1 in both and
    with 2 in one.

    >>> stability(np.array([0, 0, 0]), np.array([[0, 0, 0], [0, 0, 1]])).tolist()
    [0.75, 0.75, 0.5]
    """
    known = labels >= 0
    own = labels[known]
    others = np.bincount(own)[own] - 1 if own.size else own
    shared = np.zeros(own.size, dtype=np.int64)
    for run in runs:
        _, pair = np.unique(own * (runs.shape[1] + 1) + run[known], return_inverse=True)
        shared += np.bincount(pair)[pair] - 1 if own.size else 0
    shares = np.full(labels.shape, np.nan)
    shares[known] = np.divide(shared, others * len(runs), out=np.ones(own.size), where=others > 0)
    return shares


def numbered(labels: Labels) -> Labels:
    """Return groups numbered from 0, the largest first, then by their first node; -1 stays.

    >>> numbered(np.array([7, 3, 3, -1, 9])).tolist()
    [1, 0, 0, -1, 2]
    """
    known = labels >= 0
    _, first, own, sizes = np.unique(labels[known], return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    result = np.full(labels.shape, -1, dtype=np.int64)
    result[known] = place[own]
    return result


def _own(labels: Labels) -> Labels:
    """Return the labels with a group of its own for each node that has none."""
    alone = labels < 0
    beyond = int(labels.max(initial=-1)) + 1
    return np.where(alone, beyond + np.arange(len(labels)), labels)


def _searched(engine: ModuleType, graph: Matrix, seeds: Sequence[int]) -> Runs:
    """Return a row of communities for each seed; loops count as ties within."""
    n = graph.shape[0]
    if graph.nnz == 0:  # each node is alone
        return np.tile(np.arange(n, dtype=np.int64), (len(seeds), 1))
    upper = sparse.triu(graph, format="coo")
    rows, columns = upper.coords
    weights = np.where(rows == columns, upper.data / 2, upper.data)  # networkit counts a loop twice, a matrix once
    # int64: networkit reads the bytes as int64 whatever they are, and crashed on int32
    ends = (rows.astype(np.int64), columns.astype(np.int64))
    network = engine.GraphFromCoo((weights, ends), n=n, weighted=True, directed=False)
    found = np.empty((len(seeds), n), dtype=np.int64)
    for run, seed in enumerate(seeds):
        engine.setSeed(seed, False)  # noqa: FBT003 - False: the same seed for every thread
        search = engine.community.ParallelLeiden(network, randomize=True, iterations=ITERATIONS)
        search.run()
        found[run] = _pieces(graph, np.array(search.getPartition().getVector(), dtype=np.int64))
    return found


def _pieces(plain: Matrix, labels: Labels) -> Labels:
    """Return the connected parts of each group, numbered in the order of their first node."""
    at = plain.tocoo()
    inside = labels[at.coords[0]] == labels[at.coords[1]]
    cells = (np.ones(int(inside.sum())), (at.coords[0][inside], at.coords[1][inside]))
    _, pieces = csgraph.connected_components(sparse.csr_array(cells, shape=plain.shape), directed=False)
    return pieces.astype(np.int64)


def _agree(runs: Runs) -> bool:
    """Return whether all runs say the same; their communities are numbered alike."""
    return bool((runs == runs[0]).all())


def _best(graph: Matrix, runs: Runs) -> Labels:
    """Return the run with the greatest modularity, the first of those that differ by rounding alone."""
    values = np.array([modularity(graph, run) for run in runs])
    best: Labels = runs[int(np.flatnonzero(values >= values.max() - SAME)[0])]
    return best
