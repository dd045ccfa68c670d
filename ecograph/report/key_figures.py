"""The section of key figures: all of them, their parts, what changed, and which thresholds were crossed."""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from ecograph.language import Words, capital, dated, units
from ecograph.language.figures import REASONS
from ecograph.language.key_figures import BREAKDOWNS
from ecograph.language.report import HEADS
from ecograph.language.report import key_figures as words
from ecograph.language.sentences import as_is, as_number, filled
from ecograph.metrics.key_figures.definition import KeyFigure
from ecograph.metrics.key_figures.items import CODES, item_label
from ecograph.money import OPEN
from ecograph.report.document import Block, Cell, Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import (
    Listing,
    Row,
    Shown,
    all_rows,
    bounds,
    listed,
    paragraph,
    points,
    told,
)

SHOWN_MONEY = "funding_eur"
MONEY = ("funding_", "real_funding_")
"""How the names of the figures of money begin; of these the parts are shown in euro alone."""

LONGEST = 12
"""How many parts of a figure a table shows."""


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return the key figures, their parts, and the thresholds that were crossed."""
    title = words.TITLE.in_(language)
    if inputs.figures.is_empty():
        return Section("key-figures", title, paragraph(Said(words.NONE.in_(language))))
    table = inputs.figures if inputs.compared is None else inputs.compared
    whole = table.filter(pl.col("breakdown") == "")
    labels = {each.name: each.label for each in inputs.definitions}
    blocks: list[Block] = list(paragraph(*_about(inputs, whole, language, marks)))
    columns = _columns_of_all(_figure(labels), whole, is_compared=inputs.compared is not None)
    listing = Listing("key-figures-all", words.WHOLE, columns, words.WHOLE_NOTE, longest=whole.height)
    blocks += listed(listing, whole, language=language, marks=marks)
    return Section(
        "key-figures",
        title,
        tuple(blocks),
        (*_limits(inputs, labels, language, marks), *_parts(inputs, table, language, marks)),
    )


def why(reason: str | None, language: str) -> str | None:
    """Return the words for why something is not defined; None where it is."""
    return None if not reason else REASONS.get(reason, words.UNDEFINED).in_(language)


def _about(inputs: Inputs, whole: pl.DataFrame, language: str, marks: Marks) -> Iterator[Said]:
    """Yield how many figures there are and for which day, and how many of them changed."""
    day, n = as_is(dated(inputs.day.isoformat(), language)), as_number(whole["figure"].n_unique())
    yield told(words.ABOUT, language=language, marks=marks, n=n, day=day)
    if inputs.compared is not None:
        moved = whole.filter((pl.col("change_low") != 0) | (pl.col("change_high") != 0))
        before = as_is(inputs.named_before) if inputs.named_before else words.BEFORE.in_
        yield told(
            words.COMPARED,
            all_rows(moved),
            language=language,
            marks=marks,
            before=before,
            moved=as_number(moved.height),
        )


def _by_unit(table: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the rows of each unit, in the order of first use, since a column has one unit."""
    for unit in table["unit"].drop_nulls().unique(maintain_order=True):
        yield str(unit), table.filter(pl.col("unit") == unit)


def _figure(labels: Mapping[str, Words]) -> Shown:
    def shown(row: Row, language: str) -> Cell:
        own = labels.get(row["figure"])
        return capital(own.in_(language)) if own else row["figure"]

    return Shown(words.FIGURE, shown)


def _columns(first: Shown, unit: str, own: pl.DataFrame, *, is_compared: bool) -> tuple[Shown, ...]:
    """Return the columns of a table of figures of one unit that are not empty, with the change where compared."""
    change = (
        Shown(HEADS["before"], bounds("before_low", "before_high"), unit),
        Shown(words.CHANGE, bounds("change_low", "change_high"), unit),
    )
    return (
        first,
        Shown(words.VALUE, bounds("low", "high"), unit),
        *(change if is_compared else ()),
        *([] if units.UNITS[unit].counted else [Shown(HEADS["n"], "n", "number")]),
        *([Shown(words.COVERAGE, "coverage", "share")] if own["coverage"].drop_nulls().len() else []),
        *_reasons(own, is_compared=is_compared),
    )


def _columns_of_all(first: Shown, own: pl.DataFrame, *, is_compared: bool) -> tuple[Shown, ...]:
    """Return the columns of a table of figures of several units: values with their unit, as texts."""
    change = (
        Shown(HEADS["before"], _with_unit("before_low", "before_high")),
        Shown(words.CHANGE, _with_unit("change_low", "change_high")),
    )
    return (
        first,
        Shown(words.VALUE, _with_unit("low", "high")),
        *(change if is_compared else ()),
        Shown(HEADS["n"], lambda row, _: None if units.UNITS[row["unit"]].counted else row["n"], "number"),
        Shown(words.COVERAGE, "coverage", "share"),
        *_reasons(own, is_compared=is_compared),
    )


