"""``ecograph metrics``: list the measures, compute them, or explain one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ecograph.cli import options, telling, ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from ecograph.metrics import Metric

    Table = tuple[Metric, pl.DataFrame]

SHOWN = 20
"""The number of rows of a table that a terminal is shown; CSV, JSON and Parquet have all."""

EXPLAIN = "explain"

GROUPS = ("helix", "kind", "country", "region", "cluster")
WEIGHTINGS = ("newman", "count")


@click.command("metrics")
@click.argument("names", nargs=-1, metavar="[explain] [NAME|all]...")
@options.data
@click.option("--subject", multiple=True, metavar="NAME", help="Only rows about this organisation or project.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
@click.option("--group", type=click.Choice(GROUPS), help="What organisations are grouped by.  [default: helix]")
@click.option("--weighting", type=click.Choice(WEIGHTINGS), help="A shared project counts 1/(partners - 1), or 1.")
@click.option("--seed", type=click.IntRange(min=0), help="The seed of what is drawn by chance.  [default: 0]")
@options.as_of
@options.without_purpose
@click.option("--on", type=click.Choice(["neo4j"]), help="Let a server compute that has Graph Data Science.")
@options.server
@options.language
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Print one table as CSV.")
@click.option("--parquet", type=click.Path(path_type=Path), metavar="FILE", help="Write one table as Parquet.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write each table as NAME.csv.")
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *,
    names: tuple[str, ...],
    lang: str,
    as_json: bool,
    as_csv: bool,
    parquet: Path | None,
    out: Path | None,
    on: str | None,
    uri: str | None,
    user: str | None,
    database: str | None,
    **rest: Any,  # noqa: ANN401 - click's options
) -> None:
    """List the measures, compute those that are named, or explain them.

    Without a NAME it lists every measure; `all` computes every one, `explain` tells what one means. On a terminal
    a table shows its first 20 rows; --csv, --json, --parquet and --out have all, with the rows behind each number.
    Two-mode measures of organisations and projects leave out those without any participation.

    With --on neo4j the server computes, on the graph that `ecograph push` wrote: betweenness, pagerank, communities
    and pairwise_overlap. The password is only taken from NEO4J_PASSWORD.

    \b
    Examples:
      ecograph metrics
      ecograph metrics explain constraint
      ecograph metrics betweenness --top 5 --without-purpose merger
      ecograph metrics constraint brokerage --subject "Welfare Tech" --group country
      ecograph metrics degree --as-of 2018 --csv
      ecograph metrics communities --lang da
      ecograph metrics pagerank betweenness --on neo4j --uri bolt://localhost:7687
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.metrics import METRICS
    from ecograph.question import asked

    if names and names[0] != EXPLAIN:
        metrics = asked(names)
        way = ways.way(
            len(metrics), choose="name one measure", as_json=as_json, as_csv=as_csv, parquet=parquet, out=out
        )
        if on is None:
            options.refuse_server(uri, user, database)
            _compute(metrics, way, lang=lang, **rest)
        else:
            from ecograph.cli import gds

            tables, about = gds.computed(metrics, gds.Place(uri, user, database), **rest)
            _give(tables, about, way, lang, cut=rest["top"] is None, quiet=rest["quiet"])
    else:
        _tell(asked(names[1:]) if names else METRICS, lang, explain=bool(names), as_json=as_json)


def _tell(metrics: "Sequence[Metric]", lang: str, *, explain: bool, as_json: bool) -> None:
    """Print the list of measures, or what each of them means."""
    from ecograph.outputs import measures

    if explain and not metrics:
        raise click.UsageError("name the measure to explain, such as: ecograph metrics explain constraint")
    if as_json:
        ways.print_json([measures.described(metric) for metric in metrics])
    elif explain:
        click.echo("\n".join(map(measures.explained, metrics)), nl=False)
    else:
        click.echo(measures.listed(metrics, lang), nl=False)


def _compute(  # noqa: PLR0913 - the options of the command
    metrics: "Sequence[Metric]",
    way: ways.Way,
    *,
    lang: str,
    data: str | None,
    subject: tuple[str, ...],
    top: int | None,
    as_of: str | None,
    without_purpose: tuple[str, ...],
    quiet: bool,
    **chosen: object,
) -> None:
    """Compute measures and print or write their tables."""
    from ecograph import question
    from ecograph.lookup import find
    from ecograph.network import Network
    from ecograph.sources import read

    wanted = {name: value for name, value in chosen.items() if value is not None}
    question.refuse_idle(metrics, wanted)
    reading = read(options.dataset(data))
    ecosystem = options.sliced(reading.ecosystem(), as_of, without_purpose)
    subjects = [find(ecosystem, name)[1] for name in subject]
    network = Network.of(ecosystem)
    tables = []
    for metric in telling.steps(metrics, lambda metric: metric.name, quiet=quiet):
        table = question.about(metric, question.computed(network, metric, wanted), subjects)
        tables.append((metric, table if top is None else question.first(metric, table, top)))
    said = {"as_of": as_of, "without_purpose": sorted(without_purpose), "subject": sorted(subjects), "top": top}
    about = {"dataset": reading.manifest.title, "inputs": reading.hashes, "options": said | wanted}
    _give(tables, about, way, lang, cut=top is None, quiet=quiet)


def _give(  # noqa: PLR0913 - what is given, and how
    tables: "list[Table]", about: "Mapping[str, object]", way: ways.Way, lang: str, *, cut: bool, quiet: bool
) -> None:
    """Print tables, or write them with a manifest about them."""
    if way.place is None:
        _print(tables, way, lang, cut=cut, quiet=quiet)
    else:
        ways.write(way, {metric.name: table for metric, table in tables}, about)
        if not quiet:
            click.echo(f"wrote {way.place}", err=True)


def _print(tables: "list[Table]", way: ways.Way, lang: str, *, cut: bool, quiet: bool) -> None:
    """Print tables as JSON, as CSV, or as aligned text, of which a hint on stderr says how much is not shown."""
    from ecograph import question
    from ecograph.outputs import measures

    if way.form == "json":
        ways.print_json({metric.name: table.to_dicts() for metric, table in tables})
        return
    if way.form == "csv":
        ways.print_csv(tables[0][1])
        return
    for number, (metric, table) in enumerate(tables):
        shown = question.first(metric, table, SHOWN) if cut else table
        click.echo(("\n" if number else "") + measures.plain(metric, shown, lang), nl=False)
        if table.is_empty() and not quiet:
            click.echo("  no row: nothing that was asked about has this measure", err=True)
        if shown.height < table.height and not quiet:
            click.echo(f"  {shown.height:,} of {table.height:,} rows; --top N shows more, --csv all", err=True)
