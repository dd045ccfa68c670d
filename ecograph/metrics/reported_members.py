"""The numbers of members that clusters are reported to have, and how many of them are known by name.

What is known of a list can only be judged against what somebody said the whole to be; which figures say that is
decided here once.
"""

import datetime as dt

import numpy as np
import polars as pl

from ecograph import dates, money
from ecograph.algorithms.partial_lists import whole_numbers
from ecograph.errors import EcographError
from ecograph.metrics.holdings import Sets
from ecograph.network import Network
from ecograph.rows import ROWS, reference

UNIT = "members"

NOT_ONE_CLUSTER = "not one cluster: a reported number of members belongs to one"
NOT_REPORTED = "no number of members is reported"
NO_MEMBERS = "the cluster is reported to have no members"


def reported(network: Network, *, vagueness: float = money.VAGUENESS) -> pl.DataFrame:
    """Return each reported number of members of an organisation, as an interval of whole numbers.

    A figure counts when its unit is ``members``, it has a value, it is of the whole (no breakdown, no figure it is
    a part of), and it states what is, not what is planned or aimed at. Companies or actors are other units.

    Args:
        network: The network.
        vagueness: The share by which a vague number may be off, as in ``ecograph.money``.

    Returns:
        ``cluster``, ``figure_id``, ``date`` (as stated; null where none is), ``first`` and ``last`` (the days it can
        stand for), ``value``, ``qualifier``, ``low``, ``high`` (infinite where open; both null where no whole number
        lies between), ``rows``; sorted by cluster, then undated before dated, then by the last day and the id.

    Raises:
        EcographError: The vagueness is below 0 or no number.

    By hand: about 260 is 234 to 286.

    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"figure_id": "f", "subject": "a", "what": "members", "unit": "members", "as_of": "2023"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "a", "name": "A", "kind": "cluster"}],
    ...     figures=[{**figure, "value": 260.0, "qualifier": "about"}],
    ... )
    >>> reported(Network.of(eco)).select("cluster", "date", "low", "high").rows()
    [('a', '2023', 234.0, 286.0)]
    """
    if not (np.isfinite(vagueness) and vagueness >= 0):
        raise EcographError(f"found the vagueness {vagueness}, expected a share of 0 or more, such as 0.1")
    is_whole = pl.col("breakdown").is_null() & pl.col("parent_id").is_null()
    figures = network.ecosystem.figures.filter(
        (pl.col("unit") == UNIT) & is_whole & pl.col("value").is_not_null() & (pl.col("status") == "actual")
    )
    found = figures.select(
        "figure_id",
        "value",
        pl.col("qualifier").fill_null("exact"),
        reference("figures"),
        cluster="subject",
        date=pl.coalesce("as_of", "to", "from"),
        low=money.low("value", "qualifier", vagueness).clip(lower_bound=0),
        high=money.high("value", "qualifier", vagueness),
    ).drop_nulls("cluster")
    whole = whole_numbers(found["low"].to_numpy(), found["high"].to_numpy())
    bounds = [pl.Series("low", whole.low, nan_to_null=True), pl.Series("high", whole.high, nan_to_null=True)]
    return (
        found.with_columns(bounds)
        .with_columns(first=dates.earliest("date"), last=dates.latest("date"))
        .sort("cluster", "last", "figure_id", nulls_last=False)
        .select("cluster", "figure_id", "date", "first", "last", "value", "qualifier", "low", "high", ROWS)
    )


def latest(figures: pl.DataFrame) -> pl.DataFrame:
    """Return the latest figure of each cluster with ``figure_ids``, all there are; an undated one where none is dated.

    Args:
        figures: What ``reported`` returns.
    """
    every = figures.group_by("cluster", maintain_order=True).agg(figure_ids=pl.col("figure_id").sort())
    last = figures.group_by("cluster", maintain_order=True).last()
    return last.join(every, on="cluster", how="left", maintain_order="left")


