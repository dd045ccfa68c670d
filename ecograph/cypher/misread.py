"""What the embedded engine is known to read otherwise than Neo4j without a word: such a statement is refused there.

KGLite 0.21 finds nothing where the map of a pattern asks for a property of a relationship, as in
``MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {source_id: m.source_id})``, and gives a count of 0. A wrong number that
nobody sees is worse than an error that says how to write it. A test shows that the engine still does so.
"""

from collections.abc import Sequence
from itertools import pairwise

from ecograph.cypher.tokens import Token, tokens
from ecograph.errors import EcographError

_BEFORE_PATTERN = {"MATCH", "WHERE", "AND", "OR", "NOT", "XOR"}
"""The words, other than the name of a function, that may stand before the bracket of a node."""

_OPENING, _CLOSING = {"(", "[", "{"}, {")", "]", "}"}


def refuse_misread(text: str) -> None:
    """Refuse a statement that the embedded engine would answer wrongly without saying so.

    Raises:
        EcographError: The map of a pattern has a property of a relationship; the message says where, and the cure.

    >>> refuse_misread("MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source) WHERE s.source_id = m.source_id RETURN s.name AS s")
    """
    given = tokens(text)
    named = {second.name for first, second in pairwise(given) if first.text == "[" and _is_name(second)}
    for at, brace in enumerate(given):
        if brace.text == "{" and _is_in_pattern(given, at):
            for token in _values(given, at):
                if token.name in named:
                    raise EcographError(
                        f"{token.line}:{token.column}: found a property of the relationship {token.text} in the map of "
                        "a pattern, which the embedded engine takes for nothing; write it with WHERE: "
                        "MATCH (s:Source) WHERE s.source_id = m.source_id"
                    )


def _is_name(token: Token) -> bool:
    return token.kind in ("name", "quoted")


def _is_in_pattern(given: Sequence[Token], at: int) -> bool:
    """Return whether a brace opens the map of a node or relationship: names stand between it and a bracket.

    The bracket of a call, as in ``collect({...})``, follows a name.
    """
    start = at - 1
    while start >= 0 and (_is_name(given[start]) or given[start].text in {":", "|", "&", "!"}):
        start -= 1
    if start < 1 or given[start].text not in {"(", "["}:
        return False
    before = given[start - 1]
    return given[start].text == "[" or not _is_name(before) or before.text.upper() in _BEFORE_PATTERN


def _values(given: Sequence[Token], at: int) -> list[Token]:
    """Return the variables whose property is, by itself, a value of the map that a brace opens."""
    found, depth = [], 0
    for place in range(at, len(given) - 3):
        depth += (given[place].text in _OPENING) - (given[place].text in _CLOSING)
        if depth == 0:
            break
        before, variable, dot, after = given[place], given[place + 1], given[place + 2], given[place + 4 : place + 5]
        ends = not after or after[0].text in {",", "}"}
        if depth == 1 and before.text == ":" and _is_name(variable) and dot.text == "." and ends:
            found.append(variable)
    return found
