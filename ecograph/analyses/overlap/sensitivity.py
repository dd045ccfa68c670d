"""What of an overlap is left when a kind of fact is left out, and on which single project or source it hinges.

An overlap that vanishes without the projects of a merger, or without one uncertain source, is another finding than
one that stays. So the pairs are shown again under each restriction.
"""

from collections.abc import Callable

import polars as pl

from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.hinges import PROJECT, SOURCE, lost
from ecograph.analyses.overlap.wording import called
from ecograph.closure import closed
from ecograph.ecosystem import REFERENCE_TABLES, Ecosystem
from ecograph.language import Words
from ecograph.metrics.holdings import DIMENSIONS, Sets, grounds, holdings, names_of
from ecograph.metrics.metric import REASON
from ecograph.metrics.pairwise_overlap import overlaps
from ecograph.network import Network
from ecograph.rows import ROWS
from ecograph.schema import TABLES
from ecograph.schema.vocabulary import MERGER

WITHOUT_MERGER = "without merger projects"
WITHOUT_WEAK = "without weak facts"
WITHOUT_PLANNED = "without what is planned"
ONLY_CERTAIN = "certain facts only"
ONE_PROJECT = "without one project"
ONE_SOURCE = "without one source"

RESTRICTIONS = (WITHOUT_MERGER, WITHOUT_WEAK, WITHOUT_PLANNED, ONLY_CERTAIN, ONE_PROJECT, ONE_SOURCE)
"""The restrictions, in the order of the table."""

GONE = "one of them is not in the data that are left"
NOTHING_LEFT = "nothing is left of either"
WORST = "of the project or source that costs most, only the number shared is found"

NOBODY = pl.lit([], pl.List(pl.String))

KEYS = ("left", "right", "dimension", "restriction")

TITLE = Words(
    en="what the overlap hinges on",
    da="hvad overlappet står og falder med",
    nb="hva overlappet står og faller med",
)

MEANING = Words(
    en="What each pair that shares something still shares when some facts are left out. Hinges names the single "
    "projects or sources without which nothing would be left.",
    da="Hvad hvert par, der har noget til fælles, stadig har til fælles, når nogle oplysninger udelades. Hinges nævner "
    "de enkelte projekter eller kilder, uden hvilke intet ville være tilbage.",
    nb="Hva hvert par som har noe felles, fortsatt har felles når noen opplysninger utelates. Hinges nevner de enkelte "
    "prosjektene eller kildene som ingenting ville være igjen uten.",
)

SHOWN = ("left_name", "right_name", "dimension", "restriction", "n_before", "n_shared", "hinges")
"""The columns that a terminal shows."""


def sensitivity(network: Network, sets: Sets) -> Result:
    """Return what pairs that share something still share under each restriction.

    The restrictions: without projects of purpose merger; without facts whose certainty is weak; without what is
    planned, proposed or a goal; with facts of certainty certain alone; without the one project, and without the one
    source, whose removal costs most. Without a source its statements on who belongs, takes part, pays and is tagged
    are gone; organisations and projects stay.

    Args:
        network: The network.
        sets: The sets.

    Returns:
        The result ``sensitivity``: ``left``, ``left_name``, ``right``, ``right_name``, ``dimension``,
        ``restriction``, ``n_before`` (shared without the restriction, 1 or more), ``n_shared``, ``change``
        (n_shared - n_before), ``jaccard`` (null where both have none, or for one project or source, since sizes
        are not found there), ``hinges`` (for one project or source: the ids of those without which nothing is
        shared), ``costs_most`` (the ids of those that cost most), ``reason``, ``rows`` (what the overlap then rests
        on; for one project or source, what it rests on now). Pairs that share nothing are left out.

    By hand: a and b share p alone, which was made for a merger; without it they share nothing.

    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project", "purpose": "merger"}],
    ...     participations=[{"org_id": o, "project_id": "p", "role": "partner"} for o in "ab"],
    ... )
    >>> found = sensitivity(Network.of(eco), {"a": ["a"], "b": ["b"]}).table
    >>> found.select("restriction", "n_shared", "hinges").rows()[::4]
    [('without merger projects', 0, []), ('without one project', 0, ['p'])]
    """
    before = _pairs(network, sets).filter(pl.col("n_shared") > 0)
    restricted = [_restricted(network, sets, before, name) for name in RESTRICTIONS if name in _SLICES]
    table = pl.concat([*restricted, _without_one(network, sets, before)])
    order = [
        "left",
        "right",
        pl.col("dimension").cast(pl.Enum(DIMENSIONS)),
        pl.col("restriction").cast(pl.Enum(list(RESTRICTIONS))),
    ]
    return Result("sensitivity", TITLE, MEANING, KEYS, table.sort(order), SHOWN, called(table, REASON))


