"""Which groups hardly work together, how few organisations join them, and what breaks if those leave.

Two groups can look connected because of one project of one organisation. A count of ties does not show that, and
neither does it show that small groups never have many. So each pair of groups is held against random networks and
asked for the organisations that carry it (Burt 1992, Structural Holes).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl

from ecograph.algorithms import curveball
from ecograph.algorithms.disjoint_paths import Chosen, cut_off, disjoint_paths
from ecograph.algorithms.intersections import benjamini_hochberg
from ecograph.algorithms.matrix import Labels, Matrix
from ecograph.algorithms.significance import significance
from ecograph.algorithms.ties_between import meetings, ties_between
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.holes_words import (
    ALPHA,
    AS_EXPECTED,
    HIDDEN_BY,
    HOLE,
    MEANING,
    MORE,
    NO_CHANCE,
    NOT_KNOWN,
    SILENT,
    TITLE,
    TOO_SMALL,
    VERDICTS,
    called,
    words_of,
)
from ecograph.errors import EcographError
from ecograph.metrics.groups import GROUPS, Group, groups, labels
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference

GROUP_OF = 2
"""The organisations in projects below which a group is none: one organisation says nothing of the others."""

ENOUGH = 0.5
"""The share of organisations whose group must be known before missing ties are called a hole."""

FEWEST = 39
"""The random networks needed for a two-sided p of 0.05: 2 / (1 + 39)."""

SAMPLES = 1000
"""How many random networks there are when nobody says, on all but large networks."""

MOST_DRAWN = 12_000_000
"""The participations of all random networks together when nobody says: about half a minute of drawing."""

MOST_SEARCHED = 3_000_000
"""The organisations and participations searched for paths, over all pairs, when no groups are named: a few seconds."""

IDS = pl.List(pl.String())

SCHEMA: dict[str, pl.DataType] = {
    **dict.fromkeys(("group", "left", "left_name", "right", "right_name"), pl.String()),
    **dict.fromkeys(("n_left", "n_right", "n_left_active", "n_right_active", "n_ties", "n_projects"), pl.Int64()),
    **dict.fromkeys(("expected", "ratio", "z", "p_fewer", "p_more", "q"), pl.Float64()),
    "n_samples": pl.Int64(),
    "verdict": pl.String(),
    "n_bridges": pl.Int64(),
    **dict.fromkeys(("carriers", "carrier_names"), IDS),
    "carrier_ties": pl.List(pl.Int64()),
    **dict.fromkeys(("right_carriers", "right_carrier_names"), IDS),
    "n_paths": pl.Int64(),
    **dict.fromkeys(("separator", "separator_names"), IDS),
    "n_cut_off": pl.Int64(),
    "projects": IDS,
    "coverage": pl.Float64(),
    REASON: pl.String(),
    ROWS: IDS,
}

SHOWN = (
    *("left_name", "right_name", "n_ties", "n_projects", "expected", "verdict", "n_bridges", "carrier_names"),
    *("n_paths", "n_cut_off", REASON),
)


def holes(
    network: Network,
    *,
    group: Group = "country",
    between: Sequence[str] | None = None,
    samples: int | None = None,
    seed: int = 0,
) -> Result:
    """Return how each two groups of organisations are joined, against chance, and by whom.

    A tie is a pair of organisations, one of each group, that share a project. ``expected`` is the mean number of ties
    in random networks in which each organisation keeps its number of projects and each project its number of partners
    (curveball; Strona et al. 2014, Nat. Comm. 5:4114; Newman 2003, Phys. Rev. E 67:026126). Organisations whose group
    is not known stay in these networks, but their ties are counted for nobody.

    ``n_bridges`` is the greatest number of ties of which no two have an organisation in common, and ``carriers`` are
    as many organisations without which no tie is left (König 1931; Menger 1927): of all such smallest sets the one
    nearest to the left group; ``right_carriers`` is the one nearest to the right group. ``n_paths`` and ``separator``
    are the same for paths that may also run through third organisations. ``n_cut_off`` counts the organisations that
    would no longer be in the largest part of their component if the separator left.

    The verdict is ``hole`` (fewer ties than chance gives) or ``more than expected`` where q, which is the two-sided p
    after Benjamini & Hochberg over all pairs of two or more organisations in projects on either side, is at most 0.05;
    else ``bridged as expected`` where there is a tie, and ``not known`` where there is none. A hole is also not
    known while the group of less than half of the organisations in projects is known: what is missing may be there.

    Args:
        network: The network.
        group: What organisations are grouped by.
        between: The groups to compare, two or more. When None all; on a large network those with the most
            organisations in projects, as many as ``MOST_SEARCHED`` allows, and ``holes_words.said`` says so: a pair
            takes three tenths of a second with the 30,000 organisations of Horizon Europe, which has 15,400 of them.
        samples: How many random networks there are. When None 1,000; on a large network as many as ``MOST_DRAWN``
            allows, 101 for Horizon Europe, at least 39.
        seed: What they are drawn from.

    Returns:
        A result whose table has ``group`` (the option), ``left``, ``left_name``, ``right``, ``right_name``; ``n_left``,
        ``n_right`` (organisations) and ``n_left_active``, ``n_right_active`` (those in projects); ``n_ties``,
        ``n_projects`` (in which both take part), ``expected``, ``ratio`` (n_ties / expected), ``z``, ``p_fewer`` and
        ``p_more`` ((1 + b) / (1 + samples), one-sided), ``q``, ``n_samples``, ``verdict``; ``n_bridges``, ``carriers``,
        ``carrier_names``, ``carrier_ties`` (how many of the ties each has, most first), ``right_carriers``,
        ``right_carrier_names``; ``n_paths``, ``separator``, ``separator_names``, ``n_cut_off``; ``projects`` (where
        both meet), ``coverage`` (the share of the organisations in projects whose group is known), ``reason``,
        ``rows`` (the participations of both groups in those projects; chance, paths and those cut off rest on the
        whole network). Holes first, then what is closer, as expected and not known; the greatest shortfall first. No
        row where fewer than two groups are known. ratio and z are null where all random networks have the same number
        of ties, q where a group has fewer than two organisations in projects, coverage where nobody is in a project.

    Raises:
        EcographError: An unknown way of grouping, a group that no organisation belongs to, fewer than two groups or
            one twice, fewer than 39 samples, a negative seed.

    By hand: a and b of Denmark and c and d of Norway; a meets b in p, c meets d in q, and b meets c in r. One tie of
    b and c joins the countries, and without b nothing does; then a is cut off from c and d.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": i, "name": i.upper(), "kind": "company", "country": land}
    ...         for i, land in (("a", "DK"), ("b", "DK"), ("c", "NO"), ("d", "NO"))
    ...     ],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cq", "dq", "br", "cr")
    ...     ],
    ... )
    >>> table = holes(Network.of(eco), samples=99).table
    >>> table.select("left", "right", "n_ties", "n_projects", "carriers", "n_paths", "n_cut_off", "verdict").row(0)
    ('DK', 'NO', 1, 1, ['b'], 1, 1, 'bridged as expected')
    """
    if group not in GROUPS:
        raise EcographError(f"found the grouping {group!r}, expected one of {', '.join(GROUPS)}")
    drawn = _affordable(network) if samples is None else samples
    if drawn < FEWEST or seed < 0:
        raise EcographError(
            f"found {drawn} samples and the seed {seed}, expected a seed from 0 and {FEWEST} samples or more: "
            "fewer cannot tell anything from chance"
        )
    whole = _Grouped(network, *labels(groups(network, group)))
    chosen = whole.largest if between is None else _chosen(whole.names, between, group)
    pairs = list(combinations(chosen, 2))
    names = {name: called(network, group, name).en for name in whole.names}
    chance = _against_chance(whole, pairs, drawn, seed)
    same = {"group": group, "n_samples": drawn}
    found = [
        same | {"left_name": names[whole.names[i]], "right_name": names[whole.names[j]], **whole.joined(i, j)}
        for i, j in pairs
    ]
    table = pl.DataFrame([a | b for a, b in zip(found, chance, strict=True)], schema=SCHEMA)
    judged = _judged(table, group)
    return Result("holes", TITLE, MEANING, ("left", "right"), judged, SHOWN, words_of(network, judged))


def _affordable(network: Network) -> int:
    """Return how many random networks are drawn when nobody says."""
    return max(FEWEST, min(SAMPLES, MOST_DRAWN // max(network.participation.nnz, 1)))


def _chosen(names: list[str], between: Sequence[str], group: Group) -> list[int]:
    """Return the numbers of the groups to compare."""
    unknown = sorted(set(between) - set(names))
    if unknown:
        there = ", ".join(names) or "none"
        raise EcographError(f"no organisation has the {group} {', '.join(unknown)}, expected of {there}")
    if len(between) < 2 or len(set(between)) < len(between):  # noqa: PLR2004 - a hole is between two
        raise EcographError(f"found the groups {', '.join(between) or '(none)'}, expected two or more, each once")
    return sorted(map(names.index, between))


@dataclass(frozen=True, eq=False)
class _Grouped:
    """A network whose organisations have a group: its number, from 0 in the order of names, -1 where not known."""

    network: Network
    number: Labels
    names: list[str]

    @cached_property
    def active(self) -> Chosen:
        """Return whether each organisation is in a project."""
        return np.diff(self.network.participation.indptr) > 0

    @cached_property
    def meetings(self) -> Matrix:
        return meetings(self.network.participation, self.number, len(self.names))

    @cached_property
    def references(self) -> dict[tuple[int, str], list[str]]:
        """Return the participations of each group in each project."""
        of = dict(zip(self.network.organisations, self.number.tolist(), strict=True))
        found = defaultdict(list)
        table = self.network.ecosystem.participations
        for org, project, row in table.select("org_id", "project_id", reference("participations")).iter_rows():
            found[of.get(org, -1), project].append(row)
        return found

    @property
    def largest(self) -> list[int]:
        """Return the groups with the most organisations in projects whose pairs can be searched; sorted."""
        n = len(self.names)
        size = np.bincount(self.number[self.active & (self.number >= 0)], minlength=n)
        searched = max(sum(self.network.participation.shape) + self.network.participation.nnz, 1)
        while n > 2 and n * (n - 1) // 2 * searched > MOST_SEARCHED:  # noqa: PLR2004 - a pair always can
            n -= 1
        return sorted(np.argsort(-size, kind="stable")[:n].tolist())

    @property
    def coverage(self) -> float | None:
        n = int(self.active.sum())
        return int((self.active & (self.number >= 0)).sum()) / n if n else None

    def joined(self, i: int, j: int) -> dict[str, Any]:
        """Return how two groups are joined: whatever does not depend on chance."""
        left, right = self.number == i, self.number == j
        both = self.meetings[[i]].minimum(self.meetings[[j]])
        projects = [self.network.projects[at] for at in np.sort(both.indices)]
        return {
            "left": self.names[i],
            "right": self.names[j],
            "n_left": int(left.sum()),
            "n_right": int(right.sum()),
            "n_left_active": int((left & self.active).sum()),
            "n_right_active": int((right & self.active).sum()),
            "n_projects": len(projects),
            **self._carried(left, right),
            **self._separated(left, right),
            "projects": projects,
            "coverage": self.coverage,
            ROWS: sorted(row for own in (i, j) for project in projects for row in self.references[own, project]),
        }

    def _carried(self, left: Chosen, right: Chosen) -> dict[str, Any]:
        """Return who carries the ties across: paths through organisations of the two groups alone."""
        inside = np.flatnonzero(left | right)
        found = disjoint_paths(self.network.participation[inside], left[inside], right[inside])
        ties = {org: self._ties(org, left, right) for org in inside[found.near_left].tolist()}
        carriers = sorted(ties, key=lambda org: (-ties[org], org))
        return {
            "n_bridges": found.n_paths,
            "carriers": self._ids(carriers),
            "carrier_names": self._called(carriers),
            "carrier_ties": [ties[org] for org in carriers],
            "right_carriers": self._ids(inside[found.near_right]),
            "right_carrier_names": self._called(inside[found.near_right]),
        }

    def _separated(self, left: Chosen, right: Chosen) -> dict[str, Any]:
        """Return who separates the groups when paths may run through anybody, and what breaks without them."""
        found = disjoint_paths(self.network.participation, left, right)
        gone = np.isin(np.arange(len(left)), found.near_left)
        return {
            "n_paths": found.n_paths,
            "separator": self._ids(found.near_left),
            "separator_names": self._called(found.near_left),
            "n_cut_off": cut_off(self.network.participation, gone),
        }

    def _ids(self, places: Iterable[int]) -> list[str]:
        return [self.network.organisations[place] for place in places]

    def _called(self, places: Iterable[int]) -> list[str]:
        names = self.network.nodes["name"]
        return [names[int(place)] for place in places]

    def _ties(self, org: int, left: Chosen, right: Chosen) -> int:
        """Return how many organisations of the other group an organisation of one shares a project with."""
        graph = self.network.projection("count")
        others = graph.indices[graph.indptr[org] : graph.indptr[org + 1]]
        return int((right if left[org] else left)[others].sum())


def _against_chance(whole: _Grouped, pairs: list[tuple[int, int]], samples: int, seed: int) -> list[dict[str, Any]]:
    """Return the ties of each pair, and where they stand among those of random networks."""
    if not pairs:
        return []
    incidence, n = whole.network.participation, len(whole.names)
    i, j = np.array(pairs).T
    asked = np.where(np.isin(whole.number, np.array(pairs)), whole.number, -1)
    observed = ties_between(incidence, asked, n)[i, j]
    drawn = curveball.samples(incidence, samples, seed=seed)
    found = significance(observed, (ties_between(random, asked, n)[i, j] for random in drawn))
    size = np.bincount(whole.number[whole.active & (whole.number >= 0)], minlength=n)
    is_tested = np.minimum(size[i], size[j]) >= GROUP_OF
    q = benjamini_hochberg(np.where(is_tested, found.p_two, np.nan))
    ratio = np.divide(observed, found.expected, out=np.full(len(pairs), np.nan), where=found.expected > 0)
    values = {
        "expected": found.expected,
        "ratio": ratio,
        "z": found.z,
        "p_fewer": found.p_less,
        "p_more": found.p_more,
        "q": q,
    }
    columns = [pl.Series(name, value).fill_nan(None) for name, value in values.items()]
    return pl.DataFrame([pl.Series("n_ties", observed), *columns]).to_dicts()


def _judged(table: pl.DataFrame, group: Group) -> pl.DataFrame:
    """Return the table with verdicts and reasons, holes first."""
    is_found = pl.col("q") <= ALPHA
    is_fewer = pl.col("p_fewer") < pl.col("p_more")
    is_hidden = is_found & is_fewer & (pl.col("coverage") < ENOUGH)
    is_silent = (pl.col("q") > ALPHA) & (pl.col("n_ties") == 0)
    verdict = (
        pl.when(pl.col("q").is_null() | is_hidden | is_silent)
        .then(pl.lit(NOT_KNOWN))
        .when(is_found & is_fewer)
        .then(pl.lit(HOLE))
        .when(is_found)
        .then(pl.lit(MORE))
        .otherwise(pl.lit(AS_EXPECTED))
    )
    few = (
        pl.when(pl.col(f"n_{side}_active") < GROUP_OF).then(pl.format(TOO_SMALL, pl.col(f"{side}_name")))
        for side in ("left", "right")
    )
    known = (pl.col("coverage") * 100).round(0).cast(pl.Int64)
    reasons = (
        *few,
        pl.when(is_hidden).then(pl.format(HIDDEN_BY, pl.lit(group), known)),
        pl.when(is_silent).then(pl.lit(SILENT)),
        pl.when(pl.col("z").is_null()).then(pl.lit(NO_CHANCE)),
    )
    why = pl.concat_str(reasons, separator="; ", ignore_nulls=True)
    return (
        table.with_columns(verdict.alias("verdict"), pl.when(why != "").then(why).alias(REASON))
        .with_columns(rank=pl.col("verdict").cast(pl.Enum(list(VERDICTS))), short=pl.col("expected") - pl.col("n_ties"))
        .sort("rank", "short", "left", "right", descending=[False, True, False, False])
        .select(*SCHEMA)
    )
