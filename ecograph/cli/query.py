"""``ecograph query``: ask the graph in Cypher, by a query of the library or one of one's own."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ecograph.cells import visible
from ecograph.cli import asking, telling
from ecograph.cypher.query import values
from ecograph.outputs import rows as output

if TYPE_CHECKING:
    from ecograph.cypher.rows import Rows

MORE = "--limit N shows more"

PARTLY = 4
"""The exit code when the answer is whole, but the graph could not be kept."""


class Way(NamedTuple):
    """How rows are told: as a table, as JSON or CSV, or in a Parquet file."""

    form: str
    place: Path | None = None


@click.command("query")
@click.argument("name", required=False, metavar="[NAME|FILE|-]")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; NAME:=JSON gives it as JSON."
)
@asking.shared
@click.option("--table", "as_table", is_flag=True, help="Print a table; this is what is done without a choice.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV; lists and maps in it are JSON.")
@click.option("--parquet", type=click.Path(path_type=Path), metavar="FILE", help="Write Parquet with typed columns.")
@click.option("--explain", is_flag=True, help="Show how it would be answered, and do not ask.")
@click.option("--write", is_flag=True, help="Let it change the graph of the server that --uri names.")
@click.option("--list", "is_list", is_flag=True, help="Show the library, or with NAME all about one query.")
def command(  # noqa: PLR0913 - the options of the command
    *,
    name: str | None,
    params: tuple[str, ...],
    limit: int | None,
    timeout: int,
    as_table: bool,
    as_json: bool,
    as_csv: bool,
    parquet: Path | None,
    explain: bool,
    write: bool,
    is_list: bool,
    quiet: bool,
    **place: Any,  # noqa: ANN401 - click's options
) -> None:
    """Ask the graph in Cypher: a query of the library by its NAME, one in a FILE, or one on stdin (-).

    A statement only reads. A parameter that names an organisation, project, theme, source or framework takes an id
    or any name of it. A table shows the first 100 rows; --json, --csv and --parquet have all.

    \b
    Examples:
      ecograph query --list
      ecograph query --list cluster_members
      ecograph query cluster_members --param cluster="Welfare Tech"
      ecograph query my_query.cypher --param limit:=5 --csv
      echo "MATCH (p:Project) RETURN p.kind AS kind, count(*) AS n" | ecograph query -
      ecograph query clusters --on neo4j --uri bolt://localhost:7687
    """  # noqa: D301 - click takes the backspace as: do not wrap
    way = _way(as_table=as_table, as_json=as_json, as_csv=as_csv, parquet=parquet)
    if is_list:
        _list(name, way)
        return
    if name is None:
        raise click.UsageError("name a query of the library, a file, or - for stdin; `ecograph query --list` shows all")
    where = asking.Place(**place)
    where.check()
    _refuse_unclear(where, explain=explain, write=write)
    given = asking.pairs(params)
    asked = asking.given(name, may_write=write)
    is_plan = explain or asked.is_plan
    if is_plan and way.form in {"csv", "parquet"}:
        raise click.UsageError(
            f"found {'--explain' if explain else 'EXPLAIN'} and --{way.form}; a plan is shown as a table or with --json"
        )
    typed = values(asked.query, given)
    with asking.graph(where, timeout) as graph:
        found = asking.with_ids(graph, asked.query, typed, given)
        if is_plan:
            _explain(graph.plan(asked.query.statement, found), asked, found, way)
        else:
            most = asking.SHOWN if limit is None and way.form == "table" else limit
            rows = asking.answer(graph, asked, found, most, may_write=write)
            _tell(rows, asked, way)
            if not quiet:
                click.echo(f"wrote {way.place}\n" if way.place else "", err=True, nl=False)
                say_rest(rows, found, MORE if limit is not None else f"{MORE}, --csv all")
        unkept = graph.unkept
    if unkept:
        click.echo(unkept, err=True)
        raise click.exceptions.Exit(PARTLY)


def _way(*, as_table: bool, as_json: bool, as_csv: bool, parquet: Path | None) -> Way:
    """Return the one way that the options ask for."""
    given = {"table": as_table, "json": as_json, "csv": as_csv, "parquet": parquet is not None}
    forms = [form for form, used in given.items() if used]
    if len(forms) > 1:
        raise click.UsageError(f"found {' and '.join(f'--{form}' for form in forms)}, expected one of them")
    return Way(forms[0] if forms else "table", parquet)


def _refuse_unclear(where: asking.Place, *, explain: bool, write: bool) -> None:
    """Refuse to write where it was not said plainly what is changed."""
    if write and where.on == asking.EMBEDDED:
        raise click.UsageError("the graph here is only read, since it is made from the tables; change them instead")
    if write and not where.uri:
        raise click.UsageError("--write changes a server: name it here with --uri, since NEO4J_URI may be any")
    if write and explain:
        raise click.UsageError("found --write and --explain, expected one of them")


def _list(name: str | None, way: Way) -> None:
    """Print the library, or the header of one query."""
    from ecograph.outputs import queries

    if way.form not in {"table", "json"}:
        raise click.UsageError(f"found --list and --{way.form}; the library is shown as text or with --json")
    found = [asking.given(name, may_write=True).query] if name else list(asking.library().values())
    if way.form == "json":
        said = json.dumps([queries.described(each) for each in found], ensure_ascii=False, indent=2)
        click.echo(output.visible_json(said))
    else:
        click.echo(queries.explained(found[0]) if name else queries.listed(found), nl=False)


def _tell(rows: "Rows", asked: asking.Statement, way: Way) -> None:
    """Print or write rows."""
    if way.form == "json":
        click.echo(output.as_json(rows))
    elif way.form == "csv":
        text = output.as_csv(rows)
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)  # click would take signs out
        sys.stdout.flush()
    elif way.place is not None:
        _write(rows, asked, way.place)
    else:
        click.echo(output.aligned(rows), nl=False)


def say_rest(rows: "Rows", found: Mapping[str, object], cure: str = MORE) -> None:
    """Say on stderr what rows do not say themselves: that there are none or more, and what the engine remarks.

    Args:
        rows: The rows.
        found: The value of each parameter.
        cure: How one gets more of them.
    """
    for remark in rows.remarks:
        click.echo(visible(remark), err=True)
    if rows.is_cut:
        click.echo(f"  the first {telling.count(len(rows.rows), 'row')}; {cure}", err=True)
    elif not rows.rows:
        click.echo("  no row", err=True)
    elif found.get("limit") == len(rows.rows):
        click.echo(
            f"  the query gives {telling.count(len(rows.rows), 'row')} at most; its parameter limit says so", err=True
        )


def _write(rows: "Rows", asked: asking.Statement, place: Path) -> None:
    """Write rows to a Parquet file."""
    from ecograph.outputs.tables import parquet
    from ecograph.stores.files import replace_file

    kinds = {each.name: each.kind for each in asked.query.returns}
    replace_file(place, parquet(output.frame(rows, kinds)))


def _explain(plan: "Rows", asked: asking.Statement, found: Mapping[str, object], way: Way) -> None:
    """Print a statement, the values of its parameters, and its plan."""
    from ecograph.cypher.rows import Rows

    given = Rows(("parameter", "value"), list(found.items()))
    if way.form == "json":
        steps = [dict(zip(plan.columns, row, strict=True)) for row in plan.rows]
        said = {"statement": asked.query.statement, "parameters": found, "plan": steps}
        click.echo(output.visible_json(json.dumps(output.exact(said), ensure_ascii=False, indent=2)))
        return
    click.echo(visible(asked.query.statement) + "\n")
    if found:
        click.echo(output.aligned(given))
    click.echo(output.aligned(plan), nl=False)
