"""The options that mean the same in every command."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ecograph.errors import EcographError

if TYPE_CHECKING:
    import datetime as dt

    from ecograph.ecosystem import Ecosystem

CONFIG = "ecograph.toml"
VARIABLE = "ECOGRAPH_DATA"

data = click.option(
    "-d",
    "--data",
    metavar="DATASET",
    help="A dataset folder or workbook. Default: `data` in ecograph.toml, else ECOGRAPH_DATA, else the bundled one.",
)
language = click.option(
    "--lang", type=click.Choice(["da", "nb", "en"]), default="en", show_default=True, help="The language of the text."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
as_of = click.option("--as-of", metavar="DATE", help="As it was on that day: YYYY, YYYY-MM or YYYY-MM-DD.")
without_purpose = click.option(
    "--without-purpose", multiple=True, metavar="PURPOSE", help="Leave out projects of this purpose, such as merger."
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result.")


def dataset(given: str | None) -> Path | None:
    """Return the dataset to read: the one given, else that of ecograph.toml, of ECOGRAPH_DATA, or None.

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
