"""``ecograph demo``: the first answers of a dataset as files."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from ecograph import __version__
from ecograph.cli import options
from ecograph.errors import EcographError

MANIFEST = "manifest.json"


@click.command("demo")
@options.data
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="The folder to write to."
)
@options.language
@options.quiet
def command(*, data: str | None, out: Path, lang: str, quiet: bool) -> None:
    """Write the first answers to a folder and print the five most important findings.

    The folder holds index.html (findings and tables, each number with its sources), map.html (the network),
    tables/*.csv, graph.graphml (for Gephi and the like) and manifest.json (what they were made from).

    \b
    Examples:
      ecograph demo
      ecograph demo --lang da --out resultater
      ecograph demo -d my_dataset
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.answers import demo
    from ecograph.sources import read
    from ecograph.stores.files import alone, replace_folder

    with alone(out) as place:
        earlier = _written_before(place)
        _say("reading the dataset ...", quiet=quiet)
        reading = read(options.dataset(data))
        _say("computing ...", quiet=quiet)
        made = demo(reading.ecosystem(), lang)
        manifest = {
            "ecograph": __version__,
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
            "dataset": reading.manifest.title,
            "language": lang,
            "inputs": reading.hashes,
            "rows": {name: frame.height for name, frame in reading.frames.items()},
            "files": [MANIFEST, *made.files],
        }
        content = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        replace_folder(place, {**made.files, MANIFEST: content.encode()}, ours=earlier)
    for number, finding in enumerate(made.findings, start=1):
        click.echo(f"{number}. {finding.text.in_(lang)}")
    if not made.findings:
        _say(
            "The dataset holds too little for a finding: fill in organisations, projects, participations.", quiet=quiet
        )
    _say(
        f"\nOpen {out / 'index.html'} and {out / 'map.html'} in a browser; the tables are in {out / 'tables'}.",
        quiet=quiet,
    )


def _written_before(out: Path) -> list[str]:
    """Return the files of an earlier run; refuse a folder that holds something else.

    Raises:
        EcographError: The folder is a file, or has files and no manifest of ours.
    """
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return []
    try:
        files = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
        return [str(name) for name in files]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EcographError(
            f"{out}: found something that ecograph did not write, expected an empty or new folder; "
            "choose another with --out"
        ) from error


def _say(text: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(text, err=True)
