"""Key figures as text for a terminal and as values for machines: their values, changes, thresholds and definitions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from ecograph.cells import text, visible
from ecograph.ecosystem import Ecosystem
from ecograph.language import dated, number, percent
from ecograph.language import figures as words
from ecograph.language.difference import difference, signed
from ecograph.language.key_figures import BREAKDOWNS
from ecograph.language.units import INTERVAL, UNITS, shown
from ecograph.metrics.key_figures import Asked, KeyFigure, item_label, part_label
from ecograph.metrics.key_figures.change import CHANGE_REASON, GONE, NEW
from ecograph.metrics.key_figures.limits import MAX_CHANGE
from ecograph.provenance import places

SCHEMA_VERSION = 1
"""The version of the form of the JSON: another number where a program that reads it must change."""

SHOWN = 20
"""The number of parts of one breakdown that a terminal is shown."""

WIDEST = 72
"""The number of signs of a text that a terminal is shown."""

NONE = "–"
"""What is shown in place of a value that is not defined, and of a share that nobody knows."""

NEARLY_ALL = 0.99
"""What a coverage is shown as at most that is not whole, since rounded up it would claim that nothing is missing."""

FINER = 2
"""How many more decimals a value is shown with beside a threshold that it would otherwise look equal to."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """The key figures that are told.

    Args:
        ecosystem: The tables they were computed from.
        definitions: The figures, in the order in which they are told.
        table: Their rows, of ``FIGURES`` or of ``change.COMPARED``, with their sources (``sourced``).
        asked: What they were computed for.
        crossed: The limits that are crossed or may be.
        targets: How each target stands.
        before: The day, or the dataset, they are compared with; None for nothing.
    """

    ecosystem: Ecosystem
    definitions: Sequence[KeyFigure]
    table: pl.DataFrame
    asked: Asked
    crossed: pl.DataFrame
    targets: pl.DataFrame
    before: date | str | None = None

    @cached_property
    def named(self) -> dict[str, KeyFigure]:
        """Return the figures by their name."""
        return {each.name: each for each in self.definitions}

    @property
    def is_compared(self) -> bool:
        """Return whether the table tells changes."""
        return CHANGE_REASON in self.table.columns

    def label(self, row: Row, language: str) -> str:
        """Return what the part of a row is called; "" for the whole."""
        return _line(item_label(self.ecosystem, row["breakdown"], row["item"], language))

    def what(self, row: Row, language: str) -> str:
        """Return what a row is about: the figure, and the part of it that is meant."""
        label = self.named[row["figure"]].label.in_(language)
        item = _line(part_label(self.ecosystem, row["breakdown"], row["item"], language))
        return words.OF.in_(language).format(label=label, item=item) if item else label


def sourced(table: pl.DataFrame, ecosystem: Ecosystem) -> pl.DataFrame:
    """Return figures with ``sources``, the ids of the sources that state the rows behind each, sorted.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "a", "name": "A"}])
    >>> sourced(pl.DataFrame({"rows": [["organisations/a"], []]}), eco)["sources"].to_list()
    [['given'], []]
    """
    stated = places(ecosystem)
    found = [sorted({stated[row][0] for row in rows}) for rows in table["rows"]]
    return table.with_columns(pl.Series("sources", found, dtype=pl.List(pl.String)))


def summary(told: Told, language: str) -> str:
    """Return the figures as a whole as aligned text, then what is said of them.

    A figure without a value as a whole is named with what it is broken down by. Values that are not defined are a
    dash, and the reasons stand below, then thresholds that are crossed, and targets.
    """
    whole = told.table.filter(breakdown="")
    rows = [[told.what(row, language), *_cells(row, language)] for row in whole.iter_rows(named=True)]
    columns = [("figure", False), *_columns(told)]
    present = set(told.table["figure"]) - set(whole["figure"])
    parts = [
        words.ONLY_BY.in_(language).format(label=each.label.in_(language), breakdown=_breakdowns(each, language))
        for each in told.definitions
        if each.name in present
    ]
    said = _table(columns, rows, language) + "".join(f"  {part}\n" for part in parts)
    return _head(told, language) + said + "".join(_notes(told, whole, language))


def detailed(told: Told, language: str) -> str:
    """Return each figure with its sentence, its value as a whole and its first parts, then what is said of them."""
    blocks = []
    for figure in told.definitions:
        rows = first(told.table.filter(figure=figure.name))
        columns = [("by", False), ("item", False), *_columns(told)]
        lines = [[*_place(told, row, language), *_cells(row, language)] for row in rows.iter_rows(named=True)]
        label = figure.label.in_(language)
        blocks.append(f"{label}: {figure.sentence.in_(language)}\n{_table(columns, lines, language)}")
    shown_rows = first(told.table)
    return _head(told, language) + "\n".join(blocks) + "".join(_notes(told, shown_rows, language))


def first(table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table that a terminal is shown: of each breakdown the first."""
    return table.filter(pl.int_range(pl.len()).over("figure", "breakdown") < SHOWN)


