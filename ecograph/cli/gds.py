"""What ``ecograph metrics --on neo4j`` does: a server computes the measures, on the graph that was pushed to it."""

import os
from typing import TYPE_CHECKING, NamedTuple

import click

from ecograph.cli import telling
from ecograph.errors import EcographError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from ecograph.cypher.rows import Rows
    from ecograph.metrics import Metric
    from ecograph.stores.bolt import Connection

    Table = tuple[Metric, pl.DataFrame]

ASKING = 60.0
"""Seconds that finding a name may take."""


class Place(NamedTuple):
    """The server that the options name."""

    uri: str | None
    user: str | None
    database: str | None


def computed(  # noqa: PLR0913 - the options of the command
    metrics: "Sequence[Metric]",
    place: Place,
    *,
    data: str | None,
    subject: tuple[str, ...],
    top: int | None,
    as_of: str | None,
    without_purpose: tuple[str, ...],
    quiet: bool,
    **chosen: object,
) -> "tuple[list[Table], Mapping[str, object]]":
    """Return the tables of measures that a server computes, and what they were made from.

    Args:
        metrics: The measures.
        place: The server.
        data: Must not be given, since the server has the graph that was pushed to it.
        subject: Only rows about these organisations or projects.
        top: Only so many rows.
        as_of: Must not be given either.
        without_purpose: Must not be given either.
        quiet: Whether nothing is said on stderr.
        chosen: The options of the measures, None where one is not given.

    Raises:
        UnreachableError: No server answers.
        EcographError: The server has no such measure, no Graph Data Science or no whole graph, or it refuses something.
    """
    from ecograph import question
    from ecograph.stores import gds
    from ecograph.stores.bolt import connected
    from ecograph.stores.target import target

    if data or as_of or without_purpose:
        said = "a server has the graph that was pushed to it"
        raise click.UsageError(f"{said}; leave out --data, --as-of and --without-purpose, or --on neo4j")
    wanted = {name: value for name, value in chosen.items() if value is not None}
    _refuse(metrics, wanted)
    server = target(uri=place.uri, username=place.user, database=place.database, environment=os.environ)
    tables = []
    with connected(server, patience=0.0) as connection:
        version = gds.version(connection)
        title = gds.pushed(connection)
        subjects = [_id(connection, name) for name in subject]
        for metric in telling.steps(metrics, lambda metric: metric.name, quiet=quiet):
            table = question.about(metric, gds.computed(connection, metric.name, wanted), subjects)
            tables.append((metric, table if top is None else question.first(metric, table, top)))
    if not quiet:
        click.echo(f"computed by Graph Data Science {version} at {server.place}", err=True)
    asked = {"on": server.place, "graph_data_science": version, "subject": sorted(subjects), "top": top, **wanted}
    return tables, {"dataset": title, "inputs": {}, "options": asked}


def _refuse(metrics: "Sequence[Metric]", wanted: "Mapping[str, object]") -> None:
    """Refuse a measure that the server does not have, and an option that none of the measures takes there.

    Raises:
        EcographError: There is one.
    """
    from ecograph.stores import gds

    missing = [metric.name for metric in metrics if metric.name not in gds.MEASURES]
    if missing:
        said = f"found no {missing[0]} on the server, expected one of {', '.join(gds.MEASURES)}"
        raise EcographError(f"{said}; leave out --on neo4j: ecograph computes all")
    taken = {option for metric in metrics for option in gds.options(metric.name)}
    for option in sorted(wanted.keys() - taken):
        takers = [name for name in gds.MEASURES if option in gds.options(name)]
        where = f"it goes with {', '.join(takers)}" if takers else "leave out --on neo4j"
        raise EcographError(f"found --{option}, which none of these measures takes on the server; {where}")


def _id(connection: "Connection", text: str) -> str:
    """Return the id of the organisation or project that a text names in the graph.

    Raises:
        EcographError: Nothing has that name, or several organisations have.
    """
    from ecograph.cypher.names import resolved
    from ecograph.stores.bolt import read

    def ask(statement: str, values: "Mapping[str, object]") -> "Rows":
        return read(connection, statement, values, timeout=ASKING, limit=None)

    try:
        return resolved(ask, "project", text)
    except UnreachableError:
        raise
    except EcographError:  # no project has that name
        return resolved(ask, "organisation", text)
