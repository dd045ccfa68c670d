"""The part of an ecosystem around one organisation: who it reaches in a few ties, as the map draws them.

A tie is one line of the map: an organisation takes part in a project, belongs to a cluster, is tied to another
or pays it. So two organisations of one project are two ties apart.
"""

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from ecograph.closure import closed
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError

MONEY = ("payers", "recipients")


def neighbourhood(ecosystem: Ecosystem, org: str, hops: int = 2) -> Ecosystem:
    """Return the organisations and projects that one reaches in some ties, and what is known among them.

    Money that flows between two of them stays whole: its other payers and recipients are there too, so that no
    amount loses its payer. Figures and goals of nobody in particular are not among what is known of them.

    Args:
        ecosystem: The tables.
        org: The id of the organisation in the middle.
        hops: How many ties away a body may be; 0 is the organisation alone.

    Raises:
        EcographError: The id is not that of an organisation, or the number is below 0.

    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org} for org in "abc"],
    ...     projects=[{"project_id": p, "title": p, "kind": "project"} for p in "pq"],
    ...     participations=[
    ...         {"org_id": org, "project_id": p, "role": "partner"} for org, p in ("ap", "bp", "bq", "cq")
    ...     ],
    ... )
    >>> near = neighbourhood(eco, "a", 2)
    >>> near.organisations["org_id"].to_list(), near.projects["project_id"].to_list()
    (['a', 'b'], ['p'])
    """
    if hops < 0:
        raise EcographError(f"found {hops} ties, expected 0 or more; give 2 for the partners in projects")
    if org not in ecosystem.organisations["org_id"]:
        raise EcographError(f"no organisation {org}: name it by its id")
    inside = pl.lit(_reached(ecosystem, org, hops), dtype=pl.List(pl.String))
    money = ecosystem.flows.filter(pl.all_horizontal(_meets(column, inside) for column in MONEY))
    near = pl.concat([pl.select(inside.explode().alias("id"))["id"], *(money[column].explode() for column in MONEY)])
    kept = near.drop_nulls().unique().implode()
    frames = ecosystem.frames() | {
        "flows": money,
        "figures": ecosystem.figures.drop_nulls("subject"),
        "goals": ecosystem.goals.drop_nulls("owner"),
        "organisations": ecosystem.organisations.filter(pl.col("org_id").is_in(kept)),
        "projects": ecosystem.projects.filter(pl.col("project_id").is_in(kept)),
    }
    return Ecosystem.from_frames(ecosystem.title, closed(frames))


def _meets(column: str, inside: pl.Expr) -> pl.Expr:
    """Return whether one of these ends of a flow is inside, or none of them is known."""
    ends = pl.col(column)
    return ends.is_null() | (ends.list.set_intersection(inside).list.len() > 0)


def _reached(ecosystem: Ecosystem, org: str, hops: int) -> list[str]:
    """Return the ids of what lies at most some ties from an organisation, sorted."""
    ids = sorted([*ecosystem.organisations["org_id"], *ecosystem.projects["project_id"]])
    ties = _ties(ecosystem, ids)
    reached = np.array([each == org for each in ids])
    for _ in range(hops):
        further = reached | (ties @ reached)
        if (further == reached).all():
            break
        reached = further
    return [ids[i] for i in np.flatnonzero(reached)]


def _ties(ecosystem: Ecosystem, ids: list[str]) -> csr_array:
    """Return the symmetric matrix of who is tied to whom."""
    place = pl.Series(ids)
    numbers = lines(ecosystem).select(
        pl.col("a", "b").replace_strict(place, pl.int_range(len(ids), eager=True), return_dtype=pl.Int64)
    )
    a, b = numbers["a"].to_numpy(), numbers["b"].to_numpy()
    both = (np.ones(2 * len(a), dtype=bool), (np.concatenate((a, b)), np.concatenate((b, a))))
    return csr_array(both, shape=(len(ids), len(ids)))


def lines(ecosystem: Ecosystem) -> pl.DataFrame:
    """Return what joins two bodies, table by table, in the order of the rows.

    Returns:
        ``a`` and ``b`` (ids), ``kind`` (participation, membership, tie, flow) and ``row`` (the number of the row in
        that table). A flow with several payers or recipients has a row for each pair, and one that lacks either none.
    """

    def ends(frame: pl.DataFrame, a: str, b: str, kind: str) -> pl.DataFrame:
        numbered = frame.with_row_index("row")
        return numbered.select(a=a, b=b, kind=pl.lit(kind), row=pl.col("row").cast(pl.Int64)).drop_nulls()

    pairs = ecosystem.flows.with_row_index("number").select("number", *MONEY)
    for column in MONEY:
        pairs = pairs.explode(column, empty_as_null=True)
    money = pairs.drop_nulls().select(
        a="payers", b="recipients", kind=pl.lit("flow"), row=pl.col("number").cast(pl.Int64)
    )
    return pl.concat(
        [
            ends(ecosystem.participations, "org_id", "project_id", "participation"),
            ends(ecosystem.memberships, "org_id", "cluster_id", "membership"),
            ends(ecosystem.ties, "subject", "object", "tie"),
            money,
        ]
    )
