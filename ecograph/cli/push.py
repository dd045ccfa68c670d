"""``ecograph push``: load the graph of a dataset into Neo4j, or say what that would change."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ecograph.cli import INTERRUPTED, options, telling

if TYPE_CHECKING:
    import polars as pl

    from ecograph.ecosystem import Ecosystem
    from ecograph.stores.push import Report
    from ecograph.stores.target import Target

WIDTH = 24
"""The signs of the bar that shows progress."""


@click.command("push")
@options.data
@options.server
@click.option("--prune", is_flag=True, help="Remove what the dataset no longer has, or another dataset.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--with-metrics", is_flag=True, help="Compute the measures and write them as properties metric_*.")
@click.option("--batch-size", type=click.IntRange(1, 100_000), metavar="N", help="The rows of a transaction.")
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *,
    data: str | None,
    uri: str | None,
    user: str | None,
    database: str | None,
    prune: bool,
    dry_run: bool,
    with_metrics: bool,
    batch_size: int | None,
    quiet: bool,
) -> None:
    """Load the graph of a dataset into a Neo4j server, so that it holds what the dataset says.

    Only what differs is sent: a second push changes nothing, and one that was cut off goes on where it stopped.
    What the dataset no longer has stays until you add --prune. What others keep in the same database is not touched.
    Results of measures of an earlier push are removed unless you add --with-metrics.

    The server, the account and the database are those of NEO4J_URI, NEO4J_USERNAME and NEO4J_DATABASE, or of the
    options. The password is only taken from NEO4J_PASSWORD.

    \b
    Examples:
      ecograph push --dry-run
      ecograph push
      ecograph push -d my_dataset --uri bolt://localhost:7687 --database health
      ecograph push --prune --with-metrics
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.sources import load
    from ecograph.stores.push import BATCH, Pace, planned, push
    from ecograph.stores.target import target

    place = target(uri=uri, username=user, database=database, environment=os.environ)
    ecosystem = load(options.dataset(data))
    properties = _measured(ecosystem, quiet=quiet) if with_metrics else {}
    work = planned if dry_run else push
    try:
        with progress_bar(quiet=quiet) as progress:
            pace = Pace(batch_size=batch_size or BATCH, progress=progress)
            done = work(ecosystem, place, prune=prune, properties=properties, pace=pace)
    except KeyboardInterrupt:
        said = "nothing was changed" if dry_run else "what is loaded is kept, and the same command goes on there"
        click.echo(f"interrupted; {said}", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    _tell(done, place, dry_run=dry_run, quiet=quiet)


def _measured(ecosystem: "Ecosystem", *, quiet: bool) -> "Mapping[str, pl.DataFrame]":
    """Return the results of measures, by the label of the nodes that have them."""
    from ecograph.metrics.written import node_properties
    from ecograph.network import Network

    telling.progress(quiet=quiet)("computing the measures")
    return node_properties(Network.of(ecosystem))


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Yield the function that draws progress on stderr where it is a terminal, and clear the line at the end."""
    is_shown = not quiet and sys.stderr.isatty()

    def draw(what: str, done: int, whole: int) -> None:
        if is_shown:
            filled = WIDTH * done // max(whole, 1)
            bar = "#" * filled + "-" * (WIDTH - filled)
            click.echo(f"\r\033[K[{bar}] {done:,}/{whole:,} {what}", err=True, nl=False)

    try:
        yield draw
    finally:
        if is_shown:
            click.echo("\r\033[K", err=True, nl=False)


def _tell(done: "Report", place: "Target", *, dry_run: bool, quiet: bool) -> None:
    """Print how many of each label and pattern are there, new, changed, removed and left."""
    names = ("rows", "new", "changed", "removed", "left")
    width = max([len(each.name) for each in done.changes], default=0)
    click.echo(" " * width + "".join(f"{name:>10}" for name in names))
    for each in done.changes:
        click.echo(f"{each.name:{width}}" + "".join(f"{n:>10,}" for n in each[1:]))
    if quiet:
        return
    if done.was_half:
        click.echo(f"{place.place}: the graph there was half pushed", err=True)
    left = sum(each.left for each in done.changes)
    if left:
        said = "nodes and relationships that stay though the dataset does not have them"
        click.echo(f"{said}: {left:,}; to remove them: --prune", err=True)
    if done.released:
        said = "stay, since relationships of somebody else hold them; they are no longer part of the dataset's graph"
        click.echo(f"{telling.count(done.released, 'node')} {said}", err=True)
    if dry_run:
        click.echo("nothing was changed; to do it, leave out --dry-run", err=True)
    elif all(each.is_none for each in done.changes):
        click.echo(f"{place.place} holds the dataset already", err=True)
    else:
        click.echo(f"{place.place} holds the dataset; to ask it: ecograph query clusters --on neo4j", err=True)
