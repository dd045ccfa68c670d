"""What two clusters share: members, projects, project partners, funders, themes, regions and money, pair by pair."""

from collections.abc import Collection
from dataclasses import asdict

import numpy as np
import polars as pl

from ecograph.algorithms.sets import incidence, intersections, similarities, sizes
from ecograph.language import Words
from ecograph.metrics.holdings import DIMENSIONS, Holdings, Sets, compared, holdings, names_of
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS

SHARES = ("jaccard", "overlap_coefficient", "dice", "ochiai", "redundancy")

KEYS = ("left", "right", "dimension")

NONE_HAS = "neither has any"
ONE_HAS_NONE = "one of them has none"


def pairwise_overlap(network: Network, sets: Sets | Collection[str] | None = None) -> pl.DataFrame:
    """Return what each pair of clusters, or of other sets, shares, by dimension.

    members: organisations known to belong to the cluster. projects: projects it takes part in, meetings left
    out. partners: the other organisations in those projects, the two clusters themselves left out. funders:
    payers of grants and payments to the cluster or to one of those projects. themes: those that the cluster and its
    projects are tagged with. regions: the seats of the cluster, its members and its partners. money: the grants and
    payments to the cluster or to one of those projects, counted as flows. ``holdings`` defines them.

    The overlap rests on what is known: a cluster with few known members shares few. Take
    ``ecosystem.without_purpose("merger")`` first to leave out the projects made for a merger.

    Args:
        network: The network.
        sets: The ids of two or more clusters, organisations or projects; or named sets of them; all organisations of
            the kind cluster when None.

    Returns:
        ``left``, ``left_name``, ``right``, ``right_name``, ``dimension``, ``n_left``, ``n_right``, ``n_shared``,
        ``n_union``, ``n_only_left``, ``n_only_right``, then shares from 0 to 1: ``jaccard`` (shared / union),
        ``overlap_coefficient`` (shared / the smaller), ``dice`` (2 shared / (left + right)), ``ochiai``
        (shared / sqrt(left * right)), ``redundancy`` (1 - union / (left + right)); ``reason``, ``shared`` (ids, or
        codes of regions), ``rows``. A share is null where what it divides by is 0.

    Raises:
        EcographError: Fewer than two sets, one named twice, or one that the network does not have.

    Source: Jaccard 1901; Szymkiewicz 1934 and Simpson 1943; Dice 1945 and Sorensen 1948; Ochiai 1957.

    By hand: a in p and q, b in q and r: 1 shared of 3, Jaccard 1/3, overlap coefficient 1/2.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "aq", "bq", "br")
    ...     ],
    ... )
    >>> found = pairwise_overlap(Network.of(eco), ["a", "b"]).filter(dimension="projects")
    >>> found.select("n_shared", "n_union", "jaccard", "overlap_coefficient").rows()
    [(1, 3, 0.3333333333333333, 0.5)]
    """
    chosen = compared(network, sets)
    return overlaps(holdings(network, chosen), chosen, names_of(network, chosen))


def overlaps(held: Holdings, sets: Sets, names: dict[str, str]) -> pl.DataFrame:
    """Return the table of ``pairwise_overlap`` of what sets hold, each set having a name to show."""
    ids = list(sets)
    counted = pl.concat(_counted(held.filter(dimension=dimension), dimension, sets) for dimension in DIMENSIONS)
    dimension = pl.col("dimension").cast(pl.Enum(DIMENSIONS))
    table = counted.join(_shared(held, ids), on=("i", "j", "dimension"), how="left")
    table = table.sort("i", "j", dimension)
    shown = {
        name: pl.Series(values, dtype=pl.String).gather(table[at])
        for side, at in (("left", "i"), ("right", "j"))
        for name, values in ((side, ids), (f"{side}_name", [names[own] for own in ids]))
    }
    n_left, n_right, n_shared = (pl.col(f"n_{side}") for side in ("left", "right", "shared"))
    return (
        table.with_columns(
            **shown,
            n_union=n_left + n_right - n_shared,
            n_only_left=n_left - n_shared,
            n_only_right=n_right - n_shared,
        )
        .with_columns(
            pl.col("shared", ROWS).fill_null([]),
            reason=pl.when(pl.col("n_union") == 0)
            .then(pl.lit(NONE_HAS))
            .when((n_left == 0) | (n_right == 0))
            .then(pl.lit(ONE_HAS_NONE)),
        )
        .select(
            *("left", "left_name", "right", "right_name", "dimension", "n_left", "n_right", "n_shared", "n_union"),
            *("n_only_left", "n_only_right", *SHARES, REASON, "shared", ROWS),
        )
    )


