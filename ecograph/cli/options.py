"""The options that mean the same in every command."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ecograph.errors import EcographError

if TYPE_CHECKING:
    import datetime as dt

    from ecograph.ecosystem import Ecosystem

CONFIG = "ecograph.toml"
VARIABLE = "ECOGRAPH_DATA"

Command = TypeVar("Command", bound=Callable[..., Any])

data = click.option(
    "-d",
    "--data",
    metavar="DATASET",
    help="A dataset folder, a workbook or a folder of runs. Default: `data` in ecograph.toml, else ECOGRAPH_DATA, else "
    "the bundled one.",
)
language = click.option(
    "--lang", type=click.Choice(["da", "nb", "en"]), default="en", show_default=True, help="The language of the text."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
as_of = click.option("--as-of", metavar="DATE", help="As it was on that day: YYYY, YYYY-MM or YYYY-MM-DD.")
compare = click.option(
    "--compare", metavar="DATE|SNAPSHOT", help="Say what changed since that day, or against that snapshot."
)
without_purpose = click.option(
    "--without-purpose", multiple=True, metavar="PURPOSE", help="Leave out projects of this purpose, such as merger."
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result.")


def server(command: Command) -> Command:
    """Return a command with the options that name a server; the password comes from the environment alone."""
    for option in reversed(
        (
            click.option("--uri", metavar="URI", help="The server, such as bolt://localhost:7687.  [NEO4J_URI]"),
            click.option("--user", metavar="NAME", help="The account there; NEO4J_PASSWORD has the password."),
            click.option("--database", metavar="NAME", help="The database there.  [NEO4J_DATABASE]"),
        )
    ):
        command = option(command)
    return command


def refuse_server(uri: str | None, user: str | None, database: str | None) -> None:
    """Refuse the options that name a server where none is asked."""
    if uri or user or database:
        raise click.UsageError("--uri, --user and --database are those of a server; add --on neo4j")


def dataset(given: str | None) -> Path | None:
    """Return the dataset to read: the one given, else that of ecograph.toml, of ECOGRAPH_DATA, or None.

    A folder of runs stands for its latest snapshot.

    Raises:
        EcographError: ecograph.toml cannot be read, its ``data`` is no text, or ``latest.json`` of a folder of runs
            names no snapshot.
    """
    from ecograph.stores.runs_latest import is_runs, latest

    named = _named(given)
    return latest(named) if named is not None and is_runs(named) else named


def _named(given: str | None) -> Path | None:
    """Return the place that is named, as it is.

    Raises:
        EcographError: ecograph.toml cannot be read, or its ``data`` is no text.
    """
    if given:
        return Path(given)
    config = Path(CONFIG)
    if config.is_file():
        import tomllib

        try:
            found = tomllib.loads(config.read_text(encoding="utf-8")).get("data")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise EcographError(f"{CONFIG}: {error}; correct it or remove it") from error
        if found is not None and not isinstance(found, str):
            raise EcographError(f'{CONFIG}: found data = {found!r}, expected a path such as data = "datasets/mine"')
        if found:
            return Path(found)
    from_environment = os.environ.get(VARIABLE)
    return Path(from_environment) if from_environment else None


def sliced(ecosystem: "Ecosystem", as_of: str | None, without_purpose: tuple[str, ...]) -> "Ecosystem":
    """Return the part of an ecosystem that ``--as-of`` and ``--without-purpose`` ask for.

    A year or month stands for its last day.

    Raises:
        EcographError: The text is no date, or no project can have the purpose.
    """
    if as_of is not None:
        ecosystem = ecosystem.as_of(day(as_of, "--as-of"))
    return ecosystem.without_purpose(*without_purpose)


def day(text: str, option: str) -> "dt.date":
    """Return the day that an option names; the last day of a year or month.

    Raises:
        EcographError: The text is no date.
    """
    from ecograph import dates

    try:
        return dates.bounds(text)[1]
    except ValueError as error:
        raise EcographError(f"{option}: {error}, expected YYYY, YYYY-MM or YYYY-MM-DD, such as 2024-06") from error
