"""Whether like works with like: assortativity by attribute and by number of partners, on the projection."""

import polars as pl

from ecograph.algorithms import mixing
from ecograph.language import Words
from ecograph.metrics.groups import GROUPS, groups, labels
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS


def assortativity(network: Network) -> pl.DataFrame:
    """Return the assortativity by each attribute and by degree: 1 where like works only with like, 0 as by chance.

    By attribute r = (tr e - sum a_i^2) / (1 - sum a_i^2), where e_ij is the share of ties from group i to group j, each
    tie counted in both directions, and a_i its sum over j; by degree r is the correlation of the numbers of partners
    at the two ends of a tie (Newman 2003, Phys. Rev. E 67:026126). All ties weigh the same. Ties to organisations
    whose group is not known are left out. In -1..1; by attribute -1 is reached only where there are two groups.

    It is null where the ties touch one group only, or all organisations with partners have as many. By degree the
    projection itself pushes it up, since a large project gives many partners to all its partners at once: compare
    networks, do not read it alone.

    Returns:
        ``attribute`` (helix, kind, country, region, cluster, degree), ``assortativity``, ``n`` (ties counted),
        ``reason``, ``rows`` (the organisations whose group is known; by degree the participations); nothing where
        there is no organisation.

    By hand: of the Danish a and b and the Norwegian c, a works with b and b with c. Of 4 directed ties 2 are Danish,
    1 leads each way: (2/4 - (3/4)^2 - (1/4)^2) / (1 - (3/4)^2 - (1/4)^2) = -1/3. Partners 1, 2, 1: -1.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": i, "name": i, "kind": "company", "country": land}
    ...         for i, land in (("a", "DK"), ("b", "DK"), ("c", "NO"))
    ...     ],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "cq")
    ...     ],
    ... )
    >>> found = assortativity(Network.of(eco)).filter(pl.col("attribute").is_in(["country", "degree"]))
    >>> found.select("attribute", "assortativity", "n").rows()
    [('country', -0.3333333333333333, 2), ('degree', -1.0, 2)]
    """
    ties, ids = network.projection(), pl.Series(network.organisations, dtype=pl.String)
    rows: list[tuple[str, float | None, int, str, list[str]]] = []
    for attribute in GROUPS:
        known = groups(network, attribute)
        found = mixing.mixing_matrix(ties, labels(known)[0])
        n, value = int(found.sum()) // 2, mixing.assortativity(found)
        why = f"all ties are within one {attribute}" if n else f"no tie joins organisations whose {attribute} is known"
        grounds = ("organisations/" + ids.filter(known.is_not_null())).to_list()
        rows.append((attribute, value, n, why, grounds))
    all_alike = "all organisations with partners have as many" if ties.nnz else "there is no tie"
    taking_part = network.nodes.head(len(ids))[ROWS].explode(keep_nulls=False, empty_as_null=False).unique().sort()
    rows.append(("degree", mixing.degree_assortativity(ties), ties.nnz // 2, all_alike, taking_part.to_list()))
    table = pl.DataFrame(rows if len(ids) else [], schema=_SCHEMA, orient="row")
    undefined = pl.col("assortativity").is_nan()
    return table.with_columns(
        pl.col("assortativity").fill_nan(None), pl.when(undefined).then(pl.col(REASON)).alias(REASON)
    )


_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "attribute": pl.String,
    "assortativity": pl.Float64,
    "n": pl.Int64,
    REASON: pl.String,
    ROWS: pl.List(pl.String),
}


ASSORTATIVITY = Metric(
    name="assortativity",
    title=Words(en="like with like", da="lige søger lige", nb="like søker like"),
    sentence=Words(
        en="Whether organisations of one kind, country or cluster work with their own rather than with others.",
        da="Om organisationer af samme slags, fra samme land eller i samme klynge arbejder mere sammen indbyrdes end "
        "med andre.",
        nb="Om organisasjoner av samme slag, fra samme land eller i samme klynge samarbeider mer seg imellom enn "
        "med andre.",
    ),
    definition="How many more ties stay within a group than chance would give, as a share of the most possible; by "
    "degree, the correlation of the numbers of partners at the two ends of a tie.",
    formula="r = (tr e - sum a_i^2) / (1 - sum a_i^2), e = share of ties between groups; degree: Pearson correlation",
    unit="-1 (only across) to 1 (only within); 0 as by chance",
    graph="projection",
    keys=("attribute",),
    values={"assortativity": (-1, 1)},
    n="n",
    undefined="There is no tie, all ties are within one group, or all have as many partners.",
    source="Newman 2003, Physical Review E 67:026126",
    compute=assortativity,
)
