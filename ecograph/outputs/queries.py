"""The query library as text and for machines: what each query answers, takes and returns."""

import datetime as dt
import json
from collections.abc import Sequence

from ecograph.cells import visible
from ecograph.cypher.query import EXPECTED, Parameter, Query


def listed(queries: Sequence[Query]) -> str:
    """Return a line for each query: its name and what it answers."""
    widest = max((len(each.name) for each in queries), default=0)
    return "".join(f"{each.name:{widest}}  {visible(each.summary)}\n" for each in queries)


def explained(query: Query) -> str:
    """Return what a query answers, takes and returns, as its header says it."""
    parts = [query.about]
    if query.parameters:
        widest = max(len(each.name) for each in query.parameters)
        lines = [f"  {each.name:{widest}}  {_taken(each)}" for each in query.parameters]
        parts.append("\n".join(["parameters", *lines]))
    if query.returns:
        widest, kinds = (max(len(each[place]) for each in query.returns) for place in (0, 1))
        lines = [f"  {each.name:{widest}}  {each.kind:{kinds}}  {each.about}" for each in query.returns]
        parts.append("\n".join(["columns", *lines]))
    return visible("\n\n".join([*parts, f"ecograph query {query.name}{_example(query.parameters)}\n"]))


def described(query: Query) -> dict[str, object]:
    """Return the same for machines."""
    return {
        "name": query.name,
        "about": query.about,
        "parameters": [
            {
                "name": each.name,
                "kind": each.kind,
                "is_required": each.is_required,
                "default": each.default.isoformat() if isinstance(each.default, dt.date) else each.default,
                "about": each.about,
            }
            for each in query.parameters
        ],
        "returns": [each._asdict() for each in query.returns],
        "statement": query.statement,
    }


def _taken(parameter: Parameter) -> str:
    what = EXPECTED.get(parameter.kind, "a text")
    if parameter.is_required:
        default = "must be given"
    elif parameter.default is None:
        default = "open when not given"
    else:
        default = f"default {_written(parameter.default)}"
    return f"{parameter.about}: {what}; {default}"


def _written(value: object) -> str:
    """Return a default as a person would give it."""
    match value:
        case bool():
            return json.dumps(value)
        case list():
            return ",".join(map(str, value)) or "no text"
        case "":
            return "an empty text"
        case _:
            return str(value)


def _example(parameters: Sequence[Parameter]) -> str:
    """Return how the first parameter, or those that must be given, stand on the command line."""
    given = [each for each in parameters if each.is_required] or list(parameters[:1])
    return "".join(
        f" --param {each.name}={'VALUE' if each.default is None else _quoted(_written(each.default))}" for each in given
    )


def _quoted(text: str) -> str:
    return text if text.replace("-", "").isalnum() else f"'{text}'"
