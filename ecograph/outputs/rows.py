"""What a query gave as a table for a terminal, as JSON, CSV or a typed table.

Values are given exactly, except on a terminal, where long texts are cut; a sign that a terminal would act on is shown
as its code, since a hostile name must not act on anything.
"""

import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ecograph.cells import visible
from ecograph.errors import EcographError
from ecograph.outputs.drawing import drawn

if TYPE_CHECKING:
    import polars as pl

    from ecograph.cypher.rows import Rows


def aligned(rows: "Rows") -> str:
    """Return what a query gave as a table for a terminal: long texts are cut, maps are JSON.

    Returns:
        A header and a line for each row; "" when there are no columns.

    >>> from ecograph.cypher.rows import Rows
    >>> aligned(Rows(("name", "n"), [("Århus", 2), (None, 10)])).splitlines()
    ['  name    n', '  Århus   2', '  -      10']
    """
    if not rows.columns:
        return ""
    numeric = [_is_numeric([row[place] for row in rows.rows]) for place in range(len(rows.columns))]
    columns = list(zip(map(_one_line, rows.columns), numeric, strict=True))
    return drawn(columns, [[*map(_readable, row)] for row in rows.rows])


def as_json(rows: "Rows") -> str:
    """Return what a query gave as a JSON list of objects, exactly; days and times as ISO 8601.

    What JSON has no word for, such as infinity, is a text.

    >>> from ecograph.cypher.rows import Rows
    >>> print(as_json(Rows(("name", "n"), [("Århus", None)])))
    [
      {
        "name": "Århus",
        "n": null
      }
    ]
    """
    objects = [{name: exact(value) for name, value in zip(rows.columns, row, strict=True)} for row in rows.rows]
    return visible_json(json.dumps(objects, ensure_ascii=False, indent=2))


def visible_json(text: str) -> str:
    r"""Return JSON that means the same, with an escape for each sign that a terminal would act on.

    >>> visible_json('"a\u202eb"')
    '"a\\u202eb"'
    """
    if text.replace("\n", "").isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)


def as_csv(rows: "Rows") -> str:
    r"""Return what a query gave as CSV, in which no text can start a formula; lists and maps are JSON.

    >>> from ecograph.cypher.rows import Rows
    >>> as_csv(Rows(("name", "ids"), [("=1+1", ["a", "b"])]))
    'name,ids\n\'=1+1,"[""a"", ""b""]"\n'
    """
    from ecograph.outputs.tables import rows_csv

    return rows_csv(rows.columns, ([_cell(value) for value in row] for row in rows.rows)).decode()


def frame(rows: "Rows", kinds: Mapping[str, str]) -> "pl.DataFrame":
    """Return what a query gave as a table with typed columns.

    Args:
        rows: The rows.
        kinds: What the header of the query says of its columns, such as ``integer``; a column that it does not name
            has the type of its values, and is JSON text where they are maps or of several types.

    Raises:
        EcographError: A value is not what the header says.

    >>> from ecograph.cypher.rows import Rows
    >>> frame(Rows(("id", "n"), [("a", None)]), {"n": "integer"}).schema
    Schema([('id', String), ('n', Int64)])
    """
    import polars as pl

    scalars = {
        "text": pl.String(),
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
        "date": pl.Date(),
        "": pl.String(),
    }
    types = scalars | {f"{kind}s": pl.List(dtype) for kind, dtype in scalars.items()}
    columns = []
    for place, name in enumerate(rows.columns):
        values = [row[place] for row in rows.rows]
        found = _kind(values)
        kind = kinds.get(name, found)
        if kind is None:
            columns.append(pl.Series(name, [*map(_as_text, values)], dtype=pl.String()))
            continue
        if found not in ("", kind, "s" if kind.endswith("s") else "", "integer" if kind == "number" else ""):
            said = f"column {name}: found {found or 'values of several kinds'}, expected {kind} as the header says"
            raise EcographError(f"{said}; correct the header")
        is_float = kind.startswith("number")
        columns.append(pl.Series(name, [*map(_as_float, values)] if is_float else values, dtype=types[kind]))
    return pl.DataFrame(columns)


_SCALARS = {bool: "boolean", int: "integer", float: "number", str: "text", dt.date: "date"}


def _kind(values: Iterable[object]) -> str | None:
    """Return the kind that all values have: "" where none is known, with an s for lists, None for several or maps."""
    known = [value for value in values if value is not None]
    lists = [value for value in known if isinstance(value, list)]
    kinds = {_SCALARS.get(type(value)) for value in known if not isinstance(value, list)}
    if lists:
        inner = _kind(part for value in lists for part in value)
        kinds.add(None if inner is None or inner.endswith("s") else f"{inner}s")
    if kinds == {"integer", "number"}:
        return "number"
    return next(iter(kinds or {""})) if len(kinds) <= 1 else None


def _as_float(value: object) -> object:
    if isinstance(value, list):
        return [_as_float(part) for part in value]
    return float(value) if isinstance(value, int) else value


def _as_text(value: object) -> str | None:
    """Return a value of a column without a type as text: of JSON, if it is none itself."""
    return value if value is None or isinstance(value, str) else json.dumps(exact(value), ensure_ascii=False)


def _is_numeric(values: Iterable[object]) -> bool:
    """Return whether values are numbers, at least one of them."""
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known)


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def _readable(value: object) -> object:
    """Return a value as the table shows it: texts on one line, maps and lists in lists as JSON."""
    match value:
        case str():
            return _one_line(value)
        case float() if not math.isfinite(value):
            return str(exact(value))
        case list():
            return [_one_line(str(_cell(part))) if isinstance(part, list) else _readable(part) for part in value]
        case None | bool() | int() | float():
            return value
        case _:
            return _one_line(str(_cell(value)))


def exact(value: object) -> object:
    """Return a value as JSON can say it."""
    match value:
        case None | bool() | int() | str():
            return value
        case float() if math.isfinite(value):
            return value
        case float():
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        case list():
            return [exact(part) for part in value]
        case dict():
            return {name: exact(part) for name, part in value.items()}
        case bytes():
            return value.hex()
        case _:  # a day or time; its ISO form, with a T between the two
            return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _cell(value: object) -> str | float | None:
    """Return a value as a cell holds it."""
    match value:
        case None | bool() | int() | str():
            return value
        case float() if math.isfinite(value):
            return value
        case list() | dict():
            return json.dumps(exact(value), ensure_ascii=False)
        case _:
            return str(exact(value))
