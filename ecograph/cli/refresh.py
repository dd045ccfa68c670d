"""``ecograph refresh``: the scheduled run, from published files to a snapshot with what has changed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ecograph.cli import options, telling

if TYPE_CHECKING:
    from ecograph.refresh.log import Log


@click.command("refresh")
@click.argument("dataset", required=False)
@options.data
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("runs"), show_default=True, help="The folder of runs."
)
@click.option("--fetch", is_flag=True, help="First fetch the published files that [refresh] in dataset.toml names.")
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Keep the N newest snapshots.  [all]")
@click.option(
    "--wait", type=click.FloatRange(min=0), default=0, metavar="SECONDS", help="Wait so long for an earlier run."
)
@click.option("--accept", is_flag=True, help="Take it as right that a table or source has far fewer rows.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; fetch and write nothing.")
@click.option("--no-map", is_flag=True, help="Write no map.html; of a large dataset it takes longest.")
@click.option("--no-report", is_flag=True, help="Write no report.html.")
@click.option("--log", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is told.")
@options.language
@options.as_json
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *,
    dataset: str | None,
    data: str | None,
    out: Path,
    fetch: bool,
    keep: int | None,
    wait: float,
    accept: bool,
    dry_run: bool,
    no_map: bool,
    no_report: bool,
    log: str,
    lang: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read a dataset and its published files anew, and write a snapshot if something has changed.

    Made for cron, systemd and the like: docs/refresh.md has examples. One run at a time; whenever it ends, the latest
    snapshot in the folder of runs is whole. Every command takes that folder with -d. Progress goes to stderr, one
    line on how it ended to stdout.

    \b
    Exit codes:
      0    done, or no change
      1    failed, or the dataset has faults; the latest snapshot is as it was
      3    a figure is outside its limits, or a table or source lost rows (then nothing was written)
      4    a source failed; its last good data are kept and marked
      75   another run is at work, or no source answers: try again later
      130  interrupted
    \b
    Examples:
      ecograph refresh my_dataset --out runs
      ecograph refresh my_dataset --fetch --keep 30 --lang da --log json
      ecograph demo -d runs
    """  # noqa: D301 - click takes the backspace as: do not wrap
    import json

    from ecograph import bundled, sources
    from ecograph.cells import visible
    from ecograph.refresh import outcome, run

    if dataset and data:
        raise click.UsageError("name the dataset once: as the argument or with --data")
    place = options.dataset(dataset or data) or bundled.dataset(sources.DEFAULT)
    telling.no_snapshot(place)
    if fetch:
        telling.own(place)
    asked = run.Asked(
        dataset=place,
        runs=out,
        fetch=fetch,
        keep=keep,
        wait=wait,
        accept=accept,
        is_trial=dry_run,
        language=lang,
        with_map=not no_map,
        with_report=not no_report,
    )
    ended = run.refresh(asked, _log(log, quiet=quiet))
    if as_json:
        click.echo(json.dumps(outcome.described(ended, lang), ensure_ascii=False, indent=2, sort_keys=True))
    else:
        click.echo(visible(outcome.line(ended, lang)))
    raise click.exceptions.Exit(ended.code)


def _log(kind: str, *, quiet: bool) -> "Log":
    """Return where the run says what it does: stderr, or nowhere."""
    from datetime import UTC, datetime

    from ecograph.refresh.log import Log

    def write(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    return Log(write, lambda: datetime.now(UTC), is_json=kind == "json")
