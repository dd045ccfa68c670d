"""The part of a change report on key figures: what lies beyond its limits, what moved, and the rows that moved it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from ecograph.changes import amounts
from ecograph.changes.changes import Changes
from ecograph.changes.labels import Key, Labels
from ecograph.changes.telling import MOST, Part, Why, filled_in, listing, short
from ecograph.language import capital
from ecograph.language import changes as words
from ecograph.language.figures import OF, REASONS
from ecograph.language.tables import COLUMNS
from ecograph.metrics.key_figures.definition import KEY
from ecograph.metrics.key_figures.items import part_label

SHOWN: Final = 10
"""How many rows behind a figure are told."""

Row = Mapping[str, Any]


class Reason(NamedTuple):
    """A row behind a key figure that differs.

    Args:
        how: A name of ``language.changes.WHY``: it entered, left or changed, it is counted now or no longer though it
            is the same, or it stands under another id.
        table: Its table.
        key: Its key.
    """

    how: str
    table: str
    key: str


def reasons(changes: Changes, row: Row) -> list[Reason]:
    """Return the rows behind a key figure that differ: those that entered first, then those that left, then changed.

    Args:
        changes: What differs.
        row: A row of ``Changes.moved`` or ``Changes.crossed``.
    """
    found = []
    for name, own, other in (("entered", changes.rows_entered, "counted"), ("left", changes.rows_left, "not_counted")):
        for each in row[name]:
            how = name if each in own else "follows" if each in changes.rows_following else other
            found.append(("changed" if how == other and each in changes.rows_changed else how, each))
    found += [("changed", each) for each in row["changed"]]
    return [Reason(how, *_parts(each)) for how, each in found]


def _parts(row: str) -> Key:
    table, _, key = row.partition("/")
    return table, key


def figures_part(changes: Changes, labels: Labels, before: Labels) -> Iterator[Part]:
    """Yield the part on key figures, where any moved or lies beyond its limits.

    Args:
        changes: What differs.
        labels: What the rows of the later state are called.
        before: What those of the earlier are called.
    """
    crossed, moved = changes.crossed, changes.moved
    language = labels.language
    if crossed.height:
        outside = (_beyond(changes, row, labels) for row in crossed.head(MOST).iter_rows(named=True))
        caption = words.REPORT["crossed_caption"].in_(language)
        yield Part(
            "thresholds",
            words.REPORT["crossed"].in_(language),
            listings=(
                listing(caption, ("figure", "value", "limit", "state"), outside, n=crossed.height, language=language),
            ),
        )
    if moved.height:
        rows = (_moved(changes, row, labels) for row in moved.head(MOST).iter_rows(named=True))
        heads = ("figure", "before", "after", "change", "relative")
        caption = words.REPORT["moved_caption"].in_(language)
        yield Part(
            "key-figures",
            words.REPORT["moved"].in_(language),
            listings=(listing(caption, heads, rows, n=moved.height, language=language),),
            why=tuple(why(changes, _telling(changes).iter_rows(named=True), labels, before)),
        )


def figure_name(changes: Changes, row: Row, labels: Labels) -> str:
    """Return what a key figure, or a part of it, is called."""
    language = labels.language
    own = next((each.label.in_(language) for each in changes.definitions if each.name == row["figure"]), row["figure"])
    if not row["breakdown"]:
        return own
    item = part_label(labels.ecosystem, row["breakdown"], row["item"], language)
    return filled_in(OF, language, label=own, item=item)


def _beyond(changes: Changes, row: Row, labels: Labels) -> tuple[str, ...]:
    language, limit = labels.language, row["limit"]
    is_change = limit == "max_change"
    now = amounts.value(row["low"], row["high"], row["unit"], language)
    bound = amounts.value(row["bound"], row["bound"], "share" if is_change else row["unit"], language)
    return (
        capital(figure_name(changes, row, labels)),
        amounts.relative(row["relative"], language) if is_change else now,
        filled_in(words.LIMITS[limit], language, bound=bound),
        words.STATES[row["state"]].in_(language),
    )


def _moved(changes: Changes, row: Row, labels: Labels) -> tuple[str, ...]:
    language, reason = labels.language, row["change_reason"]
    change = amounts.change(row["change_low"], row["change_high"], row["unit"], language)
    return (
        capital(figure_name(changes, row, labels)),
        amounts.value(row["before_low"], row["before_high"], row["unit"], language),
        amounts.value(row["low"], row["high"], row["unit"], language),
        REASONS[reason].in_(language) if reason else change,
        amounts.relative(row["relative"], language),
    )


def _telling(changes: Changes) -> pl.DataFrame:
    """Return the figures of which it is told why they moved.

    A part is told where it lies beyond its limits, or where its whole did not move: else the whole says enough.
    """
    whole = changes.moved.filter(breakdown="")["figure"].implode()
    beyond = (
        changes.moved.join(changes.crossed, on=KEY, how="semi").select(KEY).with_columns(is_beyond=pl.lit(value=True))
    )
    marked = changes.moved.join(beyond, on=KEY, how="left", maintain_order="left")
    own = (pl.col("breakdown") == "") | ~pl.col("figure").is_in(whole) | pl.col("is_beyond").is_not_null()
    return marked.filter(own).head(MOST)


def why(changes: Changes, rows: Iterable[Row], labels: Labels, before: Labels) -> Iterator[Why]:
    """Yield why each of some key figures moved."""
    language = labels.language
    found = [(row, reasons(changes, row)) for row in rows]
    shown = [reason for _, every in found for reason in every[:SHOWN]]
    names = before.of((each.table, each.key) for each in shown)
    now = labels.of((each.table, each.key) for each in shown if f"{each.table}/{each.key}" not in changes.rows_left)
    names |= {key: name for key, name in now.items() if key not in names or name != key[1]}
    cells = _cells(changes, shown)
    for row, every in found:
        points = tuple(
            short(point)
            for each in every[:SHOWN]
            for point in _points(each, names, cells.get((each.table, each.key), ()), (before, labels))
        )
        name, was, is_, *_ = _moved(changes, row, labels)
        reason = REASONS[row["change_reason"]].in_(language) if row["change_reason"] else ""
        nothing = f"{capital(reason)}." if reason else words.NOTHING_BEHIND.in_(language)
        text = words.BEHIND.of(len(every))(language) if every else nothing
        yield Why(
            filled_in(words.FROM_TO, language, figure=name, before=was, after=is_),
            text,
            points,
            max(0, len(every) - SHOWN),
        )


def _cells(changes: Changes, shown: Iterable[Reason]) -> dict[Key, list[Row]]:
    """Return the cells that changed of the rows that are shown."""
    keys = pl.DataFrame(
        sorted({(each.table, each.key) for each in shown if each.how == "changed"}),
        schema={"table": pl.String(), "key": pl.String()},
        orient="row",
    )
    own = changes.changed.filter(~pl.col("follows")).join(keys, on=["table", "key"], how="semi")
    found: dict[Key, list[Row]] = {}
    for row in own.iter_rows(named=True):
        found.setdefault((row["table"], row["key"]), []).append(row)
    return found


def _points(
    each: Reason, names: Mapping[Key, str], cells: Iterable[Row], labels: tuple[Labels, Labels]
) -> Iterator[str]:
    """Yield what happened to a row: a point, or one for each of its cells that changed."""
    template, what = words.WHY[each.how], names[each.table, each.key]
    before, after = labels
    if each.how != "changed":
        yield filled_in(template, after.language, what=what)
    for row in cells:
        yield filled_in(
            template,
            after.language,
            what=what,
            column=COLUMNS[row["column"]].in_(after.language),
            before=before.cell(each.table, row["column"], row["before"]),
            after=after.cell(each.table, row["column"], row["after"]),
        )
