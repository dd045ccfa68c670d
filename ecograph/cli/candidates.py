"""``ecograph candidates``: the pairs of organisations that a person has to look at."""

import json

import click

from ecograph.cli import options, telling

SHOWN = 20


@click.command("candidates")
@options.data
@click.option("--limit", type=click.IntRange(min=0), default=SHOWN, show_default=True, help="How many; 0 for all.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, all of them.")
@options.as_json
@options.quiet
def command(*, data: str | None, limit: int, as_csv: bool, as_json: bool, quiet: bool) -> None:
    """Print the pairs of organisations that may be one and the same, the likeliest first.

    Only near-certain pairs are joined by themselves. A pair leaves the list when it is judged the same or
    different: ecograph judge.

    \b
    Examples:
      ecograph candidates -d my_dataset
      ecograph candidates -d my_dataset --csv
      ecograph candidates -d my_dataset --limit 0
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.outputs.tables import result_csv
    from ecograph.sources import read

    place = options.dataset(data)
    telling.no_snapshot(place)
    found = read(place, telling.progress(quiet=quiet)).resolution().candidates
    if as_csv:
        click.echo(result_csv(found).decode("utf-8-sig"), nl=False)
        return
    shown = found.head(limit) if limit and not as_json else found
    if as_json:
        click.echo(json.dumps(shown.to_dicts(), ensure_ascii=False, indent=2))
        return
    for row in shown.iter_rows(named=True):
        click.echo(telling.pair(row))
    if not found.height:
        click.echo("no pair is left to judge", err=True)
    elif shown.height < found.height:
        click.echo(f"{found.height - shown.height:,} more: --limit 0 shows all", err=True)
