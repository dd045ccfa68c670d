"""What clusters hold: members, projects, partners, funders, themes, regions and money, with the rows that say so.

Whatever compares clusters starts from this one table, so that an overlap, a merger and a chance model speak of the
same sets. A set may be one cluster, any organisation, several of them, or the projects of a programme.
"""

from collections.abc import Collection, Mapping

import polars as pl

from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.amounts import KINDS
from ecograph.network import Network
from ecograph.rows import ROWS, reference

DIMENSIONS = ("members", "projects", "partners", "funders", "themes", "regions", "money")

CALLED = {
    "members": Words(en="members", da="medlemmer", nb="medlemmer"),
    "projects": Words(en="projects", da="projekter", nb="prosjekter"),
    "partners": Words(en="project partners", da="samarbejdspartnere", nb="samarbeidspartnere"),
    "funders": Words(en="funders", da="finansieringskilder", nb="finansieringskilder"),
    "themes": Words(en="themes", da="temaer", nb="temaer"),
    "regions": Words(en="regions", da="regioner", nb="regioner"),
    "money": Words(en="grants and payments", da="tilskud og betalinger", nb="tilskudd og betalinger"),
}
"""What each dimension is called."""

LEVELS = ("grant", "paid")
"""How far money must have come for its payer to be a funder; a call or a budget is not yet anyone's."""

NOT_SHARED_WORK = ("meeting",)
"""Kinds of project that clusters attend rather than work on; they are left out of every overlap."""

FEWEST = 2
"""The least number of sets that have an overlap."""

Sets = Mapping[str, Collection[str]]
"""What is compared: for the id or name of each set, the ids of its organisations and projects."""

NOTHING = pl.lit(None, pl.String)

INSIDE, THROUGH = ("set", "id"), ("project", "own_source")

GROUND = ("item", ROWS, *THROUGH, "source")
"""The columns of a ground, beside the set and the dimension."""

Grounds = pl.DataFrame
"""``set``, ``dimension``, ``item``, ``rows``, ``project``, ``own_source``, ``source``: on what each set has an item."""

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
    return (
        grounds(network, sets)
        .group_by("set", "dimension", "item")
        .agg(pl.col(ROWS).unique().sort())
        .sort("set", pl.col("dimension").cast(pl.Enum(DIMENSIONS)), "item")
    )


def each_holdings(network: Network, ids: Collection[str]) -> Holdings:
    """Return ``holdings`` of organisations or projects that are a set each, found once for a network.

    Args:
        network: The network, which keeps what is found as long as it lives.
        ids: The ids.
    """
    return network.once(_each_holdings, tuple(ids))


def _each_holdings(network: Network, ids: tuple[str, ...]) -> Holdings:
    return holdings(network, each(ids))


