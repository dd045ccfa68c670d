"""What several sets have in common at once, in every combination of them, and what only one of them has.

Three clusters may share much pair by pair and nothing together. Each item stands in exactly one exclusive cell, as
in an UpSet plot, and what is in all sets of a combination is held against sets of these sizes drawn by chance.
"""

from collections.abc import Callable, Iterator
from itertools import combinations as subsets
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from ecograph.algorithms.intersections import expected_intersection, hypergeometric_tail, intersection_tail
from ecograph.algorithms.matrix import Matrix
from ecograph.algorithms.sets import cells, incidence, intersections, marginal_coverage, redundancy, sizes
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.wording import called
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.holdings import DIMENSIONS, Holdings, Sets, holdings, names_of, populations
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS

Flags: TypeAlias = npt.NDArray[np.bool_]
"""Whether something holds of each item."""

MOST = 8
"""The greatest number of sets of which every combination is taken: 255 combinations."""

PAIR = 2

ALONE = "one set alone is not tested"
NO_POPULATION = "nobody knows the grants and payments that could have been given"
ONE_HAS_NONE = "one of them has none"
NONE_HAS = "none of them has any"
HAS_NONE = "it has none"

POPULATIONS = {
    "members": "organisations of the network",
    "projects": "projects other than meetings",
    "partners": "organisations that take part in a project",
    "funders": "payers of a grant or payment",
    "themes": "themes that something is tagged with",
    "regions": "regions of an organisation",
}
"""From what the items of each dimension are drawn."""

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "combination": pl.String,
    "sets": pl.List(pl.String),
    "names": pl.List(pl.String),
    "n_sets": pl.Int64,
    "dimension": pl.String,
    "n_all": pl.Int64,
    "n_exclusive": pl.Int64,
    "population": pl.Int64,
    "population_of": pl.String,
    "expected": pl.Float64,
    "fold": pl.Float64,
    "p": pl.Float64,
    REASON: pl.String,
    "shared": pl.List(pl.String),
    ROWS: pl.List(pl.String),
}

SETS_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "set": pl.String,
    "name": pl.String,
    "dimension": pl.String,
    "n": pl.Int64,
    "n_only_here": pl.Int64,
    "share_only_here": pl.Float64,
    "n_union": pl.Int64,
    "redundancy": pl.Float64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}

TITLE = Words(
    en="what several have in common at once",
    da="hvad flere har til fælles på én gang",
    nb="hva flere har felles på én gang",
)

MEANING = Words(
    en="How much is in all sets of a combination (n_all) and in exactly these (n_exclusive). Expected and p compare "
    "it with sets of the same sizes drawn from the population that is named: a small p says that so much in common "
    "is rarely chance. It does not take into account that some organisations are in many projects.",
    da="Hvor meget der er i alle grupper i en kombination (n_all) og i præcis disse (n_exclusive). Forventet antal og "
    "p sammenligner med lige store grupper trukket fra den nævnte population: En lille p siger, at så meget til fælles "
    "sjældent er tilfældigt. Der tages ikke højde for, at nogle organisationer er med i mange projekter.",
    nb="Hvor mye som er i alle gruppene i en kombinasjon (n_all) og i nøyaktig disse (n_exclusive). Forventet antall "
    "og p sammenligner med like store grupper trukket fra den nevnte populasjonen: En liten p sier at så mye felles "
    "sjelden er tilfeldig. Det tas ikke hensyn til at noen organisasjoner er med i mange prosjekter.",
)

SETS_TITLE = Words(
    en="what each adds",
    da="hvad hver tilføjer",
    nb="hva hver tilfører",
)

SETS_MEANING = Words(
    en="How much each set has, and how much of it no other set has (n_only_here): what would be lost without it. "
    "Redundancy says how much of what all of them have is counted double.",
    da="Hvor meget hver gruppe har, og hvor meget af det ingen anden har (n_only_here): det, der ville gå tabt uden "
    "den. Redundans siger, hvor meget af det, de har tilsammen, der tælles dobbelt.",
    nb="Hvor mye hver gruppe har, og hvor mye av det ingen annen har (n_only_here): det som ville gå tapt uten den. "
    "Redundans sier hvor mye av det de har til sammen, som telles dobbelt.",
)

SHOWN = ("names", "dimension", "n_all", "n_exclusive", "population", "expected", "p", REASON)
"""The columns of the combinations that a terminal shows."""

SETS_SHOWN = ("name", "dimension", "n", "n_only_here", "share_only_here", "redundancy", REASON)
"""The columns of the sets that a terminal shows."""


