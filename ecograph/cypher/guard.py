"""Keeps a question a question: neither READ sessions nor read-only graphs stop every statement that changes something.

ArcadeDB writes in a READ session, and kglite reads local files by ``LOAD CSV`` from a read-only graph. So a statement
is judged before it is sent, by its tokens. What is not surely reading is refused: the words that a statement begins
with, the procedures and the namespaces of functions are closed lists.

Keywords are no reserved words in Neo4j: ``(set:Set {set: n.set})`` only matches. `_is_name` holds the places where a
word surely is a name: no grammar of the engines lets a clause begin there. Anywhere else the word is refused, and the
message says that backticks make it a name.
"""

import unicodedata

from ecograph.cypher.tokens import Token, tokens
from ecograph.errors import EcographError

BEGINNINGS: tuple[str, ...] = (
    *("MATCH", "OPTIONAL", "RETURN", "WITH", "UNWIND", "CALL", "SHOW"),
    *("FILTER", "FOR", "LET", "LIMIT", "OFFSET", "ORDER", "SKIP", "WHEN"),  # Cypher 25
)
"""The words that a reading statement begins with: not ``CREATE``, and not ``ALTER``, ``GRANT``, ``USE``, ``START``."""

CLAUSES: dict[str, str] = {
    **dict.fromkeys(("CREATE", "INSERT", "MERGE", "SET", "REMOVE", "FOREACH"), "writes"),
    **dict.fromkeys(("DELETE", "DETACH", "NODETACH", "DROP"), "deletes"),
    "LOAD": "reads a file or an address",
    "USE": "leaves the graph for another one",
    "SHOW": "asks the server about itself, which only a statement of its own may",
    "TERMINATE": "stops what others do",
    "TRANSACTIONS": "opens transactions of its own, which is for writing",
    "CALL": "calls a procedure",
}
"""The words that may not begin a clause inside a statement, and why; ``CALL`` may, for a subquery or a procedure."""

PROCEDURES = frozenset(
    {
        # What the graph consists of.
        "db.labels",
        "db.propertykeys",
        "db.relationshiptypes",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.schema.visualization",
        "dbms.components",
        # Searching in an index that is there.
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
        "db.index.vector.querynodes",
        "db.index.vector.queryrelationships",
        # What Graph Data Science holds in memory; what ends in .stream is allowed as well, since it only gives rows.
        "gds.graph.list",
        "gds.list",
        # Algorithms of kglite, which have no option that writes. Its Louvain is left out: it is not to be relied on.
        "betweenness",
        "closeness",
        "clustering_coefficient",
        "connected_components",
        "degree",
        "k_core",
        "label_propagation",
        "leiden",
        "pagerank",
        "triangle_count",
    }
)
"""The procedures that may be called, in small letters. ``apoc`` is not among them: it has files, addresses, writing."""

NAMESPACES = frozenset(
    {
        *("date", "datetime", "duration", "localdatetime", "localtime", "time"),  # such as date.truncate
        *("coll", "point", "vector.similarity"),
        *("gds.similarity", "gds.util"),
    }
)
"""Where functions with a dot may come from. ``gds.graph.project`` writes, ``genai`` asks other servers."""

SHOWN = ("INDEX", "INDEXES", "CONSTRAINT", "CONSTRAINTS", "PROCEDURE", "PROCEDURES", "FUNCTION", "FUNCTIONS")
"""What ``SHOW`` may show; ``SHOW TRANSACTIONS`` tells what others ask, ``SHOW USERS`` who they are."""

# A word before one of these is a name: each clause goes on with a pattern, an expression or another word.
_AFTER_A_NAME = frozenset(")]},.:|=")
_LONGEST = 60


