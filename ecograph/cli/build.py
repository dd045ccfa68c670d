"""``ecograph build``: one ecosystem of a dataset's own tables and published files, as a snapshot."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ecograph.cli import options, telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecograph.ecosystem import Ecosystem
    from ecograph.identity.resolution import Resolution


@click.command("build")
@click.argument("dataset", required=False)
@options.data
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("snapshot"), show_default=True, help="The folder to write."
)
@click.option("--no-map", is_flag=True, help="Write no map.html; of a large dataset it takes longest.")
@options.as_json
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *, dataset: str | None, data: str | None, out: Path, no_map: bool, as_json: bool, quiet: bool
) -> None:
    """Read a dataset and its published files, find who is who, and write one ecosystem as a snapshot.

    The published files are those that [[sources]] in dataset.toml names and those that `ecograph import` read.
    Nothing is downloaded. The snapshot is a dataset of Parquet files: every command takes it with -d. Beside the
    tables it holds map.html (the network, to open in a browser), remarks.csv (what was not understood),
    candidates.csv (pairs for a person to judge) and manifest.json (what it was made from).

    \b
    Examples:
      ecograph build
      ecograph build my_dataset --out my_snapshot --no-map
      ecograph build my_dataset --json
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.ecosystem import Ecosystem
    from ecograph.sources import read
    from ecograph.stores import snapshot
    from ecograph.stores.files import alone

    if dataset and data:
        raise click.UsageError("name the dataset once: as the argument or with --data")
    say = telling.progress(quiet=quiet)
    with alone(out) as place:
        reading = read(options.dataset(dataset or data), say)
        say("finding who is who")
        resolution = reading.resolution()
        manifest = reading.manifest
        ecosystem = Ecosystem.from_frames(manifest.title, resolution.tables)
        page = b"" if no_map else _map(ecosystem, options.dataset(dataset or data), say)
        say("writing the snapshot")
        snapshot.write(
            place,
            ecosystem,
            about=snapshot.About(manifest.licence, manifest.languages, reading.hashes, page),
            remarks=resolution.issues,
            candidates=resolution.candidates,
        )
    counts = {name: frame.height for name, frame in resolution.tables.items()}
    if as_json:
        said = {"candidates": resolution.candidates.height, "joined": _joined(resolution), "rows": counts}
        said["remarks"] = dict(sorted(Counter(issue.code for issue in resolution.issues).items()))
        click.echo(json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True))
        return
    telling.rows(counts)
    if not quiet:
        telling.dropped(item for each in reading.imports for item in each.dropped)
        telling.remarks(resolution.issues, str(out / snapshot.REMARKS))
        for rule, count in _joined(resolution).items():
            click.echo(f"joined by {rule}: {telling.count(count, 'record')}", err=True)
        if resolution.candidates.height:
            click.echo(
                f"{telling.count(resolution.candidates.height, 'pair')} may be one: {out / snapshot.CANDIDATES}; "
                "to decide: ecograph judge",
                err=True,
            )
        click.echo(f"wrote {out}; to use it: ecograph demo -d {out}", err=True)


def _map(ecosystem: "Ecosystem", dataset: Path | None, say: "Callable[[str], None]") -> bytes:
    """Return the network as a page, with the mergers that come with the dataset."""
    from ecograph.outputs.map import MapView, render_map
    from ecograph.sources.scenarios import scenarios_of

    say("drawing the map")
    return render_map(ecosystem, view=MapView(scenarios=scenarios_of(dataset))).encode()


def _joined(resolution: "Resolution") -> dict[str, int]:
    """Return how many records each rule joined to a body; a record that stands alone is joined by none."""
    counted = resolution.joins.group_by("rule").len().sort("rule").rows()
    return {rule: count for rule, count in counted if rule != "own"}
