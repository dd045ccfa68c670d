"""How the ecosystem hangs together: the components of the two-mode graph."""

import math

import numpy as np
import polars as pl
from scipy.sparse import block_array, csgraph

from ecograph.algorithms.matrix import Matrix
from ecograph.language import Words
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network


def components(network: Network) -> pl.DataFrame:
    """Return the connected components of the two-mode graph, largest first.

    Two nodes are in one component when a chain of participations joins them.

    Returns:
        ``component`` (1 for the largest; equal sizes in the order of their first id), ``n_organisations``,
        ``n_projects``, ``share`` (of all organisations, 0..1, null when there is none), ``n`` (all
        organisations), ``reason``, ``organisations`` (ids), ``projects`` (ids), ``rows`` (the organisations and
        projects).

    By hand: a and b in p, c in no project: {a, b, p} with 2/3 of the organisations, and {c}.

    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.network import Network
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": i, "project_id": "p", "role": "partner"} for i in "ab"],
    ... )
    >>> components(Network.of(eco)).select("component", "n_organisations", "n_projects").rows()
    [(1, 2, 1), (2, 1, 0)]
    """
    n_orgs = len(network.organisations)
    labels = _labels(network.participation)
    nodes = pl.DataFrame(
        {
            "label": labels,
            "id": [*network.organisations, *network.projects],
            "is_org": np.arange(len(labels)) < n_orgs,
        },
        schema={"label": pl.Int64, "id": pl.String, "is_org": pl.Boolean},
    )
    ids = pl.col("id").sort()
    table = nodes.group_by("label").agg(
        organisations=ids.filter(pl.col("is_org").sort_by("id")),
        projects=ids.filter(~pl.col("is_org").sort_by("id")),
        first=ids.first(),
    )
    sizes = (pl.col("organisations").list.len(), pl.col("projects").list.len())
    table = table.with_columns(
        n_organisations=sizes[0].cast(pl.Int64),
        n_projects=sizes[1].cast(pl.Int64),
        total=np.full(table.height, n_orgs),  # a column: by a number, polars multiplies by 1/n, and 3/5 > 0.6
    ).sort([pl.col("n_organisations") + pl.col("n_projects"), "first"], descending=[True, False])
    return table.with_row_index("component", offset=1).select(
        pl.col("component").cast(pl.Int64),
        "n_organisations",
        "n_projects",
        pl.when(pl.col("total") > 0).then(pl.col("n_organisations") / pl.col("total")).alias("share"),
        pl.col("total").cast(pl.Int64).alias("n"),
        pl.when(pl.col("total") == 0).then(pl.lit("there is no organisation")).alias(REASON),
        "organisations",
        "projects",
        rows=pl.concat_list(
            pl.col("organisations").list.eval("organisations/" + pl.element()),
            pl.col("projects").list.eval("projects/" + pl.element()),
        ),
    )


def _labels(participation: Matrix) -> list[int]:
    """Return the number of the component of each organisation and project."""
    if participation.nnz == 0:  # scipy refuses a graph without nodes, and without ties each is alone
        return list(range(sum(participation.shape)))
    whole = block_array([[None, participation], [participation.T, None]], format="csr", dtype=np.float64)
    return [int(label) for label in csgraph.connected_components(whole, directed=False)[1]]


COMPONENTS = Metric(
    name="components",
    title=Words(en="connected parts", da="sammenhængende dele", nb="sammenhengende deler"),
    sentence=Words(
        en="Whether everybody can be reached through joint projects, or the ecosystem falls apart into pieces.",
        da="Om alle kan nås gennem fælles projekter, eller om økosystemet falder fra hinanden i dele.",
        nb="Om alle kan nås gjennom felles prosjekter, eller om økosystemet faller fra hverandre i deler.",
    ),
    definition="The sets of organisations and projects that chains of participations join.",
    formula="share = organisations of the component / all organisations",
    unit="organisations and projects",
    graph="two-mode",
    keys=("component",),
    values={"n_organisations": (0, math.inf), "n_projects": (0, math.inf), "share": (0, 1)},
    n="n",
    undefined="There is no organisation.",
    source="Wasserman & Faust 1994, Social Network Analysis, ch. 4",
    compute=components,
)
