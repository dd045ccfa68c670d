"""The report as a workbook: a sheet for each table, an index before them, definitions, marks and sources after them.

A number stands in the unit that its head names; only a share stays a share, since a sheet shows it in per cent itself.
"""

import math
from collections.abc import Sequence
from typing import Final

from ecograph.language.document import COUNTED, DOCUMENT
from ecograph.language.office import OFFICE
from ecograph.language.units import UNITS, Unit
from ecograph.outputs.report.office import address, named_rows, plain
from ecograph.outputs.report.texts import is_of_numbers
from ecograph.outputs.report.xlsx_sheets import FIRST_ROW, Head, Link, Sheet, Value, names_of, workbook
from ecograph.report.document import Cell, Column, Document, Interval, Note, Source, Table, Terms, blocks_of, tables_of

_AS_IT_IS: Final = "General"


def xlsx(document: Document) -> bytes:
    """Return the tables of a report as an XLSX workbook.

    Args:
        document: The report. Its texts may hold anything: none is a formula, and only https becomes a link.

    Each sheet holds one table, with its units in the head. An interval has two columns; where only the upper is empty,
    the upper bound is not known. Each mark leads to its rows on the sheet of marks. The same document gives the same
    bytes.
    """
    return workbook(sheets(document), title=plain(document.title), language=document.language)


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Return what the sheets of a report hold, in their order."""
    language = document.language
    tables = tuple(tables_of(document.sections).values())
    terms = [item for block in blocks_of(document.sections) if isinstance(block, Terms) for item in block.items]
    own = [DOCUMENT["contents"].in_(language), *(table.name for table in tables)]
    own += [OFFICE["definitions"].in_(language)] if terms else []
    own += [OFFICE["notes_sheet"].in_(language)] if document.notes else []
    own += [DOCUMENT["sources"].in_(language)] if document.sources else []
    contents, *others = names_of(own)
    back = Link(DOCUMENT["contents"].in_(language), contents, 1)
    marks = {} if not document.notes else _places(document.notes, others[len(tables) + bool(terms)])
    made = [
        _table(table, name, language=language, back=back, marks=marks)
        for table, name in zip(tables, others, strict=False)
    ]
    rest = iter(others[len(tables) :])
    if terms:
        made.append(_definitions(terms, next(rest), language=language, back=back))
    if document.notes:
        made.append(_notes(document.notes, next(rest), language=language, back=back))
    if document.sources:
        made.append(_sources(document.sources, next(rest), language=language, back=back))
    return (_contents(document, contents, made), *made)


def _places(notes: Sequence[Note], sheet: str) -> dict[str, Link]:
    """Return a link to the first row of each note."""
    places, row = {}, FIRST_ROW
    for note in notes:
        places[note.mark] = Link(plain(note.mark), sheet, row)
        row += len(note.by_source)
    return places


def _contents(document: Document, name: str, made: Sequence[Sheet]) -> Sheet:
    language = document.language
    heads = (
        Head(OFFICE["sheet"].in_(language)),
        Head(OFFICE["shows"].in_(language)),
        Head(DOCUMENT["rows"].in_(language), _form(None)),
        Head(OFFICE["remark"].in_(language)),
    )
    return Sheet(
        name,
        plain(document.title),
        plain(document.subtitle),
        heads,
        tuple((Link(each.name, each.name, 1), each.title, len(each.rows), each.remark) for each in made),
        tuple(OFFICE[each].in_(language) for each in ("how_to_read", "empty_cells")),
    )


def _table(table: Table, name: str, *, language: str, back: Link, marks: dict[str, Link]) -> Sheet:
    heads: list[Head] = []
    columns: list[list[Value]] = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        form = _form(UNITS.get(column.unit)) if column.unit else _AS_IT_IS if is_of_numbers(table, place) else ""
        label = plain(column.label)
        if any(isinstance(cell, Interval) for cell in cells):
            heads += [Head(OFFICE[each].in_(language).format(label=label), form) for each in ("at_least", "at_most")]
            columns += [[_low(cell, column) for cell in cells], [_high(cell, column) for cell in cells]]
        else:
            heads.append(Head(label, form))
            columns.append([_low(cell, column) for cell in cells])
    if any(table.marks):
        heads.append(Head(DOCUMENT["mark"].in_(language)))
        columns.append([marks.get(mark, plain(mark)) if mark else None for mark in table.marks])
    below = [
        "" if table.rows else DOCUMENT["no_rows"].in_(language),
        COUNTED["not_shown"].of(table.n_more)(language) if table.n_more else "",
        plain(table.note),
    ]
    return Sheet(
        name,
        plain(table.caption),
        back,
        tuple(heads),
        tuple(zip(*columns, strict=True)),
        tuple(filter(None, below)),
        remark=" ".join(filter(None, below)),
    )


def _form(unit: Unit | None) -> str:
    """Return how a sheet shows the numbers of a unit; whole numbers where there is none.

    >>> _form(UNITS["share"]), _form(UNITS["DKK"]), _form(UNITS["members"]), _form(None)
    ('0.0%', '#,##0.0', '#,##0', '#,##0')
    """
    if unit is None:
        return "#,##0"
    decimals = "." + "0" * unit.decimals if unit.decimals else ""
    return f"0{decimals}%" if unit.divisor < 1 else f"#,##0{decimals}"


def _low(cell: Cell, column: Column) -> Value:
    """Return what stands in a cell, or in the lower of the two of an interval."""
    match cell:
        case str():
            return plain(cell)
        case Interval(low, _):
            return _divided(low, column.unit)
        case None:
            return None
        case _:
            return _divided(cell, column.unit)


def _high(cell: Cell, column: Column) -> Value:
    """Return what stands in the upper of the two cells of an interval: nothing where it is open."""
    match cell:
        case str() | None:
            return None
        case Interval(_, high):
            return _divided(high, column.unit)
        case _:
            return _divided(cell, column.unit)


def _divided(value: float, unit: str) -> float | None:
    if not math.isfinite(value):
        return None
    divisor = UNITS[unit].divisor if unit else 1
    return value / divisor if divisor > 1 else value


def _definitions(terms: Sequence[tuple[str, str]], name: str, *, language: str, back: Link) -> Sheet:
    heads = tuple(Head(OFFICE[each].in_(language)) for each in ("term", "explanation"))
    rows = tuple((plain(term), plain(means)) for term, means in terms)
    return Sheet(name, OFFICE["definitions"].in_(language), back, heads, rows)


def _notes(notes: Sequence[Note], name: str, *, language: str, back: Link) -> Sheet:
    counted = _form(None)
    heads = (
        Head(DOCUMENT["mark"].in_(language)),
        Head(DOCUMENT["rows"].in_(language), counted),
        Head(OFFICE["source"].in_(language)),
        Head(OFFICE["rows_of_source"].in_(language), counted),
        Head(OFFICE["first_rows"].in_(language)),
    )
    rows: list[tuple[Value, ...]] = []
    for note in notes:
        for source, n, first in note.by_source:
            rows.append((plain(note.mark), note.n_rows, plain(source), n, named_rows(first, n, language)))
    text = DOCUMENT["notes_text"].in_(language).format(mark=plain(notes[0].mark))
    return Sheet(name, OFFICE["notes"].in_(language), back, heads, tuple(rows), (text,))


def _sources(sources: Sequence[Source], name: str, *, language: str, back: Link) -> Sheet:
    heads = tuple(Head(OFFICE[each].in_(language)) for each in ("source", "words", "address", "licence"))
    rows = tuple((plain(s.source_id), plain(s.words), _address(s.url), plain(s.licence) or None) for s in sources)
    return Sheet(name, DOCUMENT["sources"].in_(language), back, heads, rows)


def _address(url: str) -> Value:
    """Return an address as a link where it may be one, else as text."""
    target = address(url)
    return Link(plain(url), target) if target else plain(url) or None
