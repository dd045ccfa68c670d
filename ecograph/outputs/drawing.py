"""Draws plain values as aligned text, without polars: it takes longer to import than a query to answer."""

import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ecograph.language import Words, number

WIDEST = 44
"""The number of signs of a text that a terminal shows."""

LINE = 160
"""How wide a table may be: the last column, where sentences and reasons stand, fills it; wide texts are cut to it."""

NARROWEST = 20
"""The number of signs to which a text is cut at most so that a line fits; the last column is not cut below WIDEST."""

JOINED = "; "
"""What stands between several reasons in one text."""

LARGE = 10_000
"""Numbers from here on are shown without decimals and with separators; a year is not."""

DECIMALS = 4

FROM_HERE_ONE = 100
"""Numbers from here on are shown with one decimal; whole ones have none."""

SMALLEST = 5e-5
"""Numbers below it would be shown as 0.0000, and are written with an exponent instead."""

YES, NO, OPEN = Words("yes", "ja", "ja"), Words("no", "nej", "nei"), Words("open", "åben", "åpen")

Paint = Callable[[object, str], str]
"""Gives a value and its padded text the signs that a terminal shows as a colour."""


def unpainted(value: object, text: str) -> str:  # noqa: ARG001 - another paint looks at the value
    """Return the text as it is."""
    return text


def drawn(
    columns: Sequence[tuple[str, bool]],
    rows: Sequence[Sequence[object]],
    language: str = "en",
    *,
    words: Mapping[str, Words] | None = None,
    paint: Paint = unpainted,
) -> str:
    """Return rows as aligned text: a header, then a line for each.

    Args:
        columns: The name of each column, and whether it holds numbers, which stand right and are never cut.
        rows: The values of each row; a list is shown as its parts, with commas between.
        language: da, nb or en.
        words: What texts of a closed list, such as "gap", are called in each language; several of them in one text
            stand between semicolons.
        paint: What a terminal shows in colour; the text says the same without it.

    >>> drawn([("id", False), ("share", True)], [("a", 0.5), ("b", None)]).splitlines()
    ['  id   share', '  a   0.5000', '  b        -']
    """
    names, numeric = [name for name, _ in columns], [is_number for _, is_number in columns]
    cells = [[_shown(value, language, words or {}) for value in row] for row in rows]
    widths = _widths(names, cells, numeric)
    cells = [[_cut(text, width) for text, width in zip(row, widths, strict=True)] for row in cells]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    widths[-1:] = [
        n if number else 0 for n, number in zip(widths[-1:], numeric[-1:], strict=True)
    ]  # no blanks at the end
    lines = ["  ".join(map(_padded, names, widths, numeric)).rstrip()]
    for row, texts in zip(rows, cells, strict=True):
        padded = map(_padded, texts, widths, numeric)
        lines.append("  ".join(map(paint, row, padded)).rstrip())
    return "".join(f"  {line}\n" for line in lines)


def _widths(names: Sequence[str], cells: list[list[str]], numeric: Sequence[bool]) -> list[int]:
    """Return how many signs of each column are shown, so that a line fits where it can; numbers are never cut."""
    longest = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    last = len(names) - 1
    widths = [
        n if number else min(n, LINE if i == last else WIDEST)
        for i, (n, number) in enumerate(zip(longest, numeric, strict=True))
    ]
    least = [
        n if number else max(len(name), WIDEST if i == last else NARROWEST)
        for i, (name, n, number) in enumerate(zip(names, widths, numeric, strict=True))
    ]
    for _ in range(sum(widths) + 2 * len(names) - LINE):
        open_ = [i for i, width in enumerate(widths) if width > least[i]]
        if open_:
            widths[max(open_, key=lambda i: widths[i])] -= 1
    return widths


def _padded(text: str, width: int, is_number: bool) -> str:  # noqa: FBT001 - one of three columns that are mapped
    return text.rjust(width) if is_number else text.ljust(width)


def _shown(value: object, language: str, words: Mapping[str, Words]) -> str:
    """Return a value as a terminal shows it: few decimals, a dash for null."""
    match value:
        case None:
            return "-"
        case bool():
            return (YES if value else NO).in_(language)
        case int():
            return _number(value, language) if abs(value) >= LARGE else str(value)
        case float() if math.isinf(value):
            return OPEN.in_(language)
        case float() if value != 0 and abs(value) < SMALLEST:
            return f"{value:.1e}"
        case float():
            return _number(value, language, _decimals(value))
        case list():
            return ", ".join(_shown(part, language, words) for part in value) or "-"
        case _:
            text = str(value)
            parts = [text] if text in words else text.split(JOINED)
            return " ".join(JOINED.join(words[p].in_(language) if p in words else p for p in parts).split())


def _number(value: float, language: str, decimals: int = 0) -> str:
    """Return ``language.number``, in English without the package that knows all languages, which is slow to import."""
    return f"{Decimal(str(value)):,.{decimals}f}" if language == "en" else number(value, language, decimals)


def _decimals(value: float) -> int:
    if value.is_integer() or abs(value) >= LARGE:
        return 0
    return 1 if abs(value) >= FROM_HERE_ONE else DECIMALS


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"
