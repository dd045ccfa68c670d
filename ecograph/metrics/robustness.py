"""How long the ecosystem stays in one piece while its best connected organisations leave, one after the other."""

import numpy as np
import polars as pl

from ecograph.algorithms import removal
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS

EACH = 200
"""Up to so many organisations the table has a row for each removal, else one for each 1 % of them."""


def robustness(network: Network) -> pl.DataFrame:
    """Return the share of organisations in the largest part while organisations are removed, most partners first.

    Each time the organisation with most remaining partners leaves, and of equal ones the first by id. The curve
    is counted for every removal; the table has a row for each up to 200 organisations, above for each 1 % of them.
    ``r_index`` is the mean of the curve over all removals, R = 1/n sum of S(q) for q = 1..n (Schneider et al. 2011,
    PNAS 108:3838-3841), the same in each row, in 0..1/2: a high R means that the ecosystem lasts. Never null.

    Returns:
        ``n_removed``, ``removed`` (the id that left last, null at the start), ``largest_share`` (of all
        organisations at the start), ``r_index``, ``n`` (organisations at the start), ``reason``, ``rows`` (the
        participations of the organisation that left last).

    By hand: a shares a project with each of b and c. With a gone, 1 of 3 is left in the largest part, then 1, then
    none: R = (1/3 + 1/3 + 0) / 3.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "aq", "cq")
    ...     ],
    ... )
    >>> for row in robustness(Network.of(eco)).select("n_removed", "removed", "largest_share", "r_index").rows():
    ...     print(*(round(value, 3) if isinstance(value, float) else value for value in row))
    0 None 1.0 0.222
    1 a 0.333 0.222
    2 b 0.333 0.222
    3 c 0.0 0.222
    """
    tied = network.projection("count")
    n = len(network.organisations)
    order = removal.removal_order(tied)
    largest = removal.largest_parts(tied, order)
    steps = np.arange(n + 1) if n <= EACH else np.unique(np.linspace(0, n, 101).round().astype(np.int64))
    steps = steps[: n and len(steps)]  # no organisation, no row
    left = [None, *(network.organisations[i] for i in order.tolist())]
    table = pl.DataFrame(
        {
            "n_removed": steps,
            "removed": [left[step] for step in steps.tolist()],
            "largest_share": largest[steps] / max(n, 1),
            "r_index": np.full(len(steps), removal.r_index(largest)),
            "n": np.full(len(steps), n),
            REASON: [None] * len(steps),
        },
        schema={
            "n_removed": pl.Int64,
            "removed": pl.String,
            "largest_share": pl.Float64,
            "r_index": pl.Float64,
            "n": pl.Int64,
            REASON: pl.String,
        },
    )
    rows = network.nodes.head(n).select(pl.col("id").alias("removed"), ROWS)
    return table.join(rows, on="removed", how="left", maintain_order="left").with_columns(pl.col(ROWS).fill_null([]))


ROBUSTNESS = Metric(
    name="robustness",
    title=Words(en="robustness against departures", da="robusthed over for frafald", nb="robusthet mot frafall"),
    sentence=Words(
        en="How quickly the ecosystem falls apart if its best connected organisations leave one by one.",
        da="Hvor hurtigt økosystemet falder fra hinanden, hvis de bedst forbundne organisationer forsvinder én for én.",
        nb="Hvor raskt økosystemet faller fra hverandre hvis de best forbundne organisasjonene forsvinner én etter én.",
    ),
    definition="The share of organisations in the largest connected part while those with most remaining partners are "
    "removed one by one, and the mean of that share over all removals.",
    formula="R = 1/n sum over q = 1..n of (organisations in the largest part after q removals) / n",
    unit="share of organisations",
    graph="projection",
    keys=("n_removed",),
    values={"largest_share": (0, 1), "r_index": (0, 0.5)},
    n="n",
    undefined="",
    source="Schneider et al. 2011, PNAS 108:3838-3841",
    compute=robustness,
)
