"""Who is no new partner: bodies that an organisation has merged with, is part of or contains, and its members.

To suggest a company its own parent, or a cluster its own member, would be true of the pattern and of no use.
"""

from collections.abc import Iterable

import polars as pl
from polars.datatypes import DataTypeClass

from ecograph.analyses.answer import Result
from ecograph.language import Words
from ecograph.network import Network
from ecograph.rows import ROWS, reference

SAME = ("merged_into", "succeeds")
"""Ties between bodies that are, before and after, the same."""

UPWARD = ("part_of",)
"""Ties from a part to its whole."""

DOWNWARD = ("owner",)
"""Ties from a whole to its part."""

COLUMNS: dict[str, pl.DataType | DataTypeClass] = {
    "organisation": pl.String,
    "name": pl.String,
    "relation": pl.String,
    ROWS: pl.List(pl.String),
}

TITLE = Words(
    en="bodies that belong together already",
    da="organisationer, der allerede hører sammen",
    nb="organisasjoner som allerede hører sammen",
)
MEANING = Words(
    en="These are never suggested: what it has merged with or follows, also through a third body (same), what it is a "
    "part of (above), what is a part of it (below), the clusters it is a member of (cluster), and its own members "
    "(member).",
    da="Disse foreslås aldrig: dem, den er fusioneret med eller efterfølger, også gennem en tredje (same), dem, den er "
    "en del af (above), dem, der er en del af den (below), de klynger, den er medlem af (cluster), og dens egne "
    "medlemmer (member).",
    nb="Disse foreslås aldri: dem den er slått sammen med eller etterfølger, også gjennom en tredje (same), dem den er "
    "en del av (above), dem som er en del av den (below), klyngene den er medlem av (cluster), og dens egne "
    "medlemmer (member).",
)
RELATIONS = {
    "same": Words(en="merged with it", da="fusioneret med den", nb="slått sammen med den"),
    "above": Words(en="it is a part of this", da="den er en del af denne", nb="den er en del av denne"),
    "below": Words(en="a part of it", da="en del af den", nb="en del av den"),
    "cluster": Words(en="it is a member", da="den er medlem", nb="den er medlem"),
    "member": Words(en="its member", da="dens medlem", nb="dens medlem"),
}


def own_bodies(network: Network, organisation: str) -> Result:
    """Return the organisations that belong together with one already, and why.

    same: what ``merged_into`` and ``succeeds`` join, in either direction and through others, so that two bodies that
    merged into a third are one. above, below: what ``part_of``, ``owner`` and ``parent_id`` put over or under one of
    these, at any distance. cluster, member: memberships of the organisation itself. The first that holds is given.

    Args:
        network: The network.
        organisation: The id of an organisation.

    Returns:
        ``organisation``, ``name``, ``relation``, ``rows`` (the ties, memberships and organisations that say so).

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i, "kind": "cluster"} for i in "abc"],
    ...     ties=[{"tie_id": i, "subject": i, "kind": "merged_into", "object": "c"} for i in "ab"],
    ... )
    >>> own_bodies(Network.of(eco), "a").table.select("organisation", "relation").rows()
    [('b', 'same'), ('c', 'same')]
    """
    edges = _edges(network)
    same = _reached({organisation}, edges.filter(relation="same"))
    upward = edges.filter(relation="up")
    found = {
        "same": same,
        "above": _reached(same, upward),
        "below": _reached(same, upward.rename({"from": "to", "to": "from"})),
    }
    relations: dict[str, str] = {}
    for relation, ids in found.items():
        relations |= {body: relation for body in sorted(ids) if body not in relations}
    rows: dict[str, set[str]] = {body: set() for body in relations}
    for start, end, row in edges.select("from", "to", ROWS).iter_rows():
        for body in {start, end} if start in relations and end in relations else ():
            rows[body].add(row)
    for body, relation, row in _memberships(network, organisation):
        relations.setdefault(body, relation)
        rows.setdefault(body, set()).add(row)
    names = dict(network.ecosystem.organisations.select("org_id", "name").iter_rows())
    nodes = set(network.organisations) - {organisation}
    listed = [(body, names[body], relations[body], sorted(rows[body])) for body in sorted(relations) if body in nodes]
    table = pl.DataFrame(listed, schema=COLUMNS, orient="row")
    return Result("own_bodies", TITLE, MEANING, ("organisation",), table, ("name", "relation"), RELATIONS)


def _edges(network: Network) -> pl.DataFrame:
    """Return ``from``, ``to``, ``relation`` (same, in both directions, or up) and ``rows``."""
    eco = network.ecosystem
    ties = eco.ties.select("subject", "object", "kind", reference("ties"))
    same = ties.filter(pl.col("kind").is_in(SAME))
    up, down = ties.filter(pl.col("kind").is_in(UPWARD)), ties.filter(pl.col("kind").is_in(DOWNWARD))
    parents = eco.organisations.drop_nulls("parent_id").select("org_id", "parent_id", reference("organisations"))
    parts = (
        (same, "subject", "object", "same"),
        (same, "object", "subject", "same"),
        (up, "subject", "object", "up"),
        (down, "object", "subject", "up"),
        (parents, "org_id", "parent_id", "up"),
    )
    return pl.concat(
        frame.select(pl.col(start).alias("from"), pl.col(end).alias("to"), pl.lit(word).alias("relation"), ROWS)
        for frame, start, end, word in parts
    )


def _reached(starts: Iterable[str], edges: pl.DataFrame) -> set[str]:
    """Return the bodies that the edges lead to from some, and these themselves."""
    onward: dict[str, list[str]] = {}
    for start, end in edges.select("from", "to").iter_rows():
        onward.setdefault(start, []).append(end)
    seen, open_ = set(starts), list(starts)
    while open_:
        for end in onward.get(open_.pop(), ()):
            if end not in seen:
                seen.add(end)
                open_.append(end)
    return seen


def _memberships(network: Network, organisation: str) -> list[tuple[str, str, str]]:
    """Return the clusters it is a member of and its own members, with the row that says so."""
    memberships = network.ecosystem.memberships.select("org_id", "cluster_id", reference("memberships"))
    clusters = memberships.filter(org_id=organisation).select("cluster_id", pl.lit("cluster"), ROWS)
    members = memberships.filter(cluster_id=organisation).select("org_id", pl.lit("member"), ROWS)
    return [*clusters.iter_rows(), *members.iter_rows()]
