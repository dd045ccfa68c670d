"""An Ecosystem as the nodes and relationships of a graph database, and the same tables back from them.

Both engines are filled from here, so a query finds the same graph on each. What becomes what is declared in
``schema.graph``; nothing here names a table other than flows and evidence, whose derived properties need more
than one column.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from ecograph import dates, money
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics.amounts import in_euro
from ecograph.metrics.funding import counted
from ecograph.rows import reference
from ecograph.schema import TABLE, TABLES, Amount, Kind, Table
from ecograph.schema.graph import (
    DATASET,
    EVIDENCE_ABOUT,
    KIND_LABELS,
    NODE_TABLES,
    OWN,
    PLACE,
    PROVENANCE,
    RELATIONSHIPS,
    ROW,
    Relationship,
    node_key,
    own_columns,
    property_of,
)

START, END = "start_id", "end_id"
"""The columns of relationships that name the nodes they join."""

_DIGEST = 16
"""The bytes of the digest that names a node whose table has no id: chance alone makes no two alike."""


@dataclass(frozen=True, eq=False, slots=True)
class Nodes:
    """The nodes of one label.

    Args:
        label: The label that all of them have.
        key: The property that names each of them.
        table: A row for each: ``key``, then the other properties; null where a node lacks one.
        second: The column of a further label for each node; empty where they have none.
    """

    label: str
    key: str
    table: pl.DataFrame
    second: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Relationships:
    """The relationships of one type between nodes of two labels.

    Args:
        kind: Their type.
        start: The label and key property of the nodes they start from.
        end: The label and key property of the nodes they lead to.
        table: A row for each: ``start_id``, ``end_id``, ``row``, then the other properties. The three are its key.
    """

    kind: str
    start: tuple[str, str]
    end: tuple[str, str]
    table: pl.DataFrame


@dataclass(frozen=True, eq=False, slots=True)
class PropertyGraph:
    """Nodes and relationships; every relationship joins nodes that are there."""

    nodes: tuple[Nodes, ...]
    relationships: tuple[Relationships, ...]


def property_graph(ecosystem: Ecosystem) -> PropertyGraph:
    """Return an Ecosystem as nodes and relationships, as ``docs/graph-model.md`` describes them.

    >>> eco = Ecosystem.of("T", organisations=[{"org_id": "mtic", "name": "MTIC", "kind": "cluster"}])
    >>> graph = property_graph(eco)
    >>> [(nodes.label, nodes.table.height) for nodes in graph.nodes]
    [('Dataset', 1), ('Source', 1), ('Organisation', 1)]
    >>> [(each.kind, each.start, each.end) for each in graph.relationships]
    [('STATED_BY', ('Organisation', 'org_id'), ('Source', 'source_id'))]
    """
    prepared = {table.name: _prepared(ecosystem, table) for table in TABLES}
    dataset = pl.DataFrame({"dataset_id": ["dataset"], "name": [ecosystem.title]})
    nodes = [Nodes(DATASET, "dataset_id", dataset)]
    for table in NODE_TABLES:
        if prepared[table.name].height:
            second = "kind" if table.name == "organisations" else ""
            nodes.append(Nodes(table.label, node_key(table), _properties(prepared[table.name], table), second))
    found = [made for each in RELATIONSHIPS for made in _relationships(each, prepared)]
    return PropertyGraph(tuple(nodes), (*found, *_about(prepared)))


def _prepared(ecosystem: Ecosystem, table: Table) -> pl.DataFrame:
    """Return a table with the name of each row, the key of its node, and the properties that are derived."""
    frame = ecosystem[table.name]
    if frame.is_empty():
        return frame
    frame = frame.with_columns(reference(table.name).alias(ROW), *_derived(table))
    if table.name == "flows":
        bounds = in_euro(ecosystem).with_columns(_closed(pl.col("eur_high")))
        frame = frame.join(bounds, on="flow_id", how="left", maintain_order="left")
        frame = frame.with_columns(is_counted=pl.col("flow_id").is_in(counted(frame)["flow_id"].implode()))
    if table.name == "evidence":
        frame = frame.with_columns(about_row=pl.concat_str("table", pl.lit("/"), "key"))
    if table.label and len(table.key) > 1:
        frame = frame.with_columns(_digests(frame[ROW]).alias(node_key(table)))
    return frame


def _derived(table: Table) -> Iterator[pl.Expr]:
    for column in own_columns(table):
        if column.kind is Kind.DATE:
            name = property_of(column.name)
            yield dates.earliest(column.name).alias(f"{name}_first")
            yield dates.latest(column.name).alias(f"{name}_last")
    for amount in table.amounts:
        yield from _bounds(amount)


def _bounds(amount: Amount) -> Iterator[pl.Expr]:
    yield money.low(amount.value, amount.qualifier).alias(f"{amount.value}_low")
    yield _closed(money.high(amount.value, amount.qualifier)).alias(f"{amount.value}_high")


def _closed(high: pl.Expr) -> pl.Expr:
    """Return an upper bound, null where it is open: a graph database has no infinite numbers that all drivers read."""
    return pl.when(high != money.OPEN).then(high)


def _digests(rows: pl.Series) -> pl.Series:
    return pl.Series([hashlib.sha256(row.encode()).hexdigest()[: 2 * _DIGEST] for row in rows], dtype=pl.String)


def _properties(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the properties of nodes: their key, the row, the columns of their own, then what is derived."""
    own = [column.name for column in own_columns(table)]
    key = node_key(table)
    names = [key, ROW, *(name for name in own if name != key)]
    names += [name for name in frame.columns if name not in table and name not in names]
    return frame.select(pl.col(name).alias(property_of(name)) for name in names)


