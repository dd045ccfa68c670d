"""The graph in this process: KGLite, filled from the tables, asked in Cypher, and kept beside a snapshot.

It is the only module that knows the engine. A graph is only read once it is filled. The file that is kept is a
cache: it is named after the state of the snapshot it was made from, and made anew when there is none for it.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecograph import __version__
from ecograph.cypher.guard import refuse_writing
from ecograph.cypher.misread import refuse_misread
from ecograph.cypher.rows import Rows
from ecograph.errors import EcographError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from ecograph.property_graph import PropertyGraph, Relationships

    Graph = Any
    """A graph of the engine, which may not be installed."""

CURE = "install it with: python -m pip install 'ecograph[embedded]'"

PREFIX, SUFFIX = ".graph-", ".kgl"
"""How the name of a file that keeps a graph begins and ends; between them stands the state it was made from."""

_ABANDONED = 3600
"""The seconds after which no process still writes what it keeps."""

SNAPSHOT = ("manifest.json", "candidates.csv")
"""The files that every snapshot has and no other dataset."""


def filled(graph: "PropertyGraph") -> "Graph":
    """Return a graph of the engine with these nodes and relationships; it can only be read.

    Raises:
        EcographError: The engine is not installed, or an id stands twice or is not there.
    """
    from ecograph.property_graph import labels_of, refuse_broken

    refuse_broken(graph)
    made = _engine().KnowledgeGraph()
    for nodes in graph.nodes:
        for second, table in labels_of(nodes).items():
            frame, types = _pandas(table)
            frame[_TITLE] = None
            second_labels = [second] if second else None
            made.add_nodes(frame, nodes.label, nodes.key, _TITLE, column_types=types, labels=second_labels)
    loaded: set[tuple[str, str]] = set()
    for each in graph.relationships:
        _join(made, each, is_first=(each.kind, each.start[0]) not in loaded)
        loaded.add((each.kind, each.start[0]))
    made.read_only(enabled=True)
    return made


def _join(made: "Graph", each: "Relationships", *, is_first: bool) -> None:
    """Load relationships in bulk.

    Of all loads of a type from one label but the first, the engine merges what joins the same two nodes, such as two
    ties of a body to one project. So the second of such a pair is created by a statement.
    """
    import polars as pl

    from ecograph.property_graph import END, START

    table, twins = each.table, each.table.clear()
    if not is_first:
        is_first_of_pair = pl.struct(START, END).is_first_distinct()
        table, twins = table.filter(is_first_of_pair), table.filter(~is_first_of_pair)
    frame, types = _pandas(table)
    made.add_relationships(frame, each.kind, each.start[0], START, each.end[0], END, column_types=types)
    if twins.height:
        (start, start_key), (end, end_key) = each.start, each.end
        made.cypher(
            f"UNWIND $rows AS row MATCH (a:{start} {{{start_key}: row.{START}}}) "
            f"MATCH (b:{end} {{{end_key}: row.{END}}}) CREATE (a)-[r:{each.kind}]->(b) SET r += row.properties",
            params={"rows": twins.select(START, END, properties=pl.struct(pl.exclude(START, END))).to_dicts()},
        )


def opened(place: Path | None, build: Callable[[], "PropertyGraph"]) -> "tuple[Graph, str]":
    """Return the graph of a dataset that can only be read, and why it could not be kept, "" when it could.

    Beside a snapshot the graph is kept in a file, so that the next query need not fill it again. The graph of
    any other dataset is filled each time. A file that is damaged, or of another state of the snapshot, is not used.
    Processes do not wait for each other: a file appears whole under its name, and is never changed.

    Args:
        place: The folder of the dataset; None for the bundled one.
        build: Reads the dataset, when the graph is not kept.

    Raises:
        EcographError: The engine is not installed, or the dataset cannot be read.
    """
    engine = _engine()
    kept = None
    if place is not None and all((place / name).is_file() for name in SNAPSHOT):
        with suppress(OSError):  # it is being exchanged, or may not be read, which reading the dataset tells
            kept = _kept(place)
    if kept is not None and kept.is_file():
        with suppress(engine.KgError, OSError):
            graph = engine.load(str(kept), verify="eager")  # else damage in a long column may stay unseen
            graph.read_only(enabled=True)
            return graph, ""
    graph = filled(build())
    return graph, _keep(graph, kept) if kept is not None else ""


def _kept(snapshot: Path) -> Path:
    """Return the file that keeps the graph of a snapshot as it is now: its files, and the versions that made it.

    The list of its tables is read, and not only its time, since a copy may keep the times and sizes of another one.
    """
    state = hashlib.sha256(f"{__version__} {_engine().__version__}\n".encode())
    state.update((snapshot / SNAPSHOT[0]).read_bytes())
    for path in sorted(snapshot.rglob("*")):
        name = path.relative_to(snapshot).as_posix()
        if path.is_file() and not name.startswith(PREFIX):
            said = path.stat()
            state.update(f"\n{name} {said.st_size} {said.st_mtime_ns}".encode())
    return snapshot / f"{PREFIX}{state.hexdigest()[:32]}{SUFFIX}"


def _keep(graph: "Graph", kept: Path) -> str:
    """Keep a graph in a file and remove those of earlier states; return why it could not be kept.

    It is written beside its place and renamed. Nothing is said of a folder in which one may not write.
    """
    if not os.access(kept.parent, os.W_OK):
        return ""
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=kept.parent) as beside:
            new = Path(beside) / kept.name
            graph.save(str(new))
            new.replace(kept)
    except (OSError, _engine().KgError) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        return (
            f"{kept.parent}: the graph could not be kept ({why}); the answer is whole and the snapshot unchanged, but "
            "the next query fills the graph again. Free the place"
        )
    _remove_earlier(kept)
    return ""


def _remove_earlier(kept: Path) -> None:
    """Remove the graphs of earlier states, and what processes that were ended while they kept one left behind."""
    import shutil

    for earlier in kept.parent.glob(f"{PREFIX}*"):
        with suppress(OSError):  # another process may still read it, or have removed it
            if earlier.suffix == SUFFIX and earlier != kept:
                earlier.unlink()
            elif earlier.is_dir() and kept.stat().st_mtime - earlier.stat().st_mtime > _ABANDONED:
                shutil.rmtree(earlier)


def read(
    graph: "Graph",
    statement: str,
    parameters: Mapping[str, object],
    *,
    timeout: float,
    limit: int | None,
) -> Rows:
    """Return the rows of a statement that only reads.

    Args:
        graph: The graph.
        statement: The statement.
        parameters: The value of each parameter.
        timeout: The seconds after which it is stopped.
        limit: The number of rows that are kept; None for all.

    Raises:
        EcographError: The statement cannot be understood or run, may do more than read, or took too long.
    """
    refuse_writing(statement)  # for who calls it from Python: the engine reads files even where it may not write
    refuse_misread(statement)
    engine = _engine()
    engine.set_query_warning_policy("silent")
    try:
        view = graph.cypher(
            statement,
            params=dict(parameters),
            timeout_ms=max(1, round(timeout * 1000)),
            row_limit=limit,
        )
        if isinstance(view, str):  # FORMAT CSV, which only this engine knows
            raise EcographError("the query ends in FORMAT, which is not Cypher; leave it out, and say --csv")
        given = view.to_list()
    except engine.CypherTimeoutError as error:
        raise EcographError(
            f"the query took longer than {timeout:g} seconds and was stopped; ask for less, or for more time: "
            "--timeout SECONDS"
        ) from error
    except engine.KgError as error:
        raise EcographError(f"the query cannot be run: {error}") from error
    except (OverflowError, TypeError, ValueError) as error:  # a value that the engine cannot take, or no UTF-8
        raise EcographError(
            f"the query cannot be run: {error}; expected texts of whole letters and numbers of at most 64 bits"
        ) from error
    said = view.diagnostics or {}
    is_cut = limit is not None and (said.get("total_rows") or 0) > limit
    remarks = tuple(text for text in view.warnings if not text.startswith("Result truncated"))
    rows = [tuple(_plain(row[name]) for name in view.columns) for row in given]
    return Rows(tuple(view.columns), rows, is_cut, remarks)


_TITLE = "title"
"""What the engine takes for the title of a node. Ours have none: it would be shown as their `name` where they have no
name, and so in `coalesce(n.name, ...)`."""

_STRUCTURAL = ("id", _TITLE, "type")
"""The properties that the engine shows on every node beside its own."""


def _plain(value: object) -> object:
    """Return a value as both engines give it: a node without what the engine adds, a relationship without numbers."""
    match value:
        case {"labels": labels, "properties": dict(properties), "id": _}:
            own = {name: _plain(each) for name, each in sorted(properties.items()) if name not in _STRUCTURAL}
            return {"labels": sorted(labels), "properties": own}
        case {"start": _, "end": _, "type": kind, "properties": dict(properties), "id": _}:
            return {"type": kind, "properties": {name: _plain(each) for name, each in sorted(properties.items())}}
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list():
            return [_plain(each) for each in value]
        case _:
            return value


def _engine() -> Any:  # noqa: ANN401 - the module itself, which may not be there
    try:
        import kglite
    except ImportError as error:
        raise EcographError(
            f"found no embedded engine (the package kglite); {CURE}, or ask a server with --on neo4j"
        ) from error
    return kglite


def _pandas(table: "pl.DataFrame") -> "tuple[pd.DataFrame, dict[str, str]]":
    """Return a table as the engine takes it, and the columns that it must be told the type of.

    A column without any value is left out. Texts are objects, since pandas would look at each to find its type;
    whole numbers with gaps are pandas' own, since numpy's would become floats.
    """
    import pandas as pd
    import polars as pl

    columns: dict[str, object] = {}
    types = {}
    for name, series in zip(table.columns, table.iter_columns(), strict=True):
        if series.null_count() == series.len():
            continue
        if series.dtype.is_integer() and series.null_count():
            columns[name] = pd.array(series.to_list(), dtype="Int64")
        elif series.dtype == pl.Date:
            columns[name] = series.cast(pl.Datetime("ms")).to_numpy()
            types[name] = "datetime"
        else:
            columns[name] = pd.Series(series.to_numpy(), dtype=object if series.dtype == pl.String else None)
    return pd.DataFrame(columns, copy=False), types