def described(told: Told, language: str) -> dict[str, object]:
    """Return the figures as plain values for machines, with their words in a language.

    Infinite bounds stay infinite; who writes JSON says how it writes them.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "dataset": told.ecosystem.title,
        "day": told.asked.day.isoformat(),
        "vagueness": told.asked.vagueness,
        "prices_of": told.asked.prices_of,
        "compared_with": None if told.before is None else str(told.before),
        "language": language,
        "figures": [_described(told, row, language) for row in told.table.iter_rows(named=True)],
        "thresholds": [dict(row) for row in told.crossed.iter_rows(named=True)],
        "targets": [dict(row) for row in told.targets.iter_rows(named=True)],
    }


def _described(told: Told, row: Row, language: str) -> dict[str, object]:
    figure = told.named[row["figure"]]
    value = NONE if row["low"] is None else shown(row["low"], row["high"], row["unit"], language)
    said = {"label": figure.label, "sentence": figure.sentence}
    return (
        {"figure": row["figure"], "version": figure.version}
        | {name: each.in_(language) for name, each in said.items()}
        | {"breakdown": row["breakdown"], "item": row["item"], "item_label": told.label(row, language), "shown": value}
        | {name: row[name] for name in told.table.columns if name not in {"figure", "breakdown", "item"}}
    )


def explained(figure: KeyFigure) -> str:
    """Return what a key figure is: definition, unit, breakdowns, version, source, and what it tells."""
    lines = [
        ("", f"{figure.name} - {figure.label.en}"),
        ("definition", figure.definition),
        ("unit", UNITS[figure.unit].label.en if figure.unit else "that of each row"),
        ("by", ", ".join(figure.breakdowns) or "nothing"),
        ("version", str(figure.version)),
        ("reference", figure.source),
        ("in English", figure.sentence.en),
        ("på dansk", figure.sentence.da),
        ("på norsk", figure.sentence.nb),
    ]
    return visible("".join(f"{name:13}{text}\n" if name else f"{text}\n" for name, text in lines))


def definition(figure: KeyFigure) -> dict[str, object]:
    """Return what ``explained`` tells, for machines."""
    return {
        "name": figure.name,
        "version": figure.version,
        "label": figure.label._asdict(),
        "sentence": figure.sentence._asdict(),
        "definition": figure.definition,
        "unit": figure.unit or None,
        "breakdowns": list(figure.breakdowns),
        "source": figure.source,
    }


def _said(told: Told, row: Row, language: str) -> str:
    """Return what is said of a threshold or target and the figure that it is of."""
    kind, is_change = row["limit"], row["limit"] == MAX_CHANGE
    what, bound = told.what(row, language), row["bound"]
    unit = "share" if is_change else row["unit"] or told.named[row["figure"]].unit
    if row["reason"] is not None:
        template, reason = words.UNSAID[kind], words.reason(row["reason"], language)
        return template.in_(language).format(
            what=what, bound=_value(bound, bound, unit, language), reason=_line(reason)
        )
    low, high = (row["relative"], row["relative"]) if is_change else (row["low"], row["high"])
    is_close = bound not in {low, high} and _value(low, high, unit, language) == _value(bound, bound, unit, language)
    more = FINER if is_close else 0
    value = _relative(low, language, more) if is_change else _value(low, high, unit, language, more=more)
    said = words.SAID[kind, row["state"]].in_(language)
    return said.format(what=what, value=value, bound=_value(bound, bound, unit, language, more=more))


def _value(low: float, high: float, unit: str, language: str, *, more: int = 0) -> str:
    """Return a value with its unit; without it where it is a count, since the label names what is counted.

    A bound has no unit where the figure has none of its own and the part that it is about is not there. With ``more``
    decimals than usual two values can be told apart that would look the same.
    """
    if not unit:
        return text(low)
    known = UNITS[unit]
    if not more or known.counted:
        return shown(low, high, unit, language, bare=known.counted is not None)
    least, most = (number(bound / known.divisor, language, known.decimals + more) for bound in (low, high))
    between = least if least == most else INTERVAL.in_(language).format(low=least, high=most)
    return known.template.in_(language).format(value=between)


def _relative(share: float, language: str, more: int) -> str:
    known = UNITS["share"]
    return known.template.in_(language).format(value=signed(share / known.divisor, known.decimals + more, language))


def _head(told: Told, language: str) -> str:
    title = words.TITLE.in_(language).format(
        title=_line(told.ecosystem.title), day=dated(told.asked.day.isoformat(), language)
    )
    if told.before is None:
        return f"{title}\n\n"
    if isinstance(told.before, date):
        return f"{title}\n{words.SINCE.in_(language).format(before=dated(told.before.isoformat(), language))}\n\n"
    return f"{title}\n{words.AGAINST.in_(language).format(before=_line(told.before))}\n\n"


def _columns(told: Told) -> list[tuple[str, bool]]:
    change = [("change", True), ("relative", True)] if told.is_compared else []
    return [("value", True), ("unit", False), ("n", True), ("coverage", True), ("sources", True), *change]


def _cells(row: Row, language: str) -> list[str]:
    """Return the texts of a row for ``_columns``."""
    unit = UNITS[row["unit"]].label.in_(language) if row["unit"] else ""
    if row["low"] is None:
        value, unit = NONE, unit if CHANGE_REASON in row and row["before_low"] is not None else ""
    else:
        value = shown(row["low"], row["high"], row["unit"], language, bare=True)
    n = NONE if row["n"] is None else shown(row["n"], row["n"], "organisations", language, bare=True)
    coverage = NONE if row["coverage"] is None else percent(_claimed(row["coverage"]), language)
    sources = number(len(row["sources"]), language)
    return [value, unit, n, coverage, sources, *(_changed(row, language) if CHANGE_REASON in row else [])]


def _claimed(coverage: float) -> float:
    return min(coverage, NEARLY_ALL) if coverage < 1 else coverage


def _changed(row: Row, language: str) -> list[str]:
    """Return the change of a row, and the same as a share of what was."""
    if row["change_low"] is None:
        known = {NEW: words.NEW, GONE: words.GONE}.get(row[CHANGE_REASON])
        return [known.in_(language) if known else NONE, NONE]
    change = difference(row["change_low"], row["change_high"], row["unit"], language, bare=True)
    return [change, NONE if row["relative"] is None else signed(row["relative"] * 100, 1, language)]


def _place(told: Told, row: Row, language: str) -> list[str]:
    """Return by what a row is a part, and which part."""
    if not row["breakdown"]:
        return [words.WHOLE.in_(language), ""]
    return [_breakdown(row["breakdown"], language), told.label(row, language)]


def _breakdown(name: str, language: str) -> str:
    return BREAKDOWNS[name].in_(language) if name in BREAKDOWNS else visible(name)


def _breakdowns(figure: KeyFigure, language: str) -> str:
    return ", ".join(_breakdown(name, language) for name in figure.breakdowns)


def _table(columns: Iterable[tuple[str, bool]], rows: Sequence[Sequence[str]], language: str) -> str:
    """Return aligned text: numbers stand right; only texts of data are cut, since a label cut off says nothing."""
    names, is_number = zip(*columns, strict=True)
    cells = [[words.HEADS[name].in_(language) for name in names], *([_cut(text) for text in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "".join(
        "  "
        + "  ".join(
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, is_number, strict=True)
        ).rstrip()
        + "\n"
        for line in cells
    )


def _line(said: str) -> str:
    """Return a text of data as one line in which nothing acts on a terminal."""
    return " ".join(visible(said).split("\n"))


def _cut(said: str) -> str:
    return said if len(said) <= WIDEST else said[: WIDEST - 1] + "…"


def _notes(told: Told, rows: pl.DataFrame, language: str) -> Iterator[str]:
    """Yield what stands below: why values and changes are not defined, thresholds, and targets."""
    every = list(rows.iter_rows(named=True))
    undefined = [_why(told, row, row["reason"], language) for row in every if _is_undefined(row)]
    unchanged = [_why(told, row, row[CHANGE_REASON], language) for row in every if _is_incomparable(row)]
    limits = [_said(told, row, language) for row in told.crossed.iter_rows(named=True)]
    targets = [_said(told, row, language) for row in told.targets.iter_rows(named=True)]
    for head, lines in (
        (words.NOT_DEFINED, undefined),
        (words.NO_CHANGE, unchanged),
        (words.THRESHOLDS, limits),
        (words.TARGETS, targets),
    ):
        if lines:
            yield f"\n{head.in_(language)}\n" + "".join(f"  {line}\n" for line in dict.fromkeys(lines))


def _is_undefined(row: Row) -> bool:
    return row["low"] is None and row["reason"] != GONE


def _is_incomparable(row: Row) -> bool:
    """Return whether a row has a value, but no change for another reason than that it is new."""
    return row["low"] is not None and row.get(CHANGE_REASON) not in {None, NEW}


def _why(told: Told, row: Row, reason: str, language: str) -> str:
    what = told.what(row, language)
    return words.WHY.in_(language).format(what=what, reason=_line(words.reason(reason, language)))