def certain(ecosystem: Ecosystem) -> Ecosystem:
    """Return the Ecosystem of the facts whose certainty is certain, without what then points to nothing.

    >>> certain(Ecosystem.of(organisations=[{"org_id": "a", "name": "A", "certainty": "likely"}]))
    Ecosystem(sources=1)
    """
    is_certain = pl.col("certainty") == "certain"
    frames = {
        table.name: ecosystem[table.name].filter(is_certain)
        if "certainty" in table and table.name not in REFERENCE_TABLES
        else ecosystem[table.name]
        for table in TABLES
    }
    return Ecosystem.from_frames(ecosystem.title, closed(frames))


_SLICES: dict[str, Callable[[Ecosystem], Ecosystem]] = {
    WITHOUT_MERGER: lambda eco: eco.without_purpose(MERGER),
    WITHOUT_WEAK: lambda eco: eco.without_weak(),
    WITHOUT_PLANNED: lambda eco: eco.without_planned(),
    ONLY_CERTAIN: certain,
}


def _pairs(network: Network, sets: Sets) -> pl.DataFrame:
    """Return the pairs of sets, of which there may also be one or none."""
    ordered = {name: sets[name] for name in sorted(sets)}
    return overlaps(holdings(network, ordered), ordered, names_of(network, ordered))


def _restricted(network: Network, sets: Sets, before: pl.DataFrame, restriction: str) -> pl.DataFrame:
    """Return the pairs under one restriction of the facts."""
    part = Network.of(_SLICES[restriction](network.ecosystem), extents=network.extents)
    known = {*part.organisations, *part.projects}
    left_over = {name: kept for name, ids in sets.items() if (kept := [own for own in ids if own in known])}
    now = _pairs(part, left_over)
    found = before.select("left", "left_name", "right", "right_name", "dimension", n_before="n_shared").join(
        now.select("left", "right", "dimension", "n_union", "n_shared", "jaccard", ROWS),
        on=("left", "right", "dimension"),
        how="left",
    )
    reason = (
        pl.when(pl.col("n_shared").is_null()).then(pl.lit(GONE)).when(pl.col("n_union") == 0).then(pl.lit(NOTHING_LEFT))
    )
    return _shown(
        found.with_columns(reason.alias(REASON), hinges=NOBODY, costs_most=NOBODY, restriction=pl.lit(restriction))
    )


def _without_one(network: Network, sets: Sets, before: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs without the one project, and the one source, that costs most."""
    key = ["left", "right", "dimension"]
    shared = before.select(*key, item="shared").explode("item", empty_as_null=False, keep_nulls=False)
    costs = lost(grounds(network, sets), shared).join(before.select(*key, n_before="n_shared"), on=key)
    worst = costs.group_by(*key, "kind").agg(
        n_lost=pl.col("n_lost").max(),
        costs_most=pl.col("id").filter(pl.col("n_lost") == pl.col("n_lost").max()).sort(),
        hinges=pl.col("id").filter(pl.col("n_lost") == pl.col("n_before")).sort(),
    )
    kinds = pl.DataFrame({"kind": [PROJECT, SOURCE], "restriction": [ONE_PROJECT, ONE_SOURCE]})
    pairs = before.select(*key, "left_name", "right_name", ROWS, n_before="n_shared").join(kinds, how="cross")
    found = pairs.join(worst, on=[*key, "kind"], how="left").with_columns(
        pl.col("hinges", "costs_most").fill_null([]),
        pl.lit(WORST).alias(REASON),
        n_shared=pl.col("n_before") - pl.col("n_lost").fill_null(0),
        jaccard=pl.lit(None, pl.Float64),
    )
    return _shown(found)


def _shown(found: pl.DataFrame) -> pl.DataFrame:
    n_shared = pl.col("n_shared").fill_null(0)
    return found.with_columns(
        pl.col(ROWS).fill_null([]), n_shared=n_shared, change=n_shared - pl.col("n_before")
    ).select(
        *("left", "left_name", "right", "right_name", "dimension", "restriction", "n_before", "n_shared", "change"),
        *("jaccard", "hinges", "costs_most", REASON, ROWS),
    )
