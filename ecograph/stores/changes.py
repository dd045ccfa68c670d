"""How a graph differs from what a database holds of it, so that a push sends only that, and a dry run can tell it.

A row of the tables is made to stand in the database as it stands in the tables. What stands there of rows that the
tables no longer have is gone: it stays until somebody asks to remove it. A relationship of a row that now leads
elsewhere, or that is there twice, is always removed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from ecograph.cypher.statements import Pattern, kind_labels
from ecograph.property_graph import END, START, Nodes
from ecograph.schema.graph import KIND_LABELS, ROW

Ends = tuple[str, str, str]
"""What names a relationship of a pattern: the key of its start, its row, the key of its end."""


class Change(NamedTuple):
    """What a push changes of one label or pattern, in numbers.

    Args:
        name: The label, or the pattern as Cypher shows it.
        rows: What the tables have.
        new: What is not there yet.
        changed: What is there otherwise.
        removed: What is there and is taken away.
        left: What is there, is in the tables no longer, and stays.
    """

    name: str
    rows: int
    new: int
    changed: int
    removed: int
    left: int

    @property
    def is_none(self) -> bool:
        """Whether nothing has to be written."""
        return not (self.new or self.changed or self.removed)


@dataclass(frozen=True, eq=False, slots=True)
class NodeChanges:
    """How the nodes of a label differ.

    Args:
        label: The label.
        key: The property that names them.
        sent: The new and the changed ones with all their properties.
        add: The nodes that lack a second label, by that label.
        drop: The nodes that have a second label of another kind, by that label.
        outdated: The nodes with results of measures that nothing replaces, by the names of these properties.
        removed: The nodes to remove.
        change: The same in numbers.
    """

    label: str
    key: str
    sent: pl.DataFrame
    add: dict[str, list[str]]
    drop: dict[str, list[str]]
    outdated: dict[tuple[str, ...], list[str]]
    removed: list[str]
    change: Change


@dataclass(frozen=True, eq=False, slots=True)
class RelationshipChanges:
    """How the relationships of a pattern differ.

    Args:
        pattern: The pattern.
        sent: The new and the changed ones with all their properties.
        removed: Those to remove.
        change: The same in numbers.
    """

    pattern: Pattern
    sent: pl.DataFrame
    removed: list[Ends]
    change: Change


def node_names(nodes: Nodes) -> list[str]:
    """Return the properties that are compared, in the order in which ``node_changes`` takes their values."""
    return [name for name in nodes.table.columns if name not in {nodes.key, ROW}]


def node_changes(
    nodes: Nodes,
    held: Iterable[Sequence[object]],
    measured: Mapping[str, Collection[str]],
    *,
    table: str,
    prune: bool,
) -> NodeChanges:
    """Return how the nodes of a label differ from those of a database.

    Args:
        nodes: What the tables have.
        held: What is there: key, ``row``, labels, then the values of ``node_names``.
        measured: The properties with results of measures that are there, by the key of the node.
        table: The table whose rows they are. A node whose ``row`` is of no such table is not ours to remove.
        prune: Whether what is gone is removed.
    """
    ids = nodes.table[nodes.key].to_list()
    wanted = dict(zip(ids, nodes.table.select(ROW, *node_names(nodes)).iter_rows(), strict=True))
    there: dict[object, tuple[object, ...]] = {}
    labels: dict[object, frozenset[str]] = {}
    for id_, row, found, *values in held:
        there[id_], labels[id_] = (row, *values), kind_labels(found if isinstance(found, list) else ())
    add, drop = _labels(nodes, ids, labels)
    gone = [str(id_) for id_, (row, *_) in there.items() if id_ not in wanted and str(row).startswith(f"{table}/")]
    removed = gone if prune else []
    written, is_removed = set(nodes.table.columns), set(removed)
    outdated: dict[tuple[str, ...], list[str]] = {}
    for id_, names in measured.items():
        left = tuple(sorted(set(names) - (written if id_ in wanted else set())))
        if left and id_ not in is_removed:
            outdated.setdefault(left, []).append(id_)
    new = wanted.keys() - there.keys()
    unlike = {id_ for id_ in wanted.keys() & there.keys() if not _same(wanted[id_], there[id_])}
    relabelled = {id_ for part in (add, drop) for each in part.values() for id_ in each}
    stripped = {id_ for part in outdated.values() for id_ in part if id_ in wanted}
    changed = (unlike | relabelled | stripped) - new
    numbers = Change(nodes.label, len(ids), len(new), len(changed), len(removed), len(gone) - len(removed))
    sent = _only(nodes.table, [id_ in new or id_ in unlike for id_ in ids])
    return NodeChanges(nodes.label, nodes.key, sent, add, drop, outdated, removed, numbers)


def _labels(
    nodes: Nodes, ids: Sequence[str], there: Mapping[object, frozenset[str]]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return which nodes lack which second label, and which have which of another kind."""
    add: dict[str, list[str]] = {}
    drop: dict[str, list[str]] = {}
    for id_, kind in zip(ids, nodes.table[nodes.second].to_list() if nodes.second else (), strict=False):
        right, found = KIND_LABELS.get(kind, ""), there.get(id_, frozenset())
        if right and right not in found:
            add.setdefault(right, []).append(id_)
        for wrong in found - {right}:
            drop.setdefault(wrong, []).append(id_)
    return dict(sorted(add.items())), dict(sorted(drop.items()))


def relationship_names(frame: pl.DataFrame) -> list[str]:
    """Return the properties that are compared, in the order in which ``relationship_changes`` takes their values."""
    return [name for name in frame.columns if name not in {START, ROW, END}]


def relationship_changes(
    pattern: Pattern, frame: pl.DataFrame, held: Iterable[Sequence[object]], rows: Collection[str], *, prune: bool
) -> RelationshipChanges:
    """Return how the relationships of a pattern differ from those of a database.

    Args:
        pattern: The pattern.
        frame: What the tables have.
        held: What is there: the key of the start, ``row``, the key of the end, then the values of
            ``relationship_names``.
        rows: The rows that the table has.
        prune: Whether what is gone is removed.
    """
    ends = frame.select(START, ROW, END).rows()
    wanted = dict(zip(ends, frame.select(relationship_names(frame)).iter_rows(), strict=True))
    there: dict[Ends, tuple[object, ...]] = {}
    counted: Counter[Ends] = Counter()
    for start, row, end, *values in held:
        named = (str(start), str(row), str(end))
        there[named] = tuple(values)
        counted[named] += 1
    away = {each for each in there if each not in wanted}
    wrong = {each for each in away if each[1] in rows} | {each for each, n in counted.items() if n > 1}
    gone = away - wrong
    new = {each for each in wanted if each not in there or each in wrong}
    changed = {each for each in wanted if each not in new and not _same(wanted[each], there[each])}
    removed = sorted(wrong | gone if prune else wrong)
    left = 0 if prune else len(gone)
    numbers = Change(str(pattern), len(ends), len(new), len(changed), len(removed), left)
    sent = _only(frame, [each in new or each in changed for each in ends])
    return RelationshipChanges(pattern, sent, removed, numbers)


def _same(left: Sequence[object], right: Sequence[object]) -> bool:
    """Return whether values are equal and of the same types: a database tells 1 from 1.0."""
    return left == right and list(map(type, left)) == list(map(type, right))


def _only(frame: pl.DataFrame, mask: Sequence[bool]) -> pl.DataFrame:
    return frame if all(mask) else frame.filter(pl.Series(mask, dtype=pl.Boolean))