def _counted(held: Holdings, dimension: str, sets: Sets) -> pl.DataFrame:
    """Return the pairs of sets by their places, with sizes, what they share and how alike they are."""
    ids = list(sets)
    items = held["item"].rank("dense").cast(pl.Int64).to_numpy() - 1
    owners = held.select(_place("set", sets)).to_series().to_numpy()
    at = incidence(owners, items, (len(ids), int(items.max(initial=-1)) + 1))
    i, j = np.triu_indices(len(ids), 1)
    n_shared = intersections(at).toarray()[i, j].astype(np.int64)
    other = _each_other(held, sets) if dimension == "partners" else np.zeros((len(ids), len(ids)), dtype=np.int64)
    n_left, n_right = sizes(at)[i] - other[i, j], sizes(at)[j] - other[j, i]
    alike = similarities(n_left, n_right, n_shared)
    counts = {"i": i, "j": j, "n_left": n_left, "n_right": n_right, "n_shared": n_shared}
    shares = {name: pl.Series(values).fill_nan(None) for name, values in asdict(alike).items()}
    return pl.DataFrame(counts | shares).with_columns(pl.col("i", "j").cast(pl.Int64), dimension=pl.lit(dimension))


def _each_other(partners: Holdings, sets: Sets) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return how many organisations of each other set are partners of a set: two that are compared are not."""
    inside = [(own, name) for name, ids in sets.items() for own in sorted(set(ids))]
    owners = pl.DataFrame(inside, schema={"item": pl.String, "other": pl.String}, orient="row")
    met = partners.join(owners, on="item").select(_place("set", sets).alias("i"), _place("other", sets).alias("j"))
    found = np.zeros((len(sets), len(sets)), dtype=np.int64)
    np.add.at(found, (met["i"].to_numpy(), met["j"].to_numpy()), 1)
    return found


def _place(column: str, sets: Collection[str]) -> pl.Expr:
    """Return the places of the sets that a column names, counted from 0."""
    return pl.col(column).cast(pl.Enum(list(sets))).to_physical().cast(pl.Int64)


def _shared(held: Holdings, ids: list[str]) -> pl.DataFrame:
    """Return ``i``, ``j``, ``dimension``, ``shared`` and ``rows`` of the pairs that share something.

    Items and rows are numbers in the order of their names until the end: there are many more pairs than names.
    """
    numbered = held.select(
        "dimension",
        pl.col("item").rank("dense").cast(pl.Int64),
        ROWS,
        i=_place("set", ids),
    ).with_row_index("at")
    long = numbered.select("at", ROWS).explode(ROWS, empty_as_null=False, keep_nulls=False)
    coded = long.with_columns(pl.col(ROWS).rank("dense").cast(pl.Int64))
    items, rows = _in_order(held["item"]), _in_order(long[ROWS])
    numbered = numbered.drop(ROWS).join(coded.group_by("at").agg(ROWS), on="at").drop("at")
    pairs = numbered.join(numbered.rename({"i": "j"}), on=("dimension", "item")).filter(pl.col("i") < pl.col("j"))
    found = (
        pairs.group_by("i", "j", "dimension")
        .agg(
            shared=pl.col("item").sort(),
            rows=pl.concat_list(ROWS, f"{ROWS}_right").explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .sort("i", "j", "dimension")
    )
    return found.with_columns(_named(found["shared"], items), _named(found[ROWS], rows))


def _in_order(names: pl.Series) -> pl.Series:
    """Return each name once, in the order in which ``rank`` counts them."""
    return names.unique().sort()


def _named(numbers: pl.Series, names: pl.Series) -> pl.Series:
    """Return lists of names for lists of their numbers, counted from 1."""
    long = numbers.to_frame("n").with_row_index("at").explode("n", empty_as_null=False, keep_nulls=False)
    named = long.select("at", n=names.gather(long["n"] - 1)).group_by("at", maintain_order=True).agg("n")
    return named["n"].alias(numbers.name)


PAIRWISE_OVERLAP = Metric(
    name="pairwise_overlap",
    title=Words(en="overlap by pair", da="overlap parvis", nb="overlapp parvis"),
    sentence=Words(
        en="What two clusters have in common: members, projects, partners, funders, themes, regions and money.",
        da="Hvad to klynger har til fælles: medlemmer, projekter, samarbejdspartnere, finansieringskilder, temaer, "
        "regioner, tilskud og betalinger.",
        nb="Hva to klynger har til felles: medlemmer, prosjekter, samarbeidspartnere, finansieringskilder, temaer, "
        "regioner, tilskudd og betalinger.",
    ),
    definition="The members, projects, partners, funders, themes, regions, and grants and payments that two clusters "
    "both have.",
    formula="jaccard = shared / union; overlap_coefficient = shared / the smaller set; dice = 2 shared / "
    "(left + right); ochiai = shared / sqrt(left * right); redundancy = 1 - union / (left + right)",
    unit="share",
    graph="tables",
    keys=KEYS,
    values={**dict.fromkeys(SHARES[:-1], (0, 1)), "redundancy": (0, 0.5)},
    n="n_union",
    undefined="A set to divide by is empty.",
    source="Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37:547-579; Szymkiewicz 1934; Simpson 1943; Dice 1945, Ecology "
    "26:297-302; Sørensen 1948; Ochiai 1957, Bull. Jpn. Soc. Sci. Fish. 22:526-530",
    compute=pairwise_overlap,
)