def _with_unit(low: str, high: str) -> Callable[[Row, str], Cell]:
    """Return what shows two columns as a value with the unit of its row."""

    def shown(row: Row, language: str) -> Cell:
        if row[low] is None:
            return None
        return units.shown(row[low], OPEN if row[high] is None else row[high], row["unit"], language)

    return shown


def _reasons(own: pl.DataFrame, *, is_compared: bool) -> tuple[Shown, ...]:
    """Return the column of reasons; nothing where no row has one."""
    reasons = ("reason", "change_reason") if is_compared else ("reason",)

    def reason(row: Row, language: str) -> Cell:
        return next((said for name in reasons if (said := why(row[name], language))), None)

    return (Shown(HEADS["why"], reason),) if any(own[name].drop_nulls().len() for name in reasons) else ()


def _parts(inputs: Inputs, table: pl.DataFrame, language: str, marks: Marks) -> Iterator[Section]:
    """Yield a section for each figure that is broken down, with a table for each way."""
    for place, figure in enumerate(inputs.definitions, start=1):
        if figure.name.startswith(MONEY) and figure.name != SHOWN_MONEY:
            continue
        own = table.filter((pl.col("figure") == figure.name) & (pl.col("breakdown") != ""))
        blocks = [
            block
            for each in figure.breakdowns
            for block in _broken(inputs, figure, own.filter(breakdown=each), language, marks)
        ]
        if blocks:
            note = paragraph(Said(words.OTHER_MONEY.in_(language))) if figure.name == SHOWN_MONEY else ()
            said = paragraph(Said(figure.sentence.in_(language)))
            name = f"key-figure-{place}"
            yield Section(name, capital(figure.label.in_(language)), (*said, *note, *blocks))


def _broken(inputs: Inputs, figure: KeyFigure, own: pl.DataFrame, language: str, marks: Marks) -> Iterator[Block]:
    """Yield the tables of one breakdown of a figure, one for each unit."""
    tables = list(_by_unit(own))
    for unit, rows in tables:
        breakdown = str(rows["breakdown"][0])
        head = BREAKDOWNS.get(breakdown, Words(breakdown, breakdown, breakdown))
        item = Shown(head, lambda row, lang: _item(inputs, row, lang))
        caption = filled(
            words.PARTS if len(tables) == 1 else _named_in(figure),
            figure=figure.label.in_,
            breakdown=head.in_,
            unit=units.UNITS[unit].label.in_,
        )
        name = "-".join(
            ["figure", *figure.name.split("_"), *breakdown.split("_"), *([unit.lower()] if len(tables) > 1 else [])]
        )
        columns = _columns(item, unit, rows.head(LONGEST), is_compared=inputs.compared is not None)
        yield from listed(Listing(name, caption, columns, longest=LONGEST), rows, language=language, marks=marks)


def _named_in(figure: KeyFigure) -> Words:
    """Return what the tables of each unit are called: they name the parts only where the figure has several."""
    return words.PARTS_IN if len(figure.breakdowns) > 1 else words.PARTS_ALONE_IN


def _item(inputs: Inputs, row: Row, language: str) -> str:
    """Return what a part is called: a word of a closed list with a capital, a name as it is."""
    label = item_label(inputs.stated, row["breakdown"], row["item"], language)
    return capital(label) if row["breakdown"] in CODES or not row["item"] else label


def _limits(inputs: Inputs, labels: Mapping[str, Words], language: str, marks: Marks) -> Iterator[Section]:
    """Yield the thresholds that were crossed, where any were set."""
    if inputs.crossed is None:
        return
    title = words.LIMITS.in_(language)

    def named(row: Row, lang: str) -> Cell:
        label = labels[row["figure"]].in_(lang) if row["figure"] in labels else row["figure"]
        item = item_label(inputs.stated, row["breakdown"], row["item"], lang)
        return capital(words.OF_ITEM.in_(lang).format(figure=label, item=item) if item else label)

    columns = (
        Shown(words.FIGURE, named),
        Shown(words.VALUE, _with_unit("low", "high")),
        Shown(words.LIMIT, _limit),
        Shown(words.STATE, lambda row, lang: words.STATES[row["state"]].in_(lang)),
        Shown(HEADS["why"], lambda row, lang: why(row["reason"], lang)),
    )
    listing = Listing("key-figures-limits", words.LIMITS, columns, longest=inputs.crossed.height)
    nothing = points(Said(words.NOTHING_CROSSED.in_(language)))
    blocks = listed(listing, inputs.crossed, language=language, marks=marks) or nothing
    yield Section("key-figures-crossed", title, blocks)


def _limit(row: Row, language: str) -> Cell:
    """Return what a threshold asks for, with its unit; a figure that the data do not have has none."""
    unit = "share" if row["limit"] == "max_change" else row["unit"] or "number"
    bound = units.shown(row["bound"], row["bound"], unit, language)
    return words.LIMITS_OF[row["limit"]].in_(language).format(bound=bound)
