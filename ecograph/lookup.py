"""Finding an organisation, project, figure or theme by id, name, alias, abbreviation or former name."""

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.identity.names import key, nearest

NAMED = (
    ("organisations", "org_id", ("name",)),
    ("projects", "project_id", ("title", "acronym")),
    ("figures", "figure_id", ()),
    ("goals", "goal_id", ()),
    ("flows", "flow_id", ()),
    ("themes", "theme_id", ("label_en", "label_da", "label_nb")),
    ("frameworks", "framework_id", ("label_en", "label_da", "label_nb")),
    ("sources", "source_id", ("title",)),
)
"""The tables whose rows can be named, with their id and the columns that hold a name."""


def find(ecosystem: Ecosystem, text: str) -> tuple[str, str]:
    """Return the table and id of what a text names.

    An id is taken as it is; otherwise names are compared without regard to capitals, punctuation and the
    spelling of Nordic letters. When a name is shared, an organisation comes before a project, and so on in
    the order of ``NAMED``.

    Raises:
        EcographError: Nothing has that name, or several rows of one table have; the message lists the
            nearest names.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "au", "name": "Århus Universitet", "kind": "university"}])
    >>> find(eco, "aarhus universitet")
    ('organisations', 'au')
    """
    same = namesakes(ecosystem, text)
    if not same:
        raise EcographError(_unknown(_names(ecosystem), text))
    ids = [row for table, row in same if table == same[0][0]]
    if len(ids) > 1:
        raise EcographError(f"{text!r} is the name of {', '.join(ids)}: name one of them by its id")
    return same[0]


def organisation(ecosystem: Ecosystem, text: str) -> str:
    """Return the id of the organisation that a text names.

    Raises:
        EcographError: As ``find``, or it names something else.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "au", "name": "Århus Universitet", "kind": "university"}])
    >>> organisation(eco, "Aarhus Universitet")
    'au'
    """
    table, own = find(ecosystem, text)
    if table != "organisations":
        raise EcographError(f"found {text!r} among the {table}, expected an organisation")
    return own


def namesakes(ecosystem: Ecosystem, text: str) -> list[tuple[str, str]]:
    """Return the table and id of everything that a text names, in the order of ``NAMED``, then by id.

    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "c3", "name": "C3", "kind": "institute"}],
    ...     projects=[{"project_id": "c3-centre", "title": "C3", "kind": "centre"}],
    ... )
    >>> namesakes(eco, "c3"), namesakes(eco, "C3")
    ([('organisations', 'c3')], [('organisations', 'c3'), ('projects', 'c3-centre')])
    """
    names = _names(ecosystem)
    exact = names.filter(pl.col("id") == text)
    found = exact if exact.height else names.filter(pl.col("key") == key(text))
    return [(table, row) for table, _, _ in NAMED for row in sorted(set(found.filter(table=table)["id"]))]


def _names(ecosystem: Ecosystem) -> pl.DataFrame:
    """Return ``table``, ``id``, ``name``, ``key`` for everything that has a name."""
    rows = [
        (table, row[0], name)
        for table, id_column, columns in NAMED
        for row in ecosystem[table].select(id_column, *columns).iter_rows()
        for name in row
        if name is not None
    ]
    rows += [("organisations", org, name) for org, name in ecosystem.names.select("org_id", "name").iter_rows()]
    keyed = [(*row, key(row[2])) for row in rows]
    return pl.DataFrame(keyed, schema=dict.fromkeys(("table", "id", "name", "key"), pl.String), orient="row")


def _unknown(names: pl.DataFrame, text: str) -> str:
    near = nearest(names.filter(pl.col("name") != pl.col("id"))["name"], text)
    cure = f"did you mean {', '.join(near)}?" if near else "look for it in index.html or map.html"
    return f"found nothing named {text!r}; {cure}"
