"""The answer of an analysis: sentences that say what was found, and the tables that they rest on.

An analysis is a plain function from a ``Network`` to an ``Answer``. Its tables keep the promises of the measures:
keys that name a row, a null with a ``reason`` where a value is not defined, and ``rows`` that name the facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from ecograph.language import Words


@dataclass(frozen=True, slots=True)
class Result:
    """One table of an answer.

    Args:
        name: Its name in commands and files.
        title: Its title.
        meaning: How to read it, in one or two sentences.
        keys: The columns that name a row.
        table: The table.
        shown: The columns that a terminal shows, all but the rows when empty; ``why_{language}`` stands for the one
            in the language of the reader.
        words: What the texts of its closed lists, such as "gap", are called in each language.
    """

    name: str
    title: Words
    meaning: Words
    keys: tuple[str, ...]
    table: pl.DataFrame
    shown: tuple[str, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an analysis found.

    Args:
        name: The name of the analysis, which is that of its function and its command.
        said: What was found, in sentences, the most important first.
        results: The tables, the most important first.

    >>> words = Words(en="pairs", da="par", nb="par")
    >>> table = pl.DataFrame({"left": ["a"], "right": ["b"], "n_shared": [1]})
    >>> answer = Answer("overlap", (words,), (Result("pairs", words, words, ("left", "right"), table),))
    >>> answer["pairs"]["n_shared"].to_list(), answer.tables
    ([1], ('pairs',))
    """

    name: str
    said: tuple[Words, ...]
    results: tuple[Result, ...]

    def __getitem__(self, name: str) -> pl.DataFrame:
        """Return a table by its name; ``KeyError``, which lists the names there are, when there is none."""
        for result in self.results:
            if result.name == name:
                return result.table
        raise KeyError(f"no table {name!r}; there are {', '.join(self.tables)}")

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the names of its tables, in their order."""
        return tuple(result.name for result in self.results)
