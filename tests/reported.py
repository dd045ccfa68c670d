"""What tests of the report share: what it is made from, and a report as plain text."""

from collections.abc import Iterator

from ecograph.ecosystem import Ecosystem
from ecograph.language import units
from ecograph.metrics.key_figures import KEY_FIGURES, computed, last_day
from ecograph.metrics.key_figures.definition import Asked
from ecograph.network import Network
from ecograph.report.document import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Interval,
    Paragraph,
    Points,
    Section,
    Table,
    Terms,
)
from ecograph.report.inputs import Inputs, chosen
from ecograph.scenario import Scenario


def inputs_of(ecosystem: Ecosystem, scenarios: tuple[Scenario, ...] = ()) -> Inputs:
    """Return what a report of a dataset is made from, with all key figures."""
    network = Network.of(ecosystem)
    day = last_day(ecosystem)
    return Inputs(
        network=network,
        day=day,
        figures=computed(network, Asked(day)),
        definitions=KEY_FIGURES,
        clusters=chosen(network, scenarios),
        scenarios=scenarios,
    )


def plain(document: Document) -> str:
    """Return a report as plain text: all that a reader reads, with marks in brackets."""
    lines = [document.title, document.subtitle]
    for section in document.sections:
        lines += _section(section, 1, document.language)
    return "\n".join(lines) + "\n"


def _section(section: Section, depth: int, language: str) -> Iterator[str]:
    yield ""
    yield "#" * depth + " " + section.title
    for block in section.blocks:
        yield from _block(block, language)
    for part in section.sections:
        yield from _section(part, depth + 1, language)


def _block(block: Block, language: str) -> Iterator[str]:
    match block:
        case Paragraph(said):
            yield from (_marked(each.text, each.mark) for each in said)
        case Points(said):
            yield from ("- " + _marked(each.text, each.mark) for each in said)
        case Terms(items):
            yield from (f"{term}: {text}" for term, text in items)
        case Table():
            yield from _table(block, language)
        case Chart():
            yield f"({block.caption}: {block.alternative})"
            yield from _table(block.table, language)


def _table(table: Table, language: str) -> Iterator[str]:
    yield f"({table.caption})"
    yield " | ".join(column.label for column in table.columns)
    for row, mark in zip(table.rows, table.marks, strict=True):
        shown = [_cell(cell, column, language) for cell, column in zip(row, table.columns, strict=True)]
        yield _marked(" | ".join(shown), mark)
    if table.n_more:
        yield f"+ {table.n_more}"
    if table.note:
        yield table.note


def _cell(cell: Cell, column: Column, language: str) -> str:
    match cell:
        case None:
            return "–"
        case str():
            return cell
        case Interval(low, high):
            return units.shown(low, high, column.unit, language, bare=True)
    return units.shown(cell, cell, column.unit, language, bare=True)


def _marked(text: str, mark: str) -> str:
    return f"{text} [{mark}]" if mark else text
