"""The options that mean the same in every command."""

import os
import tomllib
from pathlib import Path

import click

from ecograph.errors import EcographError

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
