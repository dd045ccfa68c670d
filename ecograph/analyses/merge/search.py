"""Every merger that some clusters could make, on several axes, not only the one that was announced.

No weights turn the axes into one number, since whose weights they are would decide. What can be said without weights
is said: which mergers no other one beats on every axis.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse

from ecograph.algorithms import partitions as ways
from ecograph.algorithms.betweenness import betweenness
from ecograph.algorithms.matrix import Labels, Vector, two_mode
from ecograph.algorithms.pareto import pareto
from ecograph.algorithms.partitions import Block
from ecograph.algorithms.pivots import affordable
from ecograph.analyses.answer import Result
from ecograph.analyses.merge import axis as about
from ecograph.analyses.merge.brokerage import paths
from ecograph.analyses.merge.coverage import CELL, covered
from ecograph.analyses.merge.funding import hhi_of, of_market
from ecograph.analyses.merge.membership import HELD_AS
from ecograph.analyses.merge.merger import merger
from ecograph.analyses.merge.parallel import parallel_projects
from ecograph.analyses.merge.reasons import FEW_IN_BLOCK, NOWHERE, REASONS
from ecograph.analyses.merge.resilience import cut_off
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.betweenness import WORK
from ecograph.metrics.holdings import each_holdings
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS

MOST = 8
"""The greatest number of clusters: 8 have 247 subsets and 4,140 partitions, 9 have 21,147."""

ALL_WORK = 10 * WORK
"""What all searches for betweenness together may cost, in the unit of ``metrics.betweenness``; shared out evenly."""

DIGITS = 9
"""Decimals of a score: two that are the same must not differ by the last digit of a sum."""

AXES: Mapping[str, bool] = {
    "n_doubled": True,
    "cells_per_body": True,
    "n_parallel": True,
    "n_funders_doubled": True,
    "hhi_delta": about.AXES["hhi_high"].better == "more",
    "brokerage_retained": about.AXES["brokerage_two_mode"].better == "more",
    "n_cut_off": about.AXES["cut_off"].better == "more",
}
"""The axes, and whether more of it is better: as ``axis.AXES`` says; the others count what a merger brings together."""

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.String,
    "blocks": pl.List(pl.String),
    "n_bodies": pl.Int64,
    **{axis: pl.Int64 if axis.startswith("n_") else pl.Float64 for axis in AXES},
    "is_front": pl.Boolean,
    "n_dominated_by": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}

WHY = {"hhi_delta": FEW_IN_BLOCK, "brokerage_retained": NOWHERE}
"""Why an axis is null where it is."""

SHOWN = ("id", *AXES, "is_front", REASON)


def combinations(
    network: Network, clusters: Sequence[str], *, name: str | None = None, framework: str | None = None
) -> Result:
    """Return every merger of two or more of some clusters into one body, the others left as they are.

    The arguments, the columns and what is raised are those of ``partitions``; ``id`` is the merged block alone. There
    are 2^n - n - 1 of them: 11 for four clusters. ``brokerage_retained`` is a share of what all clusters named hold,
    merged or not; for the merger of all of them it is that of the table ``retained`` of ``merge``.
    """
    found, scores = _scores(network, clusters, name, framework)
    n = len(found)
    choices = [tuple(sorted((block, *((i,) for i in range(n) if i not in block)))) for block in ways.subsets(n)]
    table = _table(found, scores, choices, ["+".join(found[i] for i in block) for block in ways.subsets(n)])
    return Result("combinations", COMBINATIONS, MEANING, ("id",), table, SHOWN, REASONS)


def partitions(
    network: Network, clusters: Sequence[str], *, name: str | None = None, framework: str | None = None
) -> Result:
    """Return every way in which some clusters could merge in groups, with its score on each axis.

    A partition puts each cluster into one block, and each block becomes one body; there are as many as the Bell number
    says: 15 for four clusters. The axes, each with its direction and how it adds up over the blocks:

    - ``n_doubled`` (more): contacts that fall away, since a member or partner of k bodies of a block would deal with
      one: k - 1 for each, a sum.
    - ``cells_per_body`` (more): cells of theme, region and helix that a body covers: the mean over the bodies.
    - ``n_parallel`` (more): pairs of parallel projects that a block brings together: a sum.
    - ``n_funders_doubled`` (more): the same of those who fund k bodies of a block. They may also give once where they
      gave more often; the axis cannot tell.
    - ``hhi_delta`` (less): how much the HHI of the funding of clusters rises at most (``hhi_of``, of this block or of a
      wider one, which adds no less): a sum, since each pair of a block adds 2 s_a s_b, and no more than if blocks
      became one. Null where a block has known amounts for fewer than two of its bodies.
    - ``brokerage_retained`` (more): the raw betweenness of all bodies, merged or not, on the two-mode graph, as a share
      of that of all clusters before: each block changes the sum by as much as if it merged alone. Null where none of
      them lies between others.
    - ``n_cut_off`` (less): organisations cut off if the one body fails whose failure cuts off most: the greatest, each
      body with all others as they are today. Another body that merges may hold some of them, so this is the most.

    The clusters named are nobody's member, partner or funder here, so that all rows count the same organisations.
    Betweenness is found for each block, so that 8 clusters need 247 searches, not 4,140. For one merging block it is
    exact. Where two blocks merge at once, each may change what lies between others in the other one; that is not
    counted.

    Args:
        network: The network.
        clusters: Two to ``MOST`` clusters, each by its id or a name.
        name: What they would become. An organisation of that name or id is left out first, as in ``merge``.
        framework: Only themes of this framework; of all when None.

    Returns:
        ``id`` (the blocks joined by |), ``blocks`` (their clusters joined by +), ``n_bodies``, the axes, ``is_front``
        (no other row is at least as good on every axis and better on one: ``algorithms.pareto``),
        ``n_dominated_by`` (how many are), ``reason`` (why an axis is null), ``rows`` (always empty: the scores rest on
        the whole network; ``merge`` gives the rows of one merger). The front first, then by ``n_dominated_by``.

    Raises:
        EcographError: Too many clusters, or what ``merger`` and ``covered`` refuse.

    By hand: x is a member of a and of b. If they merge, one contact is enough; apart, nothing is gained.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abx"],
    ...     memberships=[{"org_id": "x", "cluster_id": cluster, "role": "member"} for cluster in "ab"],
    ... )
    >>> partitions(Network.of(eco), ["a", "b"]).table.select("id", "n_doubled").rows()
    [('a+b', 1), ('a|b', 0)]
    """
    found, scores = _scores(network, clusters, name, framework)
    choices = [ways.blocks(row) for row in ways.set_partitions(len(found))]
    ids = ["|".join("+".join(found[i] for i in block) for block in choice) for choice in choices]
    table = _table(found, scores, choices, ids)
    return Result("partitions", PARTITIONS, MEANING, ("id",), table, SHOWN, REASONS)


Scores = Mapping[Block, Mapping[str, float]]
"""What each block is worth on each axis, before blocks are added up; nan where undefined."""


def _scores(
    network: Network, clusters: Sequence[str], name: str | None, framework: str | None
) -> tuple[tuple[str, ...], Scores]:
    """Return the ids of the clusters, sorted, and what each block of them is worth."""
    if len(clusters) > MOST:
        raise EcographError(
            f"found {len(clusters)} clusters, expected at most {MOST}, since every combination is tried: "
            "name fewer, such as those that talk about a merger"
        )
    return network.once(_scored, tuple(clusters), name, framework)


def _scored(
    network: Network, clusters: tuple[str, ...], name: str | None, framework: str | None
) -> tuple[tuple[str, ...], Scores]:
    found = merger(network, clusters, name=" + ".join(clusters) if name is None else name)
    basis = _basis(found.before, found.clusters, framework)
    scores = {block: _worth(basis, block) for block in ways.subsets(len(found.clusters), least=1)}
    for block in sorted(scores, key=len, reverse=True):
        # what more bodies would add at most is a bound for fewer of them too, and may be the nearer one
        wider = [scores[other]["hhi_delta"] for other in scores if set(block) <= set(other)]
        if len(block) > 1 and not math.isnan(scores[block]["hhi_delta"]):
            scores[block]["hhi_delta"] = float(np.nanmin(wider))
    return found.clusters, scores


@dataclass(frozen=True, eq=False)
class _Basis:
    """What the scores of blocks are found from; sets and numbers are in the order of the clusters."""

    network: Network
    market: Network  # of it, what the money to the clusters is found from
    clusters: tuple[str, ...]
    around: tuple[frozenset[str], ...]  # members and partners
    funders: tuple[frozenset[str], ...]
    cells: tuple[frozenset[tuple[str, ...]], ...]
    parallel: tuple[tuple[frozenset[int], frozenset[int]], ...]  # for each pair of projects, who takes part in either
    places: Labels  # its row in the matrix
    paths: Vector  # its betweenness


def _basis(network: Network, clusters: tuple[str, ...], framework: str | None) -> _Basis:
    held = each_holdings(network, clusters).select("set", pl.col("dimension").cast(pl.String), "item")
    cells = covered(network, clusters, framework).rename({"theme_id": "theme"})
    pairs = parallel_projects(network, clusters).select("left_clusters", "right_clusters")
    row = {org: i for i, org in enumerate(network.organisations)}
    places = np.array([row[cluster] for cluster in clusters], dtype=np.int64)

    def of(*dimensions: str) -> tuple[frozenset[str], ...]:
        some = held.filter(pl.col("dimension").is_in(dimensions) & ~pl.col("item").is_in(clusters))
        return tuple(frozenset(some.filter(set=cluster)["item"]) for cluster in clusters)

    return _Basis(
        network=network,
        market=of_market(network, clusters),
        clusters=clusters,
        around=of(*HELD_AS),
        funders=of("funders"),
        cells=tuple(frozenset(cells.filter(cluster=cluster).select(CELL).iter_rows()) for cluster in clusters),
        parallel=tuple((_places(clusters, left), _places(clusters, right)) for left, right in pairs.iter_rows()),
        places=places,
        paths=paths(network, "two-mode").paths[places],
    )


def _places(clusters: Sequence[str], some: Sequence[str]) -> frozenset[int]:
    return frozenset(clusters.index(cluster) for cluster in some)


def _worth(basis: _Basis, block: Block) -> dict[str, float]:
    """Return what one block is worth on each axis, before blocks are added up."""
    own = frozenset(block)
    matrix = basis.network.participation
    places = basis.places[list(block)]
    merges = len(block) > 1
    work = min(WORK, ALL_WORK / 2 ** len(basis.clusters))
    return {
        "n_doubled": _n_again([basis.around[i] for i in block]),
        "cells_per_body": len(frozenset[tuple[str, ...]]().union(*(basis.cells[i] for i in block))),
        "n_parallel": sum(bool(left & own and right & own) for left, right in basis.parallel),
        "n_funders_doubled": _n_again([basis.funders[i] for i in block]),
        "hhi_delta": _rise(basis, block) if merges else 0.0,
        "brokerage_retained": _paths_of_all(basis, block, work) if merges else math.fsum(basis.paths),
        "n_cut_off": cut_off(matrix, places)[0],
    }


def _rise(basis: _Basis, block: Block) -> float:
    """Return how much the HHI rises at most if one block merges; nan where it is not known."""
    names = [basis.clusters[i] for i in block]
    rise = hhi_of(merger(basis.market, names, name=" + ".join(names)))["delta_high"].item()
    return math.nan if rise is None else float(rise)


def _n_again(sets: Sequence[frozenset[str]]) -> int:
    """Return how many things are left over when sets become one: each counts in all but one of its sets."""
    return sum(len(one) for one in sets) - len(frozenset[str]().union(*sets))


def _paths_of_all(basis: _Basis, block: Block, work: float) -> float:
    """Return the betweenness of all bodies, one in place of some, on the two-mode graph; estimated above some work."""
    matrix, places = basis.network.participation, basis.places[list(block)]
    others = np.setdiff1d(np.arange(matrix.shape[0]), places)
    body = sparse.csr_array((matrix[places].sum(axis=0) > 0).astype(np.int64).reshape(1, -1))
    merged = sparse.csr_array(sparse.vstack([matrix[others], body]))
    pivots = affordable(sum(merged.shape), merged.nnz, work)
    found = betweenness(two_mode(merged), pivots=pivots).paths
    alone = np.flatnonzero(np.isin(others, basis.places))
    return math.fsum(found[[*alone, len(others)]])


def _table(
    clusters: Sequence[str], scores: Scores, choices: Sequence[tuple[Block, ...]], ids: Sequence[str]
) -> pl.DataFrame:
    """Return the table of some choices, each given by its blocks."""
    added = np.array([_added(scores, choice) for choice in choices]).round(DIGITS)
    found = pareto(added, list(AXES.values()))
    unknown = np.isnan(added)
    axes = list(AXES)
    table = pl.DataFrame(
        {
            "id": ids,
            "blocks": [["+".join(clusters[i] for i in block) for block in choice] for choice in choices],
            "n_bodies": [len(choice) for choice in choices],
            **{axis: pl.Series(added[:, place]).fill_nan(None) for place, axis in enumerate(axes)},
            "is_front": found.is_front,
            "n_dominated_by": found.n_dominated_by,
            REASON: ["; ".join(WHY[axes[at]] for at in np.flatnonzero(row)) or None for row in unknown],
            ROWS: pl.Series([[]] * len(ids), dtype=pl.List(pl.String)),
        }
    )
    return table.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()).sort(
        "n_dominated_by", maintain_order=True
    )


def _added(scores: Scores, choice: tuple[Block, ...]) -> list[float]:
    """Return the scores of a choice: what its blocks are worth together."""
    worths = [scores[block] for block in choice]
    found = {axis: math.fsum(worth[axis] for worth in worths) for axis in AXES}
    found["cells_per_body"] /= len(worths)
    found["n_cut_off"] = max(worth["n_cut_off"] for worth in worths)
    found["hhi_delta"] = _joint_rise(scores, choice)
    before = scores[0,]["brokerage_retained"]
    change = math.fsum(worth["brokerage_retained"] - before for worth in worths)
    found["brokerage_retained"] = 1 + change / before if before > 0 else math.nan
    return list(found.values())


def _joint_rise(scores: Scores, choice: tuple[Block, ...]) -> float:
    """Return how much the HHI rises at most if several blocks merge: no more than if some of the blocks became one."""
    merging = [block for block in choice if len(block) > 1]
    if any(math.isnan(scores[block]["hhi_delta"]) for block in merging):
        return math.nan
    joined = [
        [tuple(sorted(i for block in group for i in merging[block])) for group in ways.blocks(row)]
        for row in ways.set_partitions(len(merging))
    ]
    return min(math.fsum(scores[block]["hhi_delta"] for block in groups) for groups in joined)


COMBINATIONS = Words(
    en="every merger of two or more of the clusters",
    da="alle mulige fusioner af to eller flere af klyngerne",
    nb="alle mulige sammenslåinger av to eller flere av klyngene",
)

PARTITIONS = Words(
    en="every way to merge the clusters in groups",
    da="alle måder at fusionere klyngerne i grupper på",
    nb="alle måter å slå sammen klyngene i grupper på",
)

MEANING = Words(
    en="More is better for members, partners and funders that are doubled today (one contact instead of several), for "
    "themes covered by each body, parallel projects brought together and bridge building kept; less is better for the "
    "rise in concentration and for organisations cut off if one secretariat fails. A merger is on the front when no "
    "other is at least as good on every axis and better on one. The front does not say which of them to choose: that "
    "depends on what matters most.",
    da="Mere er bedre for medlemmer, partnere og finansieringskilder, der i dag går igen hos flere (én kontakt i "
    "stedet for flere), for temaer dækket af hver enhed, parallelle projekter, der samles, og brobygning, der bevares; "
    "mindre er bedre for stigningen i koncentration og for organisationer, der afskæres, hvis ét sekretariat falder "
    "fra. En fusion er på fronten, når ingen anden er mindst lige så god på alle akser og bedre på én. Fronten siger "
    "ikke, hvilken man skal vælge: Det afhænger af, hvad der betyder mest.",
    nb="Mer er bedre for medlemmer, partnere og finansieringskilder som i dag går igjen hos flere (én kontakt i stedet "
    "for flere), for temaer dekket av hver enhet, parallelle prosjekter som samles, og brobygging som beholdes; mindre "
    "er bedre for økningen i konsentrasjon og for organisasjoner som blir avskåret hvis ett sekretariat faller fra. En "
    "sammenslåing er på fronten når ingen annen er minst like god på alle akser og bedre på én. Fronten sier ikke "
    "hvilken man skal velge: Det avhenger av hva som betyr mest.",
)
