"""``ecograph export``: the graph and the tables in the formats of other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ecograph.cli import options, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecograph.outputs.exports import Export


@click.command("export")
@click.argument("form", required=False, metavar="[FORMAT]")
@options.data
@options.as_of
@options.without_purpose
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="The file or folder to write.")
@options.as_json
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *,
    form: str | None,
    data: str | None,
    as_of: str | None,
    without_purpose: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write the graph or the tables in a FORMAT that other programs open; without one, list the formats.

    A folder that an earlier export wrote is replaced; one that holds something else is refused.

    \b
    Examples:
      ecograph export
      ecograph export gexf --out clusters.gexf
      ecograph export neo4j --as-of 2020 --out bulk_import
      ecograph export datapackage -d my_snapshot
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.cli import ways
    from ecograph.outputs.exports import EXPORTS, Given
    from ecograph.parse import nearest
    from ecograph.sources import read

    if form is None:
        if as_json:
            ways.print_json([{"format": each.name, "written_to": each.place, "about": each.about} for each in EXPORTS])
        else:
            click.echo("".join(f"{each.name:13}{each.about}\n" for each in EXPORTS), nl=False)
        return
    by_name = {each.name: each for each in EXPORTS}
    if form not in by_name:
        cure = nearest(form, tuple(by_name)) or "choose one"
        raise click.UsageError(f"found the format {form!r}, expected one of {', '.join(by_name)}; {cure}")
    if as_json:
        raise click.UsageError("--json lists the formats; `ecograph export json` writes the graph as JSON")
    chosen = by_name[form]
    place = out or Path(chosen.place)
    _refuse(chosen, place)
    say = telling.progress(quiet=quiet)
    say("reading the dataset")
    reading = read(options.dataset(data), say)
    ecosystem = options.sliced(reading.ecosystem(), as_of, without_purpose)
    files = chosen.files(Given(ecosystem, reading.manifest.licence))
    about = {
        "dataset": reading.manifest.title,
        "inputs": reading.hashes,
        "options": {"format": chosen.name, "as_of": as_of, "without_purpose": sorted(without_purpose)},
    }
    _write(chosen, place, files, about)
    if not quiet:
        size = sum(map(len, files.values())) / 1_000_000
        click.echo(f"wrote {place}: {telling.count(len(files), 'file')}, {size:,.1f} MB", err=True)


def _refuse(chosen: "Export", place: Path) -> None:
    """Refuse a place that cannot be written, before the work.

    Raises:
        EcographError: A folder is to be written where a file lies, or the reverse, or over something of somebody else.
    """
    from ecograph.errors import EcographError
    from ecograph.stores.results import written_before

    if chosen.is_folder:
        written_before(place)
    elif place.is_dir():
        raise EcographError(f"{place}: found a folder, expected a file, such as --out {place / chosen.place}")


def _write(chosen: "Export", place: Path, files: "Mapping[str, bytes]", about: "Mapping[str, object]") -> None:
    """Write one file, or a folder with a manifest about its files."""
    from ecograph.stores import results
    from ecograph.stores.files import alone, replace_file

    if not chosen.is_folder:
        replace_file(place, files[chosen.place])
        return
    with alone(place) as folder:
        results.write(folder, files, about=about, earlier=results.written_before(folder))
