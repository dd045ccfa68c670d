"""The answer of an analysis as text for a terminal, and as values for machines."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ecograph.analyses.answer import Answer, Result
from ecograph.outputs.text import Paint, aligned, unpainted
from ecograph.rows import ROWS


def said(answer: Answer, language: str = "en") -> str:
    """Return the sentences of an answer, one to a line."""
    return "".join(f"- {words.in_(language)}\n" for words in answer.said)


def told(result: Result, language: str = "en", *, first: int, paint: Paint = unpainted) -> str:
    """Return the first rows of a table with its name, its title and how to read it."""
    table = result.table
    columns = [name.format(language=language) for name in result.shown or table.columns if name != ROWS]
    text = aligned(table.select(columns).head(first), language, words=result.words, paint=paint)
    return f"{result.name}: {result.title.in_(language)}\n{result.meaning.in_(language)}\n{text}"


def cut(answer: Answer, n: int) -> Answer:
    """Return an answer with the first n rows of each of its tables; its sentences are about all of them."""
    return replace(answer, results=tuple(replace(result, table=result.table.head(n)) for result in answer.results))


def described(answer: Answer, language: str = "en", tables: Iterable[str] = ()) -> dict[str, object]:
    """Return an answer for machines: its sentences in one language, and all rows of its tables, or of some."""
    return {
        "analysis": answer.name,
        "said": [words.in_(language) for words in answer.said],
        "tables": {result.name: result.table.to_dicts() for result in chosen(answer, tables)},
    }


COLOURS = {
    "covered": "green",
    "gap": "red",
    "not known": "yellow",
}
"""The colour of the words that say how things stand; each is a word besides, so that nobody needs the colour."""


def painter(style: Callable[[str, str], str]) -> Paint:
    """Return what paints the words that say how things stand.

    Args:
        style: Gives a text the signs of a colour, from the text and the name of the colour.

    >>> paint = painter(lambda text, colour: f"<{colour}>{text}")
    >>> paint("gap", "gap  "), paint("DK", "DK")
    ('<red>gap  ', 'DK')
    """

    def paint(value: object, text: str) -> str:
        return style(text, COLOURS[value]) if isinstance(value, str) and value in COLOURS else text

    return paint


def chosen(answer: Answer, names: Iterable[str]) -> tuple[Result, ...]:
    """Return the tables of these names, in the order of the answer; all when none is named."""
    wanted = set(names)
    return tuple(result for result in answer.results if not wanted or result.name in wanted)
