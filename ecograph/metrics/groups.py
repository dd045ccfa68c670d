"""The groups of organisations that measures compare: by helix, kind, country, region or cluster."""

from typing import Literal

import numpy as np
import polars as pl

from ecograph.algorithms.matrix import Labels
from ecograph.network import Network

Group = Literal["helix", "kind", "country", "region", "cluster"]
"""What organisations are grouped by."""

GROUPS: tuple[Group, ...] = ("helix", "kind", "country", "region", "cluster")


def groups(network: Network, by: Group) -> pl.Series:
    """Return the group of each organisation in the order of the network, null where it is not known.

    By cluster, a cluster belongs to itself and another organisation to the one cluster it is a member of; one
    that is a member of several has no single group and is null.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": "a", "name": "A", "kind": "company", "country": "DK"},
    ...         {"org_id": "c", "name": "C", "kind": "cluster"},
    ...     ],
    ...     memberships=[{"org_id": "a", "cluster_id": "c", "role": "member"}],
    ... )
    >>> groups(Network.of(eco), "country").to_list(), groups(Network.of(eco), "cluster").to_list()
    (['DK', None], ['c', 'c'])
    """
    if by == "cluster":
        return _clusters(network)
    bodies = network.ecosystem.organisations.select("org_id", by)
    ids = pl.DataFrame({"org_id": network.organisations}, schema={"org_id": pl.String})
    return ids.join(bodies, on="org_id", how="left", maintain_order="left")[by]


def _clusters(network: Network) -> pl.Series:
    matrix = network.membership.tolil()
    place = {org: i for i, org in enumerate(network.organisations)}
    for j, cluster in enumerate(network.clusters):
        if cluster in place:
            matrix[place[cluster], :] = 0
            matrix[place[cluster], j] = 1
    found = matrix.tocsr()
    found.eliminate_zeros()
    only = np.diff(found.indptr) == 1
    names = [network.clusters[found.indices[found.indptr[i]]] if only[i] else None for i in range(len(only))]
    return pl.Series("cluster", names, dtype=pl.String)


def labels(group: pl.Series) -> tuple[Labels, list[str]]:
    """Return groups as numbers from 0 in the order of their names, -1 where null, and the names.

    >>> labels(pl.Series(["NO", None, "DK"]))[0].tolist(), labels(pl.Series(["NO", None, "DK"]))[1]
    ([1, -1, 0], ['DK', 'NO'])
    """
    names = group.drop_nulls().unique().sort().to_list()
    numbers = group.replace_strict({name: i for i, name in enumerate(names)}, default=-1, return_dtype=pl.Int64)
    return numbers.to_numpy(), names
