"""How much of the money of two sets is the same money, as intervals in euro.

Two clusters may share one grant of nine million and no other, or ten small ones: the number of flows does not tell.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import combinations

import polars as pl

from ecograph import money as amounts
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.wording import called
from ecograph.language import Words
from ecograph.metrics.amounts import by_year
from ecograph.metrics.holdings import Sets, holdings, names_of
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference

NONE_KNOWN = "no grant or payment to one of them is known"
NO_AMOUNT = "no amount in euro is known of what one of them receives"
NO_SHARED_AMOUNT = "no amount in euro is known of what both receive"
ALL_ZERO = "all amounts are zero"

KEYS = ("left", "right")

Interval = tuple[float, float]

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    **dict.fromkeys(("left", "left_name", "right", "right_name"), pl.String),
    **dict.fromkeys(("n_left", "n_right", "n_shared", "n_unknown"), pl.Int64),
    **{f"{end}_{whose}_eur": pl.Float64 for whose in ("left", "right", "shared") for end in ("low", "high")},
    "jaccard_low": pl.Float64,
    "jaccard_high": pl.Float64,
    REASON: pl.String,
    "shared": pl.List(pl.String),
    ROWS: pl.List(pl.String),
}

TITLE = Words(en="the money both receive", da="de penge, begge modtager", nb="pengene begge mottar")

MEANING = Words(
    en="The amounts of the grants and payments that reach each set, directly or through a project it takes part in, "
    "and of those that reach both. They may also reach others: nobody says how they are split. Amounts that no source "
    "states are counted in n_unknown and left out, so the sums are of what is stated.",
    da="Beløbene i de tilskud og betalinger, der når hver gruppe, direkte eller gennem et projekt, den deltager i, og "
    "i dem, der når begge. De kan også nå andre: Ingen siger, hvordan de fordeles. Beløb, som ingen kilde oplyser, "
    "tælles i n_unknown og er ikke med, så summerne dækker det oplyste.",
    nb="Beløpene i tilskuddene og betalingene som når hver gruppe, direkte eller gjennom et prosjekt den deltar i, og "
    "i dem som når begge. De kan også nå andre: Ingen sier hvordan de fordeles. Beløp som ingen kilde oppgir, telles i "
    "n_unknown og er ikke med, så summene dekker det som er oppgitt.",
)

SHOWN = (
    "left_name",
    "right_name",
    "n_shared",
    "n_unknown",
    "low_shared_eur",
    "high_shared_eur",
    "jaccard_high",
    REASON,
)
"""The columns that a terminal shows."""


def money(network: Network, sets: Sets, *, vagueness: float = amounts.VAGUENESS) -> Result:
    """Return how much of the money that reaches two sets is the same, as intervals in euro.

    The flows are those of the dimension money of ``holdings``: grants and payments to the organisations of a set or to
    a project it takes part in, restatements left out. A part is left out where the whole reaches the set and has an
    amount, so that two sets paid as parts of the grant to their joint project share that grant. Yearly amounts are
    added up over their years; conversion uses the average rate of each year.

    The weighted Jaccard index is the sum of what both receive divided by the sum of what either receives
    (Ruzicka 1958); its bounds are the least and the greatest that the intervals allow, since each flow stands either
    in what both or in what one receives.

    Args:
        network: The network.
        sets: The sets.
        vagueness: The share by which a vague amount may be off.

    Returns:
        The result ``money``: ``left``, ``left_name``, ``right``, ``right_name``, ``n_left``, ``n_right``,
        ``n_shared`` (flows), ``n_unknown`` (of them, flows without a known amount in euro), ``low_`` and ``high_`` of
        ``left_eur``, ``right_eur`` and ``shared_eur`` (infinite where open), ``jaccard_low``, ``jaccard_high`` (0 to
        1), ``reason``, ``shared`` (ids of flows), ``rows``. An amount is null where none is known, the index where
        an amount is.

    By hand: a receives f and g, b receives f; f is 100 euro, g about 100, so 90 to 110: 100/210 to 100/190.

    >>> from ecograph.ecosystem import Ecosystem
    >>> flow = {"amount": 100.0, "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     flows=[
    ...         {**flow, "flow_id": "f", "recipients": ["a", "b"], "qualifier": "exact"},
    ...         {**flow, "flow_id": "g", "recipients": ["a"], "qualifier": "about"},
    ...     ],
    ... )
    >>> row = money(Network.of(eco), {"a": ["a"], "b": ["b"]}).table.row(0, named=True)
    >>> row["n_shared"], row["low_left_eur"], round(row["jaccard_low"], 4), round(row["jaccard_high"], 4)
    (1, 190.0, 0.4762, 0.5263)
    """
    known = _intervals(network, vagueness)
    names = names_of(network, sets)
    reaching: dict[str, set[str]] = {name: set() for name in sets}
    for name, flow in holdings(network, sets).filter(dimension="money").select("set", "item").iter_rows():
        reaching[name].add(flow)
    own = {name: _without_parts(network, flows, known) for name, flows in reaching.items()}
    named = dict(network.ecosystem.flows.select("flow_id", reference("flows")).iter_rows())
    rows = [
        {
            "left": left,
            "left_name": names[left],
            "right": right,
            "right_name": names[right],
            **_compared(own[left], own[right], known),
            ROWS: sorted(named[flow] for flow in own[left] | own[right]),
        }
        for left, right in combinations(sorted(sets), 2)
    ]
    table = pl.DataFrame(rows, schema=SCHEMA)
    return Result("money", TITLE, MEANING, KEYS, table, SHOWN, called(table, REASON))


def _intervals(network: Network, vagueness: float) -> dict[str, Interval]:
    """Return the whole amount in euro of each flow that has one and can be converted in each of its years."""
    eco = network.ecosystem
    converted = amounts.converted(by_year(eco.flows), eco.rates, to="EUR", vagueness=vagueness)
    found = converted.group_by("flow_id").agg(
        pl.col("low", "high").sum(), is_known=(pl.col("low").is_not_null() & pl.col("high").is_not_null()).all()
    )
    return {flow: (low, high) for flow, low, high, is_known in found.iter_rows() if is_known}


def _without_parts(network: Network, flows: set[str], known: Mapping[str, Interval]) -> set[str]:
    """Return flows without those that are a part, or a part of a part, of another of them with a known amount."""
    whole_of = dict(network.ecosystem.flows.drop_nulls("part_of").select("flow_id", "part_of").iter_rows())

    def is_part(flow: str) -> bool:
        seen = {flow}
        while (whole := whole_of.get(flow)) is not None and whole not in seen:
            if whole in flows and whole in known:
                return True
            seen.add(whole)
            flow = whole
        return False

    return {flow for flow in flows if not is_part(flow)}


def _compared(left: set[str], right: set[str], known: Mapping[str, Interval]) -> dict[str, object]:
    """Return the numbers of a pair."""
    both = left & right
    sums = {"left": _total(left, known), "right": _total(right, known), "shared": _total(both, known)}
    if not (left and right):
        reason: str | None = NONE_KNOWN
    elif sums["left"] is None or sums["right"] is None:
        reason = NO_AMOUNT
    elif both and sums["shared"] is None:
        reason = NO_SHARED_AMOUNT
    else:
        reason = None
    if left and right and not both:
        sums["shared"] = (0.0, 0.0)  # nothing that is known reaches both
    least = greatest = None
    if reason is None:
        alone = _total(left ^ right, known) or (0.0, 0.0)
        least, greatest = _share(sums["shared"], alone)
        reason = ALL_ZERO if greatest is None else None
    ends = {
        f"{end}_{whose}_eur": None if sums[whose] is None else sums[whose][at]  # type: ignore[index]
        for whose in sums
        for at, end in enumerate(("low", "high"))
    }
    return {
        "n_left": len(left),
        "n_right": len(right),
        "n_shared": len(both),
        "n_unknown": len((left | right) - known.keys()),
        **ends,
        "jaccard_low": least,
        "jaccard_high": greatest,
        REASON: reason,
        "shared": sorted(both),
    }


def _total(flows: Iterable[str], known: Mapping[str, Interval]) -> Interval | None:
    """Return the sum of the known amounts, None where there is none; the same in whatever order they come."""
    found = [known[flow] for flow in flows if flow in known]
    if not found:
        return None
    return math.fsum(low for low, _ in found), math.fsum(high for _, high in found)


def _share(shared: Interval | None, alone: Interval) -> tuple[float | None, float | None]:
    """Return the least and the greatest share of what both receive, None where it would be 0 of 0."""
    low, high = shared or (0.0, 0.0)
    if high + alone[1] == 0:
        return None, None
    least = low / (low + alone[1]) if low + alone[1] else 0.0
    greatest = 1.0 if math.isinf(high) else high / (high + alone[0]) if high + alone[0] else 1.0
    return least, greatest
