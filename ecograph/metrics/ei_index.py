"""Whether ties leave the group: the E-I index of the projection and of each group, with a permutation test."""

import math

import polars as pl

from ecograph.algorithms import mixing
from ecograph.language import Words
from ecograph.metrics.groups import Group, groups, labels
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS

WHOLE = "(all)"
"""The value of the row of the whole network."""


def ei_index(network: Network, *, group: Group = "helix", seed: int = 0, permutations: int = 999) -> pl.DataFrame:
    """Return the E-I index of the network and of each group: -1 where all ties stay inside, 1 where none does.

    (E - I) / (E + I), with E ties to other groups and I ties inside (Krackhardt & Stern 1988, Social Psychology
    Quarterly 51:123-140). All ties weigh the same; a tie to an organisation whose group is not known is left out. It
    depends much on the sizes of the groups, so compare it with ``expected``: its mean over random permutations of the
    groups among the organisations, the ties unchanged. ``p_value`` is the share of permutations that are at least as
    far from that mean, either side, the observed network counted as one: it is at least 1 / (1 + permutations). A
    permutation in which a group has no tie is not counted for it.

    Args:
        network: The network.
        group: What organisations are grouped by.
        seed: The seed of the permutations. They are dealt in the order of ids: other ids are another draw.
        permutations: How many there are.

    Returns:
        ``group`` (the option), ``value`` (the group; ``(all)`` for the whole network, first, then by name),
        ``n_external``, ``n_internal``, ``ei_index``, ``expected`` (both -1..1), ``p_value`` (0..1), ``n`` (the ties
        counted), ``reason``, ``rows`` (the organisations of the group); nothing where there is no organisation. The
        last three values are null without ties.

    By hand: of the Danish a and b and the Norwegian c, a works with b and b with c. E = 1 and I = 1 in all and for the
    Danes; the Norwegian has E = 1 and I = 0.

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
    >>> ei_index(Network.of(eco), group="country").select("value", "n_external", "n_internal", "ei_index").rows()
    [('(all)', 1, 1, 0.0), ('DK', 1, 1, 0.0), ('NO', 1, 0, 1.0)]
    """
    known = groups(network, group)
    numbers, names = labels(known)
    found = mixing.external_internal(network.projection(), numbers, permutations=permutations, seed=seed)
    members = pl.DataFrame({"value": known, ROWS: network.organisations}, schema={"value": pl.String, ROWS: pl.String})
    members = members.drop_nulls("value").with_columns(rows="organisations/" + pl.col(ROWS))
    of_each = members.group_by("value").agg(pl.col(ROWS).sort())
    of_all = members.select(pl.lit(WHOLE).alias("value"), pl.col(ROWS).sort().implode()).head(1)
    table = pl.DataFrame(
        {
            "group": [group] * (len(names) + 1),
            "value": [WHOLE, *names],
            "n_external": found.external,
            "n_internal": found.internal,
            "ei_index": found.index,
            "expected": found.expected,
            "p_value": found.p_value,
            "n": found.external + found.internal,
        }
    ).with_columns(pl.col("ei_index", "expected", "p_value").fill_nan(None))
    why = (
        pl.when(pl.col("n") == 0)
        .then(pl.lit(f"no tie joins it to an organisation whose {group} is known"))
        .when(pl.col("expected").is_null())
        .then(pl.lit("no permutation gives it a tie"))
    )
    return (
        table.head(table.height if network.organisations else 0)
        .with_columns(why.alias(REASON))
        .join(pl.concat([of_all, of_each]), on="value", how="left", maintain_order="left")
    )


EI_INDEX = Metric(
    name="ei_index",
    title=Words(en="ties outwards and inwards", da="bånd udadtil og indadtil", nb="bånd utad og innad"),
    sentence=Words(
        en="Whether a group works mostly with its own (-1) or with others (+1), and whether chance could explain it.",
        da="Om en gruppe mest arbejder sammen med sine egne (-1) eller med andre (+1), og om det kan være tilfældigt.",
        nb="Om en gruppe mest samarbeider med sine egne (-1) eller med andre (+1), og om det kan være tilfeldig.",
    ),
    definition="Ties to other groups less ties inside, as a share of both, with what random groups of the same sizes "
    "would give.",
    formula="(E - I) / (E + I); expected = mean over permutations of the groups; p = (1 + permutations at least as far "
    "from it) / (1 + permutations)",
    unit="-1 (all inside) to 1 (all outside)",
    graph="projection",
    keys=("group", "value"),
    values={
        "n_external": (0, math.inf),
        "n_internal": (0, math.inf),
        "ei_index": (-1, 1),
        "expected": (-1, 1),
        "p_value": (0, 1),
    },
    n="n",
    undefined="No tie joins two organisations whose groups are known.",
    source="Krackhardt & Stern 1988, Social Psychology Quarterly 51:123-140",
    compute=ei_index,
)
