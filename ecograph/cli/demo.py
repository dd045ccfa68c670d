"""``ecograph demo``: the first answers of a dataset as files."""

from pathlib import Path

import click

from ecograph.cli import options


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
    from ecograph.sources.scenarios import scenarios_of
    from ecograph.stores import results
    from ecograph.stores.files import alone

    with alone(out) as place:
        earlier = results.written_before(place)
        _say("reading the dataset ...", quiet=quiet)
        dataset = options.dataset(data)
        reading = read(dataset)
        _say("computing ...", quiet=quiet)
        made = demo(reading.ecosystem(), lang, scenarios_of(dataset))
        about = {
            "dataset": reading.manifest.title,
            "language": lang,
            "inputs": reading.hashes,
            "rows": {name: frame.height for name, frame in reading.frames.items()},
        }
        results.write(place, made.files, about=about, earlier=earlier)
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


def _say(text: str, *, quiet: bool) -> None:
    if not quiet:
        click.echo(text, err=True)
