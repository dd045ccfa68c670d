"""Which of several layouts a published list has, since publishers change their columns and keep the name of the file.

A list is recognised by its header alone; the separator is the sign that stands most often in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.names import slug
from ecograph.readers.reader import File, Layout
from ecograph.readers.separated import split


@dataclass(frozen=True, slots=True)
class Recognised:
    """A list whose layout was looked for.

    Args:
        layout: Its layout; None when it has none of those looked for, or lacks a column that it needs.
        frame: Its rows as text, with ``line``.
        issues: What could not be split or recognised.
    """

    layout: Layout | None
    frame: pl.DataFrame
    issues: tuple[Issue, ...]


def recognised(file: File, layouts: Sequence[Layout]) -> Recognised:
    r"""Return a list with the one of some layouts that knows most of its columns.

    >>> layout = Layout("a.csv", maps={"navn": "organisations.name"}, required=("navn",))
    >>> recognised(File("a.csv", b"navn;by\nAcme;Vejle\n"), [layout]).issues[0].column
    'by'
    """
    header = file.content.lstrip().partition(b"\n")[0]
    found = split(file, separator=";" if header.count(b";") > header.count(b",") else ",")
    if not found.header:
        return Recognised(None, found.frame, found.issues)
    layout = max(layouts, key=lambda each: len(set(each.known) & set(found.header)))
    if not set(layout.known) & set(found.header):
        message = f"found no column that is known, expected those of {' or '.join(each.file for each in layouts)}; "
        issue = Issue(file.name, 1, "-", "column", message + "see whether this is the right file and reader")
        return Recognised(None, found.frame, (*found.issues, issue))
    issues = (*found.issues, *layout.faults(file.name, found.header))
    is_whole = set(layout.required) <= set(found.header)
    return Recognised(layout if is_whole else None, found.frame, issues)


_ENDINGS = re.compile(r"([.](csv|gz|json|jsonl|ndjson|tsv|txt|xlsx))+$", re.IGNORECASE)


def source_ids(name: str, files: Sequence[File]) -> list[str]:
    """Return the id of the source that each file is: the name of the import and of the file, each another.

    >>> source_ids("rcn", [File("data/EU grants.csv", b""), File("eu-grants.json.gz", b"")])
    ['rcn.eu-grants', 'rcn.eu-grants-2']
    """
    ids: list[str] = []
    for file in files:
        first = f"{name}.{slug(_ENDINGS.sub('', file.name.rpartition('/')[2]) or file.name)}"
        numbered = (f"{first}-{n}" for n in range(2, len(files) + 2))
        ids.append(next(each for each in (first, *numbered) if each not in ids))
    return ids
