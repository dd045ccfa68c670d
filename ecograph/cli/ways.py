"""The ways in which a command gives its tables: on the terminal, as JSON or CSV, as Parquet, or as a folder."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl


class Way(NamedTuple):
    """How tables are told: on the terminal, as JSON or CSV on stdout, or to a Parquet file or a folder."""

    form: str
    place: Path | None = None


def way(  # noqa: PLR0913 - the options of the command
    n: int, *, choose: str, as_json: bool, as_csv: bool, parquet: Path | None, out: Path | None
) -> Way:
    """Return the one way that the options ask for, for that many tables; ``choose`` says how to ask for one."""
    given = {"json": (as_json, None), "csv": (as_csv, None), "parquet": (parquet, parquet), "out": (out, out)}
    ways = [Way(form, place) for form, (used, place) in given.items() if used]
    if len(ways) > 1:
        raise click.UsageError(f"found {' and '.join(f'--{way.form}' for way in ways)}, expected one of them")
    found = ways[0] if ways else Way("terminal")
    if n > 1 and found.form in {"csv", "parquet"}:
        raise click.UsageError(f"--{found.form} takes one table, found {n}; {choose}, or --out FOLDER writes them all")
    return found


def write(way: Way, tables: "Mapping[str, pl.DataFrame]", about: "Mapping[str, object]", *, said: str = "") -> None:
    """Write one table to a Parquet file, or each to a file of a folder, with a manifest about them.

    Args:
        way: A way that has a place.
        tables: The tables by the name of their file, without its ending.
        about: What they were made from.
        said: What they say in sentences, written beside them where there are any.
    """
    from ecograph.outputs.tables import parquet, result_csv
    from ecograph.stores import files, results

    assert way.place is not None  # noqa: S101 - who calls this has asked
    if way.form == "parquet":
        (table,) = tables.values()
        files.replace_file(way.place, parquet(table))
        return
    with files.alone(way.place) as folder:
        earlier = results.written_before(folder)
        content = {f"{name}.csv": result_csv(table) for name, table in tables.items()}
        if said:
            content["said.txt"] = said.encode()
        results.write(folder, content, about=about, earlier=earlier)


def print_csv(table: "pl.DataFrame") -> None:
    """Print a table as CSV."""
    from ecograph.outputs.tables import result_csv

    click.echo(result_csv(table).decode(), nl=False)


def print_json(said: object) -> None:
    """Print a value as JSON, in which an open bound is the text "open", since JSON has no infinity."""
    click.echo(json.dumps(_finite(said), ensure_ascii=False, indent=2))


def _finite(said: object) -> object:
    match said:
        case dict():
            return {name: _finite(value) for name, value in said.items()}
        case list():
            return [_finite(value) for value in said]
        case float() if math.isinf(said):
            return "open"
        case _:
            return said
