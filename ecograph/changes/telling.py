"""What a change report is made of, in one language and no format yet: parts with texts, tables and lists.

Texts are ready to show, but not escaped: each format does that by its own rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ecograph.language import Words
from ecograph.language.changes import HEADS

MOST: Final = 50
"""How many rows of a table a report shows."""

LONGEST: Final = 300
"""How many signs of a text a cell or a point shows."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of texts.

    Args:
        caption: What it shows.
        heads: The heads of its columns.
        rows: Its cells, row by row.
        n_more: How many further rows there are that are not shown.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    n_more: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """Why a key figure moved.

    Args:
        title: The figure, what it was and what it is.
        text: How many rows behind it differ.
        points: The first of them, and what happened to each.
        n_more: How many further ones there are.
    """

    title: str
    text: str
    points: tuple[str, ...]
    n_more: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report with its heading.

    Args:
        name: Its name in links, unique in the report.
        title: Its heading.
        texts: What it says first, a paragraph each.
        listings: Its tables.
        why: Why key figures moved.
    """

    name: str
    title: str
    texts: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """A change report.

    Args:
        language: da, nb or en.
        title: Its title.
        between: Which states it compares.
        summary: One line that says what happened.
        parts: Its parts; none where nothing happened.
    """

    language: str
    title: str
    between: str
    summary: str
    parts: tuple[Part, ...]


def listing(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, n: int, language: str) -> Listing:
    """Return a table.

    Args:
        caption: What it shows.
        heads: Names of ``HEADS``.
        rows: The rows that are shown, at most ``MOST`` of them.
        n: How many rows there are.
        language: da, nb or en.
    """
    shown = tuple(tuple(map(short, row)) for row in rows)
    return Listing(caption, tuple(HEADS[head].in_(language) for head in heads), shown, n - len(shown))


def short(text: str) -> str:
    """Return a text that is not too long to be read in a table.

    >>> len(short("x" * 1000)), short("x")
    (300, 'x')
    """
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def filled_in(template: Words, language: str, **values: str) -> str:
    """Return a template in a language with its values."""
    return template.in_(language).format(**values)
