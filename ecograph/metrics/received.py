"""Who receives how much according to which source: the sources side by side, never added to each other."""

import math

import polars as pl

from ecograph import money
from ecograph.language import Words
from ecograph.metrics.amounts import BOUNDS, CURRENCIES, KINDS, bounds, by_year, summed, why_null
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS, reference

UNPAID = ("financier", "commissioner", "associated_partner", "advisor", "speaker", "former_partner")
"""Roles in a project that receive nothing of its money."""


def received(network: Network, *, vagueness: float = money.VAGUENESS) -> pl.DataFrame:
    """Return what each organisation receives by source and level, as intervals.

    Each row is what one source states. Two sources may state the same money, and a flow that restates another
    is shown in a row of its own (``is_restatement``): rows of different sources must not be added. Neither must
    rows of different levels, since a budget pays for the grants that follow from it.

    ``way`` says how the organisation is named: ``direct`` as the one recipient; ``joint`` as one of several, so
    that it receives anything from 0 to the amount; ``project`` when the money goes to a project it takes part
    in and the source does not say to whom, so again from 0 to the amount. Roles that are not paid, such as
    financier and associated partner, receive nothing. Of a flow to a project and its parts, the parts count
    where a source states any, and the whole where it states none.

    Procurement and savings are left out. Conversion uses the average rate of the year in which an amount begins;
    where there is none, the sum is null and ``reason`` says so. An open upper bound is infinite.

    Args:
        network: The network.
        vagueness: The share by which a vague amount may be off.

    Returns:
        ``recipient``, ``name``, ``source_id``, ``level``, ``way``, ``is_restatement``, ``n_flows``,
        ``n_unknown`` (flows without a stated amount), then ``low_X`` and ``high_X`` for dkk, nok and eur,
        ``reason``, ``rows``; sorted by recipient, source, level, way.

    By hand: 750 DKK to a in 2020 at 7.5 DKK for a euro are 100 EUR; of 300 DKK to a project of a and b each may
    have received up to 40 EUR.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> flow = {"qualifier": "exact", "currency": "DKK", "from": "2020", "kind": "grant", "level": "grant"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "ab"],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "ab"],
    ...     flows=[
    ...         {**flow, "flow_id": "f", "recipients": ["a"], "amount": 750.0},
    ...         {**flow, "flow_id": "g", "recipients": ["p"], "amount": 300.0},
    ...     ],
    ...     rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}],
    ... )
    >>> received(Network.of(eco)).select("recipient", "way", "low_eur", "high_eur").rows()
    [('a', 'direct', 100.0, 100.0), ('a', 'project', 0.0, 40.0), ('b', 'project', 0.0, 40.0)]
    """
    eco = network.ecosystem
    flows = by_year(eco.flows.filter(pl.col("kind").is_in(KINDS)))
    named = pl.concat([_direct(flows), _through_projects(flows, eco.participations)])
    inside = named.filter(pl.col("recipient").is_in(network.organisations)).with_columns(
        is_joint=pl.col("way") != "direct", is_restatement=pl.col("restates").is_not_null()
    )
    amounts = inside.with_columns(
        bound
        for currency in CURRENCIES
        for bound in bounds(inside, eco, currency=currency, vagueness=vagueness, prices_of=None)
    )
    known = pl.col("amount").is_not_null()
    keys = ["recipient", "source_id", "level", "way", "is_restatement"]
    table = amounts.group_by(keys).agg(
        *[summed(bound) for bound in BOUNDS],
        n_flows=pl.col("flow_id").n_unique().cast(pl.Int64),
        n_unknown=pl.col("flow_id").filter(~known).n_unique().cast(pl.Int64),
        rows=reference("flows").unique().sort(),
        reason=why_null(known, None),
    )
    names = eco.organisations.select(recipient="org_id", name="name")
    return (
        table.join(names, on="recipient", how="left")
        .sort(keys)
        .select("recipient", "name", *keys[1:], "n_flows", "n_unknown", *BOUNDS, REASON, ROWS)
    )


def _direct(flows: pl.DataFrame) -> pl.DataFrame:
    """Return the flows that name their recipients, a row for each, without wholes of which a part names it too."""
    way = pl.when(pl.col("recipients").list.len() > 1).then(pl.lit("joint")).otherwise(pl.lit("direct"))
    each = flows.with_columns(way=way, recipient="recipients").explode("recipient").drop_nulls("recipient")
    parts = each.select("level", "recipient", flow_id="part_of").drop_nulls().unique()
    return each.join(parts, on=["flow_id", "level", "recipient"], how="anti")


def _through_projects(flows: pl.DataFrame, participations: pl.DataFrame) -> pl.DataFrame:
    """Return the flows to projects of which no part is stated, a row for each organisation that may be paid."""
    parts = flows.select("level", flow_id="part_of").drop_nulls().unique()
    whole = flows.join(parts, on=["flow_id", "level"], how="anti")
    paid = participations.filter(~pl.col("role").is_in(UNPAID))
    partners = paid.select(recipient="org_id", project="project_id").unique()
    to_project = whole.with_columns(way=pl.lit("project"), project="recipients").explode("project")
    found = to_project.join(partners, on="project").drop("project")
    return found.unique(["flow_id", "year", "recipient"], maintain_order=True).select(
        *flows.columns, "way", "recipient"
    )


RECEIVED = Metric(
    name="received",
    title=Words(en="money received by source", da="modtagne midler efter kilde", nb="mottatte midler etter kilde"),
    sentence=Words(
        en="What each organisation receives according to each source; sources are shown side by side and not added.",
        da="Hvad hver organisation modtager ifølge hver kilde; kilderne står side om side og lægges ikke sammen.",
        nb="Hva hver organisasjon mottar ifølge hver kilde; kildene står side om side og legges ikke sammen.",
    ),
    definition="The amounts that each source states for each recipient, as intervals.",
    formula="sum of [low, high] over the flows of one source, level and way",
    unit="DKK, NOK and EUR",
    graph="tables",
    keys=("recipient", "source_id", "level", "way", "is_restatement"),
    values=dict.fromkeys(BOUNDS, (0, math.inf)),
    n="n_flows",
    undefined="No amount is stated, or one cannot be converted.",
    source="definition of this project",
    compute=received,
)