def combinations(network: Network, sets: Sets, *, most: int = MOST) -> Result:
    """Return what the sets of each combination have in common, by dimension; the largest combinations first.

    All combinations of one set and more for up to eight sets. Of more than eight the single sets and the pairs are
    taken, since 2^k combinations cannot be read.

    The test supposes that each set is drawn from the population anew, every item equally likely (Wang, Zhao & Zhang
    2015, Sci. Rep. 5:16923; for two sets Fisher 1935): P(X >= n_all). The population is what ``population_of`` says:
    every organisation of the network for members, all projects other than meetings, every organisation that takes
    part in one, all payers of a grant or payment, all themes of a tag, all regions of an organisation; larger only
    where a named set has more. Organisations of the combination are not each other's partners, as in the pairs.

    Args:
        network: The network.
        sets: The sets.
        most: The greatest number of sets in a combination, 1 to 8.

    Returns:
        The result ``combinations``: ``combination`` (ids joined by |), ``sets``, ``names``, ``n_sets``, ``dimension``,
        ``n_all``, ``n_exclusive``, ``population``, ``population_of``, ``expected``, ``fold`` (n_all / expected), ``p``
        (2.2e-308 to 1), ``reason``, ``shared``, ``rows``. One set alone is not tested, and neither is money, of which
        nobody knows what could have been given. Sorted by the number of sets, their ids, and dimension.

    Raises:
        EcographError: ``most`` is not 1 to 8.

    By hand: a and b of four projects are in two each, and share one: 2 * 2 / 4 = 1 is expected.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqrs"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "aq", "bq", "br")
    ...     ],
    ... )
    >>> found = combinations(Network.of(eco), {"a": ["a"], "b": ["b"]}).table.filter(dimension="projects")
    >>> found.select("combination", "n_all", "n_exclusive", "expected").rows()
    [('a|b', 1, 1, 1.0), ('a', 2, 1, None), ('b', 2, 1, None)]
    """
    if not 1 <= most <= MOST:
        raise EcographError(f"found combinations of up to {most} sets, expected 1 to {MOST}: name fewer sets at a time")
    ids = sorted(sets)
    held = holdings(network, sets)
    largest = min(most, len(ids) if len(ids) <= MOST else PAIR)
    chosen = [places for n in range(1, largest + 1) for places in subsets(range(len(ids)), n)]
    names = names_of(network, sets)
    drawn_from = populations(network)
    rows = [
        {
            "combination": "|".join(ids[i] for i in places),
            "sets": [ids[i] for i in places],
            "names": [names[ids[i]] for i in places],
            "n_sets": len(places),
            "dimension": dimension,
            **found,
        }
        for dimension in DIMENSIONS
        for places, found in zip(
            chosen, _of_dimension(held, dimension, sets, chosen, drawn_from.get(dimension)), strict=True
        )
    ]
    order = ["n_sets", "combination", pl.col("dimension").cast(pl.Enum(DIMENSIONS))]
    table = pl.DataFrame(rows, schema=SCHEMA).sort(order, descending=[True, False, False])
    words = called(table, REASON, "population_of")
    return Result("combinations", TITLE, MEANING, ("combination", "dimension"), table, SHOWN, words)


def each_set(network: Network, sets: Sets) -> Result:
    """Return what each set has and what no other set has, by dimension, and how much of all that is double.

    Args:
        network: The network.
        sets: The sets.

    Returns:
        The result ``sets``: ``set``, ``name``, ``dimension``, ``n``, ``n_only_here`` (what the union would lose
        without the set), ``share_only_here`` (of n, 0 to 1), ``n_union`` (of all sets) and ``redundancy``
        (1 - union / sum of the sizes, 0 to 1 - 1/k); ``reason``, ``rows`` (those of all that the set has).

    By hand: a has p and q, b has q: a alone adds p; of 3 that they have together 1 is double.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "aq", "bq")],
    ... )
    >>> found = each_set(Network.of(eco), {"a": ["a"], "b": ["b"]}).table.filter(dimension="projects")
    >>> found.select("set", "n", "n_only_here", "share_only_here", "n_union").rows()
    [('a', 2, 1, 0.5, 2), ('b', 1, 0, 0.0, 2)]
    """
    ids = sorted(sets)
    held = holdings(network, sets)
    names = names_of(network, sets)
    rows = []
    for dimension in DIMENSIONS:
        here = held.filter(dimension=dimension)
        at, _ = _incidence(here, ids)
        n_union, double = here["item"].n_unique(), redundancy(at)
        refs = dict(here.group_by("set").agg(pl.col(ROWS).explode(empty_as_null=False, keep_nulls=False)).iter_rows())
        for own, n, alone in zip(ids, sizes(at).tolist(), marginal_coverage(at).tolist(), strict=True):
            rows.append(
                {
                    "set": own,
                    "name": names[own],
                    "dimension": dimension,
                    "n": n,
                    "n_only_here": alone,
                    "share_only_here": alone / n if n else None,
                    "n_union": n_union,
                    "redundancy": double if n_union else None,
                    REASON: None if n else HAS_NONE if n_union else NONE_HAS,
                    ROWS: sorted(set(refs.get(own, []))),
                }
            )
    table = pl.DataFrame(rows, schema=SETS_SCHEMA).sort("set", pl.col("dimension").cast(pl.Enum(DIMENSIONS)))
    return Result("sets", SETS_TITLE, SETS_MEANING, ("set", "dimension"), table, SETS_SHOWN, called(table, REASON))


