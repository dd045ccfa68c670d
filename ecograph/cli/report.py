"""How the commands that read published files tell what they read, dropped, did not understand and joined."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ecograph.errors import Issue
    from ecograph.readers.reader import Dropped

SHOWN = 5
"""The number of remarks of one code that are shown; all are in remarks.csv."""


def progress(*, quiet: bool) -> Callable[[str], None]:
    """Return the function that tells progress on stderr, or one that says nothing."""

    def say(text: str) -> None:
        if not quiet:
            click.echo(f"{text} ...", err=True)

    return say


def rows(counts: dict[str, int]) -> None:
    """Print the number of rows of each table that has any."""
    for name, count in counts.items():
        if count:
            click.echo(f"{name:16}{count:>9,}")


def dropped(items: "Iterable[Dropped]") -> None:
    """Say which personal data was dropped."""
    for item in items:
        click.echo(f"dropped {item.n:,} × {item.what} ({item.file}, {item.column})", err=True)


def remarks(issues: "Iterable[Issue]", place: str) -> None:
    """Say what was not understood: how many of each code, and the first of them."""
    every = sorted(issues)
    by_code = Counter(issue.code for issue in every)
    for code, count in sorted(by_code.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"{count:,} remark{'s' if count > 1 else ''} of the kind {code}, such as:", err=True)
        for issue in [issue for issue in every if issue.code == code][:SHOWN]:
            click.echo(f"  {issue}", err=True)
    if every:
        click.echo(f"all remarks: {place}", err=True)


def pair(row: Mapping[str, object]) -> str:
    """Return a candidate as two lines of text, one for each side, and what speaks for it.

    It has no score when nothing but a judgement "unsure" speaks for it.
    """
    score = "   -" if row["score"] is None else f"{row['score']:.2f}"
    return (
        f"{score}  {row['left']}  {row['left_name']}\n"
        f"      {row['right']}  {row['right_name']}\n"
        f"      {row['country'] or 'country unknown'}: {row['why']}"
    )
