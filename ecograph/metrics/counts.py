"""How many organisations of which helix, kind and country the dataset knows."""

import math

import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import Metric
from ecograph.network import Network

DIMENSIONS = ("helix", "kind", "country")


def counts(network: Network) -> pl.DataFrame:
    """Return the number of organisations of the network by helix, kind and country.

    Returns:
        ``dimension``, ``value`` (null where it is not known), ``n``, ``share`` (of all, 0..1), ``rows``;
        by dimension in that order, then greatest first.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": "a", "name": "A", "kind": "company", "country": "DK"},
    ...         {"org_id": "b", "name": "B", "kind": "company"},
    ...     ]
    ... )
    >>> counts(Network.of(eco)).filter(dimension="country").select("value", "n", "share").rows()
    [('DK', 1, 0.5), (None, 1, 0.5)]
    """
    bodies = network.ecosystem.organisations.filter(pl.col("org_id").is_in(network.organisations))
    return pl.concat(_by(bodies, dimension) for dimension in DIMENSIONS)


def _by(bodies: pl.DataFrame, dimension: str) -> pl.DataFrame:
    table = bodies.group_by(value=dimension).agg(
        n=pl.len().cast(pl.Int64), rows=("organisations/" + pl.col("org_id")).sort()
    )
    share = pl.Series("share", table["n"].to_numpy() / bodies.height)  # polars would multiply by 1/n: 49/49 < 1
    return (
        table.with_columns(share)
        .sort(["n", "value"], descending=[True, False], nulls_last=True)
        .select(pl.lit(dimension).alias("dimension"), "value", "n", "share", "rows")
    )


COUNTS = Metric(
    name="counts",
    title=Words(
        en="organisations by sphere, kind and country",
        da="organisationer efter sektor, type og land",
        nb="organisasjoner etter sektor, type og land",
    ),
    sentence=Words(
        en="How many organisations there are of each sort; collectives and unnamed bodies are not counted.",
        da="Hvor mange organisationer der er af hver slags; samlebetegnelser og unavngivne tælles ikke med.",
        nb="Hvor mange organisasjoner det er av hvert slag; samlebetegnelser og organisasjoner uten navn telles "
        "ikke med.",
    ),
    definition="The organisations of the network by helix, kind and country.",
    formula="share = n / all organisations",
    unit="organisations",
    graph="tables",
    keys=("dimension", "value"),
    values={"n": (0, math.inf), "share": (0, 1)},
    n="n",
    undefined="",
    source="definition of this project",
    compute=counts,
)
