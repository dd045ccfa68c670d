r"""Reads Cypher sign by sign, because what is a clause, a name or a text cannot be told by searching for words.

Neo4j, ArcadeDB and kglite read a few signs differently. Neo4j decodes ``\u0027`` anywhere before it reads, so that it
can end a text; kglite ends a ``//`` comment at a line feed only, Neo4j at a carriage return too; Cypher 25 has texts
with expressions in them (``s'{...}'``). A statement that could be read in two ways is not read at all: it is an error
that says what to write instead. So a statement that has tokens has the same tokens for each engine.

kglite knows no ``/* */``. It stops there with a syntax error, and never reads on, so such a comment hides nothing from
it; `statement` takes comments out, which lets it run there.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from ecograph.errors import EcographError

Kind = Literal["name", "quoted", "string", "number", "parameter", "symbol"]


class Token(NamedTuple):
    """One word or sign of a statement.

    Args:
        kind: ``name`` (keywords too), ``quoted`` (a name in backticks), ``string``, ``number``, ``parameter`` or
            ``symbol``.
        text: As it stands in the statement, with its quotes, backticks or ``$``.
        line: 1 for the first; a line ends at a line feed.
        column: 1 for the first, counted in code points.
    """

    kind: Kind
    text: str
    line: int
    column: int

    @property
    def name(self) -> str:
        """The name that a name, a name in backticks or a parameter stands for; the text of any other token.

        >>> [token.name for token in tokens("`a``b` $`c` d")]
        ['a`b', 'c', 'd']
        """
        bare = self.text.removeprefix("$") if self.kind == "parameter" else self.text
        if self.kind in ("quoted", "parameter") and bare.startswith("`"):
            return _ESCAPES.sub(_decoded, bare[1:-1].replace("``", "`"))
        return bare


class _Piece(NamedTuple):
    kind: str  # of a token, or space, line, block
    text: str
    line: int
    column: int


# Neo4j's own list of white space (Cypher25Lexer.g4). U+180E, U+200B and U+FEFF are not in it.
_BLANK = r"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_TICKED = r"`(?:[^`]++|``)*+`"
_DIGITS = r"[0-9](?:_?[0-9])*+"
_EXPONENT = rf"(?:[eE][+-]?{_DIGITS})?"
_PIECE = re.compile(
    rf"""(?P<space>{_BLANK}++)
    |(?P<line>//[^\n]*+)
    |(?P<block>/\*(?:[^*]++|\*(?!/))*+\*/)
    |(?P<string>'(?:[^'\\]++|\\.)*+'|"(?:[^"\\]++|\\.)*+")
    |(?P<quoted>{_TICKED})
    |(?P<dynamic>\$(?=(?i:all|any)?{_BLANK}*+\())
    |(?P<parameter>\$(?:\w++|{_TICKED}))
    |(?P<number>0x[0-9a-fA-F]++|0o[0-7]++|(?:{_DIGITS})?\.{_DIGITS}{_EXPONENT}|{_DIGITS}{_EXPONENT})
    |(?P<name>[^\W\d]\w*+)
    |(?P<symbol>\.\.|::|\|\||<=|>=|<>|!=|=~|\+=|/(?!\*)|[()\[\]{{}},.:;|&!%+\-*^=<>])
    """,
    re.VERBOSE | re.DOTALL,
)
# Neo4j decodes as Java does: with any number of u, and not behind a backslash that is escaped itself.
_ESCAPES = re.compile(r"\\\\|(?P<signs>(?:\\u+[0-9a-fA-F]{4})+)")
# An escape of one of these could end what it stands in.
_ENDING = re.compile(r"['\"`\\/*\x00-\x1f\x85\u2028\u2029]")
_UNSENDABLE = re.compile(r"[\x00\ud800-\udfff]")
# What ends a // comment for one engine and not for another.
_BREAK_OF_SOME = re.compile(r"\r(?!\n|\Z)|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNFINISHED = {
    "'": "a text in '...' does not end: add ' at its end, and write \\' inside",
    '"': 'a text in "..." does not end: add " at its end, and write \\" inside',
    "`": "a name in backticks does not end: add ` at its end, and write `` inside",
    "/": "a comment does not end: add */ at its end",
    "$": "a parameter has no name: write $name, without a blank",
    "\\": "an escape stands outside texts and names in backticks: write the sign itself",
}


@lru_cache(maxsize=8)  # the guard and its neighbours look at the same statement
def tokens(text: str) -> tuple[Token, ...]:
    r"""Return the words and signs of a text of Cypher, without white space and comments.

    Args:
        text: One or several statements. A byte order mark at its start is passed over.

    Returns:
        The tokens in order. A word is not told from a name here: ``MATCH`` and ``n`` are both names. The ``$`` of a
        dynamic label, ``(n:$(label))``, is a symbol.

    Raises:
        EcographError: A text, name or comment does not end, a sign has no meaning in Cypher, or engines would read
            the text in different ways. The message begins with line and column.

    >>> [(token.kind, token.text) for token in tokens("MATCH (`a b`) // all\nRETURN $x")]
    [('name', 'MATCH'), ('symbol', '('), ('quoted', '`a b`'), ('symbol', ')'), ('name', 'RETURN'), ('parameter', '$x')]
    """
    return tuple(Token(cast("Kind", piece.kind), *piece[1:]) for piece in _pieces(text) if piece.kind not in _UNSEEN)


def parameters(text: str) -> tuple[str, ...]:
    """Return the names of the parameters that a text of Cypher uses, in order, each once.

    Args:
        text: One or several statements.

    Returns:
        The names without ``$`` and backticks.

    Raises:
        EcographError: The text cannot be read, as for `tokens`.

    >>> parameters("MATCH (n {cluster_id: $cluster}) WHERE n.year > $year RETURN $cluster, '$text'")
    ('cluster', 'year')
    """
    return tuple(dict.fromkeys(token.name for token in tokens(text) if token.kind == "parameter"))


def statement(text: str) -> str:
    r"""Return the one statement of a text, as an engine takes it.

    Args:
        text: A statement, perhaps with comments and a ``;`` at its end.

    Returns:
        The statement without comments, without ``;`` and without white space around it. Inside it lines stay lines.

    Raises:
        EcographError: There is no statement or there are several, or the text cannot be read, as for `tokens`.

    >>> statement("// Two organisations\nMATCH (n) /* all */ RETURN n LIMIT 2;\n")
    'MATCH (n)   RETURN n LIMIT 2'
    """
    kept: list[str] = []
    is_over = False
    for piece in _pieces(text):
        if piece.kind in ("line", "block"):
            kept.append(" ")
        elif piece.text == ";":
            is_over = True
        elif piece.kind == "space" or not is_over:
            kept.append(piece.text)
        else:
            raise _error(piece, 0, "a second statement begins; expected one: keep one, take out the rest")
    found = "".join(kept).strip()
    if not found:
        raise EcographError("1:1: found no statement, only white space or comments: write one, such as RETURN 1 AS n")
    return found


_UNSEEN = ("space", "line", "block")


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield every piece of a text, white space and comments too."""
    text = text.removeprefix("\ufeff")
    at, line, line_start = 0, 1, 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None:
            raise _error(_Piece("symbol", text[at:], line, at - line_start + 1), 0, _without_meaning(text[at]))
        kind = "symbol" if match.lastgroup == "dynamic" else str(match.lastgroup)
        piece = _Piece(kind, match.group(), line, at - line_start + 1)
        _check(piece, text[match.end() : match.end() + 1])
        yield piece
        at = match.end()
        if "\n" in piece.text:
            line += piece.text.count("\n")
            line_start = text.rindex("\n", 0, at) + 1


def _check(piece: _Piece, following: str) -> None:
    """Raise when engines could read a piece in different ways, or when it cannot be sent to one."""
    if found := _UNSENDABLE.search(piece.text):
        cure = "take it out, or pass it as a parameter"
        raise _error(piece, found.start(), f"the sign {_code(found.group())} cannot be sent to an engine: {cure}")
    for escapes in _ESCAPES.finditer(piece.text):
        if escapes["signs"] and _ENDING.search(_decoded(escapes)):
            cure = "write the sign itself, with a \\ before a quote"
            raise _error(
                piece, escapes.start(), f"for Neo4j {escapes.group()[:30]} can end a text or a comment: {cure}"
            )
    if piece.kind == "line" and (found := _BREAK_OF_SOME.search(piece.text)):
        cure = "write a line feed (U+000A)"
        raise _error(piece, found.start(), f"only some engines end a comment at {_code(found.group())}: {cure}")
    if piece.kind == "number" and re.match(r"\w", following):
        raise _error(piece, 0, f"the number {piece.text[:30]} runs into a word: write a blank after it")
    if piece.kind == "name" and piece.text in ("s", "S") and following in ("'", '"'):
        raise _error(piece, 0, "only Cypher 25 reads a text with expressions in it: put it together with +")
    if piece.kind in ("name", "parameter") and "`" not in piece.text:
        _check_signs(piece)


def _check_signs(piece: _Piece) -> None:
    """Raise when a bare name has a sign that is a part of names for some engines only, such as ² or €."""
    for at, sign in enumerate(piece.text):
        if not (sign.isalpha() or sign.isdecimal() or sign in "_$"):
            raise _error(piece, at, _without_meaning(sign))


def _error(piece: _Piece, offset: int, message: str) -> EcographError:
    """Return an error at a sign of a piece."""
    before = piece.text[:offset]
    line = piece.line + before.count("\n")
    column = offset - before.rindex("\n") if "\n" in before else piece.column + offset
    return EcographError(f"{line}:{column}: {message}")


def _without_meaning(sign: str) -> str:
    """Return what is said of a sign that begins nothing in Cypher."""
    if sign in _UNFINISHED:
        return _UNFINISHED[sign]
    instead = {"Pd": "write - for it", "Pi": "write ' for it", "Pf": "write ' for it"}
    cure = instead.get(unicodedata.category(sign), "take it out, or put the name it belongs to into backticks")
    return f"the sign {_code(sign)} means nothing in Cypher: {cure}"


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _decoded(match: re.Match[str]) -> str:
    """Return what a row of escapes stands for; half a surrogate pair becomes U+FFFD, an escaped backslash stays."""
    if not match["signs"]:
        return match.group()
    return bytes.fromhex(re.sub(r"\\u+", "", match.group())).decode("utf-16-be", "replace")