def _relationships(each: Relationship, prepared: Mapping[str, pl.DataFrame]) -> Iterator[Relationships]:
    """Yield the relationships that a table makes, apart by the labels of the nodes they join."""
    frame = prepared[each.table]
    if frame.is_empty():
        return
    table = TABLE[each.table]
    start, end = (node_key(table) if name == OWN else name for name in (each.start, each.end))
    named = frame.with_columns(pl.col(start).alias(START), pl.col(end).alias(END)).drop_nulls([START, END])
    if named.schema[END] == pl.List:
        named = named.with_columns(pl.int_ranges(1, pl.col(END).list.len() + 1).alias(PLACE))
        named = named.explode(END, PLACE, keep_nulls=False, empty_as_null=False)
    for source in each.starts:
        from_here = _of(named, START, source, prepared, apart=len(each.starts) > 1)
        for target in each.ends:
            joined = _of(from_here, END, target, prepared, apart=len(each.ends) > 1)
            if joined.height:
                yield Relationships(each.kind, _place(source), _place(target), _joining(joined, each))


def _of(
    frame: pl.DataFrame, column: str, name: str, prepared: Mapping[str, pl.DataFrame], *, apart: bool
) -> pl.DataFrame:
    """Return the rows whose column names a node of a table; all of them where it can name no other."""
    if not apart:
        return frame
    known = prepared[name]
    ids = known[node_key(TABLE[name])] if known.height else pl.Series([], dtype=pl.String)
    return frame.filter(pl.col(column).is_in(ids.implode()))


def _place(name: str) -> tuple[str, str]:
    return TABLE[name].label, node_key(TABLE[name])


def _joining(frame: pl.DataFrame, each: Relationship) -> pl.DataFrame:
    """Return relationships with their properties: the whole row, or only where it comes from."""
    table = TABLE[each.table]
    own = [column.name for column in own_columns(table)] if each.is_row else []
    names = list(dict.fromkeys([*own, *(name for name in PROVENANCE if name in table)]))
    names += [name for name in frame.columns if name == PLACE or (each.is_row and name not in table)]
    names = [name for name in names if name not in {START, END, ROW}]
    return frame.select(START, END, ROW, *(pl.col(name).alias(property_of(name)) for name in names))


def _about(prepared: Mapping[str, pl.DataFrame]) -> Iterator[Relationships]:
    """Yield the relationships from evidence to the nodes whose rows it is about."""
    evidence = prepared["evidence"]
    for table in NODE_TABLES:
        frame = prepared[table.name]
        if evidence.is_empty() or frame.is_empty():
            continue
        found = evidence.join(
            frame.select(pl.col(node_key(table)).alias(END), about_row=ROW), on="about_row", maintain_order="left"
        )
        if found.height:
            provenance = [name for name in PROVENANCE if name in TABLE["evidence"]]
            kept = found.select(pl.col(node_key(TABLE["evidence"])).alias(START), END, ROW, *provenance)
            yield Relationships(EVIDENCE_ABOUT, _place("evidence"), _place(table.name), kept)


def refuse_broken(graph: PropertyGraph) -> None:
    """Refuse a graph in which an id stands twice, or a relationship joins a node that is not there.

    An engine would keep both twins and find one, or invent the missing node.

    Raises:
        EcographError: It names the first of them.
    """
    known = {nodes.label: nodes.table[nodes.key] for nodes in graph.nodes}
    for nodes in graph.nodes:
        twins = known[nodes.label].filter(~known[nodes.label].is_first_distinct())
        if twins.len():
            raise EcographError(
                f"found the {nodes.key} {twins[0]!r} on several nodes {nodes.label}, expected one of each; "
                "run `ecograph check`"
            )
    for each in graph.relationships:
        for column, (label, _) in ((START, each.start), (END, each.end)):
            ids = known.get(label, pl.Series([], dtype=pl.String))
            missing = each.table.filter(~pl.col(column).is_in(ids.implode()))
            if missing.height:
                raise EcographError(
                    f"{missing[ROW][0]}: found {missing[column][0]!r}, expected the id of a node {label} that is "
                    "there; run `ecograph check`"
                )


