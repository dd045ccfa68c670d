"""A query as a file states it: what it answers, which parameters it takes, what it returns.

The header says so once. From it come the help of a query, the types of what a person gives on the command line, and
the check that the statement uses what the header names.
"""

import datetime as dt
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from ecograph.cypher import tokens
from ecograph.errors import EcographError

EXPECTED: dict[str, str] = {
    "organisation": "the id or name of an organisation",
    "project": "the id or name of a project",
    "theme": "the id or name of a theme",
    "source": "the id or name of a source",
    "framework": "the id or name of a framework",
    "text": "a text",
    "integer": "a whole number such as 50",
    "number": "a number such as 0.5",
    "boolean": "true or false",
    "date": "a day such as 2024-06-30",
    "texts": "texts with commas between, such as DK,NO",
}
"""The kinds of parameter, each with what a person gives for it."""

ANY = "any"
"""The kind of a parameter without a header: a text, or what JSON says."""

RETURNED = ("text", "integer", "number", "boolean", "date", "texts", "integers")
"""The kinds of column."""

JSON = ":"
"""A name that ends so is given JSON instead of text, as in ``--param limit:=50``."""

_QUOTED = r"'(?:[^'\\]|\\['\\])*'"
_LITERAL = rf"null|true|false|-?\d+(?:\.\d+)?|{_QUOTED}|\[(?:{_QUOTED}(?:, {_QUOTED})*)?\]"
_PARAMETER = re.compile(rf"  (\w+): (\w+)(?: = ({_LITERAL}))? -- (\S.*)", re.ASCII)
_COLUMN = re.compile(r"  (\w+): (\w+) -- (\S.*)", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HEADING = re.compile(r"//\s*(params|returns):\s*")
_PARTS = ("", "params:", "returns:")

_SHOWN = 60
"""The number of signs of a value that a message repeats."""


class Parameter(NamedTuple):
    """What a query takes.

    Args:
        name: Its name, without ``$``.
        kind: One of ``EXPECTED``, or ``ANY``.
        default: Its value when none is given; None when it must be given too.
        is_required: Whether it must be given.
        about: What it means.
    """

    name: str
    kind: str
    default: object
    is_required: bool
    about: str


class Returned(NamedTuple):
    """A column that a query gives: its name, its kind (one of ``RETURNED``), what it means."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query.

    Args:
        name: Its name.
        about: What it answers, and what to know to read that; line breaks as in the file.
        parameters: What it takes, in the order of the header.
        returns: The columns it gives; none are known of a statement without a header.
        statement: One statement without comments.
    """

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    returns: tuple[Returned, ...]
    statement: str

    @property
    def summary(self) -> str:
        """The first sentence of what it answers."""
        return re.split(r"(?<=[.?])\s", " ".join(self.about.split()), maxsplit=1)[0]


def query(name: str, text: str) -> Query:
    """Return a query of the library from its file.

    Args:
        name: The name of the file, for the messages too; the query has it without ``.cypher``.
        text: What the file holds.

    Raises:
        EcographError: The header or the statement cannot be understood, or they do not fit each other. The message
            begins with the file and the line.

    >>> found = query("of_kind.cypher", '''// Bodies of a kind.
    ... //
    ... // params:
    ... //   kind: text = 'cluster' -- the kind
    ... // returns:
    ... //   org_id: text -- the id
    ... MATCH (o:Organisation) WHERE o.kind = $kind RETURN o.org_id AS org_id ORDER BY org_id;
    ... ''')
    >>> found.name, found.summary, found.parameters[0].default, [column.name for column in found.returns]
    ('of_kind', 'Bodies of a kind.', 'cluster', ['org_id'])
    """
    parts = _parts(name, text)
    parameters = tuple(_parameter(name, line, said) for line, said in parts["params:"])
    returns = tuple(_column(name, line, said) for line, said in parts["returns:"])
    about = "\n".join(said for _, said in parts[""]).strip()
    if not about:
        raise EcographError(f"{name}:1: found no description, expected `// What it answers.` as the first line; add it")
    if not returns:
        raise EcographError(f"{name}:1: found no column, expected `// returns:` and a line for each; add them")
    for what, names in (("parameter", [each.name for each in parameters]), ("column", [each.name for each in returns])):
        twice = sorted({each for each in names if names.count(each) > 1})
        if twice:
            raise EcographError(f"{name}:1: found the {what} {', '.join(twice)} twice; remove one")
    statement, used = _statement(name, text)
    known = {each.name for each in parameters}
    for said, odd in (("is used and not in the header", set(used) - known), ("is not used", known - set(used))):
        if odd:
            raise EcographError(f"{name}:1: the parameter {', '.join(sorted(odd))} {said}; correct the header")
    return Query(name.removesuffix(".cypher"), about, parameters, returns, statement)


def own(name: str, text: str) -> Query:
    """Return a statement of one's own: by its header if it has one, else with each ``$name`` as a parameter.

    Args:
        name: Where it stands, for the messages.
        text: The statement.

    Raises:
        EcographError: As for ``query``.

    >>> [(each.name, each.kind) for each in own("-", "MATCH (o {org_id: $id}) RETURN o.name AS name").parameters]
    [('id', 'any')]
    """
    lines = text.removeprefix("\ufeff").splitlines()
    before = takewhile(lambda line: line.strip() == "" or line.startswith("//"), lines)  # else it may stand in a text
    if any(map(_HEADING.fullmatch, before)):
        return query(name, text)
    statement, used = _statement(name, text)
    return Query(name, "", tuple(Parameter(each, ANY, None, True, "") for each in used), (), statement)  # noqa: FBT003 - a field


def _statement(name: str, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the statement of a file and the parameters it uses."""
    try:
        return tokens.statement(text), tokens.parameters(text)
    except EcographError as error:
        raise EcographError(f"{name}:{error}") from error


def _parts(name: str, text: str) -> dict[str, list[tuple[int, str]]]:
    """Return the lines of a header by the part they stand in, with their numbers; "" is the description."""
    parts: dict[str, list[tuple[int, str]]] = {part: [] for part in _PARTS}
    part = ""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.startswith("//"):
            break
        said = line[2:].removeprefix(" ").rstrip()
        if said in _PARTS[1:]:
            if _PARTS.index(said) <= _PARTS.index(part):
                raise EcographError(f"{name}:{number}: found `{said}` after `{part}`, expected params, then returns")
            part = said
        elif said or not part:
            parts[part].append((number, said))
    return parts


def _parameter(name: str, line: int, said: str) -> Parameter:
    """Return what a line under ``params:`` says."""
    match = _PARAMETER.fullmatch(said)
    if match is None:
        form = "`  name: kind = default -- what it is`; the default may be left out, a text in it stands in '...'"
        raise EcographError(f"{name}:{line}: found {cut(said)}, expected {form}")
    own_name, kind, default, about = match.groups()
    if kind not in EXPECTED:
        raise EcographError(f"{name}:{line}: found the kind {kind!r}, expected one of {', '.join(EXPECTED)}")
    try:
        value = None if default in (None, "null") else _typed(kind, _literal(default))
    except ValueError as error:
        raise EcographError(f"{name}:{line}: found the default {default}, expected {EXPECTED[kind]}") from error
    return Parameter(own_name, kind, value, default is None, about)


def _literal(text: str) -> object:
    """Return the value that a default stands for."""
    if text[0] in "['":
        texts = [re.sub(r"\\(.)", r"\1", quoted[1:-1]) for quoted in re.findall(_QUOTED, text)]
        return texts if text.startswith("[") else texts[0]
    return json.loads(text)


def _column(name: str, line: int, said: str) -> Returned:
    """Return what a line under ``returns:`` says."""
    match = _COLUMN.fullmatch(said)
    if match is None:
        raise EcographError(f"{name}:{line}: found {cut(said)}, expected `  name: kind -- what it is`")
    if match[2] not in RETURNED:
        raise EcographError(f"{name}:{line}: found the kind {match[2]!r}, expected one of {', '.join(RETURNED)}")
    return Returned(*match.groups())


def values(query: Query, given: Mapping[str, str]) -> dict[str, object]:
    """Return the value of each parameter of a query, of the kind that its header says.

    Args:
        query: The query.
        given: What a person gives, as text; as JSON where the name ends in a colon. Nothing, or ``null``, leaves a
            parameter open whose default is null; the text "null" is then given as JSON.

    Raises:
        EcographError: A parameter is not there, is given twice, is of another kind, or is missing.

    >>> found = own("-", "MATCH (o:Organisation {org_id: $id}) RETURN o.name AS name LIMIT $n")
    >>> values(found, {"id": "mtic", "n:": "5"})
    {'id': 'mtic', 'n': 5}
    """
    known = {each.name: each for each in query.parameters}
    found = {each.name: each.default for each in query.parameters if not each.is_required}
    said = [name.removesuffix(JSON) for name in given]
    for name, text in given.items():
        bare = name.removesuffix(JSON)
        if bare not in known:
            names = f"its parameters are {', '.join(known)}" if known else "it takes none"
            raise EcographError(f"{query.name}: found no parameter {cut(bare)}; {names}")
        if said.count(bare) > 1:
            raise EcographError(f"{query.name}: found the parameter {bare} twice, expected one value; remove one")
        found[bare] = _value(query, known[bare], text, is_json=name != bare)
    for each in query.parameters:
        if each.name not in found:
            what = f"{each.about}: {EXPECTED[each.kind]}" if each.about else "a text"
            raise EcographError(f"{query.name}: found no value for {each.name} ({what}); give {each.name}=VALUE")
    return {each.name: found[each.name] for each in query.parameters}


def _value(query: Query, parameter: Parameter, text: str, *, is_json: bool) -> object:
    """Return the value that a text stands for."""
    may_be_null = not parameter.is_required and parameter.default is None
    expected = EXPECTED.get(parameter.kind, "JSON such as 5") + (", or null" if may_be_null else "")
    try:
        value = json.loads(text) if is_json else _read(parameter.kind, text, may_be_null=may_be_null)
        if parameter.kind != ANY and (value is not None or not may_be_null):
            value = _typed(parameter.kind, value)
        _sendable(value)
    except (ValueError, OverflowError, RecursionError) as error:
        said = f"{parameter.name}{JSON * is_json}={cut(text)}"
        raise EcographError(f"{query.name}: found {said}, expected {expected}; correct it") from error
    return value


def _read(kind: str, text: str, *, may_be_null: bool) -> object:
    """Return a text as the value it stands for, which may still be of the wrong kind."""
    if may_be_null and text in ("", "null"):
        return None
    if kind == "integer" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == "number" and _DECIMAL.fullmatch(text):
        return float(text)
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind == "texts":
        return [part.strip() for part in text.split(",")] if text else []
    return text


def _typed(kind: str, value: object) -> object:
    """Return a value of JSON as one of a kind; ValueError when it is none."""
    match kind, value:
        case "boolean", bool():
            return value
        case "integer" | "number" | "boolean", bool():
            raise ValueError(kind)
        case "integer", int():
            return value
        case "number", int() | float():
            return float(value)
        case "date", str() if _DAY.fullmatch(value):
            return dt.date.fromisoformat(value)
        case "texts", list() if all(isinstance(part, str) for part in value):
            return value
        case (("integer" | "number" | "boolean" | "date" | "texts"), _):
            raise ValueError(kind)
        case _, str():
            return value
    raise ValueError(kind)


def _sendable(value: object) -> None:
    """Raise a ValueError when no engine can take a value: not UTF-8, no whole number of 64 bits, infinite."""
    match value:
        case str():
            value.encode()
        case bool():
            pass
        case int() if not -(2**63) <= value < 2**63:
            raise ValueError(value)
        case float() if not math.isfinite(value):
            raise ValueError(value)
        case list():
            for part in value:
                _sendable(part)
        case dict():
            for name, part in value.items():
                _sendable(name)
                _sendable(part)


def cut(text: str) -> str:
    r"""Return a text as a message repeats it: in quotes, without signs that act on a terminal, not too long.

    >>> cut("a\x1b"), len(cut("x" * 10_000))
    ("'a\\x1b'", 63)
    """
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