def grounds(network: Network, sets: Sets) -> Grounds:
    """Return on what each set has each of its items, in the dimensions of ``holdings``.

    Statements are grounds: who belongs, takes part, pays and is tagged. The organisations and projects themselves are
    none, so that the seat of an organisation of the set rests on nothing but the organisation. A project that any set
    names is none either, since it is what is compared.

    Args:
        network: The network.
        sets: For each set its organisations and projects.

    Returns:
        ``set``, ``dimension``, ``item``, ``rows`` (the row that states it), ``project`` (through which the set has
        it, null where it needs none), ``own_source`` (that the set takes part in the project), ``source`` (of the
        row itself; both null where there is none); a row for each ground, in no order.

    Raises:
        EcographError: As for ``holdings``.
    """
    inside = _inside(network, sets)
    eco = network.ecosystem
    nodes = pl.Series(network.organisations, dtype=pl.String).implode()
    known = pl.Series([*network.organisations, *network.projects], dtype=pl.String).implode()
    work = eco.projects.filter(~pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"].implode()
    taking_part = eco.participations.filter(pl.col("project_id").is_in(work) & pl.col("org_id").is_in(nodes)).select(
        org="org_id", id="project_id", rows=reference("participations"), source="source_id"
    )
    named = inside.join(eco.projects.select(id="project_id", rows=reference("projects")), on="id").with_columns(
        project=NOTHING, own_source=NOTHING
    )
    through = inside.join(taking_part.rename({"id": "project"}), left_on="id", right_on="org").select(
        "set", ROWS, "project", id="project", own_source="source"
    )
    projects = pl.concat([named, through.select(named.columns)])
    reached = projects.drop(ROWS).unique()
    partners = reached.join(taking_part.rename({"org": "item"}), on="id")
    belonging = eco.memberships.filter(pl.col("org_id").is_in(nodes)).select(
        id="cluster_id", item="org_id", rows=reference("memberships"), source="source_id"
    )
    members = inside.join(belonging, on="id").with_columns(project=NOTHING, own_source=NOTHING)
    own = pl.concat([inside.with_columns(project=NOTHING, own_source=NOTHING), reached.select(*INSIDE, *THROUGH)])
    own = own.unique()
    flows = own.join(received(network), on="id")
    tags = eco.tags.select(id="subject", item="theme_id", rows=reference("tags"), source="source_id")
    found = {
        "members": _outside(members, inside),
        "projects": projects.with_columns(item="id", source=NOTHING),
        "partners": _outside(partners, inside),
        "funders": _outside(flows.filter(pl.col("payer").is_in(known)).with_columns(item="payer"), inside),
        "themes": own.join(tags, on="id"),
        "regions": _regions(network, inside, pl.concat([_ground(members), _ground(partners)])),
        "money": _outside(flows.filter(~pl.col("is_again")).with_columns(item="payer"), inside).with_columns(
            item="flow_id"
        ),
    }
    whole = pl.concat(
        _ground(held).with_columns(dimension=pl.lit(dimension)).select("set", "dimension", *GROUND)
        for dimension, held in found.items()
    )
    return whole.with_columns(project=pl.when(~pl.col("project").is_in(inside["id"].implode())).then("project"))


def received(network: Network) -> pl.DataFrame:
    """Return the grants and payments, a row for each recipient and each payer.

    Args:
        network: The network.

    Returns:
        ``flow_id``, ``id`` (who is paid), ``payer`` (null where none is known), ``is_again`` (it restates another),
        ``rows``, ``source``.
    """
    is_funding = pl.col("kind").is_in(KINDS) & pl.col("level").is_in(LEVELS)
    return (
        network.ecosystem.flows.filter(is_funding)
        .select(
            *("flow_id", "recipients", "payers", reference("flows")),
            is_again=pl.col("restates").is_not_null(),
            source="source_id",
        )
        .explode("payers", empty_as_null=True)
        .explode("recipients", empty_as_null=True)
        .drop_nulls("recipients")
        .rename({"recipients": "id", "payers": "payer"})
    )


def populations(network: Network) -> dict[str, set[str]]:
    """Return what the items of each dimension are drawn from, if they are drawn by chance; money has no such thing.

    members: all organisations. projects: all other than meetings. partners: the organisations that take part in one.
    funders: payers of any grant or payment. themes: those of any tag. regions: those of any organisation.
    """
    eco = network.ecosystem
    work = eco.projects.filter(~pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"]
    taking_part = eco.participations.filter(pl.col("project_id").is_in(work.implode()))["org_id"]
    paid = eco.flows.filter(pl.col("kind").is_in(KINDS) & pl.col("level").is_in(LEVELS))["payers"]
    seats = eco.organisations.filter(pl.col("org_id").is_in(network.organisations))["region"]
    return {
        "members": set(network.organisations),
        "projects": set(work) & set(network.projects),
        "partners": set(taking_part) & set(network.organisations),
        "funders": set(paid.explode(empty_as_null=True)) & {*network.organisations, *network.projects},
        "themes": set(eco.tags["theme_id"]),
        "regions": set(seats.drop_nulls()),
    }


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


def _ground(held: pl.DataFrame) -> pl.DataFrame:
    return held.select("set", *GROUND)


def _regions(network: Network, inside: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return the regions in which the organisations of each set and the others it reaches have their seat."""
    seats = network.ecosystem.organisations.drop_nulls("region").select(
        item="org_id", region="region", seat=reference("organisations")
    )
    itself = inside.select("set", item="id", rows=NOTHING, project=NOTHING, own_source=NOTHING, source=NOTHING)
    reached = pl.concat([itself, others]).join(seats, on="item")
    return reached.with_columns(item="region", rows="seat")
