"""The marks of a report: which rows of the dataset stand behind each number, and where these rows are stated."""

from collections.abc import Iterable, Sequence

from ecograph.ecosystem import Ecosystem
from ecograph.provenance import places
from ecograph.report.document import Note, Section, mark, marks_of

FIRST = 12
"""How many rows of each source a note names."""


class Marks:
    """The marks that were given while a report was made, with the rows behind each.

    The sections are written one after the other and give marks; the notes come from them afterwards.

    >>> marks = Marks()
    >>> name = marks.of(["flows/b", "flows/a"])
    >>> marks.rows(name), marks.of([]), marks.rows("")
    (('flows/a', 'flows/b'), '', ())
    """

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, ...]] = {}

    def of(self, rows: Iterable[str]) -> str:
        """Return the mark of some rows, "" where there are none, and remember them.

        Should two sets of rows have the same mark, which happens once in many thousand reports, it stands for both.
        """
        own = tuple(sorted(set(rows)))
        name = mark(own)
        if name:
            before = self._rows.get(name, own)
            self._rows[name] = own if before == own else tuple(sorted({*before, *own}))
        return name

    def rows(self, name: str) -> tuple[str, ...]:
        """Return the rows behind a mark, sorted; none where no such mark was given."""
        return self._rows.get(name, ())

    def notes(self, ecosystem: Ecosystem, sections: Sequence[Section], *, lines: str) -> tuple[Note, ...]:
        """Return what stands behind each mark that is used, in the order of first use.

        Args:
            ecosystem: The tables, for the sources of the rows.
            sections: The sections in which the marks are used.
            lines: The word before the lines of a source, such as "lines".
        """
        stated = places(ecosystem)
        return tuple(self._note(name, stated, lines) for name in marks_of(sections))

    def _note(self, name: str, stated: dict[str, tuple[str, str]], lines: str) -> Note:
        by_source: dict[str, list[str]] = {}
        for row in self.rows(name):
            source, locator = stated[row]
            by_source.setdefault(source, []).append(f"{row} ({lines} {locator})" if locator else row)
        found = tuple((source, len(own), tuple(own[:FIRST])) for source, own in sorted(by_source.items()))
        return Note(name, len(self.rows(name)), found)