def of_day(figures: pl.DataFrame, cluster: str, *, day: dt.date | None, is_after: bool) -> dict[str, object] | None:
    """Return the figure of a cluster that is nearest to a day, before or after it; None where none is reported.

    Before the day, that is the latest whose date can be before it; after the day, the earliest whose date can be
    after it. Where no dated figure fits, an undated one is taken, and the caller has to say so.

    Args:
        figures: What ``reported`` returns.
        cluster: The id of the cluster.
        day: The day; any date fits where it is None.
        is_after: Whether the figure is to be after the day.
    """
    own = figures.filter(cluster=cluster)
    dated = own.drop_nulls("date")
    if day is not None:
        dated = dated.filter(pl.col("last") >= day if is_after else pl.col("first") <= day)
    fitting = dated if dated.height else own.filter(pl.col("date").is_null())
    if fitting.is_empty():
        return None
    return fitting.row(0 if is_after else -1, named=True)


def single_clusters(network: Network, sets: Sets) -> pl.DataFrame:
    """Return ``set``, ``set_name`` and ``cluster`` (null unless the set is one cluster) of each set, sorted."""
    eco = network.ecosystem
    ids = {name: next(iter(own)) if len(set(own)) == 1 else None for name, own in sets.items()}
    alone = pl.DataFrame(sorted(ids.items()), schema={"set": pl.String, "id": pl.String}, orient="row")
    names = pl.concat(
        [eco.organisations.select(id="org_id", name="name"), eco.projects.select(id="project_id", name="title")]
    )
    is_cluster = pl.col("id").is_in(network.clusters)
    return alone.join(names, on="id", how="left", maintain_order="left").select(
        "set", set_name=pl.coalesce("name", "set"), cluster=pl.when(is_cluster).then("id")
    )


def coverage(network: Network, sets: Sets, *, members: pl.DataFrame, vagueness: float) -> pl.DataFrame:
    """Return how many are known of how many in each set, with ``first`` and ``last`` day of the figure.

    Args:
        network: The network.
        sets: For each set its organisations and projects.
        members: The members known: ``set``, ``item`` and ``rows``, as ``holdings`` returns them.
        vagueness: The share by which a vague number may be off.

    Returns:
        The table ``coverage`` of ``analyses.overlap.knowledge.known``, with ``first`` and ``last``; sorted by set.
    """
    figures = reported(network, vagueness=vagueness)
    held = members.group_by("set").agg(
        n_known=pl.len().cast(pl.Int64), members=pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False)
    )
    last = latest(figures).rename({"low": "reported_low", "high": "reported_high", "value": "reported"})
    table = (
        single_clusters(network, sets)
        .join(held, on="set", how="left", maintain_order="left")
        .join(last, on="cluster", how="left", maintain_order="left")
        .with_columns(
            pl.col("n_known").fill_null(0),
            pl.col("members", "figure_ids").fill_null([]),
            is_cluster=pl.col("cluster").is_not_null(),
        )
    )
    low, high = pl.col("reported_low"), pl.col("reported_high")
    reason = (
        pl.when(~pl.col("is_cluster"))
        .then(pl.lit(NOT_ONE_CLUSTER))
        .when(pl.col("figure_id").is_null())
        .then(pl.lit(NOT_REPORTED))
        .when(low.is_null())
        .then(pl.format("no whole number of members lies in what {} reports", "figure_id"))
        .when(pl.col("n_known") > high)
        .then(pl.format("{} are known, more than {} reports: they are of any time", "n_known", "figure_id"))
        .when(high == 0)
        .then(pl.lit(NO_MEMBERS))
    )
    least = pl.max_horizontal(low, "n_known", pl.lit(1.0))
    is_defined = pl.col("reason").is_null()
    return table.with_columns(reason=reason).select(
        "set",
        "set_name",
        "is_cluster",
        "n_known",
        "figure_id",
        "date",
        "first",
        "last",
        "qualifier",
        "reported",
        "reported_low",
        "reported_high",
        "figure_ids",
        coverage_low=pl.when(is_defined).then(pl.col("n_known").cast(pl.Float64) / high),
        coverage_high=pl.when(is_defined).then(pl.col("n_known").cast(pl.Float64) / least),
        reason="reason",
        rows=pl.concat_list("members", pl.concat_list(ROWS).list.drop_nulls()).list.unique().list.sort(),
    )