def _of_dimension(
    held: Holdings, dimension: str, sets: Sets, chosen: list[tuple[int, ...]], population: set[str] | None
) -> Iterator[dict[str, object]]:
    """Yield the numbers of each combination in one dimension."""
    ids = sorted(sets)
    here = held.filter(dimension=dimension)
    at, items = _incidence(here, ids)
    has = at.toarray().astype(bool)
    rows_of = _rows_of(here, ids)
    n_population = None if population is None else len(population | set(items))
    n_all, n_exclusive = _counts(at, chosen)
    for places, common, only in zip(chosen, n_all, n_exclusive, strict=True):
        inside: Flags = np.asarray(has[list(places)].all(axis=0)) if common else np.zeros(len(items), dtype=bool)
        own = {one for i in places for one in sets[ids[i]]} if dimension == "partners" else set()
        others = np.array([item not in own for item in items], dtype=bool)
        drawn = [int((has[i] & others).sum()) for i in places]
        yield {
            "n_all": common,
            "n_exclusive": only,
            "population": n_population,
            "population_of": POPULATIONS.get(dimension),
            **_tested(n_population, drawn, common),
            "shared": [items[at] for at in np.flatnonzero(inside)],
            ROWS: rows_of(places, inside),
        }


def _incidence(here: Holdings, ids: list[str]) -> tuple[Matrix, list[str]]:
    """Return the sets of one dimension as a matrix, and the items that are its columns."""
    items = here["item"].unique().sort().to_list()
    place = {name: i for i, name in enumerate(ids)}
    owners = [place[name] for name in here["set"]]
    columns = here["item"].rank("dense").cast(pl.Int64).to_numpy() - 1
    return incidence(owners, columns, (len(ids), len(items))), items


def _counts(at: Matrix, chosen: list[tuple[int, ...]]) -> tuple[list[int], list[int]]:
    """Return for each combination the items in all of its sets, and those in exactly these."""
    if at.shape[0] <= MOST:
        found = cells(at)
        masks = [sum(1 << i for i in places) for places in chosen]
        return found.n_all[masks].tolist(), found.n_exclusive[masks].tolist()
    n_sets = np.bincount(at.indices, minlength=at.shape[1])
    n_all, in_two = intersections(at).toarray(), intersections(at[:, np.flatnonzero(n_sets == PAIR)]).toarray()
    alone = marginal_coverage(at)
    ends = [(places[0], places[-1]) for places in chosen]
    exclusive = [alone[i] if i == j else in_two[i, j] for i, j in ends]
    return [int(n_all[i, j]) for i, j in ends], [int(n) for n in exclusive]


def _rows_of(here: Holdings, ids: list[str]) -> Callable[[tuple[int, ...], Flags], list[str]]:
    """Return a function that names the facts by which the sets of a combination have some of the items."""
    numbered = here.select("set", pl.col("item").rank("dense").cast(pl.Int64), ROWS)
    long = numbered.explode(ROWS, empty_as_null=False, keep_nulls=False)
    facts = long[ROWS].unique().sort()
    place = {name: i for i, name in enumerate(ids)}
    owners = np.array([place[name] for name in long["set"]], dtype=np.int64)
    columns = long["item"].to_numpy() - 1
    codes = long[ROWS].rank("dense").cast(pl.Int64).to_numpy() - 1

    def rows(places: tuple[int, ...], inside: Flags) -> list[str]:
        wanted = inside[columns] & np.isin(owners, places)
        return facts.gather(np.unique(codes[wanted])).to_list() if wanted.any() else []

    return rows


def _tested(population: int | None, drawn: list[int], common: int) -> dict[str, object]:
    """Return how many common items are expected, how many times as many there are, and how rarely that is chance."""
    if len(drawn) < PAIR or population is None:
        reason = ALONE if len(drawn) < PAIR else NO_POPULATION
        return {"expected": None, "fold": None, "p": None, REASON: reason}
    if not min(drawn):
        reason = ONE_HAS_NONE if max(drawn) else NONE_HAS
        return {"expected": None, "fold": None, "p": None, REASON: reason}
    expected = float(expected_intersection(population, drawn))
    if len(drawn) == PAIR:
        p = float(hypergeometric_tail(population, drawn[0], drawn[1], common))
    else:
        p = intersection_tail(population, drawn, common)
    return {"expected": expected, "fold": common / expected, "p": p, REASON: None}