def ecosystem_of(graph: PropertyGraph) -> Ecosystem:
    """Return the Ecosystem that a graph was made from: what is derived is left out, what is joined is put back.

    Args:
        graph: Nodes and relationships with at least the properties that ``property_graph`` gives them.

    Raises:
        EcographError: The graph has no node Dataset, so it was not made by ecograph.

    >>> eco = Ecosystem.of("T", organisations=[{"org_id": "mtic", "name": "MTIC", "kind": "cluster"}])
    >>> ecosystem_of(property_graph(eco)).organisations.equals(eco.organisations)
    True
    """
    nodes = {each.label: each for each in graph.nodes}
    if DATASET not in nodes:
        raise EcographError(f"found no node {DATASET} in the graph, expected one that ecograph pushed; push it again")
    title = nodes[DATASET].table["name"].item()
    frames = {}
    for table in TABLES:
        joining = [each for each in RELATIONSHIPS if each.table == table.name]
        if table.label:
            made = nodes[table.label].table if table.label in nodes else None
            frames[table.name] = _node_rows(table, made, joining, graph.relationships)
        else:
            frames[table.name] = _relationship_rows(table, joining[0], graph.relationships)
    return Ecosystem.from_frames(title, frames)


def _node_rows(
    table: Table, made: pl.DataFrame | None, joining: Iterable[Relationship], given: Iterable[Relationships]
) -> pl.DataFrame:
    """Return a table of nodes with the ids of the rows that its relationships lead to."""
    if made is None:
        return table.frame
    frame = made.select(node_key(table), *_own(table, made, besides=node_key(table)))
    for each in joining:
        column, own, other = (each.end, START, END) if each.start == OWN else (each.start, END, START)
        pairs = [
            found.table.select(pl.col(own).alias(node_key(table)), pl.col(other).alias(column), _place_of(found))
            for found in given
            if found.kind == each.kind and (found.start if own == START else found.end)[0] == table.label
        ]
        pairs = [frame.select(node_key(table)).clear().with_columns(_empty(column), _empty(PLACE)), *pairs]
        known = pl.concat(pairs, how="vertical_relaxed")
        if table[column].kind is Kind.IDS:
            known = known.sort(PLACE).group_by(node_key(table), maintain_order=True).agg(column)
        twins = known.filter(pl.col(node_key(table)).is_duplicated())
        if twins.height:
            raise EcographError(
                f"{table.label} {twins.item(0, 0)}: found several relationships {each.kind} "
                f"({', '.join(twins.head(2)[column])}), expected one; push the dataset again"
            )
        frame = frame.join(known.select(node_key(table), column), on=node_key(table), how="left")
    return _typed(frame, table)


def _own(table: Table, frame: pl.DataFrame, besides: str = "") -> Iterator[pl.Expr]:
    """Yield the columns of a table that the properties of its nodes or relationships are; others are of no table."""
    for column in own_columns(table):
        if column.name != besides and property_of(column.name) in frame.columns:
            yield pl.col(property_of(column.name)).alias(column.name)


def _place_of(found: Relationships) -> pl.Expr:
    return (pl.col(PLACE).cast(pl.Int64) if PLACE in found.table.columns else pl.lit(None, pl.Int64)).alias(PLACE)


def _empty(column: str) -> pl.Expr:
    return pl.lit(None, pl.Int64 if column == PLACE else pl.String).alias(column)


def _relationship_rows(table: Table, each: Relationship, given: Iterable[Relationships]) -> pl.DataFrame:
    """Return a table whose rows are relationships."""
    parts = [
        found.table.select(pl.col(START).alias(each.start), pl.col(END).alias(each.end), *_own(table, found.table))
        for found in given
        if found.kind == each.kind and ROW in found.table.columns and _is_of(found, table)
    ]
    return pl.concat([_typed(part, table) for part in parts]) if parts else table.frame


def _is_of(found: Relationships, table: Table) -> bool:
    """Return whether the rows of relationships are those of a table, and not columns of another."""
    return found.table[ROW].str.starts_with(f"{table.name}/").all()


def _typed(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the columns of a table in their order and with their types; null where the graph has none."""
    schema = table.frame.schema
    given = [
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in schema.items()
    ]
    return frame.select(given)


def labels_of(nodes: Nodes) -> dict[str, pl.DataFrame]:
    """Return the nodes by their second label, of which "" stands for none, as where the kind is not known.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "mtic", "name": "MTIC", "kind": "cluster"}])
    >>> {label: table.height for label, table in labels_of(property_graph(eco).nodes[2]).items()}
    {'Cluster': 1}
    """
    if not nodes.second:
        return {"": nodes.table}
    labels = nodes.table[nodes.second].replace_strict(KIND_LABELS, default="", return_dtype=pl.String).fill_null("")
    return {label: nodes.table.filter(labels == label) for label in sorted(set(labels))}
