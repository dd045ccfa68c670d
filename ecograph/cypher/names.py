"""Finds what a person means by a name in the graph that is asked, because a query takes ids and people know names.

The rule is that of ``lookup``, which asks the tables: an id is taken as it is; otherwise all names are compared
without regard to capitals, punctuation and the spelling of Nordic letters.
"""

from collections.abc import Callable, Mapping

from ecograph.cypher.query import cut
from ecograph.cypher.rows import Rows
from ecograph.errors import EcographError
from ecograph.identity.names import key, nearest

NAMED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "organisation": ("Organisation", "org_id", ("name",)),
    "project": ("Project", "project_id", ("name", "acronym")),
    "theme": ("Theme", "theme_id", ("label_en", "label_da", "label_nb")),
    "source": ("Source", "source_id", ("name",)),
    "framework": ("Framework", "framework_id", ("label_en", "label_da", "label_nb")),
}
"""The kinds of parameter that a name may be given for: the label, the property of the id, those of the names."""

FURTHER = "MATCH (n:Organisation)-[:HAS_NAME]->(m:Name) RETURN n.org_id AS id, m.name AS name"
"""Where an organisation has its aliases, abbreviations and former names."""

Ask = Callable[[str, Mapping[str, object]], Rows]
"""Asks the graph: a statement and its parameters."""


def resolved(ask: Ask, kind: str, text: str) -> str:
    """Return the id of what a text names.

    Args:
        ask: Asks the graph.
        kind: One of ``NAMED``.
        text: An id or a name.

    Raises:
        EcographError: Nothing has that name, or several have; the message lists the nearest names or the ids.

    >>> def ask(statement, parameters):
    ...     return Rows(("id", "name"), [] if "$text" in statement else [("au", "Århus Universitet")])
    >>> resolved(ask, "organisation", "aarhus universitet")
    'au'
    """
    label, own, properties = NAMED[kind]
    if ask(f"MATCH (n:{label}) WHERE n.{own} = $text RETURN n.{own} AS id", {"text": text}).rows:
        return text
    named = [f"MATCH (n:{label}) RETURN n.{own} AS id, {', '.join(f'n.{each} AS {each}' for each in properties)}"]
    named += [FURTHER] if kind == "organisation" else []
    rows = [row for statement in named for row in ask(statement, {}).rows]
    pairs = [(str(row[0]), str(name)) for row in rows for name in row if name is not None]  # an id is a name too
    wanted = key(text)
    ids = sorted({id_ for id_, name in pairs if key(name) == wanted})
    if len(ids) > 1:
        raise EcographError(f"{cut(text)} is the name of {', '.join(ids)}: name one of them by its id")
    if not ids:
        near = nearest((name for id_, name in pairs if name != id_), text)
        cure = f"did you mean {', '.join(near)}?" if near else "expected the id or a name of one in this graph"
        raise EcographError(f"found no {kind} named {cut(text)}; {cure}")
    return ids[0]
