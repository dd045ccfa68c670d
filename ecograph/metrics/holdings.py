"""What clusters hold: members, projects, partners, funders, themes, regions and money, with the rows that say so.

Whatever compares clusters starts from this one table, so that an overlap, a merger and a chance model speak of the
same sets. A set may be one cluster, any organisation, several of them, or the projects of a programme.
"""

from collections.abc import Collection, Mapping

import polars as pl

from ecograph.errors import EcographError
from ecograph.metrics.amounts import KINDS
from ecograph.network import Network
from ecograph.rows import ROWS, reference

DIMENSIONS = ("members", "projects", "partners", "funders", "themes", "regions", "money")

LEVELS = ("grant", "paid")
"""How far money must have come for its payer to be a funder; a call or a budget is not yet anyone's."""

NOT_SHARED_WORK = ("meeting",)
"""Kinds of project that clusters attend rather than work on; they are left out of every overlap."""

FEWEST = 2
"""The least number of sets that have an overlap."""

Sets = Mapping[str, Collection[str]]
"""What is compared: for the id or name of each set, the ids of its organisations and projects."""

Holdings = pl.DataFrame
"""``set``, ``dimension``, ``item``, ``rows``: what each set holds, and the rows that say so."""


def each(ids: Collection[str]) -> Sets:
    """Return every organisation or project as a set of its own.

    >>> each(["mtic", "lsi"])
    {'mtic': ('mtic',), 'lsi': ('lsi',)}
    """
    return {name: (name,) for name in ids}


def compared(network: Network, sets: Sets | Collection[str] | None) -> Sets:
    """Return the sets that are to be compared, in the order of their names.

    Args:
        network: The network.
        sets: The sets themselves, or ids of which each is a set of its own; all clusters of the network when None.

    Raises:
        EcographError: Fewer than two are given, one is given twice, or one is not in the network.
    """
    if sets is None:
        return each(clusters(network))
    if isinstance(sets, str):
        raise EcographError(f"found the text {sets}, expected a list of ids, such as [{sets!r}, ...]")
    names = list(sets)
    if len(names) < FEWEST or len(set(names)) < len(names):
        raise EcographError(f"found {', '.join(names) or 'no sets'}, expected two or more, each once")
    given = sets if isinstance(sets, Mapping) else each(names)
    _inside(network, given)
    return {name: given[name] for name in sorted(given)}


def names_of(network: Network, sets: Sets) -> dict[str, str]:
    """Return the name of each set: that of the organisation or project that it is, and its own where it is several."""
    eco = network.ecosystem
    known = dict(eco.organisations.select("org_id", "name").iter_rows())
    known |= dict(eco.projects.select("project_id", "title").iter_rows())
    return {name: (known.get(name) if [*ids] == [name] else None) or name for name, ids in sets.items()}


def clusters(network: Network) -> list[str]:
    """Return the ids of all organisations of the kind cluster, sorted."""
    bodies = network.ecosystem.organisations
    inside = bodies.filter((pl.col("kind") == "cluster") & pl.col("org_id").is_in(network.organisations))
    return sorted(inside["org_id"])


