"""What the embedded engine is known to read otherwise than Neo4j without a word: such a statement is refused there.

KGLite 0.21 finds nothing where the map of a pattern asks for a property of a relationship, as in
``MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {source_id: m.source_id})``, and gives a count of 0. A wrong number that
nobody sees is worse than an error that says how to write it. A test shows that the engine still does so.
"""

from collections.abc import Iterator, Sequence

from ecograph.cypher.tokens import Token, tokens
from ecograph.errors import EcographError

_BEFORE_PATTERN = {"MATCH", "WHERE", "AND", "OR", "NOT", "XOR"}
"""The words, other than the name of a function, that may stand before the bracket of a node."""

_BETWEEN = {":", "|", "&", "!", "*", ".."}
"""The signs that may stand between the bracket of a node or relationship and its map."""

_OPENING, _CLOSING = {"(", "[", "{"}, {")", "]", "}"}


def refuse_misread(text: str) -> None:
    """Refuse a statement that the embedded engine would answer wrongly without saying so.

    Raises:
        EcographError: The map of a pattern has a property of a relationship; the message says where, and the cure.

    >>> refuse_misread("MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source) WHERE s.source_id = m.source_id RETURN s.name AS s")
    """
    given = tokens(text)
    places = range(1, len(given))
    named = {given[at].name for at in places if _is_name(given[at]) and _opens_relationship(given, at - 1)}
    for token in _values(given):
        if token.name in named:
            raise EcographError(
                f"{token.line}:{token.column}: found a property of the relationship {token.text} in the map of "
                "a pattern, which the embedded engine takes for nothing; write it with WHERE: "
                "MATCH (s:Source) WHERE s.source_id = m.source_id"
            )


def _is_name(token: Token) -> bool:
    return token.kind in ("name", "quoted")


def _opens_relationship(given: Sequence[Token], at: int) -> bool:
    """Return whether a bracket opens a relationship, as in ``-[``, and no list."""
    return at > 0 and (given[at - 1].text, given[at].text) == ("-", "[")


def _is_in_pattern(given: Sequence[Token], at: int) -> bool:
    """Return whether a brace opens the map of a node or relationship: names and lengths stand between it and a bracket.

    The bracket of a call, as in ``collect({...})``, follows a name.
    """
    start = at - 1
    while start >= 0 and (given[start].kind in ("name", "quoted", "number") or given[start].text in _BETWEEN):
        start -= 1
    if start < 1:
        return False
    before = given[start - 1]
    is_node = given[start].text == "(" and (not _is_name(before) or before.text.upper() in _BEFORE_PATTERN)
    return is_node or _opens_relationship(given, start)


def _values(given: Sequence[Token]) -> Iterator[Token]:
    """Yield the variables whose property is, by itself, a value of the map of a pattern."""
    is_map: list[bool] = []  # of each bracket that is open, whether it is such a map
    for at, token in enumerate(given):
        if token.text in _OPENING:
            is_map.append(token.text == "{" and _is_in_pattern(given, at))
        elif token.text in _CLOSING:
            del is_map[-1:]
        elif token.text == ":" and is_map[-1:] == [True] and _is_property(given[at + 1 : at + 5]):
            yield given[at + 1]


def _is_property(value: Sequence[Token]) -> bool:
    """Return whether a value of a map is a property of a variable, with nothing behind it."""
    variable_dot_property, behind = value[:3], value[3:]
    if len(variable_dot_property) < 3 or not _is_name(value[0]) or value[1].text != ".":  # noqa: PLR2004 - as named
        return False
    return not behind or behind[0].text in {",", "}"}
