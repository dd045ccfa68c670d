"""What share of the funding is public."""

from math import isinf
from typing import NamedTuple

import polars as pl

from ecograph.language import Words
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.funding import LEVEL, NO_FLOW, amounts, payers
from ecograph.metrics.key_figures.tally import shaped, undefined
from ecograph.network import Network
from ecograph.rows import ROWS

PUBLIC = "government"
"""The sphere of public payers."""

NOT_KNOWN = "no grant has a known amount in euro and payers of a known sphere"
NOTHING = "all amounts are zero"


class Interval(NamedTuple):
    """An amount of money between two bounds."""

    low: float
    high: float


def public_share(network: Network, asked: Asked) -> pl.DataFrame:
    """Return the share of the granted money that public payers pay, in 0..1, as an interval.

    A payer is public when its sphere is ``government``. How an amount of public and other payers is split, nobody says:
    any part of it may be public. Amounts are in euro, those of ``funding_eur``.

    Returns:
        The columns of ``FIGURES`` other than ``figure``; ``n`` the grants it rests on, coverage their share of all
        grants; ``rows`` these grants and their payers, whose sphere it is. Null where there are none, or all amounts
        are zero.

    By hand: of 100 and 300, the first is public: a quarter. Paid by both, the 300 leave everything from a quarter to
    all open.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> sides = {"a": "government", "b": "industry"}
    >>> bodies = [{"org_id": i, "name": i, "kind": "fund", "helix": helix} for i, helix in sides.items()]
    >>> flow = {"kind": "grant", "level": "grant", "currency": "EUR", "qualifier": "exact", "from": "2020"}
    >>> flows = [{**flow, "flow_id": "f", "payers": ["a"], "amount": 100.0}]
    >>> for both in (["b"], ["a", "b"]):
    ...     second = {**flow, "flow_id": "g", "payers": both, "amount": 300.0}
    ...     eco = Ecosystem.of(organisations=bodies, flows=[*flows, second])
    ...     print(public_share(Network.of(eco), Asked(date(2024, 1, 1))).select("low", "high").row(0))
    (0.25, 0.25)
    (0.25, 1.0)
    """
    granted = network.once(amounts, "EUR", asked.vagueness, None).filter(level=LEVEL)
    if granted.is_empty():
        return undefined(NO_FLOW, unit="share")
    paid = granted.join(_sides(network), on="flow_id", how="left")
    known = paid.drop_nulls(["low", "side"])
    n_flows, n_known = granted["flow_id"].n_unique(), known["flow_id"].n_unique()
    public, other, joint = (_added(known, side) for side in ("public", "other", "joint"))
    reason = NOT_KNOWN if not n_known else None if public.high + other.high + joint.high > 0 else NOTHING
    low, high = bounds(public, other, joint) if reason is None else (None, None)
    row = {
        "low": [low],
        "high": [high],
        "n": [n_known],
        "coverage": [n_known / n_flows],
        "reason": [reason],
        ROWS: [sorted({*known[ROWS], *_bodies(network, known)})],
    }
    return shaped(pl.DataFrame(row, schema_overrides={"low": pl.Float64, "high": pl.Float64}), unit="share")


def bounds(public: Interval, other: Interval, joint: Interval) -> tuple[float, float]:
    """Return the least and the greatest share of the public part, which grows with it and falls with the others.

    Not all three may be 0. Where one of the upper bounds is infinite, the bound is the limit.

    >>> bounds(Interval(90, 110), Interval(10, 10), Interval(0, 0))
    (0.9, 0.9166666666666666)
    >>> bounds(Interval(1, float("inf")), Interval(1, float("inf")), Interval(0, 0))
    (0.0, 1.0)
    """
    rest, own = other.high + joint.high, public.high + joint.high
    low = public.low / (public.low + rest) if rest > 0 else 1.0
    if isinf(own):
        return low, 1.0
    return low, own / (own + other.low) if own > 0 else 0.0


def _added(flows: pl.DataFrame, side: str) -> Interval:
    own = flows.filter(side=side)
    return Interval(float(own["low"].sum()), float(own["high"].sum()))


def _bodies(network: Network, known: pl.DataFrame) -> pl.Series:
    """Return the rows of the organisations that pay some flows."""
    return payers(network).join(known, on="flow_id", how="semi").select("organisations/" + pl.col("item")).to_series()


def _sides(network: Network) -> pl.DataFrame:
    """Return ``flow_id`` and ``side``: public, other or joint; null where the sphere of a payer is not known."""
    spheres = network.ecosystem.organisations.select(item="org_id", helix="helix")
    is_public = (
        payers(network).join(spheres, on="item", how="left").select("flow_id", is_public=pl.col("helix") == PUBLIC)
    )
    flag = pl.col("is_public")
    return is_public.group_by("flow_id").agg(
        side=pl.when(flag.is_null().any())
        .then(None)
        .when(flag.all())
        .then(pl.lit("public"))
        .when(flag.any())
        .then(pl.lit("joint"))
        .otherwise(pl.lit("other"))
    )


PUBLIC_SHARE = KeyFigure(
    name="public_share",
    version=1,
    label=Words(
        "public share of the funding", "offentlig andel af finansieringen", "offentlig andel av finansieringen"
    ),
    sentence=Words(
        en="What share of the granted money is paid by public bodies; of amounts that several pay, any part may be.",
        da="Hvor stor en andel af de bevilgede penge offentlige organisationer betaler; af samlede beløb fra flere kan "
        "en hvilken som helst del være offentlig.",
        nb="Hvor stor andel av de bevilgede pengene offentlige organisasjoner betaler; av samlede beløp fra flere kan "
        "en hvilken som helst del være offentlig.",
    ),
    definition="Public / (public + other), in euro, over the grants whose amount and the spheres of whose payers are "
    "known; a payer is public when its sphere is government.",
    unit="share",
    breakdowns=(),
    source="definition of this project; bounds: Moore 1966, Interval Analysis, Prentice-Hall",
    compute=public_share,
)