def holdings(network: Network, sets: Sets) -> Holdings:
    """Return what each set holds.

    members: organisations known to belong to one of its organisations. projects: those it names, and those that one
    of its organisations takes part in, meetings left out. partners: the other organisations in these projects.
    funders: payers of grants and payments to one of its organisations or projects. themes: those its
    organisations and projects are tagged with. regions: the seats of its own organisations, its members and its
    partners. money: the grants and payments to them, whoever pays, other than those that restate another.

    Nothing of the set itself is among its members, partners and funders. Members, partners and funders are nodes of
    the network (a collective is none).

    Args:
        network: The network.
        sets: For each set its organisations and projects.

    Returns:
        ``set``, ``dimension``, ``item`` (an id, or the code of a region), ``rows``; sorted by the three, each once.

    Raises:
        EcographError: A set is empty, or names what is neither an organisation nor a project of the network.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "ab"],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": o, "project_id": "p", "role": "partner"} for o in "ab"],
    ... )
    >>> holdings(Network.of(eco), each("a")).select("dimension", "item").rows()
    [('projects', 'p'), ('partners', 'b')]
    """
    inside = _inside(network, sets)
    eco = network.ecosystem
    nodes = pl.Series(network.organisations, dtype=pl.String).implode()
    work = eco.projects.filter(~pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"].implode()
    taking_part = eco.participations.filter(pl.col("project_id").is_in(work) & pl.col("org_id").is_in(nodes)).select(
        "org_id", "project_id", reference("participations")
    )
    named = eco.projects.select(id="project_id", item="project_id", rows=reference("projects"))
    through = taking_part.select(id="org_id", item="project_id", rows=ROWS)
    projects = inside.join(pl.concat([named, through]), on="id").select("set", "item", ROWS)
    others = taking_part.select(project_id="project_id", item="org_id", rows=ROWS)
    partners = projects.select("set", project_id="item").unique().join(others, on="project_id")
    belonging = eco.memberships.filter(pl.col("org_id").is_in(nodes)).select(
        id="cluster_id", item="org_id", rows=reference("memberships")
    )
    members = inside.join(belonging, on="id").select("set", "item", ROWS)
    own = pl.concat([inside, projects.select("set", id="item")]).unique()
    received = own.join(_received(network), on="id")
    nodes_and_projects = [*network.organisations, *network.projects]
    funders = received.filter(pl.col("payers").is_in(nodes_and_projects))
    tagged = eco.tags.select(id="subject", item="theme_id", rows=reference("tags"))
    found = {
        "members": _outside(members, inside),
        "projects": projects,
        "partners": _outside(partners.select("set", "item", ROWS), inside),
        "funders": _outside(funders.select("set", item="payers", rows=ROWS), inside),
        "themes": own.join(tagged, on="id").select("set", "item", ROWS),
        "regions": _regions(network, inside, pl.concat([members, partners.select("set", "item", ROWS)])),
        "money": _outside(received.filter(~pl.col("is_again")).rename({"payers": "item"}), inside).select(
            "set", item="flow_id", rows=ROWS
        ),
    }
    whole = pl.concat(
        held.select("set", pl.lit(dimension).alias("dimension"), "item", ROWS) for dimension, held in found.items()
    )
    return (
        whole.group_by("set", "dimension", "item")
        .agg(pl.col(ROWS).unique().sort())
        .sort("set", pl.col("dimension").cast(pl.Enum(DIMENSIONS)), "item")
    )


def _inside(network: Network, sets: Sets) -> pl.DataFrame:
    """Return ``set`` and ``id`` of the organisations and projects that each set is made of."""
    known = {*network.organisations, *network.projects}
    for name, ids in sets.items():
        if not ids:
            raise EcographError(f"found nothing in the set {name}, expected at least one organisation or project")
        unknown = sorted(set(ids) - known)
        if unknown:
            raise EcographError(
                f"no organisation or project {', '.join(unknown)} in the network: name them by their id; "
                "a collective, such as the five regions, is none"
            )
    pairs = [(name, own) for name, ids in sets.items() for own in sorted(set(ids))]
    return pl.DataFrame(pairs, schema={"set": pl.String, "id": pl.String}, orient="row")


def _outside(held: pl.DataFrame, inside: pl.DataFrame) -> pl.DataFrame:
    """Return what is held without the organisations of the set itself."""
    return held.join(inside.rename({"id": "item"}), on=("set", "item"), how="anti")


def _received(network: Network) -> pl.DataFrame:
    """Return ``id`` (who is paid), ``payers`` (one each, or null), ``flow_id``, ``is_again`` and ``rows``."""
    is_funding = pl.col("kind").is_in(KINDS) & pl.col("level").is_in(LEVELS)
    flows = network.ecosystem.flows.filter(is_funding)
    return (
        flows.select("flow_id", "payers", "recipients", reference("flows"), is_again=pl.col("restates").is_not_null())
        .explode("payers", empty_as_null=True)
        .explode("recipients", empty_as_null=True)
        .drop_nulls("recipients")
        .rename({"recipients": "id"})
    )


def _regions(network: Network, inside: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return the regions in which the organisations of each set and the others it reaches have their seat."""
    seats = network.ecosystem.organisations.drop_nulls("region").select(
        "org_id", "region", rows=reference("organisations")
    )
    reached = pl.concat([inside.select("set", org_id="id"), others.select("set", org_id="item")]).unique()
    return reached.join(seats, on="org_id").select("set", item="region", rows=ROWS)
