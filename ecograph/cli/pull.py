"""``ecograph pull``: the tables of a graph that was pushed to Neo4j, as a snapshot."""

import os
from pathlib import Path

import click

from ecograph.cli import options, telling
from ecograph.cli.push import progress_bar


@click.command("pull")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="The folder to write.")
@options.server
@options.quiet
def command(*, out: Path, uri: str | None, user: str | None, database: str | None, quiet: bool) -> None:
    """Read a graph that `ecograph push` wrote back into tables, and write them as a snapshot.

    The tables are those that were pushed. A graph that is half pushed, or that somebody changed so that its tables
    have faults, is refused. What others keep in the same database is left out, and so are results of measures. The
    snapshot is written whole or not at all; every command takes it with -d.

    The server, the account and the database are those of NEO4J_URI, NEO4J_USERNAME and NEO4J_DATABASE, or of the
    options. The password is only taken from NEO4J_PASSWORD.

    \b
    Examples:
      ecograph pull --out pulled
      ecograph pull --out pulled --uri bolt://localhost:7687 --database health
    """  # noqa: D301 - click takes the backspace as: do not wrap
    import polars as pl

    from ecograph.identity.remarks import CANDIDATES
    from ecograph.stores import snapshot
    from ecograph.stores.files import alone
    from ecograph.stores.pull import pull, refuse_unfit
    from ecograph.stores.target import target

    place = target(uri=uri, username=user, database=database, environment=os.environ)
    with alone(out) as folder:
        snapshot.written_before(folder)  # refuses a folder that holds something else before anything is read
        with progress_bar(quiet=quiet) as progress:
            ecosystem = pull(place, progress=progress)
        refuse_unfit(ecosystem, place)
        nothing = pl.DataFrame(schema=CANDIDATES)
        snapshot.write(folder, ecosystem, about=snapshot.About(), remarks=(), candidates=nothing)
    telling.rows({name: frame.height for name, frame in ecosystem.frames().items()})
    if not quiet:
        click.echo(f"wrote {out}; to use it: ecograph demo -d {out}", err=True)