def refuse_writing(text: str) -> None:
    """Raise when a statement does anything else than read the graph that it is sent to.

    ``EXPLAIN`` and ``PROFILE`` change nothing: what writes is refused behind them too.

    Args:
        text: One statement, perhaps with comments and a ``;`` at its end.

    Raises:
        EcographError: The statement writes, deletes, administers, reads a file or an address, leaves the graph, calls a
            procedure or a function of which it is not known that it only reads, or there are several statements, or
            none; or a word might be a clause and might be a name; or the text cannot be read, as for
            `ecograph.cypher.tokens.tokens`. The message begins with line and column.

    >>> refuse_writing("MATCH (n:Set {create: 1}) WHERE n.delete = 'SET' RETURN n.name AS name")
    >>> refuse_writing("MATCH (n) SET n.name = 'x'")
    Traceback (most recent call last):
    ecograph.errors.EcographError: 1:11: SET writes, and a query only reads: take it out; if it is a name, write `SET`
    """
    found = _one(tokens(text))
    first = _first(found)
    for index, token in enumerate(found):
        if index != first and token.kind == "name":
            _refuse_clause(found, index)
        if token.kind in ("name", "quoted") and _is_symbol(found, index + 1, "("):
            _refuse_function(found, index)


def _one(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens of the one statement, without ``;``."""
    end = next((index for index, token in enumerate(found) if token.text == ";"), len(found))
    for token in found[end:]:
        if token.text != ";":
            raise _refusal(token, "a second statement begins; expected one: keep one, take out the rest")
    if end == 0:
        raise EcographError("1:1: found no statement, only white space or comments: write one, such as RETURN 1 AS n")
    return found[:end]


def _first(found: tuple[Token, ...]) -> int:
    """Return the place of the word that the statement begins with, after ``EXPLAIN`` and the like."""
    at = 0
    while at < len(found) and _word(found[at]) in ("EXPLAIN", "PROFILE", "CYPHER"):
        at += 1
        if _word(found[at - 1]) == "CYPHER":
            at += at < len(found) and found[at].kind == "number"
            while _is_option(found, at):
                at += 3
    if at >= len(found):
        raise _refusal(found[-1], "the statement ends before it begins: write it out")
    if _word(found[at]) not in BEGINNINGS:
        if _word(found[at]) in CLAUSES:
            raise _refusal(
                found[at], f"{found[at].text} {CLAUSES[_word(found[at])]}, and a query only reads: take it out"
            )
        begun = f"a statement that begins with {_shown(found[at].text)} is not known to only read"
        raise _refusal(found[at], f"{begun}: begin it with one of {', '.join(BEGINNINGS)}")
    if _word(found[at]) == "SHOW" and (at + 1 == len(found) or _word(found[at + 1]) not in SHOWN):
        raise _refusal(found[at], f"SHOW may show {', '.join(SHOWN[1::2])}, and nothing else: ask for one of these")
    if _word(found[at]) == "CALL":
        _refuse_procedure(found, at)
    return at


def _is_option(found: tuple[Token, ...], at: int) -> bool:
    """Return whether an option such as ``runtime=slotted`` stands here."""
    kinds = [token.kind for token in found[at : at + 3]]
    return kinds in (["name", "symbol", "name"], ["name", "symbol", "number"]) and found[at + 1].text == "="


def _refuse_clause(found: tuple[Token, ...], index: int) -> None:
    """Raise when a word begins a clause that is not allowed, or might."""
    token = found[index]
    does = CLAUSES.get(_word(token))
    if does is None or _is_name(found, index):
        return
    if _word(token) == "CALL":
        _refuse_procedure(found, index)
        return
    cure = f"take it out; if it is a name, write `{token.text}`"
    raise _refusal(token, f"{token.text} {does}, and a query only reads: {cure}")


def _refuse_procedure(found: tuple[Token, ...], index: int) -> None:
    """Raise when ``CALL`` calls a procedure that is not on the list; a subquery is looked into like all the rest."""
    if _is_symbol(found, index + 1, "{") or _is_symbol(found, index + 1, "("):
        return
    end = index + 2
    while _is_symbol(found, end, "."):
        end += 2
    name = ".".join(token.name for token in found[index + 1 : end] if token.text != ".")
    if not _only_reads(name):
        cure = f"call one of {', '.join(sorted(PROCEDURES))} or gds. ... .stream"
        called = f"CALL {_shown(name)}" if name else "CALL without a name"
        raise _refusal(found[index], f"{called} is not known to only read: {cure}")


def _only_reads(procedure: str) -> bool:
    name = procedure.lower()
    return name in PROCEDURES or (name.startswith("gds.") and name.endswith(".stream"))


def _refuse_function(found: tuple[Token, ...], index: int) -> None:
    """Raise when a function has a namespace that is not on the list."""
    start = index
    while _is_symbol(found, start - 1, "."):
        start -= 2
    name = ".".join(token.name for token in found[start : index + 1 : 2])
    if _word(found[start - 1]) == "CALL" and _only_reads(name):
        return
    namespace = name.lower().rpartition(".")[0]
    if namespace and namespace not in NAMESPACES:
        cure = f"functions with a dot may begin with {', '.join(sorted(NAMESPACES))}"
        raise _refusal(found[start], f"the function {_shown(name)} is not known to only read: {cure}")


def _is_name(found: tuple[Token, ...], index: int) -> bool:
    """Return whether a word is surely a name: of a property, a label, a key, a variable or a column."""
    is_last = index + 1 == len(found)
    if _word(found[index]) != "TRANSACTIONS" and (is_last or _is_symbol(found, index + 1, *_AFTER_A_NAME)):
        return True
    before = index - 1
    if _is_symbol(found, before, ":", "["):
        return True
    if _is_symbol(found, before, "("):
        return _is_symbol(found, index + 1, "{")
    if _is_symbol(found, before, "."):
        return _is_qualified(found, before)
    if _is_symbol(found, before, "|", "&"):
        return _is_label(found, before)
    return _word(found[before]) == "AS" and _ends_expression(found, before - 1)


def _is_qualified(found: tuple[Token, ...], dot: int) -> bool:
    """Return whether a dot stands between an owner and its property; after a number it might be a part of it."""
    owner = found[dot - 1]
    return owner.kind in ("name", "quoted", "parameter") or owner.text in (")", "]", "}", "{", ",")


def _is_label(found: tuple[Token, ...], at: int) -> bool:
    """Return whether a sign joins labels or types, as in ``:A|B&C``; a bar may also end the head of a loop."""
    while at >= 1 and _is_symbol(found, at, "|", "&") and found[at - 1].kind in ("name", "quoted"):
        at -= 2
    return _is_symbol(found, at, ":")


def _ends_expression(found: tuple[Token, ...], at: int) -> bool:
    """Return whether an expression surely ends here, so that ``AS`` follows it and is no variable.

    A bare word might be ``WITH`` or ``DISTINCT``, after which ``as`` is a variable: ``WITH as SET as.x = 1``.
    """
    token = found[at]
    if token.kind == "name":
        return _is_symbol(found, at - 1, ".") and _is_qualified(found, at - 1)
    return token.kind != "symbol" or token.text in (")", "]", "}")


def _is_symbol(found: tuple[Token, ...], at: int, *signs: str) -> bool:
    """Return whether one of these signs stands at a place; false before the first token and after the last."""
    return 0 <= at < len(found) and found[at].kind == "symbol" and found[at].text in signs


def _word(token: Token) -> str:
    """Return a bare word in capitals, and nothing for any other token.

    Letters that an engine might take for others are made plain: a long s (U+017F) is S in capitals.
    """
    return unicodedata.normalize("NFKC", token.text).upper() if token.kind == "name" else ""


def _shown(text: str) -> str:
    """Return a part of a statement for a message: not too long, and without signs that a terminal would act on."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in short)


def _refusal(token: Token, message: str) -> EcographError:
    return EcographError(f"{token.line}:{token.column}: {message}")
