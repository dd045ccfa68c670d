"""Which money reaches which theme and place: grants and payments in euro, none counted twice, none split.

A flow belongs to the themes of whom it names as recipient, and reaches the organisations that it names and those
partners of a project that may be paid. Nobody says how a flow to several is split: for each it is 0 to the whole.
"""

from collections.abc import Sequence

import polars as pl

from ecograph.analyses.gaps.themed import Axis, tagged
from ecograph.metrics.concentration import in_euro, reached_by
from ecograph.metrics.holdings import LEVELS
from ecograph.network import Network
from ecograph.rows import ROWS, reference

NO_FLOW = "no grant or payment is known"
NO_AMOUNT = "no amount in euro is known"


def flows_in_euro(network: Network, *, vagueness: float) -> pl.DataFrame:
    """Return ``flow_id``, ``level``, ``recipients``, ``low``, ``high``, ``rows`` of the grants and payments that count.

    Counted are the flows that ``funding`` counts. The interval is null where an amount or a rate is not known.
    """
    return in_euro(network, vagueness=vagueness).filter(pl.col("level").is_in(LEVELS)).drop("payers")


def themes_of(network: Network, flows: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """Return ``flow_id``, ``theme``, ``rows`` (a list: the flow and the tags), each pair once, sorted."""
    ends = _ends(flows).rename({"end": "subject", ROWS: "flow"})
    found = ends.join(tagged(network, chosen), on="subject")
    long = [found.select("flow_id", "theme", rows=name) for name in ("flow", ROWS)]
    return _listed(pl.concat(long), ["flow_id", "theme"])


def places_of(network: Network, flows: pl.DataFrame, axes: Sequence[Axis]) -> pl.DataFrame:
    """Return ``flow_id``, the axes, ``rows`` (a list): where a flow may go, null where that is not known; sorted."""
    seats = network.ecosystem.organisations.select("org_id", *axes, seat=reference("organisations"))
    found = (
        _ends(flows)
        .rename({ROWS: "flow"})
        .join(reached_by(network), on="end", how="left", maintain_order="left")
        .join(seats, left_on="party", right_on="org_id", how="left", maintain_order="left")
    )
    long = [found.select("flow_id", *axes, rows=name) for name in ("flow", "part", "seat")]
    return _listed(pl.concat(long), ["flow_id", *axes])


def summed(found: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Return what reaches each of some keys: their flows, and the bounds of the sum of those whose amount is known.

    Grants and payments are never added, since a payment may be of a grant: the sum of one level is the least, that
    of both the most.

    Args:
        found: ``flow_id``, ``level``, ``low``, ``high``, ``is_joint`` (whether it may go elsewhere), ``rows`` (a list)
            and the keys; each flow once for a key.
        keys: The columns to add up by.

    Returns:
        The keys, ``n_flows``, ``n_unknown`` (flows without an amount in euro), ``low``, ``high``, ``rows``; sorted.
    """
    least = pl.when("is_joint").then(pl.col("low") * 0).otherwise(pl.col("low"))
    by_level = [pl.when(pl.col("level") == level).then(least).sum() for level in LEVELS]
    ordered = found.sort(*keys, "flow_id")
    known = pl.col("low").is_not_null()
    return (
        ordered.group_by(keys, maintain_order=True)
        .agg(
            n_flows=pl.len().cast(pl.Int64),
            n_unknown=(~known).sum().cast(pl.Int64),
            low=pl.when(known.any()).then(pl.max_horizontal(by_level)),
            high=pl.when(known.any()).then(pl.col("high").sum()),
            rows=pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .sort(keys)
    )


def by_theme(network: Network, chosen: pl.DataFrame, *, vagueness: float) -> pl.DataFrame:
    """Return what reaches each theme: ``theme`` and the columns of ``summed``.

    A flow to several themes of one framework is 0 to the whole for each. Other frameworks see the same money again.
    """
    flows = flows_in_euro(network, vagueness=vagueness)
    pairs = themes_of(network, flows, chosen).join(chosen.select("theme", "framework"), on="theme")
    joint = pairs.with_columns(is_joint=pl.len().over("flow_id", "framework") > 1)
    return summed(joint.join(flows.drop(ROWS), on="flow_id"), ["theme"])


def in_all(network: Network, chosen: pl.DataFrame, *, vagueness: float) -> pl.DataFrame:
    """Return ``is_themed`` and the columns of ``summed``: the money with one of some themes, and that without."""
    flows = flows_in_euro(network, vagueness=vagueness)
    own = themes_of(network, flows, chosen)["flow_id"].implode()
    whole = flows.with_columns(
        pl.concat_list(ROWS), is_joint=pl.lit(value=False), is_themed=pl.col("flow_id").is_in(own)
    )
    return summed(whole, ["is_themed"])


def _ends(flows: pl.DataFrame) -> pl.DataFrame:
    """Return ``flow_id``, ``end`` (null where no recipient is named), ``rows`` (the flow)."""
    return flows.select("flow_id", ROWS, end="recipients").explode("end", empty_as_null=True)


def _listed(long: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return long.group_by(keys).agg(pl.col(ROWS).drop_nulls().unique().sort()).sort(keys, nulls_last=True)
