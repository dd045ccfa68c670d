"""``ecograph fetch``: the published file of a source, downloaded whole and with its checksum."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from ecograph.cli import options
from ecograph.errors import EcographError


@click.command("fetch")
@click.argument("source", required=False)
@click.option(
    "--into", metavar="DATASET", type=click.Path(path_type=Path), help="The dataset that keeps it, in downloads/."
)
@click.option(
    "--addresses", "own", metavar="FILE", type=click.Path(path_type=Path), help="A TOML file with other addresses."
)
@click.option("--force", is_flag=True, help="Download it even if it has not changed.")
@options.quiet
def command(*, source: str | None, into: Path | None, own: Path | None, force: bool, quiet: bool) -> None:
    """Download the published file of SOURCE into DATASET/downloads; without SOURCE, list the known ones.

    The file is fetched only if it has changed at the publisher. DATASET/downloads/manifest.json says where it
    came from, when, and its checksum. No other command uses the network. To download the list of Horizon
    Europe projects into my_dataset: ecograph fetch cordis-horizon-europe --into my_dataset

    Addresses change. To give a new one, write a section [SOURCE] with url, file, reader, title, publisher,
    licence and max_bytes into a file and name it with --addresses.

    Prints the path of the file. Exit code 75: the source does not answer; try again later.

    \b
    Examples:
      ecograph fetch
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.sources.downloads import FOLDER, addresses

    known = addresses(own)
    if source is None:
        if into or force:
            raise click.UsageError("name the source to fetch")
        for address in known.values():
            click.echo(f"{address.name}\n    {address.title}\n    {address.url}")
        return
    if source not in known:
        from ecograph.parse import nearest

        cure = nearest(source, tuple(known)) or "give its address with --addresses FILE.toml"
        raise EcographError(f"found the source {source!r}, expected one of {', '.join(known)}; {cure}")
    if into is None:
        raise click.UsageError("name the dataset with --into DATASET")
    if not into.is_dir():
        raise EcographError(f"{into}: found no dataset, expected a folder; `ecograph new {into}` makes an empty one")
    from ecograph.sources.fetch import fetch

    is_shown = not quiet and sys.stderr.isatty()
    progress = _progress(known[source].file) if is_shown else None
    said, is_new = fetch(known[source], into / FOLDER, force=force, progress=progress)
    if is_shown:
        click.echo(err=True)
    if not quiet:
        what = f"{said.bytes:,} bytes from {said.final_url}" if is_new else f"not changed since {said.retrieved}"
        click.echo(f"{known[source].file}: {what}", err=True)
    click.echo(str(into / FOLDER / known[source].file))


def _progress(file: str) -> Callable[[int, int], None]:
    """Return what shows on one line how much has come; a line is written when its text changes."""
    last = ""

    def show(come: int, in_all: int) -> None:
        nonlocal last
        share = f" of {in_all / 1e6:.1f} MB, {100 * come // in_all} %" if in_all else " MB"
        text = f"{file}: {come / 1e6:.1f}{share}"
        if text != last:
            last = text
            click.echo(f"\r{text}", nl=False, err=True)

    return show
