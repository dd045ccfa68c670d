"""What can go wrong with a user's input, said so that it can be mended.

An ``Issue`` is one fault in data, with its place and its cure. ``DataError`` carries all issues found in
one run. ``EcographError`` is every other failure that a user can do something about. Anything else that
is raised is a bug.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ecograph.cells import visible


class EcographError(Exception):
    """A failure that the user can mend: the message names the place, the cause and the cure."""


class LockedError(EcographError):
    """Another run is using what this one needs: try again later."""


class UnreachableError(EcographError):
    """A source does not answer, or not with a whole file: try again later."""


@dataclass(frozen=True, order=True, slots=True)
class Issue:
    """One fault in data.

    ``str()`` gives ``file:line:column: code: message``; issues sort in reading order.

    Args:
        file: The file, or ``book.xlsx#sheet`` for a sheet of a workbook.
        line: The line in the file (the row in a sheet), 1 for the first; 0 when the fault has no line.
        column: The name of the column; ``-`` when the fault concerns the whole row or file.
        code: The kind of fault, one of ``CODES``.
        message: What was found, what was expected, what to do.

    >>> print(Issue("flows.csv", 7, "currency", "currency", "found 'Kr', expected a currency code"))
    flows.csv:7:currency: currency: found 'Kr', expected a currency code
    """

    file: str
    line: int
    column: str
    code: str
    message: str

    def __str__(self) -> str:
        """Return the issue as one line of text; a sign that a terminal would act on is shown as its code."""
        text = f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}"
        return visible(text).replace("\n", "\\n")


CODES: dict[str, str] = {
    "amount": "an amount lacks its currency or qualifier, or the reverse",
    "blank": "a cell begins or ends with a blank",
    "bounds": "a table has fewer or more rows than the dataset says it should",
    "characters": "a cell holds a control character or a stray quote",
    "check-digit": "a registry number fails its check digit",
    "choice": "a value is not in the closed list of its column",
    "column": "a column is unknown, missing or there twice",
    "country": "a value is not a country code",
    "currency": "a value is not a known currency code",
    "digits": "a digit is not one of 0-9",
    "duplicate": "two rows have the same key",
    "encoding": "a file, or a letter of it, is not UTF-8",
    "extent": "a number of bodies does not fit the extent of an organisation",
    "format": "a file cannot be split into rows and cells, or is damaged",
    "formula": "a workbook cell holds a formula instead of a value",
    "identity": "what is known of who is who contradicts itself",
    "judgement": "a judgement contradicts another one, or cannot be applied",
    "layout": "a published file lacks a column without which it is not read",
    "manifest": "dataset.toml says something that cannot be understood",
    "missing": "a required value is missing",
    "order": "an end lies before its start, or a lower bound above an upper one",
    "reference": "a value points to a row that does not exist",
    "source": "a row does not say where it comes from",
    "table": "a file or sheet is not a table of the data model",
    "type": "a value has the wrong form for its column",
}
"""Every code an issue can have, with its meaning."""


class DataError(EcographError):
    """Data that cannot be used: all its issues, sorted.

    >>> error = DataError([Issue("b.csv", 2, "-", "source", "x"), Issue("a.csv", 9, "-", "source", "y")])
    >>> [issue.file for issue in error.issues]
    ['a.csv', 'b.csv']
    """

    def __init__(self, issues: Iterable[Issue]) -> None:
        """Keep the issues, sorted."""
        self.issues = tuple(sorted(issues))
        shown = "\n".join(str(issue) for issue in self.issues[:10])
        more = len(self.issues) - 10
        tail = f"\n... and {more} more: run `ecograph check` for all" if more > 0 else ""
        super().__init__(f"{len(self.issues)} fault(s) in the data:\n{shown}{tail}")
