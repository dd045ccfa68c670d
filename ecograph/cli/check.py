"""``ecograph check``: every fault of a dataset in one run, or its row counts."""

import json

import click

from ecograph.cli import options


@click.command("check")
@click.argument("dataset", required=False)
@options.data
@options.as_json
def command(*, dataset: str | None, data: str | None, as_json: bool) -> None:
    """Print every fault of a dataset as FILE:LINE:COLUMN: CODE: what was found, expected, what to do.

    A dataset without faults prints the number of rows of each table. Exit code 1 when there is a fault.

    \b
    Examples:
      ecograph check
      ecograph check my_dataset
      ecograph check my_dataset.xlsx --json
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.sources import read

    if dataset and data:
        raise click.UsageError("name the dataset once: as the argument or with --data")
    place = options.dataset(dataset or data)
    reading = read(place)
    counts = {name: frame.height for name, frame in reading.frames.items()}
    if as_json:
        names = ("file", "line", "column", "code", "message")
        issues = [{name: getattr(issue, name) for name in names} for issue in reading.issues]
        click.echo(json.dumps({"issues": issues, "rows": counts}, ensure_ascii=False, indent=2))
    elif reading.issues:
        for issue in reading.issues:
            click.echo(str(issue))
    else:
        for name, count in counts.items():
            click.echo(f"{name:16}{count:>7}")
    if place and place.is_dir():
        for book in sorted(place.glob("*.xlsx")):
            click.echo(f"not read: {book}; to check it instead of the CSV files, name it", err=True)
    if reading.issues:
        click.echo(f"{len(reading.issues)} fault(s)", err=True)
        raise click.exceptions.Exit(1)
